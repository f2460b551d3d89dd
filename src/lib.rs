//! qdviz draws indicator data as interactive charts and a district map of Qingdao.

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
pub mod paint;
pub mod query;
pub mod readout;
pub mod scale;
pub mod scene;
pub mod state;
pub mod stats;
pub mod theme;
pub mod topology;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
