//! Marks: the shapes that stand for observations.

pub mod bar;
pub mod line;
pub mod region;
