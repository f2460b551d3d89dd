//! The elements of an array, packed or not.

use super::Json;
use super::packed::Packed;

/// The elements of an array. In builds without `formats`, which pack nothing, this is a plain slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct List<'j, 'a> {
    /// Empty where they are packed.
    plain: &'j [Json<'a>],
    packed: Option<&'j Packed<'a>>,
}

impl<'j, 'a> List<'j, 'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.packed.map_or(self.plain.len(), Packed::len)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The one at a position.
    pub fn get(self, position: usize) -> Option<&'j Json<'a>> {
        match self.packed {
            Some(packed) => packed.get(position),
            None => self.plain.get(position),
        }
    }

    /// The first one.
    pub fn first(self) -> Option<&'j Json<'a>> {
        self.get(0)
    }

    /// All of them.
    pub fn iter(self) -> impl Iterator<Item = &'j Json<'a>> {
        (0..self.len()).map(move |position| self.get(position).unwrap_or(&Json::Null))
    }
}

impl<'j, 'a> From<&'j [Json<'a>]> for List<'j, 'a> {
    fn from(plain: &'j [Json<'a>]) -> Self {
        List { plain, packed: None }
    }
}

impl<'j, 'a> From<&'j Packed<'a>> for List<'j, 'a> {
    fn from(packed: &'j Packed<'a>) -> Self {
        List { plain: &[], packed: Some(packed) }
    }
}
