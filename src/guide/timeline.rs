//! The time axis of spans: ticks at the turn of months, quarters, halves or years.

use super::axis;
use crate::geometry::{Rect, point};
use crate::scale::Linear;
use crate::scene::{Builder, Role, Stroke};
use crate::theme::{LABEL, Theme};

/// Room that the labels take.
pub const HEIGHT: f64 = 26.0;
/// Months from tick to tick that may be.
const STEPS: [i32; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
/// The least width of a label with its distance, in CSS pixels.
const ROOM: f64 = 52.0;

/// Ticks in months since year 0 and the domain in years that they bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Months, ascending.
    pub months: Vec<i32>,
    /// Lowest and highest year with its fraction.
    pub domain: (f64, f64),
}

/// Round ticks around a span of years: as many as have room in `width`.
pub fn ticks((low, high): (f64, f64), width: f64) -> Ticks {
    // A period that ends with a month ends a hair before the next one begins.
    let (first, last) = ((low * 12.0 + 1e-6).floor(), (high * 12.0 - 1e-6).ceil());
    let last = last.max(first + 1.0);
    let most = (width / ROOM).max(2.0);
    let fits = |step: &&i32| (last - first) / **step as f64 <= most;
    let step = *STEPS.iter().find(fits).unwrap_or(&STEPS[STEPS.len() - 1]);
    let (first, last) = (first as i32, last as i32);
    let start = if step > 12 { first } else { first.div_euclid(step) * step };
    let end = if step > 12 { last } else { -(-last).div_euclid(step) * step };
    let mut months = Vec::new();
    let mut month = -(-start).div_euclid(step) * step;
    while month <= end {
        months.push(month);
        month += step;
    }
    Ticks { months, domain: (start as f64 / 12.0, end as f64 / 12.0) }
}

/// What a tick says: the year at its turn and first of all, else the month.
fn label(ticks: &Ticks, position: usize, is_of_one_year: bool) -> String {
    let month = ticks.months[position];
    let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    match of_year {
        _ if is_of_one_year => format!("{of_year}月"),
        1 => format!("{year}年"),
        _ if position == 0 => format!("{year}年{of_year}月"),
        _ => format!("{of_year}月"),
    }
}

/// How wide the label of the first tick is, with its year.
pub fn first_width(out: &Builder, ticks: &Ticks) -> f64 {
    if ticks.months.is_empty() { 0.0 } else { out.width(&label(ticks, 0, false), LABEL) }
}

/// Draws grid lines down `plot` and their labels above it; with `is_of_one_year` the year goes without saying.
pub fn draw(
    out: &mut Builder,
    plot: Rect,
    scale: &Linear,
    ticks: &Ticks,
    is_of_one_year: bool,
    theme: &Theme,
) {
    let mut places = Vec::new();
    for (i, month) in ticks.months.iter().enumerate() {
        let x = scale.map(*month as f64 / 12.0);
        out.line(point(x, plot.y), point(x, plot.bottom()), Stroke::solid(theme.rule, 1.0), Role::Guide);
        // The end of any year is the January of none.
        if !is_of_one_year || i + 1 < ticks.months.len() {
            places.push((label(ticks, i, is_of_one_year), x));
        }
    }
    let above = Rect { y: plot.y - HEIGHT, height: 0.0, ..plot };
    axis::labels(out, above, &places, theme);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose_the_span() {
        let year = ticks((2020.0 + 2.0 / 12.0, 2020.0 + 11.5 / 12.0), 400.0);
        assert_eq!(year.domain, (2020.0 + 2.0 / 12.0, 2021.0));
        assert_eq!(year.months.len(), 6);
        for (low, high) in [(2020.0, 2020.0), (2018.3, 2035.9), (1990.0, 2020.1), (2020.99, 2021.01)] {
            for width in [120.0, 300.0, 900.0] {
                let ticks = ticks((low, high), width);
                assert!(ticks.domain.0 <= low && ticks.domain.1 >= high, "{ticks:?}");
                assert!(!ticks.months.is_empty() && ticks.months.len() as f64 <= width / ROOM + 3.0);
            }
        }
    }

    #[test]
    fn the_year_is_said_where_it_turns() {
        let ticks = ticks((2019.75, 2020.5), 700.0);
        let labels: Vec<String> = (0..4).map(|i| label(&ticks, i, false)).collect();
        assert_eq!(labels, ["2019年10月", "11月", "12月", "2020年"]);
    }
}
