//! Words of plain text, with the marks of Markdown that nobody writes for another reason.

use dateline_story::{Inline, normal};

/// The most marks of one line: a line that has more was not written by hand.
const MOST: usize = 1_000;

/// The inlines of a line: `**bold**` and `[links](https://…)` are what they say, and all else is text.
pub fn inlines(line: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = line;
    let mut text = String::new();
    for _ in 0..MOST {
        let Some(at) = rest.find(['*', '[', '`']) else { break };
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let alone = !text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '`' | '!' | '\\'));
        let found = if alone { strong(from).or_else(|| link(from)).or_else(|| code(from)) } else { None };
        match found {
            Some((inline, len)) => {
                out.push(Inline::Text(std::mem::take(&mut text)));
                out.push(inline);
                rest = &from[len..];
            }
            None => {
                let len = from.chars().next().map_or(1, char::len_utf8);
                text.push_str(&from[..len]);
                rest = &from[len..];
            }
        }
    }
    text.push_str(rest);
    out.push(Inline::Text(text));
    out
}

fn strong(from: &str) -> Option<(Inline, usize)> {
    let inner = from.strip_prefix("**")?;
    let (words, after) = inner.split_once("**")?;
    let closed = !after.starts_with(|c: char| c.is_alphanumeric() || c == '*');
    let tight = words.trim() == words && words.contains(char::is_alphanumeric) && !words.contains('*');
    (closed && tight).then(|| (Inline::Strong(inlines(words)), words.len() + 4))
}

fn link(from: &str) -> Option<(Inline, usize)> {
    let inner = from.strip_prefix('[')?;
    let (words, after) = inner.split_once("](")?;
    let (href, _) = after.split_once(')')?;
    let good = !words.contains(['[', ']']) && !words.trim().is_empty() && normal::is_web_address(href);
    good.then(|| {
        let len = 1 + words.len() + 2 + href.len() + 1;
        (Inline::Link { href: href.to_owned(), content: vec![Inline::text(words)] }, len)
    })
}

fn code(from: &str) -> Option<(Inline, usize)> {
    let inner = from.strip_prefix('`')?;
    let (words, after) = inner.split_once('`')?;
    let good = !after.starts_with(['`', '\'']) && words.trim() == words && words.contains(char::is_alphanumeric);
    good.then(|| (Inline::Code(words.to_owned()), words.len() + 2))
}
