//! A bar from the zero line to its value.

use crate::geometry::{Point, Rect, point};
use crate::scene::{Builder, Color, DatumKey, Fill, Node, Role, Shape, Style};

/// A bar between two corners; one of no height is still a hair thick, so that zero can be seen and hit.
pub fn bar(out: &mut Builder, from: Point, to: Point, color: Color, datum: DatumKey, label: String) {
    let mut rect = Rect::between(from, to);
    rect.width = rect.width.max(1.0);
    rect.height = rect.height.max(1.0);
    let node = Node::new(Shape::Rect(rect), Style::fill(color), Role::Mark);
    out.push(node.datum(datum).label(label));
}

/// The hatched stub that stands where a bar has no value.
pub fn missing(
    out: &mut Builder,
    center: Point,
    size: (f64, f64),
    fill: Fill,
    datum: DatumKey,
    label: String,
) {
    let corner = point(center.x - size.0 / 2.0, center.y - size.1 / 2.0);
    let rect = Rect { x: corner.x, y: corner.y, width: size.0, height: size.1 };
    let node = Node::new(Shape::Rect(rect), Style { fill: Some(fill), stroke: None }, Role::Mark);
    out.push(node.datum(datum).label(label));
}
