//! Which reader a document is for: told by its content, never by its file name.

use super::{Dataset, own};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{self, Json};
use crate::nearest::joined;

/// A document, decoded once for all readers.
#[derive(Debug)]
pub enum Content<'a> {
    /// JSON of whatever kind.
    Json(Json<'a>),
    /// Anything else, without a byte order mark.
    Text(&'a str),
}

/// One data format.
pub trait Reader: Sync {
    /// The word by which a view forces it: `"format": "csv"`.
    fn name(&self) -> &'static str;

    /// Whether the content is of this format.
    fn recognises(&self, content: &Content) -> bool;

    /// Reads the content. Faulty parts are told and left out, the rest is kept; `None`, with an error told, only when
    /// nothing is usable.
    fn read(&self, content: &Content, faults: &mut Diagnostics) -> Option<Dataset>;
}

/// All readers that this build has. The own format comes first; plain CSV last, since it recognises any text.
static READERS: &[&dyn Reader] = &[
    &own::Own,
    #[cfg(feature = "formats")]
    &super::jsonstat::JsonStat,
    #[cfg(feature = "formats")]
    &super::sdmx::json::SdmxJson,
    #[cfg(feature = "formats")]
    &super::sdmx::csv::SdmxCsv,
    #[cfg(feature = "formats")]
    &super::sdmx::tsv::EurostatTsv,
    #[cfg(feature = "formats")]
    &super::csv::Csv,
];

/// How many bytes a document may have.
pub const MAX_BYTES: usize = 32 << 20;

/// Reads a data document in the format that its content shows, or in the one that is `forced` (a [`Reader::name`]).
pub fn read(bytes: &[u8], forced: Option<&str>, faults: &mut Diagnostics) -> Option<Dataset> {
    let content = decode(bytes, faults)?;
    let chosen = |reader: &&&dyn Reader| match forced {
        Some(name) => reader.name() == name,
        None => reader.recognises(&content),
    };
    match READERS.iter().find(chosen) {
        Some(reader) => reader.read(&content, faults),
        None => {
            let sentence = say!("不认识这种数据格式", "this data format is not known");
            let names = joined(READERS.iter().map(|reader| reader.name()), "、");
            let place = if forced.is_some() { "view#/format" } else { "data#" };
            faults.error(place, sentence, format!("可用：{names}"));
            None
        }
    }
}

/// Whether a document that this build could not read is for a reader that it has not.
pub fn is_foreign(bytes: &[u8], forced: Option<&str>) -> bool {
    let own = &own::Own;
    match (forced, decode(bytes, &mut Diagnostics::default())) {
        (Some(name), _) => name != own.name(),
        (None, Some(content)) => !own.recognises(&content) || own::is_in_columns(&content),
        // What XML it is, and what to ask for instead, the larger build says.
        (None, None) => bytes.starts_with(b"<?xml"),
    }
}

fn decode<'a>(bytes: &'a [u8], faults: &mut Diagnostics) -> Option<Content<'a>> {
    if bytes.len() > MAX_BYTES {
        let sentence = say!("数据文件超过 32 MB，未读取", "the data is larger than 32 MiB; not read");
        faults.error("data#", sentence, "请按主题或年份拆成几个文件".into());
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if cfg!(feature = "formats") && is_xml(bytes) {
        let sentence =
            say!("收到的是 XML（如 SDMX-ML），不能读取", "this is XML (SDMX-ML, say), which is not read");
        faults.error(
            "data#",
            sentence,
            "请改取 SDMX-JSON 或 CSV：在接口地址里写 format=jsondata 或 format=csvdata".into(),
        );
        return None;
    }
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    let text = match first {
        // What cannot be text is left to the JSON reader too: it says what the bytes are instead.
        None | Some(b'{' | b'[' | b'<') => None,
        Some(_) => std::str::from_utf8(bytes).ok(),
    };
    match text {
        Some(text) => Some(Content::Text(text)),
        None => json::parse(bytes, "data", faults).map(Content::Json),
    }
}

/// Whether a document is XML and no web page: by its first tag, and by what the first kilobyte has not.
fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let head = bytes.get(..1024).unwrap_or(bytes);
    let tag = head.split(|b| b.is_ascii_whitespace() || *b == b'>').next().unwrap_or_default();
    let is_marked = tag == b"<?xml" || tag.first() == Some(&b'<') && tag.contains(&b':');
    is_marked && !head.windows(5).any(|word| word.eq_ignore_ascii_case(b"<html"))
}
