//! The rows of a table: one an area at one period, or one a period for every line.

use super::compare::{growth, has_growth};
use super::{NO_DATA, Row, Table, distinct};
#[cfg(feature = "charts")]
use crate::config::By;
use crate::config::{Areas, Kind, Order, Panel};
use crate::dataset::{Dataset, Observation, Period, Text, Value};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::joined;
use crate::order;
use crate::unit;

/// How many periods a hint names: there may be thousands of days.
const LISTED: usize = 8;

/// One row an area at one period; of small multiples one at each period, or of each indicator.
pub(super) fn snapshot(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    indicators: &[usize],
    areas: &[usize],
    faults: &mut Diagnostics,
) -> Option<()> {
    #[cfg(feature = "charts")]
    let is_single = panel.options.along() != By::Indicator;
    #[cfg(not(feature = "charts"))]
    let is_single = true;
    let shown = if is_single { 1 } else { indicators.len() };
    for &indicator in indicators.iter().take(shown) {
        one_of(table, panel, set, indicator, areas, faults)?;
    }
    if let Kind::Bar { order, .. } = panel.kind {
        sort(table, order);
    }
    Some(())
}

/// The rows of one indicator at the period that the view shows, or at each of several.
fn one_of(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    indicator: usize,
    areas: &[usize],
    faults: &mut Diagnostics,
) -> Option<()> {
    let mut periods = Vec::new();
    for &area in areas {
        periods.extend(set.series(indicator, area).iter().map(|o| set.observations.period(*o as usize)));
    }
    let periods = distinct(&periods);
    let shown: Vec<Period> = match panel.period.or(periods.last().copied()) {
        #[cfg(feature = "charts")]
        _ if panel.options.along() == By::Period => since(asked(&periods, &panel.options.periods), panel),
        period => period.filter(|p| periods.contains(p)).into_iter().collect(),
    };
    if shown.is_empty() {
        let left_out = periods.len().saturating_sub(LISTED);
        let known: Vec<String> = periods.iter().skip(left_out).map(|p| p.label()).collect();
        let listed = joined(known.iter().map(String::as_str), "、");
        let earlier = if left_out > 0 { "……、" } else { "" };
        let hint =
            if listed.is_empty() { String::new() } else { format!("数据里有：{earlier}{listed}") };
        let sentence = say!(NO_DATA.0, NO_DATA.1, &table.measure.name);
        faults.error(&format!("{}/period", panel.place), sentence, hint);
        return None;
    };
    if table.measure.growth_from.is_some() && !has_growth(&set.indicators[indicator]) {
        let sentence = say!(
            "“{}”的增长率不能由公布数算出",
            "growth of “{}” cannot be computed from what is published",
            &set.indicators[indicator].name
        );
        let hint = "比率、位次、得分和按可比价公布的指标，请直接用公布的增速";
        faults.error(&format!("{}/compute", panel.place), sentence, hint.into());
        return None;
    }
    for (period, &area) in shown.iter().flat_map(|period| areas.iter().map(move |area| (*period, area))) {
        let observation = set.at(indicator, area, period);
        let base = table.measure.growth_from.and_then(|from| set.at(indicator, area, from));
        let value = match (table.measure.growth_from, observation) {
            (None, Some(o)) => converted(set.observations.at(o), set, &table.measure.unit),
            (None, None) => Value::Missing(Text::default()),
            (Some(_), _) => match growth(set, base, observation) {
                Some(growth) => Value::Known(growth),
                None => Value::Missing("没有两个可比的数，无法计算".into()),
            },
        };
        table.rows.push(Row { observation, base, ..Row::new(area, indicator, period, value) });
    }
    Some(())
}

/// Those periods that were asked for, in that order; all of them where none was.
#[cfg(feature = "charts")]
fn asked(known: &[Period], asked: &[Period]) -> Vec<Period> {
    let is_known = |period: &&Period| known.binary_search(period).is_ok();
    if asked.is_empty() { known.to_vec() } else { asked.iter().filter(is_known).copied().collect() }
}

/// Of a growth only what comes after its beginning.
#[cfg(feature = "charts")]
fn since(mut periods: Vec<Period>, panel: &Panel) -> Vec<Period> {
    periods.retain(|period| panel.growth_from.is_none_or(|from| *period > from));
    periods
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
    table.rows = order::of(&keys).into_iter().map(|i| table.rows[i].clone()).collect();
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
    #[cfg(feature = "charts")]
    {
        table.measures = super::lines::axes(panel, set, indicators, &table.measure);
    }
    for &indicator in indicators {
        let column = column(table, set, indicator);
        for &area in areas {
            let positions = set.series(indicator, area);
            if positions.is_empty() {
                if matches!(panel.areas, Areas::Listed(_)) {
                    let (area, what) = (&set.areas[area].name, &set.indicators[indicator].name);
                    let sentence =
                        say!("{}没有“{}”的数据，未画出", "{} has no data on “{}”; not drawn", area, what);
                    faults.warning(&panel.place, sentence, String::new());
                }
                continue;
            }
            let series = table.series.len();
            let unit = table.measures.get(column).map_or(&table.measure.unit, |measure| &measure.unit);
            let row = |o: &u32| Row { column, ..line_row(*o as usize, set, series, unit) };
            table.rows.extend(positions.iter().map(row));
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

/// Which axis an indicator belongs to: the second has a measure of its own.
fn column(table: &Table, set: &Dataset, indicator: usize) -> usize {
    #[cfg(feature = "charts")]
    if !table.measures.is_empty() {
        let fits =
            |measure: &super::Measure| super::lines::converts(&set.indicators[indicator].unit, &measure.unit);
        return table.measures.iter().position(fits).unwrap_or(0);
    }
    let _ = (table, set, indicator);
    0
}

fn line_row(position: usize, set: &Dataset, series: usize, unit: &str) -> Row {
    let o = set.observations.at(position);
    let row = Row::new(o.area, o.indicator, o.period, converted(o, set, unit));
    Row { series, observation: Some(position), ..row }
}

/// The value of an observation in the unit of a view.
pub(super) fn converted(observation: Observation, set: &Dataset, unit: &str) -> Value {
    let power = unit::shift(&set.indicators[observation.indicator].unit, unit);
    match (observation.value, power) {
        (Value::Known(number), Ok(power)) if power != 0 => match unit::shifted(number, power) {
            Some(number) => Value::Known(number),
            None => Value::Missing("换算后超过 18 位数字".into()),
        },
        (value, _) => value,
    }
}
