//! What lights up together: in one view, in the views of a widget, and from one widget to another.

#![allow(clippy::unwrap_used, clippy::panic)]

use qdviz::compose::{Loaded, Picture, beside, load, moment, overlay, picture};
use qdviz::diagnostic::Diagnostics;
use qdviz::geometry::Path;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{DatumKey, Node, Role, Scene, Shape};
use qdviz::state::State;
use qdviz::theme::LIGHT;
use serde_json::{Value, json};

/// Three districts and the city, two indicators, the years 2019–2021; one year is missing in one line.
fn data() -> Value {
    let areas = json!([
        { "code": "370200", "name": "青岛市", "kind": "城市" },
        { "code": "370202", "name": "市南区", "kind": "区", "parent": "370200" },
        { "code": "370203", "name": "市北区", "kind": "区", "parent": "370200" },
        { "code": "370213", "name": "李沧区", "kind": "区", "parent": "370200" }
    ]);
    let mut observations = Vec::new();
    for (a, area) in ["370200", "370202", "370203", "370213"].iter().enumerate() {
        for indicator in ["gdp", "people"] {
            for year in 2019..2022 {
                if (*area, year) == ("370213", 2020) && indicator == "people" {
                    continue;
                }
                let value = year - 2000 + 10 * a as i32;
                observations.push(json!({ "indicator": indicator, "area": area, "period": year.to_string(),
                    "value": value, "source": "s" }));
            }
        }
    }
    json!({ "qdviz": "indicators/1", "sources": [{ "id": "s", "title": "示例数据" }], "areas": areas,
        "indicators": [{ "id": "gdp", "name": "产值", "unit": "亿元" }, { "id": "people", "name": "人口", "unit": "人" }],
        "observations": observations })
}

fn loaded(views: Value) -> Loaded {
    let view = json!({ "qdviz": "view/1", "indicator": "gdp", "views": views }).to_string();
    let mut faults = Diagnostics::default();
    let loaded = load(view.as_bytes(), data().to_string().as_bytes(), b"", &mut faults);
    let told: Vec<String> = faults.into_items().into_iter().map(|fault| fault.message).collect();
    assert_eq!(told, [""; 0]);
    loaded.unwrap()
}

/// The key of the row of that area, indicator and year in a view.
fn key(loaded: &Loaded, panel: u16, area: &str, indicator: &str, year: i32) -> DatumKey {
    let set = &loaded.set;
    let rows = &loaded.tables[panel as usize].rows;
    let row = rows.iter().position(|row| {
        let is_of = (set.areas[row.area].name.as_str(), set.indicators[row.indicator].id.as_str());
        is_of == (area, indicator) && row.period.year() == year
    });
    DatumKey::of_row(panel, row.unwrap() as u32)
}

/// Area, indicator and year of a row.
fn what(loaded: &Loaded, key: DatumKey) -> String {
    let (_, row) = loaded.row(key).unwrap();
    let (area, indicator) = (&loaded.set.areas[row.area].name, &loaded.set.indicators[row.indicator].name);
    format!("{area} {indicator} {}", row.period.year())
}

/// What JavaScript carries from one widget to another.
fn selection(area: &str, name: &str, indicator: &str, date: &str, series: &str) -> String {
    json!({ "area": area, "name": name, "indicator": indicator, "date": date, "series": series }).to_string()
}

/// What a widget shows for what another has chosen.
fn followed(loaded: &Loaded, told: &str) -> Option<String> {
    let datum = loaded.told(told)?;
    loaded.nearest(&datum).map(|key| what(loaded, key))
}

#[test]
fn another_widget_takes_over_the_best_that_both_know() {
    let chosen = selection("370203", "市北区", "gdp", "2020", "");
    let trend = loaded(json!([{ "kind": "line", "areas": "districts", "indicator": "people" }]));
    assert_eq!(followed(&trend, &chosen).as_deref(), Some("市北区 人口 2020"));
    let same =
        loaded(json!([{ "kind": "bar", "areas": "districts" }, { "kind": "line", "areas": "districts" }]));
    assert_eq!(followed(&same, &chosen).as_deref(), Some("市北区 产值 2020"), "the line has the very figure");
    let city = loaded(json!([{ "kind": "line", "areas": "city" }]));
    assert_eq!(followed(&city, &chosen).as_deref(), Some("青岛市 产值 2020"), "the year");
    let both = loaded(
        json!([{ "kind": "line", "areas": "city", "indicators": ["people", "gdp"], "unit": null, "dual": true }]),
    );
    assert_eq!(followed(&both, &chosen), None, "two lines of another area");
    let other = selection("370205", "四方区", "gdp", "2020", "");
    assert_eq!(followed(&trend, &other), None, "a district that is not there");
    let named = selection("x1", "市北区", "other", "2020", "");
    assert_eq!(followed(&trend, &named).as_deref(), Some("市北区 人口 2020"), "known by its name");
    assert_eq!(followed(&trend, "null"), None);
    assert_eq!(followed(&trend, "[1, 2"), None);
}

#[test]
fn the_designer_says_by_what_a_view_links() {
    let chosen = selection("370203", "市北区", "people", "2020", "产值");
    let by = |link: &str| {
        let views = json!([{ "kind": "line", "areas": "city", "indicators": ["people", "gdp"], "dual": true, "link": link }]);
        followed(&loaded(views), &chosen)
    };
    assert_eq!(by("period").as_deref(), Some("青岛市 人口 2020"));
    assert_eq!(by("series").as_deref(), Some("青岛市 产值 2020"));
    assert_eq!(by("area"), None);
    let words = loaded(json!([{ "kind": "line", "areas": "city", "link": "period" }]));
    let names = words.names(key(&words, 0, "青岛市", "gdp", 2020));
    assert!(names.contains(&("link", "period".into())), "{names:?}");
}

fn drawn(loaded: &Loaded) -> Picture {
    picture(loaded, &[], 800.0, &LIGHT, &FixedMeasure)
}

fn lit(loaded: &Loaded, picture: &Picture, state: &State) -> Scene {
    overlay(loaded, picture, state, &LIGHT)
}

/// The x of the vertical lines of an overlay, and the data of its dots that are no marks.
fn crossed(loaded: &Loaded, scene: &Scene) -> (Vec<f64>, Vec<String>) {
    let mut lines = Vec::new();
    let mut points = Vec::new();
    let x = |path: &Path| path.subpaths.first().and_then(|run| run.points.first()).map_or(0.0, |at| at.x);
    for node in scene.nodes.iter().filter(|node| node.role == Role::Ornament) {
        match (&node.shape, node.datum) {
            (Shape::Path(path), None) => lines.push(x(path)),
            (_, Some(key)) => points.push(what(loaded, key)),
            _ => {}
        }
    }
    points.sort();
    (lines, points)
}

#[test]
fn a_period_is_crossed_in_all_plots_that_time_runs_across() {
    let views = json!([
        { "kind": "line", "areas": "districts" },
        { "kind": "line", "areas": "city", "indicator": "people" },
        { "kind": "bar", "areas": "districts" }
    ]);
    let loaded = loaded(views);
    let picture = drawn(&loaded);
    let hover = Some(key(&loaded, 0, "市北区", "gdp", 2020));
    let state = State { hover, ..State::default() };
    let (lines, points) = crossed(&loaded, &lit(&loaded, &picture, &state));
    assert_eq!(lines.len(), 2);
    assert_eq!(points, ["市北区 产值 2020", "市南区 产值 2020", "李沧区 产值 2020", "青岛市 人口 2020"]);

    let other = State { moment: moment(&loaded, &state), ..State::default() };
    let scene = lit(&loaded, &picture, &other);
    assert_eq!(crossed(&loaded, &scene).0, lines, "told by another widget");
    assert!(!scene.nodes.iter().any(|node| node.role == Role::Mark), "nothing steps back for it");

    let bars = State { hover: Some(DatumKey::of_row(2, 0)), ..State::default() };
    assert_eq!(moment(&loaded, &bars), None, "bars of one year have no axis of time");
    let closed = State { tip_closed: true, ..state };
    assert_eq!(crossed(&loaded, &lit(&loaded, &picture, &closed)).0, [0.0; 0]);
}

#[test]
fn small_multiples_are_crossed_one_by_one() {
    let views = json!([{ "kind": "line", "areas": "districts", "indicator": "people", "facet": "area" }]);
    let loaded = loaded(views);
    let picture = drawn(&loaded);
    assert_eq!(picture.cells.len(), 3);
    let state = State { hover: Some(key(&loaded, 0, "市北区", "people", 2020)), ..State::default() };
    let (lines, points) = crossed(&loaded, &lit(&loaded, &picture, &state));
    assert_eq!(points, ["市北区 人口 2020", "市南区 人口 2020"], "the third has no figure of that year");
    assert_eq!(lines.len(), 2);
    assert!(lines[0] < lines[1], "side by side: {lines:?}");
    assert_eq!(beside(&loaded, &state, state.hover.unwrap()), [], "each small plot has a line of its own");
}

#[test]
fn upright_bars_over_time_are_crossed_and_lying_ones_are_not() {
    let crossed_of = |orientation: &str| {
        let views = json!([{ "kind": "bar", "areas": ["市南区", "市北区"], "item": "period", "series": "area",
            "periods": ["2019", "2020", "2021"], "orientation": orientation }]);
        let loaded = loaded(views);
        let state = State { hover: Some(key(&loaded, 0, "市北区", "gdp", 2020)), ..State::default() };
        crossed(&loaded, &lit(&loaded, &drawn(&loaded), &state)).0.len()
    };
    assert_eq!(crossed_of("vertical"), 1);
    assert_eq!(crossed_of("horizontal"), 0);
}

#[test]
fn a_tooltip_lists_the_other_series_of_its_period_but_not_the_hidden_ones() {
    let loaded = loaded(json!([{ "kind": "line", "areas": "districts" }]));
    let own = key(&loaded, 0, "市北区", "gdp", 2020);
    let mut state = State::default();
    let names =
        |state: &State| beside(&loaded, state, own).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&state), ["市南区", "李沧区"]);
    assert_eq!(beside(&loaded, &state, own)[1].1, "50 亿元");
    state.shown = vec![qdviz::query::Shown { hidden: vec![0], ..Default::default() }];
    assert_eq!(names(&state), ["李沧区"]);
}

/// The marks of an overlay by what they are about.
fn marks(loaded: &Loaded, scene: &Scene) -> Vec<String> {
    let is_mark =
        |node: &&Node| node.role == Role::Mark && matches!(node.shape, Shape::Rect(_) | Shape::Circle { .. });
    let mut found: Vec<String> = scene
        .nodes
        .iter()
        .filter(is_mark)
        .filter_map(|node| node.datum)
        .map(|key| what(loaded, key))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn what_is_taken_over_lights_what_is_about_it_in_every_view_of_the_widget() {
    let loaded = loaded(json!([
        { "kind": "line", "areas": "city" },
        { "kind": "bar", "areas": "districts" }
    ]));
    let picture = drawn(&loaded);
    let datum = loaded.told(&selection("370203", "市北区", "gdp", "2020", "")).unwrap();
    let state = State { selected: loaded.nearest(&datum), origin: Some(datum), ..State::default() };
    // In the first view the year, in the second the district: not the whole of the city, nor another district.
    assert_eq!(marks(&loaded, &lit(&loaded, &picture, &state)), ["市北区 产值 2021", "青岛市 产值 2020"]);
    let own = State { selected: Some(key(&loaded, 1, "市南区", "gdp", 2021)), ..State::default() };
    assert_eq!(marks(&loaded, &lit(&loaded, &picture, &own)), ["市南区 产值 2021", "青岛市 产值 2021"]);
}
