//! Reading the members of a JSON object field by field, telling every fault and going on.

use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, Say, say};
use crate::json::{Json, List, Place};
use crate::nearest::{joined, suggestion};

/// One object being read.
pub struct Fields<'j, 'a, 'p, 'f> {
    json: &'j Json<'a>,
    place: Place<'p>,
    faults: &'f mut Diagnostics,
}

impl<'j, 'a, 'p, 'f> Fields<'j, 'a, 'p, 'f> {
    /// Starts on `json`: anything but an object is left out, and told like unknown and repeated keys. Of `known` keys there
    /// may be 64.
    pub fn open(
        json: &'j Json<'a>,
        place: Place<'p>,
        known: &[&str],
        faults: &'f mut Diagnostics,
    ) -> Option<Fields<'j, 'a, 'p, 'f>> {
        if !matches!(json, Json::Object(_)) {
            let sentence = say!("这里应是一个对象 {…}，已跳过", "an object {…} belongs here; skipped");
            faults.warning(&place.pointer(), sentence, String::new());
            return None;
        }
        let mut seen = 0u64;
        for (key, _) in json.members() {
            // A broken document may have millions of them: no more work for those that are only counted.
            let is_told = !faults.is_full();
            let at = || if is_told { place.key(key).pointer() } else { String::new() };
            let position = known.iter().position(|known| known == key);
            let Some(position) = position else {
                let hint = if is_told { suggestion(key, known.iter().copied()) } else { String::new() };
                let sentence = say!("不认识的字段“{}”，已忽略", "unknown field “{}”, ignored", key);
                faults.warning(&at(), sentence, hint);
                continue;
            };
            let bit = 1u64.wrapping_shl(position as u32);
            if seen & bit != 0 {
                let sentence =
                    say!("字段“{}”重复，只用第一个", "field “{}” repeated; the first is used", key);
                faults.warning(&at(), sentence, String::new());
            }
            seen |= bit;
        }
        Some(Fields { json, place, faults })
    }

    /// The raw member; `None` when absent or `null`.
    pub fn get(&self, key: &str) -> Option<&'j Json<'a>> {
        self.json.get(key).filter(|v| !matches!(v, Json::Null))
    }

    /// Whether further faults are only counted.
    pub fn is_full(&self) -> bool {
        self.faults.is_full()
    }

    /// Tells a fault of the member `key`.
    pub fn fault(&mut self, key: &str, sentence: Say, hint: String) {
        let at = self.place.key(key).pointer();
        self.faults.warning(&at, sentence, hint);
    }

    /// Tells a fault of the element `index` of the list `key`, or of the list `inner` in the object `key`.
    pub fn fault_at(&mut self, key: &str, inner: &str, index: usize, sentence: Say, hint: String) {
        // A broken column has as many faults as rows: no place is written for those that are only counted.
        if self.faults.is_full() {
            return self.faults.warning("", sentence, String::new());
        }
        let object = self.place.key(key);
        let within = object.key(inner);
        let list = if inner.is_empty() { object } else { within };
        self.faults.warning(&list.index(index).pointer(), sentence, hint);
    }

    /// A string; told and left out when it is something else.
    pub fn text(&mut self, key: &str) -> Option<&'j str> {
        let json = self.get(key)?;
        let text = json.text();
        if *json == Json::TooLong {
            let sentence = say!("“{}”超过 64 KB，已忽略", "“{}” is longer than 64 KiB; ignored", key);
            self.fault(key, sentence, String::new());
        } else if text.is_none() {
            self.fault(
                key,
                say!("“{}”应是文字（加引号），已忽略", "“{}” should be text in quotes; ignored", key),
                String::new(),
            );
        }
        text
    }

    /// A string that must be there.
    pub fn required(&mut self, key: &str) -> Option<&'j str> {
        if self.get(key).is_none() {
            self.fault(
                key,
                say!("缺少“{}”，此项已跳过", "“{}” is missing; item skipped", key),
                String::new(),
            );
        }
        self.text(key)
    }

    /// An owned string.
    pub fn owned(&mut self, key: &str) -> Option<String> {
        self.text(key).map(String::from)
    }

    /// An owned string, empty when absent.
    pub fn text_or_empty(&mut self, key: &str) -> String {
        self.owned(key).unwrap_or_default()
    }

    /// What one of a list of words stands for.
    pub fn word<T: Copy>(&mut self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        self.choice(key, &names).map(|position| words[position].1)
    }

    /// A number; told and left out when it is something else or has too many digits.
    pub fn number(&mut self, key: &str) -> Option<Decimal> {
        let json = self.get(key)?;
        let number = json.number();
        if number.is_none() {
            let hint = if json.text().is_some() { "数值不加引号" } else { "" };
            let sentence =
                say!("“{}”不是可用的数值（最多 18 位）", "“{}” is no usable number (18 digits at most)", key);
            self.fault(key, sentence, hint.into());
        }
        number
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, key: &str, low: i64, high: i64) -> Option<i64> {
        let number = self.number(key)?;
        let whole = number.with_scale(0).map(|n| n.mantissa).filter(|n| (low..=high).contains(n));
        if whole.is_none() {
            let (low, high) = (low.to_string(), high.to_string());
            let sentence = say!(
                "“{}”应是 {} 到 {} 之间的整数，已忽略",
                "“{}” should be a whole number from {} to {}; ignored",
                key,
                &low,
                &high
            );
            self.fault(key, sentence, String::new());
        }
        whole
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let json = self.get(key)?;
        let Json::Bool(flag) = json else {
            let sentence =
                say!("“{}”应是 true 或 false，已忽略", "“{}” should be true or false; ignored", key);
            self.fault(key, sentence, String::new());
            return None;
        };
        Some(*flag)
    }

    /// One of a list of words, as its position in the list.
    pub fn choice(&mut self, key: &str, words: &[&str]) -> Option<usize> {
        let text = self.text(key)?;
        let position = words.iter().position(|w| *w == text);
        if position.is_none() {
            let mut hint = suggestion(text, words.iter().copied());
            if hint.is_empty() {
                hint = format!("可用：{}", joined(words.iter().copied(), "、"));
            }
            self.fault(key, say!("“{}”不能是“{}”，已忽略", "“{}” cannot be “{}”; ignored", key, text), hint);
        }
        position
    }

    /// A list; empty when absent, told and empty when it is something else.
    pub fn list(&mut self, key: &str) -> List<'j, 'a> {
        let Some(json) = self.get(key) else { return List::default() };
        json.array().unwrap_or_else(|| {
            self.fault(
                key,
                say!("“{}”应是列表 […]，已忽略", "“{}” should be a list […]; ignored", key),
                String::new(),
            );
            List::default()
        })
    }

    /// A list of strings, or one string standing for a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        if let Some(text) = self.get(key).and_then(Json::text) {
            return vec![text.into()];
        }
        let items = self.list(key);
        let texts: Vec<String> = items.iter().filter_map(Json::text).map(String::from).collect();
        if texts.len() < items.len() {
            let sentence =
                say!("“{}”里有的项不是文字，已忽略", "some items of “{}” are no text; ignored", key);
            self.fault(key, sentence, String::new());
        }
        texts
    }

    /// Reads the object under `key` with `read`; what it complains about has its own place.
    pub fn inner(
        &mut self,
        key: &str,
        json: &'j Json<'a>,
        known: &[&str],
        read: &mut dyn FnMut(&mut Fields<'j, 'a, '_, '_>),
    ) {
        let place = self.place.key(key);
        if let Some(mut fields) = Fields::open(json, place, known, self.faults) {
            read(&mut fields);
        }
    }

    /// Calls `each` with every element of the list `key`, its place and the fault list.
    pub fn each(&mut self, key: &str, each: &mut dyn FnMut(&'j Json<'a>, Place, &mut Diagnostics)) {
        let items = self.list(key);
        let place = self.place.key(key);
        for (i, item) in items.iter().enumerate() {
            each(item, place.index(i), self.faults);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn told(text: &str, read: impl Fn(&mut Fields)) -> Vec<String> {
        let mut faults = Diagnostics::default();
        let json = json::parse(text.as_bytes(), "view", &mut faults).unwrap();
        if let Some(mut fields) = Fields::open(&json, Place::root("view"), &["a", "sort"], &mut faults) {
            read(&mut fields);
        }
        let lines = faults.into_items().into_iter();
        lines.map(|d| format!("{} {} {}", d.path, d.message, d.hint)).collect()
    }

    #[test]
    fn every_fault_has_its_place_and_reading_goes_on() {
        let lines = told(r#"{"a":"9","a":1,"srot":2,"sort":"up"}"#, |fields| {
            assert_eq!(fields.number("a"), None);
            assert_eq!(fields.choice("sort", &["ascending", "none"]), None);
        });
        assert_eq!(
            lines,
            [
                "view#/a 字段“a”重复，只用第一个 ",
                "view#/srot 不认识的字段“srot”，已忽略 是否想写“sort”？",
                "view#/a “a”不是可用的数值（最多 18 位） 数值不加引号",
                "view#/sort “sort”不能是“up”，已忽略 可用：ascending、none",
            ]
        );
    }

    #[test]
    fn absent_and_null_are_the_same_and_no_fault() {
        let lines = told(r#"{"a":null}"#, |fields| assert_eq!(fields.text("a"), None));
        assert!(lines.is_empty());
    }

    #[test]
    fn whole_numbers_keep_their_bounds() {
        let lines = told(r#"{"a":2.5}"#, |fields| assert_eq!(fields.whole("a", 2, 7), None));
        assert_eq!(lines, ["view#/a “a”应是 2 到 7 之间的整数，已忽略 "]);
    }
}
