//! Whether figures may be put on top of one another, as a view asks.

use super::Table;
use crate::config::{Chart, Kind, Panel, Stack};
use crate::dataset::{Dataset, Nature};
use crate::diagnostic::{Diagnostics, say};
use crate::format;

/// What stands against stacking as a view asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// Growth rates, indices and ranks have no sum.
    NoSum,
    /// A share of a whole, and a side of its own, need figures that are not negative.
    Negative,
}

/// How the series of a table stand to one another: as the view asks, where that means something.
pub fn stacking(panel: &Panel, table: &Table, set: &Dataset) -> Stack {
    resolved(panel, table, set).0
}

/// Whether the figures of a view are drawn as shares of their sum.
pub fn is_share(panel: &Panel, table: &Table, set: &Dataset) -> bool {
    match panel.kind {
        Kind::Line => table.stacked(panel) == Some(Stack::Percent),
        Kind::Chart(Chart::Bars) => stacking(panel, table, set) == Stack::Percent,
        _ => false,
    }
}

/// Tells where a view asks for more than its figures can bear.
pub(super) fn tell(panel: &Panel, table: &Table, set: &Dataset, faults: &mut Diagnostics) {
    let at = format!("{}/stack", panel.place);
    match resolved(panel, table, set).1 {
        Some(Obstacle::NoSum) => {
            let sentence = say!(
                "增速、指数和位次不能相加，改为并排",
                "rates, indices and ranks have no sum; drawn side by side"
            );
            faults.warning(&at, sentence, "写成 \"stack\": \"grouped\"".into());
        }
        Some(Obstacle::Negative) => {
            let sentence = say!(
                "有负值，不能画成比重或分列两侧，改为堆叠",
                "some figures are negative: stacked by their signs"
            );
            faults.warning(&at, sentence, "写成 \"stack\": \"stacked\"".into());
        }
        None => {}
    }
    if panel.options.log {
        let sentence = say!("条形从零开始，不能用对数轴", "bars start at zero: no logarithmic axis");
        faults.warning(&format!("{}/log", panel.place), sentence, "改用 dot 或 line".into());
    }
}

fn resolved(panel: &Panel, table: &Table, set: &Dataset) -> (Stack, Option<Obstacle>) {
    let wanted = panel.options.stack.unwrap_or_default();
    if table.series.len() < 2 || wanted == Stack::Grouped {
        return (Stack::Grouped, None);
    }
    // Two sides of one zero line add nothing up.
    let has_no_sum = table.rows.iter().any(|row| !has_sum(set, row.indicator));
    let adds = wanted != Stack::Diverging || table.series.len() > 2;
    if adds && has_no_sum {
        return (Stack::Grouped, Some(Obstacle::NoSum));
    }
    let negative = table.rows.iter().any(|row| row.value.known().is_some_and(|value| value.mantissa < 0));
    match wanted {
        Stack::Diverging if negative && has_no_sum => (Stack::Grouped, Some(Obstacle::NoSum)),
        Stack::Percent | Stack::Diverging if negative => (Stack::Stacked, Some(Obstacle::Negative)),
        _ => (wanted, None),
    }
}

/// Whether figures of an indicator may be added up.
fn has_sum(set: &Dataset, indicator: usize) -> bool {
    let indicator = &set.indicators[indicator];
    match indicator.nature {
        Nature::Level | Nature::Share | Nature::Count => true,
        Nature::Growth | Nature::Index | Nature::Rank => false,
        Nature::Unstated => !format::is_relative(&indicator.unit),
    }
}
