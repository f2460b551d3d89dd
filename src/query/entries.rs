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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::dataset::read;

    const DATA: &str = r#"{"qdviz":"indicators/1","entries":[
        {"name":"一","group":"乙","due":"2020-06"},{"name":"二","group":"甲","area":"市南区"},
        {"name":"三","group":"乙","start":"2019","progress":40},{"name":"四","group":"甲","done":"2018"}]}"#;

    /// The names in the rows of a view, and what was told.
    fn run(view: &str) -> (Vec<String>, Vec<String>) {
        let mut faults = Diagnostics::default();
        let text = format!(r#"{{"qdviz":"view/1","kind":"ledger"{view}}}"#);
        let set = read(DATA.as_bytes(), None, &mut faults).unwrap();
        let document = config::read(text.as_bytes(), &mut faults).unwrap();
        let spec = config::Spec::resolve(document, &mut faults).unwrap();
        let table = entries(&spec.panels[0], &set, &mut faults);
        let rows = table.map_or(Vec::new(), |table| table.rows);
        let names = rows.iter().filter_map(|row| row.entry).map(|entry| set.entries[entry].name.clone());
        let told = faults.into_items().into_iter().map(|d| format!("{} {} {}", d.path, d.message, d.hint));
        (names.collect(), told.collect())
    }

    #[test]
    fn entries_come_group_by_group_and_those_without_a_date_last() {
        assert_eq!(run("").0, ["一", "三", "二", "四"]);
        assert_eq!(run(r#","sort":"ascending""#).0, ["三", "一", "四", "二"]);
        assert_eq!(run(r#","sort":"descending""#).0, ["一", "三", "四", "二"]);
    }

    #[test]
    fn a_view_may_ask_for_groups_and_places() {
        assert_eq!(run(r#","groups":["甲"]"#), (vec!["二".into(), "四".into()], vec![]));
        assert_eq!(run(r#","areas":["市南区"]"#).0, ["二"]);
        let (names, told) = run(r#","groups":["丙"]"#);
        assert!(names.is_empty());
        assert!(told[0].starts_with("view#/groups 数据里没有“丙”这一组条目"), "{told:?}");
        assert!(told[1].starts_with("view# 数据里没有这张图要的台账条目"), "{told:?}");
    }
}
