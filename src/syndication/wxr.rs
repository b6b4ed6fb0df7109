//! A site as a WordPress export: WXR 1.2, which is RSS 2.0 with WordPress's own elements, as WordPress's importer reads it.
//!
//! Written a piece at a time: [`Export::head`], then [`Export::story`] for each story, then [`FOOT`]. What WordPress has no place for
//! stands in custom fields (`own`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dateline_edition::Edition;
use dateline_story::{Author, Figure, Picture, Slug, State, Timestamp, Topic, block};
use jiff::tz::TimeZone;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::told::Told;
use crate::uri;
use crate::xml::Xml;

mod content;
mod inline;
mod own;

/// What stands after the last story.
pub const FOOT: &str = "</channel>\n</rss>\n";

const ROOT: [(&str, &str); 7] = [
    ("version", "2.0"),
    ("xmlns:excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:wp", "http://wordpress.org/export/1.2/"),
    ("xmlns:dateline", "urn:x-dateline:export"),
];

/// What an export says before its first story: whatever its stories name.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Everybody in a byline.
    pub authors: BTreeMap<Slug, Author>,
    /// Every section.
    pub sections: BTreeSet<Slug>,
    /// Every topic.
    pub topics: BTreeMap<Slug, Topic>,
}

/// An export that is being written.
pub struct Export {
    /// The site in its main language.
    edition: Edition,
    cast: Cast,
    logins: HashMap<Slug, String>,
    /// The number of the last item.
    last: u64,
    /// The numbers of the attachments that pictures became.
    pictures: HashMap<String, u64>,
}

impl Export {
    /// Of a site in its main language.
    pub fn new(edition: Edition, cast: Cast) -> Self {
        let login = |(index, slug): (usize, &Slug)| {
            // WordPress drops what is no ASCII from a login.
            let login = if slug.as_str().is_ascii() { slug.to_string() } else { format!("author-{}", index + 1) };
            (slug.clone(), login)
        };
        let logins = cast.authors.keys().enumerate().map(login).collect();
        Self { edition, cast, logins, last: 0, pictures: HashMap::new() }
    }

    /// All that stands before the first story.
    pub fn head(&self) -> String {
        let site = &self.edition.site;
        let mut xml = Xml::document("rss", &ROOT);
        xml.open("channel", &[]);
        xml.text("title", &site.name);
        xml.text("link", &site.url);
        xml.text("description", &site.tagline);
        xml.text("pubDate", &rfc822(self.edition.now));
        xml.text("language", self.edition.language.as_str());
        xml.text("wp:wxr_version", "1.2");
        xml.text("wp:base_site_url", &site.url);
        xml.text("wp:base_blog_url", &site.url);
        for (index, (slug, author)) in self.cast.authors.iter().enumerate() {
            let number = (index + 1).to_string();
            let login = self.logins.get(slug).map_or("", String::as_str);
            xml.open("wp:author", &[]);
            xml.text("wp:author_id", &number);
            xml.text("wp:author_login", login);
            // Readers' names have no addresses here, and WordPress takes none for granted.
            xml.text("wp:author_email", "");
            xml.text("wp:author_display_name", &inline::escaped(&author.name));
            xml.text("wp:author_first_name", "");
            xml.text("wp:author_last_name", "");
            xml.close();
        }
        let mut term = 0;
        for section in &self.cast.sections {
            term += 1;
            xml.open("wp:category", &[]);
            xml.text("wp:term_id", &term.to_string());
            xml.text("wp:category_nicename", &nicename(section));
            xml.text("wp:category_parent", "");
            xml.text("wp:cat_name", &inline::escaped(&self.edition.section(section)));
            xml.close();
        }
        for topic in self.cast.topics.values() {
            term += 1;
            xml.open("wp:tag", &[]);
            xml.text("wp:term_id", &term.to_string());
            xml.text("wp:tag_slug", &nicename(&topic.slug));
            xml.text("wp:tag_name", &inline::escaped(&topic.name));
            xml.close();
        }
        // WordPress passes over elements that are not its own.
        for author in self.cast.authors.values() {
            xml.text("dateline:author", &serde_json::to_string(author).unwrap_or_default());
        }
        xml.text("generator", "Dateline");
        format!("{}\n", xml.begun())
    }

    /// A story: its pictures that no story before it has shown, then itself.
    pub fn story(&mut self, told: &Told<'_>, old_addresses: &[String]) -> String {
        let article = told.article;
        let number = self.next();
        let mut out = String::new();
        for figure in article.lead.iter().chain(block::figures(&article.body)) {
            let Some(picture) = told.pictures.get(&figure.src) else { continue };
            if !self.pictures.contains_key(&figure.src) {
                let attachment = self.next();
                self.pictures.insert(figure.src.clone(), attachment);
                out.push_str(&self.attachment(told, figure, picture, (attachment, number)));
            }
        }
        out.push_str(&self.post(told, number, old_addresses));
        out
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn creator(&self, told: &Told<'_>) -> &str {
        let first = told.article.bylines.first();
        first.and_then(|byline| self.logins.get(&byline.author)).map_or("", String::as_str)
    }

    fn post(&self, told: &Told<'_>, number: u64, old_addresses: &[String]) -> String {
        let article = told.article;
        let content = content::write(told, &self.pictures);
        let creator = self.creator(told);
        let at = match article.state {
            State::Scheduled(at) => Some(at),
            _ => article.first_published,
        };
        let mut xml = Xml::fragment();
        xml.open("item", &[]);
        xml.text("title", &inline::escaped(&article.headline));
        xml.text("link", &told.url());
        if let Some(at) = at {
            xml.text("pubDate", &rfc822(at));
        }
        xml.text("dc:creator", creator);
        xml.text_with(
            "guid",
            &[("isPermaLink", "false")],
            &format!("{}/?dateline={}", self.edition.site.url, article.id),
        );
        xml.text("description", "");
        xml.text("content:encoded", &content.html);
        xml.text("excerpt:encoded", &inline::escaped(article.standfirst.as_deref().unwrap_or_default()));
        xml.text("wp:post_id", &number.to_string());
        let changed = article.updated.as_ref().map(|update| update.at).or(at);
        self.dates(&mut xml, at, changed);
        xml.text("wp:comment_status", "closed");
        xml.text("wp:ping_status", "closed");
        xml.text("wp:post_name", &nicename(&article.slug));
        xml.text("wp:status", status(article.state));
        xml.text("wp:post_parent", "0");
        xml.text("wp:menu_order", "0");
        xml.text("wp:post_type", "post");
        xml.text("wp:post_password", "");
        xml.text("wp:is_sticky", "0");
        term(&mut xml, "category", &nicename(&article.section), &self.edition.section(&article.section));
        for slug in &article.topics {
            let name = self.cast.topics.get(slug).map(|topic| topic.name.clone());
            let name = name.unwrap_or_else(|| dateline_edition::humanise(slug.as_str()));
            term(&mut xml, "post_tag", &nicename(slug), &name);
        }
        // One author is WordPress's own; more are those of the plug-in Co-Authors Plus.
        if article.bylines.len() > 1 {
            for byline in &article.bylines {
                let name = self.cast.authors.get(&byline.author).map_or("", |author| author.name.as_str());
                term(&mut xml, "author", &format!("cap-{}", nicename(&byline.author)), name);
            }
        }
        if let Some(number) = article.lead.as_ref().and_then(|lead| self.pictures.get(&lead.src)) {
            field(&mut xml, "_thumbnail_id", &number.to_string());
        }
        if let Some(footnotes) = &content.footnotes {
            field(&mut xml, "footnotes", footnotes);
        }
        let olds = old_addresses.iter().filter_map(|old| old.trim_end_matches('/').rsplit('/').next());
        for old in olds.filter(|old| !old.is_empty() && !old.contains('?') && *old != article.slug.as_str()) {
            field(&mut xml, "_wp_old_slug", old);
        }
        for (key, value) in own::fields(told, &content, creator, old_addresses) {
            field(&mut xml, key, &value);
        }
        format!("{}\n", xml.finish())
    }

    /// A picture of the library. What is said of it is what the first story that shows it says.
    fn attachment(&self, told: &Told<'_>, figure: &Figure, picture: &Picture, numbers: (u64, u64)) -> String {
        let url = address(told, picture);
        let at = told.article.first_published.unwrap_or(self.edition.now);
        let mut xml = Xml::fragment();
        xml.open("item", &[]);
        xml.text("title", &inline::escaped(&figure.src));
        xml.text("link", &url);
        xml.text("pubDate", &rfc822(at));
        xml.text("dc:creator", self.creator(told));
        xml.text_with("guid", &[("isPermaLink", "false")], &url);
        xml.text("description", "");
        xml.text("content:encoded", "");
        xml.text("excerpt:encoded", &content::caption(told, figure));
        xml.text("wp:post_id", &numbers.0.to_string());
        self.dates(&mut xml, Some(at), Some(at));
        xml.text("wp:comment_status", "closed");
        xml.text("wp:ping_status", "closed");
        let stem = figure.src.rsplit_once('.').map_or(figure.src.as_str(), |(stem, _)| stem);
        xml.text("wp:post_name", &Slug::from_text(stem).map(|slug| nicename(&slug)).unwrap_or_default());
        xml.text("wp:status", "inherit");
        xml.text("wp:post_parent", &numbers.1.to_string());
        xml.text("wp:menu_order", "0");
        xml.text("wp:post_type", "attachment");
        xml.text("wp:post_password", "");
        xml.text("wp:is_sticky", "0");
        xml.text("wp:attachment_url", &url);
        field(&mut xml, "_wp_attachment_image_alt", &figure.alt);
        field(&mut xml, "_media_credit", &figure.credit);
        field(&mut xml, "_dateline_picture", &figure.src);
        format!("{}\n", xml.finish())
    }

    fn dates(&self, xml: &mut Xml, at: Option<Timestamp>, changed: Option<Timestamp>) {
        let zone = &self.edition.site.time_zone;
        let written = |at: Option<Timestamp>, zone: &TimeZone| match at {
            Some(at) => at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            // WordPress's word for no date.
            None => "0000-00-00 00:00:00".to_owned(),
        };
        xml.text("wp:post_date", &written(at, zone));
        xml.text("wp:post_date_gmt", &written(at, &TimeZone::UTC));
        xml.text("wp:post_modified", &written(changed, zone));
        xml.text("wp:post_modified_gmt", &written(changed, &TimeZone::UTC));
    }
}

fn field(xml: &mut Xml, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    xml.open("wp:postmeta", &[]);
    xml.text("wp:meta_key", key);
    xml.text("wp:meta_value", value);
    xml.close();
}

fn term(xml: &mut Xml, domain: &str, nicename: &str, name: &str) {
    xml.text_with("category", &[("domain", domain), ("nicename", nicename)], &inline::escaped(name));
}

/// A picture's address: its largest rendition.
fn address(told: &Told<'_>, picture: &Picture) -> String {
    let width = picture.widths.last().copied().unwrap_or(picture.width);
    uri::page(&told.edition.site, &picture.rendition(width))
}

/// A state in WordPress's words. What readers may no longer see is shown to nobody but those who sign in.
fn status(state: State) -> &'static str {
    match state {
        State::Published => "publish",
        State::Scheduled(_) => "future",
        State::InReview => "pending",
        State::Draft => "draft",
        State::Withdrawn | State::TakenDown => "private",
    }
}

/// A slug as WordPress writes it.
fn nicename(slug: &Slug) -> String {
    const OUTSIDE: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-');
    utf8_percent_encode(slug.as_str(), OUTSIDE).to_string().to_lowercase()
}

fn rfc822(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
