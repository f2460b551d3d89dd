//! Whether texts lie over one another, level or tilted.

use qdviz::geometry::Point;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Builder, Text};

/// Whether two texts, of which one may be tilted, have a point in common: whether no line along a side of either parts
/// them.
pub fn cover_one_another(text: &Text, other: &Text) -> bool {
    let builder = Builder::new(&FixedMeasure);
    let (a, b) = (builder.corners(text), builder.corners(other));
    let sides = [(a[0], a[1]), (a[1], a[2]), (b[0], b[1]), (b[1], b[2])];
    sides.iter().all(|(from, to)| {
        let along = |corners: &[Point]| {
            let places = corners.iter().map(|p| (to.x - from.x) * p.x + (to.y - from.y) * p.y);
            places.fold((f64::MAX, f64::MIN), |(low, high), place| (low.min(place), high.max(place)))
        };
        let (one, two) = (along(&a), along(&b));
        one.0 < two.1 - 0.01 && two.0 < one.1 - 0.01
    })
}
