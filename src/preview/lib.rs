//! The readers' renderer for the desk's preview: a story in, the published page out, byte for byte.
//!
//! Compiled to WASM it runs in a Web Worker beside the editor and needs no network; compiled natively it is how the
//! server renders previews that are shared by link. It also makes markup of what is pasted, so that this needs no network either.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod setting;

use std::cell::RefCell;
use std::sync::Arc;

use dateline_edition::Edition;
use dateline_story::check::{self, Remark};
use dateline_story::{Article, markup};
use dateline_view::{document, page};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

pub use setting::{Around, Setting};

/// What is known beside the page itself.
#[derive(Debug, Serialize)]
pub struct Report {
    /// For each block the line it begins on, from 1.
    pub lines: Vec<usize>,
    /// For each block how many elements it is in the page; a call-out where the story has no channel is none.
    pub elements: Vec<usize>,
    /// What in the markup could not be understood.
    pub problems: Vec<Fault>,
    /// What an editor may want to mend.
    pub remarks: Vec<Remark>,
    /// Words in headline, standfirst and body.
    pub words: usize,
    /// Links to this site's own addresses, with the block they stand in.
    pub links: Vec<(usize, String)>,
}

/// A problem in the markup.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong and what became of it.
    pub message: String,
}

/// Renders the page of a story with `body` as its markup, as it would be published.
pub fn render(setting: &Setting, site: &Arc<dateline_edition::Site>, head: Article, body: &str) -> (String, Report) {
    let parsed = markup::parse(body);
    let article = Article { body: parsed.blocks, ..head };
    let authors = setting.around.by_authors(&article);
    let channel = site.channel_of(&article.section, authors).is_some();
    let report = Report {
        elements: article.body.iter().map(|block| elements(block, channel)).collect(),
        remarks: check::remarks(&article, &setting.around.sizes()),
        words: check::words(&article),
        links: check::own_links(&article.body, &site.url),
        lines: parsed.lines,
        problems: parsed
            .problems
            .into_iter()
            .map(|problem| Fault { line: problem.line, column: problem.column, message: problem.message })
            .collect(),
    };
    let edition = Edition { site: site.clone(), language: article.language.clone(), now: setting.now };
    let data = setting.around.page(article);
    (document(&edition, |edition| page::article::page(edition, data)), report)
}

/// How many elements of the page's body a block is.
fn elements(block: &dateline_story::Block, channel: bool) -> usize {
    match block {
        dateline_story::Block::Channel { .. } => usize::from(channel),
        _ => 1,
    }
}

thread_local! {
    static OPEN: RefCell<Option<(Setting, Arc<dateline_edition::Site>)>> = const { RefCell::new(None) };
}

/// Takes in what surrounds the story, as JSON of [`Setting`]. An empty answer is a success, any other says what is wrong.
#[wasm_bindgen]
pub fn open(setting: &str) -> String {
    let read = || -> Result<(), String> {
        let setting: Setting = serde_json::from_str(setting).map_err(|error| error.to_string())?;
        // The site is made once: its strings and styles are kept for good.
        let known = OPEN.with_borrow(|open| {
            open.as_ref().filter(|(old, _)| old.site == setting.site).map(|(_, site)| site.clone())
        });
        let site = match known {
            Some(site) => site,
            None => Arc::new(setting.site.clone().site().map_err(|error| error.to_string())?),
        };
        OPEN.with_borrow_mut(|open| *open = Some((setting, site)));
        Ok(())
    };
    read().err().unwrap_or_default()
}

/// Takes in something that the story names now, as JSON: one of the `authors`, `topics` or `pictures`, or what
/// is `around` it. An empty answer is a success, any other says what is wrong.
#[wasm_bindgen]
pub fn learn(part: &str, item: &str) -> String {
    OPEN.with_borrow_mut(|open| match open {
        Some((setting, _)) => setting.around.learn(part, item).err().unwrap_or_default(),
        None => "nothing is open".to_owned(),
    })
}

/// A rendered page, for JavaScript.
#[wasm_bindgen]
pub struct Rendered {
    html: String,
    report: String,
}

#[wasm_bindgen]
impl Rendered {
    /// The whole document.
    #[wasm_bindgen(getter)]
    pub fn html(&self) -> String {
        self.html.clone()
    }

    /// The [`Report`] as JSON.
    #[wasm_bindgen(getter)]
    pub fn report(&self) -> String {
        self.report.clone()
    }
}

/// Renders a story: `head` is JSON of the article without its body. `None` before [`open`], or where `head` is no story.
#[wasm_bindgen]
pub fn page(head: &str, body: &str) -> Option<Rendered> {
    let head: Article = serde_json::from_str(head).ok()?;
    OPEN.with_borrow(|open| {
        let (setting, site) = open.as_ref()?;
        let (html, report) = render(setting, site, head, body);
        Some(Rendered { html, report: serde_json::to_string(&report).ok()? })
    })
}

/// What a clipboard came to, for JavaScript.
#[derive(Serialize)]
struct Converted {
    markup: String,
    kept: usize,
}

/// The markup of what is pasted, as JSON: `{"markup": "…", "kept": n}`, where `kept` counts what no block could hold.
/// Either form may be empty; the one that says more is taken.
#[wasm_bindgen]
pub fn convert(html: &str, plain: &str) -> Option<String> {
    let (markup, kept) = dateline_ingest::paste::markup(html, plain);
    serde_json::to_string(&Converted { markup, kept }).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_pasted_becomes_markup() {
        let answer = super::convert("<p>One <b>two</b></p><script>x</script>", "One two").unwrap();
        assert_eq!(answer, "{\"markup\":\"One **two**\\n\",\"kept\":1}");
        assert_eq!(super::convert("", "a * b").unwrap(), "{\"markup\":\"a \\\\* b\\n\",\"kept\":0}");
    }
}
