//! What is no JSON-stat 2.0 with figures in it, told by name: older versions, error messages, bare dimensions.

use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};

/// How to come by a version that can be read.
const NEWER: &str = "请向发布方索取 2.0 版（PxWeb 导出时选 json-stat2）";

/// Whether the document cannot be read, which is told as an error.
pub(super) fn is_refused(json: &Json, place: Place, faults: &mut Diagnostics) -> bool {
    let version = version(json);
    if let Some(older) = version.as_deref().filter(|version| major(version).is_some_and(|major| major < 2)) {
        let sentence = say!(
            "这是 JSON-stat {} 版，只能读 2.0 及以后的版本",
            "this is JSON-stat {}; only 2.0 and later can be read",
            older
        );
        faults.error(&place.key("version").pointer(), sentence, NEWER.into());
        return true;
    }
    if is_bundle(json) || is_first_generation(json) {
        let sentence = say!(
            "这是 JSON-stat 1.x 版，只能读 2.0 及以后的版本",
            "this is JSON-stat 1.x; only 2.0 and later can be read"
        );
        faults.error(&place.pointer(), sentence, NEWER.into());
        return true;
    }
    if let Some(said) = error_label(json) {
        let sentence = say!("数据服务返回了错误：{}", "the data service answered with an error: {}", &said);
        faults.error(&place.key("error").pointer(), sentence, "请检查查询条件".into());
        return true;
    }
    match version.as_deref().and_then(major) {
        Some(2) => {}
        None => {
            let sentence =
                say!("没有写明 JSON-stat 版本，按 2.0 读取", "no JSON-stat version; read as version 2.0");
            faults.warning(&place.key("version").pointer(), sentence, "写上 \"version\": \"2.0\"".into());
        }
        Some(_) => {
            let sentence = say!(
                "比 2.0 新的 JSON-stat 版本，按 2.0 读取",
                "newer than JSON-stat 2.0; read as version 2.0"
            );
            faults.warning(&place.key("version").pointer(), sentence, String::new());
        }
    }
    false
}

/// The version as written; some write it without quotes.
fn version(json: &Json) -> Option<String> {
    match json.get("version")? {
        Json::Text(text) => Some(text.trim().into()),
        Json::Number(number) => {
            let mut out = String::new();
            number.write(None, &mut out);
            Some(out)
        }
        _ => None,
    }
}

fn major(version: &str) -> Option<u32> {
    let digits = version.bytes().take_while(u8::is_ascii_digit).count();
    version[..digits].parse().ok()
}

/// The 1.x form that holds several data sets by name.
pub(super) fn is_bundle(json: &Json) -> bool {
    let class = json.get("class").and_then(Json::text);
    let is_set = |json: &Json| json.get("value").is_some() && json.get("dimension").is_some();
    let has_own =
        ["value", "link", "category", "observations", "columns"].iter().any(|key| json.get(key).is_some());
    class == Some("bundle") || (class.is_none() && !has_own && json.members().iter().any(|(_, m)| is_set(m)))
}

/// The 1.x form that holds one data set: names and sizes of dimensions stand under `dimension`.
fn is_first_generation(json: &Json) -> bool {
    let inner = |key: &str| json.get("dimension").and_then(|d| d.get(key)).and_then(Json::array).is_some();
    json.get("id").is_none() && inner("id") && inner("size")
}

/// What an error message says.
fn error_label(json: &Json) -> Option<String> {
    let class = json.get("class").and_then(Json::text);
    let listed = json.get("error")?.array()?.first();
    if json.get("value").is_some() || !(class.is_none() || class == Some("error")) {
        return None;
    }
    let label = listed.and_then(|error| error.get("label")).and_then(Json::text);
    Some(label.unwrap_or("?").into())
}

/// Whether this is the error message of a JSON-stat service.
pub(super) fn is_error(json: &Json) -> bool {
    json.get("version").is_some() && error_label(json).is_some()
}
