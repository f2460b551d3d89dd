//! Where a period stands in a calendar: the line it is in and the place along it.

use crate::dataset::Period;
use crate::dataset::period::Form;
use crate::dataset::period::calendar::{date, days_in, month_start, week};

/// How the periods of a calendar are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// Months of weeks of days.
    Days,
    /// Quarters of weeks.
    Weeks,
    /// Years of months.
    Months,
    /// Years of quarters.
    Quarters,
    /// Years of halves.
    Halves,
    /// Decades of years.
    Years,
}

/// Lines of weeks that a month takes at most.
pub const WEEKS: i32 = 6;
/// Lines that the weeks of a year take.
const QUARTERS: i32 = 4;

/// The layout that suits a period: stocks stand where they were counted, running totals where they end.
pub fn grid_of(period: Period) -> Grid {
    let (first, last) = period.days();
    match period.form() {
        Form::Day => Grid::Days,
        Form::Week => Grid::Weeks,
        Form::Month | Form::Cumulative => Grid::Months,
        Form::Quarter => Grid::Quarters,
        Form::Half => Grid::Halves,
        Form::Year => Grid::Years,
        Form::AsOf => match last - first {
            0 => Grid::Days,
            1..=30 => Grid::Months,
            _ => Grid::Years,
        },
    }
}

/// The line and the place along it; lines are numbers that grow with time.
pub fn slot(period: Period, grid: Grid) -> (i32, usize) {
    let (first, last) = period.days();
    let (year, month, day) = date(last);
    match grid {
        Grid::Days => {
            let start = weekday(month_start(year, month));
            let place = start + day - 1;
            ((year * 12 + month) * WEEKS + place / 7, (place % 7) as usize)
        }
        Grid::Weeks => {
            let (year, number) = week(first);
            let line = ((number - 1) / 13).min(QUARTERS - 1);
            (year * QUARTERS + line, (number - 1 - line * 13) as usize)
        }
        Grid::Months => (year, month as usize),
        Grid::Quarters => (year, month as usize / 3),
        Grid::Halves => (year, month as usize / 6),
        Grid::Years => (year.div_euclid(10), year.rem_euclid(10) as usize),
    }
}

/// 0 for Monday; day 0 was a Saturday.
fn weekday(day: i32) -> i32 {
    (day + 5).rem_euclid(7)
}

/// The day of the month at a place of a calendar of days; `None` where the month has none there.
pub fn day_at(line: i32, column: usize) -> Option<i32> {
    let (year, month) = (line.div_euclid(WEEKS).div_euclid(12), line.div_euclid(WEEKS).rem_euclid(12));
    let day = line.rem_euclid(WEEKS) * 7 + column as i32 - weekday(month_start(year, month)) + 1;
    (1..=days_in(year, month)).contains(&day).then_some(day)
}

impl Grid {
    /// Places along a line.
    pub fn columns(self) -> usize {
        match self {
            Grid::Days => 7,
            Grid::Weeks => 14,
            Grid::Months => 12,
            Grid::Quarters => 4,
            Grid::Halves => 2,
            Grid::Years => 10,
        }
    }

    /// What a place along a line is called.
    pub fn head(self, column: usize) -> String {
        const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        const QUARTERS: [&str; 4] = ["第一季度", "第二季度", "第三季度", "第四季度"];
        match self {
            Grid::Days => DAYS.get(column).copied().unwrap_or_default().into(),
            Grid::Weeks => String::new(),
            Grid::Months => format!("{}月", column + 1),
            Grid::Quarters => QUARTERS.get(column).copied().unwrap_or_default().into(),
            Grid::Halves => if column == 0 { "上半年" } else { "下半年" }.into(),
            Grid::Years => format!("…{column}年"),
        }
    }

    /// What a line is called.
    pub fn name(self, line: i32) -> String {
        match self {
            Grid::Days => {
                let month = line.div_euclid(WEEKS);
                format!("{}年{}月", month.div_euclid(12), month.rem_euclid(12) + 1)
            }
            Grid::Weeks => {
                let first = line.rem_euclid(QUARTERS) * 13 + 1;
                format!("{}年 第{first}周起", line.div_euclid(QUARTERS))
            }
            Grid::Years => format!("{}—{}年", line * 10, line * 10 + 9),
            _ => format!("{line}年"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (Grid, i32, usize) {
        let period = Period::parse(text).unwrap();
        let grid = grid_of(period);
        let (line, column) = slot(period, grid);
        (grid, line, column)
    }

    #[test]
    fn days_stand_under_their_weekday() {
        // 1 November 2020 was a Sunday, 2 November began the next line.
        let month = (2020 * 12 + 10) * WEEKS;
        assert_eq!(at("2020-11-01"), (Grid::Days, month, 6));
        assert_eq!(at("2020-11-02"), (Grid::Days, month + 1, 0));
        assert_eq!(at("../2020-11-30"), (Grid::Days, month + 5, 0));
        assert_eq!((day_at(month, 6), day_at(month, 5), day_at(month + 5, 1)), (Some(1), None, None));
    }

    #[test]
    fn parts_of_years_stand_in_their_year() {
        assert_eq!(at("2020-08"), (Grid::Months, 2020, 7));
        assert_eq!(at("../2020-06"), (Grid::Months, 2020, 5));
        assert_eq!(at("2020-01/2020-09"), (Grid::Months, 2020, 8));
        assert_eq!(at("2020-Q3"), (Grid::Quarters, 2020, 2));
        assert_eq!(at("2020-H2"), (Grid::Halves, 2020, 1));
        assert_eq!(at("../2019"), (Grid::Years, 201, 9));
    }

    #[test]
    fn a_53rd_week_is_at_the_end_of_its_year() {
        assert_eq!(at("2020-W01"), (Grid::Weeks, 2020 * 4, 0));
        assert_eq!(at("2020-W14"), (Grid::Weeks, 2020 * 4 + 1, 0));
        assert_eq!(at("2020-W53"), (Grid::Weeks, 2020 * 4 + 3, 13));
    }
}
