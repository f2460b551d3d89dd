//! Periods read, said, ordered and compared.

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
        ("2020-01/2020-02", "2020年1—2月", "2020-01~02"),
        ("2020-W05", "2020年第5周", "2020W05"),
        ("2020-W53", "2020年第53周", "2020W53"),
        ("../2020-06-30", "截至2020年6月30日", "2020-06-30"),
        ("../2020-06", "截至2020年6月末", "2020-06末"),
        ("../2020", "截至2020年末", "2020末"),
    ] {
        let period = Period::parse(written).unwrap();
        assert_eq!((period.label().as_str(), period.short(true).as_str()), (said, short));
        assert_eq!(period.written(), written);
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
        "2021-W53",
        "2020-W00",
        "../2020-Q1",
        "../",
        "../../2020",
        "0999",
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
    assert_eq!((position("2020"), position("2020-H1"), position("2020-07-01")), (2020.5, 2020.25, 2020.5));
    assert_eq!((position("2020-01/2020-06"), position("2019-10/2020-12")), (2020.5, 2021.0));
}

#[test]
fn english_says_the_same() {
    for (written, said) in [
        ("2020", "2020"),
        ("2020-H2", "H2 2020"),
        ("2020-Q3", "Q3 2020"),
        ("2020-08", "Aug 2020"),
        ("2020-W05", "week 5 of 2020"),
        ("2020-11-01", "1 Nov 2020"),
        ("2020-01/2020-08", "Jan–Aug 2020"),
        ("2019-10/2020-08", "Oct 2019–Aug 2020"),
        ("../2020-06-30", "as of 30 Jun 2020"),
        ("../2020", "as of the end of 2020"),
    ] {
        assert_eq!(Period::parse(written).unwrap().english(), said);
    }
}

#[test]
fn every_period_knows_the_one_before_and_the_same_a_year_ago() {
    for (written, before, year_ago) in [
        ("2020", "2019", "2019"),
        ("2020-H1", "2019-H2", "2019-H1"),
        ("2020-Q1", "2019-Q4", "2019-Q1"),
        ("2020-03", "2020-02", "2019-03"),
        ("2020-01", "2019-12", "2019-01"),
        ("2021-W01", "2020-W53", "2020-W01"),
        ("2020-W53", "2020-W52", ""),
        ("2020-03-01", "2020-02-29", "2019-03-01"),
        ("2020-02-29", "2020-02-28", ""),
        ("2020-01/2020-08", "2020-01/2020-07", "2019-01/2019-08"),
        ("2020-01/2020-02", "", "2019-01/2019-02"),
        ("2019-10/2020-08", "2019-10/2020-07", "2018-10/2019-08"),
        ("../2020-06-30", "../2020-06-29", "../2019-06-30"),
        ("../2020-03", "../2020-02", "../2019-03"),
        ("../2020", "../2019", "../2019"),
    ] {
        let period = Period::parse(written).unwrap();
        let written_of = |p: Option<Period>| p.map(Period::written).unwrap_or_default();
        assert_eq!(written_of(period.predecessor()), before, "{written}");
        assert_eq!(written_of(period.year_before()), year_ago, "{written}");
    }
}

#[test]
fn ordinals_are_ordered_as_periods_are() {
    let written =
        ["1000", "2019", "2020-01", "2020-H1", "2020-06", "2020-06-30", "../2020-06-30", "9999-12-31"];
    let periods: Vec<Period> = written.iter().filter_map(|p| Period::parse(p)).collect();
    assert_eq!(periods.len(), written.len());
    for pair in periods.windows(2) {
        assert!(pair[0] < pair[1] && pair[0].ordinal() < pair[1].ordinal(), "{pair:?}");
    }
}
