//! Lines: values over time, one line a series, named where it ends.

use super::Context;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::{axis, place};
use crate::mark::line;
use crate::order;
use crate::scale::Linear;
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, DatumKey, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;

const PLOT: f64 = 280.0;
const NAME_LINE: f64 = 15.0;
/// Between the plot and the right edge, beside the names.
const NAME_GAP: f64 = 14.0;
/// Where two fifths of the width are less, names may still take this much: eight characters and a number.
const MIN_NAMES: f64 = 124.0;
/// Names leave the lines at least this much.
const MIN_PLOT: f64 = 40.0;

pub fn height(_: &Context, _: &Builder, _: f64) -> f64 {
    PLOT + axis::LABEL_HEIGHT
}

/// One series: its row at each period, in the order of time, and where that lies. `None` where it has no row or no
/// value while another line may have one: there the line is broken.
struct Series {
    key: DatumKey,
    rows: Vec<Option<usize>>,
    points: Vec<Option<Point>>,
}

/// Values on the left, periods below, names and last values on the right.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let ticks = value_ticks(cx);
    let labels: Vec<String> = ticks.iter().map(|t| format::number(*t)).collect();
    let left = out.widest(labels.iter().map(String::as_str), LABEL) + 10.0;
    let time = order::of(&positions(cx));
    let rows: Vec<Vec<Option<usize>>> = (0..cx.table.series.len()).map(|s| rows_of(cx, s, &time)).collect();
    let whole: Vec<String> =
        rows.iter().enumerate().map(|(s, rows)| end_label(cx, out, s, rows, f64::INFINITY)).collect();
    let widest = out.widest(whole.iter().map(String::as_str), LABEL);
    let share = (rect.width * 0.4).max(MIN_NAMES);
    let room = widest.min(share).min(rect.width - left - NAME_GAP - MIN_PLOT).max(0.0);
    let plot = Rect {
        x: rect.x + left,
        y: rect.y + 8.0,
        width: (rect.width - left - NAME_GAP - room).max(1.0),
        height: PLOT - 8.0,
    };
    let y = Linear { domain: ends(&ticks), range: (plot.bottom(), plot.y) };
    axis::vertical(out, plot, &y, &ticks, cx.theme);
    let x = time_scale(cx, plot, &time);
    period_labels(cx, out, plot, &x, &time);
    let all: Vec<Series> = rows.into_iter().map(|rows| series(cx, rows, &x, &y)).collect();
    for (s, series) in all.iter().enumerate() {
        marks(cx, out, s, series);
    }
    // The room is a sum of widths: what fits it exactly must not be cut for its last bit.
    end_labels(cx, out, plot, room + 0.5, &all);
    Rect { height: PLOT, ..rect }
}

/// First and last tick.
fn ends(ticks: &[Decimal]) -> (f64, f64) {
    match (ticks.first(), ticks.last()) {
        (Some(first), Some(last)) => (first.to_f64(), last.to_f64()),
        _ => (0.0, 1.0),
    }
}

/// Zero belongs to the axis unless the values lie close together far from it.
fn value_ticks(cx: &Context) -> Vec<Decimal> {
    let values = cx.table.values();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    ticks(low, high, 5)
}

/// Where each period of the table lies in time: not always in the order of the table, which goes by their ends.
fn positions(cx: &Context) -> Vec<f64> {
    cx.table.periods.iter().map(|p| p.position()).collect()
}

/// The time axis from the first to the last position; a single period stands in the middle.
fn time_scale(cx: &Context, plot: Rect, time: &[usize]) -> Linear {
    let at = |i: Option<&usize>| i.map_or(0.0, |i| cx.table.periods[*i].position());
    let inset = 10.0;
    Linear { domain: (at(time.first()), at(time.last())), range: (plot.x + inset, plot.right() - inset) }
}

/// Whole labels where all stand side by side, short ones where not: those without days unless two would read the same.
fn period_labels(cx: &Context, out: &mut Builder, plot: Rect, x: &Linear, time: &[usize]) {
    let periods = &cx.table.periods;
    // Those of one month are neighbours in the table.
    let days = periods.windows(2).any(|pair| pair[0].short(false) == pair[1].short(false));
    let widest = periods.iter().map(|p| out.width(&p.label(), LABEL)).fold(0.0, f64::max);
    let whole = widest + 10.0 <= plot.width / periods.len().max(1) as f64;
    let label = |i: &usize| {
        let period = periods[*i];
        (if whole { period.label() } else { period.short(days) }, x.map(period.position()))
    };
    let places: Vec<(String, f64)> = time.iter().map(label).collect();
    axis::labels(out, plot, &places, cx.theme);
}

/// The row of a series at each period, in the order of time.
fn rows_of(cx: &Context, series: usize, time: &[usize]) -> Vec<Option<usize>> {
    let periods = &cx.table.periods;
    let mut rows = vec![None; periods.len()];
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == series) {
        if let Ok(period) = periods.binary_search(&row.period) {
            rows[period] = Some(i);
        }
    }
    time.iter().map(|period| rows[*period]).collect()
}

fn series(cx: &Context, rows: Vec<Option<usize>>, x: &Linear, y: &Linear) -> Series {
    let place = |row: &Option<usize>| {
        let row = &cx.table.rows[(*row)?];
        Some(point(x.map(row.period.position()), y.map(cx.table.scaled(row)?)))
    };
    let points = rows.iter().map(place).collect();
    Series { key: cx.key(rows.iter().find_map(|row| *row).unwrap_or(0)), rows, points }
}

fn marks(cx: &Context, out: &mut Builder, index: usize, series: &Series) {
    let stroke = cx.theme.series(index);
    line::line(out, &series.points, stroke, series.key);
    for (row, at) in series.rows.iter().zip(&series.points) {
        if let (Some(row), Some(at)) = (*row, *at) {
            let label = cx.label(&cx.table.rows[row]);
            line::dot(out, at, 4.0, stroke.color, cx.theme.ground, cx.key(row), label);
        }
    }
}

/// Name and last value of a series in at most `width`; a single line has its name above the plot already. What must be
/// cut is the name, never the value: without room for that there is no label.
fn end_label(cx: &Context, out: &Builder, series: usize, rows: &[Option<usize>], width: f64) -> String {
    let known = |row: &Option<usize>| Some(&cx.table.rows[(*row)?]).filter(|row| row.value.known().is_some());
    let value = rows.iter().rev().find_map(known).map(|row| cx.value(row)).unwrap_or_default();
    let name = if cx.table.series.len() > 1 { cx.table.series[series].as_str() } else { "" };
    let room = width - out.width(&value, LABEL);
    let name_room = room - out.width(" ", LABEL);
    if !name.is_empty() && name_room >= out.width(name, LABEL).min(2.0 * LABEL.size) {
        return format!("{} {value}", out.ellipsis(name, LABEL, name_room));
    }
    if room < 0.0 { String::new() } else { value }
}

/// Names at the line ends, moved apart, with a thin leader where one had to move. What does not fit is left out: the
/// tooltip and the description have it.
fn end_labels(cx: &Context, out: &mut Builder, plot: Rect, width: f64, all: &[Series]) {
    let ends: Vec<(usize, Point)> = all
        .iter()
        .enumerate()
        .filter_map(|(s, series)| Some((s, series.points.iter().rev().find_map(|p| *p)?)))
        .take((plot.height / NAME_LINE) as usize)
        .collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, p)| p.y).collect();
    let placed = place::spread(&wanted, NAME_LINE, plot.y - 8.0, plot.bottom() + 8.0);
    for ((s, end), y) in ends.into_iter().zip(placed) {
        let name = end_label(cx, out, s, &all[s].rows, width);
        if name.is_empty() {
            continue;
        }
        let x = plot.right() + 6.0;
        leader(out, end, point(x, y), cx.theme.series(s).color);
        let text = run(name, (x + 4.0, y), LABEL, Anchor::Start, Baseline::Middle);
        let style = Style::fill(cx.theme.ink_2);
        out.push(Node::new(Shape::Text(text), style, Role::MarkLabel).datum(all[s].key));
    }
}

/// A hair in the colour of the line from its end to its label: it tells which is whose.
fn leader(out: &mut Builder, end: Point, label: Point, color: Color) {
    out.line(point(end.x + 5.0, end.y), label, Stroke::solid(color, 1.0), Role::Guide);
}
