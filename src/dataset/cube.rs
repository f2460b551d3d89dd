//! Foreign data sets as cubes: dimensions with categories, and a figure where one category of each meets.
//!
//! One dimension is time, one place, one may name what is measured. All others become part of the indicator: 人口 by 性别
//! gives 人口（男） and 人口（女）.

use super::builder::UNSTATED;
use super::period::FORMS;
use super::{Builder, Indicator, Period, Text};
use crate::diagnostic::{Diagnostics, say};
use std::collections::BTreeMap;

/// What a dimension means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// When.
    Time,
    /// Where.
    Place,
    /// What is measured.
    Measure,
    /// How often it is published; its codes are those of SDMX: A, S, Q, M, W, D.
    Frequency,
    /// In what unit; part of a name only where there are several.
    Unit,
    /// Anything else.
    #[default]
    Other,
}

/// One category of a dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// As the document refers to it.
    pub code: String,
    /// As people read it; the code where there is nothing better.
    pub name: Text,
    /// Its name in English, where `name` is in another language.
    pub english: String,
    /// Unit of its figures; empty where the dimension is no measure or does not say.
    pub unit: String,
    /// Digits behind the point, where stated.
    pub decimals: Option<u8>,
    /// What must be known about it.
    pub definition: String,
    /// Position of the category that it is part of, where the document says so.
    pub parent: Option<usize>,
    /// Where it stands in the document.
    pub place: String,
}

/// One dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dimension {
    /// As the document refers to it.
    pub code: String,
    /// As people read it.
    pub name: Text,
    /// What it means.
    pub role: Role,
    /// In the order of the document.
    pub categories: Vec<Category>,
}

/// What holds for a whole cube.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// Name of what is measured where no dimension says it.
    pub title: String,
    /// The same in English, where `title` is in another language.
    pub english: String,
    /// Unit where no category says it.
    pub unit: String,
    /// What must be known about all figures.
    pub note: String,
    /// The period of all figures where there is no time dimension.
    pub period: Option<Period>,
    /// Where the cube stands in the document.
    pub place: String,
}

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
        dimensions: Vec<Dimension>,
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

    /// The indicator that the categories of all dimensions but time and place make.
    fn indicator(&self, categories: &[usize], unit: usize) -> Option<Indicator> {
        let mut made =
            Indicator { unit: self.about.unit.clone(), decimals: UNSTATED, ..Indicator::default() };
        let (mut measure, mut codes, mut notes) = (None, Vec::new(), Vec::new());
        let (mut slices, mut english) = (Vec::new(), Vec::new());
        for (dimension, category) in self.dimensions.iter().zip(categories) {
            let category = dimension.categories.get(*category)?;
            if matches!(dimension.role, Role::Time | Role::Place) {
                continue;
            }
            // Where several categories know a unit the measure's counts.
            if !category.unit.is_empty() && (made.unit.is_empty() || dimension.role == Role::Measure) {
                made.unit = category.unit.clone();
            }
            made.decimals = category.decimals.unwrap_or(made.decimals);
            if dimension.role == Role::Frequency {
                made.frequency = frequency(&category.code);
            }
            if dimension.role == Role::Measure {
                notes.insert(0, category.definition.clone());
                measure = Some(category);
                continue;
            }
            if !category.definition.is_empty() {
                notes.push(format!("{}：{}", category.name, category.definition));
            }
            codes.push(format!("{}={}", dimension.code, category.code));
            made.dimensions.push((dimension.name.clone(), category.name.clone()));
            if !is_total(category) && !is_silent(dimension) {
                slices.push(&*category.name);
                english.push(in_english(category));
            }
        }
        let (whole, name, name_in_english) = match measure {
            Some(category) => (&category.code, &*category.name, &category.english),
            None => (&self.about.title, self.about.title.as_str(), &self.about.english),
        };
        codes.insert(0, whole.clone());
        if let Some(text) = unit.checked_sub(1).and_then(|unit| self.units.get(unit)) {
            codes.push(format!("unit={text}"));
            made.unit = text.clone();
        }
        made.id = codes.join(";");
        made.dimensions.shrink_to_fit();
        notes.push(self.about.note.clone());
        notes.retain(|note| !note.is_empty());
        made.definition = notes.join("\n");
        made.name = sliced(name, &slices, ["（", "，", "）"]);
        if !name_in_english.is_empty() {
            made.english = sliced(name_in_english, &english, [" (", ", ", ")"]);
        }
        Some(made)
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

/// A name with the categories that narrow it down, between and around them what `marks` say.
fn sliced(name: &str, slices: &[&str], marks: [&str; 3]) -> String {
    let [open, between, close] = marks;
    if slices.is_empty() { name.into() } else { [name, open, &slices.join(between), close].concat() }
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

/// Whether a category stands for all others of its dimension together, or for none: it says nothing in a name.
fn is_total(category: &Category) -> bool {
    const TOTALS: [&str; 9] = ["_T", "_Z", "T", "TOTAL", "Total", "total", "合计", "总计", "全部"];
    TOTALS.contains(&category.code.as_str()) || TOTALS.contains(&&*category.name)
}

/// Whether a dimension is left out of names: what it says is said elsewhere, unless it tells figures apart.
fn is_silent(dimension: &Dimension) -> bool {
    matches!(dimension.role, Role::Frequency | Role::Unit) && dimension.categories.len() == 1
}

/// The English name, or the only one there is.
fn in_english(category: &Category) -> &str {
    if category.english.is_empty() { &category.name } else { &category.english }
}

/// The word for a frequency code of SDMX; empty for any other.
fn frequency(code: &str) -> &'static str {
    match code {
        "A" => "year",
        "S" | "H" => "half",
        "Q" => "quarter",
        "M" => "month",
        "W" => "week",
        "D" | "B" => "day",
        "N" | "I" => "irregular",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension(code: &str, role: Role, categories: &[&str]) -> Dimension {
        let category =
            |name: &&str| Category { code: (*name).into(), name: (*name).into(), ..Category::default() };
        Dimension {
            code: code.into(),
            name: code.into(),
            role,
            categories: categories.iter().map(category).collect(),
        }
    }

    #[test]
    fn what_is_known_about_categories_and_the_whole_becomes_the_definition() {
        let (mut faults, mut out) = (Diagnostics::default(), Builder::new("data#/value/"));
        let mut dimensions = vec![
            dimension("性别", Role::Other, &["男"]),
            dimension("measure", Role::Measure, &["人口"]),
            dimension("地区", Role::Place, &["华东", "甲市", "青岛市"]),
            dimension("年", Role::Time, &["2020"]),
        ];
        dimensions[0].categories[0].definition = "按户籍".into();
        dimensions[1].categories[0].definition = "年末数".into();
        dimensions[2].categories[1].parent = Some(0);
        dimensions[2].categories[2].parent = Some(0);
        let about = About { note: "抽样".into(), ..About::default() };
        let mut cube = Cube::new(about, dimensions, &mut out, &mut faults).unwrap();
        let (indicator, _, _) = cube.key(&[0, 0, 1, 0], &mut out).unwrap();
        assert_eq!(out.set().indicators[indicator].definition, "年末数\n男：按户籍\n抽样");
        let parents: Vec<&str> = out.set().areas.iter().map(|a| a.parent.as_str()).collect();
        assert_eq!(parents, ["", "华东", ""], "what the gazetteer knows is not changed");
    }

    #[test]
    fn names_of_slices_have_a_limit() {
        let (mut faults, mut out) = (Diagnostics::default(), Builder::new("data#/value/"));
        let long = "长".repeat(20_000);
        let codes: Vec<String> = (0..2_000).map(|code| code.to_string()).collect();
        let dimensions = vec![
            dimension("甲", Role::Other, &[&long]),
            dimension("乙", Role::Other, &codes.iter().map(String::as_str).collect::<Vec<_>>()),
            dimension("年", Role::Time, &["2020"]),
        ];
        let mut cube = Cube::new(About::default(), dimensions, &mut out, &mut faults).unwrap();
        let made = (0..2_000).filter(|i| cube.key(&[0, *i, 0], &mut out).is_some()).count();
        assert!((50..150).contains(&made), "{made}");
        assert!(out.finish(&mut faults).is_none());
        let told: Vec<String> = faults.into_items().into_iter().map(|d| d.message).collect();
        assert_eq!(told[0], "按维度分出的指标太多，名称合计超过 16 MB，其余未读入");
    }

    #[test]
    fn figures_in_different_units_are_of_different_indicators() {
        let mut faults = Diagnostics::default();
        let mut out = Builder::new("data#/value/");
        let mut units = dimension("UNIT", Role::Unit, &["T"]);
        units.categories[0].unit = "吨".into();
        let dimensions = vec![
            dimension("FREQ", Role::Frequency, &["A"]),
            units,
            dimension("TIME", Role::Time, &["2020", "2021"]),
        ];
        let about = About { title: "产量".into(), english: "Output".into(), ..About::default() };
        let mut cube = Cube::new(about, dimensions, &mut out, &mut faults).unwrap();
        let plain = cube.key(&[0, 0, 0], &mut out).unwrap().0;
        let unit = cube.unit("万吨");
        let scaled = cube.key_in(&[0, 0, 0], unit, &mut out).unwrap().0;
        assert_eq!(cube.key_in(&[0, 0, 1], unit, &mut out).unwrap().0, scaled);
        assert_eq!(cube.key(&[0, 0, 1], &mut out).unwrap().0, plain);
        assert_eq!(cube.unit("万吨"), unit);
        let indicators = &out.set().indicators;
        let shown = |i: usize| (indicators[i].name.as_str(), indicators[i].unit.as_str());
        assert_eq!((shown(plain), shown(scaled)), (("产量", "吨"), ("产量", "万吨")));
        assert_eq!((indicators[0].frequency, indicators[0].english.as_str()), ("year", "Output"));
        assert_ne!(indicators[plain].id, indicators[scaled].id);
    }

    #[test]
    fn other_dimensions_become_part_of_the_indicator() {
        let mut faults = Diagnostics::default();
        let mut out = Builder::new("data#/value/");
        let dimensions = vec![
            dimension("measure", Role::Measure, &["人口"]),
            dimension("性别", Role::Other, &["_T", "男"]),
            dimension("地区", Role::Place, &["370282", "市南"]),
            dimension("年", Role::Time, &["2020", "去年"]),
        ];
        let mut cube = Cube::new(About::default(), dimensions, &mut out, &mut faults).unwrap();
        let first = cube.key(&[0, 0, 0, 0], &mut out).unwrap();
        let second = cube.key(&[0, 1, 1, 0], &mut out).unwrap();
        assert_eq!(cube.key(&[0, 0, 0, 0], &mut out), Some(first));
        assert_eq!(cube.key(&[0, 0, 0, 1], &mut out), None);
        assert_eq!(cube.key(&[0, 9, 0, 0], &mut out), None);
        let indicators = &out.set().indicators;
        assert_eq!(
            (indicators[first.0].name.as_str(), indicators[first.0].id.as_str()),
            ("人口", "人口;性别=_T")
        );
        assert_eq!((indicators[second.0].name.as_str(), indicators.len()), ("人口（男）", 2));
        assert_eq!(out.set().areas[first.1].name, "即墨区");
        let told: Vec<String> = faults.into_items().into_iter().map(|d| d.message).collect();
        assert_eq!(told, ["“去年”不是可识别的时期，有关的数已跳过"]);
    }
}
