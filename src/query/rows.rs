//! The rows of a table: one an area at one period, or one a period for every line.

use super::compare::{growth, has_growth};
use super::{Row, Table, distinct};
use crate::config::{Areas, Kind, Order, Panel};
use crate::dataset::{Dataset, Observation, Period, Value};
use crate::diagnostic::Diagnostics;
use crate::stats;

/// The observations asked for, in the order of the data: more than one only when the data repeats itself.
fn find(set: &Dataset, indicator: usize, area: usize, period: Period) -> Vec<usize> {
    let asked = |o: &Observation| o.indicator == indicator && o.area == area && o.period == period;
    (0..set.observations.len()).filter(|i| asked(&set.observations[*i])).collect()
}

/// One row an area at one period.
pub(super) fn snapshot(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    indicator: usize,
    areas: &[usize],
    faults: &mut Diagnostics,
) -> Option<()> {
    let about = set.observations.iter().filter(|o| o.indicator == indicator && areas.contains(&o.area));
    let periods = distinct(&about.map(|o| o.period).collect::<Vec<_>>());
    let period = panel.period.or(periods.last().copied());
    let Some(period) = period.filter(|p| periods.contains(p)) else {
        let known: Vec<String> = periods.iter().map(|p| p.label()).collect();
        let hint =
            if known.is_empty() { String::new() } else { format!("数据里有：{}", known.join("、")) };
        let message = format!("“{}”在所选时期没有数据", table.measure.name);
        faults.error(&format!("{}/period", panel.place), message, hint);
        return None;
    };
    if table.measure.growth_from.is_some() && !has_growth(&set.indicators[indicator]) {
        let message = format!("“{}”的增长率不能由公布数算出", set.indicators[indicator].name);
        let hint = "比率、位次、得分和按可比价公布的指标，请直接用公布的增速";
        faults.error(&format!("{}/compute", panel.place), message, hint.into());
        return None;
    }
    let earlier = match table.measure.growth_from {
        Some(from) => Some(from),
        None => periods.iter().rev().find(|p| **p < period && p.is_like(period)).copied(),
    };
    for &area in areas {
        let observation = ascending(set, &find(set, indicator, area, period), faults).first().copied();
        let base = earlier.and_then(|p| find(set, indicator, area, p).first().copied());
        let value = match (table.measure.growth_from, observation) {
            (None, Some(o)) => set.observations[o].value.clone(),
            (None, None) => Value::Missing(String::new()),
            (Some(_), _) => match growth(set, base, observation) {
                Some(growth) => Value::Known(growth),
                None => Value::Missing("没有两个可比的数，无法计算".into()),
            },
        };
        table.rows.push(Row { area, indicator, series: 0, period, value, observation, base });
    }
    if let Kind::Bar { order, .. } = panel.kind {
        sort(table, order);
    }
    Some(())
}

/// Missing values come last whichever way the rest is sorted.
fn sort(table: &mut Table, order: Order) {
    let key = |row: &Row| match (order, row.value.known()) {
        (Order::Data, _) => 0.0,
        (_, None) => f64::INFINITY,
        (Order::Descending, Some(v)) => -v.to_f64(),
        (Order::Ascending, Some(v)) => v.to_f64(),
    };
    let keys: Vec<f64> = table.rows.iter().map(key).collect();
    table.rows = stats::order(&keys).into_iter().map(|i| table.rows[i].clone()).collect();
}

/// One row a period for every indicator in every area, periods in order.
pub(super) fn lines(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    indicators: &[usize],
    areas: &[usize],
    faults: &mut Diagnostics,
) {
    for &indicator in indicators {
        for &area in areas {
            let about = |o: &Observation| o.indicator == indicator && o.area == area;
            let all: Vec<usize> =
                (0..set.observations.len()).filter(|i| about(&set.observations[*i])).collect();
            let ordered = ascending(set, &all, faults);
            let series = table.series.len();
            let mut rows: Vec<Row> =
                ordered.iter().map(|o| line_row(*o, &set.observations[*o], series)).collect();
            if rows.is_empty() {
                if matches!(panel.areas, Areas::Listed(_)) {
                    let (area, what) = (&set.areas[area].name, &set.indicators[indicator].name);
                    faults.warning(&panel.place, format!("{area}没有“{what}”的数据，未画出"), String::new());
                }
                continue;
            }
            for i in 1..rows.len() {
                let before = rows[..i].iter().rev().find(|r| r.period.is_like(rows[i].period));
                rows[i].base = before.and_then(|r| r.observation);
            }
            table.rows.extend(rows);
            table.series.push(match (indicators.len(), areas.len()) {
                (1, _) => set.areas[area].name.clone(),
                (_, 1) => set.indicators[indicator].name.clone(),
                _ => format!("{}{}", set.areas[area].name, set.indicators[indicator].name),
            });
        }
    }
    if indicators.len() == 1 && areas.len() == 1 {
        table.series = vec![table.measure.name.clone()];
    }
}

fn line_row(position: usize, o: &Observation, series: usize) -> Row {
    Row {
        area: o.area,
        indicator: o.indicator,
        series,
        period: o.period,
        value: o.value.clone(),
        observation: Some(position),
        base: None,
    }
}

/// Observations of one indicator in one area, ordered by period, the earliest first. Where the data has two for one period
/// the first is kept; when they differ the editor should know.
fn ascending(set: &Dataset, all: &[usize], faults: &mut Diagnostics) -> Vec<usize> {
    let keys: Vec<f64> = all.iter().map(|o| set.observations[*o].period.ordinal()).collect();
    let mut kept: Vec<usize> = Vec::new();
    for i in stats::order(&keys) {
        let next = &set.observations[all[i]];
        let Some(last) = kept.last().map(|o| &set.observations[*o]).filter(|l| l.period == next.period)
        else {
            kept.push(all[i]);
            continue;
        };
        if last.value != next.value {
            let (area, what) = (&set.areas[next.area].name, &set.indicators[next.indicator].name);
            let message = format!("{area}{}的“{what}”有两个不同的值，只用前一个", next.period.label());
            faults.warning(&format!("data#/observations/{}", all[i]), message, String::new());
        }
    }
    kept
}
