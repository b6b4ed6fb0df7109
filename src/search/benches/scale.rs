//! Building, searching and relating at three sizes, over stories that are made here: words by Zipf's law, people and places that
//! come up together, topics, and dates over ten years.
//!
//! `cargo bench -p dateline-search` measures 10,000 and 100,000 stories; `-- 1000000` measures that many.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline_search::find::{Asked, Sort, find};
use dateline_search::index::{Entry, Index, Pace, Reader};
use dateline_search::known::Known;
use dateline_search::names::Listed;
use dateline_search::query::Query;
use dateline_search::related::{Neighbourhood, Told};
use dateline_search::sketch::Words;
use dateline_story::{ArticleId, Kind, Language};
use jiff::tz::TimeZone;

/// How many different words and names there are to draw from.
const WORDS: usize = 200_000;
const NAMES: usize = 40_000;
const TOPICS: usize = 2_000;
const SECTIONS: [&str; 8] = ["world", "pakistan", "business", "climate", "culture", "sport", "science", "opinion"];
/// How many stories there are of one event.
const OF_AN_EVENT: usize = 4;
/// How many words a body has.
const LENGTH: usize = 300;
const ASKED: usize = 1_000;

/// Numbers that look like chance and are the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A place among `all` by Zipf's law: the second half as often as the first.
    fn zipf(&mut self, all: usize) -> usize {
        ((all as f64).powf(self.part()) as usize).saturating_sub(1).min(all - 1)
    }
}

/// Two words that stories use: topics are looked for in what they say.
fn topic_name(number: usize) -> String {
    format!("{} {}", word(number % 97, false), word(100 + number, false))
}

/// A word that no other number has, made of syllables.
fn word(mut number: usize, large: bool) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "dor", "fel", "gan", "hir", "jun", "kam", "lur",
        "mon", "pat", "rik",
    ];
    let mut out = String::new();
    number += 20;
    while number > 0 {
        out.push_str(SYLLABLES[number % 20]);
        number /= 20;
    }
    if large { out[..1].to_uppercase() + &out[1..] } else { out }
}

struct Made {
    headline: String,
    standfirst: String,
    body: String,
    section: &'static str,
    topics: Vec<String>,
    published: i64,
}

/// A story of one event of many; the same number makes the same story.
fn make(number: usize) -> Made {
    let event = number / OF_AN_EVENT;
    let mut event_chance = Chance(event as u64 * 7_919);
    let mut chance = Chance(number as u64 * 104_729 + 1);
    let names: Vec<String> = (0..4)
        .map(|_| format!("{} {}", word(event_chance.zipf(NAMES), true), word(event_chance.zipf(NAMES), true)))
        .collect();
    let subject: Vec<String> = (0..12).map(|_| word(event_chance.zipf(WORDS), false)).collect();
    let mut sentence = |length: usize| {
        let mut words = Vec::with_capacity(length);
        for _ in 0..length {
            words.push(match chance.next() % 10 {
                0 => names[(chance.next() % 4) as usize].clone(),
                1 | 2 => subject[chance.zipf(12)].clone(),
                3..=5 => ["the", "of", "and", "to", "in", "said"][(chance.next() % 6) as usize].to_owned(),
                _ => word(chance.zipf(WORDS), false),
            });
        }
        words.join(" ")
    };
    let body: Vec<String> = (0..LENGTH / 20).map(|_| format!("It {}.", sentence(19))).collect();
    Made {
        headline: sentence(8),
        standfirst: format!("It {}.", sentence(18)),
        body: body.join(" "),
        section: SECTIONS[event_chance.zipf(8)],
        topics: (0..3).map(|_| format!("topic-{}", event_chance.zipf(TOPICS))).collect(),
        // Ten years from 2015 on; an event's stories within three days.
        published: 1_420_070_400_000_000
            + (event_chance.part() * 10.0 * 365.0 * 86_400e6) as i64
            + (chance.part() * 3.0 * 86_400e6) as i64,
    }
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        let kib = status.lines().find(|line| line.starts_with(name))?.split_whitespace().nth(1)?.parse::<u64>().ok()?;
        Some(kib / 1024)
    };
    let part = |name| line(name).map_or_else(|| "?".into(), |mib| format!("{mib} MiB"));
    format!("{} of its own, {} of mapped files, {} at most", part("RssAnon"), part("RssFile"), part("VmHWM"))
}

/// The processor's time that the program has had.
fn busy() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    // In hundredths of a second, whatever the kernel's own clock.
    Duration::from_millis(fields.filter_map(|field| field.parse::<u64>().ok()).sum::<u64>() * 10)
}

/// The processor's time that this thread has had.
fn busy_here() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or_default())
}

/// Builds the index; answers it with how long that took, and how much time of processors, without making the stories.
fn build(stories: usize, folder: &std::path::Path) -> (Index, Duration, Duration) {
    let index = Index::create(folder).unwrap();
    let mut feed = index.feed(Pace::Bulk).unwrap();
    let english = Language::english();
    let topics = Arc::new(Listed::new((0..TOPICS).map(topic_name).collect()));
    let known = Known { topics, model: None };
    let mut readers = [Reader::knowing(known.clone()), Reader::knowing(known)];
    let (mut spent, mut making) = (Duration::ZERO, Duration::ZERO);
    let before = busy();
    const BATCH: usize = 2_000;
    for start in (0..stories).step_by(BATCH) {
        let before = busy_here();
        let made: Vec<Made> = (start..(start + BATCH).min(stories)).map(make).collect();
        making += busy_here() - before;
        let started = Instant::now();
        let fields = feed.fields();
        let prepared: Vec<_> = std::thread::scope(|scope| {
            let parts: Vec<_> = made
                .chunks(BATCH / 2)
                .zip(&mut readers)
                .enumerate()
                .map(|(part, (made, reader))| {
                    let english = &english;
                    scope.spawn(move || {
                        let prepare = |(place, made): (usize, &Made)| {
                            let entry = Entry {
                                id: ArticleId((start + part * BATCH / 2 + place + 1) as i64),
                                language: english,
                                kind: Kind::News,
                                section: made.section,
                                authors: vec!["a-reporter"],
                                topics: made.topics.iter().map(String::as_str).collect(),
                                published: made.published,
                                words: Words {
                                    headline: &made.headline,
                                    standfirst: &made.standfirst,
                                    body: &made.body,
                                },
                            };
                            reader.prepare(&entry, fields)
                        };
                        made.iter().enumerate().map(prepare).collect::<Vec<_>>()
                    })
                })
                .collect();
            parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
        });
        prepared.iter().for_each(|one| feed.count(one));
        prepared.into_iter().for_each(|one| feed.add(one).unwrap());
        spent += started.elapsed();
    }
    let started = Instant::now();
    feed.commit(1).unwrap();
    feed.finish().unwrap();
    index.refresh().unwrap();
    (index, spent + started.elapsed(), busy() - before - making)
}

/// How often each thing is asked: of its times the least counts, as other programs have the processors, too.
const PASSES: usize = 3;

/// Runs something for each number, and gives the median and the 99th percentile.
fn percentiles(mut with: impl FnMut(usize)) -> (Duration, Duration) {
    let mut times = vec![Duration::MAX; ASKED];
    for _ in 0..PASSES {
        for (number, least) in times.iter_mut().enumerate() {
            let started = Instant::now();
            with(number);
            *least = started.elapsed().min(*least);
        }
    }
    times.sort();
    (times[ASKED / 2], times[ASKED * 99 / 100])
}

/// How many bytes the files of a folder have.
fn size(folder: &std::path::Path) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

fn measure(stories: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (index, built, busy) = build(stories, folder.path());
    let rate = |time: Duration| stories as f64 / time.as_secs_f64();
    println!(
        "{stories} stories: {:.0} a second, {:.0} for each second of a processor; memory {}",
        rate(built),
        rate(busy),
        memory()
    );
    println!("  {} bytes a story on the disk", size(folder.path()) / stories as u64);
    let snapshot = index.snapshot();
    println!(
        "  segments of {:?}",
        snapshot.searcher().segment_readers().iter().map(|segment| segment.max_doc()).collect::<Vec<_>>()
    );
    let mut found = 0;
    let (median, worst) = percentiles(|number| {
        let id = (number * 7_919) % stories + 1;
        let own = snapshot.place(ArticleId(id as i64)).unwrap().unwrap();
        let near = Neighbourhood::of(&snapshot, Told::in_index(&snapshot, own).unwrap(), Some(own)).unwrap().ranked();
        let event = (id - 1) / OF_AN_EVENT;
        found += near.iter().take(5).filter(|other| (other.facts.id as usize - 1) / OF_AN_EVENT == event).count();
        near.iter().take(6).for_each(|other| drop(snapshot.names(other.at).unwrap()));
    });
    let found = found as f64 / (PASSES * ASKED * (OF_AN_EVENT - 1)) as f64;
    println!(
        "  related: median {median:?}, p99 {worst:?}; {:.1} % of an event's other stories among the first five",
        found * 100.0
    );
    let (zone, languages) = (TimeZone::UTC, [Language::english()]);
    for sort in [Sort::Relevance, Sort::Date] {
        let (median, worst) = percentiles(|number| {
            let made = make((number * 104_729) % stories);
            let words: Vec<&str> = made.headline.split(' ').collect();
            let typed = words[..1 + number % 4].join(" ");
            let query = Query::parse(&typed).unwrap();
            let asked = Asked { query: &query, languages: &languages, zone: &zone, sort, after: None, limit: 10 };
            drop(find(&snapshot, &asked).unwrap());
        });
        println!("  search, {sort:?}: median {median:?}, p99 {worst:?}");
    }
    // Any two of the commonest words: nearly every story has both somewhere.
    let (median, worst) = percentiles(|number| {
        let typed = format!("\"{} {}\"", word(number % 30, false), word(number / 30, false));
        let query = Query::parse(&typed).unwrap();
        let sort = Sort::Relevance;
        let asked = Asked { query: &query, languages: &languages, zone: &zone, sort, after: None, limit: 10 };
        drop(find(&snapshot, &asked).unwrap());
    });
    println!("  a phrase of two of the commonest words: median {median:?}, p99 {worst:?}");
    println!("  memory {}", memory());
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    sizes.into_iter().for_each(measure);
}
