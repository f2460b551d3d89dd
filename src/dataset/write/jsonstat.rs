//! Data sets as JSON-stat 2.0, so that the reader in [`crate::dataset::jsonstat`] reads the same figures back.
//!
//! Carried are: each figure with indicator, area and period, digit for digit; its status, and of a missing one the
//! reason; id, name, unit, decimals and definition of indicators; code and name of areas and which is part of which;
//! title, publisher, date and address of the source where all figures have the same one.
//!
//! JSON-stat has no words for the rest, which is left out: several sources and pages, remarks on single figures, English
//! names, aliases and kinds of areas, and of indicators direction, kind, frequency, theme, target, bands, flow, and of
//! what they are slices, with which weight. A missing figure has a reason or a status, not both. A reason that is itself a usual status code
//! (`p`, `..`) reads back as what that code says. Areas that the gazetteer knows read back with its names. Codes that
//! several indicators or areas share get a number behind them, since in JSON-stat a code stands for one category.

use super::json::{number, quoted};
use crate::dataset::period::{Form, Period};
use crate::dataset::{Dataset, Indicator, Observation, STATUSES, Source, Status, Value};
use std::collections::BTreeMap;

/// The data set as text.
pub fn write(set: &Dataset) -> String {
    let periods = periods(set);
    let indicators = unique(set.indicators.iter().map(|indicator| indicator.id.as_str()));
    let areas = unique(set.areas.iter().map(|area| area.code.as_str()));
    let mut out = String::from("{\"version\":\"2.0\",\"class\":\"dataset\"");
    if let Some(source) = only_source(set) {
        write_source(source, &mut out);
    }
    let (i, a, p) = (indicators.len(), areas.len(), periods.len());
    out.push_str(&format!(",\n\"id\":[\"indicator\",\"area\",\"period\"],\"size\":[{i},{a},{p}]"));
    out.push_str(",\n\"role\":{\"metric\":[\"indicator\"],\"geo\":[\"area\"],\"time\":[\"period\"]}");
    out.push_str(",\n\"dimension\":{\"indicator\":{\"label\":\"指标\",\"category\":{");
    write_indicators(set, &indicators, &mut out);
    out.push_str("}},\n\"area\":{\"label\":\"地区\",\"category\":{");
    write_areas(set, &areas, &mut out);
    out.push_str("}},\n\"period\":{\"label\":\"时期\",\"category\":{");
    write_periods(&periods, &mut out);
    out.push_str("}}}");
    write_figures(set, &periods, &mut out);
    out.push_str("}\n");
    out
}

/// All periods, the earliest first.
fn periods(set: &Dataset) -> Vec<Period> {
    let mut periods: Vec<Period> = set.observations.iter().map(|o| o.period).collect();
    periods.sort_unstable();
    periods.dedup();
    periods
}

/// The codes, each once: what comes again gets a number.
fn unique<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for code in codes {
        let mut own = String::from(code);
        while let Some(times) = seen.get_mut(&own) {
            *times += 1;
            own = format!("{own}_{times}");
        }
        seen.insert(own.clone(), 1);
        out.push(own);
    }
    out
}

/// The source, where all figures have the same one.
fn only_source(set: &Dataset) -> Option<&Source> {
    let first = set.observations.iter().next()?.source?;
    let is_only = set.observations.iter().all(|o| o.source == Some(first));
    set.sources.get(first).filter(|_| is_only)
}

fn write_source(source: &Source, out: &mut String) {
    // The date has to be one, and the address an address.
    let day = source.date.get(..10).unwrap_or_default();
    let is_day = Period::parse(day).is_some_and(|period| period.form() == Form::Day);
    let is_address = source.url.starts_with("http");
    for (key, text, is_valid) in [
        ("label", &source.title, true),
        ("source", &source.publisher, true),
        ("updated", &source.date, is_day),
        ("href", &source.url, is_address),
    ] {
        if is_valid && !text.is_empty() {
            out.push_str(",\n");
            member(key, out);
            out.push_str(&quoted(text));
        }
    }
}

fn write_indicators(set: &Dataset, codes: &[String], out: &mut String) {
    write_index(codes, out);
    write_labels(codes, set.indicators.iter().map(|indicator| indicator.name.as_str()), out);
    out.push_str(",\n\"unit\":");
    object(out, codes.iter().zip(&set.indicators), |(code, indicator), out| {
        member(code, out);
        out.push_str("{\"label\":");
        out.push_str(&quoted(&indicator.unit));
        out.push_str(&format!(",\"decimals\":{}}}", indicator.decimals));
    });
    let is_defined = |(_, indicator): &(&String, &Indicator)| !indicator.definition.is_empty();
    out.push_str(",\n\"note\":");
    object(out, codes.iter().zip(&set.indicators).filter(is_defined), |(code, indicator), out| {
        member(code, out);
        out.push('[');
        out.push_str(&quoted(&indicator.definition));
        out.push(']');
    });
}

fn write_areas(set: &Dataset, codes: &[String], out: &mut String) {
    write_index(codes, out);
    write_labels(codes, set.areas.iter().map(|area| area.name.as_str()), out);
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, area) in set.areas.iter().enumerate() {
        first_of.entry(&area.code).or_insert(position);
    }
    let mut children: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (area, code) in set.areas.iter().zip(codes) {
        if let Some(parent) = first_of.get(area.parent.as_str()).filter(|_| !area.parent.is_empty()) {
            children.entry(*parent).or_default().push(code);
        }
    }
    out.push_str(",\n\"child\":");
    object(out, children.into_iter(), |(parent, parts), out| {
        member(&codes[parent], out);
        list(out, parts.into_iter(), |part, out| out.push_str(&quoted(part)));
    });
}

fn write_periods(periods: &[Period], out: &mut String) {
    let codes: Vec<String> = periods.iter().map(|period| period.written()).collect();
    let labels: Vec<String> = periods.iter().map(|period| period.label()).collect();
    write_index(&codes, out);
    write_labels(&codes, labels.iter().map(String::as_str), out);
}

fn write_index(codes: &[String], out: &mut String) {
    out.push_str("\n\"index\":");
    list(out, codes.iter(), |code, out| out.push_str(&quoted(code)));
}

fn write_labels<'l>(codes: &[String], labels: impl Iterator<Item = &'l str>, out: &mut String) {
    out.push_str(",\n\"label\":");
    object(out, codes.iter().zip(labels), |(code, label), out| {
        member(code, out);
        out.push_str(&quoted(label));
    });
}

/// Figures and statuses: a list where every cell of the cube has a figure, else those that are there by position, since
/// what nobody asked about is not the same as what is missing.
fn write_figures(set: &Dataset, periods: &[Period], out: &mut String) {
    let position_of = |o: &Observation| {
        let period = periods.partition_point(|period| *period < o.period) as u64;
        let series = o.indicator as u64 * set.areas.len() as u64 + o.area as u64;
        series * periods.len() as u64 + period
    };
    let counted = (0..set.indicators.len()).flat_map(|indicator| set.of_indicator(indicator));
    let figures: Vec<(u64, Observation)> = counted
        .map(|position| set.observations.at(*position as usize))
        .map(|observation| (position_of(&observation), observation))
        .collect();
    let cells = set.indicators.len() as u64 * set.areas.len() as u64 * periods.len() as u64;
    out.push_str(",\n\"value\":");
    if figures.len() as u64 == cells {
        list(out, figures.iter(), |(_, o), out| write_value(o, out));
    } else {
        object(out, figures.iter(), |(position, o), out| {
            out.push_str(&format!("\"{position}\":"));
            write_value(o, out);
        });
    }
    let has_status = figures.iter().filter_map(|(position, o)| Some((position, status(o)?)));
    out.push_str(",\n\"status\":");
    object(out, has_status, |(position, status), out| {
        out.push_str(&format!("\"{position}\":"));
        out.push_str(&quoted(status));
    });
}

fn write_value(observation: &Observation, out: &mut String) {
    match &observation.value {
        Value::Known(known) => out.push_str(&number(*known)),
        Value::Missing(_) => out.push_str("null"),
    }
}

/// Why there is no figure, or else how far it is to be trusted.
fn status(observation: &Observation) -> Option<&str> {
    match &observation.value {
        Value::Missing(reason) if !reason.is_empty() => Some(reason),
        _ if observation.status == Status::Final => None,
        _ => STATUSES.iter().find(|(_, status)| *status == observation.status).map(|(word, _)| *word),
    }
}

fn member(key: &str, out: &mut String) {
    out.push_str(&quoted(key));
    out.push(':');
}

fn object<T>(out: &mut String, items: impl Iterator<Item = T>, write: impl Fn(T, &mut String)) {
    separated('{', '}', out, items, write);
}

fn list<T>(out: &mut String, items: impl Iterator<Item = T>, write: impl Fn(T, &mut String)) {
    separated('[', ']', out, items, write);
}

fn separated<T>(
    open: char,
    close: char,
    out: &mut String,
    items: impl Iterator<Item = T>,
    write: impl Fn(T, &mut String),
) {
    out.push(open);
    for (i, item) in items.enumerate() {
        if i > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_codes_become_different_ones() {
        assert_eq!(unique(["a", "b", "a", "a_2", "a"].into_iter()), ["a", "b", "a_2", "a_2_2", "a_3"]);
    }
}
