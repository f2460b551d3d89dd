//! What the data files publish is what the documents publish: every number stands in its phrase, every gap says
//! why, and the reader takes every figure.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/published.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;

use qdviz::dataset;
use qdviz::diagnostic::Diagnostics;
use serde_json::Value;
use support::{data_file, documents, identifiers, list, text};

/// Whether `number`, sign aside, stands in `phrase` and is not a piece of a longer number.
fn stands_in(number: &str, phrase: &str) -> bool {
    let digits = number.trim_start_matches('-');
    phrase.match_indices(digits).any(|(at, _)| {
        let (before, after) = (&phrase[..at], &phrase[at + digits.len()..]);
        let starts = !before.ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let decimals = after.strip_prefix('.').unwrap_or(after);
        starts && !decimals.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether `phrase` gives the rank `number` in words, as in 第五.
fn ordinal_stands_in(number: &str, phrase: &str) -> bool {
    let words = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word = number.parse::<usize>().ok().and_then(|rank| words.get(rank.checked_sub(1)?));
    word.is_some_and(|word| phrase.contains(&format!("第{word}")))
}

/// Figures that a document writes as a fraction or in words, with the exact number that each stands for.
const WRITTEN: [(&str, &str); 6] =
    [("20", "1/5"), ("0.25", "1/4"), ("60", "六成"), ("70", "七成"), ("2", "两个"), ("4", "四大")];

/// Whether `phrase` publishes `number` as a fraction or in words.
fn written_in(number: &str, phrase: &str) -> bool {
    WRITTEN.iter().any(|(known, words)| *known == number && phrase.contains(words))
}

/// Whether `phrase` gives a number of seconds as minutes and seconds, as in 4分24秒.
fn duration_stands_in(number: &str, phrase: &str) -> bool {
    let seconds = number.parse::<u32>().ok();
    seconds.is_some_and(|seconds| phrase.contains(&format!("{}分{}秒", seconds / 60, seconds % 60)))
}

/// Whether `phrase` publishes `number` for the indicator `about`.
fn published(number: &str, phrase: &str, about: &Value) -> bool {
    stands_in(number, phrase)
        || written_in(number, phrase)
        || text(about, "kind") == "rank" && ordinal_stands_in(number, phrase)
        || text(about, "unit") == "秒" && duration_stands_in(number, phrase)
}

fn indicator<'a>(document: &'a Value, id: &str) -> &'a Value {
    list(document, "indicators").iter().find(|indicator| text(indicator, "id") == id).unwrap()
}

#[test]
fn a_number_is_not_found_inside_a_longer_one() {
    assert!(stands_in("95.24", "指数达到95.24分"));
    assert!(stands_in("8.0", "增长8.0%"));
    assert!(stands_in("-42.6", "减少42.6%"));
    for phrase in ["195.24分", "95.241分", "2.95.24", "95.2分", "9.524"] {
        assert!(!stands_in("95.24", phrase), "{phrase}");
    }
    assert!(!stands_in("6", "6.05亿吨") && !stands_in("05", "6.05亿吨"));
    assert!(ordinal_stands_in("5", "居全国第五位") && !ordinal_stands_in("4", "居全国第五位"));
    assert!(!ordinal_stands_in("0", "居全国第五位"));
    assert!(written_in("70", "占全区七成以上") && !written_in("60", "占全区七成以上"));
    assert!(duration_stands_in("264", "平均办税时间4分24秒"));
    assert!(!duration_stands_in("265", "平均办税时间4分24秒"));
}

/// The observations of `document` that carry a value and a phrase.
fn quoted(document: &Value) -> impl Iterator<Item = &Value> {
    list(document, "observations")
        .iter()
        .filter(|record| record["phrase"].is_string() && !record["value"].is_null())
}

#[test]
fn every_number_stands_in_its_phrase() {
    for (path, document) in documents("indicators/1") {
        for record in quoted(&document) {
            let (number, phrase) = (record["value"].to_string(), text(record, "phrase"));
            let found = published(&number, phrase, indicator(&document, text(record, "indicator")));
            assert!(found, "{}: {number} is not in {phrase}", path.display());
        }
    }
}

#[test]
fn every_value_has_a_source_and_every_gap_a_reason() {
    for (path, document) in documents("indicators/1") {
        let sources = identifiers(list(&document, "sources"), "id");
        for record in list(&document, "observations") {
            let told = if record["value"].is_null() {
                !text(record, "missing").is_empty()
            } else {
                record["value"].is_number() && sources.contains(text(record, "source"))
            };
            assert!(told, "{}: {record}", path.display());
        }
    }
}

#[test]
fn observations_name_what_exists_and_no_figure_comes_twice() {
    for (path, document) in documents("indicators/1") {
        let indicators = identifiers(list(&document, "indicators"), "id");
        let areas = identifiers(list(&document, "areas"), "code");
        let mut seen = BTreeSet::new();
        for record in list(&document, "observations") {
            let key = ["indicator", "area", "period"].map(|key| text(record, key));
            let known = indicators.contains(key[0]) && areas.contains(key[1]) && !key[2].is_empty();
            assert!(known && seen.insert(key), "{}: {record}", path.display());
        }
    }
}

#[test]
fn decimals_are_those_of_the_published_numbers() {
    for (path, document) in documents("indicators/1") {
        for about in list(&document, "indicators") {
            let id = text(about, "id");
            let own = list(&document, "observations").iter().filter(|record| record["indicator"] == id);
            let places =
                |record: &Value| record["value"].to_string().split_once('.').map_or(0, |(_, d)| d.len());
            let most = own.map(places).max().unwrap_or_else(|| panic!("{id} has no observation"));
            assert_eq!(about["decimals"], most, "{}: {id}", path.display());
        }
    }
}

#[test]
fn districts_add_up_to_the_city() {
    let document = data_file("population.json");
    let figures = |period: &str, city: bool| -> Vec<i64> {
        let chosen = list(&document, "observations").iter().filter(|record| record["period"] == period);
        let chosen = chosen.filter(|record| (record["area"] == "370200") == city);
        chosen.map(|record| record["value"].as_i64().unwrap()).collect()
    };
    let total = |figures: &[i64]| figures.iter().sum::<i64>();
    assert_eq!(figures("2020-11-01", false).len(), 10);
    assert_eq!(total(&figures("2020-11-01", false)), total(&figures("2020-11-01", true)));
    // Published in hundreds, twelve former districts: each is off by 50 at most.
    let gap = total(&figures("2010-11-01", false)) - total(&figures("2010-11-01", true));
    assert!(figures("2010-11-01", false).len() == 10 && gap.abs() <= 12 * 50, "{gap}");
}

#[test]
fn every_figure_of_a_theme_has_its_phrase() {
    for (path, document) in documents("indicators/1") {
        // The census comes as a table, not as sentences.
        if path.ends_with("population.json") {
            continue;
        }
        for record in list(&document, "observations").iter().filter(|record| !record["value"].is_null()) {
            assert!(!text(record, "phrase").is_empty(), "{}: {record}", path.display());
        }
    }
}

#[test]
fn no_indicator_is_in_two_files_and_no_name_stands_for_two() {
    let all = documents("indicators/1");
    let indicators: Vec<Value> =
        all.iter().flat_map(|(_, document)| list(document, "indicators").to_vec()).collect();
    for key in ["id", "name", "nameEn"] {
        identifiers(&indicators, key);
    }
}

#[test]
fn statuses_and_kinds_are_known_ones() {
    const KINDS: [&str; 6] = ["level", "growth", "share", "index", "rank", "count"];
    for (path, document) in documents("indicators/1") {
        for about in list(&document, "indicators") {
            let known = ["higher", "lower", "neutral"].contains(&text(about, "direction"));
            assert!(known && KINDS.contains(&text(about, "kind")), "{}: {about}", path.display());
        }
        for record in list(&document, "observations") {
            let known = ["", "preliminary", "estimated", "over", "under"].contains(&text(record, "status"));
            assert!(known, "{}: {record}", path.display());
        }
    }
}

#[test]
fn the_reader_takes_every_figure_and_finds_nothing_wrong() {
    for (path, document) in documents("indicators/1") {
        let mut faults = Diagnostics::default();
        let set = dataset::read(&fs::read(&path).unwrap(), None, &mut faults);
        assert_eq!(faults.into_items(), [], "{}", path.display());
        assert_eq!(set.unwrap().observations.len(), list(&document, "observations").len());
    }
}
