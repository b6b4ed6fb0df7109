//! What an editor may want to mend before a story goes out. Everything here is advice; what keeps a story from being
//! published is decided by the newsroom.

mod abbreviation;
mod link;
mod reading;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::block::{Block, Figure, figures};
use crate::{Article, text};

pub use link::own_links;
pub use reading::age as reading_age;

/// The longest headline that a card shows whole on a phone, in characters.
pub const CARD_HEADLINE: usize = 80;

/// The longest title that search engines show whole, in characters: about 600 pixels of their type.
pub const SEARCH_HEADLINE: usize = 65;

/// The longest standfirst, in characters.
pub const STANDFIRST: usize = 220;

/// The narrowest lead picture that previews elsewhere show large, in pixels (Google's article guidelines ask for 1,200).
pub const LEAD_WIDTH: u32 = 1200;

/// The reading age above which a text is hard work, in years.
pub const READING_AGE: u32 = 16;

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// There is no headline.
    NoHeadline,
    /// The headline is cut on cards; the value is its length.
    CardHeadlineLong,
    /// The headline is cut in search results; the value is its length.
    SearchHeadlineLong,
    /// There is no standfirst.
    NoStandfirst,
    /// The standfirst is long; the value is its length.
    StandfirstLong,
    /// The story is without words.
    NoText,
    /// A picture has no alternative text; the value is its name.
    NoAltText,
    /// A picture has no credit; the value is its name.
    NoCredit,
    /// The lead picture is small; the value is its width.
    LeadSmall,
    /// A picture is not in the library; the value is its name.
    PictureUnknown,
    /// A heading skips a level; the value is its words.
    HeadingSkips,
    /// A link's words do not say where it leads; the value is the words.
    LinkSaysNothing,
    /// A short form is never explained; the value is the short form.
    Abbreviation,
    /// The text is hard to read; the value is the reading age.
    ReadingAge,
}

/// Something an editor may want to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What it is about.
    pub about: About,
    /// The block it is about, from 0; `None` for what stands above the body.
    pub block: Option<usize>,
    /// A name, number or words.
    pub value: String,
    /// Whether the story cannot be published so.
    pub stops: bool,
}

/// All remarks on a story, in the order in which it is read. `sizes` are pixels across and down of the pictures in the
/// library, by name.
pub fn remarks(article: &Article, sizes: &HashMap<String, (u32, u32)>) -> Vec<Remark> {
    let mut found = Vec::new();
    head(article, &mut found);
    if let Some(lead) = &article.lead {
        figure(lead, None, sizes, &mut found);
        if let Some((width, _)) = sizes.get(&lead.src).filter(|(width, _)| *width < LEAD_WIDTH) {
            found.push(advice(About::LeadSmall, None, width.to_string()));
        }
    }
    if article.body.is_empty() {
        found.push(Remark { stops: true, ..advice(About::NoText, None, String::new()) });
    }
    let mut level = 1;
    for (index, block) in article.body.iter().enumerate() {
        if let Block::Heading { level: own, content } = block {
            if *own > level + 1 {
                found.push(advice(About::HeadingSkips, Some(index), text::of_inlines(content)));
            }
            level = *own;
        }
        for one in figures(std::slice::from_ref(block)) {
            figure(one, Some(index), sizes, &mut found);
        }
        found.extend(link::says_nothing(block).map(|words| advice(About::LinkSaysNothing, Some(index), words)));
    }
    found.extend(
        abbreviation::unexplained(article)
            .into_iter()
            .map(|(block, short)| advice(About::Abbreviation, Some(block), short)),
    );
    if article.language.primary() == "en"
        && let Some(age) = reading::age(&body_text(article)).filter(|age| *age > READING_AGE)
    {
        found.push(advice(About::ReadingAge, None, age.to_string()));
    }
    found
}

/// Words in headline, standfirst and body.
pub fn words(article: &Article) -> usize {
    let head = [Some(article.headline.as_str()), article.standfirst.as_deref()];
    let head: usize = head.into_iter().flatten().map(|line| line.split_whitespace().count()).sum();
    head + body_text(article).split_whitespace().count()
}

/// Minutes it takes to read as many words: 230 a minute, and at least one.
pub fn minutes(words: usize) -> usize {
    words.div_ceil(230).max(1)
}

fn body_text(article: &Article) -> String {
    text::of_blocks(&article.body)
}

fn advice(about: About, block: Option<usize>, value: String) -> Remark {
    Remark { about, block, value, stops: false }
}

fn head(article: &Article, found: &mut Vec<Remark>) {
    let headline = article.headline.trim();
    let length = |words: &str| words.chars().count();
    if headline.is_empty() {
        found.push(Remark { stops: true, ..advice(About::NoHeadline, None, String::new()) });
    }
    let card = length(article.card_headline());
    if card > CARD_HEADLINE {
        found.push(advice(About::CardHeadlineLong, None, card.to_string()));
    }
    if length(headline) > SEARCH_HEADLINE {
        found.push(advice(About::SearchHeadlineLong, None, length(headline).to_string()));
    }
    match article.standfirst.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        None => found.push(advice(About::NoStandfirst, None, String::new())),
        Some(words) if length(words) > STANDFIRST => {
            found.push(advice(About::StandfirstLong, None, length(words).to_string()));
        }
        Some(_) => {}
    }
}

fn figure(figure: &Figure, block: Option<usize>, sizes: &HashMap<String, (u32, u32)>, found: &mut Vec<Remark>) {
    let lacking = |about| Remark { stops: true, ..advice(about, block, figure.src.clone()) };
    if figure.alt.trim().is_empty() {
        found.push(lacking(About::NoAltText));
    }
    if figure.credit.trim().is_empty() {
        found.push(lacking(About::NoCredit));
    }
    if !sizes.contains_key(&figure.src) {
        found.push(advice(About::PictureUnknown, block, figure.src.clone()));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{ArticleId, Kind, Language, Slug, State, markup};

    pub fn article(body: &str) -> Article {
        Article {
            id: ArticleId(1),
            language: Language::english(),
            kind: Kind::News,
            section: Slug::new("world").unwrap(),
            slug: Slug::new("a").unwrap(),
            topics: vec![],
            headline: "Ministers meet".into(),
            short_headline: None,
            standfirst: Some("They met.".into()),
            bylines: vec![],
            dateline: None,
            credits: vec![],
            lead: None,
            body: markup::parse(body).blocks,
            first_published: None,
            updated: None,
            corrections: vec![],
            canonical: None,
            description: None,
            related: vec![],
            state: State::Draft,
        }
    }

    fn found(article: &Article) -> Vec<(About, Option<usize>, String)> {
        let sizes = HashMap::from([("small.jpg".to_owned(), (800, 600)), ("large.jpg".to_owned(), (2000, 1200))]);
        remarks(article, &sizes).into_iter().map(|remark| (remark.about, remark.block, remark.value)).collect()
    }

    #[test]
    fn a_sound_story_has_no_remarks() {
        let body = "The ministers met. They talked.\n\n## Trade\n\nMore on [the talks in Ankara](/world/talks).\n\n\
            ::figure{src=\"large.jpg\" alt=\"Two men.\" credit=\"Ada\"}\n";
        assert_eq!(found(&article(body)), []);
    }

    #[test]
    fn each_fault_names_its_block() {
        let body = "One.\n\n### Too deep\n\nSee [here](/a) or [Click here!](/b).\n\n::figure{src=\"x.jpg\"}\n";
        assert_eq!(
            found(&article(body)),
            [
                (About::HeadingSkips, Some(1), "Too deep".to_owned()),
                (About::LinkSaysNothing, Some(2), "here".to_owned()),
                (About::LinkSaysNothing, Some(2), "Click here!".to_owned()),
                (About::NoAltText, Some(3), "x.jpg".to_owned()),
                (About::NoCredit, Some(3), "x.jpg".to_owned()),
                (About::PictureUnknown, Some(3), "x.jpg".to_owned()),
            ]
        );
    }

    #[test]
    fn the_head_is_measured() {
        let lead = Figure { src: "small.jpg".into(), alt: "A".into(), credit: "B".into(), ..Figure::default() };
        let long = Article {
            headline: "long ".repeat(20).trim().into(),
            standfirst: Some("s".repeat(221)),
            lead: Some(lead),
            ..article("")
        };
        assert_eq!(
            found(&long),
            [
                (About::CardHeadlineLong, None, "99".to_owned()),
                (About::SearchHeadlineLong, None, "99".to_owned()),
                (About::StandfirstLong, None, "221".to_owned()),
                (About::LeadSmall, None, "800".to_owned()),
                (About::NoText, None, String::new()),
            ]
        );
        let bare = Article { headline: " ".into(), standfirst: None, ..article("A.") };
        let bare = remarks(&bare, &HashMap::new());
        assert_eq!(
            bare.iter().map(|remark| remark.about).collect::<Vec<_>>(),
            [About::NoHeadline, About::NoStandfirst]
        );
        assert!(bare[0].stops && !bare[1].stops);
    }

    #[test]
    fn words_are_counted_and_timed() {
        assert_eq!(words(&article("One two.\n\n- three\n- four\n")), 8);
        assert_eq!([minutes(0), minutes(230), minutes(231)], [1, 1, 2]);
    }
}
