//! Pages that say why there is no other page: each with ways on.

use dateline_edition::Edition;
use leptos::prelude::*;

use crate::card::{Card, Kicker, Size, card};
use crate::{Head, Page};

/// Why there is no page. Nothing that a reader has sent is in it: a page for each reason is kept, and no more.
#[derive(Clone, Copy, Debug)]
pub enum Why {
    /// Nothing is at the address (404).
    NotFound,
    /// The story was withdrawn (410).
    Withdrawn,
    /// The story was taken down (410).
    TakenDown,
    /// A link to a preview has expired or was taken back.
    LinkEnded,
    /// The request cannot be understood (400): this part of its address.
    BadRequest(&'static str),
    /// Too many ask at once (503).
    Busy,
    /// We failed (500).
    Failure,
}

/// The page. `latest` may be empty: when we fail, nothing may be at hand.
pub fn page(edition: &Edition, why: Why, latest: &[Card]) -> Page {
    let (title, words) = match why {
        Why::NotFound => (edition.word("not-found-title"), edition.word("not-found")),
        Why::Withdrawn => (edition.word("gone-title"), edition.word("gone")),
        Why::LinkEnded => (edition.word("link-ended-title"), edition.word("link-ended")),
        Why::TakenDown => (edition.word("gone-title"), edition.word("removed")),
        Why::BadRequest(what) => {
            (edition.word("bad-request-title"), edition.words("bad-request", &[("what", what.into())]))
        }
        Why::Busy => (edition.word("busy-title"), edition.word("busy")),
        Why::Failure => (edition.word("failure-title"), edition.word("failure")),
    };
    let head = Head::unlisted(title.clone(), words.clone());
    let cards: Vec<_> =
        latest.iter().map(|one| view! { <li>{card(edition, one, Size::Text, 3, Kicker::Section)}</li> }).collect();
    let latest = (!cards.is_empty()).then(|| {
        view! {
            <section class="recent" aria-labelledby="latest"><h2 id="latest">{edition.word("latest")}</h2><ol class="cards">{cards}</ol></section>
        }
    });
    let main = view! {
        <div class="notice">
            <h1>{title}</h1>
            <p>{words}</p>
            <nav aria-label=edition.word("ways-on")>
                <a class="button" href=edition.home()>{edition.word("go-home")}</a>
                <a class="button" href="/latest">{edition.word("go-latest")}</a>
                <a class="button" href=edition.search()>{edition.word("search")}</a>
            </nav>
        </div>
        {latest}
    };
    Page::plain("notice-page", head, main.into_any())
}
