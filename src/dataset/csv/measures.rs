//! The indicators that headers and rows name, each described once.

use super::MAX_NAMES;
use super::columns::Columns;
use super::lex::Record;
use super::lines::Around;
use super::number::Number;
use super::roles::Role;
use super::row::Row;
use super::value_column::ValueColumn;
use super::words::{self, join, name_and_unit};
use crate::dataset::builder::UNSTATED;
use crate::dataset::reader::MAX_BYTES;
use crate::dataset::{Builder, Indicator};
use crate::diagnostic::{Diagnostics, Say, say};
use std::collections::{BTreeMap, BTreeSet};

/// Indicators by what is written of them.
pub(super) struct Measures<'t> {
    columns: &'t Columns,
    around: &'t Around,
    found: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    list: Vec<Measure>,
    key: String,
    /// Bytes that names and notes may still take: a long header could be repeated for every indicator.
    room: usize,
}

struct Measure {
    indicator: Indicator,
    /// Whether it has any number yet.
    is_known: bool,
    /// Whether its unit stands behind every number rather than in a header.
    is_unit_in_cells: bool,
}

impl<'t> Measures<'t> {
    pub fn new(columns: &'t Columns, around: &'t Around) -> Measures<'t> {
        Measures {
            columns,
            around,
            found: BTreeMap::new(),
            ids: BTreeSet::new(),
            list: Vec::new(),
            key: String::new(),
            room: MAX_BYTES,
        }
    }

    /// The indicator of a figure; `None`, which is told, where the row names none.
    pub fn find(
        &mut self,
        row: &Row,
        column: &ValueColumn,
        record: &Record,
        faults: &mut Diagnostics,
    ) -> Option<usize> {
        let in_rows = self.columns.has(Role::Indicator) || self.columns.has(Role::IndicatorCode);
        if in_rows && row.indicator.is_empty() && row.indicator_code.is_empty() {
            let sentence = say!("这一行没有指标名称，已跳过", "this row names no indicator; skipped");
            self.tell(record, faults, sentence);
            return None;
        }
        self.write_key(row, column);
        if let Some(position) = self.found.get(&self.key) {
            return Some(*position);
        }
        if self.list.len() >= MAX_NAMES || self.room == 0 {
            self.tell(record, faults, say!("指标太多，此行已跳过", "too many indicators; row skipped"));
            return None;
        }
        let indicator = self.described(row, column, in_rows);
        let length =
            2 * self.key.len() + indicator.name.len() + 2 * indicator.id.len() + indicator.definition.len();
        self.room = self.room.saturating_sub(length);
        if indicator.name == NAMELESS && self.list.is_empty() {
            let sentence =
                say!("看不出指标的名称，称为“{}”", "the indicator has no name; called “{}”", NAMELESS);
            let hint = "在表的上方写一行标题，或加一列“指标”";
            faults.warning(&format!("data:{}", record.line), sentence, hint.into());
        }
        self.list.push(Measure { indicator, is_known: false, is_unit_in_cells: false });
        self.found.insert(self.key.clone(), self.list.len() - 1);
        Some(self.list.len() - 1)
    }

    fn tell(&self, record: &Record, faults: &mut Diagnostics, sentence: Say) {
        faults.warning(&format!("data:{}", record.line), sentence, String::new());
    }

    /// All that tells one indicator from another.
    fn write_key(&mut self, row: &Row, column: &ValueColumn) {
        self.key.clear();
        let name = if row.indicator_code.is_empty() { &*row.indicator } else { row.indicator_code };
        let name_of_column = if column.is_area { "" } else { &column.name };
        for part in [name, row.unit, name_of_column, &column.unit] {
            self.key.push_str(part);
            self.key.push('\u{1f}');
        }
        for (_, category) in &row.dimensions {
            self.key.push_str(category);
            self.key.push('\u{1f}');
        }
    }

    fn described(&mut self, row: &Row, column: &ValueColumn, in_rows: bool) -> Indicator {
        let of_column = if column.is_area { "" } else { column.name.as_str() };
        let mut marks = column.marks.clone();
        let written = match (in_rows, of_column) {
            (true, _) if row.indicator.is_empty() => row.indicator_code,
            (true, _) => &*row.indicator,
            (false, "") => &self.around.indicator,
            (false, name) => name,
        };
        let (mut name, unit_of_name) = self.undressed(written, &mut marks);
        if name.is_empty() {
            name = NAMELESS;
        }
        let form = if in_rows { of_column } else { "" };
        let mut unit = column.unit.as_str();
        // A rate of growth does not have the unit of what grows.
        if unit.is_empty() && !is_relative(of_column) {
            let is_only_one = !in_rows && of_column.is_empty();
            let of_table = if is_rate(name) && !is_only_one { "" } else { &self.around.unit };
            let known = [row.unit, unit_of_name, of_table];
            unit = known.into_iter().find(|unit| !unit.is_empty()).unwrap_or_default();
        }
        let mut slices: Vec<&str> = row.dimensions.iter().map(|(_, category)| *category).collect();
        slices.extend((!form.is_empty()).then_some(form));
        let full =
            if slices.is_empty() { name.into() } else { format!("{name}（{}）", slices.join("，")) };
        let mut definition = self.around.explained(&marks);
        join(&mut definition, &self.around.note);
        let short = if row.indicator_code.is_empty() { name } else { row.indicator_code };
        Indicator {
            id: self.id([&[short], slices.as_slice()].concat(), unit),
            name: full,
            unit: unit.into(),
            decimals: UNSTATED,
            definition,
            dimensions: row.dimensions.iter().map(|(name, own)| ((*name).into(), (*own).into())).collect(),
            of: if row.dimensions.is_empty() { String::new() } else { short.into() },
            ..Indicator::default()
        }
    }

    /// The name of an indicator without 其中：, marks and unit. Where it has a code, or its unit a column, the name is
    /// exact as it stands.
    fn undressed<'n>(&self, written: &'n str, marks: &mut String) -> (&'n str, &'n str) {
        let mut name = written.trim();
        if self.columns.has(Role::IndicatorCode) {
            return (name, "");
        }
        name = words::label(name, &["其中"]).unwrap_or(name).trim_start_matches('#').trim_start();
        while let Some(shorter) = words::without_mark(name, marks) {
            name = shorter;
        }
        if self.columns.has(Role::Unit) { (name, "") } else { name_and_unit(name) }
    }

    /// A name that no other indicator has.
    fn id(&mut self, parts: Vec<&str>, unit: &str) -> String {
        let mut id = parts.join(";");
        if self.ids.contains(&id) {
            id = format!("{id};{unit}");
        }
        while self.ids.contains(&id) {
            id = format!("{id};{}", self.list.len() + 1);
        }
        self.ids.insert(id.clone());
        id
    }

    /// Takes note of a number; false where its unit is not that of the others.
    pub fn takes(&mut self, position: usize, number: &Number) -> bool {
        let Some(measure) = self.list.get_mut(position) else { return false };
        let indicator = &mut measure.indicator;
        if !measure.is_known && indicator.unit.is_empty() && !number.unit.is_empty() {
            indicator.unit = number.unit.clone();
            measure.is_unit_in_cells = true;
        }
        let bare = number.unit.is_empty() && !measure.is_unit_in_cells;
        let same = bare || words::plain(&indicator.unit) == words::plain(&number.unit);
        if same {
            measure.is_known = true;
        }
        same
    }

    /// Unit of an indicator.
    pub fn unit(&self, position: usize) -> &str {
        self.list.get(position).map_or("", |measure| &measure.indicator.unit)
    }

    /// Gives the indicators to the data set, in the order in which observations count them.
    pub fn finish(&mut self, out: &mut Builder) {
        for mut measure in self.list.drain(..) {
            // Of many tables only the parts are listed.
            if !self.ids.contains(&measure.indicator.of) {
                measure.indicator.of.clear();
            }
            out.indicator(measure.indicator);
        }
    }
}

/// How an indicator is called that has no name.
const NAMELESS: &str = "数值";

/// Whether a form of an indicator is another kind of number than the indicator itself.
pub(super) fn is_relative(form: &str) -> bool {
    const KINDS: [char; 6] = ['增', '比', '速', '率', '位', '幅'];
    form.chars().any(|letter| KINDS.contains(&letter))
}

/// Whether a name is that of a rate, which does not have the unit that most of a table has.
fn is_rate(name: &str) -> bool {
    ["率", "速", "幅", "比重", "占比", "增长", "指数"].iter().any(|end| name.ends_with(end))
}
