//! What lines may ask beyond values over time: a second axis, stacks, logarithms. What cannot be drawn is told here.

use super::{Measure, Row, Table, measure_of};
use crate::config::{Chart, Kind, Panel, Stack};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostics, say};
use crate::format::Scaling;
use crate::nearest::joined;
use crate::unit;

/// The axes of a view that asks for two: the unit of its first indicator, and the first that does not convert to it.
/// Empty for one axis.
pub(super) fn axes(panel: &Panel, set: &Dataset, indicators: &[usize], first: &Measure) -> Vec<Measure> {
    let other = indicators.iter().find(|i| !converts(&set.indicators[**i].unit, &first.unit));
    let Some(other) = other.filter(|_| panel.options.dual) else { return Vec::new() };
    let of = |wanted: &str| -> String {
        let own = indicators.iter().filter(|i| converts(&set.indicators[**i].unit, wanted));
        joined(own.map(|i| set.indicators[*i].name.as_str()), "、")
    };
    let right = measure_of(set, *other);
    vec![Measure { name: of(&first.unit), ..first.clone() }, Measure { name: of(&right.unit), ..right }]
}

/// Whether figures of one unit can stand on an axis of another.
pub(super) fn converts(from: &str, to: &str) -> bool {
    unit::shift(from, to).is_ok()
}

impl Table {
    /// Whether all values lie on one side of zero, as powers do.
    pub fn is_one_sided(&self) -> bool {
        let positive = |row: &Row| row.value.known().is_none_or(|v| v.mantissa > 0);
        let negative = |row: &Row| row.value.known().is_none_or(|v| v.mantissa < 0);
        self.rows.iter().all(positive) || self.rows.iter().all(negative)
    }

    /// How series are stacked; `None` where they stand alone. Parts of a whole are never negative, and all of one unit.
    pub fn stacked(&self, panel: &Panel) -> Option<Stack> {
        let asked = panel.options.stack.filter(|s| matches!(s, Stack::Stacked | Stack::Percent))?;
        let is_part = |row: &Row| row.value.known().is_none_or(|v| v.mantissa >= 0);
        (self.measures.is_empty() && self.rows.iter().all(is_part)).then_some(asked)
    }

    /// Whether the value axis goes by powers.
    pub fn is_log(&self, panel: &Panel) -> bool {
        panel.options.log && self.stacked(panel).is_none() && self.is_one_sided()
    }
}

/// Whether a name means a series: by its own name, or by another of the area or indicator that it is called after.
pub fn is_meant(name: &str, series: &str, set: &Dataset) -> bool {
    let area = || set.area(name).is_some_and(|area| set.areas[area].name == series);
    let indicator = || set.indicator(name).is_some_and(|own| set.indicators[own].name == series);
    name == series || area() || indicator()
}

/// Powers run through many scales: their labels are in the unit published.
pub(super) fn unscale(table: &mut Table) {
    if table.measures.is_empty() && table.measure.scaling.power > 0 {
        table.measure.scaling = Scaling::default();
        let digits = table.rows.iter().filter_map(|row| row.value.known()).map(|value| value.scale);
        table.measure.decimals = digits.max().unwrap_or(0);
    }
}

/// Whether the values of a view go by powers.
pub(super) fn goes_by_powers(table: &Table, panel: &Panel) -> bool {
    match panel.kind {
        Kind::Line => table.is_log(panel),
        Kind::Chart(chart) => chart.may_go_by_powers() && panel.options.log && table.is_one_sided(),
        _ => false,
    }
}

/// Tells where a chart of dots or bars cannot go by powers as the view asks.
pub(super) fn tell_powers(table: &Table, panel: &Panel, faults: &mut Diagnostics) {
    let (true, Some(chart)) = (panel.options.log, panel.kind.chart()) else { return };
    let at = format!("{}/log", panel.place);
    if matches!(chart, Chart::Lollipop | Chart::Waterfall | Chart::Histogram) {
        let sentence = say!("从零开始的图形不能用对数轴", "marks from zero have no logarithmic axis");
        faults.warning(&at, sentence, "改用 dot 或 line".into());
    } else if chart.may_go_by_powers() && !has_powers(table, chart) {
        let sentence = say!(
            "有不是正数的数值，不能用对数轴，改用普通轴",
            "values that are not above zero have no logarithm; an even axis is used"
        );
        faults.warning(&at, sentence, String::new());
    }
}

/// Whether the values of every axis have logarithms.
fn has_powers(table: &Table, chart: Chart) -> bool {
    let positive = |row: &Row| row.value.known().is_none_or(|value| value.mantissa > 0);
    let is_drawn = |row: &&Row| !chart.is_joint() || row.series < 2;
    table.is_one_sided() || chart.is_joint() && table.rows.iter().filter(is_drawn).all(positive)
}

/// Tells what a view asks that its figures do not allow.
pub(super) fn tell(table: &Table, panel: &Panel, faults: &mut Diagnostics) {
    let options = &panel.options;
    let at = |key: &str| format!("{}/{key}", panel.place);
    let stacked = table.stacked(panel).is_some();
    if options.stack.is_some_and(|stack| stack != Stack::Grouped) && !stacked {
        let sentence = say!(
            "有负数或单位不同，不能堆叠，改画折线",
            "values are negative or of different units: drawn as lines, not stacked"
        );
        faults.warning(&at("stack"), sentence, String::new());
    }
    if stacked && has_gaps(table) {
        let sentence = say!(
            "有的时期缺数，合计不知道，那里的面积断开",
            "where a value is missing the total is not known: the areas are broken there"
        );
        faults.warning(&at("stack"), sentence, String::new());
    }
    if options.log && !table.is_log(panel) {
        let sentence = say!(
            "对数轴要求全部是正数且不堆叠，改用普通轴",
            "a logarithmic axis needs positive values that are not stacked; an even one is used"
        );
        faults.warning(&at("log"), sentence, String::new());
    }
    if let (Some(first), Some(last)) = (table.periods.first(), table.periods.last()) {
        let (start, end) = table.periods.iter().fold((first.position(), last.position()), |(a, b), p| {
            (a.min(p.position()), b.max(p.position()))
        });
        for reference in &options.references {
            let Some(period) = reference.period else { continue };
            if !(start..=end).contains(&period.position()) {
                let label = period.label();
                let sentence = say!(
                    "“{}”（{}）不在数据的时期内，未画出",
                    "“{}” ({}) is outside the periods of the data; not drawn",
                    &reference.label,
                    &label
                );
                faults.warning(&at("references"), sentence, String::new());
            }
        }
    }
}

/// Whether a series lacks a value at a period that another has.
fn has_gaps(table: &Table) -> bool {
    let known = table.rows.iter().filter(|row| row.value.known().is_some()).count();
    known < table.series.len() * table.periods.len()
}
