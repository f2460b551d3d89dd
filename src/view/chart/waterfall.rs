//! A waterfall: how a total comes from its parts, or its change from theirs. Every part starts where the one before
//! ended; what the parts leave of the total is a bar of its own, said to be computed.

use super::label;
use crate::config::Orientation;
use crate::dataset::Nature;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::guide::caption::paragraph;
use crate::mark::bar;
use crate::query::{self, Table};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style, Text};
use crate::stats::percent;
use crate::theme::LABEL;
use crate::view::frame::{self, Frame, Wish};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const STEP: f64 = 32.0;
const FILL: f64 = 0.62;
const STUB: f64 = 16.0;
const GAP: f64 = 6.0;
/// Between a value and its share.
const SPACE: f64 = 12.0;
const LINE: f64 = 15.0;
const NOTE_LINE: f64 = 17.0;

/// From this width on there is room for shares.
const WIDE: f64 = 420.0;
/// The name of what parts have beyond the total.
const OVER: &str = "差额（计算值）";

/// What a bar stands for.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Part,
    Rest,
    Total,
}

/// One bar.
struct Step {
    name: String,
    kind: Kind,
    /// Its row; `None` for what is computed.
    row: Option<usize>,
    value: Option<Decimal>,
    /// From where to where, in scaled units.
    span: (f64, f64),
    /// Value, and what that is of the whole.
    label: String,
    share: String,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let steps = steps(cx, width);
    let table = names(cx, &steps);
    let own = Context { table: &table, ..*cx };
    let wish = wish(&own, out, width, &steps);
    frame::height(&own, out, width, &wish) + notes_height(cx, out, &steps, width)
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let steps = steps(cx, rect.width);
    let table = names(cx, &steps);
    let own = Context { table: &table, ..*cx };
    let wish = wish(&own, out, rect.width, &steps);
    let notes = notes_height(cx, out, &steps, rect.width);
    let frame = Frame::draw(&own, out, Rect { height: rect.height - notes, ..rect }, &wish);
    for (i, step) in steps.iter().enumerate() {
        if i + 1 < steps.len() {
            connector(cx, out, &frame, (i, step));
        }
        mark(cx, out, &frame, (i, step));
    }
    for (i, step) in steps.iter().enumerate() {
        labels(cx, out, &frame, (i, step));
    }
    let mut y = rect.bottom() - notes + 4.0;
    for note in note(cx, &steps) {
        y = paragraph(out, &note, (rect.x, y), rect.width, LABEL, cx.theme.ink_3);
    }
    frame.area(rect)
}

/// The parts in order, what they leave, and the total; shares only where there is room for them.
fn steps(cx: &Context, width: f64) -> Vec<Step> {
    let table = cx.table;
    let total = table.rows.iter().position(|row| row.item == 0);
    let whole = total.and_then(|i| table.rows[i].value.known());
    let (mut steps, mut level, mut rest) = (Vec::new(), 0.0, whole);
    for (i, row) in table.rows.iter().enumerate().filter(|(_, row)| row.item > 0) {
        let value = row.value.known();
        let start = level;
        level += table.scaled(row).unwrap_or(0.0);
        rest = value.map_or(rest, |value| rest?.minus(value));
        let name = table.items[row.item].clone();
        steps.push(step(cx, (name, Kind::Part), Some(i), value, (start, level)));
    }
    if let Some(rest) = rest.filter(|rest| rest.mantissa != 0 && !steps.is_empty()) {
        let end = level + table.measure.scaling.apply(rest);
        let name = rest_name(&steps, rest, whole);
        steps.push(step(cx, (name, Kind::Rest), None, Some(rest), (level, end)));
    }
    if let Some(total) = total {
        let span = (0.0, table.scaled(&table.rows[total]).unwrap_or(0.0));
        let name = table.items.first().cloned().unwrap_or_default();
        steps.push(step(cx, (name, Kind::Total), Some(total), whole, span));
    }
    if width < WIDE {
        steps.iter_mut().for_each(|step| step.share = String::new());
    }
    steps
}

/// What is left may be parts that were not published, or only a difference of rounding.
fn rest_name(steps: &[Step], rest: Decimal, whole: Option<Decimal>) -> String {
    let is_over = whole.is_some_and(|whole| (whole.mantissa < 0) != (rest.mantissa < 0));
    let has_gap = steps.iter().any(|step| step.value.is_none());
    match (is_over, has_gap) {
        (true, false) => OVER,
        (_, true) => "其余，含暂无数据的部分（计算值）",
        (false, false) => "其他（计算值）",
    }
    .into()
}

fn step(
    cx: &Context,
    (name, kind): (String, Kind),
    row: Option<usize>,
    value: Option<Decimal>,
    span: (f64, f64),
) -> Step {
    let label = match row {
        Some(row) => cx.value(&cx.table.rows[row]),
        None => value.map_or(String::new(), |value| cx.table.measure.label(value)),
    };
    // The whole is all of itself, and a difference of rounding no part of it.
    let is_part = match kind {
        Kind::Part => true,
        Kind::Rest => name != OVER,
        Kind::Total => cx.table.measure.growth_from.is_some(),
    };
    let share = if is_part { share(cx, value) } else { String::new() };
    Step { share, name, kind, row, value, span, label }
}

/// What a figure is of the whole: its share, or the points that it adds to the growth of the whole.
fn share(cx: &Context, value: Option<Decimal>) -> String {
    let Some(total) = cx.table.rows.iter().find(|row| row.item == 0) else { return String::new() };
    let Some(value) = value else { return String::new() };
    if cx.table.measure.growth_from.is_some() {
        let base = query::base(total, cx.table, cx.set).filter(|base| base.mantissa > 0);
        let points = base.and_then(|base| percent(value, base, 2));
        let points = points.filter(|points| points.mantissa != 0);
        return points.map_or(String::new(), |points| format::signed(points, "个百分点"));
    }
    let share =
        total.value.known().filter(|whole| whole.mantissa > 0).and_then(|whole| percent(value, whole, 1));
    share.map_or(String::new(), |share| format::quantity(share, "%"))
}

/// The word for that.
fn share_word(cx: &Context) -> &'static str {
    let nature = cx.table.rows.first().map(|row| cx.set.indicators[row.indicator].nature);
    match nature {
        _ if cx.table.measure.growth_from.is_some() => "拉动",
        Some(Nature::Growth) => "贡献率",
        _ => "占",
    }
}

/// A table that has only the names of the bars: what the axis of items needs.
fn names(cx: &Context, steps: &[Step]) -> Table {
    let items = steps.iter().map(|step| step.name.clone()).collect();
    Table { items, measure: cx.table.measure.clone(), ..Table::default() }
}

fn wish(cx: &Context, out: &Builder, width: f64, steps: &[Step]) -> Wish {
    let mut domain = cx.domain.map_or((0.0f64, 0.0f64), |(low, high)| (low.min(0.0), high.max(0.0)));
    for step in steps {
        domain = (domain.0.min(step.span.0).min(step.span.1), domain.1.max(step.span.0).max(step.span.1));
    }
    if domain.0 == domain.1 {
        domain.1 += 1.0;
    }
    let widest = |text: fn(&Step) -> &str| out.widest(steps.iter().map(text), LABEL);
    let (label, share) = (widest(|step| &step.label), widest(|step| &step.share));
    let horizontal = match cx.panel.orientation {
        Some(orientation) => orientation == Orientation::Horizontal,
        None => {
            let step = (width - 50.0) / steps.len().max(1) as f64;
            frame::is_horizontal(cx, out, width) || label.max(share) + 10.0 > step
        }
    };
    if horizontal {
        let both = label + if share > 0.0 { share + SPACE + out.width("贡献率 ", LABEL) } else { 0.0 };
        return Wish { horizontal, domain, step: STEP, fill: FILL, room: (0.0, both + GAP + 1.0) };
    }
    Wish { horizontal, domain, step: STEP, fill: FILL, room: (4.0, 2.0 * LINE + 6.0) }
}

fn mark(cx: &Context, out: &mut Builder, frame: &Frame, (i, step): (usize, &Step)) {
    let mut rect = frame.rect(i, (-0.5, 0.5), step.span);
    let Some(row) = step.row else {
        rect.width = rect.width.max(1.0);
        rect.height = rect.height.max(1.0);
        let style = Style { stroke: Some(Stroke::solid(cx.theme.ink_3, 1.0)), ..Style::fill(cx.theme.rule) };
        let words = format!("{}，{}{}", step.name, exact(cx, step), spoken_share(cx, step));
        out.push(Node::new(Shape::Rect(rect), style, Role::Mark).label(words));
        return;
    };
    let key = cx.key(row);
    if step.value.is_none() {
        let label = cx.label(&cx.table.rows[row]);
        if frame.horizontal {
            rect.width = STUB;
        } else {
            rect = Rect { y: rect.y - STUB, height: STUB, ..rect };
        }
        bar::missing(out, rect.center(), (rect.width, rect.height), cx.theme.missing, key, label);
        return;
    }
    let label = format!("{}{}", cx.label(&cx.table.rows[row]), spoken_share(cx, step));
    bar::bar(
        out,
        point(rect.x, rect.y),
        point(rect.right(), rect.bottom()),
        color(cx, step, row),
        key,
        label,
    );
}

fn exact(cx: &Context, step: &Step) -> String {
    step.value.map_or(String::new(), |value| cx.table.measure.exact(value))
}

fn spoken_share(cx: &Context, step: &Step) -> String {
    match step.share.is_empty() {
        true => String::new(),
        false => format!("，{} {}（计算值）", share_word(cx), step.share),
    }
}

/// Parts that add are blue, those that take away have the colour of a decline; the total is grey.
fn color(cx: &Context, step: &Step, row: usize) -> Color {
    let direction = cx.set.indicators[cx.table.rows[row].indicator].direction;
    match step.value {
        _ if step.kind == Kind::Total => cx.theme.ink_3,
        Some(value) if value.mantissa < 0 => cx.theme.declining(direction),
        _ => cx.theme.brand,
    }
}

/// From the end of a bar to the start of the next.
fn connector(cx: &Context, out: &mut Builder, frame: &Frame, (i, step): (usize, &Step)) {
    let (from, to) = (frame.at(i, -0.5, step.span.1), frame.at(i + 1, 0.5, step.span.1));
    out.line(from, to, Stroke::solid(cx.theme.ink_3, 1.0), Role::Guide);
}

/// The value and, where there is room, the share: behind a bar in rows, above it in columns.
fn labels(cx: &Context, out: &mut Builder, frame: &Frame, (i, step): (usize, &Step)) {
    let end = frame.at(i, 0.0, step.span.0.max(step.span.1));
    let stub = if step.value.is_none() { STUB } else { 0.0 };
    let share = match step.share.is_empty() || !frame.horizontal {
        true => step.share.clone(),
        false => format!("{} {}", share_word(cx), step.share),
    };
    let ink = if step.value.is_some() { cx.theme.ink } else { cx.theme.ink_3 };
    let (value, share) = if frame.horizontal {
        let x = end.x + stub + GAP;
        let at = |x: f64, content: &str| run(content, (x, end.y), LABEL, Anchor::Start, Baseline::Middle);
        (at(x, &step.label), at(x + out.width(&step.label, LABEL) + SPACE, &share))
    } else {
        let lift = if share.is_empty() { 0.0 } else { LINE };
        let at = |y: f64, content: &str| run(content, (end.x, y), LABEL, Anchor::Middle, Baseline::Bottom);
        (at(end.y - stub - 4.0 - lift, &step.label), at(end.y - 4.0, &share))
    };
    for (text, color) in [(value, ink), (share, cx.theme.ink_2)] {
        match step.row {
            _ if text.content.is_empty() => {}
            Some(row) => out.push(label::beside(text, color, cx.theme, cx.key(row))),
            None => out.text(Text { halo: Some(cx.theme.ground), ..text }, color, Role::MarkLabel),
        }
    }
}

/// What was computed, and that the parts do not add up, where they do not.
fn note(cx: &Context, steps: &[Step]) -> Vec<String> {
    let mut notes = Vec::new();
    let shares = match share_word(cx) {
        "拉动" => "拉动为计算值：部分的变化 ÷ 期初总量。",
        "贡献率" => "贡献率为计算值：部分 ÷ 总增速。",
        _ => "占比为计算值：部分 ÷ 总量。",
    };
    if steps.iter().any(|step| step.kind == Kind::Part && !step.share.is_empty()) {
        notes.push(shares.into());
    }
    if let Some(rest) = steps.iter().find(|step| step.kind == Kind::Rest) {
        let amount = exact(cx, rest);
        notes.push(format!("公布的各部分之和与总量相差 {amount}（计算值），单列一条。"));
    }
    if steps.iter().any(|step| step.value.is_none()) {
        notes.push("斜线：暂无数据。".into());
    }
    notes
}

fn notes_height(cx: &Context, out: &Builder, steps: &[Step], width: f64) -> f64 {
    let lines: usize = note(cx, steps).iter().map(|note| out.wrap(note, LABEL, width).len()).sum();
    if lines == 0 { 0.0 } else { lines as f64 * NOTE_LINE + 4.0 }
}
