//! The chips above a ledger: how many entries stand how, belong where, and whose they are. Pressed, they are left out.

use crate::geometry::{Rect, point};
use crate::query::{About, Chip};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Part, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::entry::{light, tally, tally_height};

const HEIGHT: f64 = 26.0;
const STEP: f64 = 32.0;
const PAD: f64 = 10.0;
const GAP: f64 = 8.0;
/// Room for the light of a state.
const LIGHT: f64 = 18.0;
/// A name takes no more than that.
const NAME: f64 = 180.0;

/// Whether a chip is about how entries stand.
pub fn is_state(chip: &Chip) -> bool {
    matches!(chip.about, About::State(_))
}

/// The height of all chips.
pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    match cx.listed {
        Some(_) => places(cx, out, width).last().map_or(0.0, |(_, place)| place.y + STEP),
        None => tally_height(cx, out, width),
    }
}

/// Draws them from the upper left corner of `rect`. Those of small multiples cannot be pressed.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) {
    let Some(listed) = cx.listed else { return tally(cx, out, rect) };
    for (i, own) in places(cx, out, rect.width) {
        let place = Rect { x: rect.x + own.x, y: rect.y + own.y, ..own };
        draw_one(cx, out, place, i as u32, &listed.list.chips[i], listed.shown.off.contains(&(i as u32)));
    }
}

fn draw_one(cx: &Context, out: &mut Builder, place: Rect, position: u32, chip: &Chip, is_off: bool) {
    let edge = Stroke { dash: is_off.then_some((3.0, 3.0)), ..Stroke::solid(cx.theme.rule, 1.0) };
    let fill = if is_off { cx.theme.ground } else { cx.theme.rule.alpha(90) };
    let style = Style { stroke: Some(edge), ..Style::fill(fill) };
    out.push(Node::new(Shape::Rect(place), style, Role::Guide));
    let mut x = place.x + PAD;
    if let About::State(state) = chip.about {
        light(out, point(x + 6.5, place.center().y), state, cx.theme, None);
        x += LIGHT;
    }
    let ink = if is_off { cx.theme.ink_3 } else { cx.theme.ink };
    let text = run(words(out, chip), (x, place.center().y), LABEL, Anchor::Start, Baseline::Middle);
    out.text(text, ink, Role::Guide);
    let key = DatumKey { panel: cx.index, part: Part::Chip, row: position };
    let now = if is_off { "已隐藏，按回车显示" } else { "已显示，按回车隐藏" };
    let label = format!("筛选：{} {} 项，{now}", chip.name, chip.count);
    out.push(Node::new(Shape::Rect(place), Style::default(), Role::Control).datum(key).label(label));
}

fn words(out: &Builder, chip: &Chip) -> String {
    format!("{} {}", out.ellipsis(&chip.name, LABEL, NAME), chip.count)
}

/// Where each chip stands: one after the other, on a new line where the next has no room, and for another kind of chips.
fn places(cx: &Context, out: &Builder, width: f64) -> Vec<(usize, Rect)> {
    let chips = cx.listed.map_or(&[][..], |listed| &listed.list.chips);
    let (mut x, mut y) = (0.0, 0.0);
    let mut found = Vec::new();
    for (i, chip) in chips.iter().enumerate() {
        let light = if is_state(chip) { LIGHT } else { 0.0 };
        let own = (PAD * 2.0 + light + out.width(&words(out, chip), LABEL)).min(width);
        let is_other = i > 0 && !chips[i - 1].about.is_like(chip.about);
        if x > 0.0 && (is_other || x + own > width) {
            (x, y) = (0.0, y + STEP);
        }
        found.push((i, Rect { x, y, width: own, height: HEIGHT }));
        x += own + GAP;
    }
    found
}
