//! What cards, tables and matrices say beside a number: how it changed, which band it lies in.

use crate::dataset::{Band, Direction};
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Path, Point, Rect, Subpath, point};
use crate::query::{Change, Row, changes};
use crate::scene::{Builder, Color, Node, Role, Shape, Style, Text};
use crate::theme::LABEL;
use crate::view::Context;

/// A small sign before a text. Its form says what its colour says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// No sign.
    None,
    /// ▲
    Up(Color),
    /// ▼
    Down(Color),
    /// ● for a good band, ▲ for a warning, ■ for a bad one.
    Light(Level),
}

/// What a band means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 良好
    Good,
    /// 预警
    Warning,
    /// 不良
    Bad,
}

/// Half the size of a sign.
const HALF: f64 = 4.5;
/// Room that a sign takes before its text.
pub const SIGN: f64 = 15.0;

/// Adds text that belongs to the mark of a row.
pub fn label(cx: &Context, out: &mut Builder, row: usize, text: Text, color: Color) {
    let node = Node::new(Shape::Text(text), Style::fill(color), Role::MarkLabel);
    out.push(node.datum(cx.key(row)));
}

/// The first of a name and its short form, without 区 or 市 at the end, that is no wider than `room`.
pub fn name_within<'n>(out: &Builder, name: &'n str, room: f64) -> Option<&'n str> {
    let short = name.strip_suffix(['区', '市']).filter(|short| short.chars().count() > 1);
    [Some(name), short].into_iter().flatten().find(|name| out.width(name, LABEL) <= room)
}

/// The latest change of a row and its sign: 比上年末增长 37.9%.
pub fn change(cx: &Context, row: &Row) -> Option<(String, Sign)> {
    let change = changes(row, cx.table, cx.set).into_iter().next()?;
    Some((format!("{}{}", change.label, amount(&change)), sign(cx, row, &change)))
}

/// How much and which way, in words: 增长 37.9%, 下降 2 个百分点, 持平.
pub fn amount(change: &Change) -> String {
    let value = Decimal { mantissa: change.value.mantissa.saturating_abs(), ..change.value };
    let word = match change.value.mantissa {
        0 => return "持平".into(),
        ..0 => "下降",
        _ if change.unit == "%" => "增长",
        _ => "提高",
    };
    format!("{word} {}", format::quantity(value, change.unit))
}

/// Which way a change went, in the colour of what that means for the indicator.
pub fn sign(cx: &Context, row: &Row, change: &Change) -> Sign {
    let direction = cx.table.measure_of(row).direction;
    let color = |is_good: Direction| match direction {
        Direction::Higher | Direction::Lower if direction == is_good => cx.theme.categorical[2],
        Direction::Higher | Direction::Lower => cx.theme.diverging.0,
        _ => cx.theme.ink_3,
    };
    match change.value.mantissa {
        0 => Sign::None,
        ..0 => Sign::Down(color(Direction::Lower)),
        _ => Sign::Up(color(Direction::Higher)),
    }
}

/// The band that the value of a row lies in: its name and its light.
pub fn light(cx: &Context, row: &Row) -> Option<(String, Level)> {
    let value = row.value.known()?;
    let details = cx.set.indicators[row.indicator].details.as_ref()?;
    let holds =
        |band: &&Band| band.from.is_none_or(|from| from <= value) && band.to.is_none_or(|to| value < to);
    let band = details.bands.iter().find(holds)?;
    let (word, level) = match band.level.as_str() {
        "good" => ("良好", Level::Good),
        "warning" => ("预警", Level::Warning),
        "bad" => ("不良", Level::Bad),
        _ => return None,
    };
    Some((if band.label.is_empty() { word.into() } else { band.label.clone() }, level))
}

/// Draws the sign of a row around a point.
pub fn draw_sign(cx: &Context, out: &mut Builder, row: usize, sign: Sign, at: Point) {
    let (shape, color) = match sign {
        Sign::None => return,
        Sign::Up(color) => (triangle(at, 1.0), color),
        Sign::Down(color) => (triangle(at, -1.0), color),
        Sign::Light(Level::Good) => (Shape::Circle { center: at, radius: HALF }, cx.theme.categorical[2]),
        Sign::Light(Level::Warning) => (triangle(at, 1.0), cx.theme.categorical[4]),
        Sign::Light(Level::Bad) => {
            let corner = Rect { x: at.x, y: at.y, width: 0.0, height: 0.0 };
            (Shape::Rect(corner.grown(HALF - 0.5)), cx.theme.diverging.0)
        }
    };
    out.push(Node::new(shape, Style::fill(color), Role::MarkLabel).datum(cx.key(row)));
}

/// A triangle that points up (1) or down (−1).
fn triangle(at: Point, up: f64) -> Shape {
    let (tip, foot) = (at.y - up * (HALF - 0.5), at.y + up * (HALF - 1.0));
    let points = vec![point(at.x - HALF, foot), point(at.x, tip), point(at.x + HALF, foot)];
    Shape::Path(Path { subpaths: vec![Subpath { points, closed: true }] })
}
