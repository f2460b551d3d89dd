//! Gantt chart: entries as spans of time, with what is done of each and the day that the view takes for today.

use crate::dataset::{Entry, Period};
use crate::geometry::{Path, Rect, Subpath, point};
use crate::guide::{axis, timeline};
use crate::mark::bar;
use crate::query::Row;
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, DatumKey, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::{LABEL, Theme};
use crate::view::entry::{
    GROUP_HEIGHT, LINE, group_count, groups, haloed, has_headings, has_states, heading, light, lines, state,
    tag, tally, tally_height,
};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Narrower than this, names stand above their bars.
const COMPACT: f64 = 420.0;
/// Share of the width that names beside bars may take, and the most they ever take.
const NAMES: (f64, f64) = (0.38, 360.0);
const BAR: f64 = 14.0;
const ROW: f64 = 30.0;
const LIGHT: f64 = 20.0;
const INSET: f64 = 14.0;
/// Room below the plot for what its vertical lines mean.
const FOOT: f64 = 26.0;

/// Where everything lies, from the top of the plot.
struct Layout {
    compact: bool,
    /// Room for the lights.
    light: f64,
    /// Width of the names beside the plot; 0 where they stand above their bars.
    names: f64,
    /// Headings: top, group.
    headings: Vec<(f64, usize)>,
    /// Rows: top, height, row, lines of its name.
    rows: Vec<(f64, f64, usize, Vec<String>)>,
    height: f64,
}

impl Layout {
    fn of(cx: &Context, out: &Builder, width: f64) -> Layout {
        let compact = width < COMPACT;
        let light = if has_states(cx) { LIGHT } else { 0.0 };
        let most = if compact { width } else { (width * NAMES.0).min(NAMES.1) } - light;
        let (mut y, mut widest) = (0.0, 0.0f64);
        let (mut headings, mut rows) = (Vec::new(), Vec::new());
        for (group, (_, positions)) in groups(cx).into_iter().enumerate() {
            if has_headings(cx) {
                headings.push((y, group));
                y += GROUP_HEIGHT;
            }
            for i in positions {
                let name = cx.entry(&cx.table.rows[i]).map_or("", |entry| &entry.name);
                let lines = lines(out, name, LABEL, most, 2);
                widest = widest.max(out.widest(lines.iter().map(String::as_str), LABEL));
                let tall = lines.len() as f64 * LINE;
                let own = if compact { tall + BAR + 20.0 } else { (tall + 8.0).max(ROW) };
                rows.push((y, own, i, lines));
                y += own;
            }
        }
        let names = if compact { 0.0 } else { widest + light + 14.0 };
        Layout { compact, light, names, headings, rows, height: y }
    }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    plan_height(cx, out, width, span_of_all(cx).is_some())
}

/// Height of a plan, with an axis or without.
pub(super) fn plan_height(cx: &Context, out: &Builder, width: f64, has_axis: bool) -> f64 {
    let foot = if cx.today().is_some() { FOOT } else { 0.0 };
    tally_height(cx, out, width) + axis_height(has_axis) + Layout::of(cx, out, width).height + foot
}

fn axis_height(has_axis: bool) -> f64 {
    if has_axis { timeline::HEIGHT } else { 0.0 }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    // Without any date there is no axis.
    let span = span_of_all(cx);
    plan(cx, out, rect, (span.unwrap_or((0.0, 1.0)), span.map(|_| false)), &mark)
}

/// Draws one row of a plan: its mark and what stands beside it, at that height.
pub(super) type MarkOf<'m> = &'m dyn Fn(&Context, &mut Builder, (usize, &Row, &Entry), f64, &Linear);

/// Names, groups and the time axis, with `mark` in every row. The axis has its years, or is that of any year; or there is
/// none.
pub(super) fn plan(
    cx: &Context,
    out: &mut Builder,
    rect: Rect,
    (ends, is_of_any_year): ((f64, f64), Option<bool>),
    mark: MarkOf,
) -> Rect {
    let layout = Layout::of(cx, out, rect.width);
    tally(cx, out, rect);
    let top = rect.y + tally_height(cx, out, rect.width) + axis_height(is_of_any_year.is_some());
    let x = rect.x + layout.names;
    let plot = Rect { x, y: top, width: (rect.right() - x).max(20.0), height: layout.height };
    // Room for half a label at either end.
    let inner = Rect { x: plot.x + INSET, width: plot.width - 2.0 * INSET, ..plot };
    let ticks = timeline::ticks(ends, inner.width);
    let scale = Linear { domain: ticks.domain, range: (inner.x, inner.right()) };
    if let Some(is_of_any_year) = is_of_any_year {
        timeline::draw(out, inner, &scale, &ticks, is_of_any_year, cx.theme);
    }
    let (under, marked) = (out.nodes.len(), references(cx, out, inner, &scale));
    let groups = groups(cx);
    for &(y, group) in &layout.headings {
        let count = group_count(cx, &groups[group].1);
        let place = Rect { y: top + y, ..rect };
        if group > 0 {
            let line = Stroke::solid(cx.theme.rule, 1.0);
            out.line(point(rect.x, place.y + 1.0), point(rect.right(), place.y + 1.0), line, Role::Guide);
        }
        heading(cx, out, place, groups[group].0, &count);
    }
    for (y, tall, i, names) in &layout.rows {
        let row = &cx.table.rows[*i];
        let Some(entry) = cx.entry(row) else { continue };
        let text = names.len() as f64 * LINE;
        let name = if layout.compact { top + y + 2.0 } else { top + y + (tall - text) / 2.0 };
        let middle = if layout.compact { name + text + 5.0 + BAR / 2.0 } else { top + y + tall / 2.0 };
        mark(cx, out, (*i, row, entry), middle, &scale);
        if layout.light > 0.0 {
            let at = point(rect.x + 7.0, name + LINE / 2.0);
            light(out, at, state(cx, entry), cx.theme, Some(cx.key(*i)));
        }
        let ink = (cx.theme.ink, Some(cx.theme.ground));
        haloed(out, names, point(rect.x + layout.light, name), ink, cx.key(*i));
    }
    for x in marked {
        upright(out, under, x, (plot.y - 4.0, plot.bottom() + 6.0), cx.theme);
    }
    Rect { height: top + layout.height - rect.y, ..rect }
}

/// From the first date to the last one, in years.
pub(super) fn span_of_all(cx: &Context) -> Option<(f64, f64)> {
    let references = cx.panel.options.references.iter().filter_map(|reference| reference.period);
    let dates = cx.table.periods.iter().copied().chain(references);
    dates.map(Period::ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Names today below the plot, and whatever else the view marks in time; returns where their lines stand.
fn references(cx: &Context, out: &mut Builder, plot: Rect, scale: &Linear) -> Vec<f64> {
    let mut places = Vec::new();
    for reference in &cx.panel.options.references {
        let Some(period) = reference.period else { continue };
        let x = scale.map(period.position());
        places.push((if reference.label.is_empty() { period.label() } else { reference.label.clone() }, x));
    }
    axis::labels(out, plot, &places, cx.theme);
    places.into_iter().map(|(_, x)| x).collect()
}

/// An upright line under all that is drawn from node `under` on, interrupted where a text crosses it.
fn upright(out: &mut Builder, under: usize, x: f64, (top, bottom): (f64, f64), theme: &Theme) {
    let crossing = |node: &Node| match &node.shape {
        Shape::Text(text) => {
            Some(out.extent(text).grown(2.0)).filter(|rect| rect.x <= x && x <= rect.right())
        }
        _ => None,
    };
    let mut gaps: Vec<(f64, f64)> =
        out.nodes[under..].iter().filter_map(crossing).map(|rect| (rect.y, rect.bottom())).collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut subpaths = Vec::new();
    let mut y = top;
    for (from, to) in gaps.into_iter().chain([(bottom, bottom)]) {
        let end = from.min(bottom);
        if end - y > 2.0 {
            subpaths.push(Subpath { points: vec![point(x, y), point(x, end)], closed: false });
        }
        y = y.max(to);
    }
    let style = Style::stroke(theme.ink_2, 1.5);
    out.nodes.insert(under, Node::new(Shape::Path(Path { subpaths }), style, Role::Guide));
}

/// From its start to its end, in years, where both are known.
fn span(entry: &Entry) -> Option<(f64, f64)> {
    let (from, to) = (entry.start?.ends().0, entry.done.or(entry.due)?.ends().1);
    Some((from.min(to), from.max(to)))
}

/// Where an entry lies and what is written beside it.
pub(super) fn mark(
    cx: &Context,
    out: &mut Builder,
    (i, row, entry): (usize, &Row, &Entry),
    y: f64,
    scale: &Linear,
) {
    let (key, color) = (cx.key(i), cx.state_color(entry));
    let share = entry.progress.map(|progress| progress.to_f64() / 100.0);
    let mut ends = match (span(entry), entry.when()) {
        (Some((from, to)), _) => {
            let share = share.unwrap_or(if entry.state.is_finished() { 1.0 } else { 0.0 });
            bar(cx, out, (i, row), (scale.map(from), scale.map(to)), y, (color, share))
        }
        (None, Some(when)) => diamond(cx, out, (i, row), when, y, (scale, color, entry.done.is_none())),
        (None, None) => {
            let wide = if share.is_some() { 60.0 } else { 24.0 };
            let (from, to) = (scale.range.0, scale.range.0 + wide);
            let center = point((from + to) / 2.0, y);
            bar::missing(out, center, (wide, BAR), cx.theme.missing, key, cx.entry_label(row));
            if let Some(share) = share {
                let done = Rect { x: from, y: y - BAR / 2.0, width: wide * share, height: BAR };
                out.push(Node::new(Shape::Rect(done), Style::fill(color), Role::MarkLabel).datum(key));
            }
            (from, to)
        }
    };
    if let (Some(_), Some(done), Some(due)) = (entry.start, entry.done, entry.due) {
        let (done, due) = (scale.map(done.ends().1), scale.map(due.ends().1));
        deviation(cx, out, (done, due), y, key);
        ends.1 = ends.1.max(due + 1.0);
    }
    beside(cx, out, &words(cx, entry), ends, y, (scale.range, i));
}

/// Done before the day that was set: a thin line leads to it. Done behind it: what was too much is red.
fn deviation(cx: &Context, out: &mut Builder, (done, due): (f64, f64), y: f64, key: DatumKey) {
    if done > due + 0.5 {
        let late = Rect { x: due, y: y - BAR / 2.0, width: done - due, height: BAR };
        let style = Style::fill(cx.theme.diverging.0);
        out.push(Node::new(Shape::Rect(late), style, Role::MarkLabel).datum(key));
    } else if done + 0.5 < due {
        let stroke = Stroke { color: cx.theme.ink_3, width: 1.5, dash: Some((2.0, 2.0)) };
        out.line(point(done, y), point(due, y), stroke, Role::Guide);
        out.line(point(due, y - 7.0), point(due, y + 7.0), Stroke::solid(cx.theme.ink_3, 1.5), Role::Guide);
    }
}

/// What is written beside a bar: how much is done, and what the eye must not miss.
fn words(cx: &Context, entry: &Entry) -> String {
    let progress = entry.progress.map(|progress| crate::format::quantity(progress, "%"));
    let mut parts: Vec<String> = progress.into_iter().collect();
    if cx.is_overdue(entry) {
        parts.push("已逾期".into());
    }
    if entry.done.zip(entry.due).is_some_and(|(done, due)| due.is_before(done)) {
        parts.push("逾期完成".into());
    }
    let whole = span(entry).is_some();
    match entry.when() {
        None => parts.push("未注明时间".into()),
        Some(when) if !whole && entry.done.is_some() => parts.push(format!("{}完成", when.label())),
        Some(when) if !whole && entry.due.is_some() => parts.push(format!("{}到期", when.label())),
        Some(when) if !whole => parts.push(format!("{}起", when.label())),
        _ => {}
    }
    parts.join(" · ")
}

/// Writes to the right of a mark, else to the left; where neither has room the tooltip says it.
pub(super) fn beside(
    cx: &Context,
    out: &mut Builder,
    words: &str,
    ends: (f64, f64),
    y: f64,
    place: ((f64, f64), usize),
) {
    let ((low, high), i) = place;
    let width = out.width(words, LABEL);
    let (x, anchor) = match () {
        _ if words.is_empty() => return,
        _ if ends.1 + 6.0 + width <= high + 6.0 => (ends.1 + 6.0, Anchor::Start),
        _ if ends.0 - 6.0 - width >= low - 6.0 => (ends.0 - 6.0, Anchor::End),
        _ => return,
    };
    let text = run(words, (x, y), LABEL, anchor, Baseline::Middle);
    tag(out, Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink_2, cx.key(i));
}

/// A span whose done part is filled; returns its ends.
fn bar(
    cx: &Context,
    out: &mut Builder,
    (i, row): (usize, &Row),
    (from, to): (f64, f64),
    y: f64,
    (color, share): (Color, f64),
) -> (f64, f64) {
    let width = (to - from).max(3.0);
    let rect = Rect { x: from, y: y - BAR / 2.0, width, height: BAR };
    let mut style = Style::fill(cx.theme.ground.mix(color, 0.22));
    style.stroke = Some(Stroke::solid(color, 1.0));
    let node = Node::new(Shape::Rect(rect), style, Role::Mark).datum(cx.key(i));
    out.push(node.label(cx.entry_label(row)));
    if share > 0.0 {
        let done = Rect { width: width * share.min(1.0), ..rect };
        out.push(Node::new(Shape::Rect(done), Style::fill(color), Role::MarkLabel).datum(cx.key(i)));
    }
    (from, from + width)
}

/// A single date, with a thin line as long as the period that is all that is known of it; returns its ends. What is not
/// done yet is hollow.
fn diamond(
    cx: &Context,
    out: &mut Builder,
    (i, row): (usize, &Row),
    when: Period,
    y: f64,
    (scale, color, is_open): (&Linear, Color, bool),
) -> (f64, f64) {
    const HALF: f64 = 7.0;
    let (from, to) = when.ends();
    let (from, to) = (scale.map(from), scale.map(to));
    let x = (from + to) / 2.0;
    out.line(point(from, y), point(to, y), Stroke::solid(color, 2.0), Role::Guide);
    let corners = [(0.0, -HALF), (HALF, 0.0), (0.0, HALF), (-HALF, 0.0)];
    let points = corners.iter().map(|(dx, dy)| point(x + dx, y + dy)).collect();
    let path = Path { subpaths: vec![Subpath { points, closed: true }] };
    let mut style = Style::fill(if is_open { cx.theme.ground } else { color });
    style.stroke = Some(Stroke::solid(color, 2.0));
    let node = Node::new(Shape::Path(path), style, Role::Mark).datum(cx.key(i));
    out.push(node.label(cx.entry_label(row)));
    (from.min(x - HALF), to.max(x + HALF))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::text::FixedMeasure;
    use crate::theme::LIGHT;

    #[test]
    fn an_upright_line_crosses_no_text_and_lies_under_what_it_does_cross() {
        let mut out = Builder::new(&FixedMeasure);
        out.text(run("年", (50.0, 5.0), LABEL, Anchor::Middle, Baseline::Top), LIGHT.ink, Role::Guide);
        let under = out.nodes.len();
        for (words, at) in [("土地与环评手续", (50.0, 60.0)), ("旁边", (90.0, 30.0)), ("叠着", (50.0, 66.0))]
        {
            out.text(run(words, at, LABEL, Anchor::Middle, Baseline::Middle), LIGHT.ink, Role::Guide);
        }
        upright(&mut out, under, 50.0, (0.0, 100.0), &LIGHT);
        let Shape::Path(line) = &out.nodes[under].shape else { panic!("no line") };
        let pieces: Vec<(f64, f64)> =
            line.subpaths.iter().map(|piece| (piece.points[0].y, piece.points[1].y)).collect();
        assert_eq!(pieces, [(0.0, 52.0), (74.0, 100.0)]);
    }
}
