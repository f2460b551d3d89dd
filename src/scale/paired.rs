//! Two axes beside one plot: as many ticks on one as on the other, all round, so that one grid serves both.

use crate::decimal::Decimal;

/// Steps that may lie between the ends: fewer would tell little, more would crowd a plot.
const STEPS: [i64; 4] = [3, 4, 5, 6];
/// What a step may begin with, and the power of ten that goes with it.
const ROUND: [(i64, i32); 6] = [(1, 0), (2, 0), (25, -1), (5, 0), (1, 1), (2, 1)];

/// The ticks of both axes, each covering its values and leaving as little empty as can be; `None` where an axis has no
/// extent.
pub fn ticks(left: (f64, f64), right: (f64, f64)) -> Option<(Vec<Decimal>, Vec<Decimal>)> {
    let pair = |steps: &i64| {
        let (left, right) = (stepped(left, *steps)?, stepped(right, *steps)?);
        Some((left.0 * right.0, left.1, right.1))
    };
    let best = STEPS.iter().filter_map(pair).min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((best.1, best.2))
}

/// Ticks with so many of the smallest round steps that cover `low`–`high`, and how many times as long they are.
fn stepped((low, high): (f64, f64), steps: i64) -> Option<(f64, Vec<Decimal>)> {
    let rough = (high - low) / steps as f64;
    if !(rough.is_finite() && rough > 1e-9 && rough < 1e15) {
        return None;
    }
    let power = rough.log10().floor() as i32;
    let fitting = |(mantissa, shift): (i64, i32)| {
        let unit = mantissa as f64 * 10f64.powi(power + shift);
        let first = (low / unit + 1e-9).floor();
        let covers = (first + steps as f64) * unit >= high - unit * 1e-9;
        let ticks = (0..=steps)
            .map(|i| decimal((first as i64).checked_add(i)?.checked_mul(mantissa)?, power + shift));
        if covers {
            Some((unit * steps as f64 / (high - low), ticks.collect::<Option<Vec<_>>>()?))
        } else {
            None
        }
    };
    ROUND.into_iter().find_map(fitting)
}

/// `mantissa` × 10 to the `power`.
fn decimal(mantissa: i64, power: i32) -> Option<Decimal> {
    match power {
        0.. => Some(Decimal::whole(mantissa.checked_mul(10i64.checked_pow(power as u32)?)?)),
        _ => Some(Decimal { mantissa, scale: u8::try_from(-power).ok()? }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::number;
    use proptest::prelude::*;

    fn shown(left: (f64, f64), right: (f64, f64)) -> [String; 2] {
        let text = |ticks: Vec<Decimal>| ticks.into_iter().map(number).collect::<Vec<_>>().join(" ");
        ticks(left, right).map(|(left, right)| [text(left), text(right)]).unwrap()
    }

    #[test]
    fn both_axes_have_as_many_round_ticks() {
        assert_eq!(
            shown((0.0, 15_760.0), (0.0, 8.2)),
            ["0 5,000 10,000 15,000 20,000", "0.0 2.5 5.0 7.5 10.0"]
        );
        assert_eq!(shown((0.0, 100.0), (-2.0, 3.0)).map(|text| text.split(' ').count()), [6, 6]);
    }

    #[test]
    fn nothing_has_no_ticks() {
        for extent in [(1.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (0.0, 1e300), (0.0, 1e-300)] {
            assert_eq!(ticks(extent, (0.0, 1.0)), None);
        }
    }

    proptest! {
        #[test]
        fn ticks_cover_the_values_of_both(low in -1e6..1e6f64, length in 1e-3..1e7f64, other in 1e-3..1e7f64) {
            let (left, right) = ticks((low, low + length), (0.0, other)).unwrap();
            prop_assert_eq!(left.len(), right.len());
            let ends = |ticks: &[Decimal]| (ticks[0].to_f64(), ticks[ticks.len() - 1].to_f64());
            let slack = length * 1e-6;
            prop_assert!(ends(&left).0 <= low + slack && ends(&left).1 >= low + length - slack);
            prop_assert!(ends(&right).0 <= 0.0 && ends(&right).1 >= other * (1.0 - 1e-6));
        }
    }
}
