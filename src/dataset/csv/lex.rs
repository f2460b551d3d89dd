//! Records and fields of separated text, as RFC 4180 describes them: quotes, quoted line breaks, CRLF, LF or CR.
//!
//! Fields come as they stand, spaces included. A quote that is never closed costs its own field only: that field then
//! ends where it would have ended without the quote.

use std::borrow::Cow;

/// How many fields a record may have; further ones are left out. Spreadsheets have no more columns.
pub const MAX_FIELDS: usize = 16_384;

/// What separates fields, the likeliest first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '，'];

/// How many records are looked at to tell the separator.
const LOOKED_AT: usize = 64;

/// The separator by which the largest part of the first records has equally many fields, at least two.
pub fn separator(text: &str) -> char {
    let mut best = ((0, 1), ',');
    for separator in SEPARATORS {
        let (agreeing, all) = agreement(text, separator);
        if agreeing * best.0.1 > best.0.0 * all {
            best = ((agreeing, all), separator);
        }
    }
    best.1
}

/// How many of the first records have as many fields as most others have, and of how many.
fn agreement(text: &str, separator: char) -> (usize, usize) {
    let records = Records::new(text, separator).take(LOOKED_AT).filter(|record| !record.is_blank());
    let mut counts: Vec<usize> = records.map(|record| record.fields.len()).collect();
    let all = counts.len().max(1);
    counts.retain(|count| *count > 1);
    counts.sort_unstable();
    (counts.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or(0), all)
}

/// One line of the table; quoted line breaks stay within it.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The line it begins on, from 1.
    pub line: u32,
    /// At least one, at most [`MAX_FIELDS`].
    pub fields: Vec<Field<'a>>,
    /// What is wrong with it, and in which field.
    pub flaw: Option<(Flaw, usize)>,
    /// The document from the start of the record on.
    text: &'a str,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// What it holds, without quotes around it.
    pub text: Cow<'a, str>,
    /// Bytes between the start of the record and the field.
    start: u32,
}

/// What can be wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A quote is not closed; the field was read as if the quote were not there.
    Unclosed,
    /// Something stands behind the closing quote; it was taken as part of the field.
    BehindQuote,
    /// More than [`MAX_FIELDS`] fields; the rest is left out.
    TooMany,
}

impl Record<'_> {
    /// Text of a field, without spaces around it; empty where the record has no such field.
    pub fn cell(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", |field| trimmed(&field.text))
    }

    /// Whether there is nothing but spaces in it.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| trimmed(&field.text).is_empty())
    }

    /// Where a field stands, for diagnostics: `data:LINE:COLUMN`, columns counted in characters. Where the record has
    /// no such field, where it ends.
    pub fn place(&self, field: usize) -> String {
        let field = self.fields.get(field).or(self.fields.last());
        let before = field.and_then(|field| self.text.get(..field.start as usize)).unwrap_or_default();
        let (mut line, mut column, mut returned) = (self.line, 1u32, false);
        for letter in before.chars() {
            match letter {
                '\n' if returned => {}
                '\n' | '\r' => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
            returned = letter == '\r';
        }
        format!("data:{line}:{column}")
    }
}

/// Text without spaces around it. Most has none, which is quick to tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Reads record after record.
#[derive(Clone, Debug)]
pub struct Records<'a> {
    /// What is left.
    text: &'a str,
    separator: char,
    line: u32,
    /// Whether an unclosed quote was met: from then on quoted text ends with its line, so that no byte is looked at
    /// again and again.
    is_wary: bool,
}

impl<'a> Records<'a> {
    /// Starts at the beginning of a document.
    pub fn new(text: &'a str, separator: char) -> Records<'a> {
        Records { text, separator, line: 1, is_wary: false }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        if self.text.is_empty() {
            return None;
        }
        let (text, mut at) = (self.text, 0);
        let mut record = Record { line: self.line, fields: Vec::new(), flaw: None, text };
        let mut quotes_count = true;
        loop {
            let quoted = text[at..].starts_with('"') && quotes_count;
            let read = if quoted { self.quoted(&text[at + 1..]) } else { Some(self.bare(&text[at..])) };
            let read = read.unwrap_or_else(|| {
                (quotes_count, self.is_wary) = (false, true);
                let bare = self.bare(&text[at + 1..]);
                Read { length: bare.length + 1, flaw: Some(Flaw::Unclosed), ..bare }
            });
            if record.fields.len() < MAX_FIELDS {
                record.flaw = record.flaw.or(read.flaw.map(|flaw| (flaw, record.fields.len())));
                record.fields.push(Field { text: read.text, start: at as u32 });
            } else {
                record.flaw = record.flaw.or(Some((Flaw::TooMany, MAX_FIELDS - 1)));
            }
            self.line += read.breaks;
            at += read.length;
            if !text[at..].starts_with(self.separator) {
                break;
            }
            at += self.separator.len_utf8();
        }
        let end = line_end(&text[at..]);
        self.line += (end > 0) as u32;
        self.text = &text[at + end..];
        Some(record)
    }
}

/// A field as read.
struct Read<'a> {
    text: Cow<'a, str>,
    /// Bytes it takes, quotes included.
    length: usize,
    /// Line breaks within.
    breaks: u32,
    flaw: Option<Flaw>,
}

impl<'a> Records<'a> {
    /// A field without quotes: up to the separator or the end of the line.
    fn bare(&self, text: &'a str) -> Read<'a> {
        let mut separator = [0; 4];
        let separator = self.separator.encode_utf8(&mut separator).as_bytes();
        let bytes = text.as_bytes();
        let ends = |at: &usize| match bytes[*at] {
            b'\n' | b'\r' => true,
            byte if separator.len() == 1 => byte == separator[0],
            _ => bytes[*at..].starts_with(separator),
        };
        let length = (0..bytes.len()).find(ends).unwrap_or(bytes.len());
        Read { text: Cow::Borrowed(&text[..length]), length, breaks: 0, flaw: None }
    }

    /// A quoted field from behind its quote; `None` when the quote is not closed.
    fn quoted(&self, text: &'a str) -> Option<Read<'a>> {
        let bytes = text.as_bytes();
        let (mut at, mut breaks, mut doubled) = (0, 0, false);
        loop {
            match *bytes.get(at)? {
                b'"' if bytes.get(at + 1) == Some(&b'"') => (at, doubled) = (at + 1, true),
                b'"' => break,
                b'\n' | b'\r' if self.is_wary => return None,
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
                b'\n' | b'\r' => breaks += 1,
                _ => {}
            }
            at += 1;
        }
        let inner = &text[..at];
        let mut whole = if doubled { Cow::Owned(undoubled(inner)) } else { Cow::Borrowed(inner) };
        let behind = self.bare(&text[at + 1..]);
        let mut flaw = None;
        if !behind.text.is_empty() {
            // A field of several lines that does not end with its quote was begun by a stray one.
            if breaks > 0 {
                return None;
            }
            if !behind.text.trim().is_empty() {
                flaw = Some(Flaw::BehindQuote);
                whole.to_mut().push_str(&behind.text);
            }
        }
        Some(Read { text: whole, length: at + 2 + behind.length, breaks, flaw })
    }
}

/// Text with each pair of quotes as one.
fn undoubled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_second = false;
    for letter in text.chars() {
        is_second = letter == '"' && !is_second;
        if !is_second {
            out.push(letter);
        }
    }
    out
}

/// Bytes of the line break in front.
fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        let records = Records::new(text, separator(text));
        records.map(|r| r.fields.into_iter().map(|f| f.text.into_owned()).collect()).collect()
    }

    #[test]
    fn quotes_and_line_ends_are_those_of_rfc_4180() {
        assert_eq!(fields("a,b\r\nc,d\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(fields("a,b\rc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(fields("\"a,1\",\"b\"\"c\"\n\"\",\"\"\"\"\n"), [["a,1", "b\"c"], ["", "\""]]);
        assert_eq!(fields("\"a\r\nb\",c\nd,\n"), [["a\r\nb", "c"], ["d", ""]]);
        assert_eq!(fields(" a , \"b\"\nc,d"), [[" a ", " \"b\""], ["c", "d"]]);
        assert_eq!(fields("\"a\" ,b"), [["a", "b"]]);
        assert_eq!(fields("a,b\n\nc,d"), [vec!["a", "b"], vec![""], vec!["c", "d"]]);
        assert!(fields("").is_empty());
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_field_only() {
        for (text, expected) in [
            ("a,b\n\"c,d\ne,f\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
            ("a,b\n\"c,d\n\"e\",f\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
            ("a,b\n\"c\",\"d\n\"e\",f", [["a", "b"], ["c", "d"], ["e", "f"]]),
        ] {
            assert_eq!(fields(text), expected, "{text}");
            let flaws: Vec<_> = Records::new(text, ',').filter_map(|r| r.flaw).collect();
            assert_eq!(flaws.len(), 1, "{text}");
            assert_eq!(flaws[0].0, Flaw::Unclosed);
        }
        let record = Records::new("\"a\"b,c", ',').next().unwrap();
        assert_eq!((record.cell(0), record.flaw), ("ab", Some((Flaw::BehindQuote, 0))));
    }

    #[test]
    fn every_field_has_its_line_and_column() {
        let text = "a，b,c\r\n\"d\r\ne\rf\n\",\"g\",h\r\ni,j\rk,l";
        let records: Vec<Record> = Records::new(text, ',').collect();
        let places: Vec<Vec<String>> =
            records.iter().map(|r| (0..r.fields.len()).map(|i| r.place(i)).collect()).collect();
        assert_eq!(places[0], ["data:1:1", "data:1:5"]);
        assert_eq!(places[1], ["data:2:1", "data:5:3", "data:5:7"]);
        assert_eq!(places[2], ["data:6:1", "data:6:3"]);
        assert_eq!(places[3], ["data:7:1", "data:7:3"]);
        assert_eq!(records[3].place(9), "data:7:3");
    }

    #[test]
    fn the_separator_is_the_one_that_lines_agree_on() {
        for (text, expected) in [
            ("地区,2019,2020\n市南,1,2\n", ','),
            ("地区;2019;2020\n市南;1,5;2,5\n", ';'),
            ("地区\t2019\n市南\t1,234\n市北\t1,234,567\n", '\t'),
            ("地区，2019\n市南，1,234\n市北，5\n", '，'),
            ("地区,2019\n市南,1\n注：甲，乙，丙；丁;戊\n", ','),
            ("一", ','),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_text_is_read_in_one_go() {
        for unit in
            ["\"", "\"\"", "\"\"\"", "\"x,", "\"x\n", "\"\"\"\n", "a\"\r", "\"a\"b\n", ",\"", "，\"\n"]
        {
            let text = unit.repeat(1_000_000 / unit.len());
            let started = std::time::Instant::now();
            let count: usize = Records::new(&text, ',').map(|record| record.fields.len()).sum();
            assert!(count > 0 && started.elapsed().as_secs() < 2, "{unit:?}");
        }
        let record = Records::new(&",".repeat(100_000), ',').next().unwrap().flaw;
        assert_eq!(record, Some((Flaw::TooMany, MAX_FIELDS - 1)));
    }
}
