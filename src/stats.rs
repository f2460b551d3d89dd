//! Methods of official statistics as pure functions on numbers.

/// The positions of `keys` in ascending order of their values; equal ones keep their order, NaN comes last.
///
/// One sort for the whole crate: each instance for another type would cost half a kilobyte.
pub fn order(keys: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|a, b| keys[*a].total_cmp(&keys[*b]));
    order
}

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

/// Growth from `from` to `to` in per cent. `None` when the start is not positive: the quotient would mean nothing.
pub fn growth(from: f64, to: f64) -> Option<f64> {
    (from > 0.0).then(|| (to / from - 1.0) * 100.0)
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
    fn order_is_stable() {
        assert_eq!(order(&[2.0, 1.0, f64::INFINITY, 1.0]), [1, 3, 0, 2]);
    }

    #[test]
    fn growth_needs_a_positive_start() {
        assert_eq!(growth(100.0, 136.7).map(|g| (g * 10.0).round()), Some(367.0));
        assert_eq!(growth(0.0, 5.0), None);
    }
}
