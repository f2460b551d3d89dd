//! Periods in words, Chinese and English, and short enough for an axis.

use super::calendar::{date, week};
use super::{Form, Period};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Period {
    /// In Chinese, whole: 2020年上半年, 2020年1—8月, 2020年11月1日, 截至2020年6月末.
    pub fn label(self) -> String {
        let ((year, month, day), (last_year, last, _)) = (date(self.start), date(self.end - 1));
        match self.form {
            Form::Year => format!("{year}年"),
            Form::Half => format!("{year}年{}半年", if month == 0 { "上" } else { "下" }),
            Form::Quarter => {
                format!("{year}年第{}季度", ["一", "二", "三", "四"][month as usize / 3 % 4])
            }
            Form::Month => format!("{year}年{}月", month + 1),
            Form::Week => {
                let (year, number) = week(self.start);
                format!("{year}年第{number}周")
            }
            Form::Day => format!("{year}年{}月{day}日", month + 1),
            Form::Cumulative if year == last_year => format!("{year}年{}—{}月", month + 1, last + 1),
            Form::Cumulative => format!("{year}年{}月—{last_year}年{}月", month + 1, last + 1),
            Form::AsOf => {
                let counted = self.counted();
                let end = if counted.form == Form::Day { "" } else { "末" };
                format!("截至{}{end}", counted.label())
            }
        }
    }

    /// The same in English: H1 2020, Jan–Aug 2020, 1 Nov 2020, as of the end of Jun 2020.
    pub fn english(self) -> String {
        let ((year, month, day), (last_year, last, _)) = (date(self.start), date(self.end - 1));
        let name = |month: i32| MONTHS[month as usize % 12];
        match self.form {
            Form::Year => format!("{year}"),
            Form::Half => format!("H{} {year}", month / 6 + 1),
            Form::Quarter => format!("Q{} {year}", month / 3 + 1),
            Form::Month => format!("{} {year}", name(month)),
            Form::Week => {
                let (year, number) = week(self.start);
                format!("week {number} of {year}")
            }
            Form::Day => format!("{day} {} {year}", name(month)),
            Form::Cumulative if year == last_year => format!("{}–{} {year}", name(month), name(last)),
            Form::Cumulative => format!("{} {year}–{} {last_year}", name(month), name(last)),
            Form::AsOf => {
                let counted = self.counted();
                let end = if counted.form == Form::Day { "" } else { "the end of " };
                format!("as of {end}{}", counted.english())
            }
        }
    }

    /// As short as an axis needs it and still saying what it is: 2020, 2020H1, 2020Q3, 2020-08, 2020W05, 2020-01~08,
    /// 2020-06末. A day reads like its month unless `days` are asked for, a stock of a day like the day; no two other
    /// periods read the same.
    pub fn short(self, days: bool) -> String {
        let ((year, month, day), (last_year, last, _)) = (date(self.start), date(self.end - 1));
        let mut out = format!("{year}");
        match self.form {
            Form::Year => {}
            Form::Half => out.push_str(if month == 0 { "H1" } else { "H2" }),
            Form::Quarter => out.push_str(["Q1", "Q2", "Q3", "Q4"][month as usize / 3 % 4]),
            Form::Week => {
                let (year, number) = week(self.start);
                out = format!("{year}");
                two_digits(&mut out, 'W', number);
            }
            Form::Month => two_digits(&mut out, '-', month + 1),
            Form::Day => {
                two_digits(&mut out, '-', month + 1);
                if days {
                    two_digits(&mut out, '-', day);
                }
            }
            Form::Cumulative => {
                two_digits(&mut out, '-', month + 1);
                if year == last_year {
                    two_digits(&mut out, '~', last + 1);
                } else {
                    out.push_str(&format!("~{last_year}"));
                    two_digits(&mut out, '-', last + 1);
                }
            }
            Form::AsOf => {
                let counted = self.counted();
                out = counted.short(true);
                if counted.form != Form::Day {
                    out.push('末');
                }
            }
        }
        out
    }

    /// As data files write it, so that [`Period::parse`] reads it back.
    pub fn written(self) -> String {
        let (year, month, _) = date(self.start);
        let mut out = match self.form {
            Form::Half | Form::Quarter | Form::Week => {
                let mut short = self.short(true);
                short.insert(4, '-');
                short
            }
            Form::AsOf => return format!("../{}", self.counted().written()),
            Form::Cumulative => format!("{year}"),
            _ => self.short(true),
        };
        if self.form == Form::Cumulative {
            two_digits(&mut out, '-', month + 1);
            let (last_year, last, _) = date(self.end - 1);
            out.push_str(&format!("/{last_year}"));
            two_digits(&mut out, '-', last + 1);
        }
        out
    }
}

/// Writes `mark` and a number below 100 with two digits.
fn two_digits(out: &mut String, mark: char, number: i32) {
    out.push(mark);
    out.push((b'0' + (number / 10 % 10) as u8) as char);
    out.push((b'0' + (number % 10) as u8) as char);
}
