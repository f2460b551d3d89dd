//! Foreign data sets as cubes: dimensions with categories, and a figure where one category of each meets.
//!
//! One dimension is time, one place, one may name what is measured. All others become part of the indicator: 人口 by 性别
//! gives 人口（男） and 人口（女）.

mod parts;
mod slices;
#[cfg(test)]
mod tests;

pub use parts::{About, Category, Dimension, Role};

use super::period::FORMS;
use super::{Builder, Period};
use crate::diagnostic::{Diagnostics, say};
use std::collections::BTreeMap;

/// Where a figure belongs: indicator, area, period.
pub type Key = (usize, usize, Period);

/// A cube whose categories have been resolved to areas and periods.
pub struct Cube {
    about: About,
    dimensions: Vec<Dimension>,
    areas: Vec<usize>,
    periods: Vec<Option<Period>>,
    /// Units that were told of figures one by one, and their numbers, from 1.
    units: Vec<String>,
    unit_numbers: BTreeMap<String, usize>,
    /// Indicators made so far, by the categories of all dimensions but time and place, then the unit.
    indicators: BTreeMap<Box<[u32]>, u32>,
    /// The key in `indicators` of the figure before and what it led to: mostly the next figure is of the same.
    last: Option<(Vec<u32>, usize)>,
}

impl Cube {
    /// Resolves places and periods; what is no period is told. `None`, with an error told, when the cube says of no
    /// figure when it was.
    pub fn new(
        about: About,
        mut dimensions: Vec<Dimension>,
        out: &mut Builder,
        faults: &mut Diagnostics,
    ) -> Option<Cube> {
        let of_role = |role: Role| dimensions.iter().find(|d| d.role == role);
        // The cubes of one document share their areas.
        let before = out.set().areas.len();
        let mut named = |code: &str, name: &str, place: &str| {
            let shared = out.area_before(before, code, name);
            shared.unwrap_or_else(|| out.area_named(code, name, place, faults))
        };
        let areas = match of_role(Role::Place) {
            Some(dimension) => {
                dimension.categories.iter().map(|c| named(&c.code, &c.name, &c.place)).collect()
            }
            None => vec![named("total", "总体", &about.place)],
        };
        if let Some(dimension) = of_role(Role::Place) {
            for (category, area) in dimension.categories.iter().zip(&areas) {
                if let Some(whole) = category.parent.and_then(|parent| areas.get(parent)) {
                    out.area_within(*area, *whole);
                }
            }
        }
        let periods = match of_role(Role::Time) {
            Some(dimension) => dimension.categories.iter().map(|c| period(c, faults)).collect(),
            None => vec![about.period],
        };
        if periods.iter().all(Option::is_none) {
            let sentence = say!("没有可用的时间维", "there is no usable time dimension");
            faults.error(&about.place, sentence, "每个数都要有时期".into());
            return None;
        }
        // Nothing more is told of categories, of which there may be as many as figures.
        for category in dimensions.iter_mut().flat_map(|dimension| &mut dimension.categories) {
            category.place = String::new();
        }
        let (unit_numbers, indicators) = (BTreeMap::new(), BTreeMap::new());
        Some(Cube {
            about,
            dimensions,
            areas,
            periods,
            units: Vec::new(),
            unit_numbers,
            indicators,
            last: None,
        })
    }

    /// The number by which [`Cube::key_in`] refers to a unit that is told of figures one by one.
    pub fn unit(&mut self, text: &str) -> usize {
        if let Some(number) = self.unit_numbers.get(text) {
            return *number;
        }
        self.units.push(text.into());
        self.unit_numbers.insert(text.into(), self.units.len());
        self.units.len()
    }

    /// Where the figure belongs that stands at these categories, one of each dimension; `None` when its period is not
    /// known or a category does not exist.
    pub fn key(&mut self, categories: &[usize], out: &mut Builder) -> Option<Key> {
        self.key_in(categories, 0, out)
    }

    /// The same for a figure of which a unit is told by itself: figures in different units belong to different
    /// indicators. 0 stands for none.
    pub fn key_in(&mut self, categories: &[usize], unit: usize, out: &mut Builder) -> Option<Key> {
        let (mut area, mut period) = (0, 0);
        let (mut others, mut indicator) = self.last.take().unwrap_or_default();
        let (mut count, mut is_same) = (0, !others.is_empty());
        for (dimension, category) in self.dimensions.iter().zip(categories) {
            match dimension.role {
                Role::Place => area = *category,
                Role::Time => period = *category,
                _ => {
                    is_same = note(&mut others, count, *category as u32) && is_same;
                    count += 1;
                }
            }
        }
        is_same = note(&mut others, count, unit as u32) && is_same && others.len() == count + 1;
        others.truncate(count + 1);
        let place = self.areas.get(area).copied().zip(self.periods.get(period).copied().flatten());
        if !is_same {
            indicator = match self.indicators.get(others.as_slice()) {
                Some(indicator) => *indicator as usize,
                None => {
                    place?;
                    let indicator = out.slice(&mut || self.indicator(categories, unit))?;
                    self.indicators.insert(others.as_slice().into(), indicator as u32);
                    indicator
                }
            };
        }
        self.last = Some((others, indicator));
        let (area, period) = place?;
        Some((indicator, area, period))
    }
}

/// Puts `category` at `position` of a list that has no gap; whether it was there already.
fn note(list: &mut Vec<u32>, position: usize, category: u32) -> bool {
    match list.get_mut(position) {
        Some(old) => std::mem::replace(old, category) == category,
        None => {
            list.push(category);
            false
        }
    }
}

fn period(category: &Category, faults: &mut Diagnostics) -> Option<Period> {
    let period = Period::read(&category.code).or_else(|| Period::read(&category.name));
    if period.is_none() {
        let sentence = say!(
            "“{}”不是可识别的时期，有关的数已跳过",
            "“{}” is no known period; its figures are skipped",
            &category.code
        );
        faults.warning(&category.place, sentence, FORMS.into());
    }
    period
}
