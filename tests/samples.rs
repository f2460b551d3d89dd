//! The samples of the other formats hold the figures of `population.json`, no more and no fewer. What a writer of this
//! crate can write is what it writes: `QDVIZ_BLESS=1 cargo test --test samples` renews those.

#![allow(clippy::unwrap_used)]

use encoding_rs::GB18030;
use qdviz::compose::load;
use qdviz::dataset::write::{csv, jsonstat};
use qdviz::dataset::{Dataset, Period, Status, read};
use qdviz::decimal::Decimal;
use qdviz::diagnostic::{Diagnostic, Diagnostics};
use std::path::PathBuf;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "www/data", name].iter().collect()
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// A sample as the loader hands it on: what is not UTF-8 is decoded from GB18030.
fn in_utf8(name: &str) -> Vec<u8> {
    let bytes = bytes(name);
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    let (text, _, had_errors) = GB18030.decode(&bytes);
    assert!(!had_errors, "{name} is neither UTF-8 nor GB18030");
    text.into_owned().into_bytes()
}

fn sound(document: &[u8]) -> Dataset {
    let mut faults = Diagnostics::default();
    let set = read(document, None, &mut faults);
    assert_eq!(faults.into_items(), []);
    set.unwrap()
}

/// Name and unit of the indicator, code of the area, period, value, status and note of every figure.
type Figure = (String, String, String, Period, Option<Decimal>, Status, String);

fn figures(set: &Dataset) -> Vec<Figure> {
    let mut out: Vec<Figure> = set
        .observations
        .iter()
        .map(|one| {
            let indicator = &set.indicators[one.indicator];
            let note = one.remark.as_ref().map_or(String::new(), |remark| remark.note.to_string());
            let area = set.areas[one.area].code.clone();
            // A sentence below a table ends with a full stop.
            let note = note.trim_end_matches('。').to_string();
            let (name, unit) = (indicator.name.clone(), indicator.unit.clone());
            (name, unit, area, one.period, one.value.known(), one.status, note)
        })
        .collect();
    out.sort_by_key(|figure| (figure.2.clone(), figure.3.written()));
    out
}

fn population() -> Dataset {
    sound(&bytes("population.json"))
}

const WITH_NOTES: [&str; 4] =
    ["population.csv", "population-wide.csv", "population.sdmx.json", "population.sdmx.csv"];

#[test]
fn every_sample_has_the_same_figures_and_notes() {
    let expected = figures(&population());
    assert_eq!(expected.len(), 22);
    for name in WITH_NOTES {
        assert_eq!(figures(&sound(&in_utf8(&format!("formats/{name}")))), expected, "{name}");
    }
    // JSON-stat has no place for a note on one figure.
    let mut without_notes = expected;
    without_notes.iter_mut().for_each(|figure| figure.6.clear());
    assert_eq!(figures(&sound(&in_utf8("formats/population.json-stat.json"))), without_notes);
}

#[test]
fn two_samples_are_what_the_writers_write() {
    let set = population();
    let written =
        [("population.csv", csv::write(&set)), ("population.json-stat.json", jsonstat::write(&set))];
    for (name, text) in written {
        let name = format!("formats/{name}");
        if std::env::var_os("QDVIZ_BLESS").is_some() {
            std::fs::write(path(&name), &text).unwrap();
        }
        assert_eq!(String::from_utf8(bytes(&name)).unwrap(), text, "{name}: QDVIZ_BLESS=1 renews it");
    }
}

#[test]
fn the_encodings_are_those_that_offices_export() {
    assert!(bytes("formats/population.csv").starts_with(b"\xEF\xBB\xBF"));
    let wide = bytes("formats/population-wide.csv");
    assert!(std::str::from_utf8(&wide).is_err(), "in UTF-8");
    assert_eq!(GB18030.encode(std::str::from_utf8(&in_utf8("formats/population-wide.csv")).unwrap()).0, wide);
}

#[test]
fn the_view_beside_each_sample_draws_it() {
    let views = [
        ("csv", "population.csv"),
        ("csv-wide", "population-wide.csv"),
        ("json-stat", "population.json-stat.json"),
        ("sdmx-json", "population.sdmx.json"),
        ("sdmx-csv", "population.sdmx.csv"),
    ];
    for (view, sample) in views {
        let view = bytes(&format!("formats/{view}.view.json"));
        let named: serde_json::Value = serde_json::from_slice(&view).unwrap();
        assert_eq!(named["data"], sample);
        let mut faults = Diagnostics::default();
        let loaded = load(&view, &in_utf8(&format!("formats/{sample}")), b"", &mut faults);
        assert_eq!(faults.into_items(), Vec::<Diagnostic>::new(), "{sample}");
        assert!(loaded.is_ok(), "{sample}");
    }
}
