//! One file, made into a story.

use std::path::Path;

use dateline_story::{
    Article, ArticleId, Author, Byline, Correction, Credit, CreditKind, Kind, Language, Slug, State, Timestamp, Topic,
    Update, normal, text,
};

use super::item::{Item, Named, role};
use super::{Options, body};
use crate::addresses::{self, Addresses};
use crate::incoming::{Incoming, Loss};
use crate::pictures::Namer;
use crate::{dates, html, names};

/// What one import knows from story to story.
pub struct Stories<'a> {
    folder: &'a Path,
    options: &'a Options,
    addresses: Addresses,
    namer: Namer,
}

impl<'a> Stories<'a> {
    /// Of a folder.
    pub fn new(folder: &'a Path, options: &'a Options) -> Self {
        Self { folder, options, addresses: Addresses::default(), namer: Namer::default() }
    }

    /// The story in a file; `None` where it is a picture or anything else that is no text.
    pub fn story(&mut self, path: &str, json: &str) -> Result<Option<Incoming>, Loss> {
        let item: Item = serde_json::from_str(json).map_err(|error| {
            Loss::new(&format!("{path}:{}:{}", error.line(), error.column()), format!("this is no ninjs: {error}"))
        })?;
        if !matches!(item.kind.as_str(), "" | "text" | "composite") {
            return Ok(None);
        }
        if item.headlines.is_empty() && item.title.is_empty() && item.bodies.is_empty() {
            return Err(Loss::new(path, "this is no story: it has no headline and no body"));
        }
        let mut losses = Vec::new();
        let mut lose = |field: &str, what: String| losses.push(Loss::new(&format!("{path}: {field}"), what));

        let language = Language::new(&item.language).unwrap_or_else(|error| {
            lose("language", format!("{error}: it is taken in as “{}”", self.options.language));
            self.options.language.clone()
        });
        let html = html::Options {
            language: Some(language.clone()),
            keep_hidden: true,
            place: path.to_owned(),
            ..Default::default()
        };
        let (blocks, lost) = body::blocks(&item, &html);
        let headline = role(&item.headlines, "main").or_else(|| item.headlines.first().map(|first| first.line()));
        let headline = headline.unwrap_or_else(|| normal::line(&item.title));
        let headline = if headline.is_empty() {
            lose("headlines", "it has no headline: its first words stand in for it".to_owned());
            text::opening(&blocks, 80)
        } else {
            headline
        };
        let section = self.section(path, &item);
        let slug = names::slug(&item.slugline).or_else(|| Slug::from_text(&headline));
        let slug = slug.unwrap_or_else(|| self.options.section.clone());
        let claimed = self.addresses.claim(&section, slug.clone());
        if claimed != slug {
            lose(
                "slugline",
                format!("another story has the address /{section}/{slug}: this one gets /{section}/{claimed}"),
            );
        }
        let corrections = corrections(&item.ed_note);
        if corrections.is_empty() && !item.ed_note.is_empty() {
            lose("edNote", format!("the note to editors is left out: “{}”", crate::plain::glimpse(&item.ed_note)));
        }
        let (first_published, updated, state) = times(&item, &corrections, self.options.now, &mut lose);
        let authors = authors(&item);
        let topics = topics(&item);
        let mut article = Article {
            id: ArticleId::UNASSIGNED,
            language,
            kind: Kind::from_word(&item.profile).unwrap_or_default(),
            section,
            slug: claimed,
            topics: topics.iter().map(|topic| topic.slug.clone()).collect(),
            headline,
            short_headline: role(&item.headlines, "short"),
            standfirst: role(&item.descriptions, "standfirst"),
            bylines: authors.iter().map(|author| Byline { author: author.slug.clone(), role: None }).collect(),
            dateline: Some(normal::line(&item.located)).filter(|place| !place.is_empty()),
            credits: item.info_sources.iter().filter_map(credit).collect(),
            lead: body::lead(&item),
            body: blocks,
            first_published,
            updated,
            corrections,
            canonical: None,
            description: role(&item.descriptions, "summary"),
            related: Vec::new(),
            state,
        };
        let pictures = body::name(&item, &mut article, self.folder, &mut self.namer);
        let id = item.own().and_then(|id| id.parse::<i64>().ok()).filter(|id| *id > 0);
        let source = match id {
            Some(id) => format!("dateline:{id}"),
            None if item.uri.is_empty() => format!("ninjs:{path}"),
            None => format!("ninjs:{}", item.uri),
        };
        losses.extend(lost);
        Ok(Some(Incoming { source, article, authors, topics, redirects: Vec::new(), pictures, losses }))
    }

    /// The section that it names, else that of the folder that it is in.
    fn section(&self, path: &str, item: &Item) -> Slug {
        let named = item.subjects.iter().find(|subject| subject.rel == "section").and_then(slug_of);
        let folder = || path.rsplit_once('/').and_then(|(folder, _)| Slug::new(folder).ok());
        addresses::section(named.or_else(folder).unwrap_or_else(|| self.options.section.clone())).0
    }
}

fn slug_of(named: &Named) -> Option<Slug> {
    Slug::new(&named.literal).ok().or_else(|| names::subject_slug(&named.name))
}

fn topics(item: &Item) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for subject in item.subjects.iter().filter(|subject| subject.rel != "section") {
        let Some(slug) = slug_of(subject) else { continue };
        if topics.iter().all(|topic| topic.slug != slug) {
            let name = normal::line(&subject.name);
            let name = if name.is_empty() { names::subject(&slug) } else { name };
            topics.push(Topic { slug, name });
        }
    }
    topics
}

/// Its authors: the people who are called so, else whoever its byline names.
fn authors(item: &Item) -> Vec<Author> {
    let author = |name: &str, uri: &str| {
        let name = normal::line(name);
        // The end of an author's page on a site like this one.
        let page = uri.rsplit_once("/author/").and_then(|(_, slug)| names::slug(slug));
        let slug = page.or_else(|| Slug::from_text(&name))?;
        Some(Author { slug, name, role: String::new(), bio: String::new(), channel: None })
    };
    let people = item.people.iter().filter(|person| matches!(person.rel.as_str(), "author" | "creator"));
    let mut authors: Vec<Author> = people.filter_map(|person| author(&person.name, &person.uri)).collect();
    if authors.is_empty() && !item.by.is_empty() {
        authors.extend(author(&item.by, ""));
    }
    authors
}

fn credit(source: &Named) -> Option<Credit> {
    let kind = if source.role == "source" { CreditKind::Source } else { CreditKind::Inputs };
    let agency = normal::line(&source.name);
    (!agency.is_empty()).then_some(Credit { agency, kind })
}

/// The corrections in a note to editors: a line each, an instant and what was wrong.
fn corrections(note: &str) -> Vec<Correction> {
    let correction = |line: &str| {
        let (at, text) = line.split_once(": ")?;
        Some(Correction { at: at.parse().ok()?, text: text.to_owned() })
    };
    let all: Option<Vec<Correction>> = note.lines().map(correction).collect();
    all.unwrap_or_default()
}

/// Whether a story may not be shown yet; one whose embargo cannot be read may not.
fn under_embargo(said: &str, embargo: Option<Timestamp>, now: Timestamp) -> bool {
    !said.is_empty() && embargo.is_none_or(|embargo| embargo > now)
}

type Times = (Option<Timestamp>, Option<Update>, State);

fn times(item: &Item, corrections: &[Correction], now: Timestamp, lose: &mut dyn FnMut(&str, String)) -> Times {
    let mut date = |field: &str, text: &str| {
        let read = dates::instant(text, &jiff::tz::TimeZone::UTC);
        if read.is_none() && !text.is_empty() {
            lose(field, format!("the date “{}” cannot be read", crate::plain::glimpse(text)));
        }
        read
    };
    let first = date("firstCreated", &item.first_created);
    let version = date("versionCreated", &item.version_created);
    let embargo = date("embargoedUntil", &item.embargoed_until);
    let state = match (item.pub_status.as_str(), first.or(version)) {
        // Agencies send what may be used, and from when on.
        ("usable" | "", _) if under_embargo(&item.embargoed_until, embargo, now) => {
            embargo.map_or(State::Draft, State::Scheduled)
        }
        ("usable" | "", Some(_)) => State::Published,
        ("usable" | "", None) => {
            lose("firstCreated", "it has no date: it is imported as a draft".to_owned());
            State::Draft
        }
        ("canceled", _) => State::Withdrawn,
        // Whoever withholds a story beyond its embargo has not let it go.
        ("withheld", _) => embargo.filter(|embargo| *embargo > now).map_or(State::Draft, State::Scheduled),
        (other, _) => {
            let other = crate::plain::glimpse(other);
            lose("pubStatus", format!("the status “{other}” is unknown: it is imported as a draft"));
            State::Draft
        }
    };
    let published = if state == State::Published { first.or(version) } else { first };
    // What was corrected last is told as a new version, too.
    let corrected = corrections.iter().map(|correction| correction.at.as_second()).max();
    let later = version.filter(|version| {
        published.is_some_and(|published| *version > published) && corrected != Some(version.as_second())
    });
    (published, later.map(|at| Update { at, reason: None }), state)
}
