//! What a key press, a pointer move and a layout cost where there is much to see: a million points in lines, a hundred
//! thousand in a scatter plot, a map that is moved by hand.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use qdviz::compose::{Loaded, Picture, Ways, base, load, overlay, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::hit;
use qdviz::scene::text::FixedMeasure;
use qdviz::state::{Event, Reach, State, update};
use qdviz::theme::LIGHT;
use std::hint::black_box;

const SERIES: usize = 10;
const DAYS: usize = 100_000;
const DOTS: usize = 100_000;

fn list(count: usize, item: &dyn Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

fn data(areas: usize, indicators: &str, columns: &str) -> String {
    let areas = list(areas, &|i| format!(r#"{{"code":"a{i}","name":"单位{i}"}}"#));
    format!(
        r#"{{"qdviz":"indicators/1","areas":[{areas}],"indicators":[{indicators}],"columns":{{{columns}}}}}"#
    )
}

fn column(name: &str, dictionary: &str, codes: &str) -> String {
    format!(r#""{name}":{{"dictionary":[{dictionary}],"codes":[{codes}]}}"#)
}

/// Ten lines of a hundred thousand days.
fn lines() -> Loaded {
    let count = SERIES * DAYS;
    let day = |i: usize| format!(r#""{}-{:02}-{:02}""#, 1700 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
    let area =
        column("area", &list(SERIES, &|i| format!(r#""a{i}""#)), &list(count, &|i| (i / DAYS).to_string()));
    let period = column("period", &list(DAYS, &day), &list(count, &|i| (i % DAYS).to_string()));
    let value = list(count, &|i| format!("{}.{}", i * 7919 % 1000, i % 10));
    let columns = format!(r#""indicator":"n",{area},{period},"value":[{value}]"#);
    let document = data(SERIES, r#"{"id":"n","name":"读数","unit":"个","decimals":1}"#, &columns);
    let areas = list(SERIES, &|i| format!(r#""a{i}""#));
    loaded(&format!(r#"{{"qdviz":"view/1","kind":"line","indicator":"n","areas":[{areas}]}}"#), &document)
}

/// A hundred thousand units by two indicators.
fn dots() -> Loaded {
    let count = 2 * DOTS;
    let units = list(DOTS, &|i| format!(r#""a{i}""#));
    let area = column("area", &units, &list(count, &|i| (i % DOTS).to_string()));
    let indicator = column("indicator", r#""x","y""#, &list(count, &|i| (i / DOTS).to_string()));
    let value = list(count, &|i| (i * 7919 % 100_003).to_string());
    let columns = format!(r#"{indicator},{area},"period":"2024","value":[{value}]"#);
    let named = |id: &str| format!(r#"{{"id":"{id}","name":"指标{id}","unit":"个"}}"#);
    let document = data(DOTS, &[named("x"), named("y")].join(","), &columns);
    loaded(r#"{"qdviz":"view/1","kind":"scatter","indicators":["x","y"]}"#, &document)
}

fn loaded(view: &str, data: &str) -> Loaded {
    let mut faults = Diagnostics::default();
    let loaded = load(view.as_bytes(), data.as_bytes(), b"", &mut faults);
    let told: Vec<_> = faults.into_items().into_iter().take(3).collect();
    loaded.unwrap_or_else(|_| panic!("{told:?}"))
}

fn after(loaded: &Loaded, picture: &Picture, state: &mut State, event: Event) {
    let linked = |a, b| loaded.linked(a, b);
    let shown = state.shown.clone();
    let ways = Ways { loaded, lists: &picture.lists, shown: &shown };
    let reach = Reach {
        scene: &picture.scene,
        tracks: &picture.tracks,
        linked: &linked,
        tables: &loaded.tables,
        stretch: &|_, _| None,
        axis_at: &|_| None,
        lists: &ways,
        plots: &picture.plots,
        maps: &picture.maps,
    };
    black_box(update(state, event, &reach));
}

fn events(criterion: &mut Criterion, name: &str, loaded: &Loaded) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    let picture = base(loaded, 800.0, &LIGHT, &FixedMeasure);
    let reached: usize = picture.tracks.iter().map(Vec::len).sum();
    assert!(reached >= DOTS, "{reached}");
    let last = picture.tracks.iter().rfind(|track| track.len() > 1000).unwrap()[500];
    group.bench_function("layout", |bencher| bencher.iter(|| base(loaded, 800.0, &LIGHT, &FixedMeasure)));
    group.bench_function("key press", |bencher| {
        bencher.iter(|| {
            let mut state = State { focus: Some(last), ..State::default() };
            after(loaded, &picture, &mut state, Event::Key("ArrowRight"));
            assert!(state.focus != Some(last));
        });
    });
    let at = picture.plots[0].center();
    group.bench_function("pointer move", |bencher| {
        bencher.iter(|| after(loaded, &picture, &mut State::default(), Event::Pointer(at)));
    });
    let state = State { hover: Some(last), ..State::default() };
    group.bench_function("overlay", |bencher| bencher.iter(|| overlay(loaded, &picture, &state, &LIGHT)));
    group.bench_function("place of a tooltip", |bencher| {
        bencher.iter(|| hit::anchor(&picture.scene, last).unwrap())
    });
    group.finish();
}

/// The ten districts, all of them and a part: laid out anew with every movement of a hand.
fn map(criterion: &mut Criterion) {
    let view =
        br#"{"qdviz":"view/1","kind":"map","indicator":"population","period":"2020-11-01","zoom":true}"#;
    let data = include_bytes!("../www/data/population.json");
    let districts = include_bytes!("../www/map/qingdao.topo.json");
    let loaded = load(view, data, districts, &mut Diagnostics::default()).unwrap_or_else(|_| panic!());
    let mut group = criterion.benchmark_group("a map of ten districts");
    group.sample_size(20);
    let mut state = State::default();
    for zoom in ["all", "2 times", "4 times", "8 times"] {
        group.bench_function(zoom, |bencher| {
            bencher.iter(|| picture(&loaded, &state.shown, 800.0, &LIGHT, &FixedMeasure));
        });
        let drawn = picture(&loaded, &state.shown, 800.0, &LIGHT, &FixedMeasure);
        state.focus = loaded.find("市南区");
        after(&loaded, &drawn, &mut state, Event::Key("+"));
        assert!(!state.shown.is_empty());
    }
    group.finish();
}

fn benches(criterion: &mut Criterion) {
    map(criterion);
    events(criterion, "1,000,000 points in 10 lines", &lines());
    events(criterion, "100,000 dots", &dots());
}

criterion_group!(all, benches);
criterion_main!(all);
