//! Units of measure, as far as they can be said in words beside a number.

use crate::dataset::cube::Category;
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};

/// Most digits behind the point that are shown; the figures themselves keep all of theirs.
const MOST_DECIMALS: i64 = 9;

/// Words for powers of ten that a unit is multiplied by.
const MULTIPLIERS: [(i64, &str); 6] = [(2, "百"), (3, "千"), (4, "万"), (6, "百万"), (8, "亿"), (9, "十亿")];

/// Reads one entry of `unit` into the category it belongs to.
pub(super) fn read(json: &Json, place: Place, category: &mut Category, faults: &mut Diagnostics) {
    if !matches!(json, Json::Object(_)) {
        let sentence = say!("单位应是一个对象 {…}，已忽略", "a unit is an object {…}; ignored");
        return faults.warning(
            &place.pointer(),
            sentence,
            "写成 {\"label\": \"万人\", \"decimals\": 1}".into(),
        );
    }
    category.unit = words(json);
    if let Some(written) = json.get("decimals").filter(|json| !matches!(json, Json::Null)) {
        let decimals = whole(written).filter(|decimals| *decimals >= 0);
        if decimals.is_none() {
            let sentence =
                say!("“decimals”应是不小于 0 的整数，已忽略", "“decimals” should be a whole number; ignored");
            faults.warning(&place.key("decimals").pointer(), sentence, String::new());
        }
        category.decimals = decimals.map(|decimals| decimals.min(MOST_DECIMALS) as u8);
    }
}

/// Label and symbol in the order that `position` asks for. Older documents have the unit in `base`, and in `multiplier`
/// the power of ten that a label would otherwise say.
fn words(json: &Json) -> String {
    let text = |key: &str| json.get(key).and_then(Json::text).unwrap_or_default().trim();
    let (label, symbol) = (text("label"), text("symbol"));
    match (label.is_empty(), symbol.is_empty()) {
        (false, true) => label.into(),
        (false, false) if label == symbol => label.into(),
        (false, false) if text("position") == "start" => format!("{symbol} {label}"),
        (false, false) => format!("{label} {symbol}"),
        (true, false) => multiplied(json, symbol),
        (true, true) => multiplied(json, text("base")),
    }
}

fn multiplied(json: &Json, unit: &str) -> String {
    let Some(power) = json.get("multiplier").and_then(whole).filter(|power| *power != 0) else {
        return unit.into();
    };
    match MULTIPLIERS.iter().find(|(known, _)| *known == power) {
        Some((_, word)) => format!("{word} {unit}"),
        None => format!("10^{power} {unit}"),
    }
}

fn whole(json: &Json) -> Option<i64> {
    json.number()?.with_scale(0).map(|number| number.mantissa)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn units_read_as_tables_print_them() {
        for (written, expected, decimals) in [
            (r#"{"label":"万人","decimals":2}"#, "万人", Some(2)),
            (r#"{"symbol":"%","decimals":12}"#, "%", Some(9)),
            (r#"{"symbol":"$","position":"start","label":"million"}"#, "$ million", None),
            (r#"{"symbol":"%","position":"end","label":"of GDP"}"#, "of GDP %", None),
            (
                r#"{"label":"thousands of persons","base":"people","multiplier":3}"#,
                "thousands of persons",
                None,
            ),
            (r#"{"type":"count","base":"person","symbol":"","multiplier":0}"#, "person", None),
            (r#"{"base":"people","multiplier":3}"#, "千 people", None),
            (r#"{"symbol":"€","multiplier":5}"#, "10^5 €", None),
            (r#"{}"#, "", None),
        ] {
            let (mut faults, mut category) = (Diagnostics::default(), Category::default());
            let json = json::parse(written.as_bytes(), "data", &mut faults).unwrap();
            read(&json, Place::root("data"), &mut category, &mut faults);
            assert_eq!((category.unit.as_str(), category.decimals), (expected, decimals), "{written}");
            assert!(faults.into_items().is_empty(), "{written}");
        }
    }
}
