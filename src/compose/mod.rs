//! The only orchestrator: documents in, scenes out.

mod body;
mod foot;
mod layout;
mod load;
mod overlay;

pub use layout::{Picture, base, picture};
pub use load::{Loaded, Unloaded, load};
pub use overlay::{overlay, stretch};
