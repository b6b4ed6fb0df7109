//! What editors look through: all stories, in whatever state.

use async_trait::async_trait;
use dateline_story::{Article, ArticleId, Author, Kind, Language, Slug, State, Summary, Timestamp, Topic};

use crate::{Cursor, Error, Store};

/// Which stories of the desk's list. Everything that is `None` is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those in this state, by its word.
    pub state: Option<String>,
    /// Those that this account filed.
    pub filed_by: Option<String>,
    /// One section's.
    pub section: Option<Slug>,
    /// One language's.
    pub language: Option<Language>,
    /// One kind's.
    pub kind: Option<Kind>,
    /// Those in whose headline, standfirst, bylines and topics all these words begin words.
    pub words: Vec<String>,
}

/// A line of the desk's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The story without its body, as it is being written.
    pub story: Article,
    /// When it was last changed or saved.
    pub touched: Timestamp,
    /// Who did that, by name.
    pub by: String,
    /// Whether there is text that is not yet in a revision, or not yet public.
    pub unpublished_text: bool,
}

/// A stretch of the desk's list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// Stories, the last touched first.
    pub lines: Vec<Line>,
    /// Where the next ones begin; `None` at the end.
    pub older: Option<Cursor>,
}

/// A story whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub article: ArticleId,
    /// The revision that was scheduled.
    pub revision: u32,
    /// When it was to be published.
    pub at: Timestamp,
}

/// All stories, for editors.
#[async_trait]
pub trait Desk {
    /// Stories of a list, the last touched first, touched before `before`. `limit` must be at least 1.
    async fn lines(&self, filter: &Filter, before: Option<Cursor>, limit: usize) -> Result<Lines, Error>;

    /// The account that filed a story; empty for imports.
    async fn filed_by(&self, article: ArticleId) -> Result<Option<String>, Error>;

    /// Scheduled stories whose time is `now` or earlier, the earliest first, those behind `after` where it is given.
    async fn due(&self, now: Timestamp, after: Option<Due>, limit: usize) -> Result<Vec<Due>, Error>;

    /// Authors with a word of their name that begins so, by name.
    async fn authors_like(&self, beginning: &str, limit: usize) -> Result<Vec<Author>, Error>;

    /// Topics with a word of their name that begins so, by name.
    async fn topics_like(&self, beginning: &str, limit: usize) -> Result<Vec<Topic>, Error>;
}

/// The words of a search, at most so many of them.
pub fn words(text: &str, most: usize) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(most).map(str::to_owned).collect()
}

/// Published stories that words find in a language, or in any, as readers see them: a line of the desk has the headline
/// that is being written. The last touched first.
///
/// # Errors
/// The store's.
pub async fn published_with(
    store: &dyn Store,
    words: Vec<String>,
    language: Option<Language>,
    limit: usize,
) -> Result<Vec<Summary>, Error> {
    let state = Some(State::Published.as_str().to_owned());
    let found = store.lines(&Filter { state, language, words, ..Filter::default() }, None, limit).await?.lines;
    store.summaries(&found.iter().map(|line| line.story.id).collect::<Vec<_>>()).await
}

/// The word of a state, checked.
pub fn state_word(word: &str) -> Option<&'static str> {
    [
        State::Draft,
        State::InReview,
        State::Scheduled(Timestamp::UNIX_EPOCH),
        State::Published,
        State::Withdrawn,
        State::TakenDown,
    ]
    .into_iter()
    .map(State::as_str)
    .find(|known| *known == word)
}
