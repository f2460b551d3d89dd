//! The value axes of lines: even or logarithmic, upwards or reversed, one or two.

use super::rich::{Lines, interval};
use crate::config::Stack;
use crate::dataset::Nature;
use crate::decimal::Decimal;
use crate::format;
use crate::geometry::{Rect, point};
use crate::scale::{Linear, Log, linear, log, paired};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Role, Stroke};
use crate::theme::LABEL;
use crate::view::Context;

/// A value axis whose ticks are chosen; places follow when the plot is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub ticks: Vec<Decimal>,
    /// Behind every label.
    unit: &'static str,
    is_log: bool,
    is_reversed: bool,
    /// From the lowest to the highest value that it has to hold.
    extent: (f64, f64),
    range: (f64, f64),
}

impl Axis {
    /// The axis of one side, 0 the left and 1 the right; `None` where that side has nothing.
    pub fn of(cx: &Context, lines: &Lines, side: usize) -> Option<Axis> {
        let options = &cx.panel.options;
        let (low, high) = extent(cx, lines, side)?;
        let is_log = cx.table.is_log(cx.panel) && low != 0.0 && high != 0.0 && (low > 0.0) == (high > 0.0);
        let is_rank = is_rank(cx);
        let near_zero = low > 0.0 && low < high * 0.6 && !is_rank;
        let low = if !is_log && near_zero { 0.0 } else { low };
        let high = if !is_log && high < 0.0 && high > low * 0.6 { 0.0 } else { high };
        let ticks = match lines.stack {
            _ if is_log => log::ticks(low, high, 8),
            Some(Stack::Percent) => linear::ticks(0.0, 100.0, 5),
            // There is no place one and a half.
            None if is_rank => linear::ticks(low, high, (high - low).clamp(1.0, 5.0) as usize),
            _ => linear::ticks(low, high, 5),
        };
        let unit = if lines.stack == Some(Stack::Percent) { "%" } else { "" };
        Some(Axis {
            ticks,
            unit,
            is_log,
            is_reversed: options.reverse,
            extent: (low, high),
            range: (0.0, 0.0),
        })
    }

    /// The axis of a plot without a value.
    pub fn of_nothing() -> Axis {
        Axis {
            ticks: linear::ticks(0.0, 1.0, 5),
            unit: "",
            is_log: false,
            is_reversed: false,
            extent: (0.0, 1.0),
            range: (0.0, 0.0),
        }
    }

    /// Gives two axes of one plot as many ticks each, so that the grid serves both.
    pub fn pair(&mut self, other: &mut Axis) {
        if self.is_log || other.is_log {
            return;
        }
        if let Some((own, others)) = paired::ticks(self.extent, other.extent) {
            (self.ticks, other.ticks) = (own, others);
        }
    }

    /// The same axis along the height of a plot.
    pub fn along(self, plot: Rect) -> Axis {
        let range = if self.is_reversed { (plot.y, plot.bottom()) } else { (plot.bottom(), plot.y) };
        Axis { range, ..self }
    }

    /// Where a value lies.
    pub fn map(&self, value: f64) -> f64 {
        let domain = super::ends(&self.ticks);
        let even = Linear { domain, range: self.range };
        match Log::new(domain, self.range).filter(|_| self.is_log) {
            Some(log) => log.map(value),
            None => even.map(value),
        }
    }

    /// Where areas start: at zero, or at the edge next to it.
    pub fn base(&self) -> f64 {
        let (low, high) = super::ends(&self.ticks);
        let nearest = if low > 0.0 { low } else { high.min(0.0) };
        self.map(nearest)
    }

    /// Room for its labels.
    pub fn gutter(&self, out: &Builder) -> f64 {
        self.ticks.iter().map(|tick| out.width(&self.label(*tick), LABEL)).fold(0.0, f64::max) + 10.0
    }

    fn label(&self, tick: Decimal) -> String {
        format::number(tick) + self.unit
    }

    /// Grid lines and the labels left of the plot.
    pub fn draw_left(&self, cx: &Context, out: &mut Builder, plot: Rect) {
        for tick in &self.ticks {
            let y = self.map(tick.to_f64());
            let color = if tick.mantissa == 0 { cx.theme.ink_3 } else { cx.theme.rule };
            out.line(point(plot.x, y), point(plot.right(), y), Stroke::solid(color, 1.0), Role::Guide);
            let at = (plot.x - 8.0, y);
            let label = run(self.label(*tick), at, LABEL, Anchor::End, Baseline::Middle);
            out.text(label, cx.theme.ink_3, Role::Guide);
        }
    }

    /// Short strokes and the labels right of the plot: the grid belongs to the left axis.
    pub fn draw_right(&self, cx: &Context, out: &mut Builder, plot: Rect) {
        for tick in &self.ticks {
            let y = self.map(tick.to_f64());
            let stroke = Stroke::solid(cx.theme.ink_3, 1.0);
            out.line(point(plot.right(), y), point(plot.right() + 4.0, y), stroke, Role::Guide);
            let at = (plot.right() + 8.0, y);
            let label = run(self.label(*tick), at, LABEL, Anchor::Start, Baseline::Middle);
            out.text(label, cx.theme.ink_3, Role::Guide);
        }
    }
}

/// Whether the values are places in an order.
fn is_rank(cx: &Context) -> bool {
    let Some(row) = cx.table.rows.first() else { return false };
    let indicator = &cx.set.indicators[row.indicator];
    indicator.nature == Nature::Rank || indicator.unit == "位"
}

/// From the lowest to the highest of what is drawn against an axis: values, intervals, piles and thresholds.
fn extent(cx: &Context, lines: &Lines, side: usize) -> Option<(f64, f64)> {
    let (mut low, mut high) = cx.domain.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
    let mut take = |value: f64| (low, high) = (low.min(value), high.max(value));
    for row in cx.table.rows.iter().filter(|row| row.column == side) {
        cx.table.scaled(row).into_iter().for_each(&mut take);
        let (from, to) = interval(cx, row);
        from.into_iter().chain(to).for_each(&mut take);
    }
    for (_, above) in lines.layers.iter().flatten() {
        take(*above);
    }
    let is_filled = cx.panel.options.area && !cx.table.is_log(cx.panel);
    if is_filled || lines.stack.is_some() {
        take(0.0);
    }
    let measure = cx.table.measures.get(side).unwrap_or(&cx.table.measure);
    for reference in cx.panel.options.references.iter().filter(|_| side == 0 && lines.stack.is_none()) {
        reference.value.map(|value| measure.scaling.apply(value)).into_iter().for_each(&mut take);
    }
    (low <= high).then_some((low, high))
}
