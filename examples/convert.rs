//! Turns a data file of any format that the widget reads into another one. As in the browser, text that is not UTF-8 is
//! taken for GB18030.
//!
//! `cargo run --example convert -- [--format NAME] DATA rows|columns|json-stat|csv > converted`

use encoding_rs::GB18030;
use qdviz::dataset::write::{columns, csv, jsonstat, rows};
use qdviz::dataset::{Dataset, read};
use qdviz::diagnostic::Diagnostics;
use std::error::Error;
use std::io::Write;

const USAGE: &str = "usage: convert [--format NAME] DATA rows|columns|json-stat|csv";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (format, path, target) = match *args.as_slice() {
        [path, target] => (None, path, target),
        ["--format", format, path, target] => (Some(format), path, target),
        _ => return Err(USAGE.into()),
    };
    let mut faults = Diagnostics::default();
    let set = read(&in_utf8(std::fs::read(path)?), format, &mut faults);
    tell(faults)?;
    let text = written(&set.ok_or("nothing to convert")?, target)?;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => text.into_bytes(),
        Err(other) => GB18030.decode(other.as_bytes()).0.into_owned().into_bytes(),
    }
}

fn written(set: &Dataset, target: &str) -> Result<String, Box<dyn Error>> {
    match target {
        "rows" => Ok(rows::write(set)?),
        "columns" => Ok(columns::write(set)?),
        "json-stat" => Ok(jsonstat::write(set)),
        "csv" => Ok(csv::write(set)),
        _ => Err(USAGE.into()),
    }
}

/// One fault a line: where, in Chinese, in English, what to try.
fn tell(faults: Diagnostics) -> std::io::Result<()> {
    let mut out = std::io::stderr().lock();
    for fault in faults.into_items() {
        writeln!(out, "{}  {}  {}  {}", fault.path, fault.message, fault.english, fault.hint)?;
    }
    Ok(())
}
