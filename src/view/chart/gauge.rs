//! Gauges: a value on a half circle with the bands of its indicator.

use super::dials::{self, Dials};
use crate::dataset::Indicator;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Path, Point, Rect, point};
use crate::guide::place::Taken;
use crate::mark::sector::{on_circle, sector};
use crate::query::Row;
use crate::query::full::{self, Full};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Node, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, Theme};
use crate::view::{Context, Recipe};

pub const RECIPE: Recipe = Recipe { height, draw, legend: false };

const NARROWEST: f64 = 200.0;
const WIDEST: f64 = 320.0;
const LARGEST: f64 = 110.0;
/// Beside and above the half circle, for the numbers at the ends of bands.
const MARGIN: (f64, f64) = (30.0, 18.0);
/// Under the middle, for the numbers at both ends.
const FOOT: f64 = 18.0;
const TRACK: f64 = 16.0;
const BAND: f64 = 6.0;

fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let dials = Dials::new(cx, width, (NARROWEST, WIDEST));
    dials.height(cx, out, dial(&dials), &|row| below(cx, row))
}

fn radius(dials: &Dials) -> f64 {
    (dials.cell / 2.0 - MARGIN.0).min(LARGEST)
}

fn dial(dials: &Dials) -> f64 {
    MARGIN.1 + radius(dials) + FOOT
}

fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let dials = Dials::new(cx, rect.width, (NARROWEST, WIDEST));
    let outer = radius(&dials);
    let room = inner(outer) * 1.5;
    let number = (dials::size(cx, out, room), room);
    dials.each(cx, out, rect, dial(&dials), &|row| below(cx, row), &mut |out, i, row, corner| {
        let center = point(corner.x + dials.cell / 2.0, corner.y + MARGIN.1 + outer);
        let indicator = &cx.set.indicators[row.indicator];
        if let Some(full) = full::of(indicator, cx.panel.options.target, true) {
            let cell = Rect { x: corner.x, y: corner.y, width: dials.cell, height: dial(&dials) };
            one(cx, out, (i, row), &Half { center, outer, full, cell, number });
        }
    });
    rect
}

/// Where one gauge lies and what its scale is.
struct Half {
    center: Point,
    outer: f64,
    full: Full,
    cell: Rect,
    /// Size of the number in the middle, and its room.
    number: (f64, f64),
}

/// The inner radius of the track.
fn inner(outer: f64) -> f64 {
    outer - BAND - 2.0 - TRACK
}

impl Half {
    /// The direction of a value: from the left over the top to the right.
    fn turn(&self, value: f64) -> f64 {
        -0.25 + 0.5 * self.full.share(value).clamp(0.0, 1.0)
    }

    fn part(&self, values: (f64, f64), radii: (f64, f64)) -> Path {
        sector(self.center, radii, (self.turn(values.0), self.turn(values.1)))
    }
}

fn one(cx: &Context, out: &mut Builder, (i, row): (usize, &Row), half: &Half) {
    let inner = inner(half.outer);
    let whole = (half.full.low, half.full.high);
    let disc = half.part(whole, (0.0, half.outer));
    let target = Node::new(Shape::Path(disc), Style::default(), Role::Mark);
    out.push(target.datum(cx.key(i)).label(cx.label(row)));
    let indicator = &cx.set.indicators[row.indicator];
    for band in indicator.bands() {
        let end = |end: Option<Decimal>, open: f64| end.map_or(open, |end| end.to_f64());
        let values = (end(band.from, whole.0), end(band.to, whole.1));
        let style = Style {
            fill: Some(crate::scene::Fill::Solid(tone(&band.level, cx.theme))),
            stroke: Some(Stroke::solid(cx.theme.ground, 1.5)),
        };
        let path = half.part(values, (half.outer - BAND, half.outer));
        out.push(Node::new(Shape::Path(path), style, Role::MarkLabel).datum(cx.key(i)));
    }
    let radii = (inner, inner + TRACK);
    let known = row.value.known().map(|value| value.to_f64());
    let track = if known.is_some() {
        Style::fill(cx.theme.rule)
    } else {
        Style { fill: Some(cx.theme.missing), stroke: None }
    };
    out.push(Node::new(Shape::Path(half.part(whole, radii)), track, Role::MarkLabel).datum(cx.key(i)));
    if let Some(value) = known {
        let path = half.part((whole.0.max(0.0), value), radii);
        out.push(Node::new(Shape::Path(path), Style::fill(cx.theme.brand), Role::MarkLabel).datum(cx.key(i)));
        let turn = half.turn(value);
        let (from, to) =
            (on_circle(half.center, inner - 3.0, turn), on_circle(half.center, half.outer, turn));
        out.line(from, to, Stroke::solid(cx.theme.ink, 2.0), Role::Ornament);
    }
    numbers(cx, out, indicator, half);
    dials::value(cx, out, (i, row), (half.center.x, half.center.y - inner * 0.28), half.number);
}

/// The numbers at the ends of the scale and between bands, as many as stand apart.
fn numbers(cx: &Context, out: &mut Builder, indicator: &Indicator, half: &Half) {
    let mut taken = Taken::default();
    let ends = [half.full.low, half.full.high].map(|end| Decimal::round(end, 2).map(Decimal::trimmed));
    let between = indicator.bands().iter().flat_map(|band| [band.from, band.to]).flatten();
    for value in ends.into_iter().flatten().chain(between) {
        let share = half.full.share(value.to_f64());
        if !(0.0..=1.0).contains(&share) {
            continue;
        }
        let is_end = share == 0.0 || share == 1.0;
        let turn = half.turn(value.to_f64());
        let at = match is_end {
            true => {
                let middle = on_circle(half.center, half.outer - (BAND + TRACK) / 2.0, turn);
                point(middle.x, middle.y + FOOT / 2.0 + 1.0)
            }
            false => on_circle(half.center, half.outer + 5.0, turn),
        };
        let anchor = match share {
            _ if is_end => Anchor::Middle,
            share if share < 0.42 => Anchor::End,
            share if share > 0.58 => Anchor::Start,
            _ => Anchor::Middle,
        };
        let baseline = if is_end || anchor != Anchor::Middle { Baseline::Middle } else { Baseline::Bottom };
        let text = run(format::number(value), (at.x, at.y), LABEL, anchor, baseline);
        if taken.claim(out.extent(&text).grown(1.0), &half.cell.grown(2.0)) {
            out.text(text, cx.theme.ink_3, Role::Guide);
        }
    }
}

/// The colour of a band.
fn tone(level: &str, theme: &Theme) -> Color {
    match level {
        "good" => theme.categorical[2],
        "warning" => theme.categorical[4],
        "bad" => theme.categorical[5],
        _ => theme.ink_3,
    }
}

/// In which band the value lies, in words; the period where they differ; the target.
fn below(cx: &Context, row: &Row) -> Vec<String> {
    let indicator = &cx.set.indicators[row.indicator];
    let mut lines: Vec<String> = dials::period(cx, row).into_iter().collect();
    let found = row.value.known().and_then(|value| full::band(indicator, value.to_f64()));
    if let Some(band) = found.map(|band| &indicator.bands()[band]) {
        let word = match band.level.as_str() {
            "good" => "良好",
            "warning" => "预警",
            "bad" => "不良",
            _ => "",
        };
        let text = match (band.label.as_str(), word) {
            ("", word) => word.into(),
            (label, "") => label.into(),
            (label, word) => format!("{label}（{word}）"),
        };
        lines.extend((!text.is_empty()).then_some(text));
    }
    let value = row.value.known().map(|value| value.to_f64());
    let full = full::of(indicator, cx.panel.options.target, true);
    let beyond = full.zip(value).is_some_and(|(full, value)| !(full.low..=full.high).contains(&value));
    if beyond {
        lines.push("超出刻度".into());
    }
    if let Some(target) = indicator.target() {
        lines.push(format!("目标 {}", format::quantity(target, &indicator.unit)));
    }
    lines
}
