//! The figures: all of them in a list, or some of them by position. The last dimension changes first.

use super::status::{Mark, Statuses, missing_sign};
use crate::dataset::cube::{Cube, Key};
use crate::dataset::{Builder, Observation, Remark, Value};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, Place};
use crate::order;

/// What the figures of a data set have in common.
pub(super) struct Cells<'c, 'j, 'a> {
    /// Number of categories of each dimension.
    pub sizes: &'c [usize],
    /// Number of figures that these make.
    pub count: u64,
    /// Their statuses.
    pub statuses: Statuses<'j, 'a>,
    /// Who publishes them.
    pub source: Option<usize>,
    /// The row that stands for all of them, for a data set that is an item of a collection.
    pub item: Option<u32>,
}

impl Cells<'_, '_, '_> {
    /// Reads `value`.
    pub fn read(
        &self,
        json: Option<&Json>,
        place: Place,
        cube: &mut Cube,
        out: &mut Builder,
        faults: &mut Diagnostics,
    ) {
        let mut categories = vec![0; self.sizes.len()];
        let mut each = |position: u64, json: &Json, faults: &mut Diagnostics| {
            self.split(position, &mut categories);
            match cube.key(&categories, out) {
                Some(key) => out.observe(self.observation(key, position, json, place, faults)),
                None => true,
            }
        };
        match (json.and_then(Json::array), json) {
            (Some(items), _) if items.len() as u64 == self.count => {
                for (position, item) in items.iter().enumerate() {
                    if !each(position as u64, item, faults) {
                        return;
                    }
                }
            }
            (Some(items), _) => tell_length(items.len(), self.count, place, faults),
            (None, Some(object @ Json::Object(_))) => {
                for (position, item) in self.some(object, place, faults) {
                    if !each(position, item, faults) {
                        return;
                    }
                }
            }
            _ => {
                let sentence = say!("“value”应是列表或对象", "“value” should be a list or an object");
                let hint = "写成 \"value\": [1.5, null] 或 {\"0\": 1.5}";
                faults.error(&place.pointer(), sentence, hint.into());
            }
        }
    }

    /// The category of each dimension at a position.
    fn split(&self, position: u64, categories: &mut [usize]) {
        let mut rest = position;
        for (category, size) in categories.iter_mut().zip(self.sizes).rev() {
            let size = (*size as u64).max(1);
            *category = (rest % size) as usize;
            rest /= size;
        }
    }

    /// `value` as an object of positions and figures, in the order of the positions; with those positions too that have
    /// nothing but a status.
    fn some<'v, 'b>(
        &self,
        object: &'v Json<'b>,
        place: Place,
        faults: &mut Diagnostics,
    ) -> Vec<(u64, &'v Json<'b>)> {
        let mut cells = Vec::with_capacity(object.members().len());
        for (key, json) in object.members() {
            match in_range(key, self.count) {
                Some(position) => cells.push((position, json)),
                None => tell_position(key, place, faults),
            }
        }
        cells.extend(self.statuses.positions().map(|position| (position, &Json::Null)));
        let mut cells = by_position(cells);
        cells.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            if is_same && !matches!(later.1, Json::Null) && !faults.is_full() {
                let position = first.0.to_string();
                let sentence = say!(
                    "位置“{}”重复，只用第一个",
                    "position “{}” is repeated; the first is used",
                    &position
                );
                faults.warning(&place.key(&position).pointer(), sentence, String::new());
            }
            is_same
        });
        cells
    }

    fn observation(
        &self,
        (indicator, area, period): Key,
        position: u64,
        json: &Json,
        place: Place,
        faults: &mut Diagnostics,
    ) -> Observation {
        let known = json.number();
        let Mark { status, said } = self.statuses.at(position, known.is_none());
        let remark = known.and_then(|_| note(&said));
        let value = match known {
            Some(number) => Value::Known(number),
            None => Value::Missing(reason(json, said, position, place, faults).into()),
        };
        // Beyond 32 bits rows are not told apart; the place of the data set says so.
        let row = self.item.unwrap_or(u32::try_from(position).unwrap_or(u32::MAX));
        Observation { indicator, area, period, value, status, source: self.source, remark, row }
    }
}

/// Why there is no figure: what stands in its place says it, or its status.
fn reason(json: &Json, said: String, position: u64, place: Place, faults: &mut Diagnostics) -> String {
    match (json, missing_sign(json.text().unwrap_or_default())) {
        (Json::Null, _) => said,
        (_, Some(sign)) => sign.into(),
        _ => {
            tell_value(json, position, place, faults);
            "数值无法识别".into()
        }
    }
}

/// What a status says of a known figure beyond how far to trust it.
fn note(said: &str) -> Option<Box<Remark>> {
    let note = || Box::new(Remark { note: format!("状态：{said}").into(), ..Remark::default() });
    (!said.is_empty()).then(note)
}

/// What is given by position in the order of the positions.
pub(super) fn by_position<T: Copy>(cells: Vec<(u64, T)>) -> Vec<(u64, T)> {
    let order = order::positions(cells.len(), &|a, b| cells[a].0.cmp(&cells[b].0));
    order.into_iter().map(|cell| cells[cell as usize]).collect()
}

/// The position that a member of a sparse object is named by.
pub(super) fn in_range(key: &str, count: u64) -> Option<u64> {
    let is_plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    let position: u64 = if is_plain { key.parse().ok()? } else { return None };
    (position < count).then_some(position)
}

/// Tells a position that does not exist.
pub(super) fn tell_position(key: &str, place: Place, faults: &mut Diagnostics) {
    // As many may be wrong as there are: no place is written for those that are only counted.
    let at = if faults.is_full() { String::new() } else { place.key(key).pointer() };
    let sentence = say!("没有“{}”这个位置，已跳过", "there is no position “{}”; skipped", key);
    faults.warning(&at, sentence, "位置从 0 数起，小于 size 各数的乘积".into());
}

fn tell_value(json: &Json, position: u64, place: Place, faults: &mut Diagnostics) {
    let at = if faults.is_full() { String::new() } else { place.key(&position.to_string()).pointer() };
    let hint = if json.text().is_some() { "数值不加引号；缺数写 null" } else { "" };
    let sentence = say!("不是可用的数值（最多 18 位）", "no usable number (18 digits at most)");
    faults.warning(&at, sentence, hint.into());
}

/// A list of another length leaves open where each figure belongs: none is shown rather than one in a wrong place.
fn tell_length(length: usize, count: u64, place: Place, faults: &mut Diagnostics) {
    let (length, count) = (length.to_string(), count.to_string());
    let sentence = say!(
        "“size”各数相乘得 {}，“value”却有 {} 项，无法确定每个数的位置，未读入",
        "“size” multiplies up to {} but “value” has {} entries: no figure can be placed; not read",
        &count,
        &length
    );
    faults.error(&place.pointer(), sentence, "只有一部分数时写成 {\"位置\": 数}".into());
}
