//! The desk's first page: every story, in whatever state.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use dateline_desk::page::notice::Why;
use dateline_desk::page::stories::{self, Asked, StoryLine};
use dateline_newsroom::By;
use dateline_store::{Cursor, Filter, User, state_word, words};
use dateline_story::{Article, ArticleId, Deed, Kind, Language, Slug};
use serde::Deserialize;

use super::send::see;
use super::session::SignedIn;
use crate::app::App;
use crate::assets;

/// How many stories a page lists.
const LINES: usize = 50;

/// How many words of a search count.
pub const WORDS: usize = 12;

/// `/desk`
pub fn router() -> Router<App> {
    Router::new().route("/desk", get(list)).route("/desk/stories", post(file))
}

#[derive(Debug, Deserialize)]
struct Params {
    #[serde(default)]
    show: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    before: String,
}

/// What a list's address asks for; a value that means nothing is a bad request.
fn filter(params: &Params, user: &User) -> Option<Filter> {
    let mut filter = Filter::default();
    let account = user.id.to_string();
    match params.show.as_str() {
        "" => {}
        "mine" => {
            filter.filed_by = Some(account.clone());
            filter.state = Some("draft".to_owned());
        }
        state => filter.state = Some(state_word(state)?.to_owned()),
    }
    if !user.may(Deed::EditAnyStory) {
        filter.filed_by = Some(account);
    }
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    filter.section = given(&params.section).map(|section| Slug::new(&section)).transpose().ok()?;
    filter.language = given(&params.language).map(|tag| Language::new(&tag)).transpose().ok()?;
    filter.kind = match params.kind.as_str() {
        "" => None,
        word => Some(Kind::from_word(word)?),
    };
    filter.words = words(&params.q, WORDS);
    Some(filter)
}

async fn list(State(app): State<App>, signed_in: SignedIn, params: Result<Query<Params>, QueryRejection>) -> Response {
    let desk = signed_in.desk(&app);
    let Ok(Query(params)) = params else { return app.desk_notice(&desk, Why::BadRequest) };
    let before = match params.before.as_str() {
        "" => None,
        text => match Cursor::parse(text) {
            Some(cursor) => Some(cursor),
            None => return app.desk_notice(&desk, Why::BadRequest),
        },
    };
    let Some(filter) = filter(&params, &signed_in.user) else { return app.desk_notice(&desk, Why::BadRequest) };
    let found = match app.store.lines(&filter, before, LINES).await {
        Ok(found) => found,
        Err(error) => return app.desk_failed(&desk, &error),
    };
    let lines = found.lines.into_iter().map(|line| StoryLine {
        story: line.story,
        touched: line.touched,
        by: line.by,
        unpublished_text: line.unpublished_text,
    });
    let asked = Asked {
        tab: params.show,
        words: params.q,
        section: params.section,
        language: params.language,
        kind: params.kind,
        later: before.is_some(),
    };
    let script = assets::by_name("list.js").map_or("", |asset| asset.path);
    let page = stories::page(&desk, lines.collect(), &asked, found.older.map(|older| older.to_string()), script);
    app.desk_page(&desk, page)
}

/// Begins a story, and opens it.
async fn file(State(app): State<App>, signed_in: SignedIn) -> Result<Response, Response> {
    signed_in.must(&app, Deed::FileStory, "file").await?;
    let desk = signed_in.desk(&app);
    let now = (app.now)();
    let language = app.site().languages.first().cloned().unwrap_or_else(Language::english);
    let section = match app.site().sections.first() {
        Some(section) => Some(section.slug.clone()),
        None => Slug::new("news").ok(),
    };
    // Its address follows its headline once it has one.
    let slug =
        Slug::new(&format!("untitled-{:x}", getrandom::u64().unwrap_or_else(|_| now.as_microsecond().unsigned_abs())));
    let (Some(section), Ok(slug)) = (section, slug) else { return Err(app.desk_notice(&desk, Why::Failure)) };
    let by = By { name: signed_in.user.name.clone(), account: signed_in.user.id.to_string() };
    let newsroom = dateline_newsroom::Newsroom::new(app.store.clone());
    match newsroom.file(blank(language, section, slug), &by, now).await {
        Ok(id) => Ok(see(&format!("/desk/story/{id}"))),
        Err(error) => Err(app.desk_failed(&desk, &error)),
    }
}

fn blank(language: Language, section: Slug, slug: Slug) -> Article {
    Article {
        id: ArticleId::UNASSIGNED,
        language,
        kind: Kind::News,
        section,
        slug,
        topics: Vec::new(),
        headline: String::new(),
        short_headline: None,
        standfirst: None,
        bylines: Vec::new(),
        dateline: None,
        credits: Vec::new(),
        lead: None,
        body: Vec::new(),
        first_published: None,
        updated: None,
        corrections: Vec::new(),
        canonical: None,
        description: None,
        related: Vec::new(),
        state: dateline_story::State::Draft,
    }
}
