//! Flows from left to right: bands as thick as what flows, from who gives to who gets.

mod layout;

use crate::decimal::Decimal;
use crate::geometry::{Rect, point};
use crate::mark::flow;
use crate::query::flows::{Link, Network, closing, network};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::view::{Context, Recipe};
use layout::{Flow, Layout, layout};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const NODE: f64 = 10.0;
const LINE: f64 = 16.0;
const GAP: f64 = 10.0;
const LEAST: f64 = 240.0;
/// Share of the width that the names on one side may take.
const MAX_NAMES: f64 = 0.3;
/// Layers are no farther apart: bands that are too flat cannot be compared.
const WIDEST: f64 = 380.0;
const NOTE: f64 = 20.0;
/// Between layers narrower than this, members have a number for a name, and a key under the picture.
const NARROWEST: f64 = 76.0;
/// Share of its colour that a band keeps over the ground.
const BAND: u8 = 110;

/// All that is drawn.
struct Picture {
    network: Network,
    /// The flows that are drawn, by position among the links.
    kept: Vec<usize>,
    layout: Layout,
    /// What each member is called, in lines.
    labels: Vec<Vec<String>>,
    /// Room for names left and right.
    sides: (f64, f64),
    notes: Vec<String>,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let picture = picture(cx, out, width);
    picture.layout.places.iter().map(|p| p.y + p.height).fold(tallest(&picture), f64::max)
        + 8.0
        + picture.notes.len() as f64 * NOTE
}

/// The height that labels, or the eye, want.
fn tallest(picture: &Picture) -> f64 {
    let columns = (0..picture.layout.layers).map(|layer| {
        let of_layer = picture.layout.places.iter().zip(&picture.labels).filter(|(p, _)| p.layer == layer);
        of_layer.map(|(_, lines)| lines.len() as f64 * LINE + GAP).sum::<f64>() - GAP
    });
    columns.fold(LEAST, f64::max)
}

fn picture(cx: &Context, out: &Builder, width: f64) -> Picture {
    let network = network(cx.table, cx.set);
    let ends: Vec<(usize, usize)> = network.links.iter().map(|link| (link.from, link.to)).collect();
    let closes = closing(network.members.len(), &ends);
    let kept: Vec<usize> = (0..ends.len()).filter(|i| !closes[*i]).collect();
    let flows: Vec<Flow> =
        kept.iter().map(|i| (ends[*i].0, ends[*i].1, network.links[*i].value.unwrap_or(0.0))).collect();
    let layers = layout::layers(network.members.len(), &flows);
    let last = layers.iter().copied().max().unwrap_or(0);
    let most = width * MAX_NAMES;
    let inner = (width - 2.0 * most) / last.max(1) as f64 - NODE - 12.0;
    let mut key = Vec::new();
    let mut is_summed = false;
    let label = |member: usize| {
        let name = &network.members[member];
        let (total, summed) = total(cx, &network, member);
        is_summed |= summed;
        let is_outer = layers[member] == 0 || layers[member] == last;
        if !is_outer && inner < NARROWEST {
            let number = (key.len() + 1).to_string();
            key.push(format!("{number} {name} {total}"));
            return vec![number];
        }
        let room = if is_outer { most } else { inner };
        let mut lines = out.wrap(name, LABEL, room);
        lines.extend(out.wrap(&total, LABEL, room));
        lines
    };
    let labels: Vec<Vec<String>> = (0..network.members.len()).map(label).collect();
    let side = |layer: usize| {
        let of_layer = labels.iter().zip(&layers).filter(|(_, own)| **own == layer);
        of_layer.flat_map(|(lines, _)| lines).map(|line| out.width(line, LABEL)).fold(0.0, f64::max) + 8.0
    };
    let sides = (side(0), side(last));
    let rooms: Vec<f64> = labels.iter().map(|lines| lines.len() as f64 * LINE).collect();
    let mut picture = Picture { layout: Layout::default(), network, kept, labels, sides, notes: key };
    picture.layout = Layout {
        layers: last + 1,
        places: layers.iter().map(|layer| layout::Place { layer: *layer, y: 0.0, height: 0.0 }).collect(),
        bands: Vec::new(),
    };
    picture.layout = layout(&rooms, &flows, tallest(&picture), GAP);
    if is_summed {
        picture.notes.push("合计由各项公布数相加得出".into());
    }
    let missing = picture.kept.iter().filter(|i| picture.network.links[**i].value.is_none()).count();
    if missing > 0 {
        picture.notes.push(format!("虚线：{missing} 项暂无数据"));
    }
    let left = picture.network.left.len() + picture.network.links.len() - picture.kept.len();
    if left > 0 {
        picture.notes.push(format!("{left} 项无流向、小于零或流回起点，未画出"));
    }
    picture
}

/// What a member gives or gets, the larger of both: its only figure, or a sum, where none is missing.
fn total(cx: &Context, network: &Network, member: usize) -> (String, bool) {
    let of = |belongs: &dyn Fn(&Link) -> bool| {
        let links: Vec<&Link> = network.links.iter().filter(|link| belongs(link)).collect();
        let sum = links.iter().map(|link| link.value.unwrap_or(f64::NAN)).sum::<f64>();
        (links, sum)
    };
    let (gives, gets) = (of(&|link| link.from == member), of(&|link| link.to == member));
    let links = if gets.0.is_empty() || gives.1 > gets.1 { gives.0 } else { gets.0 };
    let row = |link: &Link| &cx.table.rows[link.row];
    let unit = cx.table.measure.label_unit();
    if let [only] = links.as_slice() {
        let unit = if only.value.is_some() { unit } else { String::new() };
        return (format!("{} {unit}", cx.value(row(only))).trim_ascii_end().into(), false);
    }
    let known = links.iter().map(|link| row(link).value.known());
    let sum = known.reduce(|sum, value| sum?.minus(negative(value?))).flatten();
    match sum {
        Some(sum) => (format!("合计 {} {unit}", cx.table.measure.label(sum)).trim_ascii_end().into(), true),
        None => (String::new(), false),
    }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let picture = picture(cx, out, rect.width);
    let (layout, network) = (&picture.layout, &picture.network);
    let span = rect.width - picture.sides.0 - picture.sides.1 - NODE;
    let step = (span / layout.layers.saturating_sub(1).max(1) as f64).min(WIDEST);
    let left = |layer: usize| rect.x + picture.sides.0 + layer as f64 * step;
    for (i, (start, end, thickness)) in picture.kept.iter().zip(&layout.bands) {
        let link = &network.links[*i];
        let (from, to) = (layout.places[link.from], layout.places[link.to]);
        let a = point(left(from.layer) + NODE, rect.y + start);
        let b = point(left(to.layer), rect.y + end);
        let color = cx.part_color(link.from);
        let label = cx.label(&cx.table.rows[link.row]);
        if link.value.is_some() {
            flow::band(out, a, b, *thickness, color.alpha(BAND), cx.key(link.row), label);
        } else {
            let stroke = Stroke { color: cx.theme.ink_3, width: 1.5, dash: Some((4.0, 4.0)) };
            flow::missing(out, flow::level(a, b), stroke, cx.key(link.row), label);
        }
    }
    for (member, place) in layout.places.iter().enumerate() {
        let (x, y) = (left(place.layer), rect.y + place.y);
        let bar = Rect { x, y, width: NODE, height: place.height.max(2.0) };
        let color = cx.part_color(member);
        out.push(Node::new(Shape::Rect(bar), Style::fill(color), Role::Guide));
    }
    for (member, place) in layout.places.iter().enumerate() {
        let x = left(place.layer);
        let first = place.layer == 0;
        let (x, anchor) = if first { (x - 8.0, Anchor::End) } else { (x + NODE + 8.0, Anchor::Start) };
        let middle = rect.y + place.y + place.height / 2.0;
        name(cx, out, &picture.labels[member], (x, middle), anchor);
    }
    let foot = rect.y + layout.places.iter().map(|p| p.y + p.height).fold(tallest(&picture), f64::max);
    for (i, note) in picture.notes.iter().enumerate() {
        let at = (rect.x, foot + 8.0 + (i as f64 + 0.5) * NOTE);
        let text = run(out.ellipsis(note, LABEL, rect.width), at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    Rect { height: foot - rect.y, ..rect }
}

/// The lines of a name around a height.
fn name(cx: &Context, out: &mut Builder, lines: &[String], (x, middle): (f64, f64), anchor: Anchor) {
    let top = middle - (lines.len() as f64 - 1.0) / 2.0 * LINE;
    for (i, line) in lines.iter().enumerate() {
        let text = run(line.as_str(), (x, top + i as f64 * LINE), LABEL, anchor, Baseline::Middle);
        out.text(Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink, Role::Guide);
    }
}

fn negative(value: Decimal) -> Decimal {
    Decimal { mantissa: value.mantissa.saturating_neg(), ..value }
}
