//! What the designer wrote, and what it comes to with every default filled in.

pub mod chart;
pub mod document;
pub mod options;
pub mod spec;

pub use chart::{By, Chart, Demand, Rows, Span};
pub use document::read;
pub use options::{Options, Reference, Stack};
pub use spec::{Areas, Kind, Order, Orientation, Panel, Spec};
