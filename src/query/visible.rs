//! What of a table is shown: all of it, one facet, or what the visitor has left.

use super::{Row, Stretch, Table};
use crate::config::By;
use crate::dataset::Period;
use crate::order;
use std::borrow::Cow;
use std::mem::take;

/// What the visitor has made of a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The series that are hidden.
    pub hidden: Vec<u32>,
    /// The classes that are looked at, the others stepping back; empty for all.
    pub classes: Vec<u32>,
    /// The column that rows are sorted by, and whether the smallest comes first.
    pub sort: Option<(u32, bool)>,
    /// The first and the last period that are looked at; `None` for all.
    pub window: Option<(Period, Period)>,
    /// What has a colour of its own, in the order of the palette; `None` for what the view says.
    pub picked: Option<Vec<u32>>,
    /// What the visitor has searched a list for; empty for nothing.
    pub find: String,
    /// What is left of a long list: positions of its items, or keys of its rows where it is one of entries, ascending.
    /// `None` for all.
    pub kept: Option<Vec<u32>>,
}

/// A view of more periods than that can be looked at more closely.
pub const LONG: usize = 60;

/// Fewer periods than that are not looked at alone: a line needs some points.
const CLOSEST: usize = 8;

/// How the window on a long row of periods changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// Half as many periods.
    In,
    /// Twice as many.
    Out,
    /// A quarter of the window earlier.
    Earlier,
    /// A quarter of the window later.
    Later,
    /// All.
    Reset,
}

impl Shown {
    /// Hides or shows a series of `count`. The last one that is left is not hidden: all the others come back instead.
    pub fn toggle(&mut self, series: u32, count: usize) {
        match self.hidden.iter().position(|hidden| *hidden == series) {
            Some(position) => {
                self.hidden.remove(position);
            }
            None => self.hidden.push(series),
        }
        if self.hidden.len() >= count {
            self.hidden.clear();
        }
    }

    /// Shows only one series of `count`; all of them, where it is the only one already.
    pub fn isolate(&mut self, series: u32, count: usize) {
        let alone: Vec<u32> = (0..count as u32).filter(|other| *other != series).collect();
        let mut hidden = self.hidden.clone();
        hidden.sort_unstable();
        self.hidden = if hidden == alone { Vec::new() } else { alone };
    }

    /// Looks at a class too, or no longer; `alone` at this one and no other.
    pub fn press_class(&mut self, class: u32, alone: bool) {
        let is_picked = self.classes.contains(&class);
        if alone {
            let is_alone = is_picked && self.classes.len() == 1;
            self.classes = if is_alone { Vec::new() } else { vec![class] };
        } else if is_picked {
            self.classes.retain(|other| *other != class);
        } else {
            self.classes.push(class);
        }
    }

    /// Looks at another stretch of `periods`, around `middle` where it is closer or wider.
    pub fn zoom(&mut self, periods: &[Period], middle: Option<Period>, zoom: Zoom) {
        if periods.len() <= LONG {
            return;
        }
        let last = periods.len() - 1;
        let position = |period: Period| periods.partition_point(|known| *known < period).min(last);
        let (from, to) = self.window.map_or((0, last), |(from, to)| (position(from), position(to)));
        let count = to - from + 1;
        let middle = middle.map(position).filter(|at| (from..=to).contains(at)).unwrap_or((from + to) / 2);
        let around = |count: usize| {
            let from = middle.saturating_sub(count / 2).min(periods.len() - count);
            (from, from + count - 1)
        };
        let step = (count / 4).max(1);
        let (from, to) = match zoom {
            Zoom::In => around((count / 2).max(CLOSEST)),
            Zoom::Out => around((count * 2).min(periods.len())),
            Zoom::Earlier => (from - step.min(from), to - step.min(from)),
            Zoom::Later => (from + step.min(last - to), to + step.min(last - to)),
            Zoom::Reset => (0, last),
        };
        self.look(periods, from, to);
    }

    /// The positions that are shown of `periods`; `None` where they are too few for a part of them.
    pub fn stretch(&self, periods: &[Period]) -> Option<Stretch> {
        if periods.len() <= LONG {
            return None;
        }
        let last = periods.len() - 1;
        let position = |period: Period| periods.partition_point(|known| *known < period).min(last);
        let (from, to) = self.window.map_or((0, last), |(from, to)| (position(from), position(to)));
        Some(Stretch { from, to, last, closest: CLOSEST })
    }

    /// Shows those positions of `periods`.
    pub fn show(&mut self, periods: &[Period], stretch: Stretch) {
        if stretch.from <= stretch.to && stretch.to < periods.len() {
            self.look(periods, stretch.from, stretch.to);
        }
    }

    /// Looks at the periods from one to another, as many before and after them as make a line.
    pub fn brush(&mut self, periods: &[Period], (from, to): (Period, Period)) {
        if periods.len() <= LONG {
            return;
        }
        let last = periods.len() - 1;
        let position = |period: Period| periods.partition_point(|known| *known < period).min(last);
        let (from, to) = (position(from), position(to));
        let missing = CLOSEST.saturating_sub(to - from + 1);
        let from = from.saturating_sub(missing / 2).min(periods.len() - CLOSEST);
        self.look(periods, from, (to + missing.div_ceil(2)).clamp(from + CLOSEST - 1, last));
    }

    /// Hides the series whose names are said to be hidden, and no other; only where all of `names` are told, and none else.
    pub fn take_hidden(&mut self, names: &[String], told: &[(&str, bool)]) {
        if names.len() < 2 || names.len() != told.len() {
            return;
        }
        let by_name = order::positions(told.len(), &|a, b| told[a].0.cmp(told[b].0));
        let is_hidden = |name: &String| {
            let at = by_name.partition_point(|i| told[*i as usize].0 < name.as_str());
            let (own, hidden) = told[*by_name.get(at)? as usize];
            (own == name).then_some(hidden)
        };
        let Some(hidden) = names.iter().map(is_hidden).collect::<Option<Vec<bool>>>() else { return };
        let old: Vec<bool> = (0..names.len()).map(|i| self.hidden.contains(&(i as u32))).collect();
        if old != hidden {
            self.hidden = (0..names.len()).filter(|i| hidden[*i]).map(|i| i as u32).collect();
        }
    }

    fn look(&mut self, periods: &[Period], from: usize, to: usize) {
        let is_all = from == 0 && to + 1 == periods.len();
        self.window = if is_all { None } else { Some((periods[from], periods[to])) };
    }

    /// Whether every row is shown, in the order of the table and in its colours: classes only step back.
    fn is_whole(&self) -> bool {
        let Shown { hidden, classes: _, sort, window, picked, find: _, kept } = self;
        hidden.is_empty() && sort.is_none() && window.is_none() && picked.is_none() && kept.is_none()
    }

    /// Sorts by a column, the largest first; once more, the smallest first; then as at the beginning.
    pub fn sort_by(&mut self, column: u32) {
        self.sort = match self.sort {
            Some((own, false)) if own == column => Some((column, true)),
            Some((own, true)) if own == column => None,
            _ => Some((column, false)),
        };
    }
}

/// One member of the direction that small multiples go by.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What its heading says.
    pub name: String,
    /// Positions of its rows.
    rows: Vec<usize>,
}

impl Table {
    /// What the visitor has left of it.
    pub fn shown(&self, shown: &Shown) -> Cow<'_, Table> {
        if shown.is_whole() {
            return Cow::Borrowed(self);
        }
        let in_window = |period: &Period| shown.window.is_none_or(|(from, to)| (from..=to).contains(period));
        let is_kept = |row: &Row| {
            let position = if row.entry.is_some() { row.key } else { row.item as u32 };
            shown.kept.as_ref().is_none_or(|kept| kept.binary_search(&position).is_ok())
        };
        let is_shown = |row: &Row| !shown.hidden.contains(&(row.series as u32)) && in_window(&row.period);
        let mut table = self.only(&mut |row| is_kept(row) && is_shown(row));
        table.periods.retain(|period| in_window(period));
        if let Some(choice) = &mut table.choice {
            choice.picked = shown.picked.clone().unwrap_or_else(|| take(&mut choice.picked));
        }
        // The items of a ledger are its groups: they stay.
        let is_ledger = self.rows.first().is_some_and(|row| row.entry.is_some());
        if let Some(kept) = shown.kept.as_ref().filter(|_| !is_ledger) {
            table.close_ranks(kept);
        }
        if let Some((column, ascending)) = shown.sort {
            table.sort(column as usize, ascending);
        }
        Cow::Owned(table)
    }

    /// Puts the items in the order of their values in the series, or of the indicator, at position `column`. Items without
    /// a value come last.
    fn sort(&mut self, column: usize, ascending: bool) {
        let by_series = self.series.len() > 1;
        let mut keys = vec![f64::INFINITY; self.items.len()];
        for row in
            self.rows.iter().rev().filter(|row| column == if by_series { row.series } else { row.column })
        {
            if let Some(value) = row.value.known().map(|value| value.to_f64()) {
                keys[row.item] = if ascending { value } else { -value };
            }
        }
        self.arrange(&order::of(&keys));
    }

    /// Numbers the items anew that are left, the others being gone with their rows.
    fn close_ranks(&mut self, kept: &[u32]) {
        for row in &mut self.rows {
            row.item = kept.partition_point(|other| (*other as usize) < row.item);
        }
        self.items = kept.iter().filter_map(|item| self.items.get(*item as usize).cloned()).collect();
    }

    /// Puts the items in an order: `sorted` has the position of each before.
    pub(super) fn arrange(&mut self, sorted: &[usize]) {
        let mut places = vec![0; sorted.len()];
        for (place, item) in sorted.iter().enumerate() {
            places[*item] = place;
        }
        for row in &mut self.rows {
            row.item = places[row.item];
        }
        self.items = sorted.iter().map(|item| self.items[*item].clone()).collect();
        let keys: Vec<f64> = self.rows.iter().map(|row| row.item as f64).collect();
        self.rows = order::of(&keys).into_iter().map(|i| self.rows[i].clone()).collect();
    }

    /// A table of the rows that `keep` wants, with the same names, colours and keys.
    pub fn only(&self, keep: &mut dyn FnMut(&Row) -> bool) -> Table {
        let rows: Vec<Row> = self.rows.iter().filter(|row| keep(row)).cloned().collect();
        Table { rows, ..self.without_rows() }
    }

    /// The table of one facet.
    pub fn of_facet(&self, facet: &Facet) -> Table {
        let rows = facet.rows.iter().map(|i| self.rows[*i].clone()).collect();
        Table { rows, ..self.without_rows() }
    }

    fn without_rows(&self) -> Table {
        Table {
            measure: self.measure.clone(),
            measures: self.measures.clone(),
            items: self.items.clone(),
            item: self.item,
            series: self.series.clone(),
            periods: self.periods.clone(),
            rows: Vec::new(),
            one_area: self.one_area,
            joint: self.joint,
            choice: self.choice.clone(),
        }
    }

    /// The facets in the order in which they first occur; empty without small multiples.
    pub fn facets(&self, by: By, name: &dyn Fn(&Row) -> String) -> Vec<Facet> {
        let mut facets: Vec<Facet> = Vec::new();
        if by == By::Auto {
            return facets;
        }
        for (i, row) in self.rows.iter().enumerate() {
            let name = name(row);
            match facets.iter_mut().find(|facet| facet.name == name) {
                Some(facet) => facet.rows.push(i),
                None => facets.push(Facet { name, rows: vec![i] }),
            }
        }
        facets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_hides_isolates_and_never_leaves_nothing() {
        let mut shown = Shown::default();
        shown.toggle(1, 3);
        assert_eq!(shown.hidden, [1]);
        shown.toggle(0, 3);
        shown.toggle(2, 3);
        assert_eq!(shown.hidden, [0; 0], "the last one brings all back");
        shown.isolate(2, 3);
        assert_eq!(shown.hidden, [0, 1]);
        shown.isolate(2, 3);
        assert_eq!(shown.hidden, [0; 0]);
    }

    #[test]
    fn classes_are_picked_one_by_one_or_alone() {
        let mut shown = Shown::default();
        let mut states = Vec::new();
        for (class, alone) in [(1, false), (3, false), (1, false), (2, true), (2, true)] {
            shown.press_class(class, alone);
            states.push(shown.classes.clone());
        }
        assert_eq!(states, [vec![1], vec![1, 3], vec![3], vec![2], vec![]]);
    }

    #[test]
    fn series_of_the_same_names_are_hidden_in_whatever_order_they_stand() {
        let names = ["甲", "乙", "丙"].map(String::from);
        let mut shown = Shown::default();
        shown.take_hidden(&names, &[("丙", true), ("甲", false), ("乙", true)]);
        assert_eq!(shown.hidden, [1, 2]);
        shown.take_hidden(&names, &[("丁", true), ("甲", true), ("乙", false)]);
        shown.take_hidden(&names, &[("甲", true)]);
        assert_eq!(shown.hidden, [1, 2], "other names are another legend");
        shown.take_hidden(&names, &[("丙", false), ("甲", false), ("乙", false)]);
        assert_eq!(shown, Shown::default());
    }

    #[test]
    fn a_window_narrows_moves_and_widens_within_the_periods() {
        let periods: Vec<Period> = (1900..2000).map(Period::year_of).collect();
        let years = |shown: &Shown| shown.window.map(|(from, to)| (from.year(), to.year()));
        let mut shown = Shown::default();
        shown.zoom(&periods, Some(Period::year_of(1990)), Zoom::In);
        assert_eq!(years(&shown), Some((1950, 1999)), "not beyond the end");
        shown.zoom(&periods, None, Zoom::Earlier);
        assert_eq!(years(&shown), Some((1938, 1987)));
        shown.zoom(&periods, Some(Period::year_of(1940)), Zoom::In);
        assert_eq!(years(&shown), Some((1928, 1952)));
        for _ in 0..9 {
            shown.zoom(&periods, None, Zoom::In);
        }
        assert_eq!(years(&shown).map(|(from, to)| to - from), Some(7), "no closer than a line");
        for _ in 0..9 {
            shown.zoom(&periods, None, Zoom::Out);
        }
        assert_eq!(shown.window, None);
        shown.brush(&periods, (Period::year_of(1999), Period::year_of(1999)));
        assert_eq!(years(&shown), Some((1992, 1999)));
        shown.zoom(&periods, None, Zoom::Reset);
        assert_eq!(shown, Shown::default());
        shown.zoom(&periods[..LONG], None, Zoom::In);
        assert_eq!(shown.window, None, "few periods are all there is to see");
    }

    #[test]
    fn a_heading_sorts_both_ways_and_then_no_longer() {
        let mut shown = Shown::default();
        let mut states = Vec::new();
        for _ in 0..4 {
            shown.sort_by(2);
            states.push(shown.sort);
        }
        assert_eq!(states, [Some((2, false)), Some((2, true)), None, Some((2, false))]);
    }
}
