//! The plot that many kinds share: items along one direction, values along the other.

use super::Context;
use crate::config::{By, Chart, Kind, Orientation, Stack};
use crate::decimal::Decimal;
use crate::format::{number, quantity};
use crate::geometry::{Point, Rect, point};
use crate::guide::axis;
use crate::guide::place::thin;
use crate::query::stacking;
use crate::scale::linear::ticks;
use crate::scale::{Band, Linear};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role};
use crate::theme::LABEL;

const NAME_LINE: f64 = 15.0;
/// Names beside rows are wrapped into as many lines, then cut; the tooltip has them whole.
const MAX_LINES: usize = 2;
/// Share of the width that names beside rows may take.
const MAX_NAMES: f64 = 0.36;
const COLUMNS: f64 = 240.0;
const NAME_GAP: f64 = 10.0;

/// What a kind wants of its plot.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whether items run downwards and values to the right.
    pub horizontal: bool,
    /// Lowest and highest value.
    pub domain: (f64, f64),
    /// Height of a row of a horizontal plot.
    pub step: f64,
    /// Share of its band that an item fills, 0–1.
    pub fill: f64,
    /// Room beyond the lowest and the highest value for the labels of marks: widths when horizontal, else heights.
    pub room: (f64, f64),
}

/// A laid-out plot whose axes are drawn.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Where the marks lie.
    pub plot: Rect,
    /// Whether items run downwards and values to the right.
    pub horizontal: bool,
    /// Values to pixels.
    pub value: Linear,
    /// Items to pixels.
    pub band: Band,
}

/// Whether items run downwards: as the view says, otherwise where their names have no room side by side.
pub fn is_horizontal(cx: &Context, out: &Builder, width: f64) -> bool {
    match cx.panel.orientation {
        Some(orientation) => orientation == Orientation::Horizontal,
        None => {
            let step = (width - 60.0) / cx.table.items.len().max(1) as f64;
            let fits =
                |name: &String| out.wrap(name, LABEL, step - 4.0).len() <= 3 && step > 3.0 * LABEL.size;
            !cx.table.items.iter().all(fits)
        }
    }
}

/// The height that a plot wants at a width.
pub fn height(cx: &Context, out: &Builder, width: f64, wish: &Wish) -> f64 {
    let items = cx.table.items.len() as f64;
    match wish.horizontal {
        true => items * wish.step + axis::LABEL_HEIGHT,
        false => COLUMNS + wish.room.0 + wish.room.1 + names_height(cx, out, width),
    }
}

fn names_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let step = (width - 40.0) / cx.table.items.len().max(1) as f64;
    let lines = names_below(cx, out, step).iter().map(Vec::len).max().unwrap_or(1);
    8.0 + lines.min(4) as f64 * NAME_LINE
}

/// The names below columns, wrapped to their width; times that do not fit it are short, and whole lines of their own.
fn names_below(cx: &Context, out: &Builder, step: f64) -> Vec<Vec<String>> {
    let is_wide = |name: &String| out.width(name, LABEL) + 4.0 > step;
    if cx.table.item != By::Period || !cx.table.items.iter().any(is_wide) {
        return cx.table.items.iter().map(|name| out.wrap(name, LABEL, step - 4.0)).collect();
    }
    let mut names = vec![Vec::new(); cx.table.items.len()];
    for row in &cx.table.rows {
        if let Some(name) = names.get_mut(row.item).filter(|name| name.is_empty()) {
            name.push(row.period.short(false));
        }
    }
    names
}

impl Frame {
    /// Draws the axes into `rect` and says where marks belong.
    pub fn draw(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish) -> Frame {
        if wish.horizontal { rows(cx, out, rect, wish) } else { columns(cx, out, rect, wish) }
    }

    /// The point of an item at a value; `across` moves it within its band, −0.5 to 0.5 of the thickness.
    pub fn at(&self, item: usize, across: f64, value: f64) -> Point {
        let across = self.band.center(item) + across * self.band.thickness();
        let along = self.value.map(value);
        if self.horizontal { point(along, across) } else { point(across, along) }
    }

    /// The rectangle of an item between two values and two places across its band.
    pub fn rect(&self, item: usize, across: (f64, f64), values: (f64, f64)) -> Rect {
        Rect::between(self.at(item, across.0, values.0), self.at(item, across.1, values.1))
    }

    /// The part of a plot's rectangle that overlays may cover, names included.
    pub fn area(&self, rect: Rect) -> Rect {
        Rect { height: self.plot.bottom() - rect.y, ..rect }
    }
}

fn rows(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish) -> Frame {
    let most = rect.width * MAX_NAMES;
    let names: Vec<Vec<String>> =
        cx.table.items.iter().map(|name| out.wrapped(name, LABEL, most, MAX_LINES)).collect();
    let widest = out.widest(names.iter().flatten().map(String::as_str), LABEL);
    let items = cx.table.items.len();
    let left = widest + NAME_GAP + wish.room.0;
    let plot = Rect {
        x: rect.x + left,
        y: rect.y,
        width: (rect.width - left - wish.room.1).max(20.0),
        height: (rect.height - axis::LABEL_HEIGHT).clamp(1.0, items.max(1) as f64 * wish.step * 1.5),
    };
    let value = Linear { domain: wish.domain, range: (plot.x, plot.right()) };
    let ticks = inner_ticks(wish.domain, (plot.width / 80.0) as usize);
    axis::horizontal_as(out, plot, &value, &ticks, names_of(cx), cx.theme);
    let band = Band::new(plot.y, plot.height, items, wish.fill);
    for (item, lines) in names.iter().enumerate() {
        let top = band.center(item) - (lines.len() as f64 - 1.0) / 2.0 * NAME_LINE;
        for (i, line) in lines.iter().enumerate() {
            let at = (rect.x + widest, top + i as f64 * NAME_LINE);
            out.text(
                run(line.as_str(), at, LABEL, Anchor::End, Baseline::Middle),
                cx.theme.ink_2,
                Role::Guide,
            );
        }
    }
    Frame { plot, horizontal: true, value, band }
}

fn columns(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish) -> Frame {
    let below = names_height(cx, out, rect.width);
    let ticks = inner_ticks(wish.domain, 5);
    let labels: Vec<String> = ticks.iter().map(|tick| names_of(cx)(*tick)).collect();
    let gutter = out.widest(labels.iter().map(String::as_str), LABEL) + 10.0;
    let plot = Rect {
        x: rect.x + gutter,
        y: rect.y + wish.room.1,
        width: (rect.width - gutter).max(20.0),
        height: (rect.height - wish.room.0 - wish.room.1 - below).max(40.0),
    };
    let value = Linear { domain: wish.domain, range: (plot.bottom(), plot.y) };
    axis::vertical_as(out, plot, &value, &ticks, names_of(cx), cx.theme);
    let band = Band::new(plot.x, plot.width, cx.table.items.len(), wish.fill);
    let names = names_below(cx, out, band.step);
    let span = |(i, lines): (usize, &Vec<String>)| {
        let half = out.widest(lines.iter().map(String::as_str), LABEL) / 2.0;
        (band.center(i) - half, band.center(i) + half)
    };
    let spans: Vec<(f64, f64)> = names.iter().enumerate().map(span).collect();
    for (item, _) in thin(&spans, if cx.table.item == By::Period { 6.0 } else { 1.0 })
        .into_iter()
        .enumerate()
        .filter(|(_, shown)| *shown)
    {
        for (i, line) in names[item].iter().take(4).enumerate() {
            let at = (band.center(item), plot.bottom() + wish.room.0 + 6.0 + i as f64 * NAME_LINE);
            out.text(
                run(line.as_str(), at, LABEL, Anchor::Middle, Baseline::Top),
                cx.theme.ink_2,
                Role::Guide,
            );
        }
    }
    Frame { plot, horizontal: false, value, band }
}

/// How ticks are written: shares with their sign; where series lie to either side of zero, both sides count upwards.
fn names_of(cx: &Context) -> fn(Decimal) -> String {
    if cx.panel.kind != Kind::Chart(Chart::Bars) {
        return number;
    }
    match stacking(cx.panel, cx.table, cx.set) {
        Stack::Percent => |tick| quantity(tick, "%"),
        Stack::Diverging => |tick| number(Decimal { mantissa: tick.mantissa.abs(), ..tick }),
        _ => number,
    }
}

/// The round ticks within a domain.
pub fn inner_ticks((low, high): (f64, f64), count: usize) -> Vec<Decimal> {
    let mut ticks = ticks(low, high, count.clamp(2, 6));
    ticks.retain(|tick| (low..=high).contains(&tick.to_f64()));
    ticks
}
