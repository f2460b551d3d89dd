//! Plane geometry in CSS pixels: the vocabulary every later room draws with.

pub mod clip;

/// A position in CSS pixels; x to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the upper edge.
    pub y: f64,
}

/// Shorthand for [`Point`].
pub const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    /// Whether both are numbers.
    #[cfg(feature = "charts")]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// Euclidean distance to `other`, in pixels.
    pub fn distance(self, other: Point) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }
}

/// An axis-parallel rectangle; width and height are never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Extent to the right.
    pub width: f64,
    /// Extent downwards.
    pub height: f64,
}

impl Rect {
    /// The rectangle between two opposite corners, whichever they are.
    pub fn between(a: Point, b: Point) -> Rect {
        Rect { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() }
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Middle of the rectangle.
    pub fn center(&self) -> Point {
        point(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether `p` lies inside or on the border.
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.right() && p.y >= self.y && p.y <= self.bottom()
    }

    /// Whether the two rectangles share any area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether `other` lies wholly inside.
    pub fn encloses(&self, other: &Rect) -> bool {
        other.x >= self.x
            && other.y >= self.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// The smallest rectangle around both.
    pub fn around(&self, other: &Rect) -> Rect {
        let low = point(self.x.min(other.x), self.y.min(other.y));
        Rect::between(low, point(self.right().max(other.right()), self.bottom().max(other.bottom())))
    }

    /// Grown by `by` on all four sides (shrunk when negative, never below zero size).
    pub fn grown(&self, by: f64) -> Rect {
        Rect {
            x: self.x - by,
            y: self.y - by,
            width: (self.width + 2.0 * by).max(0.0),
            height: (self.height + 2.0 * by).max(0.0),
        }
    }

    /// Whether the segment `a`–`b` has any part inside (Liang and Barsky's clipping).
    pub fn crossed_by(&self, a: Point, b: Point) -> bool {
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        let sides = [(a.x, b.x - a.x, self.x, self.right()), (a.y, b.y - a.y, self.y, self.bottom())];
        for (start, step, low, high) in sides {
            if step == 0.0 {
                if start <= low || start >= high {
                    return false;
                }
                continue;
            }
            let (one, other) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
        enter < leave
    }

    /// Distance from `p` to the nearest point of the rectangle; 0 inside.
    pub fn distance(&self, p: Point) -> f64 {
        // Not `clamp`: it panics on a rectangle that is not one.
        let nearest = point(p.x.min(self.right()).max(self.x), p.y.min(self.bottom()).max(self.y));
        p.distance(nearest)
    }
}

/// One run of straight segments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subpath {
    /// The vertices in order; the first is not repeated when closed.
    pub points: Vec<Point>,
    /// Whether the last vertex is joined to the first.
    pub closed: bool,
}

/// Any number of [`Subpath`]s drawn and filled (even-odd) as one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The runs, outer rings and holes alike.
    pub subpaths: Vec<Subpath>,
}

impl Path {
    /// An open line through `points`.
    pub fn line(points: Vec<Point>) -> Path {
        Path { subpaths: vec![Subpath { points, closed: false }] }
    }

    /// Whether `p` is inside by the even-odd rule; open runs enclose nothing.
    pub fn contains(&self, p: Point) -> bool {
        let closed = self.subpaths.iter().filter(|s| s.closed);
        closed.fold(false, |inside, s| inside ^ ring_contains(&s.points, p))
    }

    /// Smallest rectangle around all vertices; `None` without a vertex.
    pub fn bounds(&self) -> Option<Rect> {
        let mut rings = self.subpaths.iter().filter_map(|run| bounds(&run.points));
        let first = rings.next()?;
        Some(rings.fold(first, |all, ring| all.around(&ring)))
    }

    /// Distance from `p` to the nearest segment, in pixels; infinite without a segment.
    pub fn distance(&self, p: Point) -> f64 {
        let mut best = f64::INFINITY;
        for run in &self.subpaths {
            for pair in run.points.windows(2) {
                best = best.min(segment_distance(p, pair[0], pair[1]));
            }
            if let (true, Some(a), Some(b)) = (run.closed, run.points.last(), run.points.first()) {
                best = best.min(segment_distance(p, *a, *b));
            }
        }
        best
    }
}

/// Smallest rectangle around some points; `None` without one.
pub fn bounds(points: &[Point]) -> Option<Rect> {
    let (mut low, mut high) = (*points.first()?, *points.first()?);
    for p in points {
        low = point(low.x.min(p.x), low.y.min(p.y));
        high = point(high.x.max(p.x), high.y.max(p.y));
    }
    Some(Rect::between(low, high))
}

/// Distance from `p` to the segment `a`–`b`, in pixels.
pub fn segment_distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    if length == 0.0 {
        return p.distance(a);
    }
    let along = (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0);
    p.distance(point(a.x + along * dx, a.y + along * dy))
}

/// Whether `p` is inside the closed ring by the even-odd rule.
pub fn ring_contains(ring: &[Point], p: Point) -> bool {
    let mut inside = false;
    let mut previous = match ring.last() {
        Some(last) => *last,
        None => return false,
    };
    for &current in ring {
        let crosses = (current.y > p.y) != (previous.y > p.y);
        if crosses {
            let at = (previous.x - current.x) * (p.y - current.y) / (previous.y - current.y);
            if p.x < current.x + at {
                inside = !inside;
            }
        }
        previous = current;
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(size: f64) -> Subpath {
        let points = vec![point(0.0, 0.0), point(size, 0.0), point(size, size), point(0.0, size)];
        Subpath { points, closed: true }
    }

    #[test]
    fn a_hole_is_outside() {
        let mut hole = square(2.0);
        for p in &mut hole.points {
            *p = point(p.x + 4.0, p.y + 4.0);
        }
        let path = Path { subpaths: vec![square(10.0), hole] };
        assert!(path.contains(point(2.0, 2.0)));
        assert!(!path.contains(point(5.0, 5.0)));
        assert!(!path.contains(point(11.0, 5.0)));
    }

    #[test]
    fn distance_reaches_the_closing_segment() {
        let path = Path { subpaths: vec![square(10.0)] };
        assert_eq!(path.distance(point(-3.0, 5.0)), 3.0);
        assert_eq!(Path::default().distance(point(0.0, 0.0)), f64::INFINITY);
    }

    #[test]
    fn a_segment_crosses_only_what_it_passes_through() {
        let rect = Rect { x: 10.0, y: 10.0, width: 10.0, height: 10.0 };
        assert!(rect.crossed_by(point(0.0, 0.0), point(30.0, 30.0)));
        assert!(rect.crossed_by(point(15.0, 15.0), point(100.0, 15.0)));
        assert!(!rect.crossed_by(point(0.0, 0.0), point(9.0, 9.0)));
        assert!(!rect.crossed_by(point(0.0, 25.0), point(30.0, 25.0)));
    }

    #[test]
    fn rectangles_know_their_corners() {
        let r = Rect::between(point(4.0, 6.0), point(1.0, 2.0));
        assert_eq!((r.x, r.y, r.right(), r.bottom()), (1.0, 2.0, 4.0, 6.0));
        assert_eq!(r.distance(point(4.0, 9.0)), 3.0);
        assert_eq!(r.grown(-5.0).width, 0.0);
    }
}
