//! A line through the values of one series, broken where a value is missing.

use crate::geometry::{Path, Point, Subpath};
use crate::scene::{Builder, Color, DatumKey, Node, Role, Shape, Stroke, Style};

/// The runs of known points as one path. `datum` is the one the whole line answers to.
pub fn line(out: &mut Builder, points: &[Option<Point>], stroke: Stroke, datum: DatumKey) {
    let runs = points.split(Option::is_none).filter(|run| run.len() > 1);
    let subpaths =
        runs.map(|run| Subpath { points: run.iter().copied().flatten().collect(), closed: false }).collect();
    let style = Style { fill: None, stroke: Some(stroke) };
    // A label would say what its points say; it is there to be seen and lit, not to be read.
    out.push(Node::new(Shape::Path(Path { subpaths }), style, Role::MarkLabel).datum(datum));
}

/// A dot at one observation, ringed by the ground so that it stands out where lines cross.
pub fn dot(
    out: &mut Builder,
    center: Point,
    radius: f64,
    color: Color,
    ring: Color,
    datum: DatumKey,
    label: String,
) {
    let mut style = Style::fill(color);
    style.stroke = Some(Stroke::solid(ring, 1.5));
    let node = Node::new(Shape::Circle { center, radius }, style, Role::Mark);
    out.push(node.datum(datum).label(label));
}
