//! Axes tell the truth: on every kind with a value axis, for awkward values, upwards, reversed and logarithmic, ticks are
//! round, evenly apart and in one scale, and every mark lies where the ticks say that its figure lies.

#![cfg(feature = "charts")]
#![allow(clippy::unwrap_used, clippy::panic)]

use qdviz::compose::{Loaded, base, load};
use qdviz::diagnostic::Diagnostics;
use qdviz::scene::text::FixedMeasure;
use qdviz::scene::{Anchor, Baseline, Fill, Node, Role, Scene, Shape};
use qdviz::theme::LIGHT;

/// Half a pixel, and what rounding adds.
const SLACK: f64 = 0.6;
const WIDTHS: [f64; 3] = [320.0, 600.0, 1200.0];
/// No tick has more characters: 999,999.99 and a sign.
const LONGEST: usize = 12;

/// Figures of six areas or years, in persons: close together, far apart, of both signs, at the edges of 万 and 亿, tiny.
const FIGURES: [(&str, [&str; 6]); 16] = [
    ("small", ["1", "2", "3", "4", "5", "6"]),
    ("constant", ["7", "7", "7", "7", "7", "7"]),
    ("zero", ["0", "0", "0", "0", "0", "0"]),
    ("shares", ["0.12", "0.4", "0.37", "0.5", "0.08", "0.99"]),
    ("tiny", ["0.0000012", "0.0000034", "0.000002", "0.0000031", "0.0000016", "0.000003"]),
    ("close", ["99998", "99999", "99999.5", "99997", "99996", "99999.9"]),
    ("edge of 万", ["99999", "100001", "99990", "100010", "99995", "100000"]),
    ("万", ["1901000", "486000", "1097000", "502000", "737000", "1109000"]),
    ("close 万", ["1901000", "1901001", "1901002", "1901003", "1901004", "1901005"]),
    ("edge of 亿", ["999999999", "1000000001", "999999990", "1000000010", "999999995", "1000000000"]),
    ("亿", ["120000000000", "98000000000", "7100000000", "31000000000", "450000000", "88000000000"]),
    ("large", ["900000000000000", "120000000000000", "3", "45000000000000", "77", "100000000000000"]),
    ("negative", ["-3", "-8", "-11", "-2", "-19.5", "-7"]),
    ("both signs", ["-12.2", "50.5", "-0.4", "36.7", "0", "17.2"]),
    ("barely negative", ["-0.001", "1000", "250", "730", "90", "410"]),
    ("huge and negative", ["-90000000000000", "120000000000000", "3", "-45000000000000", "0", "1"]),
];

/// Kinds with a value axis, whose marks lie at their figures, and what makes them of six areas in two years.
const KINDS: [&str; 13] = [
    r#""kind":"bar""#,
    r#""kind":"bar","orientation":"vertical""#,
    r#""kind":"bar","periods":["2019","2020"]"#,
    r#""kind":"bar","periods":["2019","2020"],"orientation":"vertical""#,
    r#""kind":"dot","periods":["2019","2020"]"#,
    r#""kind":"lollipop""#,
    r#""kind":"lollipop","orientation":"vertical""#,
    r#""kind":"dumbbell","periods":["2019","2020"]"#,
    r#""kind":"dumbbell","periods":["2019","2020"],"orientation":"vertical""#,
    r#""kind":"range""#,
    r#""kind":"box","item":"period""#,
    r#""kind":"combo","item":"area","periods":["2020"]"#,
    r#""kind":"line""#,
];

fn loaded(figures: &[&str; 6], view: &str) -> Loaded {
    let area =
        |i: usize| format!(r#"{{"code":"a{i}","name":"{}区"}}"#, ["甲", "乙", "丙", "丁", "戊", "己"][i]);
    let areas: Vec<String> = (0..6).map(area).collect();
    let row = |(i, value): (usize, &&str)| {
        let earlier = figures[(i + 1) % 6];
        format!(
            r#"{{"indicator":"n","area":"a{i}","period":"2020","value":{value}}},
               {{"indicator":"n","area":"a{i}","period":"2019","value":{earlier}}}"#
        )
    };
    let rows: Vec<String> = figures.iter().enumerate().map(row).collect();
    let data = format!(
        r#"{{"qdviz":"indicators/1","areas":[{}],"indicators":[{{"id":"n","name":"人数","unit":"人"}}],"observations":[{}]}}"#,
        areas.join(","),
        rows.join(",")
    );
    let areas = r#"["a0","a1","a2","a3","a4","a5"]"#;
    let view = format!(r#"{{"qdviz":"view/1","indicator":"n","areas":{areas},{view}}}"#);
    let mut faults = Diagnostics::default();
    load(view.as_bytes(), data.as_bytes(), b"", &mut faults)
        .unwrap_or_else(|_| panic!("{view} {:?}", faults.into_items()))
}

/// A tick: its figure as it reads, and where its grid line lies.
type Tick = (f64, f64);

fn figure(label: &str) -> Option<f64> {
    let digits: String =
        label.chars().filter(|c| *c != ',').map(|c| if c == '−' { '-' } else { c }).collect();
    digits.parse().ok()
}

/// The ticks along one direction: labels beside the plot, or under it, at a grid line.
fn ticks(scene: &Scene, is_upward: bool, longest: usize) -> Vec<Tick> {
    let mut lines = Vec::new();
    let mut labels = Vec::new();
    scene.walk(&mut |node| match (&node.shape, node.role) {
        (Shape::Path(path), Role::Guide) => {
            if let [run] = path.subpaths.as_slice()
                && let [a, b] = run.points.as_slice()
            {
                let (level, place) = if is_upward { (a.y == b.y, a.y) } else { (a.x == b.x, a.x) };
                lines.extend(level.then_some(place));
            }
        }
        (Shape::Text(text), Role::Guide) => {
            let expected =
                if is_upward { (Anchor::End, Baseline::Middle) } else { (Anchor::Middle, Baseline::Top) };
            let place = if is_upward { text.at.y } else { text.at.x };
            if (text.anchor, text.baseline) == expected
                && let Some(figure) = figure(&text.content)
            {
                labels.push((figure, place, text.content.chars().count()));
            }
        }
        _ => {}
    });
    // At the ends of an axis labels may be moved inwards.
    let of_line = |(figure, place, length): (f64, f64, usize)| {
        assert!(length <= longest, "{figure} has {length} characters");
        let nearest = lines.iter().copied().min_by(|a, b| (a - place).abs().total_cmp(&(b - place).abs()))?;
        ((nearest - place).abs() < 25.0).then_some((figure, nearest))
    };
    let mut ticks: Vec<Tick> = labels.into_iter().filter_map(of_line).collect();
    ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
    ticks.dedup();
    ticks
}

/// Where a figure lies by the ticks: in a straight line, or by powers of ten.
fn place(ticks: &[Tick], figure: f64, is_log: bool) -> f64 {
    let by = |figure: f64| if is_log { figure.abs().ln() } else { figure };
    let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
    first.1 + (by(figure) - by(first.0)) / (by(last.0) - by(first.0)) * (last.1 - first.1)
}

/// What is wrong with ticks: not round, not evenly apart, not where they should be.
fn faults_of_ticks(ticks: &[Tick], is_log: bool, found: &mut Vec<String>) {
    for pair in ticks.windows(2) {
        if pair[0].0 == pair[1].0 {
            found.push(format!("two ticks read {}", pair[0].0));
        }
    }
    for (figure, at) in ticks {
        let expected = place(ticks, *figure, is_log);
        if (expected - at).abs() > SLACK {
            found.push(format!("the tick {figure} lies at {at} instead of {expected}"));
        }
    }
    if is_log {
        return;
    }
    // Labels may be thinned to every other one but the last: all are multiples of half the smallest step.
    let steps: Vec<f64> = ticks.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let least = steps.iter().copied().fold(f64::INFINITY, f64::min);
    let digit = least / 10f64.powf(least.log10().floor() + 1e-9);
    if ![1.0, 2.0, 5.0, 10.0].iter().any(|round| (digit - round).abs() < 1e-6 * round) && ticks.len() > 2 {
        found.push(format!("the step {least} is not round"));
    }
    for tick in ticks {
        let multiple = tick.0 / least * 2.0;
        if (multiple - multiple.round()).abs() > 1e-6 * multiple.abs().max(1.0) && ticks.len() > 2 {
            found.push(format!("{} is no multiple of {least}", tick.0));
        }
    }
}

/// How far the mark of a figure is from where the ticks say; a bar has it at one of its ends.
fn error(node: &Node, expected: f64, is_upward: bool) -> Option<f64> {
    let distance =
        |places: &[f64]| places.iter().map(|place| (place - expected).abs()).fold(f64::INFINITY, f64::min);
    match (&node.shape, is_upward) {
        (Shape::Circle { center, .. }, true) => Some(distance(&[center.y])),
        (Shape::Circle { center, .. }, false) => Some(distance(&[center.x])),
        (Shape::Rect(rect), true) => Some(distance(&[rect.y, rect.bottom()])),
        (Shape::Rect(rect), false) => Some(distance(&[rect.x, rect.right()])),
        _ => None,
    }
}

/// How many figures stand at their marks.
fn written(scene: &Scene) -> usize {
    let mut count = 0;
    scene.walk(&mut |node| match &node.shape {
        Shape::Text(text) if node.role == Role::MarkLabel => {
            count += usize::from(figure(&text.content).is_some())
        }
        _ => {}
    });
    count
}

fn check(loaded: &Loaded, width: f64, (is_reversed, is_log): (bool, bool)) -> Vec<String> {
    let scene = base(loaded, width, &LIGHT, &FixedMeasure).scene;
    let mut found = Vec::new();
    // Powers of ten over many decades have no one scale: they are written out.
    let longest = if is_log { 2 * LONGEST } else { LONGEST };
    let (upward, level) = (ticks(&scene, true, longest), ticks(&scene, false, longest));
    let is_upward = upward.len() >= level.len();
    let ticks = if is_upward { upward } else { level };
    if ticks.len() < 2 && written(&scene) >= 6 {
        // A narrow plot of long figures has no room for two ticks: the figures stand at its marks.
        return found;
    }
    if ticks.len() < 2 {
        return vec![format!("{} ticks do not tell a scale", ticks.len())];
    }
    let rises = (ticks[0].1 > ticks[ticks.len() - 1].1) == is_upward;
    if rises == is_reversed {
        found.push("the axis runs the wrong way".into());
    }
    faults_of_ticks(&ticks, is_log, &mut found);
    let mut marks = 0;
    scene.walk(&mut |node| {
        let is_bare = matches!(node.style.fill, None | Some(Fill::Hatch { .. }));
        let Some((table, row)) = node.datum.and_then(|key| loaded.row(key)) else { return };
        let Some(value) = table.scaled(row).filter(|_| node.role == Role::Mark && !is_bare) else { return };
        let expected = place(&ticks, value, is_log);
        marks += 1;
        match error(node, expected, is_upward) {
            // What is nearly nothing is still a pixel long.
            Some(error) if error > SLACK + 1.0 => found.push(format!("{value} lies {error} off")),
            _ => {}
        }
    });
    if marks < 6 {
        found.push(format!("only {marks} marks"));
    }
    found
}

fn all(kinds: &[&str], figures: &[(&str, [&str; 6])], option: &str, way: (bool, bool)) {
    let mut told = Vec::new();
    for kind in kinds {
        for (name, figures) in figures {
            let loaded = loaded(figures, &format!("{kind}{option}"));
            for width in WIDTHS {
                let found = check(&loaded, width, way);
                told.extend(
                    found.into_iter().map(|fault| format!("{kind}{option} {name} at {width}: {fault}")),
                );
            }
        }
    }
    assert!(told.is_empty(), "{} faults:\n{}", told.len(), told[..told.len().min(40)].join("\n"));
}

#[test]
fn every_mark_lies_where_the_ticks_say() {
    all(&KINDS, &FIGURES, "", (false, false));
}

#[test]
fn a_reversed_axis_runs_the_other_way_and_is_as_true() {
    all(&KINDS[2..], &FIGURES, r#","reverse":true"#, (true, false));
}

#[test]
fn a_logarithmic_axis_is_true_where_all_figures_are_on_one_side_of_zero() {
    let one_sided =
        |name: &str| !["zero", "both signs", "barely negative", "huge and negative"].contains(&name);
    let figures: Vec<_> = FIGURES.into_iter().filter(|(name, _)| one_sided(name)).collect();
    all(&[r#""kind":"line""#], &figures, r#","log":true"#, (false, true));
    all(&[r#""kind":"line""#], &figures, r#","log":true,"reverse":true"#, (true, true));
}

/// One 万 or 亿 stands in the unit of a view, and in none of its ticks.
#[test]
fn one_scale_an_axis() {
    for (name, figures) in &FIGURES {
        for kind in KINDS {
            let loaded = loaded(figures, kind);
            let table = &loaded.tables[0];
            let largest =
                figures.iter().map(|figure| figure.parse::<f64>().unwrap().abs()).fold(0.0, f64::max);
            let word = match largest {
                _ if largest >= 1e9 => "亿人",
                _ if largest >= 1e5 => "万人",
                _ => "人",
            };
            assert_eq!(table.measure.label_unit(), word, "{name}");
            let scene = base(&loaded, 600.0, &LIGHT, &FixedMeasure).scene;
            let (mut told, mut ticks) = (0, 0);
            scene.walk(&mut |node| {
                if let Shape::Text(text) = &node.shape {
                    told += text.content.matches(&format!("单位：{word}")).count();
                    ticks += usize::from(node.role == Role::Guide && figure(&text.content).is_some());
                    let is_axis = matches!(node.role, Role::Guide | Role::MarkLabel)
                        && !text.content.starts_with("单位");
                    let has_scale = text.content.contains('万') || text.content.contains('亿');
                    assert!(!(is_axis && has_scale), "{kind} {name}: “{}”", text.content);
                }
            });
            assert_eq!(told, 1, "{kind} {name}: the unit is told once");
            assert!(ticks > 1, "{kind} {name}");
        }
    }
}
