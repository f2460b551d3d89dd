//! Documents in other formats as attackers and accidents make them, each with what is told about it.

#![allow(clippy::unwrap_used)]

use qdviz::dataset::read;
use qdviz::diagnostic::Diagnostics;

/// How many figures are left, and what is told first.
fn told(document: &str) -> (usize, String) {
    let mut faults = Diagnostics::default();
    let set = read(document.as_bytes(), None, &mut faults);
    let items = faults.into_items();
    assert!(items.iter().all(|item| !item.english.is_empty() && item.message.len() < 2_000));
    let first = items.first().map(|item| format!("{} {}", item.path, item.message));
    (set.map_or(0, |set| set.observations.len()), first.unwrap_or_default())
}

fn assert_told(document: &str, figures: usize, expected: &str) {
    let (found, told) = told(document);
    let shown: String = document.chars().take(600).collect();
    assert!(told.starts_with(expected) && !told.is_empty(), "{expected} is not {told} of {shown}");
    assert_eq!(found, figures, "figures of {shown}");
}

fn json_stat(places: &str, size: &str, value: &str) -> String {
    format!(
        r#"{{"version":"2.0","class":"dataset","label":"人口","id":["geo","time"],"size":{size},
        "role":{{"geo":["geo"],"time":["time"]}},"dimension":{{"geo":{{"category":{{{places}}}}},
        "time":{{"category":{{"index":["2019","2020"]}}}}}},"value":{value}}}"#
    )
}

#[test]
fn json_stat_that_lies_is_told() {
    let two = r#""index":["370202","370203"]"#;
    let four = "[1,2,3,4]";
    let circle = format!(r#"{two},"child":{{"370202":["370203"],"370203":["370202"]}}"#);
    let own_child = format!(r#"{two},"child":{{"370202":["370202"]}}"#);
    let children = "data#/dimension/geo/category/child “370202”一带的上下级关系成了环";
    for (document, figures, expected) in [
        (json_stat(&circle, "[2,2]", four), 4, children),
        (json_stat(&own_child, "[2,2]", four), 4, children),
        (json_stat(two, "[2,2]", "[1,2,3]"), 0, "data#/value “size”各数相乘得 4，“value”却有 3 项"),
        (json_stat(two, "[2,3]", four), 0, "data#/size/1 维度“time”有 2 个类目，与“size”所写不符"),
        (json_stat(two, "[1000000,1000000]", four), 0, "data#/size/0 维度“geo”有 2 个类目"),
        (json_stat(two, "[18446744073709551616,-1]", four), 0, "data#/size/0 "),
        (json_stat(two, "[2,2]", r#"{"0":1,"4":2}"#), 1, "data#/value/4 没有“4”这个位置，已跳过"),
        (json_stat(two, "[2,2]", r#"{"1":1,"99999999999999999999":2}"#), 1, "data#/value/999"),
        (json_stat(two, "[2,2]", r#"{"0":1,"0":2}"#), 1, "data#/value/0 位置“0”重复，只用第一个"),
        (json_stat(two, "[2,2]", r#"["NaN",2,3,4]"#), 4, "data#/value/0 不是可用的数值"),
        (json_stat(two, "[2,2]", "[1,2,3,1e400]"), 4, "data#/value/3 不是可用的数值"),
        (
            json_stat(r#""index":{"370202":0,"370203":1,"370202":1}"#, "[2,2]", four),
            4,
            "data#/dimension/geo/category/index/370202 “370202”重复，只用第一个",
        ),
        (
            json_stat(r#""index":{"370202":0,"370203":7}"#, "[2,2]", four),
            0,
            "data#/dimension/geo/category/index/370203 “370203”的位置应是 0 到 1 之间",
        ),
        (
            json_stat(two, "[2,2]", four).replace("\"2.0\"", "\"1.3\""),
            0,
            "data#/version 这是 JSON-stat 1.3 版",
        ),
    ] {
        assert_told(&document, figures, expected);
    }
}

/// A message whose series “1” is good, beside one of this key with these observations.
fn sdmx(key: &str, observations: &str) -> String {
    let series = format!(r#""{key}":{{"observations":{observations}}},"1":{{"observations":{{"0":[5]}}}}"#);
    format!(
        r#"{{"data":{{"structures":[{{"dimensions":{{
        "series":[{{"id":"REF_AREA","keyPosition":0,"values":[{{"id":"370202"}},{{"id":"370203"}}]}}],
        "observation":[{{"id":"TIME_PERIOD","keyPosition":1,"values":[{{"id":"2019"}},{{"id":"2020"}}]}}]}},
        "measures":{{"observation":[{{"id":"OBS_VALUE"}}]}},
        "attributes":{{"observation":[{{"id":"OBS_STATUS","values":[{{"id":"A"}}]}}]}}}}],
        "dataSets":[{{"structure":0,"series":{{{series}}}}}]}}}}"#
    )
}

#[test]
fn sdmx_json_that_lies_is_told() {
    let good = r#"{"0":[1]}"#;
    let at = "data#/data/dataSets/0/series";
    for (document, figures, expected) in [
        (sdmx("7", good), 1, format!("{at}/7 键“7”里有不存在的序号，已跳过")),
        (sdmx("-1", good), 1, format!("{at}/-1 键“-1”里有不存在的序号，已跳过")),
        (sdmx("99999999999999999999", good), 1, format!("{at}/99999999999999999999 键")),
        (sdmx("0:0:0", good), 1, format!("{at}/0:0:0 键“0:0:0”应有 1 段，已跳过")),
        (sdmx("0", r#"{"9":[1]}"#), 1, format!("{at}/0/observations/9 键“9”里有不存在的序号，已跳过")),
        (sdmx("0", r#"{"0":[1,9]}"#), 2, format!("{at}/0/observations/0/1 这个序号在属性的取值列表里没有")),
        (sdmx("0", r#"{"0":["x"]}"#), 2, format!("{at}/0/observations/0/0 不是可用的数值")),
        (sdmx("0", r#"{"0":[1],"0":[2]}"#), 3, "data#/data/dataSets 市南区的“".into()),
        (sdmx("0", "[1,2]"), 1, format!("{at}/0/observations 这里应是以键为名的观测值，已跳过")),
    ] {
        assert_told(&document, figures, &expected);
    }
    assert_eq!(told(&sdmx("0", r#"{"0":["NaN"]}"#)), (2, String::new()), "NaN is how SDMX says missing");
}

#[test]
fn sdmx_csv_that_lies_is_told() {
    let head = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\nQ:D(1),370202,2020,1\n";
    for (document, figures, expected) in [
        (format!("{head}Q:D(1),370203,2020,1e400\n"), 2, "data:3:20 “1e400”不是可用的数值"),
        (format!("{head}Q:D(1),370203,2020\n"), 1, "data:3:1 这一行有 3 列，表头有 4 列，已跳过"),
        (format!("{head}Q:D(1),370203,99,1\n"), 1, "data:3:15 “99”不是可识别的时期"),
        (
            head.replace("VALUE", "VALUE,OBS_VALUE").replace(",1\n", ",1,2\n"),
            1,
            "data:1:1 有几个 OBS_VALUE 列",
        ),
        ("DATAFLOW,REF_AREA,OBS_VALUE\nQ:D(1),370202,2\n".into(), 0, "data:1:1 没有可用的时间维"),
    ] {
        assert_told(&document, figures, expected);
    }
}

#[test]
fn tables_that_lie_are_told() {
    let head = "指标,地区,时期,数值\n人口,市南区,2020,1\n";
    for (document, figures, expected) in [
        (format!("{head}人口,市北区,2020,NaN\n"), 2, "data:3:13 “NaN”不是数值，按缺数处理"),
        (format!("{head}人口,市北区,2020,1e400\n"), 2, "data:3:13 “1e400”不是数值，按缺数处理"),
        (format!("{head}人口,市北区,2020,=1+1\n"), 2, "data:3:13 “=1+1”不是数值，按缺数处理"),
        (
            format!("{head}人口,市北区,2020,1234567890123456789\n"),
            2,
            "data:3:13 “1234567890123456789”超过 18 位数字，按缺数处理",
        ),
        (format!("{head}人口,\u{FEFF}市北区,2020,2\n"), 2, "data:3:4 不认识的地区“\u{FEFF}市北区”"),
        (format!("{head}人口,市南区,2020,2\n"), 2, "data:3 市南区的“人口”（2020"),
        (format!("{head}人口,市南区,2020,3,4,5\n"), 1, "data:3:15 这一行有 6 格，表头只有 4 格"),
        ("\u{FEFF}<!DOCTYPE html>\n<table><tr><td>1".into(), 0, "data:1:1 收到的是网页（HTML）"),
        ("\n\n  <html><body>登录</body></html>".into(), 0, "data:3:3 收到的是网页（HTML）"),
        (
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<HTML xmlns=\"\">".into(),
            0,
            "data:1:1 收到的是网页（HTML）",
        ),
        (
            "<?xml version=\"1.0\"?>\n<m:GenericData xmlns:m=\"\"/>".into(),
            0,
            "data# 收到的是 XML（如 SDMX-ML）",
        ),
        ("\u{FEFF} <mes:StructureSpecificData/>".into(), 0, "data# 收到的是 XML（如 SDMX-ML）"),
        ("404 Not Found".into(), 0, "data:1:1 没有找到表头"),
        ("\u{1F}\u{8}\0\0".into(), 0, "data:1:"),
    ] {
        assert_told(&document, figures, expected);
    }
}

#[test]
fn tables_of_megabytes_are_told_in_a_sentence() {
    let head = "指标,地区,时期,数值\n人口,市南区,2020,1\n";
    let text = format!("{}\n", "长".repeat(1_000)).repeat(3_500);
    let row = ",1".repeat(1_000_000);
    for (document, figures, expected) in [
        (format!("{head}人口,市北区,2020,\"{text}"), 2, "data:3:13 引号没有配对，按没有引号读"),
        (format!("{head}人口,市北区,2020{row}\n"), 1, "data:3:32773 超过 16384 格，多出的未读入"),
    ] {
        assert_told(&document, figures, expected);
    }
}

/// Each would take minutes where one thing is compared with every other.
#[test]
fn many_of_one_kind_take_no_more_than_their_number() {
    let count = 100_000;
    let strangers = vec![r#""a":0"#; count].join(",");
    let known = vec![r#""qdviz":0"#; count].join(",");
    assert_told(&format!("{{{strangers},{known}}}"), 0, "data#/a 不认识的字段“a”，已忽略");
    let names: Vec<String> = (0..5_000).map(|i| format!(r#"{{"id":"i{i}","name":"指标{i}"}}"#)).collect();
    let unknown = vec![r#""x""#; count].join(",");
    let values = vec!["1"; count].join(",");
    let columns = format!(
        r#"{{"qdviz":"indicators/1","indicators":[{}],"columns":{{"indicator":[{unknown}],"area":"市南区",
        "period":"2020","value":[{values}]}}}}"#,
        names.join(",")
    );
    assert_told(&columns, 0, "data#/columns/indicator/0 没有名为“x”的指标，有关的行已跳过");
}
