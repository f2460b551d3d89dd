//! Bump: rank over time, the first on top. Ranks are computed at each period among those shown; an indicator that is a
//! rank itself is taken as it is.

use crate::dataset::{Direction, Nature};
use crate::geometry::{Point, Rect, point};
use crate::guide::place::spread;
use crate::guide::{axis, note};
use crate::mark::line;
use crate::order;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Node, Role, Shape, Style};
use crate::stats::rank::ranks;
use crate::theme::LABEL;
use crate::view::line::{COLORED, grey_note, stroke};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 28.0;
const RADIUS: f64 = 10.0;
const NUMBER: Font = Font::bold(11.0);
const GAP: f64 = 16.0;
const LINE: f64 = 15.0;
/// Left of the first dots where no names stand there: for the half of a period below them.
const NARROW: f64 = 24.0;
/// From this width on names stand at both ends.
const WIDE: f64 = 420.0;

/// A row in the table of ranks.
#[derive(Clone, Copy)]
struct Place {
    row: usize,
    rank: usize,
    /// Which line of the plot it stands on: those of one rank stand on lines of their own, one after the other.
    slot: usize,
}

/// The place of each series at each period; `None` where it has no value.
fn places(cx: &Context) -> Vec<Vec<Option<Place>>> {
    let (series, periods) = (cx.table.series.len().max(1), cx.table.items.len());
    let mut cells = vec![None; series * periods];
    for (i, row) in cx.table.rows.iter().enumerate() {
        cells[row.item * series + row.series] = Some(i);
    }
    let mut places = vec![vec![None; periods]; series];
    for (period, cells) in cells.chunks(series).enumerate() {
        let value = |row: &Option<usize>| cx.table.scaled(&cx.table.rows[(*row)?]);
        let values: Vec<Option<f64>> = cells.iter().map(value).collect();
        let ranks = ranks_of(cx, &values);
        let keys: Vec<f64> = ranks.iter().map(|rank| rank.map_or(f64::NAN, |rank| rank as f64)).collect();
        let mut next = 0;
        for own in order::of(&keys) {
            if let (Some(row), Some(rank)) = (cells[own], ranks[own]) {
                let slot = next.max(rank - 1);
                next = slot + 1;
                places[own][period] = Some(Place { row, rank, slot });
            }
        }
    }
    places
}

fn ranks_of(cx: &Context, values: &[Option<f64>]) -> Vec<Option<usize>> {
    let indicator = cx.table.rows.first().map(|row| &cx.set.indicators[row.indicator]);
    if indicator.is_some_and(|own| own.nature == Nature::Rank) {
        // Bounded: a rank of a million would be a plot of a million lines.
        let rank = |value: &Option<f64>| value.filter(|v| *v >= 1.0).map(|v| (v as usize).min(MOST));
        return values.iter().map(rank).collect();
    }
    ranks(values, cx.table.measure.direction == Direction::Lower)
}

/// Ranks beyond this stand on the last line.
const MOST: usize = 200;

fn slots(places: &[Vec<Option<Place>>]) -> usize {
    places.iter().flatten().flatten().map(|place| place.slot + 1).max().unwrap_or(1)
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    slots(&places(cx)) as f64 * STEP + axis::LABEL_HEIGHT + note::height(out, &cx.notes(), width)
}

/// What is grey.
pub fn notes(cx: &Context) -> Vec<String> {
    grey_note(cx).into_iter().collect()
}

/// Periods below, names at both ends, the rank in each dot.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let places = places(cx);
    let widest = out.widest(cx.table.series.iter().map(String::as_str), LABEL);
    let is_wide = rect.width >= WIDE && cx.table.items.len() > 1;
    let right = widest.min(rect.width * 0.3) + GAP;
    let left = if is_wide { right } else { NARROW };
    let plot = Rect {
        x: rect.x + left,
        width: (rect.width - left - right).max(1.0),
        height: slots(&places) as f64 * STEP,
        ..rect
    };
    let step = plot.width / (cx.table.items.len().max(2) - 1) as f64;
    let at = |period: usize, place: &Place| {
        point(plot.x + period as f64 * step, plot.y + (place.slot as f64 + 0.5) * STEP)
    };
    let labels: Vec<(String, f64)> =
        cx.table.items.iter().enumerate().map(|(i, name)| (name.clone(), plot.x + i as f64 * step)).collect();
    axis::labels(out, plot, &labels, cx.theme);
    let present = places.iter().filter(|own| own.iter().any(Option::is_some)).count();
    let strokes: Vec<_> = (0..places.len()).map(|series| stroke(cx, series, present)).collect();
    // Grey lines below coloured ones, the first on top.
    let is_grey = |series: &usize| strokes[*series].width < COLORED;
    let grey = (0..places.len()).filter(is_grey);
    let order: Vec<usize> = grey.chain((0..places.len()).rev().filter(|s| !is_grey(s))).collect();
    for series in order {
        let own = &places[series];
        let points: Vec<Option<Point>> =
            own.iter().enumerate().map(|(i, place)| place.map(|place| at(i, &place))).collect();
        let Some(first) = own.iter().flatten().next() else { continue };
        let wide = crate::scene::Stroke { width: strokes[series].width + 0.5, ..strokes[series] };
        line::line(out, &points, wide, cx.key(first.row));
        for (place, at) in own.iter().zip(points).filter_map(|(place, at)| Some(((*place)?, at?))) {
            let color = strokes[series].color;
            // A pale dot keeps behind coloured ones, its outline in sight.
            let paint = match is_grey(&series) {
                true => (cx.theme.ground.mix(color, 0.3), color),
                false => (color, cx.theme.ground),
            };
            dot(cx, out, place, at, paint, step);
        }
    }
    if is_wide {
        names(cx, out, &places, 0, (plot.x - GAP, Anchor::End, left - GAP), plot);
    }
    let last = cx.table.items.len().saturating_sub(1);
    names(cx, out, &places, last, (plot.x + last as f64 * step + GAP, Anchor::Start, right - GAP), plot);
    Rect { height: plot.height, ..rect }
}

/// A dot with the rank in it where there is room for one.
fn dot(cx: &Context, out: &mut Builder, place: Place, at: Point, (fill, ring): (Color, Color), step: f64) {
    let is_roomy = step >= 2.0 * RADIUS + 6.0;
    let radius = if is_roomy { RADIUS } else { (step / 3.0).clamp(1.5, 5.0) };
    let label = format!("{}，第 {} 位", cx.label(&cx.table.rows[place.row]), place.rank);
    line::dot(out, at, radius, fill, ring, cx.key(place.row), label);
    if is_roomy {
        let text = run(place.rank.to_string(), (at.x, at.y), NUMBER, Anchor::Middle, Baseline::Middle);
        let node = Node::new(Shape::Text(text), Style::fill(cx.theme.ink_on(fill)), Role::MarkLabel);
        out.push(node.datum(cx.key(place.row)));
    }
}

/// The names of those that have a place at a period, beside it.
fn names(
    cx: &Context,
    out: &mut Builder,
    places: &[Vec<Option<Place>>],
    period: usize,
    (x, anchor, width): (f64, Anchor, f64),
    plot: Rect,
) {
    let here =
        |(series, own): (usize, &Vec<Option<Place>>)| Some((series, own.get(period).copied().flatten()?));
    let here: Vec<(usize, Place)> = places.iter().enumerate().filter_map(here).collect();
    let wanted: Vec<f64> = here.iter().map(|(_, place)| plot.y + (place.slot as f64 + 0.5) * STEP).collect();
    let placed = spread(&wanted, LINE, plot.y, plot.bottom());
    for ((series, place), y) in here.into_iter().zip(placed) {
        let name = match cx.table.series.get(series) {
            Some(name) => out.ellipsis(name, LABEL, width + 0.5),
            None => continue,
        };
        let text = run(name, (x, y), LABEL, anchor, Baseline::Middle);
        let ink = if cx.is_grey(series) { cx.theme.ink_3 } else { cx.theme.ink_2 };
        let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
        out.push(node.datum(cx.key(place.row)));
    }
}
