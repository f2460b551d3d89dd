#![no_main]

use qdviz::compose::{base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::svg;
use qdviz::theme::LIGHT;

const DATA: &[u8] = include_bytes!("../../www/data/population.json");
const MAP: &[u8] = include_bytes!("../../www/map/qingdao.topo.json");

// A view of known data goes through the whole pipeline.
libfuzzer_sys::fuzz_target!(|view: &[u8]| {
    let mut faults = Diagnostics::default();
    match load(view, DATA, MAP, &mut faults) {
        Ok(loaded) => {
            let picture = base(&loaded, 400.0, &LIGHT, &FixedMeasure);
            assert!(!svg::write(&picture.scene).is_empty());
            assert!(!loaded.description().is_empty());
        }
        Err(_) => assert!(faults.is_fatal(), "nothing is drawn, and nobody says why"),
    }
});
