//! Hugo's shortcodes in a body, written out as the Markdown and HTML they stand for.

use std::collections::HashMap;

use super::shortcode_html::{Made, Site, frame, written_out};
use super::shortcode_tag::{self, Ends, Tag};
use super::{liquid, listing, zola};
use crate::plain::{escape, glimpse};

/// A body with its shortcodes written out.
#[derive(Debug, PartialEq, Eq)]
pub struct Expanded {
    /// Markdown and HTML.
    pub text: String,
    /// The file's line for each line of the text.
    pub lines: Vec<usize>,
}

/// Where closing tags stand in a body, found once: looking ahead from every tag would be quadratic.
#[derive(Default)]
pub struct Closers {
    /// By the name they close: where each starts and ends.
    by_name: HashMap<String, Vec<(usize, usize)>>,
}

impl Closers {
    fn of(body: &str) -> Self {
        let mut closers = Self::default();
        for (at, _) in body.match_indices('{') {
            let rest = &body[at..];
            let found = match rest.as_bytes() {
                [b'{', b'{', b'<' | b'%', ..] => {
                    let inner = rest[3..].trim_start();
                    if !inner.starts_with('/') {
                        continue;
                    }
                    shortcode_tag::read(rest).filter(|tag| tag.closes).map(|tag| (tag.name, tag.len))
                }
                [b'{', b'%', ..] => liquid::ending(rest),
                _ => None,
            };
            if let Some((name, len)) = found {
                closers.by_name.entry(name).or_default().push((at, at + len));
            }
        }
        closers
    }
}

/// A body and what is known of it.
pub struct Scope<'a> {
    /// All of it.
    pub body: &'a str,
    /// Its closing tags.
    pub closers: &'a Closers,
    /// Where references lead.
    pub site: &'a Site<'a>,
}

impl Scope<'_> {
    /// What of `rest`, the end of the body, stands before the next tag that closes `name`, and where in `rest` that tag ends.
    pub fn until_closed<'t>(&self, rest: &'t str, name: &str) -> Option<(&'t str, usize)> {
        let from = self.body.len() - rest.len();
        let all = self.closers.by_name.get(name)?;
        let (start, end) = all.get(all.partition_point(|(start, _)| *start < from))?;
        Some((&rest[..start - from], end - from))
    }
}

/// Writes a text out, and keeps count of the source's lines.
pub struct Writer {
    out: Expanded,
    /// The line of the source at hand.
    pub line: usize,
    /// Whether nothing but white space and quote marks stands on the line so far.
    at_line_start: bool,
    /// That white space and those marks.
    margin: String,
}

impl Writer {
    /// Text as the source has it.
    pub fn source(&mut self, text: &str) {
        self.look_at(text);
        for part in text.split_inclusive('\n') {
            self.out.text.push_str(part);
            if part.ends_with('\n') {
                self.line += 1;
                self.out.lines.push(self.line);
            }
        }
    }

    /// Text that stands for something in the source.
    pub fn made(&mut self, text: &str) {
        self.look_at(text);
        self.out.text.push_str(text);
        self.out.lines.extend(text.bytes().filter(|byte| *byte == b'\n').map(|_| self.line));
    }

    /// Source that is left out.
    pub fn skip(&mut self, text: &str) {
        self.line += text.bytes().filter(|byte| *byte == b'\n').count();
    }

    fn look_at(&mut self, text: &str) {
        let (before, tail) = text.rsplit_once('\n').map_or((false, text), |(_, tail)| (true, tail));
        let blank = tail.chars().all(|character| character.is_whitespace() || character == '>');
        if before {
            self.margin.clear();
            self.at_line_start = true;
        }
        if self.at_line_start {
            let marks = tail.find(|c: char| !(c.is_whitespace() || c == '>')).unwrap_or(tail.len());
            self.margin.push_str(&tail[..marks]);
        }
        self.at_line_start &= blank;
    }
}

/// Writes out the shortcodes of a body whose first line is the file's line `first`. `lose` hears, with the line, of
/// frames that were dropped and of tags that are unknown.
pub fn expand(body: &str, first: usize, site: &Site<'_>, lose: &mut dyn FnMut(usize, String)) -> Expanded {
    let mut writer = Writer {
        out: Expanded { text: String::with_capacity(body.len() + 64), lines: vec![first] },
        line: first,
        at_line_start: true,
        margin: String::new(),
    };
    let closers = Closers::of(body);
    let code = listing::places(body);
    let mut rest = body;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, here) = rest.split_at(at);
        writer.source(before);
        let place = body.len() - here.len();
        let next = code.partition_point(|code| code.end <= place);
        let used = if code.get(next).is_some_and(|code| code.contains(&place)) {
            in_code(here, &mut writer)
        } else {
            // `${{ … }}` is other programs'.
            let theirs = before.ends_with('$') && here.starts_with("{{");
            match listing::shown(here) {
                _ if theirs => as_it_is(here, &mut writer),
                Some((tag, used)) => {
                    writer.made(&literal(&tag));
                    writer.skip(&here[..used]);
                    used
                }
                None => step(here, &mut writer, &Scope { body, closers: &closers, site }, lose),
            }
        };
        rest = &here[used..];
    }
    writer.source(rest);
    writer.out
}

/// Deals with what starts at a bracket; returns how much of it that was.
fn step(here: &str, writer: &mut Writer, scope: &Scope<'_>, lose: &mut dyn FnMut(usize, String)) -> usize {
    if let Some(tag) = shortcode_tag::read(here).or_else(|| zola::read(here)) {
        return shortcode(&tag, here, writer, scope, lose);
    }
    if (here.starts_with("{%") || here.starts_with("{{"))
        && let Some(used) = liquid::step(here, writer, scope, lose)
    {
        return used;
    }
    if let Some(used) = left_over_player(here, writer) {
        return used;
    }
    as_it_is(here, writer)
}

/// In code nothing is run; what is guarded from being run loses its guard.
fn in_code(here: &str, writer: &mut Writer) -> usize {
    if let Some((tag, used)) = listing::shown(here) {
        writer.made(&tag);
        writer.skip(&here[..used]);
        return used;
    }
    if let Some(used) = listing::raw_mark(here) {
        writer.skip(&here[..used]);
        return used;
    }
    as_it_is(here, writer)
}

fn as_it_is(here: &str, writer: &mut Writer) -> usize {
    let used = if here.starts_with("{{") { 2 } else { 1 };
    writer.source(&here[..used]);
    used
}

/// A text that Markdown will show as it is.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        match character {
            '*' | '_' | '`' | '[' | ']' | '\\' | '~' => out.push_str(&format!("&#{};", u32::from(character))),
            '\n' => out.push(' '),
            other => out.push_str(&escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

fn shortcode(
    tag: &Tag,
    here: &str,
    writer: &mut Writer,
    scope: &Scope<'_>,
    lose: &mut dyn FnMut(usize, String),
) -> usize {
    let source = &here[..tag.len];
    let after = &here[tag.len..];
    let alone = writer.at_line_start && after.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    if tag.closes {
        writer.skip(source);
        return tag.len;
    }
    match written_out(tag, scope.site) {
        Made::Inline(html) => {
            writer.made(&html);
            if alone && !html.starts_with("<span>") {
                // A tag alone on a line would take the lines under it for HTML. A blank line must not end a quotation.
                let margin = writer.margin.clone();
                writer.made(&format!("\n{margin}"));
            }
        }
        Made::Block(html) => {
            if !writer.at_line_start {
                writer.made("\n\n");
            }
            writer.made(&html);
            writer.made("\n\n");
        }
        Made::Frame(lead) => {
            if !matches!(tag.name.as_str(), "highlight" | "div" | "section") {
                lose(writer.line, format!("the frame “{}” is dropped: what stands in it stays", tag.name));
            }
            if writer.at_line_start && !lead.is_empty() {
                writer.made(&format!("{lead}\n\n"));
            } else if !lead.is_empty() {
                writer.made(&format!("{lead} "));
            }
        }
        Made::Listing(language) => {
            if let Some((code, end)) = tag.closer().and_then(|closer| scope.until_closed(after, closer)) {
                writer.skip(source);
                writer.made(&format!("\n```{}\n", language.replace(['`', '\n'], "")));
                writer.source(code.trim_start_matches(['\r', '\n']));
                writer.made("\n```\n");
                return tag.len + end;
            }
            lose(writer.line, format!("the listing “{}” never closes", glimpse(source)));
        }
        Made::Unknown => {
            if tag.closer().is_some_and(|closer| scope.until_closed(after, closer).is_some()) {
                lose(writer.line, format!("the shortcode “{}” is unknown: what stands in it stays", glimpse(source)));
            } else if tag.ends == Ends::Alone {
                let words = tag.get(&["text", "label", "title", "alt", "caption", "body"]).unwrap_or_default();
                let kept = if words.is_empty() { "it is left out" } else { "its words stay" };
                lose(writer.line, format!("the shortcode “{}” is unknown: {kept}", glimpse(source)));
                writer.made(&literal(words));
            } else {
                lose(writer.line, format!("the shortcode “{}” is unknown: it is kept as text", glimpse(source)));
                writer.made(&escape(&source.replace('\n', " ")).replace(['*', '_', '`', '[', ']'], " "));
            }
        }
    }
    writer.skip(source);
    tag.len
}

/// The start of a text, as far as anything in brackets may reach.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(2_000)]
}

/// `[youtube https://…]` and `[youtube=https://…]`, left over from a site's WordPress days.
fn left_over_player(here: &str, writer: &mut Writer) -> Option<usize> {
    let inner = here.strip_prefix("[youtube")?.strip_prefix(['=', ' '])?;
    let end = window(inner).find(']')?;
    let url = inner[..end].trim();
    // A link's words may begin like this, too.
    if !url.starts_with("http") || url.contains(char::is_whitespace) || inner[end + 1..].starts_with('(') {
        return None;
    }
    let whole = here.len() - inner.len() + end + 1;
    writer.made(&frame(url, ""));
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(body: &str) -> (Expanded, Vec<(usize, String)>) {
        let mut losses = Vec::new();
        let resolve = |target: &str| (target == "a.md").then(|| "/news/a".to_owned());
        let out =
            expand(body, 10, &Site { resolve: &resolve, files: None }, &mut |line, what| losses.push((line, what)));
        (out, losses)
    }

    #[test]
    fn references_become_addresses() {
        let (out, losses) = expanded("[x]({{< ref \"a.md\" >}} \"T\") <a href=\"{{< tmp \"b c.md\" >}}\">y</a>");
        assert_eq!(out.text, "[x](/news/a \"T\") <a href=\"dateline-unresolved:b%20c%2Emd\">y</a>");
        assert!(losses.is_empty());
    }

    #[test]
    fn frames_go_their_words_stay_and_lines_are_counted() {
        let (out, losses) = expanded("one\n{{< ring title=\"T\">}}\nin\n{{< /ring >}}\n{{< nobody >}}\nlast");
        assert_eq!(losses.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [11, 14]);
        let last = out.text.lines().position(|line| line == "last").unwrap();
        assert_eq!(out.lines[last], 15);
        let inside = out.text.lines().position(|line| line == "in").unwrap();
        assert_eq!(out.lines[inside], 12);
        assert!(out.text.contains("**T**\n\n") && out.text.contains("{{&lt; nobody &gt;}}"));
    }

    #[test]
    fn listings_and_shown_shortcodes_stay_literal() {
        let (out, _) = expanded("{{< highlight go >}}\nx := `a`\n{{< /highlight >}}\n{{</* box */>}}");
        assert!(out.text.contains("```go\nx := `a`\n"), "{}", out.text);
        assert!(out.text.contains("{{&lt; box &gt;}}"), "{}", out.text);
    }

    #[test]
    fn code_is_shown_and_not_run() {
        let typed = "a `{{ title | upper }}` b\n\n```yaml\nT: ${{ secrets[\"N\"] }} {% end %} [youtube=http://y.example/x]\n```\n";
        let (out, losses) = expanded(typed);
        assert_eq!((out.text.as_str(), losses.len()), (typed, 0));
        let (out, _) = expanded("`{{/* a(b=1) */}}` and\n```\n{%/* end */%}\n{% raw %}{{ x }}{% endraw %}\n```");
        assert_eq!(out.text, "`{{ a(b=1) }}` and\n```\n{% end %}\n{{ x }}\n```");
        let (out, losses) = expanded("costs ${{ price }} and {{/* b_c() */}}");
        assert_eq!((out.text.as_str(), losses.len()), ("costs ${{ price }} and {{ b&#95;c() }}", 0));
    }

    #[test]
    fn zolas_bodies_stay_and_its_calls_are_run_or_told() {
        let (out, losses) = expanded(
            "{% note(kind=\"warning\") %}\n* one\n{% end %}\n{% outer() %}\ntwo\n{% end %}\n{{ badge(text=\"NEW\") }}{{ gone() }} last",
        );
        assert!(!out.text.contains(['{', '%']), "{}", out.text);
        assert!(["* one", "two", "NEW last"].iter().all(|words| out.text.contains(words)), "{}", out.text);
        assert_eq!(losses.len(), 4, "{losses:?}");
    }

    #[test]
    fn a_player_in_a_quotation_or_a_list_does_not_end_it() {
        let (out, _) = expanded("> one\n> {{ vimeo(id=\"124313553\") }}\n> two");
        assert!(out.text.lines().all(|line| line.starts_with("> ")), "{}", out.text);
        let (out, _) = expanded("> {{ image(path=\"a.jpg\") }}\n> two");
        assert!(out.text.contains("<img") && out.text.lines().all(|line| line.starts_with('>')), "{}", out.text);
    }

    #[test]
    fn tags_that_begin_and_end_at_once_are_text() {
        for body in ["{%}", "{{</*/>}}", "{% raw %}{%}{% endraw %}", "{{}}", "{{<>}}", "{%%}", "{{</**/>}}"] {
            expanded(body);
        }
    }

    #[test]
    fn players_come_from_all_ages() {
        let (out, _) = expanded(
            "{{< youtube id=\"abcdefghijk\" title=\"T\" >}}\n*x*\n\n[youtube=http://www.youtube.com/watch?v=abcdefghijk&w=600]\n{{< tweet user=\"a\" id=\"12\" >}}",
        );
        assert_eq!(out.text.matches("<iframe").count(), 3);
        assert!(
            out.text.contains("watch?v=abcdefghijk\" title=\"T\"")
                && out.text.contains("https://twitter.com/a/status/12")
        );
        let (out, losses) = expanded("{{< youtube \"a\\\" onload=x\" >}} [youtube channel](https://a.example)");
        assert!(!out.text.contains("<iframe"), "{}", out.text);
        assert_eq!(losses.len(), 1);
    }
}
