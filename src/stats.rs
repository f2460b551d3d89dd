//! Methods of official statistics as pure functions on numbers.

#[cfg(feature = "charts")]
pub mod intervals;
#[cfg(feature = "charts")]
pub mod jenks;
#[cfg(feature = "charts")]
mod percent;
#[cfg(feature = "charts")]
pub mod rank;
#[cfg(feature = "charts")]
pub mod spread;

#[cfg(feature = "charts")]
pub use jenks::Jenks;
#[cfg(feature = "charts")]
pub use percent::percent;

use crate::decimal::Decimal;

/// The quantile `p` (0–1) of ascending `sorted` values, linear between order statistics (Hyndman and Fan's type 7).
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = p * last as f64;
    let below = (at as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (at - below as f64)
}

/// Breaks between `classes` classes of about equal size; fewer when values tie.
pub fn quantile_breaks(sorted: &[f64], classes: usize) -> Vec<f64> {
    (1..classes).map(|i| quantile(sorted, i as f64 / classes as f64)).collect()
}

/// Growth from `from` to `to` in per cent with one digit behind the point, rounded half away from zero.
///
/// Exact where the digits fit 64 bits, which published figures do. `None` when the start is not positive: the quotient
/// would mean nothing.
pub fn growth(from: Decimal, to: Decimal) -> Option<Decimal> {
    if from.mantissa <= 0 {
        return None;
    }
    exact_growth(from, to).or_else(|| Decimal::round((to.to_f64() / from.to_f64() - 1.0) * 100.0, 1))
}

fn exact_growth(from: Decimal, to: Decimal) -> Option<Decimal> {
    let scale = from.scale.max(to.scale);
    let (from, to) = (from.with_scale(scale)?.mantissa, to.with_scale(scale)?.mantissa);
    let tenths = to.checked_sub(from)?.checked_mul(1000)?;
    let half_up = (tenths % from).abs().checked_mul(2)? >= from;
    Some(Decimal { mantissa: tenths / from + if half_up { tenths.signum() } else { 0 }, scale: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_as_type_7() {
        let values = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(quantile(&values, 0.25), 1.75);
        assert_eq!(quantile(&values, 1.0), 4.0);
        assert_eq!(quantile_breaks(&values, 2), [2.5]);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn growth_is_exact_and_needs_a_positive_start() {
        let growth = |from: &str, to: &str| growth(Decimal::parse(from)?, Decimal::parse(to)?);
        assert_eq!(growth("100", "136.7"), Decimal::parse("36.7"));
        assert_eq!(growth("2000", "2001"), Decimal::parse("0.1"));
        assert_eq!(growth("2000", "1999"), Decimal::parse("-0.1"));
        assert_eq!(growth("544800", "486643"), Decimal::parse("-10.7"));
        assert_eq!(growth("0.1", "900000000000000000"), Decimal::round(9e20 - 100.0, 1));
        assert_eq!(growth("0", "5"), None);
        assert_eq!(growth("-1", "5"), None);
    }
}
