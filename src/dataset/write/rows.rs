//! The own format with one figure a line: the form for people.

use super::entries;
use super::json::{Object, list_in_lines, number, quoted};
use super::lists::{Ambiguous, References, head, word};
use crate::dataset::{Dataset, Observation, STATUSES, Value};

/// The data set as a document that reads as the same again. What a document says about itself, its title and the like,
/// is no part of a data set and not written.
pub fn write(set: &Dataset) -> Result<String, Ambiguous> {
    let references = References::of(set);
    let rows: Result<Vec<String>, Ambiguous> =
        set.observations.iter().map(|observation| row(&observation, &references)).collect();
    let mut top = head(set);
    let rows = rows?;
    if !rows.is_empty() || set.entries.is_empty() {
        top.put("observations", list_in_lines(&rows, 1));
    }
    entries::put(&mut top, &references)?;
    Ok(top.lines(0) + "\n")
}

fn row(observation: &Observation, references: &References) -> Result<String, Ambiguous> {
    let mut out = Object::default();
    out.put("indicator", references.indicator(observation)?);
    out.put("area", references.area(observation)?);
    out.put("period", quoted(&observation.period.written()));
    match &observation.value {
        Value::Known(known) => out.put("value", number(*known)),
        Value::Missing(reason) => {
            out.put("value", "null".into());
            out.text("missing", reason);
        }
    }
    out.text("status", word(&STATUSES, observation.status));
    if let Some(source) = references.source(observation)? {
        out.put("source", source);
    }
    if let Some(remark) = &observation.remark {
        out.text("phrase", &remark.phrase);
        out.text("page", &remark.page);
        out.text("note", &remark.note);
        for (key, end) in [("low", remark.low), ("high", remark.high)] {
            if let Some(end) = end {
                out.put(key, number(end));
            }
        }
    }
    Ok(out.line())
}
