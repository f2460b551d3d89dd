//! A data set with as many areas as wanted, the same every time, in JSON-stat: of a million small enough to be read.

/// One indicator in `count` areas at one period.
pub fn document(count: usize) -> String {
    let listed = |item: &dyn Fn(usize) -> String| {
        let mut out = String::new();
        for i in 0..count {
            out.push_str(if i == 0 { "" } else { "," });
            out.push_str(&item(i));
        }
        out
    };
    let names = listed(&|i| format!(r#""企业{i:07}""#));
    let values = listed(&|i| format!("{}.{}", (i * 7919 + 13) % 100_003, i % 10));
    format!(
        r#"{{"version":"2.0","class":"dataset","label":"示例","id":["metric","time","geo"],"size":[1,1,{count}],
        "role":{{"metric":["metric"],"time":["time"],"geo":["geo"]}},"dimension":{{"metric":{{"category":{{"index":["指标"],
        "unit":{{"指标":{{"label":"件","decimals":1}}}}}}}},"time":{{"category":{{"index":["2023"]}}}},
        "geo":{{"category":{{"index":[{names}]}}}}}},"value":[{values}]}}"#
    )
}
