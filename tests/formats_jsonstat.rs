//! JSON-stat documents as publishers write them, read to the last figure; and broken ones, told with their place.

#![allow(clippy::unwrap_used)]

use qdviz::dataset::{Dataset, Observation, Period, Status, Text, Value, read};
use qdviz::decimal::Decimal;
use qdviz::diagnostic::{Diagnostic, Diagnostics, Severity};
use std::fs;

fn sample(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/formats/jsonstat/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn load(text: &str) -> (Option<Dataset>, Vec<Diagnostic>) {
    let mut faults = Diagnostics::default();
    let set = read(text.as_bytes(), None, &mut faults);
    (set, faults.into_items())
}

/// A document without any fault.
fn good(text: &str) -> Dataset {
    let (set, faults) = load(text);
    assert_eq!(faults, [], "no fault expected");
    set.unwrap()
}

fn lines(faults: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let severity = if d.severity == Severity::Error { "错误" } else { "警告" };
        format!("{severity} {} {}", d.path, d.message)
    };
    faults.iter().map(line).collect()
}

fn told(text: &str) -> Vec<String> {
    lines(&load(text).1)
}

fn at(set: &Dataset, indicator: &str, area: &str, period: &str) -> Observation {
    let (indicator, area) = (set.indicator(indicator).unwrap(), set.area(area).unwrap());
    set.observations.at(set.at(indicator, area, Period::parse(period).unwrap()).unwrap())
}

fn number(set: &Dataset, indicator: &str, area: &str, period: &str) -> Decimal {
    at(set, indicator, area, period).value.known().unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// The sum of the figures of those indicators (by id), areas (by name) and periods: what was added up independently
/// comes out only when each stands in its place.
fn sum(set: &Dataset, is_meant: impl Fn(&str, &str, Period) -> bool) -> Decimal {
    let meant = set
        .observations
        .iter()
        .filter(|o| is_meant(&set.indicators[o.indicator].id, &set.areas[o.area].name, o.period));
    let mut sum = Decimal::whole(0);
    for value in meant.filter_map(|o| o.value.known()) {
        sum = sum.minus(Decimal { mantissa: -value.mantissa, ..value }).unwrap();
    }
    sum
}

fn check_oecd(set: &Dataset) {
    for (area, year, value) in [
        ("AU", "2003", "5.943826289"),
        ("AU", "2014", "5.462866231"),
        ("AT", "2003", "4.278559338"),
        ("BE", "2004", "8.4"),
        ("OECD", "2014", "8.004598637"),
    ] {
        assert_eq!(number(set, "UNR", area, year), decimal(value), "{area} {year}");
    }
    assert_eq!(at(set, "UNR", "AU", "2012").status, Status::Final);
    assert_eq!(at(set, "UNR", "Australia", "2013").status, Status::Estimated);
    let unr = &set.indicators[set.indicator("UNR").unwrap()];
    assert_eq!((unr.name.as_str(), unr.unit.as_str(), unr.decimals), ("unemployment rate", "%", 9));
    let notes: Vec<&str> = unr.definition.lines().collect();
    assert_eq!(notes.len(), 3);
    assert!(notes[0].starts_with("Most of the data in this dataset"));
    assert!(notes[1].starts_with("OECD countries, EU15 and total：Except where"));
    assert!(notes[2].starts_with("Germany：Germany (code DE) was created"));
    let area = |code: &str| &set.areas[set.area(code).unwrap()];
    assert_eq!((area("DE").name.as_str(), area("DE").parent.as_str()), ("Germany", "EU15"));
    assert_eq!((area("US").parent.as_str(), area("EU15").parent.as_str()), ("OECD", "OECD"));
    assert_eq!(area("OECD").parent, "");
}

fn check_canada(set: &Dataset) {
    for (indicator, value) in [
        ("POP;age=T;sex=T", "34880.5"),
        ("POP;age=T;sex=F", "17571.3"),
        ("PERCENT;age=T;sex=T", "100.0"),
        ("POP;age=4;sex=M", "988.7"),
        ("PERCENT;age=older;sex=F", "1.0"),
    ] {
        assert_eq!(number(set, indicator, "CA", "2012"), decimal(value), "{indicator}");
        assert_eq!(at(set, indicator, "Canada", "2012").status, Status::Final);
    }
    let pop = &set.indicators[set.indicator("POP;age=4;sex=M").unwrap()];
    assert_eq!(pop.name, "population（0 to 4，male）");
    assert_eq!((pop.unit.as_str(), pop.decimals), ("thousands of persons", 1));
    let expected = [("age group", "0 to 4"), ("sex", "male")].map(|(a, b)| (Text::from(a), Text::from(b)));
    assert_eq!(pop.dimensions, expected);
    assert_eq!(set.indicators[set.indicator("PERCENT;age=T;sex=T").unwrap()].unit, "%");
}

#[test]
fn the_specifications_sample_oecd_reads_right() {
    let set = good(&sample("oecd.json"));
    assert_eq!((set.observations.len(), set.areas.len(), set.indicators.len()), (432, 36, 1));
    check_oecd(&set);
    let source = &set.sources[set.observations.at(7).source.unwrap()];
    assert_eq!(source.title, "Unemployment rate in the OECD countries 2003-2014");
    assert_eq!(source.publisher, "Economic Outlook No 92 - December 2012 - OECD Annual Projections");
    assert_eq!(source.date, "2012-11-27");
    assert_eq!(set.place(&set.observations.at(7)), "data#/value/7");
    let estimated = set.observations.iter().filter(|o| o.status == Status::Estimated).count();
    assert_eq!(estimated, 72);
    assert_eq!(sum(&set, |_, area, _| area == "Germany"), decimal("91.168009210"));
    assert_eq!(sum(&set, |_, _, period| period == Period::year_of(2014)), decimal("322.513058649"));
}

#[test]
fn the_specifications_sample_canada_reads_right() {
    let set = good(&sample("canada.json"));
    assert_eq!((set.observations.len(), set.indicators.len()), (120, 120));
    check_canada(&set);
    assert_eq!(sum(&set, |indicator, _, _| indicator.ends_with("sex=F")), decimal("35342.8"));
}

#[test]
fn the_specifications_sample_galicia_reads_right() {
    let set = good(&sample("galicia.json"));
    assert_eq!(set.observations.len(), 6 * 22 * 3 * 2 * 5);
    let total = "pop;birth=T;age=T;gender=T";
    for (area, year, value) in [
        ("T", "2001", 2_695_880),
        ("15", "2001", 1_096_027),
        ("Lugo", "2011", 348_067),
        ("36", "2011", 954_877),
    ] {
        assert_eq!(number(&set, total, area, year), Decimal::whole(value), "{area} {year}");
    }
    assert_eq!(number(&set, "pop;birth=T;age=T;gender=M", "T", "2001"), Decimal::whole(1_294_378));
    assert_eq!(number(&set, "pop;birth=F;age=100;gender=F", "36", "2011"), Decimal::whole(11));
    let pontevedra = sum(&set, |_, area, period| area == "Pontevedra" && period.year() == 2011);
    assert_eq!(pontevedra, Decimal::whole(7_639_017));
    let women = sum(&set, |indicator, _, period| indicator.ends_with("gender=F") && period.year() == 2001);
    assert_eq!(women, Decimal::whole(11_212_016));
    let first = &set.indicators[0];
    assert_eq!((first.name.as_str(), first.unit.as_str()), ("population", "persons"));
}

#[test]
fn the_last_dimension_changes_first() {
    let set = good(&sample("order.json"));
    for (a, indicator) in ["A1", "A2", "A3"].into_iter().enumerate() {
        for (p, area) in ["first", "second"].into_iter().enumerate() {
            for (q, period) in ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"].into_iter().enumerate() {
                let expected = 100 * (a + 1) + 10 * (p + 1) + q + 1;
                assert_eq!(number(&set, indicator, area, period), Decimal::whole(expected as i64));
            }
        }
    }
}

#[test]
fn constant_dimensions_need_no_index() {
    let set = good(&sample("labour.json"));
    assert_eq!(number(&set, "unr", "37021", "2012"), decimal("6.5"));
    assert_eq!(number(&set, "labour force", "Second County, XX", "2012"), Decimal::whole(83743));
    assert_eq!(number(&set, "unemployed", "01005", "2012"), Decimal::whole(1016));
    let units: Vec<&str> = set.indicators.iter().map(|i| i.unit.as_str()).collect();
    assert_eq!(units, ["person", "person", "person", "%"]);
    assert_eq!(set.sources[0].url, "https://example.org/labour.json");
}

#[test]
fn units_have_label_and_symbol() {
    let set = good(&sample("product.json"));
    let units: Vec<(&str, u8)> = set.indicators.iter().map(|i| (i.unit.as_str(), i.decimals)).collect();
    assert_eq!(units, [("$ million", 0), ("%", 2), ("million", 1)]);
    assert_eq!(number(&set, "perc", "Westland", "2013"), decimal("0.31"));
}

#[test]
fn a_hierarchy_of_other_things_than_areas_does_no_harm() {
    let set = good(&sample("hierarchy.json"));
    let names: Vec<&str> = set.indicators.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(names, ["Prices by commodity", "Prices by commodity（Meat）", "Prices by commodity（Shoes）"]);
    assert_eq!(number(&set, "Prices by commodity;commodity=1.2", "总体", "2011"), Decimal::whole(104));
    assert_eq!(set.observations.at(2).value, Value::Missing("".into()));
}

#[test]
fn chinese_dimensions_are_recognised_without_roles() {
    let set = good(&sample("districts.json"));
    let total = "pop;性别=_T";
    assert_eq!(number(&set, total, "370202", "2020"), decimal("48.60"));
    assert_eq!(number(&set, total, "即墨区", "2020"), Decimal::whole(133));
    assert_eq!(at(&set, total, "东部", "2021").status, Status::Preliminary);
    let remark = at(&set, total, "市南区", "2021").remark.unwrap();
    assert_eq!(remark.note.as_ref(), "状态：口径调整");
    assert_eq!(at(&set, total, "370215", "2021").value, Value::Missing("保密".into()));
    assert_eq!(at(&set, total, "蓝湾", "2021").value, Value::Missing("未公布".into()));
    assert_eq!(at(&set, "常住人口（女）", "东部片区", "2020").status, Status::Estimated);
    assert_eq!(at(&set, "rate;性别=_T", "东部", "2020").remark.as_ref().unwrap().note.as_ref(), "状态：q");
    let preliminary = at(&set, "rate;性别=_T", "市南", "2020");
    assert_eq!((&preliminary.value, preliminary.status), (&Value::Missing("".into()), Status::Preliminary));
    assert_eq!(at(&set, "rate;性别=_T", "市南", "2021").value, Value::Missing("未提供".into()));
    assert_eq!(at(&set, "rate;性别=_T", "即墨", "2020").status, Status::Over);
    let parents: Vec<(&str, &str)> = set.areas.iter().map(|a| (a.code.as_str(), a.parent.as_str())).collect();
    assert_eq!(parents, [("东部", ""), ("370202", "370200"), ("370215", "370200"), ("蓝湾", "东部")]);
    let women = &set.indicators[set.indicator("常住人口（女）").unwrap()];
    assert_eq!(women.definition, "年末数。\n不含市外。\n女：推算\n样例数据，不是公布的数。");
}

#[test]
fn embedded_data_sets_are_read_together() {
    let text = format!(
        r#"{{"version":"2.0","class":"collection","link":{{"item":[{},{{"class":"dataset","href":"https://example.org/x.json"}},
        {{"class":"collection","link":{{"item":[{}]}}}},{}]}}}}"#,
        sample("oecd.json"),
        sample("canada.json"),
        sample("oecd.json").replace("\"unemployment rate\"", "\"jobless\"").replace("5.943826289", "6")
    );
    let (set, faults) = load(&text);
    let set = set.unwrap();
    assert_eq!(lines(&faults), ["警告 data#/link/item/1 只有链接，未读取：https://example.org/x.json"]);
    check_oecd(&set);
    check_canada(&set);
    assert_eq!(set.areas.len(), 36, "Canada is there once");
    assert_eq!(number(&set, "jobless", "AU", "2003"), Decimal::whole(6));
    assert_eq!(set.indicators[set.indicator("jobless").unwrap()].id, "UNR;4");
    let last = set.observations.iter().last().unwrap();
    assert_eq!(set.place(&last), "data#/link/item/3");
    assert_eq!(set.sources[last.source.unwrap()].id, "s4");
}

#[test]
fn a_bad_item_does_not_take_the_others_with_it() {
    let text = format!(
        r#"{{"version":"2.0","class":"collection","link":{{"item":[{},{}]}}}}"#,
        sample("order.json").replace("[3, 2, 4]", "[3, 2, 5]"),
        sample("product.json")
    );
    let (set, faults) = load(&text);
    assert_eq!(set.unwrap().observations.len(), 6);
    assert_eq!(lines(&faults), ["警告 data#/link/item/0/size/2 维度“when”有 4 个类目，与“size”所写不符"]);
}

/// Dimensions A, B and C without roles, as the specification's sample of the order of values has them; and what has been
/// put in.
fn without_time(id: &str, size: &str, dimension: &str, c: &str) -> String {
    format!(
        r#"{{"version":"2.0","class":"dataset","label":"顺序","updated":"2021-05-01","id":["A","B","C"{id}],
        "size":[2,1,2{size}],"dimension":{{"A":{{"category":{{"index":["1","2"]}}}},
        "B":{{"category":{{"label":{{"1":"乙"}}}}}},"C":{{"category":{{"index":[{c}]}}}}{dimension}}},"value":[1,2,3,4]}}"#
    )
}

#[test]
fn figures_of_no_known_time_are_refused_with_a_way_out() {
    let refused = |text: &str| {
        let (set, faults) = load(text);
        assert!(set.is_none());
        assert_eq!(
            lines(&faults),
            ["错误 data#/role 没有时间维，不知道这些数是什么时期的，未读入（现有的维度：A、B、C）"]
        );
        faults[0].hint.clone()
    };
    let hint = refused(&without_time("", "", "", r#""1","2""#));
    let (id, size, dimension) = (r#""time""#, "1", r#""time": {"category": {"index": ["2020"]}}"#);
    assert_eq!(
        hint,
        format!(
            "如果这些数属于同一时期，加一个只有一个类目的时间维，“value”不用改：“id”末尾加 {id}，“size”末尾加 {size}，\
             “dimension”里加 {dimension}"
        )
    );
    let [id, size, dimension] = [id, size, dimension].map(|added| format!(",{added}"));
    let set = good(&without_time(&id, &size, &dimension, r#""1","2""#));
    assert_eq!(set.observations.len(), 4);
    assert_eq!(number(&set, "顺序;A=2;B=1;C=1", "total", "2020"), Decimal::whole(3));
    // Codes of places look like months, those of branches like years.
    for codes in [r#""370202","370203""#, r#""0111","0112""#] {
        assert_eq!(refused(&without_time("", "", "", codes)), hint);
    }
    let periods = refused(&without_time("", "", "", r#""2020年","2021年""#));
    assert_eq!(periods, r#"维度“C”的类目都像时期，如果它是时间，写上 "role": {"time": ["C"]}"#);
}

#[test]
fn what_holds_no_figures_is_refused_by_name() {
    let links = told(&sample("collection.json"));
    assert_eq!(links.len(), 9);
    assert_eq!(
        links[3],
        "警告 data#/link/item/3 只有链接，未读取：https://json-stat.org/samples/us-gsp.json"
    );
    assert!(links[8].starts_with("错误 data#/link/item 数据文件里没有可用的观测值"));
    assert_eq!(told(&sample("dimension.json")), ["错误 data# 这是一个单独的维度（dimension），里面没有数值"]);
    let (set, faults) = load(&sample("bundle-1.x.json"));
    assert!(set.is_none());
    assert_eq!(lines(&faults), ["错误 data# 这是 JSON-stat 1.x 版，只能读 2.0 及以后的版本"]);
    assert!(faults[0].hint.contains("json-stat2"));
    for (text, expected) in [
        (
            r#"{"version":"1.3","class":"dataset","value":[1]}"#,
            "错误 data#/version 这是 JSON-stat 1.3 版，只能读 2.0 及以后的版本",
        ),
        (
            r#"{"class":"dataset","value":[1],"dimension":{"id":["y"],"size":[1],"y":{"category":{"label":{"2012":"2012"}}}}}"#,
            "错误 data# 这是 JSON-stat 1.x 版，只能读 2.0 及以后的版本",
        ),
        (
            r#"{"version":"2.0","class":"error","error":[{"status":400,"label":"Bad query"}]}"#,
            "错误 data#/error 数据服务返回了错误：Bad query",
        ),
        (r#"{"version":"2.0","class":"collection"}"#, "错误 data# 集合里没有“link.item”"),
    ] {
        assert_eq!(told(text)[0], expected);
        assert!(load(text).0.is_none());
    }
}

/// A document of two areas and two years with one part replaced.
fn broken(part: &str, by: &str) -> Vec<String> {
    let text = r#"{"version":"2.0","class":"dataset","label":"人口","id":["area","year"],"size":[2,2],
      "dimension":{"area":{"category":{"index":["甲","乙"]}},"year":{"category":{"index":["2020","2021"]}}},
      "value":[1,2,3,4]}"#;
    assert!(text.contains(part), "{part}");
    told(&text.replace(part, by))
}

#[test]
fn every_fault_has_its_place() {
    for (part, by, expected) in [
        ("人口", "住户", &[][..]),
        ("\"version\":\"2.0\",", "", &["警告 data#/version 没有写明 JSON-stat 版本，按 2.0 读取"]),
        ("\"2.0\"", "\"3.1\"", &["警告 data#/version 比 2.0 新的 JSON-stat 版本，按 2.0 读取"]),
        ("\"label\"", "\"lable\"", &["警告 data#/lable 不认识的字段“lable”，已忽略"]),
        (
            "[1,2,3,4]",
            "[1,2,3]",
            &["错误 data#/value “size”各数相乘得 4，“value”却有 3 项，无法确定每个数的位置，未读入"],
        ),
        ("[2,2]", "[2]", &["错误 data#/size “size”有 1 项，维度有 2 个"]),
        ("[2,2]", "[2,3]", &["错误 data#/size/1 维度“year”有 2 个类目，与“size”所写不符"]),
        (
            "[2,2]",
            "[1000000,1000000]",
            &[
                "错误 data#/size/0 维度“area”有 2 个类目，与“size”所写不符",
                "错误 data#/size/1 维度“year”有 2 个类目，与“size”所写不符",
            ],
        ),
        (
            "[\"area\",\"year\"]",
            "[\"area\",\"yaer\"]",
            &["错误 data#/dimension/yaer 没有“id”所列维度“yaer”的说明"],
        ),
        ("[\"area\",\"year\"]", "[]", &["错误 data#/dimension “id”应列出 1 到 64 个维度"]),
        ("[\"area\",\"year\"]", "[\"area\",\"area\"]", &["错误 data#/dimension/area 维度“area”在“id”里重复"]),
        (
            "[1,2,3,4]",
            "[1,\"2\",1e400,true]",
            &[
                "警告 data#/value/1 不是可用的数值（最多 18 位）",
                "警告 data#/value/2 不是可用的数值（最多 18 位）",
                "警告 data#/value/3 不是可用的数值（最多 18 位）",
            ],
        ),
        (
            "[1,2,3,4]",
            "{\"0\":1,\"4\":2,\"-1\":3,\"x\":4,\"0\":5}",
            &[
                "警告 data#/value/4 没有“4”这个位置，已跳过",
                "警告 data#/value/-1 没有“-1”这个位置，已跳过",
                "警告 data#/value/x 没有“x”这个位置，已跳过",
                "警告 data#/value/0 位置“0”重复，只用第一个",
            ],
        ),
        ("[1,2,3,4]", "7", &["错误 data#/value “value”应是列表或对象"]),
        (
            "[1,2,3,4]}",
            "[1,2,3,4],\"status\":5}",
            &["警告 data#/status “status”应是文字、列表或对象，已忽略"],
        ),
        (
            "[1,2,3,4]}",
            "[1,2,3,4],\"status\":[\"e\",\"p\"]}",
            &["警告 data#/status “status”有 2 项，数有 4 个；多出的状态已忽略，缺的当作没有"],
        ),
        (
            "[1,2,3,4]}",
            "[1,2,3,4],\"status\":{\"9\":\"e\",\"1\":2}}",
            &["警告 data#/status/9 没有“9”这个位置，已跳过", "警告 data#/status/1 状态应是文字，已忽略"],
        ),
        (
            "[1,2,3,4]}",
            "[1,2,3,4],\"role\":{\"time\":[\"jahr\"]}}",
            &["警告 data#/role/time/0 没有名为“jahr”的维度"],
        ),
        (
            "\"year\"",
            "\"jahr\"",
            &["错误 data#/role 没有时间维，不知道这些数是什么时期的，未读入（现有的维度：area、jahr）"],
        ),
        (
            "\"2021\"",
            "\"次年\"",
            &["警告 data#/dimension/year/category/index/1 “次年”不是可识别的时期，有关的数已跳过"],
        ),
        (
            "[\"2020\",\"2021\"]",
            "[\"今年\",\"明年\"]",
            &[
                "警告 data#/dimension/year/category/index/0 “今年”不是可识别的时期，有关的数已跳过",
                "警告 data#/dimension/year/category/index/1 “明年”不是可识别的时期，有关的数已跳过",
                "错误 data# 没有可用的时间维",
            ],
        ),
        (
            "[\"甲\",\"乙\"]",
            "{\"甲\":0,\"乙\":1,\"甲\":1}",
            &["警告 data#/dimension/area/category/index/甲 “甲”重复，只用第一个"],
        ),
        (
            "\"value\"",
            "\"value\":[],\"value\"",
            &[
                "警告 data#/value 字段“value”重复，只用第一个",
                "错误 data#/value “size”各数相乘得 4，“value”却有 0 项，无法确定每个数的位置，未读入",
            ],
        ),
        ("\"class\"", "\"__proto__\":1,\"class\"", &["警告 data#/__proto__ 不认识的字段“__proto__”，已忽略"]),
        ("\"2021\"", "2021", &[]),
        ("\"2021\"", "[]", &["错误 data#/dimension/year/category/index/1 类目代码应是文字"]),
        ("[\"甲\",\"乙\"]", "[\"甲\",\"甲\"]", &["警告 data#/dimension/area/category 类目代码“甲”重复"]),
        (
            "[\"甲\",\"乙\"]",
            "{\"甲\":0,\"乙\":2}",
            &[
                "错误 data#/dimension/area/category/index/乙 “乙”的位置应是 0 到 1 之间、不与别的类目相同的整数",
            ],
        ),
        (
            "[\"甲\",\"乙\"]",
            "{\"甲\":1,\"乙\":1}",
            &[
                "错误 data#/dimension/area/category/index/甲 “甲”的位置应是 0 到 1 之间、不与别的类目相同的整数",
            ],
        ),
        (
            "\"index\":[\"甲\",\"乙\"]",
            "\"label\":{\"a\":\"甲\",\"b\":\"乙\"}",
            &["错误 data#/dimension/area/category/index 没有类目的次序，无法读取"],
        ),
        (
            "[\"甲\",\"乙\"]",
            "[\"甲\",\"乙\"],\"label\":{\"丙\":\"丙\"},\"unit\":{\"甲\":3},\"note\":{\"丁\":[]}",
            &[
                "警告 data#/dimension/area/category/label/丙 没有代码为“丙”的类目，已忽略",
                "警告 data#/dimension/area/category/unit/甲 单位应是一个对象 {…}，已忽略",
                "警告 data#/dimension/area/category/note/丁 没有代码为“丁”的类目，已忽略",
            ],
        ),
        (
            "[\"甲\",\"乙\"]",
            "[\"甲\",\"乙\"],\"child\":{\"甲\":[\"乙\"],\"乙\":[\"甲\"]}",
            &["警告 data#/dimension/area/category/child “甲”一带的上下级关系成了环，这部分上下级已忽略"],
        ),
        (
            "[\"甲\",\"乙\"]",
            "[\"甲\",\"乙\"],\"child\":{\"甲\":[\"己\"]}",
            &["警告 data#/dimension/area/category/child/甲/0 没有代码为“己”的类目，已忽略"],
        ),
    ] {
        assert_eq!(broken(part, by), expected, "{by}");
    }
}

#[test]
fn without_a_measure_and_a_title_the_indicator_still_has_a_name() {
    let text = r#"{"version":"2.0","class":"dataset","id":["year"],"size":[1],
      "dimension":{"year":{"category":{"label":{"2020":"2020"}}}},"value":[7]}"#;
    assert_eq!(number(&good(text), "数值", "总体", "2020"), Decimal::whole(7));
}

/// Marsaglia's xorshift: the same documents in every run.
fn below(state: &mut u64, limit: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state % limit.max(1) as u64) as usize
}

/// One token of a document replaced by what does not belong there, or a part cut out.
fn mutated(text: &str, state: &mut u64) -> String {
    const PIECES: [&str; 12] = [
        "null",
        "{}",
        "[]",
        "-1",
        "1e400",
        "\"\"",
        "\"2020\"",
        "99999999999",
        "\"dataset\"",
        "[[[",
        ":",
        "\u{feff}",
    ];
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let from = starts[below(state, starts.len())];
    let rest = &text[from..];
    let end = |c: char| ",:[]{}".contains(c);
    let length = match below(state, 3) {
        0 => rest.find(end).unwrap_or(rest.len()),
        1 => {
            rest.find(end).and_then(|skip| Some(skip + 1 + rest[skip + 1..].find(end)?)).unwrap_or(rest.len())
        }
        _ => 0,
    };
    format!("{}{}{}", &text[..from], PIECES[below(state, PIECES.len())], &rest[length..])
}

#[test]
fn broken_documents_never_panic_and_are_always_told() {
    let names = ["districts.json", "order.json", "labour.json", "hierarchy.json", "canada.json"];
    let mut documents: Vec<String> = names.map(sample).into();
    documents.push(format!(
        r#"{{"version":"2.0","class":"collection","link":{{"item":[{},{}]}}}}"#,
        sample("districts.json"),
        sample("product.json")
    ));
    let mut state = 20_201_101;
    for i in 0..6_000 {
        let mut text = mutated(&documents[i % documents.len()], &mut state);
        if i % 2 == 0 {
            text = mutated(&text, &mut state);
        }
        let (set, faults) = load(&text);
        assert!(set.is_some() || faults.iter().any(|d| d.severity == Severity::Error), "{text}");
        for fault in &faults {
            assert!(fault.path.starts_with("data") || fault.path.is_empty(), "{}", fault.path);
            assert!(!fault.message.is_empty() && !fault.english.is_empty(), "{text}");
        }
        if let Some(set) = set {
            set.observations.iter().for_each(|o| assert!(set.place(&o).starts_with("data#")));
            let text = qdviz::dataset::write::jsonstat::write(&set);
            assert!(load(&text).0.is_some(), "{text}");
        }
    }
}

#[test]
fn where_no_decimals_are_stated_the_figures_tell() {
    let set = good(
        r#"{"version":"2.0","class":"dataset","label":"失业率","id":["freq","geo","time"],"size":[1,1,2],"value":[5.1,5],
        "dimension":{"freq":{"category":{"label":{"A":"Annual"}}},"geo":{"category":{"label":{"DE":"Germany"}}},
        "time":{"category":{"index":["2022","2023"]}}}}"#,
    );
    let indicator = &set.indicators[0];
    assert_eq!((indicator.name.as_str(), indicator.frequency), ("失业率", "year"));
    assert_eq!(indicator.decimals, 1);
}
