//! The normal form of a run of inlines.

use crate::Inline;

use super::{MAX_INLINE_DEPTH, href, is_safe_href};

/// The spans that may not stand inside themselves, and how deep the run is.
#[derive(Clone, Copy, Default)]
struct Inside {
    depth: usize,
    emphasis: bool,
    strong: bool,
    link: bool,
    raised: bool,
    lowered: bool,
    note: bool,
}

/// Drops edges, empties and repeats.
pub fn normal(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = run(inlines, Inside::default());
    take_edge(&mut out, true);
    take_edge(&mut out, false);
    out
}

/// Control characters, tabs and line breaks become spaces, runs of spaces one space; byte-order marks go.
pub fn clean(text: &str) -> String {
    // Nearly every text is clean. 0xc2 begins C1 controls, and more; 0xef a byte-order mark, and more.
    let suspect = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xef);
    if !text.bytes().any(suspect) && !text.contains("  ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let character = if character.is_control() { ' ' } else { character };
        if character == '\u{feff}' || (character == ' ' && out.ends_with(' ')) {
            continue;
        }
        out.push(character);
    }
    out
}

fn run(inlines: Vec<Inline>, inside: Inside) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        push(&mut out, inline, inside);
    }
    out
}

fn push(out: &mut Vec<Inline>, inline: Inline, inside: Inside) {
    match inline {
        Inline::Text(text) => push_text(out, &clean(&text)),
        Inline::Code(text) => {
            let text: String =
                text.chars().filter(|c| *c != '\0').map(|c| if c.is_control() { ' ' } else { c }).collect();
            let text = text.trim_matches(' ');
            match out.last_mut() {
                _ if text.is_empty() => {}
                Some(Inline::Code(before)) => before.push_str(text),
                _ => out.push(Inline::Code(text.to_owned())),
            }
        }
        Inline::LineBreak => {
            trim_last(out);
            out.push(Inline::LineBreak);
        }
        Inline::Abbreviation { short, long } => {
            let (short, long) = (super::line(&short), super::line(&long));
            if long.is_empty() || short.is_empty() {
                push_text(out, &short);
            } else {
                out.push(Inline::Abbreviation { short, long });
            }
        }
        Inline::Emphasis(content) => {
            let here = Inside { emphasis: true, ..inside };
            span(out, content, inside.emphasis, inside, here, &mut |content| Inline::Emphasis(content));
        }
        Inline::Strong(content) => {
            let here = Inside { strong: true, ..inside };
            span(out, content, inside.strong, inside, here, &mut |content| Inline::Strong(content));
        }
        Inline::Superscript(content) => {
            let here = Inside { raised: true, ..inside };
            span(out, content, inside.raised, inside, here, &mut |content| Inline::Superscript(content));
        }
        Inline::Subscript(content) => {
            let here = Inside { lowered: true, ..inside };
            span(out, content, inside.lowered, inside, here, &mut |content| Inline::Subscript(content));
        }
        Inline::Link { href: address, content } => {
            let address = href(&address);
            let unwrap = inside.link || !is_safe_href(&address);
            let here = Inside { link: true, ..inside };
            span(out, content, unwrap, inside, here, &mut |content| Inline::Link { href: address.clone(), content });
        }
        Inline::Note { content, .. } => {
            // A note's words stand at the end of the page, where no span of this line reaches. Its number is a link.
            let here = Inside { note: true, ..Inside::default() };
            let unwrap = inside.note || inside.link;
            span(out, content, unwrap, inside, Inside { depth: inside.depth, ..here }, &mut Inline::note);
        }
        Inline::LanguageSpan { language, content } => {
            span(out, content, false, inside, inside, &mut |content| Inline::LanguageSpan {
                language: language.clone(),
                content,
            });
        }
    }
}

/// Pushes a span with its outer spaces and breaks moved outside it, or only its content where it may not stand.
fn span(
    out: &mut Vec<Inline>,
    content: Vec<Inline>,
    unwrap: bool,
    outside: Inside,
    here: Inside,
    make: &mut dyn FnMut(Vec<Inline>) -> Inline,
) {
    if outside.depth >= MAX_INLINE_DEPTH {
        return push_text(out, &clean(&crate::text::of_inlines(&content)));
    }
    if unwrap {
        content.into_iter().for_each(|inline| push(out, inline, outside));
        return;
    }
    let mut content = run(content, Inside { depth: outside.depth + 1, ..here });
    let before = take_edge(&mut content, true);
    let after = take_edge(&mut content, false);
    before.into_iter().for_each(|inline| push(out, inline, outside));
    if !content.is_empty() {
        let made = make(content);
        match (out.last_mut(), made) {
            (Some(Inline::Emphasis(last)), Inline::Emphasis(more)) => {
                more.into_iter().for_each(|inline| push(last, inline, here))
            }
            (Some(Inline::Strong(last)), Inline::Strong(more)) => {
                more.into_iter().for_each(|inline| push(last, inline, here))
            }
            (_, made) => out.push(made),
        }
    }
    after.into_iter().for_each(|inline| push(out, inline, outside));
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    let text = match out.last() {
        Some(Inline::LineBreak) => text.trim_start_matches(' '),
        Some(Inline::Text(before)) if before.ends_with(' ') => text.trim_start_matches(' '),
        _ => text,
    };
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// Removes the space at the end of the last text.
fn trim_last(out: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            out.pop();
        }
    }
}

/// Takes spaces and breaks off one end of a run, in reading order.
fn take_edge(run: &mut Vec<Inline>, start: bool) -> Vec<Inline> {
    let mut taken = Vec::new();
    loop {
        let index = if start { 0 } else { run.len().saturating_sub(1) };
        match run.get_mut(index) {
            Some(Inline::LineBreak) => taken.push(run.remove(index)),
            Some(Inline::Text(text)) => {
                let rest = if start { text.trim_start_matches(' ') } else { text.trim_end_matches(' ') };
                if rest.len() == text.len() {
                    break;
                }
                taken.push(Inline::Text(" ".into()));
                if rest.is_empty() {
                    run.remove(index);
                } else {
                    *text = rest.to_owned();
                }
            }
            _ => break,
        }
    }
    if !start {
        taken.reverse();
    }
    taken
}
