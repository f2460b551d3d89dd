//! Periods as other formats and people write them.

use super::Period;

impl Period {
    /// Reads a period in any usual notation.
    pub fn read(text: &str) -> Option<Period> {
        Period::parse(text.trim())
    }
}
