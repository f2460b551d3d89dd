//! Reader of JSON-stat 2.0: data sets, and collections of them.
//!
//! The cube becomes indicators × areas × periods: the dimension in the role `metric` names the indicators, those in the
//! roles `geo` and `time` areas and periods, and every other dimension divides the indicators. `label`, `source`,
//! `updated` and `href` become the source of all figures, notes the definitions of indicators; `child` becomes the parent
//! of areas. Links, coordinates and extensions say nothing that is drawn and are passed over.

mod category;
mod child;
mod collection;
mod members;
mod role;
mod set;
mod status;
mod unit;
mod values;
mod version;

use super::reader::{Content, Reader};
use super::{Builder, Dataset};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use crate::nearest::suggestion;

/// JSON-stat 2.0.
pub struct JsonStat;

const CLASSES: [&str; 3] = ["dataset", "collection", "dimension"];

impl Reader for JsonStat {
    fn name(&self) -> &'static str {
        "json-stat"
    }

    fn recognises(&self, content: &Content) -> bool {
        let Content::Json(json) = content else { return false };
        let class = json.get("class").and_then(Json::text).unwrap_or_default();
        let is_cube = ["id", "size", "dimension", "value"].iter().all(|key| json.get(key).is_some());
        let is_older = json.get("dimension").is_some() && json.get("value").is_some();
        CLASSES.contains(&class) || is_cube || is_older || version::is_bundle(json) || version::is_error(json)
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let Content::Json(json @ Json::Object(_)) = content else {
            let sentence =
                say!("JSON-stat 的最外层应是一个对象 {…}", "a JSON-stat document is one object {…}");
            faults.error("data#", sentence, String::new());
            return None;
        };
        let place = Place::root("data");
        if version::is_refused(json, place, faults) {
            return None;
        }
        match class(json) {
            "dataset" => {
                let mut out = Builder::new(set::rows_at(json));
                set::read(json, place, None, &mut out, faults)?;
                // Where an error says already why there is nothing, that there is nothing need not be said.
                if out.set().observations.is_empty() && faults.is_fatal() {
                    return None;
                }
                out.finish(faults)
            }
            "collection" => collection::read(json, place, faults),
            "dimension" => {
                let sentence = say!(
                    "这是一个单独的维度（dimension），里面没有数值",
                    "this is a bare dimension, which holds no figures"
                );
                faults.error(&place.pointer(), sentence, "请读取使用这个维度的数据集（dataset）".into());
                None
            }
            other => {
                let hint = match suggestion(other, CLASSES.into_iter()) {
                    hint if hint.is_empty() => format!("可用：{}", CLASSES.join("、")),
                    hint => hint,
                };
                let sentence = say!("不认识的类别“{}”", "unknown class “{}”", other);
                faults.error(&place.key("class").pointer(), sentence, hint);
                None
            }
        }
    }
}

/// The class as written; where it is not, what the members show.
fn class<'j>(json: &'j Json) -> &'j str {
    match json.get("class").and_then(Json::text) {
        Some(class) => class,
        None if json.get("link").is_some() && json.get("value").is_none() => "collection",
        None => "dataset",
    }
}

/// A note: a list of texts, or one text.
fn note(json: Option<&Json>) -> String {
    let items = json.and_then(Json::array).unwrap_or_default();
    match json.and_then(Json::text) {
        Some(text) => text.into(),
        None => items.iter().filter_map(Json::text).collect::<Vec<_>>().join("\n"),
    }
}
