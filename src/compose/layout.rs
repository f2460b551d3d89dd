//! Base scene: captions, panels and foot, from the top down.

#[cfg(feature = "charts")]
use super::Lists;
use super::load::Loaded;
use super::views::{Visible, views};
use super::{body, foot};
use crate::config::Panel;
#[cfg(feature = "charts")]
use crate::config::{By, Kind};
use crate::dataset::Dataset;
#[cfg(feature = "charts")]
use crate::dataset::Indicator;
use crate::geometry::Rect;
use crate::guide::caption::paragraph;
#[cfg(feature = "charts")]
use crate::guide::player::{self, Player};
#[cfg(feature = "charts")]
use crate::query;
use crate::query::{Shown, Table};
use crate::readout;
#[cfg(feature = "charts")]
use crate::scene::Part;
use crate::scene::{Builder, DatumKey, Node, Role, Scene, Shape, Size, Style, TextMeasure};
use crate::theme::{HEADING, SUBTITLE, TITLE, Theme};
#[cfg(feature = "charts")]
use crate::topology::camera::Frame;
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
    /// Each plot with its panel, those of small multiples one by one.
    #[cfg(feature = "charts")]
    pub cells: Vec<(u16, Rect)>,
    /// The maps that can be looked at more closely, each with its panel.
    #[cfg(feature = "charts")]
    pub maps: Vec<(u16, Frame)>,
    /// What the keyboard reaches, in reading order: a list for each line or view, and one for what can be pressed.
    pub tracks: Vec<Vec<DatumKey>>,
    /// The lists that were laid out.
    #[cfg(feature = "charts")]
    pub lists: Lists,
}

/// Lays the whole widget out at `width` CSS pixels; the height follows from the content.
pub fn base(loaded: &Loaded, width: f64, theme: &Theme, measure: &dyn TextMeasure) -> Picture {
    picture(loaded, &[], width, theme, measure)
}

/// The same, with what the visitor has made of each view.
pub fn picture(
    loaded: &Loaded,
    shown: &[Shown],
    width: f64,
    theme: &Theme,
    measure: &dyn TextMeasure,
) -> Picture {
    #[cfg(feature = "charts")]
    return picture_of(loaded, shown, Lists::default(), width, theme, measure);
    #[cfg(not(feature = "charts"))]
    lay_out(loaded, shown, width, theme, measure)
}

/// The same, with what an earlier layout of these documents has found in their lists.
#[cfg(feature = "charts")]
pub fn picture_of(
    loaded: &Loaded,
    shown: &[Shown],
    mut lists: Lists,
    width: f64,
    theme: &Theme,
    measure: &dyn TextMeasure,
) -> Picture {
    lists.follow(loaded, shown);
    lists.choose(loaded, shown, theme, &Builder::new(measure), column_of(loaded, width).1);
    let mut picture = lay_out(loaded, shown, &lists, width, theme, measure);
    lists.place(&picture.scene);
    picture.lists = lists;
    picture
}

/// How many columns of panels there are, and how wide each is.
fn column_of(loaded: &Loaded, width: f64) -> (usize, f64) {
    let inner = sane(width) - 2.0 * PAD;
    let columns = if inner >= WIDE && loaded.spec.panels.len() > 1 { 2 } else { 1 };
    (columns, (inner - GAP * (columns - 1) as f64) / columns as f64)
}

fn sane(width: f64) -> f64 {
    if width.is_finite() { width.max(MIN_WIDTH) } else { MIN_WIDTH }
}

fn lay_out(
    loaded: &Loaded,
    shown: &[Shown],
    #[cfg(feature = "charts")] lists: &Lists,
    width: f64,
    theme: &Theme,
    measure: &dyn TextMeasure,
) -> Picture {
    #[cfg(feature = "charts")]
    let views = views(loaded, lists, shown);
    #[cfg(not(feature = "charts"))]
    let views = views(loaded, shown);
    let (columns, column) = column_of(loaded, width);
    let width = sane(width);
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
    let indices: Vec<usize> = (0..spec.panels.len()).collect();
    for row in indices.chunks(columns) {
        let places: Vec<f64> = (0..row.len()).map(|i| PAD + i as f64 * (column + GAP)).collect();
        y = panel_row(
            loaded,
            &views,
            theme,
            &mut out,
            row,
            &places,
            (y, column),
            shared.is_some(),
            &mut plots,
        );
        y += GAP;
    }
    y = foot::draw(loaded, &mut out, (PAD, y - 8.0), inner, theme);
    let size = Size { width, height: (y + PAD).ceil() };
    let ground = Rect { x: 0.0, y: 0.0, width, height: size.height };
    let mut nodes = vec![Node::new(Shape::Rect(ground), Style::fill(theme.ground), Role::Ornament)];
    nodes.append(&mut out.nodes);
    let scene = Scene { size, nodes };
    let tracks = tracks(&scene, loaded, &views);
    Picture {
        scene,
        plots,
        #[cfg(feature = "charts")]
        cells: out.plots,
        #[cfg(feature = "charts")]
        maps: out.maps,
        tracks,
        #[cfg(feature = "charts")]
        lists: Lists::default(),
    }
}

/// The marks that are drawn, in the order of their tables, and behind those of each view what can be pressed.
fn tracks(scene: &Scene, loaded: &Loaded, views: &[Visible]) -> Vec<Vec<DatumKey>> {
    #[cfg(feature = "charts")]
    let (is_drawn, controls) = drawn(scene, loaded);
    #[cfg(not(feature = "charts"))]
    let _ = scene;
    let mut tracks = Vec::new();
    for (panel, view) in views.iter().enumerate() {
        let lines = if view.table.items.is_empty() { view.table.series.len().max(1) } else { 1 };
        let first = tracks.len();
        tracks.resize(first + lines, Vec::new());
        for row in &view.table.rows {
            #[cfg(feature = "charts")]
            let has_mark = is_drawn[panel][row.key as usize];
            #[cfg(not(feature = "charts"))]
            let has_mark = loaded.drawn(panel, row);
            let series = if lines == 1 { 0 } else { row.series };
            if let Some(track) = tracks.get_mut(first + series).filter(|_| has_mark) {
                track.push(DatumKey::of_row(panel as u16, row.key));
            }
        }
        #[cfg(feature = "charts")]
        tracks.push(
            controls.iter().copied().filter(|key| key.panel as usize == panel && !is_button(key)).collect(),
        );
    }
    tracks.retain(|track| !track.is_empty());
    tracks
}

/// Whether a key is a button of a timeline: the keyboard stands on its track and does there what they do.
#[cfg(feature = "charts")]
fn is_button(key: &DatumKey) -> bool {
    key.part == Part::Time && key.row != player::TRACK
}

/// The timeline of a view, where it has one.
#[cfg(feature = "charts")]
fn player<'a>(loaded: &'a Loaded, view: &Visible, panel: usize) -> Option<Player<'a>> {
    let periods = &loaded.tables[panel].periods;
    let moment = view.table.moment?;
    let at = periods.partition_point(|period| *period < moment);
    Some(Player { panel: panel as u16, periods, at, is_playing: view.is_playing })
}

/// Which rows of each table have a mark, and the keys of what can be pressed.
#[cfg(feature = "charts")]
fn drawn(scene: &Scene, loaded: &Loaded) -> (Vec<Vec<bool>>, Vec<DatumKey>) {
    let mut rows: Vec<Vec<bool>> = loaded.tables.iter().map(|table| vec![false; table.rows.len()]).collect();
    let mut controls = Vec::new();
    scene.walk(&mut |node| match (node.role, node.datum, &node.shape) {
        (Role::Mark, Some(key), Shape::Points(points)) => {
            let own = &mut rows[key.panel as usize];
            points.places().iter().for_each(|(_, row)| own[*row as usize] = true);
        }
        (Role::Mark, Some(key), _) => rows[key.panel as usize][key.row as usize] = true,
        // A list is scrolled by walking through it.
        (Role::Control, Some(key), _) if key.part != Part::Scroll => controls.push(key),
        _ => {}
    });
    (rows, controls)
}

/// Panels side by side share one height; returns where the next row may start.
#[allow(clippy::too_many_arguments)]
fn panel_row(
    loaded: &Loaded,
    views: &[Visible],
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
            y = paragraph(
                out,
                &subtitle(&loaded.set, panel, &loaded.tables[i]),
                (x, y),
                width,
                SUBTITLE,
                theme.ink_2,
            );
        }
        tops.push(if y > top { y + 8.0 } else { y });
    }
    let top = tops.iter().copied().fold(top, f64::max);
    let contexts: Vec<Context> = row.iter().map(|&i| context(loaded, &views[i], theme, i)).collect();
    #[cfg(feature = "charts")]
    let players: Vec<Option<Player>> = row.iter().map(|&i| player(loaded, &views[i], i)).collect();
    #[cfg(feature = "charts")]
    let below = |i: usize| players[i].as_ref().map_or(0.0, |_| player::height());
    #[cfg(not(feature = "charts"))]
    let below = |_: usize| 0.0;
    let heights = contexts.iter().enumerate().map(|(i, cx)| body::height(cx, out, width) + below(i));
    let height = heights.fold(0.0, f64::max);
    for (i, (cx, &x)) in contexts.iter().zip(places).enumerate() {
        let rect = Rect { x, y: top, width, height };
        let above = Rect { height: height - below(i), ..rect };
        plots.push(body::draw(cx, out, above));
        #[cfg(feature = "charts")]
        if let Some(player) = &players[i] {
            player.draw(out, rect, theme);
        }
    }
    top + height
}

// Where the visitor can leave no part of a table, it is a reference already.
#[cfg_attr(not(feature = "charts"), allow(clippy::needless_borrow))]
fn context<'a>(loaded: &'a Loaded, view: &'a Visible, theme: &'a Theme, index: usize) -> Context<'a> {
    Context {
        panel: &loaded.spec.panels[index],
        index: index as u16,
        table: &view.table,
        set: &loaded.set,
        theme,
        topology: loaded.topology.as_ref(),
        approval: &loaded.spec.approval,
        #[cfg(feature = "charts")]
        domain: view.domain,
        #[cfg(not(feature = "charts"))]
        domain: None,
        #[cfg(feature = "charts")]
        plane: None,
        #[cfg(feature = "charts")]
        is_facet: false,
        hidden: view.hidden,
        classes: view.classes,
        zoomed: view.zoomed,
        #[cfg(feature = "charts")]
        whole: &loaded.tables[index],
        #[cfg(feature = "charts")]
        searched: view.searched,
        #[cfg(feature = "charts")]
        listed: view.listed,
        #[cfg(feature = "charts")]
        camera: view.camera,
    }
}

/// What is measured, when, in which unit; and that it is computed, where it is.
fn subtitle(set: &Dataset, panel: &Panel, table: &Table) -> String {
    let measure = &table.measure;
    let mut out = match table.series.len() {
        0 | 1 if names_its_items(set, panel, table) => readout::span(table),
        0 | 1 if table.periods.is_empty() => measure.name.clone(),
        0 | 1 if table.measures.len() < 2 => format!("{}，{}", measure.name, readout::span(table)),
        _ => readout::span(table),
    };
    let unit = if is_share(set, panel, table) { "%（占比）".into() } else { measure.label_unit() };
    if !unit.is_empty() && table.measures.is_empty() {
        out.push_str(&format!("，单位：{unit}"));
    }
    if measure.growth_from.is_some() {
        out.push_str("（计算值，由公布数算得）");
    }
    out
}

/// Whether what is measured is a list of indicators that stand by name in the plot: a subtitle would only say them again.
#[cfg(feature = "charts")]
fn names_its_items(set: &Dataset, panel: &Panel, table: &Table) -> bool {
    let is_one = |indicator: &Indicator| indicator.name == table.measure.name;
    matches!(panel.kind, Kind::Chart(_))
        && table.item == By::Indicator
        && table.items.len() > 1
        && table.measure.growth_from.is_none()
        && !table.periods.is_empty()
        && !set.indicators.iter().any(is_one)
}

#[cfg(not(feature = "charts"))]
fn names_its_items(_: &Dataset, _: &Panel, _: &Table) -> bool {
    false
}

/// Whether a view shows what share each part has, not how much it is.
#[cfg(feature = "charts")]
fn is_share(set: &Dataset, panel: &Panel, table: &Table) -> bool {
    query::is_share(panel, table, set)
}

#[cfg(not(feature = "charts"))]
fn is_share(_: &Dataset, _: &Panel, _: &Table) -> bool {
    false
}

/// The subtitle that all panels have in common.
fn shared_subtitle(loaded: &Loaded) -> Option<String> {
    let panels = loaded.spec.panels.iter().zip(&loaded.tables);
    let mut all = panels.map(|(panel, table)| subtitle(&loaded.set, panel, table));
    let first = all.next()?;
    let same = all.all(|other| other == first);
    same.then_some(first)
}
