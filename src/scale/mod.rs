//! From data to places and colours: domain → range.

pub mod band;
pub mod linear;
#[cfg(feature = "charts")]
pub mod log;
pub mod threshold;

pub use band::Band;
pub use linear::Linear;
#[cfg(feature = "charts")]
pub use log::Log;
pub use threshold::Threshold;
