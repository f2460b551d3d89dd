//! SDMX documents of every usual form read right: values digit for digit, units, periods, places, statuses, notes.

#![allow(clippy::unwrap_used)]

use qdviz::dataset::{self, Dataset, Observation, Status, Value};
use qdviz::diagnostic::Diagnostics;
use std::path::Path;

/// A document of `tests/formats/sdmx`.
fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/sdmx").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// What was read, and what was told: place and sentence.
fn read(text: &str) -> (Option<Dataset>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = dataset::read(text.as_bytes(), None, &mut faults);
    let told = faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message));
    (set, told.collect())
}

/// A document that must be read without a fault.
fn sound(name: &str) -> Dataset {
    let (set, told) = read(&document(name));
    assert!(told.is_empty(), "{name}: {told:#?}");
    set.unwrap()
}

/// One figure in one line: indicator, area code, period, value or reason, then status and note where there are any.
fn line(set: &Dataset, observation: &Observation) -> String {
    let mut value = String::new();
    match &observation.value {
        Value::Known(number) => number.write(None, &mut value),
        Value::Missing(reason) => value = format!("({reason})"),
    }
    let indicator = &set.indicators[observation.indicator];
    let area = &set.areas[observation.area].code;
    let mut out = format!("{} | {} | {} | {}", indicator.name, area, observation.period.written(), value);
    if observation.status != Status::Final {
        out.push_str(&format!(" | {:?}", observation.status));
    }
    if let Some(remark) = &observation.remark {
        out.push_str(&format!(" | {}", remark.note));
    }
    out
}

fn lines(set: &Dataset) -> Vec<String> {
    set.observations.iter().map(|observation| line(set, observation)).collect()
}

#[test]
fn dump() {
    for file in ["plain-1.csv", "labels-1.csv", "actions-2.csv", "names-2.csv", "flags.csv"] {
        let (set, told) = read(&document(file));
        println!("=== {file}\n{told:#?}");
        if let Some(set) = set {
            println!("{:#?}", lines(&set));
            for i in &set.indicators {
                println!(
                    "{} | {} | {} | {:?} | {} | {} | {} | {:?}",
                    i.id, i.name, i.english, i.unit, i.decimals, i.frequency, i.definition, i.dimensions
                );
            }
            for s in &set.sources {
                println!("{s:?}");
            }
            for s in &set.areas {
                println!("{} {} {}", s.code, s.name, s.english);
            }
        }
    }
}
