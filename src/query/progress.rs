//! How much of its target a figure has reached.

use super::{Row, Table};
use crate::config::Panel;
use crate::dataset::{Dataset, Direction, Indicator};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::{stats, unit};

/// The target of the indicator of a row, in the unit that its figure is shown in.
pub fn target(row: &Row, table: &Table, set: &Dataset) -> Option<Decimal> {
    let indicator = &set.indicators[row.indicator];
    let power = unit::shift(&indicator.unit, &table.measure_of(row).unit).ok()?;
    unit::shifted(aim(indicator)?, power)
}

/// What an indicator aims at, in its own unit.
fn aim(indicator: &Indicator) -> Option<Decimal> {
    indicator.details.as_ref()?.target
}

/// The part of its target that a figure has reached, in per cent. `None` without figure or target, and where less is
/// better: there a small figure would look like a small part of the way.
pub fn progress(row: &Row, table: &Table, set: &Dataset) -> Option<Decimal> {
    let target = target(row, table, set).filter(|target| target.mantissa > 0)?;
    let goes_up = set.indicators[row.indicator].direction != Direction::Lower;
    let value = row.value.known().filter(|_| goes_up)?;
    stats::percent(value, target, 1)
}

/// Tells which indicators have no progress to show.
pub(super) fn tell(panel: &Panel, table: &Table, set: &Dataset, faults: &mut Diagnostics) {
    let mut told = vec![false; set.indicators.len()];
    for row in &table.rows {
        let indicator = &set.indicators[row.indicator];
        if std::mem::replace(&mut told[row.indicator], true) {
            continue;
        }
        match aim(indicator) {
            None => {
                let sentence = say!(
                    "“{}”没有目标值，不能画完成进度",
                    "“{}” has no target: no progress to show",
                    &indicator.name
                );
                faults.warning(&panel.place, sentence, "在数据里给这个指标写 target".into());
            }
            Some(_) if indicator.direction == Direction::Lower => {
                let sentence = say!(
                    "“{}”越低越好，不能画完成进度",
                    "of “{}” less is better: no progress to show",
                    &indicator.name
                );
                faults.warning(&panel.place, sentence, "改用 \"target\": true 标出目标值".into());
            }
            Some(target) if target.mantissa <= 0 => {
                let sentence = say!(
                    "“{}”的目标值不是正数，不能画完成进度",
                    "the target of “{}” is not positive: no progress to show",
                    &indicator.name
                );
                faults.warning(&panel.place, sentence, String::new());
            }
            Some(_) => {}
        }
    }
}
