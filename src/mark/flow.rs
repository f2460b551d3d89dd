//! A band from one place to another.

use crate::geometry::{Path, Point, Subpath, point};
use crate::scene::{Builder, Color, DatumKey, Node, Role, Shape, Stroke, Style};

/// Straight pieces of a curve: with so many the error is below 0.2 px up to 1,000 px.
const PIECES: usize = 32;

/// Points of the Bézier curve from `a` to `b` with two control points.
pub fn curve(a: Point, one: Point, two: Point, b: Point) -> Vec<Point> {
    let at = |i: usize| {
        let t = i as f64 / PIECES as f64;
        let s = 1.0 - t;
        let (wa, w1, w2, wb) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
        point(wa * a.x + w1 * one.x + w2 * two.x + wb * b.x, wa * a.y + w1 * one.y + w2 * two.y + wb * b.y)
    };
    (0..=PIECES).map(at).collect()
}

/// A curve that leaves and arrives level.
pub fn level(a: Point, b: Point) -> Vec<Point> {
    let middle = (a.x + b.x) / 2.0;
    curve(a, point(middle, a.y), point(middle, b.y), b)
}

/// A band from left to right between two upper ends; never thinner than a hair.
pub fn band(
    out: &mut Builder,
    a: Point,
    b: Point,
    thickness: f64,
    color: Color,
    datum: DatumKey,
    label: String,
) {
    let thickness = thickness.max(1.0);
    let mut points = level(a, b);
    points.extend(level(point(b.x, b.y + thickness), point(a.x, a.y + thickness)));
    filled(out, points, color, datum, label);
}

/// The dashed curve that stands where a flow has no figure.
pub fn missing(out: &mut Builder, points: Vec<Point>, stroke: Stroke, datum: DatumKey, label: String) {
    let style = Style { fill: None, stroke: Some(stroke) };
    let node = Node::new(Shape::Path(Path::line(points)), style, Role::Mark);
    out.push(node.datum(datum).label(label));
}

/// A closed shape that stands for a flow; where translucent ones cross or are pale, its outline still stands out.
pub fn filled(out: &mut Builder, points: Vec<Point>, color: Color, datum: DatumKey, label: String) {
    let path = Path { subpaths: vec![Subpath { points, closed: true }] };
    let stroke = Some(Stroke::solid(color.alpha(255), 1.0));
    let node = Node::new(Shape::Path(path), Style { stroke, ..Style::fill(color) }, Role::Mark);
    out.push(node.datum(datum).label(label));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_begins_and_ends_where_it_should() {
        let points = level(point(0.0, 10.0), point(100.0, 50.0));
        assert_eq!((points[0], points[PIECES]), (point(0.0, 10.0), point(100.0, 50.0)));
        assert!((points[PIECES / 2].y - 30.0).abs() < 1e-9);
        assert!(points.windows(2).all(|pair| pair[0].y <= pair[1].y));
    }
}
