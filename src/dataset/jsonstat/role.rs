//! Which dimension is time, which place and which names what is measured.
//!
//! `role` says it. For what it does not say the usual names of dimensions do, by identifier or by label. Where several
//! dimensions share a role (residence and birth are both places) the first one has it and the others divide the
//! indicator, as any other dimension does.

use super::members::Members;
use crate::dataset::Period;
use crate::dataset::cube::{Category, Dimension, Role};
use crate::diagnostic::{Diagnostics, say};
use crate::json::{Json, List, Place};
use crate::nearest::{joined, suggestion};

/// A role, its word in `role`, and the names by which a dimension of that role goes without saying.
struct Usual {
    role: Role,
    word: &'static str,
    names: &'static [&'static str],
}

const USUAL: [Usual; 4] = [
    // No word of `role`, but a dimension of every data set of Eurostat, with the codes of SDMX.
    Usual { role: Role::Frequency, word: "freq", names: &["freq"] },
    Usual {
        role: Role::Time,
        word: "time",
        names: &[
            "time",
            "year",
            "years",
            "period",
            "date",
            "month",
            "quarter",
            "week",
            "day",
            "time_period",
            "time period",
            "tid",
            "年",
            "年份",
            "年度",
            "年月",
            "月",
            "月份",
            "季度",
            "日期",
            "时间",
            "时期",
            "报告期",
        ],
    },
    Usual {
        role: Role::Place,
        word: "geo",
        names: &[
            "geo",
            "area",
            "ref_area",
            "region",
            "regions",
            "country",
            "countries",
            "province",
            "state",
            "county",
            "city",
            "district",
            "territory",
            "location",
            "地区",
            "地域",
            "区域",
            "区市",
            "区（市）",
            "区县",
            "区划",
            "行政区",
            "行政区划",
            "城市",
            "省份",
            "国家",
        ],
    },
    Usual {
        role: Role::Measure,
        word: "metric",
        names: &[
            "metric",
            "concept",
            "concepts",
            "measure",
            "measures",
            "indicator",
            "indicators",
            "variable",
            "variables",
            "contentscode",
            "指标",
            "指标名称",
            "统计指标",
            "项目",
        ],
    },
];

/// Gives the dimensions their roles.
pub(super) fn assign(
    json: Option<&Json>,
    place: Place,
    dimensions: &mut [Dimension],
    faults: &mut Diagnostics,
) {
    let roles = Members::of(json, place, faults);
    for usual in &USUAL {
        if let Some(listed) = roles.find(usual.word) {
            give_listed(listed, place.key(usual.word), usual.role, dimensions, faults);
        }
    }
    for usual in &USUAL {
        let is_meant = |d: &Dimension| usual.names.iter().any(|name| is_called(d, name));
        if !dimensions.iter().any(|d| d.role == usual.role)
            && let Some(dimension) = dimensions.iter_mut().find(|d| d.role == Role::Other && is_meant(d))
        {
            dimension.role = usual.role;
        }
    }
}

/// Gives a role to the first dimension that `role` lists for it; tells those that do not exist.
fn give_listed(
    json: &Json,
    place: Place,
    role: Role,
    dimensions: &mut [Dimension],
    faults: &mut Diagnostics,
) {
    let one = List::from(std::slice::from_ref(json));
    let mut is_given = false;
    for (i, item) in json.array().unwrap_or(one).iter().enumerate() {
        let name = item.text().unwrap_or("?");
        let Some(position) = dimensions.iter().position(|d| d.code == name) else {
            let hint = suggestion(name, dimensions.iter().map(|d| d.code.as_str()));
            let sentence = say!("没有名为“{}”的维度", "no dimension “{}”", name);
            faults.warning(&place.index(i).pointer(), sentence, hint);
            continue;
        };
        let dimension = &mut dimensions[position];
        if !is_given && dimension.role == Role::Other {
            dimension.role = role;
            is_given = true;
        }
    }
}

/// How many characters of a code a hint shows: what is to be copied must not be cut, what is longer is no name.
const LONGEST: usize = 80;

/// Tells that no dimension is time. Nothing else is taken for it: what `updated` or a title says is not when the figures
/// were measured, and four digits may be a code as well as a year.
pub(super) fn tell_no_time(dimensions: &[Dimension], place: Place, faults: &mut Diagnostics) {
    let names = joined(dimensions.iter().map(|d| d.code.as_str()), "、");
    let sentence = say!(
        "没有时间维，不知道这些数是什么时期的，未读入（现有的维度：{}）",
        "no dimension is time, so nothing says when these figures were measured; not read (dimensions: {})",
        &names
    );
    let is_meant = |d: &&Dimension| {
        let is_free = matches!(d.role, Role::Other | Role::Measure) && d.code.chars().count() <= LONGEST;
        is_free && !d.categories.is_empty() && d.categories.iter().all(is_period)
    };
    let hint = match dimensions.iter().find(is_meant) {
        Some(meant) => format!(
            "维度“{0}”的类目都像时期，如果它是时间，写上 \"role\": {{\"time\": [\"{0}\"]}}",
            meant.code
        ),
        None => "如果这些数属于同一时期，加一个只有一个类目的时间维，“value”不用改：“id”末尾加 \"time\"，“size”末尾加 1，\
            “dimension”里加 \"time\": {\"category\": {\"index\": [\"2020\"]}}"
            .into(),
    };
    faults.error(&place.pointer(), sentence, hint);
}

/// Whether a category is a period of a time that statistics are about, as codes of other things seldom are.
fn is_period(category: &Category) -> bool {
    let period = Period::read(&category.code).or_else(|| Period::read(&category.name));
    period.is_some_and(|period| (1800..2200).contains(&period.year()))
}

fn is_called(dimension: &Dimension, name: &str) -> bool {
    [dimension.code.as_str(), &dimension.name].iter().any(|own| own.trim().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn roles(role: &str, names: &[(&str, &str)]) -> (Vec<Role>, Vec<String>) {
        let mut faults = Diagnostics::default();
        let json = json::parse(role.as_bytes(), "data", &mut faults).unwrap();
        let mut dimensions: Vec<Dimension> = names
            .iter()
            .map(|(code, name)| Dimension {
                code: (*code).into(),
                name: (*name).into(),
                ..Dimension::default()
            })
            .collect();
        assign(Some(&json), Place::root("data"), &mut dimensions, &mut faults);
        let told = faults.into_items().into_iter().map(|d| format!("{} {} {}", d.path, d.message, d.hint));
        (dimensions.iter().map(|d| d.role).collect(), told.collect())
    }

    #[test]
    fn what_is_listed_comes_before_what_is_usual() {
        let names = [("residence", ""), ("birth", ""), ("area", ""), ("时间", ""), ("x", "指标")];
        let (given, told) = roles(r#"{"geo":["birth","residence"]}"#, &names);
        assert_eq!(given, [Role::Other, Role::Place, Role::Other, Role::Time, Role::Measure]);
        assert!(told.is_empty());
    }

    #[test]
    fn without_roles_the_names_tell() {
        let names = [("Concept", ""), ("sex", "sex"), ("OMR", "Region"), ("Tid", ""), ("year", "")];
        let (given, _) = roles("null", &names);
        assert_eq!(given, [Role::Measure, Role::Other, Role::Place, Role::Time, Role::Other]);
    }

    #[test]
    fn a_role_for_nobody_is_told() {
        let (given, told) = roles(r#"{"time":["yaer"],"geo":"land"}"#, &[("year", ""), ("land", "")]);
        assert_eq!(given, [Role::Time, Role::Place]);
        assert_eq!(told, ["data#/time/0 没有名为“yaer”的维度 是否想写“year”？"]);
    }
}
