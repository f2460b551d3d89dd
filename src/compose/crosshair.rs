//! One period in all plots that time runs across: a thin line through it, and its points.

use super::Ways;
use super::layout::Picture;
use super::load::Loaded;
use crate::config::{By, Chart, Kind, Panel};
use crate::dataset::Period;
use crate::geometry::{Path, Point, Rect, point};
use crate::query::{Axis, Row};
use crate::readout;
use crate::scene::{DatumKey, Node, Part, Role, Scene, Shape, Stroke, Style};
use crate::state::{DrawnAxis, Lists, State};
use crate::theme::Theme;

/// The least radius of a point that stands out.
const RADIUS: f64 = 4.0;

/// The period that is looked at, where it lies on an axis of time.
pub fn moment(loaded: &Loaded, state: &State) -> Option<Period> {
    let key = state.tip().filter(|key| is_timed(loaded, key.panel))?;
    loaded.row(key).map(|(_, row)| row.period)
}

/// What the other series say at the period of a datum; nothing where no time runs across its view.
pub fn beside(loaded: &Loaded, state: &State, key: DatumKey) -> Vec<(String, String)> {
    let Some((table, row)) = loaded.row(key).filter(|_| is_timed(loaded, key.panel)) else {
        return Vec::new();
    };
    let hidden = state.shown.get(key.panel as usize).map_or(&[][..], |shown| &shown.hidden);
    let facet = loaded.spec.panels[key.panel as usize].options.facet;
    readout::others(row, table, &loaded.set, hidden, facet)
}

/// Whether a view has an axis, or a map, that can be looked at more closely by wheel and fingers.
pub fn is_long(ways: &Ways) -> bool {
    let is_map = |panel: &Panel| matches!(panel.kind, Kind::Map { .. }) && panel.options.zoom;
    (0..ways.loaded.tables.len() as u16).any(|panel| runs_across(ways, panel))
        || ways.loaded.spec.panels.iter().any(is_map)
}

/// Whether a long axis of a view runs from left to right. That of items does: where they run downwards they are a list.
fn runs_across(ways: &Ways, panel: u16) -> bool {
    match ways.axis(panel) {
        Some(Axis::Periods(_)) => is_timed(ways.loaded, panel),
        Some(Axis::Items(_)) => true,
        None => false,
    }
}

/// The long axis of the plot at a position: where its first and last marks lie.
pub fn axis_at(loaded: &Loaded, picture: &Picture, ways: &Ways, at: Point) -> Option<DrawnAxis> {
    let is_here = |(panel, plot): &&(u16, Rect)| plot.contains(at) && runs_across(ways, *panel);
    let (panel, plot) = *picture.cells.iter().find(is_here)?;
    let mut ends: Option<(f64, f64)> = None;
    each(loaded, &picture.scene, panel, &mut |mark| {
        let x = mark.bounds.center().x;
        if plot.contains(mark.bounds.center()) && x.is_finite() {
            ends = Some(ends.map_or((x, x), |(low, high)| (low.min(x), high.max(x))));
        }
    });
    ends.filter(|(low, high)| low < high).map(|ends| DrawnAxis { panel, ends })
}

/// The lines and points of the period that is looked at here or in another widget.
pub fn draw(loaded: &Loaded, picture: &Picture, state: &State, theme: &Theme) -> Vec<Node> {
    let Some(period) = moment(loaded, state).or(state.moment) else { return Vec::new() };
    let mut nodes = Vec::new();
    for panel in (0..loaded.tables.len() as u16).filter(|panel| is_timed(loaded, *panel)) {
        let mut marks = Marks::of(loaded, &picture.scene, panel, period);
        for (_, plot) in picture.cells.iter().filter(|(own, _)| *own == panel) {
            marks.draw(*plot, theme, &mut nodes);
        }
    }
    // All points above all lines.
    let (mut lines, points): (Vec<Node>, Vec<Node>) =
        nodes.into_iter().partition(|node| matches!(node.shape, Shape::Path(_)));
    lines.extend(points);
    lines
}

/// Whether time runs from left to right in a view, a mark or a group of marks a period.
fn is_timed(loaded: &Loaded, panel: u16) -> bool {
    let (Some(view), Some(table)) =
        (loaded.spec.panels.get(panel as usize), loaded.tables.get(panel as usize))
    else {
        return false;
    };
    let along = matches!(view.kind, Kind::Chart(Chart::Bars | Chart::Combo | Chart::Bump));
    view.kind == Kind::Line || along && table.item == By::Period
}

/// A mark as it lies on the surface.
struct Mark<'s> {
    row: &'s Row,
    key: DatumKey,
    bounds: Rect,
    node: &'s Node,
}

/// Calls `visit` for every mark of a row of the view that is a dot, a place or a bar.
fn each<'s>(loaded: &'s Loaded, scene: &'s Scene, panel: u16, visit: &mut dyn FnMut(Mark<'s>)) {
    let Some(table) = loaded.tables.get(panel as usize) else { return };
    let dot = |at: Point, radius: f64| Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 }.grown(radius);
    scene.walk(&mut |node| {
        let is_own = |key: &DatumKey| key.panel == panel && key.part == Part::Row && node.role == Role::Mark;
        let Some(key) = node.datum.filter(is_own) else { return };
        let mut mark = |row: u32, bounds: Rect| {
            if let Some(found) = table.rows.get(row as usize) {
                visit(Mark { row: found, key: DatumKey { row, ..key }, bounds, node });
            }
        };
        match &node.shape {
            Shape::Points(points) => points.places().iter().for_each(|(at, row)| mark(*row, dot(*at, 0.0))),
            Shape::Circle { center, radius } => mark(key.row, dot(*center, *radius)),
            Shape::Rect(rect) => mark(key.row, *rect),
            _ => {}
        }
    });
}

/// The marks of one period in a view, and the bars of all others.
struct Marks<'s> {
    here: Vec<Mark<'s>>,
    others: Vec<Rect>,
}

impl<'s> Marks<'s> {
    fn of(loaded: &'s Loaded, scene: &'s Scene, panel: u16, period: Period) -> Marks<'s> {
        let mut marks = Marks { here: Vec::new(), others: Vec::new() };
        each(loaded, scene, panel, &mut |mark| match mark.row.period == period {
            true => marks.here.push(mark),
            false if matches!(mark.node.shape, Shape::Rect(_)) => marks.others.push(mark.bounds),
            false => {}
        });
        marks
    }

    /// The line and the points within one plot; none where bars lie, so that time runs downwards.
    fn draw(&mut self, plot: Rect, theme: &Theme, nodes: &mut Vec<Node>) {
        let within = |bounds: &Rect| plot.grown(1.0).contains(bounds.center());
        let here: Vec<&Mark> = self.here.iter().filter(|mark| within(&mark.bounds)).collect();
        let (low, high) = here.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), mark| {
            (low.min(mark.bounds.x), high.max(mark.bounds.right()))
        });
        let beside = |other: &Rect| other.right() <= low + 1.0 || other.x >= high - 1.0;
        if here.is_empty() || !self.others.iter().filter(|other| within(other)).all(beside) {
            return;
        }
        let x = (low + high) / 2.0;
        let line = Path::line(vec![point(x, plot.y), point(x, plot.bottom())]);
        nodes.push(Node::new(Shape::Path(line), Style::stroke(theme.ink_3, 1.0), Role::Ornament));
        nodes.extend(here.iter().map(|mark| point_of(mark, theme)));
    }
}

/// A mark that stands out: a bar with an edge, anything else as a dot.
fn point_of(mark: &Mark, theme: &Theme) -> Node {
    let edge = Some(Stroke::solid(theme.ink, 1.5));
    let (shape, fill) = match &mark.node.shape {
        Shape::Rect(rect) => (Shape::Rect(*rect), mark.node.style.fill),
        _ => {
            let radius = (mark.bounds.width / 2.0).max(RADIUS);
            let fill = mark.node.style.fill.or(Style::fill(theme.ink_3).fill);
            (Shape::Circle { center: mark.bounds.center(), radius }, fill)
        }
    };
    Node::new(shape, Style { fill, stroke: edge }, Role::Ornament).datum(mark.key)
}
