//! The compact form as the schema describes it.

use super::STATUS_WORDS;
use super::shape::{Member, also, any_of, closed, member, number_or_null, of_type, reference, text, words};
use crate::dataset::builder::MAX_OBSERVATIONS;
use crate::dataset::write::json::Object;

/// The columns.
pub(super) fn members() -> Vec<Member> {
    let texts = || reference("textColumn");
    vec![
        member("indicator", "指标", "各行指标的 id。", reference("nameColumn")),
        member("area", "地区", "各行地区的代码、名称或别名。", reference("nameColumn")),
        member("period", "时期", "各行的时期，写法与逐条的相同。", reference("periodColumn")),
        member("value", "数值", "每行一个数，没有公布写 null；它的长度就是行数。", values()),
        member("missing", "缺数原因", "数值为 null 的行缺数的原因。", texts()),
        member("status", "数据状态", "各行的状态，正式公布的最终数写 null。", reference("statusColumn")),
        member("source", "来源", "各行来源的 id。", texts()),
        member("phrase", "原文", "公布各行数的那句原文。", texts()),
        member("page", "页码", "原文在来源中的页码或章节。", texts()),
        member("note", "说明", "读各行的数必须知道的事。", texts()),
        member("low", "区间下限", "各行的数可能的范围的下限，没有写 null。", numbers()),
        member("high", "区间上限", "各行的数可能的范围的上限，没有写 null。", numbers()),
    ]
}

/// One number a row beside the values.
fn numbers() -> Object {
    also(of_type(&["array", "null"]), "items", number_or_null().line())
}

fn values() -> Object {
    let some = also(of_type(&["array"]), "minItems", "1".into());
    let bounded = also(some, "maxItems", MAX_OBSERVATIONS.to_string());
    also(bounded, "items", number_or_null().line())
}

/// The forms of columns for `$defs`.
pub(super) fn forms() -> Object {
    let mut out = Object::default();
    for (name, entry, may_lack) in [
        ("nameColumn", of_type(&["string"]), false),
        ("periodColumn", reference("period"), false),
        ("statusColumn", words(&STATUS_WORDS), true),
        ("textColumn", text(), true),
    ] {
        out.put(name, form(entry, may_lack).lines(2));
    }
    out
}

/// One value for all rows, an array with one a row, or a dictionary with one code a row.
fn form(entry: Object, may_lack: bool) -> Object {
    let entries = || also(of_type(&["array"]), "items", entry.line());
    let code = of_type(if may_lack { &["integer", "null"] } else { &["integer"] });
    let codes = also(of_type(&["array"]), "items", also(code, "minimum", "0".into()).line());
    let members = [
        member("dictionary", "词典", "各种不同的内容，每种写一次。", entries()),
        member("codes", "代码", "每行一个，是内容在词典里的位置，从 0 数起。", codes),
    ];
    let dictionary = closed(&members, &["dictionary", "codes"], 3);
    any_of(&[entry.clone(), entries(), dictionary])
}
