//! Lines: values over time, one line a series, named where it ends.

#[cfg(feature = "charts")]
mod ends;
#[cfg(feature = "charts")]
mod notes;
#[cfg(feature = "charts")]
mod paint;
#[cfg(not(feature = "charts"))]
mod plain;
#[cfg(feature = "charts")]
mod rich;
#[cfg(feature = "charts")]
mod stack;
#[cfg(feature = "charts")]
mod values;

#[cfg(feature = "charts")]
pub use paint::{COLORED, grey_note, stroke};
#[cfg(not(feature = "charts"))]
pub use plain::{draw, height};
#[cfg(feature = "charts")]
pub use rich::{draw, height, said};

use super::Context;
use crate::decimal::Decimal;
use crate::geometry::{Point, Rect, point};
use crate::guide::axis;
use crate::scale::Linear;
use crate::scene::{Builder, Color, Role, Stroke};
use crate::theme::LABEL;

const PLOT: f64 = 280.0;
const NAME_LINE: f64 = 15.0;
/// Between the plot and the right edge, beside the names.
const NAME_GAP: f64 = 14.0;
/// Where two fifths of the width are less, names may still take this much: eight characters and a number.
const MIN_NAMES: f64 = 124.0;
/// Names leave the lines at least this much.
const MIN_PLOT: f64 = 40.0;

/// First and last tick.
fn ends(ticks: &[Decimal]) -> (f64, f64) {
    match (ticks.first(), ticks.last()) {
        (Some(first), Some(last)) => (first.to_f64(), last.to_f64()),
        _ => (0.0, 1.0),
    }
}

/// Where each period of the table lies in time: not always in the order of the table, which goes by their ends.
fn positions(cx: &Context) -> Vec<f64> {
    cx.table.periods.iter().map(|p| p.position()).collect()
}

/// The time axis from the first to the last position; a single period stands in the middle.
fn time_scale(cx: &Context, plot: Rect, time: &[usize]) -> Linear {
    let at = |i: Option<&usize>| i.map_or(0.0, |i| cx.table.periods[*i].position());
    let inset = 10.0;
    Linear { domain: (at(time.first()), at(time.last())), range: (plot.x + inset, plot.right() - inset) }
}

/// Whole labels where all stand side by side, short ones where not: those without days unless two would read the same.
fn period_labels(cx: &Context, out: &mut Builder, plot: Rect, x: &Linear, time: &[usize]) {
    let periods = &cx.table.periods;
    // Those of one month are neighbours in the table.
    let days = periods.windows(2).any(|pair| pair[0].short(false) == pair[1].short(false));
    let widest = periods.iter().map(|p| out.width(&p.label(), LABEL)).fold(0.0, f64::max);
    let whole = widest + 10.0 <= plot.width / periods.len().max(1) as f64;
    let label = |i: &usize| {
        let period = periods[*i];
        (if whole { period.label() } else { period.short(days) }, x.map(period.position()))
    };
    let places: Vec<(String, f64)> = time.iter().map(label).collect();
    axis::labels(out, plot, &places, cx.theme);
}

/// A name and its value in at most `width`. What must be cut is the name, never the value: without room for that there
/// is no label.
fn fitted(out: &Builder, name: &str, value: String, width: f64) -> String {
    let room = width - out.width(&value, LABEL);
    let name_room = room - out.width(" ", LABEL);
    if !name.is_empty() && name_room >= out.width(name, LABEL).min(2.0 * LABEL.size) {
        return format!("{} {value}", out.ellipsis(name, LABEL, name_room));
    }
    if room < 0.0 { String::new() } else { value }
}

/// A hair in the colour of the line from its end to its label: it tells which is whose.
fn leader(out: &mut Builder, end: Point, label: Point, color: Color) {
    out.line(point(end.x + 5.0, end.y), label, Stroke::solid(color, 1.0), Role::Guide);
}
