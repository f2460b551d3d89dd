//! SDMX-JSON data messages: 2.x, 1.0, and the drafts before it.

mod attributes;
mod data;
mod structure;
mod words;

use super::figures::Figures;
use crate::dataset::reader::{Content, Reader};
use crate::dataset::{Dataset, Source};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use structure::Structure;
use words::name;

/// SDMX-JSON.
pub struct SdmxJson;

/// What structure messages hold, which have no figures.
const STRUCTURES: [&str; 4] = ["dataStructures", "dataflows", "codelists", "conceptSchemes"];

impl Reader for SdmxJson {
    fn name(&self) -> &'static str {
        "sdmx-json"
    }

    fn recognises(&self, content: &Content) -> bool {
        let Content::Json(json) = content else { return false };
        let has = |json: &Json, keys: &[&str]| keys.iter().any(|key| json.get(key).is_some());
        match json.get("data").filter(|data| matches!(data, Json::Object(_))) {
            Some(data) => has(data, &["dataSets", "structure", "structures"]) || has(data, &STRUCTURES),
            None => {
                has(json, &["dataSets"])
                    || (has(json, &["structure", "errors"]) && has(json, &["header", "meta"]))
            }
        }
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let Content::Json(json @ Json::Object(_)) = content else {
            let sentence = say!("SDMX-JSON 的最外层应是一个对象 {…}", "SDMX-JSON is one object {…}");
            faults.error("data#", sentence, String::new());
            return None;
        };
        let mut told = Diagnostics::default();
        let set = message(json, &mut told);
        // Where a part could be read the faults of another one cost only that.
        if set.is_some() {
            told.soften();
        }
        faults.append(told);
        set
    }
}

fn message(json: &Json, faults: &mut Diagnostics) -> Option<Dataset> {
    let root = Place::root("data");
    errors(json, root, faults);
    let nested = json.get("data").filter(|data| matches!(data, Json::Object(_)));
    let (inner, within) = match nested {
        Some(data) => (data, root.key("data")),
        None => (json, root),
    };
    if STRUCTURES.iter().any(|key| inner.get(key).is_some()) {
        let sentence = say!(
            "这是 SDMX 结构消息，里面没有数值",
            "this is an SDMX structure message; it holds no figures"
        );
        faults.error(&within.pointer(), sentence, "请取数据消息（data，而不是 structure）".into());
        return None;
    }
    let mut figures = Figures::new(if nested.is_some() { "data#/data/dataSets" } else { "data#/dataSets" });
    let mut structures = structures(inner, within, &sender(json), &mut figures, faults);
    let at = within.key("dataSets");
    let mut row = 0;
    for (i, data_set) in inner.get("dataSets").and_then(Json::array).unwrap_or_default().iter().enumerate() {
        let place = at.index(i);
        if is_deletion(data_set, place, faults) {
            continue;
        }
        let wanted = data_set.get("structure").map_or(Some(0), position);
        match wanted.and_then(|wanted| structures.get_mut(wanted)) {
            Some(Some(structure)) => data::read(data_set, place, structure, &mut figures, &mut row, faults),
            // Why that structure cannot be used has been told.
            Some(None) => {}
            None => {
                let sentence = say!(
                    "数据集所指的结构不存在，已跳过",
                    "the data set refers to no structure there is; skipped"
                );
                faults.warning(
                    &place.pointer(),
                    sentence,
                    "structure 是 structures 里的序号，从 0 数起".into(),
                );
            }
        }
    }
    figures.finish(faults)
}

fn position(json: &Json) -> Option<usize> {
    // Version 1.0 may give an address here, and has one structure only.
    match json {
        Json::Number(number) => usize::try_from(number.with_scale(0)?.mantissa).ok(),
        _ => Some(0),
    }
}

/// Reads `structures`, or the one `structure` of versions before 2.0.
fn structures<'j>(
    json: &'j Json,
    place: Place,
    message: &Source,
    figures: &mut Figures,
    faults: &mut Diagnostics,
) -> Vec<Option<Structure<'j>>> {
    if let Some(list) = json.get("structures").and_then(Json::array) {
        let at = place.key("structures");
        let each = |(i, item)| structure::read(item, at.index(i), message, figures, faults);
        return list.iter().enumerate().map(each).collect();
    }
    match json.get("structure") {
        Some(item) => vec![structure::read(item, place.key("structure"), message, figures, faults)],
        None => Vec::new(),
    }
}

/// Who sends the message, as the source of its figures.
fn sender(json: &Json) -> Source {
    let Some(head) = json.get("meta").or(json.get("header")) else { return Source::default() };
    let sender = head.get("sender");
    let id = sender.and_then(|sender| sender.get("id")).and_then(Json::text).unwrap_or_default();
    let publisher = sender.map_or("", |sender| name(sender, "name", "names").text);
    let links = head.get("links").and_then(Json::array).unwrap_or_default();
    let is_own = |link: &&Json| matches!(link.get("rel").and_then(Json::text), Some("self" | "request"));
    let link = links.iter().find(is_own).and_then(|link| link.get("href")).and_then(Json::text);
    let publisher = if publisher.is_empty() { id } else { publisher };
    Source {
        id: if id.is_empty() { "sdmx".into() } else { id.into() },
        title: publisher.into(),
        publisher: publisher.into(),
        // `prepared` is when the message was made, not when its figures were published.
        date: String::new(),
        url: link.unwrap_or_default().into(),
        page: String::new(),
    }
}

/// Whether a data set says what is to be deleted, which is told.
fn is_deletion(json: &Json, place: Place, faults: &mut Diagnostics) -> bool {
    let action = json.get("action").and_then(Json::text).unwrap_or_default();
    let is_deletion = action.eq_ignore_ascii_case("Delete");
    if is_deletion {
        let sentence = say!("这个数据集要求删除数据，已跳过", "this data set asks to delete data; skipped");
        faults.warning(&place.key("action").pointer(), sentence, String::new());
    }
    is_deletion
}

/// Tells the errors that the publisher's server reports.
fn errors(json: &Json, root: Place, faults: &mut Diagnostics) {
    let at = root.key("errors");
    for (i, error) in json.get("errors").and_then(Json::array).unwrap_or_default().iter().enumerate() {
        let mut said = name(error, "title", "titles").text;
        for (key, keys) in [("message", "messages"), ("detail", "details")] {
            said = if said.is_empty() { name(error, key, keys).text } else { said };
        }
        let code = error.get("code").and_then(words::direct).unwrap_or_default();
        let sentence = say!("发布方报告错误 {}：{}", "the publisher reports error {}: {}", &code.code, said);
        faults.warning(&at.index(i).pointer(), sentence, String::new());
    }
}
