//! Which of several periods a view with a timeline shows, and the same figure at another one.

use super::{Row, Shown, Table};
use crate::config::Panel;
use crate::dataset::Period;
use crate::order;

/// Gives a view with a timeline the period that it shows at first: the one that it names, otherwise the last.
pub(super) fn begin(table: &mut Table, panel: &Panel) {
    if panel.options.timeline && table.periods.len() > 1 {
        let named = panel.period.filter(|period| table.periods.binary_search(period).is_ok());
        table.moment = named.or(table.periods.last().copied());
    }
}

impl Table {
    /// The period that is shown of those of a timeline; `None` without one.
    pub fn moment_in(&self, shown: Option<&Shown>) -> Option<Period> {
        let chosen = shown.and_then(|shown| shown.moment);
        let chosen = chosen.filter(|period| self.periods.binary_search(period).is_ok());
        self.moment.map(|first| chosen.unwrap_or(first))
    }

    /// For each row the position of the one that says the same of another period; `None` where there is none.
    pub fn at_moment(&self, moment: Period, rows: &[u32]) -> Vec<Option<u32>> {
        let rank = |row: &Row| (row.period, row.area, row.indicator, row.series);
        let sorted = order::positions(self.rows.len(), &|a, b| rank(&self.rows[a]).cmp(&rank(&self.rows[b])));
        let find = |row: &u32| {
            let row = self.rows.get(*row as usize)?;
            let wanted = rank(&Row { period: moment, ..row.clone() });
            let place = sorted.partition_point(|own| rank(&self.rows[*own as usize]) < wanted);
            sorted.get(place).copied().filter(|own| rank(&self.rows[*own as usize]) == wanted)
        };
        rows.iter().map(find).collect()
    }

    /// The period that somebody has typed: itself, or the last one that it spans.
    pub fn period_typed(&self, typed: &str) -> Option<Period> {
        let period = Period::parse(typed)?;
        if self.periods.binary_search(&period).is_ok() {
            return Some(period);
        }
        let (from, to) = period.days();
        let is_within = |own: &&Period| from <= own.days().1 && own.days().1 <= to;
        self.periods.iter().rev().find(is_within).copied()
    }
}
