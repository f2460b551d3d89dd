//! What a view draws: rows of figures, and what the figures are.

#[cfg(feature = "charts")]
use super::pick::Choice;
use crate::config::By;
use crate::dataset::{Dataset, Direction, Period, Status, Value};
use crate::decimal::Decimal;
use crate::format::{self, Scaling};

/// What the numbers of a table are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// Name of the indicator, or of what is computed from it.
    pub name: String,
    /// Unit of the values as published.
    pub unit: String,
    /// One scaling for all labels.
    pub scaling: Scaling,
    /// Digits behind the point of scaled labels.
    pub decimals: u8,
    /// Which way is good.
    pub direction: Direction,
    /// First period of a computed growth; `None` for published values.
    pub growth_from: Option<Period>,
}

impl Measure {
    /// The unit that labels are in: 万人.
    pub fn label_unit(&self) -> String {
        format!("{}{}", self.scaling.word, self.unit)
    }

    /// A value as a label, in [`Measure::label_unit`].
    pub fn label(&self, value: Decimal) -> String {
        let text = self.scaling.number(value, self.decimals);
        if self.growth_from.is_some() && value.mantissa > 0 { format!("+{text}") } else { text }
    }

    /// A value whole and exact, with its unit.
    pub fn exact(&self, value: Decimal) -> String {
        match self.growth_from {
            Some(_) => format::signed(value, &self.unit),
            None => format::quantity(value, &self.unit),
        }
    }
}

/// One observation as a view shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the whole table: the same in every part of it.
    pub key: u32,
    /// Position of the area in the data set.
    pub area: usize,
    /// Position of the indicator in the data set.
    pub indicator: usize,
    /// Position of the line it belongs to; 0 for bars and regions.
    pub series: usize,
    /// Position in the items of the table.
    pub item: usize,
    /// Position of the indicator among those that the view shows.
    pub column: usize,
    /// When.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Position of the observation in the data set; `None` when there is none.
    pub observation: Option<usize>,
    /// Position of the observation that growth is computed from, in a table of growth.
    pub base: Option<usize>,
    /// Position of the entry of a ledger that it stands for; such a row has neither indicator nor observation, and an area
    /// only where the entry has.
    pub entry: Option<usize>,
}

impl Row {
    /// A row of the first item, series and column.
    pub(super) fn new(area: usize, indicator: usize, period: Period, value: Value) -> Row {
        let (observation, base) = (None, None);
        let entry = None;
        Row {
            key: 0,
            area,
            indicator,
            series: 0,
            item: 0,
            column: 0,
            period,
            value,
            observation,
            base,
            entry,
        }
    }

    /// How far its number is to be taken as it stands; a computed growth has no status.
    pub fn status(&self, set: &Dataset) -> Status {
        let published = self.observation.filter(|_| self.base.is_none());
        published.map_or(Status::Final, |o| set.observations.status(o))
    }
}

/// What a view draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the numbers are.
    pub measure: Measure,
    /// The same for each indicator, by [`Row::column`], where they have units of their own; otherwise empty.
    pub measures: Vec<Measure>,
    /// Names of the items: the categories of an axis, the sectors, the tiles.
    pub items: Vec<String>,
    /// What the items are.
    pub item: By,
    /// Names of the lines.
    pub series: Vec<String>,
    /// All periods of the rows, ascending, each once.
    pub periods: Vec<Period>,
    /// Which of them a view with a timeline shows, at first or, in what is left of its table, now; `None` for all.
    #[cfg(feature = "charts")]
    pub moment: Option<Period>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether all rows are about the same area.
    pub one_area: bool,
    /// Whether all rows of an item are one mark and are read together.
    pub joint: bool,
    /// What of it has a colour of its own; `None` where there are colours for all.
    #[cfg(feature = "charts")]
    pub choice: Option<Choice>,
}

impl Table {
    /// The known values in scaled units.
    pub fn values(&self) -> Vec<f64> {
        self.rows.iter().filter_map(|row| self.scaled(row)).collect()
    }

    /// The value of a row in scaled units.
    pub fn scaled(&self, row: &Row) -> Option<f64> {
        row.value.known().map(|v| self.measure_of(row).scaling.apply(v))
    }

    /// What the number of a row is.
    pub fn measure_of(&self, row: &Row) -> &Measure {
        let own = if cfg!(feature = "charts") { self.measures.get(row.column) } else { None };
        own.unwrap_or(&self.measure)
    }

    /// The rows that are read with `row`: one for each series, itself among them.
    pub fn members(&self, row: &Row) -> Vec<&Row> {
        // Rows stand in the order of their items.
        let first = self.rows.partition_point(|other| other.item < row.item);
        let of_item = || self.rows[first..].iter().take_while(|other| other.item == row.item);
        let member = |series: usize| {
            let mut all = of_item().filter(|other| other.series == series && other.area == row.area);
            let same = all.clone().find(|other| other.period == row.period);
            same.or(all.next())
        };
        (0..self.series.len().max(1)).filter_map(member).collect()
    }

    /// The row of an item in a series, with its position; the first one of small multiples.
    pub fn cell(&self, item: usize, series: usize) -> Option<(usize, &Row)> {
        self.rows.iter().enumerate().find(|(_, row)| row.item == item && row.series == series)
    }
}
