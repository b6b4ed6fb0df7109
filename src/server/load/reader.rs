//! The store as pages read it: what is read is noted, so that a page that is kept knows what it was made of.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dateline_cache::{Part, Place, Reads};
use dateline_store::{Cursor, Error, FiledUnder, List, Page, Panel, Store, Stretch};
use dateline_story::catalogue::{Document, DocumentKind};
use dateline_story::{Article, ArticleId, Author, Language, Picture, ShareCard, Slug, Summary, Timestamp, Topic};

/// What a page can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What<'a> {
    /// A story, in whatever state.
    Story(ArticleId),
    /// Whatever stands at an address.
    At(&'a str, &'a str),
    /// A list, as far as it was read.
    List(&'a List),
    /// How many stories there are of something.
    Counts,
    /// What is said of an author.
    Author(&'a str),
    /// A topic's name.
    Topic(&'a str),
    /// A picture and its renditions.
    Picture(&'a str),
    /// A document of the desk's.
    Document(DocumentKind, &'a str),
    /// Which stories the index found near a story.
    Panel(ArticleId),
    /// Which share picture is there of a story.
    Card(ArticleId),
    /// Which stories are a story's translations.
    Translations(ArticleId),
    /// What every page knows of the site.
    Site,
}

impl What<'_> {
    /// The same for whoever keeps pages.
    pub fn part(self) -> Part {
        Part::of(&self)
    }
}

/// Where a story stands in the lists that it is in.
pub fn place(at: Timestamp, id: ArticleId) -> Place {
    (at.as_microsecond(), id.0)
}

/// A store that notes what is read.
#[derive(Clone)]
pub struct Reader {
    store: Arc<dyn Store>,
    reads: Arc<Mutex<Reads>>,
    /// How long the store took, in nanoseconds.
    took: Arc<AtomicU64>,
}

type Result<T> = std::result::Result<T, Error>;

impl Reader {
    /// Of which nothing is read yet.
    pub fn of(store: Arc<dyn Store>) -> Self {
        Self { store, reads: Arc::default(), took: Arc::default() }
    }

    /// What was read.
    pub fn reads(&self) -> Reads {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How long the store took to be read.
    pub fn took(&self) -> Duration {
        Duration::from_nanos(self.took.load(Ordering::Relaxed))
    }

    async fn timed<T>(&self, read: impl Future<Output = T>) -> T {
        let started = Instant::now();
        let answer = read.await;
        self.took.fetch_add(u64::try_from(started.elapsed().as_nanos()).unwrap_or_default(), Ordering::Relaxed);
        answer
    }

    /// Notes that something was read elsewhere.
    pub fn note(&self, what: What<'_>) {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).part(what.part());
    }

    /// A story and its text, in whatever state; for what is not kept.
    pub async fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        self.note(What::Story(id));
        Ok(self.timed(self.store.article(id)).await?.map(|(article, _)| article))
    }

    /// The story at an address, in whatever state.
    pub async fn article_at(&self, section: &Slug, slug: &Slug) -> Result<Option<Article>> {
        self.note(What::At(section.as_str(), slug.as_str()));
        let found = self.timed(self.store.article_at(section, slug)).await?;
        if let Some(article) = &found {
            self.note(What::Story(article.id));
        }
        Ok(found)
    }

    /// Published stories of a list, newest first, older than `before`. `limit` must be at least 1.
    pub async fn list(&self, list: &List, before: Option<Cursor>, limit: usize) -> Result<Page> {
        // One more than is shown: that there is an older one is something that the page shows too.
        let mut page = self.timed(self.store.list(list, before, limit + 1)).await?;
        let place_of = |story: &Summary| Some(place(story.first_published?, story.id));
        let down_to = if page.stories.len() > limit { page.stories.last().and_then(place_of) } else { None };
        let mut reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
        reads.list(What::List(list).part(), before.map(|before| (before.at, before.id)), down_to);
        page.stories.iter().for_each(|story| reads.part(What::Story(story.id).part()));
        drop(reads);
        let has_older = page.stories.len() > limit;
        page.stories.truncate(limit);
        let last = page.stories.last().filter(|_| has_older);
        page.older = last.and_then(|story| Some(Cursor::after(story.first_published?, story.id)));
        Ok(page)
    }

    /// The published ones among `ids`, in that order.
    pub async fn summaries(&self, ids: &[ArticleId]) -> Result<Vec<Summary>> {
        ids.iter().for_each(|id| self.note(What::Story(*id)));
        self.timed(self.store.summaries(ids)).await
    }

    /// The known ones among these authors.
    pub async fn authors(&self, slugs: &[Slug]) -> Result<Vec<Author>> {
        slugs.iter().for_each(|slug| self.note(What::Author(slug.as_str())));
        self.timed(self.store.authors(slugs)).await
    }

    /// The known ones among these topics.
    pub async fn topics(&self, slugs: &[Slug]) -> Result<Vec<Topic>> {
        slugs.iter().for_each(|slug| self.note(What::Topic(slug.as_str())));
        self.timed(self.store.topics(slugs)).await
    }

    /// Topics by the number of published stories in a language since `since`, the fullest first.
    pub async fn busiest_topics(
        &self,
        language: &Language,
        since: Timestamp,
        limit: usize,
    ) -> Result<Vec<(Topic, u64)>> {
        self.note(What::Counts);
        let topics = self.timed(self.store.busiest_topics(language, since, limit)).await?;
        topics.iter().for_each(|(topic, _)| self.note(What::Topic(topic.slug.as_str())));
        Ok(topics)
    }

    /// Sections that hold published stories, with their number, the fullest first.
    pub async fn sections(&self) -> Result<Vec<(Slug, u64)>> {
        self.note(What::Counts);
        self.timed(self.store.sections()).await
    }

    /// The known ones among these pictures.
    pub async fn pictures(&self, names: &[String]) -> Result<Vec<Picture>> {
        names.iter().for_each(|name| self.note(What::Picture(name)));
        self.timed(self.store.pictures(names)).await
    }

    /// What the index found near a story, if it was looked for.
    pub async fn panel(&self, story: ArticleId) -> Result<Option<Panel>> {
        self.note(What::Panel(story));
        self.timed(self.store.panel(story)).await
    }

    /// The published ones among stories, with their texts, in that order.
    pub async fn stories(&self, ids: &[ArticleId]) -> Result<Vec<Article>> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.article(*id).await?.filter(|article| article.state.is_public()));
        }
        Ok(found)
    }

    /// Stories that were public and are gone, the newest removal first, each with when that was.
    pub async fn removals(&self, limit: usize) -> Result<Vec<(Article, Timestamp)>> {
        // Whatever happens to one of them in public moves these; thousands of stories would be more than a page's tags can say.
        self.note(What::Counts);
        self.timed(self.store.removals(limit)).await
    }

    /// A story without its text, in whatever state.
    pub async fn head(&self, id: ArticleId) -> Result<Option<Article>> {
        self.note(What::Story(id));
        self.timed(self.store.head(id)).await
    }

    /// A story's share pictures, if they are there.
    pub async fn card(&self, of: ArticleId) -> Result<Option<ShareCard>> {
        self.note(What::Card(of));
        self.timed(self.store.card(of)).await
    }

    /// A story's published translations.
    pub async fn translations(&self, of: ArticleId) -> Result<Vec<Summary>> {
        self.note(What::Translations(of));
        let others = self.timed(self.store.translations(of)).await?;
        if others.is_empty() { Ok(Vec::new()) } else { self.summaries(&others).await }
    }

    /// Stretches of the map of published stories.
    pub async fn stretches(&self, stories: usize) -> Result<Vec<Stretch>> {
        self.note(What::Counts);
        self.timed(self.store.stretches(stories)).await
    }

    /// All slugs of published stories' topics or authors, in order; at most `limit`.
    pub async fn filed_under(&self, what: FiledUnder, limit: usize) -> Result<Vec<Slug>> {
        self.note(What::Counts);
        self.timed(self.store.filed_under(what, "", limit)).await
    }

    /// A document of the desk's as it is now, and its version.
    pub async fn document(&self, kind: DocumentKind, key: &str) -> Result<Option<(Document, u64)>> {
        self.note(What::Document(kind, key));
        Ok(self.timed(self.store.document(kind, key)).await?.map(|found| (found.document, found.version)))
    }
}
