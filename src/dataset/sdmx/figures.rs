//! Figures with what attributes say of them, on their way into a data set.

use super::concepts::Slot;
use super::gathered::Gathered;
use super::word::{Slots, said};
use super::{status, unit};
use crate::dataset::cube::{About, Cube, Dimension, Role};
use crate::dataset::{Builder, Dataset, Observation, Remark, Source, Status, Value};
use crate::diagnostic::Diagnostics;
use std::collections::BTreeMap;

/// Figures of one structure.
pub struct Table {
    cube: Cube,
    /// Units by category of the dimension that says it, and which that is.
    units: Option<(usize, Vec<String>)>,
    /// What the unit was made of the last time, and its number in the cube.
    last_unit: (UnitParts, usize),
    has_measure: bool,
    /// `None` where the message does not say.
    source: Option<usize>,
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

/// How what is measured is called where nothing says it.
const NAMELESS: &str = "数值";

/// The data set in the making.
pub struct Figures {
    out: Builder,
    gathered: Gathered,
    sources: BTreeMap<String, usize>,
}

impl Figures {
    /// Starts; for `rows_at` see [`Builder::new`].
    pub fn new(rows_at: &'static str) -> Figures {
        let (gathered, sources) = (Gathered::new(), BTreeMap::new());
        Figures { out: Builder::new(rows_at), gathered, sources }
    }

    /// Prepares for the figures of a structure; `None`, with an error told, where they have no period.
    pub fn table(
        &mut self,
        mut about: About,
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
        if about.title.is_empty() {
            about.title = NAMELESS.into();
        }
        let cube = Cube::new(about, dimensions, &mut self.out, faults)?;
        let is_said = !(source.title.is_empty() && source.publisher.is_empty());
        let source = is_said.then(|| self.out.source(self.with_own_id(source)));
        Some(Table { cube, units, last_unit: Default::default(), has_measure, source })
    }

    /// A source with an id that no other one has.
    fn with_own_id(&self, source: Source) -> Source {
        let count = self.out.set().sources.len();
        let id = if source.id.is_empty() { "sdmx".into() } else { source.id };
        let id = if count == 0 { id } else { format!("{id}-{}", count + 1) };
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
        self.gathered.take(indicator, area, table.has_measure, levels);
        let (status, mut value, note) = self.judged(value, levels);
        if let Value::Missing(reason) = &mut value
            && reason.is_empty()
            && let Some(word) = said(levels, Slot::Confidentiality)
        {
            *reason = status::confidential(&word.code).into();
        }
        let source = match said(levels, Slot::Source) {
            Some(word) => Some(self.source(word.text(), table.source)),
            None => table.source,
        };
        let remark = Remark { note: note.into(), ..Remark::default() };
        self.out.observe(Observation {
            indicator,
            area,
            period,
            value,
            status,
            source,
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
        if text.is_empty() || (is_shared && !self.gathered.has_room(text)) {
            return;
        }
        if !to.is_empty() {
            to.push('；');
        }
        to.push_str(text);
    }

    /// The source that an attribute names; who publishes it is taken from the source of the message.
    fn source(&mut self, title: &str, message: Option<usize>) -> usize {
        if let Some(source) = self.sources.get(title) {
            return *source;
        }
        let message =
            message.and_then(|message| self.out.set().sources.get(message)).cloned().unwrap_or_default();
        let source = Source { title: title.into(), url: String::new(), ..message };
        let source = self.out.source(self.with_own_id(source));
        self.sources.insert(title.into(), source);
        source
    }

    /// Gives the indicators what was gathered and finishes the data set.
    pub fn finish(mut self, faults: &mut Diagnostics) -> Option<Dataset> {
        self.gathered.give(&mut self.out, faults);
        self.out.finish(faults)
    }
}
