//! What queries find, over an index in memory.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dateline_search::find::{Answer, Asked, Sort, find};
use dateline_search::index::{Entry, Index, Pace, Reader};
use dateline_search::query::Query;
use dateline_search::sketch::Words;
use dateline_story::{ArticleId, Kind, Language};
use jiff::tz::TimeZone;

/// An index of stories in a language, each a headline and a body, numbered from 1.
fn index(language: &str, stories: &[(&str, &str)]) -> Index {
    let (index, language) = (Index::in_memory().unwrap(), Language::new(language).unwrap());
    let (mut feed, mut reader) = (index.feed(Pace::Bulk).unwrap(), Reader::default());
    let mut prepared = Vec::new();
    for (number, (headline, body)) in stories.iter().enumerate() {
        let entry = Entry {
            id: ArticleId(number as i64 + 1),
            language: &language,
            kind: Kind::News,
            section: "world",
            authors: Vec::new(),
            topics: Vec::new(),
            published: 0,
            words: Words { headline, standfirst: "", body },
        };
        prepared.push(reader.prepare(&entry, feed.fields()));
    }
    prepared.iter().for_each(|one| feed.count(one));
    prepared.into_iter().for_each(|one| feed.add(one).unwrap());
    feed.commit(1).unwrap();
    feed.finish().unwrap();
    index.refresh().unwrap();
    index
}

fn ask(index: &Index, languages: &[&str], typed: &str) -> Answer {
    let (query, zone) = (Query::parse(typed).unwrap(), TimeZone::UTC);
    let languages: Vec<Language> = languages.iter().map(|tag| Language::new(tag).unwrap()).collect();
    let sort = Sort::Relevance;
    let asked = Asked { query: &query, languages: &languages, zone: &zone, sort, after: None, limit: 50 };
    find(&index.snapshot(), &asked).unwrap()
}

/// The numbers of what an English query finds, the best first.
fn found(index: &Index, typed: &str) -> Vec<i64> {
    ask(index, &["en"], typed).stories.into_iter().map(|id| id.0).collect()
}

#[test]
fn common_words_alone_find_what_holds_them() {
    let index = index(
        "en",
        &[
            ("Minister resigns", "He was the man who said that the talks failed, and who left."),
            ("The Who play Karachi", "A concert drew thousands on Sunday."),
            ("Rain in Hunza", "Snow fell."),
            ("A play", "To be or not to be: Hamlet asks, to a full house."),
            ("Hamlet again", "Not to be missed, or to be seen twice."),
            ("Voters wait", "They don't trust the count."),
        ],
    );
    assert_eq!(found(&index, "the who")[..2], [2, 1], "side by side before apart");
    assert_eq!(found(&index, "\"the who\""), [2]);
    assert_eq!(found(&index, "\"to be or not to be\""), [4]);
    assert_eq!(found(&index, "they"), [6]);
    for typed in ["don't", "don’t", "DON'T"] {
        assert_eq!(found(&index, typed), [6], "{typed}");
    }
    assert_eq!(found(&index, "the who concert"), [2], "beside others they are left out");
    assert_eq!(found(&index, "hamlet -\"to be or\""), [5]);
    assert!(!ask(&index, &["en"], "\"they\" resigns").all, "one quoted word is looked for, too");
    assert!(ask(&index, &["en"], "they resigns").all);
    assert!(found(&index, "-the").is_empty());
}

#[test]
fn a_phrase_counts_its_common_words() {
    let index = index("en", &[("Bank", "The bank of England met."), ("Bank", "The bank in England met.")]);
    assert_eq!(found(&index, "\"bank of england\""), [1]);
    assert_eq!(found(&index, "\"bank england\""), [0; 0]);
}

#[test]
fn common_words_of_other_languages_are_found() {
    for (language, text, typed) in [
        ("ur", "وزیر نے کہا کہ یہ نہیں ہو گا۔", "یہ نہیں"),
        ("ur", "وزیر نے کہا کہ یہ نہیں ہو گا۔", "\"نہیں ہو گا\""),
        ("tr", "Bakan her şey için çok geç olduğunu söyledi.", "her şey"),
        ("tr", "Bakan her şey için çok geç olduğunu söyledi.", "\"icin cok\""),
        ("ar", "قال الوزير إن هذا من اليوم.", "من"),
        ("de", "Der Minister sagte, dass es die Welt ist.", "\"es die\""),
    ] {
        let index = index(language, &[("Other", "Nothing."), ("Headline", text)]);
        for languages in [vec![language], vec!["en", language], vec![language, "en", "tr"]] {
            let stories = ask(&index, &languages, typed).stories;
            assert_eq!(stories, [ArticleId(2)], "{typed} in {languages:?}");
        }
    }
}

#[test]
fn a_phrase_finds_the_stories_that_have_it_however_frequent_its_words_are() {
    // The later a word stands here, the fewer stories have it: some are frequent and some not.
    const WORDS: [&str; 9] = ["the", "kabul", "of", "river", "and", "lahore", "treaty", "glacier", "bosphorus"];
    let mut state = 1_u32;
    let mut chance = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    let bodies: Vec<String> = (0..1_500)
        .map(|_| (0..8).map(|_| WORDS[chance() % (1 + chance() % WORDS.len())]).collect::<Vec<_>>().join(" "))
        .collect();
    let stories: Vec<(&str, &str)> = bodies.iter().map(|body| ("Headline", body.as_str())).collect();
    let index = index("en", &stories);
    let snapshot = index.snapshot();
    assert!(snapshot.frequent().holds("kabul") && !snapshot.frequent().holds("bosphorus"));
    let asked = |phrase: &str| {
        let holding = bodies.iter().filter(|body| format!(" {body} ").contains(&format!(" {phrase} "))).count();
        assert_eq!(ask(&index, &["en"], &format!("\"{phrase}\"")).total, holding as u64, "{phrase}");
    };
    for first in WORDS {
        for second in WORDS {
            asked(&[first, " ", second].concat());
            WORDS.iter().for_each(|third| asked(&[first, " ", second, " ", third].concat()));
        }
    }
}
