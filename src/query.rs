//! From a data set and what a view asks of it to a table: one row a mark, in the order it is read.

use crate::config::{Areas, Kind, Order, Panel};
use crate::dataset::{Dataset, Direction, Indicator, Observation, Period, Value};
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
    /// Position of the observation of the period before, or of the one that growth is computed from.
    pub base: Option<usize>,
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
    /// Whether all rows are about the same area.
    pub one_area: bool,
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

/// Answers what `panel` asks. Faults are told at its place; `None` when there is nothing to draw.
pub fn run(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Option<Table> {
    let indicators = indicators(panel, set, faults);
    let first = *indicators.first()?;
    let areas = areas(panel, set, &indicators, faults);
    if areas.is_empty() {
        let hint = "请检查 areas 的写法，以及数据里地区的 kind 与 parent";
        faults.error(&panel.place, "数据里没有这张图要的地区".into(), hint.into());
        return None;
    }
    let mut table = Table { measure: measure(panel, set, &indicators), ..Table::default() };
    if panel.kind == Kind::Line {
        lines(&mut table, panel, set, &indicators, &areas, faults);
    } else {
        snapshot(&mut table, panel, set, first, &areas, faults)?;
    }
    if table.values().is_empty() {
        faults.error(&panel.place, format!("“{}”在所选时期没有数据", table.measure.name), String::new());
        return None;
    }
    finish(&mut table, set, first);
    Some(table)
}

fn measure(panel: &Panel, set: &Dataset, indicators: &[usize]) -> Measure {
    let indicator = &set.indicators[indicators[0]];
    let growth = panel.growth_from.filter(|_| panel.kind != Kind::Line);
    let names: Vec<String> = indicators.iter().map(|i| set.indicators[*i].name.clone()).collect();
    let name = match growth {
        Some(_) => format!("{}增长", indicator.name),
        None if panel.kind == Kind::Line => names.join("、"),
        None => indicator.name.clone(),
    };
    Measure {
        name,
        unit: if growth.is_some() { "%".into() } else { indicator.unit.clone() },
        direction: indicator.direction,
        growth_from: growth,
        ..Measure::default()
    }
}

/// The indicators asked for that exist and share the first one's unit.
fn indicators(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut unknown = Diagnostics::default();
    for name in &panel.indicators {
        let Some(position) = set.indicator(name) else {
            let known = set.indicators.iter().flat_map(|i| [i.id.as_str(), i.name.as_str()]);
            let message = format!("数据里没有指标“{name}”");
            unknown.error(&format!("{}/indicator", panel.place), message, suggestion(name, known));
            continue;
        };
        match found.first() {
            Some(first) if set.indicators[*first].unit != set.indicators[position].unit => {
                let message = format!("“{name}”的单位与第一个指标不同，不能画在同一轴上，已略去");
                faults.warning(&panel.place, message, "请为它另设一个视图".into());
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

fn areas(panel: &Panel, set: &Dataset, indicators: &[usize], faults: &mut Diagnostics) -> Vec<usize> {
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
                let at = format!("{}/areas", panel.place);
                faults.warning(&at, format!("数据里没有地区“{name}”，已略去"), suggestion(name, known));
            }
        }
    }
    found
}

/// The observations asked for, in the order of the data: more than one only when the data repeats itself.
fn find(set: &Dataset, indicator: usize, area: usize, period: Period) -> Vec<usize> {
    let asked = |o: &Observation| o.indicator == indicator && o.area == area && o.period == period;
    (0..set.observations.len()).filter(|i| asked(&set.observations[*i])).collect()
}

/// One row an area at one period.
fn snapshot(
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

/// Growth between two observations in per cent, where both have a number and their periods are of one kind.
fn growth(set: &Dataset, from: Option<usize>, to: Option<usize>) -> Option<Decimal> {
    let (from, to) = (&set.observations[from?], &set.observations[to?]);
    let (start, end) = (from.value.known()?, to.value.known()?);
    let comparable = from.period.is_like(to.period) && from.period < to.period;
    if comparable { stats::growth(start, end) } else { None }
}

/// Whether growth in per cent can be computed from the levels: not for rates, ranks and scores, and not for 生产总值 and
/// 增加值, whose growth is published at comparable prices.
fn has_growth(indicator: &Indicator) -> bool {
    let relative = indicator.unit.is_empty() || format::is_relative(&indicator.unit);
    let nominal = ["生产总值", "增加值"].iter().any(|word| {
        let (name, word) = (indicator.name.as_bytes(), word.as_bytes());
        name.windows(word.len()).any(|part| part == word)
    });
    !relative && !nominal
}

/// Growth of a row against the period before, in per cent and computed, where that means something.
pub fn change(row: &Row, table: &Table, set: &Dataset) -> Option<(Period, Decimal)> {
    if table.measure.growth_from.is_some() || !has_growth(&set.indicators[row.indicator]) {
        return None;
    }
    let growth = growth(set, row.base, row.observation)?;
    Some((set.observations[row.base?].period, growth))
}

/// Rank of a row among its peers, and how many they are: 1 for the largest, or for the smallest where less is better.
/// Equal values share a rank and the next one counts on (1, 2, 2, 4). Peers are of one indicator, one period and one
/// parent: a city is no peer of its districts.
pub fn rank(row: &Row, table: &Table, set: &Dataset) -> Option<(usize, usize)> {
    let value = row.value.known()?;
    let parent = |r: &Row| set.areas[r.area].parent.as_str();
    let is_peer =
        |r: &&Row| r.indicator == row.indicator && r.period == row.period && parent(r) == parent(row);
    let peers = table.rows.iter().filter(is_peer);
    let (mut ahead, mut of) = (0, 0);
    for other in peers.filter_map(|r| r.value.known()) {
        let better = if table.measure.direction == Direction::Lower { other < value } else { other > value };
        ahead += better as usize;
        of += 1;
    }
    (of > 1).then_some((ahead + 1, of))
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
fn lines(
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

/// What depends on all rows: the scaling, its digits, the periods.
fn finish(table: &mut Table, set: &Dataset, indicator: usize) {
    let largest = table.values().iter().fold(0.0, |m: f64, v| m.max(v.abs()));
    let measure = &mut table.measure;
    measure.scaling = Scaling::fit(&measure.unit, largest);
    // What was written decides, should the indicator say less: a digit that was published is never rounded away.
    let written = table.rows.iter().filter_map(|row| row.value.known()).map(|v| v.scale);
    let stated = if measure.growth_from.is_some() { 1 } else { set.indicators[indicator].decimals };
    let published = written.fold(stated, u8::max);
    let scaled = largest / crate::decimal::power_of_ten(measure.scaling.power);
    measure.decimals = format::label_decimals(scaled, published, measure.scaling.power);
    table.periods = distinct(&table.rows.iter().map(|row| row.period).collect::<Vec<_>>());
    table.one_area = table.rows.iter().all(|row| row.area == table.rows[0].area);
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

/// Each period once, the earliest first.
fn distinct(periods: &[Period]) -> Vec<Period> {
    let keys: Vec<f64> = periods.iter().map(|p| p.ordinal()).collect();
    let mut ordered: Vec<Period> = stats::order(&keys).into_iter().map(|i| periods[i]).collect();
    ordered.dedup();
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config, dataset};

    const DATA: &str = r#"{"qdviz":"indicators/1",
      "areas":[{"code":"0","name":"市"},{"code":"1","name":"甲区","parent":"0","kind":"区"},
               {"code":"2","name":"乙区","parent":"0","kind":"区"},{"code":"3","name":"丙市","parent":"0","kind":"市"},
               {"code":"z","name":"丁功能区","parent":"0","kind":"功能区"}],
      "indicators":[{"id":"n","name":"户数","unit":"户"},{"id":"r","name":"增速","unit":"%","decimals":1,"direction":"lower"},
                    {"id":"g","name":"生产总值","unit":"亿元"}],
      "observations":[
        {"indicator":"n","area":"1","period":"2019","value":100},{"indicator":"n","area":"1","period":"2020","value":150},
        {"indicator":"n","area":"2","period":"2019","value":0},{"indicator":"n","area":"2","period":"2020","value":150},
        {"indicator":"n","area":"3","period":"2020","value":40},{"indicator":"n","area":"0","period":"2020","value":340},
        {"indicator":"n","area":"0","period":"2019-H1","value":170},
        {"indicator":"r","area":"1","period":"2020","value":1.5},{"indicator":"r","area":"2","period":"2020","value":-2.0},
        {"indicator":"g","area":"1","period":"2019","value":10},{"indicator":"g","area":"1","period":"2020","value":12}]}"#;

    fn ask(view: &str) -> (Dataset, Option<Table>, Vec<String>) {
        let mut faults = Diagnostics::default();
        let set = dataset::read(DATA.as_bytes(), &mut faults).unwrap();
        let document = config::read(view.as_bytes(), &mut faults).unwrap();
        let spec = config::Spec::resolve(document, &mut faults).unwrap();
        let mut told = Diagnostics::default();
        let table = run(&spec.panels[0], &set, &mut told);
        let told = told.into_items().into_iter().map(|d| format!("{} {} {}", d.path, d.message, d.hint));
        (set, table, told.collect())
    }

    fn names(set: &Dataset, table: &Table) -> Vec<String> {
        table.rows.iter().map(|r| set.areas[r.area].name.clone()).collect()
    }

    #[test]
    fn districts_are_sorted_ranked_and_compared() {
        let (set, table, told) = ask(r#"{"kind":"bar","indicator":"n"}"#);
        let table = table.unwrap();
        assert_eq!(told, [""; 0]);
        assert_eq!(names(&set, &table), ["甲区", "乙区", "丙市"]);
        let ranks: Vec<_> = table.rows.iter().map(|r| rank(r, &table, &set)).collect();
        assert_eq!(ranks, [Some((1, 3)), Some((1, 3)), Some((3, 3))]);
        let changes: Vec<_> = table.rows.iter().map(|r| change(r, &table, &set).map(|c| c.1)).collect();
        assert_eq!(changes, [Decimal::parse("50.0"), None, None]);
    }

    #[test]
    fn rates_and_output_are_never_compared_in_per_cent() {
        let (set, table, _) = ask(r#"{"kind":"bar","indicator":"r"}"#);
        let table = table.unwrap();
        assert_eq!(table.rows.iter().find_map(|r| change(r, &table, &set)), None);
        let best = table.rows.iter().find(|r| rank(r, &table, &set) == Some((1, 2))).unwrap();
        assert_eq!(set.areas[best.area].name, "乙区", "less is better");
        let (set, table, _) = ask(r#"{"kind":"line","indicator":"g","areas":["甲区"]}"#);
        let table = table.unwrap();
        assert_eq!(table.rows[1].base, Some(9));
        assert_eq!(change(&table.rows[1], &table, &set), None);
    }

    #[test]
    fn growth_is_computed_only_between_two_positive_numbers() {
        let (_, table, _) =
            ask(r#"{"kind":"bar","indicator":"n","compute":{"growth":"2019"},"sort":"none"}"#);
        let table = table.unwrap();
        assert_eq!((table.measure.unit.as_str(), table.measure.name.as_str()), ("%", "户数增长"));
        let values: Vec<_> = table.rows.iter().map(|r| r.value.known()).collect();
        assert_eq!(values, [Decimal::parse("50.0"), None, None]);
    }

    #[test]
    fn periods_of_another_kind_are_not_compared() {
        let (set, table, _) = ask(r#"{"kind":"line","indicator":"n","areas":"city"}"#);
        let table = table.unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(change(&table.rows[1], &table, &set), None);
    }

    #[test]
    fn what_does_not_exist_is_told_once_with_the_nearest_name() {
        let (_, table, told) = ask(r#"{"kind":"bar","indicator":"户敉"}"#);
        assert!(table.is_none());
        assert_eq!(told, ["view#/indicator 数据里没有指标“户敉” 是否想写“户数”？"]);
        let (_, table, told) = ask(r#"{"kind":"bar","indicator":"n","period":"2021"}"#);
        assert!(table.is_none());
        assert_eq!(told, ["view#/period “户数”在所选时期没有数据 数据里有：2019年、2020年"]);
        let (_, table, told) = ask(r#"{"kind":"bar","indicator":"n","areas":["甲区","乙"]}"#);
        assert_eq!(table.unwrap().rows.len(), 1);
        assert_eq!(told, ["view#/areas 数据里没有地区“乙”，已略去 是否想写“乙区”？"]);
    }

    #[test]
    fn lines_of_another_unit_are_left_out() {
        let (_, table, told) = ask(r#"{"kind":"line","indicators":["n","r"],"areas":["甲区"]}"#);
        assert_eq!(table.unwrap().series, ["户数"]);
        assert!(told[0].contains("单位与第一个指标不同"), "{told:?}");
    }

    #[test]
    fn contradictions_and_empty_lines_are_told() {
        let twice = DATA.replace(
            r#""observations":["#,
            r#""observations":[{"indicator":"n","area":"1","period":"2020","value":151},"#,
        );
        let mut faults = Diagnostics::default();
        let set = dataset::read(twice.as_bytes(), &mut faults).unwrap();
        for (view, expected) in [
            (
                r#"{"kind":"bar","indicator":"n"}"#,
                "data#/observations/2 甲区2020年的“户数”有两个不同的值，只用前一个",
            ),
            (
                r#"{"kind":"line","indicator":"n","areas":["甲区","丁功能区"]}"#,
                "view# 丁功能区没有“户数”的数据，未画出",
            ),
        ] {
            let document = config::read(view.as_bytes(), &mut faults).unwrap();
            let spec = config::Spec::resolve(document, &mut faults).unwrap();
            let mut told = Diagnostics::default();
            let table = run(&spec.panels[0], &set, &mut told).unwrap();
            let of_2020 = |r: &&Row| r.area == 1 && r.period == Period::parse("2020").unwrap();
            assert_eq!(table.rows.iter().find(of_2020).unwrap().value.known(), Some(Decimal::whole(151)));
            let told: Vec<String> =
                told.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message)).collect();
            assert!(told.iter().any(|t| t == expected), "{told:?}");
        }
    }

    #[test]
    fn a_city_is_no_peer_of_its_districts() {
        let (set, table, _) = ask(r#"{"kind":"bar","indicator":"n","areas":["0","1","3"]}"#);
        let table = table.unwrap();
        let ranks: Vec<_> = table.rows.iter().map(|r| rank(r, &table, &set)).collect();
        assert_eq!(ranks, [None, Some((1, 2)), Some((2, 2))]);
    }
}
