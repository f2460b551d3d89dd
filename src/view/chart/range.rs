//! Ranges: from the lowest to the highest figure of each item, the others as small dots between them. Few members are
//! told by their colours, of many the ends are named.

use super::dots::{self, Side};
use crate::geometry::Rect;
use crate::guide::legend::{self, Entry, Sign};
use crate::guide::note;
use crate::mark::line;
use crate::scene::{Builder, Color, Fill, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 38.0;
const THICK: f64 = 10.0;
const END: f64 = 5.0;
const SMALL: f64 = 3.0;
/// So many members have colours of their own.
const COLORED: usize = 3;
const KEY_GAP: f64 = 8.0;
/// Share of the width, without the names of items, that the names of members may take: more on a phone, where the
/// names of items stand over their rows.
const MAX_MEMBERS: f64 = 0.45;
const MAX_ON_PHONE: f64 = 0.62;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let notes = note::height(out, &cx.notes(), width);
    frame::height(cx, out, width, &wish(cx, out, width)) + key_height(cx, out, width) + notes
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let key = key_height(cx, out, rect.width);
    legend::draw(out, rect, &key_of(cx), cx.theme);
    let below = Rect { y: rect.y + key, height: rect.height - key, ..rect };
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, below, &wish);
    let mut labels = dots::labels(cx, &frame, below, &wish);
    let is_named = is_named(cx, out, rect.width);
    for rows in &dots::of_items(cx) {
        let (Some((first, low)), Some((last, high))) = (rows.first(), rows.last()) else { continue };
        let item = cx.table.rows[*first].item;
        let (from, to) = (frame.at(item, 0.0, *low), frame.at(item, 0.0, *high));
        let bar = Rect { y: from.y - THICK / 2.0, height: THICK, ..Rect::between(from, to) };
        let fill = cx.theme.brand.mix(cx.theme.ground, 0.65);
        out.push(Node::new(Shape::Rect(bar), Style::fill(fill), Role::Guide));
        labels.keep_off(from, END);
        labels.keep_off(to, END);
        // The ends last: they lie above what lies between.
        let ends = rows.iter().filter(|(i, _)| i == first || i == last);
        for (i, value) in rows.iter().filter(|(i, _)| i != first && i != last).chain(ends) {
            let radius = if i == first || i == last { END } else { SMALL };
            let (at, row) = (frame.at(item, 0.0, *value), &cx.table.rows[*i]);
            line::dot(out, at, radius, color(cx, row.series), cx.theme.ground, cx.key(*i), cx.label(row));
        }
        for (i, at, side) in [(last, to, Side::Right), (first, from, Side::Left)] {
            if side == Side::Left && first == last {
                continue;
            }
            let side = if cx.panel.options.reverse { opposite(side) } else { side };
            labels.write(cx, out, *i, &words(cx, *i, is_named), (at, END), &[side]);
        }
    }
    dots::missing(cx, out, &frame, &mut labels);
    frame.area(below)
}

fn is_colored(cx: &Context) -> bool {
    (2..=COLORED).contains(&cx.table.series.len())
}

fn color(cx: &Context, series: usize) -> Color {
    if is_colored(cx) { cx.color(series) } else { cx.theme.brand }
}

/// Which member has which colour.
fn key_of(cx: &Context) -> Vec<Entry> {
    let entry = |(series, name): (usize, &String)| Entry {
        sign: Sign::Dot,
        ..Entry::new(Fill::Solid(cx.color(series)), name.clone())
    };
    cx.table.series.iter().enumerate().filter(|_| is_colored(cx)).map(entry).collect()
}

fn key_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    match legend::height(out, &key_of(cx), width) {
        0.0 => 0.0,
        height => height + KEY_GAP,
    }
}

fn opposite(side: Side) -> Side {
    if side == Side::Left { Side::Right } else { Side::Left }
}

/// The value of a row, with the name of its member where those are written.
fn words(cx: &Context, row: usize, is_named: bool) -> String {
    let row = &cx.table.rows[row];
    let value = cx.value(row);
    match cx.table.series.get(row.series).filter(|_| is_named) {
        Some(name) => format!("{name} {value}"),
        None => value,
    }
}

fn widest(cx: &Context, out: &Builder, is_named: bool) -> f64 {
    let rows = 0..cx.table.rows.len();
    rows.map(|i| out.width(&words(cx, i, is_named), LABEL)).fold(0.0, f64::max) + END + 8.0
}

/// Whether the members at the ends are named: where that leaves the ranges enough of the width.
fn is_named(cx: &Context, out: &Builder, width: f64) -> bool {
    let free = width - frame::names_width(cx, out, width);
    let share = if width < frame::COMPACT { MAX_ON_PHONE } else { MAX_MEMBERS };
    !is_colored(cx) && 2.0 * widest(cx, out, true) <= free * share
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let label = widest(cx, out, is_named(cx, out, width));
    let before = if dots::has_missing(cx) { label.max(dots::STUB_ROOM) } else { label };
    Wish { horizontal: true, domain: cx.extent(false), step: STEP, fill: 0.6, room: (before, label) }
}
