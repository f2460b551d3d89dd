//! One data set: what is said about it, its dimensions, its figures.

use super::members::Members;
use super::status::Statuses;
use super::values::Cells;
use super::{category, note, role};
use crate::dataset::cube::{About, Cube, Dimension, Role};
use crate::dataset::{Builder, Source};
use crate::diagnostic::{Diagnostics, say};
use crate::fields::Fields;
use crate::json::{Json, Place};

/// What a data set can have; some of it says nothing about figures and is passed over.
const KEYS: [&str; 16] = [
    "version",
    "class",
    "href",
    "type",
    "label",
    "source",
    "updated",
    "id",
    "size",
    "role",
    "dimension",
    "value",
    "status",
    "note",
    "link",
    "extension",
];

/// Most dimensions a data set may have. A real one has fewer than twenty.
const MAX_DIMENSIONS: usize = 64;

/// How many characters of the notes on a whole data set go with each of its indicators.
const LONGEST_NOTE: usize = 1000;

/// Where figures stand in the document. Rows are counted in 32 bits; in a larger cube they are not told apart.
pub(super) fn rows_at(json: &Json) -> &'static str {
    let sizes = json.get("size").and_then(Json::array).unwrap_or_default();
    let cells = product(&sizes.iter().filter_map(count).collect::<Vec<_>>());
    if cells.is_some_and(|cells| cells <= u64::from(u32::MAX)) { "data#/value/" } else { "data#/value" }
}

/// Reads a data set into `out`. Where it is an item of a collection, `item` is the row that stands for its figures.
pub(super) fn read(
    json: &Json,
    place: Place,
    item: Option<u32>,
    out: &mut Builder,
    faults: &mut Diagnostics,
) -> Option<()> {
    let mut fields = Fields::open(json, place, &KEYS, faults)?;
    let title = fields.text_or_empty("label");
    let source = source(&mut fields, &title, item);
    let codes = fields.texts("id");
    let at = place.key("dimension");
    let mut dimensions = dimensions(json.get("dimension"), &codes, at, faults)?;
    let sizes = sizes(json.get("size"), &dimensions, place.key("size"), faults)?;
    role::assign(json.get("role"), place.key("role"), &mut dimensions, faults);
    if !dimensions.iter().any(|d| d.role == Role::Time) {
        role::tell_no_time(&dimensions, place.key("role"), faults);
        return None;
    }
    let Some(count) = product(&sizes) else {
        let sentence = say!("“size”各数的乘积太大", "“size” multiplies up to too large a number");
        faults.error(&place.key("size").pointer(), sentence, String::new());
        return None;
    };
    let statuses = Statuses::read(json, count, place, faults);
    let notes = [note(json.get("note")), notes(json.get("dimension"), &dimensions), statuses.common_note()];
    // Where neither a dimension nor the title says what is measured.
    let title = if title.is_empty() { "数值".into() } else { title };
    let about = About { title, note: shortened(&notes), place: place.pointer(), ..About::default() };
    let mut cube = Cube::new(about, dimensions, out, faults)?;
    let source = source.map(|source| out.source(source));
    let cells = Cells { sizes: &sizes, count, statuses, source, item };
    cells.read(json.get("value"), place.key("value"), &mut cube, out, faults);
    Some(())
}

/// Who publishes the figures, under which title; `None` where the document says neither.
fn source(fields: &mut Fields, title: &str, item: Option<u32>) -> Option<Source> {
    let publisher = fields.text_or_empty("source");
    let source = Source {
        id: format!("s{}", item.unwrap_or(0).saturating_add(1)),
        title: if title.is_empty() { publisher.clone() } else { title.into() },
        publisher: if title.is_empty() { String::new() } else { publisher },
        date: fields.text_or_empty("updated"),
        url: fields.text_or_empty("href"),
        page: String::new(),
    };
    (!source.title.is_empty()).then_some(source)
}

/// All dimensions in the order of `id`; `None`, with every fault told, when one of them is not to be read.
fn dimensions(
    json: Option<&Json>,
    codes: &[String],
    place: Place,
    faults: &mut Diagnostics,
) -> Option<Vec<Dimension>> {
    if codes.is_empty() || codes.len() > MAX_DIMENSIONS {
        let sentence = say!("“id”应列出 1 到 64 个维度", "“id” should list 1 to 64 dimensions");
        faults.error(&place.pointer(), sentence, "写成 \"id\": [\"area\", \"year\"]".into());
        return None;
    }
    let described = Members::of(json, place, faults);
    let mut dimensions = Vec::with_capacity(codes.len());
    for (i, code) in codes.iter().enumerate() {
        let at = place.key(code);
        match described.find(code) {
            Some(_) if codes[..i].contains(code) => {
                let sentence = say!("维度“{}”在“id”里重复", "dimension “{}” is repeated in “id”", code);
                faults.error(&at.pointer(), sentence, String::new());
            }
            Some(json) => dimensions.extend(category::read(json, code, at, faults)),
            None => {
                let sentence =
                    say!("没有“id”所列维度“{}”的说明", "dimension “{}” of “id” is not described", code);
                let hint = crate::nearest::suggestion(code, described.iter().map(|(known, _)| known));
                faults.error(&at.pointer(), sentence, hint);
            }
        }
    }
    (dimensions.len() == codes.len()).then_some(dimensions)
}

/// How many categories each dimension has, by `size` as by its own list; `None`, with an error told, when these differ:
/// then it is open where each figure belongs.
fn sizes(
    json: Option<&Json>,
    dimensions: &[Dimension],
    place: Place,
    faults: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let sizes: Vec<usize> = dimensions.iter().map(|d| d.categories.len()).collect();
    let stated = json.and_then(Json::array).unwrap_or_default();
    if stated.len() != sizes.len() {
        let (stated, dimensions) = (stated.len().to_string(), sizes.len().to_string());
        let sentence = say!(
            "“size”有 {} 项，维度有 {} 个",
            "“size” has {} entries for {} dimensions",
            &stated,
            &dimensions
        );
        faults.error(&place.pointer(), sentence, "每个维度写明有几个类目，次序与“id”相同".into());
        return None;
    }
    let mut is_right = true;
    for (i, (json, dimension)) in stated.iter().zip(dimensions).enumerate() {
        if count(json) != Some(sizes[i]) {
            is_right = false;
            let counted = sizes[i].to_string();
            let sentence = say!(
                "维度“{}”有 {} 个类目，与“size”所写不符",
                "dimension “{}” has {} categories, other than “size” says",
                &dimension.code,
                &counted
            );
            faults.error(
                &place.index(i).pointer(),
                sentence,
                "两处必须相同，否则无法确定每个数的位置".into(),
            );
        }
    }
    is_right.then_some(sizes)
}

fn count(json: &Json) -> Option<usize> {
    usize::try_from(json.number()?.with_scale(0)?.mantissa).ok()
}

fn product(sizes: &[usize]) -> Option<u64> {
    sizes.iter().try_fold(1_u64, |product, size| product.checked_mul(*size as u64))
}

/// All notes that are there, one under the other, cut where they become too long to be repeated at every indicator.
fn shortened(notes: &[String]) -> String {
    let notes: Vec<&str> = notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
    let mut note = notes.join("\n");
    if let Some((end, _)) = note.char_indices().nth(LONGEST_NOTE) {
        note.truncate(end);
        note.push('…');
    }
    note
}

/// Notes about dimensions, and about single places and periods: those of other categories go with their indicators.
fn notes(json: Option<&Json>, dimensions: &[Dimension]) -> String {
    let mut notes = Vec::new();
    for dimension in dimensions {
        let own = json.and_then(|json| json.get(&dimension.code)).and_then(|d| d.get("note"));
        notes.push((&dimension.name, note(own)));
        if matches!(dimension.role, Role::Time | Role::Place) {
            notes.extend(dimension.categories.iter().map(|c| (&c.name, c.definition.clone())));
        }
    }
    notes.retain(|(_, note)| !note.is_empty());
    let lines: Vec<String> = notes.iter().map(|(name, note)| format!("{name}：{note}")).collect();
    lines.join("\n")
}
