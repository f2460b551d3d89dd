//! Chart kinds: each a short recipe of scales, marks and guides. The map is one of them.

mod bar;
mod line;
mod map;

use crate::config::{Kind, Orientation, Panel};
use crate::dataset::{Dataset, Status};
use crate::geometry::Rect;
use crate::query::{Row, Table};
use crate::readout;
use crate::scene::{Builder, DatumKey};
use crate::theme::Theme;
use crate::topology::Topology;

/// All a view may look at.
pub struct Context<'a> {
    /// What the designer asked for.
    pub panel: &'a Panel,
    /// Position of the panel in the document.
    pub index: u16,
    /// What to draw.
    pub table: &'a Table,
    /// Where names and sources come from.
    pub set: &'a Dataset,
    /// Colours.
    pub theme: &'a Theme,
    /// The map, where there is one.
    pub topology: Option<&'a Topology>,
}

impl Context<'_> {
    /// The key of row `row`.
    fn key(&self, row: usize) -> DatumKey {
        DatumKey { panel: self.index, row: row as u32 }
    }

    /// Name of the area of a row.
    fn area(&self, row: &Row) -> &str {
        &self.set.areas[row.area].name
    }

    /// What a mark says to somebody who does not see it.
    fn label(&self, row: &Row) -> String {
        readout::head(row, self.table, self.set).sentence()
    }

    /// The value of a row as a label, with the word for what is only a bound; 暂无数据 when there is none.
    fn value(&self, row: &Row) -> String {
        let Some(value) = row.value.known() else { return "暂无数据".into() };
        let label = self.table.measure.label(value);
        match row.status(self.set) {
            Status::Over => format!("超{label}"),
            Status::Under => format!("不足{label}"),
            _ => label,
        }
    }
}

/// How one kind is drawn.
pub struct Recipe {
    /// The height that the kind wants at a width, in CSS pixels.
    pub height: fn(&Context, &Builder, f64) -> f64,
    /// Draws into a rectangle of that width and height; returns the part of it that holds the marks.
    pub draw: fn(&Context, &mut Builder, Rect) -> Rect,
}

/// The recipe of a kind.
pub fn recipe(kind: Kind) -> Recipe {
    match kind {
        Kind::Bar { orientation: Orientation::Horizontal, .. } => {
            Recipe { height: bar::horizontal_height, draw: bar::horizontal }
        }
        Kind::Bar { orientation: Orientation::Vertical, .. } => {
            Recipe { height: bar::vertical_height, draw: bar::vertical }
        }
        Kind::Map { .. } if cfg!(feature = "map") => Recipe { height: map::height, draw: map::draw },
        // A build without the map refuses to load a view of one.
        Kind::Line | Kind::Map { .. } => Recipe { height: line::height, draw: line::draw },
    }
}
