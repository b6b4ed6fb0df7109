//! A row of `article` to and from the story's types.

use dateline_story::{
    Article, ArticleId, Byline, Figure, Kind, Language, Slug, State, Summary, Timestamp, Update, markup,
};
use rusqlite::Row;
use serde::de::DeserializeOwned;

use crate::Error;

/// The columns that [`summary`] reads, in its order.
pub const SUMMARY: &str = "a.id, a.language, a.kind, a.section, a.slug, coalesce(a.short_headline, a.headline), a.standfirst, \
     a.bylines, a.lead, a.first_published, a.updated_at";

/// The columns that [`article`] reads, in its order.
pub const ARTICLE: &str = "a.id, a.language, a.kind, a.section, a.slug, a.headline, a.standfirst, a.bylines, a.lead, a.first_published, \
     a.updated_at, a.short_headline, a.state, a.scheduled_at, a.dateline, a.update_reason, a.topics, a.credits, a.corrections, \
     a.canonical, a.related, a.body, a.revision, a.description";

/// As [`ARTICLE`], with an empty body.
pub const HEAD: &str = "a.id, a.language, a.kind, a.section, a.slug, a.headline, a.standfirst, a.bylines, a.lead, a.first_published, \
     a.updated_at, a.short_headline, a.state, a.scheduled_at, a.dateline, a.update_reason, a.topics, a.credits, a.corrections, \
     a.canonical, a.related, '', a.revision, a.description";

/// Reads columns of one story, naming the one that is damaged.
struct Columns<'r, 's> {
    row: &'r Row<'s>,
    id: ArticleId,
}

impl Columns<'_, '_> {
    fn damaged(&self, column: &'static str) -> impl Fn(String) -> Error + use<> {
        let article = self.id;
        move |why| Error::Damaged { article, column, why }
    }

    fn json<T: DeserializeOwned>(&self, index: usize, column: &'static str) -> Result<T, Error> {
        let text: String = self.row.get(index)?;
        serde_json::from_str(&text).map_err(|error| self.damaged(column)(error.to_string()))
    }

    fn slug(&self, index: usize, column: &'static str) -> Result<Slug, Error> {
        let text: String = self.row.get(index)?;
        Slug::new(&text).map_err(|error| self.damaged(column)(error.to_string()))
    }

    fn instant(&self, index: usize, column: &'static str) -> Result<Option<Timestamp>, Error> {
        let microseconds: Option<i64> = self.row.get(index)?;
        let instant = microseconds.map(Timestamp::from_microsecond).transpose();
        instant.map_err(|error| self.damaged(column)(error.to_string()))
    }
}

/// The card of the story in a row of [`SUMMARY`].
pub fn summary(row: &Row<'_>) -> Result<Summary, Error> {
    let columns = Columns { row, id: ArticleId(row.get(0)?) };
    let language: String = row.get(1)?;
    let kind: String = row.get(2)?;
    Ok(Summary {
        id: columns.id,
        language: Language::new(&language).map_err(|error| columns.damaged("language")(error.to_string()))?,
        kind: Kind::from_word(&kind).ok_or_else(|| columns.damaged("kind")(format!("unknown kind “{kind}”")))?,
        section: columns.slug(3, "section")?,
        slug: columns.slug(4, "slug")?,
        headline: row.get(5)?,
        standfirst: row.get(6)?,
        bylines: columns.json::<Vec<Byline>>(7, "bylines")?,
        lead: row.get::<_, Option<String>>(8)?.map(|_| columns.json::<Figure>(8, "lead")).transpose()?,
        first_published: columns.instant(9, "first_published")?,
        updated: columns.instant(10, "updated_at")?,
    })
}

/// The story in a row of [`ARTICLE`], and its revision.
pub fn article(row: &Row<'_>) -> Result<(Article, u32), Error> {
    let head = summary(row)?;
    let columns = Columns { row, id: head.id };
    let state: String = row.get(12)?;
    let state = match (state.as_str(), columns.instant(13, "scheduled_at")?) {
        ("draft", _) => State::Draft,
        ("in-review", _) => State::InReview,
        ("scheduled", Some(at)) => State::Scheduled(at),
        ("published", _) => State::Published,
        ("withdrawn", _) => State::Withdrawn,
        ("taken-down", _) => State::TakenDown,
        (other, _) => return Err(columns.damaged("state")(format!("unknown state “{other}”"))),
    };
    let reason: Option<String> = row.get(15)?;
    let body: String = row.get(21)?;
    let article = Article {
        id: head.id,
        language: head.language,
        kind: head.kind,
        section: head.section,
        slug: head.slug,
        topics: columns.json(16, "topics")?,
        headline: head.headline,
        short_headline: row.get(11)?,
        standfirst: head.standfirst,
        bylines: head.bylines,
        dateline: row.get(14)?,
        credits: columns.json(17, "credits")?,
        lead: head.lead,
        body: markup::parse(&body).blocks,
        first_published: head.first_published,
        updated: head.updated.map(|at| Update { at, reason }),
        corrections: columns.json(18, "corrections")?,
        canonical: row.get(19)?,
        description: row.get(23)?,
        related: columns.json(20, "related")?,
        state,
    };
    Ok((article, row.get(22)?))
}
