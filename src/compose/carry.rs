//! Marks of a timeline keep their identity from period to period, so that they move instead of being drawn anew.

use super::load::Loaded;
use crate::query::Shown;
use crate::scene::{DatumKey, Node, Part, Scene};

/// Gives the marks of an earlier scene the keys that the same figures have at the periods shown now.
pub fn carry(loaded: &Loaded, shown: &[Shown], before: &mut Scene) {
    for (panel, table) in loaded.tables.iter().enumerate() {
        let Some(moment) = table.moment_in(shown.get(panel)) else { continue };
        let is_own = |key: &DatumKey| key.panel as usize == panel && key.part == Part::Row;
        let own = |node: &Node| node.datum.filter(is_own);
        let rows: Vec<u32> = before.nodes.iter().filter_map(own).map(|key| key.row).collect();
        let mut now = table.at_moment(moment, &rows).into_iter();
        for node in before.nodes.iter_mut() {
            let Some(key) = own(node) else { continue };
            node.datum = now.next().flatten().map(|row| DatumKey { row, ..key });
        }
    }
}
