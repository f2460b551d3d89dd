//! Tables of Eurostat in TSV: one series a row, its key in the first cell, one period a column.
//!
//! ```text
//! freq,unit,geo\TIME_PERIOD   2019    2020
//! A,PC,DE                     12.3 p  : c
//! ```
//!
//! A cell holds a number or `:` for none, and behind it the letters of flags.

use super::concepts::{self, Slot};
use super::figures::Figures;
use super::word::{LONGEST_NAME, Slots, UNUSABLE, Word, cut};
use crate::dataset::csv::lex::{Record, Records};
use crate::dataset::cube::{About, Category, Dimension, Role};
use crate::dataset::reader::{Content, Reader};
use crate::dataset::{Dataset, Source, Text, Value};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Tables of Eurostat.
pub struct EurostatTsv;

/// How many dimensions a key may have.
const MAX_DIMENSIONS: usize = 64;

/// Longer first lines are none of these tables.
const LONGEST_KEY: usize = 4096;

impl Reader for EurostatTsv {
    fn name(&self) -> &'static str {
        "eurostat-tsv"
    }

    fn recognises(&self, content: &Content) -> bool {
        matches!(content, Content::Text(text) if Head::read(text).is_some())
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let text = if let Content::Text(text) = content { text } else { "" };
        let Some(head) = Head::read(text) else {
            let sentence =
                say!("第一行不是 Eurostat TSV 的表头", "the first line is no header of a Eurostat TSV table");
            faults.error("data:1:1", sentence, "第一行如：freq,unit,geo\\TIME_PERIOD（制表符）2019".into());
            return None;
        };
        let keys = Keys::read(text, &head, faults);
        let mut figures = Figures::new("data:");
        let about = About { place: "data:1:1".into(), ..About::default() };
        let dimensions = head.dimensions(&keys);
        let mut table = figures.table(about, dimensions, Source::default(), faults)?;
        let mut categories = Vec::new();
        for record in rows(text) {
            if !keys.numbers(&record, &mut categories) {
                continue;
            }
            let time = categories.len();
            categories.push(0);
            // What stands beyond the header has been told.
            for at in 1..record.fields.len().min(head.record.fields.len()) {
                categories[time] = at - 1;
                let (value, flags) = cell(&record, at, faults);
                let mut slots = Slots::default();
                let word = Word { code: flags, ..Word::default() };
                slots[Slot::Status as usize] = (!word.code.is_empty()).then_some(word);
                if !figures.add(&mut table, &categories, value, &[&slots], record.line) {
                    return figures.finish(faults);
                }
            }
        }
        figures.finish(faults)
    }
}

/// The first line.
struct Head<'t> {
    /// What the parts of a key are.
    key: Vec<String>,
    /// What the columns are.
    time: String,
    record: Record<'t>,
}

impl Head<'_> {
    fn read(text: &str) -> Option<Head<'_>> {
        let record = Records::new(text, '\t').next()?;
        let cell = record.cell(0);
        let mark = cell.bytes().position(|b| b == b'\\').filter(|mark| *mark < LONGEST_KEY)?;
        let (key, time) = (&cell[..mark], cell[mark + 1..].trim());
        let is_time = time.eq_ignore_ascii_case("TIME_PERIOD") || time.eq_ignore_ascii_case("time");
        let key: Vec<String> = key.split(',').map(|code| code.trim().into()).collect();
        let time = time.into();
        (is_time && record.fields.len() > 1 && key.len() < MAX_DIMENSIONS).then_some(Head {
            key,
            time,
            record,
        })
    }

    fn dimensions(&self, keys: &Keys) -> Vec<Dimension> {
        let named = |code: &str, categories: Vec<Category>| Dimension {
            code: code.into(),
            name: code.into(),
            role: Role::Other,
            categories,
        };
        let parts = self.key.iter().zip(&keys.parts);
        let mut dimensions: Vec<Dimension> =
            parts.map(|(code, part)| named(code, part.categories.clone())).collect();
        let periods =
            (1..self.record.fields.len()).map(|at| category(&self.record, at, self.record.cell(at)));
        dimensions.push(named("TIME_PERIOD", periods.collect()));
        concepts::assign(&mut dimensions, &[]);
        if let Some(time) = dimensions.last_mut() {
            (time.code, time.name) = (self.time.clone(), self.time.as_str().into());
        }
        dimensions
    }
}

fn category(record: &Record, at: usize, code: &str) -> Category {
    let code: String = cut(code, LONGEST_NAME).into();
    Category { name: code.as_str().into(), code, place: record.place(at), ..Category::default() }
}

fn rows(text: &str) -> impl Iterator<Item = Record<'_>> {
    Records::new(text, '\t').skip(1).filter(|record| !record.is_blank())
}

/// The categories that keys are made of.
struct Keys {
    parts: Vec<Part>,
}

#[derive(Default)]
struct Part {
    numbers: BTreeMap<String, usize>,
    categories: Vec<Category>,
}

impl Keys {
    /// Goes through all rows once; those that do not fit the header are told.
    fn read(text: &str, head: &Head, faults: &mut Diagnostics) -> Keys {
        let mut keys = Keys { parts: head.key.iter().map(|_| Part::default()).collect() };
        for record in rows(text) {
            if record.cell(0).split(',').count() != keys.parts.len() {
                let expected = keys.parts.len().to_string();
                let sentence = say!(
                    "这一行的键应有 {} 段，已跳过",
                    "the key of this row should have {} parts; skipped",
                    &expected
                );
                tell(faults, &record, 0, sentence);
                continue;
            }
            if record.fields.len() > head.record.fields.len() {
                let sentence = say!(
                    "这一行比表头多出几列，多出的未读入",
                    "more cells than in the header; the rest is not read"
                );
                tell(faults, &record, head.record.fields.len(), sentence);
            }
            for (part, code) in keys.parts.iter_mut().zip(record.cell(0).split(',')) {
                if !part.numbers.contains_key(code.trim()) {
                    part.numbers.insert(code.trim().into(), part.categories.len());
                    part.categories.push(category(&record, 0, code.trim()));
                }
            }
        }
        keys
    }

    /// Which categories the key of a row names; false where it is no key.
    fn numbers(&self, record: &Record, out: &mut Vec<usize>) -> bool {
        out.clear();
        let codes = record.cell(0).split(',');
        for (part, code) in self.parts.iter().zip(codes.clone()) {
            out.extend(part.numbers.get(code.trim()));
        }
        out.len() == self.parts.len() && codes.count() == out.len()
    }
}

/// The figure of a cell, and its flags.
fn cell<'r>(record: &'r Record, at: usize, faults: &mut Diagnostics) -> (Value, Cow<'r, str>) {
    let cell = record.cell(at);
    let end = cell.bytes().position(|b| b == b' ' || b.is_ascii_alphabetic()).unwrap_or(cell.len());
    let (number, flags) = (&cell[..end], cell[end..].trim());
    if let Some(number) = Decimal::parse(number) {
        return (Value::Known(number), flags.into());
    }
    match number {
        // The flag may say why; else there is just none.
        ":" => (Value::Missing(Text::default()), format!("{flags}:").into()),
        "" if flags.is_empty() => (Value::Missing(Text::default()), flags.into()),
        _ => {
            let sentence = say!(
                "“{}”不是可用的数值（最多 18 位）",
                "“{}” is no usable number (18 digits at most)",
                cell
            );
            tell(faults, record, at, sentence);
            (Value::Missing(UNUSABLE.into()), "".into())
        }
    }
}

fn tell(faults: &mut Diagnostics, record: &Record, at: usize, sentence: crate::diagnostic::Say) {
    let place = if faults.is_full() { String::new() } else { record.place(at) };
    faults.warning(&place, sentence, "如：12.3、12.3 p、:、: c，各列以制表符分隔".into());
}
