//! The records below the header: which of them are rows, which are notes.

use super::columns::Columns;
use super::header::Header;
use super::lex::{Flaw, MAX_FIELDS, Record, Records};
use super::lines::{Around, lone_cell};
use super::number::{self, Cell, Commas};
use super::roles::Role;
use super::table::Table;
use crate::diagnostic::say;
use crate::json::MAX_TEXT;

/// All below the header.
pub(super) struct Body<'b, 'a> {
    /// The document from its beginning.
    pub records: Records<'a>,
    pub header: Header,
    /// The records of the header.
    pub lines: &'b [Record<'a>],
    pub columns: &'b Columns,
}

/// What has to be known before the first row is read.
pub(super) struct Survey {
    /// Of each column, whether it has commas that do not group thousands.
    pub odd_commas: Vec<bool>,
    /// Lines that are notes.
    notes: Vec<u32>,
}

impl<'a> Body<'_, 'a> {
    /// Goes through all rows for what notes say and how commas are used.
    pub fn survey(&self, around: &mut Around) -> Survey {
        let mut survey = Survey { odd_commas: vec![false; self.columns.width()], notes: Vec::new() };
        let mut goes_on = false;
        for record in self.rows() {
            goes_on = lone_cell(&record).is_some_and(|text| around.below(text, goes_on));
            if goes_on {
                survey.notes.push(record.line);
            } else {
                self.look_at_commas(&record, &mut survey.odd_commas);
            }
        }
        survey
    }

    fn look_at_commas(&self, record: &Record, odd: &mut [bool]) {
        for column in &self.columns.values {
            let cell = record.cell(column.at);
            let has_comma = cell.bytes().any(|b| b == b',' || !b.is_ascii());
            if let Some(odd) = odd.get_mut(column.at).filter(|_| has_comma) {
                *odd |= matches!(number::read(cell), Cell::Number(n) if n.commas == Commas::Odd);
            }
        }
    }

    /// Reads all rows into a table.
    pub fn read(&self, survey: &Survey, table: &mut Table) {
        for record in self.rows() {
            if survey.notes.binary_search(&record.line).is_ok() {
                continue;
            }
            tell_flaw(&record, table);
            if self.is_row(&record, table) && !table.row(&record) {
                return;
            }
        }
    }

    /// The records below the header, without blank ones and without the header where it stands on every page.
    fn rows(&self) -> impl Iterator<Item = Record<'a>> {
        let below = self.records.clone().skip(self.header.last + 1);
        below.filter(|record| !record.is_blank() && !self.lines.iter().any(|line| is_same(line, record)))
    }

    /// Whether the cells of a record can be told apart; if not, that is told.
    fn is_row(&self, record: &Record, table: &mut Table) -> bool {
        if let Some(long) = record.fields.iter().position(|field| field.text.len() > MAX_TEXT) {
            let sentence = say!("这一格超过 64 KB，此行已跳过", "a cell of more than 64 KiB; row skipped");
            table.tell(record, long, sentence, "是否有引号没有配对？");
            return false;
        }
        let width = self.lines.iter().map(|line| line.fields.len()).max().unwrap_or(0);
        let (count, needed) = (record.fields.len(), self.columns.width());
        let beyond = record.fields.iter().skip(width).position(|field| !field.text.trim().is_empty());
        let (is, expected) = (count.to_string(), width.to_string());
        if let Some(beyond) = beyond {
            let sentence = say!(
                "这一行有 {} 格，表头只有 {} 格，各数对不上列，已跳过",
                "{} cells, but {} in the header: figures cannot be told apart; row skipped",
                &is,
                &expected
            );
            table.tell(record, width + beyond, sentence, "千分位的逗号要去掉，或给这一格加引号");
            return false;
        }
        if count >= needed {
            return true;
        }
        let is_heading = lone_cell(record).is_some() && self.columns.has(Role::Indicator);
        if !is_heading {
            let sentence = say!(
                "这一行只有 {} 格，表头有 {} 格，缺的按缺数处理",
                "{} cells, but {} in the header; what lacks is taken as missing",
                &is,
                &expected
            );
            table.tell(record, count, sentence, "说明文字请以“注：”开头");
        }
        lone_cell(record).is_none()
    }
}

fn is_same(line: &Record, record: &Record) -> bool {
    let count = line.fields.len();
    count > 1 && record.fields.len() == count && (0..count).all(|at| line.cell(at) == record.cell(at))
}

fn tell_flaw(record: &Record, table: &mut Table) {
    let Some((flaw, at)) = record.flaw else { return };
    let most = MAX_FIELDS.to_string();
    let (sentence, hint) = match flaw {
        Flaw::Unclosed => (
            say!("引号没有配对，按没有引号读", "a quote is not closed; read as if it were not there"),
            "字段里的引号写两个：\"\"",
        ),
        Flaw::BehindQuote => (
            say!("引号后面还有文字，已并入这一格", "text behind the closing quote; taken into the cell"),
            "字段里的引号写两个：\"\"",
        ),
        Flaw::TooMany => {
            (say!("超过 {} 格，多出的未读入", "more than {} cells; the rest is not read", &most), "")
        }
    };
    table.tell(record, at, sentence, hint);
}
