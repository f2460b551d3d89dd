//! What a view asks of its classes and the figures do not allow.

use super::Table;
use crate::config::Panel;
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::format::number;
use crate::order;
use crate::scale::Method;
use crate::scale::method::CATEGORIES;
use crate::stats::jenks;

/// Tells breaks beyond all figures, and methods that so many different figures have no use for.
pub fn tell(panel: &Panel, table: &Table, faults: &mut Diagnostics) {
    let classing = &panel.options.classing;
    let Some(method) = classing.method else { return };
    if has_columns(table) && matches!(method, Method::Manual | Method::Category | Method::None) {
        let sentence = say!(
            "各列单位不同，不能共用一种分级，各列改按分位数分级",
            "columns of different units cannot share their classes; each has quantiles of its own"
        );
        faults.warning(&place(panel), sentence, "只放单位相同的指标，或去掉 method、breaks".into());
        return;
    }
    let values = ascending(table);
    let different = values.len();
    match (method, values.first(), values.last()) {
        (Method::Manual, Some(low), Some(high)) => beyond(panel, &classing.breaks, (*low, *high), faults),
        (Method::Jenks, ..) if different > jenks::MOST => too_many(panel, different, jenks::MOST, faults),
        (Method::Category, ..) if different > CATEGORIES => too_many(panel, different, CATEGORIES, faults),
        _ => {}
    }
}

fn place(panel: &Panel) -> String {
    format!("{}/method", panel.place)
}

/// Whether columns have units of their own.
fn has_columns(table: &Table) -> bool {
    table.measures.windows(2).any(|pair| pair[0].unit != pair[1].unit)
}

/// The different values of a table, the lowest first.
fn ascending(table: &Table) -> Vec<Decimal> {
    let values: Vec<Decimal> = table.rows.iter().filter_map(|row| row.value.known()).collect();
    let keys: Vec<f64> = values.iter().map(|value| value.to_f64()).collect();
    let mut sorted: Vec<Decimal> = order::of(&keys).into_iter().map(|i| values[i]).collect();
    sorted.dedup_by(|a, b| a == b || a.to_f64() == b.to_f64());
    sorted
}

/// A class that no figure can be in is drawn all the same: another period may have one.
fn beyond(panel: &Panel, breaks: &[Decimal], (low, high): (Decimal, Decimal), faults: &mut Diagnostics) {
    for (i, own) in breaks.iter().enumerate().filter(|(_, own)| **own <= low || **own > high) {
        let sentence = say!(
            "分级点 {} 在所有数值（{} 至 {}）之外，它一侧没有数值",
            "the break {} lies beyond all values ({} to {})",
            &number(*own),
            &number(low),
            &number(high)
        );
        let hint = "分级点按数据公布的单位写；写了 unit 的，按该单位写";
        faults.warning(&format!("{}/breaks/{i}", panel.place), sentence, hint.into());
    }
}

fn too_many(panel: &Panel, different: usize, most: usize, faults: &mut Diagnostics) {
    let sentence = say!(
        "有 {} 个不同的数值，这种分级最多 {} 个，改按分位数分级",
        "{} different values; this method takes {} at most: quantiles are used",
        &different.to_string(),
        &most.to_string()
    );
    faults.warning(&place(panel), sentence, "可用：quantile、equal、pretty、manual".into());
}
