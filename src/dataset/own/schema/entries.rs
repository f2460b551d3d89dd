//! Entries of ledgers as the schema describes them.

use super::shape::{
    Member, also, any_of, meanings, member, number_or_null, of_type, reference, such_as, text, words,
};
use crate::dataset::STATES;
use crate::dataset::entry::GRADES;
use crate::dataset::write::json::Object;

/// What the words for a state mean.
pub(super) fn state_words() -> Vec<(&'static str, &'static str)> {
    STATES.iter().map(|(word, state)| (*word, state.name())).collect()
}

/// What is said about an entry.
pub(super) fn entry() -> Vec<Member> {
    let states = state_words();
    let stage = such_as(text(), &["每月", "半月", "上游", "标准制定"]);
    vec![
        member("id", "代号", "短名，同一份数据里不重复；别的条目用 next 引用它时才需要。", text()),
        member("name", "名称", "任务、项目、环节或风险的名称，照原文写。", of_type(&["string"])),
        member("group", "组别", "所属的攻势、产业链、风险类别等；泳道和任务墙按它分组。", text()),
        member("stage", "阶段", "在组内的位置：战役、产业链环节、调度频率等。", stage),
        member("owner", "责任单位", "牵头或负责的单位、人。", text()),
        member("area", "地区", "地区的代码、名称或别名。", text()),
        member("start", "开始", "开始的时间，只知道年或月就写年或月。", date()),
        member("due", "到期", "应当完成的时间。", date()),
        member("done", "完成", "实际完成的时间。", date()),
        member("state", "状态", &meanings("进展，文件没有说就不写", &states), words(&states)),
        member("progress", "进度", "完成的百分数，0 到 100，不带 %。", progress()),
        member("next", "下一环节", "后面各条的 id。", next()),
        member("likelihood", "可能性", "风险发生的可能性，1（最低）到 5。", grade()),
        member("impact", "影响", "风险的影响，1（最低）到 5。", grade()),
        member("source", "来源", "来源的 id。", text()),
        member("page", "页码", "原文在来源中的页码或章节。", text()),
        member("phrase", "原文", "写明这一条的那句原文，一字不改。", text()),
        member("note", "说明", "读这一条必须知道的事。", text()),
    ]
}

fn date() -> Object {
    any_of(&[reference("period"), of_type(&["null"])])
}

fn progress() -> Object {
    also(also(number_or_null(), "minimum", "0".into()), "maximum", "100".into())
}

fn grade() -> Object {
    let least = also(of_type(&["integer", "null"]), "minimum", "1".into());
    also(least, "maximum", GRADES.to_string())
}

fn next() -> Object {
    any_of(&[text(), also(of_type(&["array"]), "items", of_type(&["string"]).line())])
}
