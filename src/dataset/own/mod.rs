//! Reader of the own format, `indicators/1`, with its figures in rows or in columns.

#[cfg(feature = "formats")]
mod columns;
#[cfg(feature = "charts")]
mod entries;
pub(super) mod lists;
pub(super) mod names;
mod rows;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
#[cfg(test)]
mod tests;

use super::reader::{Content, Reader};
use super::{Builder, Dataset};
use crate::diagnostic::{Diagnostics, say};
use crate::fields::Fields;
use crate::json::{Json, Place};
use names::Names;

/// The own format.
pub struct Own;

const KEYS: [&str; 12] = [
    "$schema",
    "qdviz",
    "title",
    "titleEn",
    "theme",
    "updated",
    "sources",
    "areas",
    "indicators",
    "observations",
    "columns",
    "entries",
];

const KEYS_ABOUT_ITSELF: [&str; 5] = ["$schema", "title", "titleEn", "theme", "updated"];

/// Whether figures stand in columns, which only the build with all readers reads.
pub fn is_in_columns(content: &Content) -> bool {
    matches!(content, Content::Json(json) if has(json, "columns"))
}

fn has(json: &Json, key: &str) -> bool {
    !matches!(json.get(key), None | Some(Json::Null))
}

impl Reader for Own {
    fn name(&self) -> &'static str {
        "indicators"
    }

    fn recognises(&self, content: &Content) -> bool {
        let Content::Json(json) = content else { return false };
        ["qdviz", "observations", "columns", "indicators"].iter().any(|key| json.get(key).is_some())
    }

    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset> {
        let Content::Json(json @ Json::Object(_)) = content else {
            let sentence = say!("数据文件的最外层应是一个对象 {…}", "a data document is one object {…}");
            faults.error("data#", sentence, String::new());
            return None;
        };
        let mut top = Fields::open(json, Place::root("data"), &KEYS, faults)?;
        if top.text("qdviz") != Some("indicators/1") {
            let hint = "第一行写 \"qdviz\": \"indicators/1\"";
            let sentence = say!(
                "没有写明格式版本 indicators/1，按它读取",
                "the format version indicators/1 is not stated; read as that"
            );
            top.fault("qdviz", sentence, hint.into());
        }
        // What a document says about itself is not drawn; that it is text is checked all the same.
        for key in KEYS_ABOUT_ITSELF {
            top.text(key);
        }
        // Whoever loads a million observations can load the readers' code as well.
        let in_columns = is_in_columns(content);
        if in_columns && !cfg!(feature = "formats") {
            return None;
        }
        let mut out = Builder::new(match (has(json, "observations"), in_columns) {
            // One row number would mean two rows.
            (true, true) => "data#",
            (false, true) => "data#/columns/value/",
            (_, false) => "data#/observations/",
        });
        lists::read(&mut top, &mut out);
        let mut names = Names::of(out.set());
        rows::read(&mut top, &mut names, &mut out);
        #[cfg(feature = "formats")]
        if let Some(json) = top.get("columns") {
            top.inner("columns", json, &columns::KEYS, &mut |columns| {
                columns::read(columns, &mut names, &mut out);
            });
        }
        // What only the kinds of larger builds draw is read there.
        #[cfg(feature = "charts")]
        entries::read(&mut top, &mut names, &mut out);
        if cfg!(feature = "formats") {
            names.tell_shared(&mut top);
        }
        out.finish(faults)
    }
}
