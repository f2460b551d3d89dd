//! Pies and donuts: the parts of a whole as sectors, named beside them; beyond six the smallest are grouped.

use crate::config::{Chart, Kind};
use crate::geometry::{Point, Rect, point};
use crate::guide::{note, place};
use crate::mark::sector::{on_circle, sector};
use crate::order;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::parts::Parts;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// So many sectors have a colour and a name of their own.
const MOST: usize = 6;
/// Narrower than this the names stand in a list below.
const NARROW: f64 = 420.0;
const LINE: f64 = 15.0;
const LABEL_STEP: f64 = 38.0;
const LIST_STEP: f64 = 26.0;
/// Lines of a name in a list.
const NAME_LINES: usize = 4;
/// From the rim to the bend of a leader, and from there to its label.
const LEADER: (f64, f64) = (9.0, 16.0);
const HOLE: f64 = 0.62;

/// One sector with a name.
struct Slice {
    /// Positions of the parts in it.
    parts: Vec<usize>,
    name: String,
    figure: String,
    fill: Fill,
}

fn slices(cx: &Context, parts: &Parts) -> Vec<Slice> {
    let (listed, rest): (Vec<usize>, Vec<usize>) =
        parts.top.iter().copied().partition(|i| parts.all[*i].row.is_some());
    let mut slices = Vec::new();
    let alone = if listed.len() > MOST { MOST - 1 } else { listed.len() };
    // Those of least amount go together, in whichever order parts are shown.
    let keys: Vec<f64> = listed.iter().map(|i| -parts.all[*i].amount).collect();
    let mut is_alone = vec![false; listed.len()];
    for i in order::of(&keys).into_iter().take(alone) {
        is_alone[i] = true;
    }
    for (i, part) in
        listed.iter().enumerate().filter(|(i, _)| is_alone[*i]).map(|(i, part)| (i, &parts.all[*part]))
    {
        let fill = Fill::Solid(cx.color(slices.len()));
        let (name, figure) = (part.name.clone(), parts.figure(cx, part));
        slices.push(Slice { parts: vec![listed[i]], name, figure, fill });
    }
    let others: Vec<usize> =
        listed.iter().enumerate().filter(|(i, _)| !is_alone[*i]).map(|(_, part)| *part).collect();
    if !others.is_empty() {
        let amount = others.iter().map(|i| parts.all[*i].amount).sum();
        let name = format!("其他 {} 项", others.len());
        let figure = parts.share(amount);
        slices.push(Slice { parts: others, name, figure, fill: Fill::Solid(cx.theme.ink_3) });
    }
    for i in rest {
        let part = &parts.all[i];
        let (name, figure) = (part.name.clone(), parts.figure(cx, part));
        slices.push(Slice { parts: vec![i], name, figure, fill: cx.theme.missing });
    }
    slices
}

/// What the grouped ones are, how shares were computed, and sums that do not agree.
fn notes(cx: &Context, parts: &Parts, slices: &[Slice]) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(others) = slices.iter().find(|slice| slice.parts.len() > 1) {
        let member = |i: &usize| format!("{} {}", parts.all[*i].name, parts.share(parts.all[*i].amount));
        let members: Vec<String> = others.parts.iter().take(30).map(member).collect();
        let more = if others.parts.len() > members.len() { "等" } else { "" };
        notes.push(format!("其他：{}{more}。", members.join("、")));
    }
    notes.extend(parts.notes.iter().cloned());
    notes.push(parts.basis(cx));
    notes
}

fn is_donut(cx: &Context) -> bool {
    cx.panel.kind == Kind::Chart(Chart::Donut)
}

fn radius(width: f64) -> f64 {
    if width < NARROW { (width * 0.34).min(110.0) } else { (width * 0.19).clamp(84.0, 140.0) }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let parts = Parts::of(cx);
    let slices = slices(cx, &parts);
    let circle = 2.0 * radius(width) + 2.0 * LEADER.0;
    let plot = match width < NARROW {
        true => circle + slices.iter().map(|slice| step(&names(out, slice, width))).sum::<f64>(),
        false => circle.max(slices.len().div_ceil(2) as f64 * LABEL_STEP) + 24.0,
    };
    plot + note::height(out, &notes(cx, &parts, &slices), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let parts = Parts::of(cx);
    let slices = slices(cx, &parts);
    let rect = note::draw(out, rect, &notes(cx, &parts, &slices), cx.theme);
    let outer = radius(rect.width);
    let is_narrow = rect.width < NARROW;
    let y = if is_narrow { rect.y + LEADER.0 + outer } else { rect.center().y };
    let center = point(rect.center().x, y);
    let inner = if is_donut(cx) { outer * HOLE } else { 0.0 };
    let mut middles = Vec::new();
    let mut turn = 0.0;
    for slice in &slices {
        let start = turn;
        for i in &slice.parts {
            let next = turn + share(parts.all[*i].amount, parts.total);
            piece(cx, out, &parts, *i, slice, (center, inner, outer), (turn, next));
            turn = next;
        }
        if slice.parts.len() > 1 {
            let stroke = Style { fill: None, stroke: Some(Stroke::solid(cx.theme.ground, 1.5)) };
            let outline = sector(center, (inner, outer), (start, turn));
            out.push(Node::new(Shape::Path(outline), stroke, Role::Ornament));
        }
        middles.push((start + turn) / 2.0);
    }
    if inner > 0.0 {
        total(cx, out, &parts, center, inner);
    }
    match is_narrow {
        true => list(cx, out, &parts, &slices, Rect { y: center.y + outer + LEADER.0, ..rect }),
        false => labels(cx, out, &parts, &slices, &middles, (center, outer), rect),
    }
    rect
}

fn share(amount: f64, total: f64) -> f64 {
    if total > 0.0 { amount / total } else { 0.0 }
}

fn piece(
    cx: &Context,
    out: &mut Builder,
    parts: &Parts,
    part: usize,
    slice: &Slice,
    (center, inner, outer): (Point, f64, f64),
    turns: (f64, f64),
) {
    // What is nothing has no edge either: a line would be read as a little.
    let is_nothing = turns.1 <= turns.0;
    // Between grouped ones there is no gap: they are read as one.
    let is_thin = (turns.1 - turns.0) * outer < 0.6 || slice.parts.len() > 1;
    let edge =
        if is_thin { Stroke::solid(slice.fill.ink(), 0.5) } else { Stroke::solid(cx.theme.ground, 1.5) };
    let style = Style { fill: Some(slice.fill), stroke: Some(edge).filter(|_| !is_nothing) };
    let shape = Shape::Path(sector(center, (inner, outer), turns));
    let part = &parts.all[part];
    out.push(match part.row {
        Some(row) => {
            let label =
                format!("{}，占 {}（计算值）", cx.label(&cx.table.rows[row]), parts.share(part.amount));
            Node::new(shape, style, Role::Mark).datum(cx.key(row)).label(label)
        }
        None => Node::new(shape, style, Role::Guide),
    });
}

/// The total in the hole of a donut.
fn total(cx: &Context, out: &mut Builder, parts: &Parts, center: Point, inner: f64) {
    let (number, name) = parts.total(cx);
    let fits = |size: &f64| out.width(&number, Font::bold(*size)) <= inner * 1.6;
    let size = [26.0, 22.0, 18.0, 15.0].into_iter().find(fits).unwrap_or(12.0);
    let lines = out.wrap(&name, LABEL, inner * 1.5);
    let top = center.y - lines.len() as f64 * LINE / 2.0;
    let text = run(number, (center.x, top), Font::bold(size), Anchor::Middle, Baseline::Middle);
    out.text(text, cx.theme.ink, Role::Guide);
    for (i, line) in lines.into_iter().enumerate() {
        let at = (center.x, top + size / 2.0 + 4.0 + (i as f64 + 0.5) * LINE);
        out.text(run(line, at, LABEL, Anchor::Middle, Baseline::Middle), cx.theme.ink_2, Role::Guide);
    }
}

/// Names and figures on both sides, each joined to its sector.
fn labels(
    cx: &Context,
    out: &mut Builder,
    parts: &Parts,
    slices: &[Slice],
    middles: &[f64],
    (center, outer): (Point, f64),
    rect: Rect,
) {
    for is_right in [true, false] {
        let own: Vec<usize> = (0..slices.len()).filter(|i| (middles[*i] < 0.5) == is_right).collect();
        let bend = |i: usize| on_circle(center, outer + LEADER.0, middles[i]);
        let wanted: Vec<f64> = own.iter().map(|i| bend(*i).y).collect();
        let placed = place::spread(&wanted, LABEL_STEP, rect.y, rect.bottom());
        let side = if is_right { 1.0 } else { -1.0 };
        let x = center.x + side * (outer + LEADER.0 + LEADER.1);
        let room = if is_right { rect.right() - x } else { x - rect.x };
        let anchor = if is_right { Anchor::Start } else { Anchor::End };
        for (i, y) in own.into_iter().zip(placed) {
            let slice = &slices[i];
            let start = on_circle(center, outer + 2.0, middles[i]);
            for (from, to) in [(start, bend(i)), (bend(i), point(x - side * 5.0, y))] {
                out.line(from, to, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
            }
            let lines = [
                (slice.name.as_str(), -LINE / 2.0, cx.theme.ink),
                (&slice.figure, LINE / 2.0, cx.theme.ink_2),
            ];
            for (content, shift, ink) in lines {
                let content = out.ellipsis(content, LABEL, room);
                let text = run(content, (x, y + shift), LABEL, anchor, Baseline::Middle);
                push(cx, out, parts, slice, text, ink);
            }
        }
    }
}

/// The name of a slice in a list of that width, beside its figure.
fn names(out: &Builder, slice: &Slice, width: f64) -> Vec<String> {
    out.wrapped(&slice.name, LABEL, width - 30.0 - out.width(&slice.figure, LABEL), NAME_LINES)
}

fn step(names: &[String]) -> f64 {
    LIST_STEP + names.len().saturating_sub(1) as f64 * LINE
}

/// Names and figures below, one under the other.
fn list(cx: &Context, out: &mut Builder, parts: &Parts, slices: &[Slice], rect: Rect) {
    let mut top = rect.y;
    for slice in slices {
        let names = names(out, slice, rect.width);
        let y = top + LIST_STEP / 2.0;
        top += step(&names);
        let swatch = Rect { x: rect.x, y: y - 6.0, width: 12.0, height: 12.0 };
        let style = Style { fill: Some(slice.fill), stroke: None };
        out.push(Node::new(Shape::Rect(swatch), style, Role::Guide));
        let figure = run(slice.figure.as_str(), (rect.right(), y), LABEL, Anchor::End, Baseline::Middle);
        for (line, name) in names.into_iter().enumerate() {
            let at = (rect.x + 20.0, y + line as f64 * LINE);
            let name = run(name, at, LABEL, Anchor::Start, Baseline::Middle);
            push(cx, out, parts, slice, name, cx.theme.ink);
        }
        push(cx, out, parts, slice, figure, cx.theme.ink_2);
    }
}

/// Text that belongs to a sector.
fn push(
    cx: &Context,
    out: &mut Builder,
    parts: &Parts,
    slice: &Slice,
    text: crate::scene::Text,
    ink: crate::scene::Color,
) {
    let row = slice.parts.first().filter(|_| slice.parts.len() == 1).and_then(|part| parts.all[*part].row);
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    out.push(match row {
        Some(row) => node.datum(cx.key(row)),
        None => node,
    });
}
