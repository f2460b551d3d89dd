//! The first line of SDMX-CSV: what each column holds.
//!
//! By the standard dimensions stand before OBS_VALUE and attributes behind it, but any order is valid. So well-known ids
//! decide, and the place does for others: before OBS_VALUE a column is a dimension, behind it an attribute of no interest.

use crate::dataset::csv::lex::{Record, Records};
use crate::dataset::sdmx::concepts::{self, Slot};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Which dataflow or other structure a row is of.
    Dataflow,
    /// What is to be done with a row.
    Action,
    /// The figure.
    Value,
    /// A category.
    Dimension,
    /// An attribute of interest.
    Attribute(Slot),
    /// Anything else, and names of the column before.
    Other,
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// As structures refer to it.
    pub id: String,
    /// As people read it.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// The columns of a document.
#[derive(Debug)]
pub struct Header {
    /// All of them.
    pub columns: Vec<Column>,
    /// What separates them.
    pub separator: char,
    /// Whether cells hold `code: label`.
    pub has_labels: bool,
    /// Whether each column is followed by one with the names of what it holds.
    pub has_names: bool,
}

/// Columns that only address rows or repeat what other columns say.
const IGNORED: [&str; 6] = ["STRUCTURE", "STRUCTURE_NAME", "KEY", "SERIES_KEY", "OBS_KEY", "LAST UPDATE"];

impl Header {
    /// Reads the header; `None` when it is none of SDMX-CSV.
    pub fn read(text: &str) -> Option<Header> {
        [',', ';', '\t'].into_iter().find_map(|separator| {
            let record = Records::new(text, separator).next()?;
            Header::of(&record, separator)
        })
    }

    fn of(record: &Record, separator: char) -> Option<Header> {
        let cells: Vec<(&str, &str)> = (0..record.fields.len()).map(|i| component(record.cell(i))).collect();
        let find = |id: &str| cells.iter().position(|(cell, _)| cell.eq_ignore_ascii_case(id));
        let (value, time) = (find("OBS_VALUE"), find("TIME_PERIOD"));
        let is_2 = find("STRUCTURE") == Some(0) && find("STRUCTURE_ID") == Some(1);
        let is_sdmx = is_2 || (value.is_some() && (time.is_some() || find("DATAFLOW") == Some(0)));
        if !is_sdmx {
            return None;
        }
        let has_labels = cells.iter().any(|(_, label)| !label.is_empty());
        let has_names = find("STRUCTURE_NAME").is_some();
        let mut columns: Vec<Column> = Vec::with_capacity(cells.len());
        let mut is_name = false;
        for (i, (id, label)) in cells.iter().enumerate() {
            let kind = if is_name { Kind::Other } else { kind(id, i < value.unwrap_or(cells.len())) };
            if is_name && let Some(before) = columns.last_mut() {
                before.name = (*id).into();
            }
            // The columns that address rows have no column of names behind them.
            let is_address = matches!(kind, Kind::Dataflow | Kind::Action) || is_ignored(id);
            is_name = has_names && !is_name && !is_address;
            let name = if label.is_empty() { id } else { label };
            columns.push(Column { id: (*id).into(), name: (*name).into(), kind });
        }
        Some(Header { columns, separator, has_labels, has_names })
    }

    /// Where the first column of a kind stands.
    pub fn find(&self, kind: Kind) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == kind)
    }

    /// The columns of a kind that tells more than its kind, with their places.
    pub fn dimensions(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Dimension)
    }
}

/// Id and name of a header cell: `ID`, `ID[]`, `ID: name`.
fn component(cell: &str) -> (&str, &str) {
    let (id, name) = match cell.bytes().position(|b| b == b':') {
        Some(at) => (&cell[..at], &cell[at + 1..]),
        None => (cell, ""),
    };
    let end = id.bytes().position(|b| b == b'[').unwrap_or(id.len());
    (id[..end].trim(), name.trim())
}

fn is_ignored(id: &str) -> bool {
    IGNORED.iter().any(|known| id.eq_ignore_ascii_case(known))
}

fn kind(id: &str, is_before_value: bool) -> Kind {
    let is = |known: &str| id.eq_ignore_ascii_case(known);
    if is("DATAFLOW") || is("STRUCTURE_ID") {
        Kind::Dataflow
    } else if is("ACTION") {
        Kind::Action
    } else if is("OBS_VALUE") {
        Kind::Value
    } else if is_ignored(id) {
        Kind::Other
    } else if concepts::is_dimension(id) && (is_before_value || !concepts::is_attribute(id)) {
        Kind::Dimension
    } else if let Some(slot) = concepts::attribute(id) {
        Kind::Attribute(slot)
    } else if is_before_value && !concepts::is_attribute(id) {
        Kind::Dimension
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Option<Vec<Kind>> {
        Some(Header::read(text)?.columns.into_iter().map(|column| column.kind).collect())
    }

    #[test]
    fn columns_are_told_by_id_and_place() {
        use Kind::{Action, Attribute, Dataflow, Dimension, Other, Value};
        assert_eq!(
            kinds("DATAFLOW,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,UPDATED\n"),
            Some(vec![
                Dataflow,
                Dimension,
                Dimension,
                Dimension,
                Dimension,
                Value,
                Attribute(Slot::Status),
                Other
            ])
        );
        assert_eq!(
            kinds("STRUCTURE[|];STRUCTURE_ID;ACTION;OBS_VALUE;TIME_PERIOD;UNIT_MEASURE;SOURCE[]\n"),
            Some(vec![
                Other,
                Dataflow,
                Action,
                Value,
                Dimension,
                Attribute(Slot::Unit),
                Attribute(Slot::Source)
            ])
        );
        assert_eq!(kinds("地区,2019,2020\n"), None);
        assert_eq!(kinds(""), None);
    }
}
