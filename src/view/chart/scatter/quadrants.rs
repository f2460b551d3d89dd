//! A scatter plot in four quarters, divided at given values or at the medians.

use super::{Spot, measure, median};
use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Stroke, Text};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::chart::dots::{Labels, computed};
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
        Some(Line { at, label: format!("中位数 {}", computed(measure, at)) })
    })
}

/// Both lines, dashed.
pub fn lines(cx: &Context, out: &mut Builder, plane: &Plane, lines: &[Option<Line>; 2]) {
    let plot = plane.plot;
    let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::solid(cx.theme.ink_3, 1.0) };
    if let Some((x, _)) = upright(plane, lines) {
        out.line(point(x, plot.y), point(x, plot.bottom()), stroke, Role::Guide);
    }
    if let Some((y, _)) = level(plane, lines) {
        out.line(point(plot.x, y), point(plot.right(), y), stroke, Role::Guide);
    }
}

fn upright<'a>(plane: &Plane, lines: &'a [Option<Line>; 2]) -> Option<(f64, &'a str)> {
    let line = lines[0].as_ref()?;
    let x = plane.x.map(line.at);
    (plane.plot.x..=plane.plot.right()).contains(&x).then_some((x, line.label.as_str()))
}

fn level<'a>(plane: &Plane, lines: &'a [Option<Line>; 2]) -> Option<(f64, &'a str)> {
    let line = lines[1].as_ref()?;
    let y = plane.y.map(line.at);
    (plane.plot.y..=plane.plot.bottom()).contains(&y).then_some((y, line.label.as_str()))
}

/// What the lines stand for, at the first of their ends that has room.
fn notes(cx: &Context, out: &mut Builder, plane: &Plane, labels: &mut Labels, lines: &[Option<Line>; 2]) {
    let plot = plane.plot;
    if let Some((x, label)) = upright(plane, lines) {
        let ends = [(plot.bottom() - 4.0, Baseline::Bottom), (plot.y + 4.0, Baseline::Top)];
        let _ = ends.into_iter().any(|(y, baseline)| {
            let sides = [(x + 5.0, Anchor::Start), (x - 5.0, Anchor::End)];
            sides
                .into_iter()
                .any(|(x, anchor)| note(cx, out, labels, run(label, (x, y), LABEL, anchor, baseline)))
        });
    }
    if let Some((y, label)) = level(plane, lines) {
        let ends = [(plot.right() - 2.0, Anchor::End), (plot.x + 2.0, Anchor::Start)];
        let _ = ends.into_iter().any(|(x, anchor)| {
            let sides = [(y - 5.0, Baseline::Bottom), (y + 5.0, Baseline::Top)];
            sides
                .into_iter()
                .any(|(y, baseline)| note(cx, out, labels, run(label, (x, y), LABEL, anchor, baseline)))
        });
    }
}

/// Writes a text if it has room; says whether it had.
fn note(cx: &Context, out: &mut Builder, labels: &mut Labels, text: Text) -> bool {
    let text = Text { halo: Some(cx.theme.ground), ..text };
    let free = labels.claim(out.extent(&text).grown(2.0));
    if free {
        out.text(text, cx.theme.ink_3, Role::Guide);
    }
    free
}

/// The names of the quarters in the corners of the plot, and what divides them, where nothing else stands.
pub fn names(cx: &Context, out: &mut Builder, plane: &Plane, labels: &mut Labels, lines: &[Option<Line>; 2]) {
    notes(cx, out, plane, labels, lines);
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
