//! Cells coloured by the class of their value, and the legend of the classes.

use crate::decimal::Decimal;
use crate::format;
use crate::guide::legend::Entry;
use crate::query::{Measure, Row};
use crate::scale::Threshold;
use crate::scene::{Color, Fill};
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

/// The legend where each column has classes of its own: only which end is which.
pub fn relative(cx: &Context) -> Vec<Entry> {
    let name = |class: usize| match class {
        0 => "该列中较低".into(),
        class if class + 1 == CLASSES => "该列中较高".into(),
        _ => String::new(),
    };
    (0..CLASSES).map(|i| Entry::new(Fill::Solid(cx.theme.level(i, CLASSES)), name(i))).collect()
}

/// The entry for cells without a value, where there are any.
pub fn missing(cx: &Context, is_any: bool) -> Option<Entry> {
    is_any.then(|| Entry::new(cx.theme.missing, "暂无数据".into()))
}
