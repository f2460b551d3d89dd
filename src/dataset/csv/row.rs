//! What the columns of a row say its figures are about.

use super::columns::{Columns, Key};
use super::lex::Record;
use super::lines::part_of;
use super::roles::Role;
use super::words;
use crate::dataset::Period;
use std::borrow::Cow;

/// What the keys of a row say; empty where they say nothing.
#[derive(Default)]
pub(super) struct Row<'r> {
    pub indicator: Cow<'r, str>,
    pub indicator_code: &'r str,
    pub area: Cow<'r, str>,
    pub area_code: Cow<'r, str>,
    pub period: Option<Period>,
    /// A part of the year that the header or the title has to name.
    pub part: Cow<'r, str>,
    pub unit: &'r str,
    pub status: &'r str,
    /// Why a figure is missing, where a column is for that.
    pub missing: Option<&'r str>,
    pub source: &'r str,
    pub phrase: &'r str,
    pub page: &'r str,
    pub note: &'r str,
    /// Names of further dimensions and what the row has of them.
    pub dimensions: Vec<(&'r str, &'r str)>,
    /// What is written as its period, and in which column.
    pub written_period: (&'r str, usize),
    /// The column that names its area.
    pub area_at: usize,
}

impl<'r> Row<'r> {
    /// Reads the keys of a record; `first` stands for its first cell.
    pub fn read(columns: &'r Columns, record: &'r Record, first: &'r str) -> Row<'r> {
        let mut row = Row::default();
        let (mut whole, mut year, mut part, mut quarter) = ("", "", "", "");
        for (at, key) in &columns.keys {
            let cell = words::shown(if *at == 0 { first } else { record.cell(*at) });
            match key {
                Key::Dimension(name) if !cell.is_empty() => row.dimensions.push((name, cell)),
                Key::Dimension(_) => {}
                Key::Of(Role::Period) => (whole, row.written_period) = (cell, (cell, *at)),
                Key::Of(Role::Year) => (year, row.written_period) = (cell, (cell, *at)),
                Key::Of(role @ (Role::Part | Role::Quarter)) => {
                    if !cell.is_empty() || part.is_empty() && quarter.is_empty() {
                        row.written_period = (cell, *at);
                    }
                    *(if *role == Role::Part { &mut part } else { &mut quarter }) = cell;
                }
                Key::Of(Role::Area | Role::AreaCode) => row.add_area(*key == Key::Of(Role::Area), cell, *at),
                Key::Of(role) => row.add(*role, cell),
            }
        }
        // Where both stand in a row the month says more.
        let part = if part.is_empty() { numbered(quarter, "季度") } else { numbered(part, "月") };
        row.period = Period::read(whole).or_else(|| Period::read(&part)).or_else(|| of_year(year, &part));
        row.part = if row.period.is_none() && year.is_empty() { part } else { "".into() };
        row
    }

    fn add_area(&mut self, is_name: bool, cell: &'r str, at: usize) {
        self.area_at = at;
        if is_name {
            self.area = cell.into();
        } else {
            self.area_code = cell.into();
        }
    }

    fn add(&mut self, role: Role, cell: &'r str) {
        match role {
            Role::Indicator => self.indicator = cell.into(),
            Role::IndicatorCode => self.indicator_code = cell,
            Role::Unit => self.unit = cell,
            Role::Status => self.status = cell,
            Role::Missing => self.missing = Some(cell),
            Role::Source => self.source = cell,
            Role::Phrase => self.phrase = cell,
            Role::Page => self.page = cell,
            Role::Note => self.note = cell,
            _ => {}
        }
    }
}

/// The period that a year and a part of it in columns of their own make: 2020 and 8月 or 第三季度.
fn of_year(year: &str, part: &str) -> Option<Period> {
    let year = Period::read(year)?;
    if part.is_empty() { Some(year) } else { part_of(part, Some(year)) }
}

/// A part of a year; where it is but a number, with what it counts.
fn numbered<'r>(part: &'r str, counted: &str) -> Cow<'r, str> {
    let is_number = matches!(part.len(), 1..=2) && part.bytes().all(|b| b.is_ascii_digit());
    if is_number { format!("{part}{counted}").into() } else { part.into() }
}
