//! Where inside a district a label stands best, and whether it fits there.

use crate::geometry::{Path, Point, Rect, Subpath, point};

/// The point inside `path` that is farthest from its edges, and its distance from them, in pixels; the distance falls
/// short of the greatest by a pixel or 3 % at most. `None` when nothing is enclosed. Holes and islands count as the
/// even-odd fill shows them. With a linear projection the point stays the same place at every size: find it once.
pub fn pole_of_inaccessibility(path: &Path) -> Option<(Point, f64)> {
    let bounds = path.bounds()?;
    let mut best = (bounds.center(), 0.0);
    // Squares to look into; one is split in four as long as its far corner might still beat the best.
    let side = bounds.width.max(bounds.height) / COARSE;
    if side.is_nan() || side <= 0.0 || side.is_infinite() {
        return None;
    }
    let mut cells = Vec::new();
    let (columns, rows) = ((bounds.width / side).ceil() as u32, (bounds.height / side).ceil() as u32);
    for i in 0..columns.max(1) * rows.max(1) {
        let (column, row) = (i % columns.max(1), i / columns.max(1));
        let center =
            point(bounds.x + (f64::from(column) + 0.5) * side, bounds.y + (f64::from(row) + 0.5) * side);
        cells.push((look(path, center, &mut best), center, side / 2.0));
    }
    while let Some((depth, center, half)) = cells.pop() {
        if depth + half * std::f64::consts::SQRT_2 <= best.1 + (best.1 / 32.0).max(1.0) {
            continue;
        }
        let half = half / 2.0;
        for (x, y) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            let center = point(center.x + x, center.y + y);
            cells.push((look(path, center, &mut best), center, half));
        }
    }
    (best.1 > 0.0).then_some(best)
}

/// Squares along the longer side to begin with.
const COARSE: f64 = 8.0;

/// Whether `rect` lies wholly inside `path`.
pub fn fits(path: &Path, rect: &Rect) -> bool {
    let crossed = |run: &[Point]| {
        let mut previous = run.last().copied().unwrap_or_default();
        run.iter().any(|&current| {
            let crosses = rect.crossed_by(previous, current);
            previous = current;
            crosses
        })
    };
    let closed = path.subpaths.iter().filter(|s| s.closed);
    path.contains(rect.center()) && !closed.into_iter().any(|s| crossed(&s.points))
}

/// Where a label about `aspect` times as wide as high stands best: the pole of the path squeezed to the label's shape.
pub fn spot(path: &Path, aspect: f64) -> Option<Point> {
    let squeeze = |p: &Point| point(p.x / aspect, p.y);
    let subpaths = path
        .subpaths
        .iter()
        .map(|run| Subpath { points: run.points.iter().map(squeeze).collect(), closed: run.closed });
    let (pole, _) = pole_of_inaccessibility(&Path { subpaths: subpaths.collect() })?;
    Some(point(pole.x * aspect, pole.y))
}

fn look(path: &Path, at: Point, best: &mut (Point, f64)) -> f64 {
    let depth = depth(path, at);
    if depth > best.1 {
        *best = (at, depth);
    }
    depth
}

/// Distance from `at` to the nearest edge, negative outside. One pass over squares: a root for every edge would
/// cost more than all the rest.
fn depth(path: &Path, at: Point) -> f64 {
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for run in path.subpaths.iter().filter(|s| s.closed) {
        let Some(mut previous) = run.points.last() else { continue };
        for current in &run.points {
            let (dx, dy) = (previous.x - current.x, previous.y - current.y);
            let (x, y) = (at.x - current.x, at.y - current.y);
            if (current.y > at.y) != (previous.y > at.y) && x < dx * y / dy {
                inside = !inside;
            }
            let length = dx * dx + dy * dy;
            let along = if length > 0.0 { ((x * dx + y * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let (x, y) = (x - along * dx, y - along * dy);
            nearest = nearest.min(x * x + y * y);
            previous = current;
        }
    }
    if inside { nearest.sqrt() } else { -nearest.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Subpath {
        Subpath { points: corners.iter().map(|(x, y)| point(*x, *y)).collect(), closed: true }
    }

    /// A wide bar with a narrow tower on its left.
    fn boot() -> Path {
        let corners = [(0.0, 0.0), (20.0, 0.0), (20.0, 100.0), (200.0, 100.0), (200.0, 160.0), (0.0, 160.0)];
        Path { subpaths: vec![ring(&corners)] }
    }

    #[test]
    fn the_pole_lies_in_the_thick_part() {
        let (pole, depth) = pole_of_inaccessibility(&boot()).unwrap();
        assert!((29.0..=34.0).contains(&depth), "{depth}");
        assert!(pole.y > 120.0 && pole.y < 140.0);
    }

    #[test]
    fn a_hole_pushes_the_pole_aside() {
        let mut path =
            Path { subpaths: vec![ring(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)])] };
        path.subpaths.push(ring(&[(40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0)]));
        let (pole, depth) = pole_of_inaccessibility(&path).unwrap();
        assert!(path.contains(pole) && (depth - path.distance(pole)).abs() < 1e-9);
        // In a corner the circle that touches both sides and the hole: 40 √2 = r + r √2.
        assert!((depth - 40.0 * 2f64.sqrt() / (1.0 + 2f64.sqrt())).abs() <= 1.0, "{depth}");
    }

    #[test]
    fn nothing_enclosed_has_no_pole() {
        assert_eq!(pole_of_inaccessibility(&Path::default()), None);
        assert_eq!(pole_of_inaccessibility(&Path { subpaths: vec![ring(&[(1.0, 1.0); 3])] }), None);
        let flat = ring(&[(0.0, 0.0), (10.0, 0.0), (5.0, 0.0)]);
        assert_eq!(pole_of_inaccessibility(&Path { subpaths: vec![flat] }), None);
        let wild = ring(&[(0.0, 0.0), (f64::INFINITY, 0.0), (f64::NAN, 9.0)]);
        assert_eq!(pole_of_inaccessibility(&Path { subpaths: vec![wild] }), None);
    }

    #[test]
    fn a_label_fits_only_wholly_inside() {
        let at = |x, y, width, height| Rect { x, y, width, height };
        assert!(fits(&boot(), &at(10.0, 110.0, 150.0, 40.0)));
        assert!(fits(&boot(), &at(0.0, 100.0, 200.0, 60.0)));
        assert!(!fits(&boot(), &at(5.0, 90.0, 30.0, 20.0)));
        assert!(!fits(&boot(), &at(40.0, 20.0, 30.0, 20.0)));
        assert!(!fits(&boot(), &at(-10.0, -10.0, 400.0, 400.0)));
    }

    #[test]
    fn a_wide_label_prefers_the_wide_part() {
        // The tower is thicker than the bar is high, but no place for something wide.
        let corners = [(0.0, 0.0), (70.0, 0.0), (70.0, 100.0), (300.0, 100.0), (300.0, 150.0), (0.0, 150.0)];
        let path = Path { subpaths: vec![ring(&corners)] };
        let spot = spot(&path, 4.0).unwrap();
        assert!(spot.y > 100.0 && spot.x > 60.0, "{spot:?}");
    }
}
