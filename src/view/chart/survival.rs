//! Survival: what share is left after each span of time. Indicators are the spans in order (满1年、满3年 …), series
//! are what is compared; a share holds until the next span is over, so lines go in steps.

use crate::decimal::Decimal;
use crate::geometry::{Point, Rect, point};
use crate::guide::{axis, place};
use crate::mark::line::{self, stepped};
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::frame::inner_ticks;
use crate::view::line::stroke;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const PLOT: f64 = 260.0;
const LINE: f64 = 15.0;
/// Where two fifths of the width are less, names may still take this much.
const NAMES: f64 = 110.0;

/// The spans: how long each is, and its label.
struct Spans {
    lengths: Vec<f64>,
    labels: Vec<String>,
}

/// The first number in each name with the word behind it (3年, 6个月); where one has none, or they do not ascend, the
/// position in the list.
fn spans(names: &[String]) -> Spans {
    let found: Option<Vec<(f64, String)>> = names.iter().map(|name| span(name)).collect();
    match found {
        Some(found) if found.windows(2).all(|pair| pair[0].0 < pair[1].0) => {
            let (lengths, labels) = found.into_iter().unzip();
            Spans { lengths, labels }
        }
        _ => Spans { lengths: (1..=names.len()).map(|i| i as f64).collect(), labels: names.to_vec() },
    }
}

fn span(name: &str) -> Option<(f64, String)> {
    let from = name.find(|c: char| c.is_ascii_digit())?;
    let rest = &name[from..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let length: u32 = rest[..end].parse().ok()?;
    // Everything in years, so that months and years go together.
    let (word, share) = match rest[end..].chars().next() {
        Some('个' | '月') => ("个月", 1.0 / 12.0),
        Some('天' | '日') => ("天", 1.0 / 365.0),
        _ => ("年", 1.0),
    };
    Some((f64::from(length) * share, format!("{length}{word}")))
}

fn height(_: &Context, _: &Builder, _: f64) -> f64 {
    PLOT + axis::LABEL_HEIGHT
}

/// Shares on the left from zero, spans below, names and last shares on the right.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let spans = spans(&cx.table.items);
    // Of shares all are there at the start.
    let is_share = cx.table.measure.unit == "%";
    let start = is_share.then_some(100.0);
    let (low, high) = cx.extent(true);
    let domain = (low.min(0.0), high.max(start.unwrap_or(0.0)));
    let ticks: Vec<Decimal> = inner_ticks(domain, 5);
    let gutter = axis::gutter(out, &ticks);
    let names: Vec<String> = (0..series_count(cx)).map(|s| end_words(cx, out, s, f64::INFINITY)).collect();
    let room = out.widest(names.iter().map(String::as_str), LABEL).min((rect.width * 0.4).max(NAMES));
    let plot = Rect {
        x: rect.x + gutter,
        y: rect.y + 8.0,
        width: (rect.width - gutter - room - 22.0).max(1.0),
        height: PLOT - 8.0,
    };
    let y = Linear { domain, range: (plot.bottom(), plot.y) };
    axis::vertical(out, plot, &y, &ticks, cx.theme);
    let longest = spans.lengths.last().copied().unwrap_or(1.0);
    let first = if is_share { 0.0 } else { spans.lengths.first().copied().unwrap_or(0.0) };
    let x = Linear { domain: (first, longest), range: (plot.x + 4.0, plot.right() - 6.0) };
    let mut below: Vec<(String, f64)> = Vec::new();
    below.extend(is_share.then(|| ("起点".to_string(), x.map(0.0))));
    below.extend(
        spans.labels.iter().zip(&spans.lengths).map(|(label, length)| (label.clone(), x.map(*length))),
    );
    axis::labels(out, plot, &below, cx.theme);
    let mut ends = Vec::new();
    for series in cx.upwards((0..series_count(cx)).rev().collect(), &|series| series) {
        let from = start.map(|share| point(x.map(0.0), y.map(share)));
        ends.extend(curve(cx, out, series, from, &|item, value| {
            point(x.map(spans.lengths[item]), y.map(value))
        }));
    }
    end_labels(cx, out, plot, room + 0.5, &ends);
    Rect { height: PLOT, ..rect }
}

fn series_count(cx: &Context) -> usize {
    cx.table.series.len().max(1)
}

/// Draws one series; returns its position and where it ends. It is broken where a share is missing.
fn curve(
    cx: &Context,
    out: &mut Builder,
    series: usize,
    from: Option<Point>,
    at: &dyn Fn(usize, f64) -> Point,
) -> Option<(usize, usize, Point)> {
    let own = stroke(cx, series, series_count(cx));
    let rows: Vec<usize> = (0..cx.table.rows.len()).filter(|i| cx.table.rows[*i].series == series).collect();
    let place = |row: &usize| cx.table.scaled(&cx.table.rows[*row]).map(|v| at(cx.table.rows[*row].item, v));
    let known: Vec<Option<Point>> = rows.iter().map(place).collect();
    let mut points: Vec<Option<Point>> = from.into_iter().map(Some).collect();
    points.extend(known.iter().copied());
    let runs = line::runs(&points).iter().map(|run| stepped(run)).collect();
    line::path(out, runs, own, cx.key(*rows.first()?));
    let mut end = None;
    for (row, at) in rows.iter().zip(known) {
        let Some(at) = at else { continue };
        line::dot(
            out,
            at,
            own.width * 2.0,
            own.color,
            cx.theme.ground,
            cx.key(*row),
            cx.label(&cx.table.rows[*row]),
        );
        end = Some((series, *row, at));
    }
    end
}

/// Name and last share of a series in at most `width`; what is cut is the name.
fn end_words(cx: &Context, out: &Builder, series: usize, width: f64) -> String {
    let mut rows = cx.table.rows.iter().rev().filter(|row| row.series == series);
    let Some(row) = rows.find(|row| row.value.known().is_some()) else { return String::new() };
    let value = cx.value(row);
    let name = cx.table.series.get(series).map_or("", String::as_str);
    let room = width - out.width(&value, LABEL) - out.width(" ", LABEL);
    if name.is_empty() || room < 2.0 * LABEL.size {
        return value;
    }
    format!("{} {value}", out.ellipsis(name, LABEL, room))
}

fn end_labels(cx: &Context, out: &mut Builder, plot: Rect, width: f64, ends: &[(usize, usize, Point)]) {
    // The last were drawn on top: where there is no room for all, they are named.
    let ends = &ends[ends.len().saturating_sub((plot.height / LINE) as usize)..];
    let wanted: Vec<f64> = ends.iter().map(|(_, _, end)| end.y).collect();
    let placed = place::spread(&wanted, LINE, plot.y - 8.0, plot.bottom() + 8.0);
    for ((series, row, end), y) in ends.iter().zip(placed) {
        let color = stroke(cx, *series, series_count(cx)).color;
        // Dotted, not to be taken for a share that holds.
        let dots = Stroke { color, width: 1.0, dash: Some((1.0, 4.0)) };
        out.line(point(end.x + 5.0, end.y), point(plot.right() + 8.0, y), dots, Role::Guide);
        let words = end_words(cx, out, *series, width);
        let text = run(words, (plot.right() + 12.0, y), LABEL, Anchor::Start, Baseline::Middle);
        let node = Node::new(Shape::Text(text), Style::fill(cx.theme.ink_2), Role::MarkLabel);
        out.push(node.datum(cx.key(*row)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> (Vec<f64>, Vec<String>) {
        let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        let spans = spans(&names);
        (spans.lengths, spans.labels)
    }

    #[test]
    fn spans_are_read_from_names_where_all_have_one() {
        let (lengths, labels) = read(&["满6个月存续率", "满1年存续率", "满3年存续率"]);
        assert_eq!(
            (lengths.as_slice(), labels.as_slice()),
            (&[0.5, 1.0, 3.0][..], &["6个月", "1年", "3年"].map(String::from)[..])
        );
        assert_eq!(read(&["早期", "满3年"]).0, [1.0, 2.0]);
        assert_eq!(read(&["满3年", "满1年"]).0, [1.0, 2.0]);
        assert_eq!(read(&[]).0, [0.0; 0]);
    }
}
