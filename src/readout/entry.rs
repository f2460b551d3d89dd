//! What an entry of a ledger says in words.

use super::{Readout, cited, span};
use crate::dataset::entry::GRADES;
use crate::dataset::{Dataset, Entry, STATES, State};
use crate::format;
use crate::nearest::joined;
use crate::query::Table;

/// The whole of what is known about an entry.
pub fn read(entry: &Entry, set: &Dataset) -> Readout {
    let mut out = head(entry);
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            out.lines.push((name.into(), value));
        }
    };
    add("地区", entry.area.map_or(String::new(), |area| set.areas[area].name.clone()));
    for (name, grade) in [("可能性", entry.likelihood), ("影响", entry.impact)] {
        add(name, grade.map_or(String::new(), |grade| format!("{grade} 级（共 {GRADES} 级）")));
    }
    let next = entry.next.iter().map(|next| set.entries[*next].name.as_str());
    add("下一环节", joined(next, "、"));
    let source = entry.source.map(|source| cited(&set.sources[source], &entry.page));
    add("来源", source.unwrap_or_default());
    add("原文", entry.phrase.as_ref().into());
    add("说明", entry.note.as_ref().into());
    out
}

/// Name, place, state, who and when: the label of a mark.
pub fn head(entry: &Entry) -> Readout {
    let mut lines = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push((name.into(), value));
        }
    };
    add("所属", joined([entry.group.as_str(), &entry.stage].into_iter().filter(|t| !t.is_empty()), " · "));
    // A stage or a mechanism has no state; whatever has a date does.
    if entry.state != State::Unstated || entry.due.is_some() {
        add("状态", entry.state.name().into());
    }
    add("责任单位", entry.owner.clone());
    for (name, date) in [("开始", entry.start), ("到期", entry.due), ("完成", entry.done)] {
        add(name, date.map_or(String::new(), |date| date.label()));
    }
    add("进度", entry.progress.map_or(String::new(), |progress| format::quantity(progress, "%")));
    Readout { title: entry.name.clone(), lines }
}

/// How many entries there are, and how many stand how.
pub fn summary(table: &Table, set: &Dataset) -> String {
    let mut parts = vec![format!("共 {} 项", table.rows.len())];
    let span = span(table);
    parts.extend((!span.is_empty()).then_some(span));
    for (state, count) in states(table, set) {
        parts.push(format!("{} {count} 项", state.name()));
    }
    joined(parts.iter().map(String::as_str), "，") + "。"
}

/// How many entries stand how, in the order of [`STATES`] and last what is not said; nothing where no state is said.
pub fn states(table: &Table, set: &Dataset) -> Vec<(State, usize)> {
    let count = |state: State| {
        let is_so = |entry: usize| set.entries[entry].state == state;
        table.rows.iter().filter_map(|row| row.entry).filter(|entry| is_so(*entry)).count()
    };
    let all = STATES.iter().map(|(_, state)| *state).chain([State::Unstated]);
    let counts: Vec<(State, usize)> =
        all.map(|state| (state, count(state))).filter(|(_, n)| *n > 0).collect();
    if counts.first().is_some_and(|(state, _)| *state == State::Unstated) { Vec::new() } else { counts }
}
