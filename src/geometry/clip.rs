//! What of a path lies in a rectangle: for insets, and for maps looked at closely.

use super::{Path, Point, Rect, Subpath, point};

/// The four half planes of a rectangle: is a point inside, and where does a segment cross the edge.
const SIDES: [Side; 4] = [Side::Left, Side::Right, Side::Upper, Side::Lower];

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
    Upper,
    Lower,
}

impl Side {
    /// How far inside a point lies; negative outside.
    fn depth(self, rect: &Rect, at: Point) -> f64 {
        match self {
            Side::Left => at.x - rect.x,
            Side::Right => rect.right() - at.x,
            Side::Upper => at.y - rect.y,
            Side::Lower => rect.bottom() - at.y,
        }
    }
}

/// Where a segment of which one end lies inside of a side crosses it.
fn crossing(a: Point, b: Point, depths: (f64, f64)) -> Point {
    let t = depths.0 / (depths.0 - depths.1);
    point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

/// The part of a path that lies in `rect`. Closed runs are cut side by side (Sutherland and Hodgman, 1974), which leaves
/// edges along the sides of the rectangle; open runs are cut into their inner pieces.
pub fn clip(path: &Path, rect: &Rect) -> Path {
    let mut subpaths = Vec::new();
    for run in &path.subpaths {
        match run.closed {
            true => subpaths.extend(ring(&run.points, rect)),
            false => lines(&run.points, rect, &mut subpaths),
        }
    }
    Path { subpaths }
}

fn ring(points: &[Point], rect: &Rect) -> Option<Subpath> {
    let around = super::bounds(points)?;
    if rect.encloses(&around) {
        return Some(Subpath { points: points.to_vec(), closed: true });
    }
    let mut kept = points.to_vec();
    for side in SIDES {
        let mut inner = Vec::with_capacity(kept.len() + 4);
        let mut before = *kept.last()?;
        let mut depth_before = side.depth(rect, before);
        for at in kept {
            let depth = side.depth(rect, at);
            if (depth < 0.0) != (depth_before < 0.0) {
                inner.push(crossing(before, at, (depth_before, depth)));
            }
            if depth >= 0.0 {
                inner.push(at);
            }
            (before, depth_before) = (at, depth);
        }
        kept = inner;
    }
    (kept.len() > 2).then_some(Subpath { points: kept, closed: true })
}

fn lines(points: &[Point], rect: &Rect, pieces: &mut Vec<Subpath>) {
    let mut piece: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], rect) else {
            finish(&mut piece, pieces);
            continue;
        };
        if piece.last() != Some(&from) {
            finish(&mut piece, pieces);
            piece.push(from);
        }
        piece.push(to);
    }
    finish(&mut piece, pieces);
}

fn finish(piece: &mut Vec<Point>, pieces: &mut Vec<Subpath>) {
    let points = std::mem::take(piece);
    if points.len() > 1 {
        pieces.push(Subpath { points, closed: false });
    }
}

/// The part of a segment that lies in `rect`.
fn segment(mut a: Point, mut b: Point, rect: &Rect) -> Option<(Point, Point)> {
    for side in SIDES {
        let depths = (side.depth(rect, a), side.depth(rect, b));
        match (depths.0 < 0.0, depths.1 < 0.0) {
            (true, true) => return None,
            (true, false) => a = crossing(a, b, depths),
            (false, true) => b = crossing(a, b, depths),
            (false, false) => {}
        }
    }
    (a != b).then_some((a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };

    fn closed(points: &[(f64, f64)]) -> Path {
        let points = points.iter().map(|(x, y)| point(*x, *y)).collect();
        Path { subpaths: vec![Subpath { points, closed: true }] }
    }

    fn area(path: &Path) -> f64 {
        let twice = |points: &Vec<Point>| {
            let next = points.iter().cycle().skip(1);
            points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>()
        };
        path.subpaths.iter().map(|run| twice(&run.points).abs() / 2.0).sum()
    }

    #[test]
    fn a_ring_is_cut_at_the_sides() {
        let diamond = closed(&[(5.0, -5.0), (15.0, 5.0), (5.0, 15.0), (-5.0, 5.0)]);
        let cut = clip(&diamond, &RECT);
        assert!((area(&cut) - 100.0).abs() < 1e-9, "{}", area(&cut));
        let corner = closed(&[(8.0, 8.0), (12.0, 8.0), (12.0, 12.0), (8.0, 12.0)]);
        assert!((area(&clip(&corner, &RECT)) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn what_lies_inside_stays_and_what_lies_outside_goes() {
        let inside = closed(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)]);
        assert_eq!(clip(&inside, &RECT), inside);
        let outside = closed(&[(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)]);
        assert_eq!(clip(&outside, &RECT).subpaths.len(), 0);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_two_pieces() {
        let points = [(1.0, 5.0), (12.0, 5.0), (12.0, 7.0), (5.0, 7.0), (5.0, 8.0)];
        let line = Path::line(points.iter().map(|(x, y)| point(*x, *y)).collect());
        let cut = clip(&line, &RECT);
        let pieces: Vec<usize> = cut.subpaths.iter().map(|run| run.points.len()).collect();
        assert_eq!(pieces, [2, 3]);
        assert_eq!(cut.subpaths[0].points[1], point(10.0, 5.0));
        assert_eq!(cut.subpaths[1].points[0], point(10.0, 7.0));
    }
}
