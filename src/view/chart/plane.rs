//! A plot of two value axes, each with a title that says what it measures in which unit.

use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::axis;
use crate::scale::{Scale, value};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role};
use crate::theme::{LABEL, Theme};

const LINE: f64 = 17.0;
const GAP: f64 = 8.0;
/// Width over height of a plot.
const SHAPE: f64 = 1.6;
const LOWEST: f64 = 220.0;
const HIGHEST: f64 = 440.0;

/// One direction of a plane.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Ticks, the first and the last of them at its ends.
    pub ticks: Vec<Decimal>,
    /// What it measures.
    pub title: String,
    /// Whether it goes by powers.
    pub is_log: bool,
}

impl Axis {
    /// An axis with round ticks that covers some values.
    pub fn round((low, high): (f64, f64), count: usize, title: String) -> Axis {
        Axis { ticks: value::ticks((low, high), count, false), title, is_log: false }
    }

    /// The same by powers, where the values have logarithms.
    pub fn powers(ends: (f64, f64), count: usize, title: String) -> Axis {
        Axis { ticks: value::ticks(ends, count, true), title, is_log: true }
    }

    fn scale(&self, range: (f64, f64)) -> Scale {
        let ends = self.ticks.first().zip(self.ticks.last());
        let domain = ends.map_or((0.0, 1.0), |(a, b)| (a.to_f64(), b.to_f64()));
        Scale::new(domain, range, self.is_log)
    }
}

/// A laid-out plane whose axes are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Plane {
    /// Where the marks lie.
    pub plot: Rect,
    /// Values to the right.
    pub x: Scale,
    /// Values upwards.
    pub y: Scale,
}

impl Plane {
    /// The height that it wants at a width.
    pub fn height(out: &Builder, width: f64, (x, y): (&Axis, &Axis)) -> f64 {
        let titles = title_height(out, &y.title, width) + title_height(out, &x.title, width);
        (width / SHAPE).clamp(LOWEST, HIGHEST) + titles + axis::LABEL_HEIGHT
    }

    /// Draws the axes into `rect`: the title of the upward one above it, of the other below, both in plain horizontal text.
    pub fn draw(out: &mut Builder, rect: Rect, (x, y): (&Axis, &Axis), theme: &Theme) -> Plane {
        let (above, below) =
            (title_height(out, &y.title, rect.width), title_height(out, &x.title, rect.width));
        let gutter = axis::gutter(out, &y.ticks);
        // The last label is centred under the end of the axis.
        let last = x.ticks.last().map_or(0.0, |tick| out.width(&format::number(*tick), LABEL) / 2.0);
        let plot = Rect {
            x: rect.x + gutter,
            y: rect.y + above,
            width: (rect.width - gutter - last).max(20.0),
            height: (rect.height - above - below - axis::LABEL_HEIGHT).max(20.0),
        };
        let plane = Plane { plot, x: x.scale((plot.x, plot.right())), y: y.scale((plot.bottom(), plot.y)) };
        axis::vertical_as(out, plot, &|at| plane.y.map(at), &y.ticks, format::number, theme);
        axis::horizontal_as(out, plot, &|at| plane.x.map(at), &x.ticks, format::number, theme);
        write(out, &y.title, (rect.x, rect.y), rect.width, Anchor::Start, theme);
        let under = plot.bottom() + axis::LABEL_HEIGHT + GAP / 2.0;
        write(out, &x.title, (rect.right(), under), rect.width, Anchor::End, theme);
        plane
    }

    /// The point of two values.
    pub fn at(&self, x: f64, y: f64) -> Point {
        point(self.x.map(x), self.y.map(y))
    }
}

fn title_height(out: &Builder, title: &str, width: f64) -> f64 {
    out.wrap(title, LABEL, width).len() as f64 * LINE + GAP
}

fn write(out: &mut Builder, title: &str, (x, y): (f64, f64), width: f64, anchor: Anchor, theme: &Theme) {
    for (i, line) in out.wrap(title, LABEL, width).into_iter().enumerate() {
        let at = (x, y + i as f64 * LINE);
        out.text(run(line, at, LABEL, anchor, Baseline::Top), theme.ink_2, Role::Guide);
    }
}
