//! A body's Markdown, with the HTML in it, as blocks.

use dateline_story::{Block, Language};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};

use super::shortcode_html::Site;
use super::{footnotes, shortcode};
use crate::html::{self, LINE_MARK};
use crate::incoming::Loss;

/// Where a body stands.
pub struct Around<'a> {
    /// The file's path, for reports.
    pub path: &'a str,
    /// The line of the file the body begins on.
    pub line: usize,
    /// The story's language.
    pub language: &'a Language,
    /// Where references lead.
    pub site: Site<'a>,
}

/// The blocks of a body. Markdown becomes HTML first, so that HTML inside it is read by the same rules.
pub fn blocks(body: &str, around: &Around<'_>) -> (Vec<Block>, Vec<Loss>) {
    let mut losses = Vec::new();
    let expanded = shortcode::expand(body, around.line, &around.site, &mut |line, what| {
        losses.push(Loss { place: format!("{}:{line}", around.path), what });
    });
    let html = to_html(&expanded.text, &expanded.lines, around.site.resolve, &mut |what| {
        losses.push(Loss::new(around.path, what));
    });
    let options = html::Options {
        language: Some(around.language.clone()),
        keep_hidden: true,
        place: around.path.to_owned(),
        ..Default::default()
    };
    let (blocks, lost) = html::to_blocks(&html, &options);
    losses.extend(lost);
    (blocks, losses)
}

/// One line of Markdown as the HTML inside a paragraph.
pub fn line_html(text: &str) -> String {
    if text.chars().all(|character| character.is_alphanumeric() || character == ' ') {
        return text.to_owned();
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(text, Options::empty()));
    let html = html.trim().replace('\n', " ");
    html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")).map(str::to_owned).unwrap_or(html)
}

fn to_html(
    text: &str,
    lines: &[usize],
    resolve: &dyn Fn(&str) -> Option<String>,
    lose: &mut dyn FnMut(String),
) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    // How far lines are counted, and how many they are.
    let (mut counted, mut line) = (0, 0);
    let mut events = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in footnotes::joined(Parser::new_ext(text, options).into_offset_iter().collect(), lose) {
        // Reference definitions come out of order: they keep the line of what stands before them.
        if depth == 0 && range.start >= counted {
            line += text.as_bytes()[counted..range.start].iter().filter(|byte| **byte == b'\n').count();
            counted = range.start;
            let number = lines.get(line).copied().unwrap_or_default();
            events.push(Event::Html(CowStr::from(format!("<!--{LINE_MARK}{number}-->"))));
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        events.push(resolved(event, resolve));
    }
    let mut html = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html
}

fn resolved<'a>(event: Event<'a>, resolve: &dyn Fn(&str) -> Option<String>) -> Event<'a> {
    match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url =
                if is_file(&dest_url) { resolve(&dest_url).map_or(dest_url, CowStr::from) } else { dest_url };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    }
}

/// Whether a link names a Markdown file beside this one.
fn is_file(href: &str) -> bool {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    !href.contains("://") && (path.ends_with(".md") || path.ends_with(".markdown") || path.starts_with("@/"))
}
