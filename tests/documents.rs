//! What docs/data.md shows is what the reader reads.

#![allow(clippy::unwrap_used, clippy::panic)]

use qdviz::dataset::{own::schema, read};
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
