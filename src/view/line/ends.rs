//! Names and last values at the line ends.

use super::paint::Paths;
use super::rich::Lines;
use super::{NAME_LINE, fitted, leader};
use crate::config::Stack;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::legend::{self, Entry, Sign};
use crate::guide::place;
use crate::order;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::Context;

/// A line that ends so far before the plot does has stopped.
const FAR: f64 = 30.0;
/// Lines that are only there for comparison get a name where at most so many are drawn.
const NAMED: usize = 24;

/// The widest of the labels.
pub fn widest(cx: &Context, out: &Builder, lines: &Lines) -> f64 {
    let labels = (0..lines.rows.len())
        .filter(|s| is_named(lines, *s))
        .map(|s| label(cx, out, lines, s, f64::INFINITY));
    labels.map(|label| out.width(&label, LABEL)).fold(0.0, f64::max)
}

fn is_named(lines: &Lines, series: usize) -> bool {
    lines.present <= NAMED || lines.is_colored(series)
}

/// Name and last value of a series in at most `width`.
fn label(cx: &Context, out: &Builder, lines: &Lines, series: usize, width: f64) -> String {
    let Some(row) = last(cx, lines, series) else { return String::new() };
    let value = match (lines.stack, lines.layers.get(row)) {
        (Some(Stack::Percent), Some(Some((below, above)))) => share(above - below),
        _ => cx.value(&cx.table.rows[row]),
    };
    let name = if lines.present > 1 { cx.table.series[series].as_str() } else { "" };
    let side = if cx.table.rows[row].column > 0 && lines.present > 1 { "（右轴）" } else { "" };
    fitted(out, &[name, side].concat(), value, width)
}

/// The lines by name, each with its last value, its unit and its axis.
pub fn key(cx: &Context, out: &Builder, lines: &Lines, width: f64) -> Vec<Entry> {
    let entry = |series: usize| {
        let row = last(cx, lines, series)?;
        let own = &cx.table.rows[row];
        let side = if own.column > 0 { "右轴" } else { "左轴" };
        let unit = cx.table.measure_of(own).label_unit();
        let space = if unit.is_empty() || unit == "%" { "" } else { " " };
        let value = format!("{}{space}{unit}（{side}）", cx.value(own));
        let label = fitted(out, &cx.table.series[series], value, width - legend::TEXT);
        Some(Entry { sign: Sign::Line, ..Entry::new(Fill::Solid(lines.strokes[series].color), label) })
    };
    (0..lines.rows.len()).filter(|s| is_named(lines, *s)).filter_map(entry).collect()
}

/// The last row of a series that has a value.
fn last(cx: &Context, lines: &Lines, series: usize) -> Option<usize> {
    let known = |row: &Option<usize>| row.filter(|row| cx.table.rows[*row].value.known().is_some());
    lines.rows[series].iter().rev().find_map(known)
}

fn share(percent: f64) -> String {
    Decimal::round(percent, 1).map_or(String::new(), |share| format::quantity(share, "%"))
}

/// Draws the labels from `x` on, moved apart, with a thin leader where one had to move. What does not fit is left out,
/// lines in colour last: the tooltip and the description have it.
pub fn draw(
    cx: &Context,
    out: &mut Builder,
    (plot, x): (Rect, f64),
    width: f64,
    lines: &Lines,
    paths: &Paths,
) {
    let mut ends: Vec<(usize, Point)> = Vec::new();
    for series in (0..lines.rows.len()).filter(|s| is_named(lines, *s)) {
        ends.extend(paths.end(series).map(|end| (series, end)));
    }
    let rank: Vec<f64> = ends.iter().map(|(s, _)| if lines.is_colored(*s) { 0.0 } else { 1.0 }).collect();
    let kept = order::of(&rank).into_iter().take((plot.height / NAME_LINE) as usize);
    let ends: Vec<(usize, Point)> = kept.map(|i| ends[i]).collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, p)| p.y).collect();
    let placed = place::spread(&wanted, NAME_LINE, plot.y - 8.0, plot.bottom() + 8.0);
    for ((series, end), y) in ends.into_iter().zip(placed) {
        let name = label(cx, out, lines, series, width);
        if name.is_empty() {
            continue;
        }
        let color = lines.strokes[series].color;
        if x > plot.right() {
            // A leader would cross the labels of the second axis: a piece of the line tells which is meant.
            out.line(point(x - 2.0, y), point(x + 6.0, y), Stroke::solid(color, 2.0), Role::Guide);
        } else if end.x + FAR < plot.right() {
            // Not to be taken for the line going on.
            let dots = Stroke { color, width: 1.0, dash: Some((1.0, 4.0)) };
            out.line(point(end.x + 5.0, end.y), point(x + 6.0, y), dots, Role::Guide);
        } else {
            leader(out, end, point(x + 6.0, y), color);
        }
        let text = run(name, (x + 10.0, y), LABEL, Anchor::Start, Baseline::Middle);
        let ink = if lines.is_colored(series) { cx.theme.ink_2 } else { cx.theme.ink_3 };
        out.push(Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel).datum(paths.key(series)));
    }
}
