//! A story on a card.

use dateline_edition::Edition;
use dateline_story::{Kind, Picture, Summary};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::figure::{Haste, image};
use crate::label::kind_label;
use crate::stamp;

/// A card's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The story.
    pub story: Summary,
    /// Its authors' names, in the byline's order.
    pub authors: Vec<String>,
    /// Its lead picture, where the media store has it.
    pub picture: Option<Picture>,
    /// Why it stands beside another story, where that is worth saying.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// Why a card stands beside a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// An editor chose it.
    Chosen,
    /// Both are about these: topics and names, as printed.
    Shared(Vec<String>),
}

/// How much of a story a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The first story of the front page.
    Lead,
    /// Picture, headline and standfirst.
    Large,
    /// A small picture beside the headline.
    Small,
    /// The headline alone.
    Text,
}

/// Whether a card names the story's section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kicker {
    /// It does.
    Section,
    /// The list around it says so already.
    None,
}

/// A card. `heading` is the level of its headline: 2, or 3 under a block's own heading.
pub fn card(edition: &Edition, card: &Card, size: Size, heading: u8, kicker: Kicker) -> AnyView {
    let story = &card.story;
    // Cards in another language than the page's say so, for voices and for the direction of the line.
    let other = story.language != edition.language;
    let lang = other.then(|| story.language.to_string());
    let dir = other.then(|| story.language.direction().as_str());
    let (sizes, haste) = match size {
        Size::Lead => ("(min-width: 64rem) 46rem, 100vw", Haste::First),
        Size::Large => ("(min-width: 64rem) 20rem, (min-width: 40rem) 45vw, 100vw", Haste::Later),
        Size::Small | Size::Text => ("8rem", Haste::Later),
    };
    let focus = story.lead.as_ref().map(|lead| lead.focus).unwrap_or_default();
    // The headline's link says it all; a second voice for the same picture would be noise.
    let picture = card.picture.as_ref().filter(|_| size != Size::Text).map(|picture| {
        view! { <div class="frame">{image(picture, "", focus, sizes, haste)}</div> }
    });
    let label = kind_label(edition, story.kind);
    // An opinion in the section of opinions is called so once.
    let section = (kicker == Kicker::Section)
        .then(|| edition.section(&story.section))
        .filter(|section| story.kind != Kind::Opinion || *section != edition.word("kind-opinion"))
        .map(|section| view! { <span class="section">{section}</span> });
    let has_kicker = label.is_some() || section.is_some();
    let kicker = has_kicker.then(|| view! { <p class="kicker">{label}{section}</p> });
    let link = view! { <a data-card="" href=story.path()>{story.headline.clone()}</a> };
    let headline =
        if heading == 2 { view! { <h2>{link}</h2> }.into_any() } else { view! { <h3>{link}</h3> }.into_any() };
    let standfirst = story.standfirst.clone().filter(|_| matches!(size, Size::Lead | Size::Large));
    let standfirst = standfirst.map(|words| view! { <p class="standfirst">{words}</p> });
    let time = story.first_published.map(|at| stamp::card_time(edition, at));
    let authors =
        (size != Size::Text && !card.authors.is_empty()).then(|| view! { <span>{edition.join(&card.authors)}</span> });
    let why = card.why.as_ref().filter(|_| size != Size::Text).map(|why| {
        let words = match why {
            Why::Chosen => edition.word("related-chosen"),
            Why::Shared(what) => edition.words("related-shared", &[("what", what.join(&edition.word("comma")).into())]),
        };
        view! { <p class="why">{words}</p> }
    });
    let class = match size {
        Size::Lead => "card lead",
        Size::Large => "card large",
        Size::Small => "card small",
        Size::Text => "card text",
    };
    let class =
        if card.picture.is_some() && size != Size::Text { format!("{class} pictured") } else { class.to_owned() };
    view! {
        <article class=class lang=lang dir=dir>
            {picture}
            <div class="words">{kicker}{headline}{standfirst}<p class="meta">{authors}{time}</p>{why}</div>
        </article>
    }
    .into_any()
}
