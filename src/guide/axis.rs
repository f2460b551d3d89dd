//! Axes: grid lines and tick labels, thinned until none touch.

use super::place::thin;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Stroke};
use crate::theme::{LABEL, Theme};

/// Room for one line of tick labels under a plot.
pub const LABEL_HEIGHT: f64 = 26.0;
/// How far a tick label may stick out beyond its plot.
const MARGIN: f64 = 24.0;

/// Room for the labels of ticks left of a plot.
pub fn gutter(out: &Builder, ticks: &[Decimal]) -> f64 {
    ticks.iter().map(|tick| out.width(&format::number(*tick), LABEL)).fold(0.0, f64::max) + 10.0
}

/// Grid lines across `plot` at every tick and the labels left of it.
pub fn vertical(out: &mut Builder, plot: Rect, scale: &Linear, ticks: &[Decimal], theme: &Theme) {
    vertical_as(out, plot, &|value| scale.map(value), ticks, format::number, theme);
}

/// The same with ticks written by `name`, on any scale.
pub fn vertical_as(
    out: &mut Builder,
    plot: Rect,
    place: &impl Fn(f64) -> f64,
    ticks: &[Decimal],
    name: fn(Decimal) -> String,
    theme: &Theme,
) {
    for tick in ticks {
        let y = place(tick.to_f64());
        let stroke = rule(*tick, theme);
        out.line(point(plot.x, y), point(plot.right(), y), stroke, Role::Guide);
        let label = run(name(*tick), (plot.x - 8.0, y), LABEL, Anchor::End, Baseline::Middle);
        out.text(label, theme.ink_3, Role::Guide);
    }
}

/// Grid lines up `plot` at every tick and the labels under it, as many as stand apart.
pub fn horizontal(out: &mut Builder, plot: Rect, scale: &Linear, ticks: &[Decimal], theme: &Theme) {
    horizontal_as(out, plot, &|value| scale.map(value), ticks, format::number, theme);
}

/// The same with ticks written by `name`, on any scale.
pub fn horizontal_as(
    out: &mut Builder,
    plot: Rect,
    place: &impl Fn(f64) -> f64,
    ticks: &[Decimal],
    name: fn(Decimal) -> String,
    theme: &Theme,
) {
    let places: Vec<(String, f64)> = ticks.iter().map(|t| (name(*t), place(t.to_f64()))).collect();
    for (tick, (_, x)) in ticks.iter().zip(&places) {
        out.line(point(*x, plot.y), point(*x, plot.bottom()), rule(*tick, theme), Role::Guide);
    }
    labels(out, plot, &places, theme);
}

/// Centred labels under `plot`, from left to right, as many as stand apart; at the ends moved so that they do not stick
/// out by more than `MARGIN`. One that is wider than that is left out.
pub fn labels(out: &mut Builder, plot: Rect, places: &[(String, f64)], theme: &Theme) {
    let (low, high) = (plot.x - MARGIN, plot.right() + MARGIN);
    let spans: Vec<(f64, f64)> = places
        .iter()
        .map(|(text, x)| {
            let half = out.width(text, LABEL) / 2.0;
            let x = x.min(high - half).max(low + half);
            (x - half, x + half)
        })
        .collect();
    let shown = thin(&spans, 10.0);
    for (((text, _), span), shown) in places.iter().zip(&spans).zip(shown) {
        if shown && span.1 <= high + 0.5 {
            let at = ((span.0 + span.1) / 2.0, plot.bottom() + 10.0);
            out.text(run(text.as_str(), at, LABEL, Anchor::Middle, Baseline::Top), theme.ink_3, Role::Guide);
        }
    }
}

/// The zero line is ink, the others are faint.
fn rule(tick: Decimal, theme: &Theme) -> Stroke {
    let color = if tick.mantissa == 0 { theme.ink_3 } else { theme.rule };
    Stroke::solid(color, 1.0)
}
