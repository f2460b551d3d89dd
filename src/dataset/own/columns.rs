//! Observations in columns: the compact form, for a million of them.
//!
//! Each column is one value that holds for all rows, an array with one value a row, or a dictionary with one code a row.

use super::names::{Index, Names};
use crate::dataset::period::FORMS;
use crate::dataset::{Builder, Observation, Period, Remark, STATUSES, Status, Text, Value};
use crate::decimal::Decimal;
use crate::diagnostic::say;
use crate::fields::Fields;
use crate::json::{Json, List};

/// The columns there can be.
pub(super) const KEYS: [&str; 12] = [
    "indicator",
    "area",
    "period",
    "value",
    "missing",
    "status",
    "source",
    "phrase",
    "page",
    "note",
    "low",
    "high",
];

/// Whether no row can do without that column.
fn is_required(key: &str) -> bool {
    matches!(key, "indicator" | "area" | "period")
}

/// Stands for an entry that could not be read; its rows are skipped.
const NONE: u32 = u32::MAX;

/// Reads `columns`.
pub(super) fn read(fields: &mut Fields, names: &mut Names, out: &mut Builder) {
    let values = fields.list("value");
    if values.is_empty() {
        let sentence = say!("“value”里没有数值", "“value” holds no number");
        return fields.fault("value", sentence, "写成 \"value\": [1.5, null, 2]".into());
    }
    let (mut texts, mut periods) = (Vec::<Text>::new(), Vec::new());
    let count = values.len();
    // Looking for the nearest name is slow: not for faults that nobody will see.
    let known = |index: &Index, name: &str, is_told: bool| {
        let hint = || if is_told { index.suggestion(name) } else { String::new() };
        index.find(name).ok_or_else(hint)
    };
    let indicator =
        column(fields, "indicator", count, &mut |name, is_told| known(&names.indicators, name, is_told));
    let area = column(fields, "area", count, &mut |name, is_told| {
        let hint = |names: &Names| if is_told { names.area_hint(name) } else { String::new() };
        names.area(name, out).ok_or_else(|| hint(names))
    });
    let period = column(fields, "period", count, &mut |written, _| {
        periods.push(Period::parse(written).ok_or(FORMS)?);
        Ok(periods.len() - 1)
    });
    let (Some(indicator), Some(area), Some(period)) = (indicator, area, period) else { return };
    let source = column(fields, "source", count, &mut |name, is_told| known(&names.sources, name, is_told));
    let status = column(fields, "status", count, &mut |word, _| {
        STATUSES.iter().position(|(known, _)| *known == word).ok_or_else(String::new)
    });
    let mut text = |text: &str, _: bool| {
        texts.push(text.into());
        Ok(texts.len() - 1)
    };
    let missing = column(fields, "missing", count, &mut text);
    let phrase = column(fields, "phrase", count, &mut text);
    let page = column(fields, "page", count, &mut text);
    let note = column(fields, "note", count, &mut text);
    let (low, high) = (numbers(fields, "low", count), numbers(fields, "high", count));
    let optional = |column: &Option<Column>, row, fields: &mut Fields| column.as_ref()?.at(row, fields);
    let text = |column: &Option<Column>, row, fields: &mut Fields| {
        optional(column, row, fields).map_or(Text::default(), |text| texts[text].clone())
    };
    for (row, value) in values.iter().enumerate() {
        let [indicator, area, period] = [&indicator, &area, &period].map(|column| column.at(row, fields));
        let (Some(indicator), Some(area), Some(period)) = (indicator, area, period) else { continue };
        let remark = Remark {
            phrase: text(&phrase, row, fields),
            page: text(&page, row, fields),
            note: text(&note, row, fields),
            low: number_at(low, ("low", row), fields),
            high: number_at(high, ("high", row), fields),
        };
        let status = optional(&status, row, fields).and_then(|status| STATUSES.get(status));
        let observation = Observation {
            indicator,
            area,
            period: periods[period],
            value: value_of(value, row, text(&missing, row, fields), fields),
            status: status.map_or(Status::Final, |(_, status)| *status),
            source: optional(&source, row, fields),
            remark: (remark != Remark::default()).then(|| Box::new(remark)),
            row: row as u32,
        };
        if !out.observe(observation) {
            return;
        }
    }
}

fn value_of(json: &Json, row: usize, reason: Text, fields: &mut Fields) -> Value {
    match json {
        Json::Number(number) => Value::Known(*number),
        Json::Null => Value::Missing(reason),
        _ => {
            let sentence = say!("不是可用的数值（最多 18 位）", "no usable number (18 digits at most)");
            let hint = if json.text().is_some() { "数值不加引号；缺数写 null" } else { "" };
            fields.fault_at("value", "", row, sentence, hint.into());
            Value::Missing("数值无法识别".into())
        }
    }
}

/// A column of numbers beside the values, one a row; empty when it is absent.
fn numbers<'j, 'a>(fields: &mut Fields<'j, 'a, '_, '_>, key: &'static str, rows: usize) -> List<'j, 'a> {
    let numbers = fields.list(key);
    if !numbers.is_empty() {
        tell_length(fields, key, numbers.len(), rows);
    }
    numbers
}

fn number_at(numbers: List, (key, row): (&'static str, usize), fields: &mut Fields) -> Option<Decimal> {
    let json = numbers.get(row).filter(|json| !matches!(json, Json::Null))?;
    if json.number().is_none() {
        let sentence =
            say!("“{}”不是可用的数值（最多 18 位）", "“{}” is no usable number (18 digits at most)", key);
        fields.fault_at(key, "", row, sentence, String::new());
    }
    json.number()
}

/// Tells a column that is not as long as that of the values.
fn tell_length(fields: &mut Fields, key: &str, length: usize, rows: usize) {
    if length == rows {
        return;
    }
    let (length, rows) = (length.to_string(), rows.to_string());
    let sentence = say!(
        "“{}”有 {} 项，“value”有 {} 项，缺的行已跳过",
        "“{}” has {} entries, “value” {}; rows that lack one are skipped",
        key,
        &length,
        &rows
    );
    fields.fault(key, sentence, String::new());
}

/// One column with its entries resolved to positions: of an indicator, an area, a period, a text …
struct Column<'j, 'a> {
    key: &'static str,
    entries: Vec<u32>,
    codes: Codes<'j, 'a>,
}

enum Codes<'j, 'a> {
    /// The one entry holds for all rows.
    Constant,
    /// Entry and row go together.
    Each,
    /// These name the entry.
    Coded(List<'j, 'a>),
}

impl Column<'_, '_> {
    /// What the entry of a row was resolved to.
    fn at(&self, row: usize, fields: &mut Fields) -> Option<usize> {
        let entry = match self.codes {
            Codes::Constant => 0,
            Codes::Each => row,
            Codes::Coded(codes) => match codes.get(row)? {
                Json::Null if !is_required(self.key) => return None,
                code => {
                    let code = code.number().and_then(|n| usize::try_from(n.with_scale(0)?.mantissa).ok());
                    let Some(code) = code.filter(|code| *code < self.entries.len()) else {
                        let sentence = say!(
                            "代码不在词典里，此条已跳过",
                            "this code is not in the dictionary; row skipped"
                        );
                        let hint = "代码从 0 数起，是词典里的位置";
                        fields.fault_at(self.key, "codes", row, sentence, hint.into());
                        return None;
                    };
                    code
                }
            },
        };
        self.entries.get(entry).filter(|position| **position != NONE).map(|position| *position as usize)
    }
}

/// Finds what an entry means; where it means nothing, a hint instead if one is asked for.
type Resolve<'r> = dyn FnMut(&str, bool) -> Result<usize, String> + 'r;

/// Reads a column and resolves its entries; `None` when it is absent, which is told where it is required.
fn column<'j, 'a>(
    fields: &mut Fields<'j, 'a, '_, '_>,
    key: &'static str,
    rows: usize,
    resolve: &mut Resolve,
) -> Option<Column<'j, 'a>> {
    let is_required = is_required(key);
    let Some(json) = fields.get(key) else {
        if is_required {
            fields.required(key);
        }
        return None;
    };
    let (items, inner, codes) = match (json.array(), json) {
        (Some(items), _) => (items, "", Codes::Each),
        (None, Json::Object(_)) => {
            let part = |name: &str| json.get(name).and_then(Json::array).unwrap_or_default();
            (part("dictionary"), "dictionary", Codes::Coded(part("codes")))
        }
        (None, one) => (List::from(std::slice::from_ref(one)), "", Codes::Constant),
    };
    let length = match codes {
        Codes::Constant => rows,
        Codes::Each => items.len(),
        Codes::Coded(codes) => codes.len(),
    };
    tell_length(fields, key, length, rows);
    let mut entries = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let is_told = !fields.is_full();
        let resolved = item.text().map_or(Err(String::new()), |text| resolve(text, is_told));
        if let Err(hint) = &resolved
            && (is_required || !matches!(item, Json::Null))
        {
            tell_unknown(fields, (key, inner, at), item.text().unwrap_or("?"), hint.clone());
        }
        entries.push(resolved.map_or(NONE, |position| position as u32));
    }
    Some(Column { key, entries, codes })
}

/// Tells an entry that means nothing.
fn tell_unknown(fields: &mut Fields, at: (&'static str, &str, usize), word: &str, hint: String) {
    let (key, inner, index) = at;
    let sentence = match key {
        "indicator" => {
            say!("没有名为“{}”的指标，有关的行已跳过", "no indicator “{}”; its rows are skipped", word)
        }
        "area" => say!("没有名为“{}”的地区，有关的行已跳过", "no area “{}”; its rows are skipped", word),
        "period" => {
            say!(
                "“{}”不是可识别的时期，有关的行已跳过",
                "“{}” is no known period; its rows are skipped",
                word
            )
        }
        "source" => say!("没有名为“{}”的来源，来源已略去", "no source “{}”; left out", word),
        _ => say!("“{}”不能是“{}”，已忽略", "“{}” cannot be “{}”; ignored", key, word),
    };
    fields.fault_at(key, inner, index, sentence, hint);
}
