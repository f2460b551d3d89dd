//! qdviz draws indicator data as interactive charts and a district map of Qingdao.

pub mod decimal;
pub mod diagnostic;
pub mod geometry;
pub mod json;
pub mod scene;
