//! What the designer wrote, and what it comes to with every default filled in.

pub mod chart;
#[cfg(feature = "charts")]
pub mod classing;
pub mod document;
#[cfg_attr(not(feature = "charts"), path = "no_options.rs")]
pub mod options;
pub mod spec;

pub use chart::{By, Chart, Demand, Rows, Slices, Span};
#[cfg(feature = "charts")]
pub use classing::Classing;
pub use document::read;
pub use options::Options;
#[cfg(feature = "charts")]
pub use options::{Link, Reference, Stack};
pub use spec::{Areas, Kind, Order, Orientation, Panel, Spec};
