//! One file, made into a story.

use dateline_story::{
    Article, ArticleId, Author, Block, Byline, Credit, CreditKind, Inline, Kind, Language, Slug, State, Timestamp,
    Topic, Update, normal, text,
};
use url::Url;

use super::fields::{self, Fields, Truth};
use super::folder::Folder;
use super::front::{self, Format};
use super::index::{self, Index, Place};
use super::people::People;
use super::permalink::{self, Permalinks};
use super::shortcode_html::Site;
use super::{Options, body, decode, own, picture, shown};
use crate::incoming::{Incoming, Loss, Origin};
use crate::{dates, names, pictures, written_in};

/// What every file's reading needs.
pub struct Context<'a> {
    pub folder: &'a Folder,
    pub options: &'a Options,
    pub index: &'a Index,
    pub people: &'a People,
    pub permalinks: &'a Permalinks,
}

/// A story read, before its pictures have names.
pub struct Read {
    /// Its figures still hold the addresses the source wrote.
    pub incoming: Incoming,
    /// Those addresses, and where they were found.
    pub found: Vec<(String, Origin)>,
}

/// Reads the story with this number in the folder. A loss says why it cannot be read, and where.
pub fn read(number: usize, context: &Context<'_>) -> Result<Box<Read>, Loss> {
    let path = context.folder.stories.get(number).map_or("", String::as_str);
    let refuse = |what: String| Loss::new(path, what);
    let file = context.folder.root.join(path);
    let len = std::fs::metadata(&file).map_err(|error| refuse(format!("the file cannot be read: {error}")))?.len();
    if len > context.options.file_limit {
        return Err(refuse(format!("the file is {len} bytes long; at most {} are read", context.options.file_limit)));
    }
    let bytes = std::fs::read(&file).map_err(|error| refuse(format!("the file cannot be read: {error}")))?;
    let mut losses = Vec::new();
    let text = decode(path, bytes, &mut losses);
    let at =
        |before: usize, problem: front::Problem| Loss::new(&format!("{path}:{}", before + problem.line), problem.why);
    let split = front::split(&text).map_err(|problem| at(0, problem))?;
    let in_front = |problem| at(split.line - 1, problem);
    let place = context.index.places.get(number).cloned();
    let place = place.ok_or_else(|| refuse("the file appeared while the folder was being read".to_owned()))?;
    losses.extend(place.changes.iter().map(|change| Loss::new(path, change.clone())));

    let mut incoming = match split.front {
        Some((Format::Yaml, front)) if own::is_own(front) => {
            own::incoming(path, front, &split, place, context.people).map_err(in_front)?
        }
        _ => {
            let keys = match split.front {
                Some((format, front)) => front::parse(format, front).map_err(in_front)?,
                None => Default::default(),
            };
            for key in &keys.doubled {
                losses
                    .push(Loss::new(path, format!("the front matter's key “{key}” stands twice: the last one counts")));
            }
            Foreign { path, context, losses: Vec::new() }.incoming(Fields::new(keys.mapping), &split, place)
        }
    };
    losses.append(&mut incoming.losses);
    let mut found: Vec<(String, Origin)> = Vec::new();
    let is_own = incoming.source.starts_with("dateline:");
    pictures::each(&mut incoming.article, &mut |figure| {
        if found.iter().any(|(src, _)| *src == figure.src) {
            return;
        }
        match picture::locate(&figure.src, path, context.folder, context.options) {
            Some(origin) => found.push((figure.src.clone(), origin)),
            // Our own export names pictures of the media store: they need no file beside them.
            None if is_own => {}
            None => losses.push(Loss::new(
                path,
                format!("the picture “{}” is not in the folder: its words are kept", figure.src),
            )),
        }
    });
    incoming.losses = losses;
    Ok(Box::new(Read { incoming, found }))
}

/// Reads files of other generators.
struct Foreign<'a> {
    path: &'a str,
    context: &'a Context<'a>,
    losses: Vec<Loss>,
}

impl Foreign<'_> {
    fn lose(&mut self, what: impl Into<String>) {
        self.losses.push(Loss::new(self.path, what));
    }

    fn incoming(mut self, mut fields: Fields, split: &front::Split<'_>, place: Place) -> Incoming {
        let options = self.context.options;
        let language = self.language(&mut fields, split.body);
        let (first_published, updated, state) = self.times(&mut fields);
        fields.take(&["section"]);
        fields.take(&["slug"]);
        let authors = self.authors(&mut fields);
        let categories = fields.seen(&["categories", "category"], fields::subjects);
        let topics = self.topics(&mut fields, &place.section);
        let lead = picture::lead(&mut fields);
        let standfirst = fields.text(&["standfirst", "deck", "subtitle", "subhead", "dek"]);
        let summary = fields.text(&["summary", "excerpt", "abstract"]);
        let description = fields.text(&["description", "seo_description", "meta_description", "metadescription"]);
        let (summary, description) = (summary.or_else(|| description.clone()), description);
        let source = fields
            .raw(&["source_url", "externalurl", "external_url", "link"])
            .filter(|url| normal::is_web_address(url));
        let moved = fields.raw(&["redirectto", "redirect_to"]).filter(|url| normal::is_web_address(url));
        let canonical = fields.raw(&["canonical", "canonical_url", "canonicalurl", "original_url"]);
        let canonical = canonical.filter(|url| normal::is_web_address(url)).or_else(|| source.clone());

        let resolve = |target: &str| self.context.index.address(self.context.folder, self.path, target);
        let site = Site { resolve: &resolve, files: options.pictures.as_ref() };
        let around = body::Around { path: self.path, line: split.body_line, language: &language, site };
        let (mut body, lost) = body::blocks(split.body, &around);
        self.losses.extend(lost);

        let headline = self.headline(&mut fields, &mut body);
        let wordless = !body.iter().any(|block| !text::of_blocks(std::slice::from_ref(block)).trim().is_empty());
        let mut standfirst_used = standfirst.or_else(|| summary.clone());
        if wordless {
            if let Some(summary) = &summary {
                body.insert(0, Block::Paragraph(vec![Inline::text(summary.clone())]));
                standfirst_used = standfirst_used.filter(|text| text != summary);
            }
            body.extend(source.as_deref().map(link_paragraph));
        }
        let (description, left) = told(standfirst_used.as_deref(), description, summary.filter(|_| !wordless));
        if let Some(summary) = left {
            self.lose(format!("the summary gives way to the deck as the standfirst: “{summary}”"));
        }
        body.extend(moved.as_deref().map(link_paragraph));

        let mut article = Article {
            id: ArticleId::UNASSIGNED,
            language,
            kind: self.kind(&mut fields),
            section: place.section,
            slug: place.slug,
            topics: topics.iter().map(|topic| topic.slug.clone()).collect(),
            headline,
            short_headline: fields.text(&["short_headline", "shorttitle", "short_title", "linktitle", "link_title"]),
            standfirst: standfirst_used,
            bylines: authors.iter().map(|author| Byline { author: author.slug.clone(), role: None }).collect(),
            dateline: fields.text(&["dateline"]),
            credits: credits(&mut fields),
            lead,
            body: normal::blocks(body),
            first_published,
            updated,
            corrections: Vec::new(),
            canonical,
            description,
            related: Vec::new(),
            state,
        };
        if article.kind == Kind::News && article.body.iter().any(|block| matches!(block, Block::LivePost(_))) {
            article.kind = Kind::Live;
        }
        let redirects = self.redirects(&mut fields, &article, &categories);
        let left = fields.left();
        if !left.is_empty() {
            self.lose(format!("front matter that has no place in a story is left out: {}", left.join(", ")));
        }
        let source = format!("markdown:{}", self.path);
        Incoming { source, article, authors, topics, redirects, pictures: Vec::new(), losses: self.losses }
    }

    fn language(&mut self, fields: &mut Fields, body: &str) -> Language {
        let named = fields.raw(&["lang", "language", "locale"]);
        // Hugo's `post.fr.md`.
        let stem = self.path.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(stem, _)| stem);
        let in_name = stem.rsplit_once('.').map(|(_, language)| language).filter(|language| language.len() <= 5);
        if let Some(named) = &named {
            match Language::new(named) {
                Ok(language) => return language,
                Err(error) => self.lose(error.to_string()),
            }
        }
        if let Some(language) = in_name.and_then(|tag| Language::new(tag).ok()) {
            return language;
        }
        let usual = &self.context.options.language;
        let headline = fields.seen(&["title", "headline"], fields::whole);
        match written_in::other_than(usual, headline.first().map_or("", String::as_str), body) {
            Some(spoken) => {
                self.lose(format!("its words are in another language than the site's: it is taken in as “{spoken}”"));
                spoken
            }
            None => usual.clone(),
        }
    }

    fn times(&mut self, fields: &mut Fields) -> (Option<Timestamp>, Option<Update>, State) {
        let (zone, now) = (&self.context.options.zone, self.context.options.now);
        for (key, value) in self.context.index.handed_down(self.path) {
            if fields.has(key) {
                continue;
            }
            if key == "draft" && fields::truth(value) == Truth::Yes {
                self.lose("its section is a draft: so is it");
            }
            fields.put_back(key, value.clone());
        }
        let shown = shown::shown(fields, zone, now);
        let date = fields.raw(&["date", "created"]);
        let file = self.path.rsplit('/').next().unwrap_or_default();
        let in_name = index::date_in_name(file).and_then(|(date, _)| dates::instant(date, zone));
        let dated = match &date {
            Some(text) => {
                let read = dates::instant(text, zone);
                if read.is_none() {
                    self.lose(format!("the date “{text}” cannot be read"));
                }
                read.or(in_name)
            }
            None => in_name,
        };
        let changed = fields.raw(&["updated", "lastmod", "last_modified_at", "modified", "last_updated"]);
        let changed = changed.and_then(|text| {
            let read = dates::instant(&text, zone);
            if read.is_none() {
                self.lose(format!("the date of change “{text}” cannot be read"));
            }
            read
        });
        shown.told.into_iter().for_each(|told| self.lose(told));
        let is_held = !shown.held.is_empty();
        shown.held.into_iter().for_each(|why| self.lose(format!("{why}: it is imported as a draft")));
        if is_held || shown.draft || self.path.split('/').any(|part| part == "_drafts") {
            return (None, None, State::Draft);
        }
        match shown.from.or(dated) {
            Some(from) if from > now => (None, None, State::Scheduled(from)),
            Some(from) => {
                // A printed issue's date may be to come when its stories are public already.
                let at = dated.filter(|dated| *dated <= now).unwrap_or(from);
                let later = changed.filter(|changed| *changed > at);
                (Some(at), later.map(|at| Update { at, reason: None }), State::Published)
            }
            None => {
                self.lose("it has no date: it is imported as a draft");
                (None, None, State::Draft)
            }
        }
    }

    fn authors(&mut self, fields: &mut Fields) -> Vec<Author> {
        let mut names = fields.list(&["authors"], fields::people);
        names.extend(fields.list(&["author", "byline", "bylines"], fields::people));
        let mut authors: Vec<Author> = Vec::new();
        for name in names {
            let Some(slug) = (if names::looks_like_slug(&name) { names::slug(&name) } else { Slug::from_text(&name) })
            else {
                self.lose(format!("the author “{name}” has no letter an address could hold: the name is left out"));
                continue;
            };
            self.tell_merged("author", &name, self.context.index.authors.get(&slug));
            let known = self.context.people.authors.get(&slug).cloned();
            let author = known.unwrap_or_else(|| {
                let name = if names::looks_like_slug(&name) { names::person(&slug) } else { name };
                Author { slug, name, role: String::new(), bio: String::new(), channel: None }
            });
            if authors.iter().all(|other| other.slug != author.slug) {
                authors.push(author);
            }
        }
        authors
    }

    fn topics(&mut self, fields: &mut Fields, section: &Slug) -> Vec<Topic> {
        let mut names = fields.list(&["topics"], fields::subjects);
        for keys in [&["categories"][..], &["category"], &["tags"], &["tag"]] {
            names.extend(fields.list(keys, fields::subjects));
        }
        let mut topics: Vec<Topic> = Vec::new();
        for name in names {
            let Some(slug) = names::subject_slug(&name) else {
                self.lose(format!("the topic “{name}” has no letter or digit: it is left out"));
                continue;
            };
            // Jekyll's first category is the section already.
            let is_section = slug == *section && self.path.contains("_posts");
            self.tell_merged("topic", &name, self.context.index.topics.get(&slug));
            if is_section || topics.iter().any(|topic| topic.slug == slug) {
                continue;
            }
            let known = self.context.people.topics.get(&slug).cloned();
            let name = if names::looks_like_slug(&name) { names::subject(&slug) } else { name };
            topics.push(known.unwrap_or(Topic { slug, name }));
        }
        topics
    }

    fn tell_merged(&mut self, what: &str, name: &str, known: Option<&String>) {
        if let Some(known) = known.filter(|known| names::differ(known, name)) {
            self.lose(format!("the {what} “{name}” is one with “{known}”: both have the same address"));
        }
    }

    fn kind(&mut self, fields: &mut Fields) -> Kind {
        let Some(word) = fields.raw(&["kind"]) else { return Kind::News };
        Kind::from_word(&word.to_lowercase()).unwrap_or_else(|| {
            self.lose(format!("“{word}” is no kind of story: it is imported as news"));
            Kind::News
        })
    }

    /// The title; without one, the body's first heading; without that, the file's name.
    fn headline(&mut self, fields: &mut Fields, body: &mut Vec<Block>) -> String {
        if let Some(title) = fields.text(&["title", "headline"]) {
            return title;
        }
        if let Some(Block::Heading { content, .. }) = body.first() {
            let headline = text::of_inlines(content);
            body.remove(0);
            return headline;
        }
        let named = index::file_slug(self.path).map(|slug| names::subject(&slug));
        let made = named.unwrap_or_else(|| text::opening(body, 80));
        let made = if made.is_empty() { self.path.to_owned() } else { made };
        self.lose(format!("it has no title: “{made}” stands in for it"));
        made
    }

    fn redirects(&self, fields: &mut Fields, article: &Article, categories: &[String]) -> Vec<String> {
        let mut old = fields.list(&["aliases", "alias", "redirect_from"], fields::whole);
        old.extend(fields.raw(&["url", "permalink"]));
        old.extend(self.permalink(article, categories));
        let own = article.path();
        let mut redirects: Vec<String> = Vec::new();
        for path in old.iter().filter_map(|old| from_root(old)) {
            if path != "/" && path.trim_end_matches('/') != own && !redirects.contains(&path) {
                redirects.push(path);
            }
        }
        redirects
    }

    /// The story's address on the old site.
    fn permalink(&self, article: &Article, categories: &[String]) -> Option<String> {
        self.context.permalinks.of(&permalink::Parts {
            date: &article.first_published?.to_zoned_datetime(self.context.options.zone.clone()),
            headline: &article.headline,
            slug: article.slug.as_str(),
            section: article.section.as_str(),
            path: self.path,
            categories,
        })
    }
}

fn credits(fields: &mut Fields) -> Vec<Credit> {
    let agencies = fields.list(&["credits", "credit", "agency"], fields::whole);
    agencies.into_iter().map(|agency| Credit { agency, kind: CreditKind::default() }).collect()
}

/// What machines are told besides the standfirst that is `used`, and a summary that has no place left.
fn told(used: Option<&str>, description: Option<String>, summary: Option<String>) -> (Option<String>, Option<String>) {
    let new = |words: &String| Some(words.as_str()) != used;
    let summary = summary.filter(new);
    match description.filter(new) {
        Some(description) => {
            let left = summary.filter(|summary| *summary != description);
            (Some(description), left)
        }
        None => (summary, None),
    }
}

/// A paragraph that is a link to another site, named by its host.
fn link_paragraph(url: &str) -> Block {
    let host =
        Url::parse(url).ok().and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    Block::Paragraph(vec![Inline::Link {
        href: url.to_owned(),
        content: vec![Inline::Text(host.unwrap_or_else(|| url.to_owned()))],
    }])
}

/// An old address, from the root.
fn from_root(old: &str) -> Option<String> {
    let old = normal::href(old);
    if let Ok(url) = Url::parse(&old) {
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        return url.has_host().then(|| format!("{}{query}", url.path()));
    }
    (!old.is_empty()).then(|| format!("/{}", old.trim_start_matches('/')))
}
