//! What is so of a whole table, whatever part of it is looked at: found in one pass over its rows.

use super::compare::is_bound;
use super::{Row, Table};
use crate::config::By;
use crate::dataset::{Dataset, Direction, Period};
use crate::decimal::Decimal;
use crate::order;
use std::collections::BTreeMap;

/// What is so of all rows of a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// From the lowest to the highest value in scaled units, zero included.
    pub extent: (f64, f64),
    /// The rows with the lowest and the highest value.
    pub ends: Option<(u32, u32)>,
    /// The first row of all.
    pub first: Option<u32>,
    /// Whether all rows are of one unit.
    pub is_one: bool,
    /// The period, if all rows are of one.
    pub period: Option<Period>,
}

/// What is so of a whole table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// By series; one where there are none.
    pub columns: Vec<Column>,
    /// The name that takes most room, as far as its length tells.
    pub longest: String,
    /// Of places their ranks, by the row of their first series.
    ranks: Vec<u32>,
}

impl Whole {
    /// Looks at all rows.
    pub fn of(table: &Table, set: &Dataset) -> Whole {
        let mut columns = vec![Column { is_one: true, ..Column::default() }; table.series.len().max(1)];
        let mut values = vec![(f64::INFINITY, f64::NEG_INFINITY); columns.len()];
        for (i, row) in table.rows.iter().enumerate() {
            if let (Some(column), Some(ends)) = (columns.get_mut(row.series), values.get_mut(row.series)) {
                column.take(table, i, ends);
            }
        }
        let is_place = table.item == By::Area && !table.items.is_empty();
        let ranks = if is_place { ranks(table, set) } else { Vec::new() };
        Whole { columns, longest: longest(table, set), ranks }
    }

    /// The rank of a row of the first series among its peers: see [`super::rank`].
    pub fn rank(&self, row: &Row) -> Option<usize> {
        self.ranks.get(row.key as usize).filter(|rank| **rank > 0).map(|rank| *rank as usize)
    }

    /// From the lowest to the highest value of all series, zero included.
    pub fn extent(&self) -> (f64, f64) {
        let all = self.columns.iter().map(|column| column.extent);
        all.fold((0.0, 0.0), |(low, high), own| (low.min(own.0), high.max(own.1)))
    }
}

impl Column {
    fn take(&mut self, table: &Table, position: usize, (low, high): &mut (f64, f64)) {
        let row = &table.rows[position];
        let first = *self.first.get_or_insert(position as u32);
        let (known, own) = (table.measure_of(&table.rows[first as usize]), table.measure_of(row));
        self.is_one &= known.unit == own.unit && known.scaling == own.scaling;
        let is_first = first as usize == position;
        self.period = self.period.filter(|period| *period == row.period).or(is_first.then_some(row.period));
        let Some(value) = table.scaled(row) else { return };
        let (mut lowest, mut highest) = self.ends.unwrap_or((position as u32, position as u32));
        if value < *low {
            (*low, lowest) = (value, position as u32);
        }
        if value > *high {
            (*high, highest) = (value, position as u32);
        }
        self.ends = Some((lowest, highest));
        self.extent = (self.extent.0.min(value), self.extent.1.max(value));
    }
}

/// The longest name of a line; Chinese characters are twice as wide as others.
fn longest(table: &Table, set: &Dataset) -> String {
    let width = |name: &str| name.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let longest =
        |names: &mut dyn Iterator<Item = &str>| names.max_by_key(|name| width(name)).map(String::from);
    let found = match table.items.is_empty() {
        true => {
            longest(&mut table.rows.iter().filter_map(|row| Some(set.areas.get(row.area)?.name.as_str())))
        }
        false => longest(&mut table.items.iter().map(String::as_str)),
    };
    found.unwrap_or_default()
}

/// Those whose figures are ranked together.
#[derive(Default)]
struct Peers {
    /// How many have been met, and the rank and the value of the last.
    met: u32,
    last: Option<(u32, Decimal)>,
    /// How many there are, and whether one is only known to lie above or below a number: then none has a rank.
    of: u32,
    has_bound: bool,
}

/// The ranks of all rows of the first series at once; 0 for what has none.
fn ranks(table: &Table, set: &Dataset) -> Vec<u32> {
    let known: Vec<(&Row, Decimal)> = table
        .rows
        .iter()
        .filter(|row| row.series == 0)
        .filter_map(|row| Some((row, row.value.known()?)))
        .collect();
    let id = |row: &'_ Row| (row.indicator, row.period, set.areas[row.area].parent.as_str());
    let mut groups: BTreeMap<_, Peers> = BTreeMap::new();
    for (row, _) in &known {
        let peers = groups.entry(id(row)).or_default();
        peers.of += 1;
        peers.has_bound |= is_bound(row.status(set));
    }
    let key = |(row, value): &(&Row, Decimal)| match set.indicators[row.indicator].direction {
        Direction::Lower => value.to_f64(),
        _ => -value.to_f64(),
    };
    let keys: Vec<f64> = known.iter().map(key).collect();
    let mut ranks = vec![0; table.rows.len()];
    for (row, value) in order::of(&keys).into_iter().map(|position| known[position]) {
        let Some(peers) = groups.get_mut(&id(row)).filter(|peers| peers.of > 1 && !peers.has_bound) else {
            continue;
        };
        peers.met += 1;
        // Equal values share a rank and the next one counts on.
        let shared = peers
            .last
            .filter(|(_, last)| last.partial_cmp(&value).is_some_and(|order| order.is_eq()))
            .map(|(rank, _)| rank);
        let rank = shared.unwrap_or(peers.met);
        peers.last = Some((rank, value));
        if let Some(own) = ranks.get_mut(row.key as usize) {
            *own = rank;
        }
    }
    ranks
}
