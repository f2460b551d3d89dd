//! Columns that hold codes: numbers that stand for names are no figures.
//!
//! A code is told by its header (行业代码, Item Code, id), by a column of names under the same header (Region and Region
//! Name, or a cell that stands over codes and names), or, in lists that have a column for their figures, by going one to
//! one with the column of names beside it.

use super::content::Content;
use super::lex::Record;
use super::roles::{Role, key, role};
use super::words::bracketed;
use std::collections::BTreeMap;

/// What the codes of a column say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// It holds none.
    None,
    /// Nothing that the other columns do not say.
    Redundant,
    /// The same, but only its numbers give it away.
    Likely,
    /// What no other column says.
    Needed,
    /// Which areas or indicators another column names.
    Of(Role),
}

/// Tells the columns of codes by their titles and the first rows. A title that stands over codes and names is given to
/// the names as well.
pub(super) fn find(titles: &mut [String], body: &[Record]) -> Vec<Code> {
    let mut codes: Vec<Code> = titles.iter().map(|title| by_title(title)).collect();
    beside_names(titles, body, &mut codes);
    if codes.contains(&Code::Needed) {
        drop_redundant(titles, body, &mut codes);
    }
    let value = titles.iter().position(|title| role(title) == Some(Role::Value)).unwrap_or(0);
    for at in 0..value {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let is_paired = || beside.into_iter().flatten().any(|names| is_one_to_one(body, at, names));
        if codes[at] == Code::None && role(&titles[at]).is_none() && is_whole(body, at) && is_paired() {
            codes[at] = Code::Likely;
        }
    }
    codes
}

fn by_title(title: &str) -> Code {
    if role(title).is_none() && is_code(title) { Code::Needed } else { Code::None }
}

/// Whether a header says that its column holds codes.
fn is_code(title: &str) -> bool {
    let title = bracketed(title).map_or(title, |(before, _)| before).to_ascii_lowercase();
    const ENDS: [&str; 6] = ["代码", "编码", "编号", "区划码", "国标码", "code"];
    const LAST: [&str; 9] = ["id", "codes", "iso", "iso2", "iso3", "m49", "fips", "nuts", "uuid"];
    let last = title.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ENDS.iter().any(|end| title.ends_with(end)) || LAST.contains(&last)
}

/// Finds numbers under the same header as the names that they stand for.
fn beside_names(titles: &mut [String], body: &[Record], codes: &mut [Code]) {
    let keys = titles.iter().enumerate().map(|(at, title)| (key(title), at));
    let by_key: BTreeMap<String, usize> = keys.collect();
    for at in 0..titles.len() {
        let stated = role(&titles[at]);
        let may_be = matches!(stated, None | Some(Role::Area | Role::Indicator)) && !titles[at].is_empty();
        if !may_be || codes[at] != Code::None || !is_whole(body, at) {
            continue;
        }
        let own = key(&titles[at]);
        let named = ["name", "名称"].iter().any(|end| by_key.contains_key(&format!("{own}{end}")));
        // A cell over two columns stands over the first of them.
        let is_over = titles.get(at + 1).is_some_and(String::is_empty)
            && matches!(Content::of(body, at + 1), Content::Words | Content::Places)
            && (stated.is_some() || is_one_to_one(body, at, at + 1));
        if is_over {
            titles[at + 1] = titles[at].clone();
        }
        codes[at] = match stated {
            _ if !named && !is_over => Code::None,
            Some(Role::Area) => Code::Of(Role::AreaCode),
            Some(_) => Code::Of(Role::IndicatorCode),
            None => Code::Redundant,
        };
    }
}

/// Of the codes under a header of their own those are not needed that follow from the other columns of a row, names
/// among them.
fn drop_redundant(titles: &[String], body: &[Record], codes: &mut [Code]) {
    let (mut others, mut has_names) = (Vec::new(), false);
    for at in (0..titles.len()).filter(|at| codes[*at] == Code::None) {
        let stated = role(&titles[at]);
        let is_name = matches!(stated, Some(Role::Area | Role::Indicator))
            || stated.is_none() && matches!(Content::of(body, at), Content::Words | Content::Places);
        let is_time = matches!(stated, Some(Role::Period | Role::Year | Role::Part | Role::Quarter));
        has_names |= is_name;
        others.extend((is_name || is_time).then_some(at));
    }
    let about = |row: &Record| others.iter().map(|at| row.cell(*at)).collect::<Vec<&str>>().join("\u{1f}");
    let rows: Vec<String> = body.iter().map(about).collect();
    for at in (0..codes.len()).filter(|_| has_names) {
        let mut known = BTreeMap::new();
        let mut pairs = rows.iter().zip(body).map(|(about, row)| (about, row.cell(at)));
        if codes[at] == Code::Needed && pairs.all(|(about, code)| *known.entry(about).or_insert(code) == code)
        {
            codes[at] = Code::Redundant;
        }
    }
}

/// Whether a column holds nothing but digits, few enough for a code.
fn is_whole(body: &[Record], at: usize) -> bool {
    let is_digits = |cell: &str| cell.len() <= 12 && cell.bytes().all(|b| b.is_ascii_digit());
    let mut cells = body.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_digits)
}

/// Whether each number of a column stands beside a name of its own, always the same.
fn is_one_to_one(body: &[Record], numbers: usize, names: usize) -> bool {
    if !matches!(Content::of(body, names), Content::Words | Content::Places) {
        return false;
    }
    let pairs = || body.iter().map(|row| (row.cell(numbers), row.cell(names)));
    let (mut of_number, mut of_name) = (BTreeMap::new(), BTreeMap::new());
    let is_paired = pairs().all(|(number, name)| {
        *of_number.entry(number).or_insert(name) == name && *of_name.entry(name).or_insert(number) == number
    });
    is_paired && of_name.len() > 1
}
