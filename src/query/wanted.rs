//! What a view asks for: which indicators, which areas, in which unit.

use super::Measure;
#[cfg(feature = "charts")]
use super::{flows, lines};
use crate::config::{Areas, Panel, Rows};
use crate::dataset::Dataset;
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::{joined, suggestion};
use crate::unit::{self, Refusal};

/// More indicators than these are not named one by one.
const MOST_NAMES: usize = 6;

/// What the numbers of a view are.
pub(super) fn measure(
    panel: &Panel,
    set: &Dataset,
    indicators: &[usize],
    faults: &mut Diagnostics,
) -> Measure {
    let indicator = &set.indicators[indicators[0]];
    let is_snapshot = panel.kind.demand().rows == Rows::Snapshot;
    let growth = panel.growth_from.filter(|_| is_snapshot);
    let names = indicators.iter().map(|i| set.indicators[*i].name.as_str());
    let name = match growth {
        Some(_) => format!("{}增长", indicator.name),
        None if cfg!(feature = "charts") && indicators.len() > MOST_NAMES => {
            format!("{}等 {} 项", joined(names.take(2), "、"), indicators.len())
        }
        None if !is_snapshot || is_by_indicator(panel) => joined(names, "、"),
        None => indicator.name.clone(),
    };
    Measure {
        name,
        unit: if growth.is_some() { "%".into() } else { unit(panel, &indicator.unit, faults) },
        direction: indicator.direction,
        growth_from: growth,
        ..Measure::default()
    }
}

/// Whether there is a small chart for each indicator.
fn is_by_indicator(panel: &Panel) -> bool {
    #[cfg(feature = "charts")]
    return panel.options.facet == crate::config::By::Indicator;
    #[cfg(not(feature = "charts"))]
    let _ = panel;
    #[cfg(not(feature = "charts"))]
    false
}

/// The unit that values are shown in: the one asked for, where the published one converts to it.
fn unit(panel: &Panel, published: &str, faults: &mut Diagnostics) -> String {
    let Some(wanted) = &panel.unit else { return published.into() };
    let sentence = match unit::shift(published, wanted) {
        Ok(_) => return wanted.clone(),
        Err(Refusal::Points) => say!(
            "百分点是两个比率之差，“{}”不能换算成“{}”",
            "percentage points are a difference of rates: “{}” does not convert to “{}”",
            published,
            wanted
        ),
        Err(Refusal::Unlike) => say!(
            "“{}”不能精确换算成“{}”，按公布的单位显示",
            "“{}” does not convert to “{}” exactly; shown as published",
            published,
            wanted
        ),
    };
    faults.warning(&format!("{}/unit", panel.place), sentence, String::new());
    published.into()
}

/// The indicators asked for that exist and convert to the first one's unit.
pub(super) fn indicators(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut unknown = Diagnostics::default();
    for name in &panel.indicators {
        let Some(position) = set.indicator(name) else {
            let known = set.indicators.iter().flat_map(|i| [i.id.as_str(), i.name.as_str()]);
            let sentence = say!("数据里没有指标“{}”", "the data has no indicator “{}”", name);
            unknown.error(&format!("{}/indicator", panel.place), sentence, suggestion(name, known));
            continue;
        };
        match found.first() {
            Some(first)
                if !panel.kind.demand().mixed
                    && !has_axis(panel, set, position, &found)
                    && unit::shift(&set.indicators[position].unit, &set.indicators[*first].unit).is_err() =>
            {
                let sentence = say!(
                    "“{}”的单位不能换算成第一个指标的单位，不能画在同一轴上，已略去",
                    "the unit of “{}” does not convert to the first indicator's, it has no place on the axis; left out",
                    name
                );
                faults.warning(&panel.place, sentence, "请为它另设一个视图".into());
            }
            _ => found.push(position),
        }
    }
    if panel.indicators.is_empty() && !set.indicators.is_empty() {
        found.push(0);
        #[cfg(feature = "charts")]
        flows::choose(panel, set, &mut found, faults);
    }
    // One that is unknown costs a line; only when none is left does it cost the view.
    if !found.is_empty() {
        unknown.soften();
    } else if panel.indicators.is_empty() {
        let sentence = say!("数据文件没有指标", "the data has no indicator");
        faults.error("data#/indicators", sentence, String::new());
    }
    faults.append(unknown);
    found
}

/// Whether a view with an axis on the right has it for the unit of this indicator, or may still give it one.
fn has_axis(panel: &Panel, set: &Dataset, position: usize, found: &[usize]) -> bool {
    #[cfg(feature = "charts")]
    if panel.options.dual {
        let unit = |i: usize| set.indicators[i].unit.as_str();
        let right = found.iter().find(|i| !lines::converts(unit(**i), unit(found[0])));
        return right.is_none_or(|right| lines::converts(unit(position), unit(*right)));
    }
    let _ = (panel, set, position, found);
    false
}

pub(super) fn areas(
    panel: &Panel,
    set: &Dataset,
    indicators: &[usize],
    faults: &mut Diagnostics,
) -> Vec<usize> {
    let all = 0..set.areas.len();
    let Areas::Listed(names) = &panel.areas else {
        if cfg!(feature = "charts") && panel.areas == Areas::Parts {
            return all.filter(|i| !set.areas[*i].parent.is_empty()).collect();
        }
        let measured = |area: usize| indicators.iter().any(|i| !set.series(*i, area).is_empty());
        let is_of_districts = match panel.areas {
            Areas::Measured if cfg!(feature = "charts") => {
                all.clone().any(|i| set.areas[i].is_district() && measured(i))
            }
            _ => panel.areas == Areas::Districts,
        };
        return match is_of_districts {
            true => all.filter(|i| set.areas[*i].is_district()).collect(),
            false => all.filter(|i| set.areas[*i].parent.is_empty() && measured(*i)).collect(),
        };
    };
    let mut found = Vec::new();
    for name in names {
        match set.area(name) {
            Some(position) if !found.contains(&position) => found.push(position),
            Some(_) => {}
            None => {
                let known = set.areas.iter().flat_map(|a| [a.code.as_str(), a.name.as_str()]);
                let at = format!("{}/areas", panel.place);
                let sentence =
                    say!("数据里没有地区“{}”，已略去", "the data has no area “{}”; left out", name);
                faults.warning(&at, sentence, suggestion(name, known));
            }
        }
    }
    found
}
