//! Where the header of a table stands: in one line or in two.

use super::lex::Record;
use super::lines::{lone_cell, unit_label};
use super::number;
use super::roles::role;
use crate::dataset::Period;

/// Where the header stands among the first records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Its first line.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

/// Finds the header: the line with names of columns, or the last one of words above the first one with figures.
pub(super) fn find(records: &[Record]) -> Option<Header> {
    let mut found = None;
    for (at, record) in records.iter().enumerate() {
        if record.fields.len() < 2 || lone_cell(record).is_some() || is_title(record) || record.is_blank() {
            continue;
        }
        if !is_header(record) {
            break;
        }
        found = Some(at);
        if first_role(record) {
            break;
        }
    }
    let found = found?;
    let goes_on = |upper: usize, lower: usize| {
        let pair = records.get(upper).zip(records.get(lower));
        pair.is_some_and(|(upper, lower)| is_continued(upper, lower))
    };
    if goes_on(found, found + 1) {
        Some(Header { first: found, last: found + 1 })
    } else if found > 0 && goes_on(found - 1, found) {
        Some(Header { first: found - 1, last: found })
    } else {
        Some(Header { first: found, last: found })
    }
}

/// Whether two lines make one header: the lower says nothing new about the first column.
fn is_continued(upper: &Record, lower: &Record) -> bool {
    let cells = |record: &Record| record.fields.iter().filter(|f| !f.text.trim().is_empty()).count();
    let first = lower.cell(0);
    let new = first.is_empty() || first == upper.cell(0);
    new && cells(upper) > 1 && cells(lower) > 1 && is_header(upper) && is_header(lower) && !is_title(upper)
}

/// A title with the unit or the period at its right is no header.
fn is_title(record: &Record) -> bool {
    let mut cells = record.fields.iter().map(|field| field.text.trim()).filter(|cell| !cell.is_empty());
    let count = cells.clone().count();
    count == 2 && cells.next_back().is_some_and(|cell| unit_label(cell).is_some())
}

/// Whether all cells are words or periods.
fn is_header(record: &Record) -> bool {
    record.fields.iter().all(|field| {
        let cell = field.text.trim();
        cell.is_empty() || header_period(cell).is_some() || matches!(number::read(cell), number::Cell::Other)
    })
}

/// Whether it begins with the name of a column.
fn first_role(record: &Record) -> bool {
    record.fields.iter().find(|f| !f.text.trim().is_empty()).is_some_and(|f| role(&f.text).is_some())
}

/// A period as headers have it, perhaps with its code: 2019 [YR2019]. Plain numbers are years only where they are likely
/// to be.
pub(super) fn header_period(text: &str) -> Option<Period> {
    let (before, code) = text.split_once('[').unwrap_or((text, ""));
    let has_code = code.strip_prefix("YR").and_then(|rest| rest.strip_suffix(']')) == Some(before.trim_end());
    let text = if has_code { before.trim_end() } else { text };
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    Period::read(text).filter(|period| !is_number || (1900..=2100).contains(&period.year()))
}
