//! Tables of every shape, and what is wrong in faulty ones.

use crate::dataset::{Dataset, reader};
use crate::diagnostic::Diagnostics;

/// Reads a table, which must be faultless, and writes down what it holds.
fn figures(text: &str) -> Vec<String> {
    let mut faults = Diagnostics::default();
    let set = reader::read(text.as_bytes(), None, &mut faults);
    assert_eq!(faults.into_items(), [], "{text}");
    lines(&set.unwrap())
}

/// One line a figure: indicator (unit) area period value.
fn lines(set: &Dataset) -> Vec<String> {
    let line = |o: crate::dataset::Observation| {
        let indicator = &set.indicators[o.indicator];
        let mut value = String::new();
        match &o.value {
            crate::dataset::Value::Known(number) => number.write(None, &mut value),
            crate::dataset::Value::Missing(reason) => value = format!("missing {reason}"),
        }
        let (area, period) = (&set.areas[o.area].name, o.period.written());
        format!("{} ({}) {area} {period} {value}", indicator.name, indicator.unit)
    };
    set.observations.iter().map(line).collect()
}

/// What is told of a faulty table.
fn told(text: &str) -> Vec<String> {
    let mut faults = Diagnostics::default();
    reader::read(text.as_bytes(), Some("csv"), &mut faults);
    faults.into_items().into_iter().map(|d| format!("{} {}", d.path, d.message)).collect()
}

#[test]
fn long_lists() {
    assert_eq!(
        figures(
            "指标,地区,时期,数值,单位\n常住人口,市南区,2020年,48.62,万人\nGDP,青岛,2020年1-9月,\"9,000.1\",亿元\n"
        ),
        ["常住人口 (万人) 市南区 2020 48.62", "GDP (亿元) 青岛市 2020-01/2020-09 9000.1"]
    );
    assert_eq!(
        figures("indicator;area_code;year;month;value;unit\nPM2.5;370282;2020;8;21;微克/立方米\n"),
        ["PM2.5 (微克/立方米) 即墨区 2020-08 21"]
    );
    assert_eq!(
        figures("地区\t年份\t性别\t人口（人）\n市南\t2020\t男\t1\n\t2020\t女\t2\n"),
        ["人口（男） (人) 市南区 2020 1", "人口（女） (人) 市南区 2020 2"]
    );
}

#[test]
fn areas_by_periods() {
    let table = "各区（市）常住人口,,\n,,单位：万人\n区　市,2019年,2020年\n市　南　区,58.4,48.6\n即墨市,—,133.6\n注：按普查口径。,,\n数据来源：青岛市统计局,,\n";
    assert_eq!(
        figures(table),
        [
            "常住人口 (万人) 市南区 2019 58.4",
            "常住人口 (万人) 市南区 2020 48.6",
            "常住人口 (万人) 即墨区 2019 missing 原表为“—”",
            "常住人口 (万人) 即墨区 2020 133.6",
        ]
    );
}

#[test]
fn indicators_by_periods() {
    let table = "青岛市2020年8月主要经济指标\n指标,单位,8月,1-8月,同比增长（%）\n一、工业\n出口额,亿元,300.1,\"2,100.5\",-3.2\n其中：民营,亿元,200,…,5.0\n";
    assert_eq!(
        figures(table),
        [
            "出口额 (亿元) 青岛市 2020-08 300.1",
            "出口额 (亿元) 青岛市 2020-01/2020-08 2100.5",
            "出口额（同比增长） (%) 青岛市 2020-01/2020-08 −3.2",
            "民营 (亿元) 青岛市 2020-08 200",
            "民营 (亿元) 青岛市 2020-01/2020-08 missing 原表为“…”",
            "民营（同比增长） (%) 青岛市 2020-01/2020-08 5.0",
        ]
    );
}

#[test]
fn growth_is_about_the_later_period() {
    let table = "地区,指标,2020年（亿元）,2019年（亿元）,同比增长%\n市南区,零售额,5,4,25.0\n";
    assert_eq!(figures(table)[2], "零售额（同比增长） (%) 市南区 2020 25.0");
}

#[test]
fn the_unit_of_a_table_is_not_that_of_its_rates() {
    let table = "2020年主要指标\n单位：亿元\n地区,生产总值,增速,城镇化率（%）\n市南区,5,4,25.0\n";
    assert_eq!(
        figures(table),
        ["生产总值 (亿元) 市南区 2020 5", "增速 () 市南区 2020 4", "城镇化率 (%) 市南区 2020 25.0"]
    );
    let table = "2020年主要指标\n单位：人、%\n地区,人口\n市南区,5\n";
    assert_eq!(figures(table), ["人口 () 市南区 2020 5"]);
}

#[test]
fn areas_by_indicators() {
    let table = "2020年各区市主要指标\n地区,常住人口（万人）,GDP(亿元),增速%\n市南区,48.6,\"1,250.2\",3.5\n高新区,10,20,4.0\n";
    assert_eq!(
        figures(table)[..4],
        [
            "常住人口 (万人) 市南区 2020 48.6",
            "GDP (亿元) 市南区 2020 1250.2",
            "增速 (%) 市南区 2020 3.5",
            "常住人口 (万人) 高新区 2020 10",
        ]
    );
}

#[test]
fn periods_by_indicators_or_areas() {
    assert_eq!(
        figures("年份,常住人口（万人）,户数（万户）\n2019,949.98,300\n2020,1010.57,310\n"),
        [
            "常住人口 (万人) 总体 2019 949.98",
            "户数 (万户) 总体 2019 300",
            "常住人口 (万人) 总体 2020 1010.57",
            "户数 (万户) 总体 2020 310",
        ]
    );
    assert_eq!(
        figures("空气质量优良率（%）\n月份,市南区,济南市\n2020年1月,80.0,70.0\n2020年2月,90.0,75.5\n")[1..3],
        ["空气质量优良率 (%) 济南市 2020-01 70.0", "空气质量优良率 (%) 市南区 2020-02 90.0"]
    );
    assert_eq!(
        figures("2020年降水量（毫米）\n月份,崂山区\n1月,3.5\n12月,7.0\n"),
        ["降水量 (毫米) 崂山区 2020-01 3.5", "降水量 (毫米) 崂山区 2020-12 7.0"]
    );
}

#[test]
fn headers_of_two_lines() {
    let table = "地区,2019年,,2020年,\n,人口（万人）,GDP（亿元）,人口（万人）,GDP（亿元）\n市南区,1,2,3,4\n";
    assert_eq!(
        figures(table),
        [
            "人口 (万人) 市南区 2019 1",
            "GDP (亿元) 市南区 2019 2",
            "人口 (万人) 市南区 2020 3",
            "GDP (亿元) 市南区 2020 4",
        ]
    );
    let table = "指标,单位,本月,,累计,\n,,绝对量,增长（%）,绝对量,增长（%）\n出口额,亿元,1,2,3,4\n";
    assert_eq!(
        figures(&format!("2020年8月月报\n{table}")),
        [
            "出口额 (亿元) 总体 2020-08 1",
            "出口额（增长） (%) 总体 2020-08 2",
            "出口额 (亿元) 总体 2020-01/2020-08 3",
            "出口额（增长） (%) 总体 2020-01/2020-08 4",
        ]
    );
}

#[test]
fn faults_are_told_with_line_and_column() {
    assert_eq!(told("市南区,1,2\n市北区,3,4\n"), ["data:1:1 没有找到表头，读不出各列是什么"]);
    assert_eq!(told("只有一句话"), ["data:1:1 没有找到表头，读不出各列是什么"]);
    let table = "指标,地区,时期,数值\n人口,市南区,去年,1\n人口,,2020,1\n,市南区,2020,1\n人口,市南区,2020,若干\n人口,市南区,2019,(5)\n人口,市北区,2020,1,234\n人口,市北区\n\"人口,李沧区,2020,7\n人口,市男区,2020,12345678901234567890\n";
    assert_eq!(
        told(table),
        [
            "data:2:8 “去年”不是可识别的时期，此行有关的数已跳过",
            "data:3:4 这一行没有地区，已跳过",
            "data:4 这一行没有指标名称，已跳过",
            "data:5:13 “若干”不是数值，按缺数处理",
            "data:6:13 括号里的“(5)”不知是负数还是估计数，按缺数处理",
            "data:7:15 这一行有 5 格，表头只有 4 格，各数对不上列，已跳过",
            "data:8:4 这一行只有 2 格，表头有 4 格，缺的按缺数处理",
            "data:8:4 看不出这一行数的时期，已跳过",
            "data:9:1 引号没有配对，按没有引号读",
            "data:10:4 不认识的地区“市男区”，照原样保留",
            "data:10:13 “12345678901234567890”超过 18 位数字，按缺数处理",
        ]
    );
}

#[test]
fn commas_are_judged_by_the_column() {
    let table = "地区;2019年;2020年\n市南区;1,5;1,234\n市北区;1,234;5\n";
    assert_eq!(
        told(table),
        [
            "data:2 看不出指标的名称，称为“数值”",
            "data:2:5 “1,5”里的逗号可能是小数点，按缺数处理",
            "data:3:5 “1,234”里的逗号可能是小数点，按缺数处理",
        ]
    );
}

#[test]
fn numbers_of_quarters_are_no_months() {
    assert_eq!(
        figures("年份,季度,指标,数值\n2023,2,GDP,5\n2023,一季度,GDP,4\n"),
        ["GDP () 总体 2023-Q2 5", "GDP () 总体 2023-Q1 4"]
    );
    assert_eq!(
        figures("年份,季度,月份,GDP\n2023,2,5,7\n2023,2,,8\n"),
        ["GDP () 总体 2023-05 7", "GDP () 总体 2023-Q2 8"]
    );
}

#[test]
fn of_two_columns_of_areas_the_finer_counts() {
    let expected = ["人口 () 市南区 2022 5", "人口 () 市北区 2022 6"];
    assert_eq!(figures("城市,区县,年份,人口\n青岛市,市南区,2022,5\n青岛市,市北区,2022,6\n"), expected);
    assert_eq!(figures("区县,城市,年份,人口\n市南区,青岛市,2022,5\n市北区,青岛市,2022,6\n"), expected);
}

#[test]
fn a_second_name_of_what_is_measured_tells_figures_apart() {
    assert_eq!(
        figures("INDICATOR,MEASURE,TIME,Value,Flag Codes\nGDP,USD,2010,5,\nGDP,CAP,2010,6,P\n"),
        ["GDP（USD） () 总体 2010 5", "GDP（CAP） () 总体 2010 6"]
    );
}

#[test]
fn this_month_and_the_months_so_far_are_told_apart() {
    for title in ["2024年8月主要指标", "2024年1-8月主要指标"] {
        let table = format!("{title}\n指标,单位,本月,1-本月累计,本月增长%,累计增长%\n出口,亿元,1,2,3,4\n");
        assert_eq!(
            figures(&table),
            [
                "出口 (亿元) 总体 2024-08 1",
                "出口 (亿元) 总体 2024-01/2024-08 2",
                "出口（增长） (%) 总体 2024-08 3",
                "出口（增长） (%) 总体 2024-01/2024-08 4"
            ]
        );
    }
}

#[test]
fn units_may_stand_alone_in_the_second_line_of_a_header() {
    assert_eq!(
        figures("年份,生产总值,,人均\n,（亿元）,第一产业,（元）\n2022,3,2,1\n"),
        ["生产总值 (亿元) 总体 2022 3", "生产总值（第一产业） () 总体 2022 2", "人均 (元) 总体 2022 1"]
    );
}

#[test]
fn only_rates_of_growth_take_their_period_from_the_columns_before() {
    let table = "指标,2023-01,Feb-23,增长\n出口,1,2,3\n";
    assert_eq!(told(table), ["data:2:1 看不出这一行数的时期，已跳过"]);
}

#[test]
fn long_lists_have_no_merged_cells() {
    let list = "地区,时期,指标,数值\n市南区,2020,人口,1\n,2021,人口,2\n";
    assert_eq!(told(list), ["data:3:1 这一行没有地区，已跳过"]);
    assert_eq!(
        figures("地区,年份,人口\n市南区,2020,1\n,2021,2\n"),
        ["人口 () 市南区 2020 1", "人口 () 市南区 2021 2"]
    );
}

#[test]
fn an_empty_period_is_not_that_of_the_title() {
    let table = "2023年出口\n地区,月份,出口\n青岛,1月,5\n青岛,,6\n";
    assert_eq!(told(table), ["data:4:4 看不出这一行数的时期，已跳过"]);
    assert_eq!(told("指标,时期,数值\n出口,2020,5\n出口,,6\n"), ["data:3:4 看不出这一行数的时期，已跳过"]);
}

#[test]
fn codes_are_no_figures_and_figures_without_a_header_are_told() {
    assert_eq!(figures("代码,指标,年份,数值\n1001,人口,2022,5\n"), ["人口 () 总体 2022 5"]);
    assert_eq!(told("指标,年份,数值,\n人口,2022,5,7\n"), ["data:1:10 这一列有数值而没有列名，已忽略"]);
}

#[test]
fn codes_beside_names_are_no_figures() {
    let extract = "T02,\"Population, density\",,,,,\nRegion/Country/Area,,Year,Series,Value,Footnotes,Source\n\
        1,\"Total, all countries or areas\",2010,Population (millions),\"6,985.60\",,\"Nations, 'Prospects'.\"\n\
        1,\"Total, all countries or areas\",2015,Population (millions),\"7,426.60\",Projected.,\"Nations, 'Prospects'.\"\n\
        156,China,2010,Population (millions),\"1,368.81\",,\"Nations, 'Prospects'.\"\n";
    assert_eq!(
        figures(extract),
        [
            "Population (millions) () Total, all countries or areas 2010 6985.60",
            "Population (millions) () Total, all countries or areas 2015 7426.60",
            "Population (millions) () China 2010 1368.81",
        ]
    );
    let table = "Domain Code,Domain,Area Code (M49),Area,Element Code,Element,Item Code (CPC),Item,Year Code,Year,Unit,Value,Flag,Flag Description\n\
        QCL,Crops,'156,China,5510,Production,0111,Wheat,2019,2019,t,133601000.00,A,Official figure\n\
        QCL,Crops,'156,China,5510,Production,0111,Wheat,2020,2020,t,134254700.00,E,Estimated value\n\
        QCL,Crops,'156,China,5312,Area harvested,0111,Wheat,2020,2020,ha,23380000.00,A,Official figure\n";
    assert_eq!(
        figures(table),
        [
            "Production（Crops，Wheat） (t) China 2019 133601000.00",
            "Production（Crops，Wheat） (t) China 2020 134254700.00",
            "Area harvested（Crops，Wheat） (ha) China 2020 23380000.00",
        ]
    );
    // Of a header over two columns, and of one beside its names.
    assert_eq!(
        figures("区域,区域名称,年份,产量\n1,东部,2020,5\n2,西部,2020,6\n"),
        ["产量 () 东部 2020 5", "产量 () 西部 2020 6"]
    );
}

#[test]
fn codes_count_where_nothing_else_tells_rows_apart() {
    assert_eq!(
        figures("行业代码,年份,产值\n1001,2020,5\n1002,2020,6\n"),
        ["产值（1001） () 总体 2020 5", "产值（1002） () 总体 2020 6"]
    );
    assert_eq!(
        figures("记录ID,地区,年份,人口\n7,市南区,2020,5\n8,市南区,2021,6\n"),
        ["人口 () 市南区 2020 5", "人口 () 市南区 2021 6"]
    );
}

#[test]
fn numbers_that_go_with_names_are_taken_for_codes_only_in_front_of_the_figures() {
    let list = "门类,行业,年份,数值,位次\n1,农业,2020,5,1\n2,林业,2020,6,2\n";
    assert_eq!(told(list)[0], "data:1:1 这一列的数与旁边的名称一一对应，看作代码，未当作数值");
    let table = "地区,面积,年份,人口\n市南区,30,2019,5\n市南区,30,2020,6\n市北区,65,2020,7\n";
    assert_eq!(
        figures(table)[..2],
        ["面积 () 市南区 2019 30", "人口 () 市南区 2019 5"],
        "a column with a header of its own in a table without a column for figures"
    );
}

#[test]
fn periods_may_have_their_code_beside_them() {
    let table = "Country Name,Country Code,Series Name,Series Code,2019 [YR2019],2020 [YR2020]\n\
        China,CHN,GDP growth,NY.GDP,5.95,..\n";
    assert_eq!(
        figures(table),
        ["GDP growth () China 2019 5.95", "GDP growth () China 2020 missing 原表为“..”"]
    );
}

#[test]
fn what_is_said_of_many_figures_is_kept_once() {
    let table = "年份,出口,进口,备注\n2019,1,2,口径\n2020,3,4*,口径\n注：*含保税\n* 估算\n";
    let set = reader::read(table.as_bytes(), None, &mut Diagnostics::default()).unwrap();
    let notes: Vec<_> = set.observations.iter().map(|o| o.remark.as_ref().unwrap().note.clone()).collect();
    assert!(std::sync::Arc::ptr_eq(&notes[0], &notes[1]) && std::sync::Arc::ptr_eq(&notes[0], &notes[2]));
    assert_eq!(&*notes[3], "口径；含保税");
}

#[test]
fn a_long_note_beside_many_marked_figures_is_not_copied_without_end() {
    let note = "长".repeat(20_000);
    let (head, row) = (",出口".repeat(4_000), ",1*,2".repeat(2_000));
    assert_eq!(
        told(&format!("年份{head},备注\n2019{row},{note}\n* 估算\n"))
            .into_iter()
            .filter(|told| told.starts_with("data# "))
            .collect::<Vec<_>>(),
        ["data# 说明文字太多，有一部分没有读入"]
    );
}
