//! Slope: before → after. A line an item from one period to another, named at both ends.

use crate::geometry::{Point, Rect, point};
use crate::guide::caption::paragraph;
use crate::guide::legend::{self, Entry, Sign};
use crate::guide::place;
use crate::mark::line;
use crate::nearest::joined;
use crate::order;
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const HEAD: f64 = 26.0;
const LINE: f64 = 16.0;
const LOWEST: f64 = 220.0;
const TALLEST: f64 = 900.0;
const KEY_GAP: f64 = 8.0;
const NOTE_GAP: f64 = 10.0;
const NOTE_LINE: f64 = 17.0;
/// Between a line end and its label.
const GAP: f64 = 10.0;
/// From this width on names stand at both ends.
const WIDE: f64 = 420.0;
/// Lines keep at least this share of the width.
const LEAST: f64 = 0.3;

/// The row of each item at each period.
struct Slopes {
    rows: Vec<Option<usize>>,
    periods: usize,
}

impl Slopes {
    fn of(cx: &Context) -> Slopes {
        let periods = cx.table.series.len().max(1);
        let mut rows = vec![None; periods * cx.table.items.len()];
        for (i, row) in cx.table.rows.iter().enumerate() {
            rows[row.item * periods + row.series] = Some(i);
        }
        Slopes { rows, periods }
    }

    /// Row and value of an item at a period, where it has one.
    fn value(&self, cx: &Context, item: usize, period: usize) -> Option<(usize, f64)> {
        let row = (*self.rows.get(item * self.periods + period)?)?;
        Some((row, cx.table.scaled(&cx.table.rows[row])?))
    }

    /// The items that lack a value at some shown period.
    fn partial(&self, cx: &Context) -> Vec<usize> {
        let shown = |period: &usize| !cx.is_hidden(*period);
        let lacks = |item: &usize| {
            (0..self.periods).filter(shown).any(|period| self.value(cx, *item, period).is_none())
        };
        (0..cx.table.items.len()).filter(lacks).collect()
    }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let slopes = Slopes::of(cx);
    let lines = out.wrap(&note(cx, &slopes), LABEL, width).len() as f64;
    let below = if lines > 0.0 { NOTE_GAP + lines * NOTE_LINE } else { 0.0 };
    key_height(cx, out, &slopes, width) + HEAD + plot_height(cx) + 8.0 + below
}

/// What the colours of the lines are, where there are several.
fn key_of(cx: &Context, slopes: &Slopes) -> Vec<Entry> {
    let ways: Vec<Way> = (0..cx.table.items.len()).map(|item| way(cx, slopes, item)).collect();
    let known =
        [(Way::Up, "上升"), (Way::Down, "下降"), (Way::Flat, "持平"), (Way::Unknown, "只有一个时期的数")];
    let found = known.into_iter().filter(|(way, _)| ways.contains(way));
    let entry = |(way, name): (Way, &str)| Entry {
        sign: if way == Way::Unknown { Sign::Dot } else { Sign::Line },
        ..Entry::new(Fill::Solid(color(cx, way)), name.into())
    };
    let entries: Vec<Entry> = found.map(entry).collect();
    if entries.len() > 1 { entries } else { Vec::new() }
}

fn key_height(cx: &Context, out: &Builder, slopes: &Slopes, width: f64) -> f64 {
    match legend::height(out, &key_of(cx, slopes), width) {
        0.0 => 0.0,
        height => height + KEY_GAP,
    }
}

fn plot_height(cx: &Context) -> f64 {
    (cx.table.items.len() as f64 * LINE * 1.5).clamp(LOWEST, TALLEST)
}

/// What has no line, in words; empty when all have one.
fn note(cx: &Context, slopes: &Slopes) -> String {
    let partial = slopes.partial(cx);
    if partial.is_empty() {
        return String::new();
    }
    format!("有时期缺数：{}", joined(partial.iter().map(|item| cx.table.items[*item].as_str()), "、"))
}

/// Periods above, a line an item, names and values at both ends.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let slopes = Slopes::of(cx);
    legend::draw(out, rect, &key_of(cx, &slopes), cx.theme);
    let key = key_height(cx, out, &slopes, rect.width);
    let rect = Rect { y: rect.y + key, height: rect.height - key, ..rect };
    let last = slopes.periods - 1;
    // One item is named by the subtitle.
    let is_named = cx.table.items.len() > 1;
    let has_names = rect.width >= WIDE && is_named;
    let most = rect.width * (1.0 - LEAST) / 2.0 - GAP;
    let (left, right) = if last == 0 {
        (0.0, most)
    } else {
        (widest(cx, out, &slopes, 0, has_names).min(most), widest(cx, out, &slopes, last, is_named))
    };
    let right = right.min(rect.width * (1.0 - LEAST) - left - 2.0 * GAP);
    let plot = Rect {
        x: rect.x + left + GAP,
        y: rect.y + HEAD,
        width: (rect.width - left - right - 2.0 * GAP).max(1.0),
        height: plot_height(cx),
    };
    let across =
        |period: usize| plot.x + plot.width * if last == 0 { 0.5 } else { period as f64 / last as f64 };
    let inner = plot.grown(-6.0);
    let value = Linear { domain: cx.extent(false), range: (inner.bottom(), inner.y) };
    heads(cx, out, rect, plot, &across);
    for item in cx.upwards((0..cx.table.items.len()).collect(), &|item| item) {
        let place = |period: usize| {
            let (row, own) = slopes.value(cx, item, period)?;
            Some((row, point(across(period), value.map(own))))
        };
        let places: Vec<Option<(usize, Point)>> = (0..slopes.periods).map(place).collect();
        let width = if cx.is_grey(item) { 1.0 } else { 2.0 };
        let color = cx.item_color(item).unwrap_or_else(|| color(cx, way(cx, &slopes, item)));
        marks(cx, out, Stroke::solid(color, width), &places);
    }
    if last > 0 {
        labels(cx, out, &slopes, (0, plot.x), plot, (left, has_names), &value);
    }
    labels(cx, out, &slopes, (last, across(last)), plot, (right, is_named), &value);
    let at = (rect.x, plot.bottom() + 8.0 + NOTE_GAP);
    paragraph(out, &note(cx, &slopes), at, rect.width, LABEL, cx.theme.ink_3);
    Rect { height: plot.bottom() + 8.0 - rect.y, ..rect }
}

/// Which way a line goes from its first figure to its last.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Flat,
    Unknown,
}

fn way(cx: &Context, slopes: &Slopes, item: usize) -> Way {
    let known: Vec<f64> =
        (0..slopes.periods).filter_map(|p| slopes.value(cx, item, p)).map(|(_, v)| v).collect();
    match known.as_slice() {
        [first, .., last] if last > first => Way::Up,
        [first, .., last] if last < first => Way::Down,
        [_, .., _] => Way::Flat,
        _ => Way::Unknown,
    }
}

/// The periods above their rules; the outer ones kept inside.
fn heads(cx: &Context, out: &mut Builder, rect: Rect, plot: Rect, across: &dyn Fn(usize) -> f64) {
    let names: Vec<String> = match cx.table.series.is_empty() {
        true => cx.table.periods.iter().map(|period| period.label()).collect(),
        false => cx.table.series.clone(),
    };
    let spans: Vec<(f64, f64)> = names
        .iter()
        .enumerate()
        .map(|(period, name)| {
            let width = out.width(name, LABEL);
            let start = (across(period) - width / 2.0).min(rect.right() - width).max(rect.x);
            (start, start + width)
        })
        .collect();
    let shown = place::thin(&spans, 8.0);
    for (period, name) in names.iter().enumerate() {
        let x = across(period);
        out.line(point(x, plot.y), point(x, plot.bottom()), Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
        if shown[period] {
            let text =
                run(name.as_str(), (spans[period].0, rect.y + 2.0), LABEL, Anchor::Start, Baseline::Top);
            out.text(text, cx.theme.ink_3, Role::Guide);
        }
    }
}

/// Blue where it rose, the colour of a decline where it fell, grey where it stayed or is not known.
fn color(cx: &Context, way: Way) -> Color {
    match way {
        Way::Up => cx.theme.diverging.2,
        Way::Down => cx.theme.declining(cx.table.measure.direction),
        Way::Flat | Way::Unknown => cx.theme.ink_3,
    }
}

fn marks(cx: &Context, out: &mut Builder, stroke: Stroke, places: &[Option<(usize, Point)>]) {
    let points: Vec<Option<Point>> = places.iter().map(|place| place.map(|(_, at)| at)).collect();
    let Some((first, _)) = places.iter().flatten().next() else { return };
    line::line(out, &points, stroke, cx.key(*first));
    for (row, at) in places.iter().flatten() {
        let label = cx.label(&cx.table.rows[*row]);
        line::dot(out, *at, 2.5 + stroke.width, stroke.color, cx.theme.ground, cx.key(*row), label);
    }
}

fn widest(cx: &Context, out: &Builder, slopes: &Slopes, period: usize, has_name: bool) -> f64 {
    let row = |item: usize| slopes.value(cx, item, period).map(|(row, _)| row);
    let texts =
        (0..cx.table.items.len()).filter_map(row).map(|row| words(cx, out, row, f64::INFINITY, has_name));
    texts.map(|text| out.width(&text, LABEL)).fold(0.0, f64::max) + 1.0
}

/// Value and name of a row in at most `width`; what is cut is the name.
fn words(cx: &Context, out: &Builder, row: usize, width: f64, has_name: bool) -> String {
    let own = &cx.table.rows[row];
    let (name, value) = (cx.table.items[own.item].as_str(), cx.value(own));
    let room = width - out.width(&value, LABEL) - out.width(" ", LABEL);
    if has_name && !name.is_empty() && room >= LABEL.size * 2.0 {
        return format!("{} {value}", out.ellipsis(name, LABEL, room));
    }
    value
}

/// The labels at one end, moved apart, with a hair to the end of the line where one had to move.
fn labels(
    cx: &Context,
    out: &mut Builder,
    slopes: &Slopes,
    (period, x): (usize, f64),
    plot: Rect,
    (width, has_name): (f64, bool),
    value: &Linear,
) {
    let is_left = period == 0 && slopes.periods > 1;
    let known = (0..cx.table.items.len()).filter_map(|item| slopes.value(cx, item, period));
    let ends: Vec<(usize, f64)> = known.map(|(row, own)| (row, value.map(own))).collect();
    // Where there is no room for all, those that were chosen are named.
    let rank = |(row, _): &(usize, f64)| if cx.is_grey(cx.table.rows[*row].item) { 1.0 } else { 0.0 };
    let ranks: Vec<f64> = ends.iter().map(rank).collect();
    let ends: Vec<(usize, f64)> = order::of(&ranks).into_iter().map(|i| ends[i]).collect();
    let fitting = (plot.height / LINE) as usize;
    let wanted: Vec<f64> = ends.iter().take(fitting).map(|(_, y)| *y).collect();
    let placed = place::spread(&wanted, LINE, plot.y - 6.0, plot.bottom() + 6.0);
    let side = if is_left { -1.0 } else { 1.0 };
    for ((row, end), y) in ends.into_iter().zip(placed) {
        let at = (x + side * GAP, y);
        if (y - end).abs() > 2.0 {
            let stroke = Stroke::solid(cx.theme.ink_3, 0.75);
            out.line(point(x + side * 5.0, end), point(at.0 - side * 1.5, y), stroke, Role::Guide);
        }
        let anchor = if is_left { Anchor::End } else { Anchor::Start };
        let text = run(words(cx, out, row, width, has_name), at, LABEL, anchor, Baseline::Middle);
        let ink = if cx.is_grey(cx.table.rows[row].item) { cx.theme.ink_3 } else { cx.theme.ink_2 };
        let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
        out.push(node.datum(cx.key(row)));
    }
}
