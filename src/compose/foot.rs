//! The foot of a widget: sources, note, approval number.

use super::load::Loaded;
use crate::config::Kind;
use crate::guide::caption::paragraph;
use crate::nearest::joined;
use crate::query;
use crate::scene::Builder;
use crate::theme::{LABEL, Theme};

/// Draws the foot lines at `at`; returns where they end.
pub fn draw(loaded: &Loaded, out: &mut Builder, at: (f64, f64), width: f64, theme: &Theme) -> f64 {
    let (x, mut y) = at;
    let spec = &loaded.spec;
    let sources = sources(loaded);
    let mut line = |text: &str| y = paragraph(out, text, (x, y), width, LABEL, theme.ink_3);
    if !sources.is_empty() {
        line(&format!("来源：{sources}"));
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
fn sources(loaded: &Loaded) -> String {
    let (mut observations, mut found) = (Vec::new(), Vec::new());
    for table in &loaded.tables {
        for row in &table.rows {
            if let Some(entry) = row.entry.filter(|_| cfg!(feature = "charts")) {
                found.extend(loaded.set.entries[entry].source);
                continue;
            }
            observations.extend(row.observation);
            observations.extend(row.base);
            observations.extend(query::changes(row, table, &loaded.set).iter().map(|change| change.from));
        }
    }
    let mut titles: Vec<String> = Vec::new();
    found.extend(observations.into_iter().filter_map(|o| loaded.set.observations.source(o)));
    for source in found {
        let title = &loaded.set.sources[source].title;
        if !titles.contains(title) {
            titles.push(title.clone());
        }
    }
    joined(titles.iter().map(String::as_str), "；")
}
