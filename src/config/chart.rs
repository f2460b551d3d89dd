//! The chart kinds beyond bars, lines and maps: the word for each and what it asks of the data.

use super::spec::Kind;

/// A chart kind beyond bars, lines and maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Bars of several series: grouped, stacked, to 100 %, diverging; with target.
    Bars,
    /// Bars in tracks up to their targets: what `bar` becomes with `progress`.
    Progress,
    /// Bars and lines on one plot.
    Combo,
    /// How a total comes from its parts.
    Waterfall,
    /// Stages, each less than the one before.
    Funnel,
    /// Before → after, joined by a slope.
    Slope,
    /// Before → after on one scale.
    Dumbbell,
    /// Rank over time.
    Bump,
    /// Dots on one scale.
    Dot,
    /// Dots on stems from zero.
    Lollipop,
    /// From the lowest to the highest.
    Range,
    /// Two indicators against each other.
    Scatter,
    /// Two indicators against each other, a third as size.
    Bubble,
    /// A matrix of coloured cells.
    Heatmap,
    /// Days, weeks or months as a grid of coloured cells.
    Calendar,
    /// How often values fall in each class.
    Histogram,
    /// Quartiles and outliers of groups.
    BoxPlot,
    /// What share is left after each span of time.
    Survival,
    /// Parts of a whole as sectors.
    Pie,
    /// Parts of a whole as a ring.
    Donut,
    /// A share as a part of a full ring.
    Ring,
    /// A value on a half circle with its bands.
    Gauge,
    /// Several units over 3–10 axes.
    Radar,
    /// Parts as areas in a rectangle.
    Treemap,
    /// Levels of parts as rings.
    Sunburst,
    /// Total → field → indicator, with weights.
    Tree,
    /// Flows from left to right.
    Sankey,
    /// Flows between members of one circle.
    Chord,
    /// Entries as spans of time.
    Gantt,
    /// Entries as points in time.
    Milestones,
    /// Entries in a calendar, a lane for each group.
    Lanes,
    /// Entries as tiles by group and state.
    Wall,
    /// Entries as a table.
    Ledger,
    /// Stages of an industry chain with their gaps.
    Chain,
    /// Likelihood × impact.
    Risk,
    /// One number each, with change, rank, target and history.
    Card,
    /// A ranking table.
    Table,
    /// One equal cell a district, about where it lies.
    Tiles,
    /// One circle a district, about where it lies, its area by a figure.
    Dorling,
    /// One region an area, coloured by two figures: what `map` becomes with `bivariate`.
    Bivariate,
}

/// The words for kinds that a view may use; `bar` becomes [`Chart::Bars`] by what else the view says.
pub const CHARTS: [(&str, Chart); 37] = [
    ("combo", Chart::Combo),
    ("waterfall", Chart::Waterfall),
    ("funnel", Chart::Funnel),
    ("slope", Chart::Slope),
    ("dumbbell", Chart::Dumbbell),
    ("bump", Chart::Bump),
    ("dot", Chart::Dot),
    ("lollipop", Chart::Lollipop),
    ("range", Chart::Range),
    ("scatter", Chart::Scatter),
    ("bubble", Chart::Bubble),
    ("heatmap", Chart::Heatmap),
    ("calendar", Chart::Calendar),
    ("histogram", Chart::Histogram),
    ("box", Chart::BoxPlot),
    ("survival", Chart::Survival),
    ("pie", Chart::Pie),
    ("donut", Chart::Donut),
    ("ring", Chart::Ring),
    ("gauge", Chart::Gauge),
    ("radar", Chart::Radar),
    ("treemap", Chart::Treemap),
    ("sunburst", Chart::Sunburst),
    ("tree", Chart::Tree),
    ("sankey", Chart::Sankey),
    ("chord", Chart::Chord),
    ("gantt", Chart::Gantt),
    ("milestones", Chart::Milestones),
    ("lanes", Chart::Lanes),
    ("wall", Chart::Wall),
    ("ledger", Chart::Ledger),
    ("chain", Chart::Chain),
    ("risk", Chart::Risk),
    ("card", Chart::Card),
    ("table", Chart::Table),
    ("tiles", Chart::Tiles),
    ("dorling", Chart::Dorling),
];

/// What runs along one direction of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The first of area, indicator and period that has several members and is not taken.
    #[default]
    Auto,
    /// Places.
    Area,
    /// Measures.
    Indicator,
    /// Times.
    Period,
}

/// The words for [`By`].
pub const BYS: [(&str, By); 3] = [("area", By::Area), ("indicator", By::Indicator), ("period", By::Period)];

/// Which periods a chart shows when the view names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// The latest that all indicators have; failing that, the latest of any.
    One,
    /// The latest of each indicator: figures that stand side by side and share no axis.
    Own,
    /// The first and the last.
    Ends,
    /// All of them.
    All,
    /// All of a single indicator; of several the latest of each.
    Each,
}

/// Where the rows of a chart come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Areas at one period: bars and maps.
    Snapshot,
    /// Periods of every indicator in every area: lines.
    Lines,
    /// Every combination of item and series.
    Cells,
    /// The entries of the ledger.
    Entries,
}

/// What a kind asks of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Where rows come from.
    pub rows: Rows,
    /// What the items are: the categories of an axis, the sectors, the tiles.
    pub item: By,
    /// What the series are: colours, or the two ends of a dumbbell.
    pub series: By,
    /// Which periods.
    pub span: Span,
    /// Whether indicators of different units may stand side by side.
    pub mixed: bool,
    /// Which slices of the indicators named are taken in beside them.
    pub slices: Slices,
}

/// Which slices of an indicator a kind shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slices {
    /// None: what is named is shown.
    None,
    /// Instead of a single indicator its slices, if it has some: parts of a whole.
    Parts,
    /// Below each indicator its slices, and theirs: levels.
    All,
}

impl Chart {
    /// Whether all figures of an item are one mark and are read together: the point of a scatter plot.
    pub fn is_joint(self) -> bool {
        matches!(self, Chart::Scatter | Chart::Bubble | Chart::Dorling | Chart::Bivariate)
    }

    /// Whether its values may go by powers: its marks are places on an axis, not lengths from zero.
    pub fn may_go_by_powers(self) -> bool {
        use Chart::{BoxPlot, Bubble, Dot, Dumbbell, Range, Scatter};
        matches!(self, Dot | Dumbbell | Range | BoxPlot | Scatter | Bubble)
    }

    /// Whether an item means nothing without several series: a spread needs members.
    pub fn is_spread(self) -> bool {
        matches!(self, Chart::Range | Chart::BoxPlot)
    }
}

impl Demand {
    const fn cells(item: By, series: By, span: Span) -> Demand {
        Demand { rows: Rows::Cells, item, series, span, mixed: false, slices: Slices::None }
    }

    const fn mixed(item: By, series: By, span: Span) -> Demand {
        Demand { rows: Rows::Cells, item, series, span, mixed: true, slices: Slices::None }
    }

    const fn with(self, slices: Slices) -> Demand {
        Demand { slices, ..self }
    }

    const fn rows(rows: Rows) -> Demand {
        Demand { rows, item: By::Auto, series: By::Auto, span: Span::One, mixed: false, slices: Slices::None }
    }
}

impl Kind {
    /// The chart, where it is one beyond bars, lines and maps.
    pub fn chart(self) -> Option<Chart> {
        match self {
            Kind::Chart(chart) => Some(chart),
            _ => None,
        }
    }

    /// What this kind asks of the data.
    pub fn demand(self) -> Demand {
        match self {
            Kind::Bar { .. } | Kind::Map { .. } => Demand::rows(Rows::Snapshot),
            Kind::Line => Demand::rows(Rows::Lines),
            Kind::Chart(chart) => demand(chart),
        }
    }
}

fn demand(chart: Chart) -> Demand {
    use By::{Area, Auto, Indicator, Period};
    use Chart as C;
    match chart {
        C::Bars | C::Waterfall | C::Funnel | C::Dot | C::Lollipop => Demand::cells(Auto, Auto, Span::One),
        C::Range => Demand::cells(Auto, Period, Span::Each),
        C::BoxPlot => Demand::cells(Auto, By::Area, Span::Each),
        C::Histogram => Demand::cells(Auto, Auto, Span::One),
        C::Survival => Demand::cells(Indicator, Auto, Span::One),
        C::Pie | C::Donut => Demand::cells(Auto, Auto, Span::One).with(Slices::Parts),
        C::Treemap | C::Sunburst => Demand::cells(Auto, Auto, Span::One).with(Slices::All),
        C::Combo => Demand::mixed(Period, Indicator, Span::All),
        C::Slope | C::Dumbbell => Demand::cells(Auto, Period, Span::Ends),
        C::Bump => Demand::cells(Period, Auto, Span::All),
        C::Calendar => Demand::cells(Period, Auto, Span::All),
        C::Scatter | C::Bubble => Demand::mixed(Auto, Indicator, Span::Own),
        C::Heatmap => Demand::mixed(Auto, Auto, Span::One),
        C::Ring | C::Gauge | C::Card | C::Progress => Demand::mixed(Auto, Auto, Span::Own),
        C::Radar => Demand::mixed(Indicator, Auto, Span::Own),
        C::Tree => Demand::mixed(Indicator, Auto, Span::Own).with(Slices::All),
        C::Table => Demand::mixed(Auto, Auto, Span::Own),
        C::Sankey | C::Chord => Demand::cells(Indicator, Auto, Span::One),
        C::Tiles => Demand::cells(Area, Auto, Span::One),
        C::Dorling | C::Bivariate => Demand::mixed(Area, Indicator, Span::Own),
        C::Gantt | C::Milestones | C::Lanes | C::Wall | C::Ledger | C::Chain | C::Risk => {
            Demand::rows(Rows::Entries)
        }
    }
}
