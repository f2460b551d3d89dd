//! The only orchestrator: documents in, scenes out.

mod body;
#[cfg(feature = "charts")]
mod crosshair;
mod foot;
mod layout;
#[cfg(feature = "charts")]
mod links;
mod load;
mod overlay;

#[cfg(feature = "charts")]
pub use crosshair::{axis, beside, is_long, moment};
pub use layout::{Picture, base, picture};
pub use load::{Loaded, Unloaded, load};
pub use overlay::{overlay, stretch};
