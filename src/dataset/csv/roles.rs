//! What columns are for, told by their headers.

use super::words::plain_letter;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Indicator,
    IndicatorCode,
    Area,
    AreaCode,
    /// A whole period.
    Period,
    Year,
    /// A month, quarter or half, the year standing elsewhere; plain numbers are months.
    Part,
    /// The same, plain numbers being quarters.
    Quarter,
    Value,
    Unit,
    Status,
    /// Why there is no value.
    Missing,
    Source,
    /// The passage that publishes a figure.
    Phrase,
    Page,
    Note,
    /// Numbers of rows and the like.
    Ignored,
}

/// The headers that say what a column is for, as [`key`] writes them.
const ROLES: [(&[&str], Role); 17] = [
    (
        &[
            "指标",
            "指标名称",
            "指标名",
            "项目",
            "统计指标",
            "indicator",
            "indicatorname",
            "measure",
            "variable",
            "series",
            "seriesname",
            "item",
            "element",
        ],
        Role::Indicator,
    ),
    (
        &["指标代码", "指标编码", "指标编号", "indicatorcode", "indicatorid", "seriescode"],
        Role::IndicatorCode,
    ),
    (
        &[
            "地区",
            "区市",
            "区(市)",
            "各区(市)",
            "各区市",
            "区县",
            "市区",
            "区域",
            "地区名称",
            "行政区",
            "行政区划",
            "城市",
            "县区",
            "area",
            "areaname",
            "region",
            "district",
            "city",
            "location",
            "place",
            "geo",
            "refarea",
            "country",
            "countryname",
            "countryorarea",
        ],
        Role::Area,
    ),
    (
        &["地区代码", "区划代码", "行政区划代码", "地区编码", "areacode", "regioncode", "countrycode"],
        Role::AreaCode,
    ),
    (
        &[
            "时期",
            "时间",
            "日期",
            "统计时间",
            "统计时期",
            "报告期",
            "数据时间",
            "period",
            "date",
            "time",
            "timeperiod",
        ],
        Role::Period,
    ),
    (&["年份", "年", "年度", "统计年度", "year", "years", "year(s)"], Role::Year),
    (&["月份", "月", "月度", "month"], Role::Part),
    (&["季度", "季", "quarter"], Role::Quarter),
    (&["数值", "值", "数据", "指标值", "统计值", "数据值", "value", "obsvalue", "figure"], Role::Value),
    (&["单位", "计量单位", "unit", "units"], Role::Unit),
    (&["状态", "数据状态", "status", "obsstatus", "obsflag", "flag", "flags", "flagcodes"], Role::Status),
    (&["缺数原因", "missing"], Role::Missing),
    (&["来源", "数据来源", "资料来源", "出处", "source"], Role::Source),
    (&["原文", "phrase"], Role::Phrase),
    (&["页码", "页", "page"], Role::Page),
    (
        &[
            "备注",
            "说明",
            "注",
            "注释",
            "note",
            "notes",
            "remark",
            "remarks",
            "comment",
            "footnotes",
            "footnote",
            "valuefootnotes",
            "flagdescription",
        ],
        Role::Note,
    ),
    (&["序号", "编号", "行号", "no", "no."], Role::Ignored),
];

/// What a header says that its column is for.
pub(super) fn role(header: &str) -> Option<Role> {
    let key = key(header);
    let named = || known(key.strip_suffix("名称").or(key.strip_suffix("name"))?);
    let is_of_names = |role: &Role| matches!(role, Role::Area | Role::Indicator);
    known(&key).or_else(|| named().filter(is_of_names)).or_else(|| {
        // Region/Country/Area: several words for one thing.
        let mut roles = key.split('/').map(known);
        let first = roles.next()?;
        first.filter(|_| roles.all(|role| role == first))
    })
}

fn known(key: &str) -> Option<Role> {
    ROLES.iter().find(|(words, _)| words.contains(&key)).map(|(_, role)| *role)
}

/// A header for comparisons: plain small letters without spaces.
pub(super) fn key(header: &str) -> String {
    let dropped = |c: &char| !c.is_whitespace() && *c != '_';
    header.chars().filter(dropped).map(|c| plain_letter(c).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_headers() {
        for (header, expected) in [
            ("指标", Some(Role::Indicator)),
            ("指　标", Some(Role::Indicator)),
            ("区（市）", Some(Role::Area)),
            ("Area Code", Some(Role::AreaCode)),
            ("ＴＩＭＥ_ＰＥＲＩＯＤ", Some(Role::Period)),
            ("年份", Some(Role::Year)),
            ("月", Some(Role::Part)),
            ("城市名称", Some(Role::Area)),
            ("Region/Country/Area", Some(Role::Area)),
            ("Region/Year", None),
            ("单位名称", None),
            ("常住人口", None),
            ("", None),
        ] {
            assert_eq!(role(header), expected, "{header}");
        }
    }
}
