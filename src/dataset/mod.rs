//! What was measured: observations of indicators in areas over periods, each with its source.

pub mod builder;
#[cfg(feature = "formats")]
pub mod csv;
#[cfg(feature = "formats")]
pub mod cube;
pub mod entry;
pub mod gazetteer;
#[cfg(feature = "formats")]
pub mod jsonstat;
pub mod observations;
pub mod own;
pub mod period;
pub mod reader;
#[cfg(feature = "formats")]
pub mod sdmx;
pub mod write;

pub use builder::Builder;
pub use entry::{Entry, STATES, State};
pub use observations::Observations;
pub use period::Period;
pub use reader::read;

use crate::decimal::Decimal;
use std::sync::Arc;

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
    /// Where it can be read; empty when not known.
    pub url: String,
    /// Page or section; empty when not known.
    pub page: String,
}

/// A place that figures are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// GB/T 2260 code, or any other short name.
    pub code: String,
    /// Usual name.
    pub name: String,
    /// Name in English; empty when not known.
    pub english: String,
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
    /// Good is what lies within [`Details::interval`].
    Interval,
}

/// What kind of number an indicator is; it decides which comparisons mean something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Not stated: the unit has to tell.
    #[default]
    Unstated,
    /// 总量: an amount.
    Level,
    /// 增速: a change against another period.
    Growth,
    /// 比重: a part of a whole.
    Share,
    /// 指数 or a score.
    Index,
    /// 位次.
    Rank,
    /// 个数.
    Count,
}

/// The words for [`Nature`] in data files, in its order behind `Unstated`.
pub const NATURES: [(&str, Nature); 6] = [
    ("level", Nature::Level),
    ("growth", Nature::Growth),
    ("share", Nature::Share),
    ("index", Nature::Index),
    ("rank", Nature::Rank),
    ("count", Nature::Count),
];

/// Values that mean something for an indicator: 优良, 预警 …
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// First value in it; `None` for no lower end.
    pub from: Option<Decimal>,
    /// First value beyond it; `None` for no upper end.
    pub to: Option<Decimal>,
    /// good, warning or bad.
    pub level: String,
    /// What it is called; empty when it has no name.
    pub label: String,
}

/// What is measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicator {
    /// Short name within the data set.
    pub id: String,
    /// Name in Chinese.
    pub name: String,
    /// Name in English; empty when not known.
    pub english: String,
    /// Unit as published: 人, 亿元, %, 微克/立方米 …; empty for plain numbers.
    pub unit: String,
    /// Digits behind the point as published.
    pub decimals: u8,
    /// Which way is good.
    pub direction: Direction,
    /// How often it is published: year, half, quarter, month, week, day, irregular; empty when not stated.
    pub frequency: &'static str,
    /// What exactly is counted; empty when not stated.
    pub definition: String,
    /// What kind of number it is.
    pub nature: Nature,
    /// What beyond area and period it is fixed to: 性别 → 男.
    pub dimensions: Vec<(Text, Text)>,
    /// Id of the indicator that this is a slice of; empty when it is whole.
    pub of: String,
    /// What few indicators have; `None` where it would all be empty.
    pub details: Option<Box<Details>>,
}

/// What few indicators have: a cube may make tens of thousands that have none of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// What it belongs to; empty when not stated.
    pub theme: String,
    /// What is good where neither more nor less is.
    pub interval: Option<(Decimal, Decimal)>,
    /// What is aimed at.
    pub target: Option<Decimal>,
    /// Ranges with a meaning.
    pub bands: Vec<Band>,
    /// Where it comes from and goes to; `None` for what does not flow.
    pub flow: Option<Flow>,
    /// How much it counts among the slices of the indicator that it is one of, on any scale.
    pub weight: Option<Decimal>,
}

impl Indicator {
    /// What it belongs to; empty when not stated.
    pub fn theme(&self) -> &str {
        self.details.as_ref().map_or("", |details| &details.theme)
    }

    /// What is aimed at.
    pub fn target(&self) -> Option<Decimal> {
        self.details.as_ref()?.target
    }

    /// Ranges with a meaning.
    pub fn bands(&self) -> &[Band] {
        self.details.as_ref().map_or(&[], |details| &details.bands)
    }

    /// How much it counts among the slices of the indicator that it is one of.
    pub fn weight(&self) -> Option<Decimal> {
        self.details.as_ref()?.weight
    }
}

impl Details {
    /// As an indicator has them.
    pub fn boxed(self) -> Option<Box<Details>> {
        let Details { theme, interval, target, bands, flow, weight } = &self;
        let has_number = interval.is_some() || target.is_some() || weight.is_some();
        let is_empty = theme.is_empty() && !has_number && bands.is_empty() && flow.is_none();
        (!is_empty).then(|| Box::new(self))
    }
}

/// What flows from one place, body or stage to another: 市财政 → 区市.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Who gives.
    pub from: String,
    /// Who gets.
    pub to: String,
}

/// A text that many figures may share: a note that holds for a whole column is kept once, however many rows have it.
pub type Text = Arc<str>;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The published number.
    Known(Decimal),
    /// No number, and why; empty when no reason is given.
    Missing(Text),
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

/// How far a number is to be taken as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// As published, for good.
    #[default]
    Final,
    /// 初步
    Preliminary,
    /// 修订
    Revised,
    /// 估计
    Estimated,
    /// 余, 多, 超: the true value is larger.
    Over,
    /// 不足, 近: the true value is smaller.
    Under,
    /// 预测: not measured yet.
    Forecast,
}

impl Status {
    /// All of them, in their order.
    pub const ALL: [Status; 7] = [
        Status::Final,
        Status::Preliminary,
        Status::Revised,
        Status::Estimated,
        Status::Over,
        Status::Under,
        Status::Forecast,
    ];
}

/// The words for [`Status`] in data files.
pub const STATUSES: [(&str, Status); 6] = [
    ("preliminary", Status::Preliminary),
    ("revised", Status::Revised),
    ("estimated", Status::Estimated),
    ("over", Status::Over),
    ("under", Status::Under),
    ("forecast", Status::Forecast),
];

/// What is said about one figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remark {
    /// The passage that publishes it; empty when not given.
    pub phrase: Text,
    /// The page it stands on; empty when not given.
    pub page: Text,
    /// What must be known to read it; empty when nothing.
    pub note: Text,
    /// Lower end of the interval that it lies in; `None` when not stated.
    pub low: Option<Decimal>,
    /// Upper end.
    pub high: Option<Decimal>,
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
    /// How far to be trusted.
    pub status: Status,
    /// Says who.
    pub source: Option<usize>,
    /// What else is said; most of a million figures have nothing.
    pub remark: Option<Box<Remark>>,
    /// Row, line or cell of the document; see [`Dataset::place`].
    pub row: u32,
}

/// Everything one data document holds; made by a [`Builder`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dataset {
    /// Publications.
    pub sources: Vec<Source>,
    /// Places.
    pub areas: Vec<Area>,
    /// Measures.
    pub indicators: Vec<Indicator>,
    /// Figures, in the order of the document.
    pub observations: Observations,
    /// Entries of ledgers: tasks, stages, risks.
    pub entries: Vec<Entry>,
    /// Positions of the observations by indicator, area and period, each such triple once.
    order: Vec<u32>,
    /// Where rows stand in the document; what ends in `/` or `:` is followed by the row.
    rows_at: &'static str,
}

impl Dataset {
    /// Position of the indicator with that id or name, or of the only one whose id adds no more to it than unit and
    /// frequency: `population` for `population;unit=人`.
    pub fn indicator(&self, name: &str) -> Option<usize> {
        let exact = self.indicators.iter().position(|i| i.id == name || i.name == name);
        // Only foreign formats make such ids.
        if exact.is_some() || name.is_empty() || !cfg!(feature = "formats") {
            return exact;
        }
        let is_meant = |i: &Indicator| i.id.strip_prefix(name).is_some_and(says_only_unit);
        let mut meant = (0..self.indicators.len()).filter(|at| is_meant(&self.indicators[*at]));
        meant.next().filter(|_| meant.next().is_none())
    }

    /// Position of the area that answers to that code, name or alias, or to one that the gazetteer has for it.
    pub fn area(&self, name: &str) -> Option<usize> {
        let own = self.areas.iter().position(|a| a.answers_to(name));
        own.or_else(|| {
            let place = gazetteer::find(name)?;
            self.areas.iter().position(|a| a.code == place.code)
        })
    }

    /// Positions of the observations of one indicator in one area, the earliest period first.
    pub fn series(&self, indicator: usize, area: usize) -> &[u32] {
        let series = observations::series(indicator, area);
        self.between((series, 0), (series + 1, 0))
    }

    /// Position of the observation of one indicator in one area at one period.
    pub fn at(&self, indicator: usize, area: usize, period: Period) -> Option<usize> {
        let (series, period) = (observations::series(indicator, area), period.packed());
        let found = self.between((series, period), (series, period + 1)).first()?;
        Some(*found as usize)
    }

    /// Positions of all observations of one indicator, area by area.
    pub fn of_indicator(&self, indicator: usize) -> &[u32] {
        let first = |indicator: usize| (observations::series(indicator, 0), 0);
        self.between(first(indicator), first(indicator + 1))
    }

    /// Positions of the observations that are about what lies in the index from one to before another.
    fn between(&self, from: (u64, u64), to: (u64, u64)) -> &[u32] {
        let [start, end] =
            [from, to].map(|end| self.order.partition_point(|o| self.observations.about(*o) < end));
        self.order.get(start..end).unwrap_or_default()
    }

    /// Where an observation stands in its document, for diagnostics.
    pub fn place(&self, observation: &Observation) -> String {
        match self.rows_at.as_bytes().last() {
            Some(b'/' | b':') => format!("{}{}", self.rows_at, observation.row),
            _ => self.rows_at.into(),
        }
    }
}

/// Whether the rest of an id, `;` in front of each part, says no more than unit and frequency.
fn says_only_unit(rest: &str) -> bool {
    const WORDS: [&str; 6] = ["unit", "unit_measure", "unit_meas", "unit_of_measure", "freq", "frequency"];
    let is_unit = |part: &str| {
        let key = part.split('=').next().unwrap_or_default();
        WORDS.iter().any(|word| key.eq_ignore_ascii_case(word))
    };
    rest.strip_prefix(';').is_some_and(|parts| parts.split(';').all(is_unit))
}
