//! The legend of classes: a swatch and its range, as many in a row as fit.

use crate::geometry::{Rect, point};
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, DatumKey, Fill, Node, Part, Role, Shape, Stroke, Style};
use crate::theme::{LABEL, Theme};

const SWATCH: (f64, f64) = (20.0, 12.0);
const LINE: f64 = 22.0;
/// Behind the name of what pressing takes away.
#[cfg(feature = "charts")]
pub const TAKEN_OFF: &str = " ×";
/// Where the words of an entry begin.
pub const TEXT: f64 = SWATCH.0 + 6.0;

/// What a swatch looks like: the marks it stands for.
#[cfg(feature = "charts")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// A bar, a cell, an area.
    #[default]
    Area,
    /// A dot of its own.
    Dot,
    /// A line.
    Line,
    /// A dashed line.
    Dashed,
    /// A line through dots.
    Dots,
}

/// One entry: how it is filled and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Fill of the swatch.
    pub fill: Fill,
    /// Its shape.
    #[cfg(feature = "charts")]
    pub sign: Sign,
    /// What it stands for.
    pub label: String,
    /// What pressing it is about; `None` where it cannot be pressed.
    pub key: Option<DatumKey>,
    /// Whether what it stands for is hidden.
    pub off: bool,
    /// What pressing it does and what it stands for, for those who do not see it; empty for what can be said of any entry.
    pub spoken: String,
}

impl Entry {
    /// An entry that only explains.
    pub fn new(fill: Fill, label: String) -> Entry {
        Entry {
            fill,
            #[cfg(feature = "charts")]
            sign: Sign::Area,
            label,
            key: None,
            off: false,
            spoken: String::new(),
        }
    }
}

/// Height of the legend in a column of that width.
pub fn height(out: &Builder, entries: &[Entry], width: f64) -> f64 {
    layout(out, entries, width).last().map_or(0.0, |p| p.1 + LINE)
}

/// Draws the entries from the upper left corner of `rect`.
pub fn draw(out: &mut Builder, rect: Rect, entries: &[Entry], theme: &Theme) {
    let places = layout(out, entries, rect.width);
    for (entry, (x, y)) in entries.iter().zip(places) {
        let corner = point(rect.x + x, rect.y + y + (LINE - SWATCH.1) / 2.0);
        let swatch = Rect { x: corner.x, y: corner.y, width: SWATCH.0, height: SWATCH.1 };
        #[cfg(feature = "charts")]
        if !lens::draw(out, swatch, entry) {
            draw_sign(out, swatch, entry, theme);
        }
        #[cfg(not(feature = "charts"))]
        area(out, swatch, entry, theme);
        let at = (corner.x + TEXT, rect.y + y + LINE / 2.0);
        let words = words(out, entry, rect.width);
        let width = out.width(&words, LABEL);
        let text = run(words, at, LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, if entry.off { theme.ink_3 } else { theme.ink_2 }, Role::Guide);
        if let Some(key) = entry.key {
            let target =
                Rect { x: swatch.x - 4.0, y: rect.y + y, width: SWATCH.0 + width + 14.0, height: LINE };
            let label = match (key.part, entry.off) {
                _ if !entry.spoken.is_empty() => entry.spoken.clone(),
                (Part::Series, false) => format!("图例：{}，已显示，按回车隐藏", entry.label),
                (Part::Series, true) => format!("图例：{}，已隐藏，按回车显示", entry.label),
                #[cfg(feature = "charts")]
                (Part::Picked, _) => {
                    let name = entry.label.strip_suffix(TAKEN_OFF).unwrap_or(&entry.label);
                    format!("图例：{name}，有颜色，按回车改为灰色")
                }
                _ => format!("按钮：{}", entry.label),
            };
            out.push(Node::new(Shape::Rect(target), Style::default(), Role::Control).datum(key).label(label));
        }
    }
}

/// What an entry says, in no more than the width of the legend.
#[cfg(feature = "charts")]
fn words(out: &Builder, entry: &Entry, width: f64) -> String {
    out.ellipsis(&entry.label, LABEL, width - TEXT)
}

/// What an entry says: ranges of figures are short.
#[cfg(not(feature = "charts"))]
fn words(_: &Builder, entry: &Entry, _: f64) -> String {
    entry.label.clone()
}

/// A filled swatch; an empty one for what is hidden.
fn area(out: &mut Builder, swatch: Rect, entry: &Entry, theme: &Theme) {
    let fill = if entry.off { Fill::Solid(theme.ground) } else { entry.fill };
    let is_class = entry.key.is_some_and(|key| key.part == Part::Class);
    let edge = match entry.off {
        // The lightest classes could not be seen as outlines.
        true if is_class => theme.ink_3,
        true => entry.fill.ink(),
        false => theme.rule,
    };
    let style = Style { fill: Some(fill), stroke: Some(Stroke::solid(edge, 1.0)) };
    out.push(Node::new(Shape::Rect(swatch), style, Role::Guide));
}

/// A swatch in the shape of the marks.
#[cfg(feature = "charts")]
fn draw_sign(out: &mut Builder, swatch: Rect, entry: &Entry, theme: &Theme) {
    let (middle, ink) = (swatch.center(), entry.fill.ink());
    let width = if entry.off { 1.0 } else { 2.5 };
    let dash = (entry.off || entry.sign == Sign::Dashed).then_some((4.0, 3.0));
    let (from, to) = (point(swatch.x, middle.y), point(swatch.right(), middle.y));
    if entry.sign == Sign::Area {
        return area(out, swatch, entry, theme);
    }
    if entry.sign != Sign::Dot {
        out.line(from, to, Stroke { color: ink, width, dash }, Role::Guide);
    }
    if matches!(entry.sign, Sign::Dot | Sign::Dots) {
        let fill = if entry.off { theme.ground } else { ink };
        let style = Style { fill: Some(Fill::Solid(fill)), stroke: Some(Stroke::solid(ink, 1.5)) };
        let radius = if entry.sign == Sign::Dot { 5.5 } else { 4.0 };
        out.push(Node::new(Shape::Circle { center: middle, radius }, style, Role::Guide));
    }
}

/// The sign for what can be searched.
#[cfg(feature = "charts")]
mod lens {
    use super::{Builder, Entry, Part, Rect, Role, Stroke, point};
    use crate::scene::{Node, Shape, Style};

    /// Draws it in the place of the swatch where an entry is a search; says whether it is.
    pub fn draw(out: &mut Builder, swatch: Rect, entry: &Entry) -> bool {
        if !entry.key.is_some_and(|key| key.part == Part::Find && key.row == 0) {
            return false;
        }
        let (ink, middle) = (entry.fill.ink(), swatch.center());
        let glass = Shape::Circle { center: point(middle.x - 1.5, middle.y - 1.5), radius: 4.5 };
        out.push(Node::new(glass, Style::stroke(ink, 1.5), Role::Guide));
        let handle = (point(middle.x + 2.0, middle.y + 2.0), point(middle.x + 6.0, middle.y + 6.0));
        out.line(handle.0, handle.1, Stroke::solid(ink, 2.0), Role::Guide);
        true
    }
}

/// Upper left corners of the entries: one after the other, on a new line where the next has no room.
fn layout(out: &Builder, entries: &[Entry], width: f64) -> Vec<(f64, f64)> {
    let (mut x, mut y) = (0.0, 0.0);
    let mut place = |entry: &Entry| {
        let own = TEXT + out.width(&words(out, entry, width), LABEL);
        if x > 0.0 && x + own > width {
            (x, y) = (0.0, y + LINE);
        }
        let at = (x, y);
        x += own + 16.0;
        at
    };
    entries.iter().map(&mut place).collect()
}
