//! Every golden case, drawn at every width that rules are checked at.

use qdviz::compose::{Loaded, base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Node, Scene};
use qdviz::theme::Theme;
use std::fs;

/// A phone, a column of a page, a page.
const WIDTHS: [f64; 3] = [320.0, 600.0, 1200.0];

/// The cases that draw something, by name.
pub fn drawn() -> Vec<(String, Loaded)> {
    let map = fs::read("www/map/qingdao.topo.json").unwrap();
    let mut names: Vec<_> = fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let drawn = names.into_iter().filter_map(|folder| {
        let config = fs::read(folder.join("config.json")).unwrap();
        let data = fs::read(folder.join("data.json")).unwrap();
        let own = fs::read(folder.join("map.geojson"));
        let map = own.as_ref().unwrap_or(&map);
        let loaded = load(&config, &data, map, &mut Diagnostics::default()).ok()?;
        Some((folder.file_name().unwrap().to_string_lossy().into_owned(), loaded))
    });
    drawn.collect()
}

/// All nodes, the bottom one first.
pub fn nodes(scene: &Scene) -> Vec<&Node> {
    let mut nodes = Vec::new();
    scene.walk(&mut |node| nodes.push(node));
    nodes
}

/// Runs `check` on every case at every width and tells everything it finds.
pub fn each(theme: &Theme, check: &dyn Fn(&Loaded, &Scene, &mut Vec<String>)) {
    let mut told = Vec::new();
    for (name, loaded) in drawn() {
        for width in WIDTHS {
            let mut found = Vec::new();
            check(&loaded, &base(&loaded, width, theme, &FixedMeasure).scene, &mut found);
            told.extend(found.into_iter().map(|fault| format!("{name} at {width}: {fault}")));
        }
    }
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told[..told.len().min(40)].join("\n"));
}
