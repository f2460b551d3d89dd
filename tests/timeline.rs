//! The timeline: which period is shown, what chooses it, what stays from one to the next.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/events.rs"]
mod events;

use qdviz::compose::{Loaded, Picture, carry, load, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::{Point, point};
use qdviz::guide::player::{BACK, FORWARD, PLAY, TRACK};
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{DatumKey, Node, Part, Role, Shape, hit};
use qdviz::state::{Change, Event, State};
use qdviz::theme::LIGHT;
use serde_json::json;

const CITY: &[u8] = include_bytes!("../www/map/qingdao.topo.json");
const AREAS: [&str; 3] = ["370211", "370212", "370213"];

/// Three districts, the years 2015–2018 but not 2017; one figure is missing.
fn data() -> String {
    let area = |code: &&str| json!({ "code": code, "name": code, "kind": "区", "parent": "370200" });
    let mut observations = Vec::new();
    for (a, area) in AREAS.iter().enumerate() {
        for (i, year) in [2015, 2016, 2018].iter().enumerate() {
            let value = if a + i == 0 { json!(null) } else { json!(10 * a + 100 * i) };
            observations
                .push(json!({ "indicator": "n", "area": area, "period": year.to_string(), "value": value }));
        }
    }
    json!({ "qdviz": "indicators/1", "areas": AREAS.iter().map(area).collect::<Vec<_>>(),
        "indicators": [{ "id": "n", "name": "数", "unit": "个" }], "observations": observations })
    .to_string()
}

fn loaded(view: &str) -> (Loaded, Vec<String>) {
    let view = format!(r#"{{"qdviz":"view/1","approval":"x",{view}}}"#);
    let mut faults = Diagnostics::default();
    let loaded = load(view.as_bytes(), data().as_bytes(), CITY, &mut faults).unwrap();
    (loaded, faults.into_items().into_iter().map(|fault| fault.path).collect())
}

/// A widget without a browser.
struct Widget {
    loaded: Loaded,
    state: State,
}

impl Widget {
    fn new(view: &str) -> Widget {
        Widget { loaded: loaded(view).0, state: State::default() }
    }

    fn picture(&self) -> Picture {
        picture(&self.loaded, &self.state.shown, 600.0, &LIGHT, &FixedMeasure)
    }

    fn tell(&mut self, event: Event) -> Change {
        let picture = self.picture();
        events::tell(&self.loaded, &picture, &mut self.state, event)
    }

    fn keys(&mut self, keys: &[&str]) {
        keys.iter().for_each(|key| assert!(self.tell(Event::Key(key)).handled, "{key}"));
    }

    fn year(&self) -> i32 {
        let table = &self.loaded.tables[0];
        table.moment_in(self.state.shown.first()).unwrap().year()
    }

    fn is_playing(&self) -> bool {
        self.state.shown.iter().any(|shown| shown.playing)
    }

    /// The middle of a part of the timeline, and its label.
    fn control(&self, row: u32) -> (Point, String) {
        let scene = self.picture().scene;
        let key = time(row);
        let mut label = String::new();
        scene.walk(&mut |node| {
            if node.datum == Some(key) && node.role == Role::Control {
                label = node.label.clone().unwrap();
                let Shape::Rect(target) = node.shape else { panic!("{row}") };
                assert!(target.width >= 24.0 && target.height >= 24.0, "{target:?}");
            }
        });
        (hit::anchor(&scene, key).unwrap(), label)
    }

    fn click(&mut self, row: u32) -> Change {
        let at = self.control(row).0;
        self.tell(Event::Click(at))
    }

    fn chosen_year(&self) -> Option<i32> {
        Some(self.loaded.row(self.state.selected?)?.1.period.year())
    }
}

fn time(row: u32) -> DatumKey {
    DatumKey { panel: 0, part: Part::Time, row }
}

const MAP: &str = r#""kind":"map","timeline":true"#;

#[test]
fn only_periods_with_data_can_be_shown_and_the_last_one_is_first() {
    for kind in ["map", "bar", "tiles", "dorling"] {
        let mut widget = Widget::new(&format!(r#""kind":"{kind}","timeline":true"#));
        assert_eq!(widget.year(), 2018, "{kind}");
        assert_eq!(widget.control(TRACK).1[..27].chars().take(9).collect::<String>(), "时间轴：2018年");
        widget.state.focus = Some(time(TRACK));
        widget.keys(&["ArrowLeft"]);
        assert_eq!(widget.year(), 2016, "{kind}");
        widget.keys(&["Home", "ArrowLeft"]);
        assert_eq!(widget.year(), 2015, "{kind}");
        widget.keys(&["End", "ArrowRight"]);
        assert_eq!((widget.year(), widget.state.shown.len()), (2018, 0), "{kind}: as it was at first");
    }
    let listed =
        Widget::new(r#""kind":"map","timeline":true,"periods":["2015","2016","2017"],"period":"2015""#);
    assert_eq!(listed.year(), 2015);
    assert_eq!(listed.loaded.tables[0].periods.len(), 2);
}

#[test]
fn a_period_is_typed_and_an_unknown_one_is_told() {
    let mut widget = Widget::new(MAP);
    widget.state.focus = Some(time(TRACK));
    widget.keys(&["2", "0", "1", "6"]);
    assert_eq!((widget.year(), widget.state.typing.text.as_str()), (2018, "2016"));
    widget.keys(&["Enter"]);
    assert_eq!((widget.year(), widget.state.typing.text.as_str()), (2016, ""));
    widget.keys(&["2", "0", "1", "8", "Backspace", "7", "Enter"]);
    assert_eq!((widget.year(), widget.state.typing.unknown.as_str()), (2016, "2017"));
    widget.keys(&["2", "Escape"]);
    assert_eq!(widget.state.typing, Default::default());
    assert!(!widget.is_playing());
}

#[test]
fn playing_goes_on_to_the_end_and_stops_at_any_input() {
    let mut widget = Widget::new(MAP);
    widget.click(PLAY);
    assert_eq!(
        (widget.is_playing(), widget.year()),
        (true, 2015),
        "from the beginning, where it is at the end"
    );
    assert!(widget.control(PLAY).1.contains("暂停"));
    assert!(widget.tell(Event::Tick(true)).layout);
    widget.tell(Event::Pointer(point(1.0, 1.0)));
    assert_eq!((widget.is_playing(), widget.year()), (true, 2016), "looking is no input");
    widget.tell(Event::Tick(true));
    assert_eq!((widget.is_playing(), widget.year()), (false, 2018));
    for stop in [Event::Key("a"), Event::Click(point(1.0, 1.0)), Event::Tick(false)] {
        widget.click(PLAY);
        assert!(widget.is_playing());
        widget.tell(stop.clone());
        assert_eq!((widget.is_playing(), widget.year()), (false, 2015), "{stop:?}");
        widget.click(FORWARD);
        widget.click(FORWARD);
    }
    widget.click(PLAY);
    widget.click(PLAY);
    assert!(!widget.is_playing(), "the same button stops it");
}

#[test]
fn the_track_is_pressed_and_drawn_along() {
    let mut widget = Widget::new(r#""kind":"bar","timeline":true"#);
    let (middle, _) = widget.control(TRACK);
    widget.tell(Event::Click(middle));
    assert_eq!(widget.year(), 2016);
    let left = point(middle.x - 500.0, middle.y);
    assert!(widget.tell(Event::Drag(middle, left, false)).layout);
    assert_eq!(widget.year(), 2015);
    widget.tell(Event::Drag(middle, point(middle.x + 500.0, 0.0), true));
    assert_eq!((widget.year(), widget.state.thumb), (2018, None));
    assert!(!widget.tell(Event::Drag(point(1.0, 1.0), left, true)).handled);
    widget.click(BACK);
    assert_eq!(widget.year(), 2016);
}

#[test]
fn the_choice_stays_with_its_district() {
    let mut widget = Widget::new(MAP);
    widget.state.selected = widget.loaded.find("370212");
    widget.tell(Event::Select(widget.state.selected));
    assert_eq!(widget.chosen_year(), Some(2018));
    assert!(widget.click(BACK).selection);
    assert_eq!(widget.chosen_year(), Some(2016));
    let told =
        widget.loaded.told(r#"{"area":"370213","name":"370213","indicator":"n","date":"2015"}"#).unwrap();
    let nearest = widget.loaded.nearest(&told).unwrap();
    assert!(widget.tell(Event::Follow(Some((nearest, told)))).layout);
    assert_eq!(
        (widget.year(), widget.chosen_year()),
        (2015, Some(2015)),
        "what was chosen elsewhere says when"
    );
    let said = widget.loaded.described(&widget.state.shown);
    assert!(said.contains("2015年") && !said.contains("2018年") && said.contains("1 个暂无数据"), "{said}");
}

/// What the classes in the legend are called.
fn legend(picture: &Picture) -> Vec<String> {
    let mut found = Vec::new();
    picture.scene.walk(&mut |node: &Node| {
        let is_class = node.datum.is_some_and(|key| key.part == Part::Class);
        found.extend(
            node.label.iter().filter(|_| is_class).filter_map(|label| Some(label.split_once('，')?.0.into())),
        );
    });
    found
}

#[test]
fn classes_and_heights_are_the_same_at_every_period() {
    for kind in ["map", "tiles", "dorling", "bar"] {
        let mut widget = Widget::new(&format!(r#""kind":"{kind}","timeline":true"#));
        let last = widget.picture();
        widget.click(BACK);
        let before = widget.picture();
        assert_eq!(legend(&last), legend(&before), "{kind}");
        assert_eq!(last.scene.size, before.scene.size, "{kind}");
        assert_eq!(last.tracks.iter().map(Vec::len).collect::<Vec<_>>()[0], 3, "{kind}");
        assert_ne!(last.tracks, before.tracks, "{kind}");
    }
}

#[test]
fn marks_move_from_period_to_period() {
    let mut widget = Widget::new(r#""kind":"bar","timeline":true"#);
    let mut before = widget.picture().scene;
    widget.click(BACK);
    let after = widget.picture().scene;
    let keys = |scene: &qdviz::scene::Scene| {
        let mut keys: Vec<DatumKey> = scene.nodes.iter().filter_map(|node| node.datum).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    assert_ne!(keys(&before), keys(&after));
    carry(&widget.loaded, &widget.state.shown, &mut before);
    assert_eq!(keys(&before), keys(&after));
}

#[test]
fn a_timeline_that_cannot_be_is_told() {
    let (line, told) = loaded(r#""kind":"line","areas":"districts","timeline":true"#);
    assert_eq!((line.tables[0].moment, told.join(" ")), (None, "view#/timeline".into()));
    let (maps, told) = loaded(r#""kind":"map","facet":"period","timeline":true"#);
    assert_eq!((maps.tables[0].moment, told.join(" ")), (None, "view#/timeline".into()));
    let (one, told) = loaded(r#""kind":"map","periods":["2015"],"timeline":true"#);
    assert_eq!((one.tables[0].moment, told.join(" ")), (None, String::new()), "one period needs no timeline");
}
