//! Periods as other formats and people write them: 2020年1-8月, 202008, 2020M08, 2020-S1, 2020 Q3, Aug 2020, 2020-01-01/P1M …
//!
//! What may mean two periods is none of them: 8/1/20, 20年8月, 2005 - 1 (a month or a quarter), and 2020.1,
//! which spreadsheets make of 2020.10.

mod english;
mod scan;
#[cfg(test)]
mod tests;

use super::calendar::{date, month_start, week, week_start, year_start};
use super::{Form, Period};
use scan::Scan;

/// No notation is longer; longer text need not be looked at.
const LONGEST: usize = 96;

impl Period {
    /// Reads a period in any usual notation.
    pub fn read(text: &str) -> Option<Period> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        Period::parse(text).or_else(|| usual(&plain(text)))
    }
}

/// Full-width characters as plain ones, dashes as `-`, small letters as capitals, no spaces beside Chinese.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            gap = true;
            continue;
        }
        let plain = plain_letter(letter).to_ascii_uppercase();
        // A Chinese dash is two of these.
        if letter == '—' && out.ends_with('-') {
            continue;
        }
        if gap && plain.is_ascii() && out.bytes().last().is_some_and(|b| b.is_ascii()) {
            out.push(' ');
        }
        gap = false;
        out.push(plain);
    }
    out
}

fn plain_letter(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        '〜' | '∼' | '至' | '到' => '~',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        other => other,
    }
}

/// Reads what [`plain`] gives.
fn usual(text: &str) -> Option<Period> {
    let mut scan = Scan(text);
    if scan.eat("截~") || scan.eat("截止~") || scan.eat("截止") {
        let period = flow(scan.0)?;
        let counted = matches!(period.form, Form::Year | Form::Month | Form::Day | Form::AsOf);
        return counted.then(|| period.as_of());
    }
    flow(text)
}

fn flow(text: &str) -> Option<Period> {
    let known = Period::parse(text).or_else(|| chinese(text)).or_else(|| code(text));
    known.or_else(|| interval(text)).or_else(|| english::read(text))
}

/// 2020年 and what may follow it.
fn chinese(text: &str) -> Option<Period> {
    let mut scan = Scan(text);
    let year = scan.year()?;
    if !scan.eat("年") {
        // 2023上半年, 2023三季度; a digit there would be of the year or of what follows.
        let is_open = scan.0.bytes().next().is_none_or(|b| b.is_ascii());
        let half = || whole_year(year, scan.0).filter(|period| period.form == Form::Half);
        return if is_open { None } else { half().or_else(|| quarters(year, scan)) };
    }
    let whole = whole_year(year, scan.0).or_else(|| quarters(year, scan));
    whole.or_else(|| week_of(year, scan)).or_else(|| months(year, scan)).or_else(|| first_months(year, scan))
}

fn whole_year(year: i32, rest: &str) -> Option<Period> {
    match rest {
        "" | "度" | "全年" => Some(Period::year_of(year)),
        "末" | "底" | "年末" | "年底" => Some(Period::year_of(year).as_of()),
        "上半年" | "H1" => Some(Period::half(year, 0)),
        "下半年" | "H2" => Some(Period::half(year, 1)),
        _ => None,
    }
}

/// 第三季度, 3季度, Q3; 前三季度 and 1-3季度 are running totals.
fn quarters(year: i32, mut scan: Scan) -> Option<Period> {
    if scan.eat("Q") {
        let quarter = scan.digits(1, 1)?;
        return scan.done(quarter_of(year, quarter));
    }
    let since_january = scan.eat("前");
    scan.eat("第");
    let first = scan.number()?;
    let last = if scan.eat_range() { scan.number()? } else { first };
    if !scan.eat("季度") && !scan.eat("季") {
        return None;
    }
    let period = match (if since_january { 1 } else { first }, last) {
        (first, last) if first < last && last <= 4 => Period::cumulative(year, 3 * first - 2, 3 * last),
        (first, last) if first == last && !since_january => quarter_of(year, first),
        _ => None,
    };
    scan.done(period)
}

fn quarter_of(year: i32, quarter: i32) -> Option<Period> {
    (1..=4).contains(&quarter).then(|| Period::quarter(year, quarter - 1))
}

/// 第5周.
fn week_of(year: i32, mut scan: Scan) -> Option<Period> {
    scan.eat("第");
    let number = scan.number()?;
    if !scan.eat("周") {
        return None;
    }
    scan.done(Period::week(year, number))
}

/// 8月, 8月末, 8月1日, 1-8月, 10月-2021年8月.
fn months(year: i32, mut scan: Scan) -> Option<Period> {
    let first = Period::month(year, scan.number()?)?;
    let named = scan.eat("月");
    if scan.eat_range() {
        return until(first, year, named, scan);
    }
    if !named {
        return None;
    }
    if let "末" | "底" = scan.0 {
        return Some(first.as_of());
    }
    if let Some(day) = scan.number() {
        let ends = scan.eat("日") || scan.eat("号");
        return scan.done(Period::day(year, date(first.start).1 + 1, day).filter(|_| ends));
    }
    scan.eat("份");
    scan.done(Some(first))
}

/// The later end of months taken together; another year only where the first month is called one.
fn until(first: Period, year: i32, named: bool, mut scan: Scan) -> Option<Period> {
    let mut later = scan;
    let next = later.year().filter(|_| named && later.eat("年"));
    if next.is_some() {
        scan = later;
    }
    let last = Period::month(next.unwrap_or(year), scan.number()?)?;
    if !scan.eat("月") {
        return None;
    }
    scan.eat("份");
    scan.eat("累计");
    scan.done(together(first, last))
}

/// 前8个月.
fn first_months(year: i32, mut scan: Scan) -> Option<Period> {
    if !scan.eat("前") {
        return None;
    }
    let last = scan.number()?;
    if !scan.eat("个月") {
        return None;
    }
    scan.done(Period::cumulative(year, 1, last))
}

/// A running total of months.
fn together(first: Period, last: Period) -> Option<Period> {
    let valid = first.form == Form::Month && last.form == Form::Month && first.start < last.start;
    valid.then_some(Period { start: first.start, form: Form::Cumulative, ..last })
}

/// Notations without Chinese that are no range.
fn code(text: &str) -> Option<Period> {
    let time = text.bytes().position(|b| b == b'T' || b == b' ');
    if let Some(at) = time {
        let day = dated(&text[..at])?;
        return (day.form == Form::Day && is_time(&text[at + 1..])).then_some(day);
    }
    dated(text)
}

/// 13:00, 0:00, 00:00:00Z, 00:00:00.000+08:00: of no interest, but nothing else may stand behind a day.
fn is_time(text: &str) -> bool {
    let known = |b: u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'Z' | b'+' | b'-');
    matches!(text.bytes().position(|b| b == b':'), Some(1 | 2)) && text.bytes().all(known)
}

fn dated(text: &str) -> Option<Period> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text);
    }
    let mut scan = Scan(text);
    let year = scan.digits(4, 4).filter(|year| *year >= 1000)?;
    let mark = *scan.0.as_bytes().first()?;
    if mark == b'-' && scan.0.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase) {
        return lettered(year, &scan.0[1..]);
    }
    match mark {
        b'-' => separated(year, "-", scan),
        b'/' => separated(year, "/", scan),
        b'.' if scan.0 != ".1" => separated(year, ".", scan),
        _ => lettered(year, scan.0),
    }
}

/// 2020, 202008, 20200801.
fn compact(text: &str) -> Option<Period> {
    let number = |from: usize, to: usize| super::digits(text.get(from..to)?);
    let year = number(0, 4).filter(|year| *year >= 1000)?;
    match text.len() {
        4 => Some(Period::year_of(year)),
        6 => Period::month(year, number(4, 6)?),
        8 => Period::day(year, number(4, 6)?, number(6, 8)?),
        _ => None,
    }
}

/// 2020/8, 2020.08, 2020-8-1.
fn separated(year: i32, mark: &str, mut scan: Scan) -> Option<Period> {
    scan.eat(mark);
    let month = scan.digits(1, 2)?;
    if scan.0.is_empty() {
        return Period::month(year, month);
    }
    if !scan.eat(mark) {
        return None;
    }
    let day = scan.digits(1, 2)?;
    scan.done(Period::day(year, month, day))
}

/// What SDMX and others put behind the year: Q3, H1 and S1, M08, W05, A or A1, D032.
fn lettered(year: i32, text: &str) -> Option<Period> {
    let letter = *text.as_bytes().first().filter(|b| b.is_ascii())?;
    let mut scan = Scan(&text[1..]);
    let period = match letter {
        b'A' if scan.0.is_empty() || scan.eat("1") => Some(Period::year_of(year)),
        b'H' | b'S' => scan.digits(1, 1).filter(|h| matches!(h, 1 | 2)).map(|h| Period::half(year, h - 1)),
        b'Q' => quarter_of(year, scan.digits(1, 1)?),
        b'M' => Period::month(year, scan.digits(1, 2)?),
        b'W' => Period::week(year, scan.digits(1, 2)?),
        b'D' => day_of_year(year, scan.digits(3, 3)?),
        _ => None,
    };
    scan.done(period)
}

fn day_of_year(year: i32, number: i32) -> Option<Period> {
    let start = year_start(year) + number - 1;
    let valid = number >= 1 && start < year_start(year + 1);
    valid.then_some(Period { start, end: start + 1, form: Form::Day })
}

/// 2020-01-01/P1M, 2020-01-01/2020-08-31, 2020-01~2020-08, 202001-202008.
fn interval(text: &str) -> Option<Period> {
    let mark = text.bytes().position(|b| b == b'~' || b == b'/');
    let (from, to) = match mark {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text.get(..6)?, text.get(6..)?.strip_prefix('-')?),
    };
    let from = code(from)?;
    if let Some(duration) = to.strip_prefix('P') {
        return lasting(from, duration);
    }
    let to = code(to)?;
    match (from.form, to.form) {
        (Form::Day, Form::Day) => days(from.start, to.end),
        _ => together(from, to),
    }
}

/// From a day on: 1Y, 3M, 7D, 1W.
fn lasting(from: Period, duration: &str) -> Option<Period> {
    let mut scan = Scan(duration);
    let count = scan.digits(1, 3).filter(|count| *count > 0 && from.form == Form::Day)?;
    let (year, month, day) = date(from.start);
    let months_on = |months: i32| (day == 1).then(|| month_start(year, month + months));
    let end = match scan.0 {
        "Y" => months_on(12 * count)?,
        "M" => months_on(count)?,
        "W" => from.start + 7 * count,
        "D" => from.start + count,
        _ => return None,
    };
    days(from.start, end)
}

/// The period that has exactly these days: a day, a week, whole months.
fn days(start: i32, end: i32) -> Option<Period> {
    let ((year, month, first), (next_year, next, after)) = (date(start), date(end));
    let of_form = |form: Form| Some(Period { start, end, form });
    if first != 1 || after != 1 {
        return match end - start {
            1 => of_form(Form::Day),
            7 if is_monday(start) => of_form(Form::Week),
            _ => None,
        };
    }
    match 12 * (next_year - year) + next - month {
        ..=0 => None,
        1 => of_form(Form::Month),
        3 if month % 3 == 0 => of_form(Form::Quarter),
        6 if month % 6 == 0 => of_form(Form::Half),
        12 if month == 0 => of_form(Form::Year),
        _ => of_form(Form::Cumulative),
    }
}

fn is_monday(day: i32) -> bool {
    let (year, number) = week(day);
    week_start(year, number) == Some(day)
}
