//! The views of a widget as the visitor has left them.

use super::load::Loaded;
use crate::query::{Shown, Table};

/// A table of which the visitor may have left a part.
#[cfg(feature = "charts")]
type Part<'a> = std::borrow::Cow<'a, Table>;
#[cfg(not(feature = "charts"))]
type Part<'a> = &'a Table;

/// One view as the visitor has left it.
pub(super) struct Visible<'a> {
    pub table: Part<'a>,
    pub hidden: &'a [u32],
    pub classes: &'a [u32],
    pub zoomed: bool,
    /// Lowest and highest end of the marks of a whole list.
    #[cfg(feature = "charts")]
    pub domain: Option<(f64, f64)>,
    /// What a long list is searched for.
    #[cfg(feature = "charts")]
    pub searched: Option<&'a str>,
    #[cfg(feature = "charts")]
    pub listed: Option<crate::view::Listed<'a>>,
    /// Whether its timeline goes on by itself.
    #[cfg(feature = "charts")]
    pub is_playing: bool,
    #[cfg(feature = "charts")]
    pub camera: Option<crate::topology::camera::Camera>,
}

#[cfg(feature = "charts")]
pub(super) fn views<'a>(loaded: &'a Loaded, lists: &'a super::Lists, shown: &'a [Shown]) -> Vec<Visible<'a>> {
    static NONE: Shown = Shown::NONE;
    let view = |(i, table): (usize, &'a Table)| {
        let shown = shown.get(i).unwrap_or(&NONE);
        lists.view(loaded, i, shown).unwrap_or_else(|| Visible {
            table: table.shown(shown),
            hidden: &shown.hidden,
            classes: &shown.classes,
            zoomed: shown.window.is_some(),
            domain: None,
            searched: None,
            listed: None,
            is_playing: shown.playing,
            camera: shown.camera,
        })
    };
    loaded.tables.iter().enumerate().map(view).collect()
}

#[cfg(not(feature = "charts"))]
pub(super) fn views<'a>(loaded: &'a Loaded, _: &'a [Shown]) -> Vec<Visible<'a>> {
    loaded.tables.iter().map(|table| Visible { table, hidden: &[], classes: &[], zoomed: false }).collect()
}
