//! The district map: every region in the colour of its class, its name on it.

use super::Context;
use crate::config::Areas;
use crate::decimal::Decimal;
use crate::geometry::{Path, Point, Rect, bounds, point, ring_contains};
use crate::guide::legend::{self, Entry};
use crate::guide::place::Taken;
use crate::mark::region;
use crate::scale::Threshold;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style, Text};
use crate::theme::LABEL;
use crate::topology::label::{fits, spot};
use crate::topology::projection::{Equirectangular, aspect};
use crate::topology::{Region, Topology};

const MAX_HEIGHT: f64 = 480.0;
const LEGEND_GAP: f64 = 12.0;
const METHOD_LINE: f64 = 20.0;
const TEXT_LINE: f64 = 15.0;
/// Shapes of the places tried for a label: a name is about twice as wide as it is high with its value under it.
const LABEL_ASPECTS: [f64; 2] = [2.0, 1.0];

pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    let ratio = cx.topology.and_then(Topology::bounds).map_or(1.0, |b| aspect(&b));
    let legend = legend::height(out, &entries(cx, &classes(cx)), width);
    (width / ratio).min(MAX_HEIGHT) + LEGEND_GAP + METHOD_LINE + legend
}

/// One region on the way to the screen.
struct Shown<'t> {
    path: Path,
    fill: Fill,
    row: Option<usize>,
    region: &'t Region,
}

/// The map above, the legend under it.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    let classes = classes(cx);
    let entries = entries(cx, &classes);
    let legend = legend::height(out, &entries, rect.width);
    let map = Rect { height: rect.height - LEGEND_GAP - METHOD_LINE - legend, ..rect };
    let ranked = values(cx).len() > classes.classes();
    draw_legend(cx, out, Rect { y: map.bottom() + LEGEND_GAP, ..rect }, &entries, ranked);
    let Some((topology, bounds)) = cx.topology.and_then(|t| Some((t, t.bounds()?))) else { return map };
    let projection = Equirectangular::fit(&bounds, map.grown(-2.0));
    let shown: Vec<Shown> = topology
        .regions
        .iter()
        .map(|r| {
            let row = row_of(cx, r);
            Shown { path: topology.path(r, &projection), fill: fill(cx, &classes, row), row, region: r }
        })
        .collect();
    for s in &shown {
        regions(cx, out, s);
    }
    let coast = topology.lines(&topology.borders().outline, &projection);
    let style = Style::stroke(cx.theme.ink_3.mix(cx.theme.ground, 0.35), 1.0);
    out.push(Node::new(Shape::Path(coast), style, Role::Ornament));
    labels(cx, out, map, &shown);
    map
}

fn regions(cx: &Context, out: &mut Builder, s: &Shown) {
    match s.row {
        Some(row) => {
            let label = cx.label(&cx.table.rows[row]);
            region::region(out, s.path.clone(), s.fill, cx.theme.ground, cx.key(row), label);
        }
        None => {
            let style = Style { fill: Some(s.fill), stroke: Some(Stroke::solid(cx.theme.ground, 1.0)) };
            let node = Node::new(Shape::Path(s.path.clone()), style, Role::Guide);
            let state = if is_chosen(cx) { "未列入" } else { "暂无数据" };
            out.push(node.label(format!("{}，{state}", s.region.name)));
        }
    }
}

fn classes(cx: &Context) -> Threshold {
    let classes = match cx.panel.kind {
        crate::config::Kind::Map { classes } => classes as usize,
        _ => 5,
    };
    Threshold::quantiles(&values(cx), classes)
}

/// The row about a region.
fn row_of(cx: &Context, region: &Region) -> Option<usize> {
    cx.table.rows.iter().position(|row| cx.set.areas[row.area].code == region.code)
}

/// The value of a row as its label says it: what is read decides the class.
fn printed(cx: &Context, row: usize) -> Option<Decimal> {
    let measure = &cx.table.measure;
    Some(measure.scaling.printed(cx.table.rows[row].value.known()?, measure.decimals))
}

/// All values on the map; an area that has no region has no part in it.
fn values(cx: &Context) -> Vec<Decimal> {
    let mut values = Vec::new();
    for region in cx.topology.map_or(&[][..], |t| &t.regions) {
        if let Some(value) = row_of(cx, region).and_then(|row| printed(cx, row)) {
            values.push(value);
        }
    }
    values
}

fn fill(cx: &Context, classes: &Threshold, row: Option<usize>) -> Fill {
    match row.and_then(|row| printed(cx, row)) {
        Some(value) => Fill::Solid(class_color(cx, classes, classes.class(value))),
        // Not asked for is not the same as not published.
        None if row.is_none() && is_chosen(cx) => Fill::Solid(cx.theme.rule),
        None => cx.theme.missing,
    }
}

/// Whether the designer has listed the areas, so that the others are left out on purpose.
fn is_chosen(cx: &Context) -> bool {
    matches!(cx.panel.areas, Areas::Listed(_))
}

fn class_color(cx: &Context, classes: &Threshold, class: usize) -> Color {
    let measure = &cx.table.measure;
    // A growth is never coloured as a level, not even where all districts grow.
    match classes.negative {
        0 if measure.growth_from.is_none() => cx.theme.level(class, classes.classes()),
        negative => cx.theme.growth(class, classes.classes(), negative, measure.direction),
    }
}

/// What the legend says: each class by its bounds, and 暂无数据 where there is such a region.
fn entries(cx: &Context, classes: &Threshold) -> Vec<Entry> {
    let text = |i: usize| crate::format::number(classes.breaks[i]);
    let last = classes.breaks.len();
    let count = if values(cx).is_empty() { 0 } else { classes.classes() };
    let mut entries: Vec<Entry> = (0..count)
        .map(|i| Entry {
            fill: Fill::Solid(class_color(cx, classes, i)),
            label: match i {
                _ if last == 0 => "全部".into(),
                0 => format!("低于 {}", text(0)),
                i if i == last => format!("{} 及以上", text(i - 1)),
                i => format!("{} 至 {}", text(i - 1), text(i)),
            },
        })
        .collect();
    let mut regions = cx.topology.map_or(&[][..], |t| &t.regions).iter();
    if regions.any(|r| matches!(fill(cx, classes, row_of(cx, r)), Fill::Hatch { .. })) {
        entries.push(Entry { fill: cx.theme.missing, label: "暂无数据".into() });
    }
    entries
}

/// Method and unit over the entries; `ranked` where there are fewer classes than values.
fn draw_legend(cx: &Context, out: &mut Builder, rect: Rect, entries: &[Entry], ranked: bool) {
    let unit = cx.table.measure.label_unit();
    let method = if ranked { "分位数分级，各级含下限" } else { "各级含下限" };
    let text = if unit.is_empty() { method.into() } else { format!("单位：{unit}；{method}") };
    let at = (rect.x, rect.y + METHOD_LINE / 2.0);
    let text = run(out.ellipsis(&text, LABEL, rect.width), at, LABEL, Anchor::Start, Baseline::Middle);
    out.text(text, cx.theme.ink_2, Role::Guide);
    legend::draw(out, Rect { y: rect.y + METHOD_LINE, ..rect }, entries, cx.theme);
}

/// Names first where they fit on their district, then the others beside theirs with a leader.
fn labels(cx: &Context, out: &mut Builder, map: Rect, shown: &[Shown]) {
    let mut taken = Taken::default();
    let mut outside = Vec::new();
    for s in shown {
        let spots: Vec<Point> = LABEL_ASPECTS.iter().filter_map(|a| spot(&s.path, *a)).collect();
        if !inside(cx, out, &mut taken, &map, s, &spots) {
            outside.extend(spots.first().map(|at| (s, *at)));
        }
    }
    let land = Land::new(shown);
    for (s, at) in outside {
        beside(cx, out, &mut taken, &map, s, at, &land);
    }
}

fn name<'a>(cx: &'a Context, s: &'a Shown) -> &'a str {
    s.row.map_or(&s.region.name, |row| cx.area(&cx.table.rows[row]))
}

fn value(cx: &Context, s: &Shown) -> String {
    s.row
        .filter(|row| cx.table.rows[*row].value.known().is_some())
        .map_or_else(String::new, |row| cx.value(&cx.table.rows[row]))
}

/// Name and value, or the name alone, at the first of the spots where it lies within the region; says whether it did.
fn inside(
    cx: &Context,
    out: &mut Builder,
    taken: &mut Taken,
    map: &Rect,
    s: &Shown,
    spots: &[Point],
) -> bool {
    let both = [name(cx, s).to_string(), value(cx, s)];
    for lines in [&both[..], &both[..1]] {
        if lines.last().is_none_or(|l| l.is_empty()) {
            continue;
        }
        let width = out.widest(lines.iter().map(String::as_str), LABEL) + 4.0;
        let height = lines.len() as f64 * TEXT_LINE;
        for at in spots {
            let rect = Rect { x: at.x - width / 2.0, y: at.y - height / 2.0, width, height };
            if fits(&s.path, &rect) && taken.claim(rect, map) {
                stacked(cx, out, s, lines, rect);
                return true;
            }
        }
    }
    false
}

/// Lines of text one under the other, centred in `rect`.
fn stacked(cx: &Context, out: &mut Builder, s: &Shown, lines: &[String], rect: Rect) {
    let ink = match s.fill {
        Fill::Solid(color) => cx.theme.ink_on(color),
        Fill::Hatch { .. } => cx.theme.ink,
    };
    for (i, line) in lines.iter().enumerate() {
        let at = (rect.center().x, rect.y + (i as f64 + 0.5) * TEXT_LINE);
        let text = run(line.as_str(), at, LABEL, Anchor::Middle, Baseline::Middle);
        push_label(cx, out, s, with_halo(text, s.fill), ink);
    }
}

/// Over a hatch glyphs need a band of its ground; on a flat fill they do not.
fn with_halo(text: Text, fill: Fill) -> Text {
    let halo = match fill {
        Fill::Hatch { ground, .. } => Some(ground),
        Fill::Solid(_) => None,
    };
    Text { halo, ..text }
}

/// How many CSS pixels of leader one point of a label on land is worth.
const LAND_COST: f64 = 14.0;
/// How many directions are tried, 15° apart.
const DIRECTIONS: usize = 24;
/// Cosine of 0°, 15° … 90°.
const COSINES: [f64; 7] = [1.0, 0.966, 0.866, 0.707, 0.5, 0.259, 0.0];

/// Unit vector of try `i`: due east first, where the sea is, then to either side of it in turn.
fn direction(i: usize) -> (f64, f64) {
    let turn = i.div_ceil(2);
    let (cos, sin) = match turn {
        0..=6 => (COSINES[turn], COSINES[6 - turn]),
        _ => (-COSINES[(12 - turn) % 7], COSINES[(turn - 6) % 7]),
    };
    (cos, if i.is_multiple_of(2) { -sin } else { sin })
}

/// How many distances are tried in each direction, and their step in CSS pixels.
const RINGS: (usize, f64) = (14, 12.0);

/// Name and value on one line next to the region, joined by a leader that crosses no label: over the sea where any
/// place is free there, over land where not.
fn beside(
    cx: &Context,
    out: &mut Builder,
    taken: &mut Taken,
    map: &Rect,
    s: &Shown,
    from: Point,
    land: &Land,
) {
    let content = format!("{} {}", name(cx, s), value(cx, s));
    let content = content.trim_ascii_end();
    let size = (out.width(content, LABEL) + 6.0, TEXT_LINE);
    let mut best: Option<(f64, Rect)> = None;
    for i in 0..RINGS.0 * DIRECTIONS {
        let far = (i / DIRECTIONS + 1) as f64 * RINGS.1;
        if best.is_some_and(|(cost, _)| cost <= far) {
            break;
        }
        let rect = candidate(from, direction(i % DIRECTIONS), far, size);
        if taken.is_free(&rect, map) && !taken.blocks(from, edge(from, &rect)) {
            let cost = far + LAND_COST * land.under(&rect) as f64;
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, rect));
            }
        }
    }
    let Some((_, rect)) = best else { return };
    let to = edge(from, &rect);
    taken.claim(rect, map);
    taken.claim_line(from, to);
    out.line(from, to, Stroke::solid(cx.theme.ink, 1.0), Role::Guide);
    let dot = Shape::Circle { center: from, radius: 2.0 };
    out.push(Node::new(dot, Style::fill(cx.theme.ink), Role::Guide));
    let text = run(content, (rect.center().x, rect.center().y), LABEL, Anchor::Middle, Baseline::Middle);
    push_label(cx, out, s, Text { halo: Some(cx.theme.ground), ..text }, cx.theme.ink);
}

/// A label of that size whose near edge lies `far` from the point.
fn candidate(from: Point, direction: (f64, f64), far: f64, size: (f64, f64)) -> Rect {
    let center =
        point(from.x + direction.0 * (far + size.0 / 2.0), from.y + direction.1 * (far + size.1 / 2.0));
    Rect { x: center.x - size.0 / 2.0, y: center.y - size.1 / 2.0, width: size.0, height: size.1 }
}

/// The point of a label nearest to its region: where the leader ends.
fn edge(from: Point, rect: &Rect) -> Point {
    point(from.x.max(rect.x).min(rect.right()), from.y.max(rect.y).min(rect.bottom()))
}

/// All rings of the map, each with the rectangle around it: most points of a search are ruled out by that alone.
struct Land<'s> {
    rings: Vec<(Rect, &'s [Point])>,
}

impl<'s> Land<'s> {
    fn new(shown: &'s [Shown]) -> Land<'s> {
        let runs = shown.iter().flat_map(|s| &s.path.subpaths);
        Land { rings: runs.filter_map(|run| Some((bounds(&run.points)?, run.points.as_slice()))).collect() }
    }

    /// How many of fifteen points over a label, and a little beyond, lie on a district.
    fn under(&self, label: &Rect) -> usize {
        let label = label.grown(4.0);
        let on_land = |i: &usize| {
            let (column, row) = ((*i % 5) as f64 / 4.0, (*i / 5) as f64 / 2.0);
            let at = point(label.x + label.width * column, label.y + label.height * row);
            self.rings.iter().any(|(bounds, ring)| bounds.contains(at) && ring_contains(ring, at))
        };
        (0..15).filter(on_land).count()
    }
}

fn push_label(cx: &Context, out: &mut Builder, s: &Shown, text: Text, ink: Color) {
    let node = Node::new(Shape::Text(text), Style::fill(ink), Role::MarkLabel);
    out.push(match s.row {
        Some(row) => node.datum(cx.key(row)),
        None => node,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::format::number;
    use crate::theme::LIGHT;

    const CITY: &[u8] = include_bytes!("../../www/map/qingdao.topo.json");
    const CENSUS: &str = include_str!("../../www/data/population.json");

    /// Looks at the map of a view: what is between the braces of the view document, on `data`.
    fn with(view: &str, data: &str, look: impl Fn(&Context)) {
        let view = format!(r#"{{"qdviz":"view/1","views":[{{"kind":"map",{view}}}]}}"#);
        let mut faults = Diagnostics::default();
        let loaded = crate::compose::load(view.as_bytes(), data.as_bytes(), CITY, &mut faults).unwrap();
        look(&Context {
            panel: &loaded.spec.panels[0],
            index: 0,
            table: &loaded.tables[0],
            set: &loaded.set,
            theme: &LIGHT,
            topology: loaded.topology.as_ref(),
        });
    }

    /// Data of one indicator: code and value of each area; those that start with 3702 are districts of the city.
    fn data(unit: &str, values: &[(&str, &str)]) -> String {
        let area = |(code, _): &(&str, &str)| {
            format!(r#"{{"code":"{code}","name":"{code}","parent":"370200","kind":"区"}}"#)
        };
        let observation = |(code, value): &(&str, &str)| {
            format!(r#"{{"indicator":"n","area":"{code}","period":"2020","value":{value}}}"#)
        };
        format!(
            r#"{{"qdviz":"indicators/1","areas":[{}],"observations":[{}],
            "indicators":[{{"id":"n","name":"数","unit":"{unit}"}}]}}"#,
            values.iter().map(area).collect::<Vec<_>>().join(","),
            values.iter().map(observation).collect::<Vec<_>>().join(",")
        )
    }

    /// The bounds that a legend entry names; a bound it does not name is infinite.
    fn bounds_of(label: &str) -> (f64, f64) {
        let value = |text: &str| {
            let plain = text.replace(',', "").replace('−', "-").replace('+', "");
            Decimal::parse(plain.trim()).unwrap().to_f64()
        };
        if let Some(high) = label.strip_prefix("低于") {
            return (f64::NEG_INFINITY, value(high));
        }
        match label.split_once('至') {
            Some((low, high)) => (value(low), value(high)),
            None => (value(label.strip_suffix("及以上").unwrap()), f64::INFINITY),
        }
    }

    fn legend_labels(cx: &Context) -> Vec<String> {
        entries(cx, &classes(cx)).into_iter().map(|e| e.label).collect()
    }

    #[test]
    fn a_district_has_the_colour_of_the_class_that_its_label_names() {
        let growth = r#""compute":{"growth":"2010-11-01"},"#;
        for (asked, n) in (2..=7).flat_map(|n| [("", n), (growth, n)]) {
            let view = format!(r#"{asked}"period":"2020-11-01","classes":{n}"#);
            with(&view, CENSUS, |cx| {
                let classes = classes(cx);
                let entries = entries(cx, &classes);
                let mut members = vec![0; entries.len()];
                for (i, row) in cx.table.rows.iter().enumerate() {
                    let printed = cx.value(row).replace(',', "").replace('−', "-").replace('+', "");
                    let printed = Decimal::parse(&printed).unwrap();
                    let drawn = fill(cx, &classes, Some(i));
                    let at = entries.iter().position(|e| e.fill == drawn).unwrap();
                    assert_eq!(at, classes.class(printed), "{printed:?}");
                    let (low, high) = bounds_of(&entries[at].label);
                    assert!(low <= printed.to_f64() && printed.to_f64() < high, "{printed:?} {low} {high}");
                    members[at] += 1;
                }
                assert!(members.len() == n && !members.contains(&0), "{members:?}");
            });
        }
    }

    #[test]
    fn a_growth_is_never_coloured_as_a_level() {
        let census = |swap: bool| {
            let (from, to) = if swap { ("2020-11-01", "2010-11-01") } else { ("2010-11-01", "2020-11-01") };
            CENSUS.replace(from, "2001").replace(to, "2002")
        };
        let ends = |areas: &str, swap: bool, ends: (Color, Color)| {
            let view =
                format!(r#""classes":3,"compute":{{"growth":"2001"}},"period":"2002","areas":{areas}"#);
            with(&view, &census(swap), |cx| {
                let classes = classes(cx);
                let colors = (class_color(cx, &classes, 0), class_color(cx, &classes, classes.classes() - 1));
                assert_eq!(colors, ends);
            });
        };
        let growing = r#"["370211","370212","370213","370214"]"#;
        let color = |class, negative| LIGHT.growth(class, 3, negative, crate::dataset::Direction::Neutral);
        ends(growing, false, (color(0, 0), color(2, 0)));
        ends(growing, true, (color(0, 3), color(2, 3)));
        with(r#""classes":3,"compute":{"growth":"2001"},"period":"2002""#, &census(false), |cx| {
            assert!(values(cx).iter().any(|v| v.mantissa < 0) && classes(cx).negative == 1);
        });
    }

    #[test]
    fn the_legend_says_missing_exactly_when_a_district_is_hatched() {
        let all = ["370202", "370203", "370211", "370212", "370213", "370214", "370215", "370281", "370283"];
        let mut values: Vec<(&str, &str)> = all.iter().map(|code| (*code, "1")).collect();
        // Nine of the ten districts, and one that is not on the map.
        values.push(("370299", "7"));
        let is_told = |view: &str, values: &[(&str, &str)], expected: bool| {
            with(view, &data("个", values), |cx| {
                let labels = legend_labels(cx);
                assert_eq!(labels.iter().any(|l| l == "暂无数据"), expected, "{view} {labels:?}");
                assert!(labels.iter().any(|l| l == "全部"), "the area off the map has no class: {labels:?}");
            });
        };
        is_told(r#""classes":5"#, &values, true);
        is_told(r#""areas":["370202","370299"]"#, &values, false);
        values[0].1 = "null";
        is_told(r#""areas":["370202","370203","370299"]"#, &values, true);
        values[0].1 = "1";
        values[9].0 = "370285";
        values[9].1 = "1";
        is_told(r#""classes":5"#, &values, false);
    }

    #[test]
    fn few_values_make_few_classes_and_a_small_one_is_not_zero() {
        let values = [("370202", "300"), ("370203", "1903595"), ("370211", "700000")];
        with(r#""classes":5"#, &data("人", &values), |cx| {
            assert_eq!(legend_labels(cx), ["低于 46.7", "46.7 至 110.1", "110.1 及以上", "暂无数据"]);
            assert_eq!(number(printed(cx, 0).unwrap()), "0.03");
        });
    }

    #[test]
    fn all_directions_are_tried_once_and_point_outwards() {
        let all: Vec<(f64, f64)> = (0..DIRECTIONS).map(direction).collect();
        for (i, (x, y)) in all.iter().enumerate() {
            assert!((x * x + y * y - 1.0).abs() < 0.01, "{i}");
            assert!(!all[..i].iter().any(|(a, b)| (a - x).abs() + (b - y).abs() < 0.1), "{i}");
        }
        assert_eq!((all[0], all[23]), ((1.0, 0.0), (-1.0, 0.0)));
    }
}
