//! Guides: what makes marks readable — axes, legends, captions, and where labels may stand.

pub mod axis;
pub mod caption;
pub mod legend;
#[cfg(feature = "charts")]
pub mod note;
pub mod place;
#[cfg(feature = "charts")]
pub mod player;
#[cfg(feature = "charts")]
pub mod reference;
#[cfg(feature = "charts")]
pub mod scroll;
#[cfg(feature = "charts")]
pub mod tilt;
#[cfg(feature = "charts")]
pub mod timeline;
