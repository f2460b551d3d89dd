//! Rings: each a share of a hundred per cent or of a target.

use super::dials::{self, Dials};
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::guide::note;
use crate::mark::sector::sector;
use crate::query::Row;
use crate::query::full::{self, Full, Reason};
use crate::scene::{Builder, Color, Node, Role, Shape, Style};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const NARROWEST: f64 = 112.0;
const WIDEST: f64 = 190.0;
const LARGEST: f64 = 64.0;
/// Share of the radius that a ring is thick.
const THICKNESS: f64 = 0.17;
/// What is beyond a full ring runs outside it.
const OUTSIDE: f64 = 7.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let dials = Dials::new(cx, width, (NARROWEST, WIDEST));
    let dial = 2.0 * radius(&dials) + 2.0 * OUTSIDE;
    dials.height(cx, out, dial, &|row| below(cx, row)) + note::height(out, &notes(cx), width)
}

fn radius(dials: &Dials) -> f64 {
    (dials.cell / 2.0 - OUTSIDE).min(LARGEST)
}

/// A track, the share of it that the value fills, and the number in the middle.
fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let rect = note::draw(out, rect, &notes(cx), cx.theme);
    let dials = Dials::new(cx, rect.width, (NARROWEST, WIDEST));
    let outer = radius(&dials);
    let inner = outer * (1.0 - THICKNESS);
    let dial = 2.0 * outer + 2.0 * OUTSIDE;
    let room = 2.0 * inner * 0.74;
    let size = dials::size(cx, out, room);
    dials.each(cx, out, rect, dial, &|row| below(cx, row), &mut |out, i, row, corner| {
        let center = point(corner.x + dials.cell / 2.0, corner.y + OUTSIDE + outer);
        let target = Node::new(Shape::Circle { center, radius: outer }, Style::default(), Role::Mark);
        out.push(target.datum(cx.key(i)).label(cx.label(row)));
        let share = share(cx, row);
        let track = if share.is_some() {
            Style::fill(cx.theme.rule)
        } else {
            Style { fill: Some(cx.theme.missing), stroke: None }
        };
        let mut ring = |turns: (f64, f64), radii, style| {
            let node = Node::new(Shape::Path(sector(center, radii, turns)), style, Role::MarkLabel);
            out.push(node.datum(cx.key(i)));
        };
        ring((0.0, 1.0), (inner, outer), track);
        if let Some(share) = share.filter(|share| *share > 0.0) {
            ring((0.0, share.min(1.0)), (inner, outer), Style::fill(cx.theme.brand));
            if share > 1.0 {
                let beyond: Color = cx.theme.ink_2;
                ring(
                    (0.0, (share - 1.0).min(1.0)),
                    (outer + 2.0, outer + OUTSIDE - 1.0),
                    Style::fill(beyond),
                );
            }
        }
        dials::value(cx, out, (i, row), (center.x, center.y), (size, room));
    });
    rect
}

fn scale(cx: &Context, row: &Row) -> Option<Full> {
    full::of(&cx.set.indicators[row.indicator], cx.panel.options.target, false)
}

/// How much of its ring a row fills; `None` where it has no value.
fn share(cx: &Context, row: &Row) -> Option<f64> {
    Some(scale(cx, row)?.share(row.value.known()?.to_f64()))
}

/// The period where they differ; target and computed share where the ring stands for a target.
fn below(cx: &Context, row: &Row) -> Vec<String> {
    let mut lines: Vec<String> = dials::period(cx, row).into_iter().collect();
    let indicator = &cx.set.indicators[row.indicator];
    let is_target = scale(cx, row).is_some_and(|full| full.reason == Reason::Target);
    if let Some(target) = indicator.target().filter(|_| is_target) {
        lines.push(format!("目标 {}", format::quantity(target, &indicator.unit)));
        if let Some(done) = share(cx, row).and_then(|share| Decimal::round(share * 100.0, 1)) {
            lines.push(format!("完成 {}%（计算值）", format::number(done)));
        }
    }
    lines
}

fn notes(cx: &Context) -> Vec<String> {
    let any = |test: &dyn Fn(f64) -> bool| cx.table.rows.iter().filter_map(|row| share(cx, row)).any(test);
    let mut notes = Vec::new();
    if any(&|share| share > 1.0) {
        notes.push("外圈是超过一整圈的部分。".into());
    }
    if any(&|share| share < 0.0) {
        notes.push("负值不画弧，以数字为准。".into());
    }
    notes
}
