//! Overlay scene: the rest steps back, what is looked at or chosen stands out. The base is never repainted for it.

#[cfg(feature = "charts")]
use super::Ways;
#[cfg(feature = "charts")]
use super::crosshair;
use super::layout::Picture;
#[cfg(feature = "charts")]
use super::links::Lights;
use super::load::Loaded;
use crate::geometry::{Point, Rect, point};
#[cfg(feature = "charts")]
use crate::query::Axis;
use crate::query::Table;
use crate::scene::{DatumKey, Node, Part, Role, Scene, Shape, Stroke, Style};
#[cfg(feature = "charts")]
use crate::state::Lists;
use crate::state::State;
use crate::theme::Theme;

/// How much of the ground lies over what steps back, 0–255.
const VEIL: u8 = 170;

/// The scene above the base scene for a state; empty when nothing is lit.
pub fn overlay(loaded: &Loaded, picture: &Picture, state: &State, theme: &Theme) -> Scene {
    let mut scene = Scene { size: picture.scene.size, nodes: Vec::new() };
    if let Some((from, to)) = state.brush.filter(|_| cfg!(feature = "charts")) {
        scene.nodes.extend(band(picture, from, to, theme));
        return scene;
    }
    #[cfg(feature = "charts")]
    let crosshair = crosshair::draw(loaded, picture, state, theme);
    let Some(lit) = state.lit() else {
        #[cfg(feature = "charts")]
        scene.nodes.extend(crosshair);
        return scene;
    };
    #[cfg(feature = "charts")]
    let (around, choice) = (around(loaded, state), Lights::of_choice(loaded, state));
    #[cfg(feature = "charts")]
    let (chosen, linked) = (|key| choice.has(loaded, key), |key| around.has(loaded, key));
    #[cfg(not(feature = "charts"))]
    let chosen = |key: DatumKey| state.selected.is_some_and(|selected| loaded.linked(selected, key));
    #[cfg(not(feature = "charts"))]
    let linked = |key: DatumKey| loaded.linked(lit, key);
    let is_lit = |key: DatumKey| {
        key == lit
            || linked(key)
            || same_line(loaded, state, lit, key)
            || named(loaded, lit, key)
            || chosen(key)
    };
    let mut copies: Vec<(u16, Node)> = Vec::new();
    picture.scene.walk(&mut |node| {
        #[cfg(feature = "charts")]
        if let Shape::Points(points) = &node.shape {
            copies.extend(points::copies(points, node, &is_lit, &state.named()));
            return;
        }
        if let Some(key) = node.datum.filter(|key| is_lit(*key)) {
            copies.push((key.panel, node.clone()));
        }
    });
    let is_mark = |node: &Node| !cfg!(feature = "charts") || node.role != Role::Control;
    for (panel, plot) in picture.plots.iter().enumerate() {
        if copies.iter().any(|(p, node)| *p as usize == panel && is_mark(node)) {
            let veil = Style::fill(theme.ground.alpha(VEIL));
            scene.nodes.push(Node::new(Shape::Rect(*plot), veil, Role::Ornament));
        }
    }
    let outline = |node: &Node, width: f64, color| Node {
        style: Style { fill: None, stroke: Some(Stroke::solid(color, width)) },
        ..node.clone()
    };
    let mut rings = Vec::new();
    for (_, node) in &copies {
        scene.nodes.push(node.clone());
        let Some(key) = node.datum.filter(|_| node.role != Role::MarkLabel) else { continue };
        if chosen(key) && stands_alone(loaded, key) {
            rings.push(outline(node, 2.0, theme.brand));
        } else if state.lit() == Some(key) || stands_alone(loaded, key) {
            rings.push(outline(node, 1.5, theme.ink));
        }
        if state.focus == Some(key) {
            // Light and dark line together keep 3 : 1 against whatever colour the mark has.
            rings.push(outline(node, 5.0, theme.ground));
            rings.push(outline(node, 2.5, theme.brand));
        }
    }
    // Outlines above fills, and all text above outlines.
    #[cfg(feature = "charts")]
    scene.nodes.extend(crosshair);
    scene.nodes.append(&mut rings);
    let (text, marks) = scene.nodes.drain(..).partition(|node| matches!(node.shape, Shape::Text(_)));
    scene.nodes = marks;
    scene.nodes.extend(text);
    scene
}

/// The stretch that the pointer is drawn across, as high as its plot.
fn band(picture: &Picture, from: Point, to: Point, theme: &Theme) -> Option<Node> {
    let plot = picture.plots.iter().find(|plot| plot.contains(from))?;
    let ends = [from.x, to.x].map(|x| x.max(plot.x).min(plot.right()));
    let rect = Rect::between(point(ends[0], plot.y), point(ends[1], plot.bottom()));
    let stroke = Some(Stroke::solid(theme.brand, 1.0));
    let style = Style { stroke, ..Style::fill(theme.brand.alpha(40)) };
    Some(Node::new(Shape::Rect(rect), style, Role::Ornament))
}

/// The view, and the positions on its long axis of the first and the last mark between two places; `None` where fewer than
/// two marks lie.
#[cfg(feature = "charts")]
pub fn stretch(
    loaded: &Loaded,
    picture: &Picture,
    ways: &Ways,
    from: Point,
    to: Point,
) -> Option<(u16, usize, usize)> {
    let panel = picture.plots.iter().position(|plot| plot.contains(from))?;
    let (low, high) = (from.x.min(to.x), from.x.max(to.x));
    let mut ends: Option<((f64, u32), (f64, u32))> = None;
    let mut take = |x: f64, row: u32| {
        if (low..=high).contains(&x) {
            let (first, last) = ends.unwrap_or(((x, row), (x, row)));
            ends =
                Some((if x < first.0 { (x, row) } else { first }, if x > last.0 { (x, row) } else { last }));
        }
    };
    picture.scene.walk(&mut |node| {
        let Some(key) = node.datum.filter(|key| node.role == Role::Mark && key.panel as usize == panel)
        else {
            return;
        };
        match &node.shape {
            Shape::Points(points) => points.places().iter().for_each(|(at, row)| take(at.x, *row)),
            Shape::Circle { center, .. } => take(center.x, key.row),
            Shape::Rect(rect) => take(rect.center().x, key.row),
            _ => {}
        }
    });
    let ((_, first), (_, last)) = ends?;
    let axis = ways.axis(panel as u16)?;
    let position = |row: u32| match axis {
        Axis::Periods(_) => Some(axis.position(loaded.tables[panel].rows.get(row as usize)?.period)),
        Axis::Items(_) => ways.position(DatumKey::of_row(panel as u16, row)),
    };
    let (first, last) = (position(first)?, position(last)?);
    (first != last).then_some((panel as u16, first.min(last), first.max(last)))
}

/// A series lights up when its name in the legend does.
fn named(loaded: &Loaded, lit: DatumKey, key: DatumKey) -> bool {
    if !cfg!(feature = "charts") || lit.panel != key.panel {
        return false;
    }
    let Some((table, row)) = loaded.row(key) else { return false };
    let place = match lit.part {
        Part::Series => row.series,
        #[cfg(feature = "charts")]
        Part::Picked if table.choice.as_ref().is_some_and(|choice| choice.by_item) => row.item,
        #[cfg(feature = "charts")]
        Part::Picked => row.series,
        _ => return false,
    };
    #[cfg(not(feature = "charts"))]
    let _ = table;
    place == lit.row as usize
}

/// What is lit with the datum that is looked at, or else with the one that is chosen.
#[cfg(feature = "charts")]
fn around(loaded: &Loaded, state: &State) -> Lights {
    match state.hover.or(state.focus) {
        Some(key) => Lights::around(loaded, key),
        None => Lights::of_choice(loaded, state),
    }
}

/// Points of one line light up together, unless another widget has chosen no more than what they have in common.
fn same_line(loaded: &Loaded, state: &State, lit: DatumKey, key: DatumKey) -> bool {
    #[cfg(feature = "charts")]
    if state.origin.is_some() && state.hover.or(state.focus).is_none() {
        return false;
    }
    #[cfg(not(feature = "charts"))]
    let _ = state;
    let (Some((_, a)), Some((table, b))) = (loaded.row(lit), loaded.row(key)) else { return false };
    is_line(table) && lit.panel == key.panel && a.series == b.series
}

/// Whether a mark is the only one of its area in its panel: points of a line are not.
fn stands_alone(loaded: &Loaded, key: DatumKey) -> bool {
    loaded.row(key).is_some_and(|(table, _)| !is_line(table))
}

/// Whether the rows of a table are points of lines.
fn is_line(table: &Table) -> bool {
    !table.series.is_empty() && (!cfg!(feature = "charts") || table.items.is_empty())
}

/// What lights up of a node of many points.
#[cfg(feature = "charts")]
mod points {
    use crate::scene::{DatumKey, Node, Points, Shape};

    /// A point that is named stands out from its neighbours.
    const LEAST: f64 = 4.0;

    /// The lit dots as one node below, and each named point as a dot of its own above them.
    pub fn copies(
        points: &Points,
        node: &Node,
        is_lit: &dyn Fn(DatumKey) -> bool,
        named: &[DatumKey],
    ) -> Vec<(u16, Node)> {
        let Some(datum) = node.datum else { return Vec::new() };
        let key = |row: u32| DatumKey { row, ..datum };
        let mut copies = Vec::new();
        if points.radius > 0.0 {
            let lit = points.only(&|row| is_lit(key(row)));
            if !lit.places().is_empty() {
                copies.push(Node::new(Shape::Points(lit), node.style, node.role));
            }
        }
        for own in named.iter().filter(|own| **own == key(own.row)) {
            if let Some(center) = points.place(own.row) {
                let shape = Shape::Circle { center, radius: points.radius.max(LEAST) };
                copies.push(Node::new(shape, node.style, node.role).datum(*own));
            }
        }
        copies.into_iter().map(|node| (datum.panel, node)).collect()
    }
}
