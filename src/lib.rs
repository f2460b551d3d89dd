//! qdviz draws indicator data as interactive charts and a district map of Qingdao.

pub mod config;
pub mod dataset;
pub mod decimal;
pub mod diagnostic;
pub mod fields;
pub mod format;
pub mod geometry;
pub mod json;
pub mod nearest;
pub mod query;
pub mod scale;
pub mod scene;
pub mod stats;
