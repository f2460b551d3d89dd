//! Periods as official statistics use them: years, halves, quarters, months, days and cumulative months.

/// How periods are written, for hints.
pub const FORMS: &str = "写法：2020、2020-H1、2020-Q3、2020-08、2020-11-01、2020-01/2020-08";

/// A stretch of time a figure is about. Ordered by where it ends, then by where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Months since year 0 at which it ends, exclusive; for a day, the month it lies in counts.
    end: u32,
    /// Day of the month; 0 when the period is made of whole months.
    day: u8,
    /// Months since year 0 at which it starts.
    start: u32,
    /// Written as a range of months (1—8月), hence a running total.
    cumulative: bool,
}

impl Period {
    /// Reads `2020`, `2020-H1`, `2020-Q3`, `2020-08`, `2020-11-01` or `2020-01/2020-08`.
    pub fn parse(text: &str) -> Option<Period> {
        let Some(slash) = text.bytes().position(|b| b == b'/') else { return Period::single(text) };
        let (from, to) = (Period::single(&text[..slash])?, Period::single(&text[slash + 1..])?);
        let months = from.end - from.start == 1 && to.end - to.start == 1;
        let valid = months && from.day == 0 && to.day == 0 && from.start < to.start;
        valid.then_some(Period { start: from.start, cumulative: true, ..to })
    }

    /// Reads a period that is no range.
    fn single(text: &str) -> Option<Period> {
        let year = 12 * digits(text.get(..4)?)?;
        let (start, months, day) = match text.as_bytes().get(4..)? {
            [] => (0, 12, 0),
            [b'-', b'H', half @ b'1'..=b'2'] => (6 * (half - b'1') as u32, 6, 0),
            [b'-', b'Q', quarter @ b'1'..=b'4'] => (3 * (quarter - b'1') as u32, 3, 0),
            [b'-', _, _] => (month(&text[5..])?, 1, 0),
            [b'-', _, _, b'-', _, _] => {
                let month = month(text.get(5..7)?)?;
                let day = digits(text.get(8..)?)?;
                ((1..=days_in(year / 12, month)).contains(&day)).then_some((month, 1, day as u8))?
            }
            _ => return None,
        };
        let start = year + start;
        Some(Period { end: start + months, day, start, cumulative: false })
    }

    /// The year it ends in.
    pub fn year(self) -> u32 {
        (self.end - 1) / 12
    }

    /// A number that is ordered as periods are, and different for different ones.
    pub fn ordinal(self) -> f64 {
        let end = self.end as f64 * 32.0 + self.day as f64;
        (end * 262_144.0 + self.start as f64) * 2.0 + self.cumulative as u8 as f64
    }

    /// Whether figures of the two may be compared: as long, cumulative both or neither, and when cumulative or part of
    /// a year, the same part of it.
    pub fn is_like(self, other: Period) -> bool {
        let months = self.end - self.start;
        let same_part = self.day > 0 || self.start % 12 == other.start % 12;
        let same_kind = self.cumulative == other.cumulative && (self.day > 0) == (other.day > 0);
        same_kind && months == other.end - other.start && same_part
    }

    /// Its place on a time axis, in years with a fraction: the end of a running total, which is not known before, and
    /// the middle of anything else.
    pub fn position(self) -> f64 {
        match self.day {
            0 if self.cumulative => self.end as f64 / 12.0,
            0 => (self.start + self.end) as f64 / 24.0,
            day => (self.start as f64 + (day - 1) as f64 / 31.0) / 12.0,
        }
    }

    /// In Chinese, whole: 2020年上半年, 2020年1—8月, 2020年11月1日.
    pub fn label(self) -> String {
        let (year, month) = (self.start / 12, self.start % 12 + 1);
        let months = self.end - self.start;
        match (self.day, self.cumulative, months) {
            (0, true, _) if year == self.year() => {
                format!("{year}年{month}—{}月", (self.end - 1) % 12 + 1)
            }
            (0, true, _) => {
                format!("{year}年{month}月—{}年{}月", self.year(), (self.end - 1) % 12 + 1)
            }
            (0, _, 12) => format!("{year}年"),
            (0, _, 6) => format!("{year}年{}半年", if month == 1 { "上" } else { "下" }),
            (0, _, 3) => format!("{year}年第{}季度", ["一", "二", "三", "四"][month as usize / 3]),
            (0, ..) => format!("{year}年{month}月"),
            (day, ..) => format!("{year}年{month}月{day}日"),
        }
    }

    /// As short as an axis needs it and still saying what it is: 2020, 2020H1, 2020Q3, 2020-08, 2020-01~08. A day
    /// reads like its month unless `days` are asked for; no two other periods read the same.
    pub fn short(self, days: bool) -> String {
        let (year, month) = (self.start / 12, self.start % 12);
        let mut out = format!("{year}");
        match (self.end - self.start, self.cumulative) {
            (12, false) => {}
            (6, false) => out.push_str(if month == 0 { "H1" } else { "H2" }),
            (3, false) => out.push_str(["Q1", "Q2", "Q3", "Q4"][month as usize / 3]),
            (_, cumulative) => {
                two_digits(&mut out, '-', month + 1);
                let last = (self.end - 1) % 12 + 1;
                if cumulative && year == self.year() {
                    two_digits(&mut out, '~', last);
                } else if cumulative {
                    out.push_str(&format!("~{}", self.year()));
                    two_digits(&mut out, '-', last);
                } else if self.day > 0 && days {
                    two_digits(&mut out, '-', self.day as u32);
                }
            }
        }
        out
    }
}

/// Writes `mark` and a number below 100 with two digits.
fn two_digits(out: &mut String, mark: char, number: u32) {
    out.push(mark);
    out.push((b'0' + (number / 10 % 10) as u8) as char);
    out.push((b'0' + (number % 10) as u8) as char);
}

fn digits(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// `01` to `12` as 0 to 11.
fn month(text: &str) -> Option<u32> {
    digits(text).filter(|m| (1..=12).contains(m)).map(|m| m - 1)
}

/// Days of a month (0–11) in the Gregorian calendar.
fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 => 28 + leap as u32,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_said() {
        for (written, said, short) in [
            ("2020", "2020年", "2020"),
            ("2020-H1", "2020年上半年", "2020H1"),
            ("2020-H2", "2020年下半年", "2020H2"),
            ("2020-Q3", "2020年第三季度", "2020Q3"),
            ("2020-08", "2020年8月", "2020-08"),
            ("2020-11-01", "2020年11月1日", "2020-11-01"),
            ("2020-01/2020-08", "2020年1—8月", "2020-01~08"),
            ("2019-10/2020-08", "2019年10月—2020年8月", "2019-10~2020-08"),
        ] {
            let period = Period::parse(written).unwrap();
            assert_eq!((period.label().as_str(), period.short(true).as_str()), (said, short));
        }
        assert_eq!(Period::parse("2020-11-01").unwrap().short(false), "2020-11");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for written in [
            "",
            "20",
            "2020-13",
            "2020-00",
            "2021-02-29",
            "2020-H3",
            "2020-Q5",
            "2020-08/2020-01",
            "2020-01/2020-02/2020-03",
            "2020/2021",
            "/",
            "２０２０",
            "2020年",
        ] {
            assert_eq!(Period::parse(written), None, "{written}");
        }
        assert!(Period::parse("2020-02-29").is_some());
        assert_eq!(Period::parse(&"2020-01/".repeat(1_000_000)), None);
    }

    #[test]
    fn only_like_periods_are_compared() {
        let like = |a: &str, b: &str| Period::parse(a).unwrap().is_like(Period::parse(b).unwrap());
        assert!(like("2019", "2020") && like("2019-H1", "2020-H1") && like("2010-11-01", "2020-06-30"));
        assert!(like("2019-01/2019-08", "2020-01/2020-08"));
        for (a, b) in [
            ("2019", "2020-H1"),
            ("2019-H2", "2020-H1"),
            ("2019-12", "2020-12-31"),
            ("2019-01/2019-12", "2020"),
            ("2019-01/2019-08", "2020-01/2020-09"),
        ] {
            assert!(!like(a, b), "{a} {b}");
        }
    }

    #[test]
    fn order_is_by_the_end() {
        let order = ["2019", "2020-01", "2020-H1", "2020-09", "2020"];
        let periods: Vec<Period> = order.iter().filter_map(|p| Period::parse(p)).collect();
        assert!(periods.is_sorted());
        assert_eq!(periods[4].year(), 2020);
    }

    #[test]
    fn a_running_total_stands_at_its_end_all_else_in_its_middle() {
        let position = |p: &str| Period::parse(p).unwrap().position();
        assert_eq!(
            (position("2020"), position("2020-H1"), position("2020-07-01")),
            (2020.5, 2020.25, 2020.5)
        );
        assert_eq!((position("2020-01/2020-06"), position("2019-10/2020-12")), (2020.5, 2021.0));
    }
}
