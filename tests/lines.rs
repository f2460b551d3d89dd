//! Lines of many values: one node for the line, every value still there to be pointed at, no peak lost.

#![allow(clippy::unwrap_used)]

use qdviz::compose::{Loaded, base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::Point;
use qdviz::scene::hit::{anchor, hit};
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{DatumKey, Node, Scene, Shape};
use qdviz::theme::LIGHT;

const DAYS: usize = 100_000;
const PEAK: usize = 54_321;

/// A value a day with one peak, and without those that `is_missing` names.
fn days(is_missing: fn(usize) -> bool) -> Loaded {
    let mut periods = Vec::new();
    'all: for year in 1700.. {
        for month in 1..=12 {
            for day in 1..=28 {
                periods.push(format!("\"{year}-{month:02}-{day:02}\""));
                if periods.len() == DAYS {
                    break 'all;
                }
            }
        }
    }
    let value = |i: usize| match i {
        _ if is_missing(i) => "null".to_string(),
        PEAK => "9999".to_string(),
        i => (i * 7919 % 1009).to_string(),
    };
    let values: Vec<String> = (0..DAYS).map(value).collect();
    let data = format!(
        r#"{{"qdviz":"indicators/1","indicators":[{{"id":"n","name":"n","unit":""}}],"columns":{{"indicator":"n",
            "area":"青岛市","period":[{}],"value":[{}]}}}}"#,
        periods.join(","),
        values.join(",")
    );
    let view = br#"{"qdviz":"view/1","kind":"line","indicator":"n"}"#;
    load(view, data.as_bytes(), &[], &mut Diagnostics::default()).unwrap()
}

fn nodes(scene: &Scene) -> Vec<&Node> {
    let mut nodes = Vec::new();
    scene.walk(&mut |node| nodes.push(node));
    nodes
}

/// All vertices of the longest path.
fn line(scene: &Scene) -> Vec<Point> {
    let paths = nodes(scene).into_iter().filter_map(|node| match &node.shape {
        Shape::Path(path) => {
            Some(path.subpaths.iter().flat_map(|run| run.points.clone()).collect::<Vec<_>>())
        }
        _ => None,
    });
    paths.max_by_key(Vec::len).unwrap()
}

#[test]
fn a_long_line_is_drawn_by_what_its_picture_needs() {
    let loaded = days(|_| false);
    let scene = base(&loaded, 640.0, &LIGHT, &FixedMeasure).scene;
    assert!(nodes(&scene).len() < 100, "{} nodes", nodes(&scene).len());
    let line = line(&scene);
    assert!(line.len() <= 4 * 640, "{} points", line.len());
    let peak = anchor(&scene, DatumKey::of_row(0, PEAK as u32)).unwrap();
    assert!(line.contains(&peak), "the peak stays where it is");
}

#[test]
fn every_value_of_a_long_line_can_be_pointed_at() {
    let loaded = days(|_| false);
    let scene = base(&loaded, 640.0, &LIGHT, &FixedMeasure).scene;
    assert_eq!(loaded.tables[0].rows.len(), DAYS);
    for row in (0..DAYS as u32).step_by(9_973).chain([PEAK as u32]) {
        let at = anchor(&scene, DatumKey::of_row(0, row)).unwrap();
        let found = hit(&scene, at, 22.0).unwrap();
        // Two of one place are one target.
        assert_eq!(anchor(&scene, found), Some(at));
    }
    let peak = DatumKey::of_row(0, PEAK as u32);
    assert_eq!(hit(&scene, anchor(&scene, peak).unwrap(), 22.0), Some(peak));
}

#[test]
fn a_gap_in_a_long_line_stays_a_gap() {
    let scene = base(&days(|i| (40_000..60_000).contains(&i)), 640.0, &LIGHT, &FixedMeasure).scene;
    let line = line(&scene);
    let widest = line.windows(2).map(|pair| pair[1].x - pair[0].x).fold(0.0, f64::max);
    assert!(widest > 100.0, "{widest}");
    let runs = nodes(&scene).into_iter().filter_map(|node| match &node.shape {
        Shape::Path(path) => Some(path.subpaths.len()),
        _ => None,
    });
    assert_eq!(runs.max(), Some(2), "nothing is drawn across the gap");
}
