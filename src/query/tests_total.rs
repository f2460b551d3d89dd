//! Totals and parts, targets, stages, and plots with two axes.

use super::*;
use crate::config::Stack;
use crate::decimal::Decimal;
use crate::{config, dataset};

const DATA: &str = r#"{"qdviz":"indicators/1",
  "areas":[{"code":"0","name":"市"},{"code":"1","name":"甲区","parent":"0","kind":"区"},
           {"code":"2","name":"乙区","parent":"0","kind":"区"},{"code":"3","name":"丙区","parent":"0","kind":"区"}],
  "indicators":[{"id":"t","name":"总量","unit":"亿元","target":80},{"id":"a","name":"一","unit":"亿元","of":"t"},
                {"id":"b","name":"二","unit":"万元","of":"t"},{"id":"n","name":"件数","unit":"件"},
                {"id":"r","name":"增速","unit":"%","kind":"growth"},{"id":"s","name":"另一增速","unit":"%","kind":"growth"},
                {"id":"l","name":"浓度","unit":"件","direction":"lower","target":10}],
  "observations":[
    {"indicator":"t","area":"0","period":"2020","value":100},{"indicator":"a","area":"0","period":"2020","value":60.5},
    {"indicator":"b","area":"0","period":"2020","value":300000},
    {"indicator":"n","area":"0","period":"2019","value":50},{"indicator":"n","area":"0","period":"2020","value":60},
    {"indicator":"n","area":"1","period":"2019","value":20},{"indicator":"n","area":"1","period":"2020","value":19},
    {"indicator":"n","area":"2","period":"2019","value":30},{"indicator":"n","area":"2","period":"2020","value":41},
    {"indicator":"n","area":"3","period":"2020","value":1},
    {"indicator":"r","area":"0","period":"2020","value":2},{"indicator":"s","area":"0","period":"2020","value":-1},
    {"indicator":"l","area":"0","period":"2020","value":8}]}"#;

fn ask(view: &str) -> (Dataset, Panel, Table, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = dataset::read(DATA.as_bytes(), None, &mut faults).unwrap();
    let view = format!(r#"{{"qdviz":"view/1",{view}}}"#);
    let document = config::read(view.as_bytes(), &mut faults).unwrap();
    let spec = config::Spec::resolve(document, &mut faults).unwrap();
    let mut told = Diagnostics::default();
    let table = run(&spec.panels[0], &set, &mut told).unwrap();
    let told = told.into_items().into_iter().map(|d| d.message).collect();
    (set, spec.panels[0].clone(), table, told)
}

/// Item and value of every row.
fn rows(table: &Table) -> Vec<String> {
    let row = |row: &Row| {
        let value = row.value.known().map_or("–".into(), |value| table.measure.exact(value));
        format!("{} {value}", table.items[row.item])
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn slices_are_the_parts_of_their_indicator_in_its_unit() {
    let (_, _, table, told) = ask(r#""kind":"waterfall","indicator":"t","areas":"city""#);
    assert_eq!(rows(&table), ["总量 100 亿元", "一 60.5 亿元", "二 30 亿元"]);
    assert_eq!((table.measure.name.as_str(), told), ("总量", vec![]));
}

#[test]
fn a_total_stands_before_its_areas_and_two_periods_are_a_change() {
    let (set, _, table, told) =
        ask(r#""kind":"waterfall","indicator":"n","areas":"districts","periods":["2019","2020"]"#);
    assert_eq!(rows(&table), ["市 +10 件", "乙区 +11 件", "甲区 −1 件", "丙区 –"]);
    assert_eq!(table.measure.name, "件数变化");
    assert_eq!(base(&table.rows[0], &table, &set), Some(Decimal::whole(50)));
    assert_eq!(told, [""; 0]);
}

#[test]
fn the_first_of_a_list_that_is_not_all_districts_is_the_total() {
    let (_, _, table, _) = ask(r#""kind":"waterfall","indicator":"n","areas":["市","甲区"],"period":"2020""#);
    assert_eq!(rows(&table), ["市 60 件", "甲区 19 件"]);
}

#[test]
fn what_has_no_sum_is_not_stacked() {
    let stack = |view: &str| {
        let (set, panel, table, told) = ask(view);
        (stacking(&panel, &table, &set), told.len())
    };
    let rates = r#""kind":"bar","indicators":["r","s"],"areas":"city","item":"area","stack":"#;
    assert_eq!(stack(&format!("{rates}\"stacked\"")), (Stack::Grouped, 1));
    assert_eq!(stack(&format!("{rates}\"diverging\"")), (Stack::Grouped, 1), "one is negative");
    let levels = r#""kind":"bar","indicators":["a","b"],"areas":"city","item":"area","stack":"percent""#;
    assert_eq!(stack(levels), (Stack::Percent, 0));
    let (_, _, _, told) = ask(r#""kind":"bar","indicators":["a","b"],"areas":"city","log":true"#);
    assert_eq!(told, ["条形从零开始，不能用对数轴"]);
}

#[test]
fn progress_needs_a_target_that_is_to_be_reached_from_below() {
    let (set, _, table, told) =
        ask(r#""kind":"bar","indicators":["t","n","l"],"areas":"city","progress":true"#);
    let shares: Vec<_> = table.rows.iter().map(|row| progress(row, &table, &set)).collect();
    assert_eq!(shares, [Decimal::parse("125.0"), None, None]);
    assert_eq!(told, ["“件数”没有目标值，不能画完成进度", "“浓度”越低越好，不能画完成进度"]);
}

#[test]
fn stages_are_compared_with_the_one_before_and_one_that_widens_is_told() {
    let (_, _, table, told) = ask(r#""kind":"funnel","indicators":["t","a","b"],"areas":"city""#);
    assert_eq!(rate(&table.rows[1], &table.rows[0]), Decimal::parse("60.5"));
    assert_eq!(told, [""; 0]);
    let (_, _, _, told) = ask(r#""kind":"funnel","indicators":["a","t"],"areas":"city""#);
    assert_eq!(told, ["“总量”比前一级“一”还大，不是逐级收窄"]);
}

#[test]
fn a_second_axis_is_for_a_second_unit_and_there_is_no_third() {
    let (set, panel, table, told) = ask(r#""kind":"combo","indicators":["t","r","n","s"],"areas":"city""#);
    assert_eq!(told, ["“件数”的单位是第三种，一幅图最多两根轴，已略去"]);
    assert_eq!(table.series, ["总量", "增速", "另一增速"]);
    assert!(table.rows.iter().all(|row| row.series == row.column && row.column < 3));
    let bars = Place { is_line: false, is_right: false };
    let line = Place { is_line: true, is_right: true };
    assert_eq!(places(&panel, &table, &set), [bars, line, line]);
    let (set, panel, table, told) =
        ask(r#""kind":"combo","indicators":["r","s"],"areas":"city","lines":["r","nn"]"#);
    assert_eq!(places(&panel, &table, &set), [Place { is_line: true, is_right: false }, bars]);
    assert_eq!(told, ["数据里没有指标“nn”"]);
}
