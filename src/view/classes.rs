//! Cells coloured by the class of their value, and the legend of the classes.

use crate::decimal::Decimal;
use crate::format;
use crate::geometry::Rect;
use crate::guide::legend::{self, Entry};
use crate::query::{Measure, Row};
use crate::scale::Threshold;
use crate::scene::builder::run;
use crate::scene::{Anchor, Baseline, Builder, Color, Fill, Node, Role, Shape, Stroke, Style};
use crate::theme::LABEL;
use crate::view::Context;

const CLASSES: usize = 5;

/// How the values of some rows are coloured.
pub struct Classes {
    threshold: Threshold,
    measure: Measure,
    /// Whether they are one column's own, so that only lower and higher can be told.
    relative: bool,
}

/// The value of a row as its label says it: what is read decides the class.
fn printed(row: &Row, measure: &Measure) -> Option<Decimal> {
    Some(measure.scaling.printed(row.value.known()?, measure.decimals))
}

impl Classes {
    /// Classes over the rows that `belongs` picks.
    pub fn of(cx: &Context, relative: bool, belongs: &dyn Fn(&Row) -> bool) -> Classes {
        let rows = || cx.table.rows.iter().filter(|row| belongs(row));
        let measure = rows().next().map(|row| cx.table.measure_of(row).clone()).unwrap_or_default();
        let values: Vec<Decimal> = rows().filter_map(|row| printed(row, &measure)).collect();
        Classes { threshold: Threshold::quantiles(&values, CLASSES), measure, relative }
    }

    /// How the cell of a row is filled; hatched without a value.
    pub fn fill(&self, cx: &Context, row: &Row) -> Fill {
        match printed(row, &self.measure) {
            Some(value) => Fill::Solid(self.color(cx, self.threshold.class(value))),
            None => cx.theme.missing,
        }
    }

    fn color(&self, cx: &Context, class: usize) -> Color {
        let classes = self.threshold.classes();
        match self.threshold.negative {
            0 if classes == 1 => cx.theme.level(1, 4),
            0 => cx.theme.level(class, classes),
            _ if self.relative => cx.theme.level(class, classes),
            negative => cx.theme.growth(class, classes, negative, self.measure.direction),
        }
    }

    /// How the classes were made.
    pub fn method(&self) -> &'static str {
        "分位数分级，各级含下限"
    }

    /// Each class by its bounds.
    pub fn entries(&self, cx: &Context) -> Vec<Entry> {
        let text = |i: usize| format::number(self.threshold.breaks[i]);
        let last = self.threshold.breaks.len();
        let name = |i: usize| match i {
            _ if last == 0 => "全部".into(),
            0 => format!("低于 {}", text(0)),
            i if i == last => format!("{} 及以上", text(i - 1)),
            i => format!("{} 至 {}", text(i - 1), text(i)),
        };
        (0..=last).map(|i| Entry::new(Fill::Solid(self.color(cx, i)), name(i))).collect()
    }
}

/// The legend of a matrix: its classes, or where each column has classes of its own, only which end is which.
pub struct Key {
    /// Whether a ramp from low to high stands above the entries.
    ramp: bool,
    entries: Vec<Entry>,
}

/// A step of a ramp, and the line it stands on.
const STEP: (f64, f64) = (20.0, 12.0);
const RAMP_LINE: f64 = 22.0;
/// What its ends are.
const ENDS: [&str; 2] = ["该列中较低", "该列中较高"];

impl Key {
    /// The key to the classes of all columns, if they have any in common.
    pub fn of(cx: &Context, common: Option<&Classes>, is_any_missing: bool) -> Key {
        let mut entries = common.map_or_else(Vec::new, |classes| classes.entries(cx));
        entries.extend(missing(cx, is_any_missing));
        Key { ramp: common.is_none(), entries }
    }

    /// Height in a column of that width.
    pub fn height(&self, out: &Builder, width: f64) -> f64 {
        legend::height(out, &self.entries, width) + self.place(out, width).1
    }

    /// Where the entries begin: behind the ramp, or below it.
    fn place(&self, out: &Builder, width: f64) -> (f64, f64) {
        let ramp = out.widest(ENDS.into_iter(), LABEL) * 2.0 + 12.0 + STEP.0 * CLASSES as f64 + 24.0;
        let entries = self.entries.iter().map(|entry| out.width(&entry.label, LABEL) + 42.0).sum::<f64>();
        match self.ramp {
            false => (0.0, 0.0),
            true if ramp + entries <= width && entries > 0.0 => (ramp, 0.0),
            true => (0.0, RAMP_LINE),
        }
    }

    /// Draws it from the upper left corner of `rect`.
    pub fn draw(&self, cx: &Context, out: &mut Builder, rect: Rect) {
        if self.ramp {
            ramp(cx, out, rect);
        }
        let (x, y) = self.place(out, rect.width);
        let place = Rect { x: rect.x + x, y: rect.y + y, width: rect.width - x, ..rect };
        legend::draw(out, place, &self.entries, cx.theme);
    }
}

/// The classes side by side, with words for its ends.
fn ramp(cx: &Context, out: &mut Builder, rect: Rect) {
    let (mut x, middle) = (rect.x, rect.y + RAMP_LINE / 2.0);
    let word = |out: &mut Builder, x: f64, word: &str| {
        let text = run(word, (x, middle), LABEL, Anchor::Start, Baseline::Middle);
        out.text(text, cx.theme.ink_2, Role::Guide);
        out.width(word, LABEL) + 6.0
    };
    x += word(out, x, ENDS[0]);
    for class in 0..CLASSES {
        let place = Rect { x, y: middle - STEP.1 / 2.0, width: STEP.0, height: STEP.1 };
        let mut style = Style::fill(cx.theme.level(class, CLASSES));
        style.stroke = Some(Stroke::solid(cx.theme.rule, 1.0));
        out.push(Node::new(Shape::Rect(place), style, Role::Guide));
        x += STEP.0;
    }
    word(out, x + 6.0, ENDS[1]);
}

/// The entry for cells without a value, where there are any.
pub fn missing(cx: &Context, is_any: bool) -> Option<Entry> {
    is_any.then(|| Entry::new(cx.theme.missing, "暂无数据".into()))
}
