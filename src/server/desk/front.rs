//! The front page at the desk: arranged, looked at, published.

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dateline_desk::page::catalogue::Fault;
use dateline_desk::page::front::{self, FrontDesk, SlotLine, slot_name};
use dateline_desk::page::notice::Why;
use dateline_edition::Edition;
use dateline_store::List;
use dateline_story::catalogue::{Document, DocumentKind};
use dateline_story::front::{Front, Slot};
use dateline_story::{ArticleId, Deed, Language, Summary};
use dateline_view::page::front::FrontPage;
use dateline_view::{document, page};
use serde::Deserialize;

use super::catalogue::{history, read::Fields, refused, save};
use super::filled::Filled;
use super::send::see;
use super::session::SignedIn;
use super::stories::WORDS;
use crate::app::App;
use crate::error::AppError;
use crate::{assets, load};

/// How many stories are offered.
const OFFERED: usize = 20;

/// `/desk/front`
pub fn router() -> Router<App> {
    Router::new()
        .route("/desk/front", get(show).post(change))
        .route("/desk/front/preview", get(preview_of_public).post(preview))
}

type Answer = Result<Response, Response>;

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    language: String,
}

/// An arrangement as a form holds it.
struct Arranging {
    front: Front,
    version: u64,
    words: String,
    to: Slot,
}

impl Arranging {
    fn read(language: Language, fields: &Fields) -> Self {
        let mut front = Front::free(language);
        for (name, value) in &fields.0 {
            let slot = name.strip_prefix("slot-").and_then(|slot| slot.parse::<Slot>().ok());
            if let (Some(slot), Ok(id)) = (slot, value.parse()) {
                front.place(ArticleId(id), slot);
            }
        }
        let to = fields.get("to").parse().unwrap_or(Slot::Top(0));
        Self { front, version: fields.version(), words: fields.get("q"), to }
    }
}

async fn may(app: &App, signed_in: &SignedIn) -> Result<(), Response> {
    signed_in.must(app, Deed::EditFrontPage, "front").await
}

/// The one of the site's languages that is asked for; the main one where none is.
fn language(app: &App, asked: &str) -> Option<Language> {
    let languages = &app.site().languages;
    match asked {
        "" => languages.first().cloned().or_else(|| Some(Language::english())),
        tag => languages.iter().find(|language| language.as_str() == tag).cloned(),
    }
}

async fn show(State(app): State<App>, signed_in: SignedIn, asked: Result<Query<Asked>, QueryRejection>) -> Answer {
    may(&app, &signed_in).await?;
    let Ok(Query(asked)) = asked else { return Err(signed_in.notice(&app, Why::BadRequest)) };
    let language = language(&app, &asked.language).ok_or_else(|| signed_in.notice(&app, Why::NotFound))?;
    let found = load::arranged(&app.reader(), &language).await;
    let (front, version) = found.map_err(|error| app.desk_failed(&signed_in.desk(&app), &error))?;
    let to = Slot::Top(0);
    arranged(&app, &signed_in, Arranging { front, version, words: String::new(), to }, None, None).await
}

/// The page with an arrangement on it.
async fn arranged(
    app: &App,
    signed_in: &SignedIn,
    arranging: Arranging,
    said: Option<String>,
    fault: Option<Fault>,
) -> Answer {
    let desk = signed_in.desk(app);
    let Arranging { front, version, words, to } = arranging;
    let loaded = async {
        let edition = app.edition(front.language.clone());
        let reader = app.reader();
        let (now, newest) = load::arranged(&reader, &front.language).await?;
        let slots = load::slots(&reader, &edition.site).await?;
        let page = load::front(&reader, &edition, &front).await?;
        let found = offered(app, &front.language, &words).await?;
        let placed = app.store.summaries(&front.slots.values().copied().collect::<Vec<_>>()).await?;
        Ok::<_, AppError>((now != front, newest, slots, page, found, placed))
    };
    let (changed, newest, slots, page, found, placed) = loaded.await.map_err(|error| app.desk_failed(&desk, &error))?;
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let data = FrontDesk {
        languages: app.site().languages.clone(),
        slots: lines(slots, &front, &page, &placed),
        found,
        words,
        to,
        version,
        history: (newest > 0).then(|| history(DocumentKind::Front, front.language.as_str())),
        changed,
        said,
        language: front.language,
    };
    let script = assets::by_name("arrange.js").map_or("", |asset| asset.path);
    Ok(app.desk_page_as(status, &desk, front::page(&desk, data, script, fault.as_slice())))
}

/// What readers would see in each slot: what stands where it was placed, and the rest in the order of the page.
fn lines(slots: Vec<Slot>, front: &Front, page: &FrontPage, placed: &[Summary]) -> Vec<SlotLine> {
    let standing = |slot: &Slot| front.slots.get(slot).and_then(|id| placed.iter().find(|story| story.id == *id));
    let stands = |story: &Summary| front.slots.values().any(|id| *id == story.id);
    let mut filling = page.lead.iter().chain(&page.top).map(|card| &card.story).filter(|story| !stands(story));
    let line = |slot: Slot| {
        let shown = standing(&slot).or_else(|| match &slot {
            Slot::Top(_) => filling.next(),
            Slot::Block(section) => {
                let block = page.sections.iter().find(|block| block.slug == *section)?;
                block.cards.first().map(|card| &card.story)
            }
        });
        SlotLine { placed: front.slots.get(&slot).copied(), shown: shown.cloned(), slot }
    };
    slots.into_iter().map(line).collect()
}

/// Published stories in the language: the newest, or those that words find.
async fn offered(app: &App, language: &Language, text: &str) -> Result<Vec<Summary>, dateline_store::Error> {
    let words = dateline_store::words(text, WORDS);
    if words.is_empty() {
        return Ok(app.store.list(&List::Language(language.clone()), None, OFFERED).await?.stories);
    }
    dateline_store::published_with(&*app.store, words, Some(language.clone()), OFFERED).await
}

async fn change(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let fields = Fields(fields);
    let language = language(&app, &fields.get("language")).ok_or_else(|| signed_in.notice(&app, Why::NotFound))?;
    let mut arranging = Arranging::read(language, &fields);
    let act = fields.get("do");
    if act == "publish" {
        return publish(&app, &signed_in, arranging).await;
    }
    let desk = signed_in.desk(&app);
    let mut fault = None;
    let mut said = None;
    match Button::read(&act) {
        Some(Button::Search) => {}
        Some(Button::Place(id)) => match app.store.summaries(&[id]).await {
            Ok(found) => match found.first() {
                Some(story) => {
                    arranging.front.place(id, arranging.to.clone());
                    let values =
                        [("name", story.headline.as_str().into()), ("slot", slot_name(&desk, &arranging.to).into())];
                    said = Some(desk.say_with("front-placed", &values));
                }
                None => fault = Some((String::new(), desk.say("wrong-not-published"))),
            },
            Err(error) => return Err(app.desk_failed(&desk, &error)),
        },
        Some(Button::Move(one, other)) => {
            arranging.front.exchange(&one, &other);
            said = Some(desk.say_with("front-moved", &[("slot", slot_name(&desk, &other).into())]));
        }
        Some(Button::Release(slot)) => {
            arranging.front.release(&slot);
            said = Some(desk.say_with("front-released", &[("slot", slot_name(&desk, &slot).into())]));
        }
        None => return Err(signed_in.notice(&app, Why::BadRequest)),
    }
    arranged(&app, &signed_in, arranging, said, fault).await
}

/// What a button asks for.
#[derive(Debug, PartialEq, Eq)]
enum Button {
    /// Stories with other words.
    Search,
    /// A story into the chosen slot.
    Place(ArticleId),
    /// What stands in a slot into the one beside it.
    Move(Slot, Slot),
    /// A slot to be left free.
    Release(Slot),
}

impl Button {
    /// A button's value: `search`, `place-17`, `up-top-1`, `down-top-0`, `release-block-world`.
    fn read(value: &str) -> Option<Self> {
        let (act, of) = value.split_once('-').unwrap_or((value, ""));
        match act {
            "search" => Some(Button::Search),
            "place" => Some(Button::Place(ArticleId(of.parse().ok()?))),
            "release" => Some(Button::Release(of.parse().ok()?)),
            "up" | "down" => {
                let Ok(Slot::Top(place)) = of.parse() else { return None };
                let beside = if act == "up" { place.checked_sub(1)? } else { place + 1 };
                // Its own reading knows where the top ends.
                Some(Button::Move(Slot::Top(place), Slot::Top(beside).to_string().parse().ok()?))
            }
            _ => None,
        }
    }
}

async fn publish(app: &App, signed_in: &SignedIn, mut arranging: Arranging) -> Answer {
    let desk = signed_in.desk(app);
    let ids: Vec<ArticleId> = arranging.front.slots.values().copied().collect();
    let failed = |error: dateline_store::Error| app.desk_failed(&desk, &error);
    // What is not published any more is let go with the next arrangement.
    let known = app.store.summaries(&ids).await.map_err(failed)?;
    arranging.front.slots.retain(|_, id| known.iter().any(|story| story.id == *id));
    let order = arranging.front.slots.iter().map(|(slot, id)| format!("{slot}: {id}")).collect::<Vec<_>>().join(", ");
    let document = Document::Front(arranging.front.clone());
    match save(app, signed_in, document, arranging.version, String::new(), order).await {
        Ok(()) => Ok(see(&format!("/desk/front?language={}&done=front", arranging.front.language))),
        Err(why) => {
            let (version, fault) = refused(&desk, why, arranging.version).map_err(failed)?;
            arranged(app, signed_in, Arranging { version, ..arranging }, None, Some(fault)).await
        }
    }
}

async fn preview_of_public(
    State(app): State<App>,
    signed_in: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Answer {
    may(&app, &signed_in).await?;
    let Ok(Query(asked)) = asked else { return Err(signed_in.notice(&app, Why::BadRequest)) };
    let language = language(&app, &asked.language).ok_or_else(|| signed_in.notice(&app, Why::NotFound))?;
    let found = load::arranged(&app.reader(), &language).await;
    let (front, _) = found.map_err(|error| app.desk_failed(&signed_in.desk(&app), &error))?;
    as_readers_see(&app, &signed_in, &front).await
}

/// The front page as readers would get it.
async fn preview(State(app): State<App>, signed_in: SignedIn, Filled(fields): Filled<Vec<(String, String)>>) -> Answer {
    may(&app, &signed_in).await?;
    let fields = Fields(fields);
    let language = language(&app, &fields.get("language")).ok_or_else(|| signed_in.notice(&app, Why::NotFound))?;
    as_readers_see(&app, &signed_in, &Arranging::read(language, &fields).front).await
}

async fn as_readers_see(app: &App, signed_in: &SignedIn, front: &Front) -> Answer {
    let edition: Edition = app.edition(front.language.clone());
    let data = load::front(&app.reader(), &edition, front).await;
    let data = data.map_err(|error| app.desk_failed(&signed_in.desk(app), &error))?;
    let html = document(&edition, |edition| page::front::page(edition, data));
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_say_what_they_do_and_others_nothing() {
        let top = Slot::Top;
        for (value, expected) in [
            ("search", Some(Button::Search)),
            ("place-17", Some(Button::Place(ArticleId(17)))),
            ("up-top-1", Some(Button::Move(top(1), top(0)))),
            ("down-top-0", Some(Button::Move(top(0), top(1)))),
            ("release-top-4", Some(Button::Release(top(4)))),
            ("up-top-0", None),
            ("down-top-4", None),
            ("up-block-world", None),
            ("place-x", None),
            ("release-nowhere", None),
            ("", None),
        ] {
            assert_eq!(Button::read(value), expected, "{value}");
        }
    }
}
