//! A funnel: stages from the first to the last as centred bars, joined by how much of each came through. Only widths
//! carry the figures: all bars are of one height.

use super::label;
use crate::format;
use crate::geometry::{Path, Rect, Subpath, point};
use crate::guide::caption::paragraph;
use crate::mark::bar;
use crate::query::{Row, rate};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Role, Shape, Style, Text};
use crate::theme::{HEADING, LABEL};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const BAR: f64 = 34.0;
/// Between two bars, where the rate stands.
const NECK: f64 = 26.0;
/// From this width on names stand beside the bars, otherwise above them.
const WIDE: f64 = 480.0;
const NAME: f64 = 20.0;
const MAX_NAMES: f64 = 0.34;
const GAP: f64 = 14.0;
const NAME_LINE: f64 = 15.0;
const STUB: f64 = 40.0;
const COMPUTED: &str = "百分比为计算值：本级 ÷ 上一级。";

/// Where the bars stand.
struct Layout {
    /// Width of the names beside them; 0 where they stand above.
    names: f64,
    /// Middle of the bars.
    middle: f64,
    /// Width of the largest bar.
    width: f64,
    /// From one bar to the next, and from the top of a step to its bar.
    step: f64,
    top: f64,
    largest: f64,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let step = BAR + NECK + if width < WIDE { NAME } else { 0.0 };
    let notes = out.wrap(COMPUTED, LABEL, width).len() as f64 * 17.0;
    cx.table.rows.len() as f64 * step - NECK + 8.0 + notes
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let layout = layout(cx, out, rect);
    let bars: Vec<Rect> = (0..cx.table.rows.len()).map(|i| bar_of(cx, rect, &layout, i)).collect();
    for (i, pair) in bars.windows(2).enumerate() {
        neck(cx, out, (pair[0], pair[1]), i + 1);
    }
    for (i, &place) in bars.iter().enumerate() {
        mark(cx, out, i, place);
        name(cx, out, i, rect, place, &layout);
    }
    let bottom = bars.last().map_or(rect.y, Rect::bottom);
    paragraph(out, COMPUTED, (rect.x, bottom + 8.0), rect.width, LABEL, cx.theme.ink_3);
    Rect { height: bottom - rect.y, ..rect }
}

fn layout(cx: &Context, out: &Builder, rect: Rect) -> Layout {
    let largest = cx.table.values().into_iter().fold(0.0, f64::max);
    if rect.width < WIDE {
        let (middle, step) = (rect.x + rect.width / 2.0, BAR + NECK + NAME);
        return Layout { names: 0.0, middle, width: rect.width, step, top: NAME, largest };
    }
    let widest = out.widest(cx.table.items.iter().map(String::as_str), LABEL);
    let names = widest.min(rect.width * MAX_NAMES);
    let left = names + GAP;
    let width = rect.width - left;
    Layout { names, middle: rect.x + left + width / 2.0, width, step: BAR + NECK, top: 0.0, largest }
}

/// The bar of a row; what is missing has a stub of its own, what is below zero none.
fn bar_of(cx: &Context, rect: Rect, layout: &Layout, i: usize) -> Rect {
    let value = cx.table.scaled(&cx.table.rows[i]);
    let share = value.map_or(0.0, |value| value.max(0.0)) / layout.largest.max(f64::MIN_POSITIVE);
    let width = if value.is_none() { STUB } else { (layout.width * share).max(1.0) };
    let y = rect.y + i as f64 * layout.step + layout.top;
    Rect { x: layout.middle - width / 2.0, y, width, height: BAR }
}

/// Whether a row goes on from the one before.
fn follows<'a>(cx: &'a Context, i: usize) -> Option<(&'a Row, &'a Row)> {
    let (before, stage) = (cx.table.rows.get(i.checked_sub(1)?)?, cx.table.rows.get(i)?);
    (stage.item == before.item + 1 && stage.series == before.series).then_some((before, stage))
}

/// What came through, in per cent.
fn through(cx: &Context, i: usize) -> Option<String> {
    let (before, stage) = follows(cx, i)?;
    let rate = rate(stage, before)?;
    let is_nothing = stage.value.known().is_none_or(|value| value.mantissa == 0);
    // What came through, however little, is not nothing.
    Some(if rate.mantissa == 0 && !is_nothing { "不足 0.1%".into() } else { format::quantity(rate, "%") })
}

/// The faint shape from a bar to the next, and the rate on it.
fn neck(cx: &Context, out: &mut Builder, (above, below): (Rect, Rect), i: usize) {
    let Some(rate) = through(cx, i) else { return };
    // Where names stand above the bars the neck ends before the name.
    let end = above.bottom() + NECK;
    let points = vec![
        point(above.x, above.bottom()),
        point(above.right(), above.bottom()),
        point(below.right(), end),
        point(below.x, end),
    ];
    let path = Path { subpaths: vec![Subpath { points, closed: true }] };
    let fill = cx.theme.ground.mix(cx.theme.brand, 0.12);
    out.push(Node::new(Shape::Path(path), Style::fill(fill), Role::Ornament));
    let at = (above.center().x, above.bottom() + NECK / 2.0);
    let text = run(format!("↓ {rate}"), at, LABEL, Anchor::Middle, Baseline::Middle);
    out.push(label::beside(text, cx.theme.ink_2, cx.theme, cx.key(i)));
}

fn mark(cx: &Context, out: &mut Builder, i: usize, place: Rect) {
    let row = &cx.table.rows[i];
    let (key, mut words) = (cx.key(i), cx.label(row));
    if let Some(rate) = through(cx, i) {
        words.push_str(&format!("，为上一级的 {rate}（计算值）"));
    }
    let size = (place.width, place.height);
    if row.value.known().is_none() {
        bar::missing(out, place.center(), size, cx.theme.missing, key, words);
        let at = (place.right() + 6.0, place.center().y);
        let text = run(cx.value(row), at, LABEL, Anchor::Start, Baseline::Middle);
        out.push(label::beside(text, cx.theme.ink_3, cx.theme, key));
        return;
    }
    bar::bar(out, point(place.x, place.y), point(place.right(), place.bottom()), cx.theme.brand, key, words);
    value(cx, out, row, place, key);
}

/// The value in the bar, or beside one that is too narrow for it.
fn value(cx: &Context, out: &mut Builder, row: &Row, place: Rect, key: DatumKey) {
    let words = cx.value(row);
    let middle = place.center();
    let is_inside = out.width(&words, HEADING) + 12.0 <= place.width;
    let (x, anchor) =
        if is_inside { (middle.x, Anchor::Middle) } else { (place.right() + 6.0, Anchor::Start) };
    let text: Text = run(words, (x, middle.y), HEADING, anchor, Baseline::Middle);
    out.push(match is_inside {
        true => label::inside(text, cx.theme.brand, cx.theme, key),
        false => label::beside(text, cx.theme.ink, cx.theme, key),
    });
}

fn name(cx: &Context, out: &mut Builder, i: usize, rect: Rect, place: Rect, layout: &Layout) {
    let row = &cx.table.rows[i];
    let name = cx.table.items.get(row.item).map_or("", String::as_str);
    let name = match cx.table.series.get(row.series) {
        Some(series) if cx.table.series.len() > 1 => format!("{name} {series}"),
        _ => name.into(),
    };
    let add = |out: &mut Builder, text: Text| {
        out.push(label::beside(text, cx.theme.ink_2, cx.theme, cx.key(i)));
    };
    if layout.names == 0.0 {
        let name = out.ellipsis(&name, LABEL, rect.width);
        let at = (layout.middle, place.y - NAME / 2.0);
        return add(out, run(name, at, LABEL, Anchor::Middle, Baseline::Middle));
    }
    let lines = out.wrapped(&name, LABEL, layout.names + 0.5, 2);
    let top = place.center().y - (lines.len() as f64 - 1.0) / 2.0 * NAME_LINE;
    for (line, text) in lines.into_iter().enumerate() {
        let at = (rect.x + layout.names, top + line as f64 * NAME_LINE);
        add(out, run(text, at, LABEL, Anchor::End, Baseline::Middle));
    }
}
