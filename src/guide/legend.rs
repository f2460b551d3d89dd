//! The legend of classes: a swatch and its range, as many in a row as fit.

use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, Theme};

const SWATCH: (f64, f64) = (20.0, 12.0);
const LINE: f64 = 22.0;

/// One entry: how it is filled and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Fill of the swatch.
    pub fill: Fill,
    /// What it stands for.
    pub label: String,
}

/// Height of the legend in a column of that width.
pub fn height(out: &Builder, entries: &[Entry], width: f64) -> f64 {
    layout(out, entries, width).last().map_or(0.0, |p| p.1 + LINE)
}

/// Draws the entries from the upper left corner of `rect`.
pub fn draw(out: &mut Builder, rect: Rect, entries: &[Entry], theme: &Theme) {
    let places = layout(out, entries, rect.width);
    for (entry, (x, y)) in entries.iter().zip(places) {
        let corner = point(rect.x + x, rect.y + y + (LINE - SWATCH.1) / 2.0);
        let swatch = Rect { x: corner.x, y: corner.y, width: SWATCH.0, height: SWATCH.1 };
        let style = Style { fill: Some(entry.fill), stroke: Some(Stroke::solid(theme.rule, 1.0)) };
        out.push(Node::new(Shape::Rect(swatch), style, Role::Guide));
        let at = (swatch.right() + 6.0, rect.y + y + LINE / 2.0);
        let text = run(entry.label.as_str(), at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, theme.ink_2, Role::Guide);
    }
}

/// Upper left corners of the entries: one after the other, on a new line where the next has no room.
fn layout(out: &Builder, entries: &[Entry], width: f64) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (0.0, 0.0);
    let mut place = |entry: &Entry| {
        let own = SWATCH.0 + 6.0 + out.width(&entry.label, LABEL);
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + LINE);
        }
        let at = (x, y);
        x += own + 16.0;
        at
    };
    entries.iter().map(&mut place).collect()
}
