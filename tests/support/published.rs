//! The data files, views and catalogue of `www/data`, as JSON.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The documents of `www/data` whose member `qdviz` is `format`, with their paths in order.
pub fn documents(format: &str) -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/data");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let document: Value =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, document)
    };
    let found: Vec<_> =
        paths.into_iter().map(read).filter(|(_, document)| document["qdviz"] == format).collect();
    assert!(!found.is_empty(), "no {format} in www/data");
    found
}

/// The data that a view names: by file, or by catalogue and identifier.
pub fn data_file(named: &str) -> Value {
    let name = match named.strip_prefix("catalogue.json#") {
        Some(id) => catalogued(id),
        None => named.into(),
    };
    let found = documents("indicators/1").into_iter().find(|(path, _)| path.ends_with(&name));
    found.unwrap_or_else(|| panic!("no dataset {named}")).1
}

/// The file that the catalogue gives for an identifier.
fn catalogued(id: &str) -> String {
    let (_, catalogue) = documents("catalogue/1").remove(0);
    let found = list(&catalogue, "datasets").iter().find(|dataset| dataset["id"] == id);
    text(found.unwrap_or_else(|| panic!("no dataset {id} in the catalogue")), "file").into()
}

pub fn list<'a>(document: &'a Value, key: &str) -> &'a [Value] {
    document[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

pub fn text<'a>(record: &'a Value, key: &str) -> &'a str {
    record[key].as_str().unwrap_or_default()
}

/// The values of `key` in `records`; panics when two are the same, since they are identifiers.
pub fn identifiers<'a>(records: &'a [Value], key: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for record in records {
        assert!(seen.insert(text(record, key)), "twice or absent: {key} in {record}");
    }
    seen
}
