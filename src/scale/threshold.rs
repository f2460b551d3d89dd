//! Classes between breaks, as maps colour them.

use crate::decimal::{Decimal, power_of_ten};
use crate::order;
use crate::stats::quantile_breaks;

/// Digits of the largest value that a break is rounded to: 98.8, 1,235, 45,680.
const BREAK_DIGITS: i32 = 4;

/// Ascending breaks; a value on a break belongs to the class above it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threshold {
    /// The breaks between classes, in the digits the legend prints, so that what it says is what is drawn.
    pub breaks: Vec<Decimal>,
    /// How many of the classes lie below zero: none, some of them or all.
    pub negative: usize,
}

impl Threshold {
    /// Quantile classes over `values`, which are to be rounded as their labels are: the class must be what is read.
    ///
    /// Equal values share a class and every class has a value, so that there are no more classes than distinct values.
    /// Values on both sides of zero get a break at zero and quantiles on either side, in proportion to their numbers.
    pub fn quantiles(values: &[Decimal], classes: usize) -> Threshold {
        let sorted: Vec<Decimal> = order::of(&floats(values)).into_iter().map(|i| values[i]).collect();
        let (below, above) = sorted.split_at(sorted.partition_point(|v| v.mantissa < 0));
        let mut out = Threshold::default();
        if below.is_empty() || above.is_empty() {
            push_breaks(&sorted, classes, &mut out.breaks);
            out.negative = if below.is_empty() { 0 } else { out.classes() };
            return out;
        }
        let classes = classes.max(2);
        let share = (classes * below.len() + sorted.len() / 2) / sorted.len();
        let share = share.clamp(1, classes - 1).min(distinct(below));
        // What one side cannot use is left to the other.
        let share_above = (classes - share).min(distinct(above));
        push_breaks(below, classes - share_above, &mut out.breaks);
        out.negative = out.classes();
        out.breaks.push(Decimal::whole(0));
        push_breaks(above, share_above, &mut out.breaks);
        out
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.breaks.len() + 1
    }

    /// The class of a value rounded as its label is, 0 for the lowest.
    pub fn class(&self, value: Decimal) -> usize {
        self.breaks.partition_point(|b| b.to_f64() <= value.to_f64())
    }
}

fn floats(values: &[Decimal]) -> Vec<f64> {
    values.iter().map(|v| v.to_f64()).collect()
}

/// How many different values there are among ascending ones.
fn distinct(sorted: &[Decimal]) -> usize {
    gaps(sorted).len() + 1
}

/// The positions of ascending values that are larger than the one before: the only places where a break can part them.
fn gaps(sorted: &[Decimal]) -> Vec<usize> {
    let mut gaps = Vec::new();
    for (i, pair) in sorted.windows(2).enumerate() {
        if pair[0].to_f64() < pair[1].to_f64() {
            gaps.push(i + 1);
        }
    }
    gaps
}

/// Adds the breaks of `classes` quantile classes; of fewer where there are not so many different values.
fn push_breaks(sorted: &[Decimal], classes: usize, breaks: &mut Vec<Decimal>) {
    let gaps = gaps(sorted);
    let classes = classes.min(gaps.len() + 1);
    let mut next = 0;
    for (i, quantile) in quantile_breaks(&floats(sorted), classes).into_iter().enumerate() {
        // The gap nearest to the quantile that leaves one for every break to come.
        let wanted = ((i + 1) * (sorted.len() - 1)).div_ceil(classes);
        let last = gaps.len() + i + 1 - classes;
        while next < last && gaps[next + 1].abs_diff(wanted) <= gaps[next].abs_diff(wanted) {
            next += 1;
        }
        breaks.push(readable(quantile, sorted, gaps[next]));
        next += 1;
    }
}

/// The break next to `quantile` that parts the values before `gap` from those after it, in as few digits as will do.
fn readable(quantile: f64, sorted: &[Decimal], gap: usize) -> Decimal {
    let (low, high) = (sorted[gap - 1].to_f64(), sorted[gap].to_f64());
    let parts = |value: f64| value > low && value <= high;
    // Among equal values the quantile may lie elsewhere.
    let wanted = if parts(quantile) { quantile } else { high };
    let (mut whole, mut finest) = (0, 0);
    for value in sorted {
        finest = finest.max(value.scale as i32);
        while value.to_f64().abs() >= power_of_ten(whole) {
            whole += 1;
        }
    }
    for digits in (BREAK_DIGITS - whole as i32).min(finest)..=finest {
        match rounded(wanted, digits) {
            Some(value) if parts(value.to_f64()) => return value,
            _ => {}
        }
    }
    sorted[gap]
}

/// `value` rounded to `digits` behind the point; in front of it when they are negative.
fn rounded(value: f64, digits: i32) -> Option<Decimal> {
    let unit = power_of_ten((-digits).max(0) as u8);
    let number = Decimal::round(value / unit, digits.max(0) as u8)?;
    Some(Decimal { mantissa: number.mantissa.checked_mul(unit as i64)?, ..number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|t| Decimal::parse(t).unwrap()).collect()
    }

    fn whole(values: &[i64]) -> Vec<Decimal> {
        values.iter().map(|v| Decimal::whole(*v)).collect()
    }

    fn breaks(scale: &Threshold) -> String {
        scale.breaks.iter().map(|b| crate::format::number(*b)).collect::<Vec<_>>().join(" ")
    }

    /// How many values each class has.
    fn counts(scale: &Threshold, values: &[Decimal]) -> Vec<usize> {
        let mut counts = vec![0; scale.classes()];
        for v in values {
            counts[scale.class(*v)] += 1;
        }
        counts
    }

    #[test]
    fn ten_values_in_five_classes_are_two_each() {
        let values =
            decimals(&["48.6", "109.7", "190.4", "50.2", "73.7", "111.0", "133.6", "98.8", "119.1", "72.0"]);
        let scale = Threshold::quantiles(&values, 5);
        assert_eq!(counts(&scale, &values), [2; 5]);
        assert_eq!((breaks(&scale).as_str(), scale.negative), ("67.6 88.8 110.2 122.0", 0));
        // What is labelled 111.0 lies in 111.0 及以上.
        let scale = Threshold::quantiles(&values, 3);
        assert_eq!((breaks(&scale).as_str(), scale.class(values[5])), ("73.7 111.0", 2));
    }

    #[test]
    fn zero_is_a_break_when_values_lie_on_both_sides() {
        let values =
            decimals(&["-12.2", "-10.7", "-4.0", "7.5", "13.5", "17.2", "32.4", "36.7", "43.9", "50.5"]);
        let scale = Threshold::quantiles(&values, 5);
        assert!(scale.breaks.contains(&Decimal::whole(0)));
        let tenth = Decimal { mantissa: 1, scale: 1 };
        let below = scale.class(Decimal { mantissa: -1, scale: 1 });
        assert_eq!((below + 1, scale.negative), (scale.class(tenth), below + 1));
    }

    #[test]
    fn all_values_below_zero_are_negative_classes_and_none_are_not() {
        let values = whole(&[-10, -8, -6, -4, -2, -1]);
        let scale = Threshold::quantiles(&values, 3);
        assert_eq!((scale.classes(), scale.negative), (3, 3));
        assert_eq!(Threshold::quantiles(&whole(&[0, 1, 2, 3]), 3).negative, 0);
    }

    #[test]
    fn no_class_is_empty_and_there_are_as_many_as_the_values_allow() {
        let sets: [(&[i64], usize); 8] = [
            (&[1, 2, 3], 3),
            (&[-5, -5, -5, 1, 2, 3], 4),
            (&[-3, -2, -1, 5, 5, 5, 5], 4),
            (&[0, 0, 0, 0, 0, 0, 0, 0, 1, 2], 3),
            (&[1, 2, 9, 9, 9, 9, 9, 9], 3),
            (&[-1, 0], 2),
            (&[3; 10], 1),
            (&[-7, -7, 0, 0, 4, 5, 6, 7, 8, 9], 8),
        ];
        for (values, distinct) in sets {
            for classes in 2..=7 {
                let scale = Threshold::quantiles(&whole(values), classes);
                let counts = counts(&scale, &whole(values));
                assert_eq!(counts.len(), classes.min(distinct), "{values:?} {classes} {scale:?}");
                assert!(!counts.contains(&0), "{values:?} {classes} {scale:?}");
                assert!(scale.breaks.windows(2).all(|b| b[0] < b[1]), "{scale:?}");
            }
        }
        assert_eq!(Threshold::quantiles(&[], 5), Threshold::default());
    }

    #[test]
    fn breaks_have_no_more_digits_than_it_takes() {
        let shown = |texts: &[&str], classes| breaks(&Threshold::quantiles(&decimals(texts), classes));
        assert_eq!(shown(&["1.5", "2.5", "3.123456789012345", "7.5"], 2), "2.812");
        assert_eq!(shown(&["1", "2", "3", "4.1234567890123456"], 4), "1.750 2.500 3.281");
        assert_eq!(shown(&["12345", "23456", "45678", "56789"], 2), "34,570");
        assert_eq!(shown(&["999999999999999998", "999999999999999999"], 2), "");
        assert_eq!(shown(&["1", "2", "4"], 3), "2 3");
        // Only where neighbours are so close does a break get more.
        assert_eq!(shown(&["5.00001", "5.00002", "6", "8"], 4), "5.00002 5.500 6.500");
        assert_eq!(shown(&["0.0000001", "0.0000002"], 2), "0.0000002");
    }
}
