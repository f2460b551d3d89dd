//! Ranks of values among one another.

use crate::order;

/// The rank of each value, 1 for the largest, or for the smallest with `ascending`. Equal values share the better rank
/// and the next one follows after all of them (1, 2, 2, 4: "standard competition ranking"). What is missing has none.
pub fn ranks(values: &[Option<f64>], ascending: bool) -> Vec<Option<usize>> {
    let key = |value: &Option<f64>| value.map_or(f64::NAN, |v| if ascending { v } else { -v });
    let keys: Vec<f64> = values.iter().map(key).collect();
    let mut ranks = vec![None; values.len()];
    let (mut rank, mut last) = (0, f64::NAN);
    for (place, i) in order::of(&keys).into_iter().enumerate() {
        if keys[i].is_nan() {
            break;
        }
        if keys[i] != last {
            (rank, last) = (place + 1, keys[i]);
        }
        ranks[i] = Some(rank);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank_and_missing_ones_have_none() {
        let values = [Some(5.0), None, Some(9.0), Some(5.0), Some(1.0)];
        assert_eq!(ranks(&values, false), [Some(2), None, Some(1), Some(2), Some(4)]);
        assert_eq!(ranks(&values, true), [Some(2), None, Some(4), Some(2), Some(1)]);
        assert_eq!(ranks(&[Some(0.0), Some(-0.0)], false), [Some(1), Some(1)]);
        assert_eq!(ranks(&[], false), []);
    }
}
