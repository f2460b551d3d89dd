//! Sources, areas and indicators as the schema describes them.

use super::shape::{
    Member, also, any_of, list_of, meanings, member, number, number_or_null, of_type, reference, such_as,
    text, words,
};
use crate::dataset::own::lists::MAX_DECIMALS;
use crate::dataset::write::json::Object;

/// What the words for a direction mean.
pub(super) const DIRECTION_WORDS: [(&str, &str); 4] = [
    ("neutral", "不分好坏"),
    ("higher", "越高越好"),
    ("lower", "越低越好"),
    ("interval", "在 interval 写的范围内为好"),
];

/// What the words for a frequency mean.
pub(super) const FREQUENCY_WORDS: [(&str, &str); 7] = [
    ("year", "每年"),
    ("half", "每半年"),
    ("quarter", "每季"),
    ("month", "每月"),
    ("week", "每周"),
    ("day", "每日"),
    ("irregular", "不定期"),
];

/// What the words for a kind of number mean.
pub(super) const NATURE_WORDS: [(&str, &str); 6] = [
    ("level", "总量"),
    ("growth", "增速"),
    ("share", "比重"),
    ("index", "指数或评分"),
    ("rank", "位次"),
    ("count", "个数"),
];

/// What the words for a band mean.
pub(super) const LEVEL_WORDS: [(&str, &str); 3] = [("good", "良好"), ("warning", "预警"), ("bad", "不良")];

/// What is said about a source.
pub(super) fn source() -> Vec<Member> {
    vec![
        member("id", "代号", "短名，同一份数据里不重复，数用它引用来源。", of_type(&["string"])),
        member("title", "标题", "文件的标题，照原样写。", of_type(&["string"])),
        member("publisher", "发布单位", "发布文件的单位。", text()),
        member("date", "发布日期", "发布日期，照文件所载写，如 2021-05-11 或 2019-02。", text()),
        member("url", "网址", "可以读到原文的地址。", text()),
        member("page", "页码", "文件中的页码或章节。", text()),
    ]
}

/// What is said about an area.
pub(super) fn area() -> Vec<Member> {
    let aliases = any_of(&[text(), also(of_type(&["array"]), "items", of_type(&["string"]).line())]);
    let kind = such_as(text(), &["区", "市", "功能区", "城市", "省", "国家"]);
    vec![
        member("code", "代码", "区市写 GB/T 2260 六位代码，功能区等自定短名。", of_type(&["string"])),
        member("name", "名称", "地区的通用名称。", of_type(&["string"])),
        member("nameEn", "英文名称", "地区的英文名称。", text()),
        member("aliases", "别名", "指同一地区的其他名称，如“市南”“即墨市”。", aliases),
        member("parent", "上级地区", "所属地区的代码，如 370200。", text()),
        member("kind", "类别", "地区的类别，如区、市、功能区、城市、省、国家。", kind),
    ]
}

/// What is said about an indicator.
pub(super) fn indicator() -> Vec<Member> {
    let unit = such_as(text(), &["人", "亿元", "%", "百分点", "微克/立方米"]);
    let direction = meanings("哪个方向好，不写即不分好坏", &DIRECTION_WORDS);
    let frequency = meanings("多久公布一次", &FREQUENCY_WORDS);
    let kind = meanings("是什么数，决定可以怎样比较", &NATURE_WORDS);
    vec![
        member("id", "代号", "短名，同一份数据里不重复，数用它引用指标。", of_type(&["string"])),
        member("name", "名称", "指标的中文名称。", of_type(&["string"])),
        member("nameEn", "英文名称", "指标的英文名称。", text()),
        member("unit", "单位", "照公布的单位写；没有单位不写。", unit),
        member("decimals", "小数位数", "公布的数中最多的小数位数，不写为 0。", decimals()),
        member("direction", "方向", &direction, words(&DIRECTION_WORDS)),
        member("interval", "适宜范围", "direction 为 interval 时的下限和上限，小的在前。", interval()),
        member("frequency", "频率", &frequency, words(&FREQUENCY_WORDS)),
        member("theme", "主题", "指标所属的主题。", text()),
        member("definition", "口径", "究竟统计的是什么。", text()),
        member("kind", "类型", &kind, words(&NATURE_WORDS)),
        member("target", "目标值", "这个指标要达到的数，单位与指标相同。", number_or_null()),
        member("bands", "分级", "有含义的数值范围，如优良、预警。", list_of("band")),
        member("dimensions", "其他维度", "地区和时期以外固定的条件，如 \"性别\": \"男\"。", dimensions()),
        member("of", "所属指标", "本指标是哪个指标的一部分，写那个指标的 id。", text()),
        member(
            "flow",
            "流向",
            "这个数从哪里流向哪里，桑基图和弦图用。",
            any_of(&[of_type(&["null"]), reference("flow")]),
        ),
        member("weight", "权重", "在所属指标里占的权重，如 30（同一层用同一种写法）。", number_or_null()),
    ]
}

fn decimals() -> Object {
    let least = also(of_type(&["integer", "null"]), "minimum", "0".into());
    also(least, "maximum", MAX_DECIMALS.to_string())
}

fn interval() -> Object {
    let two = also(of_type(&["array", "null"]), "minItems", "2".into());
    also(also(two, "maxItems", "2".into()), "items", number().line())
}

fn dimensions() -> Object {
    also(of_type(&["object", "null"]), "additionalProperties", of_type(&["string"]).line())
}

/// What is said about a flow.
pub(super) fn flow() -> Vec<Member> {
    vec![
        member("from", "从", "流出的一方，如“市财政”。", of_type(&["string"])),
        member("to", "到", "流入的一方，如“区市”。", of_type(&["string"])),
    ]
}

/// What is said about a range of values.
pub(super) fn band() -> Vec<Member> {
    let level = meanings("这个范围的含义", &LEVEL_WORDS);
    vec![
        member("from", "下限", "范围从这个数起（含），不写即没有下限。", number_or_null()),
        member("to", "上限", "范围到这个数为止（不含），不写即没有上限。", number_or_null()),
        member("level", "级别", &level, words(&LEVEL_WORDS)),
        member("label", "名称", "这个范围的名称，如“优良”。", text()),
    ]
}
