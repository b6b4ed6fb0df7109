//! Following the store: what happens there is looked up among the pages that are kept, and those made of it are made again.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use dateline_cache::{Change, Followed, PageCache, Touched};
use dateline_store::{Changed, Error, Event, List, SITE, Store};
use dateline_story::catalogue::DocumentKind;
use dateline_story::{Act, Article, ArticleId, Timestamp};
use tokio::sync::Mutex;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use crate::app::App;
use crate::load::{What, place};
use crate::site::LiveSite;

/// How many events and changes are read at a time; after more than that everything is made again.
const AT_ONCE: usize = 500;

/// How often it is looked whether another program has written.
const PULSE: Duration = Duration::from_millis(20);

/// Follows the store, for the pages kept and for what they all know of the site.
pub struct Follower {
    store: Arc<dyn Store>,
    cache: PageCache,
    site: Arc<LiveSite>,
    read: Mutex<Read>,
    /// Who tells those who keep copies of pages elsewhere, by tags.
    elsewhere: OnceLock<UnboundedSender<BTreeSet<String>>>,
    /// How long after it was written the last event was followed, in microseconds.
    lag: AtomicU64,
}

/// How far everything was read.
#[derive(Default)]
struct Read {
    /// The last event and the last change; `None` before the store was looked at.
    to: Option<Followed>,
    /// Up to where the folder of compressed pages was followed by the program that wrote it.
    shelf: Option<Followed>,
    day: i32,
}

impl Follower {
    /// Of a store: from here on each write of this program is followed before whoever asked for it hears that it is written.
    pub fn new(store: Arc<dyn Store>, cache: PageCache, site: Arc<LiveSite>) -> Arc<Self> {
        let follower = Arc::new(Self {
            store: store.clone(),
            cache,
            site,
            read: Mutex::default(),
            elsewhere: OnceLock::new(),
            lag: AtomicU64::default(),
        });
        let weak: Weak<Self> = Arc::downgrade(&follower);
        store.after_writes(Arc::new(move || {
            let weak = weak.clone();
            Box::pin(async move {
                let Some(follower) = weak.upgrade() else { return };
                if let Err(error) = follower.follow().await {
                    follower.cache.doubt();
                    tracing::error!(%error, "what was written could not be followed: pages that are kept are not sent");
                }
            })
        }));
        follower
    }

    /// Keeps compressed pages in a folder over a restart; to be said before anything is followed. What cannot be kept there is
    /// compressed again.
    pub async fn keep_in(&self, folder: &Path) {
        match self.cache.keep_in(folder) {
            Ok(followed) => self.read.lock().await.shelf = followed,
            Err(error) => tracing::warn!(%error, folder = %folder.display(), "compressed pages are not kept"),
        }
    }

    /// Tells the tags of what changes from here on.
    pub fn tell(&self, elsewhere: UnboundedSender<BTreeSet<String>>) {
        self.elsewhere.get_or_init(|| elsewhere);
    }

    /// The last event and the last change that were followed; `None` before the store was looked at.
    pub async fn read_to(&self) -> Option<Followed> {
        self.read.lock().await.to
    }

    /// How long after it was written the last event was followed.
    pub fn lag(&self) -> Duration {
        Duration::from_micros(self.lag.load(Ordering::Relaxed))
    }

    async fn touch(&self, touched: Touched, change: Change) {
        let tags = self.elsewhere.get().map(|elsewhere| (elsewhere, touched.tags()));
        self.cache.touch(touched, change).await;
        // Not before: whoever is told asks for the page again.
        if let Some((elsewhere, tags)) = tags.filter(|(_, tags)| !tags.is_empty()) {
            let _ = elsewhere.send(tags);
        }
    }

    /// Takes in what happened since the store was last looked at.
    ///
    /// # Errors
    /// The store's. Where something happened and cannot be read, no page that is kept is found until it can.
    pub async fn follow(&self) -> Result<(), Error> {
        let mut read = self.read.lock().await;
        let to = (self.store.last_event().await?, self.store.last_change().await?);
        let is_first = read.to.is_none();
        if is_first {
            // What was kept before there was anything to compare with is made again.
            self.site.read(&*self.store).await?;
            self.touch(Touched::everything(), Change::Changed).await;
            // Of another database, or of an older copy of this one, nothing can be followed.
            let earlier = read.shelf.filter(|shelf| shelf.0 <= to.0 && shelf.1 <= to.1);
            if earlier.is_none() {
                self.touch(Touched::everything(), Change::Removed).await;
            }
            read.to = Some(earlier.unwrap_or(to));
        }
        let from = read.to.unwrap_or(to);
        if from != to {
            let moved = self.moved(from, to).await;
            if moved.is_err() {
                self.cache.doubt();
            }
            read.to = Some(moved?);
        }
        if is_first {
            // What was written while nobody followed was not followed late.
            self.lag.store(0, Ordering::Relaxed);
        }
        self.cache.followed(read.to.unwrap_or(to));
        self.cache.know();
        Ok(())
    }

    /// Touches what happened after an event and a change, where `to` are the last ones or were just now; gives the last ones that
    /// were read.
    async fn moved(&self, (event, change): Followed, to: Followed) -> Result<Followed, Error> {
        let events = self.store.events(event, AT_ONCE).await?;
        let changes = self.store.changes(change, AT_ONCE).await?;
        let site = |(_, changed): &(u64, Changed)| {
            matches!(changed, Changed::Document(DocumentKind::Site | DocumentKind::Sections, _) | Changed::Card(SITE))
        };
        if events.len() == AT_ONCE || changes.len() == AT_ONCE {
            // After a long absence it is not worth reading what happened.
            self.site.read(&*self.store).await?;
            self.touch(Touched::everything(), Change::Removed).await;
            return Ok(to);
        }
        if changes.iter().any(site) {
            self.site.read(&*self.store).await?;
        }
        let (mut changed, mut removed) = (Touched::default(), Touched::default());
        changes.iter().for_each(|(_, what)| touch(&mut changed, what));
        let stories: BTreeSet<ArticleId> = public(&events).filter_map(|event| event.article).collect();
        for id in stories {
            match self.store.head(id).await {
                Ok(story) => touch_story(&mut changed, id, story.as_ref()),
                // A story that cannot be read must not keep others from being followed.
                Err(Error::Damaged { .. }) => changed = Touched::everything(),
                Err(error) => return Err(error),
            }
        }
        let gone = public(&events).filter(|event| is_removal(&event.act)).filter_map(|event| event.article);
        gone.for_each(|id| removed.part(What::Story(id).part()));
        self.touch(removed, Change::Removed).await;
        self.touch(changed, Change::Changed).await;
        if let Some(event) = events.last() {
            let lag = Timestamp::now().as_microsecond().saturating_sub(event.at.as_microsecond());
            self.lag.store(u64::try_from(lag).unwrap_or_default(), Ordering::Relaxed);
        }
        let last = |read: Option<u64>, before: u64| read.unwrap_or(before);
        Ok((last(events.last().map(|event| event.id), event), last(changes.last().map(|(number, _)| *number), change)))
    }
}

fn public(events: &[Event]) -> impl Iterator<Item = &Event> {
    events.iter().filter(|event| event.public)
}

/// Whether nothing of what was shown before may be shown again.
fn is_removal(act: &str) -> bool {
    [Act::Withdraw, Act::TakeDown, Act::Correct].iter().any(|removal| removal.word() == act)
}

fn touch(touched: &mut Touched, changed: &Changed) {
    let what = match changed {
        Changed::Author(slug) => What::Author(slug),
        Changed::Topic(slug) => What::Topic(slug),
        Changed::Picture(name) => What::Picture(name),
        Changed::Panel(story) => What::Panel(*story),
        // It stands in every page that has none of its own.
        Changed::Card(SITE) => What::Site,
        Changed::Card(story) => What::Card(*story),
        Changed::Translations(story) => What::Translations(*story),
        Changed::Document(DocumentKind::Site | DocumentKind::Sections, _) => What::Site,
        Changed::Document(kind, key) => What::Document(*kind, key),
    };
    touched.part(what.part());
    if matches!(what, What::Topic(_)) {
        // Only topics that there are are counted.
        touched.part(What::Counts.part());
    }
}

/// A page on which a story stands was made of it; where it came in, its place in its lists tells.
fn touch_story(touched: &mut Touched, id: ArticleId, story: Option<&Article>) {
    touched.part(What::Story(id).part());
    touched.part(What::Counts.part());
    let Some(story) = story else { return };
    touched.part(What::At(story.section.as_str(), story.slug.as_str()).part());
    let Some(at) = story.first_published.filter(|_| story.state.is_public()) else { return };
    for list in lists(story) {
        touched.list(What::List(&list).part(), place(at, id));
    }
}

/// The lists that a published story is in.
fn lists(story: &Article) -> impl Iterator<Item = List> {
    let own = [
        List::Latest,
        List::Language(story.language.clone()),
        List::Section(story.section.clone()),
        List::SectionIn(story.section.clone(), story.language.clone()),
    ];
    let topics = story.topics.iter().cloned().map(List::Topic);
    own.into_iter().chain(topics).chain(story.bylines.iter().map(|byline| List::Author(byline.author.clone())))
}

impl App {
    /// Takes in what happened since it was last looked: in the store, and to the date.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self) -> Result<(), Error> {
        self.follower.follow().await?;
        let day = day((self.now)(), self);
        if self.follower.read.lock().await.day != day {
            self.follower.touch(Touched::everything(), Change::Changed).await;
            // Not before: whoever asks may be gone meanwhile, and the next has to do it then.
            self.follower.read.lock().await.day = day;
        }
        Ok(())
    }
}

/// The newsroom's date: a number that no other date has.
fn day(now: Timestamp, app: &App) -> i32 {
    let date = now.to_zoned_datetime(app.site().time_zone.clone()).date();
    i32::from(date.year()) * 400 + i32::from(date.day_of_year())
}

/// Follows what other programs write, and the clock, in the background.
pub fn start(app: App) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut failed = false;
        loop {
            let followed = app.follow().await;
            if let (Err(error), false) = (&followed, failed) {
                tracing::error!(%error, "the store cannot be followed");
            }
            failed = followed.is_err();
            tokio::time::sleep(PULSE).await;
        }
    })
}
