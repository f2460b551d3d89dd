//! One sort for the whole crate: each instance for another type would cost half a kilobyte of wasm.

use std::cmp::Ordering;

/// The positions `0..count` in ascending order; what compares equal keeps its order.
pub fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..count as u32).collect();
    let by = |a: &u32, b: &u32| compare(*a as usize, *b as usize);
    // Large documents are mostly written in order.
    if !positions.is_sorted_by(|a, b| by(a, b).is_le()) {
        // By position at last: that is stable as well, and a stable sort would need as much memory again.
        positions.sort_unstable_by(|a, b| by(a, b).then(a.cmp(b)));
    }
    positions
}

/// The positions of `keys` in ascending order of their values; NaN comes last.
pub fn of(keys: &[f64]) -> Vec<usize> {
    let order = positions(keys.len(), &|a, b| keys[a].total_cmp(&keys[b]));
    order.into_iter().map(|position| position as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_stable() {
        assert_eq!(of(&[2.0, 1.0, f64::INFINITY, 1.0, f64::NAN]), [1, 3, 0, 2, 4]);
        assert_eq!(positions(3, &|_, _| Ordering::Equal), [0, 1, 2]);
        let many = positions(10_000, &|a, b| (a % 3).cmp(&(b % 3)));
        let expected: Vec<u32> = (0..3).flat_map(|rest| (rest..10_000).step_by(3)).collect();
        assert_eq!(many, expected);
    }
}
