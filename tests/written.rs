//! What the writers of the own format write, the reader reads back: every figure, every digit, every remark.

#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use qdviz::dataset::write::{columns, rows};
use qdviz::dataset::{
    Area, Band, Builder, Dataset, Details, Direction, Flow, Indicator, Nature, Observation, Period, Remark,
    Source, Status, Text, Value, gazetteer, read,
};
use qdviz::decimal::Decimal;
use qdviz::diagnostic::Diagnostics;
use std::collections::BTreeSet;

/// Reads a document that must be sound, but for areas and indicators that name a whole which is not there.
fn read_back(text: &str) -> Dataset {
    let mut faults = Diagnostics::default();
    let set = read(text.as_bytes(), None, &mut faults);
    let told = faults.into_items().into_iter();
    let is_reference = |path: &str| path.ends_with("/parent") || path.ends_with("/of");
    assert_eq!(told.filter(|told| !is_reference(&told.path)).collect::<Vec<_>>(), [], "in {text}");
    set.unwrap()
}

/// Whatever letters there are, the troublesome ones among them.
fn text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![any::<char>(), select(vec!['"', '\\', '/', '\n', '\0', '\u{1f}', '市', '🐟'])];
    vec(letter, 0..5).prop_map(|letters| letters.into_iter().collect())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    const MOST: i64 = 999_999_999_999_999_999;
    let mantissa = prop_oneof![-1000..1000i64, -MOST..=MOST];
    (mantissa, 0..=18u8).prop_map(|(mantissa, scale)| Decimal { mantissa, scale })
}

fn period() -> impl Strategy<Value = Period> {
    let counted = prop_oneof![
        (1000..=9999).prop_map(Period::year_of),
        (1000..=9999, 1..=12).prop_map(|(year, month)| Period::month(year, month).unwrap()),
        (1000..=9999, 1..=12, 1..=28).prop_map(|(year, month, day)| Period::day(year, month, day).unwrap()),
    ];
    let months = (1000..9000, 1..=11, 0..3).prop_map(|(year, first, more)| {
        Period::parse(&format!("{year}-{first:02}/{}-12", year + more)).unwrap()
    });
    prop_oneof![
        4 => (counted, any::<bool>()).prop_map(|(period, as_of)| if as_of { period.as_of() } else { period }),
        1 => (1000..=9999, 0..=1).prop_map(|(year, half)| Period::half(year, half)),
        1 => (1000..=9999, 0..=3).prop_map(|(year, quarter)| Period::quarter(year, quarter)),
        1 => (1000..=9999, 1..=52).prop_map(|(year, week)| Period::week(year, week).unwrap()),
        1 => months,
    ]
}

fn source() -> impl Strategy<Value = Source> {
    (text(), text(), text(), text(), text(), text())
        .prop_map(|(id, title, publisher, date, url, page)| Source { id, title, publisher, date, url, page })
}

fn area() -> impl Strategy<Value = Area> {
    (text(), text(), text(), vec(text(), 0..3), text(), text()).prop_map(
        |(code, name, english, aliases, parent, kind)| Area { code, name, english, aliases, parent, kind },
    )
}

fn band() -> impl Strategy<Value = Band> {
    let level = select(vec!["", "good", "warning", "bad"]).prop_map(String::from);
    (option::of(decimal()), option::of(decimal()), level, text()).prop_map(|(from, to, level, label)| Band {
        from,
        to,
        level,
        label,
    })
}

fn interval() -> impl Strategy<Value = (Decimal, Decimal)> {
    (decimal(), decimal()).prop_map(|(a, b)| if a <= b { (a, b) } else { (b, a) })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    use Direction::*;
    use Nature::*;
    let direction = select(vec![Neutral, Higher, Lower, Interval]);
    let nature = select(vec![Unstated, Level, Growth, Share, Index, Rank, Count]);
    let words = ["", "year", "half", "quarter", "month", "week", "day", "irregular"];
    let frequency = select(words.to_vec());
    let texts = (text(), text(), text(), text(), text(), text());
    let dimensions = vec((text(), text()), 0..3);
    (
        texts,
        frequency,
        direction,
        option::of(interval()),
        nature,
        (option::of(decimal()), option::of(decimal())),
        vec(band(), 0..3),
        dimensions,
        0..=9u8,
        (text(), option::of((text(), text()))),
    )
        .prop_map(
            |(
                texts,
                frequency,
                direction,
                interval,
                nature,
                target,
                bands,
                dimensions,
                decimals,
                (of, flow),
            )| {
                let (id, name, english, unit, theme, definition) = texts;
                let dimensions = numbered(dimensions);
                let flow = flow.map(|(from, to)| Flow { from, to });
                let (target, weight) = target;
                Indicator {
                    id,
                    name,
                    english,
                    unit,
                    decimals,
                    direction,
                    frequency,
                    definition,
                    nature,
                    dimensions,
                    of,
                    details: Details { theme, interval, target, bands, flow, weight }.boxed(),
                }
            },
        )
}

/// With a number in front of each name: of two members of one name the reader tells the second.
fn numbered(dimensions: Vec<(String, String)>) -> Vec<(Text, Text)> {
    let each = |(i, (name, value)): (usize, (String, String))| (format!("{i}{name}").into(), value.into());
    dimensions.into_iter().enumerate().map(each).collect()
}

fn value() -> impl Strategy<Value = Value> {
    let reason = prop_oneof![text(), Just("未公布".into())];
    prop_oneof![4 => decimal().prop_map(Value::Known), 1 => reason.prop_map(|reason| Value::Missing(reason.into()))]
}

fn remark() -> impl Strategy<Value = Option<Box<Remark>>> {
    let short = || prop_oneof![3 => Just(String::new()), 1 => text()];
    let end = || option::weighted(0.2, decimal());
    (short(), short(), short(), end(), end()).prop_map(|(phrase, page, note, low, high)| {
        let remark = Remark { phrase: phrase.into(), page: page.into(), note: note.into(), low, high };
        (remark != Remark::default()).then(|| Box::new(remark))
    })
}

fn status() -> impl Strategy<Value = Status> {
    use Status::*;
    select(vec![Final, Final, Final, Preliminary, Revised, Estimated, Over, Under, Forecast])
}

/// One figure; which indicator, area and source it has is decided when those are there.
type Figure = (Index, Index, Period, Value, Status, Option<Index>, Option<Box<Remark>>);

fn figure() -> impl Strategy<Value = Figure> {
    let source = option::of(any::<Index>());
    (any::<Index>(), any::<Index>(), period(), value(), status(), source, remark())
}

fn dataset() -> impl Strategy<Value = Dataset> {
    let known = btree_set(0..gazetteer::PLACES.len(), 0..3);
    let lists = (vec(source(), 1..3), vec(area(), 1..4), vec(indicator(), 1..4), known);
    (lists, vec(figure(), 1..20)).prop_map(|((sources, areas, indicators, known), figures)| {
        let mut out = Builder::new("data#/observations/");
        for (i, source) in sources.into_iter().enumerate() {
            out.source(Source { id: format!("{i} {}", source.id), ..source });
        }
        for (i, area) in areas.into_iter().enumerate() {
            out.area(Area { code: format!("{i} {}", area.code), ..area });
        }
        known.iter().for_each(|place| {
            out.area(gazetteer::PLACES[*place].area());
        });
        for (i, indicator) in indicators.into_iter().enumerate() {
            out.indicator(Indicator { id: format!("{i} {}", indicator.id), ..indicator });
        }
        observe(&mut out, figures);
        out.finish(&mut Diagnostics::default()).unwrap()
    })
}

/// Adds the figures, of those about the same only the first: another value is a fault.
fn observe(out: &mut Builder, figures: Vec<Figure>) {
    let mut seen = BTreeSet::new();
    for (indicator, area, period, value, status, source, remark) in figures {
        let set = out.set();
        let (indicator, area) = (indicator.index(set.indicators.len()), area.index(set.areas.len()));
        let source = source.map(|source| source.index(set.sources.len()));
        let row = set.observations.len() as u32;
        if seen.insert((indicator, area, period)) {
            out.observe(Observation { indicator, area, period, value, status, source, remark, row });
        }
    }
}

fn assert_same(read: &Dataset, written: &Dataset) {
    assert_eq!(read.sources, written.sources);
    assert_eq!(read.areas, written.areas);
    assert_eq!(read.indicators, written.indicators);
    assert_eq!(read.observations, written.observations);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn rows_read_back_as_what_was_written(set in dataset()) {
        assert_same(&read_back(&rows::write(&set).unwrap()), &set);
    }

    #[test]
    fn columns_read_back_as_what_was_written(set in dataset()) {
        assert_same(&read_back(&columns::write(&set).unwrap()), &set);
    }

    #[test]
    fn rows_and_columns_turn_into_each_other(set in dataset()) {
        let by_rows = rows::write(&set).unwrap();
        let by_columns = columns::write(&read_back(&by_rows)).unwrap();
        prop_assert_eq!(&columns::write(&set).unwrap(), &by_columns);
        prop_assert_eq!(rows::write(&read_back(&by_columns)).unwrap(), by_rows);
    }
}

/// A data set with one indicator, the given areas and one figure for each of them.
fn with_areas(areas: [(&str, &str, &[&str]); 2]) -> Dataset {
    let mut out = Builder::new("data#/observations/");
    out.indicator(Indicator { id: "i".into(), name: "指标".into(), ..Indicator::default() });
    for (row, (code, name, aliases)) in areas.into_iter().enumerate() {
        let aliases = aliases.iter().map(|alias| (*alias).into()).collect();
        let area = out.area(Area { code: code.into(), name: name.into(), aliases, ..Area::default() });
        out.observe(Observation {
            indicator: 0,
            area,
            period: Period::year_of(2020),
            value: Value::Known(Decimal::whole(row as i64)),
            status: Status::Final,
            source: None,
            remark: None,
            row: row as u32,
        });
    }
    out.finish(&mut Diagnostics::default()).unwrap()
}

#[test]
fn an_area_whose_code_means_another_is_called_by_another_name() {
    let set = with_areas([("1", "甲", &["2"]), ("2", "乙", &[])]);
    assert!(rows::write(&set).unwrap().contains(r#""area": "乙""#));
    assert_same(&read_back(&rows::write(&set).unwrap()), &set);
    assert_same(&read_back(&columns::write(&set).unwrap()), &set);
}

#[test]
fn what_cannot_be_told_apart_is_refused_and_never_mixed_up() {
    let set = with_areas([("1", "甲", &["乙"]), ("1", "乙", &[])]);
    let refused = rows::write(&set).unwrap_err();
    assert_eq!(refused.name, "1");
    assert!(refused.to_string().starts_with("“1”不止一个"));
    assert_eq!(columns::write(&set).unwrap_err(), refused);
}

#[test]
fn rows_are_written_one_a_line() {
    let text = rows::write(&with_areas([("1", "甲", &["首"]), ("2", "乙", &[])])).unwrap();
    let expected = r#"{
  "qdviz": "indicators/1",
  "sources": [],
  "areas": [
    { "code": "1", "name": "甲", "aliases": ["首"] },
    { "code": "2", "name": "乙" }
  ],
  "indicators": [
    { "id": "i", "name": "指标", "decimals": 0, "direction": "neutral" }
  ],
  "observations": [
    { "indicator": "i", "area": "1", "period": "2020", "value": 0 },
    { "indicator": "i", "area": "2", "period": "2020", "value": 1 }
  ]
}
"#;
    assert_eq!(text, expected);
}

/// Twelve months of two areas, as a document in rows with `extra` in every row.
fn months(extra: &str) -> Dataset {
    let row = |n: usize| {
        let (area, month) = (["市南区", "崂山区"][n / 12], n % 12 + 1);
        format!(r#"{{"indicator":"i","area":"{area}","period":"2020-{month:02}","value":{n}{extra}}}"#)
    };
    let rows: Vec<String> = (0..24).map(row).collect();
    read_back(&format!(
        r#"{{"qdviz":"indicators/1","indicators":[{{"id":"i","name":"指标"}}],"observations":[{}]}}"#,
        rows.join(",")
    ))
}

#[test]
fn every_column_takes_its_shortest_form() {
    let text = columns::write(&months(r#","note":"一样的说明""#)).unwrap();
    let twelve = ["0"; 12].join(",") + "," + &["1"; 12].join(",");
    for expected in [
        r#""indicator": "i","#.to_string(),
        format!(r#""area": {{"dictionary":["370202","370212"],"codes":[{twelve}]}}"#),
        r#""period": {"dictionary":["2020-01","2020-02","#.into(),
        r#""value": [0,1,2,3,"#.into(),
        r#""note": "一样的说明""#.into(),
    ] {
        assert!(text.contains(&expected), "{expected} is not in {text}");
    }
    let text = columns::write(&with_areas([("1", "甲", &[]), ("2", "乙", &[])])).unwrap();
    assert!(text.contains(r#""area": ["1","2"]"#), "{text}");
}

#[test]
fn one_reason_for_all_gaps_is_written_once() {
    let written = |second: &str| {
        let row = |period: &str, rest: &str| {
            format!(r#"{{"indicator":"i","area":"市南区","period":"{period}","value":{rest}}}"#)
        };
        let rows = [
            row("2018", "1"),
            row("2019", r#"null,"missing":"未公布""#),
            row("2020", &format!(r#"null,"missing":"{second}""#)),
        ];
        let head = r#"{"qdviz":"indicators/1","indicators":[{"id":"i","name":"指标"}],"observations":["#;
        columns::write(&read_back(&format!("{head}{}]}}", rows.join(",")))).unwrap()
    };
    assert!(written("未公布").contains(r#""missing": "未公布""#), "{}", written("未公布"));
    assert!(written("保密").contains(r#""missing": [null,"未公布","保密"]"#), "{}", written("保密"));
}

#[test]
fn entries_of_ledgers_are_kept_by_both_forms() {
    let text = r#"{"qdviz":"indicators/1","sources":[{"id":"s","title":"题"}],"entries":[
        {"id":"a","name":"甲","group":"组","stage":"一","owner":"局","area":"市南区","start":"2020-01","due":"2020-06-30",
         "done":"2020-06","state":"early","progress":62.50,"next":["b"],"likelihood":2,"impact":5,"source":"s",
         "page":"4","phrase":"原“文”","note":"注"},
        {"id":"b","name":"乙"},{"name":"丙","due":"2020-H1","state":"gap"}]}"#;
    let set = read_back(text);
    assert_eq!((set.entries.len(), set.entries[0].next.as_slice()), (3, [1].as_slice()));
    for written in [rows::write(&set).unwrap(), columns::write(&set).unwrap()] {
        assert_eq!(read_back(&written), set, "{written}");
    }
}

#[test]
fn an_entry_that_no_name_leads_to_is_told() {
    let mut set = read_back(
        r#"{"qdviz":"indicators/1","entries":[{"id":"a","name":"甲","next":["b"]},{"id":"b","name":"乙"}]}"#,
    );
    set.entries[1].id = "a".into();
    assert_eq!(rows::write(&set).unwrap_err().name, "a");
}
