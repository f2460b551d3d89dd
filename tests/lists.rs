//! Long lists and long rows of bars: what is shown, how the keyboard, the wheel and the thumb move it, and that what is
//! chosen comes into sight.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/lines.rs"]
mod lines;

#[path = "support/events.rs"]
mod events;

use qdviz::compose::{Lists, Loaded, Picture, Ways, is_long, load, picture_of};
use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::{Point, Rect, point};
use qdviz::query::Window;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{DatumKey, Part, Role, Shape, hit};
use qdviz::state::{Change, Event, Pull, State};
use qdviz::theme::LIGHT;
use std::mem::take;

/// A widget without a browser.
struct Widget {
    loaded: Loaded,
    picture: Picture,
    state: State,
    width: f64,
}

impl Widget {
    fn new(view: &str, data: &str, width: f64) -> Widget {
        let mut faults = Diagnostics::default();
        let loaded = load(view.as_bytes(), data.as_bytes(), b"", &mut faults);
        let loaded = loaded.unwrap_or_else(|_| panic!("{:?}", faults.into_items()));
        let mut widget = Widget { loaded, picture: Picture::default(), state: State::default(), width };
        widget.lay_out();
        widget
    }

    fn lay_out(&mut self) {
        let lists: Lists = take(&mut self.picture.lists);
        self.picture = picture_of(&self.loaded, &self.state.shown, lists, self.width, &LIGHT, &FixedMeasure);
    }

    fn on(&mut self, event: Event) -> Change {
        let change = events::tell(&self.loaded, &self.picture, &mut self.state, event);
        if change.layout {
            self.lay_out();
        }
        change
    }

    fn press(&mut self, keys: &[&str]) {
        for key in keys {
            assert!(self.on(Event::Key(key)).handled, "{key} means something");
        }
    }

    /// The names in the rows that are drawn, from the top.
    fn names(&self) -> Vec<String> {
        let rows = self.picture.tracks.iter().flatten().filter(|key| key.part == Part::Row);
        rows.map(|key| self.name(*key)).collect()
    }

    fn name(&self, key: DatumKey) -> String {
        let (_, row) = self.loaded.row(key).unwrap();
        match row.entry {
            Some(entry) => self.loaded.set.entries[entry].name.clone(),
            None => self.loaded.set.areas[row.area].name.clone(),
        }
    }

    /// The name that the keyboard stands on.
    fn focused(&self) -> String {
        self.name(self.state.focus.unwrap())
    }

    /// What is pressed by that name.
    fn control(&self, words: &str) -> DatumKey {
        let mut found = None;
        self.picture.scene.walk(&mut |node| {
            if node.role == Role::Control && node.label.as_ref().is_some_and(|label| label.contains(words)) {
                found = node.datum;
            }
        });
        found.unwrap_or_else(|| panic!("{words} can be pressed"))
    }

    /// Where the scrollbar lies.
    fn track(&self) -> Rect {
        let key = self.control("滚动条");
        let mut found = Rect::default();
        self.picture.scene.walk(&mut |node| {
            if let (Shape::Rect(rect), true) = (&node.shape, node.datum == Some(key)) {
                found = *rect;
            }
        });
        found
    }

    fn middle(&self, key: DatumKey) -> Point {
        hit::anchor(&self.picture.scene, key).unwrap()
    }

    fn has_text(&self, words: &str) -> bool {
        let mut found = false;
        self.picture.scene.walk(&mut |node| {
            found |= matches!(&node.shape, Shape::Text(text) if text.content.contains(words));
        });
        found
    }
}

fn table(count: usize, more: &str) -> Widget {
    let view = format!(r#"{{"qdviz":"view/1","kind":"table","areas":"city","sort":"none"{more}}}"#);
    Widget::new(&view, &lines::document(count), 800.0)
}

fn name(i: usize) -> String {
    format!("企业{i:07}")
}

#[test]
fn a_short_list_is_shown_whole_and_a_long_one_in_a_window() {
    let short = table(30, "");
    assert_eq!(short.names().len(), 30);
    assert!(!short.has_text("共"));
    let long = table(3000, "");
    assert_eq!(long.names(), (0..20).map(name).collect::<Vec<_>>());
    assert!(long.has_text("第 1–20 行，共 3,000 行"));
    let bar = long.track();
    assert!(bar.width >= 24.0 && bar.height > 500.0, "{bar:?}");
}

#[test]
fn the_keyboard_walks_beyond_the_window_and_jumps_by_it() {
    let mut widget = table(3000, "");
    widget.press(&["ArrowDown"; 20]);
    assert_eq!((widget.focused(), widget.names()[0].clone()), (name(19), name(0)));
    let change = widget.on(Event::Key("ArrowDown"));
    assert!(change.layout && change.scroll && change.handled);
    assert_eq!((widget.focused(), widget.names()[0].clone()), (name(20), name(1)));
    widget.press(&["PageDown"]);
    assert_eq!((widget.focused(), widget.names()[19].clone()), (name(40), name(40)));
    widget.press(&["End"]);
    assert_eq!((widget.focused(), widget.names()[19].clone()), (name(2999), name(2999)));
    widget.press(&["ArrowUp", "PageUp"]);
    assert_eq!(widget.focused(), name(2978));
    widget.press(&["Home", "ArrowUp"]);
    assert_eq!((widget.focused(), widget.names()[0].clone()), (name(0), name(0)));
    widget.press(&["End", "PageDown"]);
    assert_eq!(widget.state.focus.unwrap().part, Part::Column, "behind the last window come the headings");
}

#[test]
fn a_focus_that_has_been_scrolled_away_goes_on_from_where_it_is() {
    let mut widget = table(3000, "");
    widget.press(&["ArrowDown", "ArrowDown"]);
    let plot = widget.picture.plots[0].center();
    assert!(widget.on(Event::Wheel(plot, 4000.0)).scroll);
    assert_eq!(widget.names()[0], name(100));
    widget.press(&["ArrowDown"]);
    assert_eq!((widget.focused(), widget.names()[0].clone()), (name(2), name(2)));
}

#[test]
fn a_wheel_scrolls_by_whole_lines_and_leaves_the_page_its_own_at_the_ends() {
    let mut widget = table(100, "");
    let at = widget.picture.plots[0].center();
    assert!(!widget.on(Event::Wheel(at, -120.0)).handled, "nothing above");
    assert!(widget.on(Event::Wheel(at, 30.0)).handled);
    assert_eq!(widget.names()[0], name(0));
    widget.on(Event::Wheel(at, 30.0));
    assert_eq!(widget.names()[0], name(1), "two slow turns are a line");
    widget.on(Event::Wheel(at, 1e9));
    assert_eq!(widget.names()[19], name(99));
    assert!(!widget.on(Event::Wheel(at, 100.0)).handled, "nothing below");
    assert!(!widget.on(Event::Wheel(point(2.0, 2.0), -100.0)).handled, "not over the list");
    assert!(!widget.on(Event::Wheel(at, f64::NAN)).layout);
}

#[test]
fn the_thumb_is_drawn_and_a_press_on_the_track_brings_it_there() {
    let mut widget = table(1000, "");
    let track = widget.track();
    let at = |share: f64| point(track.center().x, track.y + track.height * share);
    assert!(!widget.on(Event::Grab(widget.picture.plots[0].center())).handled, "only on the bar");
    assert!(widget.on(Event::Grab(at(0.5))).handled);
    assert_eq!(widget.names()[0], name(490));
    assert!(widget.on(Event::Drag(at(0.5), at(2.0), false)).handled);
    assert_eq!(widget.names()[19], name(999), "beyond the track is its end");
    assert!(widget.on(Event::Drag(at(0.5), at(0.5), false)).handled);
    assert_eq!(widget.names()[0], name(490));
    widget.on(Event::Drag(at(0.5), at(0.0), true));
    assert_eq!(widget.names()[0], name(0));
    assert!(!widget.on(Event::Drag(at(0.5), at(0.9), false)).handled, "let go");
    // By its own rim: it does not jump.
    widget.on(Event::Grab(point(track.center().x, track.y + 2.0)));
    assert_eq!(widget.names()[0], name(0));
}

#[test]
fn sorting_returns_to_the_top_and_keeps_what_is_chosen() {
    let mut widget = table(500, "");
    widget.press(&["End", "Enter"]);
    let chosen = widget.state.selected.unwrap();
    widget.state.focus = Some(widget.control("排序"));
    let change = widget.on(Event::Key("Enter"));
    assert!(change.layout && !change.scroll, "rows move to their new places");
    assert_eq!(widget.state.selected, Some(chosen));
    let values = |widget: &Widget| {
        let rows = widget.picture.tracks.iter().flatten().filter(|key| key.part == Part::Row);
        rows.map(|key| widget.loaded.row(*key).unwrap().1.value.known().unwrap().to_f64()).collect::<Vec<_>>()
    };
    let all: Vec<f64> =
        widget.loaded.tables[0].rows.iter().map(|row| row.value.known().unwrap().to_f64()).collect();
    let highest = all.iter().copied().fold(0.0, f64::max);
    let found = values(&widget);
    assert!(found[0] == highest && found.is_sorted_by(|a, b| a >= b), "{found:?}");
    assert!(widget.has_text("第 1–20 行，共 500 行"));
}

#[test]
fn ranks_and_bars_are_those_of_the_whole_list() {
    let mut widget = table(500, "");
    let (table, set) = (&widget.loaded.tables[0], &widget.loaded.set);
    let own = qdviz::query::Whole::of(table, set);
    for row in table.rows.iter().step_by(37) {
        assert_eq!(own.rank(row), qdviz::query::rank(row, table, set).map(|(rank, _)| rank));
    }
    let length = |widget: &Widget, row: u32| {
        let mut found = 0.0;
        widget.picture.scene.walk(&mut |node| {
            if let (Shape::Rect(rect), Role::MarkLabel, Some(key)) = (&node.shape, node.role, node.datum)
                && key.row == row
            {
                found = rect.width;
            }
        });
        found
    };
    let before = length(&widget, 15);
    let at = widget.picture.plots[0].center();
    widget.on(Event::Wheel(at, 400.0));
    assert!(before > 0.0 && (length(&widget, 15) - before).abs() < 1e-9, "one scale for all windows");
}

#[test]
fn a_linked_choice_comes_into_sight_and_one_made_here_stays_where_it_is() {
    let mut widget = table(3000, "");
    let key = DatumKey::of_row(0, 2000);
    let change = widget.on(Event::Select(Some(key)));
    assert!(change.layout && !change.selection);
    assert!(widget.names().contains(&name(2000)));
    let first = widget.names()[0].clone();
    let at = widget.middle(DatumKey::of_row(0, 1995));
    widget.on(Event::Click(at));
    assert_eq!((widget.state.selected, &widget.names()[0]), (Some(DatumKey::of_row(0, 1995)), &first));
    assert!(!widget.on(Event::Select(None)).layout);
}

#[test]
fn a_choice_in_one_view_comes_into_sight_in_the_other() {
    let views = r#","views":[{"kind":"lollipop","orientation":"vertical"},{"kind":"table"}]"#;
    let view = format!(r#"{{"qdviz":"view/1","areas":"city","sort":"none"{views}}}"#);
    let mut widget = Widget::new(&view, &lines::document(200), 700.0);
    let at = widget.middle(DatumKey::of_row(0, 150));
    assert!(widget.on(Event::Click(at)).layout);
    let rows = widget.picture.tracks.iter().flatten().filter(|key| key.panel == 1 && key.part == Part::Row);
    assert!(rows.map(|key| key.row).any(|row| row == widget.state.selected.unwrap().row));
}

#[test]
fn what_another_widget_has_chosen_comes_into_sight_in_every_list() {
    let views = r#","views":[{"kind":"table"},{"kind":"lollipop"},{"kind":"table","link":"period"}]"#;
    let view = format!(r#"{{"qdviz":"view/1","areas":"city","sort":"none"{views}}}"#);
    let mut widget = Widget::new(&view, &lines::document(200), 700.0);
    let told = format!(r#"{{"area":"{}","name":"","indicator":"","date":"","series":""}}"#, name(150));
    let datum = widget.loaded.told(&told).unwrap();
    let key = widget.loaded.nearest(&datum).unwrap();
    let change = widget.on(Event::Follow(Some((key, datum))));
    assert!(change.layout && change.scroll && !change.selection);
    let rows = widget.picture.tracks.iter().flatten().filter(|key| key.part == Part::Row);
    let at_150: Vec<u16> = rows.filter(|key| key.row == 150).map(|key| key.panel).collect();
    assert_eq!(at_150, [0, 1], "the third links by nothing that is known");
    assert!(!widget.on(Event::Follow(None)).layout);
}

#[test]
fn rows_of_bars_and_dots_scroll_too() {
    for (kind, more) in [
        ("bar", r#","orientation":"horizontal""#),
        ("bar", r#","item":"area","orientation":"horizontal""#),
        ("lollipop", ""),
        ("dot", ""),
    ] {
        let view = format!(r#"{{"qdviz":"view/1","kind":"{kind}","areas":"city","sort":"none"{more}}}"#);
        let mut widget = Widget::new(&view, &lines::document(400), 600.0);
        assert_eq!(widget.names().first(), Some(&name(0)), "{kind}{more}");
        assert!((18..=30).contains(&widget.names().len()), "{kind}{more} {}", widget.names().len());
        widget.press(&["ArrowDown", "End"]);
        assert_eq!(widget.names().last(), Some(&name(399)), "{kind}{more}");
        assert!(!widget.on(Event::Key("+")).handled, "what scrolls is not zoomed");
    }
}

#[test]
fn five_thousand_bars_are_all_there_and_can_be_looked_at_closely() {
    for more in ["", r#","item":"area""#] {
        let view = format!(
            r#"{{"qdviz":"view/1","kind":"bar","areas":"city","orientation":"vertical","sort":"none"{more}}}"#
        );
        let mut widget = Widget::new(&view, &lines::document(5000), 900.0);
        assert_eq!(widget.names().len(), 5000, "every bar is reached by the keyboard{more}");
        let drawn = |widget: &Widget| {
            let mut count = 0;
            widget.picture.scene.walk(&mut |node| {
                count += (node.role == Role::Mark && matches!(node.shape, Shape::Rect(_))) as usize;
            });
            count
        };
        assert!(drawn(&widget) < 1000, "one a column of pixels: {}", drawn(&widget));
        let plot = widget.picture.plots[0];
        let at = |share: f64| point(plot.x + plot.width * share, plot.center().y);
        assert!(widget.on(Event::Drag(at(0.5), at(0.6), true)).layout, "{more}");
        let Some(Window::Items(from, to)) = widget.state.shown[0].window else { panic!("no window") };
        assert!((2300..2600).contains(&from) && (2800..3100).contains(&to), "{from} {to}");
        assert_eq!(widget.names().len(), (to - from + 1) as usize);
        assert_eq!(widget.names()[0], name(from as usize));
        widget.press(&["+", "+", "+", "+", "+", "+", "+"]);
        assert_eq!(widget.names().len(), 8);
        widget.press(&["Shift+ArrowRight", "-"]);
        assert_eq!(widget.names().len(), 16);
        widget.state.focus = Some(widget.control("显示全部"));
        widget.press(&["Enter"]);
        assert_eq!(widget.names().len(), 5000);
        assert!(is_long(&Ways { loaded: &widget.loaded, lists: &widget.picture.lists, shown: &[] }));
        // A wheel turned over a bar shows half as many, and the bar stays under the pointer.
        let bar = DatumKey::of_row(0, 1250);
        let start = widget.middle(bar);
        let ends = |by: f64| (start.x - 100.0 * by, start.x + 100.0 * by);
        let by = Pull { start, from: ends(1.0), to: ends(2.0), is_over: true, ..Pull::default() };
        assert!(widget.on(Event::Pull(by)).layout, "{more}");
        let Some(Window::Items(from, to)) = widget.state.shown[0].window else { panic!("no window") };
        assert!((2499..=2500).contains(&(to - from)), "{from} {to}");
        let moved = (widget.middle(bar).x - start.x).abs();
        assert!(moved < 1.0, "{moved}{more}");
        assert_eq!(widget.names().len(), (to - from + 1) as usize);
    }
}

/// A ledger of 90 entries of three groups, four owners and three states.
fn ledger() -> Widget {
    let entry = |i: usize| {
        let (group, owner) = (["甲", "乙", "丙"][i % 3], ["一局", "二局", "三局", ""][i % 4]);
        let state = ["done", "late", "on-track"][i / 30];
        let due =
            if i.is_multiple_of(10) { String::new() } else { format!(r#""due":"2024-{:02}","#, i % 12 + 1) };
        format!(
            r#"{{"name":"任务{:02}","group":"{group}","owner":"{owner}","state":"{state}",{due}"progress":{}}}"#,
            89 - i,
            i % 7 * 10
        )
    };
    let entries: Vec<String> = (0..90).map(entry).collect();
    let data = format!(r#"{{"qdviz":"indicators/1","entries":[{}]}}"#, entries.join(","));
    Widget::new(r#"{"qdviz":"view/1","kind":"ledger"}"#, &data, 1000.0)
}

#[test]
fn a_ledger_is_sorted_by_each_of_its_columns() {
    let mut widget = ledger();
    let mut sorted = |heading: &str| {
        widget.state.focus = Some(widget.control(&format!("按“{heading}”排序")));
        widget.press(&["Enter"]);
        let said = |widget: &Widget, key: &DatumKey| {
            let entry = &widget.loaded.set.entries[widget.loaded.row(*key)?.1.entry?];
            let due = entry.due.map(|due| due.label()).unwrap_or_default();
            let progress = entry.progress.map(|progress| progress.to_f64());
            Some(match heading {
                "名称" => entry.name.clone(),
                "所属" => entry.group.clone(),
                "状态" => entry.state.name().into(),
                "时间" => due,
                "责任单位" => entry.owner.clone(),
                _ => format!("{progress:?}"),
            })
        };
        let first = said(&widget, widget.picture.tracks[0].first().unwrap()).unwrap();
        widget.press(&["Enter"]);
        let reversed = said(&widget, widget.picture.tracks[0].first().unwrap()).unwrap();
        widget.state.focus = widget.picture.tracks[0].first().copied();
        widget.press(&["End"]);
        let last = said(&widget, widget.picture.tracks[0].last().unwrap()).unwrap();
        (first, reversed, last)
    };
    let expected = |a: &str, b: &str, c: &str| (a.to_string(), b.to_string(), c.to_string());
    assert_eq!(sorted("名称"), expected("任务00", "任务89", "任务00"));
    assert_eq!(sorted("所属"), expected("丙", "甲", "丙"));
    assert_eq!(sorted("状态"), expected("滞后", "已完成", "滞后"));
    assert_eq!(sorted("时间"), expected("2024年1月", "2024年12月", ""), "without a date last, either way");
    assert_eq!(sorted("责任单位"), expected("一局", "二局", ""));
    assert_eq!(sorted("进度"), expected("Some(60.0)", "Some(0.0)", "Some(60.0)"));
}

#[test]
fn chips_filter_a_ledger_by_state_group_and_owner() {
    let mut widget = ledger();
    let mut chips = Vec::new();
    widget.picture.scene.walk(&mut |node| {
        if let (Some(key), Some(label)) = (node.datum.filter(|key| key.part == Part::Chip), &node.label) {
            chips.push((key, label.clone()));
        }
    });
    let labels: Vec<&str> = chips.iter().filter_map(|(_, label)| label.split('，').next()).collect();
    let expected = [
        "筛选：已完成 30 项",
        "筛选：按节点推进 30 项",
        "筛选：滞后 30 项",
        "筛选：丙 30 项",
        "筛选：乙 30 项",
        "筛选：甲 30 项",
        "筛选：一局 23 项",
        "筛选：三局 22 项",
        "筛选：二局 23 项",
        "筛选：未注明单位 22 项",
    ];
    let sorted = |labels: &[&str]| {
        let mut labels: Vec<String> = labels.iter().map(|label| label.to_string()).collect();
        labels.sort();
        labels
    };
    assert_eq!(sorted(&labels), sorted(&expected));
    let chip = |widget: &mut Widget, name: &str, key: &str| {
        widget.state.focus = Some(widget.control(&format!("筛选：{name} ")));
        assert!(widget.on(Event::Key(key)).layout, "{name}");
    };
    chip(&mut widget, "已完成", "Enter");
    assert!(widget.has_text("共 60 行"));
    assert_eq!(widget.control("已隐藏").part, Part::Chip, "it says so");
    chip(&mut widget, "甲", "Shift+Enter");
    assert_eq!(widget.names().len(), 20, "what is left of one group is shown whole");
    chip(&mut widget, "未注明单位", "Shift+Enter");
    assert!(widget.names().len() < 10);
    let at = widget.middle(widget.control("筛选：未注明单位 "));
    assert!(widget.on(Event::DoubleClick(at)).layout, "a double click brings the others back");
    chip(&mut widget, "甲", "Shift+Enter");
    chip(&mut widget, "已完成", "Enter");
    assert!(widget.state.shown.is_empty() && widget.has_text("共 90 行"));
}

#[test]
fn what_a_text_has_found_is_all_that_is_listed() {
    let mut widget = table(3000, "");
    widget.on(Event::Key("ArrowDown"));
    widget.state.shown.resize(1, Default::default());
    widget.state.shown[0].kept = Some((0..3000).filter(|i| i % 50 == 7).collect());
    widget.lay_out();
    assert!(widget.has_text("第 1–20 行，共 60 行"));
    assert_eq!(widget.names()[1], name(57));
    widget.state.shown[0].kept = Some(vec![2999, 70_000]);
    widget.lay_out();
    assert_eq!(widget.names(), [name(2999)]);
    widget.state.shown[0].kept = Some(Vec::new());
    widget.lay_out();
    assert_eq!(widget.names().len(), 0);
    for key in ["ArrowDown", "End", "PageDown", "+", "Enter"] {
        widget.on(Event::Key(key));
    }
}
