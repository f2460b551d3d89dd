//! The data sets of an SDMX-JSON message: keys, values and what is said of them.

use super::attributes::{Groups, said};
use super::structure::{Measure, Structure};
use crate::dataset::sdmx::figures::Figures;
use crate::dataset::sdmx::word::{Slots, UNUSABLE};
use crate::dataset::{Text, Value};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, Say, say};
use crate::json::{Json, List, Place};

// Positions in [`Structure::attributes`].
const DATA_SET: usize = 0;
const GROUP: usize = 1;
const SERIES: usize = 2;
const OBSERVATION: usize = 3;

/// Reads the figures of one data set.
pub fn read<'j>(
    json: &'j Json,
    place: Place,
    structure: &mut Structure<'j>,
    figures: &mut Figures,
    row: &mut u32,
    faults: &mut Diagnostics,
) {
    let entries = list(json.get("attributes"));
    let whole = said(&structure.attributes[DATA_SET], entries, place.key("attributes"), 0, faults);
    let groups = Groups::read(
        json.get("dimensionGroupAttributes"),
        &structure.attributes[GROUP],
        structure.sizes.len(),
        place.key("dimensionGroupAttributes"),
        faults,
    );
    let (constant, inner) = (structure.counts[0], structure.counts[1]);
    let mut walk = Walk {
        categories: vec![0; structure.sizes.len()],
        sorted: vec![0; structure.sizes.len() + 1],
        structure,
        figures,
        groups,
        whole,
        row,
        is_full: false,
    };
    let observations = json.get("observations");
    match (json.get("series"), observations) {
        (Some(Json::Object(series)), _) => {
            let at = place.key("series");
            for (key, item) in series {
                walk.series(key, item, at.key(key), faults);
            }
        }
        (None | Some(Json::Null), Some(Json::Object(_))) => {}
        _ => {
            let sentence =
                say!("数据集里没有 series 或 observations，已跳过", "no series or observations; skipped");
            faults.warning(&place.pointer(), sentence, String::new());
            return;
        }
    }
    let level = if inner == 0 { constant } else { constant + inner };
    let starts = [constant, 0, level];
    walk.observations(observations, &Slots::default(), &starts, place.key("observations"), faults);
}

fn list<'j, 'a>(json: Option<&'j Json<'a>>) -> List<'j, 'a> {
    json.and_then(Json::array).unwrap_or_default()
}

struct Walk<'s, 'j> {
    structure: &'s mut Structure<'j>,
    figures: &'s mut Figures,
    groups: Groups<'j>,
    /// What is said of the whole data set.
    whole: Slots<'j>,
    /// The categories of the figure at hand, in the order of the document, and in that of the table.
    categories: Vec<usize>,
    sorted: Vec<usize>,
    row: &'s mut u32,
    is_full: bool,
}

impl<'j> Walk<'_, 'j> {
    fn series(&mut self, key: &str, json: &'j Json, place: Place, faults: &mut Diagnostics) {
        let [constant, count, _] = self.structure.counts;
        if self.is_full || !self.enter(key, constant + count, &[constant, 0], place, faults) {
            return;
        }
        let attributes = &self.structure.attributes[SERIES];
        let slots = said(attributes, list(json.get("attributes")), place.key("attributes"), 0, faults);
        let at = place.key("observations");
        self.observations(json.get("observations"), &slots, &[constant + count, 0], at, faults);
    }

    /// Reads observations whose keys begin at one of the dimensions `starts` and go on to the last one.
    fn observations(
        &mut self,
        json: Option<&'j Json>,
        series: &Slots<'j>,
        starts: &[usize],
        place: Place,
        faults: &mut Diagnostics,
    ) {
        let end = self.structure.sizes.len();
        if json.is_some_and(|json| !matches!(json, Json::Object(_) | Json::Null)) {
            let sentence =
                say!("这里应是以键为名的观测值，已跳过", "observations by their keys belong here; skipped");
            tell(place, sentence, "写成 {\"0\": [1.5]}", faults);
        }
        for (key, entry) in json.map(Json::members).unwrap_or_default() {
            let at = place.key(key);
            if !self.is_full && self.enter(key, end, starts, at, faults) {
                self.observation(entry, series, at, faults);
            }
        }
    }

    /// Takes down the categories of a key whose last part is of the dimension before `end`; false, with the reason told,
    /// when it has not the right number of parts or one of them means nothing.
    fn enter(
        &mut self,
        key: &str,
        end: usize,
        starts: &[usize],
        place: Place,
        faults: &mut Diagnostics,
    ) -> bool {
        let parts = || key.as_bytes().split(|b| *b == b':');
        let count = parts().count();
        let start = end.checked_sub(count).filter(|start| starts.contains(start));
        let Some(start) = start else {
            let expected = end.saturating_sub(starts.first().copied().unwrap_or_default()).to_string();
            let sentence = say!(
                "键“{}”应有 {} 段，已跳过",
                "the key “{}” should have {} parts; skipped",
                key,
                &expected
            );
            tell(place, sentence, "每个维一段，用冒号分开", faults);
            return false;
        };
        for (position, part) in (start..end).zip(parts()) {
            let size = self.structure.sizes[position];
            let Some(category) = index(part).filter(|category| *category < size) else {
                let sentence = say!(
                    "键“{}”里有不存在的序号，已跳过",
                    "the key “{}” has an index that does not exist; skipped",
                    key
                );
                tell(place, sentence, "序号从 0 数起，是结构里 values 的位置", faults);
                return false;
            };
            self.categories[position] = category;
        }
        true
    }

    fn observation(&mut self, json: &'j Json, series: &Slots<'j>, place: Place, faults: &mut Diagnostics) {
        // The values of the measures, behind them the attributes.
        let entries = json.array().unwrap_or(List::from(std::slice::from_ref(json)));
        let measures = entries.len().min(self.structure.measures.len());
        let own = said(&self.structure.attributes[OBSERVATION], entries, place, measures, faults);
        let group = self.groups.of(&self.categories);
        for (position, category) in self.structure.positions.iter().zip(&self.categories) {
            self.sorted[*position] = *category;
        }
        *self.row = self.row.saturating_add(1);
        for (measure, entry) in entries.iter().take(measures).enumerate() {
            if let Some(position) = self.structure.measure_position {
                self.sorted[position] = measure;
            }
            let value = value(entry, &self.structure.measures[measure], place.index(measure), faults);
            let levels = [&own, series, &group, &self.whole];
            let count = self.structure.sizes.len() + self.structure.measure_position.is_some() as usize;
            let table = &mut self.structure.table;
            self.is_full |= !self.figures.add(table, &self.sorted[..count], value, &levels, *self.row);
        }
    }
}

/// The value of a measure: a number, a number as text, or the index of one that is coded.
fn value(json: &Json, measure: &Measure, place: Place, faults: &mut Diagnostics) -> Value {
    let mut text = match json {
        Json::Null => return Value::Missing(Text::default()),
        Json::Number(number) if measure.values.is_empty() => return Value::Known(*number),
        Json::Text(text) => text.trim(),
        _ => "?",
    };
    if let Json::Number(number) = json {
        let index = number.with_scale(0).and_then(|n| usize::try_from(n.mantissa).ok());
        let word = index.and_then(|index| measure.values.get(index)?.as_ref());
        text = word.map_or("?", |word| &word.code);
    }
    if text.is_empty() || text.eq_ignore_ascii_case("NaN") {
        return Value::Missing(Text::default());
    }
    if let Some(number) = Decimal::parse(text) {
        return Value::Known(number);
    }
    let sentence = say!("不是可用的数值（最多 18 位）", "no usable number (18 digits at most)");
    tell(place, sentence, "缺数写 null 或 \"NaN\"", faults);
    Value::Missing(UNUSABLE.into())
}

/// A part of a key.
pub fn index(part: &[u8]) -> Option<usize> {
    if part.is_empty() || part.len() > 9 {
        return None;
    }
    part.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| 10 * sum + (byte - b'0') as usize))
}

/// Tells a fault; its place is not written out where it is only counted.
fn tell(place: Place, sentence: Say, hint: &str, faults: &mut Diagnostics) {
    let path = if faults.is_full() { String::new() } else { place.pointer() };
    faults.warning(&path, sentence, hint.into());
}
