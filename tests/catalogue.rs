//! The catalogue says what the data files hold, and every view names data that exist.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/published.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use qdviz::dataset::Period;
use serde_json::Value;
use support::{data_file, documents, identifiers, list, text};

/// The codes of the areas of `records`.
fn areas_of<'a>(records: &[&'a Value]) -> BTreeSet<&'a str> {
    records.iter().map(|record| text(record, "area")).collect()
}

/// The earliest and the latest period of `records`, as the catalogue gives them.
fn extent(records: &[&Value]) -> Value {
    let mut periods: Vec<&str> = records.iter().map(|record| text(record, "period")).collect();
    periods.sort_by_key(|period| Period::parse(period).unwrap_or_else(|| panic!("period {period}")));
    Value::from([periods[0], periods[periods.len() - 1]].to_vec())
}

/// Panics unless `entry` of the catalogue says what `document` at `path` holds.
fn check_entry(entry: &Value, path: &Path, document: &Value) {
    let id = text(entry, "id");
    assert_eq!(text(entry, "file"), format!("{id}.json"));
    assert_eq!(entry["bytes"], fs::metadata(path).unwrap().len(), "{id}");
    for key in ["title", "titleEn", "theme"] {
        assert!(!text(entry, key).is_empty() && entry[key] == document[key], "{id}: {key}");
    }
    let records: Vec<&Value> = list(document, "observations").iter().collect();
    assert_eq!(entry["observations"], records.len(), "{id}");
    assert_eq!(entry["areas"], Value::from_iter(areas_of(&records)), "{id}");
    assert_eq!(entry["periods"], extent(&records), "{id}");
    assert_eq!(list(entry, "indicators").len(), list(document, "indicators").len(), "{id}");
    for (told, about) in list(entry, "indicators").iter().zip(list(document, "indicators")) {
        for key in ["id", "name", "nameEn", "unit"] {
            assert_eq!(told[key], about[key], "{id}");
        }
        let own: Vec<&Value> =
            records.iter().copied().filter(|record| record["indicator"] == about["id"]).collect();
        assert_eq!(told["areas"], areas_of(&own).len(), "{id}: {told}");
        assert_eq!(told["periods"], extent(&own), "{id}: {told}");
    }
}

#[test]
fn the_catalogue_says_what_the_files_hold() {
    let (_, catalogue) = documents("catalogue/1").remove(0);
    let files = documents("indicators/1");
    assert_eq!(identifiers(list(&catalogue, "datasets"), "id").len(), files.len());
    for (path, document) in &files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let entry = list(&catalogue, "datasets").iter().find(|entry| entry["file"] == name);
        check_entry(entry.unwrap_or_else(|| panic!("{name} is not in the catalogue")), path, document);
    }
}

#[test]
fn views_name_data_that_exist() {
    for (path, view) in documents("view/1") {
        let document = data_file(text(&view, "data"));
        for child in list(&view, "views") {
            let either = |key: &str| if child[key].is_null() { &view[key] } else { &child[key] };
            let one = std::slice::from_ref(either("indicator"));
            let wanted = either("indicators").as_array().map_or(one, Vec::as_slice);
            for id in wanted {
                let mut own =
                    list(&document, "observations").iter().filter(|record| record["indicator"] == *id);
                let period = either("period");
                let found =
                    own.any(|record| period.is_null() || period == "latest" || record["period"] == *period);
                assert!(found, "{}: {id} at {period}", path.display());
            }
            for code in either("areas").as_array().into_iter().flatten() {
                let known = list(&document, "areas")
                    .iter()
                    .any(|area| area["code"] == *code || area["name"] == *code);
                assert!(known, "{}: {code}", path.display());
            }
        }
    }
}

#[test]
fn what_a_remark_of_a_view_quotes_is_in_its_data() {
    for (path, view) in documents("view/1") {
        let document = data_file(text(&view, "data"));
        for passage in text(&view, "note").split('“').skip(1).filter_map(|rest| rest.split('”').next()) {
            let found = list(&document, "observations").iter().any(|record| {
                text(record, "phrase").contains(passage) || text(record, "note").contains(passage)
            });
            assert!(found, "{}: {passage}", path.display());
        }
    }
}
