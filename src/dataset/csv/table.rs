//! The rows of a table as observations.

use super::columns::Columns;
use super::lex::Record;
use super::lines::{Around, part_of};
use super::measures::{self, Measures};
use super::names::Names;
use super::number::{self, Cell, Commas, Number};
use super::remarks::{Remarks, Stated};
use super::roles::Role;
use super::row::Row;
use super::value_column::ValueColumn;
use super::words;
use crate::dataset::period::FORMS;
use crate::dataset::{Builder, Dataset, Observation, Period, Status, Text, Value};
use crate::diagnostic::{Diagnostics, Say, say};

/// A table being read.
pub(super) struct Table<'t> {
    columns: &'t Columns,
    around: &'t Around,
    /// Of each column, whether it has commas that do not group thousands.
    odd_commas: &'t [bool],
    out: Builder,
    faults: &'t mut Diagnostics,
    measures: Measures<'t>,
    names: Names<'t>,
    remarks: Remarks<'t>,
    /// Why the figure before was missing: mostly the next one is for the same reason.
    reason: Text,
    /// The first cell, for the rows below that leave it out.
    first: String,
}

impl<'t> Table<'t> {
    pub fn new(
        columns: &'t Columns,
        around: &'t Around,
        odd_commas: &'t [bool],
        faults: &'t mut Diagnostics,
    ) -> Table<'t> {
        Table {
            columns,
            around,
            odd_commas,
            out: Builder::new("data:"),
            faults,
            measures: Measures::new(columns, around),
            names: Names::new(around),
            remarks: Remarks::new(around),
            reason: Text::default(),
            first: String::new(),
        }
    }

    /// The data set that the rows make.
    pub fn finish(mut self) -> Option<Dataset> {
        self.measures.finish(&mut self.out);
        self.remarks.finish(self.faults);
        self.out.finish(self.faults)
    }

    /// Reads a row; false when no more fit.
    pub fn row(&mut self, record: &Record) -> bool {
        let is_empty = self.columns.values.iter().all(|column| record.cell(column.at).is_empty());
        // A line that only names a group of indicators.
        if is_empty && self.columns.has(Role::Indicator) && self.columns.values.len() > 1 {
            return true;
        }
        let first = self.first_cell(record);
        let (columns, mut before) = (self.columns, None);
        let row = Row::read(columns, record, &first);
        let stated = self.remarks.of_row(&row);
        let (mut fits, mut is_timeless) = (true, false);
        for column in &columns.values {
            let period = self.period(&row, column, before);
            match period {
                Some(period) => fits = fits && self.figure(record, (&row, &stated), column, period),
                None => is_timeless = true,
            }
            before = later_of(before, period);
        }
        if is_timeless {
            self.tell_period(record, &row);
        }
        self.first = first;
        fits
    }

    /// The first cell; merged cells stand for the rows below, too. Long lists have none: there a name was forgotten.
    fn first_cell(&self, record: &Record) -> String {
        let cell = record.cell(0);
        let may_be_merged = self.columns.keys.len() > 1 && !self.columns.is_long();
        if cell.is_empty() && may_be_merged { self.first.clone() } else { cell.into() }
    }

    /// When a figure was; `before` is the period of the columns to the left, which holds for 增长 and its like.
    fn period(&self, row: &Row, column: &ValueColumn, before: Option<Period>) -> Option<Period> {
        let year = column.period.or(row.period).or(self.around.period);
        if !column.part.is_empty() {
            part_of(&column.part, year)
        } else if !row.part.is_empty() {
            part_of(&row.part, column.period.or(self.around.period))
        } else if row.written_period.0.is_empty() {
            let before = before.filter(|_| measures::is_relative(&column.name));
            // A cell for the period that is left empty says nothing, whatever the title says.
            let of_title = self.around.period.filter(|_| !self.columns.has_time());
            column.period.or(before).or(of_title)
        } else {
            column.period.or(row.period)
        }
    }

    fn tell_period(&mut self, record: &Record, row: &Row) {
        let (written, at) = row.written_period;
        let sentence = match written {
            "" => say!("看不出这一行数的时期，已跳过", "this row does not say its period; skipped"),
            _ => say!(
                "“{}”不是可识别的时期，此行有关的数已跳过",
                "“{}” is no known period; its figures are skipped",
                written
            ),
        };
        self.tell(record, at, sentence, FORMS);
    }

    /// Adds a figure; false when no more fit.
    fn figure(
        &mut self,
        record: &Record,
        (row, stated): (&Row, &Stated),
        column: &ValueColumn,
        period: Period,
    ) -> bool {
        let area_place = (record, if column.is_area { column.at } else { row.area_at });
        let Some(area) = self.names.area(row, column, self.columns, area_place, &mut self.out, self.faults)
        else {
            return true;
        };
        let Some(indicator) = self.measures.find(row, column, record, self.faults) else { return true };
        let mut status = Status::Final;
        let mut marks = String::new();
        let value = match self.cell(record, column) {
            Ok(number) if self.measures.takes(indicator, &number) => {
                status = number.status;
                marks = number.note;
                Value::Known(number.value)
            }
            Ok(number) => {
                let unit = self.measures.unit(indicator);
                let sentence = say!(
                    "单位“{}”与别处的“{}”不同，按缺数处理",
                    "the unit “{}” is not the “{}” used elsewhere; taken as missing",
                    &number.unit,
                    unit
                );
                let hint = "同一指标的单位写在表头或单位列，各行一致";
                self.faults.warning(&record.place(column.at), sentence, hint.into());
                Value::Missing("单位不一致".into())
            }
            Err(reason) => {
                let is_empty = record.cell(column.at).is_empty();
                let stated = stated.missing.clone().filter(|stated| !stated.is_empty() || is_empty);
                Value::Missing(stated.unwrap_or_else(|| self.reason(&reason)))
            }
        };
        if let Some(stated) = words::status(row.status) {
            status = stated;
        }
        let observation = Observation {
            indicator,
            area,
            period,
            value,
            status,
            source: self.names.source(row.source, &mut self.out),
            remark: self.remarks.of_figure(stated, &marks),
            row: record.line,
        };
        self.out.observe(observation)
    }

    fn reason(&mut self, reason: &str) -> Text {
        if *self.reason != *reason {
            self.reason = reason.into();
        }
        self.reason.clone()
    }

    /// The number in a cell, or why there is none.
    fn cell(&mut self, record: &Record, column: &ValueColumn) -> Result<Number, String> {
        let cell = record.cell(column.at);
        let (sentence, hint) = match number::read(cell) {
            Cell::Number(number)
                if number.commas == Commas::None || self.odd_commas.get(column.at) == Some(&false) =>
            {
                return Ok(number);
            }
            Cell::Missing(reason) => return Err(reason),
            Cell::Number(_) => (
                say!(
                    "“{}”里的逗号可能是小数点，按缺数处理",
                    "the comma in “{}” may be a decimal point; taken as missing",
                    cell
                ),
                "小数点写作“.”；千分位逗号后应有三位数字",
            ),
            Cell::TooLong => (
                say!(
                    "“{}”超过 18 位数字，按缺数处理",
                    "“{}” has more than 18 digits; taken as missing",
                    cell
                ),
                "换用较大的单位，如 万、亿",
            ),
            Cell::Other if words::bracketed(cell).is_some_and(|(before, _)| before.is_empty()) => (
                say!(
                    "括号里的“{}”不知是负数还是估计数，按缺数处理",
                    "“{}” in brackets may be negative or an estimate; taken as missing",
                    cell
                ),
                "负数写作 -1.2；估计数写作 1.2（估计）",
            ),
            Cell::Other => (
                say!("“{}”不是数值，按缺数处理", "“{}” is no number; taken as missing", cell),
                "没有数值时留空，或写 —、…、暂无",
            ),
        };
        self.tell(record, column.at, sentence, hint);
        Err("数值无法识别".into())
    }

    /// Tells a fault of a cell.
    pub fn tell(&mut self, record: &Record, at: usize, sentence: Say, hint: &str) {
        // Finding the place takes time: not for faults that nobody will see.
        let place = if self.faults.is_full() { String::new() } else { record.place(at) };
        self.faults.warning(&place, sentence, hint.into());
    }
}

/// The period that a rate of growth behind these columns is about: of 2020 and 2019 the later one, of a month and a
/// running total the one that stands nearer.
fn later_of(before: Option<Period>, period: Option<Period>) -> Option<Period> {
    match (before, period) {
        (Some(one), Some(other)) if one.form() == other.form() => Some(one.max(other)),
        _ => period.or(before),
    }
}
