//! Titles, subtitles and foot lines: wrapped text from the top down.

use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Role};

/// Writes `text` at `x` from `y` downwards in lines no wider than `width`; returns where the next thing may start.
pub fn paragraph(out: &mut Builder, text: &str, at: (f64, f64), width: f64, font: Font, color: Color) -> f64 {
    let leading = (font.size * 1.45).round();
    let mut y = at.1;
    for line in out.wrap(text, font, width) {
        let middle = (at.0, y + leading / 2.0);
        out.text(run(line, middle, font, Anchor::Start, Baseline::Middle), color, Role::Caption);
        y += leading;
    }
    y
}
