//! Values of bars: at their ends where they stand side by side, inside them where they are piled up.

use super::{Bar, LABEL_GAP, Plan, STUB, color, place, target};
use crate::config::Stack;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::Rect;
use crate::guide::place::Taken;
use crate::query::{self, Row};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Text};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::chart::label;
use crate::view::frame::Frame;

/// The value of a bar as its label reads.
fn text(cx: &Context, plan: &Plan, bar: &Bar) -> String {
    let row = &cx.table.rows[bar.row];
    let words = share(plan, bar).unwrap_or_else(|| amount(cx, plan, row));
    // At its end stands the target too: without the word the figure would be read as that of the target.
    match query::target(row, cx.table, cx.set) {
        Some(aim) if plan.says_targets && target(cx, row, plan.stack).is_some() => {
            format!("{words}（目标 {}）", cx.table.measure_of(row).label(aim))
        }
        _ => words,
    }
}

/// The value of a row; beside shares with its unit, so that it is not taken for one.
fn amount(cx: &Context, plan: &Plan, row: &Row) -> String {
    let (value, unit) = (cx.value(row), cx.table.measure.label_unit());
    let needs_unit = plan.stack == Stack::Percent && row.value.known().is_some() && !unit.is_empty();
    if needs_unit { format!("{value} {unit}") } else { value }
}

/// The share of its pile, where piles fill the axis.
fn share(plan: &Plan, bar: &Bar) -> Option<String> {
    let (from, to) = bar.piece.span;
    let is_share = plan.stack == Stack::Percent && !bar.piece.is_missing;
    let share = is_share.then(|| Decimal::round(to - from, 1)).flatten()?;
    Some(format::quantity(share, "%"))
}

/// What a bar says to somebody who does not see it: with its share and its target, where they are drawn.
pub fn spoken(cx: &Context, plan: &Plan, bar: &Bar) -> String {
    let row = &cx.table.rows[bar.row];
    let mut words = cx.label(row);
    if let Some(share) = share(plan, bar) {
        words.push_str(&format!("，占 {share}（计算值）"));
    }
    if let (Some(_), Some(aim)) = (target(cx, row, plan.stack), query::target(row, cx.table, cx.set)) {
        words.push_str(&format!("，目标值 {}", cx.table.measure_of(row).exact(aim)));
    }
    words
}

/// The widest label.
pub fn widest(cx: &Context, out: &Builder, plan: &Plan) -> f64 {
    plan.bars.iter().map(|bar| out.width(&text(cx, plan, bar), LABEL)).fold(0.0, f64::max)
}

/// Writes the labels: those beside bars all or none in columns, where one alone would say less than it seems to.
pub fn draw(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, bounds: Rect) {
    if plan.stack != Stack::Grouped {
        return inside(cx, out, plan, frame);
    }
    let mut texts: Vec<(usize, Text)> = Vec::new();
    for bar in &plan.bars {
        let words = text(cx, plan, bar);
        if frame.horizontal || !bar.piece.is_missing {
            texts.push((bar.row, at_end(cx, plan, frame, bar, words)));
        }
    }
    let thickness = frame.band.thickness() / plan.abreast as f64;
    let pitch = if plan.abreast > 1 { thickness } else { frame.band.step };
    let fits = |(_, text): &(usize, Text)| out.width(&text.content, LABEL) + 2.0 <= pitch;
    let have_room = if frame.horizontal { thickness >= LABEL.size } else { texts.iter().all(fits) };
    let mut taken = Taken::default();
    for (row, text) in texts {
        if have_room && taken.claim(out.extent(&text), &bounds) {
            let ink = match cx.table.rows[row].value.known() {
                Some(_) => cx.theme.ink,
                None => cx.theme.ink_3,
            };
            out.push(label::beside(text, ink, cx.theme, cx.key(row)));
        }
    }
}

/// A label beyond the end of a bar, and beyond its target where that lies further out.
fn at_end(cx: &Context, plan: &Plan, frame: &Frame, bar: &Bar, words: String) -> Text {
    let row = &cx.table.rows[bar.row];
    let value = bar.piece.span.1;
    let falls = value < 0.0;
    let is_beyond = |target: &f64| if falls { *target < value } else { *target > value };
    let reach = target(cx, row, plan.stack).filter(is_beyond).unwrap_or(value);
    let at = frame.at(row.item, (bar.piece.across.0 + bar.piece.across.1) / 2.0, reach);
    let stub = if bar.piece.is_missing { STUB } else { 0.0 };
    match (frame.horizontal, falls) {
        (true, true) => run(words, (at.x - LABEL_GAP, at.y), LABEL, Anchor::End, Baseline::Middle),
        (true, false) => run(words, (at.x + LABEL_GAP + stub, at.y), LABEL, Anchor::Start, Baseline::Middle),
        (false, true) => run(words, (at.x, at.y + 4.0), LABEL, Anchor::Middle, Baseline::Top),
        (false, false) => run(words, (at.x, at.y - 4.0), LABEL, Anchor::Middle, Baseline::Bottom),
    }
}

/// Labels in the middle of their bars, where those are large enough.
fn inside(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame) {
    for bar in &plan.bars {
        let row = &cx.table.rows[bar.row];
        let rect = place(plan, frame, row, &bar.piece);
        let middle = rect.center();
        let words = text(cx, plan, bar);
        let is_large = out.width(&words, LABEL) + 6.0 <= rect.width && rect.height >= LABEL.size + 3.0;
        if !is_large || row.value.known().is_none() {
            continue;
        }
        let text = run(words, (middle.x, middle.y), LABEL, Anchor::Middle, Baseline::Middle);
        let node = match bar.piece.is_missing {
            true => label::beside(text, cx.theme.ink_2, cx.theme, cx.key(bar.row)),
            false => label::inside(text, color(cx, row), cx.theme, cx.key(bar.row)),
        };
        out.push(node);
    }
}
