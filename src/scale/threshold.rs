//! Classes between breaks, as maps colour them.

use crate::decimal::Decimal;
use crate::stats::{order, quantile_breaks};

/// Ascending breaks; a value on a break belongs to the class above it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threshold {
    /// The breaks between classes, in the digits the legend prints, so that what it says is what is drawn.
    pub breaks: Vec<Decimal>,
    /// How many of the classes lie below zero; 0 when zero is no break.
    pub negative: usize,
}

impl Threshold {
    /// Quantile classes over `values`, breaks rounded to `decimals` digits.
    ///
    /// Values on both sides of zero get a break at zero and quantiles on either side, in proportion to their numbers.
    pub fn quantiles(values: &[f64], classes: usize, decimals: u8) -> Threshold {
        let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        let sorted: Vec<f64> = order(&finite).into_iter().map(|i| finite[i]).collect();
        let split = sorted.partition_point(|v| *v < 0.0);
        if split == 0 || split == sorted.len() {
            let breaks = rounded(&quantile_breaks(&sorted, classes), decimals);
            return Threshold { breaks: inner(breaks, &sorted), negative: 0 };
        }
        let share = (classes * split + sorted.len() / 2) / sorted.len();
        let below = share.clamp(1, classes.max(2) - 1);
        let mut breaks = rounded(&quantile_breaks(&sorted[..split], below), decimals);
        breaks.retain(|b| b.mantissa < 0);
        let negative = breaks.len() + 1;
        breaks.push(Decimal::whole(0));
        let mut above = rounded(&quantile_breaks(&sorted[split..], classes.max(2) - below), decimals);
        above.retain(|b| b.mantissa > 0);
        breaks.extend(above);
        Threshold { breaks, negative }
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.breaks.len() + 1
    }

    /// The class of a value, 0 for the lowest.
    pub fn class(&self, value: f64) -> usize {
        self.breaks.partition_point(|b| b.to_f64() <= value)
    }
}

/// Breaks in printed digits, each once.
fn rounded(breaks: &[f64], decimals: u8) -> Vec<Decimal> {
    let mut out: Vec<Decimal> = breaks.iter().filter_map(|b| Decimal::round(*b, decimals)).collect();
    out.dedup();
    out
}

/// Leaves out breaks that would make an empty class at either end.
fn inner(mut breaks: Vec<Decimal>, sorted: &[f64]) -> Vec<Decimal> {
    if let (Some(low), Some(high)) = (sorted.first(), sorted.last()) {
        breaks.retain(|b| b.to_f64() > *low && b.to_f64() <= *high);
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_values_in_five_classes_are_two_each() {
        let values = [48.6, 109.7, 190.4, 50.2, 73.7, 111.0, 133.6, 98.8, 119.1, 72.0];
        let scale = Threshold::quantiles(&values, 5, 1);
        let mut counts = [0; 5];
        for v in values {
            counts[scale.class(v)] += 1;
        }
        assert_eq!(counts, [2; 5]);
        assert_eq!(scale.negative, 0);
    }

    #[test]
    fn zero_is_a_break_when_values_lie_on_both_sides() {
        let scale =
            Threshold::quantiles(&[-12.2, -10.7, -4.0, 7.5, 13.5, 17.2, 32.4, 36.7, 43.9, 50.5], 5, 1);
        assert!(scale.breaks.contains(&Decimal::whole(0)));
        assert_eq!(scale.class(-0.1) + 1, scale.class(0.1));
        assert_eq!(scale.negative, scale.class(-0.1) + 1);
    }

    #[test]
    fn ties_and_empty_sets_are_safe() {
        assert_eq!(Threshold::quantiles(&[], 5, 1).classes(), 1);
        assert_eq!(Threshold::quantiles(&[3.0; 10], 5, 1).classes(), 1);
        assert_eq!(Threshold::quantiles(&[f64::NAN], 5, 1).classes(), 1);
    }
}
