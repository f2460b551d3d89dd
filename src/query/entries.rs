//! The entries of a ledger as rows, group by group.

use super::{Row, Table, distinct};
use crate::config::{Areas, Order, Panel};
use crate::dataset::{Dataset, Entry, Period, Text, Value};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::suggestion;
use crate::order;

/// Stands for the area of an entry that has none: no area of a data set has this position.
pub const NOWHERE: usize = usize::MAX;

/// One row an entry that the view asks for.
pub(super) fn entries(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Option<Table> {
    tell_unknown(panel, set, faults);
    let mut table = Table::default();
    for (position, entry) in set.entries.iter().enumerate() {
        if is_wanted(panel, set, entry) {
            let item = item_of(&mut table.items, &entry.group);
            table.rows.push(Row { item, entry: Some(position), ..row(entry) });
        }
    }
    if table.rows.is_empty() {
        let sentence = say!("数据里没有这张图要的台账条目", "the data has none of the entries wanted");
        faults.error(&panel.place, sentence, "条目写在数据文件的 entries 里".into());
        return None;
    }
    sort(&mut table, panel.order.unwrap_or(Order::Data));
    for (key, row) in table.rows.iter_mut().enumerate() {
        row.key = key as u32;
    }
    let dates: Vec<Period> =
        table.rows.iter().filter_map(|row| row.entry).flat_map(|e| set.entries[e].dates()).collect();
    table.periods = distinct(&dates);
    table.measure.name = format!("{} 项", table.rows.len());
    Some(table)
}

fn row(entry: &Entry) -> Row {
    let value = match entry.progress {
        Some(progress) => Value::Known(progress),
        None => Value::Missing(Text::default()),
    };
    // What has no date is asked for none: views look at the entry.
    let when = entry.when().unwrap_or(Period::year_of(1000));
    Row::new(entry.area.unwrap_or(NOWHERE), NOWHERE, when, value)
}

fn is_wanted(panel: &Panel, set: &Dataset, entry: &Entry) -> bool {
    let groups = &panel.options.groups;
    let is_of_group = groups.is_empty() || groups.contains(&entry.group);
    let is_of_area = match &panel.areas {
        Areas::Listed(names) => entry.area.is_some() && names.iter().any(|name| set.area(name) == entry.area),
        _ => true,
    };
    is_of_group && is_of_area
}

/// The position of a group among those found so far.
fn item_of(items: &mut Vec<String>, group: &str) -> usize {
    let found = items.iter().position(|item| item == group);
    found.unwrap_or_else(|| {
        items.push(group.into());
        items.len() - 1
    })
}

fn tell_unknown(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) {
    for group in &panel.options.groups {
        if !set.entries.iter().any(|entry| entry.group == *group) {
            let hint = suggestion(group, set.entries.iter().map(|entry| entry.group.as_str()));
            let sentence = say!("数据里没有“{}”这一组条目", "the data has no entries of group “{}”", group);
            faults.warning(&format!("{}/groups", panel.place), sentence, hint);
        }
    }
}

/// Group by group; within a group as written, or by date, those without one last.
fn sort(table: &mut Table, wanted: Order) {
    let date = |row: &Row| match wanted {
        Order::Data => 0.0,
        _ if row.period == Period::year_of(1000) => f64::INFINITY,
        Order::Ascending => row.period.ordinal(),
        Order::Descending => -row.period.ordinal(),
    };
    let rows = std::mem::take(&mut table.rows);
    let keys: Vec<(usize, f64)> = rows.iter().map(|row| (row.item, date(row))).collect();
    let by = |a: usize, b: usize| keys[a].0.cmp(&keys[b].0).then(keys[a].1.total_cmp(&keys[b].1));
    table.rows = order::positions(rows.len(), &by).into_iter().map(|i| rows[i as usize].clone()).collect();
}
