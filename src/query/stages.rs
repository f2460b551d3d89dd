//! Whether figures are stages of a funnel.

use super::{Row, Table};
use crate::config::Panel;
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::stats;

/// What a stage is of the one before, in per cent. `None` where either is not known or the one before is not positive.
pub fn rate(stage: &Row, before: &Row) -> Option<Decimal> {
    let before = before.value.known().filter(|before| before.mantissa > 0)?;
    stats::percent(stage.value.known()?, before, 1)
}

/// Tells what keeps figures from narrowing down: one below zero, or larger than the one before.
pub(super) fn tell(panel: &Panel, table: &Table, faults: &mut Diagnostics) {
    let name = |row: &Row| table.items.get(row.item).map_or("", String::as_str);
    for row in &table.rows {
        if row.value.known().is_some_and(|value| value.mantissa < 0) {
            let sentence =
                say!("“{}”是负数，漏斗里画不出", "“{}” is negative: it has no place in a funnel", name(row));
            faults.warning(&panel.place, sentence, "改用 bar".into());
        }
    }
    for pair in table.rows.windows(2) {
        let [before, stage] = pair else { continue };
        let values = before.value.known().zip(stage.value.known());
        if stage.item == before.item + 1 && values.is_some_and(|(before, stage)| stage > before) {
            let sentence = say!(
                "“{}”比前一级“{}”还大，不是逐级收窄",
                "“{}” is larger than the stage before, “{}”",
                name(stage),
                name(before)
            );
            faults.warning(&panel.place, sentence, "请检查 indicators 的次序".into());
        }
    }
}
