//! Rings and gauges side by side: what they share.

use crate::geometry::{Point, Rect, point};
use crate::query::Row;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Node, Role, Shape, Style};
use crate::theme::LABEL;
use crate::view::Context;

const GAP: f64 = 16.0;
const LINE: f64 = 16.0;
const MAX_NAME: usize = 3;
/// Below a dial and between two rows of them.
const BELOW: f64 = 8.0;
const BETWEEN: f64 = 18.0;

/// How dials stand in a width.
#[derive(Clone, Copy, Debug)]
pub struct Dials {
    columns: usize,
    /// Width of one.
    pub cell: f64,
}

impl Dials {
    /// As many in a row as have `narrowest` width, evenly; none wider than `widest`.
    pub fn new(cx: &Context, width: f64, (narrowest, widest): (f64, f64)) -> Dials {
        let count = cx.table.rows.len().max(1);
        let fitting = (((width + GAP) / (narrowest + GAP)) as usize).clamp(1, count);
        let columns = count.div_ceil(count.div_ceil(fitting));
        let cell = ((width - GAP * (columns as f64 - 1.0)) / columns as f64).min(widest);
        Dials { columns, cell }
    }

    /// Height of all, `dial` without the lines below each.
    pub fn height(&self, cx: &Context, out: &Builder, dial: f64, below: &dyn Fn(&Row) -> Vec<String>) -> f64 {
        let step = self.step(cx, out, dial, below);
        cx.table.rows.len().div_ceil(self.columns) as f64 * step - BETWEEN
    }

    fn step(&self, cx: &Context, out: &Builder, dial: f64, below: &dyn Fn(&Row) -> Vec<String>) -> f64 {
        let lines = |row: &Row| name_lines(cx, out, row, self.cell).len() + below(row).len();
        let most = cx.table.rows.iter().map(lines).max().unwrap_or(0);
        dial + BELOW + most as f64 * LINE + BETWEEN
    }

    /// Calls `visit` with each row, its position and the upper left corner of its cell; writes name and lines below.
    pub fn each(
        &self,
        cx: &Context,
        out: &mut Builder,
        rect: Rect,
        dial: f64,
        below: &dyn Fn(&Row) -> Vec<String>,
        visit: &mut dyn FnMut(&mut Builder, usize, &Row, Point),
    ) {
        let step = self.step(cx, out, dial, below);
        let count = cx.table.rows.len();
        for (i, row) in cx.table.rows.iter().enumerate() {
            let in_row = self.columns.min(count - i / self.columns * self.columns);
            let used = in_row as f64 * (self.cell + GAP) - GAP;
            let left = rect.x + ((rect.width - used) / 2.0).max(0.0);
            let x = left + (i % self.columns) as f64 * (self.cell + GAP);
            let corner = point(x, rect.y + (i / self.columns) as f64 * step);
            visit(out, i, row, corner);
            let names = name_lines(cx, out, row, self.cell);
            let named = names.len();
            for (line, text) in names.into_iter().chain(below(row)).enumerate() {
                let at = (x + self.cell / 2.0, corner.y + dial + BELOW + (line as f64 + 0.5) * LINE);
                let ink = if line < named { cx.theme.ink } else { cx.theme.ink_2 };
                let text = out.ellipsis(&text, LABEL, self.cell);
                label(cx, out, i, &text, at, LABEL, ink);
            }
        }
    }
}

/// Centred text that belongs to the mark of a row.
pub fn label(
    cx: &Context,
    out: &mut Builder,
    row: usize,
    text: &str,
    at: (f64, f64),
    font: Font,
    ink: Color,
) {
    let text = run(text, at, font, Anchor::Middle, Baseline::Middle);
    out.push(Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel).datum(cx.key(row)));
}

/// The number of a row, with its unit where that is short; and its unit where that stands below.
fn number(cx: &Context, row: &Row) -> (String, Option<String>) {
    let unit = cx.table.measure_of(row).label_unit();
    let number = cx.value(row);
    match unit.as_str() {
        "" | "%" | "‰" | "分" => (format!("{number}{unit}"), None),
        _ => (number, Some(unit)),
    }
}

/// The size of all numbers: the largest at which each has room in `width`. Equal dials have equal numbers.
pub fn size(cx: &Context, out: &Builder, width: f64) -> f64 {
    let known = cx.table.rows.iter().filter(|row| row.value.known().is_some());
    let texts: Vec<String> = known.map(|row| number(cx, row).0).collect();
    let fits = |size: &f64| out.widest(texts.iter().map(String::as_str), Font::bold(*size)) <= width;
    [28.0, 24.0, 20.0, 17.0, 14.0].into_iter().find(fits).unwrap_or(12.0)
}

/// The number of a row with its unit, no wider than `width` at that size.
pub fn value(
    cx: &Context,
    out: &mut Builder,
    (i, row): (usize, &Row),
    at: (f64, f64),
    (size, width): (f64, f64),
) {
    if row.value.known().is_none() {
        return label(cx, out, i, &cx.value(row), at, LABEL, cx.theme.ink_2);
    }
    let (text, unit) = number(cx, row);
    let rise = if unit.is_none() { 0.0 } else { 7.0 };
    label(cx, out, i, &text, (at.0, at.1 - rise), Font::bold(size), cx.theme.ink);
    if let Some(unit) = unit {
        let unit = out.ellipsis(&unit, LABEL, width);
        label(cx, out, i, &unit, (at.0, at.1 + size / 2.0 + 3.0), LABEL, cx.theme.ink_2);
    }
}

/// What a dial is about: what differs between it and the others.
fn name_lines(cx: &Context, out: &Builder, row: &Row, width: f64) -> Vec<String> {
    let table = cx.table;
    let mut name = String::new();
    if table.items.len() > 1 || table.series.len() < 2 {
        name.push_str(table.items.get(row.item).map_or("", String::as_str));
    }
    if table.series.len() > 1 {
        name.push_str(if name.is_empty() { "" } else { " " });
        name.push_str(table.series.get(row.series).map_or("", String::as_str));
    }
    if name.is_empty() {
        name.clone_from(&table.measure_of(row).name);
    }
    let mut lines = out.wrap(&name, LABEL, width);
    if lines.len() > MAX_NAME {
        let rest = lines[MAX_NAME - 1..].concat();
        lines.truncate(MAX_NAME - 1);
        lines.push(out.ellipsis(&rest, LABEL, width));
    }
    lines
}

/// The period of a row, where those of a table differ.
pub fn period(cx: &Context, row: &Row) -> Option<String> {
    (cx.table.periods.len() > 1).then(|| row.period.label())
}
