//! View, data and map as bytes → everything a widget needs to draw.

use super::foot;
use crate::config::{self, Kind, Panel, Spec};
use crate::dataset::{self, Dataset, Entry};
use crate::diagnostic::{Diagnostics, say};
use crate::query::{self, Shown, Table};
use crate::readout;
use crate::scene::{DatumKey, Part};
use crate::topology::Topology;

/// A widget's documents, read and resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the designer wants; only the panels that can be drawn.
    pub spec: Spec,
    /// What was measured.
    pub set: Dataset,
    /// One table a panel.
    pub tables: Vec<Table>,
    /// The map, when a panel needs it.
    pub topology: Option<Topology>,
    /// The titles of all publications that the figures come from.
    pub sources: String,
}

/// Why nothing was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unloaded {
    /// The diagnostics say it.
    Faulty,
    /// These documents are for a build with this cargo feature: `map`, `charts` or `full`.
    Needs(&'static str),
}

/// Reads all three documents and tells every fault. `map` may be empty when no view is a map.
pub fn load(view: &[u8], data: &[u8], map: &[u8], faults: &mut Diagnostics) -> Result<Loaded, Unloaded> {
    // Without a view nobody knows which data was meant: its faults would only hide the one that matters.
    let document = config::read(view, faults).ok_or(Unloaded::Faulty)?;
    if data.is_empty() {
        let hint = "在视图文件里写 \"data\": \"数据文件.json\"，或给元素加 data 属性";
        let sentence =
            say!("没有数据：没有写明数据文件，或文件是空的", "no data: no file is named, or it is empty");
        faults.error("view#/data", sentence, hint.into());
        return Err(Unloaded::Faulty);
    }
    let format = document.format.as_deref();
    let set = dataset::read(data, format, faults);
    if !cfg!(feature = "formats") && set.is_none() && dataset::reader::is_foreign(data, format) {
        return Err(Unloaded::Needs("full"));
    }
    let mut spec = Spec::resolve(document, faults).ok_or(Unloaded::Faulty)?;
    let set = set.ok_or(Unloaded::Faulty)?;
    let is_map = |panel: &Panel| panel.kind.is_map();
    if !cfg!(feature = "map") && spec.panels.iter().any(|panel| is_map(panel) || converts(panel, &set)) {
        return Err(Unloaded::Needs("map"));
    }
    let topology = match spec.panels.iter().any(lies_on_map) {
        true if cfg!(feature = "map") => Topology::parse(map, faults),
        _ => None,
    };
    #[cfg(feature = "charts")]
    let topology = topology.map(|map| join(map, &set));
    // What is wrong with one panel must not take the others with it: its errors count as errors only if none is left.
    let mut of_panels = Diagnostics::default();
    let mut drawn = Vec::new();
    for panel in spec.panels.drain(..) {
        if lies_on_map(&panel) && topology.is_none() {
            continue;
        }
        if let Some(table) = query::run(&panel, &set, &mut of_panels) {
            tell_unmapped(&panel, &table, &set, topology.as_ref(), &mut of_panels);
            drawn.push((panel, table));
        }
    }
    let (panels, tables): (Vec<Panel>, Vec<Table>) = drawn.into_iter().unzip();
    spec.panels = panels;
    if !tables.is_empty() {
        faults.soften();
        of_panels.soften();
    }
    faults.append(of_panels);
    if spec.approval.is_empty() && spec.panels.iter().any(is_map) {
        let hint = "审图号写在视图文件的 approval 里";
        let sentence = say!("地图没有审图号，以“示意图”显示", "no approval number: shown as a sketch map");
        faults.warning("view#/approval", sentence, hint.into());
    }
    if tables.is_empty() {
        return Err(Unloaded::Faulty);
    }
    let sources = foot::sources(&set, &tables);
    Ok(Loaded { spec, set, tables, topology, sources })
}

/// The map with the codes of the data: a district of it may have another code, or only a name, for an area of the data.
#[cfg(feature = "charts")]
fn join(mut map: Topology, set: &Dataset) -> Topology {
    for at in 0..map.regions.len() {
        let region = &map.regions[at];
        let Some(area) = set.area(&region.code).or_else(|| set.area(&region.name)) else { continue };
        let code = &set.areas[area].code;
        if map.region(code).is_none() {
            map.regions[at].code.clone_from(code);
        }
    }
    map
}

/// Whether a view places districts by their boundaries.
fn lies_on_map(panel: &Panel) -> bool {
    #[cfg(feature = "charts")]
    if panel.kind == Kind::Chart(crate::config::Chart::Dorling) {
        return true;
    }
    panel.kind.is_map()
}

/// Whether a view shows figures in another unit than the published one.
fn converts(panel: &Panel, set: &Dataset) -> bool {
    let mut units =
        panel.indicators.iter().filter_map(|name| Some(&set.indicators[set.indicator(name)?].unit));
    let first = units.next();
    panel.unit.is_some() || units.any(|unit| Some(unit) != first)
}

/// Areas of a map view that the map does not have.
fn tell_unmapped(
    panel: &Panel,
    table: &Table,
    set: &Dataset,
    topology: Option<&Topology>,
    faults: &mut Diagnostics,
) {
    let Some(topology) = topology.filter(|_| lies_on_map(panel)) else { return };
    // Each once, however many periods and indicators it is shown with.
    let mut told = Vec::new();
    for row in &table.rows {
        let area = &set.areas[row.area];
        if topology.region(&area.code).is_none() && !told.contains(&row.area) {
            told.push(row.area);
            let sentence = say!(
                "地图上没有“{}”（{}），未画出",
                "“{}” ({}) is not on the map; not drawn",
                &area.name,
                &area.code
            );
            faults.warning(&format!("{}/areas", panel.place), sentence, String::new());
        }
    }
}

impl Loaded {
    /// Whether a row has a mark: gaps of lines and areas off the map have none.
    pub(super) fn drawn(&self, panel: usize, row: &query::Row) -> bool {
        match (self.spec.panels[panel].kind, &self.topology) {
            (Kind::Line, _) => row.value.known().is_some(),
            (Kind::Map { .. }, Some(topology)) => topology.region(&self.set.areas[row.area].code).is_some(),
            // One of the rows stands for the point.
            _ if cfg!(feature = "charts") && self.tables[panel].joint => row.series == 0,
            _ => true,
        }
    }

    /// The row behind a key.
    pub fn row(&self, key: DatumKey) -> Option<(&Table, &query::Row)> {
        let table = self.tables.get(key.panel as usize).filter(|_| key.part == Part::Row)?;
        Some((table, table.rows.get(key.row as usize)?))
    }

    /// The first observation about the area of that code or name; with a timeline it is one of any period.
    pub fn find(&self, area: &str) -> Option<DatumKey> {
        let area = self.set.area(area)?;
        self.tables.iter().enumerate().find_map(|(panel, table)| {
            let row = table.rows.iter().position(|row| row.area == area && self.drawn(panel, row))?;
            Some(DatumKey::of_row(panel as u16, row as u32))
        })
    }

    /// Where the observation is now that had `key` in the documents shown `before`: in the same view, about the same
    /// area and indicator, in the same period or else in the last one.
    pub fn counterpart(&self, key: DatumKey, before: &Loaded) -> Option<DatumKey> {
        let (_, was) = before.row(key)?;
        let place = &before.spec.panels[key.panel as usize].place;
        let panel = self.spec.panels.iter().position(|panel| panel.place == *place)?;
        if let Some(entry) = was.entry.filter(|_| cfg!(feature = "charts")) {
            return self.entry_like(panel, &before.set.entries[entry]);
        }
        let area = self.set.area(&before.set.areas[was.area].code)?;
        let indicator = self.set.indicator(&before.set.indicators[was.indicator].id)?;
        let mut found = None;
        for (row, now) in self.tables[panel].rows.iter().enumerate() {
            if now.area == area && now.indicator == indicator && self.drawn(panel, now) {
                found = Some(DatumKey::of_row(panel as u16, row as u32));
                if now.period == was.period {
                    break;
                }
            }
        }
        found
    }

    /// Whether the views have the same series and columns as those shown `before`.
    pub fn is_alike(&self, before: &Loaded) -> bool {
        let alike = |(a, b): (&Table, &Table)| {
            #[cfg(feature = "charts")]
            if a.choosable() != b.choosable() {
                return false;
            }
            a.series == b.series && a.measures.len() == b.measures.len()
        };
        self.tables.len() == before.tables.len() && self.tables.iter().zip(&before.tables).all(alike)
    }

    /// The row of an entry that was there before, by its id, or by its name where it has none.
    fn entry_like(&self, panel: usize, was: &Entry) -> Option<DatumKey> {
        let is_it = |now: &Entry| match was.id.as_str() {
            "" => now.name == was.name && now.group == was.group,
            id => now.id == id,
        };
        let rows = &self.tables[panel].rows;
        let row =
            rows.iter().position(|row| row.entry.is_some_and(|entry| is_it(&self.set.entries[entry])))?;
        Some(DatumKey::of_row(panel as u16, row as u32))
    }

    /// Whether choosing `chosen` also means `other`: the same area; where a panel shows one area only, the same line.
    #[cfg(not(feature = "charts"))]
    pub fn linked(&self, chosen: DatumKey, other: DatumKey) -> bool {
        let (Some((_, a)), Some((table, b))) = (self.row(chosen), self.row(other)) else { return false };
        let (same_area, same_panel) = (a.area == b.area, chosen.panel == other.panel);
        same_area && (!table.one_area || !same_panel || a.series == b.series)
    }

    /// The whole widget in words.
    pub fn description(&self) -> String {
        self.described(&[])
    }

    /// The same, with the periods that the visitor has chosen.
    pub fn described(&self, shown: &[Shown]) -> String {
        let mut out = self.spec.title.clone();
        for (i, table) in self.tables.iter().enumerate() {
            let summary = summary(table, shown.get(i), &self.set);
            // A map and bars of the same figures say the same.
            if !out.ends_with(&summary) {
                if i == 0 && !out.is_empty() {
                    out.push('。');
                }
                out.push_str(&summary);
            }
        }
        out
    }
}

/// What a view shows in words: of a timeline the period that is shown.
#[cfg(feature = "charts")]
fn summary(table: &Table, shown: Option<&Shown>, set: &Dataset) -> String {
    let moment = table.moment_in(shown);
    match moment {
        Some(_) => readout::summary(&table.shown(&Shown { moment, ..Shown::default() }), set),
        None => readout::summary(table, set),
    }
}

#[cfg(not(feature = "charts"))]
fn summary(table: &Table, _: Option<&Shown>, set: &Dataset) -> String {
    readout::summary(table, set)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: &str = r#"{"qdviz":"view/1","title":"t","areas":["a","b"],"indicator":"n",
        "views":[{"kind":"bar"},{"kind":"line"}]}"#;

    /// Data with these areas in this order; every figure is `area, period, value`.
    fn loaded(areas: &[&str], figures: &[(&str, &str, &str)]) -> Loaded {
        let areas: Vec<String> =
            areas.iter().map(|code| format!(r#"{{"code":"{code}","name":"{code}区"}}"#)).collect();
        let observation = |(area, period, value): &(&str, &str, &str)| {
            format!(r#"{{"indicator":"n","area":"{area}","period":"{period}","value":{value},"source":"s"}}"#)
        };
        let observations: Vec<String> = figures.iter().map(observation).collect();
        let data = format!(
            r#"{{"qdviz":"indicators/1","sources":[{{"id":"s","title":"s"}}],"areas":[{}],
                "indicators":[{{"id":"n","name":"n","unit":"","decimals":0}}],"observations":[{}]}}"#,
            areas.join(","),
            observations.join(",")
        );
        load(VIEW.as_bytes(), data.as_bytes(), &[], &mut Diagnostics::default()).unwrap()
    }

    /// The key of an area's figure in a panel.
    fn key(loaded: &Loaded, panel: usize, code: &str, year: &str) -> DatumKey {
        let is_meant = |row: &query::Row| {
            loaded.set.areas[row.area].code == code && row.period.label() == format!("{year}年")
        };
        let row = loaded.tables[panel].rows.iter().position(is_meant).unwrap();
        DatumKey::of_row(panel as u16, row as u32)
    }

    #[test]
    fn an_observation_is_found_again_where_new_data_have_put_it() {
        let before = loaded(&["a", "b"], &[("a", "2020", "9"), ("b", "2019", "1"), ("b", "2020", "2")]);
        let now = loaded(&["b", "a"], &[("a", "2020", "1"), ("b", "2020", "5"), ("b", "2019", "1")]);
        let old = key(&before, 0, "b", "2020");
        let new = key(&now, 0, "b", "2020");
        assert_ne!(old, new, "the order of the bars has changed");
        assert_eq!(now.counterpart(old, &before), Some(new));
        let in_line = key(&before, 1, "b", "2019");
        assert_eq!(now.counterpart(in_line, &before), Some(key(&now, 1, "b", "2019")));
    }

    #[test]
    fn a_period_that_is_gone_leads_to_the_last_one() {
        let before = loaded(&["a", "b"], &[("a", "2020", "9"), ("b", "2020", "2")]);
        let now = loaded(&["a", "b"], &[("a", "2021", "9"), ("b", "2021", "2"), ("b", "2022", "3")]);
        let in_bars = now.counterpart(key(&before, 0, "b", "2020"), &before);
        assert_eq!(in_bars, Some(key(&now, 0, "b", "2022")));
        let in_line = now.counterpart(key(&before, 1, "b", "2020"), &before);
        assert_eq!(in_line, Some(key(&now, 1, "b", "2022")));
    }

    #[test]
    fn what_new_data_do_not_have_is_not_found() {
        let before = loaded(&["a", "b"], &[("a", "2020", "9"), ("b", "2020", "2")]);
        let now = loaded(&["a"], &[("a", "2020", "9")]);
        assert_eq!(now.counterpart(key(&before, 0, "b", "2020"), &before), None);
        assert_eq!(now.counterpart(DatumKey::of_row(7, 0), &before), None);
    }
}
