//! How reading and writing story markup grows with the source: figures should be flat per byte from 1 KB to 1 MB.
#![allow(missing_docs)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dateline_story::markup;

const STORY: &str = "\
## What was *agreed*

The two ministers met on **Wednesday** in [the capital](/pakistan) and spoke for an hour about `trade`, energy and defence.

- A joint commission
- Talks every *six* months

:::figure{src=\"hall.jpg\" alt=\"A long table\" credit=\"Dateline\"}
The delegations before the talks.
:::

> It was a good day.

";

/// Sources that make careless parsers slow: each is repeated to the size wanted.
const ADVERSARIES: [(&str, &str); 8] = [
    ("quotes", ">"),
    ("lists", "- "),
    ("stars", "**a *b "),
    ("brackets", "[a]("),
    ("tags", "<em>"),
    ("backticks", "`a``"),
    ("directives", ":::quote\n"),
    ("broken-directives", "::figure{src=\n"),
];

fn of_size(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    group.sample_size(10);
    for bytes in [1_000, 10_000, 100_000, 1_000_000] {
        let source = of_size(STORY, bytes);
        group.throughput(Throughput::Bytes(source.len() as u64));
        group.bench_with_input(BenchmarkId::new("story", bytes), &source, |bencher, source| {
            bencher.iter(|| markup::parse(source))
        });
        for (name, piece) in ADVERSARIES {
            let source = of_size(piece, bytes);
            group.throughput(Throughput::Bytes(source.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, bytes), &source, |bencher, source| {
                bencher.iter(|| markup::parse(source))
            });
        }
    }
    group.finish();
    let mut group = criterion.benchmark_group("write");
    group.sample_size(10);
    for bytes in [1_000, 1_000_000] {
        let blocks = markup::parse(&of_size(STORY, bytes)).blocks;
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_with_input(BenchmarkId::new("story", bytes), &blocks, |bencher, blocks| {
            bencher.iter(|| markup::write(blocks))
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
