//! Dots: one for every item and series on one scale, which need not start at zero.

use crate::geometry::Rect;
use crate::mark::line;
use crate::scene::Builder;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

const STEP: f64 = 30.0;
const RADIUS: f64 = 6.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    frame::height(cx, out, width, &wish(cx, out, width))
}

/// Names beside the rows, a dot at each value.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, rect, &wish);
    for (i, row) in cx.table.rows.iter().enumerate() {
        if let Some(value) = cx.table.scaled(row) {
            let (at, color) = (frame.at(row.item, 0.0, value), cx.color(row.series));
            line::dot(out, at, RADIUS, color, cx.theme.ground, cx.key(i), cx.label(row));
        }
    }
    frame.area(rect)
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let horizontal = frame::is_horizontal(cx, out, width);
    Wish { horizontal, domain: cx.extent(false), step: STEP, fill: 0.6, room: (12.0, 12.0) }
}
