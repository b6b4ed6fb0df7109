//! Search: a form, what was found, and ways to narrow it.

use dateline_edition::Edition;
use dateline_story::{Author, Slug};
use leptos::prelude::*;

use crate::card::{Card, Kicker, Size, card};
use crate::share::encode;
use crate::{Head, Page};

/// A stretch of text around what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its characters.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// A story that was found.
pub struct Found {
    /// The story.
    pub card: Card,
    /// Where its text has the words.
    pub snippet: Vec<Span>,
}

/// What was found.
pub struct Results {
    /// The stories of this page, in order.
    pub found: Vec<Found>,
    /// How many there are with all words, or with half of them.
    pub total: u64,
    /// Whether any story has all words.
    pub all: bool,
    /// Whether stories with fewer of the words come after those of `total`.
    pub others: bool,
    /// Words that no story has, and what was looked for in their place.
    pub corrected: Vec<(String, String)>,
    /// Whether some of the query was left out.
    pub cut: bool,
    /// Sections, with how many stories each has.
    pub sections: Vec<(Slug, u64)>,
    /// Authors, likewise.
    pub authors: Vec<(Author, u64)>,
    /// Years, likewise.
    pub years: Vec<(i16, u64)>,
    /// Where the next ones begin.
    pub next: Option<String>,
}

/// Why there are no results.
pub enum Problem {
    /// A quotation mark at this character has no partner.
    Quote(usize),
    /// There is no field of this name.
    Field(usize, String),
    /// A field says nothing.
    Value(usize, String),
    /// A date is none.
    Date(usize, String),
    /// The index is still being made.
    NotYet,
}

/// What the page needs.
pub struct SearchPage {
    /// What was typed.
    pub query: String,
    /// Whether the newest come first.
    pub by_date: bool,
    /// Whether this is not the first page.
    pub further: bool,
    /// What was found; `None` where nothing was asked.
    pub results: Option<Result<Results, Problem>>,
    /// The newest stories, for where nothing was found.
    pub latest: Vec<Card>,
    /// The script that finds while somebody types.
    pub script: &'static str,
}

/// The address of a search.
fn address(edition: &Edition, query: &str, by_date: bool, after: Option<&str>) -> String {
    let mut address = format!("/search?q={}", encode(query));
    if by_date {
        address.push_str("&sort=date");
    }
    if let Some(after) = after {
        address.push_str("&after=");
        address.push_str(after);
    }
    if edition.site.languages.first() != Some(&edition.language) {
        address.push_str("&lang=");
        address.push_str(edition.language.as_str());
    }
    address
}

/// The page. Its addresses have no end, so search engines pass it by.
pub fn page(edition: &Edition, data: SearchPage) -> Page {
    let name = edition.word("search");
    let title = if data.query.trim().is_empty() { name.clone() } else { format!("{} – {name}", data.query.trim()) };
    let script = (!data.script.is_empty()).then(|| view! { <script defer src=data.script></script> }.into_any());
    // A query that is not understood has nothing to follow.
    let feed = matches!(data.results, Some(Ok(_)))
        .then(|| ("/feed/search".to_owned(), format!("?q={}", encode(data.query.trim()))));
    let head = Head { extra: script, feed, ..Head::unlisted(title, edition.word("search-help")) };
    let by_date = data.by_date.then(|| view! { <input type="hidden" name="sort" value="date" /> });
    let other = edition.site.languages.first() != Some(&edition.language);
    let language = other.then(|| view! { <input type="hidden" name="lang" value=edition.language.to_string() /> });
    let query = data.query.clone();
    let main = view! {
        <header class="list-head"><h1>{name.clone()}</h1></header>
        <form class="search" role="search" action="/search" method="get" data-failed=edition.word("search-failed")>
            <label for="q">{edition.word("search-label")}</label>
            <div class="line">
                <input id="q" name="q" type="search" value=query autocomplete="off" maxlength="2000" enterkeyhint="search" aria-describedby="search-help" dir="auto" />
                <button class="button">{name}</button>
            </div>
            {by_date}
            {language}
            <p id="search-help" class="quiet">{edition.word("search-help")}</p>
        </form>
        <p id="search-status" class="unseen" role="status"></p>
        <div id="results">{outcome(edition, data)}</div>
    };
    Page::plain("search-page", head, main.into_any())
}

fn outcome(edition: &Edition, mut data: SearchPage) -> Option<AnyView> {
    let outcome = data.results.take()?;
    Some(match outcome {
        Err(problem) => {
            let words = explained(edition, &problem);
            view! { <p class="problem" data-count=words.clone()>{words.clone()}</p> }.into_any()
        }
        Ok(results) if results.found.is_empty() => nothing(edition, &data, &results),
        Ok(results) => list(edition, &data, results),
    })
}

fn explained(edition: &Edition, problem: &Problem) -> String {
    let at = |at: &usize| i64::try_from(*at).unwrap_or_default();
    match problem {
        Problem::Quote(place) => edition.words("search-quote", &[("at", at(place).into())]),
        Problem::Field(place, field) => {
            edition.words("search-field", &[("at", at(place).into()), ("field", field.as_str().into())])
        }
        Problem::Value(place, field) => {
            edition.words("search-value", &[("at", at(place).into()), ("field", field.as_str().into())])
        }
        Problem::Date(place, value) => {
            edition.words("search-date", &[("at", at(place).into()), ("value", value.as_str().into())])
        }
        Problem::NotYet => edition.word("search-not-yet"),
    }
}

/// What was looked for otherwise than it was typed.
fn remarks(edition: &Edition, results: &Results) -> Vec<AnyView> {
    let mut remarks = Vec::new();
    for (typed, used) in &results.corrected {
        remarks.push(
            edition.words("search-corrected", &[("typed", typed.as_str().into()), ("used", used.as_str().into())]),
        );
    }
    if !results.all {
        remarks.push(edition.word("search-some"));
    }
    if results.cut {
        remarks.push(edition.word("search-cut"));
    }
    remarks.into_iter().map(|remark| view! { <p class="quiet">{remark}</p> }.into_any()).collect()
}

fn nothing(edition: &Edition, data: &SearchPage, results: &Results) -> AnyView {
    let words = if data.further { edition.word("search-end") } else { edition.word("search-none") };
    let latest: Vec<_> =
        data.latest.iter().map(|one| view! { <li>{card(edition, one, Size::Text, 3, Kicker::Section)}</li> }).collect();
    let latest = (!latest.is_empty()).then(|| {
        view! {
            <section class="recent" aria-labelledby="latest"><h2 id="latest">{edition.word("latest")}</h2><ol class="cards">{latest}</ol></section>
        }
    });
    let first = data.further.then(|| {
        view! { <a class="button" href=address(edition, &data.query, data.by_date, None)>{edition.word("search-first")}</a> }
    });
    view! {
        <div class="notice">
            <p data-count=words.clone()>{words.clone()}</p>
            {remarks(edition, results)}
            <p>{edition.word("search-tips")}</p>
            <nav aria-label=edition.word("ways-on")>
                {first}
                <a class="button" href=edition.home()>{edition.word("go-home")}</a>
                <a class="button" href="/latest">{edition.word("go-latest")}</a>
            </nav>
        </div>
        {latest}
    }
    .into_any()
}

fn list(edition: &Edition, data: &SearchPage, results: Results) -> AnyView {
    let found = if results.others && results.all { "search-found-first" } else { "search-found" };
    let count = edition.words(found, &[("stories", i64::try_from(results.total).unwrap_or(i64::MAX).into())]);
    let remarks = remarks(edition, &results);
    let sorts = [(false, "search-by-relevance"), (true, "search-by-date")].map(|(by_date, key)| {
        let current = (by_date == data.by_date).then_some("true");
        view! { <li><a href=address(edition, &data.query, by_date, None) aria-current=current>{edition.word(key)}</a></li> }
    });
    let next = results.next.as_ref().map(|next| {
        view! { <a class="button" rel="next" href=address(edition, &data.query, data.by_date, Some(next))>{edition.word("search-next")}</a> }
    });
    let first = data.further.then(|| {
        view! { <a class="button" href=address(edition, &data.query, data.by_date, None)>{edition.word("search-first")}</a> }
    });
    let pager = (next.is_some() || first.is_some())
        .then(|| view! { <nav class="pager" aria-label=edition.word("search-pages")>{first}{next}</nav> });
    let facets = facets(edition, data, &results);
    let items: Vec<_> = results.found.into_iter().map(|found| item(edition, found)).collect();
    view! {
        <div class="found-head">
            <p class="count" data-count=count.clone()>{count.clone()}</p>
            <nav aria-label=edition.word("search-order")><ul class="sorts">{Vec::from(sorts)}</ul></nav>
        </div>
        {remarks}
        <div class="found">
            <div><ol class="cards">{items}</ol>{pager}</div>
            {facets}
        </div>
    }
    .into_any()
}

fn item(edition: &Edition, found: Found) -> AnyView {
    let language = found.card.story.language.clone();
    let other = (language != edition.language).then(|| (language.to_string(), language.direction().as_str()));
    let (lang, dir) = other.unzip();
    let spans: Vec<_> =
        found
            .snippet
            .into_iter()
            .map(|span| {
                if span.hit { view! { <mark>{span.text}</mark> }.into_any() } else { view! { {span.text} }.into_any() }
            })
            .collect();
    let snippet = (!spans.is_empty()).then(|| view! { <p class="snippet" lang=lang dir=dir>{spans}</p> });
    view! { <li>{card(edition, &found.card, Size::Small, 2, Kicker::Section)}{snippet}</li> }.into_any()
}

/// Links that narrow the search: each adds its field to the query.
fn facets(edition: &Edition, data: &SearchPage, results: &Results) -> Option<AnyView> {
    let narrowed = |field: String| address(edition, &format!("{} {field}", data.query.trim()), data.by_date, None);
    let group = |title: &str, links: Vec<(String, String, u64)>| {
        // A single value would narrow nothing.
        (links.len() > 1).then(|| {
            let items: Vec<_> = links
                .into_iter()
                .map(|(href, name, stories)| view! { <li><a href=href><bdi>{name}</bdi>" "<span class="quiet">{stories}</span></a></li> })
                .collect();
            view! { <h2>{edition.word(title)}</h2><ul>{items}</ul> }.into_any()
        })
    };
    let sections = results
        .sections
        .iter()
        .map(|(slug, stories)| (narrowed(format!("section:{slug}")), edition.section(slug), *stories));
    let authors = results
        .authors
        .iter()
        .map(|(author, stories)| (narrowed(format!("author:{}", author.slug)), author.name.clone(), *stories));
    let years = results
        .years
        .iter()
        .map(|(year, stories)| (narrowed(format!("after:{year} before:{}", year + 1)), year.to_string(), *stories));
    let groups = [
        group("sections", sections.collect()),
        group("search-authors", authors.collect()),
        group("search-years", years.collect()),
    ];
    groups.iter().any(Option::is_some).then(|| {
        view! { <nav class="facets" aria-label=edition.word("search-narrow")>{groups.into_iter().flatten().collect::<Vec<_>>()}</nav> }.into_any()
    })
}
