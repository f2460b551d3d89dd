//! One dimension with its categories: codes and their order, labels, units, notes, hierarchy.

use super::members::Members;
use super::{child, note, unit};
use crate::dataset::cube::{Category, Dimension};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, List, Place};
use crate::nearest::suggestion;
use crate::order;

/// The codes of a dimension, for look-up by halving.
pub(super) struct Codes {
    codes: Vec<String>,
    /// Their positions in order of the codes.
    order: Vec<u32>,
}

impl Codes {
    fn of(categories: &[Category]) -> Codes {
        let codes: Vec<String> = categories.iter().map(|category| category.code.clone()).collect();
        let order = order::positions(codes.len(), &|a, b| codes[a].cmp(&codes[b]));
        Codes { codes, order }
    }

    /// The position of the category of that code.
    pub fn find(&self, code: &str) -> Option<usize> {
        let before = |position: &u32| self.codes[*position as usize].as_str() < code;
        let position = *self.order.get(self.order.partition_point(before))? as usize;
        (self.codes[position] == code).then_some(position)
    }

    /// The code that was probably meant, as a hint; among very many only the first are looked at.
    pub fn suggestion(&self, code: &str) -> String {
        suggestion(code, self.codes.iter().take(1000).map(String::as_str))
    }

    /// The first code that stands twice.
    fn repeated(&self) -> Option<&str> {
        let code = |position: u32| self.codes[position as usize].as_str();
        let pair = self.order.windows(2).find(|pair| code(pair[0]) == code(pair[1]))?;
        Some(code(pair[0]))
    }
}

/// Reads the dimension `code`; `None`, with an error told, when it does not say which category stands where.
pub(super) fn read(json: &Json, code: &str, place: Place, faults: &mut Diagnostics) -> Option<Dimension> {
    let category = json.get("category").unwrap_or(&Json::Null);
    let at = place.key("category");
    let mut categories = ordered(category, at, faults)?;
    let codes = Codes::of(&categories);
    if let Some(repeated) = codes.repeated() {
        let sentence = say!("类目代码“{}”重复", "the category code “{}” is repeated", repeated);
        faults.warning(&at.pointer(), sentence, "一个维度里每个类目的代码各不相同".into());
    }
    each(category, "label", at, &codes, faults, &mut |position, label, place, faults| match label.text() {
        Some("") => {}
        Some(label) => categories[position].name = label.into(),
        None => {
            let sentence = say!("类目名称应是文字，已用代码代替", "a label should be text; the code is used");
            faults.warning(&place.pointer(), sentence, String::new());
        }
    });
    each(category, "unit", at, &codes, faults, &mut |position, json, place, faults| {
        unit::read(json, place, &mut categories[position], faults);
    });
    each(category, "note", at, &codes, faults, &mut |position, json, _, _| {
        categories[position].definition = note(Some(json));
    });
    child::read(category.get("child"), at.key("child"), &codes, &mut categories, faults);
    let name = json.get("label").and_then(Json::text).filter(|label| !label.is_empty()).unwrap_or(code);
    Some(Dimension { code: code.into(), name: name.into(), categories, ..Dimension::default() })
}

/// What is done with one member of `label`, `unit` or `note`: position of the category, member, its place.
type Each<'e, 'j, 'a> = dyn FnMut(usize, &'j Json<'a>, Place, &mut Diagnostics) + 'e;

/// Goes through the object `key` of a category, which has one member a category; tells those of no category.
fn each<'j, 'a>(
    category: &'j Json<'a>,
    key: &str,
    place: Place,
    codes: &Codes,
    faults: &mut Diagnostics,
    each: &mut Each<'_, 'j, 'a>,
) {
    let place = place.key(key);
    for (code, json) in Members::of(category.get(key), place, faults).iter() {
        let at = place.key(code);
        match codes.find(code) {
            Some(_) if matches!(json, Json::Null) => {}
            Some(position) => each(position, json, at, faults),
            None if faults.is_full() => faults.warning("", say!("", ""), String::new()),
            None => {
                let sentence = say!("没有代码为“{}”的类目，已忽略", "no category “{}”; ignored", code);
                faults.warning(&at.pointer(), sentence, codes.suggestion(code));
            }
        }
    }
}

/// The categories in their order, named by their codes.
fn ordered(category: &Json, place: Place, faults: &mut Diagnostics) -> Option<Vec<Category>> {
    let (index, labels) = (place.key("index"), place.key("label"));
    let json = category.get("index");
    if let Some(items) = json.and_then(Json::array) {
        return listed(items, index, faults);
    }
    match (json, category.get("label").map(Json::members)) {
        (Some(object @ Json::Object(_)), _) => numbered(object, index, faults),
        // With one category there is no order to state.
        (None | Some(Json::Null), Some([(code, _)])) => Some(vec![named(code, labels.key(code))]),
        _ => {
            let sentence = say!("没有类目的次序，无法读取", "the order of the categories is not stated");
            let hint = "写成 \"index\": [\"370202\", \"370203\"]；只有一个类目时写 label 即可";
            faults.error(&index.pointer(), sentence, hint.into());
            None
        }
    }
}

fn named(code: &str, place: Place) -> Category {
    Category { code: code.into(), name: code.into(), place: place.pointer(), ..Category::default() }
}

/// `index` as a list of codes.
fn listed(items: List, place: Place, faults: &mut Diagnostics) -> Option<Vec<Category>> {
    let mut categories = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let at = place.index(i);
        match item {
            Json::Text(code) => categories.push(named(code, at)),
            // Years are often written without quotes; what is meant is plain.
            Json::Number(number) if number.scale == 0 => {
                categories.push(named(&number.mantissa.to_string(), at))
            }
            _ => {
                let sentence = say!("类目代码应是文字", "a category code should be text");
                faults.error(&at.pointer(), sentence, "代码写在引号里，如 \"370202\"".into());
            }
        }
    }
    (categories.len() == items.len()).then_some(categories)
}

/// `index` as an object of codes and their positions, each from 0 on exactly once.
fn numbered(object: &Json, place: Place, faults: &mut Diagnostics) -> Option<Vec<Category>> {
    let members = Members::of(Some(object), place, faults);
    let count = members.count();
    let mut ordered: Vec<Option<Category>> = vec![None; count];
    let mut placed = 0;
    for (code, json) in members.iter() {
        let at = place.key(code);
        let position = json.number().and_then(|n| usize::try_from(n.with_scale(0)?.mantissa).ok());
        match position.and_then(|position| ordered.get_mut(position)) {
            Some(free @ None) => {
                *free = Some(named(code, at));
                placed += 1;
            }
            _ if faults.is_full() => {}
            _ => {
                let last = count.saturating_sub(1).to_string();
                let sentence = say!(
                    "“{}”的位置应是 0 到 {} 之间、不与别的类目相同的整数",
                    "the position of “{}” should be a whole number from 0 to {} that no other category has",
                    code,
                    &last
                );
                faults.error(&at.pointer(), sentence, String::new());
            }
        }
    }
    (placed == count).then(|| ordered.into_iter().flatten().collect())
}
