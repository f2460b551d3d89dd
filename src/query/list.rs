//! Long lists: the order of their lines is found once, then only the lines of a window are looked at.
//!
//! A line of a list is an item of its table with all its rows; where every row is a line of its own (an entry of a ledger,
//! a bar of an area) it is that row. Lines are numbered as they stand in the whole table; positions count them in the
//! order in which they are listed.

use super::chips::{self, Chip};
use super::ledger::Said;
use super::whole::Whole;
use super::{Shown, Table, ledger};
use crate::config::Panel;
use crate::dataset::{Dataset, Period};
use crate::order;
use std::ops::Range;

/// A list as the visitor has sorted and filtered it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// What it was made for.
    made: Shown,
    /// Its lines in their order; `None` for all of them as they stand.
    order: Option<Vec<u32>>,
    /// How many lines are listed.
    count: usize,
    /// What can be filtered by.
    pub chips: Vec<Chip>,
    /// What is so of the whole table.
    pub whole: Whole,
    /// What is so of all its entries.
    pub said: Said,
}

/// The day that a view takes for today: the first of its references that is a time.
pub fn today(panel: &Panel) -> Option<Period> {
    panel.options.references.iter().find_map(|reference| reference.period)
}

impl List {
    /// The list of a table as it stands.
    pub fn new(table: &Table, panel: &Panel, set: &Dataset) -> List {
        let chips = chips::of(table, set, today(panel));
        let whole = Whole::of(table, set);
        let said = ledger::said(table, set);
        List { made: Shown::default(), order: None, count: table.lines(), chips, whole, said }
    }

    /// Sorts and filters anew where the visitor has asked for something else than it was made for.
    pub fn follow(&mut self, shown: &Shown, table: &Table, panel: &Panel, set: &Dataset) {
        let is_same = self.made.sort == shown.sort && self.made.off == shown.off;
        if is_same && self.made.kept == shown.kept {
            return;
        }
        let count = table.lines();
        let sorted = shown.sort.map(|sort| match table.is_ledger() {
            true => ledger::sorted(table, set, today(panel), sort),
            false => table.sorted(sort),
        });
        let is_filtered = !shown.off.is_empty() || shown.kept.is_some();
        self.order = match (sorted, is_filtered) {
            (None, false) => None,
            (sorted, false) => sorted,
            (sorted, true) => {
                let mut order = sorted.unwrap_or_else(|| (0..count as u32).collect());
                let mut keep = chips::filter(&self.chips, &shown.off, table, set, today(panel));
                if let Some(kept) = &shown.kept {
                    order.retain(|line| kept.binary_search(line).is_ok());
                }
                order.retain(|line| keep(*line as usize));
                Some(order)
            }
        };
        self.count = self.order.as_ref().map_or(count, Vec::len);
        self.made = Shown { window: None, hidden: Vec::new(), ..shown.clone() };
    }

    /// How many lines are listed.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The line at a position.
    pub fn line(&self, position: usize) -> Option<usize> {
        match &self.order {
            Some(order) => order.get(position).map(|line| *line as usize),
            None => (position < self.count).then_some(position),
        }
    }

    /// Where a line stands.
    pub fn position(&self, line: usize) -> Option<usize> {
        match &self.order {
            Some(order) => order.iter().position(|own| *own as usize == line),
            None => (line < self.count).then_some(line),
        }
    }

    /// Whether its lines stand otherwise than in the table.
    pub fn is_rearranged(&self) -> bool {
        self.order.is_some()
    }

    /// The table of the lines at these positions, with the keys of the whole one and without the series that are hidden.
    pub fn part(&self, table: &Table, window: Range<usize>, hidden: &[u32]) -> Table {
        let has_items = table.has_items();
        let items = if has_items { Vec::new() } else { table.items.clone() };
        let mut part = table.with_items(items);
        for line in window.filter_map(|position| self.line(position)) {
            let item = part.items.len();
            for row in table.rows_of(line).filter_map(|row| table.rows.get(row)) {
                if !hidden.contains(&(row.series as u32)) {
                    let mut row = row.clone();
                    row.item = if has_items { item } else { row.item };
                    part.rows.push(row);
                }
            }
            if has_items {
                part.items.extend(table.items.get(line).cloned());
            }
        }
        part
    }
}

impl Table {
    /// Whether its rows are entries.
    pub fn is_ledger(&self) -> bool {
        self.rows.first().is_some_and(|row| row.entry.is_some())
    }

    /// Whether a line of a list is an item.
    fn has_items(&self) -> bool {
        !self.items.is_empty() && !self.is_ledger()
    }

    /// How many lines a list of it has.
    pub fn lines(&self) -> usize {
        if self.has_items() { self.items.len() } else { self.rows.len() }
    }

    /// The rows of a line. Rows stand in the order of their items.
    pub fn rows_of(&self, line: usize) -> Range<usize> {
        if !self.has_items() {
            return line..(line + 1).min(self.rows.len()).max(line);
        }
        let start = self.rows.partition_point(|row| row.item < line);
        let count = self.rows.get(start..).map_or(0, |rest| rest.partition_point(|row| row.item == line));
        start..start + count
    }

    /// The line that a row belongs to.
    pub fn line_of(&self, row: usize) -> usize {
        if self.has_items() { self.rows.get(row).map_or(row, |row| row.item) } else { row }
    }

    /// The lines in the order of their values in the series, or of the indicator, of a column: the largest first, or the
    /// smallest. Those without a value come last.
    fn sorted(&self, (column, ascending): (u32, bool)) -> Vec<u32> {
        let has_items = self.has_items();
        let by_series = self.series.len() > 1;
        let mut keys = vec![f64::INFINITY; self.lines()];
        for (i, row) in self.rows.iter().enumerate().rev() {
            let own = if by_series { row.series } else { row.column };
            let value = row.value.known().filter(|_| own == column as usize);
            if let (Some(value), Some(key)) = (value, keys.get_mut(if has_items { row.item } else { i })) {
                *key = if ascending { value.to_f64() } else { -value.to_f64() };
            }
        }
        order::positions(keys.len(), &|a, b| keys[a].total_cmp(&keys[b]))
    }
}
