//! Parts of a whole, on one level or several, from the rows of a table.

use super::Context;
use crate::config::{By, Order};
use crate::dataset::Value;
use crate::decimal::{Decimal, power_of_ten};
use crate::format;
use crate::order;
use crate::query::Row;

/// A part of a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Position of its row in the table; `None` for what is only computed.
    pub row: Option<usize>,
    /// What it is called.
    pub name: String,
    /// How much, in scaled units; of a part that has parts, no less than they have together.
    pub amount: f64,
    /// How many levels it lies below the top.
    pub depth: usize,
    /// Which of the parts of the first ring or row of colours it belongs to.
    pub branch: usize,
    /// Positions of its own parts, the largest first.
    pub inside: Vec<usize>,
}

/// All parts of a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Every part, each behind the one that it is part of.
    pub all: Vec<Part>,
    /// Positions of the parts of the top level, the largest first.
    pub top: Vec<usize>,
    /// The amounts of the top level together.
    pub total: f64,
    /// The published total, where there is one.
    pub published: Option<Decimal>,
    /// What must be said about sums that do not agree.
    pub notes: Vec<String>,
}

/// What of a whole no part accounts for.
pub const REST: &str = "其余（未列出）";

impl Parts {
    /// The parts that the rows of a view make.
    pub fn of(cx: &Context) -> Parts {
        let mut parts = Parts::default();
        for (i, row) in cx.table.rows.iter().enumerate() {
            let name = cx.table.items.get(row.item).cloned().unwrap_or_default();
            let name = if name.is_empty() { cx.table.measure_of(row).name.clone() } else { name };
            let amount = cx.table.scaled(row).unwrap_or(0.0).max(0.0);
            parts.all.push(Part { row: Some(i), name, amount, depth: 0, branch: 0, inside: Vec::new() });
        }
        parts.link(cx);
        parts.group(cx);
        for i in (0..parts.all.len()).rev() {
            let published = parts.all[i].row.and_then(|row| cx.table.rows[row].value.known());
            if !parts.all[i].inside.is_empty() {
                let inside = std::mem::take(&mut parts.all[i].inside);
                let name = parts.all[i].name.clone();
                let (inside, amount) = parts.summed(cx, inside, published, &name);
                (parts.all[i].inside, parts.all[i].amount) = (inside, amount);
            }
        }
        let top = std::mem::take(&mut parts.top);
        if let [only] = top.as_slice() {
            parts.published = parts.all[*only].row.and_then(|row| cx.table.rows[row].value.known());
        } else {
            parts.published = published_total(cx);
        }
        let published = parts.published;
        (parts.top, parts.total) = parts.summed(cx, top, published, "");
        parts.measure_depth();
        parts
    }

    fn link(&mut self, cx: &Context) {
        for (i, whole) in wholes(cx).into_iter().enumerate() {
            match whole {
                Some(whole) => self.all[whole].inside.push(i),
                None => self.top.push(i),
            }
        }
    }

    /// Groups indicators of one level by their themes, where they have several.
    fn group(&mut self, cx: &Context) {
        let theme = |i: &usize| cx.set.indicators[cx.table.rows[*i].indicator].theme();
        let is_flat = cx.table.item == By::Indicator && self.top.len() == self.all.len();
        let mut themes: Vec<&str> = Vec::new();
        for name in self.top.iter().map(theme) {
            if !themes.contains(&name) {
                themes.push(name);
            }
        }
        if !is_flat || themes.len() < 2 || themes.len() == self.top.len() || themes.contains(&"") {
            return;
        }
        let mut groups: Vec<Part> = Vec::new();
        for name in &themes {
            let inside = self.top.iter().filter(|i| theme(i) == *name).map(|i| i + themes.len()).collect();
            groups.push(Part { row: None, name: (*name).into(), amount: 0.0, depth: 0, branch: 0, inside });
        }
        self.top = (0..groups.len()).collect();
        groups.append(&mut self.all);
        self.all = groups;
    }

    /// Some parts in order, and their sum; what a published sum has beyond them is a part of its own.
    fn summed(
        &mut self,
        cx: &Context,
        mut inside: Vec<usize>,
        published: Option<Decimal>,
        name: &str,
    ) -> (Vec<usize>, f64) {
        if cx.panel.order != Some(Order::Data) {
            let keys: Vec<f64> = inside.iter().map(|i| -self.all[*i].amount).collect();
            inside = order::of(&keys).into_iter().map(|i| inside[i]).collect();
        }
        let sum: f64 = inside.iter().map(|i| self.all[*i].amount).sum();
        let (Some(published), false) = (published, inside.len() == 1 && name.is_empty()) else {
            return (inside, sum);
        };
        let measure = &cx.table.measure;
        let whole = measure.scaling.apply(published);
        // Every part and the sum may be rounded by half a unit of the last digit.
        let unit = 1.0 / power_of_ten(published.scale.max(digits(cx))) / power_of_ten(measure.scaling.power);
        let coarse = unit.max(1.0 / power_of_ten(published.scale) / power_of_ten(measure.scaling.power));
        let slack = coarse / 2.0 + unit / 2.0 * inside.len() as f64 + 1e-9 * whole.abs();
        let [sum_text, gap_text] = [sum, (whole - sum).abs()].map(|number| text(cx, number));
        // As it was published, and as the middle of a donut has it.
        let whole_text = measure.label(published);
        let of = if name.is_empty() { String::new() } else { format!("{name}：") };
        if whole - sum > slack {
            self.all.push(Part {
                row: None,
                name: REST.into(),
                amount: whole - sum,
                depth: 0,
                branch: 0,
                inside: Vec::new(),
            });
            inside.push(self.all.len() - 1);
            self.notes
                .push(format!("{of}公布的合计 {whole_text} 比所列各项之和多 {gap_text}，列为“{REST}”。"));
            return (inside, whole);
        }
        if (whole - sum).abs() > unit / 10.0 {
            self.notes
                .push(format!("{of}所列各项之和 {sum_text} 与公布的合计 {whole_text} 相差 {gap_text}。"));
        }
        (inside, sum)
    }

    /// The level that has colours of its own: below a single whole its parts.
    pub fn first_level(&self) -> usize {
        usize::from(self.top.len() == 1)
    }

    fn measure_depth(&mut self) {
        let first = self.first_level();
        let mut waiting: Vec<(usize, usize, usize)> =
            self.top.iter().enumerate().map(|(branch, i)| (*i, 0, branch)).collect();
        while let Some((i, depth, branch)) = waiting.pop() {
            (self.all[i].depth, self.all[i].branch) = (depth, branch);
            let inside = self.all[i].inside.iter().enumerate();
            waiting.extend(inside.map(|(own, i)| (*i, depth + 1, if depth < first { own } else { branch })));
        }
    }

    /// Every part in reading order: each before its own parts.
    pub fn reading(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.top.iter().rev().copied().collect();
        let mut order = Vec::new();
        while let Some(i) = waiting.pop() {
            order.push(i);
            waiting.extend(self.all[i].inside.iter().rev());
        }
        order
    }

    /// An amount with its computed share of the whole: 924.61（76.2%）.
    pub fn figure(&self, cx: &Context, part: &Part) -> String {
        let number = match part.row.map(|row| &cx.table.rows[row]) {
            Some(row) if matches!(row.value, Value::Known(_)) => cx.value(row),
            _ => text(cx, part.amount),
        };
        format!("{number}（{}）", self.share(part.amount))
    }

    /// A share of the whole in per cent.
    pub fn share(&self, amount: f64) -> String {
        let share = if self.total > 0.0 { amount / self.total * 100.0 } else { 0.0 };
        Decimal::round(share, 1).map_or(String::new(), |share| format!("{}%", format::number(share)))
    }

    /// The total as a label, and what it is called.
    pub fn total(&self, cx: &Context) -> (String, String) {
        let unit = cx.table.measure.label_unit();
        match self.published {
            Some(total) => (cx.table.measure.label(total), format!("合计 {unit}")),
            None => (text(cx, self.total), format!("各项之和（计算值） {unit}")),
        }
    }

    /// How shares were computed.
    pub fn basis(&self, cx: &Context) -> String {
        let scaling = cx.table.measure.scaling;
        let is_total = |total: Decimal| (scaling.apply(total) - self.total).abs() <= 1e-9 * self.total;
        let is_sum = !self.published.is_some_and(is_total);
        format!("占比为计算值，按{}计算。", if is_sum { "所列各项之和" } else { "公布的合计" })
    }
}

/// The row of the indicator that each row is a slice of. It stands before it in the table, so nothing goes round.
pub fn wholes(cx: &Context) -> Vec<Option<usize>> {
    let rows = &cx.table.rows;
    let id = |row: usize| cx.set.indicators[rows[row].indicator].id.as_str();
    let by_id = order::positions(rows.len(), &|a, b| id(a).cmp(id(b)));
    let whole = |(i, row): (usize, &Row)| {
        let of = cx.set.indicators[row.indicator].of.as_str();
        let found = by_id.binary_search_by(|other| id(*other as usize).cmp(of)).ok()?;
        let whole = by_id[found] as usize;
        (!of.is_empty() && whole < i && rows[whole].area == row.area).then_some(whole)
    };
    rows.iter().enumerate().map(whole).collect()
}

/// The most digits behind the point that a figure was published with.
fn digits(cx: &Context) -> u8 {
    let known = cx.table.rows.iter().filter_map(|row| row.value.known());
    known.map(|value| value.scale).max().unwrap_or(0)
}

/// A computed amount with as many digits as the published ones have at most.
fn text(cx: &Context, amount: f64) -> String {
    let decimals =
        cx.table.measure.decimals.max(if cx.table.measure.scaling.power == 0 { digits(cx) } else { 0 });
    Decimal::round(amount, decimals).map_or(String::new(), format::number)
}

/// The published figure that the rows are parts of: of the indicator they are slices of, or of the area they lie in.
fn published_total(cx: &Context) -> Option<Decimal> {
    let rows = &cx.table.rows;
    let first = rows.first()?;
    let of = |row: &Row| cx.set.indicators[row.indicator].of.as_str();
    let parent = |row: &Row| cx.set.areas[row.area].parent.as_str();
    let alike = |other: &Row| other.period == first.period;
    let total = |indicator: usize, area: usize| {
        let found = cx.set.at(indicator, area, first.period)?;
        let is_same_unit = cx.set.indicators[indicator].unit == cx.table.measure.unit;
        cx.set.observations.number(found).filter(|_| is_same_unit)
    };
    if rows.iter().all(|row| alike(row) && row.area == first.area && of(row) == of(first))
        && !of(first).is_empty()
    {
        return total(cx.set.indicator(of(first))?, first.area);
    }
    let is_of_areas =
        |row: &Row| alike(row) && row.indicator == first.indicator && parent(row) == parent(first);
    if rows.iter().all(is_of_areas) && !parent(first).is_empty() {
        return total(first.indicator, cx.set.area(parent(first))?);
    }
    None
}
