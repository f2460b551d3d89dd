//! Histograms: how many figures fall into each class, every figure a block of its bar, and the median.

use super::absent::{self, Absent};
use super::dots::{self, Labels};
use super::plane::{Axis, Plane};
use crate::config::By;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::order;
use crate::scale::linear::ticks;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Node, Role, Shape, Stroke, Style, Text};
use crate::stats::quantile;
use crate::stats::spread::classes;
use crate::theme::LABEL;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Blocks lower than this run together into a bar.
const BLOCK: f64 = 8.0;
/// Of more figures than this only the bars can be pointed at.
const MANY: usize = 5000;
/// Share of the highest bar that stays free above it, for its count and the median.
const HEADROOM: f64 = 1.16;

/// What is drawn: figures in ascending order with their rows, and the bounds of the classes.
struct Classes {
    figures: Vec<(usize, f64)>,
    edges: Vec<Decimal>,
    absent: Vec<Absent>,
}

impl Classes {
    fn of(cx: &Context) -> Classes {
        let (mut known, mut absent) = (Vec::new(), Vec::new());
        for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.series == 0) {
            match cx.table.scaled(row) {
                Some(value) => known.push((i, value)),
                None => absent.push((i, cx.table.items[row.item].clone())),
            }
        }
        let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
        let figures: Vec<(usize, f64)> = order::of(&values).into_iter().map(|i| known[i]).collect();
        let sorted: Vec<f64> = figures.iter().map(|(_, value)| *value).collect();
        let (low, high) = cx.extent(false);
        Classes { edges: ticks(low, high, classes(&sorted)), figures, absent }
    }

    /// The figures of a class: those at its upper bound belong to the next, except in the last.
    fn members(&self, class: usize) -> &[(usize, f64)] {
        let below = |edge: usize| {
            let edge = self.edges[edge].to_f64();
            self.figures.partition_point(|(_, value)| *value < edge)
        };
        let end = if class + 2 == self.edges.len() { self.figures.len() } else { below(class + 1) };
        &self.figures[below(class).min(end)..end]
    }

    fn count(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    fn tallest(&self) -> usize {
        (0..self.count()).map(|class| self.members(class).len()).max().unwrap_or(0)
    }

    fn median(&self) -> f64 {
        let sorted: Vec<f64> = self.figures.iter().map(|(_, value)| *value).collect();
        quantile(&sorted, 0.5)
    }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let classes = Classes::of(cx);
    let [x, y] = axes(cx, &classes);
    Plane::height(out, width, (&x, &y)) + absent::height(out, &classes.absent, width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let classes = Classes::of(cx);
    let [x, y] = axes(cx, &classes);
    let below = absent::height(out, &classes.absent, rect.width);
    let upper = Rect { height: rect.height - below, ..rect };
    let plane = Plane::draw(out, upper, (&x, &y), cx.theme);
    let mut labels = Labels::new(Rect { y: plane.plot.y - 4.0, ..plane.plot });
    // Where no figure is known there is none in the middle.
    let has_median = classes.median().is_finite();
    if has_median {
        median_line(cx, out, &plane, &classes);
    }
    for class in 0..classes.count() {
        bar(cx, out, &plane, &classes, class, &mut labels);
    }
    if has_median {
        median_label(cx, out, &plane, &classes, &mut labels);
    }
    absent::draw(cx, out, Rect { y: upper.bottom(), height: below, ..rect }, &classes.absent);
    Rect { height: upper.height, ..rect }
}

fn axes(cx: &Context, classes: &Classes) -> [Axis; 2] {
    let measure = &cx.table.measure;
    let name = cx.table.rows.first().map_or("", |row| cx.set.indicators[row.indicator].name.as_str());
    let unit = measure.label_unit();
    let title = if unit.is_empty() { format!("{name} →") } else { format!("{name}（{unit}） →") };
    let counted = match cx.table.item {
        By::Period => "时期",
        By::Indicator => "指标",
        _ => "地区",
    };
    let tallest = classes.tallest();
    // Counts are whole numbers.
    let count = tallest.clamp(1, 5);
    let mut up = ticks(0.0, (tallest as f64 * HEADROOM).max(1.0), count);
    up.retain(|tick| tick.scale == 0);
    [
        Axis { ticks: classes.edges.clone(), title, is_log: false },
        Axis { ticks: up, title: format!("↑ {counted}数（个）"), is_log: false },
    ]
}

/// One class: its blocks from the lowest figure up, and its count above.
fn bar(cx: &Context, out: &mut Builder, plane: &Plane, classes: &Classes, class: usize, labels: &mut Labels) {
    let members = classes.members(class);
    let (from, to) = (classes.edges[class].to_f64(), classes.edges[class + 1].to_f64());
    let (left, top) = (plane.at(from, 0.0), plane.at(to, members.len() as f64));
    let rect = Rect::between(point(left.x + 1.0, left.y), point(top.x - 1.0, top.y));
    let fill = Style::fill(cx.theme.brand);
    let words = format!(
        "{}至{}：{} 个",
        format::number(classes.edges[class]),
        format::number(classes.edges[class + 1]),
        members.len()
    );
    if members.is_empty() {
        return;
    }
    out.push(Node::new(Shape::Rect(rect), fill, Role::Mark).label(words));
    let block = rect.height / members.len() as f64;
    for (place, (row, _)) in members.iter().enumerate().filter(|_| classes.figures.len() <= MANY) {
        let own = Rect { y: rect.bottom() - (place + 1) as f64 * block, height: block, ..rect };
        // Blocks that run together are there to be pointed at only.
        let stroke = Some(Stroke::solid(cx.theme.ground, 1.0));
        let style = if block < BLOCK { Style::default() } else { Style { stroke, ..fill } };
        let node = Node::new(Shape::Rect(own), style, Role::Mark).datum(cx.key(*row));
        out.push(node.label(cx.label(&cx.table.rows[*row])));
        name(cx, out, *row, own);
    }
    labels.keep_off_rect(rect);
    let count = members.len().to_string();
    let text = run(count, (rect.center().x, rect.y - 5.0), LABEL, Anchor::Middle, Baseline::Bottom);
    if out.extent(&text).width <= rect.width && labels.claim(out.extent(&text)) {
        out.text(Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink, Role::Guide);
    }
}

/// Whose block it is, where the name has room in it.
fn name(cx: &Context, out: &mut Builder, row: usize, block: Rect) {
    let name = &cx.table.items[cx.table.rows[row].item];
    if block.height >= LABEL.size + 4.0 && out.width(name, LABEL) + 8.0 <= block.width {
        let Point { x, y } = block.center();
        let text = run(name.as_str(), (x, y), LABEL, Anchor::Middle, Baseline::Middle);
        let node =
            Node::new(Shape::Text(text), Style::fill(cx.theme.ink_on(cx.theme.brand)), Role::MarkLabel);
        out.push(node.datum(cx.key(row)));
    }
}

/// The median, behind the bars: names in them stay legible.
fn median_line(cx: &Context, out: &mut Builder, plane: &Plane, classes: &Classes) {
    let (x, plot) = (plane.x.map(classes.median()), plane.plot);
    let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::solid(cx.theme.ink, 1.5) };
    out.line(point(x, plot.y), point(x, plot.bottom()), stroke, Role::Guide);
}

/// What the line is, beside its upper end where that is free.
fn median_label(cx: &Context, out: &mut Builder, plane: &Plane, classes: &Classes, labels: &mut Labels) {
    let (value, plot) = (classes.median(), plane.plot);
    let x = plane.x.map(value);
    let label = format!("中位数 {}", dots::computed(&cx.table.measure, value));
    for (x, anchor) in [(x + 6.0, Anchor::Start), (x - 6.0, Anchor::End)] {
        let text = run(label.as_str(), (x, plot.y + 2.0), LABEL, anchor, Baseline::Top);
        let text = Text { halo: Some(cx.theme.ground), ..text };
        if labels.claim(out.extent(&text)) {
            out.text(text, cx.theme.ink, Role::Guide);
            return;
        }
    }
}
