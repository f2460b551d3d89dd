//! What gives values a meaning: bands, thresholds and events.

use super::values::Axis;
use crate::config::Reference;
use crate::dataset::Band;
use crate::geometry::{Path, Point, Rect, point};
use crate::guide::legend::{Entry, Sign};
use crate::guide::place::Taken;
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::view::Context;
use crate::view::frame::COMPACT;

const LINE: f64 = 15.0;
/// Names of events are wrapped at this width.
const WIDEST: f64 = 170.0;
/// Opacity of a band.
const TINT: u8 = 26;

/// The bands of the indicator, where all lines are of one and stand alone.
fn shown_bands<'a>(cx: &'a Context) -> &'a [Band] {
    let Some(first) = cx.table.rows.first() else { return &[] };
    let is_one = cx.table.rows.iter().all(|row| row.indicator == first.indicator);
    let is_plain = is_one && cx.table.stacked(cx.panel).is_none();
    // Their ends are in the unit published: in another they would lie elsewhere.
    let indicator = &cx.set.indicators[first.indicator];
    let is_published = indicator.unit == cx.table.measure_of(first).unit;
    indicator.details.as_ref().filter(|_| is_plain && is_published).map_or(&[], |details| &details.bands)
}

fn color(cx: &Context, band: &Band) -> Color {
    match band.level.as_str() {
        "good" => cx.theme.categorical[2],
        "warning" => cx.theme.categorical[4],
        "bad" => cx.theme.diverging.0,
        _ => cx.theme.ink_3,
    }
}

/// The part of the plot that a band covers; `None` for nothing.
fn place(cx: &Context, plot: Rect, axis: &Axis, band: &Band) -> Option<Rect> {
    let scaling = cx.table.measure.scaling;
    let (low, high) = super::ends(&axis.ticks);
    let from = band.from.map_or(low, |v| scaling.apply(v)).max(low);
    let to = band.to.map_or(high, |v| scaling.apply(v)).min(high);
    let corners = (point(plot.x, axis.map(from)), point(plot.right(), axis.map(to)));
    (from < to).then(|| Rect::between(corners.0, corners.1))
}

/// Tints the plot by the bands.
pub fn bands(cx: &Context, out: &mut Builder, plot: Rect, axis: &Axis) {
    for band in shown_bands(cx) {
        if let Some(rect) = place(cx, plot, axis, band) {
            let style = Style::fill(color(cx, band).alpha(TINT));
            out.push(Node::new(Shape::Rect(rect), style, Role::Ornament));
        }
    }
}

/// Bands and thresholds by name, for below a plot that is too narrow to write in.
pub fn key(cx: &Context, width: f64) -> Vec<Entry> {
    if width >= COMPACT {
        return Vec::new();
    }
    let band = |band: &Band| {
        let fill = cx.theme.ground.mix(color(cx, band), 0.3);
        Entry::new(Fill::Solid(fill), band.label.clone())
    };
    let line = |(_, words): (f64, String)| Entry {
        sign: Sign::Dashed,
        ..Entry::new(Fill::Solid(cx.theme.ink_2), words)
    };
    let bands = shown_bands(cx).iter().filter(|band| !band.label.is_empty());
    bands.map(band).chain(lines_across(cx).into_iter().map(line)).collect()
}

/// Names the bands where there is room in them.
pub fn band_names(cx: &Context, out: &mut Builder, plot: Rect, axis: &Axis, taken: &mut Taken) {
    for band in shown_bands(cx).iter().filter(|band| !band.label.is_empty()) {
        let Some(rect) = place(cx, plot, axis, band) else { continue };
        let tops = [rect.y + 4.0, rect.bottom() - 4.0 - LABEL.size, rect.center().y - LABEL.size / 2.0];
        let sides = [(plot.right() - 6.0, Anchor::End), (plot.x + 6.0, Anchor::Start)];
        let inner = [0.75, 0.5, 0.25].map(|part| (plot.x + plot.width * part, Anchor::Middle));
        let sides = sides.into_iter().chain(inner);
        let places = sides.flat_map(|(x, anchor)| tops.map(|y| (point(x, y), anchor)));
        certainly(cx, out, &band.label, &places.collect::<Vec<_>>(), (&plot, taken));
    }
}

/// Writes text at the first of several places that is free; where none is, over the lines rather than nowhere, but not
/// over other text.
fn certainly(
    cx: &Context,
    out: &mut Builder,
    content: &str,
    places: &[(Point, Anchor)],
    (bounds, taken): (&Rect, &mut Taken),
) {
    let mut texts = texts_of(out);
    for taken in [taken, &mut texts] {
        for (at, anchor) in places {
            let text = run(content, (at.x, at.y), LABEL, *anchor, Baseline::Top);
            if taken.claim(out.extent(&text), bounds) {
                out.text(Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink_2, Role::Guide);
                return;
            }
        }
    }
}

/// Values with a meaning, by the left axis, each with its name.
fn lines_across(cx: &Context) -> Vec<(f64, String)> {
    if cx.table.stacked(cx.panel).is_some() {
        return Vec::new();
    }
    let measure = cx.table.measures.first().unwrap_or(&cx.table.measure);
    let line = |reference: &Reference| {
        let value = reference.value?;
        let words = format!("{} {}", reference.label, measure.label(value));
        Some((measure.scaling.apply(value), words.trim().to_string()))
    };
    cx.panel.options.references.iter().filter_map(line).collect()
}

/// Values with a meaning as dashed lines across the plot, named above or below where it has room for words.
pub fn thresholds(
    cx: &Context,
    out: &mut Builder,
    plot: Rect,
    (axis, is_named): (&Axis, bool),
    taken: &mut Taken,
) {
    for (value, content) in lines_across(cx) {
        let y = axis.map(value);
        let ends = vec![point(plot.x, y), point(plot.right(), y)];
        let stroke = Stroke { color: cx.theme.ink_2, width: 1.0, dash: Some((4.0, 3.0)) };
        let style = Style { fill: None, stroke: Some(stroke) };
        // Read out among the captions: a threshold has no row of its own.
        let said = format!("参考线：{content}");
        out.push(Node::new(Shape::Path(Path::line(ends)), style, Role::Caption).label(said));
        if !is_named {
            continue;
        }
        let content = out.ellipsis(&content, LABEL, plot.width - 12.0);
        let width = out.width(&content, LABEL);
        let free = (plot.width - 12.0 - width).max(0.0);
        let along = [1.0, 0.0, 0.75, 0.5, 0.25].map(|part| plot.x + 6.0 + free * part);
        let above = along.map(|x| (point(x, y - 4.0 - LABEL.size), Anchor::Start));
        let below = along.map(|x| (point(x, y + 4.0), Anchor::Start));
        let inner = Rect { y: plot.y - 8.0, height: plot.height + 8.0, ..plot };
        certainly(cx, out, &content, &[above, below].concat(), (&inner, taken));
    }
}

/// The places of all text so far.
fn texts_of(out: &Builder) -> Taken {
    let mut taken = Taken::default();
    let everywhere = Rect { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
    for node in &out.nodes {
        if let Shape::Text(text) = &node.shape {
            taken.claim(out.extent(text), &everywhere);
        }
    }
    taken
}

/// Times with a meaning, laid out above the plot.
pub struct Events {
    placed: Vec<Event>,
    /// Room that their names need.
    pub height: f64,
}

struct Event {
    at: f64,
    /// Left end of the name.
    x: f64,
    lines: Vec<String>,
    /// How far above the plot the name ends.
    above: f64,
}

/// Lays the names of the events out from `x.range` to `right`. Each stands to the right of its line, above all names
/// that it would touch: lines run down left of their own name and pass no other.
pub fn events(cx: &Context, out: &Builder, x: &Linear, right: f64) -> Events {
    let references = cx.panel.options.references.iter().filter(|r| !r.label.is_empty());
    let (first, last) = x.domain;
    let inside = |at: f64| (first..=last).contains(&at);
    let mut wanted: Vec<(f64, &str)> = references
        .filter_map(|r| Some((r.period?.position(), r.label.as_str())))
        .filter(|(at, _)| inside(*at))
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut placed: Vec<Event> = Vec::new();
    for (position, label) in wanted {
        let at = x.map(position);
        let lines = out.wrap(label, LABEL, (right - at - 6.0).clamp(WIDEST / 2.0, WIDEST));
        let width = out.widest(lines.iter().map(String::as_str), LABEL);
        let start = (at + 5.0).min(right - width);
        let touched = placed.iter().filter(|other| other.at.min(other.x) < start + width + 8.0);
        let above =
            touched.map(|other| other.above + other.lines.len() as f64 * LINE + 3.0).fold(0.0, f64::max);
        placed.push(Event { at, x: start, lines, above });
    }
    let height =
        placed.iter().map(|event| event.above + event.lines.len() as f64 * LINE + 6.0).fold(0.0, f64::max);
    Events { placed, height }
}

impl Events {
    /// Names from `top` down, with a line each to the lower end of the plot.
    pub fn draw(&self, cx: &Context, out: &mut Builder, plot: Rect, top: f64) {
        let floor = top + self.height - 6.0;
        for event in &self.placed {
            let own = floor - event.above - event.lines.len() as f64 * LINE;
            let stroke = Stroke { color: cx.theme.ink_3, width: 1.0, dash: Some((2.0, 3.0)) };
            out.line(point(event.at, own), point(event.at, plot.bottom()), stroke, Role::Guide);
            for (i, line) in event.lines.iter().enumerate() {
                let at = (event.x, own + i as f64 * LINE + LINE / 2.0);
                let text = run(line.as_str(), at, LABEL, Anchor::Start, Baseline::Middle);
                let text = Text { halo: Some(cx.theme.ground), ..text };
                out.text(text, cx.theme.ink_2, Role::Caption);
            }
        }
    }
}
