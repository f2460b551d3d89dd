//! The JSON Schema of the own format says of a document what the reader says of it.

#![allow(clippy::unwrap_used, clippy::panic)]

use jsonschema::Validator;
use proptest::prelude::*;
use qdviz::dataset::{Period, own::schema, read};
use qdviz::diagnostic::Diagnostics;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&schema::written()).unwrap());
static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).unwrap());

/// What the reader tells about a document.
fn told(document: &[u8]) -> Vec<String> {
    let mut faults = Diagnostics::default();
    read(document, None, &mut faults);
    faults.into_items().into_iter().map(|fault| format!("{} {}", fault.path, fault.message)).collect()
}

fn is_valid(document: &Value) -> bool {
    VALIDATOR.is_valid(document)
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_committed_schema_is_the_one_that_the_reader_makes() {
    let path = in_repository("www/schema/indicators.v1.schema.json");
    if std::env::var_os("QDVIZ_BLESS").is_some() {
        std::fs::write(&path, schema::written()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let how = "QDVIZ_BLESS=1 cargo test --test schema";
    assert!(committed == schema::written(), "{} is out of date; renew it with: {how}", path.display());
}

#[test]
fn the_schema_is_a_schema_and_its_example_is_sound() {
    assert!(jsonschema::draft202012::meta::is_valid(&SCHEMA));
    for example in SCHEMA["examples"].as_array().unwrap() {
        assert!(is_valid(example));
        assert_eq!(told(example.to_string().as_bytes()), [""; 0]);
    }
}

#[test]
fn every_data_file_keeps_to_the_schema() {
    let mut count = 0;
    for entry in std::fs::read_dir(in_repository("www/data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let document: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        if document["qdviz"] == "indicators/1" {
            let faults: Vec<String> =
                VALIDATOR.iter_errors(&document).map(|e| format!("{} {e}", e.instance_path())).collect();
            assert_eq!(faults, [""; 0], "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 0, "no data files");
}

/// What all sample documents begin with; together they have every member that there is.
fn head() -> Value {
    json!({
        "$schema": "../schema/indicators.v1.schema.json", "qdviz": "indicators/1",
        "title": "样例", "titleEn": "Sample", "theme": "人口", "updated": "2021-05-11",
        "sources": [
            { "id": "s", "title": "公报", "publisher": "统计局", "date": "2021-05", "url": "https://example.cn/", "page": "2" }
        ],
        "areas": [
            { "code": "1", "name": "甲", "nameEn": "A", "aliases": ["甲地"], "parent": "370200", "kind": "功能区" }
        ],
        "indicators": [{
            "id": "i", "name": "指数", "nameEn": "Index", "unit": "分", "decimals": 2, "direction": "interval",
            "interval": [90, 100], "frequency": "year", "theme": "人口", "definition": "口径", "kind": "index",
            "target": 95.5, "bands": [{ "from": 0, "to": 60, "level": "bad", "label": "不及格" }],
            "dimensions": { "性别": "男" }, "of": "all", "flow": { "from": "甲", "to": "乙" }, "weight": 0.5
        }, { "id": "all", "name": "全体" }]
    })
}

fn in_rows() -> Value {
    let mut document = head();
    document["observations"] = json!([
        { "indicator": "i", "area": "甲", "period": "2019", "value": 95.24, "status": "over", "source": "s",
          "phrase": "95.24多", "page": "3", "note": "注", "low": 95, "high": 95.5 },
        { "indicator": "i", "area": "市南区", "period": "2020-01/2020-08", "value": null, "missing": "未公布" }
    ]);
    document
}

fn in_columns() -> Value {
    let mut document = head();
    document["columns"] = json!({
        "indicator": "i", "area": { "dictionary": ["甲", "市南区"], "codes": [0, 1] }, "period": ["2019", "2020"],
        "value": [1.5, null], "missing": [null, "未公布"], "status": ["over", null],
        "source": { "dictionary": ["s"], "codes": [null, 0] }, "phrase": ["一点五多", null], "page": "3",
        "note": { "dictionary": ["注"], "codes": [0, 0] }, "low": [1, null], "high": [2.5, null]
    });
    document
}

fn in_entries() -> Value {
    let mut document = head();
    document["entries"] = json!([
        { "id": "e", "name": "任务", "group": "组", "stage": "一", "owner": "局", "area": "甲", "start": "2020-01",
          "due": "2020-06-30", "done": "2020-06", "state": "early", "progress": 62.5, "next": ["f"], "likelihood": 2,
          "impact": 5, "source": "s", "page": "4", "phrase": "原文", "note": "注" },
        { "id": "f", "name": "下一项" }
    ]);
    document
}

/// The objects of the sample documents and what describes them in the schema.
const OBJECTS: [(&str, &str); 10] = [
    ("", ""),
    ("/sources/0", "/$defs/source"),
    ("/areas/0", "/$defs/area"),
    ("/indicators/0", "/$defs/indicator"),
    ("/indicators/0/bands/0", "/$defs/band"),
    ("/observations/0", "/$defs/observation"),
    ("/observations/1", "/$defs/observation"),
    ("/columns", "/$defs/columns"),
    ("/entries/0", "/$defs/entry"),
    ("/entries/1", "/$defs/entry"),
];

/// Sentences about what holds between different places of a document, which no schema can say: names that mean
/// nothing, a reason beside a value, columns of different lengths, codes beyond the dictionary.
const BEYOND: [&str; 7] = [
    "没有名为",
    "没有代码为",
    "没有 id 为",
    "早于“start”",
    "有数值又写了缺数原因",
    "项，“value”有",
    "代码不在词典里",
];

/// Whether all that is told is beyond a schema, be it that nothing usable is left for that reason.
fn are_beyond(told: &[String]) -> bool {
    let is_beyond = |line: &String| BEYOND.iter().any(|sentence| line.contains(sentence));
    told.iter().any(is_beyond) && told.iter().all(|line| is_beyond(line) || line.contains("没有可用的观测值"))
}

/// The document with that member replaced.
fn with(document: &Value, place: &str, key: &str, value: &Value) -> Value {
    let mut changed = document.clone();
    changed.pointer_mut(place).unwrap()[key] = value.clone();
    changed
}

#[test]
fn whatever_befalls_a_member_the_schema_and_the_reader_agree() {
    let strangers = ["null", "true", "1.5", "\"另\"", "[]", "[true]", "{}", r#"{"x":true}"#];
    for whole in [in_rows(), in_columns(), in_entries()] {
        assert!(is_valid(&whole));
        assert_eq!(told(whole.to_string().as_bytes()), [""; 0]);
        for (place, described) in OBJECTS {
            let Some(members) = whole.pointer(place).and_then(Value::as_object) else { continue };
            for key in members.keys().map(String::as_str).chain(["strange"]) {
                let mut lacking = whole.clone();
                lacking.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
                let mut changed = vec![lacking];
                for stranger in strangers {
                    changed.push(with(&whole, place, key, &serde_json::from_str(stranger).unwrap()));
                }
                for document in changed {
                    let told = told(document.to_string().as_bytes());
                    let member = format!("{place}/{key}");
                    let agree = match is_valid(&document) {
                        true => told.is_empty() || are_beyond(&told),
                        false => !told.is_empty(),
                    };
                    let now = document.pointer(&member);
                    assert!(agree, "{place} in {described}: {key} is {now:?}, told {told:?}");
                }
            }
        }
    }
}

#[test]
fn the_samples_have_every_member_that_the_schema_describes() {
    let samples = [in_rows(), in_columns(), in_entries()];
    for (_, described) in OBJECTS {
        let places = OBJECTS.iter().filter(|(_, other)| *other == described).map(|(place, _)| *place);
        let objects: Vec<&Value> =
            places.flat_map(|place| samples.iter().filter_map(move |sample| sample.pointer(place))).collect();
        let members = SCHEMA.pointer(described).unwrap()["properties"].as_object().unwrap();
        for key in members.keys() {
            assert!(
                objects.iter().any(|object| object.get(key).is_some()),
                "no sample has {key} of {described}"
            );
        }
    }
}

/// Members of the samples with something that cannot be there.
const FAULTY: [(&str, &str, &str); 50] = [
    ("", "qdviz", "\"indicators/2\""),
    ("", "columns", "7"),
    ("", "observations", "[]"),
    ("", "observations", "[1]"),
    ("", "indicators", "[]"),
    ("", "Title", "\"题\""),
    ("/areas/0", "aliases", r#"["甲", null]"#),
    ("/indicators/0", "decimals", "10"),
    ("/indicators/0", "decimals", "-1"),
    ("/indicators/0", "direction", "\"up\""),
    ("/indicators/0", "frequency", "\"monthly\""),
    ("/indicators/0", "kind", "\"percent\""),
    ("/indicators/0", "interval", "[90]"),
    ("/indicators/0", "interval", "[90, 100, 110]"),
    ("/indicators/0", "interval", "[90, null]"),
    ("/indicators/0", "target", "\"95\""),
    ("/indicators/0", "dimensions", r#"{"性别": null}"#),
    ("/indicators/0", "bands", r#"[{"level": "good"}, {"level": "fine"}]"#),
    ("/indicators/0", "bands", r#"[{"form": 0}]"#),
    ("/observations/0", "value", "\"95.24\""),
    ("/observations/0", "value", "1e400"),
    ("/observations/0", "value", "-1000000000000000000"),
    ("/observations/0", "values", "1"),
    ("/observations/0", "status", "\"provisional\""),
    ("/observations/0", "period", "\"2020年\""),
    ("/observations/0", "period", "\"2020-13\""),
    ("/observations/0", "period", "\"2020-Q5\""),
    ("/observations/0", "period", "\"2020-04-31\""),
    ("/observations/0", "period", "\"2020-W54\""),
    ("/observations/0", "period", "\"../2020-H1\""),
    ("/observations/0", "period", "2020"),
    ("/columns", "value", "[]"),
    ("/columns", "value", "[1.5, \"2\"]"),
    ("/columns", "values", "[1.5, 2]"),
    ("/columns", "indicator", r#"["i", null]"#),
    ("/columns", "period", r#"["2019", "20"]"#),
    ("/columns", "period", r#"{"dictionary": ["2019", 2020], "codes": [0, 1]}"#),
    ("/columns", "status", "\"sure\""),
    ("/columns", "status", r#"["over", "sure"]"#),
    ("/columns", "source", "5"),
    ("/columns", "note", "[\"注\", 5]"),
    ("/columns", "missing", r#"{"dictionary": [true], "codes": [null, 0]}"#),
    ("/columns", "phrase", "[[], null]"),
    ("/entries/0", "name", "null"),
    ("/entries/0", "state", "\"finished\""),
    ("/entries/0", "due", "\"2020年底\""),
    ("/entries/0", "progress", "101"),
    ("/entries/0", "likelihood", "6"),
    ("/entries/0", "impact", "2.5"),
    ("/entries/0", "next", "[\"f\", 5]"),
];

/// The sample that has such a place.
fn sample(place: &str) -> Value {
    match place {
        "/columns" => in_columns(),
        "/entries/0" => in_entries(),
        _ => in_rows(),
    }
}

#[test]
fn what_is_faulty_is_so_for_both() {
    for (place, key, text) in FAULTY {
        let sample = sample(place);
        let document = with(&sample, place, key, &serde_json::from_str(text).unwrap());
        assert!(!is_valid(&document), "the schema lets pass: {place}/{key} {text}");
        let told = told(document.to_string().as_bytes());
        assert!(!told.is_empty(), "the reader lets pass: {place}/{key} {text}");
    }
}

/// What no schema can say and the reader tells: it depends on other places, on the calendar, on how digits are written.
const ONLY_TOLD: [(&str, &str, &str); 13] = [
    ("/observations/0", "indicator", "\"j\""),
    ("/observations/0", "area", "\"乙\""),
    ("/observations/0", "source", "\"t\""),
    ("/observations/0", "period", "\"2021-02-29\""),
    ("/observations/0", "period", "\"2021-W53\""),
    ("/observations/0", "period", "\"2020-08/2020-01\""),
    ("/observations/0", "value", "0.1234567890123456789"),
    ("/indicators/0", "interval", "[100, 90]"),
    ("/columns", "value", "[1, 2, 3]"),
    ("/columns", "area", r#"{"dictionary": ["甲"], "codes": [0, 1]}"#),
    ("/columns", "area", r#"{"dictionary": ["甲"], "codes": [0]}"#),
    ("/columns", "period", "[\"2020\", \"2020-08/2020-08\"]"),
    ("/columns", "status", "[\"over\"]"),
];

/// What the reader has no use for and the schema still holds to its description.
const ONLY_IN_THE_SCHEMA: [(&str, &str, &str); 1] =
    [("/columns", "source", r#"{"dictionary": ["s"], "codes": [0, 0], "remark": 1}"#)];

#[test]
fn the_schema_and_the_reader_differ_only_where_they_are_meant_to() {
    let listed = |list: &'static [(&str, &str, &str)], is_told: bool| {
        for (place, key, text) in list {
            let sample = sample(place);
            let document = with(&sample, place, key, &serde_json::from_str(text).unwrap());
            let told = told(document.to_string().as_bytes());
            assert_eq!(
                (is_valid(&document), !told.is_empty()),
                (is_told, is_told),
                "{place}/{key} {text} {told:?}"
            );
        }
    };
    listed(&ONLY_TOLD, true);
    listed(&ONLY_IN_THE_SCHEMA, false);
    let twice = in_rows().to_string().replace("\"2020-01/2020-08\"", "\"2019\"").replace("市南区", "甲");
    assert!(is_valid(&serde_json::from_str(&twice).unwrap()));
    assert!(told(twice.as_bytes())[0].contains("有两个不同的值"));
    // A schema counts letters, the reader bytes.
    let long = with(&in_rows(), "/observations/0", "note", &json!("长".repeat(30_000)));
    assert!(is_valid(&long) && !told(long.to_string().as_bytes()).is_empty());
}

static PERIOD: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA["$defs"]["period"]).unwrap());

/// What only the calendar knows: 29 February, a 53rd week, which of two months is the later.
fn needs_the_calendar(text: &str) -> bool {
    let in_order = text.split_once('/').is_none_or(|(from, to)| from == ".." || from < to);
    text.ends_with("-02-29") || text.ends_with("-W53") || !in_order
}

fn assert_agreed(text: &str) {
    let (matches, read) = (PERIOD.is_valid(&json!(text)), Period::parse(text).is_some());
    let agree = if needs_the_calendar(text) { matches || !read } else { matches == read };
    assert!(agree, "{text}: by the pattern {matches}, by the reader {read}");
}

#[test]
fn periods_are_those_of_the_reader() {
    let numbers = || (0..=54).map(|number| format!("{number:02}"));
    let mut singles = Vec::new();
    for year in ["0999", "1000", "2020", "2021", "9999"] {
        singles.push(year.to_string());
        singles.extend(
            numbers().flat_map(|n| ["-", "-W", "-w", "W", "-H", "-Q"].map(|mark| format!("{year}{mark}{n}"))),
        );
        singles.extend((0..=5).flat_map(|n| ["-H", "-Q", "-", "-W"].map(|mark| format!("{year}{mark}{n}"))));
        singles
            .extend((0..=13).flat_map(|month| numbers().map(move |day| format!("{year}-{month:02}-{day}"))));
    }
    for single in &singles {
        assert_agreed(single);
        assert_agreed(&format!("../{single}"));
        for other in ["2020", "2020-06", "2020-12", "2020-Q2", "2020-06-30"] {
            assert_agreed(&format!("{single}/{other}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn misspelt_periods_are_those_of_the_reader(
        form in prop::sample::select(vec!["2020", "2020-H1", "2020-08", "2020-W05", "2020-11-01", "2020-01/2020-08", "../2020-06-30"]),
        at in any::<prop::sample::Index>(),
        letters in "[-0-9./HQW 年\n]{0,2}",
    ) {
        let at = at.index(form.len());
        assert_agreed(&format!("{}{letters}{}", &form[..at], &form[at + 1..]));
        assert_agreed(&format!("{form}{letters}"));
    }
}
