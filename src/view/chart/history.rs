//! How a figure has gone: the earlier ones of its indicator in its area, as a line without axes.

use crate::geometry::{Rect, point};
use crate::mark::line;
use crate::query::Row;
use crate::scene::{Builder, Node, Role, Shape, Stroke, Style};
use crate::view::Context;

/// Time and value of the figures of a row's series up to it, all of one kind; empty with fewer than three.
pub fn of(cx: &Context, row: &Row) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for position in cx.set.series(row.indicator, row.area) {
        let position = *position as usize;
        let (period, value) = (cx.set.observations.period(position), cx.set.observations.number(position));
        if let Some(value) = value.filter(|_| period <= row.period && period.form() == row.period.form()) {
            points.push((period.position(), value.to_f64()));
        }
    }
    if points.len() < 3 { Vec::new() } else { points }
}

/// Draws the history of a row, its last point marked.
pub fn draw(cx: &Context, out: &mut Builder, (row, history): (usize, &[(f64, f64)]), rect: Rect) {
    let (Some(first), Some(last)) = (history.first(), history.last()) else { return };
    let values = || history.iter().map(|(_, value)| *value);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let inner = rect.grown(-4.0);
    let share = |from: f64, to: f64, at: f64| if to > from { (at - from) / (to - from) } else { 0.5 };
    let place = |(time, value): &(f64, f64)| {
        let (x, y) = (share(first.0, last.0, *time), share(low, high, *value));
        Some(point(inner.x + x * inner.width, inner.bottom() - y * inner.height))
    };
    let points: Vec<_> = history.iter().map(place).collect();
    line::line(out, &points, Stroke::solid(cx.theme.brand, 1.5), cx.key(row));
    if let Some(end) = place(last) {
        let dot = Shape::Circle { center: end, radius: 3.0 };
        out.push(Node::new(dot, Style::fill(cx.theme.brand), Role::MarkLabel).datum(cx.key(row)));
    }
}
