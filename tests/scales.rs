//! Scales for any values that figures have, from 1e-12 to 1e15 and below zero: they keep order, turn back, and their
//! ticks are round, ascending and around the values.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use qdviz::scale::linear::ticks;
use qdviz::scale::{Band, Linear};

/// Magnitudes that published figures have, of either sign, and zero.
fn value() -> impl Strategy<Value = f64> {
    let magnitude = (-12.0..15.0f64).prop_map(|power| 10f64.powf(power));
    prop_oneof![Just(0.0), magnitude.clone(), magnitude.prop_map(|value| -value)]
}

/// How far two numbers of a domain may lie apart for rounding alone.
fn slack(a: f64, b: f64) -> f64 {
    (a.abs() + b.abs()) * 1e-9
}

proptest! {
    #[test]
    fn a_straight_scale_keeps_order_and_turns_back(a in value(), b in value(), t in 0.0..1.0f64, u in 0.0..1.0f64) {
        let scale = Linear { domain: (a, b), range: (40.0, 640.0) };
        let at = |t: f64| a + (b - a) * t;
        let (low, high) = (scale.map(at(t.min(u))), scale.map(at(t.max(u))));
        prop_assert!(low <= high + 1e-6, "{low} {high}");
        prop_assert!(scale.map(a).is_finite());
        if a != b {
            let back = scale.invert(scale.map(at(t)));
            prop_assert!((back - at(t)).abs() <= slack(a, b), "{back} {}", at(t));
        }
    }

    #[test]
    fn ticks_ascend_are_few_and_lie_around_the_values(a in value(), b in value(), count in 2usize..8) {
        let (low, high) = (a.min(b), a.max(b));
        // The steps of an axis have nine digits behind the point at most: finer values lie between two ticks.
        let finest = 1e-9;
        let ticks: Vec<f64> = ticks(a, b, count).into_iter().map(|tick| tick.to_f64()).collect();
        prop_assert!(ticks.len() >= 2 && ticks.len() <= 51, "{ticks:?}");
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{ticks:?}");
        prop_assert!(ticks[0] <= low + slack(a, b) + finest, "{low} {ticks:?}");
        prop_assert!(ticks[ticks.len() - 1] >= high - slack(a, b) - finest, "{high} {ticks:?}");
        let step = ticks[1] - ticks[0];
        let even = ticks.windows(2).all(|pair| (pair[1] - pair[0] - step).abs() <= slack(a, b) + step * 1e-6);
        prop_assert!(even, "{ticks:?}");
    }

    #[test]
    fn bands_follow_one_another_within_their_range(start in -1e4..1e4f64, length in 1.0..1e4f64, count in 1usize..500) {
        let band = Band::new(start, length, count, 0.6);
        let centers: Vec<f64> = (0..count).map(|i| band.center(i)).collect();
        prop_assert!(centers.windows(2).all(|pair| pair[0] < pair[1]));
        let half = band.thickness() / 2.0;
        prop_assert!(centers[0] - half >= start - 1e-6 && centers[count - 1] + half <= start + length + 1e-6);
    }
}

#[test]
fn a_domain_of_nothing_or_of_nonsense_has_no_ticks_or_safe_ones() {
    for (low, high) in [(f64::NAN, 1.0), (f64::INFINITY, 1.0), (f64::NEG_INFINITY, f64::INFINITY)] {
        assert!(ticks(low, high, 5).is_empty(), "{low} {high}");
    }
    for constant in [0.0, 1e-12, 1e15, -5.0] {
        let ticks = ticks(constant, constant, 4);
        assert!(ticks.len() >= 2, "{constant}: {ticks:?}");
    }
}
