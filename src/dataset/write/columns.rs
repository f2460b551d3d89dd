//! The own format in columns: the compact form.

use super::entries;
use super::json::{Object, number, quoted};
use super::lists::{Ambiguous, References, head, word};
use crate::dataset::{Dataset, Observation, Remark, STATUSES, Value};
use crate::decimal::Decimal;
use std::collections::BTreeMap;

/// The data set as a document that reads as the same again; see [`super::rows::write`]. Each column takes the shortest
/// of the forms that it can have.
pub fn write(set: &Dataset) -> Result<String, Ambiguous> {
    let mut top = head(set);
    let references = References::of(set);
    if !set.observations.is_empty() || set.entries.is_empty() {
        top.put("columns", columns(set, &references)?.lines(1));
    }
    entries::put(&mut top, &references)?;
    Ok(top.lines(0) + "\n")
}

fn columns(set: &Dataset, references: &References) -> Result<Object, Ambiguous> {
    let rows: Vec<Observation> = set.observations.iter().collect();
    let mut out = Object::default();
    put(
        &mut out,
        "indicator",
        rows.iter().map(|o| references.indicator(o).map(Some)).collect::<Result<_, _>>()?,
    );
    put(&mut out, "area", rows.iter().map(|o| references.area(o).map(Some)).collect::<Result<_, _>>()?);
    put(&mut out, "period", rows.iter().map(|o| Some(quoted(&o.period.written()))).collect());
    out.put("value", array(rows.iter().map(|o| o.value.known().map(number))));
    put(&mut out, "missing", reasons(&rows));
    put(&mut out, "status", rows.iter().map(|o| said(word(&STATUSES, o.status))).collect());
    put(&mut out, "source", rows.iter().map(|o| references.source(o)).collect::<Result<_, _>>()?);
    for (key, part) in REMARKS {
        let remark = |o: &Observation| o.remark.as_ref().and_then(|remark| said(part(remark)));
        put(&mut out, key, rows.iter().map(remark).collect());
    }
    for (key, end) in ENDS {
        let ends = || rows.iter().map(|o| end(o.remark.as_ref()?).map(number));
        if ends().any(|end| end.is_some()) {
            out.put(key, array(ends()));
        }
    }
    Ok(out)
}

/// An end of the interval of a figure.
type End = fn(&Remark) -> Option<Decimal>;

const ENDS: [(&str, End); 2] = [("low", |remark| remark.low), ("high", |remark| remark.high)];

/// A part of a remark.
type Part = fn(&Remark) -> &str;

const REMARKS: [(&str, Part); 3] =
    [("phrase", |remark| &remark.phrase), ("page", |remark| &remark.page), ("note", |remark| &remark.note)];

/// A text as JSON; `None` where it says nothing.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| quoted(text))
}

/// Why values are missing. A reason beside a value is not read: where there is but one, it can stand for all rows.
fn reasons(rows: &[Observation]) -> Vec<Option<String>> {
    let reason = |o: &Observation| match &o.value {
        Value::Known(_) => None,
        Value::Missing(reason) => Some(said(reason)),
    };
    let mut missing = rows.iter().filter_map(reason);
    match missing.next() {
        Some(first) if missing.all(|other| other == first) => vec![first; rows.len()],
        _ => rows.iter().map(|o| reason(o).flatten()).collect(),
    }
}

/// Adds a column that has anything to say.
fn put(out: &mut Object, key: &str, entries: Vec<Option<String>>) {
    let Some(Some(first)) = entries.iter().find(|entry| entry.is_some()) else { return };
    if entries.iter().all(|entry| entry.as_ref() == Some(first)) {
        return out.put(key, first.clone());
    }
    let (plain, coded) = (array(entries.iter().cloned()), dictionary(&entries));
    out.put(key, if coded.len() < plain.len() { coded } else { plain });
}

/// One entry a row.
fn array(entries: impl Iterator<Item = Option<String>>) -> String {
    let mut out = String::from("[");
    for entry in entries {
        out.push_str(if out.len() > 1 { "," } else { "" });
        out.push_str(entry.as_deref().unwrap_or("null"));
    }
    out + "]"
}

/// Every different entry once, in the order of its first row, and one code a row.
fn dictionary(entries: &[Option<String>]) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut words = Vec::new();
    let coded = entries.iter().map(|entry| {
        let entry = entry.as_deref()?;
        let code = *codes.entry(entry).or_insert_with(|| {
            words.push(Some(entry.to_string()));
            words.len() - 1
        });
        Some(code.to_string())
    });
    let coded = array(coded);
    format!(r#"{{"dictionary":{},"codes":{coded}}}"#, array(words.into_iter()))
}
