//! Indicator trees: total, fields and indicators with weights and scores, one below the other.

use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Path, Rect, point};
use crate::guide::note;
use crate::query::Row;
use crate::query::full::{self, Full};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::parts::wholes;
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// Narrower than this a bar stands below its name.
const NARROW: f64 = 520.0;
const LINE: f64 = 16.0;
const NAME_LINES: usize = 5;
const INDENT: f64 = 22.0;
const HEAD: f64 = 26.0;
const PAD: f64 = 8.0;
const BAR: f64 = 10.0;
const WEIGHT: f64 = 62.0;
/// Width of a tree without bars.
const WIDEST: f64 = 560.0;
/// Least and most width of the scores.
const VALUE: (f64, f64) = (60.0, 150.0);

/// One line of the tree.
struct Branch {
    /// How many levels below the total.
    depth: usize,
    /// Position of the line it hangs on.
    whole: Option<usize>,
    name: Vec<String>,
    top: f64,
    height: f64,
}

/// Where the columns lie.
struct Columns {
    is_narrow: bool,
    names: f64,
    weights: f64,
    bars: (f64, f64),
    /// Width of the scores.
    value: f64,
}

impl Columns {
    fn new(cx: &Context, out: &Builder, rect: Rect) -> Columns {
        let figures: Vec<String> = cx.table.rows.iter().map(|row| figure(cx, row)).collect();
        let widest = out.widest(figures.iter().map(String::as_str), Font::bold(14.0));
        let value = widest.clamp(VALUE.0, VALUE.1.min(rect.width * 0.4));
        let right = rect.right() - value - 8.0;
        let weights = if has_weights(cx) { WEIGHT } else { 0.0 };
        if rect.width < NARROW {
            return Columns {
                is_narrow: true,
                names: right - weights - 6.0,
                weights: right,
                bars: (rect.x, right - 8.0),
                value,
            };
        }
        let start = rect.x + rect.width * 0.46 + weights;
        Columns {
            is_narrow: false,
            names: start - weights - 12.0,
            weights: start - 14.0,
            bars: (start, right - 8.0),
            value,
        }
    }
}

fn has_weights(cx: &Context) -> bool {
    cx.table.rows.iter().any(|row| weight(cx, row).is_some())
}

fn weight(cx: &Context, row: &Row) -> Option<Decimal> {
    cx.set.indicators[row.indicator].weight()
}

fn branches(cx: &Context, out: &Builder, rect: Rect) -> Vec<Branch> {
    let columns = Columns::new(cx, out, rect);
    let mut all: Vec<Branch> = Vec::new();
    let mut top = rect.y + HEAD;
    for (i, whole) in wholes(cx).into_iter().enumerate() {
        let depth = whole.map_or(0, |whole| all[whole].depth + 1);
        let room = columns.names - rect.x - depth as f64 * INDENT;
        let name = cx.table.items.get(cx.table.rows[i].item).map_or("", String::as_str);
        let font = font(depth);
        let lines = out.wrapped(name, font, room, NAME_LINES);
        let has_bar = full_scale(cx, &cx.table.rows[i]).is_some();
        let below = if columns.is_narrow && has_bar { BAR + 4.0 } else { 0.0 };
        let height = lines.len().max(1) as f64 * LINE + 2.0 * PAD + below;
        all.push(Branch { depth, whole, name: lines, top, height });
        top += height;
    }
    all
}

fn font(depth: usize) -> Font {
    if depth < 2 { Font::bold(if depth == 0 { 14.0 } else { 12.0 }) } else { LABEL }
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let rect = within(cx, Rect { x: 0.0, y: 0.0, width, height: 0.0 });
    let end = branches(cx, out, rect).last().map_or(HEAD, |branch| branch.top + branch.height);
    end + note::height(out, &notes(cx), width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = within(cx, note::draw(out, rect, &notes(cx), cx.theme));
    let columns = Columns::new(cx, out, rect);
    let all = branches(cx, out, rect);
    heads(cx, out, rect, &columns);
    for (i, branch) in all.iter().enumerate() {
        join(cx, out, rect, &all, branch);
        one(cx, out, rect, (i, branch), &columns);
    }
    rect
}

fn heads(cx: &Context, out: &mut Builder, rect: Rect, columns: &Columns) {
    let y = rect.y + HEAD / 2.0 - 2.0;
    let is_score = |row: &Row| matches!(cx.set.indicators[row.indicator].unit.as_str(), "分" | "");
    let figures = if cx.table.rows.first().is_some_and(is_score) { "得分" } else { "数值" };
    let mut heads = vec![("指标", rect.x, Anchor::Start), (figures, rect.right(), Anchor::End)];
    if has_weights(cx) {
        heads.push(("权重", columns.weights, Anchor::End));
    }
    for (head, x, anchor) in heads {
        out.text(run(head, (x, y), LABEL, anchor, Baseline::Middle), cx.theme.ink_3, Role::Guide);
    }
    let y = rect.y + HEAD - 4.0;
    out.line(point(rect.x, y), point(rect.right(), y), Stroke::solid(cx.theme.rule, 1.0), Role::Guide);
}

/// The line from a field down to its indicator.
fn join(cx: &Context, out: &mut Builder, rect: Rect, all: &[Branch], branch: &Branch) {
    let Some(whole) = branch.whole.map(|whole| &all[whole]) else { return };
    let x = rect.x + whole.depth as f64 * INDENT + 6.0;
    let name = whole.top + PAD + whole.name.len() as f64 * LINE + 1.0;
    let start = if rect.width < NARROW { whole.top + whole.height - 3.0 } else { name };
    let y = branch.top + PAD + LINE / 2.0;
    let end = rect.x + branch.depth as f64 * INDENT - 5.0;
    let path = Path::line(vec![point(x, start), point(x, y), point(end, y)]);
    out.push(Node::new(Shape::Path(path), Style::stroke(cx.theme.rule, 1.5), Role::Guide));
}

fn one(cx: &Context, out: &mut Builder, rect: Rect, (i, branch): (usize, &Branch), columns: &Columns) {
    let row = &cx.table.rows[i];
    let left = rect.x + branch.depth as f64 * INDENT;
    let place =
        Rect { x: left - 4.0, y: branch.top, width: rect.right() - left + 4.0, height: branch.height };
    let target = Node::new(Shape::Rect(place), Style::default(), Role::Mark);
    out.push(target.datum(cx.key(i)).label(label(cx, row)));
    let font = font(branch.depth);
    for (line, name) in branch.name.iter().enumerate() {
        let y = branch.top + PAD + (line as f64 + 0.5) * LINE;
        text(cx, out, i, name, (left, y), font, Anchor::Start, cx.theme.ink);
    }
    let y = branch.top + PAD + LINE / 2.0;
    if let Some(weight) = weight(cx, row) {
        text(cx, out, i, &format::number(weight), (columns.weights, y), LABEL, Anchor::End, cx.theme.ink_2);
    }
    let known = row.value.known();
    let is_weak = known.is_some_and(|value| full::is_weak(&cx.set.indicators[row.indicator], value.to_f64()));
    let (ink, font) = match known {
        None => (cx.theme.ink_3, LABEL),
        Some(_) if is_weak => (cx.theme.diverging.0, Font::bold(font.size)),
        Some(_) => (cx.theme.ink, Font::bold(font.size)),
    };
    let value = out.ellipsis(&figure(cx, row), font, columns.value);
    text(cx, out, i, &value, (rect.right(), y), font, Anchor::End, ink);
    let bar = match columns.is_narrow {
        true => Rect {
            x: left,
            y: branch.top + branch.height - PAD - BAR + 2.0,
            width: rect.right() - left,
            height: BAR - 3.0,
        },
        false => {
            Rect { x: columns.bars.0, y: y - BAR / 2.0, width: columns.bars.1 - columns.bars.0, height: BAR }
        }
    };
    bars(cx, out, i, bar, is_weak);
}

/// Without bars between them, names and figures must not stand too far apart to be read as one line.
fn within(cx: &Context, rect: Rect) -> Rect {
    let has_bars = cx.table.rows.iter().any(|row| full_scale(cx, row).is_some());
    Rect { width: if has_bars { rect.width } else { rect.width.min(WIDEST) }, ..rect }
}

/// What a score is out of, if anything says so; a bar starts at zero.
fn full_scale(cx: &Context, row: &Row) -> Option<Full> {
    let full = full::of(&cx.set.indicators[row.indicator], cx.panel.options.target, false);
    full.filter(|full| full.low == 0.0)
}

/// A track with the share of the full scale that the score fills; none where nothing says what full is.
fn bars(cx: &Context, out: &mut Builder, i: usize, track: Rect, is_weak: bool) {
    let row = &cx.table.rows[i];
    let Some(full) = full_scale(cx, row) else { return };
    let mut push =
        |rect, style| out.push(Node::new(Shape::Rect(rect), style, Role::MarkLabel).datum(cx.key(i)));
    match row.value.known() {
        None => push(track, Style { fill: Some(cx.theme.missing), stroke: None }),
        Some(value) => {
            push(track, Style::fill(cx.theme.rule));
            let width = track.width * full.share(value.to_f64()).clamp(0.0, 1.0);
            let color = if is_weak { cx.theme.diverging.0 } else { cx.theme.brand };
            push(Rect { width, ..track }, Style::fill(color));
        }
    }
}

fn figure(cx: &Context, row: &Row) -> String {
    let unit =
        if row.value.known().is_some() { cx.table.measure_of(row).label_unit() } else { String::new() };
    let space = if matches!(unit.as_str(), "" | "%" | "‰" | "分") { "" } else { " " };
    format!("{}{space}{unit}", cx.value(row))
}

fn label(cx: &Context, row: &Row) -> String {
    match weight(cx, row) {
        Some(weight) => format!("{}，权重 {}", cx.label(row), format::number(weight)),
        None => cx.label(row),
    }
}

#[allow(clippy::too_many_arguments)]
fn text(
    cx: &Context,
    out: &mut Builder,
    row: usize,
    content: &str,
    at: (f64, f64),
    font: Font,
    anchor: Anchor,
    ink: Color,
) {
    let text = run(content, at, font, anchor, Baseline::Middle);
    out.push(Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel).datum(cx.key(row)));
}

/// What the weak ones are, and weights that do not add up.
fn notes(cx: &Context) -> Vec<String> {
    let rows = &cx.table.rows;
    let is_weak = |row: &&Row| {
        row.value
            .known()
            .is_some_and(|value| full::is_weak(&cx.set.indicators[row.indicator], value.to_f64()))
    };
    let weak: Vec<String> = rows
        .iter()
        .filter(is_weak)
        .map(|row| format!("{} {}", cx.table.items[row.item], figure(cx, row)))
        .collect();
    let mut notes = Vec::new();
    if !weak.is_empty() {
        notes.push(format!("薄弱项（预警或不良分级、未达目标，或低于 60）：{}。", weak.join("；")));
    }
    let wholes = wholes(cx);
    let mut sums: Vec<(f64, usize, usize)> = vec![(0.0, 0, 0); rows.len()];
    for (i, whole) in wholes.iter().enumerate() {
        if let Some(sum) = whole.map(|whole| &mut sums[whole]) {
            sum.1 += 1;
            if let Some(weight) = weight(cx, &rows[i]) {
                (sum.0, sum.2) = (sum.0 + weight.to_f64(), sum.2 + 1);
            }
        }
    }
    for (row, (sum, slices, weighted)) in rows.iter().zip(sums).filter(|(_, sum)| sum.2 > 0) {
        let name = &cx.table.items[row.item];
        let own = weight(cx, row).map_or(100.0, Decimal::to_f64);
        let adds_up = [1.0, 100.0, own].iter().any(|whole| (sum - whole).abs() < 1e-6);
        let total = Decimal::round(sum, 4).map_or(String::new(), |sum| format::number(sum.trimmed()));
        if weighted < slices {
            notes.push(format!("“{name}”的 {slices} 个部分中有 {weighted} 个写了权重。"));
        } else if !adds_up {
            notes.push(format!("“{name}”各部分的权重合计为 {total}。"));
        }
    }
    notes
}
