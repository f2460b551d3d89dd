//! The names that observations use for sources, areas and indicators.

use crate::dataset::{Builder, Dataset, gazetteer};
use crate::diagnostic::say;
use crate::fields::Fields;
use crate::nearest::suggestion;
use crate::order;

/// All names of a document.
pub(in crate::dataset) struct Names {
    pub sources: Index,
    pub areas: Index,
    pub indicators: Index,
    /// Names of several areas, in order, and how many figures use them.
    shared: Vec<(String, usize)>,
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
        let areas = Index::new(areas);
        // Told in the build with all readers: the basic one has a budget of 70 KB.
        let shared = if cfg!(feature = "formats") { areas.shared(set) } else { Vec::new() };
        Names {
            sources: Index::new(sources.collect()),
            areas,
            shared,
            indicators: Index::new(indicators.collect()),
        }
    }

    fn note_shared(&mut self, name: &str) {
        let at = self.shared.partition_point(|(known, _)| known.as_str() < name);
        if let Some((known, uses)) = self.shared.get_mut(at)
            && known == name
        {
            *uses += 1;
        }
    }

    /// Tells which names that figures use are those of several areas.
    pub fn tell_shared(&self, top: &mut Fields) {
        for (name, _) in self.shared.iter().filter(|(_, uses)| *uses > 0) {
            let sentence = say!(
                "不止一个地区叫“{}”，有关的数都算作前一个的",
                "more than one area is called “{}”; its figures are taken to be about the earlier one",
                name
            );
            top.fault("areas", sentence, "观测值里改写地区的代码".into());
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
            if cfg!(feature = "formats") {
                self.note_shared(name.trim());
            }
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
    pub fn new(mut entries: Vec<(String, usize)>) -> Index {
        let order = order::positions(entries.len(), &|a, b| entries[a].0.cmp(&entries[b].0));
        let sorted = order.into_iter().map(|position| std::mem::take(&mut entries[position as usize]));
        Index { entries: sorted.collect() }
    }

    pub fn find(&self, name: &str) -> Option<usize> {
        let (known, position) = self.entries.get(self.before(name))?;
        (known == name).then_some(*position)
    }

    /// The names of several areas, those of one code counting as one.
    fn shared(&self, set: &Dataset) -> Vec<(String, usize)> {
        let code = |position: usize| set.areas.get(position).map(|area| &area.code);
        let is_shared = |pair: &&[(String, usize)]| matches!(pair, [one, other] if one.0 == other.0 && code(one.1) != code(other.1));
        let pairs = self.entries.windows(2).filter(is_shared);
        let mut names: Vec<(String, usize)> = pairs.map(|pair| (pair[0].0.clone(), 0)).collect();
        names.dedup();
        names
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
