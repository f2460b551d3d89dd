//! Radars: several indicators on axes around a centre, each on its own scale; weak ones are marked and named.

use crate::dataset::Direction;
use crate::format;
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::guide::note;
use crate::guide::place::Taken;
use crate::mark::line;
use crate::mark::sector::on_circle;
use crate::query::Row;
use crate::query::full::{self, Reason};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

/// Narrower than this axes carry numbers, and their names stand below.
const NARROW: f64 = 440.0;
const LINE: f64 = 15.0;
const STEP: f64 = 24.0;
/// From the web to the labels of its axes.
const OFF: f64 = 14.0;
const DOT: f64 = 4.0;

fn radius(width: f64) -> f64 {
    if width < NARROW { (width / 2.0 - 30.0).clamp(60.0, 130.0) } else { (width * 0.21).clamp(96.0, 150.0) }
}

/// Room for labels above and below the web.
fn head(cx: &Context, width: f64) -> f64 {
    if width < NARROW { 26.0 } else { OFF + LINE * if is_single(cx) { 3.0 } else { 2.0 } }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let web = 2.0 * radius(width) + 2.0 * head(cx, width);
    let list = if width < NARROW { cx.table.items.len() as f64 * STEP } else { 0.0 };
    web + list + note::height(out, &notes(cx), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &notes(cx), cx.theme);
    let outer = radius(rect.width);
    let center = point(rect.center().x, rect.y + head(cx, rect.width) + outer);
    web(cx, out, center, outer);
    for series in cx.upwards((0..cx.table.series.len().max(1)).collect(), &|series| series) {
        shape(cx, out, series, center, outer);
    }
    match rect.width < NARROW {
        true => {
            numbered(cx, out, center, outer);
            list(cx, out, Rect { y: center.y + outer + head(cx, rect.width), ..rect });
        }
        false => named(cx, out, center, outer, rect),
    }
    rect
}

fn is_single(cx: &Context) -> bool {
    cx.table.series.len() < 2
}

/// The direction of an axis.
fn turn(cx: &Context, item: usize) -> f64 {
    item as f64 / cx.table.items.len().max(1) as f64
}

/// Four rings of straight lines and a spoke for each axis.
fn web(cx: &Context, out: &mut Builder, center: Point, outer: f64) {
    let axes = 0..cx.table.items.len();
    for quarter in 1..=4 {
        let radius = outer * quarter as f64 / 4.0;
        let points = axes.clone().map(|item| on_circle(center, radius, turn(cx, item))).collect();
        let path = Path { subpaths: vec![Subpath { points, closed: true }] };
        out.push(Node::new(Shape::Path(path), Style::stroke(cx.theme.rule, 1.0), Role::Guide));
    }
    for item in axes {
        let end = on_circle(center, outer, turn(cx, item));
        out.line(center, end, Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
    }
}

/// How far out a row lies, 0–1: farther is better.
fn share(cx: &Context, row: &Row) -> Option<f64> {
    let indicator = &cx.set.indicators[row.indicator];
    let value = row.value.known()?.to_f64();
    let full = full::of(indicator, cx.panel.options.target, false)?;
    let share = match (indicator.direction, full.reason) {
        (Direction::Lower, Reason::Target) if value > 0.0 => full.high / value,
        (Direction::Lower, _) => 1.0 - full.share(value),
        _ => full.share(value),
    };
    Some(share.clamp(0.0, 1.0))
}

fn is_weak(cx: &Context, row: &Row) -> bool {
    let value = row.value.known().map(|value| value.to_f64());
    value.is_some_and(|value| full::is_weak(&cx.set.indicators[row.indicator], value))
}

/// The line of a series, broken where a value is missing, its dots, and a ring around the weak ones.
fn shape(cx: &Context, out: &mut Builder, series: usize, center: Point, outer: f64) {
    let mut points: Vec<Option<Point>> = Vec::new();
    let mut dots: Vec<(usize, Point)> = Vec::new();
    for item in 0..cx.table.items.len() {
        let cell = cx.table.cell(item, series);
        let at = cell
            .and_then(|(_, row)| share(cx, row))
            .map(|share| on_circle(center, outer * share, turn(cx, item)));
        points.push(at);
        dots.extend(cell.zip(at).map(|((i, _), at)| (i, at)));
    }
    let Some((first, _)) = dots.first().copied() else { return };
    let color = cx.chosen_color(series);
    if is_single(cx) && points.iter().all(Option::is_some) {
        let points = points.iter().copied().flatten().collect();
        let path = Path { subpaths: vec![Subpath { points, closed: true }] };
        out.push(Node::new(Shape::Path(path), Style::fill(color.alpha(36)), Role::Ornament));
    }
    points.push(points[0]);
    line::line(out, &points, Stroke::solid(color, if cx.is_grey(series) { 1.0 } else { 2.0 }), cx.key(first));
    for (i, at) in dots {
        let row = &cx.table.rows[i];
        if is_weak(cx, row) {
            let ring = Shape::Circle { center: at, radius: DOT + 3.5 };
            let style = Style::stroke(cx.theme.ink, 1.5);
            out.push(Node::new(ring, style, Role::MarkLabel).datum(cx.key(i)));
        }
        line::dot(out, at, DOT, color, cx.theme.ground, cx.key(i), cx.label(row));
    }
}

/// The figure of a single series on an axis, with its ink.
fn figure(cx: &Context, item: usize) -> Option<(usize, String, Color)> {
    let (i, row) = cx.table.cell(item, 0).filter(|_| is_single(cx))?;
    let unit =
        if row.value.known().is_some() { cx.table.measure_of(row).label_unit() } else { String::new() };
    let space = if matches!(unit.as_str(), "" | "%" | "‰" | "分") { "" } else { " " };
    let ink = if is_weak(cx, row) { cx.theme.diverging.0 } else { cx.theme.ink_2 };
    Some((i, format!("{}{space}{unit}", cx.value(row)), ink))
}

/// Names and figures around the web.
fn named(cx: &Context, out: &mut Builder, center: Point, outer: f64, rect: Rect) {
    let mut taken = Taken::default();
    for item in 0..cx.table.items.len() {
        let turn = turn(cx, item);
        let at = on_circle(center, outer + OFF, turn);
        let (right, up) = ((at.x - center.x) / (outer + OFF), (center.y - at.y) / (outer + OFF));
        let next = on_circle(center, outer + OFF, 1.0 / cx.table.items.len() as f64);
        let (anchor, room) = match right {
            right if right > 0.12 => (Anchor::Start, rect.right() - at.x),
            right if right < -0.12 => (Anchor::End, at.x - rect.x),
            _ => (Anchor::Middle, 2.0 * (next.x - center.x) - 20.0),
        };
        let figure = figure(cx, item);
        let mut lines: Vec<(String, Color)> =
            short(out, &cx.table.items[item], room).into_iter().map(|line| (line, cx.theme.ink)).collect();
        lines.extend(figure.iter().map(|(_, text, ink)| (text.clone(), *ink)));
        let height = lines.len() as f64 * LINE;
        let top = (at.y - height / 2.0 - up * height / 2.0).max(rect.y);
        for (i, (line, ink)) in lines.into_iter().enumerate() {
            let y = top + (i as f64 + 0.5) * LINE;
            let text = run(line, (at.x, y), LABEL, anchor, Baseline::Middle);
            if taken.claim(out.extent(&text), &rect.grown(1.0)) {
                push(cx, out, figure.as_ref().map(|(row, ..)| *row), text, ink);
            }
        }
    }
}

/// A name in two lines at most.
fn short(out: &Builder, name: &str, room: f64) -> Vec<String> {
    let mut lines = out.wrap(name, LABEL, room.min(150.0));
    if lines.len() > 2 {
        let rest = lines[1..].concat();
        lines.truncate(1);
        lines.push(out.ellipsis(&rest, LABEL, room.min(150.0)));
    }
    lines
}

fn push(cx: &Context, out: &mut Builder, row: Option<usize>, text: Text, ink: Color) {
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    match row {
        Some(row) => out.push(node.datum(cx.key(row))),
        None => out.push(Node { role: Role::Guide, ..node }),
    }
}

/// The numbers of the axes, where names have no room.
fn numbered(cx: &Context, out: &mut Builder, center: Point, outer: f64) {
    for item in 0..cx.table.items.len() {
        let at = on_circle(center, outer + OFF, turn(cx, item));
        let text =
            run((item + 1).to_string(), (at.x, at.y), Font::bold(12.0), Anchor::Middle, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
    }
}

/// What the numbers stand for.
fn list(cx: &Context, out: &mut Builder, rect: Rect) {
    for (item, name) in cx.table.items.iter().enumerate() {
        let y = rect.y + (item as f64 + 0.5) * STEP;
        let number =
            run((item + 1).to_string(), (rect.x + 16.0, y), Font::bold(12.0), Anchor::End, Baseline::Middle);
        out.text(number, cx.theme.ink_2, Role::Guide);
        let mut right = rect.right();
        let figure = figure(cx, item);
        if let Some((row, text, ink)) = figure.clone() {
            let text = run(text, (rect.right(), y), LABEL, Anchor::End, Baseline::Middle);
            right = out.extent(&text).x - 10.0;
            push(cx, out, Some(row), text, ink);
        }
        let name = out.ellipsis(name, LABEL, right - rect.x - 26.0);
        let name = run(name, (rect.x + 26.0, y), LABEL, Anchor::Start, Baseline::Middle);
        push(cx, out, figure.map(|(row, ..)| row), name, cx.theme.ink);
    }
}

/// What the weak axes are, how each axis is scaled, and what is missing.
fn notes(cx: &Context) -> Vec<String> {
    let mut notes = weak_notes(cx);
    notes.extend(scale_notes(cx));
    if cx.table.rows.iter().any(|row| row.value.known().is_none()) {
        notes.push("线断开处暂无数据。".into());
    }
    notes
}

/// What is weak, a line for each series, and what weak means.
fn weak_notes(cx: &Context) -> Vec<String> {
    const RULE: &str = "处于预警或不良分级，或未达目标；两者都没有的，低于 60。";
    let mut weak: Vec<Vec<String>> = vec![Vec::new(); cx.table.series.len().max(1)];
    for row in cx.table.rows.iter().filter(|row| is_weak(cx, row)) {
        let exact = row.value.known().map(|value| cx.table.measure_of(row).exact(value)).unwrap_or_default();
        if let Some(own) = weak.get_mut(row.series) {
            own.push(format!("{} {exact}", cx.table.items[row.item]));
        }
    }
    let line = |(series, weak): (usize, &Vec<String>)| match cx.table.series.get(series) {
        Some(name) if !is_single(cx) => format!("{name}的薄弱项：{}。", weak.join("、")),
        _ => format!("薄弱项：{}。", weak.join("、")),
    };
    let mut notes: Vec<String> =
        weak.iter().enumerate().filter(|(_, weak)| !weak.is_empty()).map(line).collect();
    notes.push(if notes.is_empty() {
        format!("没有薄弱项：{RULE}")
    } else {
        format!("圈出的薄弱项：{RULE}")
    });
    notes
}

/// How each axis is scaled: a line for each way.
fn scale_notes(cx: &Context) -> Vec<String> {
    let mut kinds: Vec<(String, Vec<&str>)> = Vec::new();
    for (item, name) in cx.table.items.iter().enumerate() {
        let Some(row) = cx.table.rows.iter().find(|row| row.item == item) else { continue };
        let indicator = &cx.set.indicators[row.indicator];
        let Some(full) = full::of(indicator, cx.panel.options.target, false) else { continue };
        let lower = if indicator.direction == Direction::Lower { "，越低越靠外" } else { "" };
        let kind = match (full.reason, indicator.target()) {
            (Reason::Hundred, _) => "以 100 为满".into(),
            (Reason::Target, Some(target)) => {
                format!("以目标 {}为满", format::quantity(target, &indicator.unit))
            }
            _ => "以分级的上下限为范围".to_string(),
        };
        let kind = format!("{kind}{lower}");
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, names)) => names.push(name),
            None => kinds.push((kind, vec![name])),
        }
    }
    match kinds.as_slice() {
        [(kind, _)] => vec![format!("刻度：各轴{kind}。")],
        _ => kinds.iter().map(|(kind, names)| format!("刻度：{}{kind}。", names.join("、"))).collect(),
    }
}
