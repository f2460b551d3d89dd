//! Which colour a district has, and why.

use super::Context;
use crate::config::Areas;
use crate::order;
use crate::query::Row;
use crate::scene::Fill;
use crate::topology::{Region, Topology};
use crate::view::classes::{Classes, is_inapplicable};

/// What a district without a value has instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// A figure that was not published, or is not in the data.
    Missing,
    /// A figure that cannot be.
    Inapplicable,
    /// The designer has not asked for it.
    Unlisted,
}

impl Absence {
    /// As the legend and the screen reader say it.
    pub fn words(self) -> &'static str {
        match self {
            Absence::Missing => "暂无数据",
            Absence::Inapplicable => "不适用",
            Absence::Unlisted => "未列入",
        }
    }
}

/// The regions of the map, to be found by code.
struct Regions<'t> {
    regions: &'t [Region],
    /// Their positions in the order of their codes.
    by_code: Vec<u32>,
}

impl<'t> Regions<'t> {
    fn of(topology: Option<&'t Topology>) -> Regions<'t> {
        let regions = topology.map_or(&[][..], |topology| &topology.regions);
        let by_code = order::positions(regions.len(), &|a, b| regions[a].code.cmp(&regions[b].code));
        Regions { regions, by_code }
    }

    /// The position of the region that a row is about.
    fn position(&self, cx: &Context, row: &Row) -> Option<usize> {
        let code = cx.set.areas.get(row.area)?.code.as_str();
        let is_before = |position: &u32| self.regions[*position as usize].code.as_str() < code;
        let position = *self.by_code.get(self.by_code.partition_point(is_before))? as usize;
        (self.regions[position].code == code).then_some(position)
    }
}

/// The first row about each region of the map, in the order of the regions.
pub fn rows(cx: &Context) -> Vec<Option<usize>> {
    let regions = Regions::of(cx.topology);
    let mut rows = vec![None; regions.regions.len()];
    for (i, row) in cx.table.rows.iter().enumerate().rev() {
        if let Some(position) = regions.position(cx, row) {
            rows[position] = Some(i);
        }
    }
    rows
}

/// The classes of all values on the map; an area that has no region has no part in them.
pub fn classes(cx: &Context) -> Classes {
    let regions = Regions::of(cx.topology);
    Classes::of(cx, false, &|row| regions.position(cx, row).is_some())
}

/// What regions have instead of a value, in any small map and at any period.
pub fn absences(cx: &Context) -> Vec<Absence> {
    let regions = Regions::of(cx.topology);
    let mut is_told = vec![false; regions.regions.len()];
    let mut absences = Vec::new();
    for row in &cx.all().rows {
        if let Some(position) = regions.position(cx, row) {
            is_told[position] = true;
            absences.extend(absence_of(cx, Some(row)));
        }
    }
    if is_told.contains(&false) {
        absences.extend(absence_of(cx, None));
    }
    absences
}

/// Why a region has no value; `None` where it has one.
pub fn absence(cx: &Context, row: Option<usize>) -> Option<Absence> {
    absence_of(cx, row.and_then(|row| cx.table.rows.get(row)))
}

fn absence_of(cx: &Context, row: Option<&Row>) -> Option<Absence> {
    match row {
        Some(row) if row.value.known().is_some() => None,
        Some(row) if is_inapplicable(row) => Some(Absence::Inapplicable),
        None if matches!(cx.panel.areas, Areas::Listed(_)) => Some(Absence::Unlisted),
        _ => Some(Absence::Missing),
    }
}

/// How a region is filled.
pub fn fill(cx: &Context, classes: &Classes, row: Option<usize>) -> Fill {
    match (absence(cx, row), row.and_then(|row| cx.table.rows.get(row))) {
        (None, Some(row)) => classes.fill(cx, row),
        // Not asked for, or not possible, is not the same as not published.
        (Some(Absence::Inapplicable | Absence::Unlisted), _) => Fill::Solid(cx.theme.rule),
        _ => cx.theme.missing,
    }
}
