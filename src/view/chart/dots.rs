//! What dots, lollipops, ranges and dumbbells share: the rows of an item, labels beside dots, and what is missing.

use crate::config::By;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::place::Taken;
use crate::mark::bar;
use crate::order;
use crate::query::{Measure, Row};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::frame::{self, Frame, Wish};

/// Radius of a dot that carries a value.
pub const RADIUS: f64 = 6.0;
/// Room that the sign for a missing value takes before the lower end of the axis.
pub const STUB_ROOM: f64 = 28.0;
const STUB: (f64, f64) = (20.0, 12.0);
const GAP: f64 = 5.0;

/// Which side of a dot a label stands on.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    Left,
    Right,
    Above,
    Below,
}

/// The known rows of every item, lowest value first: position in the table, and value.
pub fn of_items(cx: &Context) -> Vec<Vec<(usize, f64)>> {
    let mut items = vec![Vec::new(); cx.table.items.len()];
    for (i, row) in cx.table.rows.iter().enumerate() {
        if let Some(value) = cx.table.scaled(row) {
            items[row.item].push((i, value));
        }
    }
    for rows in &mut items {
        let values: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
        *rows = order::of(&values).into_iter().map(|i| rows[i]).collect();
    }
    items
}

/// Whether any row has no value.
pub fn has_missing(cx: &Context) -> bool {
    cx.table.rows.iter().any(|row| row.value.known().is_none())
}

/// The widest of all value labels.
pub fn widest_value(cx: &Context, out: &Builder) -> f64 {
    cx.table.rows.iter().map(|row| out.width(&cx.value(row), LABEL)).fold(0.0, f64::max)
}

/// A faint rule along every item, which leads from its name to its dots.
pub fn tracks(cx: &Context, out: &mut Builder, frame: &Frame) {
    let plot = frame.plot;
    for item in 0..cx.table.items.len() {
        let center = frame.band.center(item);
        let (from, to) = match frame.horizontal {
            true => (point(plot.x, center), point(plot.right(), center)),
            false => (point(center, plot.bottom()), point(center, plot.y)),
        };
        let dash = Some((1.0, 3.0));
        out.line(from, to, Stroke { dash, ..Stroke::solid(cx.theme.rule, 1.0) }, Role::Guide);
    }
}

/// Signs for the rows without a value, before the lower end of the axis, and in words where those have room.
pub fn missing(cx: &Context, out: &mut Builder, frame: &Frame, labels: &mut Labels) {
    let is_missing = |row: &Row| row.value.known().is_none();
    let mut counts = vec![0; cx.table.items.len()];
    for row in cx.table.rows.iter().filter(|row| is_missing(row)) {
        counts[row.item] += 1;
    }
    for (i, row) in cx.table.rows.iter().enumerate().filter(|(_, row)| is_missing(row)) {
        let center = stub_center(frame, row);
        bar::missing(out, center, STUB, cx.theme.missing, cx.key(i), cx.label(row));
        let words = match counts[row.item] {
            1 => "暂无数据".into(),
            many => format!("{many} 个暂无数据"),
        };
        let text = beside(&words, center, STUB.0 / 2.0, Side::Right);
        // Farther off than other labels stand: it must not be read as part of one, nor reach the sign of the next column.
        let extent = out.extent(&text);
        let ends = if frame.horizontal { f64::INFINITY } else { center.x + frame.band.step - STUB.0 / 2.0 };
        let room = Rect { width: extent.width + 8.0, ..extent };
        if room.right() <= ends && labels.claim(room) {
            out.push(label(cx, i, text, cx.theme.ink_3));
        }
    }
}

/// Items run downwards unless they are periods or the view says otherwise: names beside dots are read most easily.
pub fn is_horizontal(cx: &Context, out: &Builder, width: f64) -> bool {
    match (cx.panel.orientation, cx.table.item) {
        _ if cx.is_window() => true,
        (None, By::Area | By::Indicator) => true,
        _ => frame::is_horizontal(cx, out, width),
    }
}

/// A label of a mark; its halo keeps grid lines out of the letters.
pub fn label(cx: &Context, row: usize, text: Text, color: Color) -> Node {
    let text = Text { halo: Some(cx.theme.ground), ..text };
    Node::new(Shape::Text(text), Style::fill(color), Role::MarkLabel).datum(cx.key(row))
}

/// A text beside a dot.
pub fn beside(text: &str, at: Point, radius: f64, side: Side) -> Text {
    let away = radius + GAP;
    let (x, y, anchor, baseline) = match side {
        Side::Left => (at.x - away, at.y, Anchor::End, Baseline::Middle),
        Side::Right => (at.x + away, at.y, Anchor::Start, Baseline::Middle),
        Side::Above => (at.x, at.y - away + 1.0, Anchor::Middle, Baseline::Bottom),
        Side::Below => (at.x, at.y + away - 1.0, Anchor::Middle, Baseline::Top),
    };
    run(text, (x, y), LABEL, anchor, baseline)
}

/// Where labels may stand: in the plot and in the room that was wished for around it, off the names.
pub fn beside_names(frame: &Frame, rect: Rect, wish: &Wish) -> Rect {
    if !frame.horizontal {
        return Rect { height: frame.plot.bottom() + wish.room.0 - rect.y, ..rect };
    }
    let x = frame.plot.x - wish.room.0;
    Rect { x, width: rect.right() - x, ..rect }
}

/// Labels in the plot of rows or columns, off the names of its items
/// and of the signs for what is missing.
pub fn labels(cx: &Context, frame: &Frame, rect: Rect, wish: &Wish) -> Labels {
    let mut labels = Labels::new(beside_names(frame, rect, wish));
    frame.names.iter().for_each(|name| labels.keep_off_rect(*name));
    for row in cx.table.rows.iter().filter(|row| row.value.known().is_none()) {
        let center = stub_center(frame, row);
        let corner = point(center.x - STUB.0 / 2.0, center.y - STUB.1 / 2.0);
        labels.keep_off_rect(Rect { x: corner.x, y: corner.y, width: STUB.0, height: STUB.1 });
    }
    labels
}

/// Before the lower end of the axis.
fn stub_center(frame: &Frame, row: &Row) -> Point {
    let (along, plot) = (frame.band.center(row.item), frame.plot);
    match frame.horizontal {
        true => point(plot.x - STUB_ROOM / 2.0, along),
        false => point(along, plot.bottom() + STUB_ROOM / 2.0),
    }
}

/// What the sign for a missing value is, where there is one.
pub fn notes(cx: &Context) -> Vec<String> {
    if has_missing(cx) { vec!["斜线：暂无数据。".into()] } else { Vec::new() }
}

/// Labels that keep off marks and off one another.
pub struct Labels {
    taken: Taken,
    bounds: Rect,
}

impl Labels {
    /// None so far; none will stand outside `bounds`.
    pub fn new(bounds: Rect) -> Labels {
        Labels { taken: Taken::default(), bounds }
    }

    /// Keeps labels off a circle.
    pub fn keep_off(&mut self, at: Point, radius: f64) {
        let around = Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 };
        self.taken.keep(around.grown(radius));
    }

    /// Keeps labels off a rectangle.
    pub fn keep_off_rect(&mut self, rect: Rect) {
        self.taken.keep(rect);
    }

    /// Takes a place for a text if it is free; says whether it was.
    pub fn claim(&mut self, rect: Rect) -> bool {
        self.taken.claim(rect.grown(2.0), &self.bounds)
    }

    /// Writes `text` on the first of `sides` of a dot that has room; says whether one had.
    pub fn write(
        &mut self,
        cx: &Context,
        out: &mut Builder,
        row: usize,
        text: &str,
        (at, radius): (Point, f64),
        sides: &[Side],
    ) -> bool {
        sides.iter().any(|side| self.text(cx, out, row, beside(text, at, radius, *side), cx.theme.ink))
    }

    /// Writes a text where it stands if it has room there; says whether it had.
    pub fn text(&mut self, cx: &Context, out: &mut Builder, row: usize, text: Text, color: Color) -> bool {
        let free = self.claim(out.extent(&text));
        if free {
            out.push(label(cx, row, text, color));
        }
        free
    }
}

/// A computed figure in the unit of labels: one digit more than published ones have, where it needs it.
pub fn computed(measure: &Measure, value: f64) -> String {
    let Some(mut number) = Decimal::round(value, measure.decimals + 1) else { return String::new() };
    while number.scale > 0 && number.mantissa % 10 == 0 {
        number = Decimal { mantissa: number.mantissa / 10, scale: number.scale - 1 };
    }
    format::number(number)
}

/// The sides for the label of dot `place` of `count` along a row or a column: outwards where it is the first or the last.
pub fn sides(frame: &Frame, place: usize, count: usize) -> &'static [Side] {
    match (frame.horizontal, place + 1 == count, place == 0) {
        (true, true, true) => &[Side::Right, Side::Left],
        (true, true, false) => &[Side::Right],
        (true, false, true) => &[Side::Left],
        (false, true, _) => &[Side::Above],
        (false, false, true) => &[Side::Below],
        _ => &[],
    }
}

/// The rows of a table by their item and series, in the order of the series.
pub fn in_series<'a>(cx: &'a Context, item: usize) -> Vec<(usize, &'a Row)> {
    let first = cx.table.rows.partition_point(|row| row.item < item);
    let of_item = cx.table.rows.iter().enumerate().skip(first).take_while(|(_, row)| row.item == item);
    let mut rows: Vec<(usize, &Row)> = of_item.collect();
    rows.sort_by_key(|(_, row)| row.series);
    rows
}
