//! Collections: the data sets that are embedded in one are read together. What is only linked is not fetched, and told.

use super::set;
use crate::dataset::{Area, Builder, Dataset, Indicator, Observation};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use std::collections::BTreeMap;

/// Where figures stand: all of one item at the item.
pub(super) const ROWS_AT: &str = "data#/link/item/";

/// Reads a collection.
pub(super) fn read(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Dataset> {
    let (mut whole, mut found) = (Whole::new(), Diagnostics::default());
    items(json, place, None, &mut whole, &mut found);
    // One item that cannot be read does not take the others with it.
    if !whole.out.set().observations.is_empty() {
        found.soften();
    }
    faults.append(found);
    whole.out.finish(faults)
}

/// Goes through the items of a collection; one within another belongs to the `outer` item.
fn items(json: &Json, place: Place, outer: Option<u32>, whole: &mut Whole, faults: &mut Diagnostics) {
    let list = json.get("link").and_then(|link| link.get("item")).and_then(Json::array);
    let (link, place) = (place.key("link"), place);
    let at = link.key("item");
    let Some(list) = list else {
        let sentence = say!("集合里没有“link.item”", "the collection has no “link.item”");
        return faults.error(&place.pointer(), sentence, String::new());
    };
    for (i, json) in list.iter().enumerate() {
        let row = outer.unwrap_or(u32::try_from(i).unwrap_or(u32::MAX));
        item(json, at.index(i), row, whole, faults);
    }
}

fn item(json: &Json, place: Place, row: u32, whole: &mut Whole, faults: &mut Diagnostics) {
    let class = json.get("class").and_then(Json::text).unwrap_or_default();
    if json.get("value").is_some() && matches!(class, "dataset" | "") {
        let mut part = Builder::new(ROWS_AT);
        if set::read(json, place, Some(row), &mut part, faults).is_none() {
            return;
        }
        if part.set().observations.is_empty() {
            let sentence = say!("这个数据集里没有可用的观测值", "this data set has no usable observation");
            return faults.warning(&place.pointer(), sentence, String::new());
        }
        if let Some(set) = part.finish(faults) {
            whole.take(set, row);
        }
    } else if json.get("link").is_some() && class == "collection" {
        items(json, place, Some(row), whole, faults);
    } else if let Some(address) = json.get("href").and_then(Json::text) {
        let sentence = say!("只有链接，未读取：{}", "only a link, not fetched: {}", address);
        faults.warning(&place.pointer(), sentence, "请把数据集嵌入集合，或单独读取这个地址".into());
    } else {
        let sentence = say!("这一项里没有数值，已跳过", "this item holds no figures; skipped");
        faults.warning(&place.pointer(), sentence, String::new());
    }
}

/// The items put together: what several of them describe alike is there once.
struct Whole {
    out: Builder,
    areas: BTreeMap<(String, String), usize>,
    indicators: BTreeMap<String, usize>,
}

impl Whole {
    fn new() -> Whole {
        Whole { out: Builder::new(ROWS_AT), areas: BTreeMap::new(), indicators: BTreeMap::new() }
    }

    fn take(&mut self, set: Dataset, row: u32) {
        let sources: Vec<usize> = set.sources.into_iter().map(|source| self.out.source(source)).collect();
        let areas: Vec<usize> = set.areas.into_iter().map(|area| self.area(area)).collect();
        let indicators: Vec<usize> =
            set.indicators.into_iter().map(|indicator| self.indicator(indicator, row)).collect();
        for observation in set.observations.iter() {
            let placed = Observation {
                indicator: indicators[observation.indicator],
                area: areas[observation.area],
                source: observation.source.map(|source| sources[source]),
                ..observation
            };
            if !self.out.observe(placed) {
                return;
            }
        }
    }

    fn area(&mut self, area: Area) -> usize {
        let key = (area.code.clone(), area.name.clone());
        *self.areas.entry(key).or_insert_with(|| self.out.area(area))
    }

    /// An indicator of the same name that is described otherwise is another one.
    fn indicator(&mut self, mut indicator: Indicator, row: u32) -> usize {
        if let Some(known) = self.indicators.get(&indicator.id) {
            if self.out.set().indicators[*known] == indicator {
                return *known;
            }
            indicator.id = format!("{};{}", indicator.id, row.saturating_add(1));
        }
        let id = indicator.id.clone();
        let position = self.out.indicator(indicator);
        self.indicators.insert(id, position);
        position
    }
}
