//! A data set of a million observations, the same every time: 834 indicators × 10 districts × 120 months, cut off.

/// How many observations it has.
pub const COUNT: usize = 1_000_000;

const DISTRICTS: [&str; 10] =
    ["370202", "370203", "370211", "370212", "370213", "370214", "370215", "370281", "370283", "370285"];
const MONTHS: usize = 120;

/// The data set in columns, with dictionaries.
pub fn columns() -> String {
    let row = |i: usize| (i / (10 * MONTHS), i / MONTHS % 10, i % MONTHS);
    let listed = |item: &dyn Fn(usize) -> String, count: usize| {
        let mut out = String::new();
        for i in 0..count {
            out.push_str(if i == 0 { "" } else { "," });
            out.push_str(&item(i));
        }
        out
    };
    let indicators = COUNT.div_ceil(10 * MONTHS);
    let column =
        |dictionary: String, codes: String| format!(r#"{{"dictionary":[{dictionary}],"codes":[{codes}]}}"#);
    let names =
        listed(&|i| format!(r#"{{"id":"i{i}","name":"指标{i}","unit":"亿元","decimals":1}}"#), indicators);
    let indicator =
        column(listed(&|i| format!(r#""i{i}""#), indicators), listed(&|i| row(i).0.to_string(), COUNT));
    let area =
        column(listed(&|i| format!(r#""{}""#, DISTRICTS[i]), 10), listed(&|i| row(i).1.to_string(), COUNT));
    let month = |i: usize| format!(r#""{}-{:02}""#, 2011 + i / 12, i % 12 + 1);
    let period = column(listed(&month, MONTHS), listed(&|i| row(i).2.to_string(), COUNT));
    let value = listed(&|i| format!("{}.{}", i * 7919 % 100_000, i % 10), COUNT);
    format!(
        r#"{{"qdviz":"indicators/1","indicators":[{names}],"columns":{{"indicator":{indicator},"area":{area},"period":{period},"value":[{value}]}}}}"#
    )
}
