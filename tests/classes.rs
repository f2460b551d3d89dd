//! Classes of values: against published results, against trying out every partition, and what holds of all of them.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use qdviz::decimal::Decimal;
use qdviz::scale::{Asked, Method, Threshold};
use qdviz::stats::intervals::{deviations, equal, mean_and_deviation};
use qdviz::stats::{Jenks, quantile_breaks};

/// Employees a square kilometre in the 58 counties of California (U.S. Census Bureau), on which the authors of the Python
/// package mapclassify publish what its methods give; the figures below are theirs (BSD 3-Clause, PySAL developers).
#[rustfmt::skip]
const CALIFORNIA: [f64; 58] = [
    329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22, 8.7, 6.56, 3.27, 0.33, 370.5,
    4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7, 12.02, 722.85, 36.68, 0.74, 29.82, 192.05, 3.38, 11.15, 110.74,
    4111.45, 49.47, 10.33, 317.11, 20.47, 264.93, 66.26, 5.39, 0.13, 0.61, 50.65, 40.48, 36.67, 13.09, 1.81, 0.2, 7.6, 2.51,
    57.26, 24.32, 6.97,
];

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Whether two lists agree in as many digits as were published.
fn agree(ours: &[f64], published: &[f64]) -> bool {
    ours.len() == published.len() && ours.iter().zip(published).all(|(a, b)| (a - b).abs() < 1e-6)
}

#[test]
fn published_classes_of_california_come_out() {
    let values = sorted(&CALIFORNIA);
    let quantiles = quantile_breaks(&values, 5);
    assert!(agree(&quantiles, &[1.464, 5.798, 13.278, 54.616]), "{quantiles:?}");
    let even = equal(values[0], values[57], 5);
    assert!(agree(&even, &[822.394, 1644.658, 2466.922, 3289.186]), "{even:?}");
    let (mean, deviation) = mean_and_deviation(&values).unwrap();
    // Published: mean −2, −1, +1 and +2 deviations.
    let around = [-2.0, -1.0, 1.0, 2.0].map(|times| mean + times * deviation);
    assert!(agree(&around, &[-967.36235382, -420.71712519, 672.57333208, 1219.21856072]), "{around:?}");
    let breaks = deviations(mean, deviation, 6);
    assert!(agree(&[breaks[0], breaks[1], breaks[3], breaks[4]], &around) && breaks[2] == mean);
    // Published as the highest value of each class: 75.29, 192.05, 370.5, 722.85; 49, 3, 4, 1 and 1 members.
    let jenks = Jenks::of(&values, 5).unwrap().breaks(5);
    assert_eq!(jenks, [49, 52, 56, 57]);
    assert_eq!(jenks.map_highest(&values), [75.29, 192.05, 370.5, 722.85]);
}

trait Highest {
    fn map_highest(&self, values: &[f64]) -> Vec<f64>;
}

impl Highest for Vec<usize> {
    /// The highest value of each class but the last.
    fn map_highest(&self, values: &[f64]) -> Vec<f64> {
        self.iter().map(|at| values[at - 1]).collect()
    }
}

/// Quartiles of Hyndman and Fan's type 7 as R gives them for 1 to 10 and for the miles a gallon of its `mtcars`.
#[test]
fn published_quartiles_come_out() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    assert_eq!(quantile_breaks(&ten, 4), [3.25, 5.5, 7.75]);
    #[rustfmt::skip]
    let miles = sorted(&[
        21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4,
        33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4,
    ]);
    assert!(agree(&quantile_breaks(&miles, 4), &[15.425, 19.2, 22.8]));
    let thousand: Vec<f64> = (0..1000).map(f64::from).collect();
    assert_eq!(quantile_breaks(&thousand, 4), [249.75, 499.5, 749.25]);
}

/// The sum of squared deviations from the class means.
fn cost(sorted: &[f64], breaks: &[usize]) -> f64 {
    let starts = [0].into_iter().chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain([sorted.len()]);
    let of_class = |(start, end): (usize, usize)| {
        let class = &sorted[start..end];
        let mean = class.iter().sum::<f64>() / class.len() as f64;
        class.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
    };
    starts.zip(ends).map(of_class).sum()
}

/// The least cost of all ways to part ascending values into `classes` runs without parting equal ones.
fn least(sorted: &[f64], classes: usize) -> f64 {
    let gaps: Vec<usize> = (1..sorted.len()).filter(|i| sorted[i - 1] < sorted[*i]).collect();
    let wanted = classes.min(gaps.len() + 1) as u32 - 1;
    let subsets = (0u32..1 << gaps.len()).filter(|set| set.count_ones() == wanted);
    let breaks = |set: u32| -> Vec<usize> {
        gaps.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, gap)| *gap).collect()
    };
    subsets.map(|set| cost(sorted, &breaks(set))).fold(f64::INFINITY, f64::min)
}

const METHODS: [Method; 7] = [
    Method::Quantile,
    Method::Equal,
    Method::Jenks,
    Method::Deviation,
    Method::Pretty,
    Method::Category,
    Method::None,
];

fn classes(method: Method, values: &[Decimal], classes: usize, middle: Decimal) -> (Threshold, Method) {
    Asked { method, classes, breaks: Vec::new(), middle }.classes(values)
}

/// Figures with ties, of all magnitudes that are published, with up to four digits behind the point.
fn figures() -> impl Strategy<Value = Vec<Decimal>> {
    let figure = |mantissa: std::ops::Range<i64>| {
        (mantissa, 0u8..=4).prop_map(|(mantissa, scale)| Decimal { mantissa, scale })
    };
    prop_oneof![
        prop::collection::vec(figure(-40..40), 0..40),
        prop::collection::vec(figure(0..3_000_000), 0..40),
        prop::collection::vec(figure(-90_000_000_000..90_000_000_000), 0..40),
    ]
}

proptest! {
    #[test]
    fn natural_breaks_are_the_best_of_all_partitions(
        values in prop::collection::vec(prop_oneof![-9i32..9, -9000i32..9000], 1..=12),
        count in 1usize..=7,
    ) {
        let sorted = sorted(&values.into_iter().map(f64::from).collect::<Vec<_>>());
        let jenks = Jenks::of(&sorted, count).unwrap();
        let breaks = jenks.breaks(count);
        let (ours, best) = (cost(&sorted, &breaks), least(&sorted, count));
        prop_assert!((ours - best).abs() <= 1e-9 * (1.0 + best), "{sorted:?} {breaks:?}: {ours}, but {best}");
        prop_assert!((jenks.cost(breaks.len() + 1) - best).abs() <= 1e-9 * (1.0 + best));
        prop_assert!(breaks.iter().all(|at| sorted[at - 1] < sorted[*at]), "equal values are parted");
    }

    #[test]
    fn classes_keep_what_they_promise(
        values in figures(), count in 2usize..=7,
        middle in prop_oneof![Just(0i64), -500i64..500], scale in 0u8..=3,
    ) {
        let middle = Decimal { mantissa: middle, scale };
        for method in METHODS {
            let (scale, used) = classes(method, &values, count, middle);
            let most = if used == Method::Category { 8 } else { count };
            prop_assert!(scale.classes() <= most.max(2), "{method:?} {scale:?}");
            prop_assert!(scale.breaks.windows(2).all(|pair| pair[0] < pair[1]), "{method:?} {scale:?}");
            prop_assert!(scale.below <= scale.classes());
            let mut members = vec![0; scale.classes()];
            for value in &values {
                let class = scale.class(*value);
                members[class] += 1;
                // On the side of every printed bound that the class says.
                prop_assert!(class == 0 || scale.breaks[class - 1] <= *value);
                prop_assert!(scale.breaks.get(class).is_none_or(|bound| *value < *bound));
                // And on the side of the middle that its colour says.
                if used != Method::Deviation && class < scale.below {
                    prop_assert!(*value < middle, "{method:?} {value:?} {scale:?}");
                }
                if used != Method::Deviation && (class > scale.below || !scale.straddles) && class >= scale.below {
                    prop_assert!(*value >= middle || used == Method::Category, "{method:?} {value:?} {scale:?}");
                }
            }
            if matches!(used, Method::Quantile | Method::Jenks | Method::Category) {
                prop_assert!(values.is_empty() || !members.contains(&0), "{method:?} {members:?} {scale:?}");
            }
            // The lowest and the highest class have a member each, whatever lies between.
            if !values.is_empty() {
                prop_assert!(members[0] > 0 && members[scale.classes() - 1] > 0, "{method:?} {members:?} {scale:?}");
            }
        }
    }
}

fn figures_of(texts: &[&str]) -> Vec<Decimal> {
    texts.iter().map(|text| Decimal::parse(text).unwrap()).collect()
}

fn shown(method: Method, texts: &[&str], count: usize, middle: i64) -> String {
    let (scale, _) = classes(method, &figures_of(texts), count, Decimal::whole(middle));
    let breaks: Vec<String> = scale.breaks.iter().map(|own| qdviz::format::number(*own)).collect();
    breaks.join(" ")
}

#[test]
fn no_value_one_value_and_equal_values_are_one_class() {
    for method in METHODS {
        for values in [&[][..], &["5"], &["-2.5"], &["7", "7.0", "7.00"], &["0", "0"]] {
            assert_eq!(shown(method, values, 5, 0), "", "{method:?} {values:?}");
        }
    }
}

#[test]
fn census_figures_get_readable_breaks() {
    let census = ["48.6643", "109.7", "190.36", "50.2", "73.7", "110.9953", "133.6", "98.8", "119.1", "72.0"];
    assert_eq!(shown(Method::Equal, &census, 4, 0), "84.1 119.5 154.9");
    assert_eq!(shown(Method::Pretty, &census, 5, 0), "50 100 150");
    assert_eq!(shown(Method::Pretty, &census, 7, 0), "50 100 150", "steps of 20 would make eight");
    assert_eq!(shown(Method::Quantile, &census, 3, 0), "73.7 110.9", "not 111.0, which lies above 110.9953");
    assert_eq!(shown(Method::None, &census, 5, 0), "");
}

#[test]
fn the_middle_is_a_break_and_steps_away_from_it_are_alike() {
    let index = ["96.2", "98.0", "99.1", "101.4", "104.9", "108.8"];
    assert_eq!(shown(Method::Pretty, &index, 7, 100), "98 100 102 104 106 108");
    assert_eq!(shown(Method::Equal, &index, 4, 100), "100.0 103.8 107.6");
    for method in [Method::Quantile, Method::Jenks, Method::Equal, Method::Pretty] {
        let (scale, _) = classes(method, &figures_of(&index), 5, Decimal::whole(100));
        assert!(scale.breaks.iter().any(|own| own.to_f64() == 100.0), "{method:?} {scale:?}");
        assert!(scale.below > 0 && !scale.straddles, "{method:?} {scale:?}");
    }
    // All on one side: no class for nothing.
    assert_eq!(shown(Method::Equal, &index, 2, 50), "102.5");
}

#[test]
fn natural_breaks_share_their_classes_between_the_sides_as_costs_least() {
    // Three clusters below zero and one above: three classes of four go below.
    let values = ["-90", "-89", "-50", "-49", "-10", "-9", "5", "6", "7"];
    assert_eq!(shown(Method::Jenks, &values, 4, 0), "−70 −30 0");
}

#[test]
fn breaks_of_the_designer_are_kept_and_a_class_around_the_middle_is_known() {
    let values = figures_of(&["-12.2", "-4", "7.5", "50.5"]);
    let manual = |breaks: &[&str]| {
        let (method, classes) = (Method::Manual, 5);
        let asked = Asked { method, classes, breaks: figures_of(breaks), middle: Decimal::whole(0) };
        let (scale, _) = asked.classes(&values);
        (scale.breaks.len(), scale.below, scale.straddles)
    };
    assert_eq!(manual(&["-5", "5", "30"]), (3, 1, true));
    assert_eq!(manual(&["-5", "0", "30"]), (3, 2, false));
    assert_eq!(manual(&["10"]), (1, 0, true));
    assert_eq!(manual(&["100", "200"]), (2, 0, true));
}

#[test]
fn what_is_too_much_for_a_method_is_said_by_the_one_used_instead() {
    let many: Vec<Decimal> = (0..=1000).map(|i| Decimal::whole(i * i)).collect();
    let (scale, used) = classes(Method::Jenks, &many, 5, Decimal::whole(0));
    assert_eq!((scale.classes(), used), (5, Method::Quantile));
    assert_eq!(classes(Method::Jenks, &many[1..], 5, Decimal::whole(0)).1, Method::Jenks);
    let (scale, used) = classes(Method::Category, &many[..9], 5, Decimal::whole(0));
    assert_eq!((scale.classes(), used), (5, Method::Quantile));
    let (scale, used) = classes(Method::Category, &many[..8], 5, Decimal::whole(0));
    assert_eq!((scale.classes(), used), (8, Method::Category));
}
