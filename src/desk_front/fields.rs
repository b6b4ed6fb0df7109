//! The fields around the text.

use dateline_story::{Credit, CreditKind, Figure, Focus, Kind, Language, Slug, markup, normal};
use leptos::prelude::*;

use crate::editor::Editor;
use crate::pictures;
use crate::tokens::{bylines, related, topics_field};

/// What stands above the text: headline and standfirst.
pub fn above(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let headline = move |text: String| {
        editor.change_head(|head| {
            let old = head.headline.clone();
            head.headline = one_line(&text);
            // Until it was published a story's address follows its headline, unless somebody gave it another.
            let follows =
                Slug::from_text(&old).as_ref() == Some(&head.slug) || head.slug.as_str().starts_with("untitled-");
            if head.first_published.is_none()
                && follows
                && let Some(slug) = Slug::from_text(&head.headline)
            {
                head.slug = slug;
            }
        });
    };
    let length = move || {
        let count = editor.head.with(|head| head.headline.chars().count());
        words.with("field-headline-hint", &[("count", &count.to_string())])
    };
    view! {
        <p class="field headline">
            <label for="headline">{words.say("field-headline")}</label>
            <textarea id="headline" rows="2" aria-describedby="headline-hint" lang=language(editor) dir=direction(editor)
                prop:value=move || editor.head.with(|head| head.headline.clone())
                on:input=move |event| headline(event_target_value(&event))></textarea>
            <span class="hint" id="headline-hint">{length}</span>
        </p>
        <p class="field standfirst">
            <label for="standfirst">{words.say("field-standfirst")}</label>
            <textarea id="standfirst" rows="2" lang=language(editor) dir=direction(editor)
                prop:value=move || editor.head.with(|head| head.standfirst.clone().unwrap_or_default())
                on:input=move |event| editor.change_head(|head| head.standfirst = filled(&event_target_value(&event)))></textarea>
        </p>
    }
}

/// What stands below the text: who wrote it, its picture, where it belongs, and what it draws on.
pub fn below(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let sections = editor.opened.with_value(|opened| opened.sections.clone());
    let languages = editor.opened.with_value(|opened| opened.languages.clone());
    let kinds =
        Kind::ALL.into_iter().map(|kind| (kind.as_str().to_owned(), words.say(&format!("kind-{}", kind.as_str()))));
    let kinds: Vec<_> = kinds.collect();
    view! {
        {text_field(editor, "short-headline", |head| head.short_headline.clone().unwrap_or_default(), |head, text| head.short_headline = filled(&text))}
        {bylines(editor)}
        {lead(editor)}
        <fieldset class="about">
            <legend>{words.say("fields-about")}</legend>
            {choice(editor, "section", sections, |head| head.section.to_string(), |head, value| {
                if let Ok(section) = Slug::new(&value) { head.section = section; }
            })}
            {choice(editor, "kind", kinds, |head| head.kind.as_str().to_owned(), |head, value| {
                if let Some(kind) = Kind::from_word(&value) { head.kind = kind; }
            })}
            {choice(editor, "language", languages, |head| head.language.to_string(), |head, value| {
                if let Ok(language) = Language::new(&value) { head.language = language; }
            })}
            {text_field(editor, "dateline", |head| head.dateline.clone().unwrap_or_default(), |head, text| head.dateline = filled(&text))}
            {topics_field(editor)}
            {related(editor)}
            {credits(editor)}
            {slug(editor)}
            {text_field(editor, "description", |head| head.description.clone().unwrap_or_default(), |head, text| head.description = filled(&text))}
            {text_field(editor, "canonical", |head| head.canonical.clone().unwrap_or_default(), |head, text| head.canonical = filled(&text))}
        </fieldset>
    }
}

fn language(editor: Editor) -> impl Fn() -> String + Copy {
    move || editor.head.with(|head| head.language.to_string())
}

fn direction(editor: Editor) -> impl Fn() -> &'static str + Copy {
    move || editor.head.with(|head| head.language.direction().as_str())
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

fn filled(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.trim().is_empty()).then_some(text)
}

fn text_field(
    editor: Editor,
    name: &'static str,
    read: fn(&dateline_story::Article) -> String,
    write: fn(&mut dateline_story::Article, String),
) -> impl IntoView {
    let label = editor.words.say(&format!("field-{name}"));
    view! {
        <p class=format!("field {name}")>
            <label for=name>{label}</label>
            <input id=name type="text" prop:value=move || editor.head.with(read)
                on:input=move |event| editor.change_head(|head| write(head, event_target_value(&event))) />
        </p>
    }
}

fn choice(
    editor: Editor,
    name: &'static str,
    options: Vec<(String, String)>,
    read: fn(&dateline_story::Article) -> String,
    write: fn(&mut dateline_story::Article, String),
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text)| {
            let own = value.clone();
            view! { <option value=value selected=move || editor.head.with(read) == own>{text}</option> }
        })
        .collect();
    view! {
        <p class=format!("field {name}")>
            <label for=name>{editor.words.say(&format!("field-{name}"))}</label>
            <select id=name on:change=move |event| editor.change_head(|head| write(head, event_target_value(&event)))>{options}</select>
        </p>
    }
}

fn slug(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let problem = RwSignal::new(None::<String>);
    let change = move |text: String| match Slug::new(&text) {
        Ok(slug) => {
            problem.set(None);
            editor.change_head(|head| head.slug = slug);
        }
        Err(error) => problem.set(Some(error.to_string())),
    };
    let invalid = move || problem.with(Option::is_some).then_some("true");
    view! {
        <p class="field slug">
            <label for="slug">{words.say("field-slug")}</label>
            <input id="slug" type="text" spellcheck="false" aria-describedby="slug-problem" aria-invalid=invalid
                prop:value=move || editor.head.with(|head| head.slug.to_string())
                on:change=move |event| change(event_target_value(&event)) />
            <span class="hint" id="slug-problem">{move || problem.get().unwrap_or_else(|| editor.head.with(|head| head.path()))}</span>
        </p>
    }
}

/// Agencies, parted by commas; one with an asterisk is the whole story's source.
fn credits(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let shown = move || {
        editor.head.with(|head| {
            let agency = |credit: &Credit| match credit.kind {
                CreditKind::Source => format!("{}*", credit.agency),
                CreditKind::Inputs => credit.agency.clone(),
            };
            head.credits.iter().map(agency).collect::<Vec<_>>().join(", ")
        })
    };
    let change = move |text: String| {
        let credits = text.split(',').map(normal_line).filter(|agency| !agency.is_empty()).map(|agency| {
            match agency.strip_suffix('*') {
                Some(source) => Credit { agency: source.trim().to_owned(), kind: CreditKind::Source },
                None => Credit { agency, kind: CreditKind::Inputs },
            }
        });
        let credits: Vec<_> = credits.collect();
        editor.change_head(|head| head.credits = credits);
    };
    view! {
        <p class="field credits">
            <label for="credits">{words.say("field-credits")}</label>
            <input id="credits" type="text" aria-describedby="credits-hint" prop:value=shown on:change=move |event| change(event_target_value(&event)) />
            <span class="hint" id="credits-hint">{words.say("field-credits-hint")}</span>
        </p>
    }
}

fn normal_line(text: &str) -> String {
    normal::line(text)
}

/// The picture at the story's head.
fn lead(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let has = move || editor.head.with(|head| head.lead.is_some());
    let change = move |change: &dyn Fn(&mut Figure)| {
        editor.change_head(|head| {
            if let Some(lead) = &mut head.lead {
                change(lead);
            }
        });
    };
    let name = move || editor.head.with(|head| head.lead.as_ref().map(|lead| lead.src.clone()).unwrap_or_default());
    let alt = move || editor.head.with(|head| head.lead.as_ref().map(|lead| lead.alt.clone()).unwrap_or_default());
    let credit =
        move || editor.head.with(|head| head.lead.as_ref().map(|lead| lead.credit.clone()).unwrap_or_default());
    let caption = move || {
        editor.head.with(|head| head.lead.as_ref().map(|lead| markup::write_inlines(&lead.caption)).unwrap_or_default())
    };
    view! {
        <fieldset class="lead">
            <legend>{words.say("field-lead")}</legend>
            <p class="buttons">
                <span>{name}</span>
                <button type="button" on:click=move |_| pictures::choose(editor, pictures::For::Lead)>{words.say("lead-choose")}</button>
                <button type="button" hidden=move || !has() on:click=move |_| editor.change_head(|head| head.lead = None)>{words.say("lead-remove")}</button>
            </p>
            <div hidden=move || !has()>
                <p class="field"><label for="lead-alt">{words.say("field-alt")}</label>
                    <input id="lead-alt" type="text" prop:value=alt on:input=move |event| change(&|lead| lead.alt = event_target_value(&event)) /></p>
                <p class="field"><label for="lead-caption">{words.say("field-caption")}</label>
                    <input id="lead-caption" type="text" prop:value=caption on:change=move |event| change(&|lead| lead.caption = inline(&event_target_value(&event))) /></p>
                <p class="field"><label for="lead-credit">{words.say("field-credit")}</label>
                    <input id="lead-credit" type="text" prop:value=credit on:input=move |event| change(&|lead| lead.credit = event_target_value(&event)) /></p>
            </div>
        </fieldset>
    }
}

/// A line of markup as a caption holds it.
fn inline(text: &str) -> Vec<dateline_story::Inline> {
    match markup::parse(text).blocks.into_iter().next() {
        Some(dateline_story::Block::Paragraph(content)) => content,
        _ => Vec::new(),
    }
}

/// A picture as a story uses it.
pub fn as_figure(chosen: &pictures::Chosen) -> Figure {
    Figure {
        src: chosen.name.clone(),
        alt: chosen.alt.clone(),
        caption: inline(&chosen.caption),
        credit: chosen.credit.clone(),
        focus: Focus { x: chosen.focus.0, y: chosen.focus.1 },
    }
}
