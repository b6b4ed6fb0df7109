//! An item of an export, made into a story.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use dateline_story::{Article, ArticleId, Author, Block, Figure, Inline, Kind, Language, Slug, Topic, normal, text};
use url::Url;

use super::attachments::Attachments;
use super::head::{self, Head};
use super::item::{self, Item, Term};
use super::own::{self, Own};
use super::people::People;
use super::pieces::Piece;
use super::shortcode::Around;
use super::{Options, Pages, content, description, footnotes, redirects, times};
use crate::addresses::{self, Addresses};
use crate::incoming::{Incoming, Loss, Origin, PictureSource, Summary};
use crate::pictures::{self, Namer};
use crate::{html, names, plain, written_in};

/// What one import knows from story to story.
pub struct Stories<'a> {
    options: &'a Options,
    head: Head,
    attachments: Attachments,
    people: People,
    addresses: Addresses,
    namer: Namer,
    /// Sections whose change of name has been reported.
    renamed: HashSet<Slug>,
    /// The name each topic's slug was first met under.
    topics: HashMap<Slug, String>,
    /// Stories of our own export that were met.
    own: HashSet<ArticleId>,
    /// The folder that the export is in.
    beside: PathBuf,
}

impl<'a> Stories<'a> {
    /// Of an export in the folder `beside`.
    pub fn new(options: &'a Options, head: Head, attachments: Attachments, people: People, beside: &Path) -> Self {
        let mut namer = Namer::default();
        attachments.own_names().for_each(|name| namer.reserve(name));
        Self {
            options,
            head,
            attachments,
            people,
            addresses: Addresses::default(),
            namer,
            renamed: HashSet::new(),
            topics: HashMap::new(),
            own: HashSet::new(),
            beside: beside.to_owned(),
        }
    }

    /// The story in an item, if it is one that is imported, and where the item is broken.
    pub fn story(&mut self, piece: &Piece, summary: &mut Summary) -> (Option<Incoming>, Vec<Loss>) {
        let mut problems = Vec::new();
        let (item, damage) = item::read(piece, &mut problems);
        if let Some(damage) = damage {
            let place = piece.position(damage.at);
            problems.push(Loss::new(
                &place,
                format!("the item is broken here: {}; what stands before is imported", damage.why),
            ));
        }
        if item.comments > 0 {
            *summary.skipped.entry("comments".to_owned()).or_default() += item.comments;
        }
        let post_type = item.field("wp:post_type").unwrap_or("items without a type");
        match (post_type, self.options.pages) {
            ("post", _) | ("page", Pages::AsStories) => {}
            ("page", Pages::Skip) => summary.skip("pages"),
            ("attachment", _) => summary.skip("attachments"),
            ("nav_menu_item", _) => summary.skip("menu items"),
            // They stand in the bylines.
            ("guest-author", _) => {}
            (other, _) => summary.skip(&plain::glimpse(other)),
        }
        let wanted = post_type == "post" || (post_type == "page" && self.options.pages == Pages::AsStories);
        if !wanted {
            return (None, problems);
        }
        match item.field("wp:status").unwrap_or("publish") {
            "trash" => summary.skip("posts in the bin"),
            "auto-draft" => summary.skip("drafts WordPress made by itself"),
            "inherit" => summary.skip("revisions"),
            _ => return (Some(self.incoming(&item, &piece.position(0))), problems),
        }
        (None, problems)
    }

    fn incoming(&mut self, item: &Item, position: &str) -> Incoming {
        let link = item.field("link").and_then(|link| Url::parse(link).ok());
        let place: String = item.field("link").unwrap_or(position).chars().take(300).collect();
        let mut losses: Vec<Loss> = Vec::new();
        let mut lose = |what: String| losses.push(Loss { place: place.clone(), what });

        let own = self.own(item, &mut lose);
        let kept = own.as_ref();
        let (first_published, updated, state) =
            kept.and_then(|own| own.times(item, &mut lose)).unwrap_or_else(|| times::of(item, self.options, &mut lose));
        let language = kept.and_then(Own::language).unwrap_or_else(|| self.language(item, &mut lose));
        let section = kept.and_then(Own::section);
        let (section, mut topics) = self.terms(item, section.as_ref(), &mut lose);
        let known = kept.and_then(|own| own.bylines(item));
        let (bylines, authors) = known.map_or_else(
            || own::plain_bylines(self.authors(item, &mut lose)),
            |bylines| own::with_authors(bylines, &self.head),
        );
        let base = link.clone().or_else(|| self.head.site.clone());
        let html = html::Options {
            base,
            language: Some(language.clone()),
            picture_pages: self.attachments.pages(),
            place: place.clone(),
            keep_hidden: true,
            ..Default::default()
        };
        let body = kept.and_then(|own| own.body(item, &mut lose)).unwrap_or_else(|| self.body(item, &html, &mut lose));
        let lead = match kept {
            Some(own) => own.lead(item, &self.attachments),
            None => None,
        };
        let lead = lead.or_else(|| self.lead(item, &html, &mut lose));
        let headline = headline(item, &body, &mut lose);
        let (standfirst, description) = self.told(item, &headline, &mut lose);
        let named = kept.and_then(Own::slug);
        let slug = self.slug(item, &section, named, &headline, &mut lose);
        let here = item.field("link").unwrap_or_default();
        let canonical = item.meta("_yoast_wpseo_canonical").or(item.meta("rank_math_canonical_url"));
        let canonical = canonical.filter(|url| normal::is_web_address(url) && *url != here).map(str::to_owned);

        let mut article = Article {
            id: ArticleId::UNASSIGNED,
            language,
            kind: Kind::News,
            section,
            slug,
            topics: topics.iter().map(|topic| topic.slug.clone()).collect(),
            headline,
            short_headline: None,
            standfirst,
            bylines,
            dateline: None,
            credits: Vec::new(),
            lead,
            body,
            first_published,
            updated,
            corrections: Vec::new(),
            canonical,
            description,
            related: Vec::new(),
            state,
        };
        if let Some(own) = kept {
            own.give_back(&mut article, &mut topics, &mut lose);
        }
        self.complete_pictures(&mut article);
        let mut known = self.own_pictures(&mut article);
        let pictures = pictures::name_all(&mut article, &mut self.namer, &mut |src| {
            let found = normal::is_web_address(src).then(|| Origin::Web(src.to_owned()));
            if found.is_none() && own.is_none() && known.iter().all(|known| known.name != src) {
                lose(format!("the picture “{}” has no address to fetch it from", plain::glimpse(src)));
            }
            found
        });
        known.extend(pictures);
        let redirects = match &own {
            Some(own) => own.redirects(item, link.as_ref(), &article),
            None => redirects::of(item, link.as_ref(), &article),
        };
        let key =
            item.field("wp:post_id").or(item.field("guid")).or(item.field("link")).unwrap_or(article.slug.as_str());
        let source = match &own {
            Some(own) => format!("dateline:{}", own.id),
            None => format!("wxr:{}/?p={key}", self.head.site_name()),
        };
        let losses = merged(losses);
        Incoming { source, article, authors, topics, redirects, pictures: known, losses }
    }

    /// What our own export says of a post. A post that was copied in WordPress, its fields with it, is a story of its own.
    fn own<'b>(&mut self, item: &'b Item, lose: &mut dyn FnMut(String)) -> Option<Own<'b>> {
        let own = Own::of(item)?;
        if self.own.insert(own.id) {
            return Some(own);
        }
        lose(format!("it is a copy of story {}, which came before it: it is taken in as a story of its own", own.id));
        None
    }

    fn language(&self, item: &Item, lose: &mut dyn FnMut(String)) -> Language {
        let language = self.head.language.clone().unwrap_or_else(|| self.options.language.clone());
        let content = item.field("content:encoded").unwrap_or_default();
        let spoken = written_in::other_than(&language, item.field("title").unwrap_or_default(), content);
        if let Some(spoken) = &spoken {
            lose(format!("its words are in another language than the site's: it is taken in as “{spoken}”"));
        }
        spoken.unwrap_or(language)
    }

    fn body(&self, item: &Item, html: &html::Options, lose: &mut dyn FnMut(String)) -> Vec<Block> {
        let content = item.field("content:encoded").unwrap_or_default();
        let content = match item.meta("footnotes").filter(|notes| *notes != "[]") {
            Some(notes) => Cow::Owned(footnotes::joined(content, notes, lose)),
            None => Cow::Borrowed(content),
        };
        let around = Around { attachments: &self.attachments, post: item.number() };
        let (body, lost) = content::blocks(&content, &around, html);
        lost.into_iter().for_each(|loss| lose(loss.what));
        body
    }

    /// The section from the preferred, the primary or the first category; the other categories and the tags as topics.
    fn terms(&mut self, item: &Item, preferred: Option<&Slug>, lose: &mut dyn FnMut(String)) -> (Slug, Vec<Topic>) {
        let is_preferred = |term: &&Term| preferred.is_some() && names::slug(&term.short).as_ref() == preferred;
        let plain_category =
            |term: &&Term| !term.short.is_empty() && (!head::is_default_category(&term.short) || is_preferred(term));
        let categories: Vec<&Term> =
            item.terms.iter().filter(|term| term.domain == "category").filter(plain_category).collect();
        let primary = ["_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_category"]
            .iter()
            .find_map(|key| item.meta(key))
            .and_then(|number| self.head.category_numbers.get(number));
        let ours = categories.iter().find(|term| is_preferred(term));
        let first = ours.or_else(|| categories.iter().find(|term| Some(&term.short) == primary));
        let first = first.or(categories.first()).copied();
        let section = first.and_then(|term| names::slug(&term.short).or_else(|| Slug::from_text(&term.name)));
        let (section, changed) = addresses::section(section.unwrap_or_else(|| self.options.section.clone()));
        if changed && self.renamed.insert(section.clone()) {
            lose(format!("the site itself uses the name of its category, so the section is called “{section}”"));
        }
        let others = categories.into_iter().filter(|term| Some(*term) != first);
        let tags = item.terms.iter().filter(|term| term.domain == "post_tag" || term.domain == "tag");
        let mut topics: Vec<Topic> = Vec::new();
        for term in others.chain(tags) {
            let name = plain::text(&term.name);
            let Some(slug) = names::slug(&term.short).or_else(|| names::subject_slug(&name)) else {
                lose(format!("the topic “{name}” has no letter or digit: it is left out"));
                continue;
            };
            let slug = self.topic_slug(slug, &name);
            if topics.iter().all(|topic| topic.slug != slug) {
                let name = if name.is_empty() { names::subject(&slug) } else { name };
                topics.push(Topic { slug, name });
            }
        }
        (section, topics)
    }

    /// A topic's slug. Categories and tags have short names of their own, so two subjects may have the same.
    fn topic_slug(&mut self, slug: Slug, name: &str) -> Slug {
        let numbered = (2..).map_while(|number| Slug::new(&format!("{slug}-{number}")).ok());
        let wanted = std::iter::once(slug.clone()).chain(names::subject_slug(name)).chain(numbered);
        let free = |slug: &Slug| self.topics.get(slug).is_none_or(|known| !names::differ(known, name));
        let slug = wanted.into_iter().find(free).unwrap_or(slug);
        self.topics.entry(slug.clone()).or_insert_with(|| name.to_owned());
        slug
    }

    /// Its authors: those of the Co-Authors plug-in where there are any, else the one WordPress knows.
    fn authors(&self, item: &Item, lose: &mut dyn FnMut(String)) -> Vec<Author> {
        let terms: Vec<&Term> = item.terms.iter().filter(|term| term.domain == "author").collect();
        let creator = item.field("dc:creator").filter(|_| terms.is_empty()).map(plain::text);
        let named = terms.into_iter().map(|term| self.people.term(term));
        let mut authors: Vec<Author> = Vec::new();
        for author in named.chain(creator.map(|login| self.people.login(&login))) {
            match author {
                Ok(author) if authors.iter().all(|other| other.slug != author.slug) => authors.push(author),
                Ok(_) => {}
                Err(why) => lose(why),
            }
        }
        authors
    }

    fn lead(&self, item: &Item, options: &html::Options, lose: &mut dyn FnMut(String)) -> Option<Figure> {
        let number = item.meta("_thumbnail_id").filter(|number| *number != "0" && *number != "-1")?;
        let Some(file) = number.parse().ok().and_then(|number| self.attachments.number(number)) else {
            lose(format!("its featured image (attachment {}) is not in the export", plain::glimpse(number)));
            return None;
        };
        let (caption, _) = html::to_blocks(&file.caption, options);
        let caption: Vec<Inline> = caption
            .into_iter()
            .filter_map(|block| if let Block::Paragraph(content) = block { Some(content) } else { None })
            .collect::<Vec<_>>()
            .join(&Inline::LineBreak);
        Some(Figure {
            src: file.url.clone(),
            alt: file.alt.clone(),
            caption: normal::inlines(caption),
            credit: file.credit.clone(),
            ..Figure::default()
        })
    }

    /// The standfirst, and what machines are told where it is something else.
    fn told(&self, item: &Item, headline: &str, lose: &mut dyn FnMut(String)) -> (Option<String>, Option<String>) {
        let text = |html: Option<&str>| html.map(plain::text).filter(|text| !text.is_empty());
        let excerpt = text(item.field("excerpt:encoded"));
        let subtitle = text(item.meta("_subtitle").or(item.meta("subtitle")));
        let known = description::Known { headline, excerpt: excerpt.as_deref(), site: &self.head.name };
        let description = description::of(item, &known, lose);
        let standfirst = subtitle.or_else(|| excerpt.clone());
        let new = |words: &String| Some(words) != standfirst.as_ref();
        let (description, excerpt) = (description.filter(new), excerpt.filter(new));
        let description = match (description, excerpt) {
            (Some(description), Some(excerpt)) if description != excerpt => {
                lose(format!("its excerpt gives way to its subtitle as the standfirst: “{excerpt}”"));
                Some(description)
            }
            (description, excerpt) => description.or(excerpt),
        };
        (standfirst, description)
    }

    fn slug(
        &mut self,
        item: &Item,
        section: &Slug,
        named: Option<Slug>,
        headline: &str,
        lose: &mut dyn FnMut(String),
    ) -> Slug {
        let number = item.field("wp:post_id").unwrap_or("0");
        let named = item.field("wp:post_name").and_then(names::slug).or(named).or_else(|| Slug::from_text(headline));
        let slug = named
            .or_else(|| Slug::from_text(&format!("story {number}")))
            .unwrap_or_else(|| self.options.section.clone());
        let claimed = self.addresses.claim(section, slug.clone());
        if claimed != slug {
            lose(format!("another story has the address /{section}/{slug}: this one gets /{section}/{claimed}"));
        }
        claimed
    }

    /// Pictures in the text get what the media library knows of them, and their full size.
    fn complete_pictures(&self, article: &mut Article) {
        pictures::each(article, &mut |figure| {
            let Some(file) = self.attachments.address(&figure.src) else { return };
            figure.src.clone_from(file.own.as_ref().unwrap_or(&file.url));
            if figure.alt.is_empty() {
                figure.alt.clone_from(&file.alt);
            }
            if figure.credit.is_empty() {
                figure.credit.clone_from(&file.credit);
            }
        });
    }

    /// Where the pictures are that our own export has given names: beside it, or where WordPress has put them.
    fn own_pictures(&self, article: &mut Article) -> Vec<PictureSource> {
        let mut found: Vec<PictureSource> = Vec::new();
        pictures::each(article, &mut |figure| {
            let Some(file) = self.attachments.own(&figure.src) else { return };
            let name = figure.src.clone();
            if found.iter().all(|known| known.name != name) {
                let origin = pictures::beside(&self.beside, &name).unwrap_or_else(|| Origin::Web(file.url.clone()));
                found.push(PictureSource { name, origin });
            }
        });
        found
    }
}

fn headline(item: &Item, body: &[Block], lose: &mut dyn FnMut(String)) -> String {
    let headline = item.field("title").map(plain::text).unwrap_or_default();
    if !headline.is_empty() {
        return headline;
    }
    let opening = text::opening(body, 80);
    let made = if opening.is_empty() {
        format!("Untitled {}", item.field("wp:post_id").unwrap_or_default()).trim().to_owned()
    } else {
        opening
    };
    lose(format!("it has no title: “{made}” stands in for it"));
    made
}

/// Says once, with a count, what a story lost several times.
fn merged(losses: Vec<Loss>) -> Vec<Loss> {
    let mut out: Vec<(Loss, usize)> = Vec::new();
    for loss in losses {
        match out.iter_mut().find(|(known, _)| *known == loss) {
            Some((_, count)) => *count += 1,
            None => out.push((loss, 1)),
        }
    }
    let told = |(loss, count): (Loss, usize)| {
        if count == 1 { loss } else { Loss { what: format!("{} ({count} times)", loss.what), ..loss } }
    };
    out.into_iter().map(told).collect()
}
