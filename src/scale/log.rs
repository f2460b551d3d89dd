//! The logarithmic scale: equal distances are equal ratios.

use super::linear;
use crate::decimal::Decimal;

/// Maps `domain` onto `range` by powers. Both ends lie on the same side of zero; the range may run downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Log {
    /// `None` where zero lies in the domain, which no power reaches, or an end is not finite.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Option<Log> {
        let (a, b) = domain;
        let fits = a.is_finite() && b.is_finite() && a != 0.0 && b != 0.0 && (a > 0.0) == (b > 0.0);
        fits.then_some(Log { domain, range })
    }

    /// The pixel of a value; one on the other side of zero lies as far as the last that can be told from it.
    pub fn map(&self, value: f64) -> f64 {
        let (d0, d1) = self.powers();
        let (r0, r1) = self.range;
        if d0 == d1 {
            return (r0 + r1) / 2.0;
        }
        let sign = self.domain.0.signum();
        let power = (value * sign).max(f64::MIN_POSITIVE).ln();
        r0 + (power - d0) / (d1 - d0) * (r1 - r0)
    }

    /// The value of a pixel: the inverse of [`Log::map`].
    pub fn invert(&self, pixel: f64) -> f64 {
        let (d0, d1) = self.powers();
        let (r0, r1) = self.range;
        if r0 == r1 {
            return self.domain.0;
        }
        (d0 + (pixel - r0) / (r1 - r0) * (d1 - d0)).exp() * self.domain.0.signum()
    }

    /// The logarithms of the ends, zero being at the lower end of both signs.
    fn powers(&self) -> (f64, f64) {
        (self.domain.0.abs().ln(), self.domain.1.abs().ln())
    }
}

/// Below this ratio of the ends, powers of ten have too few ticks to offer: evenly spaced ones are taken.
const NARROW: f64 = 3.0;

/// Values that cover `low`–`high`, both on the same side of zero: 1, 2 and 5 × 10ⁿ where there are not more than about
/// `count` of them, otherwise powers of ten, as many apart as it takes. None where [`Log::new`] would refuse.
pub fn ticks(low: f64, high: f64, count: usize) -> Vec<Decimal> {
    if Log::new((low, high), (0.0, 1.0)).is_none() {
        return Vec::new();
    }
    let (low, high) = (low.min(high), low.max(high));
    if high < 0.0 {
        let mirrored = ticks(-high, -low, count);
        return mirrored.into_iter().rev().map(|t| Decimal { mantissa: -t.mantissa, ..t }).collect();
    }
    if high < low * NARROW {
        let mut even = linear::ticks(low, high, count.max(5));
        even.retain(|tick| tick.mantissa > 0);
        return even;
    }
    let decades = (high / low).log10();
    let steps: &[i64] = if decades * 3.0 <= count as f64 + 1.0 { &[1, 2, 5] } else { &[1] };
    let round = round_values(steps);
    let slack = 1.0 + 1e-12;
    let first = round.iter().rposition(|tick| tick.to_f64() <= low * slack).unwrap_or(0);
    let end =
        round.iter().position(|tick| tick.to_f64() * slack >= high).map_or(round.len(), |last| last + 1);
    let apart = if steps.len() > 1 { 1 } else { (decades / count.max(1) as f64).ceil().max(1.0) as usize };
    let mut at = first;
    let mut ticks: Vec<Decimal> = round.get(first).copied().into_iter().collect();
    while at + 1 < end {
        at = (at + apart).min(round.len() - 1);
        ticks.push(round[at]);
    }
    ticks
}

/// The multiples of every power of ten that a decimal can hold, ascending.
fn round_values(steps: &[i64]) -> Vec<Decimal> {
    let value = |power: i32, step: i64| match power {
        0.. => Decimal::whole(step * 10i64.pow(power as u32)),
        _ => Decimal { mantissa: step, scale: -power as u8 },
    };
    (-18..=17).flat_map(|power| steps.iter().map(move |step| value(power, *step))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::number;
    use proptest::prelude::*;

    fn shown(low: f64, high: f64, count: usize) -> String {
        ticks(low, high, count).into_iter().map(number).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_powers_with_twos_and_fives_where_there_is_room() {
        assert_eq!(shown(3.0, 80.0, 5), "2 5 10 20 50 100");
        assert_eq!(shown(3.0, 80_000.0, 5), "1 10 100 1,000 10,000 100,000");
        assert_eq!(shown(1.0, 1e12, 4), "1 1,000 1,000,000 1,000,000,000 1,000,000,000,000");
        assert_eq!(shown(95.0, 98.0, 4), "95 96 97 98");
        assert_eq!(shown(-80.0, -3.0, 5), "−100 −50 −20 −10 −5 −2");
        assert_eq!(shown(0.003, 0.2, 6), "0.002 0.005 0.01 0.02 0.05 0.1 0.2");
    }

    #[test]
    fn what_has_no_logarithm_is_refused() {
        for (low, high) in [(0.0, 1.0), (-1.0, 1.0), (-5.0, 0.0), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
            assert_eq!(Log::new((low, high), (0.0, 1.0)), None);
            assert_eq!(ticks(low, high, 5), []);
        }
    }

    #[test]
    fn a_constant_lies_in_the_middle_and_has_a_tick_on_either_side() {
        assert_eq!(Log::new((5.0, 5.0), (0.0, 10.0)).unwrap().map(5.0), 5.0);
        assert_eq!(shown(50.0, 50.0, 2), "44 46 48 50 52 54 56");
        assert_eq!(Log::new((5.0, 50.0), (3.0, 3.0)).unwrap().invert(3.0), 5.0);
    }

    /// A value from 1e-12 to 1e15, of either sign.
    fn ends() -> impl Strategy<Value = (f64, f64)> {
        let value = || (-12.0..15.0f64).prop_map(|power| 10f64.powf(power));
        (value(), value(), any::<bool>()).prop_map(|(a, b, negative)| {
            let sign = if negative { -1.0 } else { 1.0 };
            ((a * sign).min(b * sign), (a * sign).max(b * sign))
        })
    }

    proptest! {
        #[test]
        fn larger_values_lie_farther_and_every_pixel_leads_back((low, high) in ends(), parts in prop::collection::vec(0.0..=1.0f64, 2)) {
            let scale = Log::new((low, high), (300.0, 10.0)).unwrap();
            let mut values: Vec<f64> = parts.iter().map(|part| low + (high - low) * part).collect();
            values.sort_by(f64::total_cmp);
            prop_assert!(scale.map(values[0]) >= scale.map(values[1]) - 1e-9);
            for value in values {
                let pixel = scale.map(value);
                prop_assert!((10.0 - 1e-6..=300.0 + 1e-6).contains(&pixel));
                prop_assert!((scale.invert(pixel) - value).abs() <= value.abs() * 1e-9);
            }
        }

        #[test]
        fn ticks_ascend_cover_the_values_and_lie_on_the_scale((low, high) in ends(), count in 1usize..9) {
            let ticks: Vec<f64> = ticks(low, high, count).into_iter().map(Decimal::to_f64).collect();
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ticks.len() <= 14, "{}", ticks.len());
            // Below a billionth evenly spaced ticks have no digits left.
            if high >= low.abs() * NARROW || low.abs().min(high.abs()) > 1e-6 {
                let slack = 1e-9 * low.abs().max(high.abs());
                prop_assert!(ticks.first().is_some_and(|t| *t <= low + slack), "{ticks:?}");
                prop_assert!(ticks.last().is_some_and(|t| *t >= high - slack), "{ticks:?}");
                let scale = Log::new((ticks[0], ticks[ticks.len() - 1]), (0.0, 100.0)).unwrap();
                prop_assert!(ticks.iter().all(|t| (-1e-6..=100.0 + 1e-6).contains(&scale.map(*t))));
            }
        }
    }
}
