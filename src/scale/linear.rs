//! The straight scale and its round ticks.

use crate::decimal::{Decimal, power_of_ten};

/// Maps `domain` onto `range` in a straight line; both may run downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    /// Data values at the two ends.
    pub domain: (f64, f64),
    /// Pixels at the two ends.
    pub range: (f64, f64),
}

impl Linear {
    /// The pixel of a value; values outside the domain continue the line.
    pub fn map(&self, value: f64) -> f64 {
        let (d0, d1) = self.domain;
        let (r0, r1) = self.range;
        if d0 == d1 {
            return (r0 + r1) / 2.0;
        }
        r0 + (value - d0) / (d1 - d0) * (r1 - r0)
    }

    /// The value of a pixel: the inverse of [`Linear::map`].
    pub fn invert(&self, pixel: f64) -> f64 {
        Linear { domain: self.range, range: self.domain }.map(pixel)
    }
}

/// Round values that cover `low`–`high`: the first is at most `low`, the last at least `high`, about `count` steps of
/// 1, 2 or 5 × 10ⁿ apart. Constant values get a step on either side; values that are not finite get none.
pub fn ticks(low: f64, high: f64, count: usize) -> Vec<Decimal> {
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let (low, high) = if low == high { widen(low) } else { (low.min(high), low.max(high)) };
    let (mantissa, power) = step((high - low) / count.max(1) as f64);
    let scale = (-power).clamp(0, 9) as u8;
    let unit = mantissa as f64
        * if power < 0 { 1.0 / power_of_ten(-power as u8) } else { power_of_ten(power as u8) };
    // Whole multiples of the step, with a hair of slack for values that lie on one.
    let first = (low / unit + 1e-9).floor() as i64;
    let last = (high / unit - 1e-9).ceil() as i64;
    let whole = if power > 0 { power_of_ten(power as u8) as i64 } else { 1 };
    let tick =
        |i: i64| i.checked_mul(mantissa)?.checked_mul(whole).map(|mantissa| Decimal { mantissa, scale });
    (first..=last.min(first + 50)).filter_map(tick).collect()
}

/// A constant has no extent to divide: give it one that keeps it in the middle.
fn widen(value: f64) -> (f64, f64) {
    if value == 0.0 { (0.0, 1.0) } else { (value - value.abs() * 0.1, value + value.abs() * 0.1) }
}

/// The round step nearest above `rough`: digit 1, 2 or 5 and the power of ten.
pub(super) fn step(rough: f64) -> (i64, i32) {
    let mut power = 0;
    let mut scaled = rough;
    // Powers are bounded so that a tick always fits a decimal.
    while scaled >= 10.0 && power < 17 {
        scaled /= 10.0;
        power += 1;
    }
    while scaled < 1.0 && power > -9 {
        scaled *= 10.0;
        power -= 1;
    }
    match scaled {
        s if s <= 1.0 => (1, power),
        s if s <= 2.0 => (2, power),
        s if s <= 5.0 => (5, power),
        _ => (1, power + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::number;

    fn shown(low: f64, high: f64, count: usize) -> String {
        ticks(low, high, count).into_iter().map(number).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round_and_cover_the_values() {
        assert_eq!(shown(0.0, 190.4, 4), "0 50 100 150 200");
        assert_eq!(shown(95.24, 97.69, 4), "95 96 97 98");
        assert_eq!(shown(-12.3, 44.0, 5), "−20 0 20 40 60");
        assert_eq!(shown(0.0, 0.37, 4), "0.0 0.1 0.2 0.3 0.4");
        assert_eq!(shown(0.0, 2_500_000.0, 5), "0 500,000 1,000,000 1,500,000 2,000,000 2,500,000");
    }

    #[test]
    fn constants_and_nonsense_are_safe() {
        assert_eq!(shown(50.0, 50.0, 2), "45 50 55");
        assert_eq!(shown(0.0, 0.0, 2), "0.0 0.5 1.0");
        assert_eq!(shown(f64::NAN, 1.0, 4), "");
        assert_eq!(shown(f64::NEG_INFINITY, 1.0, 4), "");
        for (low, high) in [(0.0, 1e300), (-1e18, 1e18), (1e-300, 2e-300), (f64::MIN, f64::MAX)] {
            assert!(ticks(low, high, 5).len() <= 51);
        }
    }

    #[test]
    fn mapping_goes_both_ways_and_a_flat_domain_lies_in_the_middle() {
        let scale = Linear { domain: (0.0, 50.0), range: (300.0, 0.0) };
        assert_eq!((scale.map(50.0), scale.invert(150.0)), (0.0, 25.0));
        let flat = Linear { domain: (3.0, 3.0), range: (0.0, 10.0) };
        assert_eq!(flat.map(3.0), 5.0);
    }
}
