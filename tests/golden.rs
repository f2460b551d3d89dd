//! The pictures and texts of all cases, and of the harness that compares them.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/golden.rs"]
mod golden;

use golden::{Case, Drawn, Places, difference, run};
use qdviz::compose::{base, load};
use qdviz::diagnostic::{Diagnostic, Diagnostics, Severity};
use qdviz::geometry::Rect;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Color, Node, Role, Scene, Shape, Size, Style};
use qdviz::theme::LIGHT;
use std::fs;
use std::path::{Path, PathBuf};

/// The pipeline as a page runs it, with text measured by the fixed table.
fn render(case: &Case) -> Drawn {
    let mut faults = Diagnostics::default();
    let loaded = load(case.config, case.data, case.map, &mut faults).ok();
    Drawn {
        scene: loaded.as_ref().map(|loaded| base(loaded, case.width, &LIGHT, &FixedMeasure).scene),
        diagnostics: faults.into_items(),
        description: loaded.map_or(String::new(), |loaded| loaded.description()),
    }
}

#[test]
fn every_case_is_drawn_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let traces = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("golden");
    let (cases, map) = (root.join("tests/cases"), root.join("www/map/qingdao.topo.json"));
    let places = Places { cases: &cases, map: &map, traces: &traces };
    let bless = std::env::var_os("QDVIZ_BLESS").is_some_and(|value| value == "1");
    let compared = run(&places, bless, &render).unwrap_or_else(|report| panic!("\n{report}"));
    assert!(compared > 0, "no cases under {}", cases.display());
}

/// A folder of its own for one test, emptied.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("cases")).unwrap();
    fs::write(folder.join("map.json"), "{}").unwrap();
    folder
}

fn add_case(folder: &Path, name: &str, config: &str) {
    let case = folder.join("cases").join(name);
    fs::create_dir_all(&case).unwrap();
    fs::write(case.join("config.json"), config).unwrap();
    fs::write(case.join("data.json"), "{}").unwrap();
}

/// Runs the cases of `folder` with a picture whose bar is as wide as the case, labelled with `label`.
fn run_in(folder: &Path, bless: bool, label: &str) -> Result<usize, String> {
    let (cases, map, traces) = (folder.join("cases"), folder.join("map.json"), folder.join("golden"));
    let places = Places { cases: &cases, map: &map, traces: &traces };
    run(&places, bless, &|case: &Case| {
        let shape = Shape::Rect(Rect { x: 0.0, y: 0.0, width: case.width, height: 9.0 });
        let words = format!("{label} {}", case.map.len());
        let node = Node::new(shape, Style::fill(Color::hex(0x1F5FA8)), Role::Mark).label(words);
        let size = Size { width: case.width, height: 9.0 };
        let (severity, path) = (Severity::Warning, "data#/a".to_string());
        let diagnostic = Diagnostic {
            severity,
            path,
            message: "缺数".into(),
            english: String::new(),
            hint: String::new(),
        };
        Drawn {
            scene: (case.config != b"broken").then(|| Scene { size, nodes: vec![node] }),
            diagnostics: vec![diagnostic],
            description: "一条".into(),
        }
    })
}

#[test]
fn a_blessed_case_holds_and_a_changed_one_is_told_with_its_lines() {
    let folder = scratch("golden-blessed");
    add_case(&folder, "bar-320", "{}");
    add_case(&folder, "map", r#"{"views":[{"kind":"map"}]}"#);
    let missing = run_in(&folder, false, "市南区").unwrap_err();
    assert!(missing.contains("bar-320/expected.svg") && missing.contains("map/expected.txt"), "{missing}");
    assert_eq!(run_in(&folder, true, "市南区"), Ok(2));
    assert_eq!(run_in(&folder, false, "市南区"), Ok(2));
    let read = |name: &str| fs::read_to_string(folder.join("cases").join(name)).unwrap();
    assert!(
        read("bar-320/expected.svg").contains("width=\"320\"")
            && read("map/expected.svg").contains("width=\"640\"")
    );
    let text = "# description\n一条\n\n# outline\n市南区 2\n\n# diagnostics\nwarning data#/a | 缺数 | \n";
    assert_eq!(read("map/expected.txt"), text);
    let changed = run_in(&folder, false, "市北区").unwrap_err();
    assert_eq!(changed.matches("QDVIZ_BLESS=1").count(), 4, "{changed}");
    let diff = fs::read_to_string(folder.join("golden/map.expected.txt.diff")).unwrap();
    assert_eq!(diff, "@@ -5 +5 @@\n-市南区 2\n+市北区 2\n");
    assert!(fs::read_to_string(folder.join("golden/map.actual.svg")).unwrap().contains("市北区"));
}

#[test]
fn a_case_that_draws_nothing_has_no_picture() {
    let folder = scratch("golden-nothing");
    add_case(&folder, "broken", "broken");
    assert_eq!(run_in(&folder, true, ""), Ok(1));
    assert!(!folder.join("cases/broken/expected.svg").exists());
    assert_eq!(run_in(&folder, false, ""), Ok(1));
    fs::write(folder.join("cases/broken/expected.svg"), "<svg/>").unwrap();
    assert!(run_in(&folder, false, "").unwrap_err().contains("-<svg/>"));
    fs::remove_file(folder.join("cases/broken/data.json")).unwrap();
    assert!(run_in(&folder, true, "").unwrap_err().contains("data.json"));
}

#[test]
fn a_difference_names_the_lines_that_came_and_went() {
    assert_eq!(
        difference("a\nb\nc\nd\n", "a\nc\nx\nd\ne\n"),
        "@@ -2 +2 @@\n-b\n@@ -4 +3 @@\n+x\n@@ -5 +5 @@\n+e\n"
    );
    assert_eq!(difference("a\n", "a\r\n"), "only the ends of lines differ\n");
    assert_eq!(difference("a\n", "a\n"), "");
}
