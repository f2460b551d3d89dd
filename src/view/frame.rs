//! The plot that many kinds share: items along one direction, values along the other.

mod names;

use super::Context;
use crate::config::{By, Chart, Kind, Orientation, Stack};
use crate::decimal::Decimal;
use crate::format::{number, quantity};
use crate::geometry::{Point, Rect, point};
use crate::guide::axis;
use crate::query::stacking;
use crate::scale::linear::ticks;
use crate::scale::{Band, Scale, value};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Text};
use crate::theme::LABEL;
use names::Names;

const NAME_LINE: f64 = 15.0;
/// Names are wrapped into as many lines beside rows, then cut; the tooltip has them whole.
const ROW_LINES: usize = 2;
/// Share of the width that names beside rows may take.
const MAX_NAMES: f64 = 0.36;
const COLUMNS: f64 = 240.0;
const NAME_GAP: f64 = 10.0;
/// Names wider than this share of a phone stand over their rows.
const LONG_NAMES: f64 = 0.22;
/// Narrower than this a plot is laid out for a phone.
pub const COMPACT: f64 = 420.0;
/// Columns of a compact plot that would be narrower than this lie down as rows.
const SLIM: f64 = 22.0;

/// Of narrower columns only a few have names, level and in one line each, and none wider than that.
pub const DENSE: f64 = 6.0;
pub const DENSE_NAME: f64 = 110.0;

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
    pub value: Scale,
    /// Items to pixels.
    pub band: Band,
    /// Where the names of items stand among the marks: over their rows.
    pub names: Vec<Rect>,
}

/// Whether items run downwards: as the view says while columns have room, otherwise where names have none side by side.
/// Time runs to the right unless the view says otherwise.
pub fn is_horizontal(cx: &Context, out: &Builder, width: f64) -> bool {
    let step = (width - 60.0) / cx.table.items.len().max(1) as f64;
    let is_time = cx.table.item == By::Period;
    match cx.panel.orientation {
        _ if cx.is_window() => true,
        Some(Orientation::Horizontal) => true,
        Some(Orientation::Vertical) => !is_time && width < COMPACT && step < SLIM,
        None if is_time => false,
        None => {
            let fits =
                |name: &String| out.wrap(name, LABEL, step - 4.0).len() <= 3 && step > 3.0 * LABEL.size;
            !cx.table.items.iter().all(fits)
        }
    }
}

/// The height that a plot wants at a width.
pub fn height(cx: &Context, out: &Builder, width: f64, wish: &Wish) -> f64 {
    if wish.horizontal {
        let name = if has_names_above(cx, out, width) { NAME_LINE } else { 0.0 };
        return cx.table.items.len() as f64 * (wish.step + name) + axis::LABEL_HEIGHT;
    }
    let (ticks, _) = axis_ticks(cx, wish.domain, 5, true);
    let step = (width - gutter(cx, out, &ticks)).max(20.0) / cx.table.items.len().max(1) as f64;
    COLUMNS + wish.room.0 + wish.room.1 + Names::of(cx, out, step).height(cx, out)
}

impl Frame {
    /// Draws the axes into `rect` and says where marks belong. The value axis is as long as the domain: marks from zero
    /// fill their plot.
    pub fn draw(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish) -> Frame {
        if wish.horizontal { rows(cx, out, rect, wish, false) } else { columns(cx, out, rect, wish, false) }
    }

    /// The same with a value axis that starts and ends at a round tick: without zero its ends have to be told.
    pub fn draw_round(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish) -> Frame {
        if wish.horizontal { rows(cx, out, rect, wish, true) } else { columns(cx, out, rect, wish, true) }
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

/// Room before the left or lower end of the value axis and behind the other.
fn room(cx: &Context, wish: &Wish) -> (f64, f64) {
    if cx.panel.options.reverse { (wish.room.1, wish.room.0) } else { wish.room }
}

/// The value scale over a range of pixels, and its ticks from the first pixel to the last.
fn scale(cx: &Context, wish: &Wish, range: (f64, f64), count: usize, round: bool) -> (Scale, Vec<Decimal>) {
    let (mut ticks, domain) = axis_ticks(cx, wish.domain, count, round);
    if cx.panel.options.reverse {
        ticks.reverse();
        return (Scale::new(domain, (range.1, range.0), cx.is_log()), ticks);
    }
    (Scale::new(domain, range, cx.is_log()), ticks)
}

/// The width that the names of rows take beside their marks.
pub fn names_width(cx: &Context, out: &Builder, width: f64) -> f64 {
    let widest = out.widest(cx.table.items.iter().map(String::as_str), LABEL);
    if has_names_above(cx, out, width) { 0.0 } else { widest.min(width * MAX_NAMES) + NAME_GAP }
}

/// Whether the names of rows stand over them: beside them, on a phone, they would take the room of the marks. The steps
/// of a waterfall are joined by lines that would run through the names.
fn has_names_above(cx: &Context, out: &Builder, width: f64) -> bool {
    let widest = || out.widest(cx.table.items.iter().map(String::as_str), LABEL);
    width < COMPACT && cx.panel.kind != Kind::Chart(Chart::Waterfall) && widest() > width * LONG_NAMES
}

fn rows(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish, round: bool) -> Frame {
    if has_names_above(cx, out, rect.width) {
        return named_rows(cx, out, rect, wish, round);
    }
    let most = rect.width * MAX_NAMES;
    let lines = ROW_LINES.min((wish.step / NAME_LINE) as usize).max(1);
    let names: Vec<Vec<String>> =
        cx.table.items.iter().map(|name| out.wrapped(name, LABEL, most, lines)).collect();
    let widest = out.widest(names.iter().flatten().map(String::as_str), LABEL);
    let items = cx.table.items.len();
    let (before, after) = room(cx, wish);
    let left = widest + NAME_GAP + before;
    let plot = Rect {
        x: rect.x + left,
        y: rect.y,
        width: (rect.width - left - after).max(20.0),
        height: (rect.height - axis::LABEL_HEIGHT).clamp(1.0, items.max(1) as f64 * wish.step * 1.5),
    };
    let value = row_axis(cx, out, plot, wish, round);
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
    Frame { plot, horizontal: true, value, band, names: Vec::new() }
}

/// The axis below rows.
fn row_axis(cx: &Context, out: &mut Builder, plot: Rect, wish: &Wish, round: bool) -> Scale {
    // Finer steps where the ends are rounded, for what rounding adds is empty.
    let count = plot.width / if round { 60.0 } else { 80.0 };
    let (value, ticks) = scale(cx, wish, (plot.x, plot.right()), count as usize, round);
    axis::horizontal_as(out, plot, &|at| value.map(at), &ticks, names_of(cx), cx.theme);
    value
}

/// Rows as wide as the plot may be, the name of each over its marks.
fn named_rows(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish, round: bool) -> Frame {
    let (before, after) = room(cx, wish);
    let items = cx.table.items.len();
    let plot = Rect {
        x: rect.x + before,
        y: rect.y,
        width: (rect.width - before - after).max(20.0),
        height: (rect.height - axis::LABEL_HEIGHT).max(1.0),
    };
    let value = row_axis(cx, out, plot, wish, round);
    // Marks fill the part of their band that is below the name.
    let step = plot.height / items.max(1) as f64;
    let fill = (wish.fill * (step - NAME_LINE) / step).max(0.0);
    let band = Band::new(plot.y + NAME_LINE / 2.0, plot.height, items, fill);
    let mut names = Vec::new();
    for (item, name) in cx.table.items.iter().enumerate() {
        // Nearer to its own marks than to those above.
        let top = band.center(item) - band.thickness() / 2.0 - LABEL.size - 3.0;
        let name = out.ellipsis(name, LABEL, rect.width);
        let text = run(name, (rect.x, top), LABEL, Anchor::Start, Baseline::Top);
        let text = Text { halo: Some(cx.theme.ground), ..text };
        names.push(out.extent(&text));
        out.text(text, cx.theme.ink_2, Role::Guide);
    }
    Frame { plot, horizontal: true, value, band, names }
}

/// Room for the labels of ticks left of a plot.
fn gutter(cx: &Context, out: &Builder, ticks: &[Decimal]) -> f64 {
    let labels: Vec<String> = ticks.iter().map(|tick| names_of(cx)(*tick)).collect();
    out.widest(labels.iter().map(String::as_str), LABEL) + 10.0
}

fn columns(cx: &Context, out: &mut Builder, rect: Rect, wish: &Wish, round: bool) -> Frame {
    let gutter = gutter(cx, out, &axis_ticks(cx, wish.domain, 5, round).0);
    let step = (rect.width - gutter).max(20.0) / cx.table.items.len().max(1) as f64;
    let names = Names::of(cx, out, step);
    let gutter = names.gutter(cx, out, gutter, rect.width);
    let width = (rect.width - gutter).max(20.0);
    let (before, after) = room(cx, wish);
    let plot = Rect {
        x: rect.x + gutter,
        y: rect.y + after,
        width,
        height: (rect.height - before - after - names.height(cx, out)).max(40.0),
    };
    let (value, ticks) = scale(cx, wish, (plot.bottom(), plot.y), 5, round);
    axis::vertical_as(out, plot, &|at| value.map(at), &ticks, names_of(cx), cx.theme);
    let band = Band::new(plot.x, plot.width, cx.table.items.len(), wish.fill);
    names.draw(cx, out, rect, &band, plot.bottom() + before);
    Frame { plot, horizontal: false, value, band, names: Vec::new() }
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

/// The ticks of a value axis and its domain: widened to round ends, or as it is with the round ticks within it.
fn axis_ticks(cx: &Context, domain: (f64, f64), count: usize, round: bool) -> (Vec<Decimal>, (f64, f64)) {
    if round { round_ticks(domain, count, cx.is_log()) } else { (inner_ticks(domain, count), domain) }
}

fn round_ticks(domain: (f64, f64), count: usize, is_log: bool) -> (Vec<Decimal>, (f64, f64)) {
    // Every power of ten, lest the ends lie far beyond the values: of the labels as many are shown as stand apart.
    let count = if is_log { 6 } else { count.clamp(2, 6) };
    let ticks = value::ticks(domain, count, is_log);
    let ends = ticks.first().zip(ticks.last()).map(|(first, last)| (first.to_f64(), last.to_f64()));
    (ticks, ends.unwrap_or(domain))
}

/// The round ticks within a domain: more of them where one alone would not tell the scale.
pub fn inner_ticks((low, high): (f64, f64), count: usize) -> Vec<Decimal> {
    let mut inner = Vec::new();
    for count in count.clamp(2, 6)..=6 {
        inner = ticks(low, high, count);
        inner.retain(|tick| (low..=high).contains(&tick.to_f64()));
        if inner.len() > 1 {
            break;
        }
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_round_ticks_or_where_its_values_do() {
        let shown = |ticks: &[Decimal]| ticks.iter().map(|tick| tick.to_f64()).collect::<Vec<_>>();
        let (ticks, domain) = round_ticks((38.0, 190.4), 4, false);
        assert_eq!((shown(&ticks), domain), (vec![0.0, 50.0, 100.0, 150.0, 200.0], (0.0, 200.0)));
        assert_eq!(shown(&inner_ticks((0.0, 190.4), 4)), [0.0, 50.0, 100.0, 150.0]);
        let (ticks, domain) = round_ticks((38.0, 190.4), 4, true);
        assert_eq!((shown(&ticks), domain), (vec![20.0, 50.0, 100.0, 200.0], (20.0, 200.0)));
        // One tick alone would not tell the scale.
        assert_eq!(shown(&inner_ticks((-12.5, 8.4), 2)), [-10.0, 0.0]);
    }
}
