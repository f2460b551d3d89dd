//! What the other series say at the period of a datum: the second part of a tooltip.

use super::qualified;
use crate::config::By;
use crate::dataset::{Dataset, Value};
use crate::query::{Row, Table};

/// More series than that are counted only.
const LISTED: usize = 10;

/// Name and value of every other series at the period of `row`, but for the hidden ones; of small multiples those of the
/// same one.
pub fn others(row: &Row, table: &Table, set: &Dataset, hidden: &[u32], facet: By) -> Vec<(String, String)> {
    let is_of_facet = |other: &Row| match facet {
        By::Area => other.area == row.area,
        By::Indicator => other.indicator == row.indicator,
        By::Auto | By::Period => true,
    };
    let is_shown = |other: &&Row| {
        let is_hidden = hidden.contains(&(other.series as u32));
        other.series != row.series && other.period == row.period && is_of_facet(other) && !is_hidden
    };
    let mut members: Vec<&Row> =
        if table.items.is_empty() { at_period(row, table) } else { table.members(row) };
    members.retain(is_shown);
    let line = |other: &&Row| {
        let measure = table.measure_of(other);
        let value = match &other.value {
            Value::Known(value) => qualified(measure.exact(*value), other.status(set)),
            Value::Missing(_) => "暂无数据".into(),
        };
        (table.series.get(other.series).cloned().unwrap_or_default(), value)
    };
    let mut lines: Vec<(String, String)> = members.iter().take(LISTED).map(line).collect();
    if members.len() > LISTED {
        lines.push(("其余".into(), format!("{} 个系列", members.len() - LISTED)));
    }
    lines
}

/// The rows of all lines at the period of `row`. They stand line by line, each in the order of time.
fn at_period<'t>(row: &Row, table: &'t Table) -> Vec<&'t Row> {
    let find = |series: usize| {
        let before = |other: &Row| (other.series, other.period) < (series, row.period);
        table.rows.get(table.rows.partition_point(before)).filter(|found| found.series == series)
    };
    (0..table.series.len()).filter_map(find).collect()
}
