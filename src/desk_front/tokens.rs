//! Fields that complete as one types: who wrote the story, what it is about, what belongs beside it.

use dateline_desk_api::{authors, new_topic, stories, topics};
use dateline_story::{ArticleId, Author, Byline, Slug};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::editor::Editor;
use crate::preview;

/// A suggestion: the slug or number, the name, and whether choosing it makes it.
#[derive(Clone, Debug, PartialEq)]
struct Suggestion {
    key: String,
    name: String,
    new: bool,
}

/// A field's suggestions.
#[derive(Clone, Copy)]
struct Found {
    typed: RwSignal<String>,
    suggestions: RwSignal<Vec<Suggestion>>,
    /// What `suggestions` answer: a slow answer is still that to a few letters of what has been typed since.
    answered: RwSignal<String>,
    marked: RwSignal<usize>,
    /// Enter was pressed before the answer to what was typed had come: its first is taken when it comes.
    entered: RwSignal<bool>,
}

impl Found {
    fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            suggestions: RwSignal::new(Vec::new()),
            answered: RwSignal::new(String::new()),
            marked: RwSignal::new(0),
            entered: RwSignal::new(false),
        }
    }

    /// Shows nothing any more.
    fn leave(self) {
        self.suggestions.set(Vec::new());
        self.answered.set(String::new());
        self.entered.set(false);
    }

    /// Shows what fits `typed`. Answers come in any order: only the one to what stands in the field counts.
    fn answer(self, typed: &str, found: Vec<Suggestion>) {
        if self.typed.with_untracked(|now| now == typed) {
            let marked = self.moved_to().and_then(|one| found.iter().position(|other| *other == one));
            self.marked.set(marked.unwrap_or(0));
            self.suggestions.set(found);
            self.answered.set(typed.to_owned());
        }
    }

    /// What was gone to by the arrow keys.
    fn moved_to(self) -> Option<Suggestion> {
        let at = self.marked.get_untracked();
        if at == 0 { None } else { self.suggestions.with_untracked(|all| all.get(at).cloned()) }
    }

    /// Whether what is shown is the answer to what stands in the field.
    fn is_current(self) -> bool {
        self.typed.with_untracked(|typed| self.answered.with_untracked(|answered| typed == answered))
    }
}

/// A field that completes as one types (WAI-ARIA Authoring Practices, combobox with a list), with what was chosen before it,
/// in an order that can be changed. What is chosen is known by its slug or number.
fn tokens(
    editor: Editor,
    name: &'static str,
    chosen: impl Fn() -> Vec<(String, String)> + Copy + Send + Sync + 'static,
    suggest: impl Fn(String, Found) + Copy + Send + Sync + 'static,
    add: impl Fn(Suggestion) + Copy + Send + Sync + 'static,
    remove: impl Fn(&str) + Copy + Send + Sync + 'static,
    earlier: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let words = editor.words;
    let found = Found::new();
    let Found { typed, suggestions, answered, marked, entered } = found;
    let list = format!("{name}-list");
    let take = move |suggestion: Suggestion| {
        add(suggestion);
        typed.set(String::new());
        marked.set(0);
        found.leave();
    };
    Effect::new(move |_| {
        answered.track();
        if entered.get_untracked()
            && found.is_current()
            && let Some(first) = suggestions.with_untracked(|all| all.first().cloned())
        {
            take(first);
        }
    });
    let input = move |text: String| {
        typed.set(text.clone());
        entered.set(false);
        if text.trim().is_empty() {
            found.leave();
        } else {
            suggest(text, found);
        }
    };
    let pressed = move |event: web_sys::KeyboardEvent| {
        let count = suggestions.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => marked.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => marked.update(|at| *at = (*at + count - 1) % count),
            "Enter" if !found.is_current() && found.moved_to().is_none() => entered.set(true),
            "Enter" => {
                if let Some(one) = suggestions.with_untracked(|all| all.get(marked.get_untracked()).cloned()) {
                    take(one);
                }
            }
            "Escape" => found.leave(),
            "Backspace" if typed.with_untracked(String::is_empty) => {
                if let Some((key, _)) = untrack(chosen).pop() {
                    remove(&key);
                }
                return;
            }
            _ => return,
        }
        event.prevent_default();
    };
    let items = move || {
        chosen()
            .into_iter()
            .enumerate()
            .map(|(at, (key, text))| {
                let remove_name = words.with("field-remove", &[("name", &text)]);
                let earlier_name = words.with("field-earlier", &[("name", &text)]);
                let forward = (at > 0).then(|| {
                    view! { <button type="button" class="plain earlier" aria-label=earlier_name on:click=move |_| earlier(at)></button> }
                });
                view! {
                    <li>{forward}<span dir="auto">{text}</span><button type="button" class="plain" aria-label=remove_name on:click=move |_| remove(&key)>"×"</button></li>
                }
            })
            .collect::<Vec<_>>()
    };
    let options = move || {
        suggestions
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, one)| {
                let text = if one.new { words.with("field-create", &[("name", &one.name)]) } else { one.name.clone() };
                let selected = move || if marked.get() == at { "true" } else { "false" };
                let choose = move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    take(one.clone());
                };
                view! { <li role="option" id=format!("{name}-{at}") aria-selected=selected on:mousedown=choose>{text}</li> }
            })
            .collect::<Vec<_>>()
    };
    let expanded = move || if suggestions.with(Vec::is_empty) { "false" } else { "true" };
    let active = move || (!suggestions.with(Vec::is_empty)).then(|| format!("{name}-{}", marked.get()));
    let controls = list.clone();
    view! {
        <div class=format!("field tokens {name}")>
            <label for=name>{words.say(&format!("field-{name}"))}</label>
            <ul class="chosen">{items}</ul>
            <input id=name type="text" role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded=expanded
                aria-controls=controls aria-activedescendant=active prop:value=move || typed.get()
                on:input=move |event| input(event_target_value(&event)) on:keydown=pressed on:blur=move |_| found.leave() />
            <ul class="suggestions" id=list role="listbox" aria-label=words.say(&format!("field-{name}")) hidden=move || suggestions.with(Vec::is_empty)>{options}</ul>
        </div>
    }
}

/// What the story is about.
pub fn topics_field(editor: Editor) -> impl IntoView {
    let chosen = move || {
        editor.head.with(|head| {
            editor.names.with(|names| head.topics.iter().map(|slug| (slug.to_string(), names.topic(slug))).collect())
        })
    };
    let suggest = move |text: String, found: Found| {
        spawn_local(async move {
            let Ok(known) = topics(text.clone()).await else { return };
            let exact = known.iter().any(|topic| topic.name.to_lowercase() == text.trim().to_lowercase());
            let mut all: Vec<_> = known
                .into_iter()
                .map(|topic| Suggestion { key: topic.slug.to_string(), name: topic.name, new: false })
                .collect();
            if !exact && Slug::from_text(&text).is_some() {
                all.push(Suggestion { key: String::new(), name: text.trim().to_owned(), new: true });
            }
            found.answer(&text, all);
        });
    };
    let add_known = move |slug: Slug, name: String| {
        editor.names.update(|names| names.know_topic(&slug, &name));
        preview::learn(editor, "topics", &dateline_story::Topic { slug: slug.clone(), name });
        editor.change_head(|head| {
            if !head.topics.contains(&slug) {
                head.topics.push(slug);
            }
        });
    };
    let add = move |one: Suggestion| {
        if one.new {
            spawn_local(async move {
                match new_topic(one.name).await {
                    Ok(topic) => add_known(topic.slug, topic.name),
                    Err(error) => editor.said.set(crate::saver::sentence(editor.words, &error)),
                }
            });
        } else if let Ok(slug) = Slug::new(&one.key) {
            add_known(slug, one.name);
        }
    };
    let remove = move |slug: &str| editor.change_head(|head| head.topics.retain(|topic| topic.as_str() != slug));
    let earlier = move |at: usize| editor.change_head(|head| forward(&mut head.topics, at));
    tokens(editor, "topics", chosen, suggest, add, remove, earlier)
}

/// Who wrote the story.
pub fn bylines(editor: Editor) -> impl IntoView {
    let chosen = move || {
        editor.head.with(|head| {
            editor.names.with(|names| {
                head.bylines.iter().map(|byline| (byline.author.to_string(), names.author(&byline.author))).collect()
            })
        })
    };
    let suggest = move |text: String, found: Found| {
        spawn_local(async move {
            let Ok(known) = authors(text.clone()).await else { return };
            for author in &known {
                preview::learn(editor, "authors", author);
            }
            let named = |author: Author| Suggestion { key: author.slug.to_string(), name: author.name, new: false };
            found.answer(&text, known.into_iter().map(named).collect());
        });
    };
    let add = move |one: Suggestion| {
        let Ok(author) = Slug::new(&one.key) else { return };
        editor.names.update(|names| names.know_author(&author, &one.name));
        editor.change_head(|head| {
            if !head.bylines.iter().any(|byline| byline.author == author) {
                head.bylines.push(Byline { author, role: None });
            }
        });
    };
    let remove =
        move |slug: &str| editor.change_head(|head| head.bylines.retain(|byline| byline.author.as_str() != slug));
    let earlier = move |at: usize| editor.change_head(|head| forward(&mut head.bylines, at));
    tokens(editor, "bylines", chosen, suggest, add, remove, earlier)
}

/// Stories that stand first in the panel beside the story, chosen by hand.
pub fn related(editor: Editor) -> impl IntoView {
    let chosen = move || {
        editor.head.with(|head| {
            editor.names.with(|names| head.related.iter().map(|id| (id.to_string(), names.story(*id))).collect())
        })
    };
    let suggest = move |text: String, found: Found| {
        spawn_local(async move {
            let Ok(known) = stories(text.clone()).await else { return };
            let own = editor.head.with_untracked(|head| head.id);
            let known = known.into_iter().filter(|(id, _)| *id != own);
            let all = known.map(|(id, headline)| Suggestion { key: id.to_string(), name: headline, new: false });
            found.answer(&text, all.collect());
        });
    };
    let add = move |one: Suggestion| {
        let Ok(id) = one.key.parse().map(ArticleId) else { return };
        editor.names.update(|names| names.know_story(id, &one.name));
        editor.change_head(|head| {
            if !head.related.contains(&id) {
                head.related.push(id);
            }
        });
    };
    let remove = move |key: &str| editor.change_head(|head| head.related.retain(|id| id.to_string() != key));
    let earlier = move |at: usize| editor.change_head(|head| forward(&mut head.related, at));
    tokens(editor, "related", chosen, suggest, add, remove, earlier)
}

/// Moves one of a list a place towards its beginning.
fn forward<T>(list: &mut [T], at: usize) {
    if at > 0 && at < list.len() {
        list.swap(at - 1, at);
    }
}
