//! Labels at every width and for awkward data: none cut in its digits, none beyond the edge, none over another.

#![allow(clippy::unwrap_used)]

#[path = "support/cover.rs"]
mod cover;

use cover::cover_one_another;
use qdviz::compose::{Loaded, base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Builder, Node, Role, Scene, Shape, Text};
use qdviz::theme::LIGHT;
use std::fs;

const VIEWS: [(&str, &str); 8] = [
    ("population-trend", "population"),
    ("indices", "economy"),
    ("market-entities", "business"),
    ("satisfaction", "business"),
    ("population", "population"),
    ("population-growth", "population"),
    ("zones", "opening"),
    ("investment", "investment"),
];

fn nodes(scene: &Scene) -> Vec<&Node> {
    let mut nodes = Vec::new();
    scene.walk(&mut |node| nodes.push(node));
    nodes
}

fn texts(scene: &Scene) -> Vec<&Text> {
    let text = |node: &&Node| matches!(node.shape, Shape::Text(_));
    let texts = nodes(scene).into_iter().filter(text);
    texts.filter_map(|node| if let Shape::Text(text) = &node.shape { Some(text) } else { None }).collect()
}

/// What is wrong with the texts of a scene, apart from cut names.
fn faults(scene: &Scene) -> Vec<String> {
    let builder = Builder::new(&FixedMeasure);
    let placed = texts(scene);
    let mut faults = Vec::new();
    for (i, own) in placed.iter().enumerate() {
        let (text, rect) = (own.content.as_str(), builder.extent(own));
        if rect.x < -0.01 || rect.right() > scene.size.width + 0.01 {
            faults.push(format!("“{text}” is beyond the edge"));
        }
        let over = placed[..i].iter().filter(|other| cover_one_another(own, other));
        faults.extend(over.map(|other| format!("“{text}” lies over “{}”", other.content)));
    }
    faults
}

#[test]
fn published_views_are_legible_at_every_width() {
    let map = fs::read("www/map/qingdao.topo.json").unwrap();
    for (view, data) in VIEWS {
        let document = fs::read(format!("www/data/{view}.view.json")).unwrap();
        let data = fs::read(format!("www/data/{data}.json")).unwrap();
        let loaded = load(&document, &data, &map, &mut Diagnostics::default()).unwrap();
        let mut told = Vec::new();
        // Maps take long to lay out: theirs are sampled.
        let step = if loaded.topology.is_some() { 29 } else { 1 };
        for width in (240..=1400).step_by(step) {
            let scene = base(&loaded, width as f64, &LIGHT, &FixedMeasure).scene;
            let mut found = faults(&scene);
            let cut = |text: &&Text| {
                text.content.contains('…') && text.content.contains(|c: char| c.is_ascii_digit())
            };
            found.extend(
                texts(&scene).into_iter().filter(cut).map(|text| format!("“{}” is cut", text.content)),
            );
            told.extend(found.into_iter().map(|fault| format!("{width}: {fault}")));
        }
        assert!(
            told.is_empty(),
            "{view}: {} faults, the first:\n{}",
            told.len(),
            told[..told.len().min(20)].join("\n")
        );
    }
}

/// A data set of one indicator: `rows` are name of the area, period and value.
fn loaded(view: &str, unit: &str, rows: &[(&str, &str, &str)]) -> Loaded {
    let mut names: Vec<&str> = Vec::new();
    for (name, ..) in rows {
        if !names.contains(name) {
            names.push(name);
        }
    }
    let areas: Vec<String> =
        names.iter().map(|n| format!(r#"{{"code":"{n}","name":"{n}","parent":"0","kind":"区"}}"#)).collect();
    let observations: Vec<String> = rows
        .iter()
        .map(|(n, p, v)| format!(r#"{{"indicator":"i","area":"{n}","period":"{p}","value":{v}}}"#))
        .collect();
    let data = format!(
        r#"{{"qdviz":"indicators/1","areas":[{}],"indicators":[{{"id":"i","name":"数","unit":"{unit}"}}],"observations":[{}]}}"#,
        areas.join(","),
        observations.join(",")
    );
    load(view.as_bytes(), data.as_bytes(), b"", &mut Diagnostics::default()).unwrap()
}

fn draw(loaded: &Loaded, width: f64) -> Scene {
    base(loaded, width, &LIGHT, &FixedMeasure).scene
}

const LINE: &str = r#"{"kind":"line","indicator":"i","areas":"districts"}"#;
const BAR: &str = r#"{"kind":"bar","orientation":"horizontal","indicator":"i"}"#;
const COLUMN: &str = r#"{"kind":"bar","orientation":"vertical","indicator":"i"}"#;

/// Tick labels of a time axis from left to right.
fn time_labels(scene: &Scene) -> Vec<String> {
    let mut ticks: Vec<(f64, String)> = texts(scene)
        .into_iter()
        .filter(|text| text.content.starts_with("20"))
        .map(|text| (text.at.x, text.content.clone()))
        .collect();
    ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
    ticks.into_iter().map(|(_, text)| text).filter(|text| !text.contains('，')).collect()
}

/// The points of each line, run by run.
fn runs(scene: &Scene) -> Vec<Vec<usize>> {
    let line = |node: &&Node| node.role == Role::MarkLabel;
    let lines = nodes(scene).into_iter().filter(line);
    let lengths = |node: &Node| match &node.shape {
        Shape::Path(path) => Some(path.subpaths.iter().map(|run| run.points.len()).collect()),
        _ => None,
    };
    lines.filter_map(lengths).collect()
}

#[test]
fn time_runs_forward_whatever_the_periods_are() {
    for periods in
        [&["2020-11-01", "2020"][..], &["2019-06", "2020-10", "2020"], &["2020-01/2020-08", "2020-H2"]]
    {
        let rows: Vec<(&str, &str, &str)> = periods.iter().map(|p| ("甲区", *p, "5")).collect();
        let scene = draw(&loaded(LINE, "%", &rows), 600.0);
        for node in nodes(&scene).into_iter().filter(|node| node.role == Role::MarkLabel) {
            let Shape::Path(path) = &node.shape else { continue };
            let points = &path.subpaths[0].points;
            assert_eq!(points.len(), periods.len());
            assert!(points.windows(2).all(|pair| pair[0].x < pair[1].x), "{periods:?}");
            assert!(points.iter().all(|p| p.x > 16.0 && p.x < 584.0), "{periods:?}");
        }
    }
}

#[test]
fn ticks_of_one_axis_never_read_the_same() {
    let rows = [("甲区", "2020-11-01", "5"), ("甲区", "2020-11-30", "6"), ("甲区", "2021-11-01", "7")];
    let labels = time_labels(&draw(&loaded(LINE, "%", &rows), 300.0));
    assert_eq!(labels, ["2020-11-01", "2021-11-01"]);
    let rows = [("甲区", "2020-01/2020-08", "5"), ("甲区", "2021-Q1", "6"), ("甲区", "2021-H2", "7")];
    assert_eq!(time_labels(&draw(&loaded(LINE, "%", &rows), 340.0)), ["2020-01~08", "2021Q1", "2021H2"]);
    let rows = [("甲区", "2010-11-01", "5"), ("甲区", "2020-11-01", "6")];
    assert_eq!(time_labels(&draw(&loaded(LINE, "%", &rows), 240.0)), ["2010-11", "2020-11"]);
}

#[test]
fn a_period_that_only_others_have_is_a_gap() {
    let all = ["2017", "2018", "2019", "2020", "2021"];
    let mut rows: Vec<(&str, &str, &str)> = all.iter().map(|p| ("甲区", *p, "5")).collect();
    rows.extend([("乙区", "2017", "1"), ("乙区", "2018", "2"), ("乙区", "2020", "3"), ("乙区", "2021", "4")]);
    // The first line lies on top.
    assert_eq!(runs(&draw(&loaded(LINE, "%", &rows), 600.0)), [vec![2, 2], vec![5]]);
    assert_eq!(runs(&draw(&loaded(LINE, "%", &rows[5..]), 600.0)), [[4]]);
    let null =
        [("甲区", "2017", "1"), ("甲区", "2018", "null"), ("甲区", "2019", "2"), ("甲区", "2020", "3")];
    assert_eq!(runs(&draw(&loaded(LINE, "%", &null), 600.0)), [[2]]);
}

#[test]
fn a_label_too_long_for_its_room_loses_its_name_never_its_digits() {
    let name = "青岛西海岸新区及其他功能区合计";
    let rows =
        [(name, "2019", "105.25"), (name, "2020", "109.75"), ("甲", "2019", "5"), ("甲", "2020", "6.25")];
    let scene = draw(&loaded(LINE, "%", &rows), 320.0);
    let label = |end: &str| {
        texts(&scene).into_iter().find(|text| text.content.ends_with(end)).unwrap().content.clone()
    };
    let long = label("109.75");
    assert!(long.starts_with("青岛") && long.ends_with("… 109.75"), "{long}");
    assert_eq!(label("6.25"), "甲 6.25");
    let huge = [("甲", "2020", "123456789012345678"), ("乙", "2020", "1")];
    for width in 240..400 {
        let scene = draw(&loaded(LINE, "%", &huge), width as f64);
        assert_eq!(faults(&scene), [""; 0], "{width}");
        let digits = |text: &&Text| text.content.contains("123,");
        assert!(
            texts(&scene).into_iter().filter(digits).all(|t| t.content.ends_with("123,456,789,012,345,678"))
        );
    }
}

/// Marks and texts lie within the padding of the widget, and no text over another.
fn assert_inside(scene: &Scene, what: &str) {
    for node in nodes(scene).into_iter().filter(|node| node.role == Role::Mark) {
        let Shape::Rect(rect) = &node.shape else { continue };
        assert!(rect.x >= 16.0 && rect.right() <= scene.size.width - 16.0, "{what}: {:?}", node.label);
    }
    assert_eq!(faults(scene), [""; 0], "{what}");
}

#[test]
fn a_missing_value_stands_inside_whichever_way_the_bars_go() {
    for values in [["-5", "-2.5", "null"], ["0", "-2", "null"], ["5", "2", "null"], ["-5", "3", "null"]] {
        let names = ["甲区", "乙区", "丙区"];
        let rows: Vec<(&str, &str, &str)> = names.iter().zip(values).map(|(n, v)| (*n, "2020", v)).collect();
        for width in [240.0, 320.0, 640.0, 1000.0] {
            let what = format!("{values:?} at {width}");
            let scene = draw(&loaded(BAR, "%", &rows), width);
            assert_inside(&scene, &what);
            assert!(texts(&scene).iter().any(|text| text.content == "暂无数据"), "{what}");
            let scene = draw(&loaded(COLUMN, "%", &rows), width);
            assert_inside(&scene, &what);
            for node in nodes(&scene).into_iter().filter(|node| node.role == Role::Mark) {
                let Shape::Rect(rect) = &node.shape else { continue };
                let clear = texts(&scene)
                    .into_iter()
                    .all(|text| !Builder::new(&FixedMeasure).extent(text).overlaps(rect));
                assert!(clear, "{what}: {:?}", node.label);
            }
        }
    }
}

#[test]
fn long_numbers_are_whole_or_left_out() {
    for values in [["123456789012345678", "1"], ["-123456789012345678", "-1"], ["-123456789012345678", "5"]] {
        let rows = [("青岛西海岸新区", "2020", values[0]), ("乙区", "2020", values[1])];
        for view in [BAR, COLUMN] {
            for width in (240..700).step_by(4) {
                assert_inside(&draw(&loaded(view, "%", &rows), width as f64), &format!("{values:?} {width}"));
            }
        }
    }
}

#[test]
fn names_under_narrow_bars_are_thinned() {
    let names: Vec<String> =
        (0..30).map(|i| format!("第{}区", ["甲", "乙", "abc"][i % 3].repeat(1 + i / 3))).collect();
    let rows: Vec<(&str, &str, &str)> = names.iter().map(|n| (n.as_str(), "2020", "5")).collect();
    for width in [240.0, 320.0, 480.0, 700.0, 1200.0] {
        let scene = draw(&loaded(COLUMN, "%", &rows), width);
        assert_inside(&scene, &format!("{width}"));
        let labels: Vec<&Node> = nodes(&scene).into_iter().filter(|n| n.role == Role::MarkLabel).collect();
        assert_eq!(labels.first().unwrap().datum.unwrap().row, 0);
        assert_eq!(labels.last().unwrap().datum.unwrap().row, 29);
        assert_eq!(nodes(&scene).into_iter().filter(|n| n.role == Role::Mark).count(), 30);
    }
}
