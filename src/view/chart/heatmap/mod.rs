//! A matrix: items down, series across, each cell in the colour of its class.

mod columns;
mod key;

use super::words;
use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::classes::{self, Classes};
use crate::view::map::legend::Legend;
use crate::view::{Context, Recipe};
use columns::{Columns, holds};
use key::Key;

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// More items than these are told, not drawn.
const MOST: usize = 200;
const ROW: f64 = 30.0;
const NAME_LINE: f64 = 15.0;
const MAX_NAMES: f64 = 0.34;
const LEGEND_GAP: f64 = 12.0;
const METHOD_LINE: f64 = 20.0;

struct Layout {
    /// Room for names, with their distance to the matrix.
    names: f64,
    columns: Columns,
    head: f64,
    items: usize,
    /// What the colours mean where each column has classes of its own.
    key: Option<Key>,
    /// Of each column; one for all where units are alike.
    classes: Vec<Classes>,
    /// Of each column; one for all where units are alike: whether all of its values have room in their cells. Some values
    /// without the others, the short ones, would be read as all there are.
    written: Vec<bool>,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let layout = layout(cx, out, width);
    let more = if cx.table.items.len() > layout.items { METHOD_LINE } else { 0.0 };
    layout.head
        + layout.items as f64 * ROW
        + more
        + if cx.has_legend() { LEGEND_GAP + layout.legend_height(cx, out, width) } else { 0.0 }
        + layout.columns.key.len() as f64 * NAME_LINE
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let layout = layout(cx, out, rect.width);
    heads(cx, out, rect, &layout);
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| row.item < layout.items) {
        let (x, width) = layout.columns.place(row.series);
        let cell =
            Rect { x: rect.x + x, y: rect.y + layout.head + row.item as f64 * ROW, width, height: ROW };
        let classes = layout.classes.get(row.series).or(layout.classes.first());
        let Some(fill) = classes.map(|classes| classes.fill(cx, row)) else { continue };
        let is_written = layout.written.get(row.series).or(layout.written.first());
        let text = classes.filter(|_| is_written == Some(&true)).map(|classes| classes.text(cx, row));
        draw_cell(cx, out, i, cell, fill, text);
    }
    let mut y = rect.y + layout.head + layout.items as f64 * ROW;
    let matrix = Rect { height: y - rect.y, ..rect };
    let write = |out: &mut Builder, text: &str, y: f64| {
        let text = out.ellipsis(text, LABEL, rect.width);
        out.text(run(text, (rect.x, y), LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
    };
    let more = cx.table.items.len() - layout.items;
    if more > 0 {
        write(out, &format!("另有 {more} 项未画出"), y + METHOD_LINE / 2.0);
        y += METHOD_LINE;
    }
    y += LEGEND_GAP;
    for line in &layout.columns.key {
        write(out, line, y + NAME_LINE / 2.0);
        y += NAME_LINE;
    }
    if cx.has_legend() {
        layout.draw_legend(cx, out, Rect { y, ..rect });
    }
    matrix
}

/// The height of the legend at a width.
pub fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    layout(cx, out, width).legend_height(cx, out, width)
}

/// Draws the legend from the upper left corner of a rectangle.
pub fn draw_legend(cx: &Context, out: &mut Builder, rect: Rect) {
    layout(cx, out, rect.width).draw_legend(cx, out, rect);
}

impl Layout {
    /// The legend of the classes that all cells have in common.
    fn legend(&self, cx: &Context) -> Option<Legend<'_>> {
        let classes = self.classes.first().filter(|_| self.key.is_none())?;
        Some(Legend::new(cx, classes, false, classes::others(cx)))
    }

    fn draw_legend(&self, cx: &Context, out: &mut Builder, rect: Rect) {
        match (&self.key, self.legend(cx)) {
            (Some(key), _) => key.draw(cx, out, rect),
            (None, Some(legend)) => legend.draw(cx, out, rect),
            _ => {}
        }
    }

    fn legend_height(&self, cx: &Context, out: &Builder, width: f64) -> f64 {
        match (&self.key, self.legend(cx)) {
            (Some(key), _) => key.height(out, width),
            (None, legend) => legend.map_or(0.0, |legend| legend.height(out, width)),
        }
    }
}

fn layout(cx: &Context, out: &Builder, width: f64) -> Layout {
    let items = cx.table.items.len().min(MOST);
    let widest = out.widest(cx.table.items.iter().take(items).map(String::as_str), LABEL);
    let names = widest.min(width * MAX_NAMES) + 10.0;
    let count = cx.table.series.len().max(1);
    let measures = &cx.table.measures;
    let is_alike =
        measures.windows(2).all(|pair| pair[0].unit == pair[1].unit && pair[0].scaling == pair[1].scaling);
    let by_column =
        !is_alike && measures.len() == count && cx.table.rows.iter().all(|row| row.column == row.series);
    let columns = Columns::of(cx, out, items, (names, width), by_column);
    let head = if columns.lines() == 0 { 0.0 } else { columns.lines() as f64 * NAME_LINE + 8.0 };
    let classes: Vec<Classes> = match by_column {
        true => (0..count).map(|series| Classes::of(cx, true, &|row| row.series == series)).collect(),
        false => vec![Classes::of(cx, false, &|_| true)],
    };
    let key = by_column.then(|| Key::of(cx, classes.first().map_or("", |classes| &classes.method)));
    let mut written = vec![true; classes.len()];
    for row in cx.table.rows.iter().filter(|row| row.item < items && row.value.known().is_some()) {
        let column = if by_column { row.series } else { 0 };
        if let (Some(written), Some(classes)) = (written.get_mut(column), classes.get(column)) {
            *written = *written && holds(out, columns.place(row.series).1, &classes.text(cx, row));
        }
    }
    Layout { names, columns, head, items, key, classes, written }
}

fn heads(cx: &Context, out: &mut Builder, rect: Rect, layout: &Layout) {
    let foot = rect.y + layout.head - 6.0;
    for (series, lines) in layout.columns.heads.iter().enumerate() {
        let (left, width) = layout.columns.place(series);
        let x = rect.x + left + width / 2.0;
        for (i, line) in lines.iter().rev().enumerate() {
            let at = (x, foot - i as f64 * NAME_LINE);
            out.text(
                run(line.as_str(), at, LABEL, Anchor::Middle, Baseline::Bottom),
                cx.theme.ink_2,
                Role::Guide,
            );
        }
    }
    let room = layout.names - 10.0;
    for (item, name) in cx.table.items.iter().take(layout.items).enumerate() {
        let y = rect.y + layout.head + (item as f64 + 0.5) * ROW;
        let mut lines = out.wrap(name, LABEL, room + 0.5);
        if lines.len() > 2 {
            lines = vec![lines[0].clone(), out.ellipsis(&lines[1..].concat(), LABEL, room)];
        }
        let top = y - (lines.len() as f64 - 1.0) / 2.0 * (NAME_LINE - 1.0);
        for (i, line) in lines.iter().enumerate() {
            let at = (rect.x + room, top + i as f64 * (NAME_LINE - 1.0));
            out.text(
                run(line.as_str(), at, LABEL, Anchor::End, Baseline::Middle),
                cx.theme.ink_2,
                Role::Guide,
            );
        }
    }
}

/// A cell, with its value where those of its column fit.
fn draw_cell(cx: &Context, out: &mut Builder, position: usize, cell: Rect, fill: Fill, text: Option<String>) {
    let row = &cx.table.rows[position];
    let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(cx.theme.ground, 2.0)) };
    let node = Node::new(Shape::Rect(cell), style, Role::Mark);
    out.push(node.datum(cx.key(position)).label(cx.label(row)));
    if let (Fill::Solid(color), Some(text)) = (fill, text.filter(|_| row.value.known().is_some())) {
        let at = point(cell.center().x, cell.center().y);
        let text = run(text, (at.x, at.y), LABEL, Anchor::Middle, Baseline::Middle);
        words::label(cx, out, position, text, cx.theme.ink_on(color));
    }
}
