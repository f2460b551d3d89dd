//! CSV as statistics offices export it, in UTF-8 and decoded from GB18030, and written and read back.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use qdviz::dataset::{Dataset, Observation, Value, read, write};
use qdviz::decimal::Decimal;
use qdviz::diagnostic::Diagnostics;

fn file(name: &str) -> String {
    let path = format!("{}/tests/formats/csv/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// Reads a document without a fault.
fn faultless(bytes: &[u8]) -> Dataset {
    let mut faults = Diagnostics::default();
    let set = read(bytes, None, &mut faults);
    assert_eq!(faults.into_items(), []);
    set.unwrap()
}

/// Value (or reason), status and note of one figure.
fn figure(set: &Dataset, indicator: &str, area: &str, period: &str) -> String {
    let indicator = set.indicator(indicator).expect(indicator);
    let area = set.area(area).expect(area);
    let found = set.at(indicator, area, qdviz::dataset::Period::read(period).unwrap());
    let observation = &set.observations.at(found.expect(period));
    let mut out = format!("{:?} {}", observation.status, set.indicators[indicator].unit);
    if let Some(remark) = &observation.remark {
        out = format!("{out} {}", remark.note);
    }
    format!("{} {out}", said(&observation.value))
}

fn said(value: &Value) -> String {
    match value {
        Value::Known(number) => {
            let mut out = String::new();
            number.write(None, &mut out);
            out
        }
        Value::Missing(reason) => format!("({reason})"),
    }
}

#[test]
fn a_monthly_report() {
    let set = faultless(file("monthly.csv").as_bytes());
    let at = |indicator: &str, period: &str| figure(&set, indicator, "青岛市", period);
    assert_eq!(at("规模以上工业增加值", "2020-08"), "(原表为“—”) Final 亿元");
    assert_eq!(at("规模以上工业增加值（同比增长）", "2020-08"), "6.3 Final %");
    assert_eq!(at("固定资产投资", "2020-01/2020-08"), "3456.78 Final 亿元");
    assert_eq!(at("民间投资", "2020-08"), "120.5 Final 亿元 口径有调整。");
    assert_eq!(at("民间投资（同比增长）", "2020-01/2020-08"), "0.0 Final %");
    assert_eq!(at("社会消费品零售总额（同比增长）", "2020-08"), "2.5 Final %");
    assert_eq!(at("社会消费品零售总额（同比增长）", "2020-01/2020-08"), "−5.9 Final %");
    assert_eq!(at("港口货物吞吐量", "2020-08"), "5123 Final 万吨");
    assert_eq!((set.observations.len(), set.indicators.len()), (20, 10));
    assert_eq!(set.sources[0].title, "示例市统计局");
    assert_eq!(set.indicators[0].definition, "规模以上工业增加值只公布增速。");
    assert!(set.observations.iter().all(|o| o.source == Some(0)));
}

#[test]
fn a_table_of_a_yearbook() {
    let set = faultless(file("yearbook.csv").as_bytes());
    let name = set.indicators[0].name.clone();
    let at = |area: &str, period: &str| figure(&set, &name, area, period);
    assert_eq!(at("青岛", "2020"), "1007.17 Final 万人");
    assert_eq!(at("370202", "2020"), "48.62 Final 万人 含部队人口。");
    assert_eq!(at("市南区", "2019"), "(原表为“..”) Final 万人");
    assert_eq!(at("市北区", "2019"), "(暂无) Final 万人");
    assert_eq!(at("黄岛区", "2010"), "139.26 Final 万人");
    assert_eq!(at("即墨区", "2020"), "133.61 Preliminary 万人");
    assert_eq!(at("高新区", "2010"), "(原表空白) Final 万人");
    assert_eq!(at("高新区", "2020"), "15.2 Estimated 万人");
    assert_eq!((name.as_str(), set.observations.len()), ("常住人口", 24));
    assert_eq!(set.indicators[0].definition, "2020年为普查数，与以前年度不可直接比较。");
    assert_eq!((set.indicators[0].decimals, set.sources[0].title.as_str()), (2, "示例统计年鉴"));
}

#[test]
fn a_long_list() {
    let set = faultless(file("long.csv").as_bytes());
    assert_eq!(figure(&set, "细颗粒物浓度", "市南区", "2020-01"), "58 Final 微克/立方米");
    assert_eq!(figure(&set, "细颗粒物浓度", "370215", "2020-01"), "61 Revised 微克/立方米 含\"沙尘\"天气");
    assert_eq!(figure(&set, "优良天数比例", "市南区", "2020-01/2020-08"), "85.20 Preliminary ％");
    assert_eq!(figure(&set, "优良天数比例", "市南区", "2020-Q3"), "−0.5 Final ％ 状态：待核");
    assert_eq!((set.areas.len(), set.sources.len()), (2, 1));
}

#[test]
fn an_extract_of_a_database() {
    let set = faultless(file("database.csv").as_bytes());
    assert_eq!(figure(&set, "年末常住人口", "青岛", "2022"), "1034.21 Final 万人");
    assert_eq!(figure(&set, "年末常住人口", "济南市", "2020"), "924.2 Final 万人");
    assert_eq!(set.sources[0].title, "示例数据库");
}

#[test]
fn what_is_decoded_from_gb18030_reads_the_same() {
    for name in ["monthly.csv", "yearbook.csv", "long.csv", "database.csv"] {
        let text = file(name);
        let (bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
        assert!(!lossy && std::str::from_utf8(&bytes).is_err(), "{name}");
        let (decoded, _, faulty) = encoding_rs::GB18030.decode(&bytes);
        assert!(!faulty, "{name}");
        assert_eq!(faultless(decoded.as_bytes()), faultless(text.as_bytes()), "{name}");
        let marked = format!("\u{FEFF}{}", text.replace('\n', "\r\n").replace("\r\r\n", "\r\n"));
        assert_eq!(faultless(marked.as_bytes()), faultless(text.as_bytes()), "{name}");
    }
}

/// What a CSV list can say of a figure.
fn listed(set: &Dataset) -> Vec<String> {
    let line = |o: Observation| {
        let (indicator, area) = (&set.indicators[o.indicator], &set.areas[o.area]);
        let about = (&indicator.id, &indicator.name, &indicator.unit, &area.code, &area.name);
        let source = o.source.map(|source| &set.sources[source].title);
        format!("{about:?} {:?} {:?} {:?} {source:?} {:?}", o.period.written(), o.value, o.status, o.remark)
    };
    let mut lines: Vec<String> = set.observations.iter().map(line).collect();
    lines.sort();
    lines
}

/// Texts as they may stand in a data set: what begins like a formula, quotes, separators, line breaks.
fn text() -> impl Strategy<Value = String> {
    "[=+@'\"甲a1,;注：（%）*①-]{0,3}[乙b,\"\r\n\t ：]{0,3}[丙c%）*①'-]{1,2}"
        .prop_map(|text| text.trim().into())
}

/// Name, unit, digits, scale, period and status, reason when missing, note.
type Figure = (String, String, i64, u8, usize, Option<String>, String);

/// Figures in the own format, each of an indicator and an area of its own.
fn own_format(figures: &[Figure]) -> String {
    let periods = [
        "2020",
        "2020-H1",
        "2020-Q3",
        "2020-08",
        "2020-W05",
        "2020-11-01",
        "2020-01/2020-08",
        "../2020-06-30",
    ];
    let statuses = ["preliminary", "revised", "estimated", "over", "under", "forecast"];
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let (mut indicators, mut areas, mut observations) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (name, unit, mantissa, scale, choice, missing, note)) in figures.iter().enumerate() {
        indicators.push(format!(r#"{{"id":"i{at}","name":{},"unit":{}}}"#, json(name), json(unit)));
        areas.push(format!(r#"{{"code":"a{at}","name":{}}}"#, json(note)));
        let value = match missing {
            Some(reason) => format!(r#""value":null,"missing":{}"#, json(reason)),
            None => {
                let mut number = String::new();
                Decimal { mantissa: *mantissa, scale: *scale }.write(None, &mut number);
                format!(r#""value":{}"#, number.replace('−', "-"))
            }
        };
        observations.push(format!(
            r#"{{"indicator":"i{at}","area":"a{at}","period":"{}",{value},"status":"{}","note":{},"phrase":{},"source":"s"}}"#,
            periods[choice % periods.len()],
            statuses[choice % statuses.len()],
            json(note),
            json(name),
        ));
    }
    format!(
        r#"{{"qdviz":"indicators/1","sources":[{{"id":"s","title":"来源"}}],"indicators":[{}],"areas":[{}],"observations":[{}]}}"#,
        indicators.join(","),
        areas.join(","),
        observations.join(",")
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_the_same(figures in prop::collection::vec(
        (text(), text(), -999_999_999_999i64..999_999_999_999, 0u8..6, 0usize..40, prop::option::of(text()), text()),
        1..6,
    )) {
        let set = faultless(own_format(&figures).as_bytes());
        let written = write::csv::write(&set);
        let mut faults = Diagnostics::default();
        let back = read(written.as_bytes(), None, &mut faults);
        prop_assert_eq!(faults.into_items(), vec![]);
        prop_assert_eq!(listed(&back.unwrap()), listed(&set));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "[0-9年月区市南（）%,;\t\r\n\"'注：单位指标地区时期数值.\\-—①*\\[\\]]{0,200}") {
        let mut faults = Diagnostics::default();
        let set = read(text.as_bytes(), Some("csv"), &mut faults);
        prop_assert!(set.is_some() || faults.is_fatal());
    }
}

#[test]
fn written_lists_are_for_spreadsheets() {
    let figures = [("=1+1".into(), "人".into(), -15, 1, 0, None, "说明，\"引\"".into())];
    let written = write::csv::write(&faultless(own_format(&figures).as_bytes()));
    let expected = "\u{FEFF}指标代码,指标,地区代码,地区,时期,数值,单位,状态,缺数原因,来源,原文,页码,备注\r\n\
        i0,'=1+1,a0,\"说明，\"\"引\"\"\",2020,-1.5,人,初步,,来源,'=1+1,,\"说明，\"\"引\"\"\"\r\n";
    assert_eq!(written, expected);
}

#[test]
fn hostile_tables_are_told_and_take_no_time() {
    let many = |unit: &str, count: usize| unit.repeat(count);
    for text in [
        format!("指标,地区,时期,数值\n{}", many("甲,市南区,2020,\"1\n", 100_000)),
        format!("指标,地区,时期,数值\n{},市南区,2020,1\n", many("长", 1 << 20)),
        format!("地区{}\n{}", many(",甲", 20_000), many(&format!("乙{}\n", many(",丙,1", 8_000)), 20)),
        format!("指标,{},2020年\n{}", many("甲", 20_000), many("乙,1,1\n", 20_000)),
        format!("地区,2020年\n{}", many("注：甲\n", 200_000)),
        format!("指标,2020年\n{}", (0..200_000).map(|i| format!("{i}甲,1\n")).collect::<String>()),
        format!("地区,2020年\n{}", (0..200_000).map(|i| format!("{i}区,1\n")).collect::<String>()),
        format!("市南区{}", many(",1", 200_000)),
        many("①", 300_000),
        many("\u{0}", 300_000),
    ] {
        let started = std::time::Instant::now();
        let mut faults = Diagnostics::default();
        let _ = read(text.as_bytes(), Some("csv"), &mut faults);
        let taken = started.elapsed();
        let start: String = text.chars().take(40).collect();
        let items = faults.into_items();
        assert!(!items.is_empty(), "{start}");
        assert!(
            items.iter().all(|d| d.message.len() < 2_000 && d.path.starts_with("data") || d.path.is_empty())
        );
        // An unoptimised build on a busy machine.
        assert!(taken.as_secs() < 20, "{start}: {taken:?}");
    }
}
