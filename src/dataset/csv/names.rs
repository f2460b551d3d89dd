//! The areas and sources that rows name, each added once.

use super::MAX_NAMES;
use super::columns::Columns;
use super::lex::Record;
use super::lines::Around;
use super::roles::Role;
use super::row::Row;
use super::value_column::{ValueColumn, area_name};
use crate::dataset::{Area, Builder, Source, gazetteer};
use crate::diagnostic::{Diagnostics, Say, say};
use std::collections::BTreeMap;

/// Areas and sources by how they are written.
pub(super) struct Names<'t> {
    around: &'t Around,
    areas: BTreeMap<String, usize>,
    sources: BTreeMap<String, usize>,
}

impl<'t> Names<'t> {
    pub fn new(around: &'t Around) -> Names<'t> {
        Names { around, areas: BTreeMap::new(), sources: BTreeMap::new() }
    }

    /// The area of a figure: that of its column, of its row, of the title. `None`, which is told, where a column for
    /// areas is left empty.
    pub fn area(
        &mut self,
        row: &Row,
        column: &ValueColumn,
        columns: &Columns,
        at: (&Record, usize),
        out: &mut Builder,
        faults: &mut Diagnostics,
    ) -> Option<usize> {
        let in_column = column.place.map(|place| place.code).or(column.is_area.then_some(&*column.name));
        if let Some(name) = in_column {
            return self.find("", name, at, out, faults);
        }
        if !columns.has(Role::Area) && !columns.has(Role::AreaCode) {
            return match self.around.place {
                Some(place) => self.find("", place.code, at, out, faults),
                None => Some(self.whole(out)),
            };
        }
        if row.area.is_empty() && row.area_code.is_empty() {
            let sentence = say!("这一行没有地区，已跳过", "this row names no area; skipped");
            tell(faults, at, sentence, "地区写名称或代码，如 市南区、370202");
            return None;
        }
        self.find(&row.area_code, &row.area, at, out, faults)
    }

    fn find(
        &mut self,
        code: &str,
        name: &str,
        at: (&Record, usize),
        out: &mut Builder,
        faults: &mut Diagnostics,
    ) -> Option<usize> {
        let key = if code.is_empty() { name.into() } else { format!("{code}\u{1f}{name}") };
        if let Some(position) = self.areas.get(&key) {
            return Some(*position);
        }
        if self.areas.len() >= MAX_NAMES {
            tell(faults, at, say!("地区太多，此行已跳过", "too many areas; row skipped"), "");
            return None;
        }
        let place = if faults.is_full() { String::new() } else { at.0.place(at.1) };
        let plain = area_name(name);
        // Where there is a code to go by the name of a place that is not known stays as it is.
        let name = if code.is_empty() || gazetteer::find(&plain).is_some() { &plain } else { name };
        let position = out.area_named(code, name, &place, faults);
        self.areas.insert(key, position);
        Some(position)
    }

    /// The one area of a table that names none.
    fn whole(&mut self, out: &mut Builder) -> usize {
        let add = || out.area(Area { code: "total".into(), name: "总体".into(), ..Area::default() });
        *self.areas.entry("\u{1f}".into()).or_insert_with(add)
    }

    /// The source of a row, or of the whole table.
    pub fn source(&mut self, title: &str, out: &mut Builder) -> Option<usize> {
        let title = if title.is_empty() { &self.around.source } else { title };
        if title.is_empty() {
            return None;
        }
        if let Some(position) = self.sources.get(title) {
            return Some(*position);
        }
        let source = Source { id: title.into(), title: title.into(), ..Source::default() };
        let position = out.source(source);
        self.sources.insert(title.into(), position);
        Some(position)
    }
}

fn tell(faults: &mut Diagnostics, at: (&Record, usize), sentence: Say, hint: &str) {
    let place = if faults.is_full() { String::new() } else { at.0.place(at.1) };
    faults.warning(&place, sentence, hint.into());
}
