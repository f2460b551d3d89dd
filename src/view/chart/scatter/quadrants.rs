//! A scatter plot in four quarters, divided at given values or at the medians.

use super::{Spot, measure, median};
use crate::decimal::Decimal;
use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Stroke, Text};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::chart::dots::Labels;
use crate::view::chart::plane::Plane;

/// Where a plane is divided, and what is written there.
pub struct Line {
    at: f64,
    label: String,
}

/// The upright line and the level one, where there are any: the first two references, otherwise the medians.
pub fn division(cx: &Context, spots: &[Spot]) -> [Option<Line>; 2] {
    let mut given = cx.panel.options.references.iter().filter(|reference| reference.value.is_some());
    [0, 1].map(|column| {
        let measure = measure(cx, column)?;
        let reference = given.next().and_then(|reference| Some((reference.value?, &reference.label)));
        if let Some((value, label)) = reference {
            let figure = measure.label(value);
            let label = if label.is_empty() { figure } else { format!("{label} {figure}") };
            return Some(Line { at: measure.scaling.apply(value), label });
        }
        if !cx.panel.options.quadrants || spots.is_empty() {
            return None;
        }
        let at = median(spots, &|spot| if column == 0 { spot.x } else { spot.y });
        let rounded = Decimal::round(at, measure.decimals + 1)?;
        let figure = crate::format::number(trimmed(rounded));
        Some(Line { at, label: format!("中位数 {figure}") })
    })
}

/// Without zeros at the end: a median lies between published figures and has no digits of its own.
fn trimmed(value: Decimal) -> Decimal {
    let mut value = value;
    while value.scale > 0 && value.mantissa % 10 == 0 {
        value = Decimal { mantissa: value.mantissa / 10, scale: value.scale - 1 };
    }
    value
}

/// Both lines, dashed, with their labels at their ends.
pub fn lines(cx: &Context, out: &mut Builder, plane: &Plane, labels: &mut Labels, lines: &[Option<Line>; 2]) {
    let plot = plane.plot;
    let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::solid(cx.theme.ink_3, 1.0) };
    let [upright, level] = lines;
    let inside = |at: f64, low: f64, high: f64| (low..=high).contains(&at);
    if let Some(line) = upright {
        let x = plane.x.map(line.at);
        if inside(x, plot.x, plot.right()) {
            out.line(point(x, plot.y), point(x, plot.bottom()), stroke, Role::Guide);
            let half = plot.center().x;
            let (x, anchor) = if x < half { (x + 5.0, Anchor::Start) } else { (x - 5.0, Anchor::End) };
            let at = (x, plot.bottom() - 5.0);
            note(cx, out, labels, run(line.label.as_str(), at, LABEL, anchor, Baseline::Bottom));
        }
    }
    if let Some(line) = level {
        let y = plane.y.map(line.at);
        if inside(y, plot.y, plot.bottom()) {
            out.line(point(plot.x, y), point(plot.right(), y), stroke, Role::Guide);
            let at = (plot.right() - 2.0, y - 5.0);
            note(cx, out, labels, run(line.label.as_str(), at, LABEL, Anchor::End, Baseline::Bottom));
        }
    }
}

fn note(cx: &Context, out: &mut Builder, labels: &mut Labels, text: Text) {
    let text = Text { halo: Some(cx.theme.ground), ..text };
    if labels.claim(out.extent(&text)) {
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
}

/// The names of the quarters in the corners of the plot, where nothing else stands.
pub fn names(cx: &Context, out: &mut Builder, plane: &Plane, labels: &mut Labels, lines: &[Option<Line>; 2]) {
    if lines.iter().any(Option::is_none) {
        return;
    }
    let Rect { x, y, .. } = plane.plot.grown(-6.0);
    let (right, bottom) = (plane.plot.right() - 6.0, plane.plot.bottom() - 6.0);
    let corners = [
        (right, y, Anchor::End, Baseline::Top),
        (x, y, Anchor::Start, Baseline::Top),
        (x, bottom, Anchor::Start, Baseline::Bottom),
        (right, bottom, Anchor::End, Baseline::Bottom),
    ];
    for (name, (x, y, anchor, baseline)) in cx.panel.options.quadrant_names.iter().zip(corners) {
        note(cx, out, labels, run(name.as_str(), (x, y), LABEL, anchor, baseline));
    }
}
