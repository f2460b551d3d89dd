//! From CSS pixels to whole backend units, and onto whole device pixels where an edge has to be sharp.

use crate::geometry::{Path, Point, Rect, Subpath};
use crate::scene::{Color, Stroke};

/// Backend units in one device pixel.
pub const SUBPIXEL: i32 = 8;

/// Coordinates end here, so that no difference of two leaves `i32`.
const FAR: f64 = (1 << 29) as f64;

/// One run of a path in backend units.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The vertices; the first is not repeated when closed.
    pub points: Vec<(i32, i32)>,
    /// Whether the last vertex is joined to the first.
    pub closed: bool,
}

/// The device pixels under a scene.
pub(super) struct Grid {
    /// Device pixels in one CSS pixel.
    pub ratio: f64,
}

impl Grid {
    /// The nearest unit to a CSS position.
    pub fn unit(&self, p: Point) -> (i32, i32) {
        (self.scaled(p.x), self.scaled(p.y))
    }

    /// A length in units, never negative.
    pub fn length(&self, css: f64) -> u32 {
        self.scaled(css).max(0) as u32
    }

    fn scaled(&self, css: f64) -> i32 {
        units(css * self.ratio)
    }

    /// The boundary between device pixels that is nearest to a CSS coordinate, in units.
    fn boundary(&self, css: f64) -> i32 {
        units((css * self.ratio).round())
    }

    /// The middle of a line `width` device pixels wide that covers whole pixels as near `css` as can be, in units.
    fn middle(&self, css: f64, width: f64) -> i32 {
        units((css * self.ratio - width / 2.0).round() + width / 2.0)
    }

    /// Opposite corners on pixel boundaries, at least one pixel apart; `None` for a rectangle without area.
    pub fn corners(&self, rect: &Rect) -> Option<((i32, i32), (i32, i32))> {
        if rect.width <= 0.0 || rect.height <= 0.0 {
            return None;
        }
        let from = (self.boundary(rect.x), self.boundary(rect.y));
        let to = (self.boundary(rect.right()), self.boundary(rect.bottom()));
        Some((from, (to.0.max(from.0 + SUBPIXEL), to.1.max(from.1 + SUBPIXEL))))
    }

    /// The rectangle as one closed run; an empty one where it has no area.
    pub fn ring(&self, rect: &Rect) -> [Run; 1] {
        let points = self.corners(rect).map_or(Vec::new(), |(from, to)| around(from, to));
        [Run { points, closed: true }]
    }

    /// The rectangle's outline. A line of odd width cannot lie on the middle of an edge: it goes half a pixel inside.
    pub fn frame(&self, rect: &Rect, stroke: &Stroke) -> Vec<Run> {
        let Some((from, to)) = self.corners(rect) else { return Vec::new() };
        let inset = (self.whole_width(stroke) as i32 % 2) * SUBPIXEL / 2;
        let points = around((from.0 + inset, from.1 + inset), (to.0 - inset, to.1 - inset));
        vec![Run { points, closed: true }]
    }

    /// The runs that enclose something.
    pub fn rings(&self, path: &Path) -> Vec<Run> {
        let rings = path.subpaths.iter().filter(|run| run.closed).map(|run| self.run(run));
        rings.filter(|run| run.points.len() > 2).collect()
    }

    /// The runs of an outline, on whole device pixels when all of it is parallel to the axes.
    pub fn runs(&self, path: &Path, stroke: &Stroke) -> Vec<Run> {
        let width = self.whole_width(stroke);
        let straight = self.is_straight(path);
        let run = |run: &Subpath| if straight { self.straight_run(run, width) } else { self.run(run) };
        path.subpaths.iter().map(run).filter(|run| run.points.len() > 1).collect()
    }

    fn run(&self, run: &Subpath) -> Run {
        let mut points: Vec<(i32, i32)> = Vec::with_capacity(run.points.len());
        for p in &run.points {
            let at = self.unit(*p);
            // Vertices closer than an eighth of a pixel cost a call each and show nothing.
            if points.last() != Some(&at) {
                points.push(at);
            }
        }
        Run { points, closed: run.closed }
    }

    fn straight_run(&self, run: &Subpath, width: f64) -> Run {
        let points = match run.points.as_slice() {
            // A single line: its length ends between pixels, only its width is centred.
            [a, b] if level(a.y, b.y) => {
                let y = self.middle(a.y, width);
                vec![(self.boundary(a.x), y), (self.boundary(b.x), y)]
            }
            [a, b] => {
                let x = self.middle(a.x, width);
                vec![(x, self.boundary(a.y)), (x, self.boundary(b.y))]
            }
            points => points.iter().map(|p| (self.middle(p.x, width), self.middle(p.y, width))).collect(),
        };
        Run { points, closed: run.closed }
    }

    /// Whether all segments run along an axis.
    pub fn is_straight(&self, path: &Path) -> bool {
        path.subpaths.iter().all(|run| {
            let closing = run.points.last().zip(run.points.first()).filter(|_| run.closed);
            let mut pairs = run.points.windows(2).map(|pair| (&pair[0], &pair[1])).chain(closing);
            pairs.all(|(a, b)| level(a.x, b.x) || level(a.y, b.y))
        })
    }

    /// The line's width as whole device pixels, at least one.
    fn whole_width(&self, stroke: &Stroke) -> f64 {
        (stroke.width * self.ratio).round().max(1.0)
    }

    /// The pen for an outline, of whole device pixels when `straight`.
    pub fn pen(&self, stroke: &Stroke, straight: bool) -> super::Pen {
        let width = if straight { self.whole_width(stroke) } else { (stroke.width * self.ratio).max(1.0) };
        let dash = stroke.dash.map(|(dash, gap)| (self.length(dash), self.length(gap)));
        let color: Color = stroke.color;
        super::Pen {
            color,
            width: units(width) as u32,
            dash: dash.filter(|d| d.0 > 0 && d.1 > 0),
            sharp: straight,
        }
    }

    /// Text on whole device pixel rows, so that the labels of one row look alike.
    pub fn text_origin(&self, at: Point) -> Point {
        Point { x: at.x, y: (at.y * self.ratio).round() / self.ratio }
    }

    /// Rising diagonals `step` CSS pixels apart across the rings and the surface. They are counted from the surface's
    /// corner, so that neighbouring areas share one pattern.
    pub fn hatch(&self, rings: &[Run], surface: (u32, u32), step: f64) -> Vec<Run> {
        let limit = (surface.0 as i32 * SUBPIXEL, surface.1 as i32 * SUBPIXEL);
        let (mut low, mut high) = (limit, (0, 0));
        for &(x, y) in rings.iter().flat_map(|run| &run.points) {
            low = (low.0.min(x).max(0), low.1.min(y).max(0));
            high = (high.0.max(x).min(limit.0), high.1.max(y).min(limit.1));
        }
        let apart = (step * std::f64::consts::SQRT_2 * self.ratio * f64::from(SUBPIXEL)).max(1.0);
        let first = (f64::from(low.0 + low.1) / apart - 0.5).ceil();
        let last = (f64::from(high.0 + high.1) / apart - 0.5).floor();
        // On each line x + y is constant.
        let line = |k: i32| {
            let sum = ((f64::from(k) + 0.5) * apart).round() as i32;
            Run { points: vec![(sum - low.1, low.1), (sum - high.1, high.1)], closed: false }
        };
        (first as i32..=last as i32).map(line).collect()
    }
}

/// Device pixels as units.
fn units(pixels: f64) -> i32 {
    (pixels * f64::from(SUBPIXEL)).round().clamp(-FAR, FAR) as i32
}

/// Equal but for what arithmetic leaves behind.
fn level(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-3
}

fn around(from: (i32, i32), to: (i32, i32)) -> Vec<(i32, i32)> {
    vec![from, (to.0, from.1), to, (from.0, to.1)]
}
