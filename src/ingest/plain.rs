//! Plain text out of HTML: titles, summaries, alternative texts.

use crate::html::tree::{ElementRef, Html, Node};

/// The words of a text that may hold tags and entities, on one line.
///
/// Tags go, entities become their characters, runs of white space one space; scripts and styles leave nothing.
pub fn text(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return dateline_story::normal::line(html);
    }
    let (tame, _) = crate::html::tame(html);
    let tree = Html::parse_fragment(&tame);
    let mut out = String::new();
    push(&mut out, tree.root_element());
    dateline_story::normal::line(&out)
}

fn push(out: &mut String, element: ElementRef<'_>) {
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            out.push_str(text);
        } else if let Some(element) = ElementRef::wrap(child) {
            match element.value().name() {
                "script" | "style" => continue,
                "br" | "p" | "div" | "li" | "td" | "th" => out.push(' '),
                _ => {}
            }
            push(out, element);
        }
    }
}

/// `text` escaped for HTML content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// The first words of a text, to show in a report what is meant.
pub fn glimpse(text: &str) -> String {
    dateline_story::text::cut(&dateline_story::normal::line(text), 80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_become_characters() {
        assert_eq!(text("AT&amp;T <strong>wins</strong>&nbsp;big&#46;"), "AT&T wins\u{a0}big.");
        assert_eq!(text("one<br>two\n three"), "one two three");
        assert_eq!(text("a <script>alert(1)</script>b"), "a b");
        assert_eq!(text("1 < 2 & 3"), "1 < 2 & 3");
        assert_eq!(text("plain"), "plain");
    }
}
