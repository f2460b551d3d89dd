//! A canvas as the surface that scenes are painted on.

use crate::geometry::Point;
use crate::paint::{PaintExt, Pen, Run, SUBPIXEL};
use crate::scene::text::{FAMILY, HALO};
use crate::scene::{Anchor, Baseline, Color, Font, Text, Weight, svg_text};
use plotters_canvas::CanvasBackend;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement};

/// The longest side of a backing store that every browser in use allocates, in device pixels.
pub const LONGEST_SIDE: f64 = 16_384.0;

/// One canvas. plotters-canvas and the calls it has no word for share its 2D context, whose transform divides the
/// whole-number coordinates back into device pixels.
pub struct CanvasSurface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    backend: CanvasBackend,
}

impl CanvasSurface {
    /// A surface on `canvas`; `None` when the browser gives no 2D context.
    pub fn new(canvas: HtmlCanvasElement) -> Option<CanvasSurface> {
        use wasm_bindgen::JsCast;
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let surface = CanvasSurface { canvas, context, backend };
        surface.prepare();
        Some(surface)
    }

    /// The 2D context, for measuring text.
    pub fn context(&self) -> &CanvasRenderingContext2d {
        &self.context
    }

    /// Fits the backing store to `width` × `height` CSS pixels at `ratio` device pixels each. A new size empties
    /// the canvas, the same size changes nothing.
    pub fn resize(&mut self, width: f64, height: f64, ratio: f64) {
        let side = |css: f64| (css * ratio).round().clamp(1.0, LONGEST_SIDE) as u32;
        let size = (side(width), side(height));
        if size != (self.canvas.width(), self.canvas.height()) {
            self.canvas.set_width(size.0);
            self.canvas.set_height(size.1);
            self.prepare();
        }
    }

    /// Empties the canvas.
    pub fn clear(&mut self) {
        let size = |side: u32| f64::from(side) * f64::from(SUBPIXEL);
        self.context.clear_rect(0.0, 0.0, size(self.canvas.width()), size(self.canvas.height()));
    }

    /// The state all drawing starts from; a new size has wiped it.
    fn prepare(&self) {
        self.scale(1.0 / f64::from(SUBPIXEL));
        self.context.set_line_join("round");
    }

    fn scale(&self, factor: f64) {
        // It fails for values that are no numbers only, and then the old one stays.
        let _ = self.context.set_transform(factor, 0.0, 0.0, factor, 0.0, 0.0);
    }

    /// Turns the surface about a position, so that what is level rises by 45°; returns where that position is now.
    #[cfg(feature = "charts")]
    fn tilt(&self, at: Point, ratio: f64) -> Point {
        let step = ratio * std::f64::consts::FRAC_1_SQRT_2;
        let _ = self.context.set_transform(step, -step, step, step, at.x * ratio, at.y * ratio);
        Point { x: 0.0, y: 0.0 }
    }

    /// Makes the runs the current path.
    fn trace(&self, runs: &[Run]) {
        self.context.begin_path();
        for run in runs {
            let mut points = run.points.iter().map(|p| (f64::from(p.0), f64::from(p.1)));
            if let Some((x, y)) = points.next() {
                self.context.move_to(x, y);
                points.for_each(|(x, y)| self.context.line_to(x, y));
                if run.closed {
                    self.context.close_path();
                }
            }
        }
    }

    fn set_dash(&self, lengths: &js_sys::Array) {
        // It fails for negative lengths only, and `Pen` has none.
        let _ = self.context.set_line_dash(lengths);
    }
}

impl PaintExt for CanvasSurface {
    type Backend = CanvasBackend;

    fn backend(&mut self) -> &mut CanvasBackend {
        &mut self.backend
    }

    fn push_clip(&mut self, rings: &[Run]) {
        self.context.save();
        self.trace(rings);
        self.context.clip_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
    }

    fn pop_clip(&mut self) {
        self.context.restore();
    }

    fn fill_rings(&mut self, rings: &[Run], color: Color) {
        self.context.set_fill_style_str(&css_color(color));
        self.trace(rings);
        self.context.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
    }

    fn stroke_runs(&mut self, runs: &[Run], pen: &Pen) {
        self.context.set_stroke_style_str(&css_color(pen.color));
        self.context.set_line_width(f64::from(pen.width));
        self.trace(runs);
        if let Some((dash, gap)) = pen.dash {
            self.set_dash(&js_sys::Array::of2(&dash.into(), &gap.into()));
        }
        if pen.sharp {
            self.context.set_line_join("miter");
        }
        self.context.stroke();
        // plotters-canvas relies on both.
        if pen.sharp {
            self.context.set_line_join("round");
        }
        if pen.dash.is_some() {
            self.set_dash(&js_sys::Array::new());
        }
    }

    fn text(&mut self, text: &Text, at: Point, color: Color, ratio: f64) {
        self.scale(ratio);
        #[cfg(feature = "charts")]
        let at = if text.tilted { self.tilt(at, ratio) } else { at };
        self.context.set_font(&css_font(&text.font));
        self.context.set_text_align(match text.anchor {
            Anchor::Start => "left",
            Anchor::Middle => "center",
            Anchor::End => "right",
        });
        self.context.set_text_baseline(match text.baseline {
            Baseline::Top => "top",
            Baseline::Middle => "middle",
            Baseline::Bottom => "bottom",
        });
        // Writing fails only where the canvas has no room left: nothing to do about it, nothing to say.
        if let Some(halo) = text.halo {
            self.context.set_stroke_style_str(&css_color(halo));
            self.context.set_line_width(HALO);
            let _ = self.context.stroke_text(&text.content, at.x, at.y);
        }
        self.context.set_fill_style_str(&css_color(color));
        let _ = self.context.fill_text(&text.content, at.x, at.y);
        self.scale(1.0 / f64::from(SUBPIXEL));
    }
}

/// `#rrggbb`, or `#rrggbbaa` where it is not opaque.
fn css_color(color: Color) -> String {
    let mut css = color.css();
    if color.alpha < 255 {
        css.push_str(&Color { red: color.alpha, ..color }.css()[1..3]);
    }
    css
}

/// The value of `context.font`.
pub(super) fn css_font(font: &Font) -> String {
    let mut css = String::from(if font.weight == Weight::Bold { "600 " } else { "" });
    svg_text::number(&mut css, font.size);
    css.push_str("px ");
    css.push_str(FAMILY);
    css
}
