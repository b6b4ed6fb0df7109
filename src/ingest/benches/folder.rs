//! How many stories a second come out of a folder of Markdown, parsing alone, on two threads.
//!
//! Needs a folder of real posts: `DATELINE_DATA`, or `shared/data` beside the checkout; without it there is nothing to measure.
#![allow(missing_docs, clippy::unwrap_used)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_ingest::markdown::{Options, read};
use dateline_story::{Language, Slug};
use jiff::tz::TimeZone;

fn folder(criterion: &mut Criterion) {
    let data = std::env::var_os("DATELINE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let dir = data.join("markdown/digitalgov/news");
    if !dir.exists() {
        println!("skipped: {} is not here", dir.display());
        return;
    }
    let options = Options::new(Slug::new("news").unwrap(), Language::english(), TimeZone::UTC);
    let stories = read(&dir, &options, &mut |_| ControlFlow::Continue(())).unwrap().stories;
    let mut group = criterion.benchmark_group("markdown folder");
    group.sample_size(10).throughput(Throughput::Elements(stories as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            read(&dir, &options, &mut |incoming| {
                std::hint::black_box(incoming);
                ControlFlow::Continue(())
            })
        })
    });
    group.finish();
}

criterion_group!(benches, folder);
criterion_main!(benches);
