//! Indicator cards: one number each, with how it changed, its rank, its target and its history.

use super::history;
use super::words::{self, SIGN, Sign};
use crate::config::By;
use crate::dataset::{Direction, Value};
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::query::{Row, rank};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Font, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, SUBTITLE};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

/// More than these are told, not drawn.
const MOST: usize = 60;
const GAP: f64 = 12.0;
const PAD: f64 = 14.0;
/// Cards are between these wide.
const NARROWEST: f64 = 188.0;
const WIDEST: f64 = 380.0;
/// Narrower than this cards stand below one another.
const COMPACT: f64 = 420.0;
const NAME_LINE: f64 = 20.0;
const NAME_LINES: usize = 2;
const NOTE_LINE: f64 = 18.0;
/// Sizes of the number: the largest at which all of them fit.
const SIZES: [f64; 5] = [34.0, 30.0, 26.0, 22.0, 18.0];
const TRACK: f64 = 6.0;
const TRACK_ROOM: f64 = 14.0;
/// The line that says how many cards are left out.
const MORE_LINE: f64 = 24.0;
const SPARK: (f64, f64) = (104.0, 40.0);

/// What one card says.
struct Card {
    row: usize,
    name: Vec<String>,
    number: String,
    unit: String,
    notes: Vec<(String, Sign)>,
    /// Share of the target that is reached, 0–1.
    progress: Option<f64>,
    history: Vec<(f64, f64)>,
}

/// What all cards of a panel have in common.
struct Layout {
    columns: usize,
    width: f64,
    size: f64,
    /// Whether units stand under their numbers, for want of room beside them.
    below: bool,
    /// Whether histories stand beside the numbers rather than at the foot.
    beside: bool,
}

/// Cards that stand side by side: where their numbers begin, and how tall they are.
#[derive(Clone, Copy)]
struct Line {
    names: f64,
    height: f64,
}

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let (cards, layout) = layout(cx, out, width);
    let lines = cards.chunks(layout.columns).map(|cards| line_of(cards, &layout).height + GAP).sum::<f64>();
    lines - GAP + if cx.table.rows.len() > MOST { MORE_LINE } else { 0.0 }
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let (cards, layout) = layout(cx, out, rect.width);
    let mut y = rect.y;
    for cards in cards.chunks(layout.columns) {
        let line = line_of(cards, &layout);
        for (column, card) in cards.iter().enumerate() {
            let x = rect.x + column as f64 * (layout.width + GAP);
            let own = Rect { x, y, width: layout.width, height: line.height };
            draw_card(cx, out, own, card, &layout, line);
        }
        y += line.height + GAP;
    }
    let more = cx.table.rows.len() - cards.len();
    if more > 0 {
        let text = format!("另有 {more} 项未列出");
        let text = run(text, (rect.x, y + MORE_LINE / 2.0), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    rect
}

/// As many cards side by side as have room. Where some have a history, so few that it has room beside its number: at the
/// foot of its card it would leave the others beside it half empty.
fn layout(cx: &Context, out: &Builder, width: f64) -> (Vec<Card>, Layout) {
    let fitting = if width < COMPACT { 1 } else { ((width + GAP) / (NARROWEST + GAP)) as usize };
    let most = arranged(cx, out, width, fitting);
    let with_history = most.0.iter().filter(|card| !card.history.is_empty()).count();
    if with_history == 0 || with_history == most.0.len() {
        return most;
    }
    let mut fewer = (2..=most.1.columns).rev().map(|columns| arranged(cx, out, width, columns));
    fewer.find(|(_, layout)| layout.beside).unwrap_or(most)
}

/// The cards with at most so many side by side, as evenly as they go.
fn arranged(cx: &Context, out: &Builder, width: f64, fitting: usize) -> (Vec<Card>, Layout) {
    let count = cx.table.rows.len().clamp(1, MOST);
    let rows = count.div_ceil(fitting.clamp(1, count));
    let columns = count.div_ceil(rows);
    let width = (width - GAP * (columns - 1) as f64) / columns as f64;
    let width = width.min(WIDEST);
    let inner = width - 2.0 * PAD;
    let cards: Vec<Card> = (0..cx.table.rows.len().min(MOST)).map(|row| card(cx, out, row, inner)).collect();
    let hero = |card: &Card, size: f64| {
        let unit = if card.unit.is_empty() { 0.0 } else { out.width(&card.unit, SUBTITLE) };
        number_width(out, card, size) + unit
    };
    let fits = |size: f64, room: f64| cards.iter().all(|card| hero(card, size) <= room);
    let size = SIZES.into_iter().find(|size| fits(*size, inner)).unwrap_or(SIZES[4]);
    let below = !fits(size, inner);
    let has_room = |card: &Card| card.history.is_empty() || hero(card, size) <= inner - SPARK.0 - 10.0;
    let beside = !below && cards.iter().all(has_room);
    (cards, Layout { columns, width, size, below, beside })
}

/// The width of a number and of the gap to its unit, which grows with it: a page without scripts may have wider digits.
fn number_width(out: &Builder, card: &Card, size: f64) -> f64 {
    out.width(&card.number, Font::bold(size)) * 1.12 + 4.0
}

fn line_of(cards: &[Card], layout: &Layout) -> Line {
    let names = cards.iter().map(|card| card.name.len()).max().unwrap_or(1) as f64 * NAME_LINE;
    let under = |card: &Card| {
        let track = if card.progress.is_some() { TRACK_ROOM } else { 0.0 };
        let spark = if card.history.is_empty() || layout.beside { 0.0 } else { SPARK.1 + 8.0 };
        card.notes.len() as f64 * NOTE_LINE + track + spark
    };
    let under = cards.iter().map(under).fold(0.0, f64::max);
    Line { names, height: 2.0 * PAD + names + layout.hero() + under }
}

impl Layout {
    /// Height of a number with its unit.
    fn hero(&self) -> f64 {
        self.size * 1.3 + if self.below { NOTE_LINE } else { 0.0 }
    }
}

/// What the card of a row says, in lines no wider than `width`.
fn card(cx: &Context, out: &Builder, position: usize, width: f64) -> Card {
    let row = &cx.table.rows[position];
    let number = cx.value(row);
    let is_known = row.value.known().is_some();
    let unit = if is_known { cx.table.measure_of(row).label_unit() } else { String::new() };
    let mut notes = Vec::new();
    let mut add = |text: String, sign: Sign| {
        let room = if sign == Sign::None { width } else { width - SIGN };
        for (i, line) in out.wrap(&text, LABEL, room).into_iter().enumerate() {
            notes.push((line, if i == 0 { sign } else { Sign::None }));
        }
    };
    if let Value::Missing(reason) = &row.value {
        add(reason.as_ref().into(), Sign::None);
    }
    if let Some((text, sign)) = words::change(cx, row) {
        add(text, sign);
    }
    if let Some((name, level)) = words::light(cx, row) {
        add(name, Sign::Light(level));
    }
    if let Some((place, of)) = rank(row, cx.table, cx.set) {
        add(format!("{of} 个地区中第 {place} 位"), Sign::None);
    }
    if cx.table.periods.len() > 1 {
        add(row.period.label(), Sign::None);
    }
    let (target, progress) = target(cx, row).unwrap_or_default();
    if !target.is_empty() {
        add(target, Sign::None);
    }
    Card {
        row: position,
        name: name(cx, out, row, width),
        number,
        unit,
        notes,
        progress,
        history: history::of(cx, row),
    }
}

/// The item and its series, in a few lines.
fn name(cx: &Context, out: &Builder, row: &Row, width: f64) -> Vec<String> {
    let mut name = cx.table.items.get(row.item).cloned().unwrap_or_default();
    if let Some(series) = cx.table.series.get(row.series) {
        name =
            if cx.table.item == By::Area { format!("{name} {series}") } else { format!("{series} {name}") };
    }
    let mut lines = out.wrap(&name, SUBTITLE, width);
    if lines.len() > NAME_LINES {
        let rest = lines[NAME_LINES - 1..].concat();
        lines.truncate(NAME_LINES - 1);
        lines.push(out.ellipsis(&rest, SUBTITLE, width));
    }
    lines
}

/// What the target is and whether it is reached; how far, where more is better and both are above zero.
fn target(cx: &Context, row: &Row) -> Option<(String, Option<f64>)> {
    let indicator = &cx.set.indicators[row.indicator];
    let (target, value) = (indicator.details.as_ref()?.target?, row.value.known()?);
    let measure = cx.table.measure_of(row);
    let reached = match indicator.direction {
        Direction::Lower => value <= target,
        _ => value >= target,
    };
    let share = value.to_f64() / target.to_f64();
    let is_amount = !format::is_relative(&measure.unit);
    let grows =
        is_amount && indicator.direction != Direction::Lower && value.mantissa >= 0 && target.mantissa > 0;
    let word = match (reached, Decimal::round(share * 100.0, 0).filter(|_| grows)) {
        (true, _) => "，已达到".into(),
        (false, Some(percent)) => format!("，完成 {}%", percent.mantissa.min(99)),
        (false, None) => "，未达到".into(),
    };
    let text = format!("目标 {}{word}", measure.exact(target));
    Some((text, grows.then_some(share.min(1.0))))
}

fn draw_card(cx: &Context, out: &mut Builder, rect: Rect, card: &Card, layout: &Layout, line: Line) {
    let row = &cx.table.rows[card.row];
    let mut style = Style::fill(cx.theme.ground);
    style.stroke = Some(Stroke::solid(cx.theme.rule, 1.0));
    let node = Node::new(Shape::Rect(rect.grown(-0.5)), style, Role::Mark);
    out.push(node.datum(cx.key(card.row)).label(cx.label(row)));
    let x = rect.x + PAD;
    let mut y = rect.y + PAD;
    let write = |out: &mut Builder, text: &str, at: (f64, f64), font: Font, color: Color, base: Baseline| {
        let text = run(text, at, font, Anchor::Start, base);
        words::label(cx, out, card.row, text, color);
    };
    for (i, line) in card.name.iter().enumerate() {
        let middle = y + (i as f64 + 0.5) * NAME_LINE;
        write(out, line, (x, middle), SUBTITLE, cx.theme.ink_2, Baseline::Middle);
    }
    y += line.names;
    let is_known = row.value.known().is_some();
    let font = if is_known { Font::bold(layout.size) } else { SUBTITLE };
    let foot = y + layout.size * 1.15;
    write(
        out,
        &card.number,
        (x, foot),
        font,
        if is_known { cx.theme.ink } else { cx.theme.ink_3 },
        Baseline::Bottom,
    );
    let (beside, under) = (x + number_width(out, card, layout.size), foot + NOTE_LINE);
    let at = if layout.below { (x, under) } else { (beside, foot - layout.size * 0.08) };
    if !card.unit.is_empty() {
        write(out, &card.unit, at, SUBTITLE, cx.theme.ink_2, Baseline::Bottom);
    }
    if layout.beside {
        let corner = point(rect.right() - PAD - SPARK.0, foot - SPARK.1);
        history::draw(
            cx,
            out,
            (card.row, &card.history),
            Rect { x: corner.x, y: corner.y, width: SPARK.0, height: SPARK.1 },
        );
    } else {
        let top = rect.bottom() - PAD - SPARK.1;
        history::draw(
            cx,
            out,
            (card.row, &card.history),
            Rect { x, y: top, width: rect.width - 2.0 * PAD, height: SPARK.1 },
        );
    }
    y += layout.hero();
    for (text, sign) in &card.notes {
        let middle = y + NOTE_LINE / 2.0;
        words::draw_sign(cx, out, card.row, *sign, point(x + 5.0, middle));
        let left = if *sign == Sign::None { x } else { x + SIGN };
        write(out, text, (left, middle), LABEL, cx.theme.ink_2, Baseline::Middle);
        y += NOTE_LINE;
    }
    if let Some(share) = card.progress {
        progress(
            cx,
            out,
            card.row,
            Rect { x, y: y + 4.0, width: rect.width - 2.0 * PAD, height: TRACK },
            share,
        );
    }
}

/// A track up to the target, filled as far as the value has come.
fn progress(cx: &Context, out: &mut Builder, row: usize, track: Rect, share: f64) {
    let filled = Rect { width: track.width * share, ..track };
    for (rect, color) in [(track, cx.theme.rule), (filled, cx.theme.brand)] {
        let node = Node::new(Shape::Rect(rect), Style::fill(color), Role::MarkLabel);
        out.push(node.datum(cx.key(row)));
    }
}
