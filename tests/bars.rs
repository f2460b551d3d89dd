//! Bars start at zero: in every case, at every width, their lengths are to one another as their figures are, and all
//! of one axis begin at the same line.

#![cfg(feature = "charts")]
#![allow(clippy::unwrap_used)]

#[path = "support/cases.rs"]
mod cases;

use cases::{each, nodes};
use qdviz::compose::Loaded;
use qdviz::config::{By, Chart, Kind, Panel, Stack};
use qdviz::geometry::{Point, Rect};
use qdviz::query::{self, Row, Table};
use qdviz::scene::{Fill, Node, Role, Scene, Shape};
use qdviz::theme::LIGHT;
use std::collections::BTreeMap;

/// Half a pixel: a length is told no more exactly.
const SLACK: f64 = 0.5;
/// What stands for a figure is never shorter than this, so that it can be seen and hit.
const HAIR: f64 = 1.0;

/// A mark whose length tells a figure.
struct Bar {
    figure: f64,
    rect: Rect,
}

/// What the length of the mark of a row tells; `None` where the mark is no bar.
fn figure(loaded: &Loaded, panel: &Panel, table: &Table, row: &Row) -> Option<f64> {
    let set = &loaded.set;
    match panel.kind {
        Kind::Chart(Chart::Progress) => query::progress(row, table, set).map(|share| share.to_f64().max(0.0)),
        // Every figure is a block of the bar of its class.
        Kind::Chart(Chart::Histogram) => Some(1.0),
        Kind::Chart(Chart::Bars) if query::stacking(panel, table, set) == Stack::Percent => {
            let of_pile = table.rows.iter().filter(|other| {
                other.item == row.item && axis(loaded, panel, table, other) == axis(loaded, panel, table, row)
            });
            let whole: f64 = of_pile.map(|other| table.scaled(other)).sum::<Option<f64>>()?;
            Some(table.scaled(row)? / whole)
        }
        Kind::Chart(Chart::Bars) if query::stacking(panel, table, set) == Stack::Diverging => {
            table.scaled(row).map(f64::abs)
        }
        Kind::Chart(Chart::Funnel) => table.scaled(row).map(|value| value.max(0.0)),
        Kind::Bar { .. }
        | Kind::Chart(Chart::Bars | Chart::Combo | Chart::Waterfall | Chart::Lollipop | Chart::Table) => {
            table.scaled(row)
        }
        _ => None,
    }
}

/// Bars of one axis have the same name here: those of a small chart, of a side of the plot, or of a column of figures.
fn axis(loaded: &Loaded, panel: &Panel, table: &Table, row: &Row) -> (usize, usize) {
    let facet = match panel.options.facet {
        By::Auto => 0,
        By::Area => row.area,
        By::Indicator => row.indicator,
        By::Period => table.periods.binary_search(&row.period).unwrap_or(0),
    };
    let side = match panel.kind {
        Kind::Chart(Chart::Table) => row.series,
        Kind::Chart(Chart::Combo) => {
            let places = query::places(panel, table, &loaded.set);
            usize::from(places.get(row.column).is_some_and(|place| place.is_right))
        }
        _ => 0,
    };
    (facet, side)
}

/// Whether all bars of a view begin at the zero line: those on top of one another, and those in the middle, do not.
fn stands_on_zero(loaded: &Loaded, panel: &Panel, table: &Table) -> bool {
    match panel.kind {
        Kind::Chart(Chart::Bars) => query::stacking(panel, table, &loaded.set) == Stack::Grouped,
        Kind::Chart(Chart::Waterfall | Chart::Funnel | Chart::Histogram | Chart::Progress) => false,
        _ => true,
    }
}

/// The rectangle whose length tells the figure of a mark; `before` is the node below it, a stem where the mark has one.
fn rect_of(kind: Kind, before: &Node, node: &Node) -> Option<Rect> {
    let role = if kind == Kind::Chart(Chart::Table) { Role::MarkLabel } else { Role::Mark };
    let is_hatched = matches!(node.style.fill, Some(Fill::Hatch { .. }));
    match (&node.shape, &before.shape) {
        _ if node.role != role || is_hatched => None,
        // A square beside a figure is its light.
        (Shape::Rect(rect), _) => (role == Role::Mark || rect.width != rect.height).then_some(*rect),
        (Shape::Circle { center, .. }, Shape::Path(stem)) if kind == Kind::Chart(Chart::Lollipop) => {
            let foot: Point = *stem.subpaths.first()?.points.first()?;
            Some(Rect::between(foot, *center))
        }
        _ => None,
    }
}

type Axis = (usize, (usize, usize));

/// The bars of every axis of a scene.
fn bars(loaded: &Loaded, scene: &Scene) -> BTreeMap<Axis, Vec<Bar>> {
    let mut found: BTreeMap<Axis, Vec<Bar>> = BTreeMap::new();
    for pair in nodes(scene).windows(2) {
        let Some((key, (table, row))) = pair[1].datum.and_then(|key| Some((key, loaded.row(key)?))) else {
            continue;
        };
        let panel = &loaded.spec.panels[key.panel as usize];
        let mark = rect_of(panel.kind, pair[0], pair[1]);
        if let (Some(rect), Some(figure)) = (mark, figure(loaded, panel, table, row)) {
            let axis = (key.panel as usize, axis(loaded, panel, table, row));
            found.entry(axis).or_default().push(Bar { figure, rect });
        }
    }
    found
}

/// Whether the bars of an axis lie: all of one thickness, they differ in length.
fn lie(bars: &[Bar]) -> bool {
    let spread = |size: fn(&Rect) -> f64| {
        let sizes = bars.iter().map(|bar| size(&bar.rect));
        let (low, high) =
            sizes.fold((f64::MAX, f64::MIN), |(low, high), size| (low.min(size), high.max(size)));
        high - low
    };
    spread(|rect| rect.height) <= spread(|rect| rect.width)
}

/// What is wrong with the lengths of the bars of an axis: each is to be as long as its figure is large.
fn lengths(bars: &[Bar], slack: f64, found: &mut Vec<String>) {
    let is_lying = lie(bars);
    let length = |bar: &Bar| if is_lying { bar.rect.width } else { bar.rect.height };
    let largest = bars.iter().max_by(|a, b| a.figure.abs().total_cmp(&b.figure.abs()));
    let Some(largest) = largest.filter(|bar| bar.figure != 0.0) else { return };
    for bar in bars {
        let expected = length(largest) * (bar.figure / largest.figure).abs();
        if (length(bar).max(HAIR) - expected.max(HAIR)).abs() > slack {
            found.push(format!("{} is {} long instead of {expected}", bar.figure, length(bar)));
        }
    }
}

/// What is wrong with where the bars of an axis begin: with one end at one line, on either side by their sign.
fn beginnings(bars: &[Bar], found: &mut Vec<String>) {
    let is_lying = lie(bars);
    let ends = |bar: &Bar| match is_lying {
        true => (bar.rect.x, bar.rect.right()),
        false => (bar.rect.y, bar.rect.bottom()),
    };
    let stands = |zero: f64, is_turned: bool| {
        let begins = |bar: &Bar| {
            let (low, high) = ends(bar);
            let start = if (bar.figure >= 0.0) == is_turned { high } else { low };
            (start - zero).abs() <= SLACK || bar.figure == 0.0
        };
        bars.iter().all(begins)
    };
    let Some(first) = bars.iter().find(|bar| bar.figure != 0.0) else { return };
    let (low, high) = ends(first);
    let is_turned = |start_is_high: bool| (first.figure > 0.0) == start_is_high;
    if !stands(low, is_turned(false)) && !stands(high, is_turned(true)) {
        found.push(format!("{} bars do not begin at one line", bars.len()));
    }
}

#[test]
fn bars_are_as_long_as_their_figures_are_large() {
    let checked = std::cell::Cell::new(0);
    each(&LIGHT, &|loaded, scene, found| {
        for ((panel, _), bars) in bars(loaded, scene) {
            let (panel, table) = (&loaded.spec.panels[panel], &loaded.tables[panel]);
            // Bars in a pile leave a hair free between them.
            let is_piled = panel.kind == Kind::Chart(Chart::Bars) && !stands_on_zero(loaded, panel, table);
            lengths(&bars, if is_piled { SLACK + HAIR } else { SLACK }, found);
            checked.set(checked.get() + bars.len());
        }
    });
    assert!(checked.get() > 1000, "only {} bars", checked.get());
}

#[test]
fn bars_of_one_axis_begin_at_its_zero() {
    each(&LIGHT, &|loaded, scene, found| {
        for ((panel, _), bars) in bars(loaded, scene) {
            let (panel, table) = (&loaded.spec.panels[panel], &loaded.tables[panel]);
            if stands_on_zero(loaded, panel, table) {
                beginnings(&bars, found);
            }
        }
    });
}

#[test]
fn a_bar_that_does_not_begin_at_zero_is_found() {
    let bar = |figure: f64, x: f64, width: f64| Bar { figure, rect: Rect { x, y: 0.0, width, height: 9.0 } };
    let faults = |bars: &[Bar]| {
        let mut found = Vec::new();
        lengths(bars, SLACK, &mut found);
        beginnings(bars, &mut found);
        found.len()
    };
    assert_eq!(faults(&[bar(10.0, 50.0, 100.0), bar(5.0, 50.0, 50.0), bar(-2.0, 30.0, 20.0)]), 0);
    // An axis from 5 makes the lesser one too short; another start, a sign on the wrong side.
    assert_eq!(faults(&[bar(10.0, 50.0, 100.0), bar(7.5, 50.0, 50.0)]), 1);
    assert_eq!(faults(&[bar(10.0, 50.0, 100.0), bar(5.0, 60.0, 50.0)]), 1);
    assert_eq!(faults(&[bar(10.0, 50.0, 100.0), bar(-5.0, 50.0, 50.0)]), 1);
}
