//! The rows of SDMX-CSV: cells as codes, labels and figures.

use super::header::{Column, Header, Kind};
use crate::dataset::csv::lex::Record;
use crate::dataset::cube::{Category, Dimension, Role};
use crate::dataset::sdmx::concepts::Slot;
use crate::dataset::sdmx::word::{LONGEST_NAME, Slots, UNUSABLE, Word, cut};
use crate::dataset::{Text, Value};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The code for "not applicable", which stands for an empty cell.
const EMPTY: &str = "_Z";

/// Code and label of a cell.
pub fn coded<'r>(header: &Header, record: &'r Record, column: usize) -> (&'r str, &'r str) {
    let cell = record.cell(column);
    if header.has_names {
        return (cell, record.cell(column + 1));
    }
    match cell.bytes().position(|b| b == b':') {
        Some(at) if header.has_labels => (cell[..at].trim(), cell[at + 1..].trim()),
        _ => (cell, ""),
    }
}

/// The categories of one column, numbered as they are met.
pub struct Codes {
    column: usize,
    is_time: bool,
    numbers: BTreeMap<String, usize>,
    /// The code met last: most rows go on with that of the row before.
    last: (String, usize),
    dimension: Dimension,
}

impl Codes {
    /// Starts on a column.
    pub fn new(position: usize, column: &Column) -> Codes {
        let (code, name) = (column.id.clone(), column.name.clone());
        let dimension = Dimension { code, name: name.into(), role: Role::Other, categories: Vec::new() };
        Codes {
            column: position,
            is_time: false,
            numbers: BTreeMap::new(),
            last: Default::default(),
            dimension,
        }
    }

    /// Says that the column holds times, whose colons part no labels.
    pub fn set_time(&mut self) {
        self.is_time = true;
    }

    fn cell<'r>(&self, header: &Header, record: &'r Record) -> (&'r str, &'r str) {
        let (code, label) =
            if self.is_time { (record.cell(self.column), "") } else { coded(header, record, self.column) };
        (if code.is_empty() { EMPTY } else { code }, label)
    }

    /// Takes in the cell of a row.
    pub fn learn(&mut self, header: &Header, record: &Record) {
        let (code, label) = self.cell(header, record);
        if self.numbers.contains_key(code) {
            return;
        }
        self.numbers.insert(code.into(), self.numbers.len());
        let name = if label.is_empty() { code } else { label };
        let (code, name) = (cut(code, LONGEST_NAME).into(), cut(name, LONGEST_NAME).into());
        let place = record.place(self.column);
        let category = Category { code, name, place, ..Category::default() };
        self.dimension.categories.push(category);
    }

    /// The number of the cell's category; every cell has been learnt.
    pub fn number(&mut self, header: &Header, record: &Record) -> usize {
        let (code, _) = self.cell(header, record);
        if self.last.0 != code {
            let number = self.numbers.get(code).copied().unwrap_or_default();
            self.last = (code.into(), number);
        }
        self.last.1
    }

    /// The dimension with all categories met; they are left in it.
    pub fn dimension(&mut self) -> Dimension {
        std::mem::take(&mut self.dimension)
    }
}

/// Whether a row has a figure: rows without one, and without all of its key, only hold attributes of many figures.
pub fn is_figure(header: &Header, record: &Record, value: usize) -> bool {
    !record.cell(value).is_empty() || header.dimensions().all(|(column, _)| !record.cell(column).is_empty())
}

/// Whether a row asks to delete what it is about.
pub fn is_deletion(record: &Record, action: Option<usize>) -> bool {
    action.is_some_and(|action| matches!(record.cell(action), "D" | "Delete"))
}

/// What the attributes of a row say.
pub fn said<'r>(header: &Header, record: &'r Record) -> Slots<'r> {
    let mut slots = Slots::default();
    for (position, column) in header.columns.iter().enumerate() {
        let Kind::Attribute(slot) = column.kind else { continue };
        let is_text = matches!(slot, Slot::Note | Slot::Title | Slot::Source | Slot::Definition);
        let (code, label) =
            if is_text { (record.cell(position), "") } else { coded(header, record, position) };
        if slots[slot as usize].is_none() && !code.is_empty() {
            slots[slot as usize] =
                Some(Word { code: Cow::Borrowed(code), label: Cow::Borrowed(label), is_shared: false });
        }
    }
    slots
}

/// The figure of a row.
pub fn figure(record: &Record, column: usize, faults: &mut Diagnostics) -> Value {
    let cell = record.cell(column);
    if matches!(cell, "" | "-" | ":") || cell.eq_ignore_ascii_case("NaN") {
        return Value::Missing(Text::default());
    }
    let plain = cell.strip_prefix('+').unwrap_or(cell);
    // Some programs leave out the 0 before the point.
    let number = match plain.as_bytes() {
        [b'.', ..] => Decimal::parse(&format!("0{plain}")),
        [b'-', b'.', ..] => Decimal::parse(&format!("-0{}", &plain[1..])),
        _ => Decimal::parse(plain),
    };
    if let Some(number) = number {
        return Value::Known(number);
    }
    let place = if faults.is_full() { String::new() } else { record.place(column) };
    let sentence =
        say!("“{}”不是可用的数值（最多 18 位）", "“{}” is no usable number (18 digits at most)", cell);
    faults.warning(&place, sentence, "小数点用“.”，不分节；缺数留空".into());
    Value::Missing(UNUSABLE.into())
}
