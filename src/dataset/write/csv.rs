//! A data set as a long CSV list that spreadsheets open as it is: UTF-8 with a byte order mark, CRLF, one figure a row.
//!
//! Texts that a spreadsheet would take for a formula (they begin with `= + - @`) get a `'` in front, as do those that
//! begin with `'`; the reader takes it off again. Numbers are written digit for digit.
//!
//! What a list has no column for is left out: of sources all but the title, of areas all but code and name, of
//! indicators all but id, name and unit.

use super::json::number;
use crate::dataset::csv::words::{STATUS_WORDS, is_formula};
use crate::dataset::{Dataset, Observation, Remark, Status, Value};

/// The names of the columns.
const HEADER: [&str; 13] = [
    "指标代码",
    "指标",
    "地区代码",
    "地区",
    "时期",
    "数值",
    "单位",
    "状态",
    "缺数原因",
    "来源",
    "原文",
    "页码",
    "备注",
];

/// Writes all figures, each indicator, area and period once, in that order.
pub fn write(set: &Dataset) -> String {
    let mut out = String::from("\u{FEFF}");
    row(&HEADER, &mut out);
    for indicator in 0..set.indicators.len() {
        for position in set.of_indicator(indicator) {
            figure(set, &set.observations.at(*position as usize), &mut out);
        }
    }
    out
}

fn figure(set: &Dataset, observation: &Observation, out: &mut String) {
    let (Some(indicator), Some(area)) =
        (set.indicators.get(observation.indicator), set.areas.get(observation.area))
    else {
        return;
    };
    let source = observation.source.and_then(|source| set.sources.get(source));
    let source = source.map_or("", |s| if s.title.is_empty() { &s.id } else { &s.title });
    let none = Remark::default();
    let remark = observation.remark.as_deref().unwrap_or(&none);
    let (value, reason) = match &observation.value {
        Value::Known(known) => (number(*known), ""),
        Value::Missing(reason) => (String::new(), &**reason),
    };
    row(
        &[
            &shielded(&indicator.id),
            &shielded(&indicator.name),
            &shielded(&area.code),
            &shielded(&area.name),
            &observation.period.written(),
            &value,
            &shielded(&indicator.unit),
            status(observation.status),
            &shielded(reason),
            &shielded(source),
            &shielded(&remark.phrase),
            &shielded(&remark.page),
            &shielded(&remark.note),
        ],
        out,
    );
}

fn row(cells: &[&str], out: &mut String) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let needs_quotes = |letter: char| matches!(letter, ',' | '"' | '\r' | '\n');
        if !cell.chars().any(needs_quotes) {
            out.push_str(cell);
            continue;
        }
        out.push('"');
        for letter in cell.chars() {
            out.push(letter);
            out.extend((letter == '"').then_some('"'));
        }
        out.push('"');
    }
    out.push_str("\r\n");
}

/// A text that no spreadsheet takes for a formula.
fn shielded(text: &str) -> String {
    let text = text.trim();
    if is_formula(text) { format!("'{text}") } else { text.into() }
}

/// The word for a status; final ones need none.
fn status(status: Status) -> &'static str {
    let known = STATUS_WORDS.iter().find(|(_, known)| *known == status && status != Status::Final);
    known.map_or("", |(word, _)| word)
}
