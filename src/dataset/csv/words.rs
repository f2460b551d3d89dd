//! The words and marks of statistical tables.

use crate::dataset::Status;

/// Full-width characters and minus signs as plain ones, all kinds of spaces as one kind.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(plain_letter).collect()
}

pub(super) fn plain_letter(letter: char) -> char {
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
pub(crate) const STATUS_WORDS: [(&str, Status); 20] = [
    ("正式", Status::Final),
    ("初步", Status::Preliminary),
    ("修订", Status::Revised),
    ("估计", Status::Estimated),
    ("多于", Status::Over),
    ("少于", Status::Under),
    ("预测", Status::Forecast),
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
    ("预测数", Status::Forecast),
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
