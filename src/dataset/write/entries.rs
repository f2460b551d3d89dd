//! The entries of ledgers, which both forms of the own format write alike.

use super::json::{Object, list, list_in_lines, number, quoted};
use super::lists::{Ambiguous, References, word};
use crate::dataset::{Dataset, Entry, STATES};
use std::collections::BTreeMap;

/// Adds the entries of the data set, where it has any.
pub(super) fn put(top: &mut Object, references: &References) -> Result<(), Ambiguous> {
    let set = references.set;
    if set.entries.is_empty() {
        return Ok(());
    }
    let ids = Ids::of(set);
    let lines: Result<Vec<String>, Ambiguous> =
        set.entries.iter().map(|entry| written(entry, references, &ids)).collect();
    top.put("entries", list_in_lines(&lines?, 1));
    Ok(())
}

/// Which entry the reader takes each id for: the first that has it.
struct Ids<'s> {
    set: &'s Dataset,
    first: BTreeMap<&'s str, usize>,
}

impl<'s> Ids<'s> {
    fn of(set: &'s Dataset) -> Ids<'s> {
        let mut first = BTreeMap::new();
        for (i, entry) in set.entries.iter().enumerate() {
            first.entry(entry.id.as_str()).or_insert(i);
        }
        Ids { set, first }
    }

    fn of_entry(&self, at: usize) -> Result<String, Ambiguous> {
        let id = self.set.entries.get(at).map_or("", |entry| entry.id.as_str());
        let is_own = !id.is_empty() && self.first.get(id) == Some(&at);
        if is_own { Ok(quoted(id)) } else { Err(Ambiguous { name: id.into() }) }
    }
}

fn written(entry: &Entry, references: &References, ids: &Ids) -> Result<String, Ambiguous> {
    let mut out = Object::default();
    out.text("id", &entry.id);
    out.put("name", quoted(&entry.name));
    out.text("group", &entry.group);
    out.text("stage", &entry.stage);
    out.text("owner", &entry.owner);
    if let Some(area) = entry.area {
        out.put("area", references.area_at(area)?);
    }
    for (key, date) in [("start", entry.start), ("due", entry.due), ("done", entry.done)] {
        if let Some(date) = date {
            out.put(key, quoted(&date.written()));
        }
    }
    out.text("state", word(&STATES, entry.state));
    if let Some(progress) = entry.progress {
        out.put("progress", number(progress));
    }
    if !entry.next.is_empty() {
        let next: Result<Vec<String>, Ambiguous> = entry.next.iter().map(|at| ids.of_entry(*at)).collect();
        out.put("next", list(&next?));
    }
    for (key, grade) in [("likelihood", entry.likelihood), ("impact", entry.impact)] {
        if let Some(grade) = grade {
            out.put(key, grade.to_string());
        }
    }
    if let Some(source) = entry.source {
        out.put("source", references.source_at(source)?);
    }
    out.text("page", &entry.page);
    out.text("phrase", &entry.phrase);
    out.text("note", &entry.note);
    Ok(out.line())
}
