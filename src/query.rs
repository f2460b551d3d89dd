//! From a data set and what a view asks of it to a table: one row a mark, in the order it is read.

use crate::config::{Areas, Kind, Order, Panel};
use crate::dataset::{Dataset, Direction, Observation, Period, Value};
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostics;
use crate::format::{self, Scaling};
use crate::nearest::suggestion;
use crate::stats;

/// What the numbers of a table are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Name of the indicator, or of what is computed from it.
    pub name: String,
    /// Unit of the values as published.
    pub unit: String,
    /// One scaling for all labels.
    pub scaling: Scaling,
    /// Digits behind the point of scaled labels.
    pub decimals: u8,
    /// Which way is good.
    pub direction: Direction,
    /// First period of a computed growth; `None` for published values.
    pub growth_from: Option<Period>,
}

impl Measure {
    /// The unit that labels are in: 万人.
    pub fn label_unit(&self) -> String {
        format!("{}{}", self.scaling.word, self.unit)
    }

    /// A value as a label, in [`Measure::label_unit`].
    pub fn label(&self, value: Decimal) -> String {
        let text = self.scaling.number(value, self.decimals);
        if self.growth_from.is_some() && value.mantissa > 0 { format!("+{text}") } else { text }
    }

    /// A value whole and exact, with its unit.
    pub fn exact(&self, value: Decimal) -> String {
        match self.growth_from {
            Some(_) => format::signed(value, &self.unit),
            None => format::quantity(value, &self.unit),
        }
    }
}

/// One observation as a view shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Position of the area in the data set.
    pub area: usize,
    /// Position of the indicator in the data set.
    pub indicator: usize,
    /// Position of the line it belongs to; 0 for bars and regions.
    pub series: usize,
    /// When.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Position of the observation in the data set; `None` when there is none.
    pub observation: Option<usize>,
    /// Position of the observation that growth is computed from.
    pub base: Option<usize>,
    /// Rank among the rows, 1 for the best (the largest, where no direction is good).
    pub rank: Option<u32>,
    /// Growth against an earlier period in per cent, computed, where that is valid.
    pub change: Option<(Period, Decimal)>,
}

/// What a view draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the numbers are.
    pub measure: Measure,
    /// Names of the lines.
    pub series: Vec<String>,
    /// All periods of the rows, ascending, each once.
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The known values in scaled units.
    pub fn values(&self) -> Vec<f64> {
        self.rows.iter().filter_map(|row| self.scaled(row)).collect()
    }

    /// The value of a row in scaled units.
    pub fn scaled(&self, row: &Row) -> Option<f64> {
        row.value.known().map(|v| self.measure.scaling.apply(v))
    }
}

/// Answers what `panel` asks. Faults are told at `place`; `None` when there is nothing to draw.
pub fn run(panel: &Panel, set: &Dataset, place: &str, faults: &mut Diagnostics) -> Option<Table> {
    let indicators = indicators(panel, set, place, faults);
    let first = *indicators.first()?;
    let areas = areas(panel, set, &indicators, place, faults);
    if areas.is_empty() {
        let hint = "请检查 areas 的写法，以及数据里地区的 kind 与 parent";
        faults.error(place, "数据里没有这张图要的地区".into(), hint.into());
        return None;
    }
    let mut table = Table { measure: measure(panel, set, first), ..Table::default() };
    if panel.kind == Kind::Line {
        lines(&mut table, set, &indicators, &areas);
    } else {
        snapshot(&mut table, panel, set, first, &areas, place, faults)?;
    }
    if table.values().is_empty() {
        faults.error(place, format!("“{}”在所选时期没有数据", table.measure.name), String::new());
        return None;
    }
    finish(&mut table, set, first);
    Some(table)
}

fn measure(panel: &Panel, set: &Dataset, first: usize) -> Measure {
    let indicator = &set.indicators[first];
    let growth = panel.growth_from.filter(|_| panel.kind != Kind::Line);
    Measure {
        name: if growth.is_some() { format!("{}增长", indicator.name) } else { indicator.name.clone() },
        unit: if growth.is_some() { "%".into() } else { indicator.unit.clone() },
        direction: indicator.direction,
        growth_from: growth,
        ..Measure::default()
    }
}

/// The indicators asked for that exist and share the first one's unit.
fn indicators(panel: &Panel, set: &Dataset, place: &str, faults: &mut Diagnostics) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut unknown = Diagnostics::default();
    for name in &panel.indicators {
        let Some(position) = set.indicator(name) else {
            let known = set.indicators.iter().flat_map(|i| [i.id.as_str(), i.name.as_str()]);
            let message = format!("数据里没有指标“{name}”");
            unknown.error(&format!("{place}/indicator"), message, suggestion(name, known));
            continue;
        };
        match found.first() {
            Some(first) if set.indicators[*first].unit != set.indicators[position].unit => {
                let message = format!("“{name}”的单位与第一个指标不同，不能画在同一轴上，已略去");
                faults.warning(place, message, "请为它另设一个视图".into());
            }
            _ => found.push(position),
        }
    }
    if panel.indicators.is_empty() && !set.indicators.is_empty() {
        found.push(0);
    }
    // One that is unknown costs a line; only when none is left does it cost the view.
    if !found.is_empty() {
        unknown.soften();
    } else if panel.indicators.is_empty() {
        faults.error("data#/indicators", "数据文件没有指标".into(), String::new());
    }
    faults.append(unknown);
    found
}

fn areas(
    panel: &Panel,
    set: &Dataset,
    indicators: &[usize],
    place: &str,
    faults: &mut Diagnostics,
) -> Vec<usize> {
    let all = 0..set.areas.len();
    let Areas::Listed(names) = &panel.areas else {
        let districts = panel.areas == Areas::Districts;
        let measured = |area: usize| {
            let mut observations = set.observations.iter();
            observations.any(|o| o.area == area && indicators.contains(&o.indicator))
        };
        return match districts {
            true => all.filter(|i| set.areas[*i].is_district()).collect(),
            false => all.filter(|i| set.areas[*i].parent.is_empty() && measured(*i)).collect(),
        };
    };
    let mut found = Vec::new();
    for name in names {
        match set.area(name) {
            Some(position) if !found.contains(&position) => found.push(position),
            Some(_) => {}
            None => {
                let known = set.areas.iter().flat_map(|a| [a.code.as_str(), a.name.as_str()]);
                let at = format!("{place}/areas");
                faults.warning(&at, format!("数据里没有地区“{name}”，已略去"), suggestion(name, known));
            }
        }
    }
    found
}

fn find(set: &Dataset, indicator: usize, area: usize, period: Period) -> Option<usize> {
    let asked = |o: &Observation| o.indicator == indicator && o.area == area && o.period == period;
    set.observations.iter().position(asked)
}

/// One row an area at one period.
fn snapshot(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    indicator: usize,
    areas: &[usize],
    place: &str,
    faults: &mut Diagnostics,
) -> Option<()> {
    let about = set.observations.iter().filter(|o| o.indicator == indicator && areas.contains(&o.area));
    let periods = ascending(about.map(|o| o.period));
    let period = panel.period.or(periods.last().copied());
    let Some(period) = period.filter(|p| periods.contains(p)) else {
        let known: Vec<String> = periods.iter().map(|p| p.label()).collect();
        let hint =
            if known.is_empty() { String::new() } else { format!("数据里有：{}", known.join("、")) };
        let message = format!("“{}”在所选时期没有数据", table.measure.name);
        faults.error(&format!("{place}/period"), message, hint);
        return None;
    };
    let earlier = match table.measure.growth_from {
        Some(from) => Some(from),
        None => periods.iter().rev().find(|p| **p < period).copied(),
    };
    let unit = &set.indicators[indicator].unit;
    let comparable = !unit.is_empty() && !format::is_relative(unit);
    for &area in areas {
        let observation = find(set, indicator, area, period);
        let value = match observation {
            Some(o) => set.observations[o].value.clone(),
            None => Value::Missing(String::new()),
        };
        let base = earlier.and_then(|p| find(set, indicator, area, p));
        let before = base.map(|b| &set.observations[b]);
        let change = before.and_then(|b| Some((b.period, percent(b.value.known()?, value.known()?)?)));
        let (value, change) = match table.measure.growth_from {
            Some(_) => match change {
                Some((_, growth)) => (Value::Known(growth), None),
                None => (Value::Missing("两个时期不都有数据，无法计算".into()), None),
            },
            None => (value, change.filter(|_| comparable)),
        };
        table.rows.push(Row {
            area,
            indicator,
            series: 0,
            period,
            value,
            observation,
            base,
            rank: None,
            change,
        });
    }
    rank(table);
    if let Kind::Bar { order, .. } = panel.kind {
        sort(table, order);
    }
    Some(())
}

fn percent(from: Decimal, to: Decimal) -> Option<Decimal> {
    Decimal::round(stats::growth(from.to_f64(), to.to_f64())?, 1)
}

fn rank(table: &mut Table) {
    let known: Vec<f64> = table.values();
    if known.len() < 2 {
        return;
    }
    let ranks = stats::ranks(&known, table.measure.direction == Direction::Lower);
    let mut next = ranks.into_iter();
    for row in &mut table.rows {
        if row.value.known().is_some() {
            row.rank = next.next();
        }
    }
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
fn lines(table: &mut Table, set: &Dataset, indicators: &[usize], areas: &[usize]) {
    for &indicator in indicators {
        for &area in areas {
            let about = |o: &Observation| o.indicator == indicator && o.area == area;
            let mut rows: Vec<Row> = Vec::new();
            for (i, o) in set.observations.iter().enumerate().filter(|(_, o)| about(o)) {
                // The first of two values for one period counts; observations mostly come in order already.
                if let Err(at) = rows.binary_search_by_key(&o.period, |row| row.period) {
                    rows.insert(at, line_row(i, o, table.series.len()));
                }
            }
            if rows.is_empty() {
                continue;
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
        rank: None,
        change: None,
    }
}

/// What depends on all rows: the scaling, its digits, the periods.
fn finish(table: &mut Table, set: &Dataset, indicator: usize) {
    let largest = table.values().iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    let measure = &mut table.measure;
    measure.scaling = Scaling::fit(&measure.unit, largest);
    let published = if measure.growth_from.is_some() { 1 } else { set.indicators[indicator].decimals };
    let scaled = largest / crate::decimal::power_of_ten(measure.scaling.power);
    measure.decimals = format::label_decimals(scaled, published, measure.scaling.power);
    table.periods = ascending(table.rows.iter().map(|row| row.period));
}

/// Each period once, the earliest first.
fn ascending(all: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut periods = Vec::new();
    for period in all {
        if let Err(at) = periods.binary_search(&period) {
            periods.insert(at, period);
        }
    }
    periods
}
