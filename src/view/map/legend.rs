//! The legend of classes as a histogram: a dot for each value over the classes on the axis of values, and under it what
//! each colour stands for.

use super::Context;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::guide::legend::{self, Entry};
use crate::scale::Linear;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::classes::Classes;

const LINE: f64 = 18.0;
const WIDEST: f64 = 460.0;
const RADIUS: f64 = 3.5;
/// Room that a dot takes, to the side and upwards.
const DOT: f64 = 8.0;
/// Higher piles of dots, or more of them, are bars.
const MOST_LEVELS: usize = 6;
const MOST_DOTS: usize = 60;
const BARS: f64 = 40.0;
const BAND: f64 = 10.0;
const LABELS: f64 = 18.0;
/// Room between the labels of an axis.
const APART: f64 = 8.0;
/// So many slices make a scale without classes look as if it were one.
const SLICES: usize = 64;

/// A legend before it is drawn.
pub struct Legend<'c> {
    classes: &'c Classes,
    /// What each colour stands for.
    entries: Vec<Entry>,
}

impl<'c> Legend<'c> {
    /// The legend of some classes; `names_areas` where a row is an area, and `others` for what has no class.
    pub fn new(cx: &Context, classes: &'c Classes, names_areas: bool, others: Vec<Entry>) -> Legend<'c> {
        let mut entries = classes.entries(cx, names_areas);
        entries.extend(others);
        Legend { classes, entries }
    }

    /// What each colour stands for.
    #[cfg(test)]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The height that it takes at a width.
    pub fn height(&self, out: &Builder, width: f64) -> f64 {
        let head = out.wrap(&self.classes.headline(), LABEL, width).len() as f64 * LINE + 2.0;
        head + self.histogram_height(width) + legend::height(out, &self.entries, width)
    }

    /// Draws it from the upper left corner of a rectangle.
    pub fn draw(&self, cx: &Context, out: &mut Builder, rect: Rect) {
        let mut y = rect.y;
        for line in out.wrap(&self.classes.headline(), LABEL, rect.width) {
            let at = (rect.x, y + LINE / 2.0);
            out.text(run(line, at, LABEL, Anchor::Start, Baseline::Middle), cx.theme.ink_2, Role::Guide);
            y += LINE;
        }
        y += 2.0;
        let height = self.histogram_height(rect.width);
        if height > 0.0 {
            self.histogram(cx, out, Rect { y, height, ..rect });
        }
        legend::draw(out, Rect { y: y + height, ..rect }, &self.entries, cx.theme);
    }

    /// The axis of values along a strip; `None` where all values are the same, or are no places on an axis.
    fn axis(&self, x: f64, width: f64) -> Option<Linear> {
        let values = || self.classes.all.iter().map(|(value, _)| value.to_f64());
        let domain = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let range = (x + DOT / 2.0, x + width.min(WIDEST) - DOT / 2.0);
        (domain.0 < domain.1 && self.classes.has_axis()).then_some(Linear { domain, range })
    }

    fn histogram_height(&self, width: f64) -> f64 {
        let Some(axis) = self.axis(0.0, width) else { return 0.0 };
        // As high at every period as all of them would be together, so that nothing below moves.
        let marks = match self.levels(&axis) {
            Some(_) => pile(&axis, &self.classes.all).min(MOST_LEVELS) as f64 * DOT,
            None => BARS,
        };
        marks + 2.0 + BAND + LABELS + 4.0
    }

    /// How high the dot of each value lies: on those that it would touch. `None` where they are better counted.
    fn levels(&self, axis: &Linear) -> Option<Vec<usize>> {
        let values = &self.classes.values;
        if values.len() > MOST_DOTS {
            return None;
        }
        let places: Vec<f64> = values.iter().map(|(value, _)| axis.map(value.to_f64())).collect();
        let mut ends: Vec<f64> = Vec::new();
        let mut levels = vec![0; places.len()];
        for i in crate::order::of(&places) {
            let free = ends.iter().position(|end| *end <= places[i]).unwrap_or(ends.len());
            if free == ends.len() {
                ends.push(0.0);
            }
            ends[free] = places[i] + DOT;
            levels[i] = free;
        }
        (ends.len() <= MOST_LEVELS).then_some(levels)
    }

    fn histogram(&self, cx: &Context, out: &mut Builder, rect: Rect) {
        let Some(axis) = self.axis(rect.x, rect.width) else { return };
        let foot = rect.bottom() - 4.0 - LABELS;
        let band = Rect { x: axis.range.0, y: foot - BAND, width: axis.range.1 - axis.range.0, height: BAND };
        self.band(cx, out, &axis, band);
        match self.levels(&axis) {
            Some(levels) => self.dots(cx, out, &axis, band.y - 2.0, &levels),
            None => self.bars(cx, out, &axis, band.y - 2.0),
        }
        self.labels(cx, out, &axis, foot + 3.0 + LABEL.size / 2.0);
    }

    /// The classes as stretches of the axis.
    fn band(&self, cx: &Context, out: &mut Builder, axis: &Linear, band: Rect) {
        let mut piece = |from: f64, to: f64, color: Color| {
            let rect = Rect { x: from, width: to - from, ..band };
            out.push(Node::new(Shape::Rect(rect), Style::fill(color), Role::Guide));
        };
        if self.classes.is_ramp() {
            let step = band.width / SLICES as f64;
            for i in 0..SLICES {
                let from = band.x + i as f64 * step;
                // Up to the end, under those that follow: between two slices side by side the ground would shine through.
                let value = Decimal::round(axis.invert(from + step / 2.0), 6);
                piece(from, band.right(), self.classes.color_of(cx, value.unwrap_or_default()));
            }
        } else {
            let within = |x: f64| x.max(band.x).min(band.right());
            let breaks = self.classes.threshold.breaks.iter().map(|own| within(axis.map(own.to_f64())));
            let mut from = band.x;
            for (class, to) in breaks.chain([band.right()]).enumerate() {
                piece(from, to, self.classes.color(cx, class));
                from = to;
            }
        }
        let style = Style::stroke(cx.theme.ink_3, 1.0);
        out.push(Node::new(Shape::Rect(band), style, Role::Guide));
    }

    /// One dot a value: as the mark of its row it answers to the pointer like that.
    fn dots(&self, cx: &Context, out: &mut Builder, axis: &Linear, foot: f64, levels: &[usize]) {
        for ((value, row), level) in self.classes.values.iter().zip(levels) {
            let center = point(axis.map(value.to_f64()), foot - (*level as f64 + 0.5) * DOT);
            let fill = Some(Fill::Solid(self.classes.color_of(cx, *value)));
            let style = Style { fill, stroke: Some(Stroke::solid(cx.theme.ink_3, 1.0)) };
            out.push(
                Node::new(Shape::Circle { center, radius: RADIUS }, style, Role::Mark).datum(cx.key(*row)),
            );
        }
    }

    /// How many values there are in each stretch of the axis, each part in the colour of its class.
    fn bars(&self, cx: &Context, out: &mut Builder, axis: &Linear, foot: f64) {
        let bins = ((axis.range.1 - axis.range.0) / DOT).max(1.0) as usize;
        let width = (axis.range.1 - axis.range.0) / bins as f64;
        let classes = self.classes.threshold.classes();
        let mut counts = vec![0usize; bins * classes];
        for (value, _) in &self.classes.values {
            let at = (axis.map(value.to_f64()) - axis.range.0) / width;
            counts[(at as usize).min(bins - 1) * classes + self.classes.threshold.class(*value)] += 1;
        }
        let highest = counts.chunks(classes).map(|bin| bin.iter().sum::<usize>()).max().unwrap_or(1).max(1);
        for (bin, own) in counts.chunks(classes).enumerate() {
            let x = axis.range.0 + bin as f64 * width;
            let mut y = foot;
            for (class, count) in own.iter().enumerate().filter(|(_, count)| **count > 0) {
                let height = *count as f64 / highest as f64 * BARS;
                y -= height;
                let color = match self.classes.is_ramp() {
                    true => cx.theme.ink_3,
                    false => self.classes.color(cx, class),
                };
                let style = Style {
                    fill: Some(Fill::Solid(color)),
                    stroke: Some(Stroke::solid(cx.theme.ink_3, 1.0)),
                };
                out.push(Node::new(Shape::Rect(Rect { x, y, width, height }), style, Role::Guide));
            }
        }
    }

    /// The ends of the axis, the middle, and as many breaks between them as have room.
    fn labels(&self, cx: &Context, out: &mut Builder, axis: &Linear, y: f64) {
        let classes = self.classes;
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut write = |out: &mut Builder, text: String, x: f64, anchor: Anchor| {
            let text = run(text, (x, y), LABEL, anchor, Baseline::Middle);
            let extent = out.extent(&text);
            let is_free = |own: &(f64, f64)| extent.right() + APART <= own.0 || own.1 + APART <= extent.x;
            if taken.iter().all(is_free) {
                taken.push((extent.x, extent.right()));
                out.text(text, cx.theme.ink_2, Role::Guide);
            }
        };
        let row = |end: f64| classes.all.iter().find(|(value, _)| value.to_f64() == end).map(|(_, row)| *row);
        let ends = [
            (axis.domain.0, axis.range.0 - DOT / 2.0, Anchor::Start),
            (axis.domain.1, axis.range.1 + DOT / 2.0, Anchor::End),
        ];
        for (end, x, anchor) in ends {
            let text = row(end).and_then(|row| cx.all().rows.get(row)).map(|row| classes.text(cx, row));
            write(out, text.unwrap_or_default(), x, anchor);
        }
        for own in classes.middle.iter().chain(&classes.threshold.breaks) {
            let value = own.to_f64();
            if value > axis.domain.0 && value < axis.domain.1 {
                write(out, format::number(*own), axis.map(value), Anchor::Middle);
            }
        }
    }
}

/// How many dots lie on one another at most; no more than matter.
fn pile(axis: &Linear, values: &[(Decimal, usize)]) -> usize {
    let places: Vec<f64> = values.iter().map(|(value, _)| axis.map(value.to_f64())).collect();
    let sorted: Vec<f64> = crate::order::of(&places).into_iter().map(|i| places[i]).collect();
    let piled = |(i, x): (usize, &f64)| {
        let before = sorted[..=i].iter().rev().take(MOST_LEVELS);
        before.take_while(|own| **own + DOT > *x).count()
    };
    sorted.iter().enumerate().map(piled).max().unwrap_or(0)
}
