//! A timeline that shows one period of several: play and pause, a step back and forward, the period in words, and a
//! track with a tick for each period.

use crate::dataset::Period;
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Part, Role, Shape, Stroke, Style};
use crate::theme::{HEADING, LABEL, Theme};

/// What of a timeline a key names, by its row.
pub const PLAY: u32 = 0;
/// One period back.
pub const BACK: u32 = 1;
/// One period forward.
pub const FORWARD: u32 = 2;
/// The track: the keyboard stands on it for the whole timeline.
pub const TRACK: u32 = 3;

const GAP: f64 = 12.0;
const BUTTON: f64 = 32.0;
const BETWEEN: f64 = 4.0;
/// Height of the track, and how far its ends lie inside it: a thumb at an end is whole.
const BAND: f64 = 28.0;
const INSET: f64 = 10.0;
const RADIUS: f64 = 8.0;
const NAMES: f64 = 16.0;
/// Ticks closer than this are left out, every other one and so on.
const CLOSEST: f64 = 5.0;

/// The timeline of a view.
pub struct Player<'p> {
    /// Position of the view.
    pub panel: u16,
    /// All its periods.
    pub periods: &'p [Period],
    /// Which of them is shown.
    pub at: usize,
    /// Whether it goes on by itself.
    pub is_playing: bool,
}

/// Height of a timeline, with its distance from what is above it.
pub fn height() -> f64 {
    GAP + BUTTON + BETWEEN + BAND + NAMES
}

/// The position of the period of `count` at a place on the track whose target is `track`.
pub fn at(track: &Rect, x: f64, count: usize) -> usize {
    let share = (x - track.x - INSET) / (track.width - 2.0 * INSET).max(1.0);
    // A number that is none becomes 0.
    (share.clamp(0.0, 1.0) * count.saturating_sub(1) as f64).round() as usize
}

impl Player<'_> {
    /// Draws it at the foot of a rectangle; returns the part above it.
    pub fn draw(&self, out: &mut Builder, rect: Rect, theme: &Theme) -> Rect {
        let above = Rect { height: rect.height - height(), ..rect };
        let y = above.bottom() + GAP;
        let last = self.periods.len().saturating_sub(1);
        let button = |place: usize| Rect {
            x: rect.x + place as f64 * (BUTTON + BETWEEN),
            y,
            width: BUTTON,
            height: BUTTON,
        };
        let play = if self.is_playing { "暂停" } else { "播放" };
        self.button(out, button(0), (PLAY, play, true), theme);
        self.button(out, button(1), (BACK, "前一个时期", self.at > 0), theme);
        self.button(out, button(2), (FORWARD, "后一个时期", self.at < last), theme);
        let x = button(3).x + 4.0;
        let label = self.periods.get(self.at).map_or_else(String::new, |period| period.label());
        let label = out.ellipsis(&label, HEADING, rect.right() - x);
        let text = run(label, (x, y + BUTTON / 2.0), HEADING, Anchor::Start, Baseline::Middle);
        out.text(text, theme.ink, Role::Guide);
        let band = Rect { y: y + BUTTON + BETWEEN, height: BAND, ..rect };
        self.track(out, band, theme);
        above
    }

    fn key(&self, row: u32) -> Option<DatumKey> {
        Some(DatumKey { panel: self.panel, part: Part::Time, row })
    }

    fn button(&self, out: &mut Builder, rect: Rect, (row, name, is_on): (u32, &str, bool), theme: &Theme) {
        let frame = Style { fill: None, stroke: Some(Stroke::solid(theme.rule, 1.0)) };
        out.push(Node::new(Shape::Rect(rect), frame, Role::Guide));
        let ink = if is_on { theme.ink } else { theme.rule };
        for shape in sign(row, self.is_playing, rect.center()) {
            out.push(Node::new(Shape::Path(shape), Style::fill(ink), Role::Guide));
        }
        let target = Node::new(Shape::Rect(rect), Style::default(), Role::Control);
        let target = target.label(format!("按钮：{name}"));
        out.push(Node { datum: self.key(row), ..target });
    }

    /// Where a period lies.
    fn place(&self, band: &Rect, position: usize) -> f64 {
        let last = self.periods.len().saturating_sub(1).max(1);
        band.x + INSET + position as f64 / last as f64 * (band.width - 2.0 * INSET)
    }

    fn track(&self, out: &mut Builder, band: Rect, theme: &Theme) {
        let (middle, last) = (band.center().y, self.periods.len().saturating_sub(1));
        let line = |from: f64, to: f64, y: (f64, f64)| Path::line(vec![point(from, y.0), point(to, y.1)]);
        let mut stroke = |shape: Path, color, width: f64| {
            out.push(Node::new(Shape::Path(shape), Style::stroke(color, width), Role::Guide));
        };
        let (first, thumb) = (self.place(&band, 0), self.place(&band, self.at));
        stroke(line(first, self.place(&band, last), (middle, middle)), theme.ink_3, 2.0);
        stroke(line(first, thumb, (middle, middle)), theme.brand, 4.0);
        let step = (band.width - 2.0 * INSET) / last.max(1) as f64;
        let every = (CLOSEST / step.max(0.01)).ceil().max(1.0) as usize;
        for position in (0..=last).step_by(every) {
            let x = self.place(&band, position);
            stroke(line(x, x, (middle - 6.0, middle + 6.0)), theme.ink_3, 1.0);
        }
        let style = Style { stroke: Some(Stroke::solid(theme.ground, 2.0)), ..Style::fill(theme.brand) };
        let center = point(thumb, middle);
        out.push(Node::new(Shape::Circle { center, radius: RADIUS }, style, Role::Guide));
        self.ends(out, &band, theme);
        let target = Node::new(Shape::Rect(band), Style::default(), Role::Control).label(self.spoken());
        out.push(Node { datum: self.key(TRACK), ..target });
    }

    /// The first and the last period, under their ticks, in as few words as tell them.
    fn ends(&self, out: &mut Builder, band: &Rect, theme: &Theme) {
        let y = band.bottom() + NAMES / 2.0;
        let ends =
            [(self.periods.first(), band.x, Anchor::Start), (self.periods.last(), band.right(), Anchor::End)];
        for (period, x, anchor) in ends {
            let Some(period) = period else { continue };
            let text = out.ellipsis(&period.label(), LABEL, band.width / 2.0 - 4.0);
            out.text(run(text, (x, y), LABEL, anchor, Baseline::Middle), theme.ink_2, Role::Guide);
        }
    }

    fn spoken(&self) -> String {
        let label = self.periods.get(self.at).map_or_else(String::new, |period| period.label());
        let (at, count) = (self.at + 1, self.periods.len());
        let space = if self.is_playing { "暂停" } else { "播放" };
        format!(
            "时间轴：{label}，第 {at} 个时期，共 {count} 个，按左右键换时期，输入时期再按回车跳到那里，按空格{space}"
        )
    }
}

/// What stands on a button, around its middle.
fn sign(row: u32, is_playing: bool, at: Point) -> Vec<Path> {
    let shape = |points: &[(f64, f64)]| {
        let points = points.iter().map(|(x, y)| point(at.x + x, at.y + y)).collect();
        Path { subpaths: vec![Subpath { points, closed: true }] }
    };
    match row {
        PLAY if is_playing => {
            [-5.0, 1.5].map(|x| shape(&[(x, -6.0), (x + 3.5, -6.0), (x + 3.5, 6.0), (x, 6.0)])).to_vec()
        }
        PLAY => vec![shape(&[(-4.0, -6.5), (7.0, 0.0), (-4.0, 6.5)])],
        // A bar and a triangle that points to it.
        _ => {
            let side = if row == BACK { -1.0 } else { 1.0 };
            let mirrored = |points: [(f64, f64); 4]| shape(&points.map(|(x, y)| (x * side, y)));
            let arrow = mirrored([(-5.0, -5.5), (3.0, 0.0), (-5.0, 5.5), (-5.0, 0.0)]);
            vec![arrow, mirrored([(3.5, -5.5), (5.5, -5.5), (5.5, 5.5), (3.5, 5.5)])]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_track_is_the_nearest_period() {
        let track = Rect { x: 100.0, y: 0.0, width: 420.0, height: BAND };
        let found = [0.0, 110.0, 159.0, 161.0, 510.0, 900.0, f64::NAN].map(|x| at(&track, x, 5));
        assert_eq!(found, [0, 0, 0, 1, 4, 4, 0]);
        assert_eq!((at(&track, 300.0, 1), at(&track, 300.0, 0)), (0, 0));
    }
}
