//! What figures tell of their indicators, gathered while they are read.

use super::concepts::Slot;
use super::word::{Slots, said};
use crate::dataset::builder::UNSTATED;
use crate::dataset::{Builder, Dataset};
use crate::diagnostic::{Diagnostics, say};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many bytes of text may be kept that stand once in the document and are said of many figures or indicators.
const MAX_REPEATED: usize = 8 << 20;

/// How many areas are named beside a text that is only about some.
const MAX_NAMED: usize = 5;

/// What is gathered of an indicator while its figures are read.
#[derive(Default)]
struct Told {
    /// Stated digits behind the point.
    decimals: Option<u8>,
    title: Title,
    /// Texts about it, and the areas they are about, by position.
    texts: BTreeMap<String, BTreeSet<usize>>,
}

#[derive(Default, PartialEq)]
enum Title {
    #[default]
    None,
    One(String),
    Several,
}

/// What is gathered of all indicators, by position.
pub struct Gathered {
    indicators: Vec<Told>,
    /// How many more bytes of repeated text may be kept.
    left: usize,
}

impl Gathered {
    /// Nothing so far.
    pub fn new() -> Gathered {
        Gathered { indicators: Vec::new(), left: MAX_REPEATED }
    }

    /// Whether a text that is repeated may be kept once more.
    pub fn has_room(&mut self, text: &str) -> bool {
        match self.left.checked_sub(text.len()) {
            Some(left) => self.left = left,
            None => self.left = 0,
        }
        self.left > 0
    }

    /// Takes down what a figure tells of its indicator.
    pub fn take(&mut self, indicator: usize, area: usize, has_measure: bool, levels: &[&Slots]) {
        if self.indicators.len() <= indicator {
            self.indicators.resize_with(indicator + 1, Told::default);
        }
        let gathered = &mut self.indicators[indicator];
        if let Some(word) = said(levels, Slot::Decimals)
            && let Ok(decimals) = word.code.trim().parse::<u8>()
        {
            gathered.decimals = gathered.decimals.max(Some(decimals.min(9)));
        }
        if let Some(word) = said(levels, Slot::Title).filter(|_| !has_measure) {
            match &gathered.title {
                Title::None => gathered.title = Title::One(word.text().into()),
                Title::One(title) if title != word.text() => gathered.title = Title::Several,
                _ => {}
            }
        }
        for (slot, before) in [(Slot::Definition, ""), (Slot::Base, "基期："), (Slot::Note, "")] {
            // A note of the figure's own is kept with the figure.
            let levels = if slot == Slot::Note { levels.get(1..).unwrap_or_default() } else { levels };
            if let Some(word) = said(levels, slot) {
                self.text(indicator, area, before, word.text());
            }
        }
    }

    fn text(&mut self, indicator: usize, area: usize, before: &str, text: &str) {
        let key = if before.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(format!("{before}{text}")) };
        if let Some(areas) = self.indicators[indicator].texts.get_mut(&*key) {
            areas.insert(area);
        } else if !text.is_empty() && self.has_room(text) {
            self.indicators[indicator].texts.insert(key.into_owned(), BTreeSet::from([area]));
        }
    }

    /// The areas that each indicator with texts has figures of.
    fn areas(&self, set: &Dataset) -> Vec<BTreeSet<usize>> {
        let mut areas = vec![BTreeSet::new(); self.indicators.len()];
        for observation in set.observations.iter() {
            if self.indicators.get(observation.indicator).is_some_and(|gathered| !gathered.texts.is_empty()) {
                areas[observation.indicator].insert(observation.area);
            }
        }
        areas
    }

    /// Gives the indicators what was gathered.
    pub fn give(&self, out: &mut Builder, faults: &mut Diagnostics) {
        // Maps of one type: each further one would be compiled anew.
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        for gathered in &self.indicators {
            if let Title::One(title) = &gathered.title {
                *titles.entry(title.clone()).or_default() += 1;
            }
        }
        let names: Vec<String> = out.set().areas.iter().map(|area| area.name.clone()).collect();
        let areas = self.areas(out.set());
        for (position, gathered) in self.indicators.iter().enumerate() {
            let Some(indicator) = out.indicator_mut(position) else { continue };
            // Two structures may have measures of the same code.
            if ids.insert(indicator.id.clone(), position).is_some() {
                indicator.id = format!("{};#{}", indicator.id, position + 1);
            }
            indicator.decimals = gathered.decimals.unwrap_or(UNSTATED);
            if let Title::One(title) = &gathered.title
                && titles.get(title) == Some(&1)
            {
                indicator.name.clone_from(title);
                indicator.english.clear();
            }
            let definition = described(&gathered.texts, areas.get(position), &names);
            if !definition.is_empty() && !indicator.definition.is_empty() {
                indicator.definition.push('\n');
            }
            indicator.definition.push_str(&definition);
        }
        if self.left == 0 {
            let sentence =
                say!("说明文字太多，有一部分没有读入", "there are too many notes; some of them are not read");
            faults.warning("data#", sentence, "数值不受影响；可按主题拆成几个文件".into());
        }
    }
}

/// Texts as a definition; one that is not about all areas begins with those that it is about.
fn described(
    texts: &BTreeMap<String, BTreeSet<usize>>,
    all: Option<&BTreeSet<usize>>,
    names: &[String],
) -> String {
    let mut out = String::new();
    for (text, areas) in texts {
        if !out.is_empty() {
            out.push('；');
        }
        if all.is_some_and(|all| areas.len() < all.len()) {
            let named = areas.iter().take(MAX_NAMED).filter_map(|area| names.get(*area)).map(String::as_str);
            out.push_str(&named.collect::<Vec<&str>>().join("、"));
            out.push_str(if areas.len() > MAX_NAMED { "等：" } else { "：" });
        }
        out.push_str(text);
    }
    out
}
