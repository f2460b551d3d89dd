//! Natural breaks: the classes whose members differ least from one another.

/// More different values than these are not tried: the work grows with the square of their number.
pub const MOST: usize = 1_000;

/// The best partition of ascending values into each number of classes up to one.
///
/// Fisher's exact optimisation (W. D. Fisher 1958, “On Grouping for Maximum Homogeneity”), which Jenks (1977) took for
/// maps: of all partitions into runs of neighbours the one with the least sum of squared deviations from the class means.
/// The best `k` classes of the first values are the best `k − 1` of fewer values and one class more, so that a table over
/// both finds the best of all in O(k n²). Equal values are never parted.
pub struct Jenks {
    /// By classes, then by how many of the groups of equal values they hold: the least sum of squared deviations.
    costs: Vec<Vec<f64>>,
    /// The same: with which group the last class starts.
    lasts: Vec<Vec<usize>>,
    /// With which value each group starts.
    starts: Vec<usize>,
}

/// Equal values.
struct Group {
    value: f64,
    count: f64,
}

impl Jenks {
    /// Tries all partitions of ascending values into 1 to `classes` classes; `None` of more than [`MOST`] different ones.
    pub fn of(sorted: &[f64], classes: usize) -> Option<Jenks> {
        let mut groups: Vec<Group> = Vec::new();
        let mut starts = Vec::new();
        for (i, value) in sorted.iter().enumerate() {
            match groups.last_mut().filter(|group| group.value == *value) {
                Some(group) => group.count += 1.0,
                None => {
                    groups.push(Group { value: *value, count: 1.0 });
                    starts.push(i);
                }
            }
        }
        let classes = classes.min(groups.len());
        let mut costs = vec![vec![f64::INFINITY; groups.len() + 1]; classes + 1];
        let mut lasts = vec![vec![0; groups.len() + 1]; classes + 1];
        if groups.len() > MOST {
            return None;
        }
        costs[0][0] = 0.0;
        for end in 1..=groups.len() {
            let (mut count, mut mean, mut deviation) = (0.0, 0.0, 0.0);
            // The last class takes in one group after the other (Welford 1962: without cancelling digits).
            for start in (0..end).rev() {
                let group = &groups[start];
                let from_mean = group.value - mean;
                count += group.count;
                mean += from_mean * group.count / count;
                deviation += group.count * from_mean * (group.value - mean);
                for class in 1..=classes {
                    let cost = costs[class - 1][start] + deviation;
                    if cost < costs[class][end] {
                        costs[class][end] = cost;
                        lasts[class][end] = start;
                    }
                }
            }
        }
        Some(Jenks { costs, lasts, starts })
    }

    /// The most classes that the values allow, and no more than were asked for.
    pub fn most(&self) -> usize {
        self.costs.len() - 1
    }

    /// The sum of squared deviations from the class means; infinite of a number of classes that was not tried.
    pub fn cost(&self, classes: usize) -> f64 {
        self.costs.get(classes).and_then(|costs| costs.last()).copied().unwrap_or(f64::INFINITY)
    }

    /// With which value each class but the first starts.
    pub fn breaks(&self, classes: usize) -> Vec<usize> {
        let mut breaks = Vec::new();
        let mut end = self.starts.len();
        for class in (2..=classes.min(self.most())).rev() {
            end = self.lasts[class][end];
            breaks.push(self.starts[end]);
        }
        breaks.reverse();
        breaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_between_clusters_are_where_the_breaks_are() {
        let values = [1.0, 1.2, 1.3, 10.0, 10.5, 50.0, 51.0];
        let jenks = Jenks::of(&values, 3).unwrap();
        assert_eq!(jenks.breaks(3), [3, 5]);
        assert_eq!(jenks.breaks(2), [5]);
        assert_eq!(jenks.breaks(1), [0; 0]);
        assert!(jenks.cost(3) < jenks.cost(2) && jenks.cost(4) == f64::INFINITY);
    }

    #[test]
    fn there_are_no_more_classes_than_different_values() {
        assert_eq!(Jenks::of(&[], 5).unwrap().breaks(5), [0; 0]);
        assert_eq!(Jenks::of(&[7.0; 9], 5).unwrap().breaks(5), [0; 0]);
        let jenks = Jenks::of(&[-1.0, -1.0, 4.0], 5).unwrap();
        assert_eq!((jenks.most(), jenks.cost(2), jenks.breaks(5)), (2, 0.0, vec![2]));
        let many: Vec<f64> = (0..=MOST).map(|i| i as f64).collect();
        assert!(Jenks::of(&many, 5).is_none() && Jenks::of(&many[1..], 3).is_some());
    }
}
