//! The words and marks of statistical tables.

use crate::dataset::Status;

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
    (&["年份", "年", "年度", "统计年度", "year"], Role::Year),
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
        &["备注", "说明", "注", "注释", "note", "notes", "remark", "remarks", "comment", "footnotes"],
        Role::Note,
    ),
    (&["序号", "编号", "行号", "no", "no."], Role::Ignored),
];

/// What a header says that its column is for.
pub(super) fn role(header: &str) -> Option<Role> {
    let key = key(header);
    ROLES.iter().find(|(words, _)| words.contains(&key.as_str())).map(|(_, role)| *role)
}

/// A header for comparisons: plain small letters without spaces.
fn key(header: &str) -> String {
    let dropped = |c: &char| !c.is_whitespace() && *c != '_';
    header.chars().filter(dropped).map(|c| plain_letter(c).to_ascii_lowercase()).collect()
}

/// Full-width characters and minus signs as plain ones, all kinds of spaces as one kind.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

fn plain_letter(letter: char) -> char {
    match letter {
        '\u{2212}' | '\u{2013}' | '\u{2012}' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        letter if letter.is_whitespace() => ' ',
        other => other,
    }
}

/// Marks that stand where a figure would, when there is none.
const NONE: [&str; 20] = [
    "—", "——", "–", "-", "--", "－", "−", "…", "……", "...", "..", "x", "X", "×", "*", "/", "n/a", "N/A",
    "NA", "na",
];
/// Words that do.
const NOT_YET: [&str; 12] = [
    "暂无",
    "暂无数据",
    "无",
    "无数据",
    "未公布",
    "未发布",
    "未统计",
    "不适用",
    "保密",
    "未提供",
    "缺失",
    "不详",
];

/// Why a cell has no figure, where it says so.
pub(super) fn missing(cell: &str) -> Option<String> {
    if cell.is_empty() {
        Some("原表空白".into())
    } else if NONE.contains(&cell) {
        Some(format!("原表为“{cell}”"))
    } else {
        NOT_YET.contains(&cell).then(|| cell.into())
    }
}

/// What a word in front of a number says about it.
pub(super) const IN_FRONT: [(&str, Status); 8] = [
    ("超过", Status::Over),
    ("超", Status::Over),
    (">", Status::Over),
    ("不足", Status::Under),
    ("近", Status::Under),
    ("<", Status::Under),
    ("约", Status::Estimated),
    ("~", Status::Estimated),
];
/// What a word right behind a number says about it.
pub(super) const BEHIND: [(&str, Status); 5] = [
    ("余", Status::Over),
    ("多", Status::Over),
    ("以上", Status::Over),
    ("以内", Status::Under),
    ("以下", Status::Under),
];
/// Letters behind a number.
pub(super) const LETTERS: [(&str, Status); 6] = [
    ("p", Status::Preliminary),
    ("P", Status::Preliminary),
    ("r", Status::Revised),
    ("R", Status::Revised),
    ("e", Status::Estimated),
    ("E", Status::Estimated),
];
/// How [`Status`]es are called in Chinese tables; the first word of each is the one that is written.
pub(crate) const STATUS_WORDS: [(&str, Status); 18] = [
    ("正式", Status::Final),
    ("初步", Status::Preliminary),
    ("修订", Status::Revised),
    ("估计", Status::Estimated),
    ("多于", Status::Over),
    ("少于", Status::Under),
    ("初步数", Status::Preliminary),
    ("初步数据", Status::Preliminary),
    ("初步核算", Status::Preliminary),
    ("快报数", Status::Preliminary),
    ("修订数", Status::Revised),
    ("修订数据", Status::Revised),
    ("预计", Status::Estimated),
    ("预计数", Status::Estimated),
    ("估算", Status::Estimated),
    ("估计数", Status::Estimated),
    ("最终", Status::Final),
    ("final", Status::Final),
];

/// The status that a word or letter means.
pub(super) fn status(word: &str) -> Option<Status> {
    if word.is_empty() {
        return None;
    }
    let known = STATUS_WORDS.iter().chain(&crate::dataset::STATUSES).chain(&LETTERS);
    known.clone().find(|(known, _)| *known == word).map(|(_, status)| *status)
}

/// Text without the reference mark at its end (①, `*`, `#`, `[1]`), which is added to `marks`.
pub(super) fn without_mark<'a>(text: &'a str, marks: &mut String) -> Option<&'a str> {
    let last = text.chars().next_back()?;
    let start = match last {
        '*' | '#' | '①'..='⑳' | '†' | '‡' => text.len() - last.len_utf8(),
        ']' => text.bytes().rposition(|b| b == b'[')?,
        _ => return None,
    };
    let mark = &text[start..];
    let is_number = last != ']' || mark.bytes().all(|b| matches!(b, b'[' | b']' | b'0'..=b'9'));
    is_number.then(|| {
        join(marks, mark);
        text[..start].trim_end()
    })
}

/// Adds to a list of remarks.
pub(super) fn join(remarks: &mut String, more: &str) {
    if !remarks.is_empty() && !more.is_empty() {
        remarks.push('；');
    }
    remarks.push_str(more);
}

/// A text as it was before it was kept from looking like a formula: without the `'` in front of `= + - @ '`.
pub(super) fn shown(text: &str) -> &str {
    let inner = text.strip_prefix('\'').unwrap_or(text);
    if is_formula(inner) { inner } else { text }
}

/// Whether a spreadsheet may take a text for a formula, or for one that is kept from being one.
pub(crate) fn is_formula(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'=' | b'+' | b'-' | b'@' | b'\''))
}

/// What stands before the brackets at the end of a text, and within them.
pub(super) fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let inner_end = text.strip_suffix(|c: char| c == ')' || c == '）')?;
    let open = inner_end.char_indices().rev().find(|(_, c)| *c == '(' || *c == '（')?;
    let inner = inner_end[open.0 + open.1.len_utf8()..].trim();
    Some((text[..open.0].trim_end(), inner))
}

/// With what units begin.
const UNIT_STARTS: [&str; 6] = ["万", "亿", "千", "百万", "百分点", "个百分点"];
/// With what units end.
const UNIT_ENDS: [&str; 43] = [
    "%", "％", "‰", "℃", "元", "人", "户", "个", "家", "吨", "米", "公里", "海里", "次", "件", "辆", "台",
    "小时", "箱", "公顷", "亩", "天", "位", "分", "倍", "岁", "艘", "所", "张", "床", "册", "套", "项", "例",
    "座", "克", "瓦", "升", "TEU", "株", "头", "只", "名",
];

/// Whether a text is a unit.
pub(super) fn is_unit(text: &str) -> bool {
    let is_short = text.chars().count() <= 12;
    let is_word = text.chars().all(|c| !c.is_ascii_digit() && !c.is_whitespace());
    let known = UNIT_STARTS.iter().any(|start| text.starts_with(start))
        || UNIT_ENDS.iter().any(|end| text.ends_with(end));
    is_short && is_word && known
}

/// A header or an indicator as its name and the unit behind it: 常住人口（万人）, GDP(亿元), 面积/公顷.
pub(super) fn name_and_unit(text: &str) -> (&str, &str) {
    let text = text.trim();
    if let Some((name, inner)) = bracketed(text) {
        let unit = label(inner, &["单位"]).unwrap_or(inner);
        if is_unit(unit) {
            return (name, unit);
        }
    }
    if text.ends_with('%') && text.len() > 1 {
        return (text[..text.len() - 1].trim_end(), "%");
    }
    let slash = text.bytes().position(|b| b == b'/').unwrap_or(text.len());
    match text.get(slash + 1..) {
        Some(unit) if slash > 0 && is_unit(unit) => (text[..slash].trim_end(), unit),
        _ => (text, ""),
    }
}

/// What stands behind `word` and a colon.
pub(super) fn label<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let rest = words.iter().find_map(|word| text.trim().strip_prefix(word))?.trim_start();
    rest.strip_prefix(|c: char| c == ':' || c == '：').map(str::trim)
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
            ("常住人口", None),
            ("", None),
        ] {
            assert_eq!(role(header), expected, "{header}");
        }
    }

    #[test]
    fn units_are_told_from_other_remarks() {
        for (text, expected) in [
            ("常住人口（万人）", ("常住人口", "万人")),
            ("GDP(亿元)", ("GDP", "亿元")),
            ("GDP（单位：亿元）", ("GDP", "亿元")),
            ("空气质量（PM2.5）（微克/立方米）", ("空气质量（PM2.5）", "微克/立方米")),
            ("增长（%）", ("增长", "%")),
            ("同比增长%", ("同比增长", "%")),
            ("面积/公顷", ("面积", "公顷")),
            ("房价/元/平方米", ("房价", "元/平方米")),
            ("GDP（现价）", ("GDP（现价）", "")),
            ("（万人）", ("", "万人")),
            ("常住人口", ("常住人口", "")),
            ("%", ("%", "")),
        ] {
            assert_eq!(name_and_unit(text), expected, "{text}");
        }
    }
}
