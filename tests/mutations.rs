//! Broken documents do no harm: of 100,000 mutations of real ones none makes a reader panic, takes long or takes much
//! memory, and what can still be drawn is drawn at finite places.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/memory.rs"]
mod memory;
#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/parts.rs"]
mod parts;
#[path = "support/random.rs"]
mod random;
#[path = "support/seeds.rs"]
mod seeds;

use mutate::{Seed, mutate};
use qdviz::compose::{base, load};
use qdviz::dataset::read;
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Part, Shape, hit};
use qdviz::theme::LIGHT;
use random::Random;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const VIEW: &str = r#"{"qdviz":"view/1","title":"人口","data":"d.json","indicator":"population","note":"注",
  "views":[{"kind":"bar","sort":"ascending"},{"kind":"line","areas":["市南区","370203"]},
  {"kind":"bar","orientation":"vertical","compute":{"growth":"2010-11-01"},"period":"2020-11-01"}]}"#;
const MAP_VIEW: &str = r#"{"qdviz":"view/1","indicator":"population","views":[{"kind":"map","classes":5}]}"#;

/// How many bytes a reader may use for each byte of a document.
const BYTES_PER_BYTE: usize = 20;

/// What may be used besides, however short the document: a hundred diagnostics, each with a place and two sentences that
/// show names of up to 80 characters, and the places that the gazetteer knows.
const ALLOWANCE: usize = 256 << 10;

/// No document takes longer.
const LONGEST: Duration = Duration::from_secs(1);

/// Longer documents are left to `tests/memory.rs`: with them there would be too little time for many.
const LONGEST_SEED: u64 = 16 << 10;

/// Reads one document under all promises; whether it was usable.
fn is_readable(document: &[u8]) -> bool {
    let mut faults = Diagnostics::default();
    let start = Instant::now();
    let (set, highest) = memory::highest_of(|| read(document, None, &mut faults));
    assert!(start.elapsed() < LONGEST, "took {:?}", start.elapsed());
    let allowed = BYTES_PER_BYTE * document.len() + ALLOWANCE;
    assert!(highest <= allowed, "{highest} bytes for a document of {}", document.len());
    assert!(set.is_some() || faults.is_fatal(), "nothing was read, and nobody says why");
    set.is_some()
}

/// Reads mutations of the documents in a folder; gives the share of those that were usable. A document that breaks a
/// promise is kept for a look at it.
fn readable(folder: &str, count: usize, start: u64) -> f64 {
    let seeds = seeds::in_folder(folder, LONGEST_SEED);
    let donors = donors();
    let mut random = Random(start);
    let mut usable = 0;
    for number in 0..count {
        let seed = random.of(&seeds);
        let document = mutate(seed, random.of(&donors), &mut random);
        match catch_unwind(AssertUnwindSafe(|| is_readable(&document))) {
            Ok(is_usable) => usable += is_usable as usize,
            Err(_) => {
                let path = format!("{}/broken-{start}-{number}", env!("CARGO_TARGET_TMPDIR"));
                fs::write(&path, &document).unwrap();
                panic!("mutation {number} of {}, kept in {path}", seed.name);
            }
        }
    }
    usable as f64 / count as f64
}

/// Documents of all formats, to take pieces from.
fn donors() -> Vec<Seed> {
    let mut donors = seeds::in_folder("tests/formats", LONGEST_SEED);
    donors.extend(seeds::in_folder("tests/cases", LONGEST_SEED));
    donors
}

/// A test in which nothing gets past the first check, or nothing is broken, would test little.
fn assert_some(share: f64) {
    assert!((0.2..0.95).contains(&share), "{share} of the documents were usable");
}

#[test]
fn broken_themes_do_no_harm() {
    assert_some(readable("www/data", 6_000, 20_201_101));
}

#[test]
fn broken_documents_of_the_own_format_do_no_harm() {
    assert_some(readable("tests/formats/indicators", 19_000, 1));
}

#[test]
fn broken_json_stat_does_no_harm() {
    assert_some(readable("tests/formats/jsonstat", 20_000, 2));
}

#[test]
fn broken_sdmx_does_no_harm() {
    assert_some(readable("tests/formats/sdmx", 25_000, 3));
}

#[test]
fn broken_tables_do_no_harm() {
    assert_some(readable("tests/formats/csv", 20_000, 4));
}

/// Runs everything that a widget would; the nodes of what is drawn must have finite places.
fn draw(view: &[u8], data: &[u8], map: &[u8]) -> bool {
    let mut faults = Diagnostics::default();
    let Ok(loaded) = load(view, data, map, &mut faults) else {
        assert!(faults.is_fatal(), "nothing is drawn, and nobody says why");
        return false;
    };
    let picture = base(&loaded, 400.0, &LIGHT, &FixedMeasure);
    picture.scene.walk(&mut |node| {
        if let Shape::Rect(rect) = &node.shape {
            assert!(rect.x.is_finite() && rect.width.is_finite() && rect.height >= 0.0, "{rect:?}");
        }
    });
    for key in picture.tracks.iter().flatten().copied().filter(|key| key.part == Part::Row) {
        assert!(loaded.row(key).is_some() && hit::largest(&picture.scene, key).is_some(), "{key:?}");
    }
    assert!(!loaded.description().is_empty());
    true
}

#[test]
fn ten_thousand_broken_documents_are_drawn_or_refused() {
    let seed = |path: &str| Seed::new(path.into(), fs::read(path).unwrap());
    let (data, map) = (seed("www/data/population.json"), seed("www/map/qingdao.topo.json"));
    let [view, map_view] = [VIEW, MAP_VIEW].map(|view| Seed::new("view".into(), view.into()));
    let donors = donors();
    let mut random = Random(20_201_101);
    let mut drawn = 0;
    for _ in 0..6_000 {
        let broken = mutate(&data, random.of(&donors), &mut random);
        drawn += draw(&view.bytes, &broken, &[]) as usize;
    }
    for _ in 0..3_600 {
        let broken = mutate(&view, random.of(&donors), &mut random);
        drawn += draw(&broken, &data.bytes, &[]) as usize;
    }
    for _ in 0..400 {
        let broken = mutate(&map, random.of(&donors), &mut random);
        drawn += draw(&map_view.bytes, &data.bytes, &broken) as usize;
    }
    assert!((1_000..9_900).contains(&drawn), "{drawn} of 10,000 could be drawn");
}
