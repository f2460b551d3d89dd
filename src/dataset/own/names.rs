//! The names that observations use for sources, areas and indicators.

use crate::dataset::{Builder, Dataset, gazetteer};
use crate::nearest::suggestion;
use crate::order;

/// All names of a document.
pub(in crate::dataset) struct Names {
    pub sources: Index,
    pub areas: Index,
    pub indicators: Index,
}

impl Names {
    pub fn of(set: &Dataset) -> Names {
        let mut areas = Vec::new();
        for (i, area) in set.areas.iter().enumerate() {
            areas.push((area.code.clone(), i));
            areas.push((area.name.clone(), i));
            areas.extend(area.aliases.iter().map(|alias| (alias.clone(), i)));
        }
        let sources = set.sources.iter().enumerate().map(|(i, source)| (source.id.clone(), i));
        let indicators = set.indicators.iter().enumerate().map(|(i, indicator)| (indicator.id.clone(), i));
        Names {
            sources: Index::new(sources.collect()),
            areas: Index::new(areas),
            indicators: Index::new(indicators.collect()),
        }
    }

    /// The area that was probably meant, as a hint.
    pub fn area_hint(&self, name: &str) -> String {
        let described = self.areas.entries.iter().map(|(known, _)| known.as_str());
        suggestion(name, described.chain(gazetteer::names()))
    }

    /// The area of that name. Places that the gazetteer knows need not be described: they are added when first named.
    pub fn area(&mut self, name: &str, out: &mut Builder) -> Option<usize> {
        // Spaces around it mean nothing, and there are more ways to put them than names to keep.
        let found = self.areas.find(name).or_else(|| self.areas.find(name.trim()));
        if found.is_some() {
            return found;
        }
        let name = name.trim();
        let place = gazetteer::find(name)?;
        let described = self.areas.find(place.code).or_else(|| self.areas.find(place.name));
        let position = described.unwrap_or_else(|| out.area(place.area()));
        self.areas.add(name, position);
        self.areas.add(place.code, position);
        Some(position)
    }
}

/// Names in order, for look-up by halving: a million observations ask three times each.
pub(in crate::dataset) struct Index {
    entries: Vec<(String, usize)>,
}

impl Index {
    fn new(mut entries: Vec<(String, usize)>) -> Index {
        let order = order::positions(entries.len(), &|a, b| entries[a].0.cmp(&entries[b].0));
        let sorted = order.into_iter().map(|position| std::mem::take(&mut entries[position as usize]));
        Index { entries: sorted.collect() }
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        let (known, position) = self.entries.get(self.before(name))?;
        (known == name).then_some(*position)
    }

    fn add(&mut self, name: &str, position: usize) {
        self.entries.insert(self.before(name), (name.into(), position));
    }

    fn before(&self, name: &str) -> usize {
        self.entries.partition_point(|(known, _)| known.as_str() < name)
    }

    /// The known name that was probably meant, as a hint.
    pub fn suggestion(&self, name: &str) -> String {
        suggestion(name, self.entries.iter().map(|(known, _)| known.as_str()))
    }
}
