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
    /// How many of the classes lie below the middle, zero where no other is given: none, some of them or all.
    pub below: usize,
    /// Whether the class after those reaches from below the middle to above it.
    pub straddles: bool,
}

impl Threshold {
    /// Quantile classes over `values`, exact ones: the class must be what is read.
    ///
    /// Equal values share a class and every class has a value, so that there are no more classes than distinct values.
    /// Values on both sides of `middle` get a break there and quantiles on either side, in proportion to their numbers.
    pub fn quantiles(values: &[Decimal], classes: usize, middle: Decimal) -> Threshold {
        let sorted = ascending(values);
        let (below, above) = sides(&sorted, middle);
        let mut breaks = Vec::new();
        if below.is_empty() || above.is_empty() {
            push_breaks(&sorted, classes, &mut breaks);
            return Threshold::around(breaks, &sorted, middle);
        }
        let classes = classes.max(2);
        let share = (classes * below.len() + sorted.len() / 2) / sorted.len();
        let share = share.clamp(1, classes - 1).min(distinct(below));
        // What one side cannot use is left to the other.
        let share_above = (classes - share).min(distinct(above));
        push_breaks(below, classes - share_above, &mut breaks);
        breaks.push(middle);
        push_breaks(above, share_above, &mut breaks);
        Threshold::around(breaks, &sorted, middle)
    }

    /// Classes between `breaks` of ascending values, told apart by the side of `middle` that they lie on.
    pub(super) fn around(breaks: Vec<Decimal>, sorted: &[Decimal], middle: Decimal) -> Threshold {
        let (smaller, larger) = sides(sorted, middle);
        let mut out = Threshold { breaks, below: 0, straddles: false };
        if larger.is_empty() && !smaller.is_empty() {
            out.below = out.classes();
        } else if !smaller.is_empty() {
            out.below = out.breaks.partition_point(|b| *b <= middle);
            let last = out.below.checked_sub(1).and_then(|at| out.breaks.get(at));
            out.straddles = last.is_none_or(|last| *last < middle);
        }
        out
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.breaks.len() + 1
    }

    /// The class of a value, 0 for the lowest.
    pub fn class(&self, value: Decimal) -> usize {
        self.breaks.partition_point(|b| *b <= value)
    }
}

/// The values from the lowest to the highest.
pub(super) fn ascending(values: &[Decimal]) -> Vec<Decimal> {
    order::of(&floats(values)).into_iter().map(|i| values[i]).collect()
}

/// Ascending values below the middle, and the others.
pub(super) fn sides(sorted: &[Decimal], middle: Decimal) -> (&[Decimal], &[Decimal]) {
    sorted.split_at(sorted.partition_point(|v| *v < middle))
}

pub(super) fn floats(values: &[Decimal]) -> Vec<f64> {
    values.iter().map(|v| v.to_f64()).collect()
}

/// How many different values there are among ascending ones.
pub(super) fn distinct(sorted: &[Decimal]) -> usize {
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

/// The break next to `wanted` that parts the values before `gap` from those after it, in as few digits as will do.
pub(super) fn readable(wanted: f64, sorted: &[Decimal], gap: usize) -> Decimal {
    let (low, high) = (sorted[gap - 1], sorted[gap]);
    // Among equal values the quantile may lie elsewhere.
    let is_between = wanted > low.to_f64() && wanted <= high.to_f64();
    let wanted = if is_between { wanted } else { high.to_f64() };
    let finest = sorted.iter().fold(0, |finest, value| finest.max(value.scale as i32));
    for digits in coarsest(sorted).min(finest)..=finest {
        // Where rounding leads past a neighbour, the next round number may not.
        for step in [0, -1, 1] {
            match rounded(wanted, digits, step) {
                Some(value) if low < value && value <= high => return value,
                _ => {}
            }
        }
    }
    high
}

/// The digits behind the point, or in front of it when negative, with which the largest value has [`BREAK_DIGITS`].
pub(super) fn coarsest(sorted: &[Decimal]) -> i32 {
    let mut whole = 0;
    for value in sorted {
        while value.to_f64().abs() >= power_of_ten(whole) {
            whole += 1;
        }
    }
    BREAK_DIGITS - whole as i32
}

/// `value` rounded to `digits` behind the point, in front of it when they are negative, and `steps` of the last of them more.
pub(super) fn rounded(value: f64, digits: i32, steps: i64) -> Option<Decimal> {
    let unit = power_of_ten((-digits).max(0) as u8);
    let number = Decimal::round(value / unit, digits.max(0) as u8)?;
    let mantissa = number.mantissa.checked_add(steps)?.checked_mul(unit as i64)?;
    Some(Decimal { mantissa, ..number })
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

    fn quantiles(values: &[Decimal], classes: usize) -> Threshold {
        Threshold::quantiles(values, classes, Decimal::whole(0))
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
        let scale = quantiles(&values, 5);
        assert_eq!(counts(&scale, &values), [2; 5]);
        assert_eq!((breaks(&scale).as_str(), scale.below), ("67.6 88.8 110.2 122.0", 0));
        // What is labelled 111.0 lies in 111.0 及以上.
        let scale = quantiles(&values, 3);
        assert_eq!((breaks(&scale).as_str(), scale.class(values[5])), ("73.7 111.0", 2));
    }

    #[test]
    fn zero_is_a_break_when_values_lie_on_both_sides() {
        let values =
            decimals(&["-12.2", "-10.7", "-4.0", "7.5", "13.5", "17.2", "32.4", "36.7", "43.9", "50.5"]);
        let scale = quantiles(&values, 5);
        assert!(scale.breaks.contains(&Decimal::whole(0)));
        let tenth = Decimal { mantissa: 1, scale: 1 };
        let below = scale.class(Decimal { mantissa: -1, scale: 1 });
        assert_eq!((below + 1, scale.below), (scale.class(tenth), below + 1));
    }

    #[test]
    fn all_values_below_zero_are_negative_classes_and_none_are_not() {
        let values = whole(&[-10, -8, -6, -4, -2, -1]);
        let scale = quantiles(&values, 3);
        assert_eq!((scale.classes(), scale.below), (3, 3));
        assert_eq!(quantiles(&whole(&[0, 1, 2, 3]), 3).below, 0);
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
                let scale = quantiles(&whole(values), classes);
                let counts = counts(&scale, &whole(values));
                assert_eq!(counts.len(), classes.min(distinct), "{values:?} {classes} {scale:?}");
                assert!(!counts.contains(&0), "{values:?} {classes} {scale:?}");
                assert!(scale.breaks.windows(2).all(|b| b[0] < b[1]), "{scale:?}");
            }
        }
        assert_eq!(quantiles(&[], 5), Threshold::default());
    }

    #[test]
    fn breaks_have_no_more_digits_than_it_takes() {
        let shown = |texts: &[&str], classes| breaks(&quantiles(&decimals(texts), classes));
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
