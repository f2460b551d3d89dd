//! Settings that several chart kinds share. A view takes over what its document says for all views, and overrides it.

use super::chart::{BYS, By};
use super::classing::{CLASSING_KEYS, Classing};
use super::document::period_of;
use crate::dataset::Period;
use crate::decimal::Decimal;
use crate::fields::Fields;
use crate::json::Json;

/// How bars or areas of several series stand to one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// Side by side.
    #[default]
    Grouped,
    /// On top of one another.
    Stacked,
    /// On top of one another, each pile filling the axis.
    Percent,
    /// To either side of zero.
    Diverging,
}

const STACKS: [(&str, Stack); 4] = [
    ("grouped", Stack::Grouped),
    ("stacked", Stack::Stacked),
    ("percent", Stack::Percent),
    ("diverging", Stack::Diverging),
];

/// By what a view is linked to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// By the best that both know.
    #[default]
    Auto,
    /// By the area.
    Area,
    /// By the period.
    Period,
    /// By the name of the series.
    Series,
    /// By the name of the item.
    Item,
}

/// The words for [`Link`].
pub const LINKS: [(&str, Link); 4] =
    [("area", Link::Area), ("period", Link::Period), ("series", Link::Series), ("item", Link::Item)];

/// What a map becomes where it would be narrow.
const NARROW: [(&str, bool); 2] = [("tiles", true), ("map", false)];

/// A value or a time with a meaning, drawn across the plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The value; `None` where it is a time.
    pub value: Option<Decimal>,
    /// The time; `None` where it is a value.
    pub period: Option<Period>,
    /// What it means.
    pub label: String,
}

/// What a view may say beyond kind, indicators, areas and period. Kinds that have no use for one ignore it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// What the items are.
    pub item: By,
    /// What the series are.
    pub series: By,
    /// One small chart for each of these; `Auto` for none.
    pub facet: By,
    /// Whether one period is shown at a time, with a timeline to choose it by.
    pub timeline: bool,
    /// Whether a map colours two indicators at once.
    pub bivariate: bool,
    /// The groups of entries to show; empty for all.
    pub groups: Vec<String>,
    /// The periods to show; empty for what the kind shows by itself.
    pub periods: Vec<Period>,
    /// How several series stand to one another; `None` for what the kind does by itself.
    pub stack: Option<Stack>,
    /// Whether the target of an indicator is marked.
    pub target: bool,
    /// Whether bars run in a track up to their target.
    pub progress: bool,
    /// The indicators that bars and lines on one plot show as lines; empty for those of another unit than the first,
    /// and where all are of one unit for all but the first.
    pub lines: Vec<String>,
    /// Lines across the plot: thresholds and events.
    pub references: Vec<Reference>,
    /// Whether the value axis goes by powers of ten.
    pub log: bool,
    /// Whether the value axis runs the other way: rank 1 on top.
    pub reverse: bool,
    /// Whether a scatter plot is divided in four: at the references, or at the medians.
    pub quadrants: bool,
    /// Names of the four quarters: upper right, upper left, lower left, lower right.
    pub quadrant_names: Vec<String>,
    /// Whether lines are filled down to zero.
    pub area: bool,
    /// Whether a value holds until the next one, instead of running there in a straight line.
    pub step: bool,
    /// Whether indicators of another unit get an axis of their own, on the right.
    pub dual: bool,
    /// Names of the series that keep their colour, the others being grey; empty for the first eight.
    pub highlight: Vec<String>,
    /// Where areas lie in a grid of tiles: its rows, each the names or codes of areas with spaces between them and `·`
    /// for an empty place. Empty for what is known of them.
    pub tiles: Vec<String>,
    /// Whether a map gives way to a grid of tiles where it would be narrow.
    pub narrow_tiles: bool,
    /// Whether a map can be looked at more closely.
    pub zoom: bool,
    /// How maps and coloured cells put their values into classes.
    pub classing: Classing,
    /// By what a choice in this view means something in others, and theirs in this one.
    pub link: Link,
}

/// The names of these settings in a view document.
pub const OPTION_KEYS: [&str; 28] = [
    "item",
    "series",
    "facet",
    "timeline",
    "bivariate",
    "groups",
    "periods",
    "stack",
    "target",
    "progress",
    "lines",
    "references",
    "log",
    "reverse",
    "quadrants",
    "quadrantNames",
    "area",
    "step",
    "dual",
    "highlight",
    "tiles",
    "narrow",
    "zoom",
    CLASSING_KEYS[0],
    CLASSING_KEYS[1],
    CLASSING_KEYS[2],
    CLASSING_KEYS[3],
    "link",
];

impl Options {
    /// Whether anything is set that shows in bars. Classes, which a view may have from its document, do not, and a
    /// timeline and its periods show below them.
    pub fn is_special(&self) -> bool {
        let periods = if self.timeline { Vec::new() } else { self.periods.clone() };
        let classing = Classing::default();
        Options { link: Link::Auto, timeline: false, periods, classing, ..self.clone() } != Options::default()
    }

    /// What runs from one small chart to the next, or from one step of the timeline to the next.
    pub fn along(&self) -> By {
        if self.timeline { By::Period } else { self.facet }
    }

    /// Takes over what an object says.
    pub fn read(&mut self, fields: &mut Fields) {
        let by = [&mut self.item, &mut self.series, &mut self.facet];
        for (key, place) in ["item", "series", "facet"].into_iter().zip(by) {
            *place = fields.word(key, &BYS).unwrap_or(*place);
        }
        if fields.get("groups").is_some() {
            self.groups = fields.texts("groups");
        }
        if fields.get("periods").is_some() {
            self.periods = periods(fields);
        }
        self.stack = fields.word("stack", &STACKS).or(self.stack);
        self.link = fields.word("link", &LINKS).unwrap_or(self.link);
        let flags = [
            ("timeline", &mut self.timeline),
            ("bivariate", &mut self.bivariate),
            ("target", &mut self.target),
            ("progress", &mut self.progress),
            ("log", &mut self.log),
            ("reverse", &mut self.reverse),
            ("quadrants", &mut self.quadrants),
            ("area", &mut self.area),
            ("step", &mut self.step),
            ("dual", &mut self.dual),
            ("zoom", &mut self.zoom),
        ];
        for (key, place) in flags {
            *place = fields.flag(key).unwrap_or(*place);
        }
        if fields.get("lines").is_some() {
            self.lines = fields.texts("lines");
        }
        if fields.get("quadrantNames").is_some() {
            self.quadrant_names = fields.texts("quadrantNames");
        }
        if fields.get("highlight").is_some() {
            self.highlight = fields.texts("highlight");
        }
        if fields.get("tiles").is_some() {
            self.tiles = fields.texts("tiles");
        }
        self.narrow_tiles = fields.word("narrow", &NARROW).unwrap_or(self.narrow_tiles);
        if fields.get("references").is_some() {
            self.references = references(fields);
        }
        self.classing.read(fields);
    }
}

fn periods(fields: &mut Fields) -> Vec<Period> {
    let written = fields.texts("periods");
    written.iter().filter_map(|text| period_of(fields, "periods", text)).collect()
}

fn references(fields: &mut Fields) -> Vec<Reference> {
    let mut found = Vec::new();
    fields.each("references", &mut |item: &Json, place, faults| {
        let Some(mut fields) = Fields::open(item, place, &["value", "period", "label"], faults) else {
            return;
        };
        let value = fields.number("value");
        let written = fields.text("period");
        let period = written.and_then(|text| period_of(&mut fields, "period", text));
        let label = fields.text_or_empty("label");
        if value.is_some() || period.is_some() {
            found.push(Reference { value, period, label });
        }
    });
    found
}
