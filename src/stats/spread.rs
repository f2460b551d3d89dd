//! How values spread: classes of a histogram, quartiles and outliers.

use super::quantile;

/// Fewer values than this say too little about their quartiles for the rule of Freedman and Diaconis.
const FEW: usize = 30;
const MOST: usize = 40;

/// How many classes a histogram of ascending `sorted` values should have: as many as are 2·IQR·n^(−1/3) wide (Freedman
/// and Diaconis 1981); of few values, or where the middle half is all one value, ⌈log₂ n⌉ + 1 (Sturges 1926).
pub fn classes(sorted: &[f64]) -> usize {
    let count = sorted.len();
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return 0 };
    let sturges = (usize::BITS - (count - 1).leading_zeros()) as usize + 1;
    let middle = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    if count < FEW || middle <= 0.0 {
        return sturges.min(MOST);
    }
    let width = 2.0 * middle * (count as f64).powf(-1.0 / 3.0);
    (((high - low) / width).ceil() as usize).clamp(1, MOST)
}

/// The box of some values: quartiles after type 7, whiskers after Tukey.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// The lowest value that is no outlier.
    pub low: f64,
    /// A quarter of the values lie below.
    pub first: f64,
    /// Half of the values lie below.
    pub median: f64,
    /// Three quarters of the values lie below.
    pub third: f64,
    /// The highest value that is no outlier.
    pub high: f64,
}

impl Quartiles {
    /// Those of ascending `sorted` values; `None` of none. Outliers lie more than 1.5 times the length of the box beyond it
    /// (Tukey 1977).
    pub fn of(sorted: &[f64]) -> Option<Quartiles> {
        let [first, median, third] = [0.25, 0.5, 0.75].map(|p| quantile(sorted, p));
        let fence = (third - first) * 1.5;
        let low = *sorted.iter().find(|value| **value >= first - fence)?;
        let high = *sorted.iter().rev().find(|value| **value <= third + fence)?;
        Some(Quartiles { low, first, median, third, high })
    }

    /// Whether a value lies beyond the whiskers.
    pub fn is_outlier(&self, value: f64) -> bool {
        value < self.low || value > self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_values_go_by_sturges_many_by_their_middle_half() {
        assert_eq!(classes(&[]), 0);
        assert_eq!(classes(&[4.0]), 1);
        assert_eq!(classes(&(0..10).map(f64::from).collect::<Vec<_>>()), 5);
        assert_eq!(classes(&[7.0; 64]), 7);
        // 1000 even values: IQR 499.5, width 99.9, extent 999.
        assert_eq!(classes(&(0..1000).map(f64::from).collect::<Vec<_>>()), 10);
        let mut tail: Vec<f64> = (0..999).map(f64::from).collect();
        tail.push(1e12);
        assert_eq!(classes(&tail), MOST);
    }

    #[test]
    fn outliers_lie_beyond_the_fences() {
        let quartiles = Quartiles::of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 30.0]).unwrap();
        assert_eq!(quartiles, Quartiles { low: 1.0, first: 3.0, median: 5.0, third: 7.0, high: 8.0 });
        assert!(quartiles.is_outlier(30.0) && !quartiles.is_outlier(8.0));
        let one = Quartiles::of(&[2.0]).unwrap();
        assert_eq!((one.low, one.median, one.high), (2.0, 2.0, 2.0));
        assert_eq!(Quartiles::of(&[]), None);
    }
}
