//! A table of a million rows: how long until it stands, how long a step through it takes, and how long a sort.

#![allow(clippy::unwrap_used, missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use qdviz::compose::{Lists, Loaded, Picture, load, picture_of};
use qdviz::diagnostic::Diagnostics;
use qdviz::query::{Shown, Window};
use qdviz::scene::text::FixedMeasure;
use qdviz::theme::LIGHT;
use std::hint::black_box;
use std::mem::take;

#[path = "../tests/support/lines.rs"]
mod lines;

const ROWS: usize = 1_000_000;
const VIEW: &str = r#"{"qdviz":"view/1","kind":"table","areas":"city","sort":"none"}"#;

fn laid_out(loaded: &Loaded, shown: Shown, lists: Lists) -> Picture {
    picture_of(loaded, &[shown], lists, 800.0, &LIGHT, &FixedMeasure)
}

fn benches(criterion: &mut Criterion) {
    let document = lines::document(ROWS);
    let mut faults = Diagnostics::default();
    let loaded = load(VIEW.as_bytes(), document.as_bytes(), b"", &mut faults);
    let loaded = loaded.map_err(|_| faults.into_items()).unwrap();
    assert_eq!(loaded.tables[0].items.len(), ROWS);
    let mut group = criterion.benchmark_group("1,000,000 rows");
    group.sample_size(10);
    group.bench_function("first layout", |bencher| {
        bencher.iter(|| laid_out(black_box(&loaded), Shown::default(), Lists::default()));
    });
    let sorted = |ascending| Shown { sort: Some((0, ascending)), ..Shown::default() };
    let mut picture = laid_out(&loaded, Shown::default(), Lists::default());
    let mut ascending = false;
    group.bench_function("sort", |bencher| {
        bencher.iter(|| {
            ascending = !ascending;
            picture = laid_out(&loaded, sorted(ascending), take(&mut picture.lists));
        });
    });
    let mut first = 0;
    group.bench_function("step", |bencher| {
        bencher.iter(|| {
            first = (first + 123_457) % ROWS as u32;
            let shown = Shown { window: Some(Window::Items(first, first + 19)), ..sorted(ascending) };
            picture = laid_out(&loaded, shown, take(&mut picture.lists));
            assert!(picture.tracks[0].len() <= 20);
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
