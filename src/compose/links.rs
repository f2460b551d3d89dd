//! What else is meant by a datum that is looked at or chosen, here or in another widget.

use super::load::Loaded;
use crate::config::{Link, options::LINKS};
use crate::dataset::{Entry, Period};
use crate::json::{self, Json};
use crate::query::{Datum, Row, Same, Table};
use crate::scene::DatumKey;
use crate::state::State;

/// What each view has in common with one datum.
pub struct Lights(Vec<Option<Same>>);

impl Lights {
    /// What lights up with what the visitor has chosen; nothing where that is nothing.
    pub fn of_choice(loaded: &Loaded, state: &State) -> Lights {
        match (&state.origin, state.selected) {
            (Some(datum), _) => Lights::of(loaded, datum),
            (None, Some(key)) => Lights::around(loaded, key),
            (None, None) => Lights(Vec::new()),
        }
    }

    /// What lights up with a datum of these views.
    pub fn around(loaded: &Loaded, key: DatumKey) -> Lights {
        let (Some((table, row)), Some(datum)) = (loaded.row(key), loaded.datum(key)) else {
            return Lights(Vec::new());
        };
        let mut lights = Lights::of(loaded, &datum);
        lights.0[key.panel as usize] = Some(table.same_here(row, datum.by));
        lights
    }

    /// What lights up with a datum of another widget.
    fn of(loaded: &Loaded, datum: &Datum) -> Lights {
        let views = loaded.tables.iter().zip(&loaded.spec.panels);
        Lights(views.map(|(table, panel)| table.same_as(datum, panel.options.link)).collect())
    }

    /// Whether that row is meant.
    pub fn has(&self, loaded: &Loaded, key: DatumKey) -> bool {
        let same = self.0.get(key.panel as usize).copied().flatten();
        same.is_some_and(|same| loaded.row(key).is_some_and(|(_, row)| same.holds(row)))
    }
}

impl Loaded {
    /// Whether choosing `chosen` also means `other` in another view; in the same one it means itself.
    pub fn linked(&self, chosen: DatumKey, other: DatumKey) -> bool {
        chosen == other || chosen.panel != other.panel && Lights::around(self, chosen).has(self, other)
    }

    /// What identifies the datum of a row.
    fn datum(&self, key: DatumKey) -> Option<Datum> {
        let (table, row) = self.row(key)?;
        Some(Datum {
            area: Some(row.area).filter(|area| *area < self.set.areas.len()),
            is_placed: row.area < self.set.areas.len(),
            indicator: Some(row.indicator).filter(|_| row.entry.is_none()),
            period: Some(row.period).filter(|_| row.entry.is_none()),
            series: series_of(table, row).into(),
            item: item_of(table, row).into(),
            entry: row.entry,
            is_entry: row.entry.is_some(),
            by: self.link(key),
        })
    }

    fn link(&self, key: DatumKey) -> Link {
        self.spec.panels.get(key.panel as usize).map_or(Link::Auto, |panel| panel.options.link)
    }

    /// Names that identify a row beyond its area, indicator and period: series, item, and what its view links by.
    pub fn names(&self, key: DatumKey) -> Vec<(&'static str, String)> {
        let Some((table, row)) = self.row(key) else { return Vec::new() };
        let link = LINKS.iter().find(|(_, link)| *link == self.link(key)).map_or("", |(word, _)| *word);
        let named = [("series", series_of(table, row)), ("item", item_of(table, row)), ("link", link)];
        named.into_iter().map(|(name, text)| (name, text.into())).collect()
    }

    /// What another widget says of a datum, as this data set knows it; `None` for none.
    pub fn told(&self, text: &str) -> Option<Datum> {
        let told = json::parse(text.as_bytes(), "", &mut Default::default())?;
        if !matches!(told, Json::Object(_)) {
            return None;
        }
        let word = |key: &str| told.get(key).and_then(Json::text).unwrap_or_default();
        let is_entry = told.get("state").is_some();
        let place = if is_entry { "" } else { word("name") };
        let known = |name: &str| if name.is_empty() { None } else { self.set.area(name) };
        Some(Datum {
            area: known(word("area")).or_else(|| known(place)),
            is_placed: !word("area").is_empty(),
            indicator: self.set.indicator(word("indicator")),
            period: Period::parse(word("date")),
            series: word("series").into(),
            item: word("item").into(),
            entry: if is_entry {
                self.entry_called(word("entry"), word("name"), word("group"))
            } else {
                None
            },
            is_entry,
            by: LINKS.iter().find(|(own, _)| *own == word("link")).map_or(Link::Auto, |(_, link)| *link),
        })
    }

    fn entry_called(&self, id: &str, name: &str, group: &str) -> Option<usize> {
        let is_it = |entry: &Entry| match id {
            "" => entry.id.is_empty() && entry.name == name && entry.group == group,
            id => entry.id == id,
        };
        self.set.entries.iter().position(is_it)
    }

    /// The row that stands for a datum here: the same figure where there is one, else the nearest to it.
    pub fn nearest(&self, datum: &Datum) -> Option<DatumKey> {
        let lights = Lights::of(self, datum);
        let mut best: Option<(u8, DatumKey)> = None;
        for (panel, same) in lights.0.iter().enumerate() {
            let Some(same) = same else { continue };
            for (position, row) in self.tables[panel].rows.iter().enumerate() {
                if !same.holds(row) || !self.drawn(panel, row) {
                    continue;
                }
                let score = nearness(row, datum);
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, DatumKey::of_row(panel as u16, position as u32)));
                }
            }
        }
        best.map(|(_, key)| key)
    }
}

/// How much a row is the datum itself.
fn nearness(row: &Row, datum: &Datum) -> u8 {
    let shared = [
        (4, Some(row.area) == datum.area),
        (2, Some(row.indicator) == datum.indicator),
        (1, Some(row.period) == datum.period),
    ];
    shared.into_iter().filter(|(_, is_shared)| *is_shared).map(|(weight, _)| weight).sum()
}

fn series_of<'t>(table: &'t Table, row: &Row) -> &'t str {
    table.series.get(row.series).map_or("", String::as_str)
}

fn item_of<'t>(table: &'t Table, row: &Row) -> &'t str {
    table.items.get(row.item).map_or("", String::as_str)
}
