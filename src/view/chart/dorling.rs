//! A circle for each district, about where it lies: its area by the first figure, its colour by the second.

use super::absent::{self, Absent};
use super::dots::{Labels, Side};
use super::words;
use crate::geometry::{Point, Rect, point};
use crate::guide::legend::{self, Entry};
use crate::guide::note;
use crate::mark::circles::apart;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::topology::label::pole_of_inaccessibility;
use crate::topology::projection::{Equirectangular, aspect};
use crate::topology::{Region, Topology};
use crate::view::classes::{Classes, is_inapplicable};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const MAX_HEIGHT: f64 = 480.0;
/// How much of the plot circles cover together.
const COVERED: f64 = 0.34;
/// The least radius, so that the smallest can be hit; and the largest, as a part of the plot's shorter side.
const LEAST: f64 = 5.0;
const LARGEST: f64 = 0.24;
/// More circles than these are told, not drawn.
const MOST: usize = 200;
const LINE: f64 = 15.0;
const GAP: f64 = 4.0;

/// One circle.
struct Circle {
    /// The row of its size, which stands for it.
    row: usize,
    /// The row of its colour.
    second: Option<usize>,
    home: Point,
    radius: f64,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let plot = plot_height(cx, width);
    let (_, absent) = circles(cx, Rect { x: 0.0, y: 0.0, width, height: plot });
    plot + note::height(out, &said(cx), width)
        + GAP
        + legend::height(out, &entries(cx), width)
        + absent::height(out, &absent, width)
}

fn plot_height(cx: &Context, width: f64) -> f64 {
    let ratio = cx.topology.and_then(Topology::bounds).map_or(1.0, |bounds| aspect(&bounds));
    (width / ratio).min(MAX_HEIGHT)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let plot = Rect { height: plot_height(cx, rect.width), ..rect };
    let (circles, absent) = circles(cx, plot);
    let homes: Vec<Point> = circles.iter().map(|circle| circle.home).collect();
    let radii: Vec<f64> = circles.iter().map(|circle| circle.radius).collect();
    let places = centred(apart(&homes, &radii, 1.5, plot), &radii, plot);
    let classes = classes(cx);
    let mut labels = Labels::new(plot);
    for (circle, at) in circles.iter().zip(&places) {
        labels.keep_off(*at, circle.radius);
        mark(cx, out, circle, *at, &classes);
    }
    for (circle, at) in circles.iter().zip(&places) {
        name(cx, out, circle, *at, &classes, &mut labels);
    }
    let said = said(cx);
    let mut y = plot.bottom() + note::height(out, &said, rect.width);
    note::draw(out, Rect { height: y - rect.y, ..rect }, &said, cx.theme);
    y += GAP;
    let entries = entries(cx);
    legend::draw(out, Rect { y, ..rect }, &entries, cx.theme);
    y += legend::height(out, &entries, rect.width);
    absent::draw(cx, out, Rect { y, ..rect }, &absent);
    plot
}

/// The circles that have a size and a place, the largest first, and the districts that have none.
fn circles(cx: &Context, plot: Rect) -> (Vec<Circle>, Vec<Absent>) {
    let (mut circles, mut absent) = (Vec::new(), Vec::new());
    let Some((topology, bounds)) = cx.topology.and_then(|t| Some((t, t.bounds()?))) else {
        return (circles, absent);
    };
    let projection = Equirectangular::fit(&bounds, plot.grown(-2.0));
    let home = |region: &Region| {
        let path = topology.path(region, &projection);
        pole_of_inaccessibility(&path).map(|(at, _)| at)
    };
    for (row, of) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == 0) {
        let area = &cx.set.areas[of.area];
        let size = cx.table.scaled(of).filter(|size| *size > 0.0 && circles.len() < MOST);
        let second = cx.table.rows.iter().position(|other| other.series == 1 && other.item == of.item);
        match (size, topology.region(&area.code).and_then(home)) {
            (Some(size), Some(home)) => circles.push(Circle { row, second, home, radius: size }),
            _ => absent.push((row, area.name.clone())),
        }
    }
    let shown: Vec<f64> = circles.iter().map(|circle| circle.radius).collect();
    let (total, largest) = most(cx, &shown);
    let room = plot.width.min(plot.height) * LARGEST;
    let scale =
        (COVERED * plot.width * plot.height / (std::f64::consts::PI * total)).min(room * room / largest);
    for circle in &mut circles {
        circle.radius = (circle.radius * scale).sqrt().max(LEAST);
    }
    circles.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    (circles, absent)
}

/// The sum of all sizes, and the largest of them; of a timeline the most at any period, so that circles can be compared
/// from one to the next.
fn most(cx: &Context, shown: &[f64]) -> (f64, f64) {
    let sum = |sizes: &[f64]| sizes.iter().sum::<f64>();
    let largest = |sizes: &[f64]| sizes.iter().copied().fold(0.0, f64::max);
    let (mut total, mut most) = (sum(shown), largest(shown));
    if cx.table.moment.is_some() {
        let periods = &cx.whole.periods;
        let mut sizes = vec![Vec::new(); periods.len()];
        for row in cx.whole.rows.iter().filter(|row| row.series == 0) {
            let size = cx.whole.scaled(row).filter(|size| *size > 0.0);
            if let Ok(position) = periods.binary_search(&row.period) {
                sizes[position].extend(size);
            }
        }
        total = sizes.iter().map(|sizes| sum(sizes)).fold(total, f64::max);
        most = sizes.iter().map(|sizes| largest(sizes)).fold(most, f64::max);
    }
    (total, most)
}

/// The circles in the middle of the plot.
fn centred(places: Vec<Point>, radii: &[f64], plot: Rect) -> Vec<Point> {
    let around =
        |(at, radius): (&Point, &f64)| Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 }.grown(*radius);
    let Some(all) = places.iter().zip(radii).map(around).reduce(|all, own| all.around(&own)) else {
        return places;
    };
    let (x, y) = (plot.center().x - all.center().x, plot.center().y - all.center().y);
    places.into_iter().map(|at| point(at.x + x, at.y + y)).collect()
}

fn is_coloured(cx: &Context) -> bool {
    cx.table.series.len() > 1
}

fn classes(cx: &Context) -> Classes {
    Classes::of(cx, false, &|row| row.series == 1)
}

fn fill(cx: &Context, circle: &Circle, classes: &Classes) -> Fill {
    match circle.second.map(|row| &cx.table.rows[row]) {
        Some(row) => classes.fill(cx, row),
        None if is_coloured(cx) => cx.theme.missing,
        None => Fill::Solid(cx.theme.brand),
    }
}

fn mark(cx: &Context, out: &mut Builder, circle: &Circle, at: Point, classes: &Classes) {
    let stroke = Some(Stroke::solid(if is_coloured(cx) { cx.theme.ink_3 } else { cx.theme.ground }, 1.0));
    let style = Style { fill: Some(fill(cx, circle, classes)), stroke };
    let shape = Shape::Circle { center: at, radius: circle.radius };
    let label = cx.label(&cx.table.rows[circle.row]);
    out.push(Node::new(shape, style, Role::Mark).datum(cx.key(circle.row)).label(label));
}

/// Name and size inside the circle, the name alone, or beside it where there is room.
fn name(cx: &Context, out: &mut Builder, circle: &Circle, at: Point, classes: &Classes, labels: &mut Labels) {
    let row = &cx.table.rows[circle.row];
    let (name, value) = (cx.area(row), cx.value(row));
    let (ink, halo) = match fill(cx, circle, classes) {
        Fill::Solid(color) => (cx.theme.ink_on(color), None),
        Fill::Hatch { ground, .. } => (cx.theme.ink, Some(ground)),
    };
    // Half the width of the circle at the outer edge of so many lines.
    let room =
        |lines: f64| (circle.radius * circle.radius - (lines * LINE / 2.0).powi(2)).max(0.0).sqrt() * 2.0;
    let fits = |text: &str, lines: f64| out.width(text, LABEL) + 4.0 <= room(lines);
    let alone = words::name_within(out, name, room(1.0) - 4.0);
    let inside: &[&str] = match () {
        () if fits(name, 2.0) && fits(&value, 2.0) => &[name, &value],
        () => alone.as_slice(),
    };
    for (i, line) in inside.iter().enumerate() {
        let y = at.y + (i as f64 - (inside.len() as f64 - 1.0) / 2.0) * LINE;
        let mut text = run(*line, (at.x, y), LABEL, Anchor::Middle, Baseline::Middle);
        text.halo = halo;
        words::label(cx, out, circle.row, text, ink);
    }
    if inside.is_empty() {
        let sides = [Side::Right, Side::Below, Side::Left, Side::Above];
        labels.write(cx, out, circle.row, name, (at, circle.radius), &sides);
    }
}

/// What area and colour mean.
fn said(cx: &Context) -> Vec<String> {
    let of = |series: usize| {
        let row = cx.table.rows.iter().find(|row| row.series == series)?;
        let (measure, when) = (cx.table.measure_of(row), row.period.label());
        let unit = measure.label_unit();
        let unit = if unit.is_empty() { when } else { format!("{unit}，{when}") };
        Some(format!("{}（{unit}）", measure.name))
    };
    let size = of(0).map(|size| format!("圆的面积：{size}；位置为示意"));
    let color = of(1).map(|color| format!("颜色：{color}，{}", classes(cx).method));
    size.into_iter().chain(color).collect()
}

fn entries(cx: &Context) -> Vec<Entry> {
    if !is_coloured(cx) {
        return Vec::new();
    }
    let mut entries = classes(cx).entries(cx, true);
    let without = || cx.all().rows.iter().filter(|row| row.series == 1);
    if without().any(|row| row.value.known().is_none() && !is_inapplicable(row)) {
        entries.push(Entry::new(cx.theme.missing, "暂无数据".into()));
    }
    if without().any(is_inapplicable) {
        entries.push(Entry::new(Fill::Solid(cx.theme.rule), "不适用".into()));
    }
    entries
}
