//! What is written as JSON-stat reads back the same, as far as JSON-stat can carry it.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::{Index, select};
use qdviz::dataset::write::jsonstat;
use qdviz::dataset::{
    Area, Builder, Dataset, Indicator, Observation, Period, Source, Status, Value, gazetteer, read,
};
use qdviz::decimal::Decimal;
use qdviz::diagnostic::Diagnostics;
use std::collections::BTreeMap;

/// Periods of every form.
fn periods() -> impl Strategy<Value = Period> {
    let written =
        (1000..9999_i32, 1..13_i32, 1..13_i32, 1..29_i32, 0..10_u8).prop_map(|(y, m, n, d, form)| {
            let until = y + i32::from(n <= m);
            match form {
                0 => format!("{y}"),
                1 => format!("{y}-H{}", m % 2 + 1),
                2 => format!("{y}-Q{}", m % 4 + 1),
                3 => format!("{y}-{m:02}"),
                4 => format!("{y}-W{:02}", m * 4),
                5 => format!("{y}-{m:02}-{d:02}"),
                6 => format!("{y}-{m:02}/{until}-{n:02}"),
                7 => format!("../{y}"),
                8 => format!("../{y}-{m:02}"),
                _ => format!("../{y}-{m:02}-{d:02}"),
            }
        });
    written.prop_filter_map("a period", |text| Period::parse(&text))
}

fn values() -> impl Strategy<Value = (Value, Status)> {
    const MOST: i64 = 999_999_999_999_999_999;
    let status = select(vec![
        Status::Final,
        Status::Preliminary,
        Status::Revised,
        Status::Estimated,
        Status::Over,
        Status::Under,
    ]);
    let known = (-MOST..=MOST, 0..=18_u8).prop_map(|(mantissa, scale)| Decimal { mantissa, scale });
    let small = (-999..=999_i64, 0..=3_u8).prop_map(|(mantissa, scale)| Decimal { mantissa, scale });
    prop_oneof![
        (prop_oneof![known, small].prop_map(Value::Known), status.clone()),
        // A missing figure has a reason or a status.
        (Just(Value::Missing("".into())), status),
        ("[保密未\"\\\\]{1,3}公布".prop_map(|reason| Value::Missing(reason.into())), Just(Status::Final)),
    ]
}

fn indicators() -> impl Strategy<Value = Vec<Indicator>> {
    let one = (".{1,6}", ".{1,6}", "[^\\s]{0,3}", 0..=9_u8, ".{0,8}");
    let named = one.prop_map(|(id, name, unit, decimals, definition)| Indicator {
        id,
        name,
        unit,
        decimals,
        definition,
        ..Indicator::default()
    });
    proptest::collection::vec(named, 1..5).prop_map(|mut indicators| {
        for (i, indicator) in indicators.iter_mut().enumerate() {
            indicator.id.push_str(&i.to_string());
        }
        indicators
    })
}

/// Places of the gazetteer and others, some of which are part of one before.
fn areas() -> impl Strategy<Value = Vec<Area>> {
    let known = (0..gazetteer::PLACES.len()).prop_map(|i| gazetteer::PLACES[i].area());
    let other = (".{0,4}", any::<Option<Index>>()).prop_map(|(name, parent)| Area {
        name: format!("外部{name}"),
        parent: parent.map_or(String::new(), |index| index.index(1000).to_string()),
        ..Area::default()
    });
    proptest::collection::vec(prop_oneof![known, other], 1..6).prop_map(|mut areas| {
        for i in 0..areas.len() {
            if !areas[i].code.is_empty() {
                continue;
            }
            areas[i].code = format!("z{i}");
            let before: Option<usize> = areas[i].parent.parse().ok();
            areas[i].parent =
                before.filter(|_| i > 0).map_or(String::new(), |before| areas[before % i].code.clone());
        }
        areas.sort_by(|a, b| a.code.cmp(&b.code));
        areas.dedup_by(|a, b| a.code == b.code);
        areas
    })
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let one = (".{1,8}", ".{0,8}", select(vec!["", "2021-06-02", "2021-06-02T08:00:00Z"]), any::<bool>());
    let described = one.prop_map(|(title, publisher, date, has_url)| Source {
        id: "s1".into(),
        title,
        publisher,
        date: date.into(),
        url: if has_url { "https://example.org/a?b=\"c\"".into() } else { String::new() },
        page: String::new(),
    });
    proptest::collection::vec(described, 0..3)
}

type Row = (Index, Index, Period, (Value, Status));

fn built(indicators: Vec<Indicator>, areas: Vec<Area>, sources: &[Source], rows: Vec<Row>) -> Dataset {
    let mut out = Builder::new("data#/observations/");
    let (i, a) = (indicators.len(), areas.len());
    indicators.into_iter().for_each(|indicator| _ = out.indicator(indicator));
    areas.into_iter().for_each(|area| _ = out.area(area));
    sources.iter().for_each(|source| _ = out.source(source.clone()));
    for (row, (indicator, area, period, (value, status))) in rows.into_iter().enumerate() {
        let source = (!sources.is_empty()).then(|| row % sources.len());
        let (indicator, area, row) = (indicator.index(i), area.index(a), row as u32);
        out.observe(Observation { indicator, area, period, value, status, source, remark: None, row });
    }
    out.finish(&mut Diagnostics::default()).unwrap()
}

/// Every figure that counts with what it is about.
fn figures(set: &Dataset) -> BTreeMap<(String, String, Period), (Value, Status)> {
    let counted = (0..set.indicators.len()).flat_map(|indicator| set.of_indicator(indicator));
    let figure = |position: &u32| {
        let o = &set.observations.at(*position as usize);
        let about = (set.indicators[o.indicator].id.clone(), set.areas[o.area].code.clone(), o.period);
        (about, (o.value.clone(), o.status))
    };
    counted.map(figure).collect()
}

/// The indicators that have figures, by id; others are not read back.
fn described(set: &Dataset) -> BTreeMap<&str, &Indicator> {
    let used = |indicator: &usize| !set.of_indicator(*indicator).is_empty();
    (0..set.indicators.len())
        .filter(used)
        .map(|i| (set.indicators[i].id.as_str(), &set.indicators[i]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(
        indicators in indicators(),
        areas in areas(),
        sources in sources(),
        rows in proptest::collection::vec((any::<Index>(), any::<Index>(), periods(), values()), 1..40),
    ) {
        let set = built(indicators, areas, &sources, rows);
        let text = jsonstat::write(&set);
        let mut faults = Diagnostics::default();
        let again = read(text.as_bytes(), None, &mut faults).unwrap();
        prop_assert_eq!(faults.into_items(), []);
        prop_assert_eq!(figures(&again), figures(&set));
        prop_assert_eq!(described(&again), described(&set));
        prop_assert_eq!(&again.areas, &set.areas);
        let only = set.observations.iter().all(|o| o.source == Some(0));
        let expected = if only { &sources[..1] } else { &[] };
        prop_assert_eq!(again.sources.as_slice(), expected);
    }
}

#[test]
fn a_full_cube_is_written_as_a_list_and_a_sparse_one_by_position() {
    let indicators =
        vec![Indicator { id: "n".into(), name: "户数".into(), decimals: 1, ..Indicator::default() }];
    let areas: Vec<Area> = gazetteer::PLACES[1..3].iter().map(gazetteer::Place::area).collect();
    let mut out = Builder::new("data#/observations/");
    indicators.into_iter().for_each(|indicator| _ = out.indicator(indicator));
    areas.into_iter().for_each(|area| _ = out.area(area));
    let mut observe = |area: usize, year: i32, value: Value, status: Status| {
        let period = Period::year_of(year);
        out.observe(Observation {
            indicator: 0,
            area,
            period,
            value,
            status,
            source: None,
            remark: None,
            row: 0,
        });
    };
    let known = |text: &str| Value::Known(Decimal::parse(text).unwrap());
    observe(1, 2020, known("-6.0"), Status::Over);
    observe(0, 2021, Value::Missing("保密".into()), Status::Final);
    observe(0, 2020, known("48.60"), Status::Final);
    let sparse = built_text(&mut out);
    assert!(sparse.contains("\"size\":[1,2,2]"), "{sparse}");
    assert!(sparse.contains("\"value\":{\"0\":48.60,\"1\":null,\"2\":-6.0}"), "{sparse}");
    assert!(sparse.contains("\"status\":{\"1\":\"保密\",\"2\":\"over\"}"), "{sparse}");
    assert!(sparse.contains("\"unit\":{\"n\":{\"label\":\"\",\"decimals\":1}}"), "{sparse}");
    out.observe(Observation { period: Period::year_of(2021), ..out.set().observations.at(0).clone() });
    assert!(built_text(&mut out).contains("\"value\":[48.60,null,-6.0,-6.0]"));
}

/// What the builder holds so far, as text.
fn built_text(out: &mut Builder) -> String {
    let mut copy = Builder::new("data#/observations/");
    let set = out.set().clone();
    set.indicators.into_iter().for_each(|indicator| _ = copy.indicator(indicator));
    set.areas.into_iter().for_each(|area| _ = copy.area(area));
    set.observations.iter().for_each(|observation| _ = copy.observe(observation));
    jsonstat::write(&copy.finish(&mut Diagnostics::default()).unwrap())
}
