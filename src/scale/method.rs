//! Where classes part: the methods that a map may ask for.

use super::linear::step;
use super::threshold::{Threshold, ascending, coarsest, distinct, floats, readable, rounded, sides};
use crate::decimal::{Decimal, power_of_ten};
use crate::stats::Jenks;
use crate::stats::intervals::{deviations, equal, equal_around, mean_and_deviation};

/// More different values than these are no categories: there is no colour for the ninth.
pub const CATEGORIES: usize = 8;

/// How values are put into classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// About as many values in each.
    #[default]
    Quantile,
    /// Intervals of one width.
    Equal,
    /// Natural breaks: members that differ least.
    Jenks,
    /// By the distance from the mean, in standard deviations.
    Deviation,
    /// Intervals of one round width, at round numbers.
    Pretty,
    /// Where the designer says.
    Manual,
    /// Each value for itself.
    Category,
    /// No classes: the colour goes with the value.
    None,
}

/// The words for methods in a view document.
pub const METHODS: [(&str, Method); 8] = [
    ("quantile", Method::Quantile),
    ("equal", Method::Equal),
    ("jenks", Method::Jenks),
    ("deviation", Method::Deviation),
    ("pretty", Method::Pretty),
    ("manual", Method::Manual),
    ("category", Method::Category),
    ("none", Method::None),
];

/// What a view asks of its classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// How they part.
    pub method: Method,
    /// How many at most.
    pub classes: usize,
    /// Where, by [`Method::Manual`]: ascending.
    pub breaks: Vec<Decimal>,
    /// The value at which colours change sides.
    pub middle: Decimal,
}

impl Asked {
    /// The classes of `values`. The method is the one that was used: natural breaks and categories of too many different
    /// values are quantiles.
    pub fn classes(&self, values: &[Decimal]) -> (Threshold, Method) {
        let sorted = ascending(values);
        let breaks = match self.method {
            Method::Quantile => None,
            Method::Equal => Some(self.equal(&sorted)),
            Method::Jenks => self.jenks(&sorted),
            Method::Deviation => return (self.deviation(&sorted), Method::Deviation),
            Method::Pretty => Some(self.pretty(&sorted)),
            Method::Manual => Some(self.breaks.clone()),
            Method::Category => categories(&sorted),
            Method::None => Some(Vec::new()),
        };
        match breaks {
            Some(breaks) => (Threshold::around(breaks, &sorted, self.middle), self.method),
            None => (Threshold::quantiles(values, self.classes, self.middle), Method::Quantile),
        }
    }

    /// Whether there are values on both sides of the middle.
    fn has_sides(&self, sorted: &[Decimal]) -> bool {
        let (below, above) = sides(sorted, self.middle);
        !below.is_empty() && above.iter().any(|value| *value > self.middle)
    }

    fn equal(&self, sorted: &[Decimal]) -> Vec<Decimal> {
        let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return Vec::new() };
        let (low, high) = (low.to_f64(), high.to_f64());
        let bounds = match self.has_sides(sorted) {
            true => equal_around(low, high, self.middle.to_f64(), self.classes),
            false => equal(low, high, self.classes),
        };
        let mut breaks = printable(&bounds, sorted);
        if self.has_sides(sorted) {
            // Not rounded: the middle is where the designer says.
            let distance = |own: &Decimal| (own.to_f64() - self.middle.to_f64()).abs();
            let nearest = breaks.iter_mut().min_by(|a, b| distance(a).total_cmp(&distance(b)));
            for own in nearest.into_iter().filter(|own| distance(own) > 0.0) {
                *own = self.middle;
            }
        }
        breaks
    }

    fn deviation(&self, sorted: &[Decimal]) -> Threshold {
        let values = floats(sorted);
        let spread = mean_and_deviation(&values).filter(|(_, deviation)| *deviation > 0.0);
        let Some((mean, deviation)) = spread else { return Threshold::default() };
        let breaks = printable(&deviations(mean, deviation, self.classes), sorted);
        // The mean in the digits of the break that it is; between two breaks in finer ones.
        let own = breaks.iter().find(|own| (own.to_f64() - mean).abs() < deviation / 4.0).copied();
        let middle = own.or_else(|| rounded(mean, coarsest(sorted) + 4, 0));
        Threshold::around(breaks, sorted, middle.unwrap_or_default())
    }

    /// Multiples of the least round step (1, 2 or 5 times a power of ten; Heckbert 1990, “Nice Numbers for Graph Labels”)
    /// with which there are no more classes than wanted; counted from the middle, so that it is one of them.
    fn pretty(&self, sorted: &[Decimal]) -> Vec<Decimal> {
        let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return Vec::new() };
        let mut rough = (high.to_f64() - low.to_f64()) / self.classes.max(1) as f64;
        // Steps grow by two and a half at most: few are tried.
        for _ in 0..8 {
            if !(rough.is_finite() && rough > 0.0) {
                break;
            }
            let (digit, power) = step(rough);
            let breaks = multiples(digit, power, self.middle, (*low, *high), self.classes);
            if let Some(breaks) = breaks.filter(|breaks| breaks.len() < self.classes.max(2)) {
                return breaks;
            }
            rough = digit as f64 * ten_to(power) * 1.01;
        }
        Vec::new()
    }

    /// Natural breaks; with values on both sides of the middle one there, and of all ways to share the classes between the
    /// sides the one with the least deviations.
    fn jenks(&self, sorted: &[Decimal]) -> Option<Vec<Decimal>> {
        let (below, above) = sides(sorted, self.middle);
        if below.is_empty() || above.is_empty() {
            let whole = Jenks::of(&floats(sorted), self.classes)?;
            return Some(between(sorted, &whole.breaks(self.classes)));
        }
        let classes = self.classes.max(2);
        let sides = [Jenks::of(&floats(below), classes - 1)?, Jenks::of(&floats(above), classes - 1)?];
        // A side that has fewer different values than classes does as well with as many as it has.
        let cost = |share: usize| {
            let of = |side: &Jenks, share: usize| side.cost(share.min(side.most()));
            of(&sides[0], share) + of(&sides[1], classes - share)
        };
        let share = (1..classes).min_by(|a, b| cost(*a).total_cmp(&cost(*b)))?;
        let mut breaks = between(below, &sides[0].breaks(share));
        breaks.push(self.middle);
        breaks.extend(between(above, &sides[1].breaks(classes - share)));
        Some(breaks)
    }
}

/// Readable breaks halfway between the value before each of some positions and the value at it.
fn between(sorted: &[Decimal], positions: &[usize]) -> Vec<Decimal> {
    let middle = |at: usize| (sorted[at - 1].to_f64() + sorted[at].to_f64()) / 2.0;
    positions.iter().filter(|at| **at > 0).map(|at| readable(middle(*at), sorted, *at)).collect()
}

/// A break at each different value but the lowest; `None` where they are too many to tell their colours apart.
fn categories(sorted: &[Decimal]) -> Option<Vec<Decimal>> {
    if sorted.is_empty() || distinct(sorted) > CATEGORIES {
        return None;
    }
    let pairs = sorted.windows(2).filter(|pair| pair[0] < pair[1]);
    Some(pairs.map(|pair| pair[1]).collect())
}

/// Bounds in the digits that tell them apart: rounded by less than a tenth of the narrowest interval. A bound below all
/// values or above them parts nothing and is left out.
fn printable(bounds: &[f64], sorted: &[Decimal]) -> Vec<Decimal> {
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let steps = bounds.windows(2).map(|pair| pair[1] - pair[0]);
    let narrowest = steps.fold(high.to_f64() - low.to_f64(), f64::min);
    let mut digits = coarsest(sorted);
    while digits < 18 && 1.0 / ten_to(digits) > narrowest / 5.0 {
        digits += 1;
    }
    let mut breaks: Vec<Decimal> = Vec::new();
    for bound in bounds {
        let parts =
            |bound: &Decimal| low < bound && bound <= high && breaks.last().is_none_or(|last| last < bound);
        breaks.extend(rounded(*bound, digits, 0).filter(parts));
    }
    // Without a column of zeros behind the point: 20 and 40, not 20.0 and 40.0.
    let whole: Option<Vec<Decimal>> = breaks.iter().map(|own| own.with_scale(0)).collect();
    whole.unwrap_or(breaks)
}

/// The multiples of a step, counted from `middle`, that lie between two values; `None` of more than can be wanted.
fn multiples(
    digit: i64,
    power: i32,
    middle: Decimal,
    (low, high): (Decimal, Decimal),
    most: usize,
) -> Option<Vec<Decimal>> {
    let size = digit as f64 * ten_to(power);
    let first = ((low.to_f64() - middle.to_f64()) / size).floor() as i64;
    let scale = (-power).max(0) as u8;
    let whole = digit.checked_mul(power_of_ten(power.max(0) as u8) as i64)?;
    let mut found = Vec::new();
    for i in first..=first.checked_add(most as i64 + 2)? {
        let step = Decimal { mantissa: i.checked_mul(whole)?.checked_neg()?, scale };
        let bound = middle.minus(step)?;
        if low < bound && bound < high {
            found.push(bound);
        }
    }
    Some(found)
}

/// A power of ten, of negative exponents too.
fn ten_to(power: i32) -> f64 {
    if power < 0 { 1.0 / power_of_ten(-power as u8) } else { power_of_ten(power as u8) }
}
