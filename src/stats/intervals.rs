//! Classes that go by the width of intervals, not by which values lie in them.

/// The bounds between `classes` intervals of one width: low + i · (high − low) / k (equal interval; Slocum et al.,
/// “Thematic Cartography and Geovisualization”, data classification).
pub fn equal(low: f64, high: f64, classes: usize) -> Vec<f64> {
    let part = |i: usize| low + (high - low) * i as f64 / classes as f64;
    (1..classes).map(part).collect()
}

/// The same with a bound at `middle`, which lies between `low` and `high`: `classes` intervals at most, of the least width
/// with which they reach both ends, the same on either side, so that equal distances from the middle look equal.
pub fn equal_around(low: f64, high: f64, middle: f64, classes: usize) -> Vec<f64> {
    let width_of = |below: usize| {
        let above = classes.max(2) - below;
        ((middle - low) / below as f64).max((high - middle) / above as f64)
    };
    let width = (1..classes.max(2)).map(width_of).fold(f64::INFINITY, f64::min);
    // As many as are needed, with a hair of slack for the side that the width was made for.
    let count = |reach: f64| (reach / width - 1e-9).ceil().max(1.0) as usize;
    let (below, above) = (count(middle - low), count(high - middle));
    (1..below + above).map(|i| middle + (i as f64 - below as f64) * width).collect()
}

/// The mean and the standard deviation of a sample, Σ(x − mean)² / (n − 1), as R and most map programs take it; `None` of
/// fewer than two values.
pub fn mean_and_deviation(values: &[f64]) -> Option<(f64, f64)> {
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for value in values {
        count += 1.0;
        let from_mean = value - mean;
        mean += from_mean / count;
        squares += from_mean * (value - mean);
    }
    (count > 1.0).then(|| (mean, (squares / (count - 1.0)).sqrt()))
}

/// The bounds between `classes` classes one standard deviation wide, as many above the mean as below it: of an even number
/// the mean itself is one (…, −1, 0, 1, …), of an odd number the middle class is around it (…, −1.5, −0.5, 0.5, 1.5, …).
pub fn deviations(mean: f64, deviation: f64, classes: usize) -> Vec<f64> {
    let middle = classes as f64 / 2.0;
    (1..classes).map(|i| mean + (i as f64 - middle) * deviation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_of_one_width() {
        assert_eq!(equal(0.0, 100.0, 5), [20.0, 40.0, 60.0, 80.0]);
        assert_eq!(equal(3.0, 9.0, 1), [0.0; 0]);
        // Of five intervals at most two reach 20 below and three 32 above when they are 10.67 wide.
        let bounds = equal_around(-20.0, 32.0, 0.0, 5);
        assert_eq!(bounds.len(), 4);
        assert!((bounds[0] + 32.0 / 3.0).abs() < 1e-9 && bounds[1] == 0.0, "{bounds:?}");
        // A side that one interval covers has no further bound.
        assert_eq!(equal_around(-1.0, 40.0, 0.0, 5), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(equal_around(99.0, 101.0, 100.0, 2), [100.0]);
    }

    #[test]
    fn deviations_lie_evenly_around_the_mean() {
        assert_eq!(
            mean_and_deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).map(|(mean, _)| mean),
            Some(5.0)
        );
        assert_eq!(mean_and_deviation(&[1.0, 2.0, 3.0]), Some((2.0, 1.0)));
        assert_eq!(mean_and_deviation(&[4.0]), None);
        assert_eq!(deviations(10.0, 2.0, 4), [8.0, 10.0, 12.0]);
        assert_eq!(deviations(10.0, 2.0, 5), [7.0, 9.0, 11.0, 13.0]);
    }
}
