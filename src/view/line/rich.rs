//! Lines with all that larger builds draw: areas, stacks, steps, two axes, forecasts, thresholds, a million points.

use super::values::Axis;
use super::{
    MIN_NAMES, MIN_PLOT, NAME_GAP, PLOT, ends, notes, paint, period_labels, positions, stack, time_scale,
};
use crate::config::{By, Stack};
use crate::dataset::Status;
use crate::decimal::Decimal;
use crate::geometry::Rect;
use crate::guide::legend::{self, Entry};
use crate::guide::{axis, note, place::Taken};
use crate::order;
use crate::query::Row;
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Stroke};
use crate::theme::LABEL;
use crate::unit;
use crate::view::Context;
use crate::view::frame::COMPACT;

/// Room for the units above two axes.
const UNITS: f64 = 22.0;
const KEY_GAP: f64 = 8.0;
/// From so many periods on the time axis goes by years, not by single periods.
const MANY: usize = 60;

/// What is drawn, before anybody knows where.
pub struct Lines {
    /// The rows of each series in the order of time; `None` between two where a period is left out.
    pub rows: Vec<Vec<Option<usize>>>,
    /// The periods of the table in the order of time.
    pub time: Vec<usize>,
    /// How series are stacked.
    pub stack: Option<Stack>,
    /// Lower and upper end of each row in its pile; empty without a stack.
    pub layers: Vec<Option<(f64, f64)>>,
    /// The paint of each series.
    pub strokes: Vec<Stroke>,
    /// How many series have rows here.
    pub present: usize,
}

impl Lines {
    fn of(cx: &Context) -> Lines {
        let time = order::of(&positions(cx));
        let mut place = vec![0; time.len()];
        for (rank, period) in time.iter().enumerate() {
            place[*period] = rank;
        }
        let mut found = vec![Vec::new(); cx.table.series.len()];
        for (i, row) in cx.table.rows.iter().enumerate() {
            if let Ok(period) = cx.table.periods.binary_search(&row.period) {
                found[row.series].push((place[period], i));
            }
        }
        let stack = cx.table.stacked(cx.panel);
        let layers = if stack.is_some() { layers(cx, &found, time.len(), stack) } else { Vec::new() };
        let present = found.iter().filter(|rows| !rows.is_empty()).count();
        let strokes = (0..found.len()).map(|series| paint::stroke(cx, series, present)).collect();
        let rows = found.into_iter().map(with_gaps).collect();
        Lines { rows, time, stack, layers, strokes, present }
    }

    /// Whether a line has a colour of its own; the others are grey.
    pub fn is_colored(&self, series: usize) -> bool {
        self.strokes[series].width >= paint::COLORED
    }

    /// The value of a row as it lies on its axis.
    pub fn value(&self, cx: &Context, row: usize) -> Option<f64> {
        match self.stack {
            Some(_) => self.layers[row].map(|(_, above)| above),
            None => cx.table.scaled(&cx.table.rows[row]),
        }
    }
}

/// The rows in the order of time, with a gap where a period is left out that another series has.
fn with_gaps(rows: Vec<(usize, usize)>) -> Vec<Option<usize>> {
    let ranks: Vec<f64> = rows.iter().map(|(rank, _)| *rank as f64).collect();
    let mut out = Vec::with_capacity(rows.len());
    let mut next = None;
    for i in order::of(&ranks) {
        let (rank, row) = rows[i];
        if next.is_some_and(|next| next != rank) {
            out.push(None);
        }
        out.push(Some(row));
        next = Some(rank + 1);
    }
    out
}

fn layers(
    cx: &Context,
    found: &[Vec<(usize, usize)>],
    periods: usize,
    how: Option<Stack>,
) -> Vec<Option<(f64, f64)>> {
    let shown: Vec<&Vec<(usize, usize)>> = found.iter().filter(|rows| !rows.is_empty()).collect();
    let dense = |rows: &&Vec<(usize, usize)>| {
        let mut values = vec![None; periods];
        for (rank, row) in rows.iter() {
            values[*rank] = cx.table.scaled(&cx.table.rows[*row]);
        }
        values
    };
    let values: Vec<Vec<Option<f64>>> = shown.iter().map(dense).collect();
    let piles = stack::layers(&values, how == Some(Stack::Percent));
    let mut layers = vec![None; cx.table.rows.len()];
    for (rows, pile) in shown.iter().zip(piles) {
        for (rank, row) in rows.iter() {
            layers[*row] = pile[*rank];
        }
    }
    layers
}

/// The interval that the figure of a row lies in, in scaled units.
pub fn interval(cx: &Context, row: &Row) -> (Option<f64>, Option<f64>) {
    let observation = row.observation.map(|o| cx.set.observations.at(o));
    let Some(remark) = observation.and_then(|observation| observation.remark) else { return (None, None) };
    let measure = cx.table.measure_of(row);
    let power = unit::shift(&cx.set.indicators[row.indicator].unit, &measure.unit).unwrap_or(0);
    let scaled = |end: Decimal| Some(measure.scaling.apply(unit::shifted(end, power)?));
    (remark.low.and_then(scaled), remark.high.and_then(scaled))
}

pub fn is_forecast(cx: &Context, row: usize) -> bool {
    cx.table.rows[row].status(cx.set) == Status::Forecast
}

/// Where everything goes.
struct Layout {
    plot: Rect,
    left: Axis,
    right: Option<Axis>,
    /// Width of the names at the line ends.
    names: f64,
    events: notes::Events,
    /// The names of the lines above the plot, where two axes leave them no room at the line ends.
    key: Vec<Entry>,
}

fn layout(cx: &Context, out: &Builder, rect: Rect, lines: &Lines) -> Layout {
    let empty = || Axis::of_nothing();
    let mut left = Axis::of(cx, lines, 0).unwrap_or_else(empty);
    let mut right = (cx.table.measures.len() > 1).then(|| Axis::of(cx, lines, 1)).flatten();
    right.iter_mut().for_each(|right| left.pair(right));
    let has_key = right.is_some() && rect.width < COMPACT;
    let key = if has_key { ends::key(cx, out, lines, rect.width) } else { Vec::new() };
    let key_height = if has_key { legend::height(out, &key, rect.width) + KEY_GAP } else { 0.0 };
    let gutters = (left.gutter(out), right.as_ref().map_or(0.0, |axis| axis.gutter(out)));
    let share = (rect.width * 0.4).max(MIN_NAMES);
    let free = rect.width - gutters.0 - gutters.1 - NAME_GAP - MIN_PLOT;
    let widest = if has_key { 0.0 } else { ends::widest(cx, out, lines) };
    let names = widest.min(share).min(free).max(0.0);
    let beside = if has_key { 0.0 } else { NAME_GAP + names };
    let width = (rect.width - gutters.0 - gutters.1 - beside).max(1.0);
    let column = Rect { x: rect.x + gutters.0, width, ..rect };
    let events = notes::events(cx, out, &time_scale(cx, column, &lines.time), rect.right());
    let units = if right.is_some() { UNITS } else { 0.0 };
    let plot = Rect { y: rect.y + 8.0 + key_height + units + events.height, height: PLOT - 8.0, ..column };
    Layout { plot, left: left.along(plot), right: right.map(|axis| axis.along(plot)), names, events, key }
}

pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let rect = Rect { x: 0.0, y: 0.0, width, height: 0.0 };
    let lines = Lines::of(cx);
    let notes = note::height(out, &cx.notes(), width);
    layout(cx, out, rect, &lines).plot.bottom() + axis::LABEL_HEIGHT + meanings_height(cx, out, width) + notes
}

/// Height of what names bands and thresholds below a plot that has no room for their names.
fn meanings_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    match legend::height(out, &notes::key(cx, width), width) {
        0.0 => 0.0,
        height => height + KEY_GAP,
    }
}

/// What a reader must know who sees the signs for the first time.
pub fn said(cx: &Context) -> Vec<String> {
    let stack = cx.table.stacked(cx.panel);
    let shown = || (0..cx.table.rows.len()).filter(|row| is_forecast(cx, *row));
    let has_interval =
        |row: usize| matches!(interval(cx, &cx.table.rows[row]), (Some(low), Some(high)) if low < high);
    let said = [
        (stack == Some(Stack::Percent), "百分比为计算值，由公布数算得。"),
        (stack.is_none() && shown().next().is_some(), "虚线、空心点：预测值。"),
        (stack.is_none() && shown().any(has_interval), "浅色带：预测值的可能范围。"),
    ];
    let said = said.into_iter().filter(|(applies, _)| *applies).map(|(_, note)| note.to_string());
    // In small charts of a line each none is grey.
    let is_one = stack.is_none() && cx.panel.options.facet == By::Auto;
    said.chain(paint::grey_note(cx).filter(|_| is_one)).collect()
}

/// Values on the left and, where asked for, on the right; periods below; names and last values at the line ends.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let lines = Lines::of(cx);
    note::draw(out, rect, &cx.notes(), cx.theme);
    let Layout { plot, left, right, names, events, key } = layout(cx, out, rect, &lines);
    legend::draw(out, rect, &key, cx.theme);
    let below = Rect { y: plot.bottom() + axis::LABEL_HEIGHT + KEY_GAP, ..rect };
    legend::draw(out, below, &notes::key(cx, rect.width), cx.theme);
    let x = time_scale(cx, plot, &lines.time);
    let mut taken = Taken::default();
    notes::bands(cx, out, plot, &left);
    left.draw_left(cx, out, plot);
    if let Some(right) = &right {
        right.draw_right(cx, out, plot);
        let span = (plot, plot.x - left.gutter(out), plot.right() + right.gutter(out));
        units(cx, out, span);
    }
    if lines.time.len() > MANY {
        years(cx, out, plot, &x);
    } else {
        period_labels(cx, out, plot, &x, &lines.time);
    }
    let top = if key.is_empty() { rect.y } else { rect.y + legend::height(out, &key, rect.width) + KEY_GAP };
    events.draw(cx, out, plot, top);
    let axes = (&left, right.as_ref().unwrap_or(&left));
    let paths = paint::Paths::of(cx, &lines, &x, axes);
    paths.claim(&mut taken);
    paths.draw(cx, out, &lines, plot, axes);
    let is_roomy = rect.width >= COMPACT;
    notes::thresholds(cx, out, plot, (&left, is_roomy), &mut taken);
    if is_roomy {
        notes::band_names(cx, out, plot, &left, &mut taken);
    }
    paint::values(cx, out, plot, &lines, &paths, &mut taken);
    let at = plot.right() + right.as_ref().map_or(0.0, |axis| axis.gutter(out));
    if key.is_empty() {
        // The room is a sum of widths: what fits it exactly must not be cut for its last bit.
        ends::draw(cx, out, (plot, at), names + 0.5, &lines, &paths);
    }
    Rect { height: plot.bottom() - rect.y, ..rect }
}

/// The units of both axes above them; which side is which where there is room to say so.
fn units(cx: &Context, out: &mut Builder, (plot, from, to): (Rect, f64, f64)) {
    let half = (to - from) / 2.0 - 4.0;
    let sides = [(from, Anchor::Start, "左轴"), (to, Anchor::End, "右轴")];
    for (measure, (x, anchor, side)) in cx.table.measures.iter().zip(sides) {
        let unit = measure.label_unit();
        let whole = if unit.is_empty() { side.into() } else { format!("{unit}（{side}）") };
        let text = if out.width(&whole, LABEL) <= half { whole } else { out.ellipsis(&unit, LABEL, half) };
        out.text(run(text, (x, plot.y - 14.0), LABEL, anchor, Baseline::Bottom), cx.theme.ink_3, Role::Guide);
    }
}

/// Round years under a long stretch of time; single periods where it is not long enough for two of them.
fn years(cx: &Context, out: &mut Builder, plot: Rect, x: &Linear) {
    let (from, to) = x.domain;
    let most = (plot.width / 64.0).max(2.0);
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
        .into_iter()
        .find(|step| (to - from) / f64::from(*step) <= most);
    let step = step.unwrap_or(2000);
    let first = (from / f64::from(step)).ceil() as i32 * step;
    let ticks: Vec<i32> =
        (0..).map(|i| first + i * step).take_while(|year| f64::from(*year) <= to).take(64).collect();
    let places: Vec<(String, f64)> = if ticks.len() > 1 {
        ticks.iter().map(|year| (format!("{year}年"), x.map(f64::from(*year)))).collect()
    } else {
        let periods = &cx.table.periods;
        let count = ((plot.width / 100.0) as usize).clamp(2, 8);
        let picked = (0..count).filter_map(|i| periods.get(i * (periods.len() - 1) / (count - 1)));
        picked.map(|p| (p.short(true), x.map(p.position()))).collect()
    };
    for (_, at) in &places {
        let (from, to) =
            (crate::geometry::point(*at, plot.bottom()), crate::geometry::point(*at, plot.bottom() + 4.0));
        out.line(from, to, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
    }
    axis::labels(out, plot, &places, cx.theme);
}
