//! From a data set and what a view asks of it to a table: one row a mark, in the order it is read.

#[cfg(feature = "charts")]
mod axes;
#[cfg(feature = "charts")]
mod cells;
#[cfg(feature = "charts")]
mod chips;
#[cfg(feature = "charts")]
mod classes;
mod compare;
#[cfg(feature = "charts")]
mod datum;
#[cfg(feature = "charts")]
mod entries;
#[cfg(feature = "charts")]
mod find;
#[cfg(feature = "charts")]
pub mod flows;
#[cfg(feature = "charts")]
pub mod full;
#[cfg(feature = "charts")]
pub mod grid;
#[cfg(feature = "charts")]
mod ledger;
#[cfg(feature = "charts")]
mod lines;
#[cfg(feature = "charts")]
mod list;
#[cfg(feature = "charts")]
mod moments;
#[cfg(feature = "charts")]
mod parts;
#[cfg(feature = "charts")]
mod pick;
#[cfg(feature = "charts")]
mod progress;
mod rows;
#[cfg(feature = "charts")]
mod stacking;
#[cfg(feature = "charts")]
mod stages;
#[cfg(feature = "charts")]
mod stretch;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_total;
#[cfg(feature = "charts")]
mod total;
#[cfg(feature = "charts")]
mod visible;
mod wanted;
#[cfg(feature = "charts")]
mod whole;

#[cfg(feature = "charts")]
pub use axes::{Place, places};
#[cfg(feature = "charts")]
pub use chips::{About, Chip};
#[cfg(feature = "charts")]
pub use datum::{Datum, Same};
#[cfg(feature = "charts")]
pub use find::{codes, find, has_filter};
#[cfg(feature = "charts")]
pub use ledger::{FIELDS, Field, Said, standing};
#[cfg(feature = "charts")]
pub use lines::is_meant;
#[cfg(feature = "charts")]
pub use list::{List, today};
#[cfg(feature = "charts")]
pub use pick::{COLORS, Choice};
#[cfg(feature = "charts")]
pub use progress::{progress, target};
#[cfg(feature = "charts")]
pub use stacking::{is_share, stacking};
#[cfg(feature = "charts")]
pub use stages::rate;
#[cfg(feature = "charts")]
pub use stretch::Stretch;
#[cfg(feature = "charts")]
pub use total::base;
#[cfg(feature = "charts")]
pub use visible::{Axis, Facet, LONG, Shown, Window, Zoom};
#[cfg(feature = "charts")]
pub use whole::Whole;

/// What the visitor has made of a view: in this build nothing.
#[cfg(not(feature = "charts"))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown;

pub use compare::{Change, changes, rank, step};
pub use table::{Measure, Row, Table};

use crate::config::{Chart, Kind, Panel, Rows};
use crate::dataset::{Dataset, Period};
use crate::diagnostic::{Diagnostics, say};
use crate::format::{self, Scaling};
use crate::order;

/// Told where a view has nothing to show, in both languages.
const NO_DATA: (&str, &str) = ("“{}”在所选时期没有数据", "“{}” has no data for the period chosen");

/// Answers what `panel` asks. Faults are told at its place; `None` when there is nothing to draw.
pub fn run(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Option<Table> {
    #[cfg(feature = "charts")]
    if panel.kind.demand().rows == Rows::Entries {
        return entries::entries(panel, set, faults);
    }
    let named = wanted::indicators(panel, set, faults);
    #[cfg(feature = "charts")]
    let mut indicators = parts::with_slices(named.clone(), panel, set, faults);
    #[cfg(not(feature = "charts"))]
    let indicators = named.clone();
    let first = *indicators.first()?;
    #[cfg_attr(not(feature = "charts"), expect(unused_mut))]
    let mut areas = wanted::areas(panel, set, &indicators, faults);
    if areas.is_empty() {
        let hint = "请检查 areas 的写法，以及数据里地区的 kind 与 parent";
        let sentence = say!("数据里没有这张图要的地区", "the data has none of the areas wanted");
        faults.error(&panel.place, sentence, hint.into());
        return None;
    }
    #[cfg(feature = "charts")]
    let own = (panel.kind == Kind::Chart(Chart::Waterfall))
        .then(|| total::arrange(panel, set, &mut indicators, &mut areas, faults));
    #[cfg(feature = "charts")]
    let panel = own.as_ref().unwrap_or(panel);
    let named = if panel.kind == Kind::Chart(Chart::Waterfall) { &indicators } else { &named };
    let mut table = Table { measure: wanted::measure(panel, set, named, faults), ..Table::default() };
    match panel.kind.demand().rows {
        Rows::Lines => rows::lines(&mut table, panel, set, &indicators, &areas, faults),
        #[cfg(feature = "charts")]
        Rows::Cells => {
            cells::cells(&mut table, panel, set, (&indicators, &areas), faults)?;
            match panel.kind {
                Kind::Chart(Chart::Waterfall) => total::settle(&mut table, panel, set),
                Kind::Chart(Chart::Combo) => axes::keep_two(&mut table, panel, faults),
                _ => {}
            }
        }
        _ => rows::snapshot(&mut table, panel, set, &indicators, &areas, faults)?,
    }
    #[cfg(feature = "charts")]
    if !parts::check(&mut table, panel, set, faults) {
        return None;
    }
    if table.values().is_empty() && !shows_weights(panel, &table, set) {
        faults.error(&panel.place, say!(NO_DATA.0, NO_DATA.1, &table.measure.name), String::new());
        return None;
    }
    finish(&mut table, set, first);
    #[cfg(feature = "charts")]
    match panel.kind {
        Kind::Chart(Chart::Combo) => axes::scale_alike(&mut table),
        _ if lines::goes_by_powers(&table, panel) => lines::unscale(&mut table),
        _ => {}
    }
    #[cfg(feature = "charts")]
    {
        moments::begin(&mut table, panel);
        pick::choose(&mut table, panel, set, faults);
        tell(panel, &table, set, faults)?;
    }
    Some(table)
}

/// Whether a view has something to show without any figure: a tree has its weights.
fn shows_weights(panel: &Panel, table: &Table, set: &Dataset) -> bool {
    let has_weight = |row: &Row| set.indicators[row.indicator].weight().is_some();
    cfg!(feature = "charts") && panel.kind == Kind::Chart(Chart::Tree) && table.rows.iter().any(has_weight)
}

/// What a kind cannot draw of its table as the view asks; `None` where nothing is left.
#[cfg(feature = "charts")]
fn tell(panel: &Panel, table: &Table, set: &Dataset, faults: &mut Diagnostics) -> Option<()> {
    match panel.kind {
        Kind::Line => lines::tell(table, panel, faults),
        Kind::Chart(Chart::Bars) => stacking::tell(panel, table, set, faults),
        Kind::Chart(Chart::Combo) => axes::tell(panel, set, faults),
        Kind::Chart(Chart::Tiles) => {
            grid::tell(panel, set, faults);
            classes::tell(panel, table, faults);
        }
        Kind::Chart(Chart::Funnel) => stages::tell(panel, table, faults),
        Kind::Chart(Chart::Progress) => progress::tell(panel, table, set, faults),
        Kind::Map { .. } | Kind::Chart(Chart::Heatmap | Chart::Calendar) => {
            classes::tell(panel, table, faults);
        }
        _ => {
            lines::tell_powers(table, panel, faults);
            return flows::tell(table, panel, set, faults);
        }
    }
    Some(())
}

/// What depends on all rows: the scaling, its digits, the periods.
fn finish(table: &mut Table, set: &Dataset, indicator: usize) {
    let stated = if table.measure.growth_from.is_some() { 1 } else { set.indicators[indicator].decimals };
    fit(&mut table.measure, stated, &table.rows, None);
    #[cfg(feature = "charts")]
    for (column, measure) in table.measures.iter_mut().enumerate() {
        fit(measure, 0, &table.rows, Some(column));
    }
    for (key, row) in table.rows.iter_mut().enumerate() {
        row.key = key as u32;
    }
    table.periods = distinct(&table.rows.iter().map(|row| row.period).collect::<Vec<_>>());
    table.one_area = table.rows.iter().all(|row| row.area == table.rows[0].area);
}

/// The scaling of all rows, or of those of a column, and the digits of their labels; `stated` digits at least.
fn fit(measure: &mut Measure, stated: u8, rows: &[Row], column: Option<usize>) {
    let (mut largest, mut published) = (0.0f64, stated);
    for row in rows {
        if cfg!(feature = "charts") && column.is_some_and(|column| row.column != column) {
            continue;
        }
        let Some(value) = row.value.known() else { continue };
        largest = largest.max(value.to_f64().abs());
        // What was written decides, should the indicator say less: a digit that was published is never rounded away.
        published = published.max(value.scale);
    }
    measure.scaling = Scaling::fit(&measure.unit, largest);
    let scaled = largest / crate::decimal::power_of_ten(measure.scaling.power);
    measure.decimals = format::label_decimals(scaled, published, measure.scaling.power);
}

/// What the numbers of an indicator are, as published.
#[cfg(feature = "charts")]
fn measure_of(set: &Dataset, indicator: usize) -> Measure {
    let indicator = &set.indicators[indicator];
    let (name, unit) = (indicator.name.clone(), indicator.unit.clone());
    Measure { name, unit, direction: indicator.direction, ..Measure::default() }
}

/// Each period once, the earliest first.
fn distinct(periods: &[Period]) -> Vec<Period> {
    let keys: Vec<f64> = periods.iter().map(|p| p.ordinal()).collect();
    let mut ordered: Vec<Period> = order::of(&keys).into_iter().map(|i| periods[i]).collect();
    ordered.dedup();
    ordered
}
