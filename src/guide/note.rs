//! Notes under a plot: what must be known to read it.

use super::caption::paragraph;
use crate::geometry::Rect;
use crate::scene::Builder;
use crate::theme::{LABEL, Theme};

const GAP: f64 = 10.0;

/// Height of the notes in a column of that width, the gap above them included.
pub fn height(out: &Builder, notes: &[String], width: f64) -> f64 {
    let leading = (LABEL.size * 1.45).round();
    let lines: usize = notes.iter().map(|note| out.wrap(note, LABEL, width).len()).sum();
    if lines == 0 { 0.0 } else { GAP + lines as f64 * leading }
}

/// Writes the notes at the foot of `rect`; returns the part above them.
pub fn draw(out: &mut Builder, rect: Rect, notes: &[String], theme: &Theme) -> Rect {
    let above = (rect.height - height(out, notes, rect.width)).max(0.0);
    let mut y = rect.y + above + GAP;
    for note in notes {
        y = paragraph(out, note, (rect.x, y), rect.width, LABEL, theme.ink_2);
    }
    Rect { height: above, ..rect }
}
