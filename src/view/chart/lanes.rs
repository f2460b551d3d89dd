//! Swim-lane calendar: a lane for each group; what comes round every week, half-month or month is marked each time.

use super::gantt::{beside, mark, plan, plan_height, span_of_all};
use crate::dataset::{Entry, Period};
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::query::Row;
use crate::scale::Linear;
use crate::scene::{Builder, Node, Role, Shape, Stroke, Style};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Half of the height of a mark.
const HALF: f64 = 7.0;
/// The least width at which turns are drawn one by one.
const NARROWEST: f64 = 4.0;
/// A calendar without any date shows the months of a year, whichever: one that is no leap year.
const ANY_YEAR: i32 = 2018;

/// How often something comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Day,
    Week,
    HalfMonth,
    /// So many months, from that one of the year on.
    Months(i32, i32),
}

/// The words of [`Entry::stage`] that say how often.
const TURNS: [(&str, Turn); 17] = [
    ("每日", Turn::Day),
    ("每周", Turn::Week),
    ("周", Turn::Week),
    ("半月", Turn::HalfMonth),
    ("每半月", Turn::HalfMonth),
    ("每月", Turn::Months(1, 0)),
    ("月", Turn::Months(1, 0)),
    ("全月", Turn::Months(1, 0)),
    ("单月", Turn::Months(2, 0)),
    ("双月", Turn::Months(2, 1)),
    ("每季", Turn::Months(3, 0)),
    ("每季度", Turn::Months(3, 0)),
    ("季度", Turn::Months(3, 0)),
    ("半年", Turn::Months(6, 0)),
    ("每半年", Turn::Months(6, 0)),
    ("每年", Turn::Months(12, 0)),
    ("年度", Turn::Months(12, 0)),
];

fn turn(entry: &Entry) -> Option<Turn> {
    TURNS.iter().find(|(word, _)| *word == entry.stage).map(|(_, turn)| *turn)
}

/// The turns within a span of years, each from where to where.
fn turns(turn: Turn, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    for year in from.floor() as i32..=to.ceil() as i32 {
        let month = |month: i32| (12 * year + month) as f64 / 12.0;
        match turn {
            // Days cannot be told apart: one stretch.
            Turn::Day => return vec![(from, to)],
            Turn::Week => found.extend((1..=53).filter_map(|week| Some(Period::week(year, week)?.ends()))),
            Turn::HalfMonth => {
                // The 16th, as the axis counts days.
                let half = |at: i32| month(at) + 15.0 / 31.0 / 12.0;
                found.extend((0..12).flat_map(|at| [(month(at), half(at)), (half(at), month(at + 1))]));
            }
            Turn::Months(count, first) => {
                // Of two months, the second is the one in which it takes place.
                let own = if count == 2 { 1 } else { count };
                found.extend(
                    (0..12 / count).map(|i| (month(i * count + first), month(i * count + first + own))),
                );
            }
        }
    }
    // A week that runs over an end is cut there.
    found.retain(|(start, end)| *end > from + 1e-3 && *start < to - 1e-3);
    found.iter().map(|(start, end)| (start.max(from), end.min(to))).collect()
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    plan_height(cx, out, width, true)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let year = Period::year_of(ANY_YEAR).ends();
    let window = cx.panel.period.map(Period::ends).or(span_of_all(cx));
    let has_dates = window.is_some();
    let (from, to) = window.unwrap_or(year);
    // What goes on without an end is shown over a year at least.
    let ends = (from, if cx.panel.period.is_some() { to } else { to.max(from + 1.0) });
    plan(cx, out, rect, (ends, Some(!has_dates)), &|cx, out, row, y, scale| lane(cx, out, row, y, scale))
}

fn lane(cx: &Context, out: &mut Builder, (i, row, entry): (usize, &Row, &Entry), y: f64, scale: &Linear) {
    let Some(turn) = turn(entry) else { return dated(cx, out, (i, row, entry), y, scale) };
    let from = entry.start.map_or(scale.domain.0, |start| start.ends().0).max(scale.domain.0);
    let end = entry.done.or(entry.due).map_or(scale.domain.1, |end| end.ends().1);
    let to = end.min(scale.domain.1);
    let turns = turns(turn, (from, to));
    let width =
        turns.get(1).or(turns.first()).map_or(0.0, |(start, end)| scale.map(*end) - scale.map(*start));
    let boxes: Vec<(f64, f64)> = match width >= NARROWEST {
        true => turns.iter().map(|(start, end)| (scale.map(*start) + 0.75, scale.map(*end) - 0.75)).collect(),
        false => vec![(scale.map(from), scale.map(to.max(from)))],
    };
    let corners = |(left, right): &(f64, f64)| -> Vec<Point> {
        let right = right.min(scale.range.1).max(left + 1.0);
        vec![point(*left, y - HALF), point(right, y - HALF), point(right, y + HALF), point(*left, y + HALF)]
    };
    let subpaths = boxes.iter().map(|ends| Subpath { points: corners(ends), closed: true }).collect();
    let color = cx.theme.categorical[row.item % cx.theme.categorical.len()];
    let mut style = Style::fill(color);
    if entry.dates().next().is_none() && (cx.panel.period.is_some() || !cx.table.periods.is_empty()) {
        // Nobody says that it went on in these very years: hollow.
        style = Style::fill(cx.theme.ground.mix(color, 0.15));
        style.stroke = Some(Stroke::solid(color, 1.0));
    }
    let node = Node::new(Shape::Path(Path { subpaths }), style, Role::Mark).datum(cx.key(i));
    out.push(node.label(cx.entry_label(row)));
    if turns.is_empty() {
        beside(cx, out, "不在所示时间内", (scale.range.0, scale.range.0), y, (scale.range, i));
    }
}

/// What has dates of its own, where they lie within the window.
fn dated(cx: &Context, out: &mut Builder, (i, row, entry): (usize, &Row, &Entry), y: f64, scale: &Linear) {
    let (low, high) = scale.domain;
    let is_inside = entry.dates().all(|date| date.ends().0 >= low - 1e-6 && date.ends().1 <= high + 1e-6);
    if is_inside {
        return mark(cx, out, (i, row, entry), y, scale);
    }
    beside(cx, out, "不在所示时间内", (scale.range.0, scale.range.0), y, (scale.range, i));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_its_turns() {
        let year = |turn| turns(turn, (2019.0, 2020.0));
        assert_eq!(year(Turn::Week).len(), 53, "52 and the last two days");
        assert_eq!(year(Turn::HalfMonth).len(), 24);
        assert_eq!(year(Turn::Months(1, 0)).len(), 12);
        assert_eq!(year(Turn::Months(3, 0)).len(), 4);
        let even = year(Turn::Months(2, 1));
        assert_eq!(even.len(), 6);
        assert!((even[0].0 - (2019.0 + 1.0 / 12.0)).abs() < 1e-9, "February is the first even month");
    }

    #[test]
    fn turns_keep_within_the_span() {
        let found = turns(Turn::HalfMonth, (2019.75, 2020.0));
        assert_eq!(found.len(), 6);
        assert!((found[0].0 - 2019.75).abs() < 1e-9);
    }
}
