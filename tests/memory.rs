//! Reading takes no more than twenty bytes of memory for each byte of a large document, in every format.

#![allow(clippy::unwrap_used)]

#[path = "support/memory.rs"]
mod memory;

use qdviz::dataset::read;
use qdviz::diagnostic::Diagnostics;
use serde_json::{Map, Value, json};
use std::fs;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const FIGURES: usize = 60_000;
const YEARS: usize = 300;

/// Reads a document whose figures are all usable.
fn bytes_per_byte(document: &str, figures: usize) -> f64 {
    let mut faults = Diagnostics::default();
    let (set, highest) = memory::highest_of(|| read(document.as_bytes(), None, &mut faults));
    assert_eq!(faults.into_items(), []);
    assert_eq!(set.unwrap().observations.len(), figures);
    highest as f64 / document.len() as f64
}

fn list(count: usize, item: &dyn Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

fn month(number: usize) -> String {
    format!("{}-{:02}", 1000 + number / 12, number % 12 + 1)
}

/// A figure as offices publish it: two to six digits, most with two behind the point.
fn value(number: usize) -> String {
    format!("{}.{:02}", number * 7919 % 10_000, number % 100)
}

const HEAD: &str = r#"{"qdviz":"indicators/1","indicators":[{"id":"i","name":"指标"}],"#;

fn rows() -> String {
    let row = |i: usize| {
        format!(r#"{{"indicator":"i","area":"市南区","period":"{}","value":{}}}"#, month(i), value(i))
    };
    format!(r#"{HEAD}"observations":[{}]}}"#, list(FIGURES, &row))
}

/// One note for all: the longest there may be. It is kept once.
fn columns() -> String {
    let (periods, values) = (list(FIGURES, &|i| format!("\"{}\"", month(i))), list(FIGURES, &value));
    let note = "注".repeat(21_000);
    let constant = format!(r#""indicator":"i","area":"市南区","note":"{note}""#);
    format!(r#"{HEAD}"columns":{{{constant},"period":[{periods}],"value":[{values}]}}}}"#)
}

fn json_stat() -> String {
    let years = list(YEARS, &|i| format!("\"{}\"", 1700 + i));
    let areas = list(FIGURES / YEARS, &|i| format!("\"地区{i}\""));
    let dimension = |index: &str| format!(r#"{{"category":{{"index":[{index}]}}}}"#);
    let (size, values) = (FIGURES / YEARS, list(FIGURES, &value));
    format!(
        r#"{{"version":"2.0","class":"dataset","label":"人口","id":["geo","time"],"size":[{size},{YEARS}],
        "role":{{"geo":["geo"],"time":["time"]}},"dimension":{{"geo":{},"time":{}}},"value":[{values}]}}"#,
        dimension(&areas),
        dimension(&years)
    )
}

/// A published sample with so many years that it has that many figures at least, its values over and over again.
fn enlarged(sample: &str, time: &str, figures: usize) -> (String, usize) {
    let mut cube: Value = serde_json::from_str(&jsonstat_sample(sample)).unwrap();
    let values = cube["value"].as_array().unwrap().clone();
    let at = cube["id"].as_array().unwrap().iter().position(|id| id == time).unwrap();
    let years = figures.div_ceil(values.len() / cube["size"][at].as_u64().unwrap() as usize);
    let index: Map<String, Value> = (0..years).map(|i| ((1000 + i).to_string(), json!(i))).collect();
    cube["size"][at] = json!(years);
    cube["dimension"][time]["category"] = json!({ "index": index });
    let count = cube["size"].as_array().unwrap().iter().map(|size| size.as_u64().unwrap() as usize).product();
    cube["value"] = values.into_iter().cycle().take(count).collect();
    (cube.to_string(), count)
}

fn jsonstat_sample(name: &str) -> String {
    fs::read_to_string(format!("tests/formats/jsonstat/{name}.json")).unwrap()
}

/// A message with one dimension of indicators and one of months; `data` are its series or its observations.
fn sdmx_json(indicators: usize, months: usize, data: &str) -> String {
    let months = list(months, &|i| format!(r#"{{"id":"{}"}}"#, month(i)));
    let measured = list(indicators, &|i| format!(r#"{{"id":"I{i}","name":"指标{i}"}}"#));
    let (measured, months) = (
        format!(r#"{{"id":"INDICATOR","name":"指标","keyPosition":0,"values":[{measured}]}}"#),
        format!(r#"{{"id":"TIME_PERIOD","roles":["TIME_PERIOD"],"keyPosition":1,"values":[{months}]}}"#),
    );
    let dimensions = if data.starts_with(r#""series""#) {
        format!(r#""series":[{measured}],"observation":[{months}]"#)
    } else {
        format!(r#""observation":[{measured},{months}]"#)
    };
    format!(
        r#"{{"meta":{{"id":"m","sender":{{"id":"Q"}}}},"data":{{"structures":[{{"name":"人口",
        "dimensions":{{{dimensions}}}}}],"dataSets":[{{"structure":0,{data}}}]}}}}"#
    )
}

const SERIES: usize = 30;

fn sdmx_series(figures: usize, value: &dyn Fn(usize) -> String) -> String {
    let months = figures / SERIES;
    let series = |i: usize| {
        let observations = list(months, &|at| format!(r#""{at}":[{}]"#, value(i * months + at)));
        format!(r#""{i}":{{"observations":{{{observations}}}}}"#)
    };
    sdmx_json(SERIES, months, &format!(r#""series":{{{}}}"#, list(SERIES, &series)))
}

fn sdmx_flat(figures: usize, value: &dyn Fn(usize) -> String) -> String {
    let months = figures / SERIES;
    let observation = |i: usize| format!(r#""{}:{}":[{}]"#, i / months, i % months, value(i));
    sdmx_json(SERIES, months, &format!(r#""observations":{{{}}}"#, list(figures, &observation)))
}

fn sdmx_csv() -> String {
    let row = |i: usize| format!("Q:D(1.0),POP,370202,{},{}\n", month(i), value(i));
    let rows: String = (0..FIGURES).map(row).collect();
    format!("DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE\n{rows}")
}

fn long_table() -> String {
    let row = |i: usize| format!("人口,市南区,{},{}\n", month(i), value(i));
    format!("指标,地区,时期,数值\n{}", (0..FIGURES).map(row).collect::<String>())
}

fn wide_table() -> String {
    let row = |area: usize| format!("地区{area},{}\n", list(YEARS, &|i| value(area * YEARS + i)));
    let rows: String = (0..FIGURES / YEARS).map(row).collect();
    format!("表1 人口\n地区,{}\n{rows}", list(YEARS, &|i| format!("{}年", 1700 + i)))
}

#[test]
fn large_documents_take_twenty_bytes_for_one() {
    let documents = [
        ("rows", rows()),
        ("columns", columns()),
        ("JSON-stat", json_stat()),
        ("SDMX-JSON by series", sdmx_series(FIGURES, &value)),
        ("flat SDMX-JSON", sdmx_flat(FIGURES, &value)),
        ("SDMX-CSV", sdmx_csv()),
        ("a long table", long_table()),
        ("a wide table", wide_table()),
    ];
    for (name, document) in documents {
        let found = bytes_per_byte(&document, FIGURES);
        assert!(found <= 20.0, "{name}: {found:.1} bytes for each byte");
    }
}

/// Of what is published some divides its figures among hundreds of indicators, whose names the document does not hold.
#[test]
fn published_cubes_take_twenty_bytes_for_one() {
    for (name, time) in [("galicia", "time"), ("canada", "year"), ("oecd", "year")] {
        let (document, figures) = enlarged(name, time, FIGURES);
        let found = bytes_per_byte(&document, figures);
        assert!(found <= 20.0, "{name}: {found:.1} bytes for each byte");
    }
}

/// What any document may take besides: the places that the gazetteer knows, among others.
const ALLOWANCE: usize = 256 << 10;

#[test]
fn published_cubes_as_they_are_take_little() {
    for name in ["galicia", "canada", "oecd"] {
        let document = jsonstat_sample(name);
        let mut faults = Diagnostics::default();
        let (set, highest) = memory::highest_of(|| read(document.as_bytes(), None, &mut faults));
        assert!(set.is_some(), "{name}");
        let allowed = 20 * document.len() + ALLOWANCE;
        assert!(highest <= allowed, "{name}: {highest} bytes, {allowed} allowed");
    }
}

/// What says nothing costs least.
#[test]
fn large_nonsense_takes_twenty_bytes_for_one() {
    let (count, mebibyte) = (200_000, 1 << 20);
    for (name, document) in [
        ("short numbers", format!("[{}]", vec!["12"; count].join(","))),
        ("empty lists", format!("[{}]", vec!["[]"; count].join(","))),
        ("short lists", format!("[{}]", vec!["[0]"; count].join(","))),
        ("short objects", format!("[{}]", vec![r#"{"":0}"#; count].join(","))),
        ("repeated keys", format!("{{{}}}", vec![r#""":0"#; count].join(","))),
        ("separators", ",".repeat(mebibyte)),
        ("line breaks", "\n".repeat(mebibyte)),
        ("quotes", "\"".repeat(mebibyte)),
        ("a quote that is not closed", format!("地区,2020年\n市南区,\"{}", "1\n".repeat(mebibyte / 2))),
        ("one cell", "1".repeat(mebibyte)),
    ] {
        let mut faults = Diagnostics::default();
        let (_, highest) = memory::highest_of(|| read(document.as_bytes(), None, &mut faults));
        let found = highest as f64 / document.len() as f64;
        assert!(found <= 20.0, "{name}: {found:.1} bytes for each byte");
    }
}

const MEGABYTE: usize = 1_000_000;

/// A figure of one digit: two bytes of the document with the comma.
fn digit(number: usize) -> String {
    (number * 7919 % 10).to_string()
}

/// The same with a gap now and then, and now and then a longer figure.
fn almost_digit(number: usize) -> String {
    match number % 20 {
        3 => "null".into(),
        8 => "-3".into(),
        13 => format!("{number}.5"),
        _ => digit(number),
    }
}

/// Every fourth figure takes three digits.
fn often_longer(number: usize) -> String {
    if number.is_multiple_of(4) { (number * 7919 % 900 + 100).to_string() } else { digit(number) }
}

/// All figures of `dimensions`, each with that many categories; roles go by the names of the dimensions.
fn cube(dimensions: &[(&str, usize)], value: &dyn Fn(usize) -> String) -> (String, usize) {
    let index = |name: &str, count: usize| match name {
        "time" => list(count, &|i| format!("\"{}\"", month(i))),
        _ => list(count, &|i| format!("\"{name}{i}\"")),
    };
    let described = list(dimensions.len(), &|i| {
        let (name, count) = dimensions[i];
        format!(r#""{name}":{{"category":{{"index":[{}]}}}}"#, index(name, count))
    });
    let ids = list(dimensions.len(), &|i| format!("\"{}\"", dimensions[i].0));
    let sizes = list(dimensions.len(), &|i| dimensions[i].1.to_string());
    let figures = dimensions.iter().map(|(_, count)| count).product();
    let values = list(figures, value);
    let document = format!(
        r#"{{"version":"2.0","class":"dataset","label":"人口","id":[{ids}],"size":[{sizes}],
        "dimension":{{{described}}},"value":[{values}]}}"#
    );
    (document, figures)
}

/// Columns of codes and figures of one digit, 10 indicators × 10 areas × months; `figures` of them.
fn columns_of_digits(figures: usize) -> (String, usize) {
    let indicators = list(10, &|i| format!(r#"{{"id":"i{i}","name":"指标{i}"}}"#));
    let areas = list(10, &|i| format!(r#"{{"code":"a{i}","name":"地区{i}"}}"#));
    let coded =
        |dictionary: String, codes: String| format!(r#"{{"dictionary":[{dictionary}],"codes":[{codes}]}}"#);
    let indicator = coded(list(10, &|i| format!("\"i{i}\"")), list(figures, &|i| (i % 10).to_string()));
    let area = coded(list(10, &|i| format!("\"a{i}\"")), list(figures, &|i| (i / 10 % 10).to_string()));
    let months = figures.div_ceil(100);
    let period =
        coded(list(months, &|i| format!("\"{}\"", month(i))), list(figures, &|i| (i / 100).to_string()));
    let value = list(figures, &digit);
    let document = format!(
        r#"{{"qdviz":"indicators/1","areas":[{areas}],"indicators":[{indicators}],"columns":{{
        "indicator":{indicator},"area":{area},"period":{period},"value":[{value}]}}}}"#
    );
    (document, figures)
}

/// Nothing but a column of one figure over and over: the shortest that a document of so many figures can be.
fn bare_columns(figures: usize) -> (String, usize) {
    let constant = r#""indicator":"i","area":"市南区","period":"2020""#;
    let value = list(figures, &|_| "7".into());
    (format!(r#"{HEAD}"columns":{{{constant},"value":[{value}]}}}}"#), figures)
}

/// An SDMX-JSON message in which every observation has that many measures.
fn many_measures(observations: usize, measures: usize) -> (String, usize) {
    let months = list(observations, &|i| format!(r#"{{"id":"{}"}}"#, month(i)));
    let measured = list(measures, &|i| format!(r#"{{"id":"M{i}"}}"#));
    let rows = list(observations, &|i| format!(r#""{i}":[{}]"#, list(measures, &|at| digit(i + at))));
    let document = format!(
        r#"{{"data":{{"structures":[{{"name":"人口","measures":{{"observation":[{measured}]}},"dimensions":{{
        "observation":[{{"id":"TIME_PERIOD","values":[{months}]}}]}}}}],
        "dataSets":[{{"structure":0,"observations":{{{rows}}}}}]}}}}"#
    );
    (document, observations * measures)
}

/// Indicators with the shortest names there can be of so many, and a figure of each for every month.
fn many_indicators(indicators: usize, months: usize) -> (String, usize) {
    let index = list(indicators, &|i| format!("\"I{i}\""));
    let labels = list(indicators, &|i| format!(r#""I{i}":"指标{i}""#));
    let time = list(months, &|i| format!("\"{}\"", month(i)));
    let values = list(indicators * months, &digit);
    let document = format!(
        r#"{{"version":"2.0","class":"dataset","id":["metric","time"],"size":[{indicators},{months}],"dimension":{{
        "metric":{{"category":{{"index":[{index}],"label":{{{labels}}}}}}},"time":{{"category":{{"index":[{time}]}}}}}},
        "value":[{values}]}}"#
    );
    (document, indicators * months)
}

#[test]
fn figures_of_one_digit_take_twenty_bytes_for_one() {
    let (by_area, by_time) = ([("geo", 500), ("time", 1_000)], [("time", 1_000), ("geo", 500)]);
    for (name, (document, figures)) in [
        ("columns", columns_of_digits(101_000)),
        ("a column and nothing else", bare_columns(500_000)),
        ("JSON-stat", cube(&by_area, &digit)),
        ("JSON-stat by time", cube(&by_time, &digit)),
        ("JSON-stat with gaps", cube(&by_area, &almost_digit)),
        ("JSON-stat with longer figures", cube(&by_area, &often_longer)),
        ("SDMX-JSON by series", (sdmx_series(120_000, &digit), 120_000)),
        ("flat SDMX-JSON", (sdmx_flat(90_000, &digit), 90_000)),
        ("SDMX-JSON with many measures", many_measures(8_000, 60)),
    ] {
        assert!(document.len() > MEGABYTE, "{name}: {}", document.len());
        let found = bytes_per_byte(&document, figures);
        assert!(found <= 20.0, "{name}: {found:.1} bytes for each byte");
    }
}

/// An indicator costs more than its figures: its name and its id are text, and there is room for much more.
#[test]
fn cubes_of_many_indicators_take_twenty_bytes_for_one() {
    for months in [1, 12] {
        let (document, figures) = many_indicators(50_000, months);
        let found = bytes_per_byte(&document, figures);
        assert!(found <= 20.0, "{months} months: {found:.1} bytes for each byte");
    }
}
