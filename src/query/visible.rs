//! What of a table is shown: all of it, one facet, or what the visitor has left.

use super::{Row, Stretch, Table};
use crate::config::By;
use crate::dataset::Period;
use crate::order;
#[cfg(feature = "charts")]
use crate::topology::camera::Camera;
use std::borrow::Cow;

/// What the visitor has made of a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// The series that are hidden.
    pub hidden: Vec<u32>,
    /// The classes that are looked at, the others stepping back; empty for all.
    pub classes: Vec<u32>,
    /// The column that rows are sorted by, and whether the smallest comes first.
    pub sort: Option<(u32, bool)>,
    /// What is looked at of a long axis or list; `None` for all, or for the beginning.
    pub window: Option<Window>,
    /// What has a colour of its own, in the order of the palette; `None` for what the view says.
    pub picked: Option<Vec<u32>>,
    /// What the visitor has searched a list for; empty for nothing.
    pub find: String,
    /// The chips of a ledger whose entries are left out.
    pub off: Vec<u32>,
    /// What is left of a long list: positions of its items, or keys of its rows where it is one of entries, ascending.
    /// `None` for all.
    pub kept: Option<Vec<u32>>,
    /// The period chosen on a timeline; `None` for the one that is shown at first.
    pub moment: Option<Period>,
    /// Whether the timeline goes on by itself.
    pub playing: bool,
    /// The part of a map that is looked at; `None` for all.
    #[cfg(feature = "charts")]
    pub camera: Option<Camera>,
}

/// A view of more periods, or of more items, than that can be looked at more closely.
pub const LONG: usize = 60;

/// Fewer than that are not looked at alone: a line needs some points.
const CLOSEST: usize = 8;

/// A stretch of a long axis or list, its first and its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Periods, which stay the same when earlier ones are published.
    Periods(Period, Period),
    /// Positions of items in the order in which they are shown; of a list only the first counts.
    Items(u32, u32),
}

/// What runs along an axis that is long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axis<'t> {
    /// Periods in order.
    Periods(&'t [Period]),
    /// So many items.
    Items(usize),
}

impl Axis<'_> {
    /// How many periods or items.
    pub fn count(&self) -> usize {
        match self {
            Axis::Periods(periods) => periods.len(),
            Axis::Items(count) => *count,
        }
    }

    /// Where a period lies, or the next one that there is.
    pub fn position(&self, period: Period) -> usize {
        match self {
            Axis::Periods(periods) => periods.partition_point(|known| *known < period),
            Axis::Items(_) => 0,
        }
    }

    /// The window from one position to another.
    fn window(&self, from: usize, to: usize) -> Option<Window> {
        match self {
            Axis::Periods(periods) => Some(Window::Periods(*periods.get(from)?, *periods.get(to)?)),
            Axis::Items(_) => Some(Window::Items(from as u32, to as u32)),
        }
    }

    /// The first and the last position of a window.
    fn ends(&self, window: Window) -> (usize, usize) {
        let last = self.count().saturating_sub(1);
        let (from, to) = match window {
            Window::Periods(from, to) => (self.position(from), self.position(to)),
            Window::Items(from, to) => (from as usize, to as usize),
        };
        (from.min(last), to.min(last).max(from.min(last)))
    }
}

/// How the window on a long axis changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// Half as many.
    In,
    /// Twice as many.
    Out,
    /// A quarter of the window back.
    Earlier,
    /// A quarter of the window on.
    Later,
    /// All.
    Reset,
}

impl Shown {
    /// All, as at the beginning.
    pub const NONE: Shown = Shown {
        hidden: Vec::new(),
        classes: Vec::new(),
        sort: None,
        window: None,
        picked: None,
        find: String::new(),
        off: Vec::new(),
        kept: None,
        moment: None,
        playing: false,
        #[cfg(feature = "charts")]
        camera: None,
    };

    /// Hides or shows a series of `count`. The last one that is left is not hidden: all the others come back instead.
    pub fn toggle(&mut self, series: u32, count: usize) {
        toggle(&mut self.hidden, series, &(0..count as u32).collect::<Vec<_>>());
    }

    /// Shows only one series of `count`; all of them, where it is the only one already.
    pub fn isolate(&mut self, series: u32, count: usize) {
        isolate(&mut self.hidden, series, &(0..count as u32).collect::<Vec<_>>());
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

    /// Leaves the entries of a chip out, or takes them in; `alone` for only them. `alike` are the chips that are
    /// alternatives to one another, itself among them. The list starts at its top again.
    pub fn press_chip(&mut self, chip: u32, alike: &[u32], alone: bool) {
        if alone {
            isolate(&mut self.off, chip, alike)
        } else {
            toggle(&mut self.off, chip, alike)
        }
        self.window = None;
    }

    /// The first and the last position that are looked at on an axis.
    pub fn ends(&self, axis: &Axis) -> (usize, usize) {
        self.window.map_or((0, axis.count().saturating_sub(1)), |window| axis.ends(window))
    }

    /// Looks at another stretch of an axis, around `middle` where it is closer or wider.
    pub fn zoom(&mut self, axis: &Axis, middle: Option<usize>, zoom: Zoom) {
        let all = axis.count();
        if all <= LONG {
            return;
        }
        let last = all - 1;
        let (from, to) = self.ends(axis);
        let count = to - from + 1;
        let middle = middle.filter(|at| (from..=to).contains(at)).unwrap_or((from + to) / 2);
        let around = |count: usize| {
            let from = middle.saturating_sub(count / 2).min(all - count);
            (from, from + count - 1)
        };
        let step = (count / 4).max(1);
        let (from, to) = match zoom {
            Zoom::In => around((count / 2).max(CLOSEST)),
            Zoom::Out => around((count * 2).min(all)),
            Zoom::Earlier => (from - step.min(from), to - step.min(from)),
            Zoom::Later => (from + step.min(last - to), to + step.min(last - to)),
            Zoom::Reset => (0, last),
        };
        self.look(axis, from, to);
    }

    /// The positions that are shown of an axis; `None` where they are too few for a part of them.
    pub fn stretch(&self, axis: &Axis) -> Option<Stretch> {
        let last = axis.count().checked_sub(1).filter(|last| *last >= LONG)?;
        let (from, to) = self.ends(axis);
        Some(Stretch { from, to, last, closest: CLOSEST })
    }

    /// Shows those positions of an axis.
    pub fn show(&mut self, axis: &Axis, stretch: Stretch) {
        if stretch.from <= stretch.to && stretch.to < axis.count() {
            self.look(axis, stretch.from, stretch.to);
        }
    }

    /// Looks at what lies from one position to another, as many before and after as make a line.
    pub fn brush(&mut self, axis: &Axis, (from, to): (usize, usize)) {
        let all = axis.count();
        if all <= LONG {
            return;
        }
        let (from, to) = (from.min(to).min(all - 1), to.max(from).min(all - 1));
        let missing = CLOSEST.saturating_sub(to - from + 1);
        let from = from.saturating_sub(missing / 2).min(all - CLOSEST);
        self.look(axis, from, (to + missing.div_ceil(2)).clamp(from + CLOSEST - 1, all - 1));
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

    /// Looks at the positions from one to another, both included.
    pub fn look(&mut self, axis: &Axis, from: usize, to: usize) {
        let is_all = from == 0 && to + 1 >= axis.count();
        self.window = if is_all { None } else { axis.window(from, to) };
    }

    /// The first line of a list that is shown.
    pub fn first(&self) -> usize {
        match self.window {
            Some(Window::Items(from, _)) => from as usize,
            _ => 0,
        }
    }

    /// Shows a list from another line on.
    pub fn scroll(&mut self, first: usize, lines: usize) {
        let last = first.saturating_add(lines.saturating_sub(1));
        self.window = (first > 0).then_some(Window::Items(first as u32, last as u32));
    }

    /// Sorts by a column, the largest first; once more, the smallest first; then as at the beginning. A list starts at its
    /// top again.
    pub fn sort_by(&mut self, column: u32) {
        self.sort = match self.sort {
            Some((own, false)) if own == column => Some((column, true)),
            Some((own, true)) if own == column => None,
            _ => Some((column, false)),
        };
        if let Some(Window::Items(..)) = self.window {
            self.window = None;
        }
    }
}

/// Hides or shows one of `all`. The last one that is left is not hidden: all the others come back instead.
fn toggle(hidden: &mut Vec<u32>, one: u32, all: &[u32]) {
    match hidden.iter().position(|hidden| *hidden == one) {
        Some(position) => {
            hidden.remove(position);
        }
        None => hidden.push(one),
    }
    if all.iter().all(|one| hidden.contains(one)) {
        hidden.retain(|one| !all.contains(one));
    }
}

/// Shows only one of `all`; all of them, where it is the only one already.
fn isolate(hidden: &mut Vec<u32>, one: u32, all: &[u32]) {
    let is_alone = all.iter().all(|other| hidden.contains(other) == (*other != one));
    hidden.retain(|other| !all.contains(other));
    if !is_alone {
        hidden.extend(all.iter().filter(|other| **other != one));
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
    /// What the visitor has left of it: see [`super::List`] for lists and for windows over items.
    pub fn shown(&self, shown: &Shown) -> Cow<'_, Table> {
        let moment = self.moment_in(Some(shown));
        let window = match shown.window {
            Some(Window::Periods(from, to)) => Some((from, to)),
            _ => None,
        };
        if shown.hidden.is_empty() && window.is_none() && shown.picked.is_none() && moment.is_none() {
            return Cow::Borrowed(self);
        }
        let in_window = |period: &Period| {
            window.is_none_or(|(from, to)| (from..=to).contains(period))
                && moment.is_none_or(|moment| moment == *period)
        };
        let mut table =
            self.only(&mut |row| !shown.hidden.contains(&(row.series as u32)) && in_window(&row.period));
        table.periods.retain(|period| in_window(period));
        table.moment = moment;
        if self.item == By::Period && window.is_some() {
            table.trim();
        }
        table.choose(shown);
        Cow::Owned(table)
    }

    /// Takes over what the visitor has picked.
    pub fn choose(&mut self, shown: &Shown) {
        if let (Some(choice), Some(picked)) = (&mut self.choice, &shown.picked) {
            choice.picked.clone_from(picked);
        }
    }

    /// Leaves out the items before the first and behind the last that have rows.
    fn trim(&mut self) {
        let ends = (self.rows.iter().map(|row| row.item).min(), self.rows.iter().map(|row| row.item).max());
        let (Some(first), Some(last)) = ends else { return };
        self.items.truncate(last + 1);
        self.items.drain(..first.min(self.items.len()));
        for row in &mut self.rows {
            row.item -= first;
        }
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
        self.with_items(self.items.clone())
    }

    /// The same without rows, of other items.
    pub(super) fn with_items(&self, items: Vec<String>) -> Table {
        Table {
            measure: self.measure.clone(),
            measures: self.measures.clone(),
            items,
            item: self.item,
            series: self.series.clone(),
            periods: self.periods.clone(),
            moment: self.moment,
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
        let years = |shown: &Shown| match shown.window {
            Some(Window::Periods(from, to)) => Some((from.year(), to.year())),
            _ => None,
        };
        let all = Axis::Periods(&periods);
        let mut shown = Shown::default();
        shown.zoom(&all, Some(90), Zoom::In);
        assert_eq!(years(&shown), Some((1950, 1999)), "not beyond the end");
        shown.zoom(&all, None, Zoom::Earlier);
        assert_eq!(years(&shown), Some((1938, 1987)));
        shown.zoom(&all, Some(40), Zoom::In);
        assert_eq!(years(&shown), Some((1928, 1952)));
        for _ in 0..9 {
            shown.zoom(&all, None, Zoom::In);
        }
        assert_eq!(years(&shown).map(|(from, to)| to - from), Some(7), "no closer than a line");
        for _ in 0..9 {
            shown.zoom(&all, None, Zoom::Out);
        }
        assert_eq!(shown.window, None);
        shown.brush(&all, (99, 99));
        assert_eq!(years(&shown), Some((1992, 1999)));
        shown.zoom(&all, None, Zoom::Reset);
        assert_eq!(shown, Shown::default());
        shown.zoom(&Axis::Periods(&periods[..LONG]), None, Zoom::In);
        assert_eq!(shown.window, None, "few periods are all there is to see");
    }

    #[test]
    fn items_are_looked_at_as_periods_are() {
        let all = Axis::Items(5000);
        let mut shown = Shown::default();
        shown.zoom(&all, Some(10), Zoom::In);
        assert_eq!(shown.window, Some(Window::Items(0, 2499)));
        shown.zoom(&all, None, Zoom::Later);
        assert_eq!(shown.ends(&all), (625, 3124));
        shown.brush(&all, (4998, 4999));
        assert_eq!(shown.window, Some(Window::Items(4992, 4999)));
        assert_eq!(shown.ends(&Axis::Items(100)), (99, 99), "fewer items than there were");
        shown.zoom(&all, None, Zoom::Reset);
        assert_eq!(shown, Shown::default());
    }

    #[test]
    fn chips_that_are_alternatives_filter_among_themselves() {
        let mut shown = Shown { window: Some(Window::Items(40, 60)), ..Shown::default() };
        shown.press_chip(1, &[0, 1], false);
        assert_eq!((&shown.off[..], shown.window), (&[1][..], None), "from the top");
        shown.press_chip(3, &[2, 3, 4], true);
        assert_eq!(shown.off, [1, 2, 4]);
        shown.press_chip(0, &[0, 1], false);
        assert_eq!(shown.off, [2, 4], "the last one of its kind brings them back");
        shown.press_chip(3, &[2, 3, 4], true);
        assert_eq!(shown.off, [0; 0]);
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
