//! The lists behind the gallery pages name what there is, and every kind shown is sound. What the keyboard has to say of
//! each is written down in `tests/kinds` for the browser tests. `QDVIZ_BLESS=1` renews those texts and the list of cases.

#![allow(clippy::unwrap_used, clippy::panic)]

use qdviz::compose::{Loaded, base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Part, Role, Scene};
use qdviz::theme::LIGHT;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const KINDS: &str = "www/data/kinds";
const TEXTS: &str = "tests/kinds";

/// Width of the widgets that the texts are of, in CSS pixels; the browser tests draw them as wide.
const WIDTH: f64 = 640.0;

fn path(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn document(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The names in a folder that end in `ending`, without it.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(path(folder)).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(ending).map(String::from)).collect()
}

fn groups() -> Vec<Value> {
    document(&path("www/gallery/kinds.json"))["groups"].as_array().unwrap().clone()
}

/// The views that the list names, in its order.
fn listed() -> Vec<String> {
    let entries = groups().into_iter().flat_map(|group| group["kinds"].as_array().unwrap().clone());
    entries.map(|entry| entry["view"].as_str().unwrap().to_owned()).collect()
}

/// The file that a view names, by itself or through a catalogue.
fn data_of(view: &Value) -> PathBuf {
    let named = view["data"].as_str().unwrap_or_default();
    let Some((catalogue, id)) = named.split_once('#') else { return path(KINDS).join(named) };
    let catalogue = path(KINDS).join(catalogue);
    let sets = document(&catalogue)["datasets"].as_array().unwrap().clone();
    let set = sets.iter().find(|set| set["id"] == id).unwrap_or_else(|| panic!("{named}: no such data"));
    catalogue.with_file_name(set["file"].as_str().unwrap())
}

/// A view with its data, or all that is wrong with it.
fn loaded(name: &str) -> Result<Loaded, String> {
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{name}: {}: {e}", path.display()));
    let file = path(KINDS).join(format!("{name}.view.json"));
    let view = document(&file);
    let data = read(&data_of(&view))?;
    let map = match view["map"].as_str() {
        Some(own) => read(&path(KINDS).join(own))?,
        None => read(&path("www/map/qingdao.topo.json"))?,
    };
    let mut faults = Diagnostics::default();
    let outcome = load(&read(&file)?, &data, &map, &mut faults);
    let told: Vec<String> = faults
        .into_items()
        .iter()
        // No number is granted to a map of made-up streets, and the districts' boundaries have none.
        .filter(|fault| fault.path != "view#/approval")
        .map(|fault| format!("{name}: {} {} {}", fault.path, fault.message, fault.hint))
        .collect();
    match outcome {
        Ok(loaded) if told.is_empty() => Ok(loaded),
        outcome => Err(format!("{}\n{name}: drawn: {}", told.join("\n"), outcome.is_ok())),
    }
}

/// Panics with all failures at once.
fn insist(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Compares a file with what it should hold, or writes it where the caller asks for that.
fn hold(file: &str, expected: &str) -> Result<(), String> {
    let file = path(file);
    if std::env::var_os("QDVIZ_BLESS").is_some_and(|value| value == "1") {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        return fs::write(&file, expected).map_err(|e| format!("{}: {e}", file.display()));
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    let is_same = found == expected;
    is_same.then_some(()).ok_or_else(|| format!("{} differs: QDVIZ_BLESS=1 renews it", file.display()))
}

#[test]
fn the_list_names_every_kind_once() {
    let list = listed();
    let named: BTreeSet<String> = list.iter().cloned().collect();
    assert_eq!(named.len(), list.len(), "twice in www/gallery/kinds.json");
    assert_eq!(named, names(KINDS, ".view.json"), "left: www/gallery/kinds.json; right: {KINDS}");
}

#[test]
fn every_group_and_entry_has_its_names_and_its_use() {
    let say = |record: &Value, keys: &[&str]| {
        for key in keys {
            assert!(record[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {record}");
        }
    };
    let groups = groups();
    let ids: BTreeSet<&str> = groups.iter().filter_map(|group| group["id"].as_str()).collect();
    assert_eq!(ids.len(), groups.len(), "an id is absent or there twice");
    for group in &groups {
        say(group, &["id", "name", "nameEn"]);
        group["kinds"].as_array().unwrap().iter().for_each(|entry| {
            say(entry, &["view", "name", "nameEn", "use", "useEn"]);
        });
    }
}

#[test]
fn every_kind_is_drawn_and_nothing_is_wrong_with_it() {
    let failures: Vec<String> = listed().iter().filter_map(|name| loaded(name).err()).collect();
    insist(&failures);
}

/// What the widget says of itself, how many data the keyboard reaches, and what their marks say.
fn text(loaded: &Loaded) -> String {
    let picture = base(loaded, WIDTH, &LIGHT, &FixedMeasure);
    let reached = picture.tracks.iter().flatten().filter(|key| key.part == Part::Row).count();
    let mut out = format!("# description\n{}\n\n# reached\n{reached}\n\n# marks\n", loaded.description());
    for label in labels(&picture.scene) {
        out.push_str(&label);
        out.push('\n');
    }
    out
}

fn labels(scene: &Scene) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    scene.walk(&mut |node| {
        if let (Role::Mark, Some(label)) = (node.role, &node.label) {
            out.push(label.replace('\n', " "));
        }
    });
    out
}

#[test]
fn what_every_kind_says_is_written_down() {
    let mut failures = Vec::new();
    for name in listed() {
        // A view that cannot be drawn fails the test above.
        let Ok(loaded) = loaded(&name) else { continue };
        failures.extend(hold(&format!("{TEXTS}/{name}.txt"), &text(&loaded)).err());
    }
    let known = names(KINDS, ".view.json");
    let stray = names(TEXTS, ".txt").into_iter().filter(|name| !known.contains(name));
    failures.extend(stray.map(|name| format!("{TEXTS}/{name}.txt: no such kind any more")));
    insist(&failures);
}

/// The width of a case's picture, or none for a case that draws nothing.
fn width(case: &str) -> Option<u32> {
    let picture = fs::read_to_string(path("tests/cases").join(case).join("expected.svg")).ok()?;
    let (_, rest) = picture.split_once(" width=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

#[test]
fn the_list_of_cases_is_the_folder_of_cases() {
    let line = |name: &String| match width(name) {
        Some(width) => json!({ "name": name, "width": width }).to_string(),
        None => json!({ "name": name }).to_string(),
    };
    let cases: Vec<String> = names("tests/cases", "").iter().map(line).collect();
    assert!(!cases.is_empty(), "no cases");
    let expected = format!("[\n  {}\n]\n", cases.join(",\n  "));
    insist(&hold("www/gallery/cases.json", &expected).err().into_iter().collect::<Vec<String>>());
}
