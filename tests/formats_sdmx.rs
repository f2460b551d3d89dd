//! SDMX documents of every usual form read right: values digit for digit, units, periods, places, statuses, notes.

#![allow(clippy::unwrap_used)]

use qdviz::dataset::{self, Dataset, Observation, Status, Value};
use qdviz::diagnostic::Diagnostics;
use std::path::Path;

/// A document of `tests/formats/sdmx`.
fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/sdmx").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// What was read, and what was told: place and sentence.
fn read(text: &str) -> (Option<Dataset>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = dataset::read(text.as_bytes(), None, &mut faults);
    let told = faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message));
    (set, told.collect())
}

/// A document that must be read without a fault.
fn sound(name: &str) -> Dataset {
    let (set, told) = read(&document(name));
    assert!(told.is_empty(), "{name}: {told:#?}");
    set.unwrap()
}

/// One figure in one line: indicator, area code, period, value or reason, then status and note where there are any.
fn line(set: &Dataset, observation: &Observation) -> String {
    let mut value = String::new();
    match &observation.value {
        Value::Known(number) => number.write(None, &mut value),
        Value::Missing(reason) => value = format!("({reason})"),
    }
    let indicator = &set.indicators[observation.indicator];
    let area = &set.areas[observation.area].code;
    let mut out = format!("{} | {} | {} | {}", indicator.name, area, observation.period.written(), value);
    if observation.status != Status::Final {
        out.push_str(&format!(" | {:?}", observation.status));
    }
    if let Some(remark) = &observation.remark {
        out.push_str(&format!(" | {}", remark.note));
    }
    out
}

fn lines(set: &Dataset) -> Vec<String> {
    set.observations.iter().map(|observation| line(set, &observation)).collect()
}

/// Name, unit, digits behind the point, frequency and definition of each indicator.
fn indicators(set: &Dataset) -> Vec<String> {
    let of = |i: &dataset::Indicator| {
        format!("{} | {} | {} | {} | {}", i.name, i.unit, i.decimals, i.frequency, i.definition)
    };
    set.indicators.iter().map(of).collect()
}

#[test]
fn series_of_version_2() {
    let set = sound("series-2.json");
    assert_eq!(
        lines(&set),
        [
            "青岛港矿石进港量 | total | 2021-01-18 | 15.931",
            "青岛港矿石进港量 | total | 2021-01-21 | 15.920 | Preliminary",
            "青岛港原油进港量 | total | 2021-01-18 | 40.3426",
            "青岛港原油进港量 | total | 2021-01-21 | 40.3",
        ]
    );
    assert_eq!(indicators(&set)[0], "青岛港矿石进港量 | 万吨 | 3 | day | ");
    let dimensions = [("Frequency", "Daily"), ("货类", "矿石"), ("方向", "进港")];
    assert_eq!(set.indicators[0].dimensions, dimensions.map(|(name, value)| (name.into(), value.into())));
    assert_eq!(set.indicators[0].id, "港口吞吐量;FREQ=D;CARGO=ORE;DIRECTION=IN;unit=万吨");
    let source = &set.sources[set.observations.at(0).source.unwrap()];
    assert_eq!(
        [&source.id, &source.title, &source.publisher, &source.date, &source.url],
        ["QDTJ", "港口吞吐量", "统计局", "", "https://example.org/data/PORT"]
    );
}

#[test]
fn time_may_be_the_series() {
    let set = sound("cross-section-2.json");
    assert_eq!(
        lines(&set),
        [
            "户籍人口 | 370202 | 2019 | 540881",
            "户籍人口 | 370215 | 2019 | 1231052",
            "户籍人口 | X1 | 2019 | (不存在此数据)",
            "户籍人口 | 370202 | 2020 | 541002",
            "户籍人口 | 370215 | 2020 | (未公开)",
        ]
    );
    assert_eq!(indicators(&set), ["户籍人口 | 人 | 0 | year | "]);
    assert_eq!(set.areas[1].name, "即墨区");
    assert_eq!((set.areas[2].parent.as_str(), set.areas[2].name.as_str()), ("370202", "Elsewhere"));
}

#[test]
fn attributes_of_groups_values_in_the_data_and_defaults() {
    let set = sound("groups-2.json");
    assert_eq!(
        lines(&set),
        [
            "粮食产量 | 370283 | 2014 | 350.154 | Estimated",
            "粮食产量 | 370283 | 2015 | 389.385 | Preliminary",
            "粮食产量 | 370285 | 2014 | 442.996 | Estimated",
            "粮食产量 | 370285 | 2015 | −2.50 | Estimated",
        ]
    );
    let expected = "粮食产量 | 千吨 | 1 | year | 基期：2010=100；平度市：按老行政区划";
    assert_eq!(indicators(&set), [expected]);
    assert_eq!(set.indicators[0].english, "Grain output");
    let titles: Vec<&str> =
        set.observations.iter().map(|o| set.sources[o.source.unwrap()].title.as_str()).collect();
    assert_eq!(titles, ["统计年鉴2015", "统计年鉴2016；农业部门", "统计年鉴2015", "统计年鉴2016；农业部门"]);
}

#[test]
fn keys_short_and_full_and_errors_of_the_publisher() {
    let (set, told) = read(&document("keys-2.json"));
    assert_eq!(told, ["data#/errors/0 发布方报告错误 123：Invalid number of dimensions in parameter key"]);
    let set = set.unwrap();
    assert_eq!(
        lines(&set),
        [
            "汇率（新西兰元，人民币） | total | 2021-01-18 | 4.5931",
            "汇率（美元，人民币） | total | 2021-01-18 | 6.4883 | Estimated",
            "汇率（新西兰元，人民币） | total | 2021-01-19 | 4.5925",
            "汇率（美元，人民币） | total | 2021-01-19 | 6.4836",
            "汇率（新西兰元，人民币） | total | 2021-01-20 | 4.6123",
            "汇率（美元，人民币） | total | 2021-01-20 | 6.4696",
        ]
    );
    assert_eq!(indicators(&set)[0], "汇率（新西兰元，人民币） |  | 4 | day | 中间价；每日公布");
}

#[test]
fn several_measures_and_structures() {
    let set = sound("measures-2.json");
    assert_eq!(
        lines(&set),
        [
            "企业数 | 370212 | 2020-Q3 | 120 | Revised | 含个体",
            "等级 | 370212 | 2020-Q3 | 2 | Revised | 含个体",
            "占比 | 370212 | 2020-Q3 | 12.50 | Revised | 含个体",
            "企业数 | 370212 | 2020-H2 | ()",
            "等级 | 370212 | 2020-H2 | 1",
            "占比 | 370212 | 2020-H2 | 12.7",
            "企业数 | 370200 | 2020-12 | 99",
            "车站 | 370200 | 2020 | 7",
            "车站（女） | 370200 | 2020 | 3",
        ]
    );
    // The same place in two structures is one area.
    assert_eq!(set.areas.iter().map(|area| area.code.as_str()).collect::<Vec<_>>(), ["370212", "370200"]);
    assert_eq!(set.indicators[0].english, "Enterprises");
}

#[test]
fn version_1_and_its_drafts() {
    let set = sound("series-1.json");
    assert_eq!(
        lines(&set),
        [
            "US dollar/Euro | total | 2020-11 | 1.2225",
            "US dollar/Euro | total | 2020-12 | 1.2173",
            "Japanese yen/Euro | total | 2020-11 | 129.21",
            "Japanese yen/Euro | total | 2020-12 | (节假日)",
            "Japanese yen/Euro | total | 2021-01 | 126.5 | 时间序列有中断；按新口径",
        ]
    );
    let set = sound("flat-draft.json");
    assert_eq!(
        lines(&set),
        [
            "Dust, north | total | 2012-01 | 31.5",
            "Dust, north | total | 2012-02 | 25.0",
            "Dust, south | total | 2012-01 | 40.3426",
            "Dust, south | total | 2012-02 | 40.3000",
        ]
    );
    let set = sound("observations-draft.json");
    assert_eq!(
        lines(&set),
        [
            "Gross domestic product | CHN | 2019-Q4 | 98.5",
            "Gross domestic product | CHN | 2020-Q1 | 101.25 | Estimated",
            "Gross domestic product | DEU | 2019-Q4 | 7.1",
            "Consumer prices | DEU | 2020-Q1 | 104 | 时间序列有中断",
        ]
    );
    // Two currencies are two indicators: no line may join them.
    assert_eq!(
        indicators(&set),
        [
            "Gross domestic product | 万亿元 | 2 | quarter | ",
            "Gross domestic product | 十亿欧元 | 1 | quarter | ",
            "Consumer prices | Index | 0 | quarter | 基期：2015=100",
        ]
    );
    let (set, told) = read(&document("actions-draft.json"));
    assert_eq!(told, ["data#/dataSets/1/action 这个数据集要求删除数据，已跳过"]);
    assert_eq!(
        lines(&set.unwrap()),
        ["统计局（原油） | total | 2013-01-18 | 40.3426", "统计局（原油） | total | 2013-01-21 | 40.3000"]
    );
}

#[test]
fn rows_with_ids() {
    let set = sound("plain-1.csv");
    assert_eq!(
        lines(&set),
        [
            "RESIDENT | 370202 | 2019 | 58.83",
            "RESIDENT（F） | 370202 | 2019 | 30.1 | Estimated | 按比例推算，含\"口径\"调整",
            "RESIDENT | 370215 | 2019 | 0.5",
            "RESIDENT | 370215 | 2020 | (未收集)",
            "RESIDENT（F） | 370215 | 2020 | ()",
        ]
    );
    assert_eq!(indicators(&set)[0], "RESIDENT | 万人 | 2 | year | ");
    assert_eq!(set.place(&set.observations.at(2)), "data:4");
    let set = sound("flags.csv");
    assert_eq!(
        lines(&set),
        [
            "TEC00001（CP_EUR） | DE | 2019 | 3473260.0 | Preliminary",
            "TEC00001（CP_EUR） | DE | 2020 | 3367560.0 | Preliminary | 时间序列有中断",
            "TEC00001（CP_EUR） | FR | 2019 | (保密)",
            "TEC00001（PC） | FR | 2019 | 1.8 | Estimated | 欧盟统计局估计",
        ]
    );
}

#[test]
fn rows_with_labels() {
    let set = sound("labels-1.csv");
    assert_eq!(
        lines(&set),
        [
            "五岁以下儿童死亡率 | CHN | 2019 | 7.9",
            "五岁以下儿童死亡率 | CHN | 2020-06 | 7.3 | Preliminary",
            "出生人口 | 370200 | 2020 | −61.5",
        ]
    );
    assert_eq!(indicators(&set), ["五岁以下儿童死亡率 | ‰ | 1 |  | ", "出生人口 | 千人 | 1 |  | "]);
    assert_eq!((set.sources[0].title.as_str(), set.sources[0].publisher.as_str()), ("儿童", "ORG"));
    assert_eq!(set.sources[set.observations.at(0).source.unwrap()].title, "年鉴: 第二版");
    let set = sound("names-2.csv");
    assert_eq!(
        lines(&set),
        [
            "Consumer price index（Index） | CHN | 2020-08 | 102.35",
            "Consumer price index（Percent per annum） | CHN | 2020-08 | 2.4 | Estimated",
        ]
    );
    assert_eq!(indicators(&set)[0], "Consumer price index（Index） | Index | 1 |  | 基期：2015");
}

#[test]
fn rows_with_actions() {
    let (set, told) = read(&document("actions-2.csv"));
    assert_eq!(told, ["data:4:25 这一行要求删除数据，已跳过"]);
    assert_eq!(
        lines(&set.unwrap()),
        [
            "PORT（ORE） | 370200 | 2020-Q3 | 12.50 | 一;二",
            "PORT（ORE） | 370200 | 2020-Q4 | 13 | Preliminary",
        ]
    );
}

#[test]
fn faulty_rows_cost_only_themselves() {
    let text = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
        QD:A(1.0),370202,2019,1\u{ff0c}5,\n\
        QD:A(1.0),370202,2020,7,A,8\n\
        QD:A(1.0),370202,去年,7,A\n\
        QD:A(1.0),370202,2021,12345678901234567890,A\n\
        QD:A(1.0),\"370202,2022,6,A\n\
        QD:A(1.0),370202,2023,8,A\n\
        QD:A(1.0),370202,2023,9,A\n";
    let (set, told) = read(text);
    assert_eq!(
        told,
        [
            "data:3:1 这一行有 6 列，表头有 5 列，已跳过",
            "data:6:11 引号没有闭合",
            "data:4:18 “去年”不是可识别的时期，有关的数已跳过",
            "data:2:23 “1，5”不是可用的数值（最多 18 位）",
            "data:5:23 “12345678901234567890”不是可用的数值（最多 18 位）",
            "data:8 市南区的“A”（2023）有两个不同的值，只用前一个",
        ]
    );
    assert_eq!(
        lines(&set.unwrap()),
        [
            "A | 370202 | 2019 | (数值无法识别)",
            "A | 370202 | 2021 | (数值无法识别)",
            "A | 370202 | 2022 | 6",
            "A | 370202 | 2023 | 8",
            "A | 370202 | 2023 | 9",
        ]
    );
}

/// A message of one structure with a place of two values and two years, its attributes and its data given.
fn message(attributes: &str, data_sets: &str) -> String {
    format!(
        r#"{{"meta":{{}},"data":{{"structures":[{{"name":"N","dimensions":{{"observation":[
        {{"id":"REF_AREA","values":[{{"id":"370202"}},{{"id":"370203"}}]}},
        {{"id":"TIME_PERIOD","values":[{{"id":"2019"}},{{"id":"2020"}}]}}]}},
        "attributes":{{"observation":[{attributes}]}}}}],"dataSets":[{data_sets}]}}}}"#
    )
}

#[test]
fn faulty_json_costs_only_itself() {
    let status = r#"{"id":"OBS_STATUS","values":[{"id":"P"}]}"#;
    let data = r#"{"observations":{"0:0":[1,0],"0:1":["abc",7],"1":[3],"1:x":[4],"1:2":[5],"1:0":[1e400],"1:1":[true]}},
        {"structure":3,"observations":{"0:0":[1]}},{"structure":0},{"structure":-1,"observations":{}},7,
        {"dimensionGroupAttributes":{"0":[0],"0:9x":[1]},"observations":{"1:0":[]}}"#;
    let (set, told) = read(&message(status, data));
    assert_eq!(
        told,
        [
            "data#/data/dataSets/0/observations/0:1/1 这个序号在属性的取值列表里没有，已忽略",
            "data#/data/dataSets/0/observations/0:1/0 不是可用的数值（最多 18 位）",
            "data#/data/dataSets/0/observations/1 键“1”应有 2 段，已跳过",
            "data#/data/dataSets/0/observations/1:x 键“1:x”里有不存在的序号，已跳过",
            "data#/data/dataSets/0/observations/1:2 键“1:2”里有不存在的序号，已跳过",
            "data#/data/dataSets/0/observations/1:0/0 不是可用的数值（最多 18 位）",
            "data#/data/dataSets/0/observations/1:1/0 不是可用的数值（最多 18 位）",
            "data#/data/dataSets/1 数据集所指的结构不存在，已跳过",
            "data#/data/dataSets/2 数据集里没有 series 或 observations，已跳过",
            "data#/data/dataSets/3 数据集所指的结构不存在，已跳过",
            "data#/data/dataSets/4 数据集里没有 series 或 observations，已跳过",
            "data#/data/dataSets/5/dimensionGroupAttributes/0 属性组的键“0”无效，已忽略",
            "data#/data/dataSets/5/dimensionGroupAttributes/0:9x 属性组的键“0:9x”无效，已忽略",
        ]
    );
    assert_eq!(
        lines(&set.unwrap()),
        [
            "N | 370202 | 2019 | 1 | Preliminary",
            "N | 370202 | 2020 | (数值无法识别)",
            "N | 370203 | 2019 | (数值无法识别)",
            "N | 370203 | 2020 | (数值无法识别)",
        ]
    );
}

#[test]
fn nothing_usable_is_an_error_that_says_why() {
    let first = |text: &str| {
        let (set, told) = read(text);
        assert!(set.is_none(), "{text}");
        told[0].clone()
    };
    assert_eq!(
        first(r#"{"meta":{},"data":{"dataStructures":[],"codelists":[]}}"#),
        "data#/data 这是 SDMX 结构消息，里面没有数值"
    );
    assert_eq!(
        first(r#"{"meta":{},"errors":[{"code":404,"title":"No results found"}]}"#),
        "data#/errors/0 发布方报告错误 404：No results found"
    );
    assert_eq!(
        first(
            r#"{"header":{},"structure":{"dimensions":{"observation":[{"id":"X","values":[]}]}},"dataSets":[]}"#
        ),
        "data#/structure/dimensions 维“X”没有取值，有关的数无法读取"
    );
    assert_eq!(
        first(r#"{"structure":{"dimensions":{}},"dataSets":[{"series":{"0":{}}}]}"#),
        "data#/structure/dimensions 结构里应有 1 到 64 个维"
    );
    assert_eq!(first("STRUCTURE,STRUCTURE_ID,ACTION,A\n"), "data:1:1 没有 OBS_VALUE 列");
    assert!(first(&message("", r#"{"observations":{}}"#)).ends_with("数据文件里没有可用的观测值"));
}

#[test]
fn one_broken_structure_leaves_the_other() {
    let text = r#"{"meta":{},"data":{"structures":[
        {"dimensions":{"observation":[{"id":"X","values":[{"id":"1"}]}]}},
        {"name":"N","dimensions":{"observation":[{"id":"TIME_PERIOD","values":[{"start":"2020-01-01T00:00:00Z","end":"2020-12-31T23:59:59Z"}]}]}}],
        "dataSets":[{"observations":{"0":[1]}},{"structure":1,"observations":{"0":[2]}}]}}"#;
    let mut faults = Diagnostics::default();
    let set = dataset::read(text.as_bytes(), None, &mut faults).unwrap();
    assert_eq!(lines(&set), ["N | total | 2020 | 2"]);
    assert!(!faults.is_fatal());
    assert_eq!(faults.first().unwrap().path, "data#/data/structures/0");
}

#[test]
fn a_repeated_long_note_is_not_copied_without_end() {
    let note = "说".repeat(20_000);
    let attribute = format!(
        r#"{{"id":"OBS_COMMENT","values":[{{"name":"{note}"}}]}},{{"id":"COMMENT","values":[{{"name":"{note}"}}]}}"#
    );
    let observations: Vec<String> = (0..4_000).map(|_| r#""0:0":[1,0,0]"#.into()).collect();
    let data = format!(r#"{{"observations":{{{}}}}}"#, observations.join(","));
    let (set, told) = read(&message(&attribute, &data));
    let notes: usize =
        set.unwrap().observations.iter().filter_map(|o| Some(o.remark.as_ref()?.note.len())).sum();
    assert!(notes < 9 << 20, "{notes}");
    assert_eq!(told, ["data# 说明文字太多，有一部分没有读入"]);
}

#[test]
fn tables_of_eurostat() {
    let table = "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021-Q1\r\n\
        A,PC,DE\t12.3 p\t: \t1.5 e\r\nA,PC,FR\t: c\t0.0 b\t-2.50 bp\r\n";
    let (set, told) = read(table);
    assert_eq!(told, [""; 0]);
    let set = set.unwrap();
    assert_eq!(
        lines(&set),
        [
            "数值 | DE | 2019 | 12.3 | Preliminary",
            "数值 | DE | 2020 | (未提供)",
            "数值 | DE | 2021-Q1 | 1.5 | Estimated",
            "数值 | FR | 2019 | (保密)",
            "数值 | FR | 2020 | 0.0 | 时间序列有中断",
            "数值 | FR | 2021-Q1 | −2.50 | Preliminary | 时间序列有中断",
        ]
    );
    assert_eq!(indicators(&set), ["数值 | % | 2 | year | "]);
    assert_eq!(set.place(&set.observations.at(3)), "data:3");
    assert!(set.sources.is_empty(), "the table does not say who publishes it");
}

#[test]
fn tables_of_eurostat_that_lie_are_told() {
    let table = "unit,na_item,geo\\time\t2019\tsome day\nPC,GDP,DE\t1,5\t2\t3\nPC,DE\t4\t5\n";
    let (set, told) = read(table);
    assert_eq!(
        told,
        [
            "data:2:17 这一行比表头多出几列，多出的未读入",
            "data:3:1 这一行的键应有 3 段，已跳过",
            "data:1:28 “some day”不是可识别的时期，有关的数已跳过",
            "data:2:11 “1,5”不是可用的数值（最多 18 位）",
        ]
    );
    assert_eq!(lines(&set.unwrap()), ["GDP | DE | 2019 | (数值无法识别)"]);
}

#[test]
fn the_bare_id_of_an_indicator_is_enough_where_only_its_unit_is_added() {
    let rows = |units: [&str; 2]| {
        let row = |(i, unit): (usize, &str)| format!("Q:D(1),X{i},POP,2020,1,{unit}\n");
        let rows: String = units.into_iter().enumerate().map(row).collect();
        read(&format!("DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n{rows}")).0.unwrap()
    };
    let one = rows(["PS", "PS"]);
    assert_eq!(one.indicators[0].id, "POP;unit=人");
    assert_eq!((one.indicator("POP"), one.indicator("PO"), one.indicator("")), (Some(0), None, None));
    let mut two = rows(["PS", "HH"]);
    assert_eq!(two.indicators.len(), 2);
    two.indicators.iter_mut().for_each(|indicator| indicator.name.clear());
    assert_eq!((two.indicator("POP"), two.indicator("POP;unit=户")), (None, Some(1)));
}

#[test]
fn a_message_without_a_title_has_a_name_for_its_figures() {
    let message = r#"{"header":{},"structure":{"dimensions":{"observation":[
        {"id":"TIME_PERIOD","values":[{"id":"2020"}]}]}},"dataSets":[{"observations":{"0":[7]}}]}"#;
    let (set, told) = read(message);
    assert_eq!(told, [""; 0]);
    let set = set.unwrap();
    assert_eq!((lines(&set), set.sources.len()), (vec!["数值 | total | 2020 | 7".into()], 0));
}

#[test]
fn the_table_of_eurostat_among_the_samples() {
    let set = sound("eurostat.tsv");
    assert_eq!(
        lines(&set)[..5],
        [
            "B1GQ（CP_MEUR） | DE | 2019 | 3473260.0",
            "B1GQ（CP_MEUR） | DE | 2020 | 3367560.0 | Preliminary",
            "B1GQ（CP_MEUR） | DE | 2021-Q1 | (未提供)",
            "B1GQ（CP_MEUR） | FR | 2019 | 2437635.0 | 时间序列有中断",
            "B1GQ（CP_MEUR） | FR | 2020 | (保密)",
        ]
    );
    assert_eq!(
        lines(&set)[6..],
        [
            "B1GQ（PC） | FR | 2019 | 1.8 | Estimated | 欧盟统计局估计",
            "B1GQ（PC） | FR | 2020 | (未提供)",
            "B1GQ（PC） | FR | 2021-Q1 | 0.0 | 不显著"
        ]
    );
}
