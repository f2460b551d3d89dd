//! Searching long lists: what is left of a table, given what the visitor has typed.

use super::Table;
use crate::config::{Chart, Kind, Panel};
use crate::dataset::{Dataset, Entry};

/// A list of fewer is seen whole.
const LONG_LIST: usize = 20;

/// Whether a view is a list so long that one wants to search it.
pub fn has_filter(table: &Table, panel: &Panel) -> bool {
    match panel.kind {
        Kind::Chart(Chart::Table) => table.items.len() > LONG_LIST,
        Kind::Chart(Chart::Ledger) => table.rows.len() > LONG_LIST,
        _ => false,
    }
}

/// What of a table is meant by a text: the keys of its rows where they are entries, otherwise the positions of its items,
/// ascending. Each word of the text has to occur in a name, an owner, a group or a place, or begin a code. `None` where
/// the text has no word.
pub fn find(table: &Table, set: &Dataset, text: &str) -> Option<Vec<u32>> {
    let words = words(text);
    if words.is_empty() {
        return None;
    }
    if table.rows.first().is_some_and(|row| row.entry.is_some()) {
        let is_meant = |entry: usize| set.entries.get(entry).is_some_and(|own| is_entry(own, set, &words));
        let rows = table.rows.iter().filter(|row| row.entry.is_some_and(is_meant));
        return Some(rows.map(|row| row.key).collect());
    }
    let codes = codes(table, set, true);
    let is_meant =
        |(name, code): (&String, &&str)| words.iter().all(|word| contains(name, word) || begins(code, word));
    let items = table.items.iter().zip(&codes).enumerate();
    Some(items.filter(|(_, item)| is_meant(*item)).map(|(position, _)| position as u32).collect())
}

/// The code of each item, or of each series: that of the area or the indicator that it is called after; empty for others.
pub fn codes<'s>(table: &Table, set: &'s Dataset, by_item: bool) -> Vec<&'s str> {
    let names = if by_item { &table.items } else { &table.series };
    let mut codes = vec![""; names.len()];
    for row in &table.rows {
        let position = if by_item { row.item } else { row.series };
        let Some(place) = codes.get_mut(position).filter(|code| code.is_empty()) else { continue };
        let area = set.areas.get(row.area).filter(|area| area.name == names[position]);
        let indicator = set.indicators.get(row.indicator).filter(|own| own.name == names[position]);
        *place = match (area, indicator) {
            (Some(area), _) => area.code.as_str(),
            (None, Some(indicator)) => indicator.id.as_str(),
            _ => "",
        };
    }
    codes
}

fn is_entry(entry: &Entry, set: &Dataset, words: &[Vec<char>]) -> bool {
    let area = entry.area.and_then(|area| set.areas.get(area));
    let texts = [&entry.name, &entry.owner, &entry.group, &entry.stage];
    words.iter().all(|word| {
        texts.iter().any(|text| contains(text, word))
            || begins(&entry.id, word)
            || area.is_some_and(|area| contains(&area.name, word) || begins(&area.code, word))
    })
}

/// A letter as it is compared: small, and not as wide as a Chinese one.
fn folded(letter: char) -> char {
    let narrow = match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    narrow.to_ascii_lowercase()
}

fn words(text: &str) -> Vec<Vec<char>> {
    let letters: Vec<char> = text.chars().map(folded).collect();
    let words = letters.split(|letter| letter.is_ascii_whitespace());
    words.filter(|word| !word.is_empty()).map(<[char]>::to_vec).collect()
}

/// Whether a folded word occurs in a text.
fn contains(text: &str, word: &[char]) -> bool {
    let mut rest = text.chars();
    loop {
        if starts(rest.clone(), word) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

fn begins(code: &str, word: &[char]) -> bool {
    starts(code.chars(), word)
}

fn starts(mut letters: std::str::Chars, word: &[char]) -> bool {
    word.iter().all(|wanted| letters.next().is_some_and(|letter| folded(letter) == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Spec, read as read_view};
    use crate::dataset::read;
    use crate::diagnostic::Diagnostics;
    use crate::query::{List, Shown, run};

    const LEDGER: &str = r#"{"qdviz":"indicators/1","entries":[
        {"id":"a1","name":"建设ＣＢＤ地铁","group":"交通","owner":"市交通局"},
        {"id":"b7","name":"cbd 扩容","group":"城建","owner":"市住建局"},
        {"id":"b8","name":"港口","group":"交通","owner":"市交通局"}]}"#;
    const FIGURES: &str = r#"{"qdviz":"indicators/1","sources":[{"id":"s","title":"s"}],
        "areas":[{"code":"370202","name":"市南区"},{"code":"370203","name":"市北区"}],
        "indicators":[{"id":"gdp","name":"数"}],
        "observations":[{"indicator":"gdp","area":"370202","period":"2020","value":2,"source":"s"},
                        {"indicator":"gdp","area":"370203","period":"2020","value":1,"source":"s"}]}"#;

    fn table(kind: &str, data: &str) -> (Table, Dataset, Panel) {
        let mut faults = Diagnostics::default();
        let view = format!(r#"{{"qdviz":"view/1","kind":"{kind}","sort":"data"}}"#);
        let set = read(data.as_bytes(), None, &mut faults).unwrap();
        let spec = Spec::resolve(read_view(view.as_bytes(), &mut faults).unwrap(), &mut faults).unwrap();
        let table = run(&spec.panels[0], &set, &mut faults).unwrap();
        (table, set, spec.panels[0].clone())
    }

    /// What a list shows of what is kept.
    fn shown((table, set, panel): &(Table, Dataset, Panel), kept: Option<Vec<u32>>) -> Table {
        let mut list = List::new(table, panel, set);
        list.follow(&Shown { kept, ..Shown::default() }, table, panel, set);
        list.part(table, 0..list.count(), &[])
    }

    /// The names of the entries that a text leaves.
    fn left(text: &str) -> Option<Vec<String>> {
        let own = table("ledger", LEDGER);
        let (table, set, _) = &own;
        let kept = find(table, set, text)?;
        Some(
            shown(&own, Some(kept))
                .rows
                .iter()
                .map(|row| set.entries[row.entry.unwrap()].name.clone())
                .collect(),
        )
    }

    #[test]
    fn words_occur_in_names_owners_and_groups_whatever_their_width_and_case() {
        assert_eq!(left("Cbd"), Some(vec!["建设ＣＢＤ地铁".into(), "cbd 扩容".into()]));
        assert_eq!(left("ｃｂｄ　交通局"), Some(vec!["建设ＣＢＤ地铁".into()]), "each word has to occur");
        assert_eq!(left("交通"), Some(vec!["建设ＣＢＤ地铁".into(), "港口".into()]));
        assert_eq!(left("B"), Some(vec!["建设ＣＢＤ地铁".into(), "港口".into(), "cbd 扩容".into()]));
        assert_eq!(left("b7"), Some(vec!["cbd 扩容".into()]));
        assert_eq!(left("7"), Some(Vec::new()), "codes are known by their beginning");
        assert_eq!(left(" 　"), None);
    }

    #[test]
    fn a_table_keeps_the_items_that_are_meant_with_their_keys() {
        let own = table("table", FIGURES);
        let (table, set, _) = &own;
        assert_eq!(find(table, set, "3702"), Some(vec![0, 1]));
        let left = shown(&own, find(table, set, "370203"));
        assert_eq!((left.items.len(), left.items[0].as_str()), (1, "市北区"));
        assert_eq!(left.rows.iter().map(|row| (row.item, row.key)).collect::<Vec<_>>(), [(0, 1)]);
        let none = shown(&own, find(table, set, "无"));
        assert!(none.rows.is_empty() && none.items.is_empty());
    }
}
