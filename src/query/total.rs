//! A total and its parts, for charts that show how the one comes from the others: the total is the first item, and
//! between two periods every figure is a change.

use super::{Row, Table, rows::converted};
use crate::config::{Areas, By, Order, Panel};
use crate::dataset::{Dataset, Period, Text, Value};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::order;

/// Puts the total in front and its parts behind it, and says what runs along the items: indicators that are slices of
/// one, or are listed behind it; otherwise areas, behind the one that they are part of.
pub(super) fn arrange(
    panel: &Panel,
    set: &Dataset,
    indicators: &mut Vec<usize>,
    areas: &mut Vec<usize>,
    faults: &mut Diagnostics,
) -> Panel {
    let mut own = panel.clone();
    own.order = Some(Order::Data);
    if let [total] = indicators[..] {
        let id = &set.indicators[total].id;
        let is_slice = |i: &usize| *i != total && !id.is_empty() && set.indicators[*i].of == *id;
        indicators.extend((0..set.indicators.len()).filter(is_slice));
    }
    own.options.item = if indicators.len() > 1 { By::Indicator } else { By::Area };
    if own.options.item == By::Area {
        with_total(panel, set, areas);
    } else if panel.options.facet != By::Area && areas.len() > 1 {
        areas.truncate(1);
        let sentence = say!("总量与部分只画一个地区", "a total and its parts are drawn for one area only");
        faults.warning(&panel.place, sentence, "用 areas 指明，或写 \"facet\": \"area\" 每个地区一幅".into());
    }
    if let [first, .., last] = panel.options.periods[..] {
        own.options.periods = vec![first, last];
        own.options.series = By::Period;
    }
    own
}

/// The area that the others are part of comes first; when areas were listed, that is the first of them already, unless
/// they are all districts.
fn with_total(panel: &Panel, set: &Dataset, areas: &mut Vec<usize>) {
    let is_listed = matches!(panel.areas, Areas::Listed(_));
    if is_listed && areas.iter().any(|area| !set.areas[*area].is_district()) {
        return;
    }
    let parent = areas.first().map_or("", |area| set.areas[*area].parent.as_str());
    if let Some(total) = set.area(parent).filter(|_| !parent.is_empty()) {
        areas.retain(|area| *area != total);
        areas.insert(0, total);
    }
}

/// Turns two figures of an item into the change between them, and puts areas in the order of what they bring.
pub(super) fn settle(table: &mut Table, panel: &Panel, set: &Dataset) {
    if let [first, last] = panel.options.periods[..] {
        changes(table, (first, last));
    }
    let name = table.rows.first().map_or("", |row| set.indicators[row.indicator].name.as_str());
    let change = if table.measure.growth_from.is_some() { "变化" } else { "" };
    table.measure.name = format!("{name}{change}");
    if table.item == By::Area {
        sort(table);
    }
}

/// The rows of the first period become the base of those of the last.
fn changes(table: &mut Table, (first, last): (Period, Period)) {
    if first == last || table.series.len() != 2 {
        return;
    }
    let facets = table.rows.len() / (2 * table.items.len()).max(1);
    let mut rows = Vec::new();
    for of_item in table.rows.chunks(2 * facets.max(1)) {
        let (before, after) = of_item.split_at(of_item.len() / 2);
        for (before, after) in before.iter().zip(after) {
            let value = match (&before.value, &after.value) {
                (Value::Known(from), Value::Known(to)) => {
                    to.minus(*from).map_or(Value::Missing(Text::default()), Value::Known)
                }
                (Value::Missing(reason), _) | (_, Value::Missing(reason)) => Value::Missing(reason.clone()),
            };
            rows.push(Row { value, series: 0, base: before.observation, ..after.clone() });
        }
    }
    table.rows = rows;
    table.series = Vec::new();
    table.measure.growth_from = Some(first);
}

/// What brings most comes first, behind the total; what is missing comes last.
fn sort(table: &mut Table) {
    let mut keys = vec![f64::INFINITY; table.items.len()];
    for row in table.rows.iter().rev() {
        if let Some(value) = row.value.known() {
            keys[row.item] = -value.to_f64();
        }
    }
    if let Some(total) = keys.first_mut() {
        *total = f64::NEG_INFINITY;
    }
    table.arrange(&order::of(&keys));
}

/// The figure of the total in the first period, in the unit that is shown: what the points that parts add to growth are
/// of. `None` unless rows are changes.
pub fn base(total: &Row, table: &Table, set: &Dataset) -> Option<Decimal> {
    let observation = total.base.map(|o| set.observations.at(o))?;
    converted(observation, set, &table.measure.unit).known()
}
