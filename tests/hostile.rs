//! Documents as attackers and accidents make them, each with what is told about it.

#![allow(clippy::unwrap_used)]

use qdviz::dataset::{Dataset, read};
use qdviz::diagnostic::Diagnostics;

const HEAD: &str = r#"{"qdviz":"indicators/1","indicators":[{"id":"i","name":"指标"}],"observations":["#;
const GOOD: &str = r#"{"indicator":"i","area":"市南区","period":"2020","value":1}"#;

fn told(bytes: &[u8]) -> (Option<Dataset>, Vec<String>) {
    let mut faults = Diagnostics::default();
    let set = read(bytes, None, &mut faults);
    let items = faults.into_items().into_iter();
    for item in items.clone() {
        assert!(!item.english.is_empty(), "no English for {}", item.message);
    }
    (set, items.map(|d| format!("{} {}", d.path, d.message)).collect())
}

/// A document with one good row and this one, which costs itself at the most.
fn beside_a_good_row(row: &str) -> Vec<String> {
    let (set, told) = told(format!("{HEAD}{GOOD},{row}]}}").as_bytes());
    assert_eq!(set.unwrap().observations.at(0).value.known().unwrap().mantissa, 1);
    told
}

#[test]
fn rows_that_lie_cost_themselves() {
    let long = "长".repeat(4 << 20);
    for (row, expected) in [
        (
            r#"{"indicator":"i","area":"市北区","period":"2020","value":1e400}"#.into(),
            "data#/observations/1/value “value”不是可用的数值",
        ),
        (
            r#"{"indicator":"i","area":"市北区","period":"2020","value":"NaN"}"#.into(),
            "data#/observations/1/value “value”不是可用的数值",
        ),
        (
            r#"{"indicator":"i","area":"市北区","period":"2020","value":1234567890123456789}"#.into(),
            "data#/observations/1/value “value”不是可用的数值",
        ),
        (
            r#"{"indicator":"i","indicator":"j","area":"市北区","period":"2020","value":2}"#.into(),
            "data#/observations/1/indicator 字段“indicator”重复，只用第一个",
        ),
        (
            r#"{"__proto__":{"value":1},"indicator":"i","area":"市北区","period":"2020","value":2}"#.into(),
            "data#/observations/1/__proto__ 不认识的字段“__proto__”，已忽略",
        ),
        (r#"{"constructor":1}"#.into(), "data#/observations/1/constructor 不认识的字段“constructor”，已忽略"),
        (
            r#"{"indicator":"i","area":"市南区","period":"2020","value":2}"#.into(),
            "data#/observations/1 市南区的“指标”（2020）有两个不同的值",
        ),
        (
            r#"{"indicator":"i","area":"市北区","period":"0000-00-00","value":2}"#.into(),
            "data#/observations/1/period “0000-00-00”不是可识别的时期",
        ),
        (r#""{}""#.into(), "data#/observations/1 这里应是一个对象"),
        ("[[[[[]]]]]".into(), "data#/observations/1 这里应是一个对象"),
        (
            format!(r#"{{"indicator":"i","area":"市北区","period":"2020","value":2,"note":"{long}"}}"#),
            "data#/observations/1/note “note”超过 64 KB，已忽略",
        ),
        (format!(r#"{{"{long}":1}}"#), "data#/observations/1/长"),
    ] as [(String, &str); 12]
    {
        let told = beside_a_good_row(&row);
        assert!(told.iter().any(|line| line.starts_with(expected)), "{expected} is not in {told:#?}");
        assert!(told.iter().all(|line| line.len() < 2_000), "a diagnostic of megabytes");
    }
}

#[test]
fn files_that_are_no_data_say_what_they_are() {
    let whole = format!("{HEAD}{GOOD}]}}");
    let cut = whole.len() - 20;
    let in_the_middle = whole.replacen("[{", "[\u{FEFF}{", 1);
    for (bytes, expected) in [
        (Vec::new(), "data:1:0 文件是空的"),
        (b"<!DOCTYPE html><p>404".to_vec(), "data:1:1 收到的是网页"),
        (b"\x1F\x8B\x08\x00\x00\x00\x00\x00".to_vec(), "data:1:1 收到的是未解压的 gzip 数据"),
        (whole.as_bytes()[..cut].to_vec(), "data:1:"),
        (in_the_middle.into_bytes(), "data:1:"),
        (format!("{HEAD}{}", "[".repeat(1 << 20)).into_bytes(), "data:1:"),
        (br#"{"qdviz":"\uD800"}"#.to_vec(), "data:1:"),
        (b"{\"qdviz\":\"\xC7\xE0\"}".to_vec(), "data:1:"),
        (b"null".to_vec(), "data:1:1 没有找到表头"),
        (b"[1,2]".to_vec(), "data# "),
        (b"{}".to_vec(), "data# "),
        (vec![b' '; 33 << 20], "data# 数据文件超过 32 MB，未读取"),
    ] {
        let (set, told) = told(&bytes);
        assert!(set.is_none());
        assert!(told[0].starts_with(expected), "{expected} is not {told:?}");
    }
    let (_, told) = told(format!("{HEAD}{}", "[".repeat(1 << 20)).as_bytes());
    assert!(told[0].contains("嵌套超过 128 层"), "{told:?}");
}

#[test]
fn a_byte_order_mark_in_front_is_no_fault() {
    let (set, told) = told(format!("\u{FEFF}{HEAD}{GOOD}]}}").as_bytes());
    assert!(set.is_some() && told.is_empty());
}

#[test]
fn faults_are_capped_and_counted() {
    let rows = vec!["{}"; 5_000].join(",");
    let (set, told) = told(format!("{HEAD}{rows},{GOOD}]}}").as_bytes());
    assert_eq!(set.unwrap().observations.len(), 1);
    assert_eq!(told.len(), 101);
    assert_eq!(told[100], " 另有 4900 处问题未逐条列出");
}

#[test]
fn more_observations_than_allowed_are_told_and_cut_off() {
    let values = vec!["1"; 2_000_001].join(",");
    let columns = format!(r#"{{"indicator":"i","area":"市南区","period":"2020","value":[{values}]}}"#);
    let head = HEAD.replace(r#""observations":["#, "");
    let (set, told) = told(format!(r#"{head}"columns":{columns}}}"#).as_bytes());
    assert_eq!(set.unwrap().observations.len(), 2_000_000);
    assert_eq!(told, ["data#/columns/value 观测值超过 2000000 条，多出的未读入"]);
}
