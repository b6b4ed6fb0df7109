//! The picture library.

use dateline_story::{Deed, Focus, Picture};
use leptos::prelude::*;

use crate::form::{self, Field, Kind, Look};
use crate::{Desk, DeskPage, Place, Script, pager};

/// A picture in the grid.
#[derive(Clone, Debug)]
pub struct Tile {
    /// The picture.
    pub picture: Picture,
    /// The address of its page at the desk.
    pub href: String,
    /// Its alternative text.
    pub alt: String,
    /// Whose it is.
    pub credit: String,
    /// What must stay in view.
    pub focus: Focus,
    /// How many stories show it.
    pub uses: u64,
}

/// A file that was not taken in.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why not, in a sentence.
    pub why: String,
}

/// How many renditions are still to be made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Queue {
    /// Jobs that wait or run.
    pub open: u64,
    /// Jobs that were given up.
    pub failed: u64,
}

/// The library, or what a search in it found.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What was searched for; empty for all.
    pub query: String,
    /// Pictures, newest first.
    pub tiles: Vec<Tile>,
    /// The address of the list's start, where this is not it.
    pub newest: Option<String>,
    /// The address of older ones.
    pub older: Option<String>,
    /// Files that were just refused.
    pub refused: Vec<Refused>,
    /// The names of pictures that were just taken in beside them.
    pub added: Vec<String>,
    /// The state of the queue.
    pub queue: Queue,
}

/// The kinds that a browser offers for upload.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,image/avif,image/gif";

/// The page.
pub fn page(desk: &Desk, library: Library) -> DeskPage {
    let Library { query, tiles, newest, older, refused, added, queue } = library;
    let nothing = tiles.is_empty().then(|| {
        let words = if query.is_empty() { desk.say("library-none") } else { desk.say("library-not-found") };
        view! { <p class="sheet">{words}</p> }
    });
    let tiles: Vec<_> = tiles.into_iter().map(|it| tile(desk, it)).collect();
    let tiles = (!tiles.is_empty()).then(|| view! { <ul class="pictures">{tiles}</ul> });
    let upload = desk.may(Deed::UploadPicture).then(|| upload(desk));
    let main = view! {
        {outcome(desk, refused, added)}
        {upload}
        <div class="between">
            {search(desk, query)}
            {queue_line(desk, queue)}
        </div>
        {tiles}
        {nothing}
        {pager(desk, newest, older)}
    };
    DeskPage {
        title: desk.say("pictures"),
        place: Place::Pictures,
        scripts: vec![Script { src: desk.assets.picture.to_owned(), module: false }],
        main: main.into_any(),
    }
}

/// What became of files that were sent: those that were refused, each with its reason, and those that were not.
fn outcome(desk: &Desk, refused: Vec<Refused>, added: Vec<String>) -> Option<AnyView> {
    if refused.is_empty() {
        return None;
    }
    let refused: Vec<_> = refused
        .into_iter()
        .map(|Refused { name, why }| view! { <li><bdi><strong>{name}</strong></bdi>" "{why}</li> })
        .collect();
    let added = (!added.is_empty()).then(|| {
        let names = desk.edition.join(&added);
        view! { <p>{desk.say_with("library-added-beside", &[("names", names.into())])}</p> }
    });
    Some(view! { <div class="wrong" role="alert"><ul class="plain">{refused}</ul>{added}</div> }.into_any())
}

fn upload(desk: &Desk) -> AnyView {
    let (too_large, limit) = (desk.say("picture-too-large-here"), (40u32 << 20).to_string());
    view! {
        <form class="sheet upload" method="post" action="/desk/pictures" enctype="multipart/form-data" data-limit=limit data-too-large=too_large>
            <div class="field">
                <label for="file">{desk.say("library-add")}</label>
                <p class="hint" id="file-hint">{desk.say("library-add-hint")}</p>
                <input id="file" name="file" type="file" accept=ACCEPT multiple required aria-describedby="file-hint file-error" />
                <p class="error" id="file-error" aria-live="polite"></p>
            </div>
            {form::button(desk.say("upload"), Look::Main)}
        </form>
    }
    .into_any()
}

fn search(desk: &Desk, query: String) -> AnyView {
    let field = form::field(Field {
        name: "q".into(),
        label: desk.say("library-search"),
        value: query,
        kind: Kind::Search,
        any_direction: true,
        ..Field::default()
    });
    view! {
        <form class="row search" method="get" action="/desk/pictures" role="search">
            {field}
            {form::button(desk.say("search"), Look::Plain)}
        </form>
    }
    .into_any()
}

fn queue_line(desk: &Desk, queue: Queue) -> Option<AnyView> {
    if queue.open == 0 && queue.failed == 0 {
        return None;
    }
    let open = (queue.open > 0).then(|| desk.say_with("jobs-open", &[("number", (queue.open as f64).into())]));
    let failed = (queue.failed > 0).then(|| {
        let words = desk.say_with("jobs-failed", &[("number", (queue.failed as f64).into())]);
        view! { " "<span class="tag disabled">{words}</span> }
    });
    Some(view! { <p class="quiet"><a href="/desk/jobs">{desk.say("jobs")}</a>" "{open}{failed}</p> }.into_any())
}

fn tile(desk: &Desk, tile: Tile) -> AnyView {
    let Tile { picture, href, alt, credit, focus, uses } = tile;
    let srcset: Vec<_> = picture
        .widths
        .iter()
        .filter(|width| **width <= 800)
        .map(|width| format!("{} {width}w", picture.rendition(*width)))
        .collect();
    let lacks = [(alt.is_empty(), "no-alt"), (credit.is_empty(), "no-credit")];
    let lacks: Vec<_> = lacks
        .into_iter()
        .filter(|(lacks, _)| *lacks)
        .map(|(_, key)| view! { <span class="tag disabled">{desk.say(key)}</span> })
        .collect();
    let uses = (uses > 0).then(|| {
        let words = desk.say_with("picture-uses-number", &[("number", (uses as f64).into())]);
        view! { <span class="tag">{words}</span> }
    });
    let alt = (!alt.is_empty()).then(|| view! { <p class="alt" dir="auto">{alt}</p> });
    let name = picture.name.clone();
    view! {
        <li>
            <a href=href>
                <img class=picture.classes(focus) src=picture.rendition(picture.width_for(240)) srcset=srcset.join(", ")
                    sizes="(min-width: 48rem) 14rem, 45vw" width=picture.width height=picture.height alt="" loading="lazy" decoding="async" />
                <bdi class="name">{name}</bdi>
            </a>
            {alt}
            <p class="tags">{lacks}{uses}</p>
        </li>
    }
    .into_any()
}
