//! The pipeline in `src/` flows one way: a room uses only rooms above it.

#![allow(clippy::unwrap_used)]

#[path = "support/rust_source.rs"]
mod rust_source;

use rust_source::{rooms_used, tokens, without_tests};
use std::path::Path;

/// The rooms from the foundation to the browser. Where a file needs a room below its own, the thing it needs belongs
/// further up. `scene` stands high because marks, guides and views build its nodes.
const ROOMS: &[&str] = &[
    "decimal",
    "diagnostic",
    "geometry",
    "nearest",
    "order",
    "json",
    "fields",
    "topology",
    "scene",
    "dataset",
    "unit",
    "format",
    "stats",
    "scale",
    "config",
    "query",
    "readout",
    "theme",
    "mark",
    "guide",
    "view",
    "state",
    "compose",
    "paint",
    "web",
];

/// Rooms that know less than their place in the list would let them.
const BLIND: &[(&str, &[&str])] = &[
    ("paint", &["dataset", "config", "query", "view", "state", "compose"]),
    ("mark", &["dataset", "config"]),
];

/// Crates that know JavaScript: for `web` alone.
const BROWSER: &[&str] =
    &["wasm_bindgen", "web_sys", "js_sys", "plotters_canvas", "serde_wasm_bindgen", "rlsf"];

/// Parts of `std` whose answer is not the same every time; no room may use them.
const UNSTEADY: &[&str] = &["time", "fs", "env", "net", "thread", "process"];

/// What is wrong with one source file, `path` relative to `src/`.
fn violations(path: &str, source: &str) -> Vec<String> {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let room = module.split('/').next().unwrap_or(module);
    let Some(place) = ROOMS.iter().position(|known| *known == room) else {
        return vec![format!("{path}: room `{room}` is not in the list of rooms")];
    };
    let code = without_tests(&tokens(source));
    let mut found = Vec::new();
    for used in rooms_used(&code, module.split('/').count()) {
        match ROOMS.iter().position(|known| *known == used) {
            None => found.push(format!("{path}: uses `crate::{used}`, which is no room")),
            Some(other) if other > place => found.push(format!("{path}: `{room}` stands above `{used}`")),
            Some(_) if BLIND.iter().any(|(who, what)| *who == room && what.contains(&used.as_str())) => {
                found.push(format!("{path}: `{room}` must not know `{used}`"));
            }
            Some(_) => {}
        }
    }
    for token in code.iter().filter(|token| room != "web" && BROWSER.contains(&token.as_str())) {
        found.push(format!("{path}: `{token}` is for `web` alone"));
    }
    for three in code.windows(3).filter(|three| three[0] == "std" && three[1] == "::") {
        if UNSTEADY.contains(&three[2].as_str()) {
            found.push(format!("{path}: `std::{}` answers differently from run to run", three[2]));
        }
    }
    found
}

/// All Rust files under `folder`, as paths relative to `root`.
fn sources(root: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(root, &path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    found
}

#[test]
fn every_room_uses_only_rooms_above_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = sources(&root, &root);
    // The crate root names every room, a file of tests may use any.
    files.retain(|path| path != "lib.rs" && path != "tests.rs" && !path.ends_with("/tests.rs"));
    assert!(files.len() > 10, "only {} files under src/", files.len());
    let found: Vec<String> = files
        .iter()
        .flat_map(|path| violations(path, &std::fs::read_to_string(root.join(path)).unwrap()))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_use_of_a_room_below_is_found_however_it_is_written() {
    let forms = [
        "use crate::paint::Pen;",
        "use crate::{geometry::Point, paint::{Pen, Run}};",
        "fn f() -> crate::paint::Pen { todo!() }",
        "use super::super::paint;",
        "use super::super::{self, paint as p};",
        "const A: &str = \"{\"; use crate::paint; /* } */",
        "#[cfg(test)] mod tests { fn f() { g('{'); } } use crate::paint::Pen;",
    ];
    for form in forms {
        let found = violations("mark/bar.rs", form);
        assert_eq!(found, ["mark/bar.rs: `mark` stands above `paint`"], "{form}");
    }
}

#[test]
fn what_is_allowed_is_not_found() {
    let forms = [
        "use crate::{geometry::{Point, point}, scene::Node};\nuse super::area;",
        "use crate::mark::area;",
        "// crate::paint\n/* crate::paint /* */ crate::paint */ const A: &str = \"crate::paint\";",
        "const A: &str = r#\"crate::paint \" \"#; fn f<'a>(a: &'a str) -> char { '\"' }",
        "#[cfg(test)]\nmod tests { use crate::paint::Pen; fn f() { if true {} } }",
        "#[cfg(test)] use crate::paint::Pen;",
    ];
    for form in forms {
        assert_eq!(violations("mark/bar.rs", form), [""; 0], "{form}");
    }
}

#[test]
fn the_other_rules_bite_as_well() {
    let found = |path: &str, source: &str| violations(path, source).join("; ");
    assert_eq!(found("paint.rs", "use crate::query::Table;"), "paint.rs: `paint` must not know `query`");
    assert_eq!(found("paint.rs", "use super::view;"), "paint.rs: `paint` must not know `view`");
    assert_eq!(found("scene/mod.rs", "use super::scale;"), "scene/mod.rs: `scene` stands above `scale`");
    assert_eq!(found("view/map.rs", "use js_sys::Array;"), "view/map.rs: `js_sys` is for `web` alone");
    assert_eq!(found("web/surface.rs", "use js_sys::Array;"), "");
    assert!(found("state.rs", "let t = std::time::Instant::now();").contains("std::time"));
    assert!(found("cellar/wine.rs", "").contains("not in the list"));
    assert!(found("view/map.rs", "use crate::cellar::Wine;").contains("no room"));
}
