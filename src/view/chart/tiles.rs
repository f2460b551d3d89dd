//! A grid of tiles: one equal cell a district, about where it lies. Small districts count as much as large ones, and no
//! boundary is drawn.

use super::words;
use crate::geometry::Rect;
use crate::guide::legend::Entry;
use crate::guide::note;
use crate::query::grid::{Grid, Tile, grid};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::classes::{Classes, is_inapplicable};
use crate::view::map::legend::Legend;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const WIDEST: f64 = 132.0;
const HIGHEST: f64 = 76.0;
const LOWEST: f64 = 44.0;
const LINE: f64 = 16.0;
const GAP: f64 = 4.0;

/// The height at a width.
pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let grid = grid(cx.table, cx.panel, cx.set);
    let (_, high) = size(&grid, width);
    let legend = if cx.has_legend() { GAP + legend_height(cx, out, width) } else { 0.0 };
    grid.lines as f64 * high + note::height(out, &said(&grid), width) + legend
}

/// The height of the legend at a width.
pub fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let grid = grid(cx.table, cx.panel, cx.set);
    Legend::new(cx, &classes(cx), true, others(cx, &grid)).height(out, width)
}

/// Draws the legend from the upper left corner of a rectangle.
pub fn draw_legend(cx: &Context, out: &mut Builder, rect: Rect) {
    let grid = grid(cx.table, cx.panel, cx.set);
    Legend::new(cx, &classes(cx), true, others(cx, &grid)).draw(cx, out, rect);
}

/// Draws the tiles, and the legend below them.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let grid = grid(cx.table, cx.panel, cx.set);
    let classes = classes(cx);
    let (wide, high) = size(&grid, rect.width);
    let left = rect.x + (rect.width - wide * grid.columns as f64) / 2.0;
    for tile in &grid.tiles {
        let corner = (left + tile.column as f64 * wide, rect.y + tile.line as f64 * high);
        mark(cx, out, tile, Rect { x: corner.0, y: corner.1, width: wide, height: high }, &classes);
    }
    let plot = Rect { height: grid.lines as f64 * high, ..rect };
    let said = said(&grid);
    let y = plot.bottom() + note::height(out, &said, rect.width);
    note::draw(out, Rect { height: y - rect.y, ..rect }, &said, cx.theme);
    if cx.has_legend() {
        draw_legend(cx, out, Rect { y: y + GAP, ..rect });
    }
    plot
}

/// How many have no place.
fn said(grid: &Grid) -> Vec<String> {
    let said = (grid.left > 0).then(|| format!("另有 {} 个地区未画出", grid.left));
    said.into_iter().collect()
}

fn classes(cx: &Context) -> Classes {
    Classes::of(cx, false, &|row| row.series == 0)
}

/// Width and height of a tile.
fn size(grid: &Grid, width: f64) -> (f64, f64) {
    let wide = (width / grid.columns.max(1) as f64).min(WIDEST);
    (wide, (wide * 0.72).clamp(LOWEST.min(wide), HIGHEST))
}

/// How a tile is filled: not asked for is not the same as not published.
fn fill(cx: &Context, tile: &Tile, classes: &Classes) -> Fill {
    match tile.row {
        Some(row) => classes.fill(cx, &cx.table.rows[row]),
        None => Fill::Solid(cx.theme.rule),
    }
}

fn mark(cx: &Context, out: &mut Builder, tile: &Tile, rect: Rect, classes: &Classes) {
    let fill = fill(cx, tile, classes);
    let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(cx.theme.ground, 3.0)) };
    let shape = Shape::Rect(rect);
    out.push(match tile.row {
        Some(row) => {
            Node::new(shape, style, Role::Mark).datum(cx.key(row)).label(cx.label(&cx.table.rows[row]))
        }
        None => Node::new(shape, style, Role::Guide).label(format!("{}，未列入", tile.name)),
    });
    let (ink, halo) = match fill {
        Fill::Solid(color) => (cx.theme.ink_on(color), None),
        Fill::Hatch { ground, .. } => (cx.theme.ink, Some(ground)),
    };
    let lines = inscription(cx, out, tile, &rect, classes);
    let top = rect.center().y - (lines.len() as f64 - 1.0) * LINE / 2.0;
    for (i, line) in lines.into_iter().enumerate() {
        let at = (rect.center().x, top + i as f64 * LINE);
        let mut text = run(line, at, LABEL, Anchor::Middle, Baseline::Middle);
        text.halo = halo;
        match tile.row {
            Some(row) => words::label(cx, out, row, text, ink),
            None => out.text(text, ink, Role::Guide),
        }
    }
}

/// Name and value where both have room; a long name gives up its last character, 区 or 市, before it is cut.
fn inscription(cx: &Context, out: &Builder, tile: &Tile, rect: &Rect, classes: &Classes) -> Vec<String> {
    let room = rect.width - 10.0;
    let name = words::name_within(out, &tile.name, room);
    let name = name.map_or_else(|| out.ellipsis(&tile.name, LABEL, room), String::from);
    let mut lines = vec![name];
    let value = tile.row.map(|row| classes.text(cx, &cx.table.rows[row]));
    let value = value.filter(|value| out.width(value, LABEL) <= room && rect.height >= 2.0 * LINE + 4.0);
    lines.extend(value);
    lines
}

/// What tiles have instead of a class.
fn others(cx: &Context, grid: &Grid) -> Vec<Entry> {
    let rows = || cx.all().rows.iter().filter(|row| row.series == 0);
    let mut without = rows().filter(|row| row.value.known().is_none());
    let mut entries = Vec::new();
    if without.any(|row| !is_inapplicable(row)) {
        entries.push(Entry::new(cx.theme.missing, "暂无数据".into()));
    }
    // Both are light grey: not asked for, or not possible, is not the same as not published.
    let grey = [
        rows().any(is_inapplicable).then_some("不适用"),
        grid.tiles.iter().any(|tile| tile.row.is_none()).then_some("未列入"),
    ];
    let words = crate::nearest::joined(grey.into_iter().flatten(), "、");
    if !words.is_empty() {
        entries.push(Entry::new(Fill::Solid(cx.theme.rule), words));
    }
    entries
}
