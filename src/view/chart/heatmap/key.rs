//! What colours mean where each column has classes of its own: only which end is which.

use crate::geometry::Rect;
use crate::guide::legend::{self, Entry};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::classes::{CLASSES, others};

/// A step of a ramp, and the line it stands on.
const STEP: (f64, f64) = (20.0, 12.0);
const RAMP_LINE: f64 = 22.0;
const METHOD_LINE: f64 = 20.0;
/// What its ends are.
const ENDS: [&str; 2] = ["该列中较低", "该列中较高"];

/// A ramp from low to high, with a sentence over it.
pub struct Key {
    method: String,
    entries: Vec<Entry>,
}

impl Key {
    /// The key to columns that have classes of their own by a method.
    pub fn of(cx: &Context, method: &str) -> Key {
        let method = format!("单位不同，各列分别分级，不作列间比较：{method}");
        Key { method, entries: others(cx) }
    }

    /// Height in a column of that width.
    pub fn height(&self, out: &Builder, width: f64) -> f64 {
        let method = out.wrap(&self.method, LABEL, width).len() as f64 * METHOD_LINE;
        method + legend::height(out, &self.entries, width) + self.place(out, width).1
    }

    /// Where the entries begin: behind the ramp, or below it.
    fn place(&self, out: &Builder, width: f64) -> (f64, f64) {
        let ramp = out.widest(ENDS.into_iter(), LABEL) * 2.0 + 12.0 + STEP.0 * CLASSES as f64 + 24.0;
        let entries = self.entries.iter().map(|entry| out.width(&entry.label, LABEL) + 42.0).sum::<f64>();
        match ramp + entries <= width && entries > 0.0 {
            true => (ramp, 0.0),
            false => (0.0, RAMP_LINE),
        }
    }

    /// Draws it from the upper left corner of `rect`.
    pub fn draw(&self, cx: &Context, out: &mut Builder, rect: Rect) {
        let mut y = rect.y;
        for line in out.wrap(&self.method, LABEL, rect.width) {
            let at = (rect.x, y + METHOD_LINE / 2.0);
            out.text(run(line, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
            y += METHOD_LINE;
        }
        ramp(cx, out, Rect { y, ..rect });
        let (right, down) = self.place(out, rect.width);
        let place = Rect { x: rect.x + right, y: y + down, width: rect.width - right, ..rect };
        legend::draw(out, place, &self.entries, cx.theme);
    }
}

/// The classes side by side, with words for its ends.
fn ramp(cx: &Context, out: &mut Builder, rect: Rect) {
    let (mut x, middle) = (rect.x, rect.y + RAMP_LINE / 2.0);
    let word = |out: &mut Builder, x: f64, word: &str| {
        let text = run(word, (x, middle), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
        out.width(word, LABEL) + 6.0
    };
    x += word(out, x, ENDS[0]);
    for class in 0..CLASSES {
        let place = Rect { x, y: middle - STEP.1 / 2.0, width: STEP.0, height: STEP.1 };
        let mut style = Style::fill(cx.theme.level(class, CLASSES));
        style.stroke = Some(Stroke::solid(cx.theme.rule, 1.0));
        out.push(Node::new(Shape::Rect(place), style, Role::Guide));
        x += STEP.0;
    }
    word(out, x + 6.0, ENDS[1]);
}
