//! The foot of a widget: sources, note, approval number.

use super::load::Loaded;
use crate::config::Kind;
use crate::dataset::Dataset;
use crate::guide::caption::paragraph;
use crate::nearest::joined;
use crate::query::{self, Table};
use crate::scene::Builder;
use crate::theme::{LABEL, Theme};

/// Draws the foot lines at `at`; returns where they end.
pub fn draw(loaded: &Loaded, out: &mut Builder, at: (f64, f64), width: f64, theme: &Theme) -> f64 {
    let (x, mut y) = at;
    let spec = &loaded.spec;
    let mut line = |text: &str| y = paragraph(out, text, (x, y), width, LABEL, theme.ink_3);
    if !loaded.sources.is_empty() {
        line(&format!("来源：{}", loaded.sources));
    }
    if !spec.note.is_empty() {
        line(&format!("注：{}", spec.note));
    }
    if spec.panels.iter().any(|panel| matches!(panel.kind, Kind::Map { .. })) {
        // Without an approval number a map of boundaries may only call itself a sketch.
        match spec.approval.as_str() {
            "" => line("示意图"),
            approval => line(&format!("审图号：{approval}")),
        }
    }
    y
}

/// The titles of all publications that the figures shown come from, each once, in the order they appear.
pub fn sources(set: &Dataset, tables: &[Table]) -> String {
    let mut seen = vec![false; set.sources.len()];
    let (mut of_entries, mut found) = (Vec::new(), Vec::new());
    let mut is_new = |source: usize| seen.get_mut(source).is_some_and(|seen| !std::mem::replace(seen, true));
    for table in tables {
        for row in &table.rows {
            if let Some(entry) = row.entry.filter(|_| cfg!(feature = "charts")) {
                of_entries.extend(set.entries[entry].source.filter(|source| is_new(*source)));
                continue;
            }
            let compared = query::changes(row, table, set).into_iter().map(|change| change.from);
            let observations = row.observation.into_iter().chain(row.base).chain(compared);
            let sources = observations.filter_map(|o| set.observations.source(o));
            found.extend(sources.filter(|source| is_new(*source)));
        }
    }
    let mut titles: Vec<&str> = Vec::new();
    for source in of_entries.into_iter().chain(found) {
        let title = set.sources[source].title.as_str();
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    joined(titles.into_iter(), "；")
}
