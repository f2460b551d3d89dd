//! A scatter plot of a hundred thousand points.

#![allow(clippy::unwrap_used)]

use qdviz::compose::{base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::Shape;
use qdviz::scene::text::FixedMeasure;
use qdviz::theme::LIGHT;
use std::fmt::Write;

const POINTS: usize = 100_000;

/// Made-up figures of many firms.
fn data() -> String {
    let (mut areas, mut figures) = (String::new(), String::new());
    for i in 0..POINTS {
        let comma = if i == 0 { "" } else { "," };
        write!(areas, r#"{comma}{{"code":"f{i}","name":"企业{i}"}}"#).unwrap();
        for (indicator, value) in [("a", i * 7919 % 1009), ("b", i * 104_729 % 997)] {
            let comma = if figures.is_empty() { "" } else { "," };
            let head = format!(r#"{{"indicator":"{indicator}","area":"f{i}","period":"2024""#);
            write!(figures, r#"{comma}{head},"value":{value},"source":"s"}}"#).unwrap();
        }
    }
    let indicators = r#"{"id":"a","name":"甲","unit":"个"},{"id":"b","name":"乙","unit":"个"}"#;
    format!(
        r#"{{"qdviz":"indicators/1","sources":[{{"id":"s","title":"示例数据（虚构）"}}],
            "areas":[{areas}],"indicators":[{indicators}],"observations":[{figures}]}}"#
    )
}

#[test]
fn a_hundred_thousand_points_are_one_node_and_all_there() {
    let view = r#"{"qdviz":"view/1","title":"示例","kind":"scatter","indicators":["a","b"],"areas":"city",
        "quadrants":true}"#;
    let mut faults = Diagnostics::default();
    let loaded = load(view.as_bytes(), data().as_bytes(), &[], &mut faults).unwrap();
    let scene = base(&loaded, 800.0, &LIGHT, &FixedMeasure).scene;
    let mut points = 0;
    scene.walk(&mut |node| {
        if let Shape::Points(cloud) = &node.shape {
            points += cloud.places().len();
        }
    });
    assert_eq!(points, POINTS);
    assert!(scene.nodes.len() < 200, "{} nodes", scene.nodes.len());
}
