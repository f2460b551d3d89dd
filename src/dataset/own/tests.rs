//! The own format in both forms, sound and broken.

use crate::dataset::{Dataset, Status, Value, read};
use crate::decimal::Decimal;
use crate::diagnostic::Diagnostics;

const HEAD: &str = r#"{"qdviz":"indicators/1",
    "sources":[{"id":"s","title":"公报"}],
    "areas":[{"code":"370202","name":"市南区","aliases":["市南"],"kind":"区","parent":"370200"}],
    "indicators":[{"id":"i","name":"指数","decimals":2,"direction":"higher"}],
    "observations":["#;

fn read_with(observations: &str) -> (Option<Dataset>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = read(format!("{HEAD}{observations}]}}").as_bytes(), None, &mut faults);
    let told = faults.into_items().into_iter();
    (set, told.map(|d| format!("{} {} {}", d.path, d.message, d.hint)).collect())
}

#[test]
fn a_figure_is_kept_digit_for_digit_under_any_name_of_its_area() {
    let (set, told) = read_with(
        r#"{"indicator":"i","area":"市南","period":"2019","value":95.240,"source":"s"},
           {"indicator":"i","area":"370202","period":"2020","value":null,"missing":"未公布"}"#,
    );
    let set = set.unwrap();
    assert_eq!(told, [""; 0]);
    assert_eq!(set.observations.at(0).value.known(), Decimal::parse("95.240"));
    assert_eq!(set.observations.at(1).value, Value::Missing("未公布".into()));
    assert_eq!(set.observations.at(0).source, Some(0));
    assert!(set.areas[0].is_district());
}

#[test]
fn bad_beside_good_costs_only_itself() {
    let (set, told) = read_with(
        r#"{"indicator":"i","area":"市男","period":"2020","value":1},
           {"indicator":"i","area":"市南区","period":"去年","value":1},
           {"indicator":"i","area":"市南区","period":"2020","value":"1"},
           {"indicator":"i","area":"市南区","period":"2021","value":2,"source":"t"}"#,
    );
    let set = set.unwrap();
    assert_eq!(set.observations.len(), 2);
    assert_eq!(set.observations.at(0).value, Value::Missing("数值无法识别".into()));
    assert!(told[0].starts_with("data#/observations/0/area 没有名为“市男”的地区"), "{}", told[0]);
    assert!(told[0].ends_with("是否想写“市南”？"), "{}", told[0]);
    assert!(told[1].starts_with("data#/observations/1/period “去年”"));
    assert!(told[3].starts_with("data#/observations/3/source"));
}

#[test]
fn nothing_usable_is_an_error() {
    let (set, told) = read_with("");
    assert!(set.is_none());
    assert!(told[0].starts_with("data#/observations 数据文件里没有可用的观测值"));
    let mut faults = Diagnostics::default();
    assert!(read(b"[1]", None, &mut faults).is_none() && faults.is_fatal());
}

#[test]
fn known_places_need_no_description() {
    let (set, told) = read_with(
        r#"{"indicator":"i","area":"即墨市","period":"2020","value":1,"status":"over","phrase":"1余"},
           {"indicator":"i","area":"370282","period":"2021","value":2}"#,
    );
    let set = set.unwrap();
    assert_eq!(told, [""; 0]);
    let jimo = set.area("370215").unwrap();
    assert_eq!(set.series(0, jimo), [0, 1]);
    assert_eq!(set.areas[jimo].name, "即墨区");
    assert_eq!(set.observations.at(0).status, Status::Over);
    assert_eq!(set.observations.at(0).remark.as_ref().unwrap().phrase.as_ref(), "1余");
}

#[test]
fn a_described_place_has_the_code_that_it_has_today() {
    let document = r#"{"qdviz":"indicators/1","areas":[{"code":"370282","name":"即墨市","parent":"370200","kind":"市"}],
        "indicators":[{"id":"i","name":"一"}],
        "observations":[{"indicator":"i","area":"370282","period":"2010","value":1},
                        {"indicator":"i","area":"370215","period":"2020","value":2},
                        {"indicator":"i","area":"即墨市","period":"2015","value":3}]}"#;
    let mut faults = Diagnostics::default();
    let set = read(document.as_bytes(), None, &mut faults).unwrap();
    assert_eq!(faults.into_items(), []);
    assert_eq!(
        (set.areas.len(), set.areas[0].code.as_str(), set.areas[0].name.as_str()),
        (1, "370215", "即墨市")
    );
    assert_eq!(set.series(0, 0), [0, 2, 1]);
    assert_eq!((set.area("370282"), set.area("370215")), (Some(0), Some(0)));
}

#[test]
fn a_second_value_is_told_and_a_repeated_one_is_not() {
    let (set, told) = read_with(
        r#"{"indicator":"i","area":"市南","period":"2021","value":3},
           {"indicator":"i","area":"市南","period":"2020","value":1},
           {"indicator":"i","area":"370202","period":"2021","value":3},
           {"indicator":"i","area":"市南区","period":"2020","value":2}"#,
    );
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("data#/observations/3 市南区的“指数”（2020）有两个不同的值"), "{}", told[0]);
    assert_eq!(set.unwrap().series(0, 0), [1, 0]);
}

#[test]
fn a_name_that_stands_twice_is_told_and_means_the_first() {
    let document = r#"{"qdviz":"indicators/1","title":5,"updated":["2020"],
        "sources":[{"id":"s","title":"甲"},{"id":"t","title":"乙"},{"id":"s","title":"丙"}],
        "areas":[{"name":"无代码"},{"code":"a","name":"甲"},{"code":"a","name":"乙"}],
        "indicators":[{"id":"i","name":"一"},{"id":"i","name":"二"},{"id":"i","name":"三"}],
        "observations":[{"indicator":"i","area":"a","period":"2020","value":1,"source":"s"}]}"#;
    let mut faults = Diagnostics::default();
    let set = read(document.as_bytes(), None, &mut faults).unwrap();
    let told: Vec<String> = faults.into_items().into_iter().map(|d| d.path).collect();
    assert_eq!(
        told,
        [
            "data#/title",
            "data#/updated",
            "data#/sources/2",
            "data#/areas/2",
            "data#/indicators/1",
            "data#/indicators/2",
            "data#/areas/0/code"
        ]
    );
    let only = &set.observations.at(0);
    assert_eq!((only.indicator, only.area, only.source), (0, 0, Some(0)));
}

#[test]
fn spaces_around_a_name_mean_nothing_and_cost_nothing() {
    let row = |at: usize| {
        let spaces = [" ", "\u{3000}"][at % 2].repeat(at / 2);
        format!(r#"{{"indicator":"i","area":"崂山{spaces}","period":"{}","value":1}}"#, 2000 + at)
    };
    let (set, told) = read_with(&(0..60).map(row).collect::<Vec<_>>().join(","));
    let set = set.unwrap();
    assert_eq!(told, [""; 0]);
    assert_eq!(set.series(0, set.area("370212").unwrap()).len(), 60);
}

#[test]
fn where_rows_and_columns_stand_together_no_place_names_the_wrong_one() {
    let mut faults = Diagnostics::default();
    let row = r#"{"indicator":"i","area":"市南","period":"2020","value":1}"#;
    let columns = r#"{"indicator":"i","area":"市南","period":"2020","value":[2]}"#;
    let set = read(format!(r#"{HEAD}{row}],"columns":{columns}}}"#).as_bytes(), None, &mut faults).unwrap();
    assert_eq!(set.observations.len(), 2);
    assert_eq!(faults.first().unwrap().path, "data#");
    let mut faults = Diagnostics::default();
    read(format!(r#"{HEAD}{row},{{}}],"columns":null}}"#).as_bytes(), None, &mut faults).unwrap();
    assert_eq!(faults.first().unwrap().path, "data#/observations/1/indicator");
}

#[test]
fn a_format_that_no_reader_has_is_the_view_s_fault() {
    let mut faults = Diagnostics::default();
    assert!(read(b"{}", Some("xls"), &mut faults).is_none());
    assert_eq!(faults.first().unwrap().path, "view#/format");
}

#[test]
fn entries_cost_only_themselves_and_know_one_another() {
    let mut faults = Diagnostics::default();
    let text = r#"{"qdviz":"indicators/1","entries":[
        {"id":"a","name":"甲","next":["b","x","b"],"area":"市男区","due":"明年","state":"finished","progress":120},
        {"group":"没有名称"},
        {"id":"b","name":"乙","start":"2020-06","due":"2020-01","impact":6},
        {"id":"b","name":"丙","progress":"9"}]}"#;
    let set = read(text.as_bytes(), None, &mut faults).unwrap();
    let names: Vec<&str> = set.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(names, ["甲", "乙", "丙"]);
    assert_eq!(set.entries[0].next, [1], "the item left out between them does not shift the link");
    let told: Vec<String> =
        faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message)).collect();
    for (path, sentence) in [
        ("data#/entries/3", "“b”重复"),
        ("data#/entries/0/area", "没有名为“市男区”的地区"),
        ("data#/entries/0/due", "不是可识别的时期"),
        ("data#/entries/0/state", "不能是“finished”"),
        ("data#/entries/0/progress", "应在 0 到 100 之间"),
        ("data#/entries/0/next", "没有 id 为“x”的条目"),
        ("data#/entries/1/name", "缺少“name”"),
        ("data#/entries/2/due", "早于“start”"),
        ("data#/entries/2/impact", "1 到 5"),
        ("data#/entries/3/progress", "不是可用的数值"),
    ] {
        assert!(
            told.iter().any(|line| line.starts_with(path) && line.contains(sentence)),
            "{path} in {told:#?}"
        );
    }
}

fn columns(text: &str) -> (Option<Dataset>, Vec<String>) {
    let head = HEAD.trim_end_matches(r#""observations":["#);
    let mut faults = Diagnostics::default();
    let set = read(format!(r#"{head}"columns":{text}}}"#).as_bytes(), None, &mut faults);
    let told = faults.into_items().into_iter();
    (set, told.map(|d| format!("{} {} {}", d.path, d.message, d.hint)).collect())
}

#[test]
fn columns_say_the_same_as_rows() {
    let (by_columns, told) = columns(
        r#"{"indicator":"i","area":{"dictionary":["市南","即墨市"],"codes":[0,0,1]},"period":["2019","2020","2020"],
            "value":[95.240,null,1.5],"missing":[null,"未公布",null],"status":["revised",null,null],"source":"s",
            "page":[null,null,"第3页"],"note":{"dictionary":["注"],"codes":[null,null,0]}}"#,
    );
    assert_eq!(told, [""; 0]);
    let (by_rows, told) = read_with(
        r#"{"indicator":"i","area":"市南","period":"2019","value":95.240,"source":"s","status":"revised"},
           {"indicator":"i","area":"市南","period":"2020","value":null,"missing":"未公布","source":"s"},
           {"indicator":"i","area":"即墨市","period":"2020","value":1.5,"source":"s","page":"第3页","note":"注"}"#,
    );
    assert_eq!(told, [""; 0]);
    let (by_columns, by_rows) = (by_columns.unwrap(), by_rows.unwrap());
    assert_eq!(by_columns.observations, by_rows.observations);
    assert_eq!(by_columns.areas, by_rows.areas);
}

#[test]
fn what_is_wrong_in_a_column_costs_its_rows_only() {
    let (set, told) = columns(
        r#"{"indicator":"i","area":{"dictionary":["市男","市南"],"codes":[0,1,7,1,1.5,null]},"period":["2019","2020","2020","99"],
            "value":[1,"2",3,4,5,6],"status":"sure"}"#,
    );
    let set = set.unwrap();
    assert_eq!(set.observations.len(), 1);
    assert_eq!(set.observations.at(0).value, Value::Missing("数值无法识别".into()));
    for expected in [
        "data#/columns/area/dictionary/0 没有名为“市男”的地区，有关的行已跳过 是否想写“市南”？",
        "data#/columns/period “period”有 4 项，“value”有 6 项，缺的行已跳过 ",
        "data#/columns/status/0 “status”不能是“sure”，已忽略 ",
        "data#/columns/value/1 不是可用的数值（最多 18 位） 数值不加引号；缺数写 null",
        "data#/columns/area/codes/2 代码不在词典里，此条已跳过 代码从 0 数起，是词典里的位置",
        "data#/columns/area/codes/4 代码不在词典里，此条已跳过 代码从 0 数起，是词典里的位置",
        "data#/columns/area/codes/5 代码不在词典里，此条已跳过 代码从 0 数起，是词典里的位置",
    ] {
        assert!(told.iter().any(|line| line == expected), "{expected} is not in {told:#?}");
    }
}

#[test]
fn columns_without_what_is_required_are_an_error() {
    for (text, expected) in [
        ("{}", "data#/columns/value “value”里没有数值"),
        (r#"{"value":[1],"area":"市南","period":"2020"}"#, "data#/columns/indicator 缺少“indicator”"),
    ] {
        let (set, told) = columns(text);
        assert!(set.is_none());
        assert!(told[0].starts_with(expected), "{}", told[0]);
    }
}

#[test]
fn what_refers_to_nothing_or_to_two_things_is_told() {
    let document = r#"{"qdviz":"indicators/1",
        "areas":[{"code":"1","name":"鼓楼区","parent":"370200"},{"code":"2","name":"鼓楼区","parent":"9"}],
        "indicators":[{"id":"total","name":"人口"},{"id":"men","name":"男","of":"totel"},{"id":"all","name":"女","of":"total"}],
        "observations":[{"indicator":"men","area":"鼓楼区","period":"2020","value":1,"missing":"未公布"}]}"#;
    let mut faults = Diagnostics::default();
    let set = read(document.as_bytes(), None, &mut faults).unwrap();
    assert_eq!((set.observations.at(0).area, set.observations.at(0).value.known().unwrap().mantissa), (0, 1));
    let told = faults.into_items().into_iter().map(|d| format!("{} {} {}", d.path, d.message, d.hint));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "data#/areas/1/parent 没有代码为“9”的上级地区 ",
            "data#/indicators/1/of 没有名为“totel”的总体指标 是否想写“total”？",
            "data#/observations/0/missing 有数值又写了缺数原因，原因已略去 没有数值时 value 写 null",
            "data#/areas 不止一个地区叫“鼓楼区”，有关的数都算作前一个的 观测值里改写地区的代码",
        ]
    );
}
