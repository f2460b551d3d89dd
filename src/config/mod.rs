//! What the designer wrote, and what it comes to with every default filled in.

pub mod document;
pub mod spec;

pub use document::read;
pub use spec::{Areas, Kind, Order, Orientation, Panel, Spec};
