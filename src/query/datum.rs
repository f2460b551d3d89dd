//! What identifies a datum beyond its own table: by this, views and widgets are linked.

use super::{Row, Table};
use crate::config::{By, Link};
use crate::dataset::Period;

/// What a datum is about. What this data set does not know of a datum from another one is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Datum {
    /// Position of its area.
    pub area: Option<usize>,
    /// Whether it is about a place, be it one that is not known here.
    pub is_placed: bool,
    /// Position of its indicator.
    pub indicator: Option<usize>,
    /// When.
    pub period: Option<Period>,
    /// Name of its series; empty for none.
    pub series: String,
    /// Name of its item; empty for none.
    pub item: String,
    /// Position of the entry of a ledger that it is.
    pub entry: Option<usize>,
    /// Whether it is an entry, be it one that is not known here.
    pub is_entry: bool,
    /// By what the view links that it was chosen in.
    pub by: Link,
}

/// What the rows of a view that are linked to a datum have in common with it, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// The area.
    Area(usize),
    /// The indicator, in a view of one area.
    Indicator(usize),
    /// The period.
    Period(Period),
    /// The item of the view.
    Item(usize),
    /// The series of the view.
    Series(usize),
    /// The entry.
    Entry(usize),
}

impl Same {
    /// Whether a row has it.
    pub fn holds(self, row: &Row) -> bool {
        match self {
            Same::Area(area) => row.area == area,
            Same::Indicator(indicator) => row.indicator == indicator,
            Same::Period(period) => row.period == period,
            Same::Item(item) => row.item == item,
            Same::Series(series) => row.series == series,
            Same::Entry(entry) => row.entry == Some(entry),
        }
    }
}

impl Table {
    /// What lights up in the same view together with a row.
    pub fn same_here(&self, row: &Row, link: Link) -> Same {
        match (link, row.entry) {
            (Link::Auto, Some(entry)) => Same::Entry(entry),
            (Link::Auto | Link::Item, _) if !self.items.is_empty() => Same::Item(row.item),
            (Link::Auto, _) if !self.one_area => Same::Area(row.area),
            (Link::Area, _) => Same::Area(row.area),
            (Link::Period, _) => Same::Period(row.period),
            (Link::Auto | Link::Item | Link::Series, _) => Same::Series(row.series),
        }
    }

    /// What a datum of another view has in common with rows of this one, which links by `own`; `None` where nothing has.
    pub fn same_as(&self, datum: &Datum, own: Link) -> Option<Same> {
        let by = match (datum.by, own) {
            (Link::Auto, by) | (by, Link::Auto) => by,
            (by, own) if by == own => by,
            _ => return None,
        };
        let same = match by {
            Link::Auto => self.best(datum),
            Link::Area => datum.area.map(Same::Area),
            Link::Period => datum.period.map(Same::Period),
            Link::Series => self.called(&datum.series),
            Link::Item => self.called(&datum.item),
        };
        same.filter(|same| self.rows.iter().any(|row| same.holds(row)))
    }

    /// The best that is known of both.
    fn best(&self, datum: &Datum) -> Option<Same> {
        let is_ledger = self.rows.first().is_some_and(|row| row.entry.is_some());
        if is_ledger && datum.is_entry {
            return datum.entry.map(Same::Entry);
        }
        if !self.one_area {
            // What is about a place that is not shown here has no other place for its own.
            return if datum.is_placed { datum.area.map(Same::Area) } else { self.named(datum) };
        }
        let is_same_area = self.rows.first().is_some_and(|row| Some(row.area) == datum.area);
        let period = datum.period.filter(|_| self.goes_by_period()).filter(|p| self.has_period(*p));
        let indicator =
            datum.indicator.filter(|_| is_same_area && self.series.len().max(self.items.len()) > 1);
        let indicator = indicator.filter(|own| self.rows.iter().any(|row| row.indicator == *own));
        let is_line_of_it = is_same_area && self.items.is_empty();
        let whole = datum.area.filter(|_| is_line_of_it).map(Same::Area);
        period.map(Same::Period).or(indicator.map(Same::Indicator)).or_else(|| self.named(datum)).or(whole)
    }

    /// Whether a period tells the items of a view of one area apart, or all of its rows.
    fn goes_by_period(&self) -> bool {
        let has_one_line = self.items.is_empty() && self.series.len() < 2;
        self.periods.len() > 1 && (self.item == By::Period && !self.items.is_empty() || has_one_line)
    }

    fn has_period(&self, period: Period) -> bool {
        self.periods.binary_search(&period).is_ok()
    }

    /// An item or a series of the same name. A period is no name: it may belong to anything.
    fn named(&self, datum: &Datum) -> Option<Same> {
        let period = datum.period.map(Period::label).unwrap_or_default();
        let mut names = [&datum.item, &datum.series].into_iter().filter(|name| **name != period);
        names.find_map(|name| self.called(name))
    }

    fn called(&self, name: &str) -> Option<Same> {
        let position = |names: &[String]| names.iter().position(|own| own == name && !name.is_empty());
        position(&self.items).map(Same::Item).or_else(|| position(&self.series).map(Same::Series))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Text, Value};

    fn year(year: i32) -> Period {
        Period::year_of(year)
    }

    /// Rows of `(area, indicator, year, item, series)`.
    fn table(rows: &[(usize, usize, i32, usize, usize)], items: &[&str], series: &[&str], item: By) -> Table {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let mut table = Table { items: names(items), series: names(series), item, ..Table::default() };
        for (area, indicator, at, item, series) in rows {
            let row = Row::new(*area, *indicator, year(*at), Value::Missing(Text::default()));
            table.rows.push(Row { item: *item, series: *series, ..row });
            table.periods.push(year(*at));
        }
        table.periods.sort();
        table.periods.dedup();
        table.one_area = table.rows.iter().all(|row| row.area == table.rows[0].area);
        table
    }

    fn datum(area: usize, indicator: usize, at: i32) -> Datum {
        Datum {
            area: Some(area),
            is_placed: true,
            indicator: Some(indicator),
            period: Some(year(at)),
            ..Datum::default()
        }
    }

    #[test]
    fn a_view_of_areas_takes_over_the_area_and_no_other() {
        let bars = table(&[(1, 0, 2020, 0, 0), (2, 0, 2020, 1, 0)], &["甲", "乙"], &[], By::Area);
        assert_eq!(bars.same_as(&datum(2, 7, 2019), Link::Auto), Some(Same::Area(2)));
        assert_eq!(bars.same_as(&datum(9, 0, 2020), Link::Auto), None, "the period is that of all bars");
        let unknown = Datum { area: None, series: "乙".into(), ..datum(0, 0, 2020) };
        assert_eq!(bars.same_as(&unknown, Link::Auto), None, "a place that is not known is none of these");
    }

    #[test]
    fn a_view_that_differs_by_period_only_takes_over_the_period() {
        let line = table(&[(1, 0, 2019, 0, 0), (1, 0, 2020, 0, 0)], &[], &["甲"], By::Auto);
        assert_eq!(line.same_as(&datum(2, 7, 2019), Link::Auto), Some(Same::Period(year(2019))));
        assert_eq!(line.same_as(&datum(2, 7, 2001), Link::Auto), None);
        assert_eq!(line.same_as(&datum(1, 7, 2001), Link::Auto), Some(Same::Area(1)), "the line of the area");
        let single = table(&[(1, 0, 2020, 0, 0)], &[], &["甲"], By::Auto);
        assert_eq!(single.same_as(&datum(2, 7, 2020), Link::Auto), None, "there is nothing to tell apart");
    }

    #[test]
    fn a_view_of_indicators_takes_over_the_indicator_or_the_name() {
        let rows = [(1, 0, 2020, 0, 0), (1, 5, 2020, 1, 0)];
        let bars = table(&rows, &["产值", "人口"], &[], By::Indicator);
        assert_eq!(bars.same_as(&datum(1, 5, 2001), Link::Auto), Some(Same::Indicator(5)));
        assert_eq!(bars.same_as(&datum(2, 5, 2020), Link::Auto), None, "the same indicator of another area");
        let named = Datum { series: "人口".into(), ..datum(2, 9, 2020) };
        assert_eq!(bars.same_as(&named, Link::Auto), Some(Same::Item(1)));
        let period = Datum { series: "2020年".into(), ..datum(2, 9, 2020) };
        let years = table(&rows, &["产值", "2020年"], &[], By::Indicator);
        assert_eq!(years.same_as(&period, Link::Auto), None, "a period is no name");
    }

    #[test]
    fn what_the_designer_says_goes_and_two_that_disagree_are_not_linked() {
        let bars = table(&[(1, 0, 2019, 0, 0), (2, 0, 2020, 1, 0)], &["甲", "乙"], &["数"], By::Area);
        assert_eq!(bars.same_as(&datum(1, 0, 2020), Link::Period), Some(Same::Period(year(2020))));
        let by_area = Datum { by: Link::Area, ..datum(1, 0, 2020) };
        assert_eq!(bars.same_as(&by_area, Link::Auto), Some(Same::Area(1)));
        assert_eq!(bars.same_as(&by_area, Link::Period), None);
        let row = &bars.rows[1];
        assert_eq!(bars.same_here(row, Link::Auto), Same::Item(1));
        assert_eq!(bars.same_here(row, Link::Series), Same::Series(0));
        assert_eq!(bars.same_here(row, Link::Period), Same::Period(year(2020)));
    }

    #[test]
    fn an_entry_is_itself_in_ledgers_and_its_area_elsewhere() {
        let mut ledger = table(&[(1, 0, 2020, 0, 0), (1, 0, 2021, 0, 0)], &["组"], &[], By::Auto);
        ledger.one_area = false;
        for (position, row) in ledger.rows.iter_mut().enumerate() {
            row.entry = Some(position);
        }
        let entry = Datum { entry: Some(1), is_entry: true, ..datum(1, 0, 2021) };
        assert_eq!(ledger.same_as(&entry, Link::Auto), Some(Same::Entry(1)));
        let unknown = Datum { entry: None, ..entry.clone() };
        assert_eq!(ledger.same_as(&unknown, Link::Auto), None);
        assert_eq!(ledger.same_as(&datum(1, 3, 2000), Link::Auto), Some(Same::Area(1)));
        let bars = table(&[(1, 0, 2020, 0, 0), (2, 0, 2020, 1, 0)], &["甲", "乙"], &[], By::Area);
        assert_eq!(bars.same_as(&entry, Link::Auto), Some(Same::Area(1)));
    }
}
