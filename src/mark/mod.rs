//! Marks: the shapes that stand for observations.

pub mod bar;
#[cfg(feature = "charts")]
pub mod circles;
#[cfg(feature = "charts")]
pub mod columns;
#[cfg(feature = "charts")]
pub mod dense;
#[cfg(feature = "charts")]
pub mod flow;
pub mod line;
pub mod region;
#[cfg(feature = "charts")]
pub mod sector;
#[cfg(feature = "charts")]
pub mod tiles;
