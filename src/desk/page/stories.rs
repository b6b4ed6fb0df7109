//! The desk's list of stories: every one, in whatever state.

use dateline_story::{Article, Deed, Timestamp};
use leptos::prelude::*;

use crate::form::{Choice, Field, Kind, Look, button, choice, field};
use crate::{Desk, DeskPage, Place, Script, Table, pager, stamp, table};

/// A line of the list.
#[derive(Clone, Debug)]
pub struct StoryLine {
    /// The story without its body.
    pub story: Article,
    /// When it was last changed.
    pub touched: Timestamp,
    /// By whom.
    pub by: String,
    /// Whether there is text that readers do not see yet.
    pub unpublished_text: bool,
}

/// What the list was asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The tab: `mine`, or a state's word; empty for all.
    pub tab: String,
    /// Words.
    pub words: String,
    /// A section's slug.
    pub section: String,
    /// A language's tag.
    pub language: String,
    /// A kind's word.
    pub kind: String,
    /// Whether this is not the list's beginning.
    pub later: bool,
}

/// The tabs: what they ask for, and the key of their name.
const TABS: [(&str, &str); 7] = [
    ("", "all-stories"),
    ("mine", "my-drafts"),
    ("in-review", "state-in-review"),
    ("scheduled", "state-scheduled"),
    ("published", "state-published"),
    ("withdrawn", "state-withdrawn"),
    ("taken-down", "state-taken-down"),
];

impl Asked {
    fn query(&self, tab: &str, before: Option<&str>) -> String {
        let fields = [
            ("show", tab),
            ("q", self.words.as_str()),
            ("section", self.section.as_str()),
            ("language", self.language.as_str()),
            ("kind", self.kind.as_str()),
            ("before", before.unwrap_or_default()),
        ];
        let set: Vec<_> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if set.is_empty() { "/desk".to_owned() } else { format!("/desk?{}", set.join("&")) }
    }

    fn is_filtered(&self) -> bool {
        [&self.words, &self.section, &self.language, &self.kind].into_iter().any(|field| !field.is_empty())
    }
}

/// A value of a query (RFC 3986, section 3.4).
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The page. `older` is the cursor of the next page, `script` the shortcuts'.
pub fn page(desk: &Desk, lines: Vec<StoryLine>, asked: &Asked, older: Option<String>, script: &str) -> DeskPage {
    let rows: Vec<_> = lines.into_iter().map(|line| row(desk, line)).collect();
    let list = if rows.is_empty() {
        let key = if asked.is_filtered() || !asked.tab.is_empty() { "no-story-found" } else { "no-story-yet" };
        view! { <p class="empty">{desk.say(key)}</p> }.into_any()
    } else {
        table(Table {
            caption: desk.say("stories"),
            heads: ["headline", "section", "state", "touched", "by-whom"].map(|key| desk.say(key)).to_vec(),
            rows,
        })
    };
    let first = asked.later.then(|| asked.query(&asked.tab, None));
    let older = older.map(|cursor| asked.query(&asked.tab, Some(&cursor)));
    let new = desk.may(Deed::FileStory).then(|| {
        view! { <form method="post" action="/desk/stories" class="new-story">{button(desk.say("new-story"), Look::Main)}</form> }
    });
    let main = view! {
        {new}
        {tabs(desk, asked)}
        {search(desk, asked)}
        <div class="stories">{list}</div>
        {pager(desk, first, older)}
        {shortcuts(desk)}
    };
    DeskPage {
        title: desk.say("stories"),
        place: Place::Stories,
        scripts: vec![Script { src: script.to_owned(), module: false }],
        main: main.into_any(),
    }
}

fn row(desk: &Desk, line: StoryLine) -> Vec<AnyView> {
    let story = line.story;
    let headline = if story.headline.trim().is_empty() { desk.say("untitled") } else { story.headline.clone() };
    let (lang, dir) = (story.language.to_string(), story.language.direction().as_str());
    let state = story.state.as_str();
    let open = line.unpublished_text && story.state.is_public();
    let open = open.then(|| view! { " "<span class="tag open">{desk.say("unpublished-text")}</span> });
    let name = match story.state {
        dateline_story::State::Scheduled(at) => {
            let when = dateline_edition::dates::date_time(&desk.edition, at);
            desk.say_with("scheduled-for", &[("when", when.into())])
        }
        _ => desk.say(&format!("state-{state}")),
    };
    vec![
        view! { <a href=format!("/desk/story/{}", story.id) lang=lang dir=dir>{headline}</a> }.into_any(),
        view! { {desk.edition.section(&story.section)} }.into_any(),
        view! { <span class=format!("tag is-{state}")>{name}</span>{open} }.into_any(),
        stamp(desk, line.touched),
        view! { <bdi>{line.by}</bdi> }.into_any(),
    ]
}

fn tabs(desk: &Desk, asked: &Asked) -> AnyView {
    let items: Vec<_> = TABS
        .into_iter()
        .map(|(tab, key)| {
            let current = (tab == asked.tab).then_some("page");
            view! { <li><a href=asked.query(tab, None) aria-current=current>{desk.say(key)}</a></li> }
        })
        .collect();
    view! { <nav class="tabs" aria-label=desk.say("stories")><ul>{items}</ul></nav> }.into_any()
}

fn search(desk: &Desk, asked: &Asked) -> AnyView {
    let any = |key: &str| (String::new(), desk.say(key));
    let site = &desk.edition.site;
    let sections = site.sections.iter().map(|section| (section.slug.to_string(), desk.edition.section(&section.slug)));
    let languages = site.languages.iter().map(|language| (language.to_string(), language.to_string()));
    let kinds =
        dateline_story::Kind::ALL.map(|kind| (kind.as_str().to_owned(), desk.say(&format!("kind-{}", kind.as_str()))));
    let part = |name: &str, label: &str, all: &str, options: Vec<(String, String)>, chosen: &str| {
        let options = std::iter::once(any(all)).chain(options).collect();
        choice(Choice {
            name: name.into(),
            label: desk.say(label),
            options,
            chosen: chosen.into(),
            ..Choice::default()
        })
    };
    let tab = (!asked.tab.is_empty()).then(|| view! { <input type="hidden" name="show" value=asked.tab.clone() /> });
    view! {
        <form method="get" action="/desk" class="filters" role="search">
            {tab}
            {field(Field { name: "q".into(), label: desk.say("search"), value: asked.words.clone(), kind: Kind::Search, any_direction: true, ..Field::default() })}
            {part("section", "section", "any-section", sections.collect(), &asked.section)}
            {part("kind", "kind", "any-kind", kinds.to_vec(), &asked.kind)}
            {part("language", "story-language", "any-language", languages.collect(), &asked.language)}
            {button(desk.say("show"), Look::Plain)}
        </form>
    }
    .into_any()
}

/// The shortcuts of the list's script, and the sheet that names them.
fn shortcuts(desk: &Desk) -> AnyView {
    let rows: Vec<_> = [
        ("j", "key-next"),
        ("k", "key-previous"),
        ("Enter", "key-open"),
        ("n", "new-story"),
        ("/", "search"),
        ("?", "keys-title"),
    ]
    .into_iter()
    .map(|(key, words)| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{desk.say(words)}</td></tr> })
    .collect();
    view! {
        <dialog id="keys" aria-labelledby="keys-heading">
            <h2 id="keys-heading">{desk.say("keys-title")}</h2>
            <table>{rows}</table>
            <form method="dialog">{button(desk.say("close"), Look::Plain)}</form>
        </dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_only_what_is_asked() {
        let asked = Asked { words: "a&b=ç".into(), kind: "news".into(), ..Asked::default() };
        assert_eq!(asked.query("", None), "/desk?q=a%26b%3D%C3%A7&kind=news");
        assert_eq!(Asked::default().query("mine", Some("5.6")), "/desk?show=mine&before=5%2E6");
        assert_eq!(Asked::default().query("", None), "/desk");
    }
}
