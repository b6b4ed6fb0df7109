//! Markdown's footnotes, put where their numbers stand.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use crate::html::NOTE;
use crate::plain;

/// A parser's events with what each of them covers, without definitions of notes; each reference is the note itself.
/// `lose` hears of notes that nothing refers to.
pub fn joined<'a, R>(events: Vec<(Event<'a>, R)>, lose: &mut dyn FnMut(String)) -> Vec<(Event<'a>, R)> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))) {
        return events;
    }
    let mut words: HashMap<String, Vec<Event<'a>>> = HashMap::new();
    let mut open: Option<String> = None;
    let mut text = Vec::with_capacity(events.len());
    for (event, range) in events {
        match (&event, &open) {
            (Event::Start(Tag::FootnoteDefinition(label)), _) => open = Some(label.to_string()),
            (Event::End(TagEnd::FootnoteDefinition), _) => open = None,
            (_, Some(label)) => words.entry(label.clone()).or_default().push(event),
            _ => text.push((event, range)),
        }
    }
    let notes: HashMap<String, String> = words.into_iter().map(|(label, events)| (label, in_line(events))).collect();
    let used: HashSet<&str> = text
        .iter()
        .filter_map(|(event, _)| match event {
            Event::FootnoteReference(label) => Some(label.as_ref()),
            _ => None,
        })
        .collect();
    let mut unused: Vec<_> = notes.iter().filter(|(label, _)| !used.contains(label.as_str())).collect();
    unused.sort();
    for (label, note) in unused {
        let words = plain::glimpse(&plain::text(note));
        lose(format!("nothing in the text refers to the footnote “{label}”: it is left out: “{words}”"));
    }
    text.into_iter()
        .map(|(event, range)| match &event {
            Event::FootnoteReference(label) => match notes.get(label.as_ref()) {
                Some(note) => (Event::InlineHtml(CowStr::from(format!("<{NOTE}>{note}</{NOTE}>"))), range),
                None => (Event::Text(CowStr::from(format!("[^{label}]"))), range),
            },
            _ => (event, range),
        })
        .collect()
}

/// A note's HTML without anything that would end the line it is put into.
fn in_line(events: Vec<Event<'_>>) -> String {
    let mut out = Vec::with_capacity(events.len());
    let mut gap = false;
    for event in events {
        let inline = match event {
            Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. },
            )
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_) => Some(event),
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ) => {
                out.push(event);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => Some(Event::Text(CowStr::from(" "))),
            Event::Html(html) => Some(Event::Text(CowStr::from(plain::text(&html)))),
            // A note in a note has no place of its own.
            Event::FootnoteReference(label) => Some(Event::Text(CowStr::from(format!("[^{label}]")))),
            _ => {
                gap = true;
                None
            }
        };
        if let Some(inline) = inline {
            if gap && !out.is_empty() {
                out.push(Event::InlineHtml(CowStr::from("<br>")));
            }
            gap = false;
            out.push(inline);
        }
    }
    let mut html = String::new();
    html::push_html(&mut html, out.into_iter());
    html
}
