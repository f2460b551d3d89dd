//! What both forms of the own format have in common: sources, areas, indicators, and the names that figures call them by.

use super::json::{Object, list, list_in_lines, number, quoted};
use crate::dataset::own::lists::DIRECTIONS;
use crate::dataset::own::names::Names;
use crate::dataset::{Area, Band, Dataset, Details, Indicator, NATURES, Observation, Source};
use std::fmt;

/// A source, an area or an indicator that has no name of its own: written down, its figures would be about another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name that it shares.
    pub name: String,
}

impl fmt::Display for Ambiguous {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "“{0}”不止一个，数据无法写出 · “{0}” is not the only one of that name", self.name)
    }
}

impl std::error::Error for Ambiguous {}

/// A document without its figures.
pub(super) fn head(set: &Dataset) -> Object {
    let mut top = Object::default();
    top.text("qdviz", "indicators/1");
    top.put("sources", list_in_lines(&set.sources.iter().map(source).collect::<Vec<_>>(), 1));
    top.put("areas", list_in_lines(&set.areas.iter().map(area).collect::<Vec<_>>(), 1));
    top.put("indicators", list_in_lines(&set.indicators.iter().map(indicator).collect::<Vec<_>>(), 1));
    top
}

fn source(source: &Source) -> String {
    let mut out = Object::default();
    out.put("id", quoted(&source.id));
    out.put("title", quoted(&source.title));
    out.text("publisher", &source.publisher);
    out.text("date", &source.date);
    out.text("url", &source.url);
    out.text("page", &source.page);
    out.line()
}

fn area(area: &Area) -> String {
    let mut out = Object::default();
    out.put("code", quoted(&area.code));
    out.put("name", quoted(&area.name));
    out.text("nameEn", &area.english);
    if !area.aliases.is_empty() {
        out.put("aliases", list(&area.aliases.iter().map(|alias| quoted(alias)).collect::<Vec<_>>()));
    }
    out.text("parent", &area.parent);
    out.text("kind", &area.kind);
    out.line()
}

fn indicator(indicator: &Indicator) -> String {
    let mut out = Object::default();
    out.put("id", quoted(&indicator.id));
    out.put("name", quoted(&indicator.name));
    out.text("nameEn", &indicator.english);
    out.text("unit", &indicator.unit);
    out.put("decimals", indicator.decimals.to_string());
    out.text("direction", word(&DIRECTIONS, indicator.direction));
    let none = Details::default();
    let details = indicator.details.as_deref().unwrap_or(&none);
    if let Some((low, high)) = details.interval {
        out.put("interval", list(&[number(low), number(high)]));
    }
    out.text("frequency", indicator.frequency);
    out.text("theme", &details.theme);
    out.text("definition", &indicator.definition);
    out.text("kind", word(&NATURES, indicator.nature));
    if let Some(target) = details.target {
        out.put("target", number(target));
    }
    if !details.bands.is_empty() {
        out.put("bands", list(&details.bands.iter().map(band).collect::<Vec<_>>()));
    }
    if !indicator.dimensions.is_empty() {
        let mut dimensions = Object::default();
        for (name, value) in &indicator.dimensions {
            dimensions.put(name, quoted(value));
        }
        out.put("dimensions", dimensions.line());
    }
    out.text("of", &indicator.of);
    if let Some(flow) = &details.flow {
        let mut ends = Object::default();
        ends.put("from", quoted(&flow.from));
        ends.put("to", quoted(&flow.to));
        out.put("flow", ends.line());
    }
    if let Some(weight) = details.weight {
        out.put("weight", number(weight));
    }
    out.line()
}

fn band(band: &Band) -> String {
    let mut out = Object::default();
    for (key, end) in [("from", band.from), ("to", band.to)] {
        if let Some(end) = end {
            out.put(key, number(end));
        }
    }
    out.text("level", &band.level);
    out.text("label", &band.label);
    out.line()
}

/// The word that stands for `meaning`; empty where none does.
pub(super) fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    words.iter().find(|(_, known)| *known == meaning).map_or("", |(word, _)| word)
}

/// What figures call their sources, areas and indicators: a name that the reader takes for that very one.
pub(super) struct References<'s> {
    pub(super) set: &'s Dataset,
    sources: Vec<Option<&'s str>>,
    areas: Vec<Option<&'s str>>,
    indicators: Vec<Option<&'s str>>,
}

impl<'s> References<'s> {
    pub fn of(set: &'s Dataset) -> References<'s> {
        let names = Names::of(set);
        let source = |(i, source): (usize, &'s Source)| {
            (names.sources.find(&source.id) == Some(i)).then_some(source.id.as_str())
        };
        let area = |(i, area): (usize, &'s Area)| {
            let all = [&area.code, &area.name].into_iter().chain(&area.aliases);
            all.map(String::as_str).find(|name| names.areas.find(name) == Some(i))
        };
        let indicator = |(i, indicator): (usize, &'s Indicator)| {
            (names.indicators.find(&indicator.id) == Some(i)).then_some(indicator.id.as_str())
        };
        References {
            set,
            sources: set.sources.iter().enumerate().map(source).collect(),
            areas: set.areas.iter().enumerate().map(area).collect(),
            indicators: set.indicators.iter().enumerate().map(indicator).collect(),
        }
    }

    /// What the area and the source at those positions are called.
    pub fn area_at(&self, at: usize) -> Result<String, Ambiguous> {
        chosen(&self.areas, at, || self.set.areas.get(at).map(|area| &area.code))
    }

    pub fn source_at(&self, at: usize) -> Result<String, Ambiguous> {
        chosen(&self.sources, at, || self.set.sources.get(at).map(|source| &source.id))
    }

    pub fn indicator(&self, observation: &Observation) -> Result<String, Ambiguous> {
        let at = observation.indicator;
        chosen(&self.indicators, at, || self.set.indicators.get(at).map(|indicator| &indicator.id))
    }

    pub fn area(&self, observation: &Observation) -> Result<String, Ambiguous> {
        let at = observation.area;
        chosen(&self.areas, at, || self.set.areas.get(at).map(|area| &area.code))
    }

    pub fn source(&self, observation: &Observation) -> Result<Option<String>, Ambiguous> {
        let Some(at) = observation.source else { return Ok(None) };
        chosen(&self.sources, at, || self.set.sources.get(at).map(|source| &source.id)).map(Some)
    }
}

/// The name at that position as JSON; where there is none, the name that is not enough.
fn chosen<'s>(
    names: &[Option<&str>],
    at: usize,
    shared: impl Fn() -> Option<&'s String>,
) -> Result<String, Ambiguous> {
    match names.get(at) {
        Some(Some(name)) => Ok(quoted(name)),
        _ => Err(Ambiguous { name: shared().cloned().unwrap_or_default() }),
    }
}
