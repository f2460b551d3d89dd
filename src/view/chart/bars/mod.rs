//! Bars of several series, from zero: side by side, on top of one another, to 100 %, or to either side; with the target
//! of an indicator as a mark, and lines at values with a meaning.

mod labels;
mod pile;

use crate::config::{By, Orientation, Reference, Stack};
use crate::dataset::Nature;
use crate::format;
use crate::geometry::{Point, Rect, point};
use crate::guide::{note, reference};
use crate::mark::{bar, dense};
use crate::query::{self, Row, stacking};
use crate::scene::{Builder, Color, Role, Stroke};
use crate::theme::LABEL;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};
use pile::{Piece, pile};

pub const RECIPE: Recipe = Recipe { height, draw, legend: true };

/// Thickness of a bar in a row, and what stands between two items.
const ROW: f64 = 17.0;
const ROW_GAP: f64 = 14.0;
/// The thickest bar of a column.
const COLUMN: f64 = 52.0;
/// Length of the stub that stands for a missing value.
const STUB: f64 = 16.0;
/// Between the end of a bar and its label, and room for one above or below a column.
const LABEL_GAP: f64 = 5.0;
const VALUE_LINE: f64 = 19.0;
/// Share of the width that labels beside rows may take.
const MAX_LABELS: f64 = 0.34;

/// One bar: which row, and where it lies.
struct Bar {
    row: usize,
    piece: Piece,
}

/// All that is decided before anything is drawn.
struct Plan {
    bars: Vec<Bar>,
    stack: Stack,
    /// How many bars lie side by side.
    abreast: usize,
    is_horizontal: bool,
    domain: (f64, f64),
    references: Vec<reference::Line>,
    /// Whether labels say the targets too.
    says_targets: bool,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let plan = plan(cx, out, width);
    let room = reference::room(out, &plan.references, plan.is_horizontal, width);
    let (above, beside) = if plan.is_horizontal { (room, 0.0) } else { (0.0, room) };
    let wish = wish(cx, out, width - beside, &plan);
    frame::height(cx, out, width - beside, &wish) + above + note::height(out, &cx.notes(), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &cx.notes(), cx.theme);
    let plan = plan(cx, out, rect.width);
    let room = reference::room(out, &plan.references, plan.is_horizontal, rect.width);
    let (above, beside) = if plan.is_horizontal { (room, 0.0) } else { (0.0, room) };
    let inner = Rect { y: rect.y + above, width: rect.width - beside, height: rect.height - above, ..rect };
    let wish = wish(cx, out, inner.width, &plan);
    let frame = Frame::draw(cx, out, inner, &wish);
    let start = out.nodes.len();
    // What is missing last: in a pile it lies over the next piece.
    for is_missing in [false, true] {
        for bar in plan.bars.iter().filter(|bar| bar.piece.is_missing == is_missing) {
            mark(cx, out, &plan, &frame, bar);
        }
    }
    if !frame.horizontal && frame.band.step / (plan.abreast as f64) < dense::NARROW {
        dense::thin_out(out, start, frame.value.map(0.0), cx.index);
    }
    let passed = (plan.is_horizontal, frame.names.as_slice());
    reference::draw(out, (frame.plot, room), &frame.value, &plan.references, passed, cx.theme);
    labels::draw(cx, out, &plan, &frame, inner);
    frame.area(rect)
}

fn plan(cx: &Context, out: &Builder, width: f64) -> Plan {
    let stack = stacking(cx.panel, cx.table, cx.set);
    let bars = bars(cx, stack);
    let abreast = abreast(cx, stack);
    let references = references(cx, stack);
    let (is_horizontal, domain) = (false, (0.0, 1.0));
    let mut plan = Plan { bars, stack, abreast, is_horizontal, domain, references, says_targets: false };
    plan.domain = whole_domain(cx, &plan);
    plan.is_horizontal = self::is_horizontal(cx, out, width, (stack, plan.abreast));
    plan.says_targets = plan.is_horizontal;
    plan.says_targets &= labels::widest(cx, out, &plan) <= width * MAX_LABELS;
    plan
}

/// Height of the row of an item, where bars lie.
pub fn row_step(cx: &Context, out: &Builder, width: f64) -> Option<f64> {
    let stack = stacking(cx.panel, cx.table, cx.set);
    let abreast = abreast(cx, stack);
    is_horizontal(cx, out, width, (stack, abreast)).then_some(abreast as f64 * ROW + ROW_GAP)
}

/// How many bars lie side by side.
fn abreast(cx: &Context, stack: Stack) -> usize {
    let series = (0..cx.table.series.len()).filter(|series| !cx.is_hidden(*series)).count().max(1);
    if stack == Stack::Grouped { series } else { 1 }
}

/// The bars of all items, in the order of the table.
fn bars(cx: &Context, stack: Stack) -> Vec<Bar> {
    let shown: Vec<usize> =
        (0..cx.table.series.len().max(1)).filter(|series| !cx.is_hidden(*series)).collect();
    let mut grid: Vec<Option<usize>> = vec![None; cx.table.items.len() * shown.len()];
    for (i, row) in cx.table.rows.iter().enumerate() {
        if let Ok(series) = shown.binary_search(&row.series)
            && let Some(cell) = grid.get_mut(row.item * shown.len() + series)
        {
            *cell = Some(i);
        }
    }
    let mut bars = Vec::new();
    for cells in grid.chunks(shown.len().max(1)) {
        let value = |cell: &Option<usize>| cx.table.scaled(&cx.table.rows[(*cell)?]);
        let values: Vec<Option<f64>> = cells.iter().map(value).collect();
        let pieces = pile(&values, stack).into_iter().zip(cells);
        bars.extend(pieces.filter_map(|(piece, row)| Some(Bar { row: (*row)?, piece })));
    }
    bars
}

/// The lowest and the highest end of a bar, zero included.
pub fn domain(cx: &Context) -> (f64, f64) {
    let stack = stacking(cx.panel, cx.table, cx.set);
    let bars = bars(cx, stack);
    let ends = bars.iter().flat_map(|bar| [bar.piece.span.0, bar.piece.span.1]);
    let targets = cx.table.rows.iter().filter_map(|row| target(cx, row, stack));
    let references = references(cx, stack).into_iter().map(|line| line.value);
    let mut domain = (0.0f64, 0.0f64);
    for value in ends.chain(targets).chain(references) {
        domain = (domain.0.min(value), domain.1.max(value));
    }
    domain
}

/// The domain of the axis: that of all facets where several small charts share it.
fn whole_domain(cx: &Context, plan: &Plan) -> (f64, f64) {
    let (low, high) = cx.domain.unwrap_or_else(|| domain(cx));
    match plan.stack {
        Stack::Percent => (0.0, 100.0),
        _ if low == high => (low, high + 1.0),
        _ => (low.min(0.0), high.max(0.0)),
    }
}

/// Columns where names and values have room side by side, or time runs along them; otherwise rows.
fn is_horizontal(cx: &Context, out: &Builder, width: f64, (stack, abreast): (Stack, usize)) -> bool {
    if cx.is_window() {
        return true;
    }
    if let Some(orientation) = cx.panel.orientation {
        return orientation == Orientation::Horizontal;
    }
    // A pair of sides reads as left and right, and a pile of its own has room for its figures only when it lies.
    let lies = stack == Stack::Diverging || stack != Stack::Grouped && cx.table.items.len() < 3;
    // Beside a bar there is room to say what is aimed at.
    let aims =
        cx.table.item != By::Period && cx.table.rows.iter().any(|row| target(cx, row, stack).is_some());
    if lies || aims || frame::is_horizontal(cx, out, width) {
        return true;
    }
    if stack != Stack::Grouped {
        return false;
    }
    let values = cx.table.rows.iter().map(|row| out.width(&cx.value(row), LABEL)).fold(0.0, f64::max);
    let step = (width - 60.0) / cx.table.items.len().max(1) as f64 * 0.8;
    cx.table.item != By::Period && values > step / abreast as f64
}

fn wish(cx: &Context, out: &Builder, width: f64, plan: &Plan) -> Wish {
    let step = plan.abreast as f64 * ROW + ROW_GAP;
    let falls = plan.domain.0 < 0.0 && plan.stack != Stack::Diverging;
    if plan.is_horizontal {
        let widest = labels::widest(cx, out, plan).min(width * MAX_LABELS) + LABEL_GAP + 1.0;
        let room = if plan.stack == Stack::Grouped { widest } else { STUB };
        let before = if falls && plan.stack == Stack::Grouped { room } else { 0.0 };
        let fill = 1.0 - ROW_GAP / step;
        return Wish { horizontal: true, domain: plan.domain, step, fill, room: (before, room) };
    }
    let band = (width - 50.0).max(1.0) / cx.table.items.len().max(1) as f64;
    let fill = (plan.abreast as f64 * COLUMN / band).min(0.74);
    let room = if falls { (VALUE_LINE, VALUE_LINE) } else { (0.0, VALUE_LINE) };
    Wish { horizontal: false, domain: plan.domain, step, fill, room }
}

fn mark(cx: &Context, out: &mut Builder, plan: &Plan, frame: &Frame, bar: &Bar) {
    let row = &cx.table.rows[bar.row];
    let rect = place(plan, frame, row, &bar.piece);
    let (key, label) = (cx.key(bar.row), labels::spoken(cx, plan, bar));
    if bar.piece.is_missing {
        bar::missing(out, rect.center(), (rect.width, rect.height), cx.theme.missing, key, label);
        return;
    }
    let (from, to) = (point(rect.x, rect.y), point(rect.right(), rect.bottom()));
    bar::bar(out, from, to, color(cx, row), key, label);
    if let Some(target) = target(cx, row, plan.stack) {
        let (a, b) = bar.piece.across;
        let by = (b - a) * 0.14;
        let (from, to) = (frame.at(row.item, a - by, target), frame.at(row.item, b + by, target));
        target_mark(cx, out, from, to);
    }
}

/// A short line across a bar: what is aimed at.
fn target_mark(cx: &Context, out: &mut Builder, from: Point, to: Point) {
    out.line(from, to, Stroke::solid(cx.theme.ground, 5.0), Role::Guide);
    out.line(from, to, Stroke::solid(cx.theme.ink, 2.5), Role::Guide);
}

/// The rectangle of a bar; one in a pile leaves a hair free, and what is missing has a stub that counts for nothing.
fn place(plan: &Plan, frame: &Frame, row: &Row, piece: &Piece) -> Rect {
    let mut rect = frame.rect(row.item, piece.across, piece.span);
    let along = if frame.horizontal { &mut rect.width } else { &mut rect.height };
    if piece.is_missing && plan.stack != Stack::Percent {
        let (start, length) = (STUB * piece.stub.0, STUB * piece.stub.1);
        *along = length;
        match (frame.horizontal, piece.is_before) {
            (true, true) => rect.x -= start + length,
            (true, false) => rect.x += start,
            (false, true) => rect.y += start,
            (false, false) => rect.y -= start + length,
        }
    } else if plan.stack != Stack::Grouped && *along > 2.0 {
        *along -= 1.0;
    }
    rect
}

/// Series have colours of their own; growth of a single one shows its sign.
fn color(cx: &Context, row: &Row) -> Color {
    let indicator = &cx.set.indicators[row.indicator];
    let is_growth = indicator.nature == Nature::Growth;
    match row.value.known() {
        _ if cx.table.series.len() > 1 => cx.chosen_color(row.series),
        Some(value) if is_growth && value.mantissa < 0 => cx.theme.declining(indicator.direction),
        _ => cx.theme.brand,
    }
}

/// What the indicator of a row aims at, in scaled units, where targets are shown.
fn target(cx: &Context, row: &Row, stack: Stack) -> Option<f64> {
    if !cx.panel.options.target || stack != Stack::Grouped {
        return None;
    }
    Some(cx.table.measure.scaling.apply(query::target(row, cx.table, cx.set)?))
}

/// The values across the plot that the view names.
fn references(cx: &Context, stack: Stack) -> Vec<reference::Line> {
    if stack == Stack::Percent {
        return Vec::new();
    }
    let line = |reference: &Reference| {
        let value = reference.value?;
        let measure = &cx.table.measure;
        let shown = measure.scaling.printed(value, measure.decimals);
        let figure = format::quantity(shown, &measure.label_unit());
        let label = if reference.label.is_empty() { figure } else { format!("{} {figure}", reference.label) };
        Some(reference::Line { value: cx.table.measure.scaling.apply(value), label })
    };
    cx.panel.options.references.iter().filter_map(line).collect()
}

/// What a reader must know who sees the signs for the first time.
pub fn notes(cx: &Context) -> Vec<String> {
    let stack = stacking(cx.panel, cx.table, cx.set);
    let has_target = cx.table.rows.iter().any(|row| target(cx, row, stack).is_some());
    let has_gap = bars(cx, stack).iter().any(|bar| bar.piece.is_missing);
    let said = [
        (stack == Stack::Percent, "百分比为计算值，由公布数算得。"),
        (stack == Stack::Percent && has_gap, "斜线：有部分暂无数据，不计算比重。"),
        (stack != Stack::Percent && has_gap, "斜线：暂无数据。"),
        (has_target, "条形：实际值；短线：目标值。"),
    ];
    said.into_iter().filter(|(applies, _)| *applies).map(|(_, note)| note.to_string()).collect()
}
