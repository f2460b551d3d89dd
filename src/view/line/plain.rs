//! Lines as every build draws them: straight from value to value.

use super::{
    MIN_NAMES, MIN_PLOT, NAME_GAP, NAME_LINE, PLOT, ends, fitted, leader, period_labels, positions,
    time_scale,
};
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::{axis, place};
use crate::mark::line;
use crate::order;
use crate::scale::Linear;
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::Context;

pub fn height(_: &Context, _: &Builder, _: f64) -> f64 {
    PLOT + axis::LABEL_HEIGHT
}

/// One series: its row at each period, in the order of time, and where that lies. `None` where it has no row or no
/// value while another line may have one: there the line is broken.
struct Series {
    key: DatumKey,
    rows: Vec<Option<usize>>,
    points: Vec<Option<Point>>,
}

/// Values on the left, periods below, names and last values on the right.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let ticks = value_ticks(cx);
    let labels: Vec<String> = ticks.iter().map(|t| format::number(*t)).collect();
    let left = out.widest(labels.iter().map(String::as_str), LABEL) + 10.0;
    let time = order::of(&positions(cx));
    let rows: Vec<Vec<Option<usize>>> = (0..cx.table.series.len()).map(|s| rows_of(cx, s, &time)).collect();
    let whole: Vec<String> =
        rows.iter().enumerate().map(|(s, rows)| end_label(cx, out, s, rows, f64::INFINITY)).collect();
    let widest = out.widest(whole.iter().map(String::as_str), LABEL);
    let share = (rect.width * 0.4).max(MIN_NAMES);
    let room = widest.min(share).min(rect.width - left - NAME_GAP - MIN_PLOT).max(0.0);
    let plot = Rect {
        x: rect.x + left,
        y: rect.y + 8.0,
        width: (rect.width - left - NAME_GAP - room).max(1.0),
        height: PLOT - 8.0,
    };
    let y = Linear { domain: ends(&ticks), range: (plot.bottom(), plot.y) };
    axis::vertical(out, plot, &y, &ticks, cx.theme);
    let x = time_scale(cx, plot, &time);
    period_labels(cx, out, plot, &x, &time);
    let all: Vec<Series> = rows.into_iter().map(|rows| series(cx, rows, &x, &y)).collect();
    for (s, series) in all.iter().enumerate() {
        marks(cx, out, s, series);
    }
    // The room is a sum of widths: what fits it exactly must not be cut for its last bit.
    end_labels(cx, out, plot, room + 0.5, &all);
    Rect { height: PLOT, ..rect }
}

/// Zero belongs to the axis unless the values lie close together far from it.
fn value_ticks(cx: &Context) -> Vec<Decimal> {
    let values = cx.table.values();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let low = if low > 0.0 && low < high * 0.6 { 0.0 } else { low };
    ticks(low, high, 5)
}

/// The row of a series at each period, in the order of time.
fn rows_of(cx: &Context, series: usize, time: &[usize]) -> Vec<Option<usize>> {
    let periods = &cx.table.periods;
    let mut rows = vec![None; periods.len()];
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == series) {
        if let Ok(period) = periods.binary_search(&row.period) {
            rows[period] = Some(i);
        }
    }
    time.iter().map(|period| rows[*period]).collect()
}

fn series(cx: &Context, rows: Vec<Option<usize>>, x: &Linear, y: &Linear) -> Series {
    let place = |row: &Option<usize>| {
        let row = &cx.table.rows[(*row)?];
        Some(point(x.map(row.period.position()), y.map(cx.table.scaled(row)?)))
    };
    let points = rows.iter().map(place).collect();
    Series { key: cx.key(rows.iter().find_map(|row| *row).unwrap_or(0)), rows, points }
}

fn marks(cx: &Context, out: &mut Builder, index: usize, series: &Series) {
    let stroke = cx.theme.series(index);
    line::line(out, &series.points, stroke, series.key);
    for (row, at) in series.rows.iter().zip(&series.points) {
        if let (Some(row), Some(at)) = (*row, *at) {
            let label = cx.label(&cx.table.rows[row]);
            line::dot(out, at, 4.0, stroke.color, cx.theme.ground, cx.key(row), label);
        }
    }
}

/// Name and last value of a series in at most `width`; a single line has its name above the plot already.
fn end_label(cx: &Context, out: &Builder, series: usize, rows: &[Option<usize>], width: f64) -> String {
    let known = |row: &Option<usize>| Some(&cx.table.rows[(*row)?]).filter(|row| row.value.known().is_some());
    let value = rows.iter().rev().find_map(known).map(|row| cx.value(row)).unwrap_or_default();
    let name = if cx.table.series.len() > 1 { cx.table.series[series].as_str() } else { "" };
    fitted(out, name, value, width)
}

/// Names at the line ends, moved apart, with a thin leader where one had to move. What does not fit is left out: the
/// tooltip and the description have it.
fn end_labels(cx: &Context, out: &mut Builder, plot: Rect, width: f64, all: &[Series]) {
    let ends: Vec<(usize, Point)> = all
        .iter()
        .enumerate()
        .filter_map(|(s, series)| Some((s, series.points.iter().rev().find_map(|p| *p)?)))
        .take((plot.height / NAME_LINE) as usize)
        .collect();
    let wanted: Vec<f64> = ends.iter().map(|(_, p)| p.y).collect();
    let placed = place::spread(&wanted, NAME_LINE, plot.y - 8.0, plot.bottom() + 8.0);
    for ((s, end), y) in ends.into_iter().zip(placed) {
        let name = end_label(cx, out, s, &all[s].rows, width);
        if name.is_empty() {
            continue;
        }
        let x = plot.right() + 6.0;
        leader(out, end, point(x, y), cx.theme.series(s).color);
        let text = run(name, (x + 4.0, y), LABEL, Anchor::Start, Baseline::Middle);
        let style = Style::fill(cx.theme.ink_2);
        out.push(Node::new(Shape::Text(text), style, Role::MarkLabel).datum(all[s].key));
    }
}
