//! Flows between the members of a circle: a band from who gives to who gets, apart from the ring where it arrives.

mod layout;

use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::guide::place::spread;
use crate::mark::flow::{curve, filled, missing};
use crate::query::flows::{Network, network};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::{Context, Recipe};
use layout::{Arc, Flow, Layout, layout};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const LARGEST: f64 = 210.0;
const RING: f64 = 10.0;
/// How far from the ring a band ends where it arrives.
const HEAD: f64 = 9.0;
const LINE: f64 = 16.0;
const MAX_NAMES: f64 = 0.27;
const NOTE: f64 = 22.0;
const BAND: u8 = 140;
/// Between two members, and the least that one takes, in radians.
const GAP: f64 = 0.04;
const LEAST: f64 = 0.02;

struct Picture {
    network: Network,
    layout: Layout,
    labels: Vec<Vec<String>>,
    radius: f64,
    /// Height of the circle with its names.
    tall: f64,
    notes: Vec<String>,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let picture = picture(cx, out, width);
    picture.tall + picture.notes.len() as f64 * NOTE
}

fn picture(cx: &Context, out: &Builder, width: f64) -> Picture {
    let network = network(cx.table, cx.set);
    let flows: Vec<Flow> =
        network.links.iter().map(|link| (link.from, link.to, link.value.unwrap_or(0.0))).collect();
    let gap = GAP.min(2.0 / network.members.len().max(1) as f64);
    let layout = layout(network.members.len(), &flows, gap, LEAST.min(gap));
    let room = width * MAX_NAMES;
    let label = |name: &String| out.wrap(name, LABEL, room);
    let labels: Vec<Vec<String>> = network.members.iter().map(label).collect();
    let side = out.widest(labels.iter().flatten().map(String::as_str), LABEL) + 18.0;
    let radius = ((width - 2.0 * side) / 2.0).clamp(20.0, LARGEST);
    // Names of one side stand below one another.
    let on_side = |right: bool| {
        let own = layout.arcs.iter().zip(&labels).filter(|(arc, _)| is_right(arc) == right);
        own.map(|(_, lines)| lines.len() as f64 * LINE).fold(0.0, f64::max)
            * layout.arcs.iter().filter(|arc| is_right(arc) == right).count() as f64
    };
    let tall = (2.0 * radius + 2.0 * LINE).max(on_side(true)).max(on_side(false));
    let mut notes = vec!["颜色：给出的一方；留空的一端：收到的一方".to_string()];
    let unknown = network.links.iter().filter(|link| link.value.is_none()).count();
    if unknown > 0 {
        notes.push(format!("虚线：{unknown} 项暂无数据"));
    }
    if !network.left.is_empty() {
        notes.push(format!("{} 项无流向、小于零或太多，未画出", network.left.len()));
    }
    Picture { network, layout, labels, radius, tall, notes }
}

fn is_right(arc: &Arc) -> bool {
    (arc.0 + arc.1) / 2.0 < std::f64::consts::PI
}

/// The point at an angle, clockwise from the top.
fn on(center: Point, radius: f64, angle: f64) -> Point {
    point(center.x + radius * angle.sin(), center.y - radius * angle.cos())
}

/// Points along an arc, as many as keep within 0.1 px of it.
fn along(center: Point, radius: f64, (from, to): Arc) -> Vec<Point> {
    // The sagitta of a step is r(1 − cos(step/2)) ≈ r·step²/8.
    let step = (0.8 / radius.max(1.0)).sqrt();
    let count = ((to - from).abs() / step).ceil().clamp(1.0, 400.0);
    (0..=count as usize).map(|i| on(center, radius, from + (to - from) * i as f64 / count)).collect()
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let picture = picture(cx, out, rect.width);
    let center = point(rect.x + rect.width / 2.0, rect.y + picture.tall / 2.0);
    let inner = picture.radius - RING - 2.0;
    for (link, ends) in picture.network.links.iter().zip(&picture.layout.ends) {
        let (key, label) = (cx.key(link.row), cx.label(&cx.table.rows[link.row]));
        if link.value.is_none() {
            let stroke = Stroke { color: cx.theme.ink_3, width: 1.5, dash: Some((4.0, 4.0)) };
            let points = between(center, on(center, inner, ends.0.0), on(center, inner, ends.1.0));
            missing(out, points, stroke, key, label);
            continue;
        }
        let color = cx.part_color(link.from);
        filled(out, ribbon(center, inner, *ends), color.alpha(BAND), key, label);
    }
    for (member, arc) in picture.layout.arcs.iter().enumerate() {
        let mut points = along(center, picture.radius, *arc);
        points.extend(along(center, picture.radius - RING, (arc.1, arc.0)));
        let path = Path { subpaths: vec![Subpath { points, closed: true }] };
        let color = cx.part_color(member);
        out.push(Node::new(Shape::Path(path), Style::fill(color), Role::Guide));
    }
    for right in [false, true] {
        names(cx, out, &picture, center, rect, right);
    }
    for (i, note) in picture.notes.iter().enumerate() {
        let at = (rect.x, rect.y + picture.tall + (i as f64 + 0.6) * NOTE);
        let text = run(out.ellipsis(note, LABEL, rect.width), at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    Rect { height: picture.tall, ..rect }
}

/// The curve from one point of the ring to another, bent towards the middle.
fn between(center: Point, a: Point, b: Point) -> Vec<Point> {
    let pull = |p: Point| point(p.x + (center.x - p.x) * 0.67, p.y + (center.y - p.y) * 0.67);
    curve(a, pull(a), pull(b), b)
}

/// The outline of a band: it touches the ring where it leaves, and ends before it where it arrives.
fn ribbon(center: Point, radius: f64, (start, end): (Arc, Arc)) -> Vec<Point> {
    // Never thinner than a hair.
    let hair = 0.5 / radius.max(1.0);
    let wide = |arc: Arc| if arc.1 - arc.0 < 2.0 * hair { (arc.0 - hair, arc.1 + hair) } else { arc };
    let (start, end) = (wide(start), wide(end));
    let neck = radius - HEAD.min(radius / 3.0);
    let mut points = along(center, radius, start);
    points.extend(between(center, on(center, radius, start.1), on(center, neck, end.0)));
    points.extend(along(center, neck, end));
    points.extend(between(center, on(center, neck, end.1), on(center, radius, start.0)));
    points
}

/// The names of the members on one side, moved apart, each with a hair to its arc.
fn names(cx: &Context, out: &mut Builder, picture: &Picture, center: Point, rect: Rect, right: bool) {
    let own: Vec<usize> =
        (0..picture.labels.len()).filter(|i| is_right(&picture.layout.arcs[*i]) == right).collect();
    let lines = own.iter().map(|i| picture.labels[*i].len()).max().unwrap_or(1) as f64;
    let tip = |member: usize| {
        let arc = picture.layout.arcs[member];
        on(center, picture.radius, (arc.0 + arc.1) / 2.0)
    };
    let wanted: Vec<f64> = own.iter().map(|i| tip(*i).y).collect();
    let placed = spread(&wanted, lines * LINE, rect.y, rect.y + picture.tall);
    let sign = if right { 1.0 } else { -1.0 };
    for (member, y) in own.into_iter().zip(placed) {
        let tip = tip(member);
        let name = &picture.labels[member];
        // Beside the circle at the height of that edge of the name which is nearer to its middle.
        let (beyond, off) = (picture.radius + 14.0, (y - center.y).abs() - name.len() as f64 * LINE / 2.0);
        let x = center.x + sign * (beyond * beyond - off.max(0.0) * off.max(0.0)).max(16.0).sqrt();
        if tip.distance(point(x, y)) > 30.0 {
            let end = point(x - sign * 3.0, y);
            out.line(tip, end, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
        }
        let anchor = if right { Anchor::Start } else { Anchor::End };
        let top = y - (name.len() as f64 - 1.0) / 2.0 * LINE;
        for (i, line) in name.iter().enumerate() {
            let text = run(line.as_str(), (x, top + i as f64 * LINE), LABEL, anchor, Baseline::Middle);
            out.text(text, cx.theme.ink, Role::Guide);
        }
    }
}
