//! The foot of a widget: sources, and a note.

use super::load::Loaded;
use crate::config::Panel;
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
    let is_map = |panel: &Panel| panel.kind.is_map();
    if cfg!(feature = "map") && !spec.boundary.is_empty() && spec.panels.iter().any(is_map) {
        line(&format!("界线来源：{}", spec.boundary));
    }
    if !spec.note.is_empty() {
        line(&format!("注：{}", spec.note));
    }
    y
}

/// The titles of all publications that the figures shown come from, each once, in the order they appear.
pub fn sources(set: &Dataset, tables: &[Table]) -> String {
    let mut is_named = vec![false; set.sources.len()];
    let mut titles: Vec<&str> = Vec::new();
    let mut name = |source: Option<usize>| {
        let Some(source) = source.filter(|source| !is_named[*source]) else { return };
        is_named[source] = true;
        let title = set.sources[source].title.as_str();
        if !titles.contains(&title) {
            titles.push(title);
        }
    };
    for table in tables {
        for row in &table.rows {
            if let Some(entry) = row.entry.filter(|_| cfg!(feature = "charts")) {
                name(set.entries[entry].source);
                continue;
            }
            for observation in [row.observation, row.base] {
                name(observation.and_then(|o| set.observations.source(o)));
            }
            for change in query::changes(row, table, set) {
                name(set.observations.source(change.from));
            }
        }
    }
    joined(titles.into_iter(), "；")
}
