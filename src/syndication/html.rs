//! A story's text as HTML that stands by itself: in a feed reader, in another system. Every address is absolute; it holds no script, no frame
//! and no style, and what lives on other sites is a link.

use dateline_edition::{Edition, dates};
use dateline_story::{Align, Block, Figure, Inline, notes};

use crate::told::{Told, image};
use crate::uri;

/// The whole text: the lead picture, the body, and the notes at its end.
pub fn text(told: &Told<'_>) -> String {
    let mut article = told.article.clone();
    let numbered = notes::number(&mut article);
    let mut html = Html { told, path: article.path(), out: String::new() };
    if let Some(lead) = &article.lead {
        html.figure(lead);
    }
    html.blocks(&article.body);
    if !numbered.is_empty() {
        html.out.push_str("<ol>");
        for note in &numbered {
            html.around("li", |html| html.inlines(note));
        }
        html.out.push_str("</ol>");
    }
    html.out
}

/// Blocks of a story, as [`text`] has them.
pub fn blocks(told: &Told<'_>, blocks: &[Block]) -> String {
    let mut html = Html { told, path: told.article.path(), out: String::new() };
    html.blocks(blocks);
    html.out
}

/// Text as it stands in HTML, in an attribute too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

struct Html<'a> {
    told: &'a Told<'a>,
    path: String,
    out: String,
}

impl Html<'_> {
    fn edition(&self) -> &Edition {
        self.told.edition
    }

    fn words(&mut self, text: &str) {
        self.out.push_str(&escaped(text));
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str(&format!("</{name}>"));
    }

    fn around(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.open(name, &[]);
        inside(self);
        self.close(name);
    }

    fn link(&mut self, address: &str, inside: impl FnOnce(&mut Self)) {
        let href = uri::absolute(&self.edition().site, &self.path, address);
        self.open("a", &[("href", &href)]);
        inside(self);
        self.close("a");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.around("p", |html| html.inlines(content)),
            Block::Heading { level, content } => {
                let name = ["h2", "h3", "h4"][usize::from((*level).clamp(2, 4) - 2)];
                self.around(name, |html| html.inlines(content));
            }
            Block::List(list) => {
                let start = list.start.filter(|start| *start != 1).map(|start| start.to_string());
                let name = if list.start.is_some() { "ol" } else { "ul" };
                self.open(name, &start.iter().map(|start| ("start", start.as_str())).collect::<Vec<_>>());
                for item in &list.items {
                    self.around("li", |html| html.item(item));
                }
                self.close(name);
            }
            Block::Quote { content, by } => self.quote(by, |html| html.blocks(content)),
            Block::PullQuote { content, by } => self.quote(by, |html| html.around("p", |html| html.inlines(content))),
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => {
                figures.iter().for_each(|figure| self.figure(figure));
                if !caption.is_empty() {
                    self.around("p", |html| html.words(caption));
                }
            }
            Block::KeyPoints { title, points } => {
                let title = if title.is_empty() { self.edition().word("key-points") } else { title.clone() };
                self.around("h2", |html| html.words(&title));
                self.around("ul", |html| points.iter().for_each(|point| html.around("li", |html| html.inlines(point))));
            }
            Block::Table(table) => self.table(table),
            Block::Embed(embed) => {
                let title = if embed.title.is_empty() { &embed.url } else { &embed.title };
                let provider = embed.provider().name().to_owned();
                self.around("p", |html| {
                    html.link(&embed.url, |html| html.words(title));
                    html.words(&format!(" ({provider})"));
                });
            }
            Block::Channel { content } => self.channel(content),
            Block::Correction { at, content } => {
                let when =
                    self.edition().words("correction-dated", &[("when", dates::date(self.edition(), *at).into())]);
                self.around("p", |html| {
                    html.around("strong", |html| html.words(&when));
                    html.words(" ");
                    html.inlines(content);
                });
            }
            Block::Code { text, .. } => self.around("pre", |html| html.around("code", |html| html.words(text))),
            Block::Rule => self.out.push_str("<hr>"),
            Block::LivePost(post) => {
                if !post.headline.is_empty() {
                    self.around("h2", |html| html.words(&post.headline));
                }
                let when = dates::date_time(self.edition(), post.at);
                self.out.push_str(&format!(
                    "<p><time datetime=\"{}\">{}</time>",
                    dates::datetime(post.at),
                    escaped(&when)
                ));
                if !post.by.is_empty() {
                    let by = self.edition().words("by", &[("names", post.by.as_str().into())]);
                    self.words(&format!(" · {by}"));
                }
                self.out.push_str("</p>");
                self.blocks(&post.content);
            }
        }
    }

    /// A single paragraph in a list item stands without its `<p>`, as on the page.
    fn item(&mut self, item: &[Block]) {
        match item {
            [Block::Paragraph(content), rest @ ..] => {
                self.inlines(content);
                self.blocks(rest);
            }
            other => self.blocks(other),
        }
    }

    fn quote(&mut self, by: &str, inside: impl FnOnce(&mut Self)) {
        self.around("blockquote", |html| {
            inside(html);
            if !by.is_empty() {
                let by = html.edition().words("quote-by", &[("name", by.into())]);
                html.around("p", |html| html.words(&by));
            }
        });
    }

    fn figure(&mut self, figure: &Figure) {
        let shown = self.told.pictures.get(&figure.src).map(|picture| image(self.told.edition, picture, &figure.alt));
        let away = figure.src.starts_with("https://") || figure.src.starts_with("http://");
        if shown.is_none() && !away {
            return;
        }
        self.out.push_str("<figure>");
        match shown {
            Some(image) => {
                let (width, height) = (image.width.to_string(), image.height.to_string());
                self.open("img", &[("src", &image.url), ("width", &width), ("height", &height), ("alt", &image.alt)]);
            }
            None => {
                let name = if figure.alt.is_empty() { &figure.src } else { &figure.alt };
                self.link(&figure.src, |html| html.words(name));
            }
        }
        if !figure.caption.is_empty() || !figure.credit.is_empty() {
            self.around("figcaption", |html| {
                html.inlines(&figure.caption);
                if !figure.credit.is_empty() {
                    let words = html.edition().words("picture-credit", &[("credit", figure.credit.as_str().into())]);
                    html.words(if figure.caption.is_empty() { "" } else { " " });
                    html.around("small", |html| html.words(&words));
                }
            });
        }
        self.out.push_str("</figure>");
    }

    fn channel(&mut self, content: &[Inline]) {
        let authors = self.told.article.bylines.iter().filter_map(|byline| self.told.authors.get(&byline.author));
        let channel = self.edition().site.channel_of(&self.told.article.section, authors).cloned();
        let Some(channel) = channel else { return };
        let line = self.edition().words("channel-line", &[("name", channel.name.as_str().into())]);
        let follow = self.edition().word("channel-follow");
        self.around("p", |html| {
            if content.is_empty() {
                html.words(&line)
            } else {
                html.inlines(content)
            }
            html.words(" ");
            html.link(&channel.url, |html| html.words(&follow));
        });
    }

    fn table(&mut self, table: &dateline_story::Table) {
        let align = |index: usize| match table.columns.get(index).copied().unwrap_or_default() {
            Align::Start => vec![],
            Align::Centre => vec![("align", "center")],
            Align::End => vec![("align", "right")],
        };
        self.out.push_str("<table>");
        if !table.caption.is_empty() {
            self.around("caption", |html| html.words(&table.caption));
        }
        let row = |html: &mut Self, name: &str, cells: &[Vec<Inline>]| {
            html.around("tr", |html| {
                for (index, cell) in cells.iter().enumerate() {
                    html.open(name, &align(index));
                    html.inlines(cell);
                    html.close(name);
                }
            });
        };
        if table.header.iter().any(|cell| !cell.is_empty()) {
            self.around("thead", |html| row(html, "th", &table.header));
        }
        self.around("tbody", |html| table.rows.iter().for_each(|cells| row(html, "td", cells)));
        self.out.push_str("</table>");
    }

    fn inlines(&mut self, content: &[Inline]) {
        content.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.words(text),
            Inline::Emphasis(content) => self.around("em", |html| html.inlines(content)),
            Inline::Strong(content) => self.around("strong", |html| html.inlines(content)),
            Inline::Link { href, content } => self.link(href, |html| html.inlines(content)),
            Inline::Code(text) => self.around("code", |html| html.words(text)),
            Inline::Superscript(content) => self.around("sup", |html| html.inlines(content)),
            Inline::Subscript(content) => self.around("sub", |html| html.inlines(content)),
            Inline::LineBreak => self.out.push_str("<br>"),
            Inline::Abbreviation { short, long } => {
                self.open("abbr", &[("title", long)]);
                self.words(short);
                self.close("abbr");
            }
            Inline::Note { number: 0, content } => self.around("small", |html| {
                html.words(" [");
                html.inlines(content);
                html.words("]");
            }),
            // Without a link: readers of feeds show many stories in one document.
            Inline::Note { number, .. } => self.around("sup", |html| html.words(&number.to_string())),
            Inline::LanguageSpan { language, content } => {
                self.open("span", &[("lang", language.as_str()), ("dir", language.direction().as_str())]);
                self.inlines(content);
                self.close("span");
            }
        }
    }
}
