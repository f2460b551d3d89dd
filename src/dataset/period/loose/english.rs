//! Years and parts of them as English tables write them.

use crate::dataset::period::{Period, digits};

/// 2020 Q3, Q3 2020, 2020 M08, 2020 Aug, August 2020: a year and a part of it, parted by a space or a dash.
pub(super) fn read(text: &str) -> Option<Period> {
    let at = text.bytes().position(|b| b == b' ' || b == b'-')?;
    let (first, last) = (&text[..at], &text[at + 1..]);
    let (year, part) = if first.bytes().all(|b| b.is_ascii_digit()) { (first, last) } else { (last, first) };
    let year = Some(year).filter(|year| year.len() == 4).and_then(digits).filter(|year| *year >= 1000)?;
    let is_part = part.bytes().next().is_some_and(|b| matches!(b, b'Q' | b'H' | b'S' | b'M' | b'W'));
    let lettered = if is_part { super::lettered(year, part) } else { None };
    lettered.or_else(|| {
        let is_name = |name: &str| name == part || part.len() == 3 && name.starts_with(part);
        let month = MONTHS.iter().position(|name| is_name(name))?;
        Period::month(year, month as i32 + 1)
    })
}

const MONTHS: [&str; 12] = [
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
];
