//! Sources, areas and indicators as the document describes them.

use crate::dataset::{
    Area, Band, Builder, Details, Direction, Flow, Indicator, NATURES, Nature, Source, Text, gazetteer,
};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use crate::fields::Fields;
use crate::json::{Json, Place};
use crate::nearest::suggestion;
use crate::order;

/// Reads the three lists.
pub(super) fn read(top: &mut Fields, out: &mut Builder) {
    for (list, key) in [("sources", "id"), ("areas", "code"), ("indicators", "id")] {
        tell_repeated(top, list, key);
    }
    // The basic build has a budget of 70 KB: what changes no figure is told in the one with all readers.
    let is_thorough = cfg!(feature = "formats");
    let (codes, ids) = if is_thorough {
        (all(top, "areas", "code"), all(top, "indicators", "id"))
    } else {
        Default::default()
    };
    top.each("sources", &mut |item, place, faults| {
        if let Some(source) = source(item, place, faults) {
            out.source(source);
        }
    });
    top.each("areas", &mut |item, place, faults| {
        if let Some(area) = area(item, place, faults) {
            // Places of the gazetteer need not be described.
            if is_thorough && gazetteer::find(&area.parent).is_none() && is_stranger(&area.parent, &codes) {
                let name = area.parent.as_str();
                let sentence = say!("没有代码为“{}”的上级地区", "no area of code “{}” to be part of", name);
                faults.warning(&place.key("parent").pointer(), sentence, hint(name, &codes, faults));
            }
            out.area(area);
        }
    });
    top.each("indicators", &mut |item, place, faults| {
        if let Some(indicator) = indicator(item, place, faults) {
            if is_thorough && is_stranger(&indicator.of, &ids) {
                let name = indicator.of.as_str();
                let sentence = say!("没有名为“{}”的总体指标", "no indicator “{}” to be a slice of", name);
                faults.warning(&place.key("of").pointer(), sentence, hint(name, &ids, faults));
            }
            out.indicator(indicator);
        }
    });
}

/// Tells which items of a list have a name that an earlier one has: figures that use it are taken to be about that one.
pub(super) fn tell_repeated(top: &mut Fields, list: &str, key: &str) {
    let items = top.get(list).and_then(Json::array).unwrap_or_default();
    let name = |position: usize| items.get(position)?.get(key)?.text();
    let order = order::positions(items.len(), &|a, b| name(a).cmp(&name(b)));
    for pair in order.windows(2) {
        if let Some(repeated) = name(pair[1] as usize)
            && name(pair[0] as usize) == Some(repeated)
        {
            let sentence = say!("“{}”重复，以前一个为准", "“{}” repeated; the earlier one counts", repeated);
            top.fault_at(list, "", pair[1] as usize, sentence, String::new());
        }
    }
}

/// All names of the items of a list, in order.
fn all<'j>(top: &Fields<'j, '_, '_, '_>, list: &str, key: &str) -> Vec<&'j str> {
    let items = top.get(list).and_then(Json::array).unwrap_or_default();
    let mut names: Vec<&str> = items.iter().filter_map(|item| item.get(key)?.text()).collect();
    names.sort_unstable();
    names
}

fn is_stranger(name: &str, known: &[&str]) -> bool {
    !name.is_empty() && known.binary_search(&name).is_err()
}

fn hint(name: &str, known: &[&str], faults: &Diagnostics) -> String {
    if faults.is_full() { String::new() } else { suggestion(name, known.iter().copied()) }
}

pub(super) const SOURCE_KEYS: [&str; 6] = ["id", "title", "publisher", "date", "url", "page"];

fn source(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Source> {
    let mut fields = Fields::open(json, place, &SOURCE_KEYS, faults)?;
    Some(Source {
        id: fields.required("id")?.into(),
        title: fields.required("title")?.into(),
        publisher: fields.text_or_empty("publisher"),
        date: fields.text_or_empty("date"),
        url: fields.text_or_empty("url"),
        page: fields.text_or_empty("page"),
    })
}

pub(super) const AREA_KEYS: [&str; 6] = ["code", "name", "nameEn", "aliases", "parent", "kind"];

fn area(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Area> {
    let mut fields = Fields::open(json, place, &AREA_KEYS, faults)?;
    let code = fields.required("code")?;
    Some(Area {
        // Views and the map ask for a place by the code that it has today.
        code: gazetteer::find(code).map_or(code, |place| place.code).into(),
        name: fields.required("name")?.into(),
        english: fields.text_or_empty("nameEn"),
        aliases: fields.texts("aliases"),
        parent: fields.text_or_empty("parent"),
        kind: fields.text_or_empty("kind"),
    })
}

pub(super) const INDICATOR_KEYS: [&str; 17] = [
    "id",
    "name",
    "nameEn",
    "unit",
    "decimals",
    "direction",
    "interval",
    "frequency",
    "theme",
    "definition",
    "kind",
    "target",
    "bands",
    "dimensions",
    "of",
    "flow",
    "weight",
];
/// The words for [`Direction`].
pub(in crate::dataset) const DIRECTIONS: [(&str, Direction); 4] = [
    ("neutral", Direction::Neutral),
    ("higher", Direction::Higher),
    ("lower", Direction::Lower),
    ("interval", Direction::Interval),
];
pub(super) const FREQUENCIES: [&str; 7] = ["year", "half", "quarter", "month", "week", "day", "irregular"];
pub(super) const LEVELS: [&str; 3] = ["good", "warning", "bad"];
pub(super) const MAX_DECIMALS: i64 = 9;

fn indicator(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Indicator> {
    let mut fields = Fields::open(json, place, &INDICATOR_KEYS, faults)?;
    // What only the charts of larger builds draw is read there: the basic one has a budget of 70 KB.
    let (mut details, mut slice) = (None, Vec::new());
    if cfg!(feature = "map") {
        (details, slice) = (self::details(&mut fields), dimensions(&mut fields));
    }
    Some(Indicator {
        id: fields.required("id")?.into(),
        name: fields.required("name")?.into(),
        english: fields.text_or_empty("nameEn"),
        unit: fields.text_or_empty("unit"),
        decimals: fields.whole("decimals", 0, MAX_DECIMALS).unwrap_or(0) as u8,
        direction: fields.word("direction", &DIRECTIONS).unwrap_or_default(),
        frequency: fields.choice("frequency", &FREQUENCIES).map_or("", |f| FREQUENCIES[f]),
        definition: fields.text_or_empty("definition"),
        nature: fields.word("kind", &NATURES).unwrap_or(Nature::Unstated),
        dimensions: slice,
        of: fields.text_or_empty("of"),
        details,
    })
}

fn details(fields: &mut Fields) -> Option<Box<Details>> {
    let mut bands = Vec::new();
    fields.each("bands", &mut |item, place, faults| bands.extend(band(item, place, faults)));
    let (interval, theme) = (interval(fields), fields.text_or_empty("theme"));
    let (target, weight) = (fields.number("target"), fields.number("weight"));
    Details { theme, interval, target, bands, flow: flow(fields), weight }.boxed()
}

pub(super) const BAND_KEYS: [&str; 4] = ["from", "to", "level", "label"];

fn band(json: &Json, place: Place, faults: &mut Diagnostics) -> Option<Band> {
    let mut fields = Fields::open(json, place, &BAND_KEYS, faults)?;
    let level = fields.choice("level", &LEVELS);
    Some(Band {
        from: fields.number("from"),
        to: fields.number("to"),
        level: level.map_or(String::new(), |level| LEVELS[level].into()),
        label: fields.text_or_empty("label"),
    })
}

fn interval(fields: &mut Fields) -> Option<(Decimal, Decimal)> {
    let json = fields.get("interval")?;
    let pair = json.array().filter(|ends| ends.len() == 2);
    let ends = pair.and_then(|ends| ends.first()?.number().zip(ends.get(1)?.number()));
    let ends = ends.filter(|(low, high)| low <= high);
    if ends.is_none() {
        let sentence = say!(
            "“interval”应是由小到大的两个数，已忽略",
            "“interval” should be two numbers, the smaller first; ignored"
        );
        fields.fault("interval", sentence, "写成 \"interval\": [90, 110]".into());
    }
    ends
}

pub(super) const FLOW_KEYS: [&str; 2] = ["from", "to"];

fn flow(fields: &mut Fields) -> Option<Flow> {
    let json = fields.get("flow")?;
    let mut flow = None;
    fields.inner("flow", json, &FLOW_KEYS, &mut |inner| {
        let ends = (inner.required("from"), inner.required("to"));
        if let (Some(from), Some(to)) = ends {
            flow = Some(Flow { from: from.into(), to: to.into() });
        }
    });
    flow
}

/// What an indicator is fixed to beyond area and period: names and values in the order written.
fn dimensions(fields: &mut Fields) -> Vec<(Text, Text)> {
    let Some(json) = fields.get("dimensions") else { return Vec::new() };
    let mut dimensions = Vec::new();
    for (name, value) in json.members() {
        dimensions.extend(value.text().map(|value| (name.as_ref().into(), value.into())));
    }
    if dimensions.len() < json.members().len() || !matches!(json, Json::Object(_)) {
        let sentence = say!(
            "“dimensions”应是维度名与取值的对象，其余已忽略",
            "“dimensions” should be an object of names and values; the rest is ignored"
        );
        fields.fault("dimensions", sentence, "写成 \"dimensions\": {\"性别\": \"男\"}".into());
    }
    dimensions
}
