//! Areas of foreign documents, found among the places of the gazetteer. Not in the basic build: its one format describes
//! its areas, and a map that is never filled would still bring the code that drops it.

use super::Builder;
use crate::dataset::{Area, gazetteer};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::suggestion;

/// Among how many areas a slip in the name of one of ours is looked for; a document with more is about other places.
const MAX_HINTED: usize = 1000;

impl Builder {
    /// Adds the area that a foreign document calls by `code`, by `name` or by both. Where the gazetteer knows it, its
    /// code and names are the usual ones. One that is only almost known is told at `place` with what was probably meant,
    /// and kept as it is.
    ///
    /// Ask once for every area of a dimension: this adds an unknown one anew. For one that an earlier part of the
    /// document has see [`Builder::area_before`].
    pub fn area_named(&mut self, code: &str, name: &str, place: &str, faults: &mut Diagnostics) -> usize {
        let position = match gazetteer::find(code).or_else(|| gazetteer::find(name)) {
            Some(known) => self.known(known),
            None => self.stranger(code, name, place, faults),
        };
        self.places.entry(format!("{code}\n{name}")).or_insert(position);
        position
    }

    /// The area that was asked for by that code and name when there were `count` areas.
    pub fn area_before(&self, count: usize, code: &str, name: &str) -> Option<usize> {
        self.places.get(&format!("{code}\n{name}")).copied().filter(|position| *position < count)
    }

    /// The area of a place of the gazetteer, added where it is not there yet.
    fn known(&mut self, place: &gazetteer::Place) -> usize {
        if let Some(position) = self.places.get(place.code) {
            return *position;
        }
        let position = self.set.areas.iter().position(|a| a.code == place.code);
        let position = position.unwrap_or_else(|| self.area(place.area()));
        self.places.insert(place.code.into(), position);
        position
    }

    /// Adds an area that the gazetteer does not know.
    fn stranger(&mut self, code: &str, name: &str, place: &str, faults: &mut Diagnostics) -> usize {
        // Looking for the nearest name is slow: not for faults that nobody will see. Numbers are all near one another;
        // only those as long as our codes can be meant as one.
        let is_foreign_code = name.len() != 6 && name.bytes().all(|b| b.is_ascii_digit());
        let is_asked = self.set.areas.len() < MAX_HINTED && !is_foreign_code;
        if is_asked && !faults.is_full() {
            let hint = suggestion(name, gazetteer::names());
            if !hint.is_empty() {
                let sentence = say!("不认识的地区“{}”，照原样保留", "unknown area “{}”, kept as it is", name);
                faults.warning(place, sentence, hint);
            }
        }
        let or = |text: &str, other: &str| String::from(if text.is_empty() { other } else { text });
        self.area(Area { code: or(code, name), name: or(name, code), ..Area::default() })
    }

    /// Says that an area is part of another one. A place that the gazetteer knows stays where that puts it.
    pub fn area_within(&mut self, area: usize, whole: usize) {
        let Some(code) = self.set.areas.get(whole).map(|whole| whole.code.clone()) else { return };
        if let Some(part) = self.set.areas.get_mut(area).filter(|_| area != whole)
            && gazetteer::find(&part.code).is_none()
        {
            part.parent = code;
        }
    }
}
