//! What our own export says of a post in custom fields, read back. What somebody has changed in WordPress since holds: a field counts only where
//! WordPress still says what it said when the field was written.

use std::collections::HashSet;

use dateline_story::{
    Article, ArticleId, Author, Block, Byline, Correction, Credit, CreditKind, Figure, Focus, Kind, Language, Slug,
    State, Timestamp, Topic, Update, markup, normal,
};
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use url::Url;

use super::attachments::Attachments;
use super::head::Head;
use super::item::Item;
use super::redirects;
use super::times::Times;
use crate::{dates, names, plain};

#[cfg(test)]
pub mod tests;

/// Changes within so many seconds of publication are the publication itself.
const AT_ONCE: i64 = 60;

/// A post that our own export has written.
pub struct Own<'a> {
    /// The story's number.
    pub id: ArticleId,
    item: &'a Item,
}

impl<'a> Own<'a> {
    /// The post, where it is one of ours.
    pub fn of(item: &'a Item) -> Option<Self> {
        let id = item.meta("_dateline_id")?.parse().ok().filter(|id| *id > 0)?;
        Some(Self { id: ArticleId(id), item })
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.item.exact_all(key).next().filter(|text| !text.is_empty())
    }

    fn time(&self, key: &str) -> Option<Timestamp> {
        self.text(key)?.trim().parse().ok()
    }

    /// When it was published and changed, and its state; `None` where WordPress has another status for it by now.
    pub fn times(&self, item: &Item, lose: &mut dyn FnMut(String)) -> Option<Times> {
        let is_closed = item.field("wp:post_password").is_some() || item.meta("_members_access_role").is_some();
        if is_closed || self.text("_dateline_status") != item.field("wp:status") {
            return None;
        }
        let date = |name: &str| item.field(name).and_then(|text| dates::instant(text, &TimeZone::UTC));
        let (shown, changed) = (date("wp:post_date_gmt"), date("wp:post_modified_gmt"));
        // WordPress knows seconds: within one, ours is the exact time.
        let exact = |own: Option<Timestamp>| match (own, shown) {
            (Some(own), Some(shown)) if own.as_second() != shown.as_second() => Some(shown),
            (own, shown) => own.or(shown),
        };
        let own = self.time("_dateline_first_published");
        let word = self.text("_dateline_state").unwrap_or_default();
        let (published, state) = match word {
            "published" => (exact(own), State::Published),
            "scheduled" => (own, State::Scheduled(exact(self.time("_dateline_scheduled"))?)),
            "in-review" => (own, State::InReview),
            "draft" => (own, State::Draft),
            "withdrawn" => (own, State::Withdrawn),
            "taken-down" => (own, State::TakenDown),
            other => {
                lose(format!("“{}” is no state of a story", plain::glimpse(other)));
                return None;
            }
        };
        let reason = self.text("_dateline_updated_reason").map(str::to_owned);
        let updated = self.time("_dateline_updated").map(|at| Update { at, reason });
        let known = updated.as_ref().map(|update| update.at).or(published);
        let later = changed.filter(|changed| {
            state == State::Published && known.is_some_and(|known| changed.as_second() > known.as_second() + AT_ONCE)
        });
        Some((published, later.map(|at| Update { at, reason: None }).or(updated), state))
    }

    /// Its language.
    pub fn language(&self) -> Option<Language> {
        Language::new(self.text("_dateline_language")?).ok()
    }

    /// Its section, which counts where it is still among the post's categories.
    pub fn section(&self) -> Option<Slug> {
        Slug::new(self.text("_dateline_section")?).ok()
    }

    /// The end of its address.
    pub fn slug(&self) -> Option<Slug> {
        Slug::new(self.text("_dateline_slug")?).ok()
    }

    /// Its bylines; `None` where WordPress has other authors for it by now.
    pub fn bylines(&self, item: &Item) -> Option<Vec<Byline>> {
        let byline = |text: &str| {
            let (slug, role) = text.split_once(' ').unwrap_or((text, ""));
            let role = Some(role).filter(|role| !role.is_empty()).map(str::to_owned);
            Some(Byline { author: Slug::new(slug).ok()?, role })
        };
        let bylines: Vec<Byline> = item.exact_all("_dateline_byline").filter_map(byline).collect();
        // A post always has an author in WordPress, a story need not.
        if bylines.is_empty() {
            return Some(bylines);
        }
        let creator = item.field("dc:creator");
        let terms = item.terms.iter().filter(|term| term.domain == "author");
        let terms: HashSet<Slug> =
            terms.filter_map(|term| names::slug(term.short.strip_prefix("cap-").unwrap_or(&term.short))).collect();
        let ours: HashSet<Slug> = bylines.iter().map(|byline| byline.author.clone()).collect();
        let same = creator == self.text("_dateline_creator") && (terms.is_empty() || terms == ours);
        same.then_some(bylines)
    }

    /// Its body; `None` where the post's content has been changed in WordPress.
    pub fn body(&self, item: &Item, lose: &mut dyn FnMut(String)) -> Option<Vec<Block>> {
        let content = item.field("content:encoded").unwrap_or_default();
        let footnotes = item.meta("footnotes").unwrap_or_default();
        let source = self.text("_dateline_markup").unwrap_or_default();
        if self.text("_dateline_digest") != Some(&digest(content, footnotes, source)) {
            return None;
        }
        let parsed = markup::parse(source);
        parsed.problems.into_iter().for_each(|problem| {
            lose(format!("_dateline_markup, line {}: {}", problem.line, problem.message));
        });
        Some(parsed.blocks)
    }

    /// The picture at its head, where it is still the post's featured image.
    pub fn lead(&self, item: &Item, attachments: &Attachments) -> Option<Figure> {
        let shown = item.meta("_thumbnail_id").and_then(|number| number.parse().ok());
        let src = match shown {
            Some(number) => {
                let name = attachments.number(number)?.own.as_deref()?;
                self.text("_dateline_lead").filter(|src| *src == name)?
            }
            None => self.text("_dateline_lead_elsewhere")?,
        };
        let caption = self.text("_dateline_lead_caption").unwrap_or_default();
        let caption = markup::parse(caption).blocks.into_iter().find_map(|block| match block {
            Block::Paragraph(content) => Some(content),
            _ => None,
        });
        Some(Figure {
            src: src.to_owned(),
            alt: self.text("_dateline_lead_alt").unwrap_or_default().to_owned(),
            caption: normal::inlines(caption.unwrap_or_default()),
            credit: self.text("_dateline_lead_credit").unwrap_or_default().to_owned(),
            focus: self.text("_dateline_lead_focus").and_then(focus).unwrap_or_default(),
        })
    }

    /// Gives a story what WordPress cannot say, and to the letter what it can.
    pub fn give_back(&self, article: &mut Article, topics: &mut [Topic], lose: &mut dyn FnMut(String)) {
        let text = |key| self.text(key).map(str::to_owned);
        let same = |shown: &str, own: &str| shown == normal::line(own.trim());
        if let Some(own) = text("_dateline_headline").filter(|own| same(&article.headline, own)) {
            article.headline = own;
        }
        if let (Some(shown), Some(own)) = (&article.standfirst, text("_dateline_standfirst"))
            && same(shown, &own)
        {
            article.standfirst = Some(own);
        }
        match Kind::from_word(self.text("_dateline_kind").unwrap_or_default()) {
            Some(kind) => article.kind = kind,
            None => lose("its field “_dateline_kind” names no kind of story".to_owned()),
        }
        article.short_headline = text("_dateline_short_headline");
        article.description = text("_dateline_description").or(article.description.take());
        article.dateline = text("_dateline_place");
        article.canonical = text("_dateline_canonical").or(article.canonical.take());
        let credits = self.item.exact_all("_dateline_credit");
        article.credits = credits.filter_map(|credit| read("_dateline_credit", credit, credit_of, lose)).collect();
        let corrections = self.item.exact_all("_dateline_correction");
        article.corrections =
            corrections.filter_map(|text| read("_dateline_correction", text, correction_of, lose)).collect();
        let related = self.text("_dateline_related").unwrap_or_default().split_whitespace();
        article.related = related.filter_map(|id| id.parse().ok().map(ArticleId)).collect();
        self.order(article, topics);
    }

    /// WordPress keeps tags in the order of their names. Where they are the same, ours is the order.
    fn order(&self, article: &mut Article, topics: &mut [Topic]) {
        let own = self.text("_dateline_topics").unwrap_or_default().split(' ').filter(|slug| !slug.is_empty());
        let own: Vec<&str> = own.collect();
        let place = |slug: &Slug| own.iter().position(|own| *own == slug.as_str());
        if own.len() == topics.len() && topics.iter().all(|topic| place(&topic.slug).is_some()) {
            topics.sort_by_key(|topic| place(&topic.slug));
            article.topics = topics.iter().map(|topic| topic.slug.clone()).collect();
        }
    }

    /// Its old addresses, and the one that it had in WordPress, if that was another.
    pub fn redirects(&self, item: &Item, link: Option<&Url>, article: &Article) -> Vec<String> {
        let mut out: Vec<String> = self.item.exact_all("_dateline_old_address").map(str::to_owned).collect();
        let path = link.map(Url::path).unwrap_or_default();
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let written = [self.text("_dateline_section"), self.text("_dateline_slug")];
        let written = written.map(|part| format!("/{}", part.unwrap_or_default())).concat();
        if path != written {
            out.extend(redirects::of(item, link, article));
        } else if written != article.path() {
            out.push(written);
        }
        let mut seen = HashSet::new();
        out.retain(|path| seen.insert(path.clone()));
        out
    }
}

/// Authors whose only byline is their name.
pub fn plain_bylines(authors: Vec<Author>) -> (Vec<Byline>, Vec<Author>) {
    (authors.iter().map(|author| Byline { author: author.slug.clone(), role: None }).collect(), authors)
}

/// Bylines with all that the head of our own export says of their authors.
pub fn with_authors(bylines: Vec<Byline>, head: &Head) -> (Vec<Byline>, Vec<Author>) {
    let author = |byline: &Byline| {
        let slug = &byline.author;
        let made = || Author {
            slug: slug.clone(),
            name: names::person(slug),
            role: String::new(),
            bio: String::new(),
            channel: None,
        };
        head.authors.get(slug).cloned().unwrap_or_else(made)
    };
    let authors = bylines.iter().map(author).collect();
    (bylines, authors)
}

fn read<T>(key: &str, text: &str, of: impl Fn(&str, &str) -> Option<T>, lose: &mut dyn FnMut(String)) -> Option<T> {
    let read = text.split_once(' ').and_then(|(word, rest)| of(word, rest));
    if read.is_none() {
        lose(format!("its field “{key}” is damaged: “{}”", plain::glimpse(text)));
    }
    read
}

fn credit_of(kind: &str, agency: &str) -> Option<Credit> {
    let kind = match kind {
        "source" => CreditKind::Source,
        "inputs" => CreditKind::Inputs,
        _ => return None,
    };
    Some(Credit { agency: agency.to_owned(), kind })
}

fn correction_of(at: &str, text: &str) -> Option<Correction> {
    Some(Correction { at: at.parse().ok()?, text: text.to_owned() })
}

/// “30,70”.
fn focus(text: &str) -> Option<Focus> {
    let (x, y) = text.split_once(',')?;
    let part = |text: &str| text.trim().parse::<u8>().ok().filter(|part| *part <= 100);
    Some(Focus { x: part(x)?, y: part(y)? })
}

/// As `dateline_syndication::wxr` counts it.
fn digest(content: &str, footnotes: &str, markup: &str) -> String {
    let mut hash = Sha256::new();
    for part in [content, footnotes, markup] {
        hash.update(part.trim());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
