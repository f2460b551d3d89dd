//! The bar beside a list that is longer than its window.

use crate::geometry::Rect;
use crate::scene::{Builder, Node, Role, Shape, Style};
use crate::theme::Theme;

/// Room for the bar: what a finger can hit.
pub const WIDTH: f64 = 28.0;
/// The least height of the thumb.
pub const THUMB: f64 = 28.0;
const LINE: f64 = 8.0;

/// Where the thumb lies in its track when `lines` of `count` are shown from `first` on.
pub fn thumb(track: Rect, first: usize, lines: usize, count: usize) -> Rect {
    let share = lines as f64 / count.max(1) as f64;
    let height = (track.height * share).max(THUMB).min(track.height);
    let last = count.saturating_sub(lines).max(1);
    let y = track.y + (track.height - height) * (first as f64 / last as f64).min(1.0);
    Rect { y, height, ..track }
}

/// The first line that is shown when the middle of the thumb lies at `y`.
pub fn first(track: Rect, y: f64, lines: usize, count: usize) -> usize {
    let height = thumb(track, 0, lines, count).height;
    let free = (track.height - height).max(1.0);
    let part = ((y - height / 2.0 - track.y) / free).clamp(0.0, 1.0);
    (part * count.saturating_sub(lines) as f64).round() as usize
}

/// Draws both.
pub fn draw(out: &mut Builder, track: Rect, thumb: Rect, theme: &Theme) {
    let slim = |rect: Rect| Rect { x: rect.right() - LINE, width: LINE, ..rect };
    out.push(Node::new(Shape::Rect(slim(track)), Style::fill(theme.rule), Role::Guide));
    out.push(Node::new(Shape::Rect(slim(thumb)), Style::fill(theme.ink_3), Role::Guide));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumb_and_the_first_line_say_the_same() {
        let track = Rect { x: 0.0, y: 100.0, width: 28.0, height: 600.0 };
        for (lines, count) in [(20, 26), (20, 1000), (12, 1_000_000)] {
            for first_line in [0, 1, (count - lines) / 2, count - lines] {
                let thumb = thumb(track, first_line, lines, count);
                assert!(thumb.height >= THUMB && thumb.y >= 100.0 && thumb.bottom() <= 700.0 + 1e-6);
                assert_eq!(first(track, thumb.center().y, lines, count), first_line);
            }
            assert_eq!(first(track, -50.0, lines, count), 0);
            assert_eq!(first(track, 5000.0, lines, count), count - lines);
        }
        assert_eq!(first(Rect::default(), f64::NAN, 5, 9), 0, "no number leads nowhere else");
    }
}
