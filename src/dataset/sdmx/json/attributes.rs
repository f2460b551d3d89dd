//! Attributes of SDMX-JSON: where they are defined, and what the entries in the data say by index or by themselves.

use super::words::{direct, listed};
use crate::dataset::sdmx::concepts::{self, Slot};
use crate::dataset::sdmx::word::{Slots, Word};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, List, Place};
use std::collections::BTreeMap;

/// An attribute of interest as the structure defines it.
pub struct Attribute<'j> {
    /// Where its entry stands among those of all attributes of its level.
    position: usize,
    /// What it says.
    slot: Slot,
    /// The values that indexes refer to; empty where values stand in the data themselves.
    values: Vec<Option<Word<'j>>>,
    /// What holds where the data say nothing.
    default: Option<Word<'j>>,
}

/// How many attributes of interest one level may have; further ones are left out.
const MAX_ATTRIBUTES: usize = 64;

/// How many bytes several values may have together.
const LONGEST: usize = 4_096;

/// Reads the attributes of one level.
pub fn defined<'j>(list: List<'j, '_>) -> Vec<Attribute<'j>> {
    let of_interest = list.iter().enumerate().filter_map(|(position, json)| attribute(position, json));
    of_interest.take(MAX_ATTRIBUTES).collect()
}

fn attribute<'j>(position: usize, json: &'j Json) -> Option<Attribute<'j>> {
    let by_id = json.get("id").and_then(Json::text).and_then(concepts::attribute);
    let slot = by_id.or_else(|| roles(json).into_iter().find_map(concepts::attribute))?;
    let list = json.get("values").and_then(Json::array).unwrap_or_default();
    let values: Vec<Option<Word>> = list.iter().map(listed).collect();
    let default = json.get("default").and_then(direct).map(|default| {
        let known = values.iter().flatten().find(|word| word.code == default.code);
        known.cloned().unwrap_or(Word { is_shared: true, ..default })
    });
    Some(Attribute { position, slot, values, default })
}

/// The concepts that a component says it is.
pub fn roles<'j>(json: &'j Json) -> Vec<&'j str> {
    match json.get("roles").or(json.get("role")) {
        Some(roles) => match roles.array() {
            Some(roles) => roles.iter().filter_map(Json::text).collect(),
            None => roles.text().into_iter().collect(),
        },
        None => Vec::new(),
    }
}

/// What the entries of one level say, which start at `offset` of the list. What stands behind the last attribute refers
/// to annotations.
pub fn said<'j>(
    attributes: &[Attribute<'j>],
    entries: List<'j, '_>,
    place: Place,
    offset: usize,
    faults: &mut Diagnostics,
) -> Slots<'j> {
    let mut slots = Slots::default();
    for attribute in attributes {
        let (position, slot) = (offset + attribute.position, attribute.slot);
        let word = match entries.get(position) {
            None | Some(Json::Null) => None,
            Some(entry) => {
                let word = valued(attribute, entry);
                if word.is_err() {
                    tell_unknown(place.index(position), faults);
                }
                word.unwrap_or_default()
            }
        };
        let word = word.or_else(|| attribute.default.clone());
        let held = &mut slots[slot as usize];
        // Of several attributes that say the same the first one counts, notes are put together.
        match (held.as_mut(), word) {
            (None, word) => *held = word,
            (Some(first), Some(word)) if slot == Slot::Note => join(first, &word),
            _ => {}
        }
    }
    slots
}

fn join(first: &mut Word, other: &Word) {
    if first.text().len() > LONGEST {
        return;
    }
    if !first.label.is_empty() {
        first.code = std::mem::take(&mut first.label);
    }
    let text = first.code.to_mut();
    text.push('；');
    text.push_str(other.text());
    first.is_shared |= other.is_shared;
}

/// The value of an entry: an index, a value by itself, or a list of these. An error where an index means nothing.
fn valued<'j>(attribute: &Attribute<'j>, entry: &'j Json) -> Result<Option<Word<'j>>, ()> {
    let index = match (entry, entry.array()) {
        (Json::Number(number), _) if !attribute.values.is_empty() => number,
        (_, Some(items)) if !attribute.values.is_empty() => {
            let mut words = items.iter().filter(|item| item.array().is_none());
            let Some(first) = words.next() else { return Ok(None) };
            let mut all = valued(attribute, first)?;
            for item in words {
                if let (Some(all), Some(word)) = (all.as_mut(), valued(attribute, item)?) {
                    join(all, &word);
                }
            }
            return Ok(all);
        }
        _ => return Ok(direct(entry)),
    };
    let index = index.with_scale(0).and_then(|index| usize::try_from(index.mantissa).ok());
    index.and_then(|index| attribute.values.get(index)).cloned().ok_or(())
}

fn tell_unknown(place: Place, faults: &mut Diagnostics) {
    let sentence =
        say!("这个序号在属性的取值列表里没有，已忽略", "the attribute has no value of this index; ignored");
    let path = if faults.is_full() { String::new() } else { place.pointer() };
    faults.warning(&path, sentence, "序号从 0 数起，是结构里 values 的位置".into());
}

/// How many combinations of dimensions attributes may be said of.
const MAX_SHAPES: usize = 16;

/// Attributes of some categories of some dimensions: by which dimensions, then by their categories.
#[derive(Default)]
pub struct Groups<'j> {
    shapes: Vec<(Vec<usize>, ByCategory<'j>)>,
}

type ByCategory<'j> = BTreeMap<Vec<usize>, Vec<(usize, Word<'j>)>>;

impl<'j> Groups<'j> {
    /// Reads `dimensionGroupAttributes`. Keys have one part for each dimension, empty for those that do not matter.
    pub fn read(
        json: Option<&'j Json>,
        attributes: &[Attribute<'j>],
        dimensions: usize,
        place: Place,
        faults: &mut Diagnostics,
    ) -> Groups<'j> {
        let mut groups = Groups::default();
        for (key, entries) in json.map(Json::members).unwrap_or_default() {
            let at = place.key(key);
            let Some((shape, categories)) = parts(key, dimensions).filter(|(shape, _)| groups.takes(shape))
            else {
                let sentence =
                    say!("属性组的键“{}”无效，已忽略", "the attribute group “{}” is not valid; ignored", key);
                faults.warning(&at.pointer(), sentence, "每个维一段，用冒号分开，无关的留空".into());
                continue;
            };
            let entries = entries.array().unwrap_or_default();
            let slots = said(attributes, entries, at, 0, faults);
            let words = slots.into_iter().enumerate().filter_map(|(slot, word)| Some((slot, word?)));
            groups.of_shape(shape).entry(categories).or_default().extend(words);
        }
        groups
    }

    fn takes(&self, shape: &[usize]) -> bool {
        self.shapes.len() < MAX_SHAPES || self.shapes.iter().any(|(known, _)| known == shape)
    }

    fn of_shape(&mut self, shape: Vec<usize>) -> &mut ByCategory<'j> {
        let found = self.shapes.iter().position(|(known, _)| *known == shape);
        let position = found.unwrap_or_else(|| {
            self.shapes.push((shape, BTreeMap::new()));
            self.shapes.len() - 1
        });
        &mut self.shapes[position].1
    }

    /// What holds for a figure; `categories` are in the order of the document.
    pub fn of(&self, categories: &[usize]) -> Slots<'j> {
        let mut slots = Slots::default();
        for (shape, by_category) in &self.shapes {
            let key: Vec<usize> = shape.iter().filter_map(|d| categories.get(*d).copied()).collect();
            for (slot, word) in by_category.get(&key).into_iter().flatten() {
                slots[*slot].get_or_insert_with(|| word.clone());
            }
        }
        slots
    }
}

/// The dimensions that a group key is about, and their categories.
fn parts(key: &str, dimensions: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mut shape, mut categories, mut count) = (Vec::new(), Vec::new(), 0);
    for part in key.as_bytes().split(|b| *b == b':') {
        if !part.is_empty() {
            shape.push(count);
            categories.push(super::data::index(part)?);
        }
        count += 1;
    }
    (count == dimensions).then_some((shape, categories))
}
