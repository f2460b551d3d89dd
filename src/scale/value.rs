//! A value scale of either sort: even, or by powers.

use super::{Linear, Log, linear, log};
use crate::decimal::Decimal;

/// Values to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Equal distances are equal differences.
    Even(Linear),
    /// Equal distances are equal ratios.
    Powers(Log),
}

impl Scale {
    /// A scale by powers where that is asked for and zero does not lie in the domain, otherwise an even one.
    pub fn new(domain: (f64, f64), range: (f64, f64), is_log: bool) -> Scale {
        let even = Scale::Even(Linear { domain, range });
        Log::new(domain, range).filter(|_| is_log).map_or(even, Scale::Powers)
    }

    /// The pixel of a value.
    pub fn map(&self, value: f64) -> f64 {
        match self {
            Scale::Even(even) => even.map(value),
            Scale::Powers(powers) => powers.map(value),
        }
    }
}

/// Round values that cover a domain: powers of ten and their doubles where the axis goes by powers, else even steps.
pub fn ticks((low, high): (f64, f64), count: usize, is_log: bool) -> Vec<Decimal> {
    let powers = if is_log { log::ticks(low, high, count) } else { Vec::new() };
    if powers.is_empty() { linear::ticks(low, high, count) } else { powers }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_used_where_they_can_be() {
        let at = |domain, is_log| Scale::new(domain, (0.0, 100.0), is_log).map(10.0);
        assert_eq!(at((1.0, 100.0), true), 50.0);
        assert!(at((1.0, 100.0), false) < 10.0);
        // Zero has no logarithm.
        assert_eq!(at((0.0, 100.0), true), 10.0);
        assert_eq!(ticks((1.0, 900.0), 4, true).len(), 4);
        assert_eq!(ticks((0.0, 900.0), 4, true), linear::ticks(0.0, 900.0, 4));
    }
}
