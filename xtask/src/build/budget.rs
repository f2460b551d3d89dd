//! How many bytes a visitor may have to load.

use super::record::{File, Sizes};
use std::fmt::Write;

/// A limit on the brotli size of some files together.
struct Budget {
    name: &'static str,
    files: &'static [&'static str],
    limit: usize,
}

const KB: usize = 1024;
const WASM: &str = "qdviz.wasm";
const SCRIPT: &str = "qdviz.js";
const WITH_MAP: &str = "qdviz-map.wasm";
const CHARTS: &str = "qdviz-charts.wasm";
const FULL: &str = "qdviz-full.wasm";
const MAP: &str = "map/qingdao.topo.json";

/// What 0.1.0 has come to with all chart kinds; the aims are 70 with the script for basic charts, and 125 for everything.
const BUDGETS: [Budget; 5] = [
    Budget { name: "wasm of basic charts", files: &[WASM], limit: 73 * KB },
    Budget { name: "map", files: &[MAP], limit: 25 * KB },
    Budget { name: "page with a map", files: &[WITH_MAP, SCRIPT, MAP], limit: 114 * KB },
    Budget { name: "page with any chart", files: &[CHARTS, SCRIPT, MAP], limit: 340 * KB },
    Budget { name: "page with everything", files: &[FULL, SCRIPT, MAP], limit: 416 * KB },
];

/// The sizes as a table, with the budgets below.
pub fn table(files: &[File]) -> String {
    let mut text = format!("{:<24}{:>12}{:>12}{:>12}\n", "pkg/", "raw", "gzip", "brotli");
    let packed = |size: Option<usize>| size.map(kilobytes).unwrap_or_default();
    for File { path, sizes, .. } in files {
        let Sizes { raw, gzip, brotli } = *sizes;
        let _ = writeln!(text, "{path:<24}{:>12}{:>12}{:>12}", kilobytes(raw), packed(gzip), packed(brotli));
    }
    for (budget, size) in weighed(files) {
        let verdict = if size <= budget.limit { "ok" } else { "OVER" };
        let (size, limit) = (kilobytes(size), kilobytes(budget.limit));
        let _ = writeln!(text, "{:<24}{size:>12} of {limit} brotli: {verdict}", budget.name);
    }
    text
}

/// The budgets that are not held, one sentence each.
pub fn overruns(files: &[File]) -> Vec<String> {
    let over = weighed(files).filter(|(budget, size)| *size > budget.limit);
    over.map(|(budget, size)| {
        format!("{}: {} brotli, the budget is {}", budget.name, kilobytes(size), kilobytes(budget.limit))
    })
    .collect()
}

fn weighed(files: &[File]) -> impl Iterator<Item = (&'static Budget, usize)> {
    BUDGETS.iter().map(|budget| {
        let counted = files.iter().filter(|file| budget.files.contains(&file.path));
        (budget, counted.map(|file| file.sizes.loaded()).sum())
    })
}

/// `69.43 KB`, rounded up, so that what shows as within the budget is.
fn kilobytes(bytes: usize) -> String {
    let hundredths = (bytes * 100).div_ceil(KB);
    format!("{}.{:02} KB", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::record;
    use crate::sys::root;

    fn file(path: &'static str, brotli: usize) -> File {
        File {
            path,
            sha256: String::new(),
            sizes: Sizes { raw: brotli * 3, gzip: None, brotli: Some(brotli) },
        }
    }

    #[test]
    fn a_budget_holds_to_its_last_byte() {
        assert!(overruns(&[file(WASM, 73 * KB), file(MAP, 25 * KB), file(SCRIPT, 5 * KB)]).is_empty());
        let over = overruns(&[file(WASM, 73 * KB + 1)]);
        assert_eq!(over, ["wasm of basic charts: 73.01 KB brotli, the budget is 73.00 KB"]);
    }

    #[test]
    fn the_sum_has_a_budget_of_its_own() {
        let over = overruns(&[file(WITH_MAP, 84 * KB), file(MAP, 25 * KB), file(SCRIPT, 5 * KB + 1)]);
        assert_eq!(over, ["page with a map: 114.01 KB brotli, the budget is 114.00 KB"]);
    }

    #[test]
    fn the_committed_package_keeps_the_budgets() {
        let files = record::files(&root().join("pkg")).unwrap();
        let is_there = |wasm: &str| files.iter().any(|file| file.path == wasm);
        assert!(
            [WASM, WITH_MAP, CHARTS, FULL].into_iter().all(is_there),
            "pkg/ is not whole; run `cargo xtask build`"
        );
        assert_eq!(overruns(&files), [""; 0]);
    }
}
