//! Progress: every figure as a bar in a track that ends at its target. Units may differ: each track is 100 %.

use super::label;
use crate::geometry::{Point, Rect, point};
use crate::guide::caption::paragraph;
use crate::mark::bar;
use crate::query::{self, Row};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, SUBTITLE};
use crate::view::{Context, Recipe};
use crate::{format, scene};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// From this width on names stand beside their tracks, otherwise above them.
const WIDE: f64 = 520.0;
const STEP: f64 = 40.0;
const TALL_STEP: f64 = 54.0;
const TRACK: f64 = 14.0;
const GAP: f64 = 12.0;
/// Between a share and its amounts.
const SPACE: f64 = 12.0;
const NAME_LINE: f64 = 15.0;
const NOTE: f64 = 24.0;
/// Share of the width that names beside tracks may take.
const MAX_NAMES: f64 = 0.34;
const COMPUTED: &str = "完成率为计算值，由公布数与目标值算得；竖线处为目标值（100%）。";

/// The columns of a wide layout, or the whole width of a narrow one.
struct Columns {
    names: f64,
    track: (f64, f64),
    figures: f64,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let notes = out.wrap(COMPUTED, LABEL, width).len() as f64;
    let step = if width < WIDE { TALL_STEP } else { STEP };
    cx.table.rows.len() as f64 * step + NOTE + (notes - 1.0) * 17.0
}

/// A name, a track, and behind it how far, of how much.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let is_wide = rect.width >= WIDE;
    let columns = columns(cx, out, rect, is_wide);
    let step = if is_wide { STEP } else { TALL_STEP };
    let full = full(cx);
    for (i, row) in cx.table.rows.iter().enumerate() {
        let top = rect.y + i as f64 * step;
        let y = if is_wide { top + step / 2.0 } else { top + step - TRACK / 2.0 - 8.0 };
        let track = Rect { x: columns.track.0, y: y - TRACK / 2.0, width: columns.track.1, height: TRACK };
        mark(cx, out, i, track, full);
        if is_wide {
            names_beside(cx, out, i, (rect.x + columns.names, y), columns.names);
            figures(cx, out, i, (columns.figures, y), Anchor::Start);
        } else {
            let figures_width = figures(cx, out, i, (columns.figures, top + 16.0), Anchor::End);
            let name = out.ellipsis(&name(cx, row), LABEL, rect.width - figures_width - GAP);
            let text = run(name, (rect.x, top + 16.0), LABEL, Anchor::Start, Baseline::Middle);
            out.push(label::beside(text, cx.theme.ink_2, cx.theme, cx.key(i)));
        }
    }
    let bottom = rect.y + cx.table.rows.len() as f64 * step;
    paragraph(out, COMPUTED, (rect.x, bottom + 6.0), rect.width, LABEL, cx.theme.ink_3);
    Rect { height: bottom - rect.y, ..rect }
}

fn columns(cx: &Context, out: &Builder, rect: Rect, is_wide: bool) -> Columns {
    if !is_wide {
        return Columns { names: 0.0, track: (rect.x, rect.width - 1.0), figures: rect.right() };
    }
    let widest = |texts: Vec<String>| out.widest(texts.iter().map(String::as_str), LABEL);
    let names = widest(cx.table.rows.iter().map(|row| name(cx, row)).collect()).min(rect.width * MAX_NAMES);
    let shares = cx.table.rows.iter().map(|row| share(cx, row));
    let share_width = shares.map(|share| out.width(&share, bold())).fold(0.0, f64::max);
    let amounts = widest(cx.table.rows.iter().map(|row| amount(cx, row)).collect());
    let figures = (share_width + SPACE + amounts).min(rect.width * 0.4);
    let x = rect.x + names + GAP;
    Columns { names, track: (x, rect.right() - figures - GAP - x), figures: rect.right() - figures }
}

fn bold() -> scene::Font {
    scene::Font::bold(SUBTITLE.size)
}

/// The item, with the series where there are several.
fn name(cx: &Context, row: &Row) -> String {
    let item = cx.table.items.get(row.item).map_or("", String::as_str);
    match cx.table.series.get(row.series) {
        Some(series) if cx.table.series.len() > 1 => format!("{item} {series}"),
        _ => item.into(),
    }
}

/// How far, in per cent; 暂无数据 or nothing where that cannot be told.
fn share(cx: &Context, row: &Row) -> String {
    match query::progress(row, cx.table, cx.set) {
        Some(share) => format::quantity(share, "%"),
        None if row.value.known().is_none() => "暂无数据".into(),
        None => String::new(),
    }
}

/// How much, of how much; a rate whose target is 100 % says nothing more than its share.
fn amount(cx: &Context, row: &Row) -> String {
    let measure = cx.table.measure_of(row);
    let unit = measure.label_unit();
    let is_known = row.value.known().is_some();
    let Some(target) = query::target(row, cx.table, cx.set) else {
        return if is_known {
            format!("{} {unit}（未设目标值）", cx.value(row))
        } else {
            "未设目标值".into()
        };
    };
    match query::progress(row, cx.table, cx.set) {
        None if is_known => format!("{} {unit}，目标值 {}", cx.value(row), measure.label(target)),
        Some(_) if target.to_f64() == 100.0 && unit == "%" => "目标值 100%".into(),
        Some(_) => format!("{} / {} {unit}", cx.value(row), measure.label(target)),
        None => format!("目标值 {}", measure.exact(target)),
    }
}

/// The share that the whole width stands for: 100 %, or more where a target was surpassed.
fn full(cx: &Context) -> f64 {
    let shares = cx.table.rows.iter().filter_map(|row| query::progress(row, cx.table, cx.set));
    shares.map(|share| share.to_f64()).fold(100.0, f64::max)
}

/// The track as far as the target, the bar as far as the figure.
fn mark(cx: &Context, out: &mut Builder, i: usize, track: Rect, full: f64) {
    let row = &cx.table.rows[i];
    let (key, label) = (cx.key(i), spoken(cx, row));
    let share = query::progress(row, cx.table, cx.set);
    let reach = |share: f64| point(track.x + track.width * share.max(0.0) / full, track.bottom());
    let corner = point(track.x, track.y);
    if row.value.known().is_none() {
        let size = (reach(100.0).x - track.x, track.height);
        bar::missing(
            out,
            point(track.x + size.0 / 2.0, track.center().y),
            size,
            cx.theme.missing,
            key,
            label,
        );
        return;
    }
    if share.is_none() {
        // A figure without a way to go: a line, not a bar.
        let middle = track.center().y;
        let to = point(reach(100.0).x, middle + 1.0);
        return bar::bar(out, point(track.x, middle - 1.0), to, cx.theme.ink_3, key, label);
    }
    let ground = cx.theme.rule;
    out.push(Node::new(
        Shape::Rect(Rect::between(corner, reach(100.0))),
        Style::fill(ground),
        Role::Ornament,
    ));
    let end = reach(share.map_or(0.0, |share| share.to_f64()));
    bar::bar(out, corner, end, cx.theme.brand, key, label);
    let x = reach(100.0).x;
    tick(out, point(x, track.y - 4.0), point(x, track.bottom() + 4.0), cx.theme.ground, cx.theme.ink);
}

/// Where the target lies.
fn tick(out: &mut Builder, from: Point, to: Point, halo: Color, ink: Color) {
    out.line(from, to, Stroke::solid(halo, 4.0), Role::Guide);
    out.line(from, to, Stroke::solid(ink, 2.0), Role::Guide);
}

fn spoken(cx: &Context, row: &Row) -> String {
    let mut words = cx.label(row);
    if let Some(target) = query::target(row, cx.table, cx.set) {
        words.push_str(&format!("，目标值 {}", cx.table.measure_of(row).exact(target)));
    }
    if let Some(share) = query::progress(row, cx.table, cx.set) {
        words.push_str(&format!("，完成 {}（计算值）", format::quantity(share, "%")));
    }
    words
}

fn names_beside(cx: &Context, out: &mut Builder, i: usize, (right, y): (f64, f64), width: f64) {
    let lines = out.wrapped(&name(cx, &cx.table.rows[i]), LABEL, width + 0.5, 2);
    let top = y - (lines.len() as f64 - 1.0) / 2.0 * NAME_LINE;
    for (line, text) in lines.into_iter().enumerate() {
        let at = (right, top + line as f64 * NAME_LINE);
        let text = run(text, at, LABEL, Anchor::End, Baseline::Middle);
        out.push(label::beside(text, cx.theme.ink_2, cx.theme, cx.key(i)));
    }
}

/// The share in bold and the amounts beside it; returns how wide they are together.
fn figures(cx: &Context, out: &mut Builder, i: usize, (x, y): (f64, f64), anchor: Anchor) -> f64 {
    let row = &cx.table.rows[i];
    let (share, amount) = (share(cx, row), amount(cx, row));
    let (first, second) = (out.width(&share, bold()), out.width(&amount, LABEL));
    let gap = if share.is_empty() { 0.0 } else { SPACE };
    let start = if anchor == Anchor::End { x - first - gap - second } else { x };
    let ink = if row.value.known().is_some() { cx.theme.ink } else { cx.theme.ink_3 };
    for (text, font, at, ink) in
        [(share, bold(), start, ink), (amount, LABEL, start + first + gap, cx.theme.ink_2)]
    {
        if !text.is_empty() {
            let text = run(text, (at, y), font, Anchor::Start, Baseline::Middle);
            out.push(label::beside(text, ink, cx.theme, cx.key(i)));
        }
    }
    first + gap + second
}
