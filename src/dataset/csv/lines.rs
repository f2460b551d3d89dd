//! The lines around a table: title, unit, period, notes, source.

use super::lex::Record;
use super::words::{self, join, label, name_and_unit};
use crate::dataset::Period;
use crate::dataset::gazetteer::{PLACES, Place};
use crate::dataset::period::Form;

/// What the lines around a table say about all of it.
#[derive(Default)]
pub(super) struct Around {
    /// What the table is called.
    pub title: String,
    /// What is measured, where a line of its own says so.
    pub indicator: String,
    /// Unit where no header has one.
    pub unit: String,
    /// When, where the table does not say it.
    pub period: Option<Period>,
    /// Where, where the table does not say it.
    pub place: Option<&'static Place>,
    /// Who published it.
    pub source: String,
    /// What must be known about all figures.
    pub note: String,
    /// Notes that a mark refers to: ①, `*`, `[1]`.
    marked: Vec<(String, String)>,
}

/// The cell of a record that has but one.
pub(super) fn lone_cell<'r>(record: &'r Record) -> Option<&'r str> {
    let mut cells = record.fields.iter().map(|field| field.text.trim()).filter(|cell| !cell.is_empty());
    let cell = cells.next()?;
    cells.next().is_none().then_some(cell)
}

impl Around {
    /// Reads a line above the table.
    pub fn above(&mut self, text: &str) {
        if self.labelled(text) {
            return;
        }
        let inner = words::bracketed(text).filter(|(before, _)| before.is_empty()).map(|(_, inner)| inner);
        if let Some(period) = Period::read(inner.unwrap_or(text)) {
            self.period = Some(period);
        } else if self.title.is_empty() {
            self.title = text.into();
        }
    }

    /// Reads a line below the table; false where it is no note. Right below a note every line continues it.
    pub fn below(&mut self, text: &str, goes_on: bool) -> bool {
        let is_told = self.labelled(text) || self.marked_note(text);
        if !is_told && goes_on {
            self.add_note(text);
        }
        is_told || goes_on
    }

    /// Adds to the note, which all indicators repeat: as long as that takes no room to speak of.
    fn add_note(&mut self, note: &str) {
        if self.note.len() + note.len() < LONGEST_NOTE {
            join(&mut self.note, note);
        }
    }

    /// Takes what the title says where no other line does.
    pub fn use_title(&mut self) {
        if self.period.is_none() {
            self.period = period_in(&self.title).map(|(period, _, _)| period);
        }
        if self.place.is_none() {
            self.place = place_in(&self.title);
        }
        if self.indicator.is_empty() {
            self.indicator = measured(&self.title).into();
            if self.unit.is_empty() {
                self.unit = name_and_unit(&self.title).1.into();
            }
        }
    }

    /// A line that says in front what it is about.
    fn labelled(&mut self, text: &str) -> bool {
        if let Some(unit) = unit_label(text) {
            // Where there are several no one can say which figure has which.
            if !unit.chars().any(|c| matches!(c, '、' | ',' | '，')) {
                self.unit = unit.into();
            }
        } else if let Some(source) = label(text, &["数据来源", "资料来源", "来源", "Source", "source"])
        {
            self.source = source.into();
        } else if let Some(note) = label(text, &["注释", "附注", "注", "说明", "备注", "Notes", "Note"])
        {
            if !self.marked_note(note) {
                self.add_note(note);
            }
        } else if let Some(indicator) = label(text, &["指标名称", "指标"]) {
            self.indicator = indicator.into();
        } else if let Some(title) = label(text, &["数据库", "表名", "标题"]) {
            self.title = title.into();
        } else if let Some(period) = label(text, &["时间", "时期", "统计时间", "报告期"]) {
            self.period = Period::read(period).or(self.period);
        } else if let Some(place) = label(text, &["地区", "区域"]) {
            self.place = crate::dataset::gazetteer::find(place).or(self.place);
        } else {
            return false;
        }
        true
    }

    fn marked_note(&mut self, text: &str) -> bool {
        let end = match text.chars().next() {
            Some('[') => text.bytes().position(|b| b == b']').map(|at| at + 1),
            Some(first) => Some(first.len_utf8()),
            None => None,
        };
        let (mark, note) = text.split_at(end.unwrap_or(0));
        let is_mark = words::without_mark(mark, &mut String::new()).is_some_and(str::is_empty);
        if is_mark && self.marked.len() < MOST_MARKS {
            let note =
                note.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | '、'));
            self.marked.push((mark.into(), cut(note, LONGEST_NOTE).into()));
        }
        is_mark
    }

    /// What marks refer to; those that no note explains as they are.
    pub fn explained(&self, marks: &str) -> String {
        let mut out = String::new();
        for mark in marks.split('；') {
            let note = self.marked.iter().find(|(known, _)| known == mark);
            if out.len() < LONGEST_NOTE {
                join(&mut out, note.map_or(mark, |(_, note)| note));
            }
        }
        out
    }
}

/// The text, or so many bytes of it.
fn cut(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// What a text says to be the unit: 单位：万人.
pub(super) fn unit_label(text: &str) -> Option<&str> {
    let (before, inner) = words::bracketed(text).unwrap_or(("", text));
    let text = if before.is_empty() { inner } else { text };
    label(text, &["计量单位", "单位", "Unit", "unit"])
}

/// The first period within a text, with the text before and behind it. Years that a range begins or ends with are none.
pub(super) fn period_in(text: &str) -> Option<(Period, &str, &str)> {
    let mut before = ' ';
    for (at, letter) in text.char_indices().take(LONGEST) {
        let is_start = letter.is_ascii_digit() || letter == '截';
        let is_start = is_start && !before.is_ascii_digit();
        let is_end_of_range = matches!(before, '-' | '—' | '–' | '~' | '～' | '至');
        if is_start
            && !is_end_of_range
            && let Some((period, rest)) = period_first(&text[at..])
        {
            return Some((period, &text[..at], rest));
        }
        before = letter;
    }
    None
}

/// How many notes with marks are kept.
const MOST_MARKS: usize = 100;
/// Bytes that the note of a table may have.
const LONGEST_NOTE: usize = 4096;

/// Titles and headers are no longer than that; more is not looked at.
const LONGEST: usize = 80;

/// The longest period that a text begins with, in Chinese notation, and what follows.
fn period_first(text: &str) -> Option<(Period, &str)> {
    let ends: Vec<usize> = text.char_indices().take(24).map(|(at, letter)| at + letter.len_utf8()).collect();
    ends.into_iter().rev().find_map(|end| {
        let (period, rest) = text.split_at(end);
        let is_chinese = period.chars().next_back().is_some_and(|c| !c.is_ascii());
        Some((Period::read(period).filter(|_| is_chinese)?, rest))
    })
}

/// The one known place that a title begins with.
fn place_in(title: &str) -> Option<&'static Place> {
    let title =
        period_in(title).map_or(title, |(_, before, rest)| if before.is_empty() { rest } else { before });
    PLACES.iter().find(|place| title.trim_start().starts_with(place.name))
}

/// What a title says to be measured: what is left without period, place and unit.
fn measured(title: &str) -> &str {
    let title = unnumbered(name_and_unit(title).0);
    let mut rest = match period_in(title) {
        Some((_, before, behind)) if before.len() < behind.len() => behind,
        Some((_, before, _)) => before,
        None => title,
    };
    let places = PLACES.iter().map(|place| place.name);
    for word in places.chain(["各区（市）", "各区(市)", "各区市", "分区市", "各地区"]) {
        rest = rest.trim().strip_prefix(word).filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    rest.trim()
}

/// A title without 表2-1 in front.
fn unnumbered(title: &str) -> &str {
    let Some(numbered) = title.strip_prefix('表') else { return title };
    let rest = numbered.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
    if rest.len() < numbered.len() && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        title
    }
}

/// The period that a header or a key means which says only a part of the year, of the year of `context`.
pub(super) fn part_of(text: &str, context: Option<Period>) -> Option<Period> {
    let context = context?;
    let year = context.year();
    match text {
        _ if THIS_MONTH.contains(&text) => last_month(context),
        _ if SINCE_JANUARY.contains(&text) => since_january(context),
        _ if text.chars().next()?.is_ascii_punctuation() => None,
        _ => Period::read(&format!("{year}年{text}")),
    }
}

/// Words for the month that a table is about.
pub(super) const THIS_MONTH: [&str; 2] = ["本月", "当月"];
/// Words for the months of the year up to that one, the longer ones first.
pub(super) const SINCE_JANUARY: [&str; 9] = [
    "1-本月累计",
    "1—本月累计",
    "本月止累计",
    "自年初累计",
    "1-本月",
    "1—本月",
    "1至本月",
    "本年累计",
    "累计",
];

/// The last month of a running total, or a month itself.
fn last_month(period: Period) -> Option<Period> {
    match period.form() {
        Form::Month => Some(period),
        Form::Cumulative => Period::month(period.year(), month_of(period)?),
        _ => None,
    }
}

/// The months of a year up to the end of a period.
fn since_january(period: Period) -> Option<Period> {
    let last = match period.form() {
        Form::Month | Form::Cumulative => month_of(period)?,
        _ => return None,
    };
    if last == 1 { Some(period) } else { Period::cumulative(period.year(), 1, last) }
}

/// The month in which a month or a running total ends.
fn month_of(period: Period) -> Option<i32> {
    let written = period.written();
    written.get(written.len().checked_sub(2)?..)?.parse().ok()
}
