//! Lollipops: a stem from zero with a dot at the value; several series stand side by side.

use super::dots::{self, Side};
use crate::geometry::Rect;
use crate::guide::note;
use crate::mark::line;
use crate::scene::{Builder, Role, Stroke};
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

/// Height of a row for each series.
const STEP: f64 = 20.0;
const VALUE: f64 = 24.0;
const STEM: f64 = 2.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    frame::height(cx, out, width, &wish(cx, out, width)) + note::height(out, &cx.notes(), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw(cx, out, rect, &wish);
    let many = cx.table.series.len().max(1);
    let radius = (frame.band.step / many as f64 / 2.0 - 1.0).clamp(2.0, dots::RADIUS);
    let mut labels = dots::labels(cx, &frame, rect, &wish);
    let places: Vec<(usize, f64, f64)> = cx
        .table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| {
            // From −0.5 to 0.5 of the band, a lane for each series.
            let across = (row.series as f64 + 0.5) / many as f64 - 0.5;
            Some((i, across, cx.table.scaled(row)?))
        })
        .collect();
    for (i, across, value) in &places {
        let row = &cx.table.rows[*i];
        let (zero, at) = (frame.at(row.item, *across, 0.0), frame.at(row.item, *across, *value));
        let color = cx.chosen_color(row.series);
        out.line(zero, at, Stroke::solid(color, STEM), Role::Guide);
        line::dot(out, at, radius, color, cx.theme.ground, cx.key(*i), cx.label(row));
        labels.keep_off(at, radius);
    }
    for (i, across, value) in &places {
        let row = &cx.table.rows[*i];
        let at = frame.at(row.item, *across, *value);
        let side = match (frame.horizontal, (*value < 0.0) != cx.panel.options.reverse) {
            (true, false) => Side::Right,
            (true, true) => Side::Left,
            (false, false) => Side::Above,
            (false, true) => Side::Below,
        };
        labels.write(cx, out, *i, &cx.value(row), (at, radius), &[side]);
    }
    dots::missing(cx, out, &frame, &mut labels);
    frame.area(rect)
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let horizontal = dots::is_horizontal(cx, out, width);
    let domain = cx.extent(true);
    let value = if horizontal { dots::widest_value(cx, out) + 14.0 } else { VALUE };
    let before = if domain.0 < 0.0 { value } else { 10.0 };
    let before = if dots::has_missing(cx) { before.max(dots::STUB_ROOM) } else { before };
    let after = if domain.1 > 0.0 { value } else { 10.0 };
    let many = cx.table.series.len().max(1) as f64;
    Wish {
        horizontal,
        domain,
        step: step(cx),
        fill: if many > 1.0 { 0.7 } else { 0.6 },
        room: (before, after),
    }
}

/// Height of a row.
pub fn step(cx: &Context) -> f64 {
    (STEP * cx.table.series.len().max(1) as f64 + 10.0).max(30.0)
}
