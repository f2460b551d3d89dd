//! What was measured: observations of indicators in areas over periods, each with its source.

pub mod own;
pub mod period;

pub use own::read;
pub use period::Period;

use crate::decimal::Decimal;

/// Where figures were published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Short name within the data set.
    pub id: String,
    /// Title of the publication.
    pub title: String,
    /// Who published it; empty when not known.
    pub publisher: String,
    /// When, as written; empty when not known.
    pub date: String,
}

/// A place that figures are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// GB/T 2260 code, or any other short name.
    pub code: String,
    /// Usual name.
    pub name: String,
    /// Other names that mean the same place.
    pub aliases: Vec<String>,
    /// Code of the area it is part of; empty for the whole.
    pub parent: String,
    /// 区, 市, 功能区, 城市 …
    pub kind: String,
}

impl Area {
    /// Whether `name` is the code, the name or an alias of this area.
    pub fn answers_to(&self, name: &str) -> bool {
        self.code == name || self.name == name || self.aliases.iter().any(|a| a == name)
    }

    /// Whether it is one of the 区（市） of a city, as against functional zones and the city itself.
    pub fn is_district(&self) -> bool {
        !self.parent.is_empty() && (self.kind == "区" || self.kind == "市")
    }
}

/// Which way is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Neither.
    #[default]
    Neutral,
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// What is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicator {
    /// Short name within the data set.
    pub id: String,
    /// Name in Chinese.
    pub name: String,
    /// Unit as published: 人, 亿元, %, 微克/立方米 …; empty for plain numbers.
    pub unit: String,
    /// Digits behind the point as published.
    pub decimals: u8,
    /// Which way is good.
    pub direction: Direction,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The published number.
    Known(Decimal),
    /// No number, and why; empty when no reason is given.
    Missing(String),
}

impl Value {
    /// The number, when there is one.
    pub fn known(&self) -> Option<Decimal> {
        match self {
            Value::Known(number) => Some(*number),
            Value::Missing(_) => None,
        }
    }
}

/// One published figure. Areas, indicators and sources are positions in the data set's lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// What.
    pub indicator: usize,
    /// Where.
    pub area: usize,
    /// When.
    pub period: Period,
    /// How much.
    pub value: Value,
    /// Says who.
    pub source: Option<usize>,
    /// What must be known to read it; empty when nothing.
    pub note: String,
}

/// Everything one data document holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// Publications.
    pub sources: Vec<Source>,
    /// Places.
    pub areas: Vec<Area>,
    /// Measures.
    pub indicators: Vec<Indicator>,
    /// Figures.
    pub observations: Vec<Observation>,
}

impl Dataset {
    /// Position of the indicator with that id or name.
    pub fn indicator(&self, name: &str) -> Option<usize> {
        self.indicators.iter().position(|i| i.id == name || i.name == name)
    }

    /// Position of the area that answers to that code, name or alias.
    pub fn area(&self, name: &str) -> Option<usize> {
        self.areas.iter().position(|a| a.answers_to(name))
    }
}
