//! Names under columns: wrapped to their step; tilted where wrapping would cut them; as many as stand apart.

use super::{DENSE, DENSE_NAME, NAME_LINE};
use crate::config::By;
use crate::geometry::Rect;
use crate::guide::place::thin;
use crate::guide::tilt;
use crate::scale::Band;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role};
use crate::theme::LABEL;
use crate::view::Context;

/// Names are wrapped into as many lines, then cut; the tooltip has them whole.
const LINES: usize = 4;
/// Between the plot and its names.
const GAP: f64 = 6.0;

/// How the names of the items are written.
pub enum Names {
    /// In lines, centred.
    Level(Vec<Vec<String>>),
    /// Rising to their columns.
    Tilted,
}

impl Names {
    /// Names wrapped to their step, or tilted; periods whole where all stand side by side, else short.
    pub fn of(cx: &Context, out: &Builder, step: f64) -> Names {
        let items = &cx.table.items;
        let width = step - 4.0;
        if cx.table.item == By::Period {
            return Names::Level(periods(cx, out, step));
        }
        if step < DENSE {
            return Names::Level(
                items.iter().map(|name| vec![out.ellipsis(name, LABEL, DENSE_NAME)]).collect(),
            );
        }
        if tilt::helps(out, items.iter().map(String::as_str), width, LINES) {
            return Names::Tilted;
        }
        Names::Level(items.iter().map(|name| out.wrapped(name, LABEL, width, LINES)).collect())
    }

    /// Room for them under a plot.
    pub fn height(&self, cx: &Context, out: &Builder) -> f64 {
        2.0 + GAP
            + match self {
                Names::Level(names) => names.iter().map(Vec::len).max().unwrap_or(1) as f64 * NAME_LINE,
                Names::Tilted => tilt::height(out, cx.table.items.iter().map(String::as_str)),
            }
    }

    /// Room for them left of a plot whose labels take `gutter` of `width` there.
    pub fn gutter(&self, cx: &Context, out: &Builder, gutter: f64, width: f64) -> f64 {
        let step = (width - gutter) / cx.table.items.len().max(1) as f64;
        match self {
            Names::Level(_) => gutter,
            Names::Tilted => {
                gutter.max(tilt::overhang(out, cx.table.items.iter().map(String::as_str), step, width))
            }
        }
    }

    /// Writes them from `top` downwards, within the sides of `rect`.
    pub fn draw(&self, cx: &Context, out: &mut Builder, rect: Rect, band: &Band, top: f64) {
        match self {
            Names::Level(names) => level(cx, out, names, rect, band, top + GAP),
            Names::Tilted => {
                let items = cx.table.items.iter().enumerate();
                let places = items.map(|(i, name)| (name.as_str(), band.center(i)));
                for text in tilt::texts(out, places, top + GAP, rect.x).into_iter().flatten() {
                    out.text(text, cx.theme.ink_2, Role::Guide);
                }
            }
        }
    }
}

fn periods(cx: &Context, out: &Builder, step: f64) -> Vec<Vec<String>> {
    let items = &cx.table.items;
    let whole = out.widest(items.iter().map(String::as_str), LABEL) + 8.0 <= step;
    let days = cx.table.periods.windows(2).any(|pair| pair[0].short(false) == pair[1].short(false));
    let mut names: Vec<Vec<String>> = items.iter().map(|name| vec![name.clone()]).collect();
    for row in cx.table.rows.iter().filter(|_| !whole) {
        if let Some(name) = names.get_mut(row.item) {
            *name = vec![row.period.short(days)];
        }
    }
    names
}

fn level(cx: &Context, out: &mut Builder, names: &[Vec<String>], rect: Rect, band: &Band, top: f64) {
    let span = |(i, lines): (usize, &Vec<String>)| {
        let half = out.widest(lines.iter().map(String::as_str), LABEL) / 2.0;
        // Names at the ends move inwards rather than beyond the edge.
        let center = band.center(i).min(rect.right() - half).max(rect.x + half);
        (center - half, center + half)
    };
    let spans: Vec<(f64, f64)> = names.iter().enumerate().map(span).collect();
    // Periods are words of one line and need a gap, names that were wrapped have one.
    let gap = if cx.table.item == By::Period || band.step < DENSE { 8.0 } else { 1.0 };
    for (item, _) in thin(&spans, gap).into_iter().enumerate().filter(|(_, shown)| *shown) {
        let center = (spans[item].0 + spans[item].1) / 2.0;
        for (i, line) in names[item].iter().enumerate() {
            let at = (center, top + i as f64 * NAME_LINE);
            let text = run(line.as_str(), at, LABEL, Anchor::Middle, Baseline::Top);
            out.text(text, cx.theme.ink_2, Role::Guide);
        }
    }
}
