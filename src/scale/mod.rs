//! From data to places and colours: domain → range.

pub mod band;
pub mod linear;
pub mod threshold;

pub use band::Band;
pub use linear::Linear;
pub use threshold::Threshold;
