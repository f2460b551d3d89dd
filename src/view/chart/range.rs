//! Ranges: from the lowest to the highest figure of each item, the ends named, the others as small dots between them.

use super::dots::{self, Labels, Side};
use crate::geometry::Rect;
use crate::mark::line;
use crate::scene::{Builder, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::frame::{self, COMPACT, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 38.0;
const THICK: f64 = 10.0;
const END: f64 = 5.0;
const SMALL: f64 = 3.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    frame::height(cx, out, width, &wish(cx, out, width))
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, rect, &wish);
    let mut labels = Labels::new(dots::beside_names(&frame, rect, &wish));
    let items = dots::of_items(cx);
    for rows in &items {
        let (Some((first, low)), Some((last, high))) = (rows.first(), rows.last()) else { continue };
        let item = cx.table.rows[*first].item;
        let (from, to) = (frame.at(item, 0.0, *low), frame.at(item, 0.0, *high));
        let bar = Rect { y: from.y - THICK / 2.0, height: THICK, ..Rect::between(from, to) };
        let color = cx.theme.brand.mix(cx.theme.ground, 0.65);
        out.push(Node::new(Shape::Rect(bar), Style::fill(color), Role::Guide));
        labels.keep_off(from, END);
        labels.keep_off(to, END);
        // The ends last: they lie above what lies between.
        let ends = rows.iter().filter(|(i, _)| i == first || i == last);
        for (i, value) in rows.iter().filter(|(i, _)| i != first && i != last).chain(ends) {
            let radius = if i == first || i == last { END } else { SMALL };
            let (at, row) = (frame.at(item, 0.0, *value), &cx.table.rows[*i]);
            line::dot(out, at, radius, cx.theme.brand, cx.theme.ground, cx.key(*i), cx.label(row));
        }
        for (i, at, side) in [(last, to, Side::Right), (first, from, Side::Left)] {
            if side == Side::Left && first == last {
                continue;
            }
            let side = if cx.panel.options.reverse { opposite(side) } else { side };
            let written = labels.write(cx, out, *i, &whole(cx, *i), (at, END), &[side]);
            if !written {
                labels.write(cx, out, *i, &cx.value(&cx.table.rows[*i]), (at, END), &[side]);
            }
        }
    }
    dots::missing(cx, out, &frame, &mut labels);
    frame.area(rect)
}

fn opposite(side: Side) -> Side {
    if side == Side::Left { Side::Right } else { Side::Left }
}

/// Name of the member and its value.
fn whole(cx: &Context, row: usize) -> String {
    let row = &cx.table.rows[row];
    let value = cx.value(row);
    match cx.table.series.get(row.series) {
        Some(name) => format!("{name} {value}"),
        None => value,
    }
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let rows = 0..cx.table.rows.len();
    let widest = rows.map(|i| out.width(&whole(cx, i), LABEL)).fold(0.0, f64::max);
    let value = dots::widest_value(cx, out);
    // Members are named where that leaves the ranges most of the width.
    let label = if width < COMPACT || widest > width * 0.18 { value } else { widest } + END + 8.0;
    let before = if dots::has_missing(cx) { label.max(dots::STUB_ROOM) } else { label };
    Wish { horizontal: true, domain: cx.extent(false), step: STEP, fill: 0.6, room: (before, label) }
}
