//! Runs `tests/cases/<name>/{config.json,data.json}` through the pipeline and compares with what is written beside.
//!
//! A case whose name ends in a number (`bar-320`) is drawn that many CSS pixels wide, any other [`WIDTH`]. With
//! `QDVIZ_BLESS=1` the expected files are written anew; look at them before they are committed.

use qdviz::diagnostic::{Diagnostic, Severity};
use qdviz::scene::{Scene, describe, svg};
use std::fs;
use std::path::Path;

/// Width of a case in CSS pixels when its name says nothing else.
pub const WIDTH: f64 = 640.0;

/// What the pipeline makes of one case.
pub struct Drawn {
    /// The picture, when there is one.
    pub scene: Option<Scene>,
    /// The faults found.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that stands for the picture.
    pub description: String,
}

/// The documents of one case.
pub struct Case<'a> {
    /// The view.
    pub config: &'a [u8],
    /// The indicators.
    pub data: &'a [u8],
    /// The boundaries; empty unless the view is a map.
    pub map: &'a [u8],
    /// Width of the widget in CSS pixels.
    pub width: f64,
}

/// Where cases lie, where the boundaries lie and where the traces of a failure go.
pub struct Places<'a> {
    /// Holds a folder for each case.
    pub cases: &'a Path,
    /// The TopoJSON for views of kind `map`.
    pub map: &'a Path,
    /// Receives actual files and differences.
    pub traces: &'a Path,
}

/// Runs all cases; all failures are told at once. With `bless` the expected files are written instead.
pub fn run(places: &Places, bless: bool, render: &dyn Fn(&Case) -> Drawn) -> Result<usize, String> {
    let mut names: Vec<String> = fs::read_dir(places.cases)
        .map_err(|e| format!("{}: {e}", places.cases.display()))?
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let failures: Vec<String> =
        names.iter().filter_map(|name| one(places, name, bless, render).err()).collect();
    if failures.is_empty() { Ok(names.len()) } else { Err(failures.join("\n")) }
}

fn one(places: &Places, name: &str, bless: bool, render: &dyn Fn(&Case) -> Drawn) -> Result<(), String> {
    let folder = places.cases.join(name);
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{name}: {}: {e}", path.display()));
    let config = read(&folder.join("config.json"))?;
    let data = read(&folder.join("data.json"))?;
    // A case may have boundaries of its own.
    let own = folder.join("map.geojson");
    let map =
        if wants_map(&config) { read(if own.exists() { &own } else { places.map })? } else { Vec::new() };
    let number = name.rsplit('-').next().and_then(|end| end.parse::<u32>().ok());
    let width = number.map_or(WIDTH, f64::from);
    let drawn = render(&Case { config: &config, data: &data, map: &map, width });
    let files = [("expected.svg", picture(&drawn)), ("expected.txt", text(&drawn))];
    let mut failures = Vec::new();
    for (file, actual) in files {
        if bless {
            bless_file(&folder.join(file), &actual).map_err(|e| format!("{name}/{file}: {e}"))?;
        } else if let Err(failure) = compare(places, name, file, &actual) {
            failures.push(failure);
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// Whether any part of the configuration is of kind `map`. Text that is no JSON asks for nothing.
fn wants_map(config: &[u8]) -> bool {
    fn is_map(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Object(fields) => {
                fields.get("kind").is_some_and(|kind| kind == "map" || kind == "dorling")
                    || fields.values().any(is_map)
            }
            serde_json::Value::Array(items) => items.iter().any(is_map),
            _ => false,
        }
    }
    serde_json::from_slice(config).is_ok_and(|value| is_map(&value))
}

fn picture(drawn: &Drawn) -> String {
    drawn.scene.as_ref().map_or(String::new(), svg::write)
}

fn text(drawn: &Drawn) -> String {
    let mut out = format!("# description\n{}\n\n# outline\n", drawn.description.trim_end());
    for line in drawn.scene.iter().flat_map(describe::outline) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push_str("\n# diagnostics\n");
    for d in &drawn.diagnostics {
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        out.push_str(&format!("{severity} {} | {} | {}\n", d.path, d.message, d.hint));
    }
    out
}

/// A case that draws nothing has no file.
fn bless_file(path: &Path, actual: &str) -> std::io::Result<()> {
    match (actual.is_empty(), path.exists()) {
        (true, true) => fs::remove_file(path),
        (true, false) => Ok(()),
        _ => fs::write(path, actual),
    }
}

fn compare(places: &Places, name: &str, file: &str, actual: &str) -> Result<(), String> {
    let path = places.cases.join(name).join(file);
    let expected = if path.exists() {
        fs::read_to_string(&path).map_err(|e| format!("{name}/{file}: {e}"))?
    } else {
        String::new()
    };
    if expected == actual {
        return Ok(());
    }
    let trace = places.traces.join(format!("{name}.{}", file.replace("expected", "actual")));
    let diff = places.traces.join(format!("{name}.{file}.diff"));
    let excerpt = difference(&expected, actual);
    fs::create_dir_all(places.traces)
        .and_then(|()| fs::write(&trace, actual))
        .and_then(|()| fs::write(&diff, &excerpt))
        .map_err(|e| format!("{name}/{file} differs, and {} cannot be written: {e}", diff.display()))?;
    let head: String = excerpt.split_inclusive('\n').take(12).collect();
    Err(format!(
        "{name}/{file} differs: see {} and {}; QDVIZ_BLESS=1 accepts it\n{head}",
        diff.display(),
        trace.display()
    ))
}

/// The lines that differ, `-` expected and `+` actual, each stretch under its line number.
pub fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (skip, add) = meeting(&old[i..], &new[j..]);
        out.push_str(&format!("@@ -{} +{} @@\n", i + 1, j + 1));
        old[i..i + skip].iter().for_each(|line| out.push_str(&format!("-{line}\n")));
        new[j..j + add].iter().for_each(|line| out.push_str(&format!("+{line}\n")));
        (i, j) = (i + skip, j + add);
    }
    if out.is_empty() && expected != actual {
        out.push_str("only the ends of lines differ\n");
    }
    out
}

/// How many lines to leave behind on both sides, as few as can be, until the two agree again.
fn meeting(old: &[&str], new: &[&str]) -> (usize, usize) {
    for total in 1..(old.len() + new.len()).min(400) {
        for skip in total.saturating_sub(new.len())..=total.min(old.len()) {
            let add = total - skip;
            if skip < old.len() && add < new.len() && old[skip] == new[add] {
                return (skip, add);
            }
        }
    }
    (old.len(), new.len())
}
