//! The rows of a chart whose items and series are areas, indicators or periods: one row for every combination.

use super::rows::converted;
use super::{Measure, Row, Table, distinct, measure_of};
use crate::config::{By, Chart, Kind, Order, Panel, Slices, Span};
use crate::dataset::{Dataset, Period, Text, Value};
use crate::diagnostic::{Diagnostics, say};
use crate::order;

/// The members along the three directions of the data that a view shows.
struct Cube<'a> {
    set: &'a Dataset,
    areas: &'a [usize],
    indicators: &'a [usize],
    periods: Vec<Period>,
    /// The last of them.
    last: Period,
    /// Whether each indicator has a latest period of its own.
    own: bool,
}

/// Fills `table` with a row for every item and series.
pub(super) fn cells(
    table: &mut Table,
    panel: &Panel,
    set: &Dataset,
    (indicators, areas): (&[usize], &[usize]),
    faults: &mut Diagnostics,
) -> Option<()> {
    let periods = periods(panel, set, indicators, areas);
    // Without a period there is nothing, which is told for all kinds alike.
    let Some(&last) = periods.last() else { return Some(()) };
    let demand = panel.kind.demand();
    let own = span(demand.span, indicators) == Span::Own
        && panel.options.along() != By::Period
        && panel.period.is_none()
        && panel.options.periods.is_empty();
    let cube = Cube { set, areas, indicators, periods, last, own };
    if demand.mixed {
        table.measures = indicators.iter().map(|i| measure_of(set, *i)).collect();
    }
    let (item, series) = directions(panel, &cube, faults);
    suits(panel, &cube, series, faults)?;
    table.items = cube.names(item);
    table.series = if series == By::Auto { Vec::new() } else { cube.names(series) };
    table.item = item;
    table.joint = panel.kind.chart().is_some_and(Chart::is_joint);
    // Where units differ, figures stay as published.
    let measure = (!demand.mixed).then(|| table.measure.clone());
    for i in 0..cube.len(item) {
        for s in 0..cube.len(series) {
            for f in 0..cube.len(panel.options.along()) {
                let place = [(item, i), (series, s), (panel.options.along(), f)];
                table.rows.push(cube.row(&place, (i, s), measure.as_ref()));
            }
        }
    }
    sort(table, panel, item);
    Some(())
}

fn is_spread(panel: &Panel) -> bool {
    panel.kind.chart().is_some_and(Chart::is_spread)
}

/// Tells what the kind lacks, or has too much of; `None` where it cannot be drawn at all.
fn suits(panel: &Panel, cube: &Cube, series: By, faults: &mut Diagnostics) -> Option<()> {
    let Kind::Chart(chart) = panel.kind else { return Some(()) };
    let (has, wants) = (cube.len(series), wanted(chart));
    if has < wants.0 && chart.is_joint() && has < 2 {
        let sentence = match chart {
            Chart::Bivariate => {
                say!("双指标地图要两个指标", "a bivariate map needs two indicators")
            }
            _ => say!(
                "散点图要两个指标：横轴一个、纵轴一个",
                "a scatter plot needs two indicators: one for each axis"
            ),
        };
        faults.error(&panel.place, sentence, "写成 \"indicators\": [\"横轴\", \"纵轴\"]".into());
        return None;
    }
    let has = has.to_string();
    if cube.len(series) < wants.0 {
        let wanted = wants.0.to_string();
        let sentence = say!(
            "这种图要 {} 组数，只有 {} 组",
            "this kind wants {} figures of each item, there is {}",
            &wanted,
            &has
        );
        faults.warning(&panel.place, sentence, "用 periods、indicators 或 series 指明是哪几组".into());
    }
    if cube.len(series) > wants.1 {
        let wanted = wants.1.to_string();
        let sentence = say!(
            "这种图最多用 {} 组数，现有 {} 组，多出的不画",
            "this kind has room for {} figures of each item, there are {}; the rest is not drawn",
            &wanted,
            &has
        );
        faults.warning(&panel.place, sentence, "用 facet 分成几幅小图".into());
    }
    Some(())
}

/// The least and the most series that a kind can do with.
fn wanted(chart: Chart) -> (usize, usize) {
    match chart {
        Chart::Scatter => (2, 2),
        Chart::Bubble => (3, 3),
        Chart::Dumbbell | Chart::Range | Chart::BoxPlot => (2, usize::MAX),
        Chart::Histogram | Chart::Tiles => (0, 1),
        Chart::Dorling => (1, 2),
        Chart::Bivariate => (2, 2),
        _ => (0, usize::MAX),
    }
}

impl Cube<'_> {
    /// How many members a direction has; one where nothing runs along it.
    fn len(&self, by: By) -> usize {
        match by {
            By::Auto => 1,
            By::Area => self.areas.len(),
            By::Indicator => self.indicators.len(),
            By::Period => self.periods.len(),
        }
    }

    fn names(&self, by: By) -> Vec<String> {
        match by {
            By::Auto => vec![String::new()],
            By::Area => self.areas.iter().map(|a| self.set.areas[*a].name.clone()).collect(),
            By::Indicator => self.indicators.iter().map(|i| self.set.indicators[*i].name.clone()).collect(),
            By::Period => self.periods.iter().map(|p| p.label()).collect(),
        }
    }

    /// The row at a place; where a direction is not named, its first member, or the last period.
    fn row(&self, place: &[(By, usize)], (item, series): (usize, usize), measure: Option<&Measure>) -> Row {
        let along = |by: By| place.iter().find(|(own, _)| *own == by).map(|(_, position)| *position);
        let area = self.areas[along(By::Area).unwrap_or(0)];
        let column = along(By::Indicator).unwrap_or(0);
        let indicator = self.indicators[column];
        let latest =
            || self.set.series(indicator, area).last().map(|o| self.set.observations.period(*o as usize));
        let period = match along(By::Period) {
            Some(position) => self.periods[position],
            None => latest().filter(|_| self.own).unwrap_or(self.last),
        };
        let observation = self.set.at(indicator, area, period);
        let value = match (observation.map(|o| self.set.observations.at(o)), measure) {
            (Some(observation), Some(measure)) => converted(observation, self.set, &measure.unit),
            (Some(observation), None) => observation.value,
            (None, _) => Value::Missing(Text::default()),
        };
        Row { item, series, column, observation, ..Row::new(area, indicator, period, value) }
    }
}

/// What [`Span::Each`] comes to.
fn span(span: Span, indicators: &[usize]) -> Span {
    match span {
        Span::Each if indicators.len() > 1 => Span::Own,
        Span::Each => Span::All,
        span => span,
    }
}

/// The periods shown: those asked for, otherwise what the kind shows by itself.
fn periods(panel: &Panel, set: &Dataset, indicators: &[usize], areas: &[usize]) -> Vec<Period> {
    let is_timed = panel.options.timeline;
    if !panel.options.periods.is_empty() && !is_timed {
        return panel.options.periods.clone();
    }
    if let Some(period) = panel.period.filter(|_| !is_timed) {
        return vec![period];
    }
    let mut all = Vec::new();
    for indicator in indicators {
        for area in areas {
            all.extend(set.series(*indicator, *area).iter().map(|o| set.observations.period(*o as usize)));
        }
    }
    let mut all = distinct(&all);
    let asked = &panel.options.periods;
    all.retain(|period| asked.is_empty() || asked.contains(period));
    let has_all =
        |p: &&Period| indicators.iter().all(|i| areas.iter().any(|a| set.at(*i, *a, **p).is_some()));
    let ends = |first: Option<&Period>, last: Option<&Period>| -> Vec<Period> {
        let mut ends: Vec<Period> = first.into_iter().chain(last).copied().collect();
        ends.dedup();
        ends
    };
    let is_by_period = panel.options.along() == By::Period;
    match span(panel.kind.demand().span, indicators) {
        _ if is_by_period => all,
        Span::All | Span::Each => all,
        Span::Ends => ends(all.first(), all.last()),
        Span::One | Span::Own => ends(None, all.iter().rev().find(has_all).or(all.last())),
    }
}

/// What runs along items and series: as the view or the kind says, otherwise what has several members.
fn directions(panel: &Panel, cube: &Cube, faults: &mut Diagnostics) -> (By, By) {
    let demand = panel.kind.demand();
    // Along what a kind prefers there may be one member only: then something else may run there.
    let alone = |by: By| by != By::Indicator && cube.len(by) < 2;
    let preferred = if alone(demand.series) { By::Auto } else { demand.series };
    let stated = |own: By, kind: By| if own == By::Auto { kind } else { own };
    let item = stated(panel.options.item, demand.item);
    let series = stated(panel.options.series, preferred);
    let facet = panel.options.along();
    let slices = demand.slices != Slices::None;
    let item = match item {
        By::Auto if slices && cube.indicators.len() > 1 => By::Indicator,
        stated => stated,
    };
    let several = |taken: &[By]| {
        let free = |by: &By| !taken.contains(by) && cube.len(*by) > 1;
        [By::Area, By::Indicator, By::Period].into_iter().find(free)
    };
    let single = if series == By::Indicator { By::Area } else { By::Indicator };
    let item = if item == By::Auto { several(&[series, facet]).unwrap_or(single) } else { item };
    // Parts of a whole have no series beside them.
    let mut series = match series {
        By::Auto if slices => By::Auto,
        By::Auto => several(&[item, facet]).unwrap_or(demand.series),
        stated => stated,
    };
    let mut item = item;
    if is_spread(panel) && cube.len(series) < 2 && panel.options.item == By::Auto {
        (item, series) = (single, item);
    }
    let is_joint = panel.kind.chart().is_some_and(Chart::is_joint);
    if series == item && series != By::Auto && !is_joint {
        // Every figure once, not once for each series.
        series = By::Auto;
        let sentence = say!(
            "item 与 series 是同一个方向（{}），只按 item 排开",
            "item and series are the same direction ({}); it runs along the items",
            direction(item)
        );
        faults.warning(&panel.place, sentence, "让 item 与 series 各指一个方向".into());
    }
    if let Some(left) = several(&[item, series, facet]) {
        let sentence = say!(
            "这种图容不下第三个方向，有多个{}只画一个",
            "this kind has no room for a third direction; only one of several is drawn ({})",
            direction(left)
        );
        faults.warning(&panel.place, sentence, "用 facet 分成几幅小图，或用 item、series 指明方向".into());
    }
    (item, series)
}

fn direction(by: By) -> &'static str {
    match by {
        By::Area => "地区",
        By::Indicator => "指标",
        _ => "时期",
    }
}

/// Places go by the value of their first series, the largest first, unless the view says otherwise; indicators and
/// periods stay as they were listed.
fn sort(table: &mut Table, panel: &Panel, item: By) {
    let by_itself = if item == By::Area { Order::Descending } else { Order::Data };
    let order = panel.order.unwrap_or(by_itself);
    // Parts of a whole are put in order within it.
    if order == Order::Data || panel.kind.demand().slices != Slices::None {
        return;
    }
    let mut keys = vec![f64::INFINITY; table.items.len()];
    for row in table.rows.iter().rev().filter(|row| row.series == 0) {
        if let Some(value) = row.value.known() {
            keys[row.item] = if order == Order::Descending { -value.to_f64() } else { value.to_f64() };
        }
    }
    table.arrange(&order::of(&keys));
}
