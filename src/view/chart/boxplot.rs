//! Box plots: the middle half of each group as a box, whiskers after Tukey, every figure a dot, outliers named.

use super::dots::{self, Labels, Side};
use crate::geometry::Rect;
use crate::guide::note;
use crate::mark::line;
use crate::scene::{Builder, Fill, Node, Points, Role, Shape, Stroke, Style};
use crate::stats::spread::Quartiles;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 64.0;
const THICK: f64 = 26.0;
const VALUE: f64 = 22.0;
const SMALL: f64 = 2.5;
const OUTLIER: f64 = 4.5;
/// Figures of larger groups are only there to be pointed at.
const MANY: usize = 120;
const HOW: &str = "箱：中间一半的数值，粗线为中位数；细线：箱外不超过 1.5 倍箱长的数值；圈：离群值。";

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    frame::height(cx, out, width, &wish(cx, out, width)) + note::height(out, &cx.notes(), width)
}

/// How a box is read.
pub fn notes(cx: &Context) -> Vec<String> {
    [vec![HOW.into()], dots::notes(cx)].concat()
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let wish = wish(cx, out, rect.width);
    let frame = Frame::draw_round(cx, out, rect, &wish);
    let mut labels = dots::labels(cx, &frame, rect, &wish);
    for rows in dots::of_items(cx) {
        let sorted: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
        if let Some(quartiles) = Quartiles::of(&sorted) {
            group(cx, out, &frame, &rows, &quartiles, &mut labels);
        }
    }
    dots::missing(cx, out, &frame, &mut labels);
    frame.area(rect)
}

/// Box, whiskers and median of one group, its figures, and the labels of what stands out.
fn group(
    cx: &Context,
    out: &mut Builder,
    frame: &Frame,
    rows: &[(usize, f64)],
    of: &Quartiles,
    labels: &mut Labels,
) {
    let Some(item) = rows.first().map(|(i, _)| cx.table.rows[*i].item) else { return };
    let half = (THICK / frame.band.thickness() / 2.0).min(0.5);
    for (from, to) in [(of.low, of.first), (of.third, of.high)] {
        let stroke = Stroke::solid(cx.theme.ink_3, 1.0);
        out.line(frame.at(item, 0.0, from), frame.at(item, 0.0, to), stroke, Role::Guide);
    }
    for end in [of.low, of.high] {
        let (from, to) = (frame.at(item, -half / 2.0, end), frame.at(item, half / 2.0, end));
        out.line(from, to, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
    }
    let fill = Some(Fill::Solid(cx.theme.brand.mix(cx.theme.ground, 0.75)));
    let style = Style { fill, stroke: Some(Stroke::solid(cx.theme.brand, 1.0)) };
    let body = frame.rect(item, (-half, half), (of.first, of.third));
    out.push(Node::new(Shape::Rect(body), style, Role::Mark).label(words(cx, item, rows.len(), of)));
    members(cx, out, frame, rows, of);
    labels.keep_off_rect(body);
    labels.keep_off_rect(frame.rect(item, (-half / 2.0, half / 2.0), (of.low, of.high)));
    let (from, to) = (frame.at(item, -half, of.median), frame.at(item, half, of.median));
    out.line(from, to, Stroke::solid(cx.theme.brand, 3.0), Role::Guide);
    write(cx, out, frame, (item, half), rows, of, labels);
}

/// The labels: outliers by name, the median, and the ends of the whiskers.
fn write(
    cx: &Context,
    out: &mut Builder,
    frame: &Frame,
    (item, half): (usize, f64),
    rows: &[(usize, f64)],
    of: &Quartiles,
    labels: &mut Labels,
) {
    let figure = |value: f64| dots::computed(&cx.table.measure, value);
    let middle = |i: usize| rows[i.min(rows.len() - 1)].0;
    let [beyond, before, across] = match frame.horizontal {
        true => [Side::Right, Side::Left, Side::Above],
        false => [Side::Above, Side::Below, Side::Right],
    };
    let out_of = |(_, value): &&(usize, f64)| of.is_outlier(*value);
    for (i, value) in rows.iter().filter(out_of) {
        labels.keep_off(frame.at(item, 0.0, *value), OUTLIER);
        let row = &cx.table.rows[*i];
        let name = cx.table.series.get(row.series).map_or("", String::as_str);
        let side = if *value > of.high { beyond } else { before };
        let at = (frame.at(item, 0.0, *value), OUTLIER);
        let text = format!("{name} {}", cx.value(row));
        labels.write(cx, out, *i, text.trim_ascii_start(), at, &[side, Side::Above, Side::Below]);
    }
    // Beside the box, where its edge is.
    let edge = frame.at(item, if frame.horizontal { -half } else { half }, of.median);
    labels.write(cx, out, middle(rows.len() / 2), &figure(of.median), (edge, 0.0), &[across]);
    let first = rows.iter().position(|(_, value)| *value == of.low).unwrap_or(0);
    let last = rows.iter().rposition(|(_, value)| *value == of.high).unwrap_or(0);
    if rows.len() > 1 {
        for (value, place, side) in [(of.low, first, before), (of.high, last, beyond)] {
            let (row, at) = (middle(place), (frame.at(item, 0.0, value), 2.0));
            labels.write(cx, out, row, &cx.value(&cx.table.rows[row]), at, &[side]);
        }
    }
}

/// Every figure of a group: dots while they can be told apart, rings where they lie beyond the whiskers.
fn members(cx: &Context, out: &mut Builder, frame: &Frame, rows: &[(usize, f64)], of: &Quartiles) {
    let item = |i: usize| cx.table.rows[i].item;
    let is_large = rows.len() > MANY;
    if is_large {
        let at = |(i, value): &(usize, f64)| (frame.at(item(*i), 0.0, *value), cx.key(*i).row);
        let points = Points::new(rows.iter().map(at).collect(), 0.0);
        let node = Node::new(Shape::Points(points), Style::fill(cx.theme.brand), Role::Mark);
        out.push(node.datum(cx.key(rows[0].0)));
    }
    for (i, value) in rows {
        let (at, words) = (frame.at(item(*i), 0.0, *value), cx.label(&cx.table.rows[*i]));
        if of.is_outlier(*value) {
            let fill = Some(Fill::Solid(cx.theme.ground));
            let style = Style { fill, stroke: Some(Stroke::solid(cx.theme.brand, 2.0)) };
            let shape = Shape::Circle { center: at, radius: OUTLIER - 1.0 };
            out.push(Node::new(shape, style, Role::Mark).datum(cx.key(*i)).label(words));
        } else if !is_large {
            line::dot(out, at, SMALL, cx.theme.brand, cx.theme.brand, cx.key(*i), words);
        }
    }
}

/// The five numbers of a group.
fn words(cx: &Context, item: usize, count: usize, of: &Quartiles) -> String {
    let figure = |value: f64| dots::computed(&cx.table.measure, value);
    format!(
        "{}：{count} 个数值，四分之一低于 {}，中位数 {}，四分之一高于 {}（计算值，{}）",
        cx.table.items[item],
        figure(of.first),
        figure(of.median),
        figure(of.third),
        cx.table.measure.label_unit()
    )
}

fn wish(cx: &Context, out: &Builder, width: f64) -> Wish {
    let horizontal = dots::is_horizontal(cx, out, width);
    let value = if horizontal { dots::widest_value(cx, out) + 10.0 } else { VALUE };
    let before = if dots::has_missing(cx) { value.max(dots::STUB_ROOM) } else { value };
    Wish { horizontal, domain: cx.extent(false), step: STEP, fill: 0.6, room: (before, value) }
}
