//! Sectors of a circle or a ring, as straight segments. Directions are turns: 0 is up, 0.25 to the right, 1 up again.

use crate::geometry::{Path, Point, Subpath, point};
use std::f64::consts::TAU;

/// How far a segment may lie off its arc, in CSS pixels.
const ERROR: f64 = 0.15;

/// The point of a circle in a direction.
pub fn on_circle(center: Point, radius: f64, turn: f64) -> Point {
    let angle = turn * TAU;
    point(center.x + radius * angle.sin(), center.y - radius * angle.cos())
}

/// The points of an arc from one direction to another.
pub fn arc(center: Point, radius: f64, (from, to): (f64, f64)) -> Vec<Point> {
    // The middle of a chord over a small angle lies radius × angle² / 8 off its arc.
    let step = (8.0 * ERROR / radius.max(1.0)).sqrt() / TAU;
    let steps = ((to - from).abs() / step).ceil().clamp(1.0, 400.0);
    let at = |i: usize| on_circle(center, radius, from + (to - from) * i as f64 / steps);
    (0..=steps as usize).map(at).collect()
}

/// The part of a ring between two directions; of a full circle where `inner` is 0.
pub fn sector(center: Point, (inner, outer): (f64, f64), turns: (f64, f64)) -> Path {
    let closed = |points| Subpath { points, closed: true };
    let mut rim = arc(center, outer, turns);
    if (turns.1 - turns.0).abs() >= 1.0 - 1e-9 {
        let mut subpaths = vec![closed(rim)];
        if inner > 0.0 {
            subpaths.push(closed(arc(center, inner, turns)));
        }
        return Path { subpaths };
    }
    match inner > 0.0 {
        true => rim.extend(arc(center, inner, (turns.1, turns.0))),
        false => rim.push(center),
    }
    Path { subpaths: vec![closed(rim)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_keep_to_their_circle() {
        let center = point(10.0, 20.0);
        for radius in [5.0, 80.0, 400.0] {
            let points = arc(center, radius, (0.1, 0.9));
            assert!(points.len() > 3);
            for pair in points.windows(2) {
                let middle = point((pair[0].x + pair[1].x) / 2.0, (pair[0].y + pair[1].y) / 2.0);
                assert!((pair[0].distance(center) - radius).abs() < 1e-9);
                assert!(radius - middle.distance(center) <= 0.2);
            }
        }
    }

    #[test]
    fn a_sector_holds_its_middle_and_a_full_ring_its_hole() {
        let center = point(0.0, 0.0);
        let quarter = sector(center, (50.0, 100.0), (0.0, 0.25));
        assert!(quarter.contains(point(53.0, -53.0)) && !quarter.contains(point(-53.0, -53.0)));
        assert!(!quarter.contains(point(20.0, -20.0)));
        let ring = sector(center, (50.0, 100.0), (0.0, 1.0));
        assert!(ring.contains(point(-70.0, 5.0)) && !ring.contains(point(1.0, 1.0)));
        assert!(sector(center, (0.0, 100.0), (0.0, 1.0)).contains(point(1.0, 1.0)));
    }
}
