//! Figures with what attributes say of them, on their way into a data set.

use super::concepts::{SLOTS, Slot};
use super::{status, unit};
use crate::dataset::builder::UNSTATED;
use crate::dataset::cube::{About, Cube, Dimension, Role};
use crate::dataset::{Builder, Dataset, Observation, Remark, Source, Status, Value};
use crate::diagnostic::{Diagnostics, say};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The reason of a figure that is no number.
pub const UNUSABLE: &str = "数值无法识别";

/// How many bytes of text may be kept that stand once in the document and are said of many figures or indicators.
const MAX_REPEATED: usize = 8 << 20;

/// How many areas are named beside a text that is only about some.
const MAX_NAMED: usize = 5;

/// A value of an attribute.
#[derive(Clone, Debug, Default)]
pub struct Word<'t> {
    /// The code, or the text where there is no code.
    pub code: Cow<'t, str>,
    /// As people read it; empty where the document does not say.
    pub label: Cow<'t, str>,
    /// Whether it stands once in the document for many figures.
    pub is_shared: bool,
}

/// The text, or so many bytes of it: what names a category is repeated in the names of many indicators.
pub fn cut(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// How many bytes of the name or code of a category are kept.
pub const LONGEST_NAME: usize = 256;

impl Word<'_> {
    /// The label, or else the code.
    pub fn text(&self) -> &str {
        if self.label.is_empty() { &self.code } else { &self.label }
    }
}

/// What attributes of one level say, by [`Slot`].
pub type Slots<'t> = [Option<Word<'t>>; SLOTS];

/// The value of the first level that says something.
fn said<'s, 't>(levels: &[&'s Slots<'t>], slot: Slot) -> Option<&'s Word<'t>> {
    levels.iter().find_map(|level| level[slot as usize].as_ref())
}

/// Figures of one structure.
pub struct Table {
    cube: Cube,
    /// Units by category of the dimension that says it, and which that is.
    units: Option<(usize, Vec<String>)>,
    /// What the unit was made of the last time, and its number in the cube.
    last_unit: (UnitParts, usize),
    has_measure: bool,
    source: usize,
}

/// What a unit is made of: code, label, category of the unit dimension, multiplier.
type UnitParts = (String, String, usize, String);

impl Table {
    /// The number of the unit that attributes and the unit dimension make together; 0 where only the dimension does.
    fn unit(&mut self, levels: &[&Slots], categories: &[usize]) -> usize {
        let (stated, multiplier) = (said(levels, Slot::Unit), said(levels, Slot::Multiplier));
        if stated.is_none() && multiplier.is_none() {
            return 0;
        }
        let (code, label) = stated.map_or(("", ""), |word| (&*word.code, &*word.label));
        let multiplier = multiplier.map_or("", |word| word.code.trim());
        let category = self.units.as_ref().and_then(|(position, _)| categories.get(*position));
        let category = category.copied().unwrap_or_default();
        let (last, number) = &self.last_unit;
        let parts = (last.0.as_str(), last.1.as_str(), last.2, last.3.as_str());
        if parts == (code, label, category, multiplier) {
            return *number;
        }
        let named = match (&self.units, stated) {
            (_, Some(_)) => unit::named(code, label),
            (Some((_, units)), None) => units.get(category).cloned().unwrap_or_default(),
            (None, None) => String::new(),
        };
        let whole = match unit::power(multiplier) {
            Some(power) => unit::scaled(&named, power),
            None if multiplier.is_empty() => named,
            None => format!("{multiplier} {named}"),
        };
        let number = if whole.is_empty() { 0 } else { self.cube.unit(&whole) };
        self.last_unit = ((code.into(), label.into(), category, multiplier.into()), number);
        number
    }
}

/// What is gathered of an indicator while its figures are read.
#[derive(Default)]
struct Gathered {
    /// Stated digits behind the point.
    decimals: Option<u8>,
    title: Title,
    /// Texts about it, and the areas they are about, by position.
    texts: BTreeMap<String, BTreeSet<usize>>,
}

#[derive(Default, PartialEq)]
enum Title {
    #[default]
    None,
    One(String),
    Several,
}

/// The data set in the making.
pub struct Figures {
    out: Builder,
    gathered: Vec<Gathered>,
    sources: BTreeMap<String, usize>,
    /// How many more bytes of repeated text may be kept.
    left: usize,
}

impl Figures {
    /// Starts; for `rows_at` see [`Builder::new`].
    pub fn new(rows_at: &'static str) -> Figures {
        let (gathered, sources) = (Vec::new(), BTreeMap::new());
        Figures { out: Builder::new(rows_at), gathered, sources, left: MAX_REPEATED }
    }

    /// Prepares for the figures of a structure; `None`, with an error told, where they have no period.
    pub fn table(
        &mut self,
        about: About,
        mut dimensions: Vec<Dimension>,
        source: Source,
        faults: &mut Diagnostics,
    ) -> Option<Table> {
        let mut units = None;
        for (position, dimension) in dimensions.iter_mut().enumerate() {
            if dimension.role == Role::Unit {
                for category in &mut dimension.categories {
                    category.unit = unit::named(&category.code, &category.name);
                }
                let names = dimension.categories.iter().map(|category| category.unit.clone());
                units = Some((position, names.collect()));
            }
        }
        let has_measure = dimensions.iter().any(|d| d.role == Role::Measure);
        let cube = Cube::new(about, dimensions, &mut self.out, faults)?;
        let source = self.out.source(self.with_own_id(source));
        Some(Table { cube, units, last_unit: Default::default(), has_measure, source })
    }

    /// A source with an id that no other one has.
    fn with_own_id(&self, source: Source) -> Source {
        let count = self.out.set().sources.len();
        let id = if count == 0 { source.id } else { format!("{}-{}", source.id, count + 1) };
        Source { id, ..source }
    }

    /// Adds a figure that stands at `categories`; `levels` say what holds for it, the closest first, which is the
    /// figure's own. False when no more fit.
    pub fn add(
        &mut self,
        table: &mut Table,
        categories: &[usize],
        value: Value,
        levels: &[&Slots],
        row: u32,
    ) -> bool {
        let unit = table.unit(levels, categories);
        let Some((indicator, area, period)) = table.cube.key_in(categories, unit, &mut self.out) else {
            return true;
        };
        self.gather(indicator, area, table.has_measure, levels);
        let (status, mut value, note) = self.judged(value, levels);
        if let Value::Missing(reason) = &mut value
            && reason.is_empty()
            && let Some(word) = said(levels, Slot::Confidentiality)
        {
            *reason = status::confidential(&word.code).into();
        }
        let source = match said(levels, Slot::Source) {
            Some(word) => self.source(word.text(), table.source),
            None => table.source,
        };
        let remark = Remark { note: note.into(), ..Remark::default() };
        self.out.observe(Observation {
            indicator,
            area,
            period,
            value,
            status,
            source: Some(source),
            remark: (!remark.note.is_empty()).then(|| Box::new(remark)),
            row,
        })
    }

    /// The status of a figure, the figure with the reason why it is missing, and the note on it.
    fn judged(&mut self, mut value: Value, levels: &[&Slots]) -> (Status, Value, String) {
        let (mut status, mut note) = (Status::Final, String::new());
        if let Some(word) = said(levels, Slot::Status) {
            let (read, missing, remark) = status::read(&word.code, &word.label);
            status = read;
            match &mut value {
                Value::Known(_) => self.keep(&mut note, &remark, word.is_shared),
                Value::Missing(reason) if reason.is_empty() => {
                    let mut said = String::new();
                    self.keep(&mut said, &missing, word.is_shared);
                    *reason = said.into();
                }
                Value::Missing(_) => {}
            }
        }
        let own = levels.first().and_then(|level| level[Slot::Note as usize].as_ref());
        if let Some(word) = own {
            self.keep(&mut note, word.text(), word.is_shared);
        }
        (status, value, note)
    }

    /// Appends a text; one that is repeated only as long as there is room.
    fn keep(&mut self, to: &mut String, text: &str, is_shared: bool) {
        if text.is_empty() || (is_shared && !self.has_room(text)) {
            return;
        }
        if !to.is_empty() {
            to.push('；');
        }
        to.push_str(text);
    }

    fn has_room(&mut self, text: &str) -> bool {
        match self.left.checked_sub(text.len()) {
            Some(left) => self.left = left,
            None => self.left = 0,
        }
        self.left > 0
    }

    /// Takes down what a figure tells of its indicator.
    fn gather(&mut self, indicator: usize, area: usize, has_measure: bool, levels: &[&Slots]) {
        if self.gathered.len() <= indicator {
            self.gathered.resize_with(indicator + 1, Gathered::default);
        }
        let gathered = &mut self.gathered[indicator];
        if let Some(word) = said(levels, Slot::Decimals)
            && let Ok(decimals) = word.code.trim().parse::<u8>()
        {
            gathered.decimals = gathered.decimals.max(Some(decimals.min(9)));
        }
        if let Some(word) = said(levels, Slot::Title).filter(|_| !has_measure) {
            match &gathered.title {
                Title::None => gathered.title = Title::One(word.text().into()),
                Title::One(title) if title != word.text() => gathered.title = Title::Several,
                _ => {}
            }
        }
        for (slot, before) in [(Slot::Definition, ""), (Slot::Base, "基期："), (Slot::Note, "")] {
            // A note of the figure's own is kept with the figure.
            let levels = if slot == Slot::Note { levels.get(1..).unwrap_or_default() } else { levels };
            if let Some(word) = said(levels, slot) {
                self.gather_text(indicator, area, before, word.text());
            }
        }
    }

    fn gather_text(&mut self, indicator: usize, area: usize, before: &str, text: &str) {
        let key = if before.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(format!("{before}{text}")) };
        if let Some(areas) = self.gathered[indicator].texts.get_mut(&*key) {
            areas.insert(area);
        } else if !text.is_empty() && self.has_room(text) {
            self.gathered[indicator].texts.insert(key.into_owned(), BTreeSet::from([area]));
        }
    }

    /// The source that an attribute names; who publishes it is taken from the source of the message.
    fn source(&mut self, title: &str, message: usize) -> usize {
        if let Some(source) = self.sources.get(title) {
            return *source;
        }
        let message = self.out.set().sources.get(message).cloned().unwrap_or_default();
        let source = Source { title: title.into(), url: String::new(), ..message };
        let source = self.out.source(self.with_own_id(source));
        self.sources.insert(title.into(), source);
        source
    }

    /// The areas that each indicator with texts has figures of.
    fn areas(&self) -> Vec<BTreeSet<usize>> {
        let mut areas = vec![BTreeSet::new(); self.gathered.len()];
        for observation in self.out.set().observations.iter() {
            if self.gathered.get(observation.indicator).is_some_and(|gathered| !gathered.texts.is_empty()) {
                areas[observation.indicator].insert(observation.area);
            }
        }
        areas
    }

    /// Gives the indicators what was gathered and finishes the data set.
    pub fn finish(mut self, faults: &mut Diagnostics) -> Option<Dataset> {
        // Maps of one type: each further one would be compiled anew.
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for gathered in &self.gathered {
            if let Title::One(title) = &gathered.title {
                *titles.entry(title.clone()).or_default() += 1;
            }
        }
        let names: Vec<String> = self.out.set().areas.iter().map(|area| area.name.clone()).collect();
        let areas = self.areas();
        for (position, gathered) in self.gathered.iter().enumerate() {
            let Some(indicator) = self.out.indicator_mut(position) else { continue };
            // Two structures may have measures of the same code.
            if ids.insert(indicator.id.clone(), position).is_some() {
                indicator.id = format!("{};#{}", indicator.id, position + 1);
            }
            indicator.decimals = gathered.decimals.unwrap_or(UNSTATED);
            if let Title::One(title) = &gathered.title
                && titles.get(title) == Some(&1)
            {
                indicator.name.clone_from(title);
                indicator.english.clear();
            }
            let definition = described(&gathered.texts, areas.get(position), &names);
            if !definition.is_empty() && !indicator.definition.is_empty() {
                indicator.definition.push('\n');
            }
            indicator.definition.push_str(&definition);
        }
        if self.left == 0 {
            let sentence =
                say!("说明文字太多，有一部分没有读入", "there are too many notes; some of them are not read");
            faults.warning("data#", sentence, "数值不受影响；可按主题拆成几个文件".into());
        }
        self.out.finish(faults)
    }
}

/// Texts as a definition; one that is not about all areas begins with those that it is about.
fn described(
    texts: &BTreeMap<String, BTreeSet<usize>>,
    all: Option<&BTreeSet<usize>>,
    names: &[String],
) -> String {
    let mut out = String::new();
    for (text, areas) in texts {
        if !out.is_empty() {
            out.push('；');
        }
        if all.is_some_and(|all| areas.len() < all.len()) {
            let named = areas.iter().take(MAX_NAMED).filter_map(|area| names.get(*area)).map(String::as_str);
            out.push_str(&named.collect::<Vec<&str>>().join("、"));
            out.push_str(if areas.len() > MAX_NAMED { "等：" } else { "：" });
        }
        out.push_str(text);
    }
    out
}
