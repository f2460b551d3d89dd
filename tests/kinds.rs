//! Every kind on data that was not made for it: it draws what it can or says why not, and never panics.

#![allow(clippy::unwrap_used)]

use qdviz::compose::{base, load};
use qdviz::config::chart::CHARTS;
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::Shape;
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

#[test]
fn calendars_of_a_thousand_series_are_told_and_not_drawn() {
    let data = fs::read("tests/cases/bar-items/data.json").unwrap();
    let view = br#"{"qdviz":"view/1","kind":"calendar","series":"area","areas":"city"}"#;
    let loaded = load(view, &data, b"", &mut Diagnostics::default()).unwrap_or_else(|_| unreachable!());
    assert!(loaded.tables[0].series.len() > 1000);
    let (mut nodes, mut is_told) = (0, false);
    base(&loaded, 800.0, &LIGHT, &FixedMeasure).scene.walk(&mut |node| {
        nodes += 1;
        is_told |= matches!(&node.shape, Shape::Text(text) if text.content.contains("只画出前"));
    });
    assert!(is_told && nodes < 100_000, "{nodes}");
}

#[test]
fn a_direction_that_items_and_series_share_runs_once() {
    let data = fs::read("tests/cases/line-days/data.json").unwrap();
    for kind in ["calendar", "bump", "combo"] {
        let view = format!(r#"{{"qdviz":"view/1","kind":"{kind}","item":"period","series":"period"}}"#);
        let mut told = Diagnostics::default();
        let Ok(loaded) = load(view.as_bytes(), &data, b"", &mut told) else { continue };
        let messages: Vec<String> = told.into_items().into_iter().map(|told| told.message).collect();
        assert!(messages.iter().any(|message| message.contains("同一个方向")), "{kind}: {messages:?}");
        let table = &loaded.tables[0];
        assert_eq!((table.rows.len(), table.series.len()), (table.items.len(), 0), "{kind}");
    }
}
