//! The columns of a matrix: how wide each is, and what stands above it.

use crate::scene::Builder;
use crate::theme::LABEL;
use crate::view::Context;

const WIDEST: f64 = 200.0;
/// Where columns are narrower, or a heading has more lines, columns have a number for a heading, and a key under the matrix.
const NARROWEST: f64 = 38.0;
const HEAD_LINES: usize = 4;
/// Left and right of a value together.
const INSET: f64 = 6.0;

/// Where columns begin and end, and their headings.
pub struct Columns {
    /// The left edge of each, and the right edge of the last.
    edges: Vec<f64>,
    /// The lines above each.
    pub heads: Vec<Vec<String>>,
    /// The key to numbered columns; empty where headings have room.
    pub key: Vec<String>,
}

impl Columns {
    /// The columns of the first `items` lines of a matrix, from `left` to `width`. With `units` headings name theirs.
    pub fn of(cx: &Context, out: &Builder, items: usize, (left, width): (f64, f64), units: bool) -> Columns {
        let widths = widths(cx, out, items, width - left);
        let mut edges = vec![left];
        edges.extend(widths.iter().scan(left, |x, own| {
            *x += own;
            Some(*x)
        }));
        let (heads, key) = heads(cx, out, &widths, names(cx, units), width);
        Columns { edges, heads, key }
    }

    /// Where a column begins, and how wide it is.
    pub fn place(&self, series: usize) -> (f64, f64) {
        let edge = |i: usize| self.edges.get(i).copied().unwrap_or_default();
        (edge(series), (edge(series + 1) - edge(series)).max(0.0))
    }

    /// The most lines that a heading has.
    pub fn lines(&self) -> usize {
        self.heads.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// All alike, unless some values have room only where other columns give up what they do not need.
fn widths(cx: &Context, out: &Builder, items: usize, room: f64) -> Vec<f64> {
    let columns = cx.table.series.len().max(1);
    let even = (room / columns as f64).min(WIDEST);
    let mut needed = vec![0.0f64; columns];
    for row in cx.table.rows.iter().filter(|row| row.item < items && row.value.known().is_some()) {
        if let Some(needed) = needed.get_mut(row.series) {
            *needed = needed.max(out.width(&cx.value(row), LABEL) + INSET);
        }
    }
    let spare = (room - needed.iter().sum::<f64>()) / columns as f64;
    match needed.iter().any(|own| *own > even) && spare >= 0.0 {
        true => needed.into_iter().map(|own| own + spare).collect(),
        false => vec![even; columns],
    }
}

/// Whether a column of that width holds a value.
pub fn holds(out: &Builder, width: f64, value: &str) -> bool {
    out.width(value, LABEL) + INSET <= width + 0.01
}

fn names(cx: &Context, units: bool) -> Vec<String> {
    let mut names = cx.table.series.clone();
    for (name, measure) in names.iter_mut().zip(&cx.table.measures).filter(|_| units) {
        let unit = measure.label_unit();
        if !unit.is_empty() {
            name.push_str(&format!("（{unit}）"));
        }
    }
    names
}

/// What stands above the columns, and the key to it.
fn heads(
    cx: &Context,
    out: &Builder,
    widths: &[f64],
    mut names: Vec<String>,
    width: f64,
) -> (Vec<Vec<String>>, Vec<String>) {
    let wrapped = |names: &[String]| -> Vec<Vec<String>> {
        names.iter().zip(widths).map(|(name, own)| out.wrap(name, LABEL, own - INSET)).collect()
    };
    let whole = wrapped(&names);
    if whole.iter().all(|lines| lines.len() < 2) {
        return (whole, Vec::new());
    }
    let mut years = [false, true].into_iter().filter_map(|bare| by_year(cx, bare));
    if let Some(years) = years.find(|years| fit(out, years, widths)) {
        return (years, Vec::new());
    }
    let is_narrow = widths.iter().any(|own| *own < NARROWEST);
    if !is_narrow && whole.iter().all(|lines| lines.len() <= HEAD_LINES) {
        return (whole, Vec::new());
    }
    let mut key = Vec::new();
    for (i, name) in names.iter_mut().enumerate() {
        join(out, &mut key, format!("{} {name}", i + 1), width);
        *name = (i + 1).to_string();
    }
    (wrapped(&names), key)
}

/// Whether headings by years have room. A year may reach over the columns beside its own, where they have none.
fn fit(out: &Builder, heads: &[Vec<String>], widths: &[f64]) -> bool {
    let is_free = |i: usize| heads.get(i).is_some_and(|lines| lines.len() < 2);
    heads.iter().zip(widths).enumerate().all(|(i, (lines, own))| {
        let is_alone =
            (i == 0 || is_free(i - 1)) && is_free(i + 1) && (is_free(i + 2) || i + 2 == heads.len());
        let room = if is_alone { 3.0 * own } else { *own };
        let has_room = |line: &String, room: f64| out.width(line, LABEL) + 2.0 <= room;
        match lines.as_slice() {
            [year, rest] => has_room(year, room) && has_room(rest, *own),
            lines => lines.iter().all(|line| has_room(line, *own)),
        }
    })
}

/// Where columns are times within years: the year once, above the first of its columns; months as bare numbers, if so
/// wanted.
fn by_year(cx: &Context, bare: bool) -> Option<Vec<Vec<String>>> {
    let (periods, names) = (&cx.table.periods, &cx.table.series);
    if periods.len() != names.len() || periods.iter().zip(names).any(|(period, name)| period.label() != *name)
    {
        return None;
    }
    let mut last = "";
    let mut heads = Vec::new();
    for name in names {
        let (year, rest) = name.split_at(name.find('年')? + '年'.len_utf8());
        let rest = if bare { rest.strip_suffix('月')? } else { rest };
        let lines = [year, rest].into_iter().filter(|line| !line.is_empty() && *line != last);
        heads.push(lines.map(String::from).collect());
        last = year;
    }
    Some(heads)
}

/// Adds an entry to a key; short ones share a line.
fn join(out: &Builder, key: &mut Vec<String>, entry: String, width: f64) {
    let is_short = out.width(&entry, LABEL) * 3.0 <= width;
    if let Some(last) = key.last_mut().filter(|_| is_short) {
        let joined = format!("{last}　{entry}");
        if out.width(&joined, LABEL) <= width {
            *last = joined;
            return;
        }
    }
    key.extend(out.wrap(&entry, LABEL, width));
}
