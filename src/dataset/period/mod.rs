//! Periods as official statistics use them: years, halves, quarters, months, weeks, days, running totals and stocks.

pub mod calendar;
mod label;
mod loose;
#[cfg(test)]
mod tests;

use calendar::{date, days_in, month_start, week, week_start};

/// How periods are written, for hints.
pub const FORMS: &str = "写法：2020、2020-H1、2020-Q3、2020-08、2020-W05、2020-11-01、2020-01/2020-08（累计）、../2020-06-30（截至）";

/// A stretch of time a figure is about. Ordered by where it ends, then by where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day that no longer belongs to it, in days of [`calendar`].
    end: i32,
    /// Its first day; of a stock (截至) the first day of the day, month or year at whose end it was counted.
    start: i32,
    form: Form,
}

/// What kind of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// 2020年
    Year,
    /// 2020年上半年
    Half,
    /// 2020年第三季度
    Quarter,
    /// 2020年8月
    Month,
    /// 2020年第5周, by ISO 8601.
    Week,
    /// 2020年11月1日
    Day,
    /// 2020年1—8月: months taken together, hence a running total; 1—2月 too.
    Cumulative,
    /// 截至2020年6月30日: a stock, as it stood at the end.
    AsOf,
}

impl Form {
    /// All of them, in their order.
    const ALL: [Form; 8] = [
        Form::Year,
        Form::Half,
        Form::Quarter,
        Form::Month,
        Form::Week,
        Form::Day,
        Form::Cumulative,
        Form::AsOf,
    ];
}

impl Period {
    /// The period as a number that is ordered as periods are: its end, its start, its form.
    pub(super) fn packed(self) -> u64 {
        (self.end as u64) << 32 | (self.start as u64) << 3 | self.form as u64
    }

    /// The period that was [`Period::packed`].
    pub(super) fn unpacked(packed: u64) -> Period {
        let (end, start) = ((packed >> 32) as i32, packed as i32 >> 3);
        Period { end, start, form: Form::ALL[packed as usize % 8] }
    }

    /// Reads one of [`FORMS`].
    pub fn parse(text: &str) -> Option<Period> {
        let Some(slash) = text.bytes().position(|b| b == b'/') else { return Period::single(text) };
        let to = Period::single(&text[slash + 1..])?;
        if &text[..slash] == ".." {
            let counted = matches!(to.form, Form::Year | Form::Month | Form::Day);
            return counted.then_some(Period { form: Form::AsOf, ..to });
        }
        let from = Period::single(&text[..slash])?;
        let valid = from.form == Form::Month && to.form == Form::Month && from.start < to.start;
        valid.then_some(Period { start: from.start, form: Form::Cumulative, ..to })
    }

    /// Reads a period that is no range.
    fn single(text: &str) -> Option<Period> {
        let year = digits(text.get(..4)?).filter(|year| *year >= 1000)?;
        match text.as_bytes().get(4..)? {
            [] => Some(Period::year_of(year)),
            [b'-', b'H', half @ b'1'..=b'2'] => Some(Period::half(year, (half - b'1') as i32)),
            [b'-', b'Q', quarter @ b'1'..=b'4'] => Some(Period::quarter(year, (quarter - b'1') as i32)),
            [b'-', b'W', _, _] => Period::week(year, digits(text.get(6..)?)?),
            [b'-', _, _] => Period::month(year, digits(text.get(5..)?)?),
            [b'-', _, _, b'-', _, _] => Period::day(year, digits(text.get(5..7)?)?, digits(text.get(8..)?)?),
            _ => None,
        }
    }

    /// A calendar year.
    pub fn year_of(year: i32) -> Period {
        Period::months(year, 0, 12, Form::Year)
    }

    /// The first (0) or second (1) half of a year.
    pub fn half(year: i32, half: i32) -> Period {
        Period::months(year, 6 * half, 6, Form::Half)
    }

    /// A quarter (0–3).
    pub fn quarter(year: i32, quarter: i32) -> Period {
        Period::months(year, 3 * quarter, 3, Form::Quarter)
    }

    /// A month, 1–12.
    pub fn month(year: i32, month: i32) -> Option<Period> {
        (1..=12).contains(&month).then(|| Period::months(year, month - 1, 1, Form::Month))
    }

    /// A week of ISO 8601, 1–53.
    pub fn week(year: i32, week: i32) -> Option<Period> {
        let start = week_start(year, week)?;
        Some(Period { start, end: start + 7, form: Form::Week })
    }

    /// A day: month 1–12, day 1–31.
    pub fn day(year: i32, month: i32, day: i32) -> Option<Period> {
        let valid = (1..=12).contains(&month) && (1..=days_in(year, month - 1)).contains(&day);
        let start = valid.then(|| month_start(year, month - 1) + day - 1)?;
        Some(Period { start, end: start + 1, form: Form::Day })
    }

    /// The months `first` to `last` (1–12) of a year taken together.
    pub fn cumulative(year: i32, first: i32, last: i32) -> Option<Period> {
        let valid = 1 <= first && first < last && last <= 12;
        valid.then(|| Period::months(year, first - 1, last - first + 1, Form::Cumulative))
    }

    /// The stock at the end of a day, month or year.
    pub fn as_of(self) -> Period {
        Period { form: Form::AsOf, ..self }
    }

    fn months(year: i32, first: i32, count: i32, form: Form) -> Period {
        Period { start: month_start(year, first), end: month_start(year, first + count), form }
    }

    /// What kind of period it is.
    pub fn form(self) -> Form {
        self.form
    }

    /// Its first and its last day, in days of [`calendar`]; of a stock those of the day, month or year it stood at the end of.
    pub fn days(self) -> (i32, i32) {
        (self.start, self.end - 1)
    }

    /// The year it ends in.
    pub fn year(self) -> i32 {
        date(self.end - 1).0
    }

    /// A number that is ordered as periods are, and different for different ones.
    pub fn ordinal(self) -> f64 {
        (self.end as f64 * 4_194_304.0 + self.start as f64) * 8.0 + self.form as u8 as f64
    }

    /// Whether figures of the two may be compared: of one kind and, where it is a part of a year, the same part.
    pub fn is_like(self, other: Period) -> bool {
        let parts = self.parts();
        self.form == other.form && (matches!(self.form, Form::Day) || parts == other.parts())
    }

    /// What stays the same from year to year: where it starts and how many months it has.
    fn parts(self) -> (i32, i32) {
        let ((year, month, _), (last_year, last_month, _)) = (date(self.start), date(self.end - 1));
        let count = 12 * (last_year - year) + last_month - month;
        match self.form {
            Form::Week => (week(self.start).1, 0),
            // A stock is compared with every other of its kind: at the end of years, of months, of days.
            Form::AsOf => ((self.end - self.start > 1) as i32, count),
            _ => (month, count),
        }
    }

    /// The period of the same kind right before: last month, the day before; of a running total the one a month shorter.
    /// `None` where there is none, as for 1—2月.
    pub fn predecessor(self) -> Option<Period> {
        let (year, month, _) = date(self.start);
        let (_, last, _) = date(self.end - 1);
        Some(match self.form {
            Form::Year => Period::year_of(year - 1),
            Form::Half => Period::months(year, month - 6, 6, Form::Half),
            Form::Quarter => Period::months(year, month - 3, 3, Form::Quarter),
            Form::Month => Period::months(year, month - 1, 1, Form::Month),
            Form::Week => Period { start: self.start - 7, end: self.start, form: Form::Week },
            Form::Day => Period { start: self.start - 1, end: self.start, form: Form::Day },
            Form::Cumulative => {
                let end = month_start(self.year(), last);
                (self.start < month_start(self.year(), last - 1)).then_some(Period { end, ..self })?
            }
            Form::AsOf => self.counted().predecessor()?.as_of(),
        })
    }

    /// The same part of the year before, 同期. `None` for 29 February and for a 53rd week that the year before has not.
    pub fn year_before(self) -> Option<Period> {
        let ((year, month, day), (last_year, last, _)) = (date(self.start), date(self.end - 1));
        match self.form {
            Form::Week => {
                let (year, number) = week(self.start);
                Period::week(year - 1, number)
            }
            Form::Day => Period::day(year - 1, month + 1, day),
            Form::AsOf => Some(self.counted().year_before()?.as_of()),
            form => Some(Period::months(year - 1, month, 12 * (last_year - year) + last - month + 1, form)),
        }
    }

    /// Of a stock, the day, month or year at whose end it was counted.
    fn counted(self) -> Period {
        let form = match self.end - self.start {
            1 => Form::Day,
            2..=31 => Form::Month,
            _ => Form::Year,
        };
        Period { form, ..self }
    }

    /// Whether it is over before the other one is.
    pub fn is_before(self, other: Period) -> bool {
        self.end < other.end
    }

    /// Where it starts and ends on a time axis, in years with a fraction. What counts from the beginning, a stock, is its
    /// day, month or year.
    pub fn ends(self) -> (f64, f64) {
        (years(self.start), years(self.end))
    }

    /// Its place on a time axis, in years with a fraction: the end of a running total or a stock, which is not known
    /// before, the start of a day, and the middle of anything else.
    pub fn position(self) -> f64 {
        match self.form {
            Form::Cumulative | Form::AsOf => years(self.end),
            Form::Day => years(self.start),
            _ => (years(self.start) + years(self.end)) / 2.0,
        }
    }
}

/// A day in years with a fraction, each month a twelfth.
fn years(day: i32) -> f64 {
    let (year, month, day) = date(day);
    year as f64 + (month as f64 + (day - 1) as f64 / 31.0) / 12.0
}

fn digits(text: &str) -> Option<i32> {
    let digit = |b: u8| b.is_ascii_digit().then(|| (b - b'0') as i32);
    text.bytes().try_fold(0, |number, b| Some(10 * number + digit(b)?))
}
