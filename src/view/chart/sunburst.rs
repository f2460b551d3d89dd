//! Sunbursts: levels of parts as rings around their whole, named in a list beside them.

use crate::geometry::{Point, Rect, point};
use crate::guide::note;
use crate::mark::sector::{on_circle, sector};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::parts::{Part, Parts};
use crate::view::{Context, Recipe};
use std::f64::consts::TAU;

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Narrower than this the list stands below.
const NARROW: f64 = 520.0;
const STEP: f64 = 22.0;
const INDENT: f64 = 14.0;
/// Lines of the list; what is beyond has its place in the rings alone.
const MOST: usize = 28;
const GAP: f64 = 28.0;
/// Share of the radius that the whole takes.
const CORE: f64 = 0.32;

fn radius(width: f64) -> f64 {
    if width < NARROW { (width / 2.0 - 4.0).min(150.0) } else { (width * 0.24).clamp(120.0, 190.0) }
}

/// The parts that the list names: never some of a level without the others.
fn listed(parts: &Parts) -> Vec<usize> {
    let all = parts.reading();
    let within = |depth: usize| -> Vec<usize> {
        all.iter().copied().filter(|i| parts.all[*i].depth <= depth).collect()
    };
    let deepest = parts.all.iter().map(|part| part.depth).max().unwrap_or(0);
    let mut found =
        (0..=deepest).rev().map(within).find(|list| list.len() <= MOST).unwrap_or_else(|| within(0));
    found.truncate(MOST);
    found
}

fn notes(cx: &Context, parts: &Parts, listed: usize) -> Vec<String> {
    let mut notes = parts.notes.clone();
    if listed < parts.all.len() {
        notes.push(format!("共 {} 项，列出 {listed} 项，其余见图中提示。", parts.all.len()));
    }
    notes.push(parts.basis(cx));
    notes
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let parts = Parts::of(cx);
    let listed = listed(&parts).len();
    let (circle, list) = (2.0 * radius(width) + 8.0, listed as f64 * STEP);
    let plot = if width < NARROW { circle + 12.0 + list } else { circle.max(list) };
    plot + note::height(out, &notes(cx, &parts, listed), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let parts = Parts::of(cx);
    let listed = listed(&parts);
    let rect = note::draw(out, rect, &notes(cx, &parts, listed.len()), cx.theme);
    let outer = radius(rect.width);
    let is_narrow = rect.width < NARROW;
    let list = listed.len() as f64 * STEP;
    let (center, place) = match is_narrow {
        true => {
            let center = point(rect.center().x, rect.y + 4.0 + outer);
            (center, Rect { y: center.y + outer + 16.0, ..rect })
        }
        false => {
            let center = point(rect.x + outer + 4.0, rect.center().y);
            let x = center.x + outer + GAP;
            let y = rect.y + ((rect.height - list) / 2.0).max(0.0);
            let width = list_width(cx, out, &parts, &listed).min(rect.right() - x);
            (center, Rect { x, y, width, height: list })
        }
    };
    rings(cx, out, &parts, center, outer);
    rows(cx, out, &parts, &listed, place);
    rect
}

fn rings(cx: &Context, out: &mut Builder, parts: &Parts, center: Point, outer: f64) {
    let first = parts.first_level();
    let deepest = parts.all.iter().map(|part| part.depth).max().unwrap_or(0).max(first);
    let core = outer * CORE;
    let thickness = (outer - core) / (deepest + 1 - first) as f64;
    let mut waiting: Vec<(usize, f64)> = starts(parts, &parts.top, 0.0);
    while let Some((i, start)) = waiting.pop() {
        let part = &parts.all[i];
        let turns = (start, start + share(part.amount, parts.total));
        if part.depth >= first {
            let inner = core + (part.depth - first) as f64 * thickness;
            ring(cx, out, parts, i, center, (inner, inner + thickness), turns);
        }
        waiting.extend(starts(parts, &part.inside, start));
    }
    middle(cx, out, parts, center, core - 3.0);
}

/// Parts with the directions in which they start, one behind the other.
fn starts(parts: &Parts, inside: &[usize], start: f64) -> Vec<(usize, f64)> {
    let mut turn = start;
    let place = |i: &usize| {
        let own = turn;
        turn += share(parts.all[*i].amount, parts.total);
        (*i, own)
    };
    let mut placed: Vec<(usize, f64)> = inside.iter().map(place).collect();
    placed.reverse();
    placed
}

fn share(amount: f64, total: f64) -> f64 {
    if total > 0.0 { amount / total } else { 0.0 }
}

fn node(cx: &Context, parts: &Parts, part: usize, shape: Shape, style: Style) -> Node {
    let part = &parts.all[part];
    match part.row {
        Some(row) => {
            let label =
                format!("{}，占 {}（计算值）", cx.label(&cx.table.rows[row]), parts.share(part.amount));
            Node::new(shape, style, Role::Mark).datum(cx.key(row)).label(label)
        }
        None => Node::new(shape, style, Role::Guide),
    }
}

fn ring(
    cx: &Context,
    out: &mut Builder,
    parts: &Parts,
    i: usize,
    center: Point,
    radii: (f64, f64),
    turns: (f64, f64),
) {
    let fill = fill(cx, parts, i);
    // What has faded is told from the ground by its outline.
    let stroke = match fade(parts, i) > 0.0 {
        true => Stroke::solid(cx.color(parts.all[i].branch), 1.0),
        false => Stroke::solid(cx.theme.ground, 1.5),
    };
    let style = Style { fill: Some(fill), stroke: Some(stroke) };
    out.push(node(cx, parts, i, Shape::Path(sector(center, radii, turns)), style));
    let Fill::Solid(color) = fill else { return };
    let at = on_circle(center, (radii.0 + radii.1) / 2.0, (turns.0 + turns.1) / 2.0);
    let text = run(parts.all[i].name.as_str(), (at.x, at.y), LABEL, Anchor::Middle, Baseline::Middle);
    if holds(center, radii, turns, &out.extent(&text).grown(2.0)) {
        text_of(cx, out, parts, i, text, cx.theme.ink_on(color));
    }
}

/// Whether a rectangle lies inside a sector.
fn holds(center: Point, radii: (f64, f64), turns: (f64, f64), rect: &Rect) -> bool {
    let middle = rect.center();
    let xs = [rect.x, middle.x, rect.right()];
    let ys = [rect.y, middle.y, rect.bottom()];
    xs.iter().all(|x| {
        ys.iter().all(|y| {
            let (right, up) = (x - center.x, center.y - y);
            let turn = (right.atan2(up) / TAU).rem_euclid(1.0);
            let away = (right * right + up * up).sqrt();
            away >= radii.0 && away <= radii.1 && turn >= turns.0 && turn <= turns.1
        })
    })
}

/// How near to the ground the colour of a part is: the farther out, the nearer.
fn fade(parts: &Parts, i: usize) -> f64 {
    let levels = parts.all[i].depth.saturating_sub(parts.first_level());
    (levels as f64 * 0.28).min(0.7)
}

/// The branch in its colour, farther out nearer to the ground.
fn fill(cx: &Context, parts: &Parts, i: usize) -> Fill {
    let part = &parts.all[i];
    if part.row.is_none() && part.inside.is_empty() {
        return cx.theme.missing;
    }
    Fill::Solid(cx.part_color(part.branch).mix(cx.theme.ground, fade(parts, i)))
}

/// The whole in the middle.
fn middle(cx: &Context, out: &mut Builder, parts: &Parts, center: Point, radius: f64) {
    let disc = Shape::Circle { center, radius: radius.max(1.0) };
    match parts.top.as_slice() {
        [only] => out.push(node(cx, parts, *only, disc, Style::fill(cx.theme.ground))),
        _ => out.push(Node::new(disc, Style::fill(cx.theme.ground), Role::Ornament)),
    }
    let (number, name) = parts.total(cx);
    let fits = |size: &f64| out.width(&number, Font::bold(*size)) <= radius * 1.6;
    let size = [22.0, 18.0, 15.0, 13.0].into_iter().find(fits).unwrap_or(11.0);
    let lines = out.wrap(&name, LABEL, radius * 1.5);
    let top = center.y - lines.len() as f64 * 7.5;
    let number = run(number, (center.x, top), Font::bold(size), Anchor::Middle, Baseline::Middle);
    let mut texts = vec![(number, cx.theme.ink)];
    for (i, line) in lines.into_iter().enumerate() {
        let at = (center.x, top + size / 2.0 + 3.0 + (i as f64 + 0.5) * 15.0);
        texts.push((run(line, at, LABEL, Anchor::Middle, Baseline::Middle), cx.theme.ink_2));
    }
    for (text, ink) in texts {
        match parts.top.as_slice() {
            [only] => text_of(cx, out, parts, *only, text, ink),
            _ => out.text(text, ink, Role::Guide),
        }
    }
}

/// Where names and figures of a list begin to lie far apart, the eye loses its line.
fn list_width(cx: &Context, out: &Builder, parts: &Parts, listed: &[usize]) -> f64 {
    let width = |of: &dyn Fn(&Part) -> f64| listed.iter().map(|i| of(&parts.all[*i])).fold(0.0, f64::max);
    let names = width(&|part| part.depth as f64 * INDENT + 16.0 + out.width(&part.name, Font::bold(12.0)));
    let figures = width(&|part| out.width(&parts.figure(cx, part), LABEL));
    (names + 48.0 + figures).max(220.0)
}

/// Every part with its figure, indented by its level.
fn rows(cx: &Context, out: &mut Builder, parts: &Parts, listed: &[usize], rect: Rect) {
    let first = parts.first_level();
    for (line, i) in listed.iter().enumerate() {
        let part = &parts.all[*i];
        let y = rect.y + (line as f64 + 0.5) * STEP;
        let x = rect.x + part.depth as f64 * INDENT;
        let is_whole = part.depth < first;
        if !is_whole {
            let swatch = Rect { x, y: y - 5.0, width: 10.0, height: 10.0 };
            let style = Style { fill: Some(fill(cx, parts, *i)), stroke: None };
            out.push(Node::new(Shape::Rect(swatch), style, Role::Guide));
        }
        let font = if is_whole || !part.inside.is_empty() { Font::bold(12.0) } else { LABEL };
        let figure = run(parts.figure(cx, part), (rect.right(), y), LABEL, Anchor::End, Baseline::Middle);
        let left = if is_whole { x } else { x + 16.0 };
        let name = out.ellipsis(&part.name, font, out.extent(&figure).x - 8.0 - left);
        text_of(
            cx,
            out,
            parts,
            *i,
            run(name, (left, y), font, Anchor::Start, Baseline::Middle),
            cx.theme.ink,
        );
        text_of(cx, out, parts, *i, figure, cx.theme.ink_2);
    }
}

fn text_of(
    cx: &Context,
    out: &mut Builder,
    parts: &Parts,
    part: usize,
    text: crate::scene::Text,
    ink: crate::scene::Color,
) {
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    out.push(match parts.all[part].row {
        Some(row) => node.datum(cx.key(row)),
        None => node,
    });
}
