//! Bars: one an area, from zero.

use super::Context;
use crate::decimal::Decimal;
use crate::geometry::{Rect, point};
use crate::guide::axis;
use crate::guide::place::thin;
#[cfg(feature = "charts")]
use crate::guide::tilt;
use crate::mark::bar;
#[cfg(feature = "charts")]
use crate::mark::dense;
#[cfg(not(feature = "charts"))]
use crate::scale::linear::ticks;
use crate::scale::{Band, Linear};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Style, Text};
use crate::theme::LABEL;

/// Height of a row.
pub const STEP: f64 = 30.0;
const MAX_STEP: f64 = 44.0;
const FILL: f64 = 0.64;
const VERTICAL_PLOT: f64 = 260.0;
const NAME_LINE: f64 = 15.0;
const VALUE_LINE: f64 = 18.0;
/// Share of the width that the values beside bars may take.
const MAX_VALUES: f64 = 0.45;
/// Length of the stub that stands for a missing value, and how far from zero its middle lies.
const STUB: f64 = 24.0;
const STUB_CENTER: f64 = 14.0;

pub fn horizontal_height(cx: &Context, _: &Builder, _: f64) -> f64 {
    cx.table.rows.len() as f64 * STEP + axis::LABEL_HEIGHT
}

/// Names on the left, bars to the right, values at their ends where they have room.
pub fn horizontal(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rows = &cx.table.rows;
    let longest = out.widest(rows.iter().map(|r| cx.area(r)), LABEL);
    let names = longest.min(rect.width * 0.35);
    let values: Vec<String> = rows.iter().map(|r| cx.value(r)).collect();
    let negative = cx.all().values().iter().any(|v| *v < 0.0);
    let sides = if negative { 2.0 } else { 1.0 };
    let widest = out.widest(values.iter().map(String::as_str), LABEL);
    let reserve = widest.min(rect.width * MAX_VALUES / sides) + 8.0;
    let left = names + 10.0 + reserve * (sides - 1.0);
    let plot = Rect {
        x: rect.x + left,
        y: rect.y,
        width: (rect.width - left - reserve).max(20.0),
        // Beside a taller neighbour the bars share its height, up to a point.
        height: (rect.height - axis::LABEL_HEIGHT).clamp(1.0, rows.len() as f64 * MAX_STEP),
    };
    let ticks = inner_ticks(cx, (plot.width / 80.0) as usize);
    let scale = Linear { domain: extent(cx), range: (plot.x, plot.right()) };
    axis::horizontal(out, plot, &scale, &ticks, cx.theme);
    let band = Band::new(plot.y, plot.height, rows.len(), FILL);
    for (i, row) in rows.iter().enumerate() {
        let y = band.center(i);
        let name = out.ellipsis(cx.area(row), LABEL, names);
        let name = run(name, (rect.x + names, y), LABEL, Anchor::End, Baseline::Middle);
        out.push(label_node(cx, i, name, cx.theme.ink_2));
        let half = band.thickness() / 2.0;
        let (end, side, ink) = match cx.table.scaled(row) {
            Some(value) => {
                let end = scale.map(value);
                let (from, to) = (point(scale.map(0.0), y - half), point(end, y + half));
                bar::bar(out, from, to, color(cx, value), cx.key(i), cx.label(row));
                (end, if value < 0.0 { -1.0 } else { 1.0 }, cx.theme.ink)
            }
            None => {
                let side = roomy_side(&scale);
                let center = point(scale.map(0.0) + side * STUB_CENTER, y);
                bar::missing(out, center, (STUB, 2.0 * half), cx.theme.missing, cx.key(i), cx.label(row));
                (center.x + side * STUB_CENTER, side, cx.theme.ink_3)
            }
        };
        let anchor = if side < 0.0 { Anchor::End } else { Anchor::Start };
        let text = run(values[i].as_str(), (end + side * 6.0, y), LABEL, anchor, Baseline::Middle);
        let extent = out.extent(&text);
        if extent.x >= rect.x + names + 4.0 && extent.right() <= rect.right() {
            out.push(label_node(cx, i, text, ink));
        }
    }
    Rect { height: plot.height, ..rect }
}

/// Which way from zero a scale has more room in pixels, −1 or 1: there stands the stub of a missing value.
fn roomy_side(scale: &Linear) -> f64 {
    if scale.map(0.0) > (scale.range.0 + scale.range.1) / 2.0 { -1.0 } else { 1.0 }
}

pub fn vertical_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let plot = width - axis::gutter(out, &inner_ticks(cx, 5));
    let step = plot / cx.table.rows.len().max(1) as f64;
    #[cfg(feature = "charts")]
    if is_tilted(cx, out, step) {
        return VERTICAL_PLOT + 8.0 + tilt::height(out, names(cx));
    }
    let names = wrapped_names(cx, out, step);
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    VERTICAL_PLOT + 8.0 + lines as f64 * NAME_LINE
}

/// Names under the bars, wrapped to their width, as many as stand apart; values at their ends where all have room.
pub fn vertical(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rows = &cx.table.rows;
    let ticks = inner_ticks(cx, 5);
    let gutter = axis::gutter(out, &ticks);
    #[cfg(feature = "charts")]
    let (is_tilted, gutter) = {
        let step = (rect.width - gutter) / rows.len().max(1) as f64;
        let is_tilted = is_tilted(cx, out, step);
        let overhang = if is_tilted { tilt::overhang(out, names(cx), step, rect.width) } else { 0.0 };
        (is_tilted, gutter.max(overhang))
    };
    // Values stand above bars that rise and below those that fall.
    let below = if extent(cx).0 < 0.0 { VALUE_LINE } else { 0.0 };
    let plot = Rect {
        x: rect.x + gutter,
        y: rect.y + VALUE_LINE,
        width: rect.width - gutter,
        height: VERTICAL_PLOT - VALUE_LINE - below,
    };
    let scale = Linear { domain: extent(cx), range: (plot.bottom(), plot.y) };
    axis::vertical(out, plot, &scale, &ticks, cx.theme);
    let band = Band::new(plot.x, plot.width, rows.len(), FILL);
    let names = wrapped_names(cx, out, band.step);
    #[cfg(feature = "charts")]
    let (names, mut tilted) = match is_tilted {
        true => (vec![Vec::new(); rows.len()], tilted(cx, out, &band, plot.bottom() + below + 6.0, rect.x)),
        false => (names, vec![None; rows.len()]),
    };
    let values: Vec<String> = rows.iter().map(|r| cx.value(r)).collect();
    let room = out.widest(values.iter().map(String::as_str), LABEL) + 4.0 <= band.step;
    let span = |(i, lines): (usize, &Vec<String>)| {
        let half = out.widest(lines.iter().map(String::as_str), LABEL) / 2.0;
        (band.center(i) - half, band.center(i) + half)
    };
    let spans: Vec<(f64, f64)> = names.iter().enumerate().map(span).collect();
    let named = thin(&spans, 1.0);
    #[cfg(feature = "charts")]
    let (named, start) = (within(named, &spans, &band, rect), out.nodes.len());
    for (i, row) in rows.iter().enumerate() {
        let x = band.center(i);
        for (line, name) in names[i].iter().enumerate().filter(|_| named[i]) {
            let y = plot.bottom() + below + 6.0 + line as f64 * NAME_LINE;
            let text = run(name.as_str(), (x, y), LABEL, Anchor::Middle, Baseline::Top);
            out.push(label_node(cx, i, text, cx.theme.ink_2));
        }
        #[cfg(feature = "charts")]
        if let Some(text) = tilted[i].take() {
            out.push(label_node(cx, i, text, cx.theme.ink_2));
        }
        let half = (band.thickness() / 2.0).min(28.0);
        let Some(value) = cx.table.scaled(row) else {
            let center = point(x, scale.map(0.0) + roomy_side(&scale) * STUB_CENTER);
            bar::missing(out, center, (2.0 * half, STUB), cx.theme.missing, cx.key(i), cx.label(row));
            continue;
        };
        let end = scale.map(value);
        let (from, to) = (point(x - half, scale.map(0.0)), point(x + half, end));
        bar::bar(out, from, to, color(cx, value), cx.key(i), cx.label(row));
        if room {
            let (y, baseline) =
                if value < 0.0 { (end + 4.0, Baseline::Top) } else { (end - 4.0, Baseline::Bottom) };
            let text = run(values[i].as_str(), (x, y), LABEL, Anchor::Middle, baseline);
            out.push(label_node(cx, i, text, cx.theme.ink));
        }
    }
    #[cfg(feature = "charts")]
    if band.step < dense::NARROW {
        dense::thin_out(out, start, scale.map(0.0), cx.index);
    }
    rect
}

/// Of very many bars the names that stand well apart and do not reach beyond the edge.
#[cfg(feature = "charts")]
fn within(named: Vec<bool>, spans: &[(f64, f64)], band: &Band, rect: Rect) -> Vec<bool> {
    if band.step >= super::frame::DENSE {
        return named;
    }
    let inside = |(low, high): &(f64, f64)| *low >= rect.x && *high <= rect.right();
    let kept: Vec<usize> = (0..spans.len()).filter(|i| inside(&spans[*i])).collect();
    let mut shown = vec![false; spans.len()];
    let apart = thin(&kept.iter().map(|i| spans[*i]).collect::<Vec<_>>(), 8.0);
    for (i, _) in kept.into_iter().zip(apart).filter(|(_, apart)| *apart) {
        shown[i] = true;
    }
    shown
}

/// A label of a mark; its halo keeps grid lines out of the digits.
fn label_node(cx: &Context, row: usize, text: Text, color: Color) -> Node {
    let text = Text { halo: Some(cx.theme.ground), ..text };
    Node::new(Shape::Text(text), Style::fill(color), Role::MarkLabel).datum(cx.key(row))
}

/// Names in more lines than this are tilted where that shows more of them.
#[cfg(feature = "charts")]
const MAX_LINES: usize = 4;

#[cfg(feature = "charts")]
fn names<'a>(cx: &'a Context) -> impl Iterator<Item = &'a str> {
    cx.table.rows.iter().map(|row| cx.area(row))
}

#[cfg(feature = "charts")]
fn is_tilted(cx: &Context, out: &Builder, step: f64) -> bool {
    step >= super::frame::DENSE && tilt::helps(out, names(cx), step - 4.0, MAX_LINES)
}

#[cfg(feature = "charts")]
fn tilted(cx: &Context, out: &Builder, band: &Band, top: f64, left: f64) -> Vec<Option<Text>> {
    let places = names(cx).enumerate().map(|(i, name)| (name, band.center(i)));
    tilt::texts(out, places, top, left)
}

fn wrapped_names(cx: &Context, out: &Builder, step: f64) -> Vec<Vec<String>> {
    #[cfg(feature = "charts")]
    if step < super::frame::DENSE {
        let name = |row| vec![out.ellipsis(cx.area(row), LABEL, super::frame::DENSE_NAME)];
        return cx.table.rows.iter().map(name).collect();
    }
    cx.table.rows.iter().map(|r| out.wrap(cx.area(r), LABEL, step - 4.0)).collect()
}

/// From the lowest to the highest value, zero included: bars fill their plot, for each carries its number.
fn extent(cx: &Context) -> (f64, f64) {
    let values = cx.all().values();
    // A list has one scale for all its windows.
    #[cfg(feature = "charts")]
    let values: Vec<f64> =
        values.into_iter().chain(cx.domain.into_iter().flat_map(|(a, b)| [a, b])).collect();
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(0.0, f64::max);
    if low == high { (0.0, 1.0) } else { (low, high) }
}

/// The round ticks within the extent: in builds with room for it, more of them where one alone would not tell the scale.
#[cfg(feature = "charts")]
fn inner_ticks(cx: &Context, count: usize) -> Vec<Decimal> {
    super::frame::inner_ticks(extent(cx), count)
}

/// The round ticks within the extent.
#[cfg(not(feature = "charts"))]
fn inner_ticks(cx: &Context, count: usize) -> Vec<Decimal> {
    let (low, high) = extent(cx);
    let mut ticks = ticks(low, high, count.clamp(2, 6));
    ticks.retain(|t| (low..=high).contains(&t.to_f64()));
    ticks
}

/// Levels are all of one colour; growth shows its sign.
fn color(cx: &Context, value: f64) -> Color {
    match cx.table.measure.growth_from {
        Some(_) if value < 0.0 => cx.theme.declining(cx.table.measure.direction),
        Some(_) => cx.theme.diverging.2,
        None => cx.theme.brand,
    }
}
