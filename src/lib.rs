//! qdviz draws official indicator data as interactive charts and a district map of Qingdao (青岛).
//!
//! The crate is a pipeline, and its modules are the stations:
//!
//! 1. [`dataset`] reads what was measured: observations with area, period, exact value and source. [`json`] and
//!    [`fields`] do the reading, [`decimal`] keeps every published digit, and whatever is wrong becomes a
//!    [`diagnostic`] with its place.
//! 2. [`config`] reads what the designer wants and fills in every default.
//! 3. [`query`] brings both together: a table with one row a mark. [`stats`] has the methods, [`format`] the numbers as
//!    text, [`readout`] the sentences about them.
//! 4. [`view`] draws a table: each chart kind is a short recipe of [`scale`]s, [`mark`]s and [`guide`]s. The map takes
//!    its regions from [`topology`].
//! 5. The result is a [`scene`]: one retained list of nodes that is painted, written as SVG, hit by the pointer and read
//!    aloud, so that these can never disagree.
//! 6. [`compose`] is the only orchestrator, [`state`] what the visitor has done so far, [`paint`] the way onto any
//!    plotters backend.
//!
//! Everything above is plain Rust, tested natively. Only the `web` module, compiled for wasm32, knows the browser.
//! `tests/architecture.rs` holds the modules to that order.

pub mod compose;
pub mod config;
pub mod dataset;
pub mod decimal;
pub mod diagnostic;
pub mod fields;
pub mod format;
pub mod geometry;
pub mod guide;
pub mod json;
pub mod mark;
pub mod nearest;
pub mod order;
pub mod paint;
pub mod query;
pub mod readout;
pub mod scale;
pub mod scene;
pub mod state;
pub mod stats;
pub mod theme;
pub mod topology;
pub mod unit;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
