//! Lines across a plot at values with a meaning: thresholds, averages, plans. Their names stand outside the plot, where
//! no mark is: beside one whose values run upwards, above one whose values run to the right.

use super::place::spread;
use crate::geometry::{Point, Rect, point};
use crate::scale::Scale;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Role, Stroke};
use crate::theme::{LABEL, Theme};

const LINE: f64 = 15.0;
const GAP: f64 = 8.0;
/// Share of the width that names beside a plot may take.
const MAX_NAMES: f64 = 0.24;
/// Names beside a plot are wrapped into as many lines, then cut.
const MAX_LINES: usize = 3;

/// A value and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where, in the values of the scale.
    pub value: f64,
    /// What it means, with the figure.
    pub label: String,
}

/// Room that names need: the width of a column right of the plot, or the height of rows above it when values run to the
/// right.
pub fn room(out: &Builder, lines: &[Line], is_horizontal: bool, width: f64) -> f64 {
    if lines.is_empty() {
        return 0.0;
    }
    if is_horizontal {
        return lines.len() as f64 * LINE + 6.0;
    }
    let column = (width * MAX_NAMES).max(5.0 * LABEL.size);
    let names = wrapped(out, lines, column);
    out.widest(names.iter().flatten().map(String::as_str), LABEL) + GAP
}

/// Draws the lines and their names; `room` is what [`room`] said, and lies beside or above `plot`. `names` are those of
/// rows, from the top down, which lines pass by.
pub fn draw(
    out: &mut Builder,
    (plot, room): (Rect, f64),
    scale: &Scale,
    lines: &[Line],
    (is_horizontal, names): (bool, &[Rect]),
    theme: &Theme,
) {
    let places: Vec<f64> = lines.iter().map(|line| scale.map(line.value)).collect();
    if is_horizontal {
        above(out, (plot, room), &places, (lines, names), theme);
    } else {
        beside(out, (plot, room), &places, lines, theme);
    }
}

/// A row for each name, centred over its line as far as the width allows.
fn above(
    out: &mut Builder,
    (plot, room): (Rect, f64),
    places: &[f64],
    (lines, names): (&[Line], &[Rect]),
    theme: &Theme,
) {
    for (i, (line, &x)) in lines.iter().zip(places).enumerate() {
        let y = plot.y - room + i as f64 * LINE;
        // Broken where the name of a row stands.
        let mut top = y + LINE;
        for name in names.iter().filter(|name| (name.x..=name.right() + 2.0).contains(&x)) {
            rule(out, point(x, top), point(x, name.y), theme);
            top = name.bottom();
        }
        rule(out, point(x, top), point(x, plot.bottom()), theme);
        let name = out.ellipsis(&line.label, LABEL, plot.width);
        let half = out.width(&name, LABEL) / 2.0;
        let middle = x.min(plot.right() - half).max(plot.x + half);
        let text = run(name, (middle, y), LABEL, Anchor::Middle, Baseline::Top);
        out.text(text, theme.ink_2, Role::Guide);
    }
}

/// Names beside the ends of their lines, moved apart where they are close.
fn beside(out: &mut Builder, (plot, room): (Rect, f64), places: &[f64], lines: &[Line], theme: &Theme) {
    let names = wrapped(out, lines, room - GAP + 0.5);
    let tallest = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * LINE;
    let middles = spread(places, tallest, plot.y - LINE, plot.bottom() + LINE);
    for ((name, &y), middle) in names.iter().zip(places).zip(middles) {
        rule(out, point(plot.x, y), point(plot.right(), y), theme);
        let top = middle - (name.len() as f64 - 1.0) / 2.0 * LINE;
        for (i, part) in name.iter().enumerate() {
            let at = (plot.right() + GAP, top + i as f64 * LINE);
            out.text(
                run(part.as_str(), at, LABEL, Anchor::Start, Baseline::Middle),
                theme.ink_2,
                Role::Guide,
            );
        }
    }
}

fn wrapped(out: &Builder, lines: &[Line], width: f64) -> Vec<Vec<String>> {
    lines.iter().map(|line| out.wrapped(&line.label, LABEL, width, MAX_LINES)).collect()
}

/// A dashed line that can be seen on marks and on the ground alike.
fn rule(out: &mut Builder, from: Point, to: Point, theme: &Theme) {
    let mut line = |color: Color, width: f64, dash: Option<(f64, f64)>| {
        out.line(from, to, Stroke { color, width, dash }, Role::Guide);
    };
    line(theme.ground, 3.0, None);
    line(theme.ink_2, 1.5, Some((5.0, 3.0)));
}
