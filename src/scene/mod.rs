//! The retained display list: what is drawn, written as SVG, hit and read aloud is this one tree.

pub mod builder;
pub mod color;
pub mod describe;
pub mod hit;
#[cfg(feature = "charts")]
pub mod points;
pub mod svg;
pub(crate) mod svg_text;
pub mod text;
#[cfg(feature = "charts")]
pub mod tween;

pub use builder::Builder;
pub use color::Color;
#[cfg(feature = "charts")]
pub use points::Points;
pub use text::{Anchor, Baseline, Font, TextMeasure, Weight};

use crate::geometry::{Path, Point, Rect};

/// What a node stands for: a row of its view's table, stable for one dataset, or something that can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DatumKey {
    /// The panel (view of the document) it is drawn in.
    pub panel: u16,
    /// What of that panel.
    pub part: Part,
    /// Which row, series or column.
    pub row: u32,
}

/// What of a panel a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A row of its table.
    Row,
    /// A series, as its legend names it: pressed, it hides or shows.
    Series,
    /// What has a colour of its own where not all have, as its legend names it: pressed, it turns grey.
    Picked,
    /// The search: pressed, it opens; at another row than 0, what was searched for is forgotten.
    Find,
    /// A class of values, as its legend names it: pressed, the others step back.
    Class,
    /// A column of a table, as its heading names it: pressed, rows are sorted by it.
    Column,
    /// The shown stretch of a long axis: pressed, all of it is shown; or the shown part of a map: pressed, another one is.
    Window,
    /// What entries can be filtered by: pressed, they are left out or taken in.
    Chip,
    /// The scrollbar of a list.
    Scroll,
    /// A timeline: its buttons and its track, see the guide that draws them.
    Time,
}

/// What of [`Part::Window`] shows all.
#[cfg(feature = "charts")]
pub const WINDOW_ALL: u32 = 0;
/// What of [`Part::Window`] looks closer.
#[cfg(feature = "charts")]
pub const WINDOW_CLOSER: u32 = 1;
/// What of [`Part::Window`] shows more.
#[cfg(feature = "charts")]
pub const WINDOW_WIDER: u32 = 2;

impl DatumKey {
    /// The key of a row.
    pub const fn of_row(panel: u16, row: u32) -> DatumKey {
        DatumKey { panel, part: Part::Row, row }
    }
}

/// What a node is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Carries data: can be hit, focused and selected.
    Mark,
    /// Text that belongs to a mark, such as a value label.
    MarkLabel,
    /// Can be pressed: entries of a legend, headings of a table.
    Control,
    /// Axis, grid, legend and the like.
    Guide,
    /// Title, subtitle, source line, approval number.
    Caption,
    /// Ground, veil, frames: nothing to read.
    Ornament,
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// One flat colour.
    Solid(Color),
    /// Diagonal lines on a ground: the sign for 暂无数据.
    Hatch {
        /// The ground between the lines.
        ground: Color,
        /// The lines, 1 px wide and 6 px apart.
        line: Color,
    },
}

impl Fill {
    /// The colour that carries the meaning: what text is written in.
    pub const fn ink(self) -> Color {
        match self {
            Fill::Solid(color) => color,
            Fill::Hatch { line, .. } => line,
        }
    }
}

/// Distance between the middles of two hatch lines, in CSS pixels; each is 1 px wide.
pub const HATCH_STEP: f64 = 6.0;

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Line colour.
    pub color: Color,
    /// Line width in CSS pixels; anything below one device pixel is drawn as one.
    pub width: f64,
    /// Dash and gap length in CSS pixels; `None` for a solid line.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    /// A solid line.
    pub const fn solid(color: Color, width: f64) -> Stroke {
        Stroke { color, width, dash: None }
    }
}

/// Fill and outline of a shape; text uses the fill's colour.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Style {
    /// The inside.
    pub fill: Option<Fill>,
    /// The outline.
    pub stroke: Option<Stroke>,
}

impl Style {
    /// Flat fill, no outline.
    pub const fn fill(color: Color) -> Style {
        Style { fill: Some(Fill::Solid(color)), stroke: None }
    }

    /// Solid outline, no fill.
    pub const fn stroke(color: Color, width: f64) -> Style {
        Style { fill: None, stroke: Some(Stroke::solid(color, width)) }
    }
}

/// A run of text on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What it says.
    pub content: String,
    /// Where its anchor lies.
    pub at: Point,
    /// Size and weight.
    pub font: Font,
    /// Which end of the run lies at `at`.
    pub anchor: Anchor,
    /// Which height of the run lies at `at`.
    pub baseline: Baseline,
    /// A band of this colour around the glyphs keeps them legible over marks.
    pub halo: Option<Color>,
    /// Whether the run rises to the right by 45°, turned about `at`.
    #[cfg(feature = "charts")]
    pub tilted: bool,
}

/// The outline of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Straight segments, filled even-odd.
    Path(Path),
    /// A rectangle. Edges are snapped to device pixels when painted.
    Rect(Rect),
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius in CSS pixels.
        radius: f64,
    },
    /// Many observations, each a dot or a mere place: the node's datum names their panel, each point its row.
    #[cfg(feature = "charts")]
    Points(Points),
    /// One line of text.
    Text(Text),
    /// Nodes painted together, cut off outside `clip`.
    Group {
        /// What stays visible.
        clip: Option<Rect>,
        /// The content, bottom first.
        nodes: Vec<Node>,
    },
}

impl Shape {
    /// Whether every coordinate is a number that can be drawn; a shape with NaN or infinity is drawn nowhere.
    pub fn is_finite(&self) -> bool {
        let point = |p: &Point| p.x.is_finite() && p.y.is_finite();
        let rect =
            |r: &Rect| r.x.is_finite() && r.y.is_finite() && r.width.is_finite() && r.height.is_finite();
        match self {
            Shape::Path(path) => path.subpaths.iter().all(|run| run.points.iter().all(point)),
            Shape::Rect(r) => rect(r),
            Shape::Circle { center, radius } => point(center) && radius.is_finite(),
            #[cfg(feature = "charts")]
            Shape::Points(points) => points.radius.is_finite(),
            Shape::Text(text) => point(&text.at) && text.font.size.is_finite(),
            Shape::Group { clip, .. } => clip.as_ref().is_none_or(rect),
        }
    }
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its outline.
    pub shape: Shape,
    /// Its paint.
    pub style: Style,
    /// What it is for.
    pub role: Role,
    /// The observation it stands for.
    pub datum: Option<DatumKey>,
    /// What it says to somebody who does not see it.
    pub label: Option<String>,
}

impl Node {
    /// A node without datum or label.
    pub fn new(shape: Shape, style: Style, role: Role) -> Node {
        Node { shape, style, role, datum: None, label: None }
    }

    /// The same node, standing for an observation.
    pub fn datum(self, datum: DatumKey) -> Node {
        Node { datum: Some(datum), ..self }
    }

    /// The same node, with words for those who do not see it.
    pub fn label(self, label: String) -> Node {
        Node { label: Some(label), ..self }
    }
}

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent to the right.
    pub width: f64,
    /// Extent downwards.
    pub height: f64,
}

/// A picture: nodes from bottom to top on a surface of a given size.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The surface.
    pub size: Size,
    /// The content, bottom first.
    pub nodes: Vec<Node>,
}

impl Scene {
    /// Calls `visit` for every node, groups before their content, bottom first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        walk(&self.nodes, visit);
    }
}

fn walk<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        if let Shape::Group { nodes, .. } = &node.shape {
            walk(nodes, visit);
        }
    }
}
