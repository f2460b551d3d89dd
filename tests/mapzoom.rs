//! A map that is looked at more closely: what is drawn, and how keys, buttons, wheel and fingers change it.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/events.rs"]
mod events;

use qdviz::compose::{Loaded, Picture, load, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::{Point, Rect, point};
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{
    Builder, DatumKey, Node, Part, Role, Shape, WINDOW_ALL, WINDOW_CLOSER, WINDOW_WIDER, hit, svg,
};
use qdviz::state::{Change, Event, Pull, REACH, State};
use qdviz::theme::LIGHT;
use qdviz::topology::projection::Projection;

const CITY: &[u8] = include_bytes!("../www/map/qingdao.topo.json");
const CENSUS: &[u8] = include_bytes!("../www/data/population.json");
const WIDTHS: [f64; 4] = [320.0, 375.0, 640.0, 1280.0];

fn loaded(view: &str) -> Loaded {
    let view =
        format!(r#"{{"qdviz":"view/1","kind":"map","indicator":"population","period":"2020-11-01",{view}}}"#);
    load(view.as_bytes(), CENSUS, CITY, &mut Diagnostics::default()).unwrap()
}

fn drawn(loaded: &Loaded, state: &State, width: f64) -> Picture {
    picture(loaded, &state.shown, width, &LIGHT, &FixedMeasure)
}

fn tell(loaded: &Loaded, state: &mut State, width: f64, event: Event) -> Change {
    let picture = drawn(loaded, state, width);
    events::tell(loaded, &picture, state, event)
}

fn zoom(state: &State) -> f64 {
    state.shown.first().and_then(|shown| shown.camera).map_or(1.0, |camera| camera.zoom)
}

fn button(row: u32) -> DatumKey {
    DatumKey { panel: 0, part: Part::Window, row }
}

fn nodes(picture: &Picture, wanted: &dyn Fn(&Node) -> bool) -> Vec<Node> {
    let mut found = Vec::new();
    picture.scene.walk(&mut |node| {
        if wanted(node) {
            found.push(node.clone());
        }
    });
    found
}

fn words(picture: &Picture) -> Vec<(String, Rect)> {
    let measure = Builder::new(&FixedMeasure);
    let text = |node: &Node| match &node.shape {
        Shape::Text(text) => Some((text.content.clone(), measure.extent(text))),
        _ => None,
    };
    nodes(picture, &|_| true).iter().filter_map(text).collect()
}

fn pull(from: [(f64, f64); 2], to: [(f64, f64); 2], is_over: bool) -> Event<'static> {
    let start = point((from[0].0 + from[1].0) / 2.0, (from[0].1 + from[1].1) / 2.0);
    Event::Pull(Pull {
        start,
        from: (from[0].0, from[1].0),
        to: (to[0].0, to[1].0),
        from_y: (from[0].1, from[1].1),
        to_y: (to[0].1, to[1].1),
        is_over,
    })
}

#[test]
fn a_map_without_the_setting_stays_as_it_is() {
    let loaded = loaded(r#""zoom":false"#);
    let mut state = State::default();
    assert!(drawn(&loaded, &state, 640.0).maps.is_empty());
    assert!(!tell(&loaded, &mut state, 640.0, Event::Key("+")).handled);
    assert!(
        !tell(
            &loaded,
            &mut state,
            640.0,
            pull([(200.0, 200.0), (300.0, 200.0)], [(100.0, 200.0), (400.0, 200.0)], true)
        )
        .handled
    );
    assert_eq!(zoom(&state), 1.0);
}

#[test]
fn buttons_and_keys_look_closer_and_back() {
    let loaded = loaded(r#""zoom":true"#);
    for width in WIDTHS {
        let mut state = State::default();
        let press = |state: &mut State, row: u32| {
            state.focus = Some(button(row));
            assert!(tell(&loaded, state, width, Event::Key("Enter")).handled);
        };
        press(&mut state, WINDOW_CLOSER);
        let once = zoom(&state);
        assert!(once > 1.3 && once <= 2.0 + 1e-9, "{width}: {once}");
        tell(&loaded, &mut state, width, Event::Key("+"));
        assert!((zoom(&state) - once * 2.0).abs() < 1e-9);
        press(&mut state, WINDOW_WIDER);
        assert!((zoom(&state) - once).abs() < 1e-9);
        let before = state.shown[0].camera;
        assert!(tell(&loaded, &mut state, width, Event::Key("Shift+ArrowDown")).layout);
        assert!(state.shown[0].camera.unwrap().center.lat < before.unwrap().center.lat);
        press(&mut state, WINDOW_ALL);
        assert!(state.shown.is_empty(), "nothing is left of it");
        assert!(!tell(&loaded, &mut state, width, Event::Key("Shift+ArrowDown")).handled, "the page's again");
        for _ in 0..9 {
            tell(&loaded, &mut state, width, Event::Key("+"));
        }
        assert_eq!(zoom(&state), 32.0);
        tell(&loaded, &mut state, width, Event::Key("0"));
        assert_eq!(zoom(&state), 1.0);
    }
}

#[test]
fn a_key_looks_closer_at_the_district_that_the_keyboard_stands_on() {
    let loaded = loaded(r#""zoom":true"#);
    for (name, width) in
        ["平度市", "市南区", "崂山区"].iter().flat_map(|name| WIDTHS.map(|width| (name, width)))
    {
        let key = loaded.find(name).unwrap();
        let mut state = State { focus: Some(key), ..State::default() };
        for _ in 0..3 {
            tell(&loaded, &mut state, width, Event::Key("+"));
        }
        let picture = drawn(&loaded, &state, width);
        let (at, rect) = (hit::anchor(&picture.scene, key).unwrap(), picture.maps[0].1.rect);
        assert!(zoom(&state) > 5.0, "{name} {width}");
        let off = (at.x - rect.center().x).abs() / rect.width;
        assert!(off < 0.3, "{name} {width}: {at:?} in {rect:?}");
    }
}

#[test]
fn who_takes_the_inset_looks_closer_from_there() {
    let loaded = loaded(r#""zoom":true"#);
    for width in [320.0, 640.0] {
        let mut state = State::default();
        let whole = drawn(&loaded, &state, width);
        let (rect, inset) = whole.maps[0].1.inset.unwrap();
        let at = rect.center();
        let turned = |reach: f64| [(at.x - reach, at.y), (at.x + reach, at.y)];
        tell(&loaded, &mut state, width, pull(turned(100.0), turned(120.0), true));
        let map = drawn(&loaded, &state, width).maps[0].1;
        let moved = map.now.project(inset.invert(at)).distance(at);
        assert!(moved < 1e-6 && (map.now.scale().y / inset.scale().y - 1.2).abs() < 1e-9, "{width}: {moved}");
    }
}

#[test]
fn fingers_hold_the_map_until_they_let_go() {
    let loaded = loaded(r#""zoom":true"#);
    let mut state = State::default();
    let (from, wide) = ([(150.0, 250.0), (250.0, 250.0)], [(100.0, 250.0), (300.0, 250.0)]);
    assert!(tell(&loaded, &mut state, 640.0, pull(from, wide, false)).layout);
    let twice = state.shown[0].camera.unwrap();
    tell(&loaded, &mut state, 640.0, pull(from, from, false));
    assert_eq!(zoom(&state), 1.0, "back where it began");
    tell(&loaded, &mut state, 640.0, pull(from, wide, true));
    assert_eq!((state.shown[0].camera, state.grasped), (Some(twice), None));
    let moved = [(150.0, 200.0), (250.0, 200.0)];
    tell(&loaded, &mut state, 640.0, pull(from, moved, true));
    let now = state.shown[0].camera.unwrap();
    assert!((now.zoom - twice.zoom).abs() < 1e-9 && now.center.lat < twice.center.lat);
    let upright = ([(200.0, 200.0), (200.5, 300.0)], [(200.0, 150.0), (200.5, 350.0)]);
    tell(&loaded, &mut state, 640.0, pull(upright.0, upright.1, true));
    assert!((zoom(&state) / now.zoom - 2.0).abs() < 0.01, "fingers one above the other");
    let outside = [(20.0, 5.0), (40.0, 5.0)];
    assert!(!tell(&loaded, &mut state, 640.0, pull(outside, from, true)).handled);
}

#[test]
fn a_part_of_the_map_is_cut_at_its_edge_with_labels_of_what_is_seen() {
    let loaded = loaded(r#""zoom":true"#);
    for width in WIDTHS {
        let mut state = State { focus: loaded.find("市南区"), ..State::default() };
        let whole = drawn(&loaded, &state, width);
        for step in 0..5 {
            let picture = drawn(&loaded, &state, width);
            let rect = picture.maps[0].1.rect;
            assert_eq!(picture.scene.size, whole.scene.size, "nothing below it moves");
            let marks =
                nodes(&picture, &|node| node.role == Role::Mark && matches!(node.shape, Shape::Path(_)));
            assert!(!marks.is_empty());
            for mark in &marks {
                let Shape::Path(path) = &mark.shape else { continue };
                assert!(
                    rect.grown(0.01).encloses(&path.bounds().unwrap()),
                    "{width} {step}: {:?}",
                    mark.label
                );
            }
            let all = words(&picture);
            let own: Vec<&(String, Rect)> =
                all.iter().filter(|(_, own)| rect.contains(own.center())).collect();
            for (i, (a, own_rect)) in own.iter().enumerate() {
                assert!(rect.encloses(own_rect), "{width} {step}: {a}");
                assert!(!own[..i].iter().any(|(_, b)| own_rect.overlaps(b)), "{width} {step}: {a}");
            }
            let has_scale = all.iter().any(|(text, _)| text.ends_with("米"));
            assert_eq!(has_scale, step > 0, "{width} {step}");
            if let Ok(folder) = std::env::var("QDVIZ_LOOK") {
                std::fs::write(format!("{folder}/zoom-{width}-{step}.svg"), svg::write(&picture.scene))
                    .unwrap();
            }
            tell(&loaded, &mut state, width, Event::Key("+"));
        }
    }
}

#[test]
fn buttons_are_as_large_as_a_finger_and_lie_over_the_map() {
    let loaded = loaded(r#""zoom":true"#);
    for width in WIDTHS {
        let picture = drawn(&loaded, &State::default(), width);
        for row in [WINDOW_CLOSER, WINDOW_WIDER, WINDOW_ALL] {
            let found = nodes(&picture, &|node| node.datum == Some(button(row)));
            let Shape::Rect(rect) = found[0].shape else { panic!("no rectangle") };
            assert!(rect.width >= 44.0 && rect.height >= 44.0 && picture.maps[0].1.rect.encloses(&rect));
            let near = |at: Point| hit::hit(&picture.scene, at, REACH);
            assert_eq!(near(rect.center()), Some(button(row)));
            assert_eq!(near(point(rect.x + 1.0, rect.y + 1.0)), Some(button(row)));
            assert!(picture.tracks.iter().flatten().any(|key| *key == button(row)));
        }
        for code in [
            "370202", "370203", "370211", "370212", "370213", "370214", "370215", "370281", "370283",
            "370285",
        ] {
            let key = loaded.find(code).unwrap();
            let at = hit::anchor(&picture.scene, key).unwrap();
            assert!(
                hit::hit(&picture.scene, at, REACH).is_some_and(|found| found.part == Part::Row),
                "{width} {code}"
            );
        }
    }
}

#[test]
fn the_scale_is_true() {
    let loaded = loaded(r#""zoom":true"#);
    let mut state = State::default();
    for _ in 0..6 {
        tell(&loaded, &mut state, 640.0, Event::Key("+"));
        let picture = drawn(&loaded, &state, 640.0);
        let map = picture.maps[0].1;
        let all = words(&picture);
        let text = &all.iter().find(|(text, _)| text.ends_with("米")).unwrap().0;
        let (number, unit) = text.split_once(' ').unwrap();
        let metres = number.parse::<f64>().unwrap() * if unit == "千米" { 1000.0 } else { 1.0 };
        let corner = map.rect.bottom();
        let is_bar = |node: &Node| match &node.shape {
            Shape::Path(path) => path.bounds().is_some_and(|bounds| {
                node.role == Role::Guide && bounds.height < 0.1 && (bounds.y - (corner - 4.0)).abs() < 0.1
            }),
            _ => false,
        };
        let Shape::Path(bar) = &nodes(&picture, &is_bar)[0].shape else { panic!("no line") };
        let drawn = bar.bounds().unwrap().width * map.kilometres() * 1000.0;
        assert!((drawn / metres - 1.0).abs() < 1e-6, "{text}: {drawn}");
    }
}
