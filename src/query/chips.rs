//! What the entries of a ledger can be filtered by: how they stand, who answers for them, which group they belong to.

use super::{Table, ledger};
use crate::dataset::{Dataset, Entry, Period, STATES, State};
use crate::order;

/// One thing to filter by, and how many entries it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// What it is.
    pub about: About,
    /// What it is called.
    pub name: String,
    /// How many entries.
    pub count: usize,
}

/// What a chip is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum About {
    /// Entries that stand so.
    State(State),
    /// Entries of the group at that position.
    Group(usize),
    /// Entries that somebody answers for.
    Owner,
    /// Entries of all further owners, and of none.
    OtherOwners,
}

impl About {
    /// Whether two chips are alternatives to one another.
    pub fn is_like(self, other: About) -> bool {
        let kind = |about| match about {
            About::State(_) => 0,
            About::Group(_) => 1,
            About::Owner | About::OtherOwners => 2,
        };
        kind(self) == kind(other)
    }
}

/// So many owners, and so many groups, have a chip of their own.
const MOST: usize = 8;
/// A ledger of fewer entries has no chips but for its states: it can be read whole.
const FEW: usize = 8;

/// The chips of a table; none where its rows are no entries.
pub(super) fn of(table: &Table, set: &Dataset, today: Option<Period>) -> Vec<Chip> {
    if !table.is_ledger() {
        return Vec::new();
    }
    let mut chips = states(table, set, today);
    if table.rows.len() > FEW {
        chips.extend(groups(table));
        chips.extend(owners(table, set));
    }
    chips
}

fn entries<'t>(table: &'t Table, set: &'t Dataset) -> impl Iterator<Item = &'t Entry> {
    table.rows.iter().filter_map(|row| set.entries.get(row.entry?))
}

/// All states that occur; none where no state is said.
fn states(table: &Table, set: &Dataset, today: Option<Period>) -> Vec<Chip> {
    let all: Vec<State> = STATES.iter().map(|(_, state)| *state).chain([State::Unstated]).collect();
    let mut counts = vec![0; all.len()];
    for entry in entries(table, set) {
        let state = ledger::standing(entry, today);
        if let Some(place) = all.iter().position(|own| *own == state) {
            counts[place] += 1;
        }
    }
    let is_said = counts.iter().take(STATES.len()).any(|count| *count > 0);
    let name = |state: State| match (state, today) {
        (State::Late, Some(_)) => "滞后或逾期".into(),
        _ => state.name().into(),
    };
    let chip = |(state, count): (State, usize)| {
        (count > 0 && is_said).then(|| Chip { about: About::State(state), name: name(state), count })
    };
    all.into_iter().zip(counts).filter_map(chip).collect()
}

/// The groups, where there are several but not too many.
fn groups(table: &Table) -> Vec<Chip> {
    if !(2..=MOST).contains(&table.items.len()) {
        return Vec::new();
    }
    let mut counts = vec![0; table.items.len()];
    for row in &table.rows {
        if let Some(count) = counts.get_mut(row.item) {
            *count += 1;
        }
    }
    let name = |name: &String| if name.is_empty() { "未分组".into() } else { name.clone() };
    let chip = |(group, (own, count)): (usize, (&String, usize))| Chip {
        about: About::Group(group),
        name: name(own),
        count,
    };
    table.items.iter().zip(counts).enumerate().map(chip).collect()
}

/// The owners with most entries, and all others as one.
fn owners(table: &Table, set: &Dataset) -> Vec<Chip> {
    let mut names: Vec<&str> = entries(table, set).map(|entry| entry.owner.as_str()).collect();
    let total = names.len();
    names.sort_unstable();
    let mut found: Vec<(&str, usize)> =
        names.chunk_by(|a, b| a == b).filter_map(|all| Some((*all.first()?, all.len()))).collect();
    found.retain(|(name, _)| !name.is_empty());
    let keys: Vec<f64> = found.iter().map(|(_, count)| -(*count as f64)).collect();
    let ordered = order::of(&keys);
    let has_rest = ordered.len() > MOST;
    let chip = |i: usize| Chip { about: About::Owner, name: found[i].0.into(), count: found[i].1 };
    let mut chips: Vec<Chip> = ordered.into_iter().take(MOST).map(chip).collect();
    let rest = total - chips.iter().map(|chip| chip.count).sum::<usize>();
    // Where each has an entry or two, chips would only be a second list. All others come as one.
    let is_telling = chips.first().is_some_and(|chip| chip.count > 2 || !has_rest);
    if chips.is_empty() || !is_telling || chips.len() < 2 && rest == 0 {
        return Vec::new();
    }
    if rest > 0 {
        let name = if has_rest { "其他单位" } else { "未注明单位" };
        chips.push(Chip { about: About::OtherOwners, name: name.into(), count: rest });
    }
    chips
}

/// Whether a row is left when some chips are off.
pub(super) fn filter<'t>(
    chips: &'t [Chip],
    off: &'t [u32],
    table: &'t Table,
    set: &'t Dataset,
    today: Option<Period>,
) -> impl FnMut(usize) -> bool + 't {
    let hidden: Vec<&Chip> = off.iter().filter_map(|chip| chips.get(*chip as usize)).collect();
    let owners: Vec<&str> =
        chips.iter().filter(|chip| chip.about == About::Owner).map(|chip| chip.name.as_str()).collect();
    move |line| {
        let Some(row) = table.rows.get(line) else { return false };
        let Some(entry) = row.entry.and_then(|entry| set.entries.get(entry)) else { return true };
        !hidden.iter().any(|chip| match chip.about {
            About::State(state) => state == ledger::standing(entry, today),
            About::Group(group) => group == row.item,
            About::Owner => chip.name == entry.owner,
            About::OtherOwners => !owners.contains(&entry.owner.as_str()),
        })
    }
}
