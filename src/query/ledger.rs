//! The entries of a ledger by each of its columns.

use super::Table;
use crate::dataset::{Dataset, Entry, Period, State};
use crate::order;
use std::cmp::Ordering;

/// What a ledger can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What it is called.
    Name,
    /// Which group it belongs to.
    Group,
    /// How it stands.
    State,
    /// The date that says most about it.
    When,
    /// Who answers for it.
    Owner,
    /// How much is done.
    Progress,
}

/// All fields; their positions are the columns that are sorted by.
pub const FIELDS: [Field; 6] =
    [Field::Name, Field::Group, Field::State, Field::When, Field::Owner, Field::Progress];

/// What is so of all entries of a ledger: which columns have anything to say, and the longest of what they say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The longest name.
    pub name: String,
    /// The longest group.
    pub group: String,
    /// The longest owner.
    pub owner: String,
    /// Whether any has a date.
    pub has_dates: bool,
    /// Whether any says how much is done.
    pub has_progress: bool,
}

/// Looks at all entries.
pub(super) fn said(table: &Table, set: &Dataset) -> Said {
    let mut said = Said::default();
    let (mut name, mut group, mut owner) = ("", "", "");
    for entry in table.rows.iter().filter_map(|row| set.entries.get(row.entry?)) {
        for (longest, own) in
            [(&mut name, &entry.name), (&mut group, &entry.group), (&mut owner, &entry.owner)]
        {
            if own.len() > longest.len() {
                *longest = own;
            }
        }
        said.has_dates |= entry.when().is_some();
        said.has_progress |= entry.progress.is_some();
    }
    Said { name: name.into(), group: group.into(), owner: owner.into(), ..said }
}

/// How an entry stands, overdue being late whatever else is said.
pub fn standing(entry: &Entry, today: Option<Period>) -> State {
    if today.is_some_and(|today| entry.is_overdue(today)) { State::Late } else { entry.state }
}

/// The rows in the order of a column, or in the opposite one: what wants attention first, the earliest, the furthest
/// along, names as they are written. What is not said comes last either way.
pub(super) fn sorted(
    table: &Table,
    set: &Dataset,
    today: Option<Period>,
    (column, is_reversed): (u32, bool),
) -> Vec<u32> {
    let field = FIELDS.get(column as usize).copied().unwrap_or(Field::Name);
    let entries: Vec<Option<&Entry>> =
        table.rows.iter().map(|row| row.entry.and_then(|entry| set.entries.get(entry))).collect();
    let turned = |order: Ordering| if is_reversed { order.reverse() } else { order };
    let text = |a: &str, b: &str| a.is_empty().cmp(&b.is_empty()).then_with(|| turned(a.cmp(b)));
    let number = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => turned(a.total_cmp(&b)),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    order::positions(entries.len(), &|a, b| {
        let (Some(a), Some(b)) = (entries[a], entries[b]) else { return Ordering::Equal };
        match field {
            Field::Name => text(&a.name, &b.name),
            Field::Group => text(&a.group, &b.group),
            Field::Owner => text(&a.owner, &b.owner),
            Field::State => number(urgency(standing(a, today)), urgency(standing(b, today))),
            Field::When => number(a.when().map(Period::ordinal), b.when().map(Period::ordinal)),
            Field::Progress => number(
                a.progress.map(|progress| -progress.to_f64()),
                b.progress.map(|progress| -progress.to_f64()),
            ),
        }
    })
}

/// What wants attention comes first.
fn urgency(state: State) -> Option<f64> {
    let place = match state {
        State::Late => 0,
        State::Gap => 1,
        State::Risk => 2,
        State::UnderWay => 3,
        State::OnTrack => 4,
        State::Planned => 5,
        State::Early => 6,
        State::Done => 7,
        State::Unstated => return None,
    };
    Some(f64::from(place))
}
