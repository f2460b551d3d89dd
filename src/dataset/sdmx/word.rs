//! What attributes say, on every level.

use super::concepts::{SLOTS, Slot};
use std::borrow::Cow;

/// The reason of a figure that is no number.
pub const UNUSABLE: &str = "数值无法识别";

/// A value of an attribute.
#[derive(Clone, Debug, Default)]
pub struct Word<'t> {
    /// The code, or the text where there is no code.
    pub code: Cow<'t, str>,
    /// As people read it; empty where the document does not say.
    pub label: Cow<'t, str>,
    /// Whether it stands once in the document for many figures.
    pub is_shared: bool,
}

/// The text, or so many bytes of it: what names a category is repeated in the names of many indicators.
pub fn cut(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// How many bytes of the name or code of a category are kept.
pub const LONGEST_NAME: usize = 256;

impl Word<'_> {
    /// The label, or else the code.
    pub fn text(&self) -> &str {
        if self.label.is_empty() { &self.code } else { &self.label }
    }
}

/// What attributes of one level say, by [`Slot`].
pub type Slots<'t> = [Option<Word<'t>>; SLOTS];

/// The value of the first level that says something.
pub fn said<'s, 't>(levels: &[&'s Slots<'t>], slot: Slot) -> Option<&'s Word<'t>> {
    levels.iter().find_map(|level| level[slot as usize].as_ref())
}
