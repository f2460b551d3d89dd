//! From a data set and what a view asks of it to a table: one row a mark, in the order it is read.

#[cfg(feature = "charts")]
mod axes;
#[cfg(feature = "charts")]
mod cells;
mod compare;
#[cfg(feature = "charts")]
mod entries;
#[cfg(feature = "charts")]
pub mod flows;
#[cfg(feature = "charts")]
pub mod full;
#[cfg(feature = "charts")]
mod lines;
#[cfg(feature = "charts")]
mod parts;
#[cfg(feature = "charts")]
mod progress;
mod rows;
#[cfg(feature = "charts")]
mod stacking;
#[cfg(feature = "charts")]
mod stages;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_total;
#[cfg(feature = "charts")]
mod total;
#[cfg(feature = "charts")]
mod visible;

#[cfg(feature = "charts")]
pub use axes::{Place, places};
#[cfg(feature = "charts")]
pub use lines::is_meant;
#[cfg(feature = "charts")]
pub use progress::{progress, target};
#[cfg(feature = "charts")]
pub use stacking::stacking;
#[cfg(feature = "charts")]
pub use stages::rate;
#[cfg(feature = "charts")]
pub use total::base;
#[cfg(feature = "charts")]
pub use visible::{Facet, LONG, Shown, Zoom};

/// What the visitor has made of a view: in this build nothing.
#[cfg(not(feature = "charts"))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown;

pub use compare::{Change, changes, rank, step};

use crate::config::{Areas, By, Chart, Kind, Panel, Rows};
use crate::dataset::{Dataset, Direction, Period, Status, Value};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::format::{self, Scaling};
use crate::nearest::{joined, suggestion};
use crate::order;
use crate::unit::{self, Refusal};

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
    /// Its place in the whole table: the same in every part of it.
    pub key: u32,
    /// Position of the area in the data set.
    pub area: usize,
    /// Position of the indicator in the data set.
    pub indicator: usize,
    /// Position of the line it belongs to; 0 for bars and regions.
    pub series: usize,
    /// Position in the items of the table.
    pub item: usize,
    /// Position of the indicator among those that the view shows.
    pub column: usize,
    /// When.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Position of the observation in the data set; `None` when there is none.
    pub observation: Option<usize>,
    /// Position of the observation that growth is computed from, in a table of growth.
    pub base: Option<usize>,
    /// Position of the entry of a ledger that it stands for; such a row has neither indicator nor observation, and an area
    /// only where the entry has.
    pub entry: Option<usize>,
}

impl Row {
    /// A row of the first item, series and column.
    fn new(area: usize, indicator: usize, period: Period, value: Value) -> Row {
        let (observation, base) = (None, None);
        let entry = None;
        Row {
            key: 0,
            area,
            indicator,
            series: 0,
            item: 0,
            column: 0,
            period,
            value,
            observation,
            base,
            entry,
        }
    }

    /// How far its number is to be taken as it stands; a computed growth has no status.
    pub fn status(&self, set: &Dataset) -> Status {
        let published = self.observation.filter(|_| self.base.is_none());
        published.map_or(Status::Final, |o| set.observations.status(o))
    }
}

/// What a view draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the numbers are.
    pub measure: Measure,
    /// The same for each indicator, by [`Row::column`], where they have units of their own; otherwise empty.
    pub measures: Vec<Measure>,
    /// Names of the items: the categories of an axis, the sectors, the tiles.
    pub items: Vec<String>,
    /// What the items are.
    pub item: By,
    /// Names of the lines.
    pub series: Vec<String>,
    /// All periods of the rows, ascending, each once.
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether all rows are about the same area.
    pub one_area: bool,
    /// Whether all rows of an item are one mark and are read together.
    pub joint: bool,
}

impl Table {
    /// The known values in scaled units.
    pub fn values(&self) -> Vec<f64> {
        self.rows.iter().filter_map(|row| self.scaled(row)).collect()
    }

    /// The value of a row in scaled units.
    pub fn scaled(&self, row: &Row) -> Option<f64> {
        row.value.known().map(|v| self.measure_of(row).scaling.apply(v))
    }

    /// What the number of a row is.
    pub fn measure_of(&self, row: &Row) -> &Measure {
        let own = if cfg!(feature = "charts") { self.measures.get(row.column) } else { None };
        own.unwrap_or(&self.measure)
    }

    /// The rows that are read with `row`: one for each series, itself among them.
    pub fn members(&self, row: &Row) -> Vec<&Row> {
        // Rows stand in the order of their items.
        let first = self.rows.partition_point(|other| other.item < row.item);
        let of_item = || self.rows[first..].iter().take_while(|other| other.item == row.item);
        let member = |series: usize| {
            let mut all = of_item().filter(|other| other.series == series && other.area == row.area);
            let same = all.clone().find(|other| other.period == row.period);
            same.or(all.next())
        };
        (0..self.series.len().max(1)).filter_map(member).collect()
    }

    /// The row of an item in a series, with its position; the first one of small multiples.
    pub fn cell(&self, item: usize, series: usize) -> Option<(usize, &Row)> {
        self.rows.iter().enumerate().find(|(_, row)| row.item == item && row.series == series)
    }
}

/// Told where a view has nothing to show, in both languages.
const NO_DATA: (&str, &str) = ("“{}”在所选时期没有数据", "“{}” has no data for the period chosen");

/// Answers what `panel` asks. Faults are told at its place; `None` when there is nothing to draw.
pub fn run(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Option<Table> {
    #[cfg(feature = "charts")]
    if panel.kind.demand().rows == Rows::Entries {
        return entries::entries(panel, set, faults);
    }
    let named = indicators(panel, set, faults);
    #[cfg(feature = "charts")]
    let mut indicators = parts::with_slices(named.clone(), panel, set, faults);
    #[cfg(not(feature = "charts"))]
    let indicators = named.clone();
    let first = *indicators.first()?;
    #[cfg_attr(not(feature = "charts"), expect(unused_mut))]
    let mut areas = areas(panel, set, &indicators, faults);
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
    let mut table = Table { measure: measure(panel, set, named, faults), ..Table::default() };
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
        _ => rows::snapshot(&mut table, panel, set, first, &areas, faults)?,
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
        Kind::Line => lines::unscale(&mut table, panel),
        _ => {}
    }
    #[cfg(feature = "charts")]
    tell(panel, &table, set, faults)?;
    Some(table)
}

/// More indicators than these are not named one by one.
const MOST_NAMES: usize = 6;

/// Whether a view has something to show without any figure: a tree has its weights.
fn shows_weights(panel: &Panel, table: &Table, set: &Dataset) -> bool {
    let has_weight = |row: &Row| set.indicators[row.indicator].weight().is_some();
    cfg!(feature = "charts") && panel.kind == Kind::Chart(Chart::Tree) && table.rows.iter().any(has_weight)
}

/// What a kind cannot draw of its table as the view asks; `None` where nothing is left.
#[cfg(feature = "charts")]
fn tell(panel: &Panel, table: &Table, set: &Dataset, faults: &mut Diagnostics) -> Option<()> {
    match panel.kind {
        Kind::Line => lines::tell(table, panel, set, faults),
        Kind::Chart(Chart::Bars) => stacking::tell(panel, table, set, faults),
        Kind::Chart(Chart::Combo) => axes::tell(panel, set, faults),
        Kind::Chart(Chart::Funnel) => stages::tell(panel, table, faults),
        Kind::Chart(Chart::Progress) => progress::tell(panel, table, set, faults),
        _ => return flows::tell(table, panel, set, faults),
    }
    Some(())
}

fn measure(panel: &Panel, set: &Dataset, indicators: &[usize], faults: &mut Diagnostics) -> Measure {
    let indicator = &set.indicators[indicators[0]];
    let is_snapshot = panel.kind.demand().rows == Rows::Snapshot;
    let growth = panel.growth_from.filter(|_| is_snapshot);
    let names = indicators.iter().map(|i| set.indicators[*i].name.as_str());
    let name = match growth {
        Some(_) => format!("{}增长", indicator.name),
        None if cfg!(feature = "charts") && indicators.len() > MOST_NAMES => {
            format!("{}等 {} 项", joined(names.take(2), "、"), indicators.len())
        }
        None if !is_snapshot => joined(names, "、"),
        None => indicator.name.clone(),
    };
    Measure {
        name,
        unit: if growth.is_some() { "%".into() } else { unit(panel, &indicator.unit, faults) },
        direction: indicator.direction,
        growth_from: growth,
        ..Measure::default()
    }
}

/// The unit that values are shown in: the one asked for, where the published one converts to it.
fn unit(panel: &Panel, published: &str, faults: &mut Diagnostics) -> String {
    let Some(wanted) = &panel.unit else { return published.into() };
    let sentence = match unit::shift(published, wanted) {
        Ok(_) => return wanted.clone(),
        Err(Refusal::Points) => say!(
            "百分点是两个比率之差，“{}”不能换算成“{}”",
            "percentage points are a difference of rates: “{}” does not convert to “{}”",
            published,
            wanted
        ),
        Err(Refusal::Unlike) => say!(
            "“{}”不能精确换算成“{}”，按公布的单位显示",
            "“{}” does not convert to “{}” exactly; shown as published",
            published,
            wanted
        ),
    };
    faults.warning(&format!("{}/unit", panel.place), sentence, String::new());
    published.into()
}

/// The indicators asked for that exist and convert to the first one's unit.
fn indicators(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut unknown = Diagnostics::default();
    for name in &panel.indicators {
        let Some(position) = set.indicator(name) else {
            let known = set.indicators.iter().flat_map(|i| [i.id.as_str(), i.name.as_str()]);
            let sentence = say!("数据里没有指标“{}”", "the data has no indicator “{}”", name);
            unknown.error(&format!("{}/indicator", panel.place), sentence, suggestion(name, known));
            continue;
        };
        match found.first() {
            Some(first)
                if !panel.kind.demand().mixed
                    && !has_axis(panel, set, position, &found)
                    && unit::shift(&set.indicators[position].unit, &set.indicators[*first].unit).is_err() =>
            {
                let sentence = say!(
                    "“{}”的单位不能换算成第一个指标的单位，不能画在同一轴上，已略去",
                    "the unit of “{}” does not convert to the first indicator's, it has no place on the axis; left out",
                    name
                );
                faults.warning(&panel.place, sentence, "请为它另设一个视图".into());
            }
            _ => found.push(position),
        }
    }
    if panel.indicators.is_empty() && !set.indicators.is_empty() {
        found.push(0);
        #[cfg(feature = "charts")]
        flows::choose(panel, set, &mut found, faults);
    }
    // One that is unknown costs a line; only when none is left does it cost the view.
    if !found.is_empty() {
        unknown.soften();
    } else if panel.indicators.is_empty() {
        let sentence = say!("数据文件没有指标", "the data has no indicator");
        faults.error("data#/indicators", sentence, String::new());
    }
    faults.append(unknown);
    found
}

/// Whether a view with an axis on the right has it for the unit of this indicator, or may still give it one.
fn has_axis(panel: &Panel, set: &Dataset, position: usize, found: &[usize]) -> bool {
    #[cfg(feature = "charts")]
    if panel.options.dual {
        let unit = |i: usize| set.indicators[i].unit.as_str();
        let right = found.iter().find(|i| !lines::converts(unit(**i), unit(found[0])));
        return right.is_none_or(|right| lines::converts(unit(position), unit(*right)));
    }
    let _ = (panel, set, position, found);
    false
}

fn areas(panel: &Panel, set: &Dataset, indicators: &[usize], faults: &mut Diagnostics) -> Vec<usize> {
    let all = 0..set.areas.len();
    let Areas::Listed(names) = &panel.areas else {
        let measured = |area: usize| indicators.iter().any(|i| !set.series(*i, area).is_empty());
        let is_of_districts = match panel.areas {
            Areas::Measured if cfg!(feature = "charts") => {
                all.clone().any(|i| set.areas[i].is_district() && measured(i))
            }
            _ => panel.areas == Areas::Districts,
        };
        return match is_of_districts {
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
                let sentence =
                    say!("数据里没有地区“{}”，已略去", "the data has no area “{}”; left out", name);
                faults.warning(&at, sentence, suggestion(name, known));
            }
        }
    }
    found
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
