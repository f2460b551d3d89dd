//! The structure of an SDMX-JSON message: dimensions, measures and attributes, and where keys refer to them.

use super::attributes::{Attribute, defined, roles};
use super::words::{self, name};
use crate::dataset::cube::{About, Category, Dimension, Role};
use crate::dataset::sdmx::concepts;
use crate::dataset::sdmx::figures::{Figures, Table};
use crate::dataset::sdmx::word::{LONGEST_NAME, Word, cut};
use crate::dataset::{Period, Source};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, List, Place};
use crate::order;
use std::collections::BTreeMap;

/// How many dimensions, and how many measures, there may be.
const MAX_COMPONENTS: usize = 64;

/// How many levels a hierarchy of categories is followed up.
const MAX_LEVELS: usize = 32;

/// How many bytes of the definition of a category are kept.
const LONGEST_DEFINITION: usize = 2_048;

/// What attributes can be attached to, in the order that [`Structure::attributes`] has.
const LEVELS: [&str; 4] = ["dataSet", "dimensionGroup", "series", "observation"];

/// A structure, ready to take in figures.
pub struct Structure<'j> {
    /// Dimensions of the data set, of series and of observations: how many there are.
    pub counts: [usize; 3],
    /// How many categories each dimension has, in the order of the document, which is that of keys.
    pub sizes: Vec<usize>,
    /// Where each dimension stands in the table: dimensions are named in the order of `keyPosition`.
    pub positions: Vec<usize>,
    /// Measures of an observation.
    pub measures: Vec<Measure<'j>>,
    /// Where the table has the measures as a dimension; `None` where there is one measure only.
    pub measure_position: Option<usize>,
    /// Attributes of the data set, of groups, of series and of observations.
    pub attributes: [Vec<Attribute<'j>>; 4],
    /// Where figures go.
    pub table: Table,
}

/// What an observation has a value of.
#[derive(Default)]
pub struct Measure<'j> {
    /// The values that indexes refer to, where it is coded.
    pub values: Vec<Option<Word<'j>>>,
}

/// Reads a structure; `None`, with the reason told, when its figures cannot be placed.
pub fn read<'j>(
    json: &'j Json,
    place: Place,
    message: &Source,
    figures: &mut Figures,
    faults: &mut Diagnostics,
) -> Option<Structure<'j>> {
    let part = |of: &str, level: &str| json.get(of).and_then(|of| of.get(level)).and_then(Json::array);
    let mut read = Components::default();
    let mut counts = [0; 3];
    let at = place.key("dimensions");
    for (level, count) in ["dataSet", "series", "observation"].into_iter().zip(&mut counts) {
        let list = part("dimensions", level).unwrap_or_default();
        *count = list.len();
        let at = at.key(level);
        for (i, item) in list.iter().enumerate().take(MAX_COMPONENTS + 1) {
            read.dimension(item, at.index(i));
        }
    }
    if !is_usable(&read.dimensions, counts[0], at, faults) {
        return None;
    }
    concepts::assign(&mut read.dimensions, &read.roles);
    let title = name(json, "name", "names");
    let measures = part("measures", "observation");
    let sizes = read.dimensions.iter().map(|dimension| dimension.categories.len()).collect();
    let (mut dimensions, positions) = in_key_order(read.dimensions, &read.key_positions);
    let measure_position = measures.filter(|list| list.len() > 1).map(|list| {
        dimensions.push(measure_dimension(list, &dimensions, place));
        dimensions.len() - 1
    });
    let about = About {
        title: [title.text, dataflow(json), &message.title]
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default()
            .into(),
        english: title.english.into(),
        place: place.pointer(),
        ..About::default()
    };
    let source = Source { title: about.title.clone(), ..message.clone() };
    let table = figures.table(about, dimensions, source, faults)?;
    Some(Structure {
        counts,
        sizes,
        positions,
        // Where measures are not listed there is one.
        measures: measures.map_or(vec![Measure::default()], |list| list.iter().map(measure).collect()),
        measure_position,
        attributes: LEVELS.map(|level| defined(part("attributes", level).unwrap_or_default())),
        table,
    })
}

/// What the dataflow is called in the link to it: by title, else by its id in the address `…/dataflow/AGENCY/ID/VERSION`.
fn dataflow<'j>(json: &'j Json) -> &'j str {
    let links = json.get("links").and_then(Json::array).unwrap_or_default();
    let is_dataflow = |link: &&Json| link.get("rel").and_then(Json::text) == Some("dataflow");
    let Some(link) = links.iter().find(is_dataflow) else { return "" };
    let text = |key: &str| link.get(key).and_then(Json::text).unwrap_or_default();
    let by_address = || text("href").split('/').skip_while(|part| *part != "dataflow").nth(2);
    if text("title").is_empty() { by_address().unwrap_or_default() } else { text("title") }
}

/// Whether the figures of these dimensions, the first `constant` of which are the same for all, can be placed.
fn is_usable(dimensions: &[Dimension], constant: usize, place: Place, faults: &mut Diagnostics) -> bool {
    if dimensions.is_empty() || dimensions.len() > MAX_COMPONENTS {
        let limit = MAX_COMPONENTS.to_string();
        let sentence = say!("结构里应有 1 到 {} 个维", "a structure has 1 to {} dimensions", &limit);
        faults.error(&place.pointer(), sentence, String::new());
        return false;
    }
    let mut is_usable = true;
    for (position, dimension) in dimensions.iter().enumerate() {
        let count = dimension.categories.len();
        let is_wrong = if position < constant { count != 1 } else { count == 0 };
        if is_wrong {
            let sentence = if count == 0 {
                say!("维“{}”没有取值，有关的数无法读取", "dimension “{}” has no values", &dimension.code)
            } else {
                say!(
                    "数据集层的维“{}”应只有一个取值",
                    "dimension “{}” of the data set should have one value",
                    &dimension.code
                )
            };
            faults.error(&place.pointer(), sentence, String::new());
            is_usable = false;
        }
    }
    is_usable
}

/// Dimensions as they are read.
#[derive(Default)]
struct Components<'j> {
    dimensions: Vec<Dimension>,
    roles: Vec<Vec<&'j str>>,
    key_positions: Vec<Option<i64>>,
}

impl<'j> Components<'j> {
    fn dimension(&mut self, json: &'j Json, place: Place) {
        let code = json.get("id").and_then(Json::text).unwrap_or_default();
        let named = name(json, "name", "names").text;
        let values = json.get("values").and_then(Json::array).unwrap_or_default();
        let at = place.key("values");
        let categories = values.iter().enumerate().map(|(i, value)| category(value, at.index(i)));
        let mut categories: Vec<Category> = categories.collect();
        place_within(&mut categories, values);
        self.dimensions.push(Dimension {
            code: code.into(),
            name: if named.is_empty() { code.into() } else { named.into() },
            role: Role::Other,
            categories,
        });
        self.roles.push(roles(json));
        let position = json.get("keyPosition").and_then(Json::number).and_then(|n| n.with_scale(0));
        self.key_positions.push(position.map(|position| position.mantissa));
    }
}

fn category(json: &Json, place: Place) -> Category {
    let word = words::listed(json).unwrap_or_default();
    let named = name(json, "name", "names");
    let mut category = Category {
        code: cut(&word.code, LONGEST_NAME).into(),
        name: cut(word.text(), LONGEST_NAME).into(),
        english: cut(named.english, LONGEST_NAME).into(),
        definition: cut(name(json, "description", "descriptions").text, LONGEST_DEFINITION).into(),
        place: place.pointer(),
        ..Category::default()
    };
    // A period that only `start` and `end` tell.
    if let (Some(start), Some(end)) = (day(json, "start"), day(json, "end"))
        && Period::read(&category.code).is_none()
        && Period::read(&category.name).is_none()
    {
        category.name = format!("{start}/{end}").into();
    }
    category
}

/// Notes which categories are part of which; not those of a chain that leads back to itself.
fn place_within(categories: &mut [Category], values: List) {
    let wholes: Vec<Option<&str>> = values.iter().map(|value| value.get("parent")?.text()).collect();
    if wholes.iter().all(Option::is_none) {
        return;
    }
    let codes = categories.iter().enumerate().map(|(i, category)| (category.code.clone(), i));
    let positions: BTreeMap<String, usize> = codes.collect();
    let whole_of = |part: usize| positions.get(*wholes.get(part)?.as_ref()?).copied();
    for (part, category) in categories.iter_mut().enumerate() {
        let mut above = (0..MAX_LEVELS).scan(part, |at, _| {
            *at = whole_of(*at)?;
            Some(*at)
        });
        if !above.any(|whole| whole == part) {
            category.parent = whole_of(part);
        }
    }
}

/// The day of a point in time.
fn day<'j>(json: &'j Json, key: &str) -> Option<&'j str> {
    json.get(key)?.text()?.get(..10)
}

/// The dimensions in the order of `keyPosition`, those without one last, and the new position of each.
fn in_key_order(dimensions: Vec<Dimension>, keys: &[Option<i64>]) -> (Vec<Dimension>, Vec<usize>) {
    let key = |old: usize| keys.get(old).copied().flatten().unwrap_or(i64::MAX);
    let order = order::positions(dimensions.len(), &|a, b| key(a).cmp(&key(b)));
    let mut positions = vec![0; dimensions.len()];
    let mut slots: Vec<Option<Dimension>> = dimensions.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(slots.len());
    for (new, old) in order.into_iter().enumerate() {
        positions[old as usize] = new;
        sorted.extend(slots[old as usize].take());
    }
    (sorted, positions)
}

/// Several measures as a dimension.
fn measure_dimension(list: List, others: &[Dimension], place: Place) -> Dimension {
    let is_taken = others.iter().any(|dimension| dimension.role == Role::Measure);
    let (measures, level) = (place.key("measures"), "observation");
    let at = measures.key(level);
    let categories = list.iter().enumerate().map(|(i, measure)| category(measure, at.index(i)));
    Dimension {
        code: "MEASURE".into(),
        name: "指标".into(),
        role: if is_taken { Role::Other } else { Role::Measure },
        categories: categories.collect(),
    }
}

fn measure<'j>(json: &'j Json) -> Measure<'j> {
    let values = json.get("values").and_then(Json::array).unwrap_or_default();
    Measure { values: values.iter().map(words::listed).collect() }
}
