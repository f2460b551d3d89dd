//! What a cell for a figure holds: a number with what stands around it, or a mark for none.
//!
//! - Full-width digits and signs count as plain ones; `−` and `–` are minus signs.
//! - Spaces may group digits by three. Whether commas do is for the column to tell, see [`Commas`].
//! - Behind the number may stand a unit, `（初步）` and its like, p, r, e, `*`, `#`, ①, `[1]`.
//! - In front may stand 约, 超, 近, 不足, `>`, `<`.
//! - A number in brackets is none: some tables mean a negative one by it, others an estimate.

use super::words::{self, is_unit};
use crate::dataset::Status;
use crate::decimal::Decimal;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// A number.
    Number(Number),
    /// No number, and why.
    Missing(String),
    /// A number of more digits than can be kept.
    TooLong,
    /// Anything else.
    Other,
}

/// A number and what stands around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Number {
    /// The number, commas taken for separators of thousands.
    pub value: Decimal,
    /// How commas are used in it.
    pub commas: Commas,
    /// How far to be trusted.
    pub status: Status,
    /// The unit behind it; empty when there is none.
    pub unit: String,
    /// A reference such as ①, or a remark in brackets.
    pub note: String,
}

/// How commas are used in a number. Where a column has one that cannot group thousands, all of it may be decimal
/// commas: then no cell with a comma is a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Commas {
    /// There are none.
    #[default]
    None,
    /// Three digits behind each.
    Grouping,
    /// Otherwise.
    Odd,
}

/// Reads a cell.
pub(super) fn read(cell: &str) -> Cell {
    let cell = cell.trim();
    // Most cells are nothing but a number.
    let is_bare = cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    if let Some(value) = Decimal::parse(cell).filter(|_| is_bare) {
        return Cell::Number(Number { value, ..Number::default() });
    }
    match words::missing(cell) {
        Some(reason) => Cell::Missing(reason),
        None => dressed(&words::plain(cell)),
    }
}

/// Whether a column of such cells is one of figures.
pub(super) fn is_figure(cell: &str) -> bool {
    matches!(read(cell), Cell::Number(_) | Cell::TooLong)
}

/// Reads a number with something around it.
fn dressed(text: &str) -> Cell {
    let mut number = Number::default();
    let text = leading(text, &mut number);
    let (sign, text) = match text.as_bytes().first() {
        Some(b'-') => ("-", text[1..].trim_start()),
        Some(b'+') => ("", text[1..].trim_start()),
        _ => ("", text),
    };
    let (body, rest) = text.split_at(body_length(text));
    let Some(digits) = ungrouped(body.trim_end(), &mut number) else { return Cell::Other };
    if !trailing(rest, &mut number) {
        return Cell::Other;
    }
    let written = format!("{sign}{digits}");
    match Decimal::parse(&written) {
        Some(value) => Cell::Number(Number { value, ..number }),
        None if written.len() > 18 => Cell::TooLong,
        None => Cell::Other,
    }
}

/// Takes off what stands in front of a number.
fn leading<'a>(text: &'a str, number: &mut Number) -> &'a str {
    for (word, status) in words::IN_FRONT {
        if let Some(rest) = text.strip_prefix(word) {
            number.status = status;
            return rest.trim_start();
        }
    }
    text
}

/// Bytes that digits, points, separators and an exponent take.
fn body_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let count = bytes.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ')).count();
    let exponent = match bytes.get(count..) {
        Some([b'e' | b'E', b'+' | b'-', digits @ ..]) => (2, digits),
        Some([b'e' | b'E', digits @ ..]) => (1, digits),
        _ => return count,
    };
    let digits = exponent.1.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits > 0 { count + exponent.0 + digits } else { count }
}

/// The number without separators of thousands; `None` where it is none.
fn ungrouped(body: &str, number: &mut Number) -> Option<String> {
    let point = body.bytes().position(|b| b == b'.').unwrap_or(body.len());
    let (whole, fraction) = body.split_at(point);
    let grouped = is_grouped(whole) && fraction.bytes().all(|b| b != b',' && b != b' ');
    let has = |separator: u8| body.bytes().any(|b| b == separator);
    if has(b',') {
        number.commas = if grouped { Commas::Grouping } else { Commas::Odd };
    } else if has(b' ') && !grouped {
        return None;
    }
    let start = if whole.is_empty() { "0" } else { "" };
    let digits = body.chars().filter(|c| *c != ',' && *c != ' ');
    (!body.is_empty()).then(|| start.chars().chain(digits).collect())
}

/// Whether digits are grouped by three.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.as_bytes().split(|b| *b == b',' || *b == b' ');
    let first = groups.next().unwrap_or_default().len();
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}

/// Reads what stands behind a number; false where that is not understood.
fn trailing(rest: &str, number: &mut Number) -> bool {
    let mut rest = rest.trim();
    for (word, status) in words::BEHIND {
        if let Some(shorter) = rest.strip_prefix(word) {
            (rest, number.status) = (shorter, status);
        }
    }
    while let Some(shorter) = words::without_mark(rest, &mut number.note) {
        rest = shorter;
    }
    if let Some((before, inner)) = words::bracketed(rest) {
        match words::status(inner) {
            Some(status) => number.status = status,
            None => words::join(&mut number.note, inner),
        }
        rest = before;
    }
    if let Some((_, status)) = words::LETTERS.iter().find(|(letter, _)| *letter == rest) {
        (rest, number.status) = ("", *status);
    }
    number.unit = rest.into();
    rest.is_empty() || is_unit(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(cell: &str) -> Number {
        match read(cell) {
            Cell::Number(number) => number,
            other => panic!("{cell}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_in_every_dress() {
        for (cell, written) in [
            ("1007.17", "1007.17"),
            (" -0.5 ", "−0.5"),
            ("−0.5", "−0.5"),
            ("–0.5", "−0.5"),
            ("－０．５", "−0.5"),
            ("+3.0", "3.0"),
            ("１２３．４０", "123.40"),
            ("1,234,567.8", "1234567.8"),
            ("1，234", "1234"),
            ("1 234 567", "1234567"),
            ("1\u{a0}234", "1234"),
            (".5", "0.5"),
            ("1.2E+05", "120000"),
            ("95.0%", "95.0"),
            ("95.0 ％", "95.0"),
            ("12.5万人", "12.5"),
        ] {
            let mut out = String::new();
            number(cell).value.write(None, &mut out);
            assert_eq!(out, written, "{cell}");
        }
    }

    #[test]
    fn what_stands_around_a_number_is_kept() {
        for (cell, status, unit, note) in [
            ("12.5%", Status::Final, "%", ""),
            ("12.5‰", Status::Final, "‰", ""),
            ("12个百分点", Status::Final, "个百分点", ""),
            ("35微克/立方米", Status::Final, "微克/立方米", ""),
            ("12.5（初步）", Status::Preliminary, "", ""),
            ("12.5 p", Status::Preliminary, "", ""),
            ("12.5r", Status::Revised, "", ""),
            ("12.5 (e)", Status::Estimated, "", ""),
            ("12.5e", Status::Estimated, "", ""),
            ("12.5*", Status::Final, "", "*"),
            ("12.5#", Status::Final, "", "#"),
            ("12.5①", Status::Final, "", "①"),
            ("12.5[2]", Status::Final, "", "[2]"),
            ("12.5（含高新区）", Status::Final, "", "含高新区"),
            ("100余人", Status::Over, "人", ""),
            ("100以上", Status::Over, "", ""),
            ("超100", Status::Over, "", ""),
            (">100", Status::Over, "", ""),
            ("近100", Status::Under, "", ""),
            ("<0.1", Status::Under, "", ""),
            ("约100", Status::Estimated, "", ""),
        ] {
            let read = number(cell);
            assert_eq!((read.status, read.unit.as_str(), read.note.as_str()), (status, unit, note), "{cell}");
        }
    }

    #[test]
    fn commas_are_told_by_what_follows_them() {
        for (cell, commas) in [
            ("1234", Commas::None),
            ("1 234", Commas::None),
            ("1,234", Commas::Grouping),
            ("1,5", Commas::Odd),
            ("1.234,5", Commas::Odd),
            ("1234,567", Commas::Odd),
            ("1,23,456", Commas::Odd),
        ] {
            assert_eq!(number(cell).commas, commas, "{cell}");
        }
    }

    #[test]
    fn no_number_is_never_one() {
        for cell in
            ["", "—", "——", "–", "-", "…", "...", "..", "x", "*", "/", "n/a", "NA", "暂无", "未公布", "－"]
        {
            assert!(matches!(read(cell), Cell::Missing(reason) if !reason.is_empty()), "{cell}");
        }
        for cell in
            ["(1.2)", "（1.2）", "市南区", "1.2.3", "1 2", "2020-08-01", "1e400", "NaN", "5.", "3/4", "12abc"]
        {
            assert_eq!(read(cell), Cell::Other, "{cell}");
        }
        assert_eq!(read("1234567890123456789"), Cell::TooLong);
        assert_eq!(read("1234567890123456.789"), Cell::TooLong);
    }
}
