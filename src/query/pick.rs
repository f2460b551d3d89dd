//! What has a colour of its own where there is more of it than colours: the rest is grey, and the visitor picks.

use super::{Shown, Table, is_meant};
use crate::config::{By, Chart, Kind, Panel};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::suggestion;

/// So many things have a colour of their own.
pub const COLORS: usize = 8;
/// So many items that need no colours are found by their names.
const NAMED: usize = 24;

/// What of a view has a colour of its own, where not all of it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// Whether it goes by items; otherwise by series.
    pub by_item: bool,
    /// Whether there is more than there are colours: then the visitor may pick.
    pub is_crowded: bool,
    /// Positions, in the order of the palette.
    pub picked: Vec<u32>,
}

/// Finds out whether a view is crowded or highlights, and what is picked in it to begin with: what the view highlights, otherwise the
/// first series. Items have their colours from elsewhere: of them none.
pub(super) fn choose(table: &mut Table, panel: &Panel, set: &Dataset, faults: &mut Diagnostics) {
    let Some(by_item) = direction(panel) else { return };
    let names = if by_item { &table.items } else { &table.series };
    let mut picked = Vec::new();
    for name in &panel.options.highlight {
        match names.iter().position(|own| is_meant(name, own, set)) {
            Some(position) if picked.len() < COLORS => picked.push(position as u32),
            Some(_) => tell_many(panel, name, faults),
            None => tell_unknown(panel, name, names, faults),
        }
    }
    // Lines of small multiples are few in each.
    let is_apart = panel.kind == Kind::Line && panel.options.facet != By::Auto;
    let few = if by_item { NAMED } else { COLORS };
    let is_crowded = names.len() > few && !is_apart;
    if is_crowded && picked.is_empty() && !by_item {
        picked.extend(0..COLORS as u32);
    }
    table.choice = (is_crowded || !picked.is_empty()).then_some(Choice { by_item, is_crowded, picked });
}

/// Whether what a kind colours are its items, or its series; `None` for a kind that colours neither.
fn direction(panel: &Panel) -> Option<bool> {
    match panel.kind {
        Kind::Line => Some(false),
        Kind::Chart(Chart::Slope | Chart::Scatter | Chart::Bubble) => Some(true),
        Kind::Chart(
            Chart::Bars
            | Chart::Bump
            | Chart::Combo
            | Chart::Dot
            | Chart::Lollipop
            | Chart::Radar
            | Chart::Survival,
        ) => Some(false),
        _ => None,
    }
}

fn tell_many(panel: &Panel, name: &str, faults: &mut Diagnostics) {
    let sentence = say!(
        "只有八种颜色，“{}”为灰色，访问者可以自己选",
        "there are eight colours: “{}” is grey until the visitor picks it",
        name
    );
    faults.warning(&format!("{}/highlight", panel.place), sentence, String::new());
}

fn tell_unknown(panel: &Panel, name: &str, names: &[String], faults: &mut Diagnostics) {
    let sentence = say!("没有名为“{}”的线", "there is no line “{}”", name);
    let hint = suggestion(name, names.iter().map(String::as_str));
    faults.warning(&format!("{}/highlight", panel.place), sentence, hint);
}

impl Shown {
    /// Gives something a colour of its own or takes it away, beginning with what the view says. Where all colours are
    /// given away nothing happens.
    pub fn pick(&mut self, position: u32, table: &Table) {
        let Some(choice) = &table.choice else { return };
        let count = table.choosable().len();
        let mut picked = self.picked.clone().unwrap_or_else(|| choice.picked.clone());
        match picked.iter().position(|own| *own == position) {
            Some(place) => {
                picked.remove(place);
            }
            None if picked.len() < COLORS && (position as usize) < count => {
                picked.push(position);
            }
            None => return,
        }
        self.picked = Some(picked);
    }
}

impl Table {
    /// The names of what can be picked: none where there are colours for all.
    pub fn choosable(&self) -> &[String] {
        match self.choice.as_ref().filter(|choice| choice.is_crowded) {
            Some(choice) if choice.by_item => &self.items,
            Some(_) => &self.series,
            None => &[],
        }
    }

    /// The place in the palette of a series, or of an item where those have colours; `None` where it is grey.
    pub fn palette_place(&self, position: usize) -> Option<usize> {
        match &self.choice {
            Some(choice) => choice.picked.iter().position(|own| *own as usize == position),
            None => Some(position).filter(|place| *place < COLORS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowded() -> Table {
        let series = (0..12).map(|i| i.to_string()).collect();
        let choice = Some(Choice { by_item: false, is_crowded: true, picked: vec![4, 2] });
        Table { series, choice, ..Table::default() }
    }

    #[test]
    fn picking_begins_with_the_view_and_ends_with_the_colours() {
        let (table, mut shown) = (crowded(), Shown::default());
        shown.pick(4, &table);
        assert_eq!(shown.picked, Some(vec![2]));
        for position in 3..12 {
            shown.pick(position, &table);
        }
        assert_eq!(shown.picked, Some((2..10).collect()), "the ninth gets no colour");
        shown.pick(99, &table);
        shown.pick(2, &table);
        shown.pick(99, &table);
        assert_eq!(shown.picked, Some((3..10).collect()), "what is not there is not picked");
    }

    #[test]
    fn what_is_picked_is_seen_in_what_is_shown() {
        let mut shown = Shown::default();
        shown.pick(4, &crowded());
        let seen = crowded().shown(&shown).into_owned();
        assert_eq!((seen.palette_place(2), seen.palette_place(4)), (Some(0), None));
        shown.pick(2, &crowded());
        assert_eq!(crowded().shown(&shown).palette_place(2), None, "none at all is a choice too");
    }
}
