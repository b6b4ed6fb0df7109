//! A line of text as WordPress's editor writes it.

use dateline_story::Inline;

use crate::told::Told;
use crate::uri;

/// Where a note is found: the `data-fn` of its number, and the `id` of its words.
pub fn note_id(number: usize) -> String {
    format!("dateline-note-{number}")
}

/// Text as it stands in a post, in an attribute too. An opening bracket could begin a shortcode.
pub fn escaped(text: &str) -> String {
    crate::html::escaped(text).replace('[', "&#91;")
}

/// A line of a story.
pub fn write(told: &Told<'_>, content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Emphasis(content) => around(told, "em", content, out),
            Inline::Strong(content) => around(told, "strong", content, out),
            Inline::Superscript(content) => around(told, "sup", content, out),
            Inline::Subscript(content) => around(told, "sub", content, out),
            Inline::Code(text) => out.push_str(&format!("<code>{}</code>", escaped(text))),
            Inline::LineBreak => out.push_str("<br>"),
            Inline::Link { href, content } => {
                let href = uri::absolute(&told.edition.site, &told.article.path(), href);
                out.push_str(&format!("<a href=\"{}\">", escaped(&href)));
                write(told, content, out);
                out.push_str("</a>");
            }
            Inline::Abbreviation { short, long } => {
                out.push_str(&format!("<abbr title=\"{}\">{}</abbr>", escaped(long), escaped(short)));
            }
            // Outside the body WordPress has no notes: the words stand where they belong.
            Inline::Note { number: 0, content } => {
                out.push_str(" (");
                write(told, content, out);
                out.push(')');
            }
            Inline::Note { number, .. } => {
                let id = note_id(*number);
                out.push_str(&format!(
                    "<sup data-fn=\"{id}\" class=\"fn\"><a href=\"#{id}\" id=\"{id}-link\">{number}</a></sup>"
                ));
            }
            Inline::LanguageSpan { language, content } => {
                let direction = language.direction();
                out.push_str(&format!("<span lang=\"{language}\" dir=\"{}\">", direction.as_str()));
                write(told, content, out);
                out.push_str("</span>");
            }
        }
    }
}

/// The same by itself.
pub fn line(told: &Told<'_>, content: &[Inline]) -> String {
    let mut out = String::new();
    write(told, content, &mut out);
    out
}

fn around(told: &Told<'_>, name: &str, content: &[Inline], out: &mut String) {
    out.push_str(&format!("<{name}>"));
    write(told, content, out);
    out.push_str(&format!("</{name}>"));
}
