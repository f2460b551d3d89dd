//! From data to places and colours: domain → range.

pub mod band;
pub mod linear;
#[cfg(feature = "charts")]
pub mod log;
#[cfg(feature = "charts")]
pub mod method;
#[cfg(feature = "charts")]
pub mod paired;
pub mod threshold;
#[cfg(feature = "charts")]
pub mod value;

pub use band::Band;
pub use linear::Linear;
#[cfg(feature = "charts")]
pub use log::Log;
#[cfg(feature = "charts")]
pub use method::{Asked, Method};
pub use threshold::Threshold;
#[cfg(feature = "charts")]
pub use value::Scale;
