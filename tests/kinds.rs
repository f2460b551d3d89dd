//! Every kind on data that was not made for it: it draws what it can or says why not, and never panics.

#![allow(clippy::unwrap_used)]

use qdviz::compose::{base, load};
use qdviz::config::chart::CHARTS;
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::theme::LIGHT;
use std::fs;

const WIDTHS: [f64; 3] = [240.0, 420.0, 1300.0];
/// Settings that kinds share, each tried on all of them.
const SETTINGS: [&str; 8] = [
    "",
    r#""facet":"indicator","#,
    r#""facet":"area","stack":"percent","#,
    r#""item":"period","series":"area","stack":"stacked","#,
    r#""item":"area","series":"indicator","areas":"districts","log":true,"#,
    r#""areas":"city","stack":"diverging","reverse":true,"area":true,"#,
    r#""series":"period","sort":"ascending","target":true,"progress":true,"quadrants":true,"#,
    r#""orientation":"vertical","references":[{"value":1e17,"label":"线"},{"period":"1900","label":""}],"dual":true,"#,
];

/// Data documents of the golden cases, with their names.
fn documents() -> Vec<(String, Vec<u8>)> {
    let mut folders: Vec<_> =
        fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let name = |folder: &std::path::Path| folder.file_name().unwrap().to_string_lossy().into_owned();
    folders.iter().map(|folder| (name(folder), fs::read(folder.join("data.json")).unwrap())).collect()
}

/// Draws a view and says what is wrong with the picture.
fn faults(view: &str, data: &[u8]) -> Vec<String> {
    let mut told = Diagnostics::default();
    let Ok(loaded) = load(view.as_bytes(), data, b"", &mut told) else {
        return if told.into_items().is_empty() { vec!["refused without a word".into()] } else { Vec::new() };
    };
    let mut found = Vec::new();
    for width in WIDTHS {
        let picture = base(&loaded, width, &LIGHT, &FixedMeasure);
        picture.scene.walk(&mut |node| {
            if !node.shape.is_finite() {
                found.push(format!("at {width}: {:?} has a coordinate that is no number", node.label));
            }
        });
        for key in picture.tracks.iter().flatten() {
            let _ = loaded.row(*key);
        }
    }
    found
}

#[test]
fn every_kind_meets_every_data() {
    let kinds: Vec<&str> = CHARTS.iter().map(|(word, _)| *word).chain(["bar", "line"]).collect();
    let mut told = Vec::new();
    for (i, (name, data)) in documents().iter().enumerate() {
        for (k, kind) in kinds.iter().enumerate() {
            // Each pair with one of the settings in turn.
            let settings = SETTINGS[(i * 3 + k) % SETTINGS.len()];
            let view = format!(r#"{{"qdviz":"view/1",{settings}"kind":"{kind}"}}"#);
            told.extend(
                faults(&view, data).into_iter().map(|fault| format!("{kind} {settings} on {name} {fault}")),
            );
        }
    }
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told[..told.len().min(30)].join("\n"));
}
