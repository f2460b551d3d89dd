//! Plain CSV as statistics offices export it: long lists and wide tables, told by their content.
//!
//! **Lines.** The header is the first line that begins with the name of a column (指标, 地区, 时期, 年份 …, in Chinese or
//! English), or the last one of words and periods above the first line with figures; where the line next to it leaves
//! the first cell empty both make one header, and a cell over several columns stands over the first of them. Lines above
//! with a single cell are the title, 单位：…, 时间：… and their like; lines below are 注：…, 数据来源：… and ①….
//!
//! **Columns.** A column is told by its header (`roles::role`); where that says nothing, by its cells: places, periods,
//! figures, words. A column of figures takes from its header a period, a place, the name of an indicator and a unit, as
//! far as they stand there. Its figures belong to what the header says, then to what the other columns of the row say,
//! then to what the lines above say. So one rule reads long lists, areas by periods, indicators by periods, areas by
//! indicators, and periods by areas or indicators. Columns of other words are dimensions of the indicator (性别).
//!
//! **Cells.** See `number`. Of merged first cells the rows below inherit, but not in long lists (with a column 数值). A row with more cells than the header is left
//! out: in most cases its numbers have commas without quotes, and every figure would stand in the wrong column.
//!
//! Texts that begin with `'` and one of `= + - @ '` lose the first: that is how [`super::write`] keeps spreadsheets from
//! taking them for formulas.

mod body;
mod codes;
mod columns;
mod content;
mod header;
pub mod lex;
mod lines;
mod measures;
mod names;
mod number;
mod remarks;
mod roles;
mod row;
mod table;
#[cfg(test)]
mod tests;
mod value_column;
pub(crate) mod words;

use super::Dataset;
use super::reader::{Content, Reader};
use crate::diagnostic::{Diagnostics, say};
use body::Body;
use columns::Columns;
use lex::{Record, Records};
use lines::{Around, lone_cell};
use table::Table;

/// Plain CSV.
pub struct Csv;

/// How many indicators or areas a table may have.
const MAX_NAMES: usize = 50_000;

/// How many of the first records are looked at to find the header and to tell the columns.
const LOOKED_AT: usize = 60;

/// Bytes that a line above the table may have.
const LONGEST_TITLE: usize = 1024;

/// What a table should look like, for hints.
const FORMS: &str =
    "第一行写列名：指标,地区,时期,数值,单位；或第一列为地区、其余各列为时期：地区,2019年,2020年";

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn recognises(&self, content: &Content) -> bool {
        matches!(content, Content::Text(_))
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let Content::Text(text) = content else {
            faults.error("data#", say!("这不是 CSV 表格", "this is no CSV table"), FORMS.into());
            return None;
        };
        let records = Records::new(text, lex::separator(text));
        let head: Vec<Record> = records.clone().take(LOOKED_AT).collect();
        let Some(header) = header::find(&head) else {
            tell_no_header(&head, faults);
            return None;
        };
        let mut around = above(&head[..header.first]);
        let lines = &head[header.first..=header.last];
        let columns = Columns::tell(lines, &sample(&head[header.last + 1..]), &around);
        if columns.values.is_empty() {
            let sentence = say!("表头下面没有一列是数值", "no column below the header holds figures");
            faults.error(&lines[0].place(0), sentence, FORMS.into());
            return None;
        }
        if let Some(at) = columns.left_out {
            let most = columns::MOST_DIMENSIONS.to_string();
            let sentence = say!(
                "除指标、地区、时期外的文字列超过 {} 列，从这一列起已忽略",
                "more than {} columns of words beside indicator, area and period; ignored from here on",
                &most
            );
            faults.warning(&lines[0].place(at), sentence, FORMS.into());
        }
        if let Some(at) = columns.nameless {
            let sentence =
                say!("这一列有数值而没有列名，已忽略", "a column of figures without a header; ignored");
            faults.warning(&lines[0].place(at), sentence, FORMS.into());
        }
        if let Some(at) = columns.likely_code {
            let sentence = say!(
                "这一列的数与旁边的名称一一对应，看作代码，未当作数值",
                "the numbers of this column go one to one with the names beside it; taken as codes, not as figures"
            );
            let hint = "是代码的，列名写作“…代码”；是数值的，请移到数值列之后";
            faults.warning(&lines[0].place(at), sentence, hint.into());
        }
        let body = Body { records, header, lines, columns: &columns };
        let survey = body.survey(&mut around);
        let mut table = Table::new(&columns, &around, &survey.odd_commas, faults);
        body.read(&survey, &mut table);
        table.finish()
    }
}

/// The lines above the header.
fn above(records: &[Record]) -> Around {
    let mut around = Around::default();
    for record in records {
        // What is longer is no title.
        let is_short = |cell: &&str| !cell.is_empty() && cell.len() <= LONGEST_TITLE;
        let cells = record.fields.iter().map(|field| field.text.trim());
        cells.filter(is_short).for_each(|cell| around.above(cell));
    }
    around.use_title();
    around
}

/// The first rows.
fn sample<'a>(records: &[Record<'a>]) -> Vec<Record<'a>> {
    records.iter().filter(|record| lone_cell(record).is_none() && !record.is_blank()).cloned().collect()
}

fn tell_no_header(head: &[Record], faults: &mut Diagnostics) {
    let first = head.iter().find(|record| lone_cell(record).is_none() && !record.is_blank());
    let place = first.or(head.first()).map_or("data:1:1".into(), |record| record.place(0));
    let sentence = say!("没有找到表头，读不出各列是什么", "no header found: the columns cannot be told");
    faults.error(&place, sentence, FORMS.into());
}
