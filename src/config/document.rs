//! Reader of view documents, `view/1`: every field as written, nothing filled in.

use super::chart::{CHARTS, Chart};
use super::options::{OPTION_KEYS, Options};
use crate::dataset::Period;
use crate::dataset::period::FORMS;
use crate::diagnostic::{Diagnostics, say};
use crate::fields::Fields;
use crate::json::{self, Json, Place};

/// A view document as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Second line; the indicator, period and unit stand below it all the same.
    pub subtitle: Option<String>,
    /// 审图号.
    pub approval: Option<String>,
    /// Where the boundaries of the map come from.
    pub boundary: Option<String>,
    /// Whether the map is the designer's own.
    pub has_own_map: bool,
    /// A sentence shown with the source line.
    pub note: Option<String>,
    /// The data's format, where its content alone should not decide: the name of a reader.
    pub format: Option<String>,
    /// What the views have in common; its title is the heading of the whole widget.
    pub shared: View,
    /// The views in order.
    pub views: Vec<View>,
}

/// One view as written; also the defaults that all views of a document share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// How it is drawn.
    pub kind: Option<KindWord>,
    /// Heading of the view.
    pub title: Option<String>,
    /// Ids or names; one for bar and map, any number for line.
    pub indicators: Vec<String>,
    /// `districts`, `city`, or codes and names.
    pub areas: Vec<String>,
    /// The period shown.
    pub period: Option<Moment>,
    /// The unit to show values in, where the published one is not wanted.
    pub unit: Option<String>,
    /// First period of a computed growth.
    pub growth_from: Option<Period>,
    /// Position in [`ORIENTATIONS`].
    pub orientation: Option<usize>,
    /// Position in [`ORDERS`].
    pub sort: Option<usize>,
    /// How many classes a map has.
    pub classes: Option<u8>,
    /// What else it says, and what its document says for all views.
    pub options: Options,
}

/// A kind as the word for it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindWord {
    /// `bar`
    Bar,
    /// `line`
    Line,
    /// `map`
    Map,
    /// Any other.
    Chart(Chart),
}

/// Which period a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The latest that the data has.
    Latest,
    /// This one.
    At(Period),
}

/// The kinds that every build knows the words for.
const BASIC_KINDS: [(&str, KindWord); 3] =
    [("bar", KindWord::Bar), ("line", KindWord::Line), ("map", KindWord::Map)];
/// Directions of bars.
pub const ORIENTATIONS: [&str; 2] = ["horizontal", "vertical"];
/// Orders of bars.
pub const ORDERS: [&str; 3] = ["descending", "ascending", "none"];

const VIEW_KEYS: [&str; 11] = [
    "kind",
    "title",
    "indicator",
    "indicators",
    "areas",
    "period",
    "unit",
    "compute",
    "orientation",
    "sort",
    "classes",
];

/// Reads a view document; faulty fields are told and count as absent.
pub fn read(bytes: &[u8], faults: &mut Diagnostics) -> Option<Document> {
    let json = json::parse(bytes, "view", faults)?;
    if !matches!(json, Json::Object(_)) {
        let sentence = say!("视图文件的最外层应是一个对象 {…}", "a view document is one object {…}");
        faults.error("view#", sentence, String::new());
        return None;
    }
    let mut keys =
        vec!["$schema", "qdviz", "subtitle", "data", "format", "refresh", "approval", "note", "views"];
    if cfg!(feature = "charts") {
        keys.extend(["map", "boundary"]);
    }
    let own = keys.len();
    keys.extend(VIEW_KEYS);
    if cfg!(feature = "charts") {
        keys.extend(OPTION_KEYS);
    }
    let mut top = Fields::open(&json, Place::root("view"), &keys, faults)?;
    if top.text("qdviz") != Some("view/1") {
        let hint = "第一行写 \"qdviz\": \"view/1\"";
        let sentence = say!(
            "没有写明格式版本 view/1，按它读取",
            "the format version view/1 is not stated; read as that"
        );
        top.fault("qdviz", sentence, hint.into());
    }
    let mut document = Document {
        subtitle: top.owned("subtitle"),
        approval: top.owned("approval"),
        boundary: if cfg!(feature = "charts") { top.owned("boundary") } else { None },
        // Who fetches the file has read its name already.
        has_own_map: cfg!(feature = "charts") && top.text("map").is_some(),
        note: top.owned("note"),
        format: top.owned("format"),
        shared: view(&mut top, &Options::default()),
        views: Vec::new(),
    };
    check_refresh(&mut top);
    let options = document.shared.options.clone();
    top.each("views", &mut |item, place, faults| {
        if let Some(mut fields) = Fields::open(item, place, &keys[own..], faults) {
            document.views.push(view(&mut fields, &options));
        }
    });
    Some(document)
}

/// How often the data is fetched anew is the page's business; that it is written right is told here like all else.
fn check_refresh(top: &mut Fields) {
    let Some(written) = top.text("refresh") else { return };
    if !is_duration(written) {
        let sentence =
            say!("“{}”不是可识别的时长，不自动更新", "“{}” is no known duration; not refreshed", written);
        top.fault("refresh", sentence, "写成 PT10M（十分钟）、PT1H（一小时）".into());
    }
}

/// Whether the page takes it for a time: `PT`, then numbers of hours, minutes and seconds in this order, not all zero.
fn is_duration(text: &str) -> bool {
    let (mut before, mut unit) = (0u8, 0u8);
    let in_order = |byte: u8| {
        let is_number = byte.is_ascii_digit();
        // H, M and S follow one another in the alphabet too.
        let fits = is_number || matches!(byte, b'H' | b'M' | b'S') && byte > unit && before.is_ascii_digit();
        unit = if is_number { unit } else { byte };
        before = byte;
        fits
    };
    let parts = text.strip_prefix("PT").unwrap_or_default();
    parts.bytes().all(in_order) && before == unit && parts.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

fn view(fields: &mut Fields, shared: &Options) -> View {
    #[allow(unused_mut)]
    let mut options = shared.clone();
    #[cfg(feature = "charts")]
    options.read(fields);
    let mut indicators = fields.texts("indicators");
    indicators.extend(fields.owned("indicator"));
    View {
        kind: kind(fields),
        title: fields.owned("title"),
        indicators,
        areas: fields.texts("areas"),
        period: match fields.get("period").and_then(Json::text) {
            Some("latest") => Some(Moment::Latest),
            _ => period(fields, "period").map(Moment::At),
        },
        unit: fields.owned("unit"),
        growth_from: growth(fields),
        orientation: fields.choice("orientation", &ORIENTATIONS),
        sort: fields.choice("sort", &ORDERS),
        classes: fields.whole("classes", 2, 7).map(|n| n as u8),
        options,
    }
}

fn kind(fields: &mut Fields) -> Option<KindWord> {
    if !cfg!(feature = "charts") {
        return fields.choice("kind", &["bar", "line", "map"]).map(|position| BASIC_KINDS[position].1);
    }
    let mut words = BASIC_KINDS.to_vec();
    words.extend(CHARTS.iter().map(|(word, chart)| (*word, KindWord::Chart(*chart))));
    fields.word("kind", &words)
}

fn period(fields: &mut Fields, key: &str) -> Option<Period> {
    let written = fields.text(key)?;
    period_of(fields, key, written)
}

/// The period that a text stands for; told at `key` when it is none.
pub(super) fn period_of(fields: &mut Fields, key: &str, written: &str) -> Option<Period> {
    let period = Period::parse(written);
    if period.is_none() {
        let sentence = say!("“{}”不是可识别的时期，已忽略", "“{}” is no known period; ignored", written);
        fields.fault(key, sentence, FORMS.into());
    }
    period
}

fn growth(fields: &mut Fields) -> Option<Period> {
    let json = fields.get("compute")?;
    let mut from = None;
    fields.inner("compute", json, &["growth"], &mut |inner| from = period(inner, "growth"));
    if from.is_none() {
        let hint = "写成 \"compute\": {\"growth\": \"2010\"}，即从该时期起的增长";
        let sentence = say!("“compute”里没有可用的起始时期", "“compute” names no usable first period");
        fields.fault("compute", sentence, hint.into());
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_kept_as_written() {
        let mut faults = Diagnostics::default();
        let text = r#"{"qdviz":"view/1","title":"人口","data":"d.json","indicator":"p","compute":{"growth":"2010"},
            "views":[{"kind":"map","classes":4},{"kind":"bar","sort":"ascending"}]}"#;
        let document = read(text.as_bytes(), &mut faults).unwrap();
        assert_eq!(faults.into_items(), []);
        assert_eq!(document.shared.growth_from, Period::parse("2010"));
        assert_eq!(document.views[0].classes, Some(4));
        assert_eq!(document.views[1].sort, Some(1));
    }

    #[test]
    fn a_refresh_is_a_duration() {
        let good = ["PT10M", "PT1H30M", "PT1H0S", "PT010M"].map(|written| (written, 0));
        let bad =
            ["10 min", "", "PT", "PTM", "P1D", "PT5", "PT1MM", "PT1M5H", "PT1H2H", "PT0M", "PT1M\u{a0}"];
        for (written, faults_told) in good.into_iter().chain(bad.map(|written| (written, 1))) {
            let mut faults = Diagnostics::default();
            let text = format!(r#"{{"qdviz":"view/1","refresh":"{written}"}}"#);
            read(text.as_bytes(), &mut faults);
            assert_eq!(faults.into_items().len(), faults_told, "{written}");
        }
    }

    #[test]
    fn slips_are_told_with_place_and_hint() {
        let mut faults = Diagnostics::default();
        let text = r#"{"qdviz":"view/1","views":[{"knd":"map","classes":99,"compute":{"growth":"x"}}]}"#;
        read(text.as_bytes(), &mut faults);
        let paths: Vec<String> = faults.into_items().into_iter().map(|d| d.path).collect();
        assert_eq!(
            paths,
            [
                "view#/views/0/knd",
                "view#/views/0/compute/growth",
                "view#/views/0/compute",
                "view#/views/0/classes"
            ]
        );
    }
}
