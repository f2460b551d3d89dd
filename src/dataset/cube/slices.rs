//! The indicators that categories make: their names, ids and units.

use super::{Category, Cube, Dimension, Role};
use crate::dataset::Indicator;
use crate::dataset::builder::UNSTATED;

impl Cube {
    /// The indicator that the categories of all dimensions but time and place make.
    pub(super) fn indicator(&self, categories: &[usize], unit: usize) -> Option<Indicator> {
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

/// A name with the categories that narrow it down, between and around them what `marks` say.
fn sliced(name: &str, slices: &[&str], marks: [&str; 3]) -> String {
    let [open, between, close] = marks;
    if slices.is_empty() { name.into() } else { [name, open, &slices.join(between), close].concat() }
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
