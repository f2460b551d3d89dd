//! Comparisons between figures, made only where they mean something.

use super::{Row, Table};
use crate::dataset::period::Form;
use crate::dataset::{Dataset, Direction, Indicator, Nature, Period, Status};
use crate::decimal::Decimal;
use crate::format;
use crate::stats;

/// A computed change against an earlier figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// 同比, 环比, 比上年, 比上年末 or 较2010年.
    pub label: String,
    /// Position of the earlier observation.
    pub from: usize,
    /// How much.
    pub value: Decimal,
    /// % or 个百分点.
    pub unit: &'static str,
}

/// Growth between two observations in per cent, where both have a number and their periods are of one kind.
pub(super) fn growth(set: &Dataset, from: Option<usize>, to: Option<usize>) -> Option<Decimal> {
    let (from, to) = (from?, to?);
    let (start, end) = (exact(set, from)?, exact(set, to)?);
    let (from, to) = (set.observations.period(from), set.observations.period(to));
    let comparable = from.is_like(to) && from < to;
    if comparable { stats::growth(start, end) } else { None }
}

/// The number of an observation, unless it is only known to lie above or below it.
fn exact(set: &Dataset, position: usize) -> Option<Decimal> {
    set.observations.number(position).filter(|_| !is_bound(set.observations.status(position)))
}

pub(super) fn is_bound(status: Status) -> bool {
    matches!(status, Status::Over | Status::Under)
}

/// Whether growth in per cent can be computed from the levels: not for rates, ranks and scores, and not for 生产总值 and
/// 增加值, whose growth is published at comparable prices.
pub(super) fn has_growth(indicator: &Indicator) -> bool {
    let is_amount = match indicator.nature {
        Nature::Level | Nature::Count => !matches!(indicator.unit.as_str(), "%" | "‰"),
        Nature::Unstated => !indicator.unit.is_empty() && !format::is_relative(&indicator.unit),
        Nature::Growth | Nature::Share | Nature::Index | Nature::Rank => false,
    };
    let nominal = ["生产总值", "增加值"].iter().any(|word| {
        let (name, word) = (indicator.name.as_bytes(), word.as_bytes());
        name.windows(word.len()).any(|part| part == word)
    });
    is_amount && !nominal
}

/// The unit in which two rates differ; `None` for what is no rate.
fn points(indicator: &Indicator) -> Option<&'static str> {
    let is_rate = matches!(indicator.nature, Nature::Unstated | Nature::Growth | Nature::Share);
    match indicator.unit.as_str() {
        "%" if is_rate => Some("个百分点"),
        "‰" if is_rate => Some("个千分点"),
        _ => None,
    }
}

/// How a row's figure compares with the same period a year before and with the period right before; where the data has
/// neither, with the latest earlier one of its kind.
pub fn changes(row: &Row, table: &Table, set: &Dataset) -> Vec<Change> {
    let Some(to) = row.observation.filter(|_| table.measure.growth_from.is_none()) else { return Vec::new() };
    let at = |period: Option<Period>| set.at(row.indicator, row.area, period?);
    let (year_ago, last) = (row.period.year_before(), row.period.predecessor());
    let year_label = match row.period.form() {
        Form::Year => "比上年",
        Form::AsOf if year_ago == last => "比上年末",
        _ => "同比",
    };
    let year = at(year_ago).and_then(|from| change(set, year_label.into(), from, to));
    // Running totals grow with every month: only the same months of another year compare. A year's predecessor is above.
    let has_other = row.period.form() != Form::Cumulative && year_ago != last;
    let before = at(last.filter(|_| has_other)).and_then(|from| change(set, "环比".into(), from, to));
    if year.is_some() || before.is_some() {
        return [year, before].into_iter().flatten().collect();
    }
    let series = set.series(row.indicator, row.area);
    let period = |o: u32| set.observations.period(o as usize);
    // Looked for from here backwards, not from the end: a series may have a million periods.
    let earlier = series.partition_point(|o| period(*o) < row.period);
    let is_like = |o: &&u32| period(**o).is_like(row.period);
    let Some(&from) = series[..earlier].iter().rev().find(is_like) else { return Vec::new() };
    // Two stocks: the day of the earlier one, not all that lies before it.
    let name = period(from).label();
    let label = format!("较{}", name.strip_prefix("截至").unwrap_or(&name));
    change(set, label, from as usize, to).into_iter().collect()
}

/// The change from one row to another: as [`changes`] has it where both are of one indicator and it means something,
/// otherwise the difference in the unit of the rows. `None` where one has no exact figure.
pub fn step(from: &Row, to: &Row, table: &Table, set: &Dataset) -> Option<(Decimal, String)> {
    let has_bound = is_bound(from.status(set)) || is_bound(to.status(set));
    let (start, end) = (from.value.known()?, to.value.known()?);
    let published = from.observation.zip(to.observation).filter(|_| from.indicator == to.indicator);
    if let Some(change) = published.and_then(|(from, to)| change(set, String::new(), from, to)) {
        return Some((change.value, change.unit.into()));
    }
    let unit = &table.measure_of(to).unit;
    // Of two percentages the difference is in points.
    let unit = if unit == "%" { "个百分点" } else { unit };
    end.minus(start).filter(|_| !has_bound).map(|value| (value, unit.into()))
}

/// The change from one observation to another: in per cent of an amount, in points of a rate.
fn change(set: &Dataset, label: String, from: usize, to: usize) -> Option<Change> {
    let indicator = &set.indicators[set.observations.indicator(to)];
    let (start, end) = (exact(set, from)?, exact(set, to)?);
    let (value, unit) = match points(indicator) {
        Some(unit) => (end.minus(start)?, unit),
        None if has_growth(indicator) => (stats::growth(start, end)?, "%"),
        None => return None,
    };
    Some(Change { label, from, value, unit })
}

/// Rank of a row among its peers, and how many they are: 1 for the largest, or for the smallest where less is better.
/// Equal values share a rank and the next one counts on (1, 2, 2, 4). Peers are of one indicator, one period and one
/// parent: a city is no peer of its districts. `None` also where one of them is only known to lie above or below a number.
pub fn rank(row: &Row, table: &Table, set: &Dataset) -> Option<(usize, usize)> {
    let value = row.value.known()?;
    let parent = |r: &Row| set.areas[r.area].parent.as_str();
    let is_peer =
        |r: &&Row| r.indicator == row.indicator && r.period == row.period && parent(r) == parent(row);
    let is_lower_better = set.indicators[row.indicator].direction == Direction::Lower;
    let (mut ahead, mut of) = (0, 0);
    for peer in table.rows.iter().filter(is_peer) {
        let Some(other) = peer.value.known() else { continue };
        if is_bound(peer.status(set)) {
            return None;
        }
        ahead += (if is_lower_better { other < value } else { other > value }) as usize;
        of += 1;
    }
    (of > 1).then_some((ahead + 1, of))
}
