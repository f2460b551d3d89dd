//! Scatter and bubble: two indicators against each other, a point for each item, a third indicator as its area.

mod bubble;
mod quadrants;

use super::absent::{self, Absent};
use super::dots::{Labels, Side};
use super::plane::{Axis, Plane};
use crate::geometry::{Point, Rect};
use crate::order;
use crate::query::Measure;
use crate::scene::{Builder, Color, Fill, Node, Points, Role, Shape, Stroke, Style};
use crate::stats::quantile;
use crate::view::frame::COMPACT;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const RADIUS: f64 = 5.0;
/// From so many points on all are one node, and none is named.
const MANY: usize = 2000;
/// So many are named at most: those farthest from the middle.
const NAMED: usize = 60;
const OPACITY: u8 = 200;

/// A point: the row that stands for it, and its figures.
struct Spot {
    row: usize,
    item: usize,
    x: f64,
    y: f64,
    size: Option<f64>,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let (_, absent) = spots(cx);
    let [x, y] = axes(cx, width);
    Plane::height(out, width, (&x, &y)) + bubble::key_height(cx) + absent::height(out, &absent, width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let (spots, absent) = spots(cx);
    let [x, y] = axes(cx, rect.width);
    let (key, below) = (bubble::key_height(cx), absent::height(out, &absent, rect.width));
    let upper = Rect { height: rect.height - key - below, ..rect };
    let plane = Plane::draw(out, upper, (&x, &y), cx.theme);
    let radii = bubble::radii(cx, &spots, plane.plot.width);
    let mut labels = Labels::new(plane.plot.grown(4.0));
    let division = quadrants::division(cx, &spots);
    quadrants::lines(cx, out, &plane, &division);
    if spots.len() > MANY {
        cloud(cx, out, &plane, &spots, &mut labels);
        quadrants::names(cx, out, &plane, &mut labels, &division);
    } else {
        marks(cx, out, &plane, &spots, &radii);
        for (spot, radius) in spots.iter().zip(&radii) {
            labels.keep_off(plane.at(spot.x, spot.y), radius + 1.0);
        }
        quadrants::names(cx, out, &plane, &mut labels, &division);
        names(cx, out, &plane, &spots, &radii, &mut labels);
    }
    bubble::key(cx, out, Rect { y: upper.bottom(), height: key, ..rect }, &spots, plane.plot.width);
    absent::draw(cx, out, Rect { y: rect.bottom() - below, height: below, ..rect }, &absent);
    Rect { height: upper.height, ..rect }
}

/// The points that have a place, and those that have none.
fn spots(cx: &Context) -> (Vec<Spot>, Vec<Absent>) {
    let mut of_items: Vec<[Option<usize>; 3]> = vec![[None; 3]; cx.table.items.len()];
    for (i, row) in cx.table.rows.iter().enumerate() {
        if let Some(place) = of_items.get_mut(row.item).and_then(|of| of.get_mut(row.series)) {
            *place = place.or(Some(i));
        }
    }
    let (mut spots, mut absent) = (Vec::new(), Vec::new());
    for (item, rows) in of_items.iter().enumerate() {
        let value = |series: usize| cx.table.scaled(&cx.table.rows[rows[series]?]);
        match (rows[0], value(0), value(1)) {
            (Some(row), Some(x), Some(y)) => spots.push(Spot { row, item, x, y, size: value(2) }),
            (Some(row), _, _) => absent.push((row, cx.table.items[item].clone())),
            _ => {}
        }
    }
    (spots, absent)
}

/// From the lowest to the highest of what lies to the right, upwards and in the size of points; all of several small
/// charts.
pub fn extents(cx: &Context) -> [(f64, f64); 3] {
    if let Some(shared) = cx.plane {
        return shared;
    }
    let mut ends = [(f64::INFINITY, f64::NEG_INFINITY); 3];
    for row in &cx.table.rows {
        if let (Some(ends), Some(value)) = (ends.get_mut(row.series), cx.table.scaled(row)) {
            *ends = (ends.0.min(value), ends.1.max(value));
        }
    }
    ends
}

fn axes(cx: &Context, width: f64) -> [Axis; 2] {
    let across = (width / 90.0).clamp(2.0, 8.0) as usize;
    let [x, y, _] = extents(cx);
    [axis(cx, x, across, format!("{} →", title(cx, 0))), axis(cx, y, 5, format!("↑ {}", title(cx, 1)))]
}

fn axis(cx: &Context, (low, high): (f64, f64), count: usize, title: String) -> Axis {
    if cx.panel.options.log && low > 0.0 {
        return Axis::powers((low, high), count, title);
    }
    // The axis begins at zero where that leaves the points most of the plot.
    let low = if low > 0.0 && low < high * 0.35 { 0.0 } else { low };
    let edge = (high - low) * 0.02;
    match low <= high {
        true => Axis::round((if low == 0.0 { low } else { low - edge }, high + edge), count, title),
        false => Axis::round((0.0, 1.0), count, title),
    }
}

/// What the figures of a series are.
fn measure<'a>(cx: &'a Context, series: usize) -> Option<&'a Measure> {
    let row = cx.table.rows.iter().find(|row| row.series == series)?;
    Some(cx.table.measure_of(row))
}

/// What a series measures, in which unit, and when, where the series differ in that.
fn title(cx: &Context, series: usize) -> String {
    let Some(measure) = measure(cx, series) else { return String::new() };
    let mut said = measure.label_unit();
    if cx.table.periods.len() > 1 {
        let mut periods = cx.table.rows.iter().filter(|row| row.series == series).map(|row| row.period);
        let first = periods.next();
        let when = match first {
            Some(first) if periods.all(|other| other == first) => first.label(),
            _ => "各自最近一期".into(),
        };
        said = if said.is_empty() { when } else { format!("{when}，{said}") };
    }
    if said.is_empty() { measure.name.clone() } else { format!("{}（{said}）", measure.name) }
}

/// A circle for each, the largest at the bottom, those that were chosen on top.
fn marks(cx: &Context, out: &mut Builder, plane: &Plane, spots: &[Spot], radii: &[f64]) {
    let by_size: Vec<f64> = radii.iter().map(|radius| -radius).collect();
    for i in cx.upwards(order::of(&by_size), &|i| spots[i].item) {
        let spot = &spots[i];
        let fill = match (bubble::is_sized(cx), spot.size) {
            (true, None) => cx.theme.missing,
            _ => Fill::Solid(ink(cx, spot)),
        };
        let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(cx.theme.ground, 1.0)) };
        let shape = Shape::Circle { center: plane.at(spot.x, spot.y), radius: radii[i] };
        let node = Node::new(shape, style, Role::Mark).datum(cx.key(spot.row));
        out.push(node.label(cx.label(&cx.table.rows[spot.row])));
    }
}

fn ink(cx: &Context, spot: &Spot) -> Color {
    // What was chosen, and the grey behind it, would be too pale if they shone through.
    cx.item_color(spot.item).unwrap_or(cx.theme.brand.alpha(OPACITY))
}

/// So many points that each is only a speck; those that were chosen stand out, with their names.
fn cloud(cx: &Context, out: &mut Builder, plane: &Plane, spots: &[Spot], labels: &mut Labels) {
    let at = |spot: &Spot| (plane.at(spot.x, spot.y), cx.key(spot.row).row);
    let points = Points::new(spots.iter().map(at).collect(), if spots.len() > 20_000 { 1.2 } else { 2.0 });
    let words = format!("{}，{}：{} 个点", title(cx, 0), title(cx, 1), spots.len());
    let first = spots.first().map_or(0, |spot| spot.row);
    let is_chosen = |spot: &&Spot| cx.table.choice.is_some() && cx.table.palette_place(spot.item).is_some();
    let mut chosen = spots.iter().filter(is_chosen).peekable();
    let color = match chosen.peek() {
        Some(_) => cx.theme.ground.mix(cx.theme.ink_3, 0.6),
        None => cx.theme.brand,
    };
    let node = Node::new(Shape::Points(points), Style::fill(color.alpha(OPACITY)), Role::Mark);
    out.push(node.datum(cx.key(first)).label(words));
    for spot in chosen {
        let shape = Shape::Circle { center: plane.at(spot.x, spot.y), radius: RADIUS };
        let style = Style { stroke: Some(Stroke::solid(cx.theme.ground, 1.0)), ..Style::fill(ink(cx, spot)) };
        let node = Node::new(shape, style, Role::Mark).datum(cx.key(spot.row));
        out.push(node.label(cx.label(&cx.table.rows[spot.row])));
        let sides = [Side::Right, Side::Left, Side::Above, Side::Below];
        let at = (plane.at(spot.x, spot.y), RADIUS);
        labels.write(cx, out, spot.row, &cx.table.items[spot.item], at, &sides);
    }
}

/// Names beside the points that have room, those that were chosen first, then those farthest from the middle: they are
/// what one asks about.
fn names(cx: &Context, out: &mut Builder, plane: &Plane, spots: &[Spot], radii: &[f64], labels: &mut Labels) {
    let places: Vec<Point> = spots.iter().map(|spot| plane.at(spot.x, spot.y)).collect();
    let middle = plane.at(median(spots, &|spot| spot.x), median(spots, &|spot| spot.y));
    let is_chosen = |item: usize| cx.item_color(item).is_some() && !cx.is_grey(item);
    let nearness = |(at, spot): (&Point, &Spot)| {
        if is_chosen(spot.item) { f64::NEG_INFINITY } else { -at.distance(middle) }
    };
    let farthest: Vec<f64> = places.iter().zip(spots).map(nearness).collect();
    let most = if plane.plot.width < COMPACT { NAMED / 3 } else { NAMED };
    for i in order::of(&farthest).into_iter().take(most) {
        let (spot, name) = (&spots[i], &cx.table.items[spots[i].item]);
        let sides = [Side::Right, Side::Left, Side::Above, Side::Below];
        labels.write(cx, out, spot.row, name, (places[i], radii[i]), &sides);
    }
}

/// The median of a figure of all points.
fn median(spots: &[Spot], value: &dyn Fn(&Spot) -> f64) -> f64 {
    let values: Vec<f64> = spots.iter().map(value).collect();
    let sorted: Vec<f64> = order::of(&values).into_iter().map(|i| values[i]).collect();
    quantile(&sorted, 0.5)
}
