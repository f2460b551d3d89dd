//! What docs/data.md shows is what the reader reads.

#![allow(clippy::unwrap_used, clippy::panic)]

use qdviz::dataset::{STATUSES, Status, Value as Figure, own::schema, read};
use qdviz::diagnostic::{Diagnostic, Diagnostics};
use serde_json::Value;

const PAGE: &str = include_str!("../docs/data.md");

/// The JSON documents that the page shows in full.
fn shown() -> Vec<(&'static str, Value)> {
    let blocks = PAGE.split("```json\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    blocks
        .map(|block| (block, serde_json::from_str(block).unwrap_or_else(|e| panic!("{e} in {block}"))))
        .collect()
}

fn told(document: &str) -> Vec<Diagnostic> {
    let mut faults = Diagnostics::default();
    read(document.as_bytes(), None, &mut faults);
    faults.into_items()
}

#[test]
fn every_data_document_on_the_page_is_sound() {
    let schema = jsonschema::draft202012::new(&serde_json::from_str(&schema::written()).unwrap()).unwrap();
    let mut count = 0;
    for (text, document) in shown().into_iter().filter(|(_, document)| document["qdviz"] == "indicators/1") {
        assert_eq!(told(text), [], "in {text}");
        assert!(schema.is_valid(&document), "not by the schema: {text}");
        count += 1;
    }
    assert!(count >= 4, "only {count} data documents");
}

#[test]
fn the_catalogue_on_the_page_is_an_entry_of_the_real_one() {
    let real: Value = serde_json::from_str(include_str!("../www/data/catalogue.json")).unwrap();
    let entries = real["datasets"].as_array().unwrap();
    let (_, shown) = shown().into_iter().find(|(_, document)| document["qdviz"] == "catalogue/1").unwrap();
    for entry in shown["datasets"].as_array().unwrap() {
        assert!(entries.contains(entry), "not in the catalogue: {entry}");
    }
}

/// The rows of the table of faults: what is written, and what is told.
fn faults_shown() -> Vec<(&'static str, &'static str)> {
    let table = PAGE.split_once("| 写了 Written | 提示 Told |\n|---|---|\n").unwrap().1;
    let rows = table.lines().take_while(|line| line.starts_with("| `"));
    rows.map(|row| row.strip_prefix("| `").unwrap().strip_suffix(" |").unwrap().split_once("` | ").unwrap())
        .collect()
}

#[test]
fn faults_are_told_as_the_page_says() {
    assert!(faults_shown().len() >= 4);
    for (written, expected) in faults_shown() {
        let key = written.split('"').nth(1).unwrap();
        let mut members = vec![
            ("indicator", r#""indicator": "i""#),
            ("area", r#""area": "市南区""#),
            ("period", r#""period": "2020""#),
            ("value", r#""value": 21.5"#),
        ];
        members.retain(|(name, _)| *name != key);
        let row: Vec<&str> = members.iter().map(|(_, member)| *member).chain([written]).collect();
        let document = format!(
            r#"{{"qdviz":"indicators/1","indicators":[{{"id":"i","name":"指标"}}],"observations":[{{{}}}]}}"#,
            row.join(",")
        );
        let first = told(&document).remove(0);
        let line = format!("`{}` {} · {}", first.path, first.message, first.english);
        let hint = if first.hint.starts_with("写法") { String::new() } else { first.hint };
        let whole = if hint.is_empty() { line } else { format!("{line} · {hint}") };
        assert_eq!(whole, expected);
    }
}

#[test]
fn every_table_on_the_page_is_sound() {
    let tables: Vec<&str> =
        PAGE.split("```csv\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    assert!(tables.len() >= 4, "only {} tables", tables.len());
    for table in tables {
        let mut faults = Diagnostics::default();
        let set = read(table.as_bytes(), None, &mut faults).unwrap();
        assert_eq!(faults.into_items(), [], "in {table}");
        let number = |one: qdviz::dataset::Observation| one.value.known().is_some();
        assert!(set.observations.iter().any(number), "no figures in {table}");
        assert!(set.indicators.iter().all(|one| !one.unit.is_empty()), "no unit in {table}");
    }
}

/// What the reader makes of a cell in a column of 亿元, in the words of the page.
fn read_cell(cell: &str) -> String {
    let quoted = cell.replace('"', "\"\"");
    let table = format!("地区,时期,产值（亿元）\n市南区,2019,1\n市南区,2020,\"{quoted}\"\n");
    let mut faults = Diagnostics::default();
    let set = read(table.as_bytes(), None, &mut faults).unwrap();
    let is_told = !faults.into_items().is_empty();
    let figure = &set.observations.at(1);
    let mut out = match &figure.value {
        Figure::Known(number) => {
            let mut digits = String::new();
            number.write(None, &mut digits);
            format!("`{}`", digits.replace('−', "-"))
        }
        Figure::Missing(reason) => format!("缺数：{reason}"),
    };
    if let Some((word, _)) = STATUSES.iter().find(|(_, status)| *status == figure.status) {
        assert_ne!(figure.status, Status::Final);
        out += &format!("，`{word}`");
    }
    if let Some(remark) = &figure.remark {
        out += &format!("，备注“{}”", remark.note);
    }
    out + if is_told { "（有提示 · told）" } else { "" }
}

#[test]
fn cells_are_read_as_the_page_says() {
    let table = PAGE.split_once("| 格子 Cell | 读作 Read as |\n|---|---|\n").unwrap().1;
    let rows: Vec<&str> = table.lines().take_while(|line| line.starts_with("| `")).collect();
    assert!(rows.len() >= 20, "only {} rows", rows.len());
    for row in rows {
        let (cells, expected) =
            row.strip_prefix("| `").unwrap().strip_suffix(" |").unwrap().split_once("` | ").unwrap();
        for cell in cells.split("`、`") {
            assert_eq!(read_cell(cell), expected, "{cell}");
        }
    }
}

#[test]
fn the_page_names_the_formats_that_are_read() {
    for format in ["indicators", "json-stat", "sdmx-json", "sdmx-csv", "eurostat-tsv", "csv"] {
        assert!(PAGE.contains(&format!("| `{format}` |")), "{format}");
    }
    let mut faults = Diagnostics::default();
    read(b"text", Some("none"), &mut faults);
    let known = faults.into_items().remove(0).hint;
    assert_eq!(known.split('、').count(), 6, "the table of formats is no longer whole: {known}");
}
