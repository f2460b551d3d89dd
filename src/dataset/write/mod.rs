//! Data sets as text again, for tools that convert from one format to another.

pub mod columns;
pub mod json;
pub mod lists;
pub mod rows;
