//! The only orchestrator: documents in, scenes out.

mod body;
#[cfg(feature = "charts")]
mod carry;
#[cfg(feature = "charts")]
mod crosshair;
mod foot;
mod layout;
#[cfg(feature = "charts")]
mod links;
#[cfg(feature = "charts")]
mod lists;
mod load;
mod overlay;
mod views;

#[cfg(feature = "charts")]
pub use carry::carry;
#[cfg(feature = "charts")]
pub use crosshair::{axis_at, beside, is_long, moment};
#[cfg(feature = "charts")]
pub use layout::picture_of;
pub use layout::{Picture, base, picture};
#[cfg(feature = "charts")]
pub use lists::{Lists, Ways};
pub use load::{Loaded, Unloaded, load};
pub use overlay::overlay;
#[cfg(feature = "charts")]
pub use overlay::stretch;
