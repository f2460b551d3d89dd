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
    indicator: u32,
    area: u32,
    period: (i32, i32),
    row: u32,
    /// From the lowest bit: 5 of the scale or [`MISSING`], 3 of the status, 24 of the aside, counted from 1.
    rest: u32,
}

/// What stands in place of the scale where there is no number.
const MISSING: u32 = 31;

#[derive(Clone, Debug, Default, PartialEq)]
struct Aside {
    source: Option<u32>,
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
        let aside = (packed.rest >> 8).checked_sub(1).and_then(|aside| self.asides.get(aside as usize));
        let aside = aside.cloned().unwrap_or_default();
        Observation {
            indicator: packed.indicator as usize,
            area: packed.area as usize,
            period: Period::unpacked(packed.period),
            value: packed.number().map_or(Value::Missing(aside.reason), Value::Known),
            status: Status::ALL[(packed.rest >> 5 & 7) as usize % Status::ALL.len()],
            source: aside.source.map(|source| source as usize),
            remark: aside.remark,
            row: packed.row,
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Observation> {
        (0..self.len()).map(|position| self.at(position))
    }

    /// What the one at a position is about, in the order of the index: indicator, area, period.
    pub(super) fn about(&self, position: u32) -> (usize, usize, (i32, i32)) {
        let packed = self.packed(position as usize);
        (packed.indicator as usize, packed.area as usize, packed.period)
    }

    /// The number at a position.
    pub(super) fn number(&self, position: usize) -> Option<Decimal> {
        self.packed(position).number()
    }

    /// Adds one.
    pub(super) fn push(&mut self, observation: Observation) {
        let (number, reason) = match observation.value {
            Value::Known(number) => (number, Text::default()),
            Value::Missing(reason) => (Decimal { mantissa: 0, scale: MISSING as u8 }, reason),
        };
        let source = observation.source.map(|source| source as u32);
        let aside = self.aside(Aside { source, remark: observation.remark, reason });
        let packed = Packed {
            mantissa: number.mantissa,
            indicator: observation.indicator as u32,
            area: observation.area as u32,
            period: observation.period.packed(),
            row: observation.row,
            rest: u32::from(number.scale) | (observation.status as u32) << 5 | aside << 8,
        };
        match self.chunks.last_mut() {
            Some(last) if last.len() < CHUNK => last.push(packed),
            _ => self.chunks.push(vec![packed]),
        }
    }

    /// The number, from 1, of what is said besides; 0 for nothing.
    fn aside(&mut self, aside: Aside) -> u32 {
        if aside == Aside::default() {
            return 0;
        }
        let near = self.asides.len().saturating_sub(NEAR)..self.asides.len();
        let known = near.into_iter().rev().find(|at| self.asides[*at] == aside);
        let position = known.unwrap_or_else(|| {
            self.asides.push(aside);
            self.asides.len() - 1
        });
        position as u32 + 1
    }

    fn packed(&self, position: usize) -> &Packed {
        &self.chunks[position / CHUNK][position % CHUNK]
    }
}

impl Packed {
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
        let remark = Remark { phrase: text(5, "约"), page: text(7, "3"), note: text(5, "注") };
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
