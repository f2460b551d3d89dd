//! Long lists that are searched, and crowded views of which the visitor picks, from the documents to the picture.

#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(feature = "charts")]

use qdviz::compose::{Loaded, Picture, load, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::query::{Shown, find};
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Part, Role, Shape};
use qdviz::theme::LIGHT;
use std::fs;
use std::path::Path;

fn case(name: &str) -> Loaded {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let [view, data] = ["config.json", "data.json"].map(|file| fs::read(folder.join(file)).unwrap());
    load(&view, &data, &[], &mut Diagnostics::default()).unwrap()
}

fn shown(loaded: &Loaded, shown: Shown) -> Picture {
    picture(loaded, &[shown], 640.0, &LIGHT, &FixedMeasure)
}

/// What is searched for, as the widget keeps it.
fn searched(loaded: &Loaded, text: &str) -> Shown {
    let kept = find(&loaded.tables[0], &loaded.set, text);
    Shown { find: text.into(), kept, ..Shown::default() }
}

fn texts(picture: &Picture) -> Vec<String> {
    let mut texts = Vec::new();
    picture.scene.walk(&mut |node| {
        if let Shape::Text(text) = &node.shape {
            texts.push(text.content.clone());
        }
    });
    texts
}

/// The words of what can be pressed, of a part.
fn controls(picture: &Picture, part: Part) -> Vec<String> {
    let mut words = Vec::new();
    picture.scene.walk(&mut |node| {
        if node.role == Role::Control && node.datum.is_some_and(|key| key.part == part) {
            words.extend(node.label.clone());
        }
    });
    words
}

#[test]
fn a_filtered_ledger_shows_what_is_meant_and_the_way_back() {
    let loaded = case("ledger-many");
    assert_eq!(controls(&shown(&loaded, Shown::default()), Part::Find), ["按钮：筛选"]);
    let meant = searched(&loaded, "提前完成");
    assert_eq!(meant.kept, Some(Vec::new()), "a state is no name");
    assert!(controls(&shown(&loaded, meant), Part::Find)[0].contains("0 项"));
    let all = loaded.tables[0].rows.len();
    let group = loaded.tables[0].items[0].clone();
    let some = searched(&loaded, &group);
    let left = some.kept.clone().unwrap().len();
    assert!(left > 0 && left <= all);
    let picture = shown(&loaded, some);
    let buttons = controls(&picture, Part::Find);
    assert!(buttons[0].ends_with(&format!("，{left} 项")) && buttons[1] == "按钮：显示全部", "{buttons:?}");
    assert!(picture.tracks.iter().flatten().filter(|key| key.part == Part::Row).count() <= left);
}

#[test]
fn what_was_searched_for_is_cut_rather_than_leave_the_picture() {
    let loaded = case("ledger-many");
    let long = Shown { find: "很长的一段话".repeat(20), kept: Some(vec![0]), ..Shown::default() };
    let narrow = picture(&loaded, &[long], 320.0, &LIGHT, &FixedMeasure);
    narrow.scene.walk(&mut |node| {
        if let (Role::Control, Shape::Rect(rect)) = (node.role, &node.shape) {
            assert!(rect.right() <= 320.0, "{rect:?}");
        }
    });
}

#[test]
fn a_filtered_table_keeps_its_ranks() {
    let loaded = case("table-many-800");
    let last = loaded.tables[0].items.last().unwrap().clone();
    let before = texts(&shown(&loaded, Shown::default()));
    let after = texts(&shown(&loaded, searched(&loaded, &last)));
    assert!(after.contains(&last) && after.len() < before.len());
    assert!(!after.contains(&"1".to_string()), "the last of many is not the first of one: {after:?}");
    assert!(!texts(&shown(&loaded, searched(&loaded, "没有这个"))).contains(&last));
}

#[test]
fn what_is_picked_is_coloured_named_and_listed() {
    let loaded = case("line-find");
    let first = shown(&loaded, Shown::default());
    assert_eq!(controls(&first, Part::Picked).len(), 3);
    assert_eq!(controls(&first, Part::Find), ["按钮：查找系列（共 30 个）"]);
    assert!(!texts(&first).iter().any(|text| text.starts_with("己卯镇")));
    let mut own = Shown::default();
    let position = loaded.tables[0].series.iter().position(|name| name == "己卯镇").unwrap() as u32;
    own.pick(position, &loaded.tables[0]);
    let more = shown(&loaded, own.clone());
    assert_eq!(controls(&more, Part::Picked).last().unwrap(), "图例：己卯镇，有颜色，按回车改为灰色");
    assert!(texts(&more).iter().any(|text| text.starts_with("己卯镇 ") && !text.ends_with('×')));
    for taken in own.picked.clone().unwrap() {
        own.pick(taken, &loaded.tables[0]);
    }
    let none = shown(&loaded, own);
    assert_eq!(controls(&none, Part::Picked), [""; 0]);
    assert_eq!(
        none.tracks.iter().flatten().filter(|key| key.part == Part::Row).count(),
        300,
        "grey lines answer too"
    );
}
