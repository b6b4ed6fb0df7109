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

/// The numbers of the stories with all words of a query, in order.
fn with_all(index: &Index, typed: &str) -> Vec<i64> {
    let answer = ask(index, &["en"], typed);
    let mut all: Vec<i64> = answer.stories.iter().take(answer.total as usize).map(|id| id.0).collect();
    all.sort_unstable();
    all
}

#[test]
fn one_thing_is_found_however_it_is_spelled() {
    for (spellings, other) in [
        (vec!["covid19", "covid-19", "COVID-19", "Covid\u{2011}19"], "The covenant of 1920"),
        (vec!["f16", "F-16", "F16", "F-16s", "F-16's"], "The F-35 of 1617"),
        (vec!["e-mail", "email", "E-Mail", "emails", "e-mails"], "A female reporter"),
        (vec!["US", "U.S.", "USA", "U.S.A.", "usa", "US's"], "Contact us, or let us know"),
        (vec!["UN", "U.N.", "un"], "Unless they run"),
        (
            vec!["Côte d'Ivoire", "Cote d’Ivoire", "Côte d‘Ivoire", "Côte dʼIvoire", "côte d`ivoire", "Côte d´Ivoire"],
            "Ivory from the coast",
        ),
    ] {
        let bodies: Vec<String> = spellings.iter().map(|one| format!("They said that {one} won again.")).collect();
        let mut stories: Vec<(&str, &str)> = bodies.iter().map(|body| ("Headline", body.as_str())).collect();
        stories.push(("Headline", other));
        let index = index("en", &stories);
        let all: Vec<i64> = (1..=spellings.len() as i64).collect();
        for typed in &spellings {
            assert_eq!(with_all(&index, typed), all, "{typed}");
            assert_eq!(with_all(&index, &format!("\"{typed} won\"")), all, "{typed} won");
            assert_eq!(with_all(&index, &format!("won {typed}")), all, "won {typed}");
        }
    }
}

#[test]
fn us_is_not_the_us() {
    let index = index(
        "en",
        &[
            ("Contact us", "Write to us, or let us know."),
            ("Tariffs rise", "The US and Canada talk."),
            ("CONTACT US TODAY", "Nobody answered. ABOUT US is a page, too."),
            ("A call for help", "It told the U.S. to wait. Its editor said: Give us time."),
        ],
    );
    for typed in ["US", "U.S.", "USA", "usa", "u.s."] {
        assert_eq!(with_all(&index, typed), [2, 4], "{typed}");
    }
    let pronoun = with_all(&index, "us");
    assert!([1, 3, 4].iter().all(|story| pronoun.contains(story)), "{pronoun:?}");
    assert_eq!(with_all(&index, "\"give us time\""), [4]);
    assert_eq!(with_all(&index, "us canada"), [2], "in small letters beside others it is left out");
}

#[test]
fn whoever_shouts_finds_the_same() {
    let index = index(
        "en",
        &[
            ("Tariffs rise", "The US and Canada talk of trade."),
            ("Talks on trade", "Ministers met, and it was said to be of use to all."),
            ("TRADE TALKS", "IT WAS SAID TO BE OF USE TO CANADA."),
        ],
    );
    for typed in ["talks on trade with canada", "it was said", "to canada", "\"said to be\"", "talk -of"] {
        assert_eq!(found(&index, &typed.to_uppercase()), found(&index, typed), "{typed}");
    }
    assert_eq!(with_all(&index, "US CANADA"), [1, 3], "a word that may be shouted is left out");
    assert_eq!(with_all(&index, "US Canada"), [1]);
}

#[test]
fn the_parts_of_a_word_find_it_still() {
    let index = index(
        "en",
        &[
            ("Headline", "A strife-torn province."),
            ("Headline", "A province of strife and of torn roads."),
            ("Headline", "J.K. Rowling spoke on Covid19."),
            ("Headline", "An e-mail address was lost."),
        ],
    );
    for (typed, found) in [
        ("strife-torn", vec![1, 2]),
        ("torn", vec![1, 2]),
        ("strife-proof", vec![1, 2]),
        ("\"strife torn province\"", vec![1]),
        ("j k rowling", vec![3]),
        ("jk rowling", vec![3]),
        ("covid", vec![3]),
        ("mail", vec![4]),
        ("\"email address\"", vec![4]),
        ("\"an e-mail address\"", vec![4]),
        ("province -strife-torn", vec![2]),
    ] {
        assert_eq!(with_all(&index, typed), found, "{typed}");
    }
}

#[test]
fn a_rare_spelling_weighs_no_more_than_its_word() {
    let mut stories = vec![
        ("Headline", "Talks of the four-nation group were held in the capital."),
        ("Headline", "Four ministers of each nation will sign the treaty there."),
    ];
    stories.extend([("Headline", "Four ministers of each nation spoke of the budget, of schools and of roads."); 30]);
    let index = index("en", &stories);
    assert_eq!(found(&index, "ministers on the four-nation treaty")[0], 2);
}
