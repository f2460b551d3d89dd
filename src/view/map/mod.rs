//! The district map: every region in the colour of its class, its name on it.

#[cfg(feature = "charts")]
mod closer;
mod fill;
mod imprint;
mod labels;
pub mod legend;
mod plan;

use super::Context;
use crate::geometry::clip::clip;
use crate::geometry::{Path, Point, Rect, point};
use crate::guide::legend::Entry;
use crate::mark::region;
use crate::scene::{Builder, Fill, Node, Role, Shape, Stroke, Style};
use crate::topology::{Region, Topology};
#[cfg(feature = "charts")]
use crate::view::chart::tiles;
use crate::view::classes::Classes;
#[cfg(feature = "charts")]
use crate::view::frame::COMPACT;
use fill::{Absence, absence};
use labels::Named;
use legend::Legend;
use plan::{Inset, Plan, Sheet, plan};

const LEGEND_GAP: f64 = 12.0;
/// Height where there is no map to draw.
const EMPTY: f64 = 240.0;

pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    #[cfg(feature = "charts")]
    if gives_way(cx, width) {
        return tiles::height(cx, out, width);
    }
    let legend = if cx.has_legend() { LEGEND_GAP + legend_height(cx, out, width) } else { 0.0 };
    height_of_regions(cx, out, width) + legend
}

/// The height of the legend at a width.
pub fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    legend_of(cx, &fill::classes(cx)).height(out, width)
}

/// Draws the legend from the upper left corner of a rectangle.
pub fn draw_legend(cx: &Context, out: &mut Builder, rect: Rect) {
    legend_of(cx, &fill::classes(cx)).draw(cx, out, rect);
}

/// Whether a grid of tiles is drawn instead.
#[cfg(feature = "charts")]
fn gives_way(cx: &Context, width: f64) -> bool {
    cx.panel.options.narrow_tiles && width < COMPACT
}

fn plan_of<'c>(cx: &Context<'c>, at: Point, width: f64) -> Option<(&'c Topology, Plan)> {
    let topology = cx.topology?;
    Some((topology, plan(topology, &topology.bounds()?, at, width)))
}

/// One region on the way to the screen.
struct Shown<'t> {
    path: Path,
    fill: Fill,
    row: Option<usize>,
    region: &'t Region,
    /// Its value as the label says it; empty without one.
    value: String,
    /// Where its name may stand.
    named: Named,
}

/// The map above, what is too small in it larger beside or below it, the legend under all.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    #[cfg(feature = "charts")]
    if gives_way(cx, rect.width) {
        return tiles::draw(cx, out, rect);
    }
    let classes = fill::classes(cx);
    let look = |row| (fill::fill(cx, &classes, row), value(cx, &classes, row));
    let (map, bottom) = draw_regions(cx, out, rect, &look);
    if cx.has_legend() {
        draw_legend(cx, out, Rect { y: bottom + LEGEND_GAP, ..rect });
    }
    map
}

/// The height of the districts, with what stands below them.
pub fn height_of_regions(cx: &Context, out: &Builder, width: f64) -> f64 {
    plan_of(cx, Point::default(), width)
        .map_or(EMPTY, |(_, plan)| plan.height + imprint::height(cx, out, width))
}

/// The districts at the top of a rectangle, with their inset; `look` says how the one of a row is filled and what is
/// written on it. Returns the part that holds them, and where what stands below them ends.
pub fn draw_regions(
    cx: &Context,
    out: &mut Builder,
    rect: Rect,
    look: &dyn Fn(Option<usize>) -> (Fill, String),
) -> (Rect, f64) {
    let rows = fill::rows(cx);
    let Some((topology, plan)) = plan_of(cx, point(rect.x, rect.y), rect.width) else {
        return (Rect { height: EMPTY, ..rect }, rect.y + EMPTY);
    };
    let map = Rect { height: plan.height, ..rect };
    #[cfg(feature = "charts")]
    let (own, plan) = match topology.bounds().and_then(|b| closer::frame(cx, &b, &plan, map)) {
        Some(own) => (Some(own), closer::part(&own, plan)),
        None => (None, plan),
    };
    #[cfg(feature = "charts")]
    let kept = own.as_ref().map_or(Vec::new(), closer::kept);
    #[cfg(not(feature = "charts"))]
    let kept = [];
    let shown = |sheet: &Sheet, named: &dyn Fn(usize) -> Named| -> Vec<Shown> {
        let region = |(i, (region, &row)): (usize, (_, &Option<usize>))| {
            let path = clip(&topology.path(region, &sheet.projection), &sheet.rect);
            let (fill, value) = look(row);
            Shown { path, fill, row, region, value, named: named(i) }
        };
        topology.regions.iter().zip(&rows).enumerate().map(region).collect()
    };
    let is_small = |i: usize| plan.inset.as_ref().is_some_and(|inset| inset.small[i]);
    #[allow(unused_mut)]
    let mut main = shown(&plan.main, &|i| if is_small(i) { Named::Elsewhere } else { Named::Always });
    #[cfg(feature = "charts")]
    if let Some(own) = own.as_ref().filter(|own| own.camera.is_some()) {
        // Of what is mostly out of sight no leader points at the rest.
        main.iter_mut().filter(|s| closer::is_cut(own, &s.path)).for_each(|s| s.named = Named::Inside);
    }
    sheet(cx, out, topology, &plan.main, &main);
    if let Some(inset) = &plan.inset {
        let larger = shown(&inset.sheet, &|i| if is_small(i) { Named::Always } else { Named::Inside });
        ground(cx, out, inset);
        sheet(cx, out, topology, &inset.sheet, &larger);
        frame(cx, out, inset.sheet.rect);
        labels::draw(cx, out, inset.sheet.rect, &larger, &[]);
    }
    labels::draw(cx, out, plan.main.rect, &main, &kept);
    #[cfg(feature = "charts")]
    if let Some(own) = &own {
        closer::draw(cx, out, own);
        if own.camera.is_some() {
            frame(cx, out, own.rect);
        }
    }
    (map, imprint::draw(cx, out, (map.x, map.bottom()), map.width))
}

/// Districts and coast on one sheet.
fn sheet(cx: &Context, out: &mut Builder, topology: &Topology, sheet: &Sheet, shown: &[Shown]) {
    for s in shown.iter().filter(|s| !s.path.subpaths.is_empty()) {
        regions(cx, out, s);
    }
    let coast = clip(&topology.lines(&topology.borders().outline, &sheet.projection), &sheet.rect);
    let style = Style::stroke(cx.theme.ink_3.mix(cx.theme.ground, 0.35), 1.0);
    out.push(Node::new(Shape::Path(coast), style, Role::Ornament));
}

/// Where the inset lies on the map, and the way from there to it.
fn ground(cx: &Context, out: &mut Builder, inset: &Inset) {
    let (from, to) = (inset.frame, inset.sheet.rect);
    let lead = Stroke::solid(cx.theme.ink_3.mix(cx.theme.ground, 0.35), 1.0);
    let ends = match to.x >= from.right() {
        true => [(from.right(), from.y, to.x, to.y), (from.right(), from.bottom(), to.x, to.bottom())],
        false => [(from.x, from.bottom(), to.x, to.y), (from.right(), from.bottom(), to.right(), to.y)],
    };
    for (x, y, to_x, to_y) in ends {
        out.line(point(x, y), point(to_x, to_y), lead, Role::Guide);
    }
    frame(cx, out, from);
    out.push(Node::new(Shape::Rect(to), Style::fill(cx.theme.ground), Role::Ornament));
}

fn frame(cx: &Context, out: &mut Builder, rect: Rect) {
    out.push(Node::new(Shape::Rect(rect), Style::stroke(cx.theme.ink_2, 1.0), Role::Guide));
}

fn value(cx: &Context, classes: &Classes, row: Option<usize>) -> String {
    let row = row.and_then(|row| cx.table.rows.get(row)).filter(|row| row.value.known().is_some());
    row.map_or_else(String::new, |row| classes.text(cx, row))
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
            let absence = absence(cx, None).unwrap_or(Absence::Missing);
            out.push(node.label(format!("{}，{}", s.region.name, absence.words())));
        }
    }
}

/// The legend of the classes, and what the districts without one have instead.
fn legend_of<'c>(cx: &Context, classes: &'c Classes) -> Legend<'c> {
    let absences = fill::absences(cx);
    let is_any = |wanted: Absence| absences.contains(&wanted);
    let mut others = Vec::new();
    if is_any(Absence::Missing) {
        others.push(Entry::new(cx.theme.missing, Absence::Missing.words().into()));
    }
    // Both are light grey: neither has a place in the classes, nor a figure that is still to come.
    let grey = [Absence::Inapplicable, Absence::Unlisted].into_iter().filter(|absence| is_any(*absence));
    let words = crate::nearest::joined(grey.map(Absence::words), "、");
    if !words.is_empty() {
        others.push(Entry::new(Fill::Solid(cx.theme.rule), words));
    }
    Legend::new(cx, classes, true, others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use crate::diagnostic::Diagnostics;
    use crate::scene::Color;
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
            approval: &loaded.spec.approval,
            domain: None,
            #[cfg(feature = "charts")]
            plane: None,
            #[cfg(feature = "charts")]
            is_facet: false,
            hidden: &[],
            classes: &[],
            zoomed: false,
            #[cfg(feature = "charts")]
            whole: &loaded.tables[0],
            #[cfg(feature = "charts")]
            searched: None,
            #[cfg(feature = "charts")]
            listed: None,
            #[cfg(feature = "charts")]
            camera: None,
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
        entries(cx).into_iter().map(|entry| entry.label).collect()
    }

    fn entries(cx: &Context) -> Vec<Entry> {
        legend_of(cx, &fill::classes(cx)).entries().to_vec()
    }

    fn classes(cx: &Context) -> Classes {
        fill::classes(cx)
    }

    const METHODS: [&str; 5] = ["quantile", "equal", "jenks", "deviation", "pretty"];

    #[test]
    fn a_district_has_the_colour_of_the_class_that_its_label_names() {
        let growth = r#""compute":{"growth":"2010-11-01"},"#;
        let asked = (2..=7).flat_map(|n| METHODS.map(|method| (n, method)));
        for (asked, (n, method)) in asked.flat_map(|asked| [("", asked), (growth, asked)]) {
            let view = format!(r#"{asked}"period":"2020-11-01","classes":{n},"method":"{method}""#);
            with(&view, CENSUS, |cx| {
                let classes = classes(cx);
                let entries = entries(cx);
                let mut members = vec![0; entries.len()];
                for row in &cx.table.rows {
                    let printed = classes.text(cx, row).replace(',', "").replace('−', "-").replace('+', "");
                    let exact = row.value.known().unwrap().shifted(classes.measure.scaling.power);
                    let drawn = classes.fill(cx, row);
                    let at = entries.iter().position(|e| e.fill == drawn).unwrap();
                    let (low, high) = bounds_of(&entries[at].label);
                    for value in [Decimal::parse(&printed).unwrap(), exact] {
                        assert_eq!(at, classes.threshold.class(value), "{value:?}");
                        let value = value.to_f64();
                        assert!(low <= value && value < high, "{value:?} {low} {high}");
                    }
                    members[at] += 1;
                }
                assert!(members.len() <= n && members.iter().sum::<usize>() == 10, "{members:?}");
                // Where classes go by the values each has one.
                if matches!(method, "quantile" | "jenks") {
                    assert!(members.len() == n && !members.contains(&0), "{members:?}");
                }
            });
        }
    }

    #[test]
    fn a_label_has_the_digits_that_show_its_side_of_a_break() {
        let values = [("370202", "999960"), ("370203", "1000000"), ("370211", "2000000")];
        with(r#""breaks":[1000000]"#, &data("人", &values), |cx| {
            let texts: Vec<String> = cx.table.rows.iter().map(|row| classes(cx).text(cx, row)).collect();
            assert_eq!(texts, ["99.996", "100.0", "200.0"]);
            assert_eq!(legend_labels(cx)[..2], ["低于 100", "100 及以上"]);
        });
    }

    #[test]
    fn the_legend_says_the_method_and_what_is_not_in_the_classes() {
        let values = [("370202", "1"), ("370203", "2"), ("370211", "30"), ("370212", "31")];
        let head = |view: &str, expected: &str| {
            with(view, &data("个", &values), |cx| assert_eq!(classes(cx).headline(), expected));
        };
        head(r#""method":"jenks","classes":2"#, "单位：个；自然断点分级（Jenks），各级含下限");
        head(r#""method":"equal","midpoint":10"#, "单位：个；等距分级，各级含下限，以 10 为界");
        head(r#""method":"none""#, "单位：个；不分级，颜色随数值连续变化");
        head(r#""method":"deviation""#, "单位：个；标准差分级（计算值：平均 16.0，标准差 16.8），各级含下限");
        with(
            r#""method":"category","categories":[{"value":2,"label":"沿海"}]"#,
            &data("个", &values),
            |cx| {
                assert_eq!(legend_labels(cx), ["1", "沿海", "30", "31", "暂无数据"]);
                assert_eq!(classes(cx).text(cx, &cx.table.rows[1]), "沿海");
            },
        );
    }

    #[test]
    fn a_class_says_who_is_in_it_and_what_pressing_it_does() {
        let values = [("370202", "1"), ("370203", "2"), ("370211", "30")];
        with(r#""method":"jenks","classes":2"#, &data("个", &values), |cx| {
            let spoken = |cx: &Context| entries(cx).into_iter().map(|e| e.spoken).collect::<Vec<_>>();
            assert_eq!(spoken(cx)[0], "图例：低于 16（个），2 个：370202、370203，按回车只看这一级");
            let picked = Context { classes: &[1, 9], ..*cx };
            assert_eq!(
                spoken(&picked)[0],
                "图例：低于 16（个），2 个：370202、370203，未在看，按回车也看这一级"
            );
            assert_eq!(spoken(&picked)[1], "图例：16 及以上（个），1 个：370211，正在只看，按回车取消");
            let own = |cx: &Context, row: usize| classes(cx).fill(cx, &cx.table.rows[row]);
            assert_eq!(own(cx, 2), own(&picked, 2));
            assert_ne!(own(cx, 0), own(&picked, 0));
            // What new data no longer have is not looked at.
            assert_eq!(own(cx, 0), own(&Context { classes: &[9], ..*cx }, 0));
        });
    }

    #[test]
    fn what_cannot_be_is_not_what_was_not_published() {
        let data = data("个", &[("370202", "1"), ("370203", "null"), ("370211", "null"), ("370212", "3")]);
        let data = data.replacen(r#""value":null"#, r#""value":null,"missing":"不适用（无海岸线）""#, 1);
        with(r#""areas":["370202","370203","370211","370212"]"#, &data, |cx| {
            assert_eq!(legend_labels(cx)[2..], ["暂无数据", "不适用、未列入"]);
            let fills: Vec<Fill> = (1..3).map(|i| classes(cx).fill(cx, &cx.table.rows[i])).collect();
            assert_eq!(fills, [Fill::Solid(LIGHT.rule), LIGHT.missing]);
        });
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
                let last = classes.threshold.classes() - 1;
                let colors = (classes.color(cx, 0), classes.color(cx, last));
                assert_eq!(colors, ends);
            });
        };
        let growing = r#"["370211","370212","370213","370214"]"#;
        let color = |t: f64| LIGHT.growth_at(t, crate::dataset::Direction::Neutral);
        ends(growing, false, (color(1e-6), color(1.0)));
        ends(growing, true, (color(-1.0), color(-1e-6)));
        with(r#""classes":3,"compute":{"growth":"2001"},"period":"2002""#, &census(false), |cx| {
            let classes = classes(cx);
            assert!(classes.values.iter().any(|(v, _)| v.mantissa < 0) && classes.threshold.below == 1);
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
            assert_eq!(classes(cx).text(cx, &cx.table.rows[0]), "0.03");
        });
    }
}
