//! Puts a data set together, whatever it is read from: limits, known places, repeated figures, the index.

#[cfg(feature = "formats")]
mod areas;

use super::{Area, Dataset, Entry, Indicator, Observation, Source};
use crate::diagnostic::{Diagnostics, say};
use crate::order;
#[cfg(feature = "formats")]
use std::collections::BTreeMap;

/// How many observations one document may hold.
pub const MAX_OBSERVATIONS: usize = 2_000_000;

/// How many entries of ledgers one document may hold.
pub const MAX_ENTRIES: usize = 20_000;

/// How many bytes the indicators may take that a reader puts together from the categories of dimensions: a long label
/// multiplied by many categories is a small document and much text.
const MAX_SLICES: usize = 16 << 20;

/// Stands for [`Indicator::decimals`] until all figures are there, where the document does not say them: then as many
/// count as any figure has.
pub const UNSTATED: u8 = u8::MAX;

/// Most digits behind the point that are shown; the figures themselves keep all of theirs.
const MOST_DECIMALS: u8 = 9;

/// A data set in the making.
#[derive(Default)]
pub struct Builder {
    set: Dataset,
    is_full: bool,
    slices: usize,
    /// Positions of the areas that [`Builder::area_named`] was asked for, by code and name, a line each.
    #[cfg(feature = "formats")]
    places: BTreeMap<String, usize>,
}

impl Builder {
    /// Starts; `rows_at` says where rows stand in the document: `data#/observations/` or `data:`, which are followed by
    /// the row, or a place that stands for all rows.
    pub fn new(rows_at: &'static str) -> Builder {
        Builder { set: Dataset { rows_at, ..Dataset::default() }, ..Builder::default() }
    }

    /// What is there so far.
    pub fn set(&self) -> &Dataset {
        &self.set
    }

    /// Adds a source and gives its position.
    pub fn source(&mut self, source: Source) -> usize {
        self.set.sources.push(source);
        self.set.sources.len() - 1
    }

    /// Adds an area as described and gives its position.
    pub fn area(&mut self, area: Area) -> usize {
        self.set.areas.push(area);
        self.set.areas.len() - 1
    }

    /// Adds an indicator that is put together from the categories of dimensions and gives its position; `None` when no
    /// more fit.
    pub fn slice(&mut self, make: &mut dyn FnMut() -> Option<Indicator>) -> Option<usize> {
        if self.slices > MAX_SLICES {
            return None;
        }
        let made = make()?;
        let texts = [&made.id, &made.name, &made.unit, &made.definition].map(|text| text.len());
        let fixed = made.dimensions.iter().map(|(name, value)| name.len() + value.len());
        self.slices += texts.iter().sum::<usize>() + fixed.sum::<usize>();
        let indicators = &mut self.set.indicators;
        if indicators.len() == indicators.capacity() {
            // There may be as many as figures: room for an eighth more instead of as many again.
            indicators.reserve_exact(indicators.len() / 8 + 8);
        }
        Some(self.indicator(made))
    }

    /// Adds an indicator and gives its position.
    pub fn indicator(&mut self, indicator: Indicator) -> usize {
        self.set.indicators.push(indicator);
        self.set.indicators.len() - 1
    }

    /// An indicator already added, for what is only known once all its figures are read.
    pub fn indicator_mut(&mut self, position: usize) -> Option<&mut Indicator> {
        self.set.indicators.get_mut(position)
    }

    /// Adds a figure; false when no more fit.
    pub fn observe(&mut self, observation: Observation) -> bool {
        self.is_full = self.set.observations.len() >= MAX_OBSERVATIONS;
        if !self.is_full {
            self.set.observations.push(observation);
        }
        !self.is_full
    }

    /// Adds an entry of a ledger and gives its position; `None` when no more fit.
    pub fn entry(&mut self, entry: Entry) -> Option<usize> {
        let position = self.set.entries.len();
        (position < MAX_ENTRIES).then(|| self.set.entries.push(entry))?;
        Some(position)
    }

    /// An entry already added, for what is only known once all of them are read.
    pub fn entry_mut(&mut self, position: usize) -> Option<&mut Entry> {
        self.set.entries.get_mut(position)
    }

    /// The finished data set; an error where it holds neither a figure nor an entry.
    pub fn finish(mut self, faults: &mut Diagnostics) -> Option<Dataset> {
        // Without the mark that a row follows.
        let at = self.set.rows_at;
        let place = at.strip_suffix('/').or(at.strip_suffix(':')).unwrap_or(at);
        if self.is_full {
            let limit = MAX_OBSERVATIONS.to_string();
            let sentence = say!(
                "观测值超过 {} 条，多出的未读入",
                "more than {} observations; the rest is not read",
                &limit
            );
            faults.warning(place, sentence, "请按主题拆成几个文件".into());
        }
        if self.slices > MAX_SLICES {
            let sentence = say!(
                "按维度分出的指标太多，名称合计超过 16 MB，其余未读入",
                "too many indicators from dimensions: their names exceed 16 MiB; the rest is not read"
            );
            faults.warning(place, sentence, "请缩短类目名称，或按主题拆成几个文件".into());
        }
        if self.set.observations.is_empty() && self.set.entries.is_empty() {
            let sentence = say!("数据文件里没有可用的观测值", "the data has no usable observation");
            faults.error(place, sentence, "每条观测值要有指标、地区、时期和数值".into());
            return None;
        }
        self.count_decimals();
        self.index();
        self.drop_repeated(faults);
        Some(self.set)
    }

    fn count_decimals(&mut self) {
        // The own format says how many digits there are.
        if !cfg!(feature = "formats") {
            return;
        }
        let mut most = vec![0; self.set.indicators.len()];
        let observations = &self.set.observations;
        for position in 0..observations.len() {
            let indicator = observations.indicator(position);
            if let (Some(number), Some(most)) = (observations.number(position), most.get_mut(indicator)) {
                *most = number.scale.max(*most);
            }
        }
        for (indicator, most) in self.set.indicators.iter_mut().zip(most) {
            if indicator.decimals == UNSTATED {
                indicator.decimals = most.min(MOST_DECIMALS);
            }
        }
    }

    fn index(&mut self) {
        let observations = &self.set.observations;
        let about = |position: usize| observations.about(position as u32);
        self.set.order = order::positions(observations.len(), &|a, b| about(a).cmp(&about(b)));
    }

    /// Of figures about the same the first one counts. That the same value stands twice is no fault; another value is.
    fn drop_repeated(&mut self, faults: &mut Diagnostics) {
        let mut order = std::mem::take(&mut self.set.order);
        let set = &self.set;
        let about = |position: u32| set.observations.about(position);
        let mut last = None;
        order.retain(|&position| {
            let Some(first) = last.filter(|first| about(*first) == about(position)) else {
                last = Some(position);
                return true;
            };
            let other = set.observations.at(position as usize);
            let is_same = set.observations.at(first as usize).value == other.value;
            if !is_same && faults.is_full() {
                // Only counted: naming the period would take its time.
                faults.warning("", say!("", ""), String::new());
            } else if !is_same {
                let (area, indicator) = (&set.areas[other.area].name, &set.indicators[other.indicator].name);
                let sentence = say!(
                    "{}的“{}”（{}）有两个不同的值，只用前一个",
                    "{} has two values for “{}” ({}); the first is used",
                    area,
                    indicator,
                    &other.period.short(true)
                );
                faults.warning(&set.place(&other), sentence, String::new());
            }
            false
        });
        self.set.order = order;
    }
}
