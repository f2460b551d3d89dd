//! Broken documents never panic and never draw nonsense: 10,000 mutations of real ones go through the whole pipeline.

use qdviz::compose::{base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Shape, hit};
use qdviz::theme::LIGHT;
use std::fs;

const VIEW: &str = r#"{"qdviz":"view/1","title":"人口","data":"d.json","indicator":"population","note":"注",
  "views":[{"kind":"bar","sort":"ascending"},{"kind":"line","areas":["市南区","370203"]},
  {"kind":"bar","orientation":"vertical","compute":{"growth":"2010-11-01"},"period":"2020-11-01"}]}"#;
const MAP_VIEW: &str = r#"{"qdviz":"view/1","indicator":"population","views":[{"kind":"map","classes":5}]}"#;

/// Marsaglia's xorshift: the same documents in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// What editors and exporters put where something else should be.
const VALUES: [&str; 13] = [
    "null",
    "true",
    "1e400",
    "-1e-400",
    "0",
    "-7.25",
    "1e17",
    "\"\"",
    "{}",
    "[]",
    "\"2020-99\"",
    "\"370203\"",
    "\"市南\"",
];
/// What is left of a document that was cut, pasted or attacked.
const DEBRIS: [&str; 11] = [
    "-",
    "999999999999999999999",
    "[[[[[[[[",
    "}",
    ",",
    "\"__proto__\":1,",
    "NaN",
    "\u{FEFF}",
    "\\ud800",
    "，",
    "\0",
];

fn mutate(document: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = document.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(out.len());
        let end = (at + random.below(24)).min(out.len());
        match random.below(16) {
            0 => out.truncate(at),
            1 => drop(out.drain(at..end)),
            2 => {
                let copy = out[at..end].to_vec();
                out.splice(at..at, copy);
            }
            3 if at < out.len() => out[at] ^= 1 << random.below(8),
            4 => drop(out.splice(at..end, DEBRIS[random.below(DEBRIS.len())].bytes())),
            _ => replace_value(&mut out, at, VALUES[random.below(VALUES.len())]),
        }
    }
    out
}

/// Puts an intruder in the place of the next value, so that the document stays well-formed more often.
fn replace_value(out: &mut Vec<u8>, at: usize, intruder: &str) {
    let Some(colon) = out[at.min(out.len())..].iter().position(|b| *b == b':') else { return };
    let start = at + colon + 1;
    let length = out[start..].iter().position(|b| b",}]\n".contains(b)).unwrap_or(out.len() - start);
    out.splice(start..start + length, intruder.bytes());
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
    for key in loaded.tracks().into_iter().flatten() {
        assert!(loaded.row(key).is_some() && hit::bounds_of(&picture.scene, key).is_some(), "{key:?}");
    }
    assert!(!loaded.description().is_empty());
    true
}

#[test]
fn ten_thousand_broken_documents_do_no_harm() {
    let data = fs::read("www/data/population.json").unwrap();
    let map = fs::read("www/map/qingdao.topo.json").unwrap();
    let mut random = Random(20_201_101);
    let mut drawn = 0;
    for _ in 0..6_000 {
        drawn += draw(VIEW.as_bytes(), &mutate(&data, &mut random), &[]) as usize;
    }
    for _ in 0..3_600 {
        drawn += draw(&mutate(VIEW.as_bytes(), &mut random), &data, &[]) as usize;
    }
    for _ in 0..400 {
        drawn += draw(MAP_VIEW.as_bytes(), &data, &mutate(&map, &mut random)) as usize;
    }
    // A test in which nothing gets past the JSON reader would test only that.
    assert!((1_000..9_900).contains(&drawn), "{drawn} of 10,000 could be drawn");
}
