//! Texts of SDMX-JSON: plain, in several languages, or coded.

use crate::dataset::sdmx::word::Word;
use crate::json::Json;
use std::borrow::Cow;

/// A text and, where it is in Chinese, the same in English.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Name<'j> {
    /// In Chinese, else in English, else in the language that comes first.
    pub text: &'j str,
    /// In English; empty when `text` is not Chinese.
    pub english: &'j str,
}

/// The text under `key`, or under `keys` in several languages; drafts have the languages under `key`.
pub fn name<'j>(json: &'j Json, key: &str, keys: &str) -> Name<'j> {
    let plain = json.get(key);
    let languages = json.get(keys).or(plain).map(Json::members).unwrap_or_default();
    let of = |language: &str| {
        let found = languages.iter().find(|(tag, _)| is_language(tag, language));
        found.and_then(|(_, text)| text.text()).filter(|text| !text.is_empty())
    };
    let english = of("en");
    if let Some(text) = of("zh") {
        return Name { text, english: english.unwrap_or_default() };
    }
    let first = || languages.iter().find_map(|(_, text)| text.text());
    let text = english.or_else(|| plain.and_then(Json::text)).or_else(first);
    Name { text: text.unwrap_or_default(), english: "" }
}

/// Whether a language tag is of that language: `zh`, `zh-CN`, `zh_Hans`.
fn is_language(tag: &str, language: &str) -> bool {
    let tag = tag.as_bytes();
    let is_prefix = tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(language.as_bytes()));
    is_prefix && matches!(tag.get(2), None | Some(b'-' | b'_'))
}

/// A coded or uncoded value as `values` list it: `id` and `name`, or `value`, or `values`.
pub fn listed<'j>(json: &'j Json) -> Option<Word<'j>> {
    let uncoded = json.get("value").or(json.get("values")).and_then(direct);
    let label = name(json, "name", "names").text;
    let mut word = match (json.get("id").and_then(direct), uncoded) {
        (Some(id), _) => Word { label: Cow::Borrowed(label), ..id },
        (None, Some(value)) => value,
        (None, None) if label.is_empty() => return None,
        (None, None) => Word { code: Cow::Borrowed(label), ..Word::default() },
    };
    word.is_shared = true;
    Some(word)
}

/// A value that stands by itself: text, a number, a text in several languages, or a list of these.
pub fn direct<'j>(json: &'j Json) -> Option<Word<'j>> {
    let code = match json {
        Json::Text(text) if text.is_empty() => return None,
        Json::Text(text) => Cow::Borrowed(text.as_ref()),
        Json::Number(number) if number.scale == 0 => Cow::Owned(number.mantissa.to_string()),
        Json::Number(number) => {
            let mut out = String::new();
            number.write(None, &mut out);
            Cow::Owned(out)
        }
        Json::Object(languages) => {
            let of = |language: &str| languages.iter().find(|(tag, _)| is_language(tag, language));
            let chosen = of("zh").or_else(|| of("en")).or(languages.first());
            Cow::Borrowed(chosen?.1.text()?)
        }
        list => {
            let items = list.array()?;
            let mut texts = items.iter().filter(|item| item.array().is_none()).filter_map(direct);
            let first = texts.next()?;
            let rest: Vec<Word> = texts.collect();
            if rest.is_empty() {
                return Some(first);
            }
            let all = std::iter::once(&first).chain(&rest);
            Cow::Owned(all.map(Word::text).collect::<Vec<&str>>().join("；"))
        }
    };
    Some(Word { code, ..Word::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::json;

    #[test]
    fn chinese_comes_first_then_english_then_whatever_there_is() {
        for (text, expected) in [
            (r#"{"name":"A","names":{"fr":"F","en":"E","zh-Hans":"中"}}"#, ("中", "E")),
            (r#"{"name":"A","names":{"fr":"F","en-GB":"E"}}"#, ("E", "")),
            (r#"{"name":"A","names":{"fr":"F"}}"#, ("A", "")),
            (r#"{"names":{"fr":"F"}}"#, ("F", "")),
            (r#"{"name":{"en":"E","zh":"中"}}"#, ("中", "E")),
            (r#"{"name":7}"#, ("", "")),
        ] {
            let json = json::parse(text.as_bytes(), "data", &mut Diagnostics::default()).unwrap();
            let name = name(&json, "name", "names");
            assert_eq!((name.text, name.english), expected, "{text}");
        }
    }

    #[test]
    fn values_are_read_in_every_form() {
        for (text, expected) in [
            (r#"{"id":"A","name":"Annual"}"#, Some(("A", "Annual"))),
            (r#"{"id":3}"#, Some(("3", "3"))),
            (r#"{"value":-2}"#, Some(("-2", "-2"))),
            (r#"{"value":{"en":"x","zh":"甲"}}"#, Some(("甲", "甲"))),
            (r#"{"values":["a",1.5,["c"]]}"#, Some(("a；1.5", "a；1.5"))),
            (r#"{"name":"only"}"#, Some(("only", "only"))),
            ("null", None),
            ("{}", None),
        ] {
            let json = json::parse(text.as_bytes(), "data", &mut Diagnostics::default()).unwrap();
            let word = listed(&json);
            assert_eq!(word.as_ref().map(|w| (&*w.code, w.text())), expected, "{text}");
        }
    }
}
