//! Which colour a district has, and why.

use super::Context;
use crate::config::Areas;
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

/// The rows about each region of the map, in the order of the regions.
pub fn rows(cx: &Context) -> Vec<Option<usize>> {
    let row = |region: &Region| {
        let is_about =
            |row: &crate::query::Row| cx.set.areas.get(row.area).is_some_and(|area| area.code == region.code);
        cx.table.rows.iter().position(is_about)
    };
    cx.topology.map_or(&[][..], |topology: &Topology| &topology.regions).iter().map(row).collect()
}

/// The classes of all values on the map; an area that has no region has no part in them.
pub fn classes(cx: &Context, rows: &[Option<usize>]) -> Classes {
    let shown: Vec<usize> = rows.iter().flatten().copied().collect();
    Classes::of(cx, false, &shown)
}

/// Why a region has no value; `None` where it has one.
pub fn absence(cx: &Context, row: Option<usize>) -> Option<Absence> {
    match row.and_then(|row| cx.table.rows.get(row)) {
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
