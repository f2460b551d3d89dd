//! Base scene: captions, panels and foot, from the top down.

use super::load::Loaded;
use super::{body, foot};
use crate::config::{Kind, Panel};
use crate::geometry::Rect;
use crate::guide::caption::paragraph;
use crate::query::Table;
use crate::readout;
use crate::scene::{Builder, Node, Role, Scene, Shape, Size, Style, TextMeasure};
use crate::theme::{HEADING, SUBTITLE, TITLE, Theme};
use crate::view::Context;

const PAD: f64 = 16.0;
const GAP: f64 = 24.0;
/// From this width on two panels stand side by side.
const WIDE: f64 = 720.0;
/// Narrower than this nothing can be laid out; the page scrolls to what is beyond the edge.
pub const MIN_WIDTH: f64 = 240.0;

/// A laid-out widget.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What is drawn.
    pub scene: Scene,
    /// Where the marks of each panel lie.
    pub plots: Vec<Rect>,
}

/// Lays the whole widget out at `width` CSS pixels; the height follows from the content.
pub fn base(loaded: &Loaded, width: f64, theme: &Theme, measure: &dyn TextMeasure) -> Picture {
    let width = if width.is_finite() { width.max(MIN_WIDTH) } else { MIN_WIDTH };
    let inner = width - 2.0 * PAD;
    let mut out = Builder::new(measure);
    // The ground is put in its place at the end, when the height is known.
    let mut y = PAD;
    let spec = &loaded.spec;
    y = paragraph(&mut out, &spec.title, (PAD, y), inner, TITLE, theme.ink);
    y = paragraph(&mut out, &spec.subtitle, (PAD, y + 2.0), inner, SUBTITLE, theme.ink_2);
    let shared = shared_subtitle(loaded);
    if let Some(subtitle) = &shared {
        y = paragraph(&mut out, subtitle, (PAD, y + 2.0), inner, SUBTITLE, theme.ink_2);
    }
    y += 12.0;
    let mut plots = Vec::new();
    let columns = if inner >= WIDE && spec.panels.len() > 1 { 2 } else { 1 };
    let column = (inner - GAP * (columns - 1) as f64) / columns as f64;
    let indices: Vec<usize> = (0..spec.panels.len()).collect();
    for row in indices.chunks(columns) {
        let places: Vec<f64> = (0..row.len()).map(|i| PAD + i as f64 * (column + GAP)).collect();
        y = panel_row(loaded, theme, &mut out, row, &places, (y, column), shared.is_some(), &mut plots);
        y += GAP;
    }
    y = foot::draw(loaded, &mut out, (PAD, y - 8.0), inner, theme);
    let size = Size { width, height: (y + PAD).ceil() };
    let ground = Rect { x: 0.0, y: 0.0, width, height: size.height };
    let mut nodes = vec![Node::new(Shape::Rect(ground), Style::fill(theme.ground), Role::Ornament)];
    nodes.append(&mut out.nodes);
    Picture { scene: Scene { size, nodes }, plots }
}

/// Panels side by side share one height; returns where the next row may start.
#[allow(clippy::too_many_arguments)]
fn panel_row(
    loaded: &Loaded,
    theme: &Theme,
    out: &mut Builder,
    row: &[usize],
    places: &[f64],
    (top, width): (f64, f64),
    shared: bool,
    plots: &mut Vec<Rect>,
) -> f64 {
    let mut tops = Vec::new();
    for (&i, &x) in row.iter().zip(places) {
        let panel = &loaded.spec.panels[i];
        let mut y = paragraph(out, &panel.title, (x, top), width, HEADING, theme.ink);
        if !shared {
            y = paragraph(out, &subtitle(&loaded.tables[i]), (x, y), width, SUBTITLE, theme.ink_2);
        }
        tops.push(if y > top { y + 8.0 } else { y });
    }
    let top = tops.iter().copied().fold(top, f64::max);
    let contexts: Vec<Context> = row.iter().map(|&i| context(loaded, theme, i)).collect();
    let heights = contexts.iter().map(|cx| body::height(cx, out, width));
    let height = heights.fold(0.0, f64::max);
    for (cx, &x) in contexts.iter().zip(places) {
        plots.push(body::draw(cx, out, Rect { x, y: top, width, height }));
    }
    top + height
}

fn context<'a>(loaded: &'a Loaded, theme: &'a Theme, index: usize) -> Context<'a> {
    Context {
        panel: &loaded.spec.panels[index],
        index: index as u16,
        table: &loaded.tables[index],
        set: &loaded.set,
        theme,
        topology: loaded.topology.as_ref().filter(|_| is_map(&loaded.spec.panels[index])),
        domain: None,
        hidden: &[],
    }
}

fn is_map(panel: &Panel) -> bool {
    matches!(panel.kind, Kind::Map { .. })
}

/// What is measured, when, in which unit; and that it is computed, where it is.
fn subtitle(table: &Table) -> String {
    let measure = &table.measure;
    let mut out = match table.series.len() {
        0 | 1 if table.measures.len() < 2 => format!("{}，{}", measure.name, readout::span(table)),
        _ => readout::span(table),
    };
    let unit = measure.label_unit();
    if !unit.is_empty() && table.measures.is_empty() {
        out.push_str(&format!("，单位：{unit}"));
    }
    if measure.growth_from.is_some() {
        out.push_str("（计算值，由公布数算得）");
    }
    out
}

/// The subtitle that all panels have in common.
fn shared_subtitle(loaded: &Loaded) -> Option<String> {
    let first = subtitle(loaded.tables.first()?);
    let same = loaded.tables.iter().all(|table| subtitle(table) == first);
    same.then_some(first)
}
