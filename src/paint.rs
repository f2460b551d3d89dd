//! Paints a scene through plotters' [`DrawingBackend`], sharp at every device pixel ratio.
//!
//! A backend's coordinates are whole numbers, too coarse for a smooth line. So the unit handed over is an eighth of a
//! device pixel ([`SUBPIXEL`]) and the surface divides when it draws. Sloping lines keep their place to an eighth;
//! edges and lines parallel to an axis are moved onto whole device pixels here, where the ratio is known.

mod grid;

pub use grid::{Run, SUBPIXEL};

use crate::geometry::{Path, Point, Rect};
use crate::scene::{Color, Fill, HATCH_STEP, Node, Scene, Shape, Stroke, Style, Text};
use grid::Grid;
use plotters::backend::DrawingBackend;
use plotters::style::{RGBAColor, ShapeStyle};

/// An outline as a surface draws it; lengths in units of [`SUBPIXEL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Line colour.
    pub color: Color,
    /// Line width.
    pub width: u32,
    /// Length of dash and gap; `None` for a solid line.
    pub dash: Option<(u32, u32)>,
    /// Pointed corners, for frames on whole pixels; round ones otherwise.
    pub sharp: bool,
}

/// What a surface does beyond plotters' drawing trait, which knows neither clips, dashes, rings with holes nor
/// text of a certain weight. Coordinates are those of the backend.
pub trait PaintExt {
    /// The plotters backend that draws on the same surface.
    type Backend: DrawingBackend;

    /// That backend.
    fn backend(&mut self) -> &mut Self::Backend;

    /// Restricts what follows to the inside of `rings` (even-odd) until the matching [`PaintExt::pop_clip`].
    fn push_clip(&mut self, rings: &[Run]);

    /// Lifts the newest restriction.
    fn pop_clip(&mut self);

    /// Fills all rings as one shape, even-odd: a ring in a ring is a hole, a ring beside it an island.
    fn fill_rings(&mut self, rings: &[Run], color: Color);

    /// Draws all runs as one line, so that crossings of a translucent line are not darker.
    fn stroke_runs(&mut self, runs: &[Run], pen: &Pen);

    /// Writes one line of text, its halo first. Position and size stay in CSS pixels: glyphs of the size that was
    /// measured come out as wide as measured, where a font enlarged eightfold may be spaced another way.
    fn text(&mut self, text: &Text, at: Point, color: Color, ratio: f64);
}

/// The surface refused to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

type Outcome = Result<(), Refused>;

/// Draws `scene` on `surface` at `ratio` device pixels for one CSS pixel. Nodes with a coordinate that is not a
/// finite number are left out.
pub fn paint<S: PaintExt>(scene: &Scene, ratio: f64, surface: &mut S) -> Result<(), Refused> {
    Painter { surface, grid: Grid { ratio } }.nodes(&scene.nodes)
}

struct Painter<'a, S> {
    surface: &'a mut S,
    grid: Grid,
}

impl<S: PaintExt> Painter<'_, S> {
    fn nodes(&mut self, nodes: &[Node]) -> Outcome {
        nodes.iter().filter(|node| node.shape.is_finite()).try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Outcome {
        match &node.shape {
            Shape::Path(path) => self.path(path, &node.style),
            Shape::Rect(rect) => self.rect(rect, &node.style),
            Shape::Circle { center, radius } => self.circle(*center, *radius, &node.style),
            #[cfg(feature = "charts")]
            Shape::Points(points) => {
                points.dots().try_for_each(|center| self.circle(center, points.radius, &node.style))
            }
            Shape::Text(text) => self.text(text, &node.style),
            Shape::Group { clip: None, nodes } => self.nodes(nodes),
            Shape::Group { clip: Some(clip), nodes } => {
                self.surface.push_clip(&self.grid.ring(clip));
                let outcome = self.nodes(nodes);
                self.surface.pop_clip();
                outcome
            }
        }
    }

    fn path(&mut self, path: &Path, style: &Style) -> Outcome {
        if let Some(fill) = style.fill {
            let rings = self.grid.rings(path);
            match (fill, rings.as_slice()) {
                (_, []) => {}
                (Fill::Solid(color), [ring]) => {
                    let points = ring.points.iter().copied();
                    drawn(self.surface.backend().fill_polygon(points, &shape_style(color, 0)))?;
                }
                _ => self.fill(&rings, fill),
            }
        }
        match style.stroke {
            Some(stroke) => self.stroke(self.grid.runs(path, &stroke), &stroke, self.grid.is_straight(path)),
            None => Ok(()),
        }
    }

    fn rect(&mut self, rect: &Rect, style: &Style) -> Outcome {
        let Some((from, to)) = self.grid.corners(rect) else { return Ok(()) };
        match style.fill {
            Some(Fill::Solid(color)) => {
                drawn(self.surface.backend().draw_rect(from, to, &shape_style(color, 0), true))?;
            }
            Some(hatch) => self.fill(&self.grid.ring(rect), hatch),
            None => {}
        }
        match style.stroke {
            Some(stroke) => self.stroke(self.grid.frame(rect, &stroke), &stroke, true),
            None => Ok(()),
        }
    }

    /// Plain fill and plain line: no view hatches or dashes a circle.
    fn circle(&mut self, center: Point, radius: f64, style: &Style) -> Outcome {
        let (at, size) = (self.grid.unit(center), self.grid.length(radius));
        if size == 0 {
            return Ok(());
        }
        if let Some(fill) = style.fill {
            drawn(self.surface.backend().draw_circle(at, size, &shape_style(fill.ink(), 0), true))?;
        }
        match style.stroke {
            Some(stroke) => {
                let line = shape_style(stroke.color, self.grid.pen(&stroke, false).width);
                drawn(self.surface.backend().draw_circle(at, size, &line, false))
            }
            None => Ok(()),
        }
    }

    fn text(&mut self, text: &Text, style: &Style) -> Outcome {
        if let Some(fill) = style.fill {
            let at = self.grid.text_origin(text.at);
            self.surface.text(text, at, fill.ink(), self.grid.ratio);
        }
        Ok(())
    }

    fn fill(&mut self, rings: &[Run], fill: Fill) {
        match fill {
            Fill::Solid(color) => self.surface.fill_rings(rings, color),
            Fill::Hatch { ground, line } => {
                self.surface.fill_rings(rings, ground);
                let lines = self.grid.hatch(rings, self.surface.backend().get_size(), HATCH_STEP);
                self.surface.push_clip(rings);
                self.surface.stroke_runs(&lines, &self.grid.pen(&Stroke::solid(line, 1.0), false));
                self.surface.pop_clip();
            }
        }
    }

    fn stroke(&mut self, runs: impl AsRef<[Run]>, stroke: &Stroke, straight: bool) -> Outcome {
        let pen = self.grid.pen(stroke, straight);
        match runs.as_ref() {
            [] => Ok(()),
            [run] if !run.closed && pen.dash.is_none() => {
                let points = run.points.iter().copied();
                drawn(self.surface.backend().draw_path(points, &shape_style(pen.color, pen.width)))
            }
            runs => {
                self.surface.stroke_runs(runs, &pen);
                Ok(())
            }
        }
    }
}

/// The colour as plotters passes it on, with a stroke width in units of [`SUBPIXEL`].
fn shape_style(color: Color, stroke_width: u32) -> ShapeStyle {
    let alpha = f64::from(color.alpha) / 255.0;
    ShapeStyle { color: RGBAColor(color.red, color.green, color.blue, alpha), filled: true, stroke_width }
}

/// Forgets why a backend failed: the reason names canvas internals nobody can act on.
fn drawn<E>(result: Result<(), E>) -> Outcome {
    result.map_err(|_| Refused)
}
