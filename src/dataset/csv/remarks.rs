//! What is said about figures, kept once for all that it is said about.

use super::lines::Around;
use super::row::Row;
use super::words::{self, join};
use crate::dataset::reader::MAX_BYTES;
use crate::dataset::{Remark, Text};
use crate::diagnostic::{Diagnostics, say};
use std::collections::BTreeMap;

/// How many marks, or rows of marks, have their notes kept for the next figure.
const MOST_MARKS: usize = 1000;

/// What a row says about each of its figures.
#[derive(Clone, Default)]
pub(super) struct Stated {
    phrase: Text,
    page: Text,
    note: Text,
    /// Why there are no figures; `None` where no column is for that.
    pub missing: Option<Text>,
}

/// The remarks of a table.
pub(super) struct Remarks<'t> {
    around: &'t Around,
    /// What the row before said: many rows say the same.
    before: Stated,
    /// Notes by the marks that refer to them.
    marked: BTreeMap<String, Text>,
    /// Bytes that notes may still take which a row and a mark make together.
    room: usize,
}

impl<'t> Remarks<'t> {
    pub fn new(around: &'t Around) -> Remarks<'t> {
        Remarks { around, before: Stated::default(), marked: BTreeMap::new(), room: MAX_BYTES }
    }

    /// What a row says about each of its figures.
    pub fn of_row(&mut self, row: &Row) -> Stated {
        let mut note = String::from(row.note);
        if !row.status.is_empty() && words::status(row.status).is_none() {
            join(&mut note, &format!("状态：{}", row.status));
        }
        let before = &self.before;
        let missing = before.missing.clone().unwrap_or_default();
        self.before = Stated {
            phrase: shared(&before.phrase, row.phrase),
            page: shared(&before.page, row.page),
            note: shared(&before.note, &note),
            missing: row.missing.map(|reason| shared(&missing, reason)),
        };
        self.before.clone()
    }

    /// What is said about a figure with these marks; most of a million have nothing.
    pub fn of_figure(&mut self, stated: &Stated, marks: &str) -> Option<Box<Remark>> {
        let note = if marks.is_empty() { stated.note.clone() } else { self.with_marks(&stated.note, marks) };
        let is_remarked = [&stated.phrase, &stated.page, &note].iter().any(|text| !text.is_empty());
        let remark =
            || Remark { phrase: stated.phrase.clone(), page: stated.page.clone(), note, ..Remark::default() };
        is_remarked.then(|| Box::new(remark()))
    }

    fn with_marks(&mut self, note: &Text, marks: &str) -> Text {
        let explained = match self.marked.get(marks) {
            Some(known) => known.clone(),
            None => {
                let explained = Text::from(self.around.explained(marks));
                if self.marked.len() < MOST_MARKS {
                    self.marked.insert(marks.into(), explained.clone());
                }
                explained
            }
        };
        if note.is_empty() {
            return explained;
        }
        let length = note.len() + explained.len();
        if self.room < length {
            self.room = 0;
            return note.clone();
        }
        self.room -= length;
        let mut whole = String::from(&**note);
        join(&mut whole, &explained);
        whole.into()
    }

    /// Tells whether notes were left out.
    pub fn finish(&self, faults: &mut Diagnostics) {
        if self.room == 0 {
            let sentence =
                say!("说明文字太多，有一部分没有读入", "there are too many notes; some of them are not read");
            faults.warning("data#", sentence, "数值不受影响；可按主题拆成几个文件".into());
        }
    }
}

/// A text, kept once where it is that of the row before.
fn shared(before: &Text, text: &str) -> Text {
    if **before == *text { before.clone() } else { text.into() }
}
