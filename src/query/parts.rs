//! Indicators and their slices: which of them a view takes in, and whether they make a whole.

use super::{Row, Table, full};
use crate::config::{By, Chart, Kind, Panel, Slices};
use crate::dataset::{Dataset, Nature, Value};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::joined;
use crate::order;
use crate::unit;

/// Levels below the indicator that a view names; deeper ones are not taken in, nor is what is a slice of itself.
const DEEPEST: usize = 6;
/// Axes of a radar.
const AXES: (usize, usize) = (3, 10);
/// Areas or periods that a radar lays over one another.
const OVERLAID: usize = 4;

/// The indicators of a view with the slices that its kind takes in, of which those in another unit are left out.
pub(super) fn with_slices(
    named: Vec<usize>,
    panel: &Panel,
    set: &Dataset,
    faults: &mut Diagnostics,
) -> Vec<usize> {
    let demand = panel.kind.demand();
    if demand.slices == Slices::None {
        return named;
    }
    let Some(first) = named.first().map(|first| set.indicators[*first].unit.as_str()) else { return named };
    let mut found = expanded(named, demand.slices, set);
    let fits = |i: &usize| demand.mixed || unit::shift(&set.indicators[*i].unit, first).is_ok();
    let others = found.iter().filter(|i| !fits(i)).map(|i| set.indicators[*i].name.as_str());
    let others = joined(others, "、");
    if !others.is_empty() {
        let sentence =
            say!("单位不同，不是同一整体的部分，已略去：{}", "left out for its other unit: {}", &others);
        faults.warning(&panel.place, sentence, String::new());
    }
    found.retain(fits);
    found
}

/// The indicators and the slices that a kind takes in: each before its own slices.
fn expanded(indicators: Vec<usize>, slices: Slices, set: &Dataset) -> Vec<usize> {
    let of = |position: u32| set.indicators[position as usize].of.as_str();
    let by_whole = order::positions(set.indicators.len(), &|a, b| of(a as u32).cmp(of(b as u32)));
    let slices_of = |indicator: usize| {
        let id = set.indicators[indicator].id.as_str();
        let start = by_whole.partition_point(|position| of(*position) < id);
        let end = by_whole.partition_point(|position| of(*position) <= id);
        by_whole[start..end].iter().map(|position| *position as usize)
    };
    match (slices, indicators.as_slice()) {
        (Slices::Parts, [whole]) if slices_of(*whole).len() > 0 => slices_of(*whole).collect(),
        (Slices::All, _) => {
            let mut taken = vec![false; set.indicators.len()];
            let mut found = Vec::new();
            let mut waiting: Vec<(usize, usize)> = indicators.into_iter().rev().map(|i| (i, 0)).collect();
            while let Some((indicator, depth)) = waiting.pop() {
                if !taken[indicator] {
                    taken[indicator] = true;
                    found.push(indicator);
                    let below = if depth < DEEPEST { slices_of(indicator).collect() } else { Vec::new() };
                    waiting.extend(below.into_iter().rev().map(|slice| (slice, depth + 1)));
                }
            }
            found
        }
        _ => indicators,
    }
}

/// What a kind cannot draw honestly: told, and left out or not drawn at all. Says whether something is left to draw.
pub(super) fn check(table: &mut Table, panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> bool {
    match panel.kind {
        Kind::Chart(Chart::Pie | Chart::Donut | Chart::Treemap | Chart::Sunburst) => {
            is_whole(table, panel, set, faults)
        }
        Kind::Chart(Chart::Ring | Chart::Gauge) => with_scale(table, panel, set, faults),
        Kind::Chart(Chart::Radar) => with_scale(table, panel, set, faults) && is_web(table, panel, faults),
        _ => true,
    }
}

/// Whether parts make a whole: amounts of one period, all known, none negative.
fn is_whole(table: &Table, panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> bool {
    let hint = "这种图只画同一时期、没有缺数、不为负的各部分；否则请改用 bar";
    let mut refuse = |rows: Vec<&str>, message: (&'static str, &'static str)| {
        let names = joined(rows.iter().copied().take(8), "、");
        if !rows.is_empty() {
            faults.error(&panel.place, say!(message.0, message.1, &names), hint.into());
        }
        rows.is_empty()
    };
    let names = |wanted: &dyn Fn(&Row) -> bool| -> Vec<&str> {
        table.rows.iter().filter(|row| wanted(row)).map(|row| table.items[row.item].as_str()).collect()
    };
    let no_part = |row: &Row| matches!(set.indicators[row.indicator].nature, Nature::Growth | Nature::Rank);
    // A whole without a figure of its own is the sum of its slices.
    let of = |row: usize| set.indicators[table.rows[row].indicator].of.as_str();
    let by_whole = order::positions(table.rows.len(), &|a, b| of(a).cmp(of(b)));
    let is_whole = |row: &Row| {
        let id = set.indicators[row.indicator].id.as_str();
        by_whole.binary_search_by(|other| of(*other as usize).cmp(id)).is_ok()
    };
    let is_missing = |row: &Row| matches!(row.value, Value::Missing(_)) && !is_whole(row);
    let is_negative = |row: &Row| row.value.known().is_some_and(|value| value.mantissa < 0);
    let missing = (
        "各部分不全，不能画成一个整体：{}在这一时期没有公布",
        "the parts make no whole: {} not published for this period",
    );
    let negative = ("负数不能是整体的一部分：{}", "a negative number is no part of a whole: {}");
    let unfit = ("增速、位次不能相加，不是整体的一部分：{}", "growth and ranks do not add up: {}");
    let fits = refuse(names(&no_part), unfit);
    let fits = refuse(names(&is_missing), missing) && fits;
    refuse(names(&is_negative), negative) && fits
}

/// Leaves out the rows whose indicator does not say what a full scale is.
fn with_scale(table: &mut Table, panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> bool {
    let is_gauge = panel.kind == Kind::Chart(Chart::Gauge);
    let has_full = |row: &Row| full::of(&set.indicators[row.indicator], panel.options.target, is_gauge);
    let mut without: Vec<&str> = Vec::new();
    for row in table.rows.iter().filter(|row| has_full(row).is_none()) {
        let name = set.indicators[row.indicator].name.as_str();
        if !without.contains(&name) {
            without.push(name);
        }
    }
    if !without.is_empty() {
        let sentence = say!(
            "没有满分的刻度，已略去：{}",
            "left out, for nothing says what a full scale is: {}",
            &joined(without.into_iter(), "、")
        );
        let hint = "百分数以 100 为满；其他指标请在数据里写 target 或 bands";
        faults.warning(&panel.place, sentence, hint.into());
    }
    table.rows.retain(|row| has_full(row).is_some());
    compact(table);
    if table.rows.is_empty() {
        let sentence = say!("没有可画的指标", "no indicator is left to draw");
        faults.error(&panel.place, sentence, String::new());
    }
    !table.rows.is_empty()
}

/// Drops items that have no rows left.
fn compact(table: &mut Table) {
    let mut is_used = vec![false; table.items.len()];
    for row in &table.rows {
        is_used[row.item] = true;
    }
    let mut place = Vec::new();
    let mut next = 0;
    for used in &is_used {
        place.push(next);
        next += *used as usize;
    }
    for row in &mut table.rows {
        row.item = place[row.item];
    }
    let mut used = is_used.iter();
    table.items.retain(|_| used.next() == Some(&true));
}

/// Whether a radar has axes enough; those beyond the tenth and series beyond the fourth are left out.
fn is_web(table: &mut Table, panel: &Panel, faults: &mut Diagnostics) -> bool {
    if table.items.len() < AXES.0 {
        let sentence = say!("雷达图至少要 3 个轴", "a radar needs three axes at least");
        faults.error(&panel.place, sentence, "请多列几个指标，或改用 bar".into());
        return false;
    }
    if table.items.len() > AXES.1 {
        let sentence =
            say!("雷达图最多 10 个轴，其余未画出", "a radar has ten axes at most; the rest is not drawn");
        faults.warning(&panel.place, sentence, "请用 indicators 选出要画的指标".into());
    }
    if table.series.len() > OVERLAID {
        let left = joined(table.series[OVERLAID..].iter().map(String::as_str), "、");
        let sentence =
            say!("雷达图最多重叠 4 个，未画出：{}", "a radar overlays four at most; not drawn: {}", &left);
        let hint = if panel.options.facet == By::Auto {
            "用 areas 选出要比较的，或用 facet 分成几幅小图"
        } else {
            ""
        };
        faults.warning(&panel.place, sentence, hint.into());
    }
    table.rows.retain(|row| row.item < AXES.1 && row.series < OVERLAID);
    table.items.truncate(AXES.1);
    table.series.truncate(OVERLAID);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Indicator;

    fn set(indicators: &[(&str, &str)]) -> Dataset {
        let indicator = |(id, of): &(&str, &str)| Indicator {
            id: (*id).into(),
            name: (*id).into(),
            of: (*of).into(),
            ..Indicator::default()
        };
        let mut set = Dataset::default();
        set.indicators = indicators.iter().map(indicator).collect();
        set
    }

    #[test]
    fn slices_follow_their_whole_level_by_level() {
        let set =
            set(&[("leaf", "field"), ("total", ""), ("field", "total"), ("other", ""), ("field 2", "total")]);
        assert_eq!(expanded(vec![1], Slices::All, &set), [1, 2, 0, 4]);
        assert_eq!(expanded(vec![1], Slices::Parts, &set), [2, 4]);
        assert_eq!(expanded(vec![3], Slices::Parts, &set), [3]);
        assert_eq!(expanded(vec![1, 3], Slices::Parts, &set), [1, 3]);
    }

    #[test]
    fn what_goes_round_is_taken_once_and_a_chain_only_so_deep() {
        let round = set(&[("a", "b"), ("b", "a")]);
        assert_eq!(expanded(vec![0], Slices::All, &round), [0, 1]);
        let names: Vec<String> = (0..20).map(|i| format!("{i:02}")).collect();
        let whole = |i: usize| if i == 0 { "" } else { names[i - 1].as_str() };
        let chain: Vec<(&str, &str)> = (0..20).map(|i| (names[i].as_str(), whole(i))).collect();
        assert_eq!(expanded(vec![0], Slices::All, &set(&chain)).len(), DEEPEST + 1);
    }
}
