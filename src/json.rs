//! JSON as a tree that remembers exact numbers and can name the place of every fault.

#[cfg(feature = "formats")]
mod list;
#[cfg(feature = "formats")]
mod packed;

#[cfg(feature = "formats")]
pub use list::List;
#[cfg(feature = "formats")]
use packed::{Elements, Packed};

use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostics, say};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The elements of an array. Only the build with all readers packs some, as only its documents are large.
#[cfg(not(feature = "formats"))]
pub type List<'j, 'a> = &'j [Json<'a>];

/// The elements of an array while it is read.
#[cfg(not(feature = "formats"))]
type Elements<'a> = Vec<Json<'a>>;

/// A JSON value; object members keep their order, duplicates included, so that a reader can complain about them.
///
/// A document of a million numbers is a million of these: slices without room to grow keep one at 24 bytes natively.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number that fits a [`Decimal`].
    Number(Decimal),
    /// A number that does not: kept as written, for the diagnostic.
    Unreadable(Box<str>),
    /// A string.
    Text(Cow<'a, str>),
    /// A string of more than [`MAX_TEXT`] bytes, not kept.
    TooLong,
    /// `[…]`; ask [`Json::array`] instead, which knows [`Json::Packed`] too.
    Array(Box<[Json<'a>]>),
    /// `[…]`, mostly of small whole numbers.
    #[cfg(feature = "formats")]
    Packed(Box<Packed<'a>>),
    /// `{…}`
    Object(Box<[(Cow<'a, str>, Json<'a>)]>),
}

impl<'a> Json<'a> {
    /// The first member of that name; `None` also for anything but an object.
    pub fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.members().iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// The members of an object; empty for anything else.
    pub fn members(&self) -> &[(Cow<'a, str>, Json<'a>)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array.
    pub fn array(&self) -> Option<List<'_, 'a>> {
        match self {
            Json::Array(items) => Some(List::from(&**items)),
            #[cfg(feature = "formats")]
            Json::Packed(packed) => Some(List::from(&**packed)),
            _ => None,
        }
    }

    /// The content of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a number.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// How many characters of a key a pointer shows.
const LONGEST_STEP: usize = 80;

/// How many bytes a string may have: more than any note, and no megabytes carried along for nothing.
pub const MAX_TEXT: usize = 64 << 10;

/// How deep values may lie in one another; serde_json goes no deeper.
pub const MAX_DEPTH: usize = 128;

/// Where in a document a value stands; a chain of borrowed steps, written out only when there is a fault to tell.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl<'p> Place<'p> {
    /// The root of a document, named `data`, `view` or `map` in diagnostics.
    pub fn root(document: &'p str) -> Place<'p> {
        Place { parent: None, step: Step::Key(document) }
    }

    /// The member `key` of this place.
    pub fn key(&'p self, key: &'p str) -> Place<'p> {
        Place { parent: Some(self), step: Step::Key(key) }
    }

    /// The element `index` of this place.
    pub fn index(&'p self, index: usize) -> Place<'p> {
        Place { parent: Some(self), step: Step::Index(index) }
    }

    /// The place as `document#/json/pointer`.
    pub fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return match self.step {
                Step::Key(document) => format!("{document}#"),
                Step::Index(_) => String::new(),
            };
        };
        let mut out = parent.pointer();
        out.push('/');
        match self.step {
            Step::Key(key) => {
                for c in key.chars().take(LONGEST_STEP) {
                    match c {
                        '~' => out.push_str("~0"),
                        '/' => out.push_str("~1"),
                        _ => out.push(c),
                    }
                }
            }
            Step::Index(index) => out.push_str(&index.to_string()),
        }
        out
    }
}

/// Reads a whole document; a fault is told with line and column, in words an editor understands.
pub fn parse<'a>(bytes: &'a [u8], document: &str, faults: &mut Diagnostics) -> Option<Json<'a>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let error = match serde_json::from_slice(bytes) {
        Ok(json) => return Some(json),
        Err(error) => error,
    };
    let place = format!("{document}:{}:{}", error.line(), error.column());
    let (line, column) = (error.line().to_string(), error.column().to_string());
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    let (sentence, hint) = match first {
        None => (say!("文件是空的", "the file is empty"), ""),
        Some(b'<') => (
            say!("收到的是网页（HTML），不是 JSON", "this is a web page (HTML), not JSON"),
            "请检查文件地址是否正确、是否需要登录",
        ),
        Some(b'\x1F') => (
            say!("收到的是未解压的 gzip 数据", "this is gzip data, not decompressed"),
            "服务器应给 .gz 文件加上 Content-Encoding: gzip",
        ),
        Some(_) if depth(up_to(bytes, error.line(), error.column())) >= MAX_DEPTH => (
            say!("数据嵌套超过 128 层，未读取", "values nested deeper than 128 levels; not read"),
            "请检查括号是否配对",
        ),
        Some(_) if error.is_eof() => (
            say!(
                "JSON 在第 {} 行第 {} 列中断，内容不完整",
                "the JSON breaks off at line {}, column {}",
                &line,
                &column
            ),
            "文件可能没有传完，或缺少右括号",
        ),
        Some(_) if std::str::from_utf8(bytes).is_err() => (
            say!("文件不是 UTF-8 编码", "the file is not UTF-8"),
            "请把文件另存为 UTF-8（可能是 GBK / GB18030）",
        ),
        Some(_) => (
            say!(
                "JSON 第 {} 行第 {} 列有语法错误",
                "JSON syntax error at line {}, column {}",
                &line,
                &column
            ),
            "常见原因：多了或少了逗号、引号，用了中文标点",
        ),
    };
    faults.error(&place, sentence, hint.into());
    None
}

/// What stands in front of the end of a column (from 1) of a line (from 1).
fn up_to(bytes: &[u8], line: usize, column: usize) -> &[u8] {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let start = ends.map(|(at, _)| at + 1).nth(line.wrapping_sub(2)).unwrap_or(0);
    &bytes[..bytes.len().min(start + column)]
}

/// How many brackets are open at the end, those in strings aside.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

fn number<'a>(text: &str) -> Json<'a> {
    match Decimal::parse(text) {
        Some(number) => Json::Number(number),
        None => Json::Unreadable(text.into()),
    }
}

/// With `arbitrary_precision` serde_json hands over a number that is no plain integer as a map with this one key;
/// the tests below hold it to that.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

#[cfg(not(feature = "formats"))]
impl<'a> From<Elements<'a>> for Json<'a> {
    fn from(elements: Elements<'a>) -> Json<'a> {
        Json::Array(elements.into_boxed_slice())
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json<'de>;

    fn expecting(&self, _: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(number(&value.to_string()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
        // Never called: with `arbitrary_precision` no number is read through a float. Without this, serde's own
        // complaint would be compiled in, float printing and all.
        Ok(number(""))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(if value.len() > MAX_TEXT { Json::TooLong } else { Json::Text(Cow::Borrowed(value)) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(if value.len() > MAX_TEXT { Json::TooLong } else { Json::Text(Cow::Owned(value.into())) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json<'de>, A::Error> {
        let mut array = Elements::default();
        while let Some(element) = elements.next_element()? {
            array.push(element);
        }
        Ok(array.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some(key) = members.next_key::<Key>()? {
            if key.0 == NUMBER_TOKEN && object.is_empty() {
                // Read as a tree as well: one reader for all values is the smallest in wasm.
                let text: Json = members.next_value()?;
                return Ok(number(text.text().unwrap_or_default()));
            }
            object.push((key.0, members.next_value()?));
        }
        Ok(Json::Object(object.into_boxed_slice()))
    }
}

/// A string that stays borrowed from the document where it can.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'de>, D::Error> {
        // Not `deserialize_str`, which would bring in serde_json's printing of whatever else it might find: a key is
        // always a string.
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, _: &mut fmt::Formatter) -> fmt::Result {
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(value.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Json<'_>, String> {
        let mut faults = Diagnostics::default();
        let json = parse(text.as_bytes(), "data", &mut faults);
        json.ok_or_else(|| {
            let first = faults.first().cloned();
            first.map(|d| format!("{} {}", d.path, d.message)).unwrap_or_default()
        })
    }

    #[test]
    fn numbers_stay_exact_and_oversized_ones_stay_text() {
        let json = read(r#"{"a":[95.24,-6.0,1e400,true,null,"\u9752岛"],"a":2}"#).unwrap();
        let Some(Json::Array(items)) = json.get("a") else { panic!("no plain array") };
        assert_eq!(items[0].number(), Decimal::parse("95.24"));
        assert_eq!(items[1].number(), Decimal::parse("-6.0"));
        assert_eq!(items[2], Json::Unreadable("1e+400".into()));
        assert_eq!(items[5].text(), Some("青岛"));
        assert_eq!(json.members().len(), 2);
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_value_is_no_larger_than_its_text() {
        assert_eq!(size_of::<Json>(), size_of::<Cow<str>>());
    }

    #[test]
    fn a_key_that_looks_like_the_number_token_does_no_harm() {
        let json = read(r#"{"$serde_json::private::Number":"x"}"#).unwrap();
        assert_eq!(json, Json::Unreadable("x".into()));
    }

    #[test]
    fn faults_name_line_and_column() {
        assert_eq!(read("{\n \"a\": 1,\n}").unwrap_err(), "data:3:1 JSON 第 3 行第 1 列有语法错误");
        assert!(read("").unwrap_err().ends_with("文件是空的"));
        assert!(read("<html>").unwrap_err().contains("HTML"));
        assert!(read("[1,").unwrap_err().contains("不完整"));
        assert!(read(&"[".repeat(100_000)).unwrap_err().contains("嵌套超过 128 层"));
        assert!(read(&"\"[".repeat(100_000)).unwrap_err().contains("语法错误"));
        assert!(read("\u{1F}\u{8}").unwrap_err().contains("gzip"));
        assert_eq!(read(&format!("\"{}\"", "长".repeat(30_000))), Ok(Json::TooLong));
    }

    #[test]
    fn pointers_escape_their_steps() {
        let root = Place::root("view");
        let (list, item) = (root.key("a/b~c"), 4);
        assert_eq!(list.index(item).pointer(), "view#/a~1b~0c/4");
        assert_eq!(root.pointer(), "view#");
    }
}
