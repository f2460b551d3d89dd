//! Lines: values over time, one line a series, named where it ends.

use super::Context;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::{axis, place};
use crate::mark::line;
use crate::query::Row;
use crate::scale::Linear;
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, DatumKey, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;

const PLOT: f64 = 280.0;
const NAME_LINE: f64 = 15.0;

pub fn height(_: &Context, _: &Builder, _: f64) -> f64 {
    PLOT + axis::LABEL_HEIGHT
}

/// One series and where its points lie.
struct Series {
    key: DatumKey,
    rows: Vec<(usize, Option<Point>)>,
}

/// Values on the left, periods below, names and last values on the right.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let ticks = value_ticks(cx);
    let labels: Vec<String> = ticks.iter().map(|t| format::number(*t)).collect();
    let left = out.widest(labels.iter().map(String::as_str), LABEL) + 10.0;
    let names: Vec<String> = (0..cx.table.series.len()).map(|s| end_label(cx, s)).collect();
    let right = out.widest(names.iter().map(String::as_str), LABEL).min(rect.width * 0.4) + 14.0;
    let plot = Rect {
        x: rect.x + left,
        y: rect.y + 8.0,
        width: (rect.width - left - right).max(40.0),
        height: PLOT - 8.0,
    };
    let y = Linear { domain: ends(&ticks), range: (plot.bottom(), plot.y) };
    axis::vertical(out, plot, &y, &ticks, cx.theme);
    let x = time(cx, plot);
    period_labels(cx, out, plot, &x);
    let all: Vec<Series> = (0..cx.table.series.len()).map(|s| series(cx, s, &x, &y)).collect();
    for (s, series) in all.iter().enumerate() {
        marks(cx, out, s, series);
    }
    end_labels(cx, out, plot, rect.right() - plot.right() - 14.0, &all, &names);
    Rect { height: PLOT, ..rect }
}

/// First and last tick.
fn ends(ticks: &[Decimal]) -> (f64, f64) {
    match (ticks.first(), ticks.last()) {
        (Some(first), Some(last)) => (first.to_f64(), last.to_f64()),
        _ => (0.0, 1.0),
    }
}

/// Zero belongs to the axis unless the values lie close together far from it.
fn value_ticks(cx: &Context) -> Vec<Decimal> {
    let values = cx.table.values();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    ticks(low, high, 5)
}

/// The time axis; a single period stands in the middle.
fn time(cx: &Context, plot: Rect) -> Linear {
    let periods = &cx.table.periods;
    let middle = |p: Option<&crate::dataset::Period>| p.map_or(0.0, |p| p.middle());
    let inset = 10.0;
    Linear {
        domain: (middle(periods.first()), middle(periods.last())),
        range: (plot.x + inset, plot.right() - inset),
    }
}

/// Whole labels where all stand side by side, short ones where not.
fn period_labels(cx: &Context, out: &mut Builder, plot: Rect, x: &Linear) {
    let periods = &cx.table.periods;
    let long: Vec<(String, f64)> = periods.iter().map(|p| (p.label(), x.map(p.middle()))).collect();
    let room = plot.width / periods.len().max(1) as f64;
    let fits = out.widest(long.iter().map(|(text, _)| text.as_str()), LABEL) + 10.0 <= room;
    if fits {
        axis::labels(out, plot, &long, cx.theme);
    } else {
        let short: Vec<(String, f64)> = periods.iter().map(|p| (p.short(), x.map(p.middle()))).collect();
        axis::labels(out, plot, &short, cx.theme);
    }
}

fn rows_of<'a>(cx: &'a Context, series: usize) -> impl DoubleEndedIterator<Item = (usize, &'a Row)> {
    cx.table.rows.iter().enumerate().filter(move |(_, row)| row.series == series)
}

fn series(cx: &Context, index: usize, x: &Linear, y: &Linear) -> Series {
    let place = |row: &Row| Some(point(x.map(row.period.middle()), y.map(cx.table.scaled(row)?)));
    let rows: Vec<(usize, Option<Point>)> = rows_of(cx, index).map(|(i, row)| (i, place(row))).collect();
    Series { key: cx.key(rows.first().map_or(0, |(i, _)| *i)), rows }
}

fn marks(cx: &Context, out: &mut Builder, index: usize, series: &Series) {
    let stroke = cx.theme.series(index);
    let points: Vec<Option<Point>> = series.rows.iter().map(|(_, p)| *p).collect();
    line::line(out, &points, stroke, series.key);
    for (row, at) in &series.rows {
        if let Some(at) = at {
            let label = cx.label(&cx.table.rows[*row]);
            line::dot(out, *at, 4.0, stroke.color, cx.theme.ground, cx.key(*row), label);
        }
    }
}

/// Name and last value, as they stand at the end of a line; a single line has its name above the plot already.
fn end_label(cx: &Context, series: usize) -> String {
    let last = rows_of(cx, series).filter_map(|(_, row)| row.value.known()).next_back();
    let value = last.map(|v| cx.table.measure.label(v)).unwrap_or_default();
    match cx.table.series.len() {
        1 => value,
        _ => format!("{} {value}", cx.table.series[series]),
    }
}

/// Names at the line ends, moved apart, with a thin leader where one had to move. What does not fit is left out: the
/// tooltip and the description have it.
fn end_labels(cx: &Context, out: &mut Builder, plot: Rect, width: f64, all: &[Series], names: &[String]) {
    let ends: Vec<(usize, Point)> = all
        .iter()
        .enumerate()
        .filter_map(|(s, series)| Some((s, series.rows.iter().rev().find_map(|(_, p)| *p)?)))
        .take((plot.height / NAME_LINE) as usize)
        .collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, p)| p.y).collect();
    let placed = place::spread(&wanted, NAME_LINE, plot.y - 8.0, plot.bottom() + 8.0);
    for ((s, end), y) in ends.into_iter().zip(placed) {
        let x = plot.right() + 6.0;
        leader(out, end, point(x, y), cx.theme.series(s).color);
        let name = out.ellipsis(&names[s], LABEL, width);
        let text = run(name, (x + 4.0, y), LABEL, Anchor::Start, Baseline::Middle);
        let style = Style::fill(cx.theme.ink_2);
        out.push(Node::new(Shape::Text(text), style, Role::MarkLabel).datum(all[s].key));
    }
}

/// A hair in the colour of the line from its end to its label: it tells which is whose.
fn leader(out: &mut Builder, end: Point, label: Point, color: Color) {
    out.line(point(end.x + 5.0, end.y), label, Stroke::solid(color, 1.0), Role::Guide);
}
