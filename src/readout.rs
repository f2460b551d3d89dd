//! What a datum, and a whole view, say in words: the tooltip, the live region and the description share these.

pub mod entry;
#[cfg(feature = "charts")]
mod others;

#[cfg(feature = "charts")]
pub use others::others;

use crate::dataset::{Dataset, Direction, Entry, Period, Source, Status, Value};
use crate::format;
use crate::nearest::joined;
use crate::query::{self, Row, Table};

/// What one observation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readout {
    /// The area, or the name of the line.
    pub title: String,
    /// Name and value, line by line.
    pub lines: Vec<(String, String)>,
}

impl Readout {
    /// The same as one sentence.
    pub fn sentence(&self) -> String {
        let mut out = self.title.clone();
        for (name, value) in &self.lines {
            out.push('，');
            out.push_str(name);
            out.push(' ');
            out.push_str(value);
        }
        out
    }
}

/// The entry of a ledger that a row stands for; the smaller builds read none.
fn entry_of<'s>(row: &Row, set: &'s Dataset) -> Option<&'s Entry> {
    if cfg!(feature = "charts") { row.entry.and_then(|entry| set.entries.get(entry)) } else { None }
}

/// The whole of what is known about `row`.
pub fn read(row: &Row, table: &Table, set: &Dataset) -> Readout {
    if let Some(entry) = entry_of(row, set) {
        return entry::read(entry, set);
    }
    let mut out = head(row, table, set);
    if cfg!(feature = "charts") && table.joint {
        out.lines.extend(sources(row, table, set).map(|title| ("来源".into(), title)));
        return out;
    }
    let mut add = |name: String, value: String| out.lines.push((name, value));
    if let Some((rank, of)) = query::rank(row, table, set) {
        let is_lower_better = set.indicators[row.indicator].direction == Direction::Lower;
        let order = if is_lower_better { "（由低到高）" } else { "" };
        add("位次".into(), format!("{of} 个地区中第 {rank} 位{order}"));
    }
    for change in query::changes(row, table, set) {
        add(change.label, format!("{}（计算值）", format::signed(change.value, change.unit)));
    }
    let Some(observation) = row.observation.map(|o| set.observations.at(o)) else { return out };
    let published = &set.indicators[row.indicator].unit;
    if let (Some(value), None) = (observation.value.known(), table.measure.growth_from)
        && *published != table.measure_of(row).unit
    {
        add("公布数".into(), qualified(format::quantity(value, published), observation.status));
    }
    let remark = observation.remark.unwrap_or_default();
    if let Some(source) = observation.source.map(|source| &set.sources[source]) {
        add("来源".into(), cited(source, &remark.page));
    }
    for (name, text) in [("原文", remark.phrase), ("说明", remark.note)] {
        if !text.is_empty() {
            add(name.into(), text.as_ref().into());
        }
    }
    out
}

/// The publications behind the figures that are read together, each once.
fn sources(row: &Row, table: &Table, set: &Dataset) -> impl Iterator<Item = String> {
    let source = |row: &&Row| row.observation.and_then(|o| set.observations.source(o));
    let mut found: Vec<usize> = table.members(row).iter().filter_map(source).collect();
    found.sort_unstable();
    found.dedup();
    let titles: Vec<String> = found.into_iter().map(|source| set.sources[source].title.clone()).collect();
    titles.into_iter()
}

/// A source in words, with the page of a figure or else its own.
fn cited(source: &Source, page: &str) -> String {
    let page = if page.is_empty() { source.page.as_str() } else { page };
    let parts = [source.title.as_str(), &source.publisher, &source.date, page];
    joined(parts.into_iter().filter(|part| !part.is_empty()), "，")
}

/// Name, value and period only: the label of a mark.
pub fn head(row: &Row, table: &Table, set: &Dataset) -> Readout {
    if let Some(entry) = entry_of(row, set) {
        return entry::head(entry);
    }
    if !cfg!(feature = "charts") || !table.joint {
        return own_head(row, table, set);
    }
    let members = table.members(row);
    let one_period = members.iter().all(|member| member.period == row.period);
    let mut lines = Vec::new();
    for member in members {
        let mut own = own_head(member, table, set).lines.into_iter();
        let Some((name, value)) = own.next() else { continue };
        let period = member.period.label();
        lines.push((if one_period { name } else { format!("{name}（{period}）") }, value));
    }
    if one_period {
        lines.push(("时期".into(), row.period.label()));
    }
    Readout { title: set.areas[row.area].name.clone(), lines }
}

fn own_head(row: &Row, table: &Table, set: &Dataset) -> Readout {
    let measure = table.measure_of(row);
    let name =
        if measure.growth_from.is_none() { &set.indicators[row.indicator].name } else { &measure.name };
    let value = match &row.value {
        Value::Known(value) if measure.growth_from.is_some() => {
            format!("{}（计算值）", measure.exact(*value))
        }
        Value::Known(value) => qualified(measure.exact(*value), row.status(set)),
        Value::Missing(reason) if reason.is_empty() => "暂无数据".into(),
        Value::Missing(reason) => format!("暂无数据（{reason}）"),
    };
    let period = match measure.growth_from {
        Some(from) => between(from, row.period),
        None => row.period.label(),
    };
    Readout {
        title: set.areas[row.area].name.clone(),
        lines: vec![(name.clone(), value), ("时期".into(), period)],
    }
}

/// A figure with what its status says about it.
fn qualified(figure: String, status: Status) -> String {
    match status {
        Status::Final => figure,
        Status::Over => format!("超 {figure}"),
        Status::Under => format!("不足 {figure}"),
        Status::Preliminary => figure + "（初步数）",
        Status::Revised => figure + "（修订数）",
        Status::Estimated => figure + "（估计数）",
        Status::Forecast => figure + "（预测数）",
    }
}

/// What a view shows, in a sentence or two: the extent, the largest and the smallest, what is missing.
pub fn summary(table: &Table, set: &Dataset) -> String {
    if table.rows.first().is_some_and(|row| entry_of(row, set).is_some()) {
        return entry::summary(table, set);
    }
    let known = || table.rows.iter().filter(|row| row.value.known().is_some());
    let by_value = |a: &&Row, b: &&Row| {
        let value = |row: &Row| row.value.known().map_or(0.0, |v| v.to_f64());
        value(a).total_cmp(&value(b))
    };
    let mut out = format!("{}，{}，共 {} 个数值", table.measure.name, span(table), known().count());
    if cfg!(feature = "charts") && !table.measures.is_empty() {
        each(table, set, &mut out);
        return out + "。";
    }
    for (word, row) in [("最高", known().max_by(by_value)), ("最低", known().min_by(by_value))] {
        let Some((row, value)) = row.and_then(|row| Some((row, row.value.known()?))) else { continue };
        let what = match table.series.len() {
            _ if cfg!(feature = "charts") && !table.items.is_empty() => cell(row, table),
            0 => set.areas[row.area].name.clone(),
            _ => format!("{}{}", table.series[row.series], row.period.label()),
        };
        let figure = qualified(table.measure.exact(value), row.status(set));
        out.push_str(&format!("；{word}：{what} {figure}"));
    }
    let missing = table.rows.len() - known().count();
    if missing > 0 {
        out.push_str(&format!("；{missing} 个暂无数据"));
    }
    out.push('。');
    out
}

/// The item of a row, and its series where there are several.
fn cell(row: &Row, table: &Table) -> String {
    let names = [table.items.get(row.item), table.series.get(row.series).filter(|_| table.series.len() > 1)];
    joined(names.into_iter().flatten().map(String::as_str).filter(|name| !name.is_empty()), " ")
}

/// How many figures of different units a summary names.
const NAMED: usize = 8;

/// The figures themselves, where units differ and none is the highest of all.
fn each(table: &Table, set: &Dataset, out: &mut String) {
    for row in table.rows.iter().take(NAMED) {
        let measure = table.measure_of(row);
        let value =
            row.value.known().map_or("暂无数据".into(), |v| qualified(measure.exact(v), row.status(set)));
        let area = if table.one_area { "" } else { set.areas[row.area].name.as_str() };
        out.push_str(&format!("；{area}{} {value}", measure.name));
    }
    if table.rows.len() > NAMED {
        out.push_str(" 等");
    }
}

/// The periods that a view covers.
pub fn span(table: &Table) -> String {
    let (Some(first), Some(last)) = (table.periods.first(), table.periods.last()) else {
        return String::new();
    };
    let first = table.measure.growth_from.unwrap_or(*first);
    if first == *last { first.label() } else { between(first, *last) }
}

/// From one period to another, in words.
fn between(first: Period, last: Period) -> String {
    // Of a range of stocks 至 says it.
    let ends = [first.label(), last.label()];
    let [from, to] = ends.each_ref().map(|label| label.strip_prefix("截至").unwrap_or(label));
    format!("{from}至{to}")
}
