//! A million observations: how long until they can be asked, and how long one question takes.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use qdviz::dataset::{Dataset, read};
use qdviz::diagnostic::Diagnostics;
use qdviz::{config, query};
use std::hint::black_box;

#[path = "../tests/support/million.rs"]
mod million;

const VIEW: &str = r#"{"qdviz":"view/1","kind":"line","indicator":"i417","areas":["市南区","市北区","黄岛区","崂山区",
    "李沧区","城阳区","即墨区","胶州市","平度市","莱西市"]}"#;

fn parsed(document: &str) -> Dataset {
    read(document.as_bytes(), None, &mut Diagnostics::default()).unwrap()
}

fn benches(criterion: &mut Criterion) {
    let document = million::columns();
    let mut group = criterion.benchmark_group("1,000,000 observations");
    group.sample_size(10);
    group.bench_function("parse and index", |bencher| bencher.iter(|| parsed(black_box(&document))));
    let set = parsed(&document);
    assert_eq!(set.observations.len(), million::COUNT);
    let document = config::read(VIEW.as_bytes(), &mut Diagnostics::default()).unwrap();
    let spec = config::Spec::resolve(document, &mut Diagnostics::default()).unwrap();
    group.bench_function("query of 1 indicator × 10 districts × 120 months", |bencher| {
        bencher.iter(|| {
            let table = query::run(&spec.panels[0], black_box(&set), &mut Diagnostics::default()).unwrap();
            assert_eq!(table.rows.len(), 1200);
            table
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
