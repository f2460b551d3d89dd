//! The legend of classes: every district has its dot in it, its classes are reached by keyboard and pointer, and pressing
//! one leaves its districts and lets the others step back.

#![allow(clippy::unwrap_used)]

#[path = "support/events.rs"]
mod events;

use qdviz::compose::{Loaded, Picture, load, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{DatumKey, Fill, Node, Part, Role, Shape, hit};
use qdviz::state::{Event, State};
use qdviz::theme::{DARK, LIGHT};
use std::fs;

fn census(view: &str) -> Loaded {
    let view = format!(r#"{{"qdviz":"view/1","indicator":"population","period":"2020-11-01",{view}}}"#);
    let data = fs::read("www/data/population.json").unwrap();
    let map = fs::read("www/map/qingdao.topo.json").unwrap();
    load(view.as_bytes(), &data, &map, &mut Diagnostics::default()).unwrap()
}

fn drawn(loaded: &Loaded, state: &State) -> Picture {
    picture(loaded, &state.shown, 320.0, &LIGHT, &FixedMeasure)
}

fn nodes<'p>(picture: &'p Picture, keep: &dyn Fn(&Node) -> bool) -> Vec<&'p Node> {
    let mut found = Vec::new();
    picture.scene.walk(&mut |node| {
        if keep(node) {
            found.push(node);
        }
    });
    found
}

/// The colours of the districts in the order of the table.
fn fills(picture: &Picture) -> Vec<Fill> {
    let is_district = |node: &Node| node.role == Role::Mark && matches!(node.shape, Shape::Path(_));
    let mut districts = nodes(picture, &is_district);
    districts.sort_by_key(|node| node.datum);
    // An inset draws small districts once more.
    districts.dedup_by_key(|node| node.datum);
    districts.iter().filter_map(|node| node.style.fill).collect()
}

fn controls(picture: &Picture) -> Vec<DatumKey> {
    let found = nodes(picture, &|node| node.role == Role::Control);
    found.iter().filter_map(|node| node.datum).collect()
}

/// What a control says.
fn spoken(picture: &Picture, key: DatumKey) -> String {
    let found = nodes(picture, &|node| node.role == Role::Control && node.datum == Some(key));
    found[0].label.clone().unwrap()
}

fn press(loaded: &Loaded, state: &mut State, event: Event) -> bool {
    let picture = drawn(loaded, state);
    events::tell(loaded, &picture, state, event).layout
}

#[test]
fn every_district_has_a_dot_in_the_colour_of_its_class() {
    for method in ["quantile", "equal", "jenks", "deviation", "pretty", "none"] {
        let loaded = census(&format!(r#""kind":"map","method":"{method}""#));
        let picture = drawn(&loaded, &State::default());
        let is_dot = |node: &Node| node.role == Role::Mark && matches!(node.shape, Shape::Circle { .. });
        let mut dots = nodes(&picture, &is_dot);
        dots.sort_by_key(|node| node.datum);
        let colors: Vec<Fill> = dots.iter().filter_map(|node| node.style.fill).collect();
        assert_eq!((colors.len(), colors), (10, fills(&picture)), "{method}");
        // No dot lies over another.
        for (i, dot) in dots.iter().enumerate() {
            for other in &dots[..i] {
                let (Shape::Circle { center: a, radius }, Shape::Circle { center: b, .. }) =
                    (&dot.shape, &other.shape)
                else {
                    continue;
                };
                assert!(a.distance(*b) >= 2.0 * radius, "{method}");
            }
        }
    }
}

#[test]
fn the_keyboard_comes_to_the_classes_behind_the_districts_and_picks_one() {
    let loaded = census(r#""kind":"map","method":"jenks","classes":4"#);
    let mut state = State::default();
    let before = drawn(&loaded, &state);
    let classes = controls(&before);
    assert_eq!(
        classes.iter().map(|key| (key.part, key.row)).collect::<Vec<_>>(),
        [0, 1, 2, 3].map(|i| (Part::Class, i))
    );
    assert_eq!(before.tracks.last(), Some(&classes));
    // Ten districts, then the second class.
    for _ in 0..12 {
        press(&loaded, &mut state, Event::Key("ArrowRight"));
    }
    assert_eq!(state.focus, Some(classes[1]));
    assert!(spoken(&before, classes[1]).ends_with("，按回车只看这一级"), "{}", spoken(&before, classes[1]));
    assert!(press(&loaded, &mut state, Event::Key("Enter")));
    let after = drawn(&loaded, &state);
    assert!(spoken(&after, classes[1]).ends_with("，正在只看，按回车取消"));
    assert!(spoken(&after, classes[0]).ends_with("，未在看，按回车也看这一级"));
    let stays = |(a, b): (&Fill, &Fill)| a == b;
    let (before, after) = (fills(&before), fills(&after));
    let kept: Vec<Fill> = before.iter().zip(&after).filter(|pair| stays(*pair)).map(|(a, _)| *a).collect();
    assert!(!kept.is_empty() && kept.len() < 10 && kept.iter().all(|fill| *fill == kept[0]), "{kept:?}");
    assert!(press(&loaded, &mut state, Event::Key("Enter")));
    assert_eq!(fills(&drawn(&loaded, &state)), before);
}

#[test]
fn a_click_picks_one_class_more_and_a_double_click_only_that() {
    let loaded = census(r#""kind":"map""#);
    let mut state = State::default();
    let middle = |class: u32, state: &State| {
        let picture = drawn(&loaded, state);
        let is_it =
            |node: &Node| node.role == Role::Control && node.datum.is_some_and(|key| key.row == class);
        let found = nodes(&picture, &is_it);
        let Shape::Rect(rect) = found[0].shape else { return Default::default() };
        assert!(rect.width >= 24.0 && rect.height >= 22.0 && rect.right() <= 320.0, "{rect:?}");
        rect.center()
    };
    for (class, twice, picked) in
        [(0, false, vec![0]), (4, false, vec![0, 4]), (2, true, vec![2]), (2, true, vec![])]
    {
        let at = middle(class, &state);
        press(&loaded, &mut state, if twice { Event::DoubleClick(at) } else { Event::Click(at) });
        let classes = state.shown.first().map_or(&[][..], |shown| &shown.classes);
        assert_eq!(classes, picked);
    }
}

#[test]
fn cells_of_a_matrix_step_back_too_and_no_classes_means_nothing_to_press() {
    let loaded = census(
        r#""kind":"heatmap","series":"period","periods":["2010-11-01","2020-11-01"],"method":"equal""#,
    );
    let mut state = State::default();
    let class = controls(&drawn(&loaded, &state))[0];
    state.focus = Some(class);
    assert!(press(&loaded, &mut state, Event::Key("Enter")));
    let back = Fill::Solid(LIGHT.ground.mix(LIGHT.rule, 0.45));
    let cells = |picture: &Picture| {
        nodes(picture, &|node| node.role == Role::Mark && node.style.fill == Some(back)).len()
    };
    let after = drawn(&loaded, &state);
    assert!(cells(&after) > 0 && cells(&after) < 40 && cells(&drawn(&loaded, &State::default())) == 0);
    let ramp = census(r#""kind":"map","method":"none""#);
    assert_eq!(controls(&drawn(&ramp, &State::default())), []);
}

#[test]
fn what_steps_back_is_no_colour_of_a_class() {
    for theme in [&LIGHT, &DARK] {
        let back = theme.ground.mix(theme.rule, 0.45);
        let far = |color: qdviz::scene::Color| {
            let channels = [(color.red, back.red), (color.green, back.green), (color.blue, back.blue)];
            channels.iter().map(|(a, b)| a.abs_diff(*b)).max()
        };
        for classes in 2..=7 {
            for i in 0..classes {
                assert!(far(theme.level(i, classes)) >= Some(15), "{i}/{classes}");
            }
        }
    }
}

#[test]
fn breaks_beyond_the_figures_and_methods_for_fewer_figures_are_told() {
    let told = |view: &str| {
        let view = format!(r#"{{"qdviz":"view/1","approval":"x","indicator":"population",{view}}}"#);
        let data = fs::read("www/data/population.json").unwrap();
        let map = fs::read("www/map/qingdao.topo.json").unwrap();
        let mut faults = Diagnostics::default();
        assert!(load(view.as_bytes(), &data, &map, &mut faults).is_ok());
        let lines = faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message));
        lines.collect::<Vec<_>>()
    };
    let lines = told(r#""views":[{"kind":"map","breaks":[100,1000000]}]"#);
    let expected = "view#/views/0/breaks/0 分级点 100 在所有数值（486,643 至 1,903,595）之外，它一侧没有数值";
    assert_eq!(lines, [expected]);
    let lines = told(r#""views":[{"kind":"map","method":"category"}]"#);
    assert_eq!(lines, ["view#/views/0/method 有 10 个不同的数值，这种分级最多 8 个，改按分位数分级"]);
    assert_eq!(told(r#""views":[{"kind":"map","method":"jenks"},{"kind":"bar"}]"#), [""; 0]);
}

#[test]
fn a_tooltip_stays_at_the_district_and_does_not_go_to_its_dot() {
    let loaded = census(r#""kind":"map""#);
    let picture = drawn(&loaded, &State::default());
    for (row, _) in loaded.tables[0].rows.iter().enumerate() {
        let piece = hit::largest(&picture.scene, DatumKey::of_row(0, row as u32)).unwrap();
        assert!(picture.plots[0].contains(piece.center()), "{piece:?}");
    }
}
