//! Milestones: points on a time axis with their names, across where they have room, downwards where they have not.

mod undated;

use crate::dataset::{Entry, Period};
use crate::geometry::{Point, Rect, point};
use crate::guide::{place, timeline};
use crate::order;
use crate::query::Row;
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, Theme};
use crate::view::entry::{LINE, block, haloed, has_states, light, lines, state, tally, tally_height};
use crate::view::{Context, Recipe};
use undated::Undated;

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// From this width on the axis may run across.
const WIDE: f64 = 640.0;
/// The most levels of flags that the eye still follows to the axis.
const MOST_LEVELS: usize = 6;
/// The widest that the text of a flag gets, and its lines.
const FLAG: (f64, usize) = (196.0, 2);
const GAP: f64 = 10.0;
const RADIUS: f64 = 6.5;
/// How far a point steps aside, and how many places there are.
const ASIDE: f64 = 15.0;
const MOST_ASIDE: usize = 3;
/// Downwards: where the axis stands, and where names begin.
const SPINE: f64 = 62.0;
const NAMES: f64 = 56.0;

/// Share of the whole span that the period of a point may take: of what is known less exactly nobody can say where it
/// lies.
const EXACT: f64 = 0.25;

/// The rows that have a date exact enough for the axis, the earliest first, and the others.
fn parts(cx: &Context) -> (Vec<(usize, Period)>, Vec<usize>) {
    let when = |row: &Row| cx.entry(row).and_then(Entry::when);
    let ends = cx.table.rows.iter().filter_map(when).map(Period::ends);
    let (low, high) = ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0.0, 0.0));
    let most = ((high - low) * EXACT).max(1.5 / 12.0);
    let (mut dated, mut others) = (Vec::new(), Vec::new());
    for (i, row) in cx.table.rows.iter().enumerate() {
        match when(row).filter(|when| when.ends().1 - when.ends().0 <= most) {
            Some(when) => dated.push((i, when)),
            None => others.push(i),
        }
    }
    let keys: Vec<f64> = dated.iter().map(|(_, when)| when.position()).collect();
    (order::of(&keys).into_iter().map(|i| dated[i]).collect(), others)
}

/// How many points before each lie so near that it would cover them: it steps aside by as many.
fn asides(along: &[f64]) -> Vec<usize> {
    let mut asides = vec![0usize; along.len()];
    for i in 1..along.len() {
        if along[i] - along[i - 1] < 2.0 * RADIUS {
            asides[i] = (asides[i - 1] + 1) % MOST_ASIDE;
        }
    }
    asides
}

/// The level of each flag, 0 the lowest, from left to right: flags stand to the right of their poles, and no pole passes
/// through a flag. `poles` ascend.
fn levels(poles: &[f64], widths: &[f64], gap: f64) -> Vec<usize> {
    let mut levels = vec![0; poles.len()];
    for i in (0..poles.len()).rev() {
        let reached = poles[i] + widths[i] + gap;
        // Whatever stands before the flag ends must stay below it.
        let below = (i + 1..poles.len()).take_while(|j| poles[*j] < reached).map(|j| levels[j] + 1);
        levels[i] = below.max().unwrap_or(0);
    }
    levels
}

/// What is written at a point.
struct Words {
    date: Vec<String>,
    name: Vec<String>,
}

impl Words {
    fn of(cx: &Context, out: &Builder, (row, when): (usize, Period), width: f64) -> Words {
        let name = cx.entry(&cx.table.rows[row]).map_or("", |entry| &entry.name);
        let date = match group(cx, row) {
            "" => vec![when.label()],
            group => {
                let whole = format!("{} · {group}", when.label());
                let has_room = out.width(&whole, LABEL) <= width;
                if has_room { vec![whole] } else { vec![when.label(), out.ellipsis(group, LABEL, width)] }
            }
        };
        Words { date, name: lines(out, name, LABEL, width, FLAG.1) }
    }

    fn width(&self, out: &Builder) -> f64 {
        out.widest(self.date.iter().chain(&self.name).map(String::as_str), LABEL)
    }

    fn height(&self) -> f64 {
        (self.date.len() + self.name.len()) as f64 * LINE
    }
}

/// The group of an entry, where there are several.
fn group<'a>(cx: &'a Context, row: usize) -> &'a str {
    let group = cx.table.items.get(cx.table.rows[row].item).filter(|_| cx.table.items.len() > 1);
    group.map_or("", String::as_str)
}

/// How everything lies where the axis runs across; `None` where there is no room for that.
struct Across {
    poles: Vec<f64>,
    asides: Vec<usize>,
    levels: Vec<usize>,
    step: f64,
    ticks: timeline::Ticks,
    scale: Linear,
}

fn across(cx: &Context, out: &Builder, width: f64, dated: &[(usize, Period)]) -> Option<Across> {
    if width < WIDE || dated.is_empty() {
        return None;
    }
    let words: Vec<Words> = dated.iter().map(|point| Words::of(cx, out, *point, FLAG.0)).collect();
    let widths: Vec<f64> = words.iter().map(|words| words.width(out) + 8.0).collect();
    let tallest = words.iter().map(Words::height).fold(0.0, f64::max);
    let ticks = timeline::ticks(span(cx, dated), width - 34.0);
    // The first label is the longest and stands across the beginning of the axis.
    let inner = (timeline::first_width(out, &ticks) / 2.0, width - 24.0);
    let scale = Linear { domain: ticks.domain, range: inner };
    // The last flags would reach beyond the edge: the axis ends where all of them fit.
    let share = |when: Period| (scale.map(when.position()) - inner.0) / (inner.1 - inner.0);
    let end = |((_, when), own): (&(usize, Period), &f64)| {
        inner.0 + (width - own - inner.0).max(0.0) / share(*when).max(0.01)
    };
    let end = dated.iter().zip(&widths).map(end).fold(inner.1, f64::min);
    let scale = Linear { range: (inner.0, end), ..scale };
    let poles: Vec<f64> = dated.iter().map(|(_, when)| scale.map(when.position())).collect();
    let levels = levels(&poles, &widths, GAP);
    let step = tallest + 12.0;
    let asides = asides(&poles);
    let fits = levels.iter().all(|level| *level < MOST_LEVELS);
    let inside = poles.iter().zip(&widths).all(|(pole, own)| pole + own <= width + 0.5);
    (fits && inside && end > width / 2.0).then_some(Across { poles, asides, levels, step, ticks, scale })
}

fn span(cx: &Context, dated: &[(usize, Period)]) -> (f64, f64) {
    let today = cx.today().into_iter();
    let ends = dated.iter().map(|(_, when)| *when).chain(today).map(Period::ends);
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((2020.0, 2021.0))
}

/// Between the axis and the lowest flags: room for points that step aside.
const FLAGPOLE: f64 = 14.0 + ASIDE * 2.0;

/// Height of the points and their names.
fn plot_height(cx: &Context, out: &Builder, width: f64, dated: &[(usize, Period)]) -> f64 {
    match across(cx, out, width, dated) {
        Some(across) => {
            let levels = across.levels.iter().max().map_or(0, |level| level + 1) as f64;
            levels * across.step + FLAGPOLE + RADIUS + timeline::HEIGHT
        }
        None => dated.len() as f64 * slot(cx, out, width, dated),
    }
}

/// Height of a name and its date, downwards.
fn slot(cx: &Context, out: &Builder, width: f64, dated: &[(usize, Period)]) -> f64 {
    let room = width - SPINE - NAMES;
    let tallest = dated.iter().map(|point| Words::of(cx, out, *point, room).height());
    tallest.fold(0.0, f64::max) + 10.0
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let (dated, others) = parts(cx);
    let below = if others.is_empty() { 0.0 } else { Undated::of(cx, out, &others, width).height + 8.0 };
    tally_height(cx, out, width) + plot_height(cx, out, width, &dated) + below
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let (dated, others) = parts(cx);
    tally(cx, out, rect);
    let top = rect.y + tally_height(cx, out, rect.width);
    let tall = plot_height(cx, out, rect.width, &dated);
    let plot = Rect { y: top, height: tall, ..rect };
    match across(cx, out, rect.width, &dated) {
        Some(layout) => flags(cx, out, plot, &dated, &layout),
        None => spine(cx, out, plot, &dated),
    }
    undated::draw(cx, out, Rect { y: top + tall + 8.0, ..rect }, &others);
    Rect { y: top, height: rect.bottom() - top, ..rect }
}

fn flags(cx: &Context, out: &mut Builder, plot: Rect, dated: &[(usize, Period)], layout: &Across) {
    let axis = plot.bottom() - timeline::HEIGHT - RADIUS;
    let scale =
        Linear { range: (layout.scale.range.0 + plot.x, layout.scale.range.1 + plot.x), ..layout.scale };
    let below = Rect { y: axis + RADIUS + timeline::HEIGHT, height: 0.0, ..plot };
    let line = Rect { x: scale.range.0, width: scale.range.1 - scale.range.0, ..below };
    timeline::draw(out, line, &scale, &layout.ticks, false, cx.theme);
    let stroke = Stroke::solid(cx.theme.ink_3, 1.5);
    out.line(point(scale.range.0, axis), point(scale.range.1, axis), stroke, Role::Guide);
    today(cx, out, axis, &scale);
    for (i, at) in dated.iter().enumerate() {
        let x = plot.x + layout.poles[i];
        let foot = axis - FLAGPOLE - layout.levels[i] as f64 * layout.step;
        let words = Words::of(cx, out, *at, FLAG.0);
        let head = foot - words.height();
        out.line(point(x, head), point(x, axis), Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
        write(cx, out, at.0, &words, point(x + 6.0, head));
    }
    for (row, when) in dated {
        stretch(cx, out, *row, *when, (axis, &scale, false));
    }
    for (i, (row, _)) in dated.iter().enumerate() {
        let y = axis - layout.asides[i] as f64 * ASIDE;
        dot(cx, out, *row, point(plot.x + layout.poles[i], y));
    }
}

fn spine(cx: &Context, out: &mut Builder, plot: Rect, dated: &[(usize, Period)]) {
    let Some((first, last)) = dated.first().zip(dated.last()) else { return };
    let slot = slot(cx, out, plot.width, dated);
    let inner = (plot.y + slot / 2.0, plot.bottom() - slot / 2.0);
    let domain = (first.1.position(), last.1.position());
    let scale = Linear { domain, range: inner };
    let x = plot.x + SPINE;
    let stroke = Stroke::solid(cx.theme.ink_3, 1.5);
    out.line(point(x, inner.0 - 12.0), point(x, inner.1 + 12.0), stroke, Role::Guide);
    let wanted: Vec<f64> = dated.iter().map(|(_, when)| scale.map(when.position())).collect();
    let placed = place::spread(&wanted, slot, plot.y, plot.bottom());
    years(out, plot, &scale, dated, cx.theme);
    let asides = asides(&wanted);
    for (row, when) in dated {
        stretch(cx, out, *row, *when, (x, &scale, true));
    }
    for (i, placed) in placed.iter().enumerate() {
        let from = point(x + asides[i] as f64 * ASIDE, wanted[i]);
        let to = point(x + NAMES - 8.0, *placed);
        out.line(from, to, Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
    }
    for (i, at) in dated.iter().enumerate() {
        let words = Words::of(cx, out, *at, plot.width - SPINE - NAMES);
        let top = placed[i] - words.height() / 2.0;
        write(cx, out, at.0, &words, point(x + NAMES, top));
        dot(cx, out, at.0, point(x + asides[i] as f64 * ASIDE, wanted[i]));
    }
}

/// The years beside a spine, each where its first point lies, as far as they stand apart.
fn years(out: &mut Builder, plot: Rect, scale: &Linear, dated: &[(usize, Period)], theme: &Theme) {
    let mut last = (i32::MIN, f64::NEG_INFINITY);
    for (_, when) in dated {
        let (year, y) = (when.position().floor() as i32, scale.map(when.position()));
        if year != last.0 && y - last.1 >= LINE {
            let at = (plot.x + SPINE - 16.0, y);
            out.text(
                run(format!("{year}年"), at, LABEL, Anchor::End, Baseline::Middle),
                theme.ink_3,
                Role::Guide,
            );
            last = (year, y);
        }
    }
}

/// Today across an axis that runs across: a tick through it.
fn today(cx: &Context, out: &mut Builder, axis: f64, scale: &Linear) {
    let Some(today) = cx.today() else { return };
    let x = scale.map(today.position());
    out.line(point(x, axis - 12.0), point(x, axis + RADIUS), Stroke::solid(cx.theme.ink_2, 1.5), Role::Guide);
}

fn write(cx: &Context, out: &mut Builder, row: usize, words: &Words, at: Point) {
    let key = cx.key(row);
    haloed(out, &words.date, at, (cx.theme.ink_3, Some(cx.theme.ground)), key);
    block(out, &words.name, point(at.x, at.y + words.date.len() as f64 * LINE), cx.theme.ink, key);
}

/// A thicker stretch of the axis, as long as the period that is all that is known of a date.
fn stretch(cx: &Context, out: &mut Builder, row: usize, when: Period, place: (f64, &Linear, bool)) {
    let (across, scale, is_down) = place;
    let (low, high) = scale.range;
    let end = |position: f64| {
        let along = scale.map(position).max(low).min(high);
        if is_down { point(across, along) } else { point(along, across) }
    };
    let (from, to) = when.ends();
    let known = Stroke::solid(cx.theme.ground.mix(point_color(cx, row), 0.45), 5.0);
    out.line(end(from), end(to), known, Role::Ornament);
}

fn point_color(cx: &Context, row: usize) -> Color {
    let entry = cx.entry(&cx.table.rows[row]).filter(|_| has_states(cx));
    entry.map_or(cx.theme.brand, |entry| cx.state_color(entry))
}

fn dot(cx: &Context, out: &mut Builder, row: usize, center: Point) {
    let Some(entry) = cx.entry(&cx.table.rows[row]) else { return };
    let mut style = Style::fill(point_color(cx, row));
    style.stroke = Some(Stroke::solid(cx.theme.ground, 1.5));
    let node = Node::new(Shape::Circle { center, radius: RADIUS }, style, Role::Mark).datum(cx.key(row));
    out.push(node.label(cx.entry_label(&cx.table.rows[row])));
    if has_states(cx) {
        light(out, center, state(cx, entry), cx.theme, Some(cx.key(row)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_flag_covers_another_or_is_pierced_by_a_pole() {
        let poles = [0.0, 10.0, 30.0, 100.0, 105.0, 300.0];
        let widths = [80.0, 120.0, 20.0, 60.0, 60.0, 60.0];
        let levels = levels(&poles, &widths, 5.0);
        for i in 0..poles.len() {
            for j in i + 1..poles.len() {
                let reaches = poles[i] + widths[i] > poles[j];
                assert!(!reaches || levels[j] < levels[i], "{i} {j} {levels:?}");
            }
        }
        assert_eq!(levels[5], 0);
        assert_eq!(super::levels(&[], &[], 5.0), [0; 0]);
    }
}
