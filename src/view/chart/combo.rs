//! Bars and lines on one plot. A second axis stands on the right only where units differ; both axes start at zero,
//! share their grid lines and carry their units.

use super::label;
use crate::config::By;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::legend::Sign;
use crate::guide::note;
use crate::guide::place::Taken;
use crate::mark::{bar, line};
use crate::query::{Place, Row, places};
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Role, Stroke, Text};
use crate::theme::LABEL;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

/// The widest bar, and the side of what stands for a missing value.
const COLUMN: f64 = 46.0;
const STUB: f64 = 12.0;
const RADIUS: f64 = 4.5;
const TITLE: f64 = 22.0;
const VALUE_LINE: f64 = 24.0;
/// Bars are made at most so much lower to leave the lines above them, and lines stand off by this share of the plot.
const LOWEST: f64 = 2.2;
const CLEAR: f64 = 0.075;

/// All that is decided before anything is drawn.
struct Plan {
    places: Vec<Place>,
    /// The series drawn as bars, in order.
    bars: Vec<usize>,
    wish: Wish,
    /// How much more a pixel is by the right axis than by the left one; `None` without a right axis.
    ratio: Option<f64>,
    /// The ticks of the right axis: where they stand by the left one, and what they read.
    right: Vec<(f64, String)>,
    /// Room for them.
    gutter: f64,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let plan = plan(cx, out, width);
    TITLE + frame::height(cx, out, width - plan.gutter, &plan.wish) + note::height(out, &cx.notes(), width)
}

/// What stands for a series in the legend.
pub fn sign(cx: &Context, series: usize) -> Sign {
    let places = places(cx.panel, cx.table, cx.set);
    let row = cx.table.rows.iter().find(|row| row.series == series);
    match row.and_then(|row| places.get(row.column)) {
        Some(place) if place.is_line && cx.table.item == By::Period => Sign::Dots,
        Some(place) if place.is_line => Sign::Dot,
        _ => Sign::Area,
    }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let plan = plan(cx, out, rect.width);
    let inner =
        Rect { y: rect.y + TITLE, width: rect.width - plan.gutter, height: rect.height - TITLE, ..rect };
    let frame = Frame::draw(cx, out, inner, &plan.wish);
    for (at, text) in &plan.right {
        let at = (frame.plot.right() + 8.0, frame.value.map(*at));
        out.text(run(text.as_str(), at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    }
    titles(cx, out, &plan, rect);
    let mut room = Room::default();
    bars(cx, out, &plan, &frame, &mut room);
    let lines: Vec<usize> =
        (0..cx.table.series.len().max(1)).filter(|series| !plan.bars.contains(series)).collect();
    for series in &lines {
        points(cx, out, &plan, &frame, *series, &mut room);
    }
    bar_labels(cx, out, &plan, &frame, &mut room);
    for series in &lines {
        point_labels(cx, out, &plan, &frame, *series, &mut room);
    }
    frame.area(rect)
}

fn place_of(plan: &Plan, row: &Row) -> Place {
    plan.places.get(row.column).copied().unwrap_or(Place { is_line: false, is_right: false })
}

fn plan(cx: &Context, out: &Builder, width: f64) -> Plan {
    let places = places(cx.panel, cx.table, cx.set);
    let mut plan =
        Plan { places, bars: Vec::new(), wish: wish(), ratio: None, right: Vec::new(), gutter: 0.0 };
    let (mut left, mut right) = ((0.0f64, 0.0f64), (0.0f64, 0.0f64));
    for row in &cx.table.rows {
        let place = place_of(&plan, row);
        if !place.is_line && !plan.bars.contains(&row.series) {
            plan.bars.push(row.series);
        }
        let extent = if place.is_right { &mut right } else { &mut left };
        let value = cx.table.scaled(row).unwrap_or(0.0);
        *extent = (extent.0.min(value), extent.1.max(value));
    }
    plan.bars.sort_unstable();
    let has_right = plan.places.iter().any(|place| place.is_right);
    let right = if has_right { right } else { left };
    lay(&mut plan, left, right, has_right);
    let mut stretch = 1.0;
    while has_right && stretch < LOWEST && !is_clear(cx, &plan) {
        stretch += 0.2;
        lay(&mut plan, (left.0, left.1 * stretch), right, has_right);
    }
    if has_right && !is_clear(cx, &plan) {
        lay(&mut plan, left, right, has_right);
    }
    let domain = plan.wish.domain;
    plan.gutter = match has_right {
        true => out.widest(plan.right.iter().map(|(_, text)| text.as_str()), LABEL) + 8.0,
        false => 0.0,
    };
    let band = (width - 60.0 - plan.gutter).max(1.0) / cx.table.items.len().max(1) as f64;
    plan.wish.fill = (plan.bars.len().max(1) as f64 * COLUMN / band).min(0.7);
    let falls = if domain.0 < 0.0 { VALUE_LINE } else { 0.0 };
    plan.wish.room = (falls, VALUE_LINE);
    plan
}

fn wish() -> Wish {
    Wish { horizontal: false, domain: (0.0, 1.0), step: 0.0, fill: 0.7, room: (0.0, VALUE_LINE) }
}

/// Chooses the domain of the left axis and the ticks of the right one.
fn lay(plan: &mut Plan, left: (f64, f64), right: (f64, f64), has_right: bool) {
    let (domain, rough) = aligned(left, right);
    plan.wish.domain = domain;
    if has_right {
        align(plan, domain, rough);
    }
}

/// Whether lines by the right axis lie above the bars, with room for their figures. Where figures fall below zero no
/// stretching would bring that about.
fn is_clear(cx: &Context, plan: &Plan) -> bool {
    let (low, high) = plan.wish.domain;
    let mut tops = vec![(0.0f64, f64::INFINITY); cx.table.items.len()];
    for row in &cx.table.rows {
        let (Some(value), Some((bar, line))) = (by_left(cx, plan, row), tops.get_mut(row.item)) else {
            continue;
        };
        match place_of(plan, row).is_line {
            true => *line = line.min(value),
            false => *bar = bar.max(value),
        }
    }
    low < 0.0 || tops.iter().all(|(bar, line)| *line >= bar + (high - low) * CLEAR)
}

/// The domain of the left axis, in which zero lies as far down as either axis needs it, and how many times as much the
/// right axis has to hold at least.
fn aligned(left: (f64, f64), right: (f64, f64)) -> ((f64, f64), f64) {
    let most = |extent: (f64, f64)| match (-extent.0).max(extent.1) {
        most if most > 0.0 => most,
        _ => 1.0,
    };
    let (own, other) = (most(left), most(right));
    let below = (-left.0 / own).max(-right.0 / other);
    let above = (left.1 / own).max(right.1 / other);
    let above = if below + above > 0.0 { above } else { 1.0 };
    ((-below * own, above * own), other / own)
}

/// Gives the right axis a round figure at every grid line.
fn align(plan: &mut Plan, domain: (f64, f64), rough: f64) {
    let grid = frame::inner_ticks(domain, 5);
    let [first, second, ..] = grid[..] else { return };
    let step = second.to_f64() - first.to_f64();
    let Some(own) = ticks(0.0, step * rough, 1).get(1).copied() else { return };
    plan.ratio = Some(own.to_f64() / step);
    let tick = |tick: &Decimal| {
        let count = (tick.to_f64() / step).round() as i64;
        let mantissa = own.mantissa.checked_mul(count)?;
        Some((tick.to_f64(), format::number(Decimal { mantissa, ..own })))
    };
    plan.right = grid.iter().filter_map(tick).collect();
}

/// The unit of each axis above it.
fn titles(cx: &Context, out: &mut Builder, plan: &Plan, rect: Rect) {
    for is_right in [false, true] {
        let column = plan.places.iter().position(|place| place.is_right == is_right);
        let Some(measure) = column.and_then(|column| cx.table.measures.get(column)) else { continue };
        let unit = match measure.label_unit() {
            unit if unit.is_empty() => "无单位".into(),
            unit => unit,
        };
        let (words, at, anchor) = match (plan.gutter > 0.0, is_right) {
            (false, _) => (format!("单位：{unit}"), rect.x, Anchor::Start),
            (true, false) => (format!("左轴：{unit}"), rect.x, Anchor::Start),
            (true, true) => (format!("右轴：{unit}"), rect.right(), Anchor::End),
        };
        let words = out.ellipsis(&words, LABEL, rect.width / 2.0 - 4.0);
        out.text(
            run(words, (at, rect.y + 6.0), LABEL, anchor, Baseline::Middle),
            cx.theme.ink_3,
            Role::Guide,
        );
    }
}

/// The value of a row by the left axis.
fn by_left(cx: &Context, plan: &Plan, row: &Row) -> Option<f64> {
    let value = cx.table.scaled(row)?;
    Some(if place_of(plan, row).is_right { value / plan.ratio.unwrap_or(1.0) } else { value })
}

/// Where a value may be written: on the ground, or wholly inside a bar.
#[derive(Default)]
struct Room {
    /// The bars with their rows and colours.
    bars: Vec<(usize, Rect, Color)>,
    taken: Taken,
}

impl Room {
    /// Whether `text` would cover nothing.
    fn is_free(&self, out: &Builder, text: &Text, bounds: &Rect) -> bool {
        let place = out.extent(text);
        let is_clear =
            |(_, bar, _): &(usize, Rect, Color)| !bar.overlaps(&place) || bar.encloses(&place.grown(2.0));
        self.bars.iter().all(is_clear) && self.taken.is_free(&place, bounds)
    }

    /// Writes `text` and takes its place.
    fn write(&mut self, cx: &Context, out: &mut Builder, text: Text, (i, ink): (usize, Color)) {
        let place = out.extent(&text);
        self.taken.claim(place, &place);
        let bar = self.bars.iter().find(|(_, bar, _)| bar.overlaps(&place));
        // Only its own figure is written in the ink of a bar; that of a line keeps its halo.
        out.push(match bar {
            Some((own, _, fill)) if *own == i => label::inside(text, *fill, cx.theme, cx.key(i)),
            _ => label::beside(text, ink, cx.theme, cx.key(i)),
        });
    }
}

/// Bars side by side.
fn bars(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, room: &mut Room) {
    let own = 1.0 / plan.bars.len().max(1) as f64;
    for (i, row) in cx.table.rows.iter().enumerate() {
        let Some(position) = plan.bars.iter().position(|series| *series == row.series) else { continue };
        let start = -0.5 + own * position as f64;
        let across = (start + own * 0.04, start + own * 0.96);
        let Some(value) = by_left(cx, plan, row) else {
            let foot = frame.at(row.item, (across.0 + across.1) / 2.0, 0.0);
            missing(cx, out, point(foot.x, foot.y - STUB / 2.0), i);
            continue;
        };
        let rect = frame.rect(row.item, across, (0.0, value));
        let (from, to) = (point(rect.x, rect.y), point(rect.right(), rect.bottom()));
        let color = cx.chosen_color(row.series);
        bar::bar(out, from, to, color, cx.key(i), cx.label(row));
        room.bars.push((i, rect, color));
    }
}

/// The values of bars beyond their ends, or at their feet where something else is there; all or none.
fn bar_labels(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, room: &mut Room) {
    let bounds = bounds(frame);
    let thickness = frame.band.thickness() / plan.bars.len().max(1) as f64;
    let pitch = if plan.bars.len() > 1 { thickness } else { frame.band.step };
    let wide =
        |(i, _, _): &(usize, Rect, Color)| out.width(&cx.value(&cx.table.rows[*i]), LABEL) + 4.0 > pitch;
    if room.bars.iter().any(wide) {
        return;
    }
    for at_foot in [false, true] {
        let labels: Vec<(usize, Text)> =
            room.bars.iter().map(|(i, rect, _)| (*i, bar_label(cx, (*i, rect), at_foot))).collect();
        if labels.iter().all(|(_, text)| room.is_free(out, text, &bounds)) {
            for (i, text) in labels {
                room.write(cx, out, text, (i, cx.theme.ink));
            }
            return;
        }
    }
}

/// The value of a bar beyond its end, or inside it at its foot.
fn bar_label(cx: &Context, (i, rect): (usize, &Rect), at_foot: bool) -> Text {
    let row = &cx.table.rows[i];
    let falls = row.value.known().is_some_and(|value| value.mantissa < 0);
    let (y, baseline) = match (falls, at_foot) {
        (true, false) => (rect.bottom() + 4.0, Baseline::Top),
        (true, true) => (rect.y + 5.0, Baseline::Top),
        (false, false) => (rect.y - 4.0, Baseline::Bottom),
        (false, true) => (rect.bottom() - 5.0, Baseline::Bottom),
    };
    run(cx.value(row), (rect.center().x, y), LABEL, Anchor::Middle, baseline)
}

/// Where labels may stand.
fn bounds(frame: &Frame) -> Rect {
    Rect { y: frame.plot.y - VALUE_LINE, height: frame.plot.height + 2.0 * VALUE_LINE, ..frame.plot }
}

/// A line through the values of a series over time; only its points where items are no times.
fn points(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, series: usize, room: &mut Room) {
    let mut places: Vec<Option<(usize, Point)>> = vec![None; cx.table.items.len()];
    let mut absent = Vec::new();
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == series) {
        match (by_left(cx, plan, row), places.get_mut(row.item)) {
            (Some(value), Some(place)) => *place = Some((i, frame.at(row.item, 0.0, value))),
            _ => absent.push((i, row.item)),
        }
    }
    let here = places.iter().enumerate().filter_map(|(item, place)| Some((item, (*place)?.1)));
    let here: Vec<(usize, Point)> = here.collect();
    for (i, item) in absent {
        missing(cx, out, gap(cx, frame, &here, item), i);
    }
    let known: Vec<(usize, Point)> = places.iter().copied().flatten().collect();
    let Some(&(first, _)) = known.first() else { return };
    let color = cx.chosen_color(series);
    if cx.table.item == By::Period {
        let path: Vec<Option<Point>> = places.iter().map(|place| place.map(|(_, at)| at)).collect();
        line::line(out, &path, Stroke::solid(cx.theme.ground, 5.0), cx.key(first));
        line::line(out, &path, Stroke::solid(color, 2.5), cx.key(first));
        for pair in path.windows(2) {
            if let [Some(a), Some(b)] = pair {
                room.taken.claim_line(*a, *b);
            }
        }
    }
    for (i, at) in &known {
        line::dot(out, *at, RADIUS, color, cx.theme.ground, cx.key(*i), cx.label(&cx.table.rows[*i]));
        let dot = Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 }.grown(RADIUS);
        room.taken.claim(dot, &dot);
    }
}

/// Where the sign for a missing point stands: in the gap of a line over time, otherwise beside the foot of the bars.
fn gap(cx: &Context, frame: &Frame, known: &[(usize, Point)], item: usize) -> Point {
    let center = frame.band.center(item);
    let next = known.partition_point(|(other, _)| *other < item);
    let before = next.checked_sub(1).and_then(|i| known.get(i));
    if let (By::Period, Some((_, a)), Some((_, b))) = (cx.table.item, before, known.get(next)) {
        return point(center, a.y + (b.y - a.y) * (center - a.x) / (b.x - a.x));
    }
    let foot = frame.at(item, 0.0, 0.0);
    let beside = frame.band.thickness() / 2.0 + STUB / 2.0 + 2.0;
    let has_room = beside + STUB / 2.0 <= frame.band.step / 2.0;
    point(if has_room { center + beside } else { center }, foot.y - STUB / 2.0)
}

/// The values of the points of a series above or below them, a valley's below, where they cover nothing.
fn point_labels(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, series: usize, room: &mut Room) {
    let rows = cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == series);
    let places = rows.filter_map(|(i, row)| Some((i, frame.at(row.item, 0.0, by_left(cx, plan, row)?))));
    let places: Vec<(usize, Point)> = places.collect();
    let y = |position: Option<usize>| position.and_then(|p| places.get(p)).map(|(_, at)| at.y);
    for (position, (i, at)) in places.iter().enumerate() {
        let beside = [y(position.checked_sub(1)), y(Some(position + 1))];
        let is_valley = beside.iter().all(|y| y.is_some_and(|y| y < at.y));
        let mut spots = [(at.y - 9.0, Baseline::Bottom), (at.y + 9.0, Baseline::Top)];
        if is_valley {
            spots.reverse();
        }
        for (y, baseline) in spots {
            let text = run(cx.value(&cx.table.rows[*i]), (at.x, y), LABEL, Anchor::Middle, baseline);
            if room.is_free(out, &text, &bounds(frame)) {
                room.write(cx, out, text, (*i, cx.theme.ink_2));
                break;
            }
        }
    }
}

/// The hatched square at the foot of a place without a value.
fn missing(cx: &Context, out: &mut Builder, center: Point, i: usize) {
    let label = cx.label(&cx.table.rows[i]);
    bar::missing(out, center, (STUB, STUB), cx.theme.missing, cx.key(i), label);
}
