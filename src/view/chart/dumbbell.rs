//! Dumbbells: before → after on one scale, the change written at the end.

use super::dots::{self, Labels, Side};
use crate::dataset::Direction;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::note;
use crate::mark::line;
use crate::query::{self, Row};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::frame::{self, COMPACT, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 32.0;
/// Height of a line of the key above the plot.
const KEY_LINE: f64 = 22.0;
const KEY_GAP: f64 = 18.0;
/// Radius of a figure between the first and the last.
const SMALL: f64 = 3.5;
const CHANGE: &str = "变化";
/// Share of the width that changes may take.
const MAX_CHANGES: f64 = 0.4;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let notes = note::height(out, &cx.notes(), width);
    frame::height(cx, out, width, &wish(cx, out, width)) + key_places(cx, out, width).1 + notes
}

/// The key, then a row for each item: a ring for the first figure, a dot for the last, small dots between.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let key = draw_key(cx, out, rect);
    let below = Rect { y: rect.y + key, height: rect.height - key, ..rect };
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, below, &wish);
    dots::tracks(cx, out, &frame);
    let changes = changes(cx, out, rect.width);
    let column = changes_width(out, &changes);
    // The last column is that of the changes.
    let beside = Rect { width: below.width - column, ..below };
    let mut labels = dots::labels(cx, &frame, beside, &wish);
    for (item, change) in changes.iter().enumerate() {
        draw_item(cx, out, &frame, &mut labels, item);
        if let Some((i, text, color)) = change {
            let at = (rect.right(), frame.band.center(item));
            let text = run(text.as_str(), at, LABEL, Anchor::End, Baseline::Middle);
            out.push(dots::label(cx, *i, text, *color));
        }
    }
    dots::missing(cx, out, &frame, &mut labels);
    let area = frame.area(below);
    Rect { y: rect.y, height: area.height + key, ..area }
}

fn draw_item(cx: &Context, out: &mut Builder, frame: &Frame, labels: &mut Labels, item: usize) {
    let known: Vec<(usize, &Row, Point)> = dots::in_series(cx, item)
        .into_iter()
        .filter_map(|(i, row)| Some((i, row, frame.at(item, 0.0, cx.table.scaled(row)?))))
        .collect();
    let last_series = last_series(cx);
    let radius = |row: &Row| if is_end(row, last_series) { dots::RADIUS } else { SMALL };
    if let (Some((_, first, from)), Some((_, last, to))) = (known.first(), known.last()) {
        arrow(cx, out, *from, *to, radius(first), radius(last));
    }
    for (i, row, at) in &known {
        let (color, ground) = (cx.theme.brand, cx.theme.ground);
        if row.series == 0 {
            ring(out, *at, color, ground, |node| node.datum(cx.key(*i)).label(cx.label(row)));
        } else {
            line::dot(out, *at, radius(row), color, ground, cx.key(*i), cx.label(row));
        }
        labels.keep_off(*at, radius(row));
    }
    let rises = known.first().zip(known.last()).is_none_or(|(first, last)| first.2.x <= last.2.x);
    for (i, row, at) in known.iter().rev().filter(|(_, row, _)| is_end(row, last_series)) {
        let side = if (row.series == last_series) == rises { Side::Right } else { Side::Left };
        labels.write(cx, out, *i, &cx.value(row), (*at, dots::RADIUS), &[side]);
    }
}

fn last_series(cx: &Context) -> usize {
    cx.table.series.len().saturating_sub(1)
}

fn is_end(row: &Row, last: usize) -> bool {
    row.series == 0 || row.series == last
}

/// The ring of a first figure.
fn ring(out: &mut Builder, center: Point, color: Color, ground: Color, mark: impl FnOnce(Node) -> Node) {
    let style = Style { fill: Some(Fill::Solid(ground)), stroke: Some(Stroke::solid(color, 2.0)) };
    let shape = Shape::Circle { center, radius: dots::RADIUS - 1.0 };
    out.push(mark(Node::new(shape, style, Role::Mark)));
}

/// The bar between the two ends.
fn arrow(cx: &Context, out: &mut Builder, from: Point, to: Point, before: f64, after: f64) {
    let (way, length) = ((to.x - from.x).signum(), (to.x - from.x).abs());
    if length > before + after {
        let (from, to) = (point(from.x + way * before, from.y), point(to.x - way * after, to.y));
        let color = cx.theme.brand.mix(cx.theme.ground, 0.55);
        out.line(from, to, Stroke::solid(color, 3.0), Role::Guide);
    }
}

/// A change as text, with the row it belongs to and its colour; `None` where there is none.
type Change = Option<(usize, String, Color)>;

/// The change of every item from its first to its last series; of none where one is so wide that the marks would be left
/// without room.
fn changes(cx: &Context, out: &Builder, width: f64) -> Vec<Change> {
    let changes = all_changes(cx);
    if changes_width(out, &changes) > width * MAX_CHANGES { vec![None; changes.len()] } else { changes }
}

fn all_changes(cx: &Context) -> Vec<Change> {
    let last = last_series(cx);
    let change = |item: usize| {
        let rows = dots::in_series(cx, item);
        let from = rows.iter().find(|(_, row)| row.series == 0 && last > 0)?.1;
        let (i, to) = *rows.iter().find(|(_, row)| row.series == last)?;
        let (value, unit) = query::step(from, to, cx.table, cx.set)?;
        let (arrow, color) = match value.mantissa.signum() {
            0 => return Some((i, "持平".into(), cx.theme.ink_2)),
            1 => ("↑", rise(cx, to)),
            _ => ("↓", fall(cx, to)),
        };
        let amount = Decimal { mantissa: value.mantissa.abs(), ..value };
        Some((i, format!("{arrow} {}", format::quantity(amount, &unit)), color))
    };
    (0..cx.table.items.len()).map(change).collect()
}

fn rise(cx: &Context, row: &Row) -> Color {
    match cx.set.indicators[row.indicator].direction {
        Direction::Higher => cx.theme.diverging.2,
        Direction::Lower => cx.theme.diverging.0,
        _ => cx.theme.ink_2,
    }
}

fn fall(cx: &Context, row: &Row) -> Color {
    match cx.set.indicators[row.indicator].direction {
        Direction::Higher => cx.theme.diverging.0,
        Direction::Lower => cx.theme.diverging.2,
        _ => cx.theme.ink_2,
    }
}

fn changes_width(out: &Builder, changes: &[Change]) -> f64 {
    let widest = changes.iter().flatten().map(|change| out.width(&change.1, LABEL)).fold(0.0, f64::max);
    if widest > 0.0 { widest + 12.0 } else { 0.0 }
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let value = dots::widest_value(cx, out) + 12.0;
    // On a phone the change says more than the figures, which the tooltip has.
    let (before, after) = if width < COMPACT { (10.0, 10.0) } else { (value, value) };
    let before = if dots::has_missing(cx) { before.max(dots::STUB_ROOM) } else { before };
    let room = (before, after + changes_width(out, &changes(cx, out, width)));
    Wish { horizontal: true, domain: cx.extent(false), step: STEP, fill: 0.6, room }
}

/// Where the entries of the key lie, relative to it, and how high it is: in one line, or one below the other.
fn key_places(cx: &Context, out: &Builder, width: f64) -> (Vec<(f64, f64)>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for name in key_names(cx) {
        let own = 2.0 * dots::RADIUS + 6.0 + out.width(name, LABEL);
        if x > 0.0 && x + own > width - out.width(CHANGE, LABEL) - KEY_GAP {
            (x, y) = (0.0, y + KEY_LINE);
        }
        places.push((x, y));
        x += own + KEY_GAP;
    }
    let height = if places.is_empty() { 0.0 } else { y + KEY_LINE + 6.0 };
    (places, height)
}

fn key_names<'a>(cx: &'a Context<'a>) -> impl Iterator<Item = &'a String> {
    let last = last_series(cx);
    let ends = move |(series, _): &(usize, &String)| *series == 0 || *series == last;
    cx.table.series.iter().enumerate().filter(ends).map(|(_, name)| name)
}

/// A ring for before, a dot for after; what the texts at the end of the rows are.
fn draw_key(cx: &Context, out: &mut Builder, rect: Rect) -> f64 {
    let (places, height) = key_places(cx, out, rect.width);
    for (place, (name, (x, y))) in key_names(cx).zip(&places).enumerate() {
        let center = point(rect.x + x + dots::RADIUS, rect.y + y + KEY_LINE / 2.0);
        let (fill, radius) = match place {
            0 => (cx.theme.ground, dots::RADIUS - 1.0),
            _ => (cx.theme.brand, dots::RADIUS),
        };
        let stroke = (place == 0).then(|| Stroke::solid(cx.theme.brand, 2.0));
        let style = Style { fill: Some(Fill::Solid(fill)), stroke };
        out.push(Node::new(Shape::Circle { center, radius }, style, Role::Guide));
        let room = rect.right() - center.x - dots::RADIUS - 6.0;
        let at = (center.x + dots::RADIUS + 6.0, center.y);
        let text = run(out.ellipsis(name, LABEL, room), at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
    }
    if height > 0.0 && changes(cx, out, rect.width).iter().any(Option::is_some) {
        let at = (rect.right(), rect.y + KEY_LINE / 2.0);
        out.text(run(CHANGE, at, LABEL, Anchor::End, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    }
    height
}
