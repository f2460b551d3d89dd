//! The fallback pictures that pages put inside `<qd-viz>` show what the widget would: they are drawn by it.

use qdviz::compose::{base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::svg;
use qdviz::scene::text::FixedMeasure;
use qdviz::theme::LIGHT;
use std::fs;

/// Name of the view document, and the width it is drawn at.
const PICTURES: [(&str, f64); 2] = [("population", 800.0), ("population-trend", 800.0)];

#[test]
fn pictures_are_those_of_the_data() {
    let data = fs::read("www/data/population.json").unwrap();
    let map = fs::read("www/map/qingdao.topo.json").unwrap();
    for (name, width) in PICTURES {
        let view = fs::read(format!("www/data/{name}.view.json")).unwrap();
        let loaded = load(&view, &data, &map, &mut Diagnostics::default()).unwrap();
        let drawn = svg::write(&base(&loaded, width, &LIGHT, &FixedMeasure).scene);
        let path = format!("www/data/{name}.svg");
        if std::env::var_os("QDVIZ_BLESS").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == drawn, "{path} shows something else; QDVIZ_BLESS=1 draws it anew");
    }
}
