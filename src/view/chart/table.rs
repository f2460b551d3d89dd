//! The ranking table: items down, series across, each figure with a bar, its change and its light.

use super::history;
use super::words::{self, SIGN, Sign};
use crate::config::By;
use crate::dataset::Period;
use crate::geometry::{Point, Rect, point};
use crate::query::{Measure, Whole, rank};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Font, Node, Part, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// More items than these of a small multiple are told, not drawn.
const MOST: usize = 50;
const ROW: f64 = 34.0;
/// A row whose figures have a second line: how they changed.
const TALL: f64 = 48.0;
const LINE: f64 = 17.0;
/// Height of the name of an item that is a block.
const NAME_LINE: f64 = 28.0;
const HEAD_LINES: usize = 3;
const GAP: f64 = 16.0;
const VALUE: Font = Font::bold(13.0);
/// Bars are between these wide.
const BAR: (f64, f64) = (36.0, 260.0);
/// Faces differ: a sign before text that ends at a line keeps as much further off.
const SLACK: f64 = 1.05;
/// Columns without bars are spread by as much.
const MAX_SPARE: f64 = 80.0;
/// Widths of columns that scroll are multiples of it.
const STEADY: f64 = 16.0;
const BAR_HEIGHT: f64 = 8.0;
/// Size of the history of a figure.
const SPARK: f64 = 64.0;
const SPARK_HEIGHT: f64 = 30.0;
/// Share of the width that names may take.
const MAX_NAMES: f64 = 0.3;
const MIN_NAMES: f64 = 72.0;

/// One figure.
struct Cell {
    row: usize,
    text: String,
    change: String,
    sign: Sign,
    light: Sign,
    history: Vec<(f64, f64)>,
}

/// What runs along a series.
struct Column {
    head: String,
    /// By item; `None` where the table has no row.
    cells: Vec<Option<Cell>>,
    /// From the lowest to the highest value, zero included; `None` where units differ and no bar would mean anything.
    extent: Option<(f64, f64)>,
    /// Whether its figures are of one unit, so that rows can be sorted by them.
    sortable: bool,
    /// The least width: heading, figure, change.
    figure: f64,
}

impl Column {
    /// Whether any of its figures has a history.
    fn has_history(&self) -> bool {
        self.cells.iter().flatten().any(|cell| !cell.history.is_empty())
    }

    /// Its width: bar, history, figure.
    fn width(&self, bar: f64, spark: f64) -> f64 {
        let part = |has: bool, width: f64| if has && width > 0.0 { width + 8.0 } else { 0.0 };
        part(self.extent.is_some(), bar) + part(self.has_history(), spark) + self.figure
    }

    /// Height of its cells: those that say how they changed have a second line.
    fn height(&self) -> f64 {
        if self.cells.iter().flatten().any(|cell| !cell.change.is_empty()) { TALL } else { ROW }
    }
}

/// What a table holds and where its parts stand.
struct Layout {
    columns: Vec<Column>,
    /// Places of the items by the first series; `None` for what has no rank.
    ranks: Vec<Option<usize>>,
    /// Width of the column of ranks; 0 without one.
    rank: f64,
    names: f64,
    /// Width of each bar; 0 without.
    bar: f64,
    /// Width of each history; 0 without.
    spark: f64,
    head: f64,
    row: f64,
    /// Whether each item is a block of lines, for want of room side by side.
    stacked: bool,
    items: usize,
    more: usize,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let layout = layout(cx, out, width);
    layout.head + layout.items as f64 * layout.row + if layout.more > 0 { 30.0 } else { 0.0 }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let layout = layout(cx, out, rect.width);
    heads(cx, out, rect, &layout);
    // Rules end where the figures end.
    let last = layout.columns.len().saturating_sub(1);
    let right = if layout.columns.is_empty() { rect.right() } else { place(rect, last, &layout).right() };
    for item in 0..layout.items {
        let y = rect.y + layout.head + item as f64 * layout.row;
        let own = Rect { y, height: layout.row, ..rect };
        out.line(point(own.x, y), point(right, y), Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
        name(cx, out, own, item, &layout);
        for (series, column) in layout.columns.iter().enumerate() {
            if let Some(cell) = &column.cells[item] {
                draw_cell(cx, out, place(own, series, &layout), cell, column, &layout);
            }
        }
    }
    let foot = rect.y + layout.head + layout.items as f64 * layout.row;
    out.line(point(rect.x, foot), point(right, foot), Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
    if layout.more > 0 {
        let text = format!("另有 {} 项未列出", layout.more);
        let text = run(text, (rect.x, foot + 16.0), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    rect
}

fn layout(cx: &Context, out: &Builder, width: f64) -> Layout {
    let items = if cx.listed.is_some() { cx.table.items.len() } else { cx.table.items.len().min(MOST) };
    let mut columns = columns(cx, out, items);
    let ranks = ranks(cx, items);
    let rank = if ranks.iter().any(Option::is_some) { 40.0 } else { 0.0 };
    let longest = whole(cx).map(|whole| whole.longest.as_str());
    let widest = out.widest(cx.table.items.iter().take(items).map(String::as_str).chain(longest), LABEL);
    let names = widest.min((width * MAX_NAMES).max(MIN_NAMES));
    let figures: f64 = columns.iter().map(|column| column.figure + GAP).sum();
    let left = width - rank - names - figures;
    let stacked = left < 0.0;
    let bars = columns.iter().filter(|column| column.extent.is_some()).count();
    // Histories come where bars, too, have room.
    let histories = columns.iter().filter(|column| column.has_history()).count() as f64 * (SPARK + 8.0);
    let has_room = left - histories >= bars as f64 * (BAR.0 + 8.0);
    let (spark, left) = if has_room { (SPARK, left - histories) } else { (0.0, left) };
    let bar = if stacked || bars == 0 { 0.0 } else { left / bars as f64 - 8.0 };
    let bar = if bar < BAR.0 { 0.0 } else { bar.min(BAR.1) };
    if bar == 0.0 && !stacked {
        let spare = (left / columns.len() as f64).min(MAX_SPARE);
        columns.iter_mut().for_each(|column| column.figure += spare);
    }
    let row = match stacked {
        true => NAME_LINE + columns.iter().map(Column::height).sum::<f64>() - 8.0 * columns.len() as f64,
        false => columns.iter().map(Column::height).fold(0.0, f64::max),
    };
    let head = match stacked {
        true => chips(out, &columns, width).last().map_or(0.0, |chip| chip.bottom() + 8.0),
        false => {
            let lines = |column: &Column| head_lines(out, column, column.width(bar, spark)).len();
            columns.iter().map(lines).max().unwrap_or(1) as f64 * LINE + 10.0
        }
    };
    let more = cx.table.items.len() - items;
    Layout { columns, ranks, rank, names, bar, spark, head, row, stacked, items, more }
}

/// What is so of all lines, where only a window of them is shown: nothing may change its place or meaning with the window.
fn whole<'a>(cx: &Context<'a>) -> Option<&'a Whole> {
    cx.window().map(|listed| &listed.list.whole)
}

/// A column for each series; one where there are none.
fn columns(cx: &Context, out: &Builder, items: usize) -> Vec<Column> {
    let count = cx.table.series.len().max(1);
    let empty = |_| Column {
        head: String::new(),
        cells: (0..items).map(|_| None).collect(),
        extent: None,
        sortable: false,
        figure: 0.0,
    };
    let mut columns: Vec<Column> = (0..count).map(empty).collect();
    let mut measures: Vec<Vec<&Measure>> = vec![Vec::new(); count];
    for (i, row) in cx.table.rows.iter().enumerate() {
        let (Some(column), Some(of_column)) = (columns.get_mut(row.series), measures.get_mut(row.series))
        else {
            continue;
        };
        let measure = cx.table.measure_of(row);
        if !of_column.iter().any(|known| known.unit == measure.unit && known.scaling == measure.scaling) {
            of_column.push(measure);
        }
        if let Some(place) = column.cells.get_mut(row.item).filter(|place| place.is_none()) {
            *place = Some(cell(cx, i));
        }
    }
    for (series, (column, measures)) in columns.iter_mut().zip(&measures).enumerate() {
        finish(cx, out, series, column, measures);
    }
    columns
}

fn cell(cx: &Context, position: usize) -> Cell {
    let row = &cx.table.rows[position];
    let (change, sign) = words::change(cx, row).unwrap_or((String::new(), Sign::None));
    let light = words::light(cx, row).map_or(Sign::None, |(_, level)| Sign::Light(level));
    let history = if cx.table.measure.growth_from.is_none() { history::of(cx, row) } else { Vec::new() };
    Cell { row: position, text: cx.value(row), change, sign, light, history }
}

/// Heading, units and widths of a column whose cells are known.
fn finish(cx: &Context, out: &Builder, series: usize, column: &mut Column, measures: &[&Measure]) {
    let rows = |column: &Column| column.cells.iter().flatten().map(|cell| cell.row).collect::<Vec<_>>();
    let whole = whole(cx).and_then(|whole| whole.columns.get(series));
    let is_one = whole.map_or(measures.len() == 1, |column| column.is_one);
    let first = rows(column).first().map(|row| &cx.table.rows[*row]);
    let named = cx.table.series.get(series).cloned();
    let what = named.or_else(|| {
        Some(cx.set.indicators[first.filter(|_| cx.table.item != By::Indicator)?.indicator].name.clone())
    });
    column.head = what.unwrap_or_else(|| "数值".into());
    match measures.first().map(|measure| measure.label_unit()) {
        Some(unit) if is_one && !unit.is_empty() => column.head = format!("{}（{unit}）", column.head),
        _ => {}
    }
    column.sortable = is_one;
    if is_one {
        let values = rows(column).into_iter().filter_map(|row| cx.table.scaled(&cx.table.rows[row]));
        let (low, high) =
            values.fold((0.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = whole.map_or((low, high), |column| column.extent);
        column.extent = (low < high).then_some((low, high));
    } else {
        for cell in column.cells.iter_mut().flatten() {
            let row = &cx.table.rows[cell.row];
            if row.value.known().is_some() {
                cell.text = format!("{} {}", cell.text, cx.table.measure_of(row).label_unit())
                    .trim_ascii_end()
                    .into();
            }
        }
    }
    date(cx, column, whole.map(|column| column.period));
    let width = |cell: &Cell| {
        let light = if cell.light == Sign::None { 0.0 } else { SIGN };
        let change = if cell.change.is_empty() { 0.0 } else { SIGN + out.width(&cell.change, LABEL) * SLACK };
        (out.width(&cell.text, VALUE) * SLACK + light).max(change)
    };
    let figures = column.cells.iter().flatten().map(width).fold(0.0, f64::max);
    // A heading is wrapped: what it needs is the longest of its few lines.
    let head = out.width(&column.head, LABEL) / HEAD_LINES as f64 + LABEL.size;
    let figure = figures.max(head).max(56.0);
    // Figures of another window may be a digit longer: a little more room, and columns stay where they are.
    column.figure = if whole.is_some() { (figure / STEADY).ceil() * STEADY } else { figure };
}

/// Says when the figures of a column are of, where not all of the table are of one period: in its heading if they are of
/// one, otherwise under each. `known` is the period of all lines, where only a window of them is shown.
fn date(cx: &Context, column: &mut Column, known: Option<Option<Period>>) {
    if cx.table.periods.len() < 2 {
        return;
    }
    let period = |cell: &Cell| cx.table.rows[cell.row].period;
    let mut cells = column.cells.iter().flatten();
    let Some(first) = cells.next().map(period) else { return };
    let common = known.unwrap_or_else(|| cells.all(|cell| period(cell) == first).then_some(first));
    if let Some(common) = common {
        column.head = format!("{} {}", column.head, common.short(true));
        return;
    }
    for cell in column.cells.iter_mut().flatten() {
        let comma = if cell.change.is_empty() { "" } else { "，" };
        cell.change = format!("{}{comma}{}", period(cell).short(true), cell.change);
    }
}

/// Ranks of places by their first series.
fn ranks(cx: &Context, items: usize) -> Vec<Option<usize>> {
    let mut ranks = vec![None; items];
    if cx.table.item != By::Area {
        return ranks;
    }
    for row in cx.table.rows.iter().filter(|row| row.series == 0) {
        if let Some(place) = ranks.get_mut(row.item) {
            // Among all, not among what a search has left.
            *place = match cx.listed {
                Some(listed) => listed.list.whole.rank(row),
                None => rank(row, cx.whole, cx.set).map(|(place, _)| place),
            };
        }
    }
    ranks
}

/// The lines of a heading; what is left of one too long is cut.
fn head_lines(out: &Builder, column: &Column, width: f64) -> Vec<String> {
    let mut lines = out.wrap(&column.head, LABEL, width);
    if lines.len() > HEAD_LINES {
        let rest = lines[HEAD_LINES - 1..].concat();
        lines.truncate(HEAD_LINES - 1);
        lines.push(out.ellipsis(&rest, LABEL, width));
    }
    lines
}

/// Where headings stand when items are blocks: one after the other, on a new line where the next has no room.
fn chips(out: &Builder, columns: &[Column], width: f64) -> Vec<Rect> {
    let (mut x, mut y) = (0.0, 0.0);
    let place = |column: &Column| {
        let own = (out.width(&column.head, LABEL) + 20.0).min(width);
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + 34.0);
        }
        let chip = Rect { x, y, width: own, height: 28.0 };
        x += own + 6.0;
        chip
    };
    columns.iter().map(place).collect()
}

/// The part of a row that a column has.
fn place(own: Rect, series: usize, layout: &Layout) -> Rect {
    if layout.stacked {
        let height = |column: &Column| column.height() - 8.0;
        let before: f64 = layout.columns[..series].iter().map(height).sum();
        let (x, y) = (own.x + layout.rank, own.y + NAME_LINE - 2.0 + before);
        return Rect { x, y, width: own.right() - x, height: height(&layout.columns[series]) };
    }
    let width = |column: &Column| column.width(layout.bar, layout.spark);
    let before: f64 = layout.columns[..series].iter().map(|column| width(column) + GAP).sum();
    let x = own.x + layout.rank + layout.names + GAP + before;
    Rect { x, width: width(&layout.columns[series]), ..own }
}

fn heads(cx: &Context, out: &mut Builder, rect: Rect, layout: &Layout) {
    if layout.stacked {
        for (series, chip) in chips(out, &layout.columns, rect.width).into_iter().enumerate() {
            let chip = Rect { x: rect.x + chip.x, y: rect.y + chip.y, ..chip };
            let text = out.ellipsis(&layout.columns[series].head, LABEL, chip.width - 18.0);
            let at = (chip.x + 10.0, chip.center().y);
            control(cx, out, chip, series, layout, Some(Stroke::solid(cx.theme.rule, 1.0)));
            out.text(run(text, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
        }
        return;
    }
    let foot = rect.y + layout.head - 6.0;
    let write = |out: &mut Builder, text: &str, at: (f64, f64), anchor: Anchor| {
        out.text(run(text, at, LABEL, anchor, Baseline::Bottom), cx.theme.ink_2, Role::Guide);
    };
    if layout.rank > 0.0 {
        write(out, "位次", (rect.x, foot), Anchor::Start);
    }
    for (series, column) in layout.columns.iter().enumerate() {
        let own = place(Rect { height: layout.head, ..rect }, series, layout);
        control(cx, out, own, series, layout, None);
        let lines = head_lines(out, column, own.width);
        for (i, line) in lines.iter().rev().enumerate() {
            write(out, line, (own.right(), foot - i as f64 * LINE), Anchor::End);
        }
    }
}

/// What is pressed to sort by a column.
fn control(
    cx: &Context,
    out: &mut Builder,
    rect: Rect,
    series: usize,
    layout: &Layout,
    stroke: Option<Stroke>,
) {
    if !layout.columns[series].sortable {
        return;
    }
    let key = DatumKey { panel: cx.index, part: Part::Column, row: series as u32 };
    let node = Node::new(Shape::Rect(rect), Style { fill: None, stroke }, Role::Control);
    out.push(node.datum(key).label(format!("按“{}”排序", layout.columns[series].head)));
}

/// Rank and name of an item: over its figures where it is a block, else beside them.
fn name(cx: &Context, out: &mut Builder, own: Rect, item: usize, layout: &Layout) {
    let middle = if layout.stacked { own.y + 15.0 } else { own.center().y };
    let x = own.x + layout.rank;
    if let Some(rank) = layout.ranks[item] {
        let text = run(rank.to_string(), (own.x + 4.0, middle), VALUE, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    let name = &cx.table.items[item];
    if layout.stacked {
        let text = out.ellipsis(name, VALUE, own.right() - x);
        out.text(run(text, (x, middle), VALUE, Anchor::Start, Baseline::Middle), cx.theme.ink, Role::Guide);
        return;
    }
    let mut lines = out.wrap(name, LABEL, layout.names);
    if lines.len() > 2 {
        let rest = lines[1..].concat();
        lines.truncate(1);
        lines.push(out.ellipsis(&rest, LABEL, layout.names));
    }
    let top = middle - (lines.len() as f64 - 1.0) / 2.0 * 15.0;
    for (i, line) in lines.iter().enumerate() {
        let at = (x, top + i as f64 * 15.0);
        out.text(run(line.as_str(), at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink, Role::Guide);
    }
}

fn draw_cell(cx: &Context, out: &mut Builder, own: Rect, cell: &Cell, column: &Column, layout: &Layout) {
    let row = &cx.table.rows[cell.row];
    let is_known = row.value.known().is_some();
    let shape = Shape::Rect(Rect { y: own.y + 1.0, height: own.height - 2.0, ..own });
    let node = Node::new(shape, Style::fill(cx.theme.ground), Role::Mark);
    out.push(node.datum(cx.key(cell.row)).label(cx.label(row)));
    let has_change = !cell.change.is_empty();
    let middle = own.center().y - if has_change { 8.0 } else { 0.0 };
    if layout.stacked {
        let room = own.width - out.width(&cell.text, VALUE) - SIGN - 8.0;
        let text = run(
            out.ellipsis(&column.head, LABEL, room),
            (own.x, middle),
            LABEL,
            Anchor::Start,
            Baseline::Middle,
        );
        words::label(cx, out, cell.row, text, cx.theme.ink_2);
    } else if let (Some(extent), Some(value), true) = (column.extent, cx.table.scaled(row), layout.bar > 0.0)
    {
        let track =
            Rect { y: own.center().y - BAR_HEIGHT / 2.0, width: layout.bar, height: BAR_HEIGHT, ..own };
        bar(cx, out, cell.row, track, extent, value);
    }
    if !layout.stacked && layout.spark > 0.0 && !cell.history.is_empty() {
        let x = own.right() - column.figure - 8.0 - SPARK;
        let place = Rect { x, y: own.center().y - SPARK_HEIGHT / 2.0, width: SPARK, height: SPARK_HEIGHT };
        history::draw(cx, out, (cell.row, &cell.history), place);
    }
    let font = if is_known { VALUE } else { LABEL };
    let text = run(cell.text.as_str(), (own.right(), middle), font, Anchor::End, Baseline::Middle);
    let left = own.right() - out.width(&cell.text, font) * SLACK - SIGN + 5.0;
    let ink = if is_known { cx.theme.ink } else { cx.theme.ink_3 };
    words::label(cx, out, cell.row, text, ink);
    words::draw_sign(cx, out, cell.row, cell.light, point(left, middle));
    if has_change {
        let at: Point = point(own.right(), middle + LINE);
        let change = out.ellipsis(&cell.change, LABEL, own.width / SLACK - SIGN);
        let text = run(change.as_str(), (at.x, at.y), LABEL, Anchor::End, Baseline::Middle);
        let sign = point(at.x - out.width(&change, LABEL) * SLACK - SIGN + 5.0, at.y);
        words::label(cx, out, cell.row, text, cx.theme.ink_3);
        words::draw_sign(cx, out, cell.row, cell.sign, sign);
    }
}

/// A bar from zero to its value in a track from the lowest to the highest.
fn bar(cx: &Context, out: &mut Builder, row: usize, track: Rect, (low, high): (f64, f64), value: f64) {
    let at = |value: f64| track.x + (value - low) / (high - low) * track.width;
    let ends = (point(at(0.0), track.y), point(at(value), track.bottom()));
    let mut rect = Rect::between(ends.0, ends.1);
    rect.width = rect.width.max(1.0);
    let direction = cx.table.measure_of(&cx.table.rows[row]).direction;
    let color = if value < 0.0 { cx.theme.declining(direction) } else { cx.theme.brand };
    let node = Node::new(Shape::Rect(rect), Style::fill(color), Role::MarkLabel);
    out.push(node.datum(cx.key(row)));
    if low < 0.0 {
        let zero = at(0.0);
        let (top, foot) = (point(zero, track.y - 5.0), point(zero, track.bottom() + 5.0));
        out.line(top, foot, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
    }
}
