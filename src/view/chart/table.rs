//! Not drawn yet.

pub use super::dot::RECIPE;
