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

/// The runs of known points, single ones included.
#[cfg(feature = "charts")]
pub fn runs(points: &[Option<Point>]) -> Vec<Vec<Point>> {
    let runs = points.split(Option::is_none).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().copied().flatten().collect()).collect()
}

/// The corners of a run whose values hold until the next one.
#[cfg(feature = "charts")]
pub fn stepped(run: &[Point]) -> Vec<Point> {
    let corner = |pair: &[Point]| [pair[0], Point { x: pair[1].x, y: pair[0].y }];
    let mut corners: Vec<Point> = run.windows(2).flat_map(corner).collect();
    corners.extend(run.last());
    corners
}

/// Runs of points as one path of that stroke. `datum` is the one the whole line answers to.
#[cfg(feature = "charts")]
pub fn path(out: &mut Builder, runs: Vec<Vec<Point>>, stroke: Stroke, datum: DatumKey) {
    let runs = runs.into_iter().filter(|run| run.len() > 1);
    let subpaths = runs.map(|points| Subpath { points, closed: false }).collect();
    let style = Style { fill: None, stroke: Some(stroke) };
    out.push(Node::new(Shape::Path(Path { subpaths }), style, Role::MarkLabel).datum(datum));
}

/// The areas between runs and what lies below them, which has as many runs. There to be seen and lit, not to be read.
#[cfg(feature = "charts")]
pub fn area(
    out: &mut Builder,
    tops: Vec<Vec<Point>>,
    bottoms: Vec<Vec<Point>>,
    style: Style,
    datum: DatumKey,
) {
    let ring = |(mut top, bottom): (Vec<Point>, Vec<Point>)| {
        top.extend(bottom.into_iter().rev());
        Subpath { points: top, closed: true }
    };
    for subpath in tops.into_iter().zip(bottoms).map(ring) {
        // A path of its own each: where two meet, even-odd would leave a hole.
        let shape = Shape::Path(Path { subpaths: vec![subpath] });
        out.push(Node::new(shape, style, Role::MarkLabel).datum(datum));
    }
}
