//! The Gregorian calendar in whole days, counted from 1 January of year 0.

/// Days in front of 1 January of `year`.
pub fn year_start(year: i32) -> i32 {
    // Leap days of the years before: every fourth, but of the hundreds only every fourth.
    let before = year - 1;
    let leaps = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + 1;
    365 * year + leaps
}

/// Days in front of the first day of a month, 0 for January; 12 and more lie in the years after, −1 and less in those
/// before.
pub fn month_start(year: i32, month: i32) -> i32 {
    let (year, month) = (year + month.div_euclid(12), month.rem_euclid(12));
    let within: i32 = (0..month).map(|m| days_in(year, m)).sum();
    year_start(year) + within
}

/// Days of a month (0–11).
pub fn days_in(year: i32, month: i32) -> i32 {
    match month {
        1 => 28 + is_leap(year) as i32,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The year, the month (0–11) and the day (1–31) of a day.
pub fn date(day: i32) -> (i32, i32, i32) {
    // Never too late, for no year is longer than 366 days, and some years early at the most.
    let mut year = day / 366;
    while year_start(year + 1) <= day {
        year += 1;
    }
    let (mut month, mut left) = (0, day - year_start(year));
    while left >= days_in(year, month) {
        left -= days_in(year, month);
        month += 1;
    }
    (year, month, left + 1)
}

/// The Monday of an ISO week, if the year has so many.
pub fn week_start(year: i32, week: i32) -> Option<i32> {
    let start = first_monday(year) + 7 * (week - 1);
    (week >= 1 && start < first_monday(year + 1)).then_some(start)
}

/// The ISO year and week that begin on a Monday.
pub fn week(monday: i32) -> (i32, i32) {
    // A week belongs to the year of its Thursday.
    let year = date(monday + 3).0;
    (year, (monday - first_monday(year)) / 7 + 1)
}

/// The Monday of the week that holds 4 January.
fn first_monday(year: i32) -> i32 {
    let fourth = year_start(year) + 3;
    // Day 0, 1 January of year 0, was a Saturday.
    fourth - (fourth + 5).rem_euclid(7)
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_comes_back() {
        let mut expected = (1900, 0, 1);
        for day in year_start(1900)..year_start(2300) {
            assert_eq!(date(day), expected);
            let (year, month, of_month) = expected;
            expected = match (of_month < days_in(year, month), month) {
                (true, _) => (year, month, of_month + 1),
                (false, 11) => (year + 1, 0, 1),
                (false, _) => (year, month + 1, 1),
            };
        }
    }

    #[test]
    fn months_count_on_over_the_turn_of_years() {
        assert_eq!(month_start(2020, 12), year_start(2021));
        assert_eq!(date(month_start(2020, -1)), (2019, 11, 1));
        assert_eq!(date(month_start(2020, 2) - 1), (2020, 1, 29));
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for ((year, number), monday) in [
            ((2020, 1), (2019, 11, 30)),
            ((2020, 53), (2020, 11, 28)),
            ((2021, 1), (2021, 0, 4)),
            ((2018, 1), (2018, 0, 1)),
        ] {
            let start = week_start(year, number).unwrap();
            assert_eq!(date(start), monday);
            assert_eq!(week(start), (year, number));
        }
        assert_eq!(week_start(2021, 53), None);
        assert_eq!(week_start(2021, 0), None);
    }
}
