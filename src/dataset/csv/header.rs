//! The header of a table, in one line or in two, and what each column is for.

use super::lex::Record;
use super::lines::{self, Around, lone_cell, part_of, period_in, unit_label};
use super::measures::is_relative;
use super::number;
use super::words::{self, Role, name_and_unit, role};
use crate::dataset::Period;
use crate::dataset::gazetteer::{self, Place};
use std::collections::BTreeSet;

/// Where the header stands among the first records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Its first line.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

/// Finds the header: the line with names of columns, or the last one of words above the first one with figures.
pub(super) fn find(records: &[Record]) -> Option<Header> {
    let mut found = None;
    for (at, record) in records.iter().enumerate() {
        if record.fields.len() < 2 || lone_cell(record).is_some() || is_title(record) || record.is_blank() {
            continue;
        }
        if !is_header(record) {
            break;
        }
        found = Some(at);
        if first_role(record) {
            break;
        }
    }
    let found = found?;
    let goes_on = |upper: usize, lower: usize| {
        let pair = records.get(upper).zip(records.get(lower));
        pair.is_some_and(|(upper, lower)| is_continued(upper, lower))
    };
    if goes_on(found, found + 1) {
        Some(Header { first: found, last: found + 1 })
    } else if found > 0 && goes_on(found - 1, found) {
        Some(Header { first: found - 1, last: found })
    } else {
        Some(Header { first: found, last: found })
    }
}

/// Whether two lines make one header: the lower says nothing new about the first column.
fn is_continued(upper: &Record, lower: &Record) -> bool {
    let cells = |record: &Record| record.fields.iter().filter(|f| !f.text.trim().is_empty()).count();
    let first = lower.cell(0);
    let new = first.is_empty() || first == upper.cell(0);
    new && cells(upper) > 1 && cells(lower) > 1 && is_header(upper) && is_header(lower) && !is_title(upper)
}

/// A title with the unit or the period at its right is no header.
fn is_title(record: &Record) -> bool {
    let mut cells = record.fields.iter().map(|field| field.text.trim()).filter(|cell| !cell.is_empty());
    let count = cells.clone().count();
    count == 2 && cells.next_back().is_some_and(|cell| unit_label(cell).is_some())
}

/// Whether all cells are words or periods.
fn is_header(record: &Record) -> bool {
    record.fields.iter().all(|field| {
        let cell = field.text.trim();
        cell.is_empty() || header_period(cell).is_some() || matches!(number::read(cell), number::Cell::Other)
    })
}

/// Whether it begins with the name of a column.
fn first_role(record: &Record) -> bool {
    record.fields.iter().find(|f| !f.text.trim().is_empty()).is_some_and(|f| role(&f.text).is_some())
}

/// A period as headers have it. Plain numbers are years only where they are likely to be.
fn header_period(text: &str) -> Option<Period> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    Period::read(text).filter(|period| !is_number || (1900..=2100).contains(&period.year()))
}

/// What the columns of a table are for.
#[derive(Default)]
pub(super) struct Columns {
    /// The columns that say what figures of a row are about.
    pub keys: Vec<(usize, Key)>,
    /// The columns of figures.
    pub values: Vec<ValueColumn>,
    /// The first column of words past [`MOST_DIMENSIONS`].
    pub left_out: Option<usize>,
    /// The first column of figures without a header.
    pub nameless: Option<usize>,
    /// One bit for each role that a column has.
    roles: u32,
}

/// How many columns of words may tell indicators apart.
pub(super) const MOST_DIMENSIONS: usize = 16;

/// What a column says about the figures of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    Of(Role),
    /// What beyond indicator, area and period figures differ in: its name.
    Dimension(String),
}

/// A column of figures, and what its header says of them.
#[derive(Default)]
pub(super) struct ValueColumn {
    pub at: usize,
    pub period: Option<Period>,
    /// A part of a year that rows or the title have to name.
    pub part: String,
    pub place: Option<&'static Place>,
    /// Name of the indicator, of what it is a form of, or of an area.
    pub name: String,
    pub unit: String,
    /// Marks that a note may explain.
    pub marks: String,
    /// Whether [`ValueColumn::name`] is that of an area.
    pub is_area: bool,
}

impl Columns {
    /// Whether a column says this of rows.
    pub fn has(&self, role: Role) -> bool {
        self.roles & 1 << role as u32 != 0
    }

    /// Whether rows say when their figures were.
    pub fn has_time(&self) -> bool {
        [Role::Period, Role::Year, Role::Part, Role::Quarter].into_iter().any(|role| self.has(role))
    }

    /// Whether there is a figure a row, and all that is to be said about it in columns beside it.
    pub fn is_long(&self) -> bool {
        self.has(Role::Value)
    }

    fn add_key(&mut self, at: usize, role: Role) {
        self.keys.push((at, Key::Of(role)));
        self.roles |= 1 << role as u32;
    }

    fn add_dimension(&mut self, at: usize, name: &str) {
        let count = self.keys.iter().filter(|(_, key)| matches!(key, Key::Dimension(_))).count();
        if count < MOST_DIMENSIONS {
            self.keys.push((at, Key::Dimension(name.into())));
        } else {
            self.left_out = self.left_out.or(Some(at));
        }
    }

    /// Of two columns of areas the one counts that tells more of them apart; where both tell as many, as 城市 and 区县
    /// of one city may among the first rows, the later one.
    fn refine_area(&mut self, at: usize, body: &[Record]) {
        let count = |at: usize| body.iter().map(|row| row.cell(at)).collect::<BTreeSet<&str>>().len();
        let before = self.keys.iter_mut().find(|(_, key)| *key == Key::Of(Role::Area));
        if let Some((before, _)) = before.filter(|(before, _)| count(at) >= count(*before)) {
            *before = at;
        }
    }

    /// Columns that are needed: up to the last one of figures.
    pub fn width(&self) -> usize {
        self.values.iter().map(|column| column.at + 1).max().unwrap_or(0)
    }

    /// Tells the columns by their headers, and where these do not say it by the first rows below.
    pub fn tell(header: &[Record], body: &[Record], around: &Around) -> Columns {
        let mut columns = Columns::default();
        let width = header.iter().map(|record| record.fields.len()).max().unwrap_or(0);
        let mut above = String::new();
        for at in 0..width {
            let lower = header.last().map_or("", |record| record.cell(at));
            let mut upper = if header.len() > 1 { header[0].cell(at) } else { "" };
            // A cell over several columns stands over the first of them.
            if header.len() > 1 && upper.is_empty() && !lower.is_empty() {
                upper = &above;
            }
            let upper = String::from(upper);
            columns.add(at, [&upper, lower], body, around);
            above = upper;
        }
        columns.settle_areas();
        columns.settle_first(body);
        columns
    }

    fn add(&mut self, at: usize, texts: [&str; 2], body: &[Record], around: &Around) {
        let [upper, lower] = texts;
        let single = if lower.is_empty() || lower == upper {
            upper
        } else if upper.is_empty() {
            lower
        } else {
            ""
        };
        let (name, unit) = name_and_unit(single);
        match role(single).or_else(|| role(name)).or_else(|| role(lower)) {
            Some(Role::Value) => {
                self.roles |= 1 << Role::Value as u32;
                self.values.push(ValueColumn { at, unit: unit.into(), ..ValueColumn::default() });
            }
            Some(Role::Ignored) => {}
            // A second column of names tells indicators further apart.
            Some(Role::Indicator) if self.has(Role::Indicator) => self.add_dimension(at, single),
            Some(Role::Area) if self.has(Role::Area) => self.refine_area(at, body),
            // Of two other columns that say the same the first counts.
            Some(role) if self.has(role) => {}
            Some(role) => self.add_key(at, role),
            None => self.add_unnamed(at, texts, single, body, around),
        }
    }

    fn add_unnamed(&mut self, at: usize, texts: [&str; 2], single: &str, body: &[Record], around: &Around) {
        let kind = Content::of(body, at);
        let mut column = ValueColumn { at, ..ValueColumn::default() };
        for text in texts.iter().take(if texts[0] == texts[1] { 1 } else { 2 }) {
            column.describe(text, around);
        }
        let is_told = column.period.is_some() || !column.part.is_empty() || column.place.is_some();
        match kind {
            _ if is_told && (at > 0 || kind == Content::Figures) => self.values.push(column),
            Content::Places if !self.has(Role::Area) => self.add_key(at, Role::Area),
            Content::Periods if !self.has(Role::Period) => self.add_key(at, Role::Period),
            Content::Parts if !self.has(Role::Part) => self.add_key(at, Role::Part),
            Content::Figures if is_code(&column.name) => {}
            Content::Figures if !single.is_empty() || !column.name.is_empty() => self.values.push(column),
            Content::Empty if !column.name.is_empty() && at > 0 => self.values.push(column),
            Content::Figures => self.nameless = self.nameless.or(Some(at)),
            Content::Empty => {}
            // Which it is, the other columns tell.
            _ if at == 0 => self.add_dimension(at, ""),
            _ => self.add_dimension(at, single),
        }
    }

    /// Where most columns of figures are named by known places the others are places too.
    fn settle_areas(&mut self) {
        let known = self.values.iter().filter(|column| column.place.is_some()).count();
        if known == 0 || 2 * known < self.values.len() || self.has(Role::Area) || self.has(Role::AreaCode) {
            return;
        }
        for column in &mut self.values {
            column.is_area = column.place.is_none() && !column.name.is_empty();
        }
    }

    /// The first column without a known name is about what the others do not say.
    fn settle_first(&mut self, body: &[Record]) {
        let has_area = self.has(Role::Area) || self.values.iter().any(|column| column.place.is_some());
        let has_indicator = self.has(Role::Indicator) || self.has(Role::IndicatorCode);
        let is_named = self.values.iter().any(|c| !c.name.is_empty() && c.period.is_none() && !c.is_area);
        let Some((_, key)) =
            self.keys.iter_mut().find(|(at, key)| *at == 0 && matches!(key, Key::Dimension(_)))
        else {
            return;
        };
        let some_places = body.iter().any(|record| gazetteer::find(&area_name(record.cell(0))).is_some());
        let role = match () {
            () if !has_area && (some_places || has_indicator || is_named) => Role::Area,
            () if !has_indicator => Role::Indicator,
            () => return,
        };
        *key = Key::Of(role);
        self.roles |= 1 << role as u32;
    }
}

/// Words over columns of figures that say no more than that these are figures.
const PLAIN: [&str; 8] = ["绝对量", "绝对值", "总量", "数量", "实绩", "本期", "指标值", "完成额"];

impl ValueColumn {
    /// Adds what one line of the header says.
    fn describe(&mut self, text: &str, around: &Around) {
        let mut text = text.trim();
        while let Some(shorter) = words::without_mark(text, &mut self.marks) {
            text = shorter;
        }
        let (name, unit) = name_and_unit(text);
        if !unit.is_empty() {
            self.unit = unit.into();
        }
        let year = self.period.or(around.period).or(Some(Period::year_of(2000)));
        if name.is_empty() || PLAIN.contains(&name) {
        } else if let Some(period) = header_period(name) {
            self.period = Some(period);
        } else if let Some(place) = gazetteer::find(&area_name(name)) {
            self.place = Some(place);
        } else if let Some((part, rest)) = monthly(name) {
            self.part = part.into();
            self.add_name(rest);
        } else if part_of(name, year).is_some() {
            self.part = name.into();
        } else if words::is_unit(name) && self.unit.is_empty() && !self.name.is_empty() {
            self.unit = name.into();
        } else {
            let (period, rest) = match period_in(name) {
                Some((period, "", rest)) => (Some(period), rest.trim()),
                _ => (None, name),
            };
            self.period = period.or(self.period);
            self.add_name(rest);
        }
    }

    /// Adds a name or, where there is one, what it is a form of.
    fn add_name(&mut self, name: &str) {
        if self.name.is_empty() {
            self.name = name.into();
        } else if !name.is_empty() {
            self.name = format!("{}（{name}）", self.name);
        }
    }
}

/// Whether the numbers of a column only stand for names.
fn is_code(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    ["代码", "编码", "编号", "code"].iter().any(|word| header.ends_with(word))
}

/// 本月, 累计 and their like, and the form of an indicator that may follow: 累计同比增长.
fn monthly(name: &str) -> Option<(&str, &str)> {
    let mut words = lines::THIS_MONTH.iter().chain(&lines::SINCE_JANUARY);
    let (word, rest) = words.find_map(|word| Some((*word, name.strip_prefix(word)?.trim())))?;
    (rest.is_empty() || is_relative(rest)).then_some((word, rest))
}

/// Name of an area without the spaces that make columns even, 其中： and marks in front.
pub(super) fn area_name(cell: &str) -> String {
    let name: String = cell.chars().filter(|c| !c.is_whitespace() || cell.is_ascii()).collect();
    let name = words::label(&name, &["其中"]).map_or(name.as_str(), |rest| rest);
    name.trim_start_matches('#').into()
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Empty,
    Figures,
    Places,
    Periods,
    /// Months and quarters without a year.
    Parts,
    Words,
}

impl Content {
    /// What most of the cells are.
    fn of(body: &[Record], at: usize) -> Content {
        let cells: Vec<&str> = body.iter().map(|r| r.cell(at)).filter(|cell| !cell.is_empty()).collect();
        let most = |is: &dyn Fn(&str) -> bool| {
            let count = cells.iter().filter(|cell| is(cell)).count();
            count > 0 && 2 * count >= cells.len()
        };
        let year = Some(Period::year_of(2000));
        if cells.is_empty() {
            Content::Empty
        } else if most(&|cell| gazetteer::find(&area_name(cell)).is_some()) {
            Content::Places
        } else if at == 0 && most(&|cell| header_period(cell).is_some()) {
            Content::Periods
        } else if most(&|cell| number::is_figure(cell)) {
            Content::Figures
        } else if most(&|cell| Period::read(cell).is_some()) {
            Content::Periods
        } else if most(&|cell| part_of(cell, year).is_some()) {
            Content::Parts
        } else if most(&|cell| !matches!(number::read(cell), number::Cell::Other)) {
            Content::Figures
        } else {
            Content::Words
        }
    }
}
