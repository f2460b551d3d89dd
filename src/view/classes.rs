//! How maps and coloured cells colour their values, by class, by category or without classes, and what their legends say.

use super::Context;
use crate::config::Kind;
use crate::dataset::Value;
use crate::decimal::Decimal;
use crate::format;
use crate::guide::legend::Entry;
use crate::query::{Measure, Row, Table};
#[cfg(feature = "charts")]
use crate::scale::Method;
use crate::scale::Threshold;
use crate::scene::{Color, DatumKey, Fill, Part};

/// As many classes as a view has that does not say how many.
pub const CLASSES: usize = 5;
/// How far what the visitor does not look at stands out from the ground: less than the lightest class.
const BACK: f64 = 0.45;
/// So many areas of a class are named to those who do not see it, in a legend that names areas.
const NAMED: usize = 12;

/// Which colours the classes have.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Look {
    /// From light to dark.
    Level,
    /// Two colours, one to either side of the middle.
    Growth,
    /// One of the palette each.
    #[cfg(feature = "charts")]
    Category,
    /// None: the colour goes with the value, between these two; with two sides as far on the one as on the other.
    #[cfg(feature = "charts")]
    Ramp { low: f64, high: f64, has_sides: bool },
}

/// How the values of some rows are coloured.
pub struct Classes {
    /// Where the classes part, in scaled units.
    pub threshold: Threshold,
    /// What the values are.
    pub measure: Measure,
    /// The values in scaled units, with the rows that have them.
    pub values: Vec<(Decimal, usize)>,
    /// The values that classes are made of, with their rows in [`Context::all`]: those of all small charts and all periods.
    pub all: Vec<(Decimal, usize)>,
    /// How they were put into classes, in words.
    pub method: String,
    /// The value at which colours change sides, where the legend has to name it and no break does.
    pub middle: Option<Decimal>,
    look: Look,
    /// Whether classes are of one width, so that as many steps from the middle are as far from it on either side.
    is_even: bool,
    picked: Vec<usize>,
}

/// Values in classes.
struct Classified {
    threshold: Threshold,
    /// The method in words.
    words: String,
    /// The value at which colours change sides, where the designer has set one.
    middle: Option<Decimal>,
    is_even: bool,
}

impl Classes {
    /// Classes over the rows that count. Those of a column of its own, `relative`, only tell lower from higher.
    pub fn of(cx: &Context, relative: bool, counts: &dyn Fn(&Row) -> bool) -> Classes {
        let first = cx.all().rows.iter().find(|row| counts(row));
        let measure = first.map(|row| cx.all().measure_of(row).clone()).unwrap_or_default();
        let values_of = |table: &Table| -> Vec<(Decimal, usize)> {
            let value = |(at, row): (usize, &Row)| Some((scaled(row, &measure)?, at)).filter(|_| counts(row));
            table.rows.iter().enumerate().filter_map(value).collect()
        };
        let (values, all) = (values_of(cx.table), values_of(cx.all()));
        let numbers: Vec<Decimal> = all.iter().map(|(value, _)| *value).collect();
        let most = match cx.panel.kind {
            Kind::Map { classes } => classes as usize,
            _ => own_classes(cx),
        };
        let Classified { threshold, words: method, middle, is_even } =
            classified(cx, &numbers, most, &measure, relative);
        let is_growth = threshold.below > 0 || threshold.straddles || middle.is_some();
        let look = match is_growth || measure.growth_from.is_some() {
            true if !relative => Look::Growth,
            _ => Look::Level,
        };
        #[cfg(feature = "charts")]
        let look = own_look(cx, look, &numbers, &threshold, middle.unwrap_or_default());
        let picked = cx.classes.iter().map(|class| *class as usize);
        let picked = picked.filter(|class| *class < threshold.classes()).collect();
        #[cfg(feature = "charts")]
        let middle = match look {
            Look::Ramp { has_sides: true, .. } => Some(middle.unwrap_or_default()),
            _ => middle,
        };
        Classes { threshold, measure, values, all, method, middle, look, is_even, picked }
    }

    /// How the mark of a row is filled; hatched without a value.
    pub fn fill(&self, cx: &Context, row: &Row) -> Fill {
        match scaled(row, &self.measure) {
            Some(value) => Fill::Solid(self.color_of(cx, value)),
            None if is_inapplicable(row) => Fill::Solid(cx.theme.rule),
            None => cx.theme.missing,
        }
    }

    /// The colour of a value.
    pub fn color_of(&self, cx: &Context, value: Decimal) -> Color {
        #[cfg(feature = "charts")]
        if let Look::Ramp { low, high, has_sides } = self.look {
            let t = if high > low { (value.to_f64() - low) / (high - low) } else { 0.5 };
            return match has_sides {
                true => cx.theme.growth_at(t * 2.0 - 1.0, self.measure.direction),
                false => cx.theme.level_at(t),
            };
        }
        self.color(cx, self.threshold.class(value))
    }

    /// The colour of a class. Those that the visitor does not look at have none of their own: a dark one stepping back
    /// would come to look like a light one.
    pub fn color(&self, cx: &Context, class: usize) -> Color {
        match self.is_back(class) {
            true => cx.theme.ground.mix(cx.theme.rule, BACK),
            false => self.own_color(cx, class),
        }
    }

    fn own_color(&self, cx: &Context, class: usize) -> Color {
        let (classes, below) = (self.threshold.classes(), self.threshold.below);
        match self.look {
            #[cfg(feature = "charts")]
            Look::Category => cx.color(class),
            #[cfg(feature = "charts")]
            Look::Growth if self.threshold.straddles && class == below => cx.theme.around_middle(),
            Look::Growth => {
                // A class around the middle is no step of either side.
                let above = classes - below - usize::from(self.threshold.straddles);
                let (step, own) = match class < below {
                    true => (below - class, below),
                    false => (above + class + 1 - classes, above),
                };
                let of = if self.is_even { below.max(above) } else { own };
                // The first step of several is pale, so that the last stands out from it; a single one is told from the ground.
                let t = if of > 1 { (step - 1) as f64 / (of - 1) as f64 } else { 1.0 }.max(1e-6);
                cx.theme.growth_at(if class < below { -t } else { t }, self.measure.direction)
            }
            _ if classes == 1 => cx.theme.level(1, 4),
            _ => cx.theme.level(class, classes),
        }
    }

    /// Whether the visitor looks at other classes.
    fn is_back(&self, class: usize) -> bool {
        !self.picked.is_empty() && !self.picked.contains(&class)
    }

    /// Whether the colour goes with the value.
    pub fn is_ramp(&self) -> bool {
        #[cfg(feature = "charts")]
        return matches!(self.look, Look::Ramp { .. });
        #[cfg(not(feature = "charts"))]
        false
    }

    /// Whether classes are places on an axis of values.
    pub fn has_axis(&self) -> bool {
        #[cfg(feature = "charts")]
        return self.look != Look::Category;
        #[cfg(not(feature = "charts"))]
        true
    }

    /// The value of a row as its mark says it: in so many digits that it lies on the side of every break where it is drawn.
    pub fn text(&self, cx: &Context, row: &Row) -> String {
        let Some(value) = scaled(row, &self.measure) else { return cx.value(row) };
        #[cfg(feature = "charts")]
        if self.look == Look::Category
            && let Some(name) = category(cx, &self.measure, value)
        {
            return name;
        }
        let class = self.threshold.class(value);
        let mut decimals = self.measure.decimals;
        while decimals < value.scale && self.threshold.class(value.rounded(decimals)) != class {
            decimals += 1;
        }
        if decimals == self.measure.decimals {
            return cx.value(row);
        }
        cx.value_in(row, &Measure { decimals, ..self.measure.clone() })
    }

    /// Each class by its bounds, each category by its name; none without classes. `names_areas` where a class has a value
    /// an area at most.
    pub fn entries(&self, cx: &Context, names_areas: bool) -> Vec<Entry> {
        if self.all.is_empty() || self.is_ramp() {
            return Vec::new();
        }
        (0..self.threshold.classes()).map(|class| self.entry(cx, class, names_areas)).collect()
    }

    fn entry(&self, cx: &Context, class: usize, names_areas: bool) -> Entry {
        let entry = Entry::new(Fill::Solid(self.own_color(cx, class)), self.name(cx, class));
        if !cfg!(feature = "charts") || self.threshold.classes() < 2 {
            return entry;
        }
        let key = Some(DatumKey { panel: cx.index, part: Part::Class, row: class as u32 });
        let spoken = self.spoken(cx, class, &entry.label, names_areas);
        Entry { key, off: self.is_back(class), spoken, ..entry }
    }

    /// What the legend says of a class to those who do not see it, and what pressing it does.
    fn spoken(&self, cx: &Context, class: usize, name: &str, names_areas: bool) -> String {
        let members: Vec<usize> = self
            .values
            .iter()
            .filter(|(value, _)| self.threshold.class(*value) == class)
            .map(|v| v.1)
            .collect();
        let unit = self.measure.label_unit();
        let unit = if unit.is_empty() { unit } else { format!("（{unit}）") };
        let mut out = format!("图例：{name}{unit}，{} 个", members.len());
        if names_areas && (1..=NAMED).contains(&members.len()) {
            let names = members.iter().filter_map(|at| cx.table.rows.get(*at)).map(|row| cx.area(row));
            out.push('：');
            out.push_str(&crate::nearest::joined(names, "、"));
        }
        out.push_str(match (self.picked.contains(&class), self.is_back(class)) {
            (true, _) => "，正在只看，按回车取消",
            (_, true) => "，未在看，按回车也看这一级",
            _ => "，按回车只看这一级",
        });
        out
    }

    fn name(&self, cx: &Context, class: usize) -> String {
        #[cfg(feature = "charts")]
        if self.look == Look::Category {
            let lowest = self.all.iter().find(|(value, _)| self.threshold.class(*value) == class);
            let value = lowest.map_or_else(Decimal::default, |(value, _)| *value);
            return category(cx, &self.measure, value).unwrap_or_else(|| format::number(value));
        }
        #[cfg(not(feature = "charts"))]
        let _ = cx;
        let text = |i: usize| format::number(self.threshold.breaks[i]);
        match class {
            _ if self.threshold.breaks.is_empty() => "全部".into(),
            0 => format!("低于 {}", text(0)),
            last if last == self.threshold.breaks.len() => format!("{} 及以上", text(last - 1)),
            i => format!("{} 至 {}", text(i - 1), text(i)),
        }
    }

    /// The unit and the method, as they stand over a legend.
    pub fn headline(&self) -> String {
        let unit = self.measure.label_unit();
        let parts = [if unit.is_empty() { unit } else { format!("单位：{unit}") }, self.method.clone()];
        crate::nearest::joined(parts.iter().map(String::as_str).filter(|part| !part.is_empty()), "；")
    }
}

/// The value of a row in scaled units, every digit of it: what is known decides the class, not what is written.
fn scaled(row: &Row, measure: &Measure) -> Option<Decimal> {
    Some(row.value.known()?.shifted(measure.scaling.power).trimmed())
}

/// Whether there can be no value: not the same as that none was published.
pub fn is_inapplicable(row: &Row) -> bool {
    matches!(&row.value, Value::Missing(reason) if reason.starts_with("不适用"))
}

/// The entries for cells without a value, where there are any.
#[cfg(feature = "charts")]
pub fn others(cx: &Context) -> Vec<Entry> {
    let is_any = |inapplicable: bool| {
        let mut missing = cx.all().rows.iter().filter(|row| row.value.known().is_none());
        missing.any(|row| is_inapplicable(row) == inapplicable)
    };
    let mut entries = Vec::new();
    if is_any(false) {
        entries.push(Entry::new(cx.theme.missing, "暂无数据".into()));
    }
    if is_any(true) {
        entries.push(Entry::new(Fill::Solid(cx.theme.rule), "不适用".into()));
    }
    entries
}

/// Quantile classes in words: where there is a class a value, no method has made them.
fn quantile_words(values: usize, threshold: &Threshold) -> String {
    let method = if values > threshold.classes() { "分位数分级，" } else { "" };
    format!("{method}各级含下限")
}

#[cfg(not(feature = "charts"))]
fn own_classes(_: &Context) -> usize {
    CLASSES
}

/// Quantile classes: a view of this build asks for no others.
#[cfg(not(feature = "charts"))]
fn classified(_: &Context, values: &[Decimal], classes: usize, _: &Measure, _: bool) -> Classified {
    let threshold = Threshold::quantiles(values, classes, Decimal::whole(0));
    let words = quantile_words(values.len(), &threshold);
    Classified { threshold, words, middle: None, is_even: false }
}

#[cfg(feature = "charts")]
mod asked {
    use super::*;
    use crate::scale::Asked;
    use crate::stats::intervals::mean_and_deviation;

    pub fn own_classes(cx: &Context) -> usize {
        cx.panel.options.classing.classes.map_or(CLASSES, usize::from)
    }

    /// A value that the designer has written, in scaled units.
    fn in_scale(value: Decimal, measure: &Measure) -> Decimal {
        value.shifted(measure.scaling.power).trimmed()
    }

    /// The classes that the view asks for.
    pub fn classified(
        cx: &Context,
        values: &[Decimal],
        classes: usize,
        measure: &Measure,
        relative: bool,
    ) -> Classified {
        let classing = &cx.panel.options.classing;
        let wanted = classing.method.unwrap_or_default();
        // Columns of different units have neither a break nor a middle in common.
        let method = match wanted {
            Method::Manual | Method::Category | Method::None if relative => Method::Quantile,
            method => method,
        };
        let has_middle = !relative && !matches!(method, Method::Deviation | Method::Category);
        let middle = classing.midpoint.filter(|_| has_middle).map(|middle| in_scale(middle, measure));
        let breaks = classing.breaks.iter().map(|own| in_scale(*own, measure)).collect();
        let asked = Asked { method, classes, breaks, middle: middle.unwrap_or_default() };
        let (threshold, used) = asked.classes(values);
        let mut words = words(used, values, &threshold, measure);
        if used != method {
            words = format!(
                "{}，改用{words}",
                if method == Method::Jenks { "数值过多" } else { "不同的数值过多" }
            );
        }
        if let Some(middle) = middle {
            words.push_str(&format!("，以 {} 为界", format::number(middle)));
        }
        let is_even = matches!(used, Method::Equal | Method::Pretty | Method::Deviation);
        Classified { threshold, words, middle, is_even }
    }

    fn words(method: Method, values: &[Decimal], threshold: &Threshold, measure: &Measure) -> String {
        let name = match method {
            Method::Quantile => return quantile_words(values.len(), threshold),
            Method::Equal => "等距分级",
            Method::Jenks => "自然断点分级（Jenks）",
            Method::Pretty => "取整等距分级",
            Method::Manual => "按指定分级点分级",
            Method::Category => return "每个值一种颜色".into(),
            Method::None => return "不分级，颜色随数值连续变化".into(),
            Method::Deviation => {
                let numbers: Vec<f64> = values.iter().map(|value| value.to_f64()).collect();
                let Some((mean, deviation)) = mean_and_deviation(&numbers) else {
                    return "标准差分级".into();
                };
                // Figures that were not published are said to be computed.
                let figure = |value: f64| {
                    Decimal::round(value, measure.decimals.max(1)).map_or_else(String::new, format::number)
                };
                let (mean, deviation) = (figure(mean), figure(deviation));
                return format!("标准差分级（计算值：平均 {mean}，标准差 {deviation}），各级含下限");
            }
        };
        format!("{name}，各级含下限")
    }

    /// The look that the method asks for, `otherwise` that of classes.
    pub fn own_look(
        cx: &Context,
        otherwise: Look,
        values: &[Decimal],
        threshold: &Threshold,
        middle: Decimal,
    ) -> Look {
        let ends = |low: f64, value: &Decimal, pick: fn(f64, f64) -> f64| pick(low, value.to_f64());
        match cx.panel.options.classing.method {
            Some(Method::Category) if is_category(values, threshold) => Look::Category,
            Some(Method::None) if threshold.breaks.is_empty() => {
                let low = values.iter().fold(f64::INFINITY, |low, value| ends(low, value, f64::min));
                let high = values.iter().fold(f64::NEG_INFINITY, |high, value| ends(high, value, f64::max));
                if otherwise != Look::Growth {
                    return Look::Ramp { low, high, has_sides: false };
                }
                let middle = middle.to_f64();
                let reach = (middle - low).max(high - middle);
                Look::Ramp { low: middle - reach, high: middle + reach, has_sides: true }
            }
            _ => otherwise,
        }
    }

    /// Whether each class is one value.
    fn is_category(values: &[Decimal], threshold: &Threshold) -> bool {
        let mut of_class: Vec<Option<Decimal>> = vec![None; threshold.classes()];
        values.iter().all(|value| {
            let own = &mut of_class[threshold.class(*value)];
            let first = *own.get_or_insert(*value);
            first.partial_cmp(value).is_some_and(|order| order.is_eq())
        })
    }

    /// What the designer calls a value.
    pub fn category(cx: &Context, measure: &Measure, value: Decimal) -> Option<String> {
        let is_it = |known: Decimal| in_scale(known, measure).partial_cmp(&value).is_some_and(|o| o.is_eq());
        let named = cx.panel.options.classing.categories.iter().find(|(known, _)| is_it(*known));
        named.map(|(_, label)| label.clone())
    }
}
#[cfg(feature = "charts")]
use asked::{category, classified, own_classes, own_look};
