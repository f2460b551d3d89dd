//! A column of figures, and what its header says of them.

use super::header::header_period;
use super::lines::{self, Around, part_of, period_in};
use super::measures::is_relative;
use super::words::{self, name_and_unit};
use crate::dataset::Period;
use crate::dataset::gazetteer::{self, Place};

/// A column of figures, and what its header says of them.
#[derive(Default)]
pub(super) struct ValueColumn {
    pub at: usize,
    pub period: Option<Period>,
    /// A part of a year that rows or the title have to name.
    pub part: String,
    pub place: Option<&'static Place>,
    /// Name of the indicator, of what it is a form of, or of an area.
    pub name: String,
    pub unit: String,
    /// Marks that a note may explain.
    pub marks: String,
    /// Whether [`ValueColumn::name`] is that of an area.
    pub is_area: bool,
}

/// Words over columns of figures that say no more than that these are figures.
const PLAIN: [&str; 8] = ["绝对量", "绝对值", "总量", "数量", "实绩", "本期", "指标值", "完成额"];

impl ValueColumn {
    /// Adds what one line of the header says.
    pub fn describe(&mut self, text: &str, around: &Around) {
        let mut text = text.trim();
        while let Some(shorter) = words::without_mark(text, &mut self.marks) {
            text = shorter;
        }
        let (name, unit) = name_and_unit(text);
        if !unit.is_empty() {
            self.unit = unit.into();
        }
        let year = self.period.or(around.period).or(Some(Period::year_of(2000)));
        if name.is_empty() || PLAIN.contains(&name) {
        } else if let Some(period) = header_period(name) {
            self.period = Some(period);
        } else if let Some(place) = gazetteer::find(&area_name(name)) {
            self.place = Some(place);
        } else if let Some((part, rest)) = monthly(name) {
            self.part = part.into();
            self.add_name(rest);
        } else if part_of(name, year).is_some() {
            self.part = name.into();
        } else if words::is_unit(name) && self.unit.is_empty() && !self.name.is_empty() {
            self.unit = name.into();
        } else {
            let (period, rest) = match period_in(name) {
                Some((period, "", rest)) => (Some(period), rest.trim()),
                _ => (None, name),
            };
            self.period = period.or(self.period);
            self.add_name(rest);
        }
    }

    /// Adds a name or, where there is one, what it is a form of.
    fn add_name(&mut self, name: &str) {
        if self.name.is_empty() {
            self.name = name.into();
        } else if !name.is_empty() {
            self.name = format!("{}（{name}）", self.name);
        }
    }
}

/// 本月, 累计 and their like, and the form of an indicator that may follow: 累计同比增长.
fn monthly(name: &str) -> Option<(&str, &str)> {
    let mut words = lines::THIS_MONTH.iter().chain(&lines::SINCE_JANUARY);
    let (word, rest) = words.find_map(|word| Some((*word, name.strip_prefix(word)?.trim())))?;
    (rest.is_empty() || is_relative(rest)).then_some((word, rest))
}

/// Name of an area without the spaces that make columns even, 其中： and marks in front.
pub(super) fn area_name(cell: &str) -> String {
    let name: String = cell.chars().filter(|c| !c.is_whitespace() || cell.is_ascii()).collect();
    let name = words::label(&name, &["其中"]).map_or(name.as_str(), |rest| rest);
    name.trim_start_matches('#').into()
}
