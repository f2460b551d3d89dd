//! Data sets as text again, for tools that convert from one format to another.

pub mod columns;
#[cfg(feature = "formats")]
pub mod csv;
mod entries;
pub mod json;
pub mod jsonstat;
pub mod lists;
pub mod rows;
