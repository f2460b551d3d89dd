use super::*;
use crate::decimal::Decimal;
use crate::{config, dataset};

const DATA: &str = r#"{"qdviz":"indicators/1",
  "areas":[{"code":"0","name":"市"},{"code":"1","name":"甲区","parent":"0","kind":"区"},
           {"code":"2","name":"乙区","parent":"0","kind":"区"},{"code":"3","name":"丙市","parent":"0","kind":"市"},
           {"code":"z","name":"丁功能区","parent":"0","kind":"功能区"}],
  "indicators":[{"id":"n","name":"户数","unit":"户"},{"id":"r","name":"增速","unit":"%","decimals":1,"direction":"lower"},
                {"id":"g","name":"生产总值","unit":"亿元"}],
  "observations":[
    {"indicator":"n","area":"1","period":"2019","value":100},{"indicator":"n","area":"1","period":"2020","value":150},
    {"indicator":"n","area":"2","period":"2019","value":0},{"indicator":"n","area":"2","period":"2020","value":150},
    {"indicator":"n","area":"3","period":"2020","value":40},{"indicator":"n","area":"0","period":"2020","value":340},
    {"indicator":"n","area":"0","period":"2019-H1","value":170},
    {"indicator":"r","area":"1","period":"2020","value":1.5},{"indicator":"r","area":"2","period":"2020","value":-2.0},
    {"indicator":"g","area":"1","period":"2019","value":10},{"indicator":"g","area":"1","period":"2020","value":12}]}"#;

fn ask(view: &str) -> (Dataset, Option<Table>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = dataset::read(DATA.as_bytes(), None, &mut faults).unwrap();
    let document = config::read(view.as_bytes(), &mut faults).unwrap();
    let spec = config::Spec::resolve(document, &mut faults).unwrap();
    let mut told = Diagnostics::default();
    let table = run(&spec.panels[0], &set, &mut told);
    let told = told.into_items().into_iter().map(|d| format!("{} {} {}", d.path, d.message, d.hint));
    (set, table, told.collect())
}

fn names(set: &Dataset, table: &Table) -> Vec<String> {
    table.rows.iter().map(|r| set.areas[r.area].name.clone()).collect()
}

#[test]
fn districts_are_sorted_ranked_and_compared() {
    let (set, table, told) = ask(r#"{"kind":"bar","indicator":"n"}"#);
    let table = table.unwrap();
    assert_eq!(told, [""; 0]);
    assert_eq!(names(&set, &table), ["甲区", "乙区", "丙市"]);
    let ranks: Vec<_> = table.rows.iter().map(|r| rank(r, &table, &set)).collect();
    assert_eq!(ranks, [Some((1, 3)), Some((1, 3)), Some((3, 3))]);
    let changes: Vec<_> =
        table.rows.iter().map(|r| changes(r, &table, &set).first().map(|c| c.value)).collect();
    assert_eq!(changes, [Decimal::parse("50.0"), None, None]);
}

#[test]
fn rates_and_output_are_never_compared_in_per_cent() {
    let (set, table, _) = ask(r#"{"kind":"bar","indicator":"r"}"#);
    let table = table.unwrap();
    assert_eq!(table.rows.iter().find_map(|r| changes(r, &table, &set).pop()), None);
    let best = table.rows.iter().find(|r| rank(r, &table, &set) == Some((1, 2))).unwrap();
    assert_eq!(set.areas[best.area].name, "乙区", "less is better");
    let (set, table, _) = ask(r#"{"kind":"line","indicator":"g","areas":["甲区"]}"#);
    let table = table.unwrap();
    assert_eq!(changes(&table.rows[1], &table, &set), []);
}

#[test]
fn growth_is_computed_only_between_two_positive_numbers() {
    let (_, table, _) = ask(r#"{"kind":"bar","indicator":"n","compute":{"growth":"2019"},"sort":"none"}"#);
    let table = table.unwrap();
    assert_eq!((table.measure.unit.as_str(), table.measure.name.as_str()), ("%", "户数增长"));
    let values: Vec<_> = table.rows.iter().map(|r| r.value.known()).collect();
    assert_eq!(values, [Decimal::parse("50.0"), None, None]);
}

#[test]
fn periods_of_another_kind_are_not_compared() {
    let (set, table, _) = ask(r#"{"kind":"line","indicator":"n","areas":"city"}"#);
    let table = table.unwrap();
    assert_eq!(table.rows.len(), 2);
    assert_eq!(changes(&table.rows[1], &table, &set), []);
}

#[test]
fn what_does_not_exist_is_told_once_with_the_nearest_name() {
    let (_, table, told) = ask(r#"{"kind":"bar","indicator":"户敉"}"#);
    assert!(table.is_none());
    assert_eq!(told, ["view#/indicator 数据里没有指标“户敉” 是否想写“户数”？"]);
    let (_, table, told) = ask(r#"{"kind":"bar","indicator":"n","period":"2021"}"#);
    assert!(table.is_none());
    assert_eq!(told, ["view#/period “户数”在所选时期没有数据 数据里有：2019年、2020年"]);
    let (_, table, told) = ask(r#"{"kind":"bar","indicator":"n","areas":["甲区","乙"]}"#);
    assert_eq!(table.unwrap().rows.len(), 1);
    assert_eq!(told, ["view#/areas 数据里没有地区“乙”，已略去 是否想写“乙区”？"]);
}

#[test]
fn lines_of_another_unit_are_left_out() {
    let (_, table, told) = ask(r#"{"kind":"line","indicators":["n","r"],"areas":["甲区"]}"#);
    assert_eq!(table.unwrap().series, ["户数"]);
    assert!(told[0].contains("不能换算成第一个指标的单位"), "{told:?}");
}

#[test]
fn contradictions_and_empty_lines_are_told() {
    let twice = DATA.replace(
        r#""observations":["#,
        r#""observations":[{"indicator":"n","area":"1","period":"2020","value":151},"#,
    );
    let mut faults = Diagnostics::default();
    let set = dataset::read(twice.as_bytes(), None, &mut faults).unwrap();
    let first = faults.first().unwrap();
    assert_eq!(first.path, "data#/observations/2");
    assert!(first.message.starts_with("甲区的“户数”（2020）有两个不同的值"), "{}", first.message);
    {
        let view = r#"{"kind":"line","indicator":"n","areas":["甲区","丁功能区"]}"#;
        let expected = "view# 丁功能区没有“户数”的数据，未画出";
        let document = config::read(view.as_bytes(), &mut faults).unwrap();
        let spec = config::Spec::resolve(document, &mut faults).unwrap();
        let mut told = Diagnostics::default();
        let table = run(&spec.panels[0], &set, &mut told).unwrap();
        let of_2020 = |r: &&Row| r.area == 1 && r.period == Period::parse("2020").unwrap();
        assert_eq!(table.rows.iter().find(of_2020).unwrap().value.known(), Some(Decimal::whole(151)));
        let told: Vec<String> =
            told.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message)).collect();
        assert!(told.iter().any(|t| t == expected), "{told:?}");
    }
}

#[test]
fn a_city_is_no_peer_of_its_districts() {
    let (set, table, _) = ask(r#"{"kind":"bar","indicator":"n","areas":["0","1","3"]}"#);
    let table = table.unwrap();
    let ranks: Vec<_> = table.rows.iter().map(|r| rank(r, &table, &set)).collect();
    assert_eq!(ranks, [None, Some((1, 2)), Some((2, 2))]);
}

const MONTHS: &str = r#"{"qdviz":"indicators/1",
  "indicators":[{"id":"m","name":"进出口额","unit":"亿元","decimals":1,"kind":"level"},
                {"id":"w","name":"出口额","unit":"万元","kind":"level"},
                {"id":"p","name":"优良率","unit":"%","decimals":1,"kind":"share"},
                {"id":"x","name":"环境指数","decimals":1,"kind":"index"}],
  "observations":[
    {"indicator":"m","area":"青岛","period":"2019-08","value":100},{"indicator":"m","area":"青岛","period":"2020-07","value":120},
    {"indicator":"m","area":"青岛","period":"2020-08","value":110.5},
    {"indicator":"m","area":"青岛","period":"2019-01/2019-08","value":800},
    {"indicator":"m","area":"青岛","period":"2020-01/2020-07","value":700},
    {"indicator":"m","area":"青岛","period":"2020-01/2020-08","value":840},
    {"indicator":"m","area":"青岛","period":"2020","value":1300},
    {"indicator":"m","area":"青岛","period":"2021","value":1400,"status":"over"},
    {"indicator":"m","area":"青岛","period":"../2019","value":50},{"indicator":"m","area":"青岛","period":"../2020","value":60},
    {"indicator":"m","area":"青岛","period":"../2020-11","value":48},{"indicator":"m","area":"青岛","period":"../2020-12","value":60},
    {"indicator":"w","area":"青岛","period":"2020-08","value":605000},
    {"indicator":"p","area":"青岛","period":"2019","value":80.9},{"indicator":"p","area":"青岛","period":"2020","value":85.2},
    {"indicator":"x","area":"青岛","period":"2019","value":80.9},{"indicator":"x","area":"青岛","period":"2020","value":85.2}]}"#;

/// The changes of the row of a period, each as label, value and unit.
fn changes_at(indicator: &str, period: &str) -> Vec<String> {
    let mut faults = Diagnostics::default();
    let set = dataset::read(MONTHS.as_bytes(), None, &mut faults).unwrap();
    let view = format!(r#"{{"kind":"line","indicator":"{indicator}"}}"#);
    let document = config::read(view.as_bytes(), &mut faults).unwrap();
    let spec = config::Spec::resolve(document, &mut faults).unwrap();
    let table = run(&spec.panels[0], &set, &mut faults).unwrap();
    let row = table.rows.iter().find(|r| r.period.written() == period).unwrap();
    let told = |c: &Change| format!("{} {}", c.label, format::signed(c.value, c.unit));
    changes(row, &table, &set).iter().map(told).collect()
}

#[test]
fn comparisons_are_made_where_they_mean_something() {
    assert_eq!(changes_at("m", "2020-08"), ["同比 +10.5%", "环比 −7.9%"]);
    assert_eq!(changes_at("m", "2020-01/2020-08"), ["同比 +5.0%"]);
    assert_eq!(changes_at("m", "2020-01/2020-07"), [""; 0]);
    assert_eq!(changes_at("m", "2021"), [""; 0], "more than 1400 is no number to compute with");
    assert_eq!(
        changes_at("m", "../2020"),
        ["比上年末 +20.0%"],
        "once, though the year before is the period before"
    );
    assert_eq!(changes_at("m", "../2020-12"), ["环比 +25.0%"]);
    assert_eq!(changes_at("p", "2020"), ["比上年 +4.3 个百分点"]);
    assert_eq!(changes_at("x", "2020"), [""; 0]);
}

fn ask_months(view: &str) -> (Option<Table>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = dataset::read(MONTHS.as_bytes(), None, &mut faults).unwrap();
    let document = config::read(view.as_bytes(), &mut faults).unwrap();
    let spec = config::Spec::resolve(document, &mut faults).unwrap();
    let table = run(&spec.panels[0], &set, &mut faults);
    (table, faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message)).collect())
}

#[test]
fn a_view_may_ask_for_another_unit_and_lines_share_one() {
    let bar =
        r#"{"qdviz":"view/1","kind":"bar","areas":"city","indicator":"w","period":"2020-08","unit":"UNIT"}"#;
    let (table, told) = ask_months(&bar.replace("UNIT", "亿元"));
    let table = table.unwrap();
    assert_eq!(told, [""; 0]);
    assert_eq!(table.measure.exact(table.rows[0].value.known().unwrap()), "60.5 亿元");
    let (table, told) = ask_months(&bar.replace("UNIT", "吨"));
    assert_eq!(table.unwrap().measure.unit, "万元");
    assert_eq!(told, ["view#/unit “万元”不能精确换算成“吨”，按公布的单位显示"]);
    let (table, told) = ask_months(r#"{"qdviz":"view/1","kind":"line","indicators":["m","w"]}"#);
    let table = table.unwrap();
    assert_eq!(told, [""; 0]);
    let exports = table.rows.iter().find(|row| row.series == 1).unwrap();
    assert_eq!(exports.value.known().map(|v| v.to_f64()), Some(60.5));
}

/// Two indicators with opposite directions, and a figure that is only a bound.
const RANKED: &str = r#"{"qdviz":"indicators/1",
  "indicators":[{"id":"a","name":"甲","unit":"件","direction":"higher"},{"id":"b","name":"乙","unit":"件","direction":"lower"}],
  "observations":[
    {"indicator":"a","area":"市南","period":"2020","value":5},{"indicator":"a","area":"市北","period":"2020","value":6},
    {"indicator":"b","area":"市南","period":"2020","value":5},{"indicator":"b","area":"市北","period":"2020","value":6},
    {"indicator":"a","area":"市南","period":"2021","value":5,"status":"over"},{"indicator":"a","area":"市北","period":"2021","value":6}]}"#;

#[test]
fn every_indicator_ranks_by_its_own_direction_and_bounds_do_not_rank() {
    let mut faults = Diagnostics::default();
    let set = dataset::read(RANKED.as_bytes(), None, &mut faults).unwrap();
    let view = r#"{"qdviz":"view/1","kind":"line","indicators":["a","b"],"areas":["市南","市北"]}"#;
    let document = config::read(view.as_bytes(), &mut faults).unwrap();
    let spec = config::Spec::resolve(document, &mut faults).unwrap();
    let table = run(&spec.panels[0], &set, &mut faults).unwrap();
    let ranks: Vec<_> = table.rows.iter().map(|r| rank(r, &table, &set).map(|(rank, _)| rank)).collect();
    assert_eq!(ranks, [Some(2), None, Some(1), None, Some(1), Some(2)]);
}

#[test]
fn a_hint_names_the_latest_periods_only() {
    let days: Vec<String> = (1..=30)
        .map(|day| format!(r#"{{"indicator":"a","area":"市南","period":"2020-06-{day:02}","value":1}}"#))
        .collect();
    let data = format!(
        r#"{{"qdviz":"indicators/1","indicators":[{{"id":"a","name":"甲"}}],"observations":[{}]}}"#,
        days.join(",")
    );
    let mut faults = Diagnostics::default();
    let set = dataset::read(data.as_bytes(), None, &mut faults).unwrap();
    let view = r#"{"qdviz":"view/1","kind":"bar","areas":["市南"],"period":"2019"}"#;
    let spec =
        config::Spec::resolve(config::read(view.as_bytes(), &mut faults).unwrap(), &mut faults).unwrap();
    assert_eq!(run(&spec.panels[0], &set, &mut faults), None);
    let hint = &faults.first().unwrap().hint;
    assert!(hint.starts_with("数据里有：……、2020年6月23日、") && hint.ends_with("2020年6月30日"), "{hint}");
}

#[test]
fn a_spread_finds_its_members_and_a_comparison_its_two_ends() {
    let (_, table, told) = ask(r#"{"kind":"box","indicator":"r","areas":"districts"}"#);
    let table = table.unwrap();
    assert_eq!((table.items.as_slice(), table.series.len(), told.len()), (&["增速".to_string()][..], 3, 0));
    let (_, table, told) = ask(r#"{"kind":"box","indicator":"n","areas":"districts"}"#);
    assert_eq!((table.unwrap().items.len(), told.len()), (2, 0), "a box for each period");
    let (_, table, told) =
        ask(r#"{"kind":"dumbbell","indicators":["n","n"],"areas":"districts","period":"2020"}"#);
    assert_eq!((table.unwrap().series.len(), told.len()), (2, 0), "one period: two indicators are the ends");
    let (_, table, told) = ask(r#"{"kind":"dumbbell","indicator":"n","areas":"districts","period":"2020"}"#);
    assert!(table.is_some());
    assert_eq!(told, ["view# 这种图要 2 组数，只有 1 组 用 periods、indicators 或 series 指明是哪几组"]);
}

#[test]
fn the_figures_of_a_point_are_read_together_and_one_indicator_makes_none() {
    let (set, table, _) = ask(r#"{"kind":"scatter","indicators":["n","g"],"areas":"districts"}"#);
    let table = table.unwrap();
    assert!(table.joint);
    for row in &table.rows {
        let members = table.members(row);
        assert_eq!(members.len(), 2);
        assert!(members.iter().all(|member| member.area == row.area));
    }
    let read = crate::readout::read(&table.rows[0], &table, &set);
    assert_eq!(read.lines[0], ("户数".into(), "150 户".into()));
    assert_eq!(read.lines[1], ("生产总值".into(), "12 亿元".into()));
    let (_, table, told) = ask(r#"{"kind":"scatter","indicator":"n","areas":"districts","period":"2020"}"#);
    assert!(table.is_none());
    assert!(told[0].starts_with("view# 散点图要两个指标"), "{told:?}");
}

#[test]
fn a_step_is_in_per_cent_in_points_or_in_the_unit() {
    let ends = |view: &str| {
        let (set, table, _) = ask(view);
        let table = table.unwrap();
        let (from, to) = (&table.rows[0], &table.rows[1]);
        step(from, to, &table, &set).map(|(value, unit)| format!("{}{unit}", format::number(value)))
    };
    let levels = r#"{"kind":"dumbbell","indicator":"n","areas":["甲区"],"periods":["2019","2020"]}"#;
    assert_eq!(ends(levels), Some("50.0%".into()));
    let output = r#"{"kind":"dumbbell","indicator":"g","areas":["甲区"],"periods":["2019","2020"]}"#;
    assert_eq!(ends(output), Some("2亿元".into()));
    let missing = r#"{"kind":"dumbbell","indicator":"n","areas":["丙市"],"periods":["2019","2020"]}"#;
    assert_eq!(ends(missing), None);
}
