//! Observations one by one: the form for people.

use super::names::{Index, Names};
use crate::dataset::period::FORMS;
use crate::dataset::{Builder, Observation, Period, Remark, STATUSES, Text, Value};
use crate::diagnostic::say;
use crate::fields::Fields;

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

/// Reads `observations`.
pub(super) fn read(top: &mut Fields, names: &mut Names, out: &mut Builder) {
    let mut row = 0;
    top.each("observations", &mut |item, place, faults| {
        if let Some(mut fields) = Fields::open(item, place, &KEYS, faults)
            && let Some(observation) = observation(&mut fields, names, out, row)
        {
            out.observe(observation);
        }
        row += 1;
    });
}

fn observation(fields: &mut Fields, names: &mut Names, out: &mut Builder, row: u32) -> Option<Observation> {
    let indicator = find(fields, "indicator", &names.indicators)?;
    let area = area(fields, names, out)?;
    let written = fields.required("period")?;
    let Some(period) = Period::parse(written) else {
        let sentence =
            say!("“{}”不是可识别的时期，此条已跳过", "“{}” is no known period; row skipped", written);
        fields.fault("period", sentence, FORMS.into());
        return None;
    };
    Some(Observation {
        indicator,
        area,
        period,
        value: value(fields),
        status: fields.word("status", &STATUSES).unwrap_or_default(),
        source: fields.get("source").and_then(|_| find(fields, "source", &names.sources)),
        remark: remark(fields),
        row,
    })
}

/// The area meant; an unknown name is told with the nearest known one.
fn area(fields: &mut Fields, names: &mut Names, out: &mut Builder) -> Option<usize> {
    let name = fields.required("area")?;
    let found = names.area(name, out);
    if found.is_none() {
        // Looking for the nearest name is slow: not for faults that nobody will see.
        let hint = if fields.is_full() { String::new() } else { names.area_hint(name) };
        fields.fault("area", say!("没有名为“{}”的地区，此条已跳过", "no area “{}”; row skipped", name), hint);
    }
    found
}

/// The indicator or source that the member `key` refers to; an unknown name is told with the nearest known one.
pub(super) fn find(fields: &mut Fields, key: &str, index: &Index) -> Option<usize> {
    let name = fields.required(key)?;
    let found = index.find(name);
    if found.is_none() {
        let hint = if fields.is_full() { String::new() } else { index.suggestion(name) };
        let sentence = match key {
            "source" => say!("没有名为“{}”的来源，来源已略去", "no source “{}”; left out", name),
            _ => say!("没有名为“{}”的指标，此条已跳过", "no indicator “{}”; row skipped", name),
        };
        fields.fault(key, sentence, hint);
    }
    found
}

/// What cannot be read as a number is missing with that reason, never 0.
fn value(fields: &mut Fields) -> Value {
    if fields.get("value").is_none() {
        return Value::Missing(text(fields, "missing"));
    }
    match fields.number("value") {
        Some(number) => {
            // Told in the build with all readers: the basic one has a budget of 70 KB.
            if cfg!(feature = "formats") && fields.text("missing").is_some_and(|reason| !reason.is_empty()) {
                let sentence = say!(
                    "有数值又写了缺数原因，原因已略去",
                    "there is a value beside a reason for none; the reason is left out"
                );
                fields.fault("missing", sentence, "没有数值时 value 写 null".into());
            }
            Value::Known(number)
        }
        None => Value::Missing("数值无法识别".into()),
    }
}

fn remark(fields: &mut Fields) -> Option<Box<Remark>> {
    let mut remark = Remark {
        phrase: text(fields, "phrase"),
        page: text(fields, "page"),
        note: text(fields, "note"),
        ..Remark::default()
    };
    // Only the charts of larger builds draw it.
    if cfg!(feature = "charts") {
        (remark.low, remark.high) = (fields.number("low"), fields.number("high"));
    }
    (remark != Remark::default()).then(|| Box::new(remark))
}

/// A text of a row; an empty one takes no memory of its own.
pub(super) fn text(fields: &mut Fields, key: &str) -> Text {
    fields.text(key).map(Text::from).unwrap_or_default()
}
