//! The district map: every region in the colour of its class, its name on it.

mod labels;

use super::Context;
use crate::config::Areas;
use crate::decimal::Decimal;
use crate::geometry::{Path, Rect};
use crate::guide::legend::{self, Entry};
use crate::mark::region;
use crate::scale::Threshold;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::topology::projection::{Equirectangular, aspect};
use crate::topology::{Region, Topology};

const MAX_HEIGHT: f64 = 480.0;
const LEGEND_GAP: f64 = 12.0;
const METHOD_LINE: f64 = 20.0;

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
    labels::draw(cx, out, map, &shown);
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
        .map(|i| {
            Entry::new(
                Fill::Solid(class_color(cx, classes, i)),
                match i {
                    _ if last == 0 => "全部".into(),
                    0 => format!("低于 {}", text(0)),
                    i if i == last => format!("{} 及以上", text(i - 1)),
                    i => format!("{} 至 {}", text(i - 1), text(i)),
                },
            )
        })
        .collect();
    let mut regions = cx.topology.map_or(&[][..], |t| &t.regions).iter();
    if regions.any(|r| matches!(fill(cx, classes, row_of(cx, r)), Fill::Hatch { .. })) {
        entries.push(Entry::new(cx.theme.missing, "暂无数据".into()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::format::number;
    use crate::theme::LIGHT;

    const CITY: &[u8] = include_bytes!("../../../www/map/qingdao.topo.json");
    const CENSUS: &str = include_str!("../../../www/data/population.json");

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
            domain: None,
            #[cfg(feature = "charts")]
            plane: None,
            #[cfg(feature = "charts")]
            is_facet: false,
            hidden: &[],
            zoomed: false,
            #[cfg(feature = "charts")]
            whole: &loaded.tables[0],
            #[cfg(feature = "charts")]
            searched: None,
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
}
