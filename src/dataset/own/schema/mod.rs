//! The JSON Schema of the own format, made from the very lists that the reader uses. Not in the wasm.

mod columns;
mod entries;
mod lists;
mod shape;

use crate::dataset::builder::{MAX_ENTRIES, MAX_OBSERVATIONS};
use crate::dataset::period::FORMS;
use crate::dataset::write::json::{Object, list, quoted};
use shape::{
    Member, also, any_of, closed, list_of, meanings, member, number_or_null, of_type, reference, such_as,
    text, words,
};

/// The text of `www/schema/indicators.v1.schema.json`.
pub fn written() -> String {
    let mut top = Object::default();
    top.text("$schema", "https://json-schema.org/draft/2020-12/schema");
    top.text("$id", "urn:qdviz:indicators:1");
    top.text("title", "指标数据 indicators/1");
    top.text(
        "description",
        "一份指标数据：来源、地区、指标，以及逐条（observations）或按列（columns）写的数；或者台账条目（entries）。",
    );
    top.extend(closed(&top_members(), &["qdviz"], 0));
    let is_given = || ("indicators", rows());
    top.extend(any_of(&[
        has(&[("observations", rows()), is_given()]),
        has(&[("columns", of_type(&["object"])), is_given()]),
        has(&[("entries", rows())]),
    ]));
    top.put("examples", list(&[EXAMPLE.into()]));
    let mut parts = Object::default();
    for (name, members, required) in objects() {
        parts.put(name, closed(&members, required, 2).lines(2));
    }
    parts.put("period", period().line());
    parts.extend(columns::forms());
    top.put("$defs", parts.lines(1));
    top.lines(0) + "\n"
}

/// The objects within a document: their names, their members, and which of those must be there.
fn objects() -> [(&'static str, Vec<Member>, &'static [&'static str]); 8] {
    [
        ("source", lists::source(), &["id", "title"]),
        ("area", lists::area(), &["code", "name"]),
        ("indicator", lists::indicator(), &["id", "name"]),
        ("band", lists::band(), &[]),
        ("flow", lists::flow(), &["from", "to"]),
        ("observation", observation(), &["indicator", "area", "period"]),
        ("columns", columns::members(), &["indicator", "area", "period", "value"]),
        ("entry", entries::entry(), &["name"]),
    ]
}

fn top_members() -> Vec<Member> {
    let mut format = Object::default();
    format.put("const", quoted("indicators/1"));
    vec![
        member("$schema", "格式说明文件", "本说明文件的地址，供编辑器提示和检查，读数时不用。", text()),
        member("qdviz", "格式版本", "固定写 indicators/1。", format),
        member("title", "标题", "这份数据的中文标题。", text()),
        member("titleEn", "英文标题", "这份数据的英文标题。", text()),
        member("theme", "主题", "这份数据所属的主题，如“生态环境”。", text()),
        member("updated", "更新日期", "这份数据最近一次修改的日期，如 2021-10-26。", text()),
        member("sources", "来源", "公布这些数的文件，数用 id 引用它们。", list_of("source")),
        member("areas", "地区", "数所说的地区；青岛市、十区市和已知功能区不必列出。", list_of("area")),
        member("indicators", "指标", "所有的指标；有数就至少有一个。", list_of("indicator")),
        member("observations", "数据（逐条）", "逐条写的数，一条一行，便于人读和修改。", observations()),
        member(
            "columns",
            "数据（按列）",
            "按列写的数，体积小，适合成千上万条。",
            any_of(&[reference("columns"), of_type(&["null"])]),
        ),
        member("entries", "台账条目", "任务、项目、产业链环节、风险等，一条一行。", entries()),
    ]
}

fn observations() -> Object {
    also(list_of("observation"), "maxItems", MAX_OBSERVATIONS.to_string())
}

fn entries() -> Object {
    also(list_of("entry"), "maxItems", MAX_ENTRIES.to_string())
}

/// An object that has these members in these shapes.
fn has(members: &[(&str, Object)]) -> Object {
    let (mut keys, mut shapes) = (Vec::new(), Object::default());
    for (key, shape) in members {
        keys.push(quoted(key));
        shapes.put(key, shape.line());
    }
    also(also(Object::default(), "required", list(&keys)), "properties", shapes.line())
}

/// A list of something.
fn rows() -> Object {
    also(of_type(&["array"]), "minItems", "1".into())
}

fn observation() -> Vec<Member> {
    vec![
        member("indicator", "指标", "指标的 id。", of_type(&["string"])),
        member("area", "地区", "地区的代码、名称或别名，如 370202 或 市南区。", of_type(&["string"])),
        member("period", "时期", FORMS, reference("period")),
        member(
            "value",
            "数值",
            "照公布的数填写，不加引号、不换算；没有公布写 null，不要写 0。",
            number_or_null(),
        ),
        member("missing", "缺数原因", "value 为 null 时写明原因，如“未公布”。", text()),
        member(
            "status",
            "数据状态",
            &meanings("这个数的状态，正式公布的最终数不写", &STATUS_WORDS),
            words(&STATUS_WORDS),
        ),
        member("source", "来源", "来源的 id。", text()),
        member("phrase", "原文", "公布这个数的那句原文，一字不改。", text()),
        member("page", "页码", "原文在来源中的页码或章节。", text()),
        member("note", "说明", "读这个数必须知道的事，如口径、与其他文件的出入。", text()),
        member("low", "区间下限", "这个数可能的范围的下限，多用于预测。", number_or_null()),
        member("high", "区间上限", "这个数可能的范围的上限，多用于预测。", number_or_null()),
    ]
}

/// What the words for a status mean.
const STATUS_WORDS: [(&str, &str); 6] = [
    ("preliminary", "初步数"),
    ("revised", "修订数"),
    ("estimated", "估计数"),
    ("over", "原文为余、多、超、突破、以上，实际大于此数"),
    ("under", "原文为不足、近、以内，实际小于此数"),
    ("forecast", "预测数，不是实际发生的数"),
];

/// Periods as a pattern. It cannot tell how long February and years of weeks are, nor which of two months is the later.
fn period() -> Object {
    const YEAR: &str = "[1-9][0-9]{3}";
    const MONTH: &str = "(0[1-9]|1[0-2])";
    const DAY: &str =
        "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))";
    const WEEK: &str = "W(0[1-9]|[1-4][0-9]|5[0-3])";
    let single = format!("{YEAR}(-(H[12]|Q[1-4]|{WEEK}|{MONTH}|{DAY}))?");
    let months = format!("{YEAR}-{MONTH}/{YEAR}-{MONTH}");
    let stock = format!(r"\.\./{YEAR}(-({MONTH}|{DAY}))?");
    let mut out = of_type(&["string"]);
    out.text("title", "时期");
    out.text("description", FORMS);
    out.text("pattern", &format!("^({single}|{months}|{stock})$"));
    let examples = [
        "2020",
        "2020-H1",
        "2020-Q3",
        "2020-08",
        "2020-W05",
        "2020-11-01",
        "2020-01/2020-08",
        "../2020-06-30",
        "../2020-06",
    ];
    such_as(out, &examples)
}

/// A small document that says what most documents say.
const EXAMPLE: &str = r#"{
    "qdviz": "indicators/1",
    "sources": [{ "id": "census7", "title": "青岛市第七次全国人口普查公报", "publisher": "青岛市统计局" }],
    "indicators": [{ "id": "population", "name": "常住人口", "nameEn": "Resident population", "unit": "人", "kind": "level" }],
    "observations": [
      { "indicator": "population", "area": "青岛市", "period": "2020-11-01", "value": 10071722, "source": "census7" },
      { "indicator": "population", "area": "青岛市", "period": "../2021", "value": null, "missing": "文件未公布" }
    ]
  }"#;

#[cfg(test)]
mod tests {
    use super::super::{
        KEYS, columns as column_reader, entries as entry_reader, lists as list_reader, rows as row_reader,
    };
    use super::*;
    use crate::dataset::{NATURES, STATES, STATUSES};

    /// The words of a list, whatever they stand for.
    fn names<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
        words.iter().map(|(word, _)| *word).collect()
    }

    #[test]
    fn the_schema_describes_the_very_keys_that_the_reader_knows() {
        let known: [(&str, &[&str]); 8] = [
            ("source", &list_reader::SOURCE_KEYS),
            ("area", &list_reader::AREA_KEYS),
            ("indicator", &list_reader::INDICATOR_KEYS),
            ("band", &list_reader::BAND_KEYS),
            ("flow", &list_reader::FLOW_KEYS),
            ("observation", &row_reader::KEYS),
            ("columns", &column_reader::KEYS),
            ("entry", &entry_reader::KEYS),
        ];
        let keys = |members: &[Member]| members.iter().map(|member| member.key).collect::<Vec<_>>();
        for ((name, members, _), (known_name, known)) in objects().into_iter().zip(known) {
            assert_eq!((name, keys(&members).as_slice()), (known_name, known));
        }
        assert_eq!(keys(&top_members()), KEYS);
    }

    #[test]
    fn the_schema_explains_the_very_words_that_the_reader_knows() {
        assert_eq!(names(&STATUS_WORDS), names(&STATUSES));
        assert_eq!(names(&entries::state_words()), names(&STATES));
        assert_eq!(names(&lists::NATURE_WORDS), names(&NATURES));
        assert_eq!(names(&lists::DIRECTION_WORDS), names(&list_reader::DIRECTIONS));
        assert_eq!(names(&lists::FREQUENCY_WORDS), list_reader::FREQUENCIES);
        assert_eq!(names(&lists::LEVEL_WORDS), list_reader::LEVELS);
    }
}
