//! The settings of chart kinds in a build without them: none.

/// What a view may say beyond kind, indicators, areas and period: in this build nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {}

/// The names of these settings in a view document.
pub const OPTION_KEYS: [&str; 0] = [];

impl Options {
    /// Whether anything is set that shows in bars.
    pub fn is_special(&self) -> bool {
        false
    }
}
