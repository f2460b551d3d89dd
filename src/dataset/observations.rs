//! The figures of a data set, packed: a document of a million of them may be a few megabytes.

use super::{Observation, Period, Remark, Status, Text, Value};
use crate::decimal::Decimal;

/// Figures in the order of the document. Each takes 32 bytes, and what few say besides is kept aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observations {
    /// All of one length but the last. One long list would be copied whenever it grows, and for a moment be there twice.
    chunks: Vec<Vec<Packed>>,
    /// What figures say besides, each for one figure or for several near one another.
    asides: Vec<Aside>,
}

/// How many figures a chunk has.
const CHUNK: usize = 1024;

/// How many asides are looked through for one that says the same.
const NEAR: usize = 8;

#[derive(Clone, Debug, PartialEq)]
struct Packed {
    mantissa: i64,
    /// Indicator and area; see [`series`].
    series: u64,
    period: u64,
    row: u32,
    /// From the lowest bit: 5 of the scale or [`MISSING`], 3 of the status, 24 of the aside, counted from 1.
    rest: u32,
}

/// What stands in place of the scale where there is no number.
const MISSING: u32 = 31;

#[derive(Clone, Debug, PartialEq)]
struct Aside {
    source: Option<usize>,
    remark: Option<Box<Remark>>,
    /// Why there is no number.
    reason: Text,
}

impl Observations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.chunks.last().map_or(0, |last| (self.chunks.len() - 1) * CHUNK + last.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The one at a position that the data set has given.
    pub fn at(&self, position: usize) -> Observation {
        let packed = self.packed(position);
        let (mut source, mut remark, mut reason) = (None, None, Text::default());
        if let Some(aside) = self.aside(packed) {
            (source, remark, reason) = (aside.source, aside.remark.clone(), aside.reason.clone());
        }
        Observation {
            indicator: packed.indicator(),
            area: packed.series as u32 as usize,
            period: Period::unpacked(packed.period),
            value: packed.number().map_or(Value::Missing(reason), Value::Known),
            status: packed.status(),
            source,
            remark,
            row: packed.row,
        }
    }

    /// When the one at a position is.
    pub fn period(&self, position: usize) -> Period {
        Period::unpacked(self.packed(position).period)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Observation> {
        (0..self.len()).map(|position| self.at(position))
    }

    /// What the one at a position is about, in the order of the index: its [`series`] and its period, packed.
    pub(super) fn about(&self, position: u32) -> (u64, u64) {
        let packed = self.packed(position as usize);
        (packed.series, packed.period)
    }

    /// The number at a position, where there is one.
    pub fn number(&self, position: usize) -> Option<Decimal> {
        self.packed(position).number()
    }

    /// Who says the one at a position.
    pub fn source(&self, position: usize) -> Option<usize> {
        self.aside(self.packed(position))?.source
    }

    /// How far the one at a position is to be trusted.
    pub fn status(&self, position: usize) -> Status {
        self.packed(position).status()
    }

    /// What the one at a position is of.
    pub fn indicator(&self, position: usize) -> usize {
        self.packed(position).indicator()
    }

    /// Adds one.
    pub(super) fn push(&mut self, observation: Observation) {
        let (number, reason) = match observation.value {
            Value::Known(number) => (number, Text::default()),
            Value::Missing(reason) => (Decimal { mantissa: 0, scale: MISSING as u8 }, reason),
        };
        let Observation { source, remark, .. } = observation;
        let is_plain = source.is_none() && remark.is_none() && reason.is_empty();
        let aside = if is_plain { 0 } else { self.put_aside(Aside { source, remark, reason }) };
        let packed = Packed {
            mantissa: number.mantissa,
            series: series(observation.indicator, observation.area),
            period: observation.period.packed(),
            row: observation.row,
            rest: u32::from(number.scale) | (observation.status as u32) << 5 | aside << 8,
        };
        if self.len().is_multiple_of(CHUNK) {
            self.chunks.push(Vec::new());
        }
        if let Some(last) = self.chunks.last_mut() {
            last.push(packed);
        }
    }

    /// Keeps what is said besides and gives its number, from 1.
    fn put_aside(&mut self, aside: Aside) -> u32 {
        let near = self.asides.len().saturating_sub(NEAR);
        // The basic build has a budget, and a document of rows is much longer than what is kept of it.
        if cfg!(feature = "formats")
            && let Some(known) = self.asides[near..].iter().position(|known| *known == aside)
        {
            return (near + known) as u32 + 1;
        }
        self.asides.push(aside);
        self.asides.len() as u32
    }

    fn aside(&self, packed: &Packed) -> Option<&Aside> {
        self.asides.get(((packed.rest >> 8) as usize).checked_sub(1)?)
    }

    fn packed(&self, position: usize) -> &Packed {
        &self.chunks[position / CHUNK][position % CHUNK]
    }
}

/// An indicator and an area as one number that is ordered by the indicator, then the area.
pub(super) fn series(indicator: usize, area: usize) -> u64 {
    (indicator as u64) << 32 | area as u64
}

impl Packed {
    fn indicator(&self) -> usize {
        (self.series >> 32) as usize
    }

    fn status(&self) -> Status {
        Status::ALL[(self.rest >> 5 & 7) as usize % Status::ALL.len()]
    }

    fn number(&self) -> Option<Decimal> {
        let scale = self.rest & 31;
        (scale != MISSING).then_some(Decimal { mantissa: self.mantissa, scale: scale as u8 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(i: usize) -> Observation {
        let text = |every: usize, word: &str| Text::from(if i.is_multiple_of(every) { word } else { "" });
        let remark =
            Remark { phrase: text(5, "约"), page: text(7, "3"), note: text(5, "注"), ..Remark::default() };
        let number = Decimal { mantissa: i as i64 * 1_000_003 - 999_999_999, scale: (i % 19) as u8 };
        Observation {
            indicator: i / 100,
            area: i % 100,
            period: Period::month(1000 + i as i32, 1 + i as i32 % 12).unwrap(),
            value: if i.is_multiple_of(3) { Value::Missing(text(6, "保密")) } else { Value::Known(number) },
            status: Status::ALL[i % Status::ALL.len()],
            source: (!i.is_multiple_of(4)).then_some(i % 11),
            remark: (remark != Remark::default()).then(|| Box::new(remark)),
            row: u32::MAX - i as u32,
        }
    }

    #[test]
    fn what_is_put_in_comes_out() {
        let put: Vec<Observation> = (0..2 * CHUNK + 3).map(observation).collect();
        let mut observations = Observations::default();
        assert!(observations.is_empty() && observations.iter().next().is_none());
        put.iter().for_each(|observation| observations.push(observation.clone()));
        assert_eq!(observations.len(), put.len());
        assert_eq!(observations.iter().collect::<Vec<_>>(), put);
    }

    #[test]
    fn what_is_said_of_many_is_kept_once() {
        let mut observations = Observations::default();
        for i in 0..100 {
            let value = Value::Missing(if i % 2 == 0 { "保密" } else { "未公布" }.into());
            observations.push(Observation { value, source: None, remark: None, ..observation(i) });
        }
        assert_eq!(observations.asides.len(), 2);
        assert_eq!(size_of::<Packed>(), 32);
    }
}
