//! Entries of a ledger: tasks, projects, stages, risks.

use super::lists::tell_repeated;
use super::names::{Index, Names};
use super::rows::{find, text};
use crate::dataset::builder::MAX_ENTRIES;
use crate::dataset::entry::GRADES;
use crate::dataset::period::FORMS;
use crate::dataset::{Builder, Entry, Period, STATES};
use crate::decimal::Decimal;
use crate::diagnostic::say;
use crate::fields::Fields;
use crate::json::{Json, List};
use crate::order;

pub(super) const KEYS: [&str; 18] = [
    "id",
    "name",
    "group",
    "stage",
    "owner",
    "area",
    "start",
    "due",
    "done",
    "state",
    "progress",
    "next",
    "likelihood",
    "impact",
    "source",
    "page",
    "phrase",
    "note",
];

/// Reads `entries`.
pub(super) fn read(top: &mut Fields, names: &mut Names, out: &mut Builder) {
    tell_repeated(top, "entries", "id");
    let ids = ids(top.get("entries").and_then(Json::array).unwrap_or_default());
    let mut is_full = false;
    // Positions of the items in the list of entries: one that is left out has none.
    let mut places = Vec::new();
    let mut links = Vec::new();
    top.each("entries", &mut |item, place, faults| {
        let mut fields = Fields::open(item, place, &KEYS, faults);
        let entry = fields.as_mut().and_then(|fields| {
            let entry = entry(fields, names, out)?;
            links.push(links_of(fields, &ids));
            Some(entry)
        });
        let position = entry.map(|entry| out.entry(entry));
        is_full |= position == Some(None);
        places.push(position.flatten());
    });
    if is_full {
        let limit = MAX_ENTRIES.to_string();
        let sentence =
            say!("台账超过 {} 条，多出的未读入", "more than {} entries; the rest is not read", &limit);
        top.fault("entries", sentence, "请按主题拆成几个文件".into());
    }
    for (position, next) in links.into_iter().enumerate() {
        let found = next.into_iter().filter_map(|item| places.get(item).copied().flatten()).collect();
        if let Some(entry) = out.entry_mut(position) {
            entry.next = found;
        }
    }
}

/// Positions of the items of the list by their ids.
fn ids(items: List) -> Index {
    let id = |(i, item): (usize, &Json)| Some((item.get("id")?.text()?.into(), i));
    Index::new(items.iter().enumerate().filter_map(id).collect())
}

fn entry(fields: &mut Fields, names: &mut Names, out: &mut Builder) -> Option<Entry> {
    let entry = Entry {
        id: fields.text_or_empty("id"),
        name: fields.required("name")?.into(),
        group: fields.text_or_empty("group"),
        stage: fields.text_or_empty("stage"),
        owner: fields.text_or_empty("owner"),
        area: area(fields, names, out),
        start: date(fields, "start"),
        due: date(fields, "due"),
        done: date(fields, "done"),
        state: fields.word("state", &STATES).unwrap_or_default(),
        progress: progress(fields),
        next: Vec::new(),
        likelihood: fields.whole("likelihood", 1, GRADES).map(|grade| grade as u8),
        impact: fields.whole("impact", 1, GRADES).map(|grade| grade as u8),
        source: fields.get("source").and_then(|_| find(fields, "source", &names.sources)),
        page: text(fields, "page"),
        phrase: text(fields, "phrase"),
        note: text(fields, "note"),
    };
    if let (Some(start), Some(due)) = (entry.start, entry.due)
        && due.is_before(start)
    {
        let sentence = say!("“due”早于“start”，请核对", "“due” is earlier than “start”");
        fields.fault("due", sentence, String::new());
    }
    Some(entry)
}

fn area(fields: &mut Fields, names: &mut Names, out: &mut Builder) -> Option<usize> {
    let name = fields.text("area")?;
    let found = names.area(name, out);
    if found.is_none() {
        let hint = if fields.is_full() { String::new() } else { names.area_hint(name) };
        let sentence = say!("没有名为“{}”的地区，地区已略去", "no area “{}”; left out", name);
        fields.fault("area", sentence, hint);
    }
    found
}

fn date(fields: &mut Fields, key: &str) -> Option<Period> {
    let written = fields.text(key)?;
    let date = Period::parse(written);
    if date.is_none() {
        let sentence = say!("“{}”不是可识别的时期，已忽略", "“{}” is no known period; ignored", written);
        fields.fault(key, sentence, FORMS.into());
    }
    date
}

fn progress(fields: &mut Fields) -> Option<Decimal> {
    let progress = fields.number("progress")?;
    let is_share = (0.0..=100.0).contains(&progress.to_f64());
    if !is_share {
        let sentence =
            say!("“progress”应在 0 到 100 之间，已忽略", "“progress” should be from 0 to 100; ignored");
        fields.fault("progress", sentence, "写百分数，不带 %".into());
    }
    is_share.then_some(progress)
}

/// The items of the list that come after this one.
fn links_of(fields: &mut Fields, ids: &Index) -> Vec<usize> {
    let mut found = Vec::new();
    for id in fields.texts("next") {
        match ids.find(&id) {
            Some(item) => found.push(item),
            None => {
                let hint = if fields.is_full() { String::new() } else { ids.suggestion(&id) };
                let sentence = say!("没有 id 为“{}”的条目，已略去", "no entry “{}”; left out", &id);
                fields.fault("next", sentence, hint);
            }
        }
    }
    let order = order::positions(found.len(), &|a, b| found[a].cmp(&found[b]));
    let mut sorted: Vec<usize> = order.into_iter().map(|position| found[position as usize]).collect();
    sorted.dedup();
    sorted
}
