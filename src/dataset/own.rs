//! Reader of the own format, `indicators/1`.

use super::period::FORMS;
use super::{Area, Dataset, Direction, Indicator, Observation, Period, Source, Value};
use crate::diagnostic::Diagnostics;
use crate::fields::Fields;
use crate::json::{self, Json, Place};
use crate::nearest::suggestion;

/// How many observations one document may hold.
pub const MAX_OBSERVATIONS: usize = 2_000_000;

/// Reads a data document. Faulty parts are told and left out; the rest is kept.
///
/// `None` only when the bytes are no JSON object at all or hold no usable observation.
pub fn read(bytes: &[u8], faults: &mut Diagnostics) -> Option<Dataset> {
    let json = json::parse(bytes, "data", faults)?;
    let place = Place::root("data");
    if !matches!(json, Json::Object(_)) {
        faults.error("data#", "数据文件的最外层应是一个对象 {…}".into(), String::new());
        return None;
    }
    let mut set = Dataset::default();
    let mut top =
        Fields::open(&json, place, &["qdviz", "sources", "areas", "indicators", "observations"], faults)?;
    if top.text("qdviz") != Some("indicators/1") {
        let hint = "第一行写 \"qdviz\": \"indicators/1\"";
        top.fault("qdviz", "没有写明格式版本，按 indicators/1 读取".into(), hint.into());
    }
    top.each("sources", &mut |item, place, faults| set.sources.extend(source(item, place, faults)));
    top.each("areas", &mut |item, place, faults| set.areas.extend(area(item, place, faults)));
    top.each("indicators", &mut |item, place, faults| {
        set.indicators.extend(indicator(item, place, faults));
    });
    let names = Names::of(&set);
    let mut observations = Vec::new();
    top.each("observations", &mut |item, place, faults| {
        observations.extend(observation(item, place, &names, faults));
    });
    if observations.len() > MAX_OBSERVATIONS {
        let message = format!("观测值超过 {MAX_OBSERVATIONS} 条，多出的未读入");
        faults.warning("data#/observations", message, "请按主题拆成几个文件".into());
        observations.truncate(MAX_OBSERVATIONS);
    }
    set.observations = observations;
    if set.observations.is_empty() {
        let hint = "observations 里每条要有 indicator、area、period、value";
        faults.error("data#/observations", "数据文件里没有可用的观测值".into(), hint.into());
        return None;
    }
    Some(set)
}

fn source(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Source> {
    let mut fields = Fields::open(json, place, &["id", "title", "publisher", "date", "url"], faults)?;
    Some(Source {
        id: fields.required("id")?.into(),
        title: fields.required("title")?.into(),
        publisher: fields.owned("publisher").unwrap_or_default(),
        date: fields.owned("date").unwrap_or_default(),
    })
}

fn area(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Area> {
    let known = ["code", "name", "nameEn", "aliases", "parent", "kind"];
    let mut fields = Fields::open(json, place, &known, faults)?;
    Some(Area {
        code: fields.required("code")?.into(),
        name: fields.required("name")?.into(),
        aliases: fields.texts("aliases"),
        parent: fields.owned("parent").unwrap_or_default(),
        kind: fields.owned("kind").unwrap_or_default(),
    })
}

const INDICATOR_KEYS: [&str; 8] =
    ["id", "name", "nameEn", "unit", "decimals", "direction", "kind", "definition"];

fn indicator(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Indicator> {
    let mut fields = Fields::open(json, place, &INDICATOR_KEYS, faults)?;
    let direction = match fields.choice("direction", &["neutral", "higher", "lower"]) {
        Some(1) => Direction::Higher,
        Some(2) => Direction::Lower,
        _ => Direction::Neutral,
    };
    Some(Indicator {
        id: fields.required("id")?.into(),
        name: fields.required("name")?.into(),
        unit: fields.owned("unit").unwrap_or_default(),
        decimals: fields.whole("decimals", 0, 9).unwrap_or(0) as u8,
        direction,
    })
}

const OBSERVATION_KEYS: [&str; 8] =
    ["indicator", "area", "period", "value", "missing", "source", "phrase", "note"];

fn observation(json: &Json, place: Place, names: &Names, faults: &mut Diagnostics) -> Option<Observation> {
    let mut fields = Fields::open(json, place, &OBSERVATION_KEYS, faults)?;
    let indicator = names.indicators.find(&mut fields, "indicator")?;
    let area = names.areas.find(&mut fields, "area")?;
    let written = fields.required("period")?;
    let Some(period) = Period::parse(written) else {
        fields.fault("period", format!("“{written}”不是可识别的时期，此条已跳过"), FORMS.into());
        return None;
    };
    let source = match fields.get("source") {
        Some(_) => names.sources.find(&mut fields, "source"),
        None => None,
    };
    Some(Observation {
        indicator,
        area,
        period,
        value: value(&mut fields),
        source,
        note: fields.owned("note").unwrap_or_default(),
    })
}

/// What cannot be read as a number is missing with that reason, never 0.
fn value(fields: &mut Fields) -> Value {
    if fields.get("value").is_none() {
        return Value::Missing(fields.owned("missing").unwrap_or_default());
    }
    match fields.number("value") {
        Some(number) => Value::Known(number),
        None => Value::Missing("数值无法识别".into()),
    }
}

/// The ids that observations refer to.
struct Names<'s> {
    sources: Index<'s>,
    areas: Index<'s>,
    indicators: Index<'s>,
}

impl<'s> Names<'s> {
    fn of(set: &'s Dataset) -> Names<'s> {
        let mut areas = Vec::new();
        for (i, area) in set.areas.iter().enumerate() {
            areas.push((area.code.as_str(), i));
            areas.push((area.name.as_str(), i));
            areas.extend(area.aliases.iter().map(|a| (a.as_str(), i)));
        }
        let sources = set.sources.iter().enumerate().map(|(i, s)| (s.id.as_str(), i));
        let indicators = set.indicators.iter().enumerate().map(|(i, s)| (s.id.as_str(), i));
        Names {
            sources: Index::new(sources.collect(), "来源"),
            areas: Index::new(areas, "地区"),
            indicators: Index::new(indicators.collect(), "指标"),
        }
    }
}

/// Names in order, for look-up by halving: a million observations ask three times each.
struct Index<'s> {
    entries: Vec<(&'s str, usize)>,
    what: &'static str,
}

impl<'s> Index<'s> {
    fn new(mut entries: Vec<(&'s str, usize)>, what: &'static str) -> Index<'s> {
        entries.sort();
        Index { entries, what }
    }

    /// The position that the member `key` refers to; an unknown name is told with the nearest known one.
    fn find(&self, fields: &mut Fields, key: &str) -> Option<usize> {
        let name = fields.required(key)?;
        let at = self.entries.partition_point(|(known, _)| *known < name);
        if let Some((_, position)) = self.entries.get(at).filter(|(known, _)| *known == name) {
            return Some(*position);
        }
        // Looking for the nearest name is slow: not for faults that nobody will see.
        let hint = match fields.is_full() {
            true => String::new(),
            false => suggestion(name, self.entries.iter().map(|(known, _)| *known)),
        };
        let cost = if key == "source" { "来源已略去" } else { "此条已跳过" };
        fields.fault(key, format!("没有名为“{name}”的{}，{cost}", self.what), hint);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;

    const HEAD: &str = r#"{"qdviz":"indicators/1",
        "sources":[{"id":"s","title":"公报"}],
        "areas":[{"code":"370202","name":"市南区","aliases":["市南"],"kind":"区","parent":"370200"}],
        "indicators":[{"id":"i","name":"指数","decimals":2,"direction":"higher"}],
        "observations":["#;

    fn read_with(observations: &str) -> (Option<Dataset>, Vec<String>) {
        let mut faults = Diagnostics::default();
        let set = read(format!("{HEAD}{observations}]}}").as_bytes(), &mut faults);
        let told = faults.into_items().into_iter();
        (set, told.map(|d| format!("{} {} {}", d.path, d.message, d.hint)).collect())
    }

    #[test]
    fn a_figure_is_kept_digit_for_digit_under_any_name_of_its_area() {
        let (set, told) = read_with(
            r#"{"indicator":"i","area":"市南","period":"2019","value":95.240,"source":"s"},
               {"indicator":"i","area":"370202","period":"2020","value":null,"missing":"未公布"}"#,
        );
        let set = set.unwrap();
        assert_eq!(told, [""; 0]);
        assert_eq!(set.observations[0].value.known(), Decimal::parse("95.240"));
        assert_eq!(set.observations[1].value, Value::Missing("未公布".into()));
        assert_eq!(set.observations[0].source, Some(0));
        assert!(set.areas[0].is_district());
    }

    #[test]
    fn bad_beside_good_costs_only_itself() {
        let (set, told) = read_with(
            r#"{"indicator":"i","area":"市北","period":"2020","value":1},
               {"indicator":"i","area":"市南区","period":"去年","value":1},
               {"indicator":"i","area":"市南区","period":"2020","value":"1"},
               {"indicator":"i","area":"市南区","period":"2021","value":2,"source":"t"}"#,
        );
        let set = set.unwrap();
        assert_eq!(set.observations.len(), 2);
        assert_eq!(set.observations[0].value, Value::Missing("数值无法识别".into()));
        assert!(told[0].starts_with("data#/observations/0/area 没有名为“市北”的地区"), "{}", told[0]);
        assert!(told[0].ends_with("是否想写“市南”？"), "{}", told[0]);
        assert!(told[1].starts_with("data#/observations/1/period “去年”"));
        assert!(told[3].starts_with("data#/observations/3/source"));
    }

    #[test]
    fn nothing_usable_is_an_error() {
        let (set, told) = read_with("");
        assert!(set.is_none());
        assert!(told[0].starts_with("data#/observations 数据文件里没有可用的观测值"));
        let mut faults = Diagnostics::default();
        assert!(read(b"[1]", &mut faults).is_none() && faults.is_fatal());
    }
}
