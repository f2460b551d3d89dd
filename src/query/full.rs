//! What a full scale of an indicator is: 100 %, its target, or its bands.

use crate::dataset::{Band, Direction, Indicator, Nature};

/// What makes a scale full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A hundred per cent or points.
    Hundred,
    /// The target of the indicator.
    Target,
    /// The ends of its bands.
    Bands,
}

/// The scale of an indicator, in published units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Full {
    /// Where it starts.
    pub low: f64,
    /// Where it is full.
    pub high: f64,
    /// Why there.
    pub reason: Reason,
}

impl Full {
    /// How much of the scale a value fills: 0 at its start, 1 where it is full.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The full scale of an indicator; `None` where nothing says it. `target` asks for the target before a hundred,
/// `bands` for the bands before anything.
pub fn of(indicator: &Indicator, target: bool, bands: bool) -> Option<Full> {
    let goal = indicator.target().map(|target| target.to_f64()).filter(|target| *target > 0.0);
    let goal = goal.map(|high| Full { low: 0.0, high, reason: Reason::Target });
    // A growth of 100 % is no goal.
    let is_part = !matches!(indicator.nature, Nature::Growth | Nature::Rank);
    let hundred = is_part && matches!(indicator.unit.as_str(), "%" | "分");
    let hundred = hundred.then_some(Full { low: 0.0, high: 100.0, reason: Reason::Hundred });
    let ranges = banded(indicator);
    match (target, bands) {
        (true, false) => goal.or(hundred).or(ranges),
        (_, true) => ranges.or(hundred).or(goal),
        (false, false) => hundred.or(goal).or(ranges),
    }
}

/// From the lowest to the highest end of the bands, zero included unless they go below it; a band without an upper end
/// is drawn up to a hundred per cent, or half as long again as all below it.
fn banded(indicator: &Indicator) -> Option<Full> {
    let ends =
        || indicator.bands().iter().flat_map(|band| [band.from, band.to]).flatten().map(|end| end.to_f64());
    let lowest = ends().fold(0.0, f64::min);
    let high = ends().fold(f64::NEG_INFINITY, f64::max);
    // A band without a lower end needs room as well.
    let goes_on = |band: &Band| band.from.is_none() && band.to.is_some_and(|to| to.to_f64() <= lowest);
    let low = if indicator.bands().iter().any(goes_on) { lowest - (high - lowest) / 4.0 } else { lowest };
    let is_open = indicator.bands().iter().any(|band| band.to.is_none());
    let high = match is_open {
        true if indicator.unit == "%" && high < 100.0 => 100.0,
        true => high + (high - low) / 2.0,
        false => high,
    };
    (low < high && high.is_finite()).then_some(Full { low, high, reason: Reason::Bands })
}

/// The band that a value lies in.
pub fn band(indicator: &Indicator, value: f64) -> Option<usize> {
    let within = |band: &Band| {
        band.from.is_none_or(|from| value >= from.to_f64()) && band.to.is_none_or(|to| value < to.to_f64())
    };
    indicator.bands().iter().position(within)
}

/// Whether a value falls short: in a band of warning or worse, off its target, or, where neither is stated, below 60 of
/// a hundred.
pub fn is_weak(indicator: &Indicator, value: f64) -> bool {
    if let Some(band) = band(indicator, value) {
        return matches!(indicator.bands()[band].level.as_str(), "warning" | "bad");
    }
    match (indicator.target(), indicator.direction) {
        (Some(target), Direction::Lower) => value > target.to_f64(),
        (Some(target), _) => value < target.to_f64(),
        // Of what should be low nothing says how low.
        (None, Direction::Lower) => false,
        (None, _) => of(indicator, false, false).is_some_and(|full| full.share(value) < 0.6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Details;
    use crate::decimal::Decimal;

    fn band_of(from: Option<i64>, to: Option<i64>, level: &str) -> Band {
        let end = |end: Option<i64>| end.map(Decimal::whole);
        Band { from: end(from), to: end(to), level: level.into(), label: String::new() }
    }

    fn of_unit(unit: &str, direction: Direction, target: Option<i64>, bands: Vec<Band>) -> Indicator {
        let details = Details { target: target.map(Decimal::whole), bands, ..Details::default() }.boxed();
        Indicator { unit: unit.into(), direction, details, ..Indicator::default() }
    }

    #[test]
    fn a_hundred_the_target_or_the_bands_make_a_scale_full() {
        let rate = of_unit("%", Direction::Higher, Some(80), Vec::new());
        assert_eq!(of(&rate, false, false).unwrap().reason, Reason::Hundred);
        assert_eq!(of(&rate, true, false).unwrap().high, 80.0);
        assert_eq!(of(&of_unit("个", Direction::Higher, None, Vec::new()), false, true), None);
        let growth =
            Indicator { nature: Nature::Growth, ..of_unit("%", Direction::Higher, None, Vec::new()) };
        assert_eq!(of(&growth, false, false), None);
        let bands = vec![
            band_of(None, Some(15), "good"),
            band_of(Some(15), Some(35), "warning"),
            band_of(Some(35), None, "bad"),
        ];
        let air = of_unit("微克/立方米", Direction::Lower, None, bands);
        let full = of(&air, false, true).unwrap();
        assert_eq!((full.low, full.high), (0.0, 52.5));
        assert_eq!((band(&air, 31.0), is_weak(&air, 31.0), is_weak(&air, 14.9)), (Some(1), true, false));
        let prices = of_unit(
            "%",
            Direction::Neutral,
            None,
            vec![band_of(None, Some(-1), "bad"), band_of(Some(-1), Some(3), "good")],
        );
        assert_eq!(of(&prices, false, true).map(|full| (full.low, full.high)), Some((-2.0, 3.0)));
    }

    #[test]
    fn weak_is_what_misses_its_target_or_sixty() {
        let rate = |direction, target| of_unit("%", direction, target, Vec::new());
        let open = rate(Direction::Higher, None);
        assert!(is_weak(&open, 59.9) && !is_weak(&open, 60.0));
        let high = rate(Direction::Higher, Some(90));
        assert!(is_weak(&high, 89.0) && !is_weak(&high, 90.0));
        let low = rate(Direction::Lower, Some(90));
        assert!(!is_weak(&low, 89.0) && is_weak(&low, 91.0));
        assert!(!is_weak(&rate(Direction::Lower, None), 99.0));
    }
}
