//! The browser: the only room that knows canvases and JavaScript values.

pub mod measure;
pub mod record;
pub mod surface;
pub mod widget;
