//! Chart kinds: each a short recipe of scales, marks and guides. The map is one of them.

mod bar;
#[cfg(feature = "charts")]
mod chart;
mod classes;
#[cfg(feature = "charts")]
mod entry;
#[cfg(feature = "charts")]
mod frame;
mod line;
#[cfg(feature = "charts")]
pub mod list;
mod map;
#[cfg(feature = "charts")]
mod parts;

#[cfg(feature = "charts")]
use crate::config::{By, Chart};
use crate::config::{Kind, Orientation, Panel};
use crate::dataset::{Dataset, Status};
use crate::geometry::Rect;
#[cfg(feature = "charts")]
use crate::guide::legend::Sign;
#[cfg(feature = "charts")]
use crate::query::{Choice, List, Shown};
use crate::query::{Measure, Row, Table};
use crate::readout;
#[cfg(feature = "charts")]
use crate::scene::Color;
use crate::scene::{Builder, DatumKey};
use crate::theme::Theme;
use crate::topology::Topology;
#[cfg(feature = "charts")]
use crate::topology::camera::Camera;

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
    /// 审图号; empty when none was given.
    pub approval: &'a str,
    /// Lowest and highest value of an axis that several small charts share.
    pub domain: Option<(f64, f64)>,
    /// The same of a plane: its two axes, and what the size of its points goes by.
    #[cfg(feature = "charts")]
    pub plane: Option<[(f64, f64); 3]>,
    /// Whether this is one of several small charts, under which all say once what has to be said.
    #[cfg(feature = "charts")]
    pub is_facet: bool,
    /// The series that the visitor has hidden; their rows are not in the table.
    pub hidden: &'a [u32],
    /// The classes that the visitor looks at, the others stepping back; empty for all.
    pub classes: &'a [u32],
    /// Whether the visitor looks at a part of the periods only.
    pub zoomed: bool,
    /// The table with all that the visitor has left out.
    #[cfg(feature = "charts")]
    pub whole: &'a Table,
    /// What the visitor has searched a long list for; `None` for what is no such list.
    #[cfg(feature = "charts")]
    pub searched: Option<&'a str>,
    /// The list that the table is a window of, where it is one.
    #[cfg(feature = "charts")]
    pub listed: Option<Listed<'a>>,
    /// The part of the map that the visitor looks at; `None` for all.
    #[cfg(feature = "charts")]
    pub camera: Option<Camera>,
}

/// A list and what of it is shown.
#[cfg(feature = "charts")]
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    /// All of it.
    pub list: &'a List,
    /// The first line that is shown.
    pub first: usize,
    /// How many lines are shown.
    pub lines: usize,
    /// What the visitor has made of it.
    pub shown: &'a Shown,
}

impl Context<'_> {
    /// The key of row `row`.
    fn key(&self, row: usize) -> DatumKey {
        DatumKey::of_row(self.index, self.table.rows[row].key)
    }

    /// Name of the area of a row.
    fn area(&self, row: &Row) -> &str {
        self.set.areas.get(row.area).map_or("", |area| &area.name)
    }

    /// The table that colours go by, so that they mean the same in all small charts and periods.
    #[cfg(feature = "charts")]
    pub fn all(&self) -> &Table {
        if self.panel.options.along() != By::Auto { self.whole } else { self.table }
    }

    /// The table that colours go by.
    #[cfg(not(feature = "charts"))]
    pub fn all(&self) -> &Table {
        self.table
    }

    /// Whether a legend stands under this chart: not under each of several small ones.
    fn has_legend(&self) -> bool {
        #[cfg(feature = "charts")]
        return !self.is_facet;
        #[cfg(not(feature = "charts"))]
        true
    }

    /// What a mark says to somebody who does not see it.
    fn label(&self, row: &Row) -> String {
        readout::head(row, self.table, self.set).sentence()
    }

    /// The value of a row as a label, with the word for what is only a bound; 暂无数据 when there is none.
    fn value(&self, row: &Row) -> String {
        self.value_in(row, self.table.measure_of(row))
    }

    /// The same as another measure writes it.
    fn value_in(&self, row: &Row, measure: &Measure) -> String {
        let Some(value) = row.value.known() else { return "暂无数据".into() };
        let label = measure.label(value);
        match row.status(self.set) {
            Status::Over => format!("超{label}"),
            Status::Under => format!("不足{label}"),
            _ => label,
        }
    }
}

#[cfg(feature = "charts")]
impl Context<'_> {
    /// The colour of a series: those of the palette in order, all further ones grey.
    pub fn color(&self, series: usize) -> Color {
        self.theme.categorical.get(series).copied().unwrap_or(self.theme.ink_3)
    }

    /// The colour of a part that is named where it lies: beyond the palette its colours come again, deeper.
    pub fn part_color(&self, part: usize) -> Color {
        let palette = &self.theme.categorical;
        // Towards the ink, not the ground: it has to stand out from what it lies on.
        let deeper = (part / palette.len() % 2) as f64 * 0.45;
        palette[part % palette.len()].mix(self.theme.ink, deeper)
    }

    /// Whether values go by powers: as the view asks, of marks that do not start at zero.
    pub fn is_log(&self) -> bool {
        self.panel.kind.chart().is_some_and(Chart::may_go_by_powers)
            && self.panel.options.log
            && self.table.is_one_sided()
    }

    /// The notes of this chart alone: none where they stand under several.
    pub fn notes(&self) -> Vec<String> {
        if self.is_facet { Vec::new() } else { notes(self) }
    }

    /// The colour of a series, or of an item where those have colours: grey where others were chosen.
    pub fn chosen_color(&self, position: usize) -> Color {
        match self.table.palette_place(position) {
            Some(place) => self.color(place),
            None => self.theme.ground.mix(self.theme.ink_3, 0.8),
        }
    }

    /// Whether a series, or an item where those have colours, stays in the background, others having been chosen.
    pub fn is_grey(&self, position: usize) -> bool {
        let is_chosen = |choice: &Choice| !choice.by_item || !choice.picked.is_empty();
        self.table.choice.as_ref().is_some_and(is_chosen) && self.table.palette_place(position).is_none()
    }

    /// Positions of marks from below upwards: those that stay in the background first. `of` tells what has the colour.
    pub fn upwards(&self, marks: Vec<usize>, of: &dyn Fn(usize) -> usize) -> Vec<usize> {
        let mut ordered = marks.clone();
        ordered.retain(|mark| self.is_grey(of(*mark)));
        ordered.extend(marks.into_iter().filter(|mark| !self.is_grey(of(*mark))));
        ordered
    }

    /// The colour of an item that was chosen, and grey for the others; `None` where none was: then the kind decides.
    pub fn item_color(&self, item: usize) -> Option<Color> {
        let has_chosen = self.table.choice.as_ref().is_some_and(|choice| !choice.picked.is_empty());
        has_chosen.then(|| self.chosen_color(item))
    }

    /// Whether the visitor has hidden a series.
    pub fn is_hidden(&self, series: usize) -> bool {
        self.hidden.contains(&(series as u32))
    }

    /// From the lowest to the highest value in scaled units, with zero where bars need it; of several small charts that
    /// share an axis, over all of them.
    pub fn extent(&self, zero: bool) -> (f64, f64) {
        let values = self.table.values();
        let start = if zero { 0.0 } else { f64::NAN };
        let (low, high) = self.domain.unwrap_or((start, start));
        let low = values.iter().copied().fold(low, f64::min);
        let high = values.iter().copied().fold(high, f64::max);
        match (low, high) {
            _ if low.is_nan() => (0.0, 1.0),
            _ if low == high && zero => (low.min(0.0), high.max(1.0)),
            _ if low == high => (low - low.abs().max(1.0) * 0.1, high + high.abs().max(1.0) * 0.1),
            ends => ends,
        }
    }
}

/// How one kind is drawn.
pub struct Recipe {
    /// The height that the kind wants at a width, in CSS pixels.
    pub height: fn(&Context, &Builder, f64) -> f64,
    /// Draws into a rectangle of that width and height; returns the part of it that holds the marks.
    pub draw: fn(&Context, &mut Builder, Rect) -> Rect,
    /// Whether series are named by a legend above the plot rather than where they are drawn.
    pub legend: bool,
}

/// The lowest and the highest value that the marks of a chart reach.
#[cfg(feature = "charts")]
pub fn domain(cx: &Context) -> (f64, f64) {
    match cx.panel.kind {
        Kind::Chart(Chart::Bars) => chart::bars::domain(cx),
        _ => cx.extent(false),
    }
}

/// What the two axes and the sizes of the points of a plane cover; `None` for what is none.
#[cfg(feature = "charts")]
pub fn plane_domain(cx: &Context) -> Option<[(f64, f64); 3]> {
    matches!(cx.panel.kind, Kind::Chart(Chart::Scatter | Chart::Bubble)).then(|| chart::scatter::extents(cx))
}

/// What must be known to read a chart, under which it stands; of several small ones it stands under all.
#[cfg(feature = "charts")]
pub fn notes(cx: &Context) -> Vec<String> {
    match cx.panel.kind {
        Kind::Line => line::said(cx),
        Kind::Chart(chart) => chart::notes(cx, chart),
        _ => Vec::new(),
    }
}

/// The height of the legend that small charts have in common, below them; 0 for kinds whose small charts have their own.
#[cfg(feature = "charts")]
pub fn shared_legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
    match cx.panel.kind {
        Kind::Map { .. } => map::legend_height(cx, out, width),
        Kind::Chart(Chart::Tiles) => chart::tiles::legend_height(cx, out, width),
        Kind::Chart(Chart::Heatmap) => chart::heatmap::legend_height(cx, out, width),
        _ => 0.0,
    }
}

/// Draws that legend from the upper left corner of a rectangle.
#[cfg(feature = "charts")]
pub fn draw_shared_legend(cx: &Context, out: &mut Builder, rect: Rect) {
    match cx.panel.kind {
        Kind::Map { .. } => map::draw_legend(cx, out, rect),
        Kind::Chart(Chart::Tiles) => chart::tiles::draw_legend(cx, out, rect),
        Kind::Chart(Chart::Heatmap) => chart::heatmap::draw_legend(cx, out, rect),
        _ => {}
    }
}

/// What stands for a series in the legend.
#[cfg(feature = "charts")]
pub fn sign(cx: &Context, series: usize) -> Sign {
    match cx.panel.kind {
        Kind::Chart(Chart::Dot | Chart::Lollipop) => Sign::Dot,
        Kind::Chart(Chart::Radar) => Sign::Dots,
        Kind::Chart(Chart::Combo) => chart::combo::sign(cx, series),
        _ => Sign::Area,
    }
}

/// Whether dots lie in rows.
#[cfg(feature = "charts")]
fn dots_lie(cx: &Context, out: &Builder, width: f64) -> bool {
    chart::dots::is_horizontal(cx, out, width)
}

/// The recipe of a kind.
pub fn recipe(kind: Kind) -> Recipe {
    match kind {
        Kind::Bar { orientation: Orientation::Horizontal, .. } => {
            Recipe { height: bar::horizontal_height, draw: bar::horizontal, legend: false }
        }
        Kind::Bar { orientation: Orientation::Vertical, .. } => {
            Recipe { height: bar::vertical_height, draw: bar::vertical, legend: false }
        }
        Kind::Map { .. } if cfg!(feature = "map") => {
            Recipe { height: map::height, draw: map::draw, legend: false }
        }
        #[cfg(feature = "charts")]
        Kind::Chart(chart) => chart::recipe(chart),
        // A build without the map or the further charts refuses to load a view of one.
        _ => Recipe { height: line::height, draw: line::draw, legend: false },
    }
}
