//! Comparisons between figures, made only where they mean something.

use super::{Row, Table};
use crate::dataset::{Dataset, Direction, Indicator, Period};
use crate::decimal::Decimal;
use crate::format;
use crate::stats;

/// Growth between two observations in per cent, where both have a number and their periods are of one kind.
pub(super) fn growth(set: &Dataset, from: Option<usize>, to: Option<usize>) -> Option<Decimal> {
    let (from, to) = (&set.observations[from?], &set.observations[to?]);
    let (start, end) = (from.value.known()?, to.value.known()?);
    let comparable = from.period.is_like(to.period) && from.period < to.period;
    if comparable { stats::growth(start, end) } else { None }
}

/// Whether growth in per cent can be computed from the levels: not for rates, ranks and scores, and not for 生产总值 and
/// 增加值, whose growth is published at comparable prices.
pub(super) fn has_growth(indicator: &Indicator) -> bool {
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
