//! What every target asks of a reader.

use qdviz::dataset::read;
use qdviz::diagnostic::Diagnostics;

/// Reads bytes in one format: no panic, and where nothing is read somebody says why.
pub fn check(bytes: &[u8], format: &str) {
    let mut faults = Diagnostics::default();
    let set = read(bytes, Some(format), &mut faults);
    assert!(set.is_some() || faults.is_fatal(), "nothing was read, and nobody says why");
    let Some(set) = set else { return };
    for observation in set.observations.iter() {
        assert!(observation.indicator < set.indicators.len() && observation.area < set.areas.len());
        assert!(observation.source.is_none_or(|source| source < set.sources.len()));
        assert!(!set.place(&observation).is_empty());
    }
    for (number, indicator) in set.indicators.iter().enumerate().take(50) {
        let found = set.of_indicator(number).len();
        assert!(found <= set.observations.len(), "{}", indicator.id);
    }
}
