//! A story's body as a post of WordPress's block editor: HTML between comments that name blocks.

use std::collections::HashMap;

use dateline_edition::dates;
use dateline_story::{Align, Article, Block, Embed, Figure, Inline, List, LivePost, Provider, Table, notes};
use serde_json::{Map, Value, json};

use super::inline::{escaped, line, note_id};
use crate::told::Told;

/// A post's content.
pub struct Content {
    /// The blocks.
    pub html: String,
    /// What the custom field `footnotes` holds.
    pub footnotes: Option<String>,
}

/// The content of a story's post. `numbers` are those of the attachments that its pictures became.
pub fn write(told: &Told<'_>, numbers: &HashMap<String, u64>) -> Content {
    // The lead picture is no part of the content, and neither are the notes in its caption.
    let mut article = Article { lead: None, ..told.article.clone() };
    let numbered = notes::number(&mut article);
    let mut writer = Writer { told, numbers, out: String::new() };
    writer.blocks(&article.body);
    let note = |(index, words): (usize, &Vec<Inline>)| json!({"id": note_id(index + 1), "content": line(told, words)});
    let footnotes: Vec<Value> = numbered.iter().enumerate().map(note).collect();
    if !footnotes.is_empty() {
        writer.out.push_str("<!-- wp:footnotes /-->\n\n");
    }
    Content {
        html: writer.out.trim_end().to_owned(),
        footnotes: (!footnotes.is_empty()).then(|| json!(footnotes).to_string()),
    }
}

struct Writer<'a> {
    told: &'a Told<'a>,
    numbers: &'a HashMap<String, u64>,
    out: String,
}

/// A block's settings as they stand in its comment, which nothing in them may end.
fn settings(settings: &Map<String, Value>) -> String {
    let json = Value::Object(settings.clone()).to_string();
    json.replace("--", "\\u002d\\u002d").replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

impl Writer<'_> {
    fn line(&self, content: &[Inline]) -> String {
        line(self.told, content)
    }

    /// A block: its comments, and between them what `inside` writes.
    fn block(&mut self, name: &str, with: Value, inside: impl FnOnce(&mut Self)) {
        let with = with.as_object().filter(|with| !with.is_empty()).map(|with| format!("{} ", settings(with)));
        self.out.push_str(&format!("<!-- wp:{name} {}-->\n", with.unwrap_or_default()));
        inside(self);
        self.out.push_str(&format!("\n<!-- /wp:{name} -->\n\n"));
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.one(block));
    }

    fn one(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.paragraph(content),
            Block::Heading { level, content } => self.heading(*level, &self.line(content)),
            Block::List(list) if is_plain(list) => self.list(list),
            // The editor's lists hold lines and lists alone.
            Block::List(list) => {
                let html = crate::html::blocks(self.told, &[Block::List(list.clone())]).replace('[', "&#91;");
                self.block("html", json!({}), |writer| writer.push(&html));
            }
            Block::Quote { content, by } => self.block("quote", json!({}), |writer| {
                writer.push("<blockquote class=\"wp-block-quote\">");
                writer.blocks(content);
                writer.cite(by);
                writer.push("</blockquote>");
            }),
            Block::PullQuote { content, by } => {
                let words = self.line(content);
                self.block("pullquote", json!({}), |writer| {
                    writer.push(&format!("<figure class=\"wp-block-pullquote\"><blockquote><p>{words}</p>"));
                    writer.cite(by);
                    writer.push("</blockquote></figure>");
                });
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => self.gallery(figures, caption),
            Block::KeyPoints { title, points } => {
                let title = if title.is_empty() { self.told.edition.word("key-points") } else { title.clone() };
                let items = points.iter().map(|point| vec![Block::Paragraph(point.clone())]).collect();
                self.group("dateline-key-points", |writer| {
                    writer.heading(2, &escaped(&title));
                    writer.list(&List { start: None, items });
                });
            }
            Block::Table(table) => self.table(table),
            Block::Embed(embed) => self.embed(embed),
            Block::Channel { .. } => {
                let html = crate::html::blocks(self.told, std::slice::from_ref(block)).replace('[', "&#91;");
                if !html.is_empty() {
                    self.block("paragraph", json!({}), |writer| writer.push(&html));
                }
            }
            Block::Correction { at, content } => {
                let when = dates::date(self.told.edition, *at);
                let when = self.told.edition.words("correction-dated", &[("when", when.into())]);
                let html = format!("<p><strong>{}</strong> {}</p>", escaped(&when), self.line(content));
                self.block("paragraph", json!({}), |writer| writer.push(&html));
            }
            Block::Code { text, .. } => {
                let html = format!("<pre class=\"wp-block-code\"><code>{}</code></pre>", escaped(text));
                self.block("code", json!({}), |writer| writer.push(&html));
            }
            Block::Rule => self.block("separator", json!({}), |writer| {
                writer.push("<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>");
            }),
            Block::LivePost(post) => self.live_post(post),
        }
    }

    fn paragraph(&mut self, content: &[Inline]) {
        let html = format!("<p>{}</p>", self.line(content));
        self.block("paragraph", json!({}), |writer| writer.push(&html));
    }

    fn heading(&mut self, level: u8, words: &str) {
        let level = level.clamp(2, 4);
        let with = if level == 2 { json!({}) } else { json!({"level": level}) };
        let html = format!("<h{level} class=\"wp-block-heading\">{words}</h{level}>");
        self.block("heading", with, |writer| writer.push(&html));
    }

    fn list(&mut self, list: &List) {
        let (name, with, start) = match list.start {
            None => ("ul", json!({}), String::new()),
            Some(1) => ("ol", json!({"ordered": true}), String::new()),
            Some(start) => ("ol", json!({"ordered": true, "start": start}), format!(" start=\"{start}\"")),
        };
        self.block("list", with, |writer| {
            writer.push(&format!("<{name}{start} class=\"wp-block-list\">"));
            for item in &list.items {
                writer.block("list-item", json!({}), |writer| {
                    writer.push("<li>");
                    for block in item {
                        match block {
                            Block::Paragraph(content) => writer.push(&writer.line(content)),
                            Block::List(inner) => writer.list(inner),
                            _ => {}
                        }
                    }
                    writer.push("</li>");
                });
            }
            writer.push(&format!("</{name}>"));
        });
    }

    fn cite(&mut self, by: &str) {
        if !by.is_empty() {
            self.push(&format!("<cite>{}</cite>", escaped(by)));
        }
    }

    fn group(&mut self, class: &str, inside: impl FnOnce(&mut Self)) {
        self.block("group", json!({"className": class}), |writer| {
            writer.push(&format!("<div class=\"wp-block-group {class}\">"));
            inside(writer);
            writer.push("</div>");
        });
    }

    /// The address at which a picture can be had.
    fn source(&self, figure: &Figure) -> Option<String> {
        let away = figure.src.starts_with("https://") || figure.src.starts_with("http://");
        let known = self.told.pictures.get(&figure.src).map(|picture| super::address(self.told, picture));
        known.or_else(|| away.then(|| figure.src.clone()))
    }

    fn figure(&mut self, figure: &Figure) {
        let Some(source) = self.source(figure) else { return };
        let number = self.numbers.get(&figure.src);
        let (with, class) = match number {
            Some(number) => {
                let with = json!({"id": number, "sizeSlug": "full", "linkDestination": "none"});
                (with, format!(" class=\"wp-image-{number}\""))
            }
            None => (json!({"sizeSlug": "full", "linkDestination": "none"}), String::new()),
        };
        let caption = caption(self.told, figure);
        let (source, alt) = (escaped(&source), escaped(&figure.alt));
        self.block("image", with, |writer| {
            writer.push(&format!(
                "<figure class=\"wp-block-image size-full\"><img src=\"{source}\" alt=\"{alt}\"{class}/>"
            ));
            if !caption.is_empty() {
                writer.push(&format!("<figcaption class=\"wp-element-caption\">{caption}</figcaption>"));
            }
            writer.push("</figure>");
        });
    }

    fn gallery(&mut self, figures: &[Figure], caption: &str) {
        self.block("gallery", json!({"linkTo": "none"}), |writer| {
            writer.push("<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">");
            figures.iter().for_each(|figure| writer.figure(figure));
            if !caption.is_empty() {
                let caption = escaped(caption);
                writer.push(&format!(
                    "<figcaption class=\"blocks-gallery-caption wp-element-caption\">{caption}</figcaption>"
                ));
            }
            writer.push("</figure>");
        });
    }

    fn table(&mut self, table: &Table) {
        let align = |index: usize| match table.columns.get(index).copied().unwrap_or_default() {
            Align::Start => "",
            Align::Centre => " class=\"has-text-align-center\" data-align=\"center\"",
            Align::End => " class=\"has-text-align-right\" data-align=\"right\"",
        };
        let told = self.told;
        let row = |name: &str, cells: &[Vec<Inline>]| {
            let cell =
                |(index, cell): (usize, &Vec<Inline>)| format!("<{name}{}>{}</{name}>", align(index), line(told, cell));
            format!("<tr>{}</tr>", cells.iter().enumerate().map(cell).collect::<String>())
        };
        let mut html = "<figure class=\"wp-block-table\"><table>".to_owned();
        if table.header.iter().any(|cell| !cell.is_empty()) {
            html.push_str(&format!("<thead>{}</thead>", row("th", &table.header)));
        }
        let rows: String = table.rows.iter().map(|cells| row("td", cells)).collect();
        html.push_str(&format!("<tbody>{rows}</tbody></table>"));
        if !table.caption.is_empty() {
            let caption = escaped(&table.caption);
            html.push_str(&format!("<figcaption class=\"wp-element-caption\">{caption}</figcaption>"));
        }
        html.push_str("</figure>");
        self.block("table", json!({}), |writer| writer.push(&html));
    }

    fn embed(&mut self, embed: &Embed) {
        let slug = match embed.provider() {
            Provider::YouTube(_) => "youtube",
            Provider::Vimeo(_) => "vimeo",
            Provider::X => "twitter",
            Provider::Instagram => "instagram",
            Provider::Facebook => "facebook",
            Provider::TikTok => "tiktok",
            Provider::Spotify => "spotify",
            Provider::SoundCloud => "soundcloud",
            // WordPress shows what it has no player for as a link.
            Provider::Other(_) => "",
        };
        let mut with = json!({"url": embed.url, "type": "rich"});
        let mut class = "wp-block-embed".to_owned();
        if !slug.is_empty() {
            with["providerNameSlug"] = json!(slug);
            class.push_str(&format!(" is-type-rich is-provider-{slug} wp-block-embed-{slug}"));
        }
        let url = escaped(&embed.url);
        let mut html = format!("<figure class=\"{class}\"><div class=\"wp-block-embed__wrapper\">\n{url}\n</div>");
        if !embed.title.is_empty() {
            html.push_str(&format!("<figcaption class=\"wp-element-caption\">{}</figcaption>", escaped(&embed.title)));
        }
        html.push_str("</figure>");
        self.block("embed", with, |writer| writer.push(&html));
    }

    fn live_post(&mut self, post: &LivePost) {
        let edition = self.told.edition;
        let when = dates::date_time(edition, post.at);
        let mut line = format!("<time datetime=\"{}\">{}</time>", dates::datetime(post.at), escaped(&when));
        if !post.by.is_empty() {
            let by = edition.words("by", &[("names", post.by.as_str().into())]);
            line.push_str(&format!(" · {}", escaped(&by)));
        }
        self.group("dateline-live-post", |writer| {
            if !post.headline.is_empty() {
                writer.heading(2, &escaped(&post.headline));
            }
            writer.block("paragraph", json!({}), |writer| writer.push(&format!("<p>{line}</p>")));
            writer.blocks(&post.content);
        });
    }
}

/// A picture's caption with its credit, as HTML.
pub fn caption(told: &Told<'_>, figure: &Figure) -> String {
    let mut caption = line(told, &figure.caption);
    if !figure.credit.is_empty() {
        let credit = told.edition.words("picture-credit", &[("credit", figure.credit.as_str().into())]);
        caption.push_str(if caption.is_empty() { "" } else { " " });
        caption.push_str(&format!("<small>{}</small>", escaped(&credit)));
    }
    caption
}

/// Whether the editor's list block can hold a list: each item a line, and lists after it.
fn is_plain(list: &List) -> bool {
    list.items.iter().all(|item| match item.as_slice() {
        [Block::Paragraph(_), rest @ ..] => {
            rest.iter().all(|block| if let Block::List(inner) = block { is_plain(inner) } else { false })
        }
        _ => false,
    })
}
