//! What each column of a table is for.

use super::codes::{self, Code};
use super::content::Content;
use super::lex::Record;
use super::lines::Around;
use super::roles::{Role, role};
use super::value_column::{ValueColumn, area_name};
use super::words::name_and_unit;
use crate::dataset::gazetteer;
use std::collections::BTreeSet;

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
    /// The first column of numbers that were taken for codes, though its header does not say so.
    pub likely_code: Option<usize>,
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
        let headings = headings(header);
        let mut titles: Vec<String> = headings.iter().map(|texts| single(texts).into()).collect();
        let codes = codes::find(&mut titles, body);
        for (at, texts) in headings.iter().enumerate() {
            let (title, code) = (titles[at].as_str(), codes[at]);
            match code {
                Code::None => columns.add(at, texts, title, body, around),
                Code::Redundant => {}
                Code::Likely => columns.likely_code = columns.likely_code.or(Some(at)),
                Code::Needed if Content::of(body, at) == Content::Places => {
                    columns.add(at, texts, title, body, around)
                }
                Code::Needed => columns.add_dimension(at, title),
                Code::Of(role) if columns.has(role) => {}
                Code::Of(role) => columns.add_key(at, role),
            }
        }
        columns.settle_areas();
        columns.settle_first(body);
        columns
    }

    fn add(&mut self, at: usize, texts: &[String; 2], single: &str, body: &[Record], around: &Around) {
        let (name, unit) = name_and_unit(single);
        match role(single).or_else(|| role(name)).or_else(|| role(&texts[1])) {
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

    fn add_unnamed(
        &mut self,
        at: usize,
        texts: &[String; 2],
        single: &str,
        body: &[Record],
        around: &Around,
    ) {
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
            self.keys.iter_mut().find(|(at, key)| *at == 0 && *key == Key::Dimension(String::new()))
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

/// What the lines of the header say of each column.
fn headings(header: &[Record]) -> Vec<[String; 2]> {
    let width = header.iter().map(|record| record.fields.len()).max().unwrap_or(0);
    let mut headings = Vec::with_capacity(width);
    let mut above = "";
    for at in 0..width {
        let lower = header.last().map_or("", |record| record.cell(at));
        let mut upper = if header.len() > 1 { header[0].cell(at) } else { "" };
        // A cell over several columns stands over the first of them.
        if header.len() > 1 && upper.is_empty() && !lower.is_empty() {
            upper = above;
        }
        headings.push([upper.into(), lower.into()]);
        above = upper;
    }
    headings
}

/// The title of a column, where it has but one.
fn single([upper, lower]: &[String; 2]) -> &str {
    if lower.is_empty() || lower == upper {
        upper
    } else if upper.is_empty() {
        lower
    } else {
        ""
    }
}
