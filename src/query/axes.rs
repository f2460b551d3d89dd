//! Which indicators of one plot are bars and which are lines, and which axis each goes by. A second axis there is only
//! where units differ, and never a third.

use super::{Row, Table, fit};
use crate::config::Panel;
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::suggestion;

/// How an indicator is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// A line, not bars.
    pub is_line: bool,
    /// By the axis on the right.
    pub is_right: bool,
}

/// The place of each indicator, by [`super::Row::column`].
pub fn places(panel: &Panel, table: &Table, set: &Dataset) -> Vec<Place> {
    let first = table.measures.first().map_or("", |measure| measure.unit.as_str());
    let has_right = table.measures.iter().any(|measure| measure.unit != first);
    let chosen: Vec<usize> = panel.options.lines.iter().filter_map(|name| set.indicator(name)).collect();
    let of_column =
        |column: usize| table.rows.iter().find(|row| row.column == column).map(|row| row.indicator);
    let place = |(column, measure): (usize, &super::Measure)| {
        let is_right = measure.unit != first;
        let is_line = match chosen.is_empty() {
            true => is_right || !has_right && column > 0,
            false => of_column(column).is_some_and(|indicator| chosen.contains(&indicator)),
        };
        Place { is_line, is_right }
    };
    table.measures.iter().enumerate().map(place).collect()
}

/// Leaves out what would need a third axis, and says so.
pub(super) fn keep_two(table: &mut Table, panel: &Panel, faults: &mut Diagnostics) {
    let mut units: Vec<&str> = Vec::new();
    let mut kept = vec![None; table.measures.len()];
    let mut count = 0;
    for (column, measure) in table.measures.iter().enumerate() {
        if !units.contains(&measure.unit.as_str()) {
            if units.len() == 2 {
                let sentence = say!(
                    "“{}”的单位是第三种，一幅图最多两根轴，已略去",
                    "the unit of “{}” is a third one, a plot has two axes at most; left out",
                    &measure.name
                );
                faults.warning(&panel.place, sentence, "请为它另设一个视图".into());
                continue;
            }
            units.push(&measure.unit);
        }
        kept[column] = Some(count);
        count += 1;
    }
    let is_by_indicator = table.series.len() == kept.len();
    table.rows.retain(|row| kept.get(row.column).is_some_and(Option::is_some));
    for row in &mut table.rows {
        let column = kept.get(row.column).copied().flatten().unwrap_or(0);
        if is_by_indicator && row.series == row.column {
            row.series = column;
        }
        row.column = column;
    }
    retain(&mut table.measures, &kept);
    if is_by_indicator {
        retain(&mut table.series, &kept);
    }
}

/// Keeps what stands at the positions that `kept` has.
fn retain<T>(list: &mut Vec<T>, kept: &[Option<usize>]) {
    let mut position = 0;
    list.retain(|_| {
        position += 1;
        kept.get(position - 1).is_some_and(Option::is_some)
    });
}

/// Figures of one unit share an axis, and so a scaling.
pub(super) fn scale_alike(table: &mut Table) {
    let units: Vec<String> = table.measures.iter().map(|measure| measure.unit.clone()).collect();
    for (measure, unit) in table.measures.iter_mut().zip(&units) {
        let alike = table.rows.iter().filter(|row| units.get(row.column) == Some(unit));
        let rows: Vec<Row> = alike.cloned().collect();
        fit(measure, 0, &rows, None);
    }
}

/// Tells of names that `lines` gives and the data do not have.
pub(super) fn tell(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) {
    for name in panel.options.lines.iter().filter(|name| set.indicator(name).is_none()) {
        let known = set.indicators.iter().flat_map(|i| [i.id.as_str(), i.name.as_str()]);
        let sentence = say!("数据里没有指标“{}”", "the data has no indicator “{}”", name);
        faults.warning(&format!("{}/lines", panel.place), sentence, suggestion(name, known));
    }
}
