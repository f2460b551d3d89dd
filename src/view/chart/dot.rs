//! Dots: one for every item and series on one scale, which need not start at zero.

use super::dots;
use crate::geometry::Rect;
use crate::guide::note;
use crate::mark::line;
use crate::scene::{Builder, Role, Stroke};
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

/// Height of a row.
pub const STEP: f64 = 30.0;
/// Height of a value above or below a dot.
const VALUE: f64 = 24.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    frame::height(cx, out, width, &wish(cx, out, width)) + note::height(out, &cx.notes(), width)
}

/// Names beside the rows, a dot at each value, the outer values written where they have room.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, rect, &wish);
    dots::tracks(cx, out, &frame);
    let items = dots::of_items(cx);
    let mut labels = dots::labels(cx, &frame, rect, &wish);
    for rows in &items {
        span(cx, out, &frame, rows);
        for place in cx.upwards((0..rows.len()).collect(), &|place| cx.table.rows[rows[place].0].series) {
            let (i, value) = rows[place];
            let row = &cx.table.rows[i];
            let at = frame.at(row.item, 0.0, value);
            line::dot(
                out,
                at,
                dots::RADIUS,
                cx.chosen_color(row.series),
                cx.theme.ground,
                cx.key(i),
                cx.label(row),
            );
            labels.keep_off(at, dots::RADIUS);
        }
    }
    for rows in &items {
        for (place, (i, value)) in rows.iter().enumerate() {
            let row = &cx.table.rows[*i];
            let at = (frame.at(row.item, 0.0, *value), dots::RADIUS);
            labels.write(cx, out, *i, &cx.value(row), at, dots::sides(&frame, place, rows.len()));
        }
    }
    dots::missing(cx, out, &frame, &mut labels);
    frame.area(rect)
}

/// A line from the lowest to the highest dot of an item: it says that they belong together.
fn span(cx: &Context, out: &mut Builder, frame: &Frame, rows: &[(usize, f64)]) {
    if let (Some((i, low)), Some((_, high))) = (rows.first(), rows.last()) {
        let item = cx.table.rows[*i].item;
        let (from, to) = (frame.at(item, 0.0, *low), frame.at(item, 0.0, *high));
        out.line(from, to, Stroke::solid(cx.theme.rule, 3.0), Role::Guide);
    }
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let horizontal = dots::is_horizontal(cx, out, width);
    let value = if horizontal { dots::widest_value(cx, out) + 12.0 } else { VALUE };
    // On a phone the lower values do without labels rather than take the room of the dots.
    let before = if cx.table.series.len() < 2 || width < frame::COMPACT { 10.0 } else { value };
    let before = if dots::has_missing(cx) { before.max(dots::STUB_ROOM) } else { before };
    Wish { horizontal, domain: cx.extent(false), step: STEP, fill: 0.6, room: (before, value) }
}
