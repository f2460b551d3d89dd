//! The third figure of a point as the area of its circle, and the key to it.

use super::{RADIUS, Spot, extents, measure};
use crate::config::{Chart, Kind};
use crate::format;
use crate::geometry::{Rect, point};
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::Context;

const KEY: f64 = 64.0;
/// The least radius; also that of a figure that is not above zero.
const LEAST: f64 = 3.0;

/// Whether the area of circles means something.
pub fn is_sized(cx: &Context) -> bool {
    cx.panel.kind == Kind::Chart(Chart::Bubble) && cx.table.series.len() > 2
}

/// The radius of each point: its area goes by the third figure.
pub fn radii(cx: &Context, spots: &[Spot], width: f64) -> Vec<f64> {
    if !is_sized(cx) {
        return vec![RADIUS; spots.len()];
    }
    let scale = scale(cx, width);
    spots.iter().map(|spot| spot.size.map_or(RADIUS, |size| radius(size, scale))).collect()
}

/// The largest figure, and its radius.
fn scale(cx: &Context, width: f64) -> (f64, f64) {
    (extents(cx)[2].1.max(0.0), (width * 0.05).clamp(12.0, 28.0))
}

fn radius(size: f64, (largest, widest): (f64, f64)) -> f64 {
    if size > 0.0 { ((size / largest).sqrt() * widest).max(LEAST) } else { LEAST }
}

/// The height of the key; 0 where all points are alike.
pub fn key_height(cx: &Context) -> f64 {
    if is_sized(cx) { KEY } else { 0.0 }
}

/// Two circles of round figures, and what they stand for.
pub fn key(cx: &Context, out: &mut Builder, rect: Rect, spots: &[Spot], width: f64) {
    let Some(measure) = measure(cx, 2).filter(|_| is_sized(cx)) else { return };
    let scale = scale(cx, width);
    let unit = measure.label_unit();
    let mut title = format!("圆的面积：{}", measure.name);
    if !unit.is_empty() {
        title.push_str(&format!("（{unit}）"));
    }
    if spots.iter().any(|spot| spot.size.is_none()) {
        title.push_str("；斜线：暂无数据");
    }
    let middle = rect.y + KEY / 2.0 + 4.0;
    let mut round = ticks(0.0, scale.0, 4);
    round.retain(|tick| tick.mantissa > 0 && tick.to_f64() <= scale.0 * 1.01);
    // The smallest and the largest of them tell how areas go.
    let few = round.len();
    let ends = round.into_iter().enumerate().filter(|(i, _)| *i == 0 || i + 1 == few);
    let circles: Vec<(f64, String)> =
        ends.map(|(_, tick)| (radius(tick.to_f64(), scale), format::number(tick))).collect();
    let widths: Vec<f64> =
        circles.iter().map(|(radius, text)| 2.0 * radius + 6.0 + out.width(text, LABEL) + 16.0).collect();
    let room = (rect.width - widths.iter().sum::<f64>() + 14.0).max(60.0);
    let lines = out.wrap(&title, LABEL, room);
    let mut x = rect.x + out.widest(lines.iter().map(String::as_str), LABEL) + 14.0;
    let top = middle - (lines.len() as f64 - 1.0) * 8.0;
    for (i, line) in lines.into_iter().enumerate() {
        let at = (rect.x, top + i as f64 * 16.0);
        out.text(run(line, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
    }
    for ((radius, text), step) in circles.into_iter().zip(widths) {
        let shape = Shape::Circle { center: point(x + radius, middle), radius };
        out.push(Node::new(shape, Style::stroke(cx.theme.ink_3, 1.0), Role::Guide));
        let text = run(text, (x + 2.0 * radius + 6.0, middle), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
        x += step;
    }
}
