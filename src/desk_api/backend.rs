//! The server's side of the functions: what they work with, and who asks.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use dateline_edition::Site;
use dateline_newsroom::accounts::Actor;
use dateline_newsroom::{By, Lack, Newsroom};
use dateline_preview::Around;
use dateline_store::{Draft, Store};
use dateline_story::{Article, ArticleId, Deed, Language, Refusal, Role, Slug, State, Timestamp};
use leptos::prelude::use_context;

use crate::{ActWord, ApiError, Reason, Standing};

/// What surrounds a story in its page, loaded by the server.
pub type Loading = Pin<Box<dyn Future<Output = Result<Around, dateline_store::Error>> + Send>>;

/// Who asks.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The account's number.
    pub account: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// Them, for the audit trail.
    pub actor: Actor,
}

/// What the functions work with; the server provides it for each request.
#[derive(Clone)]
pub struct Backend {
    /// Where stories are.
    pub store: Arc<dyn Store>,
    /// What every page knows.
    pub site: Arc<Site>,
    /// The instant of the request.
    pub now: Timestamp,
    /// Who asks; `None` for visitors.
    pub asker: Option<Asker>,
    /// Loads what surrounds a story.
    pub around: Arc<dyn Fn(Arc<dyn Store>, Article) -> Loading + Send + Sync>,
}

impl Backend {
    /// The backend and who asks of it.
    ///
    /// # Errors
    /// [`ApiError::SignedOut`] for visitors.
    pub fn of_request() -> Result<(Backend, Asker), ApiError> {
        let backend: Backend =
            use_context().ok_or_else(|| ApiError::Failed("the functions are not connected".into()))?;
        let asker = backend.asker.clone().ok_or(ApiError::SignedOut)?;
        Ok((backend, asker))
    }

    /// The newsroom.
    pub fn newsroom(&self) -> Newsroom {
        Newsroom::new(self.store.clone())
    }

    /// The text as it is being written, where whoever asks may edit it. Other people's stories do not exist for those who
    /// may only edit their own.
    ///
    /// # Errors
    /// [`ApiError::NoSuchStory`], or the store's.
    pub async fn editable(&self, asker: &Asker, id: ArticleId) -> Result<Draft, ApiError> {
        let filed_by = self.store.filed_by(id).await?.ok_or(ApiError::NoSuchStory)?;
        let own = filed_by == asker.account && asker.role.may(Deed::EditOwnStory);
        if !own && !asker.role.may(Deed::EditAnyStory) {
            tracing::warn!(account = asker.account, story = %id, "refused: somebody else's story");
            self.store.audit(asker.actor.did("refused", format!("story {id}"), "edit")).await?;
            return Err(ApiError::NoSuchStory);
        }
        self.store.draft(id).await?.ok_or(ApiError::NoSuchStory)
    }

    /// The site's own words that stand in a body, in one language; `None` for what is none. Their places stay open.
    pub fn phrases(&self, tag: &str) -> Option<(String, Vec<(String, String)>)> {
        const PLACES: [(&str, &str); 8] = [
            ("key-points", ""),
            ("quote-by", "name"),
            ("by", "names"),
            ("picture-credit", "credit"),
            ("picture-away", "alt"),
            ("correction-dated", "when"),
            ("embed-play", "provider"),
            ("embed-open", "provider"),
        ];
        let language = Language::new(tag).ok()?;
        let edition = dateline_edition::Edition { site: self.site.clone(), language, now: self.now };
        let phrase = |(key, name): (&str, &str)| match name {
            "" => (key.to_owned(), edition.word(key)),
            name => (key.to_owned(), edition.words(key, &[(name, format!("{{ ${name} }}").into())])),
        };
        Some((tag.to_owned(), PLACES.map(phrase).into()))
    }

    /// The site's language that a story is written in, where that surely is another one than it is filed under.
    pub fn reads_as(&self, head: &Article, body: &str) -> Option<Language> {
        let words = dateline_story::text::of_blocks(&dateline_story::markup::parse(body).blocks);
        let headline = format!("{}\n{}", head.headline, head.standfirst.as_deref().unwrap_or_default());
        let found = dateline_ingest::written_in::other_than(&head.language, &headline, &words)?;
        self.site.languages.iter().find(|known| known.primary() == found.primary()).cloned()
    }

    /// How a story stands for whoever asks.
    ///
    /// # Errors
    /// The store's.
    pub async fn standing(&self, asker: &Asker, draft: &Draft) -> Result<Standing, ApiError> {
        let id = draft.head.id;
        let revision = self.store.article(id).await?.map_or(0, |(_, revision)| revision);
        let state = draft.head.state;
        let may = ActWord::ALL.into_iter().filter(|word| {
            let act = word.act(Timestamp::MAX);
            state.after(act).is_ok() && asker.role.may(Deed::of(act, state))
        });
        let scheduled = match state {
            State::Scheduled(at) => {
                let local = at.to_zoned_datetime(self.site.time_zone.clone());
                Some(local.strftime("%Y-%m-%d %H:%M %Z").to_string())
            }
            _ => None,
        };
        Ok(Standing {
            version: draft.version,
            open: draft.open,
            revision,
            state,
            at: draft.at,
            by: draft.by.clone(),
            scheduled,
            may: may.collect(),
        })
    }
}

impl Asker {
    /// Them, as revisions are signed.
    pub fn by(&self) -> By {
        By { name: self.name.clone(), account: self.account.clone() }
    }
}

impl From<dateline_store::Error> for ApiError {
    fn from(error: dateline_store::Error) -> Self {
        match error {
            dateline_store::Error::NoSuchStory(_) => ApiError::NoSuchStory,
            dateline_store::Error::Conflict { .. } => ApiError::Moved,
            dateline_store::Error::AddressTaken(address) => ApiError::refused("address-taken", address),
            other => {
                tracing::error!(error = %other, "the store failed");
                ApiError::Failed(other.to_string())
            }
        }
    }
}

impl From<dateline_newsroom::Error> for ApiError {
    fn from(error: dateline_newsroom::Error) -> Self {
        use dateline_newsroom::Error;
        match error {
            Error::NoSuchStory(_) => ApiError::NoSuchStory,
            Error::Moved { .. } => ApiError::Moved,
            Error::Store(error) => error.into(),
            Error::Refused(why) => refusal(why),
            Error::EmptyCorrection => ApiError::refused("empty-correction", ""),
            Error::EmptyNote => ApiError::refused("empty-note", ""),
            Error::PastSchedule => ApiError::refused("past-schedule", ""),
            Error::Lacking(lacks) => ApiError::Refused(lacks.into_iter().map(lacking).collect()),
        }
    }
}

/// The workflow's refusal as the desk says it.
pub fn refusal(why: Refusal) -> ApiError {
    let key = match why {
        Refusal::NotPublished => "not-published",
        Refusal::AlreadyPublished => "already-published",
        Refusal::AlreadyInReview => "already-in-review",
        Refusal::IsDraft => "is-draft",
        Refusal::IsScheduled => "is-scheduled",
        Refusal::NotScheduled => "not-scheduled",
        Refusal::IsWithdrawn => "is-withdrawn",
        Refusal::IsTakenDown => "is-taken-down",
        Refusal::NothingToRestore => "nothing-to-restore",
    };
    ApiError::refused(key, "")
}

fn lacking(lack: Lack) -> Reason {
    match lack {
        Lack::Headline => Reason::about("lacks-headline", ""),
        Lack::Text => Reason::about("lacks-text", ""),
        Lack::Section(section) => Reason::about("lacks-section", section),
        Lack::AltText(picture) => Reason::about("lacks-alt", picture),
        Lack::PictureCredit(picture) => Reason::about("lacks-credit", picture),
    }
}

/// Whether an address of this site, from the root, leads to something that readers can read.
///
/// # Errors
/// The store's.
pub async fn leads_somewhere(backend: &Backend, path: &str) -> Result<bool, ApiError> {
    let store = &backend.store;
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let slugs: Option<Vec<Slug>> = parts.iter().map(|part| Slug::new(part).ok()).collect();
    let found = match (parts.as_slice(), slugs.as_deref()) {
        ([""] | ["latest" | "about"], _) => true,
        (["media" | "assets", ..], _) => true,
        (["topic", _], Some([_, topic])) => !store.topics(std::slice::from_ref(topic)).await?.is_empty(),
        (["author", _], Some([_, author])) => !store.authors(std::slice::from_ref(author)).await?.is_empty(),
        (_, Some([section])) => {
            backend.site.sections.iter().any(|known| known.slug == *section)
                || backend.site.languages.iter().any(|language| language.as_str() == section.as_str())
                || store.sections().await?.iter().any(|(known, _)| known == section)
        }
        (_, Some([section, slug])) => {
            store.article_at(section, slug).await?.is_some_and(|story| story.state.is_public())
        }
        _ => false,
    };
    Ok(found || store.redirect(path).await?.is_some())
}

/// The instant of a time as an editor types it, `2026-11-25T06:30`, in the newsroom's time zone.
///
/// A time that the clock skips or strikes twice when it is changed is refused: nobody could say which one was meant.
///
/// # Errors
/// [`ApiError::Refused`].
pub fn instant(local: &str, zone: &jiff::tz::TimeZone) -> Result<Timestamp, ApiError> {
    let time: jiff::civil::DateTime = local.parse().map_err(|_| ApiError::refused("no-time", local))?;
    let zoned = zone.to_ambiguous_zoned_datetime(time).unambiguous();
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| ApiError::refused("clock-changes", local))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn a_time_is_the_newsrooms_and_never_ambiguous() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |local: &str| instant(local, &zone).map(|at| at.to_string());
        assert_eq!(at("2026-07-01T06:30").as_deref(), Ok("2026-07-01T04:30:00Z"));
        assert_eq!(at("2026-12-01T06:30").as_deref(), Ok("2026-12-01T05:30:00Z"));
        for wrong in ["2026-03-29T02:30", "2026-10-25T02:30", "tomorrow", ""] {
            assert!(matches!(at(wrong), Err(ApiError::Refused(_))), "{wrong}");
        }
    }
}
