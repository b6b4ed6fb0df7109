//! Taking in stories that were published elsewhere. Taking the same ones in again changes nothing.

use std::collections::HashSet;

use dateline_store::{self as store, Batch, Change, Source};
use dateline_story::{Article, ArticleId, Author, Picture, Slug, Timestamp, Topic, address, markup};
use sha2::{Digest, Sha256};

use crate::{Error, Newsroom, chance};

/// Who an import is written down as.
const IMPORT: &str = "import";

/// A story from elsewhere.
#[derive(Clone, Debug)]
pub struct Submission {
    /// What tells it from every other story of its origin, for good.
    pub source: String,
    /// The story. It keeps its number if it has one, as in a file of our own export, and no other story here has it.
    pub article: Article,
    /// What is known of its authors.
    pub authors: Vec<Author>,
    /// What is known of its topics.
    pub topics: Vec<Topic>,
    /// Pictures it uses that are in the media store.
    pub pictures: Vec<Picture>,
    /// Its old addresses, from the root.
    pub redirects: Vec<String>,
}

/// What became of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a new story, at this address.
    Written(String),
    /// It was taken in before and has changed at its origin since: a new revision was made.
    Updated(String),
    /// It was taken in before and is the same.
    Unchanged(String),
    /// It was taken in before and has been edited here since: nothing was done.
    EditedHere(String),
}

impl Outcome {
    /// The story's address.
    pub fn path(&self) -> &str {
        match self {
            Outcome::Written(path) | Outcome::Updated(path) | Outcome::Unchanged(path) | Outcome::EditedHere(path) => {
                path
            }
        }
    }
}

impl Newsroom {
    /// Takes in stories in one transaction; when this returns they are safe. Outcomes are in the order of the stories.
    ///
    /// An address that another story has gets `-2`, `-3`, … at its end.
    ///
    /// # Errors
    /// When the store fails; nothing of the batch is written then.
    pub async fn import(&self, submissions: Vec<Submission>, now: Timestamp) -> Result<Vec<Outcome>, Error> {
        let mut batch = Batch::default();
        let mut outcomes = Vec::with_capacity(submissions.len());
        let mut addresses = HashSet::new();
        for submission in submissions {
            let digest = digest(&submission);
            let known = self.known(&submission).await?;
            let Submission { source, mut article, authors, topics, pictures, redirects } = submission;
            let mut from_revision = 0;
            let mut was_public = false;
            article.id = match &known {
                None if article.id != ArticleId::UNASSIGNED => article.id,
                None => ArticleId::new(now, chance::next()),
                Some(known) => {
                    let Some((present, revision)) = self.store.article(known.article).await? else {
                        return Err(Error::NoSuchStory(known.article));
                    };
                    if known.digest == digest || known.last_by != IMPORT {
                        let path = present.path();
                        outcomes.push(if known.digest == digest {
                            Outcome::Unchanged(path)
                        } else {
                            Outcome::EditedHere(path)
                        });
                        continue;
                    }
                    from_revision = revision;
                    was_public = present.state.is_public();
                    known.article
                }
            };
            self.settle_address(&mut article, &mut addresses).await?;
            let path = article.path();
            outcomes.push(if known.is_some() { Outcome::Updated(path) } else { Outcome::Written(path) });
            batch.authors.extend(authors);
            batch.topics.extend(topics);
            batch.pictures.extend(pictures);
            batch.changes.push(Change {
                public: was_public || article.state.is_public(),
                article,
                from_revision,
                at: now,
                by: IMPORT.to_owned(),
                act: store::IMPORT.to_owned(),
                note: source.clone(),
                redirects,
                source: Some((source, digest)),
                text_only: false,
                closes_draft: false,
                filed_by: None,
            });
        }
        if !batch.changes.is_empty() {
            self.store.write(batch).await?;
        }
        Ok(outcomes)
    }

    /// What is known of a submission: by its source, or, for our own export read back where it was written, by its number.
    async fn known(&self, submission: &Submission) -> Result<Option<Source>, Error> {
        let known = self.store.source(&submission.source).await?;
        let id = submission.article.id;
        if known.is_some() || id == ArticleId::UNASSIGNED {
            return Ok(known);
        }
        Ok(self.store.article(id).await?.map(|(present, _)| {
            let same = present == submission.article;
            // An edit that was made outside is not known to be newer than what is here.
            let digest = if same { digest(submission) } else { String::new() };
            Source { article: id, digest, last_by: "desk".to_owned() }
        }))
    }

    /// Gives the story an address that no other story has, here or earlier in the batch.
    async fn settle_address(&self, article: &mut Article, taken: &mut HashSet<String>) -> Result<(), Error> {
        if address::RESERVED.contains(&article.section.as_str())
            && let Ok(other) = Slug::new(&format!("{}-stories", article.section))
        {
            article.section = other;
        }
        let wanted = article.slug.as_str().to_owned();
        for number in 2.. {
            let holder = self.store.id_at(&article.section, &article.slug).await?;
            if holder.is_none_or(|holder| holder == article.id) && taken.insert(article.path()) {
                break;
            }
            let ending = format!("-{number}");
            let mut end = wanted.len().min(Slug::MAX_BYTES - ending.len());
            while !wanted.is_char_boundary(end) {
                end -= 1;
            }
            if let Ok(slug) = Slug::new(&format!("{}{ending}", wanted[..end].trim_end_matches('-'))) {
                article.slug = slug;
            }
        }
        Ok(())
    }
}

/// Tells two texts of one source apart.
fn digest(submission: &Submission) -> String {
    let article = &submission.article;
    let head = Article { id: ArticleId::UNASSIGNED, body: Vec::new(), ..article.clone() };
    let mut hash = Sha256::new();
    // In the order of their names: they come in the order in which they were finished. Our own export has them as
    // renditions, so of its pictures only the names tell whether anything is new.
    let own = submission.source.starts_with("dateline:");
    let content = |picture: &Picture| if own { String::new() } else { picture.digest.clone() };
    let mut pictures: Vec<_> = submission.pictures.iter().map(|picture| (&picture.name, content(picture))).collect();
    pictures.sort();
    let rest = (&submission.redirects, &submission.authors, &submission.topics, pictures);
    hash.update(serde_json::to_vec(&(&head, rest)).unwrap_or_default());
    hash.update(markup::write(&article.body));
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_store::Store;
    use dateline_store::conformance::article;
    use dateline_store::sqlite::Sqlite;
    use dateline_story::Act;
    use std::sync::Arc;

    fn submission(number: i64, headline: &str) -> Submission {
        let article = Article { id: ArticleId::UNASSIGNED, headline: headline.into(), ..article(number, 0) };
        Submission {
            source: format!("test:{number}"),
            article,
            authors: vec![],
            topics: vec![],
            pictures: vec![],
            redirects: vec![],
        }
    }

    #[tokio::test]
    async fn importing_again_changes_nothing_and_never_overwrites_an_edit() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap());
        let newsroom = Newsroom::new(store.clone());
        let now = Timestamp::from_second(1_750_000_000).unwrap();
        let path = "/pakistan/story-1".to_owned();

        let first = newsroom.import(vec![submission(1, "One")], now).await.unwrap();
        assert_eq!(first, [Outcome::Written(path.clone())]);
        assert_eq!(newsroom.import(vec![submission(1, "One")], now).await.unwrap(), [Outcome::Unchanged(path.clone())]);
        assert_eq!(store.last_event().await.unwrap(), 1);
        assert_eq!(newsroom.import(vec![submission(1, "Two")], now).await.unwrap(), [Outcome::Updated(path.clone())]);

        let id = store.source("test:1").await.unwrap().unwrap().article;
        newsroom.act(id, Act::Correct, "editor", "A mistake.", now).await.unwrap();
        assert_eq!(newsroom.import(vec![submission(1, "Three")], now).await.unwrap(), [Outcome::EditedHere(path)]);
        assert_eq!(store.article(id).await.unwrap().unwrap().0.headline, "Two");
    }

    #[tokio::test]
    async fn two_stories_never_share_an_address() {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&folder.path().join("a.db")).unwrap());
        let newsroom = Newsroom::new(store);
        let now = Timestamp::from_second(1_750_000_000).unwrap();
        let other = |source: &str| Submission { source: source.into(), ..submission(1, "One") };
        let outcomes = newsroom.import(vec![other("a"), other("b")], now).await.unwrap();
        let more = newsroom.import(vec![other("c")], now).await.unwrap();
        let paths: Vec<_> = outcomes.iter().chain(&more).map(Outcome::path).collect();
        assert_eq!(paths, ["/pakistan/story-1", "/pakistan/story-1-2", "/pakistan/story-1-3"]);
    }
}
