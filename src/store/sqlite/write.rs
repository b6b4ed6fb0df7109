//! Writing a batch: everything of it or nothing.

use dateline_story::{Article, State, Timestamp, block, markup};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Serialize;

use super::accounts::audit;
use super::{drafts, jobs, library};
use crate::jobs::NewJob;
use crate::library::RENDITIONS_JOB;
use crate::{Batch, Change, Error, IMPORT};

/// Writes a batch.
pub fn batch(transaction: &Transaction<'_>, batch: &Batch) -> Result<(), Error> {
    people_and_pictures(transaction, batch)?;
    for change in &batch.changes {
        write_change(transaction, change)?;
    }
    batch.trail.iter().try_for_each(|entry| audit::write(transaction, entry))
}

fn people_and_pictures(transaction: &Transaction<'_>, batch: &Batch) -> Result<(), Error> {
    // An import often knows no more than a name: it must not blank what others have filled in, nor undo the desk.
    let mut author = transaction.prepare_cached(
        "INSERT INTO author (slug, name, role, bio) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (slug) DO UPDATE SET name = excluded.name, \
         role = iif(excluded.role = '', role, excluded.role), bio = iif(excluded.bio = '', bio, excluded.bio) \
         WHERE NOT EXISTS (SELECT 1 FROM catalogue c WHERE c.kind = 'author' AND c.key = excluded.slug)",
    )?;
    for known in &batch.authors {
        author.execute(params![known.slug.as_str(), known.name, known.role, known.bio])?;
    }
    let mut topic = transaction.prepare_cached(
        "INSERT INTO topic (slug, name) VALUES (?1, ?2) ON CONFLICT (slug) DO UPDATE SET name = excluded.name \
         WHERE NOT EXISTS (SELECT 1 FROM catalogue c WHERE c.kind = 'topic' AND c.key = excluded.slug)",
    )?;
    for known in &batch.topics {
        topic.execute(params![known.slug.as_str(), known.name])?;
    }
    write_pictures(transaction, batch)
}

/// A picture that an import brings has its JPEGs; the rest of its renditions is queued in the same transaction.
fn write_pictures(transaction: &Transaction<'_>, batch: &Batch) -> Result<(), Error> {
    let at = batch.changes.first().map(|change| change.at);
    let mut picture = transaction.prepare_cached(
        "INSERT INTO picture (name, digest, width, height, widths, tint, avif, added_at, added_by) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (name) DO UPDATE SET \
         avif = excluded.avif OR (avif AND digest = excluded.digest), widths = iif(digest = excluded.digest, widths, excluded.widths), \
         digest = excluded.digest, width = excluded.width, height = excluded.height, tint = coalesce(excluded.tint, tint)",
    )?;
    for known in &batch.pictures {
        picture.execute(params![
            known.name,
            known.digest,
            known.width,
            known.height,
            json(&known.widths)?,
            known.tint.as_ref().map(json).transpose()?,
            known.avif,
            at.map(|at| at.as_microsecond()),
            batch.changes.first().map(|change| change.by.as_str()).unwrap_or_default(),
        ])?;
        if !known.avif {
            let job = NewJob {
                kind: RENDITIONS_JOB.into(),
                key: known.name.clone(),
                payload: String::new(),
                priority: 0,
                not_before: at.unwrap_or(Timestamp::UNIX_EPOCH),
            };
            jobs::queue(transaction, &job, at.map_or(0, |at| at.as_microsecond()))?;
        }
    }
    Ok(())
}

fn write_change(transaction: &Transaction<'_>, change: &Change) -> Result<(), Error> {
    let article = &change.article;
    let now: Option<u32> = transaction
        .prepare_cached("SELECT revision FROM article WHERE id = ?1")?
        .query_row([article.id.0], |row| row.get(0))
        .optional()?;
    let now = now.unwrap_or_default();
    if now != change.from_revision {
        return Err(Error::Conflict { article: article.id, from: change.from_revision, now });
    }
    let holder: Option<i64> = transaction
        .prepare_cached("SELECT id FROM article WHERE section = ?1 AND slug = ?2")?
        .query_row([article.section.as_str(), article.slug.as_str()], |row| row.get(0))
        .optional()?;
    if holder.is_some_and(|holder| holder != article.id.0) {
        return Err(Error::AddressTaken(article.path()));
    }
    let revision = now + 1;
    let body = markup::write(&article.body);
    if change.text_only {
        transaction
            .prepare_cached("UPDATE article SET revision = ?2 WHERE id = ?1")?
            .execute(params![article.id.0, revision])?;
    } else {
        keep_old_address(transaction, article)?;
        write_article(transaction, article, &body, revision)?;
        keep_one_translation_a_language(transaction, article)?;
        write_lists(transaction, article)?;
        library::write_uses(transaction, article.id, block::figures(&article.body).into_iter().chain(&article.lead))?;
        write_desk_text(transaction, article)?;
    }
    transaction
        .prepare_cached("UPDATE article SET touched = ?2, filed_by = coalesce(?3, filed_by) WHERE id = ?1")?
        .execute(params![article.id.0, change.at.as_microsecond(), change.filed_by])?;
    if change.public && !change.text_only {
        transaction
            .prepare_cached("UPDATE article SET changed = ?2 WHERE id = ?1")?
            .execute(params![article.id.0, changed_at(change).as_microsecond()])?;
    }
    if change.closes_draft {
        drafts::close(transaction, article.id)?;
    }

    let head = Article { body: Vec::new(), ..article.clone() };
    transaction
        .prepare_cached(
            "INSERT INTO revision (article, number, at, by, note, head, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            article.id.0,
            revision,
            change.at.as_microsecond(),
            change.by,
            change.note,
            json(&head)?,
            body
        ])?;
    transaction
        .prepare_cached("INSERT INTO event (at, article, revision, act, public) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![change.at.as_microsecond(), article.id.0, revision, change.act, change.public])?;
    let mut redirect = transaction.prepare_cached("INSERT OR REPLACE INTO redirect (path, article) VALUES (?1, ?2)")?;
    for path in change.redirects.iter().filter(|path| **path != article.path()) {
        redirect.execute(params![path, article.id.0])?;
    }
    if let Some((key, digest)) = &change.source {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO source (key, article, digest) VALUES (?1, ?2, ?3)")?
            .execute(params![key, article.id.0, digest])?;
    }
    Ok(())
}

/// A story that is in another language now is no translation of one that was in it already.
fn keep_one_translation_a_language(transaction: &Transaction<'_>, article: &Article) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "DELETE FROM translation WHERE article = ?1 AND EXISTS (SELECT 1 FROM translation other JOIN article a ON a.id = other.article \
             WHERE other.of = translation.of AND other.article <> ?1 AND a.language = ?2)",
        )?
        .execute(params![article.id.0, article.language.as_str()])?;
    Ok(())
}

/// When a story last changed for its readers. What is imported they may have read elsewhere since it was published there.
fn changed_at(change: &Change) -> Timestamp {
    if change.act != IMPORT {
        return change.at;
    }
    let article = &change.article;
    let updated = article.updated.as_ref().map(|update| update.at);
    let corrected = article.corrections.iter().map(|correction| correction.at).max();
    [article.first_published, updated, corrected].into_iter().flatten().max().unwrap_or(change.at)
}

/// A story that moves keeps its old address as a redirect; a story that moves in takes an address over from redirects.
fn keep_old_address(transaction: &Transaction<'_>, article: &Article) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO redirect (path, article) SELECT '/' || section || '/' || slug, id FROM article \
             WHERE id = ?1 AND (section <> ?2 OR slug <> ?3) AND first_published IS NOT NULL",
        )?
        .execute(params![article.id.0, article.section.as_str(), article.slug.as_str()])?;
    transaction.prepare_cached("DELETE FROM redirect WHERE path = ?1")?.execute([article.path()])?;
    Ok(())
}

fn write_article(transaction: &Transaction<'_>, article: &Article, body: &str, revision: u32) -> Result<(), Error> {
    let scheduled = if let State::Scheduled(at) = article.state { Some(at.as_microsecond()) } else { None };
    transaction
        .prepare_cached(
            "INSERT INTO article (id, section, slug, language, kind, state, scheduled_at, headline, short_headline, standfirst, dateline, \
             first_published, updated_at, update_reason, topics, bylines, credits, lead, corrections, canonical, related, body, revision, description) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24) \
             ON CONFLICT (id) DO UPDATE SET section = excluded.section, slug = excluded.slug, language = excluded.language, \
             kind = excluded.kind, state = excluded.state, scheduled_at = excluded.scheduled_at, headline = excluded.headline, \
             short_headline = excluded.short_headline, standfirst = excluded.standfirst, dateline = excluded.dateline, \
             first_published = excluded.first_published, updated_at = excluded.updated_at, update_reason = excluded.update_reason, \
             topics = excluded.topics, bylines = excluded.bylines, credits = excluded.credits, lead = excluded.lead, \
             corrections = excluded.corrections, canonical = excluded.canonical, related = excluded.related, body = excluded.body, \
             revision = excluded.revision, description = excluded.description",
        )?
        .execute(params![
            article.id.0,
            article.section.as_str(),
            article.slug.as_str(),
            article.language.as_str(),
            article.kind.as_str(),
            article.state.as_str(),
            scheduled,
            article.headline,
            article.short_headline,
            article.standfirst,
            article.dateline,
            article.first_published.map(|at| at.as_microsecond()),
            article.updated.as_ref().map(|update| update.at.as_microsecond()),
            article.updated.as_ref().and_then(|update| update.reason.as_deref()),
            json(&article.topics)?,
            json(&article.bylines)?,
            json(&article.credits)?,
            article.lead.as_ref().map(json).transpose()?,
            json(&article.corrections)?,
            article.canonical,
            json(&article.related)?,
            body,
            revision,
            article.description,
        ])?;
    Ok(())
}

fn write_lists(transaction: &Transaction<'_>, article: &Article) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM in_topic WHERE article = ?1")?.execute([article.id.0])?;
    transaction.prepare_cached("DELETE FROM by_author WHERE article = ?1")?.execute([article.id.0])?;
    let Some(at) = article.first_published.filter(|_| article.state.is_public()) else { return Ok(()) };
    let at = at.as_microsecond();
    let mut topic = transaction
        .prepare_cached("INSERT OR IGNORE INTO in_topic (topic, first_published, article) VALUES (?1, ?2, ?3)")?;
    for slug in &article.topics {
        topic.execute(params![slug.as_str(), at, article.id.0])?;
    }
    let mut author = transaction
        .prepare_cached("INSERT OR IGNORE INTO by_author (author, first_published, article) VALUES (?1, ?2, ?3)")?;
    for byline in &article.bylines {
        author.execute(params![byline.author.as_str(), at, article.id.0])?;
    }
    Ok(())
}

/// What the desk's list finds a story by.
pub fn write_desk_text(transaction: &Transaction<'_>, article: &Article) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM desk_text WHERE rowid = ?1")?.execute([article.id.0])?;
    let headline = format!("{} {}", article.headline, article.short_headline.as_deref().unwrap_or_default());
    let people: Vec<&str> = article.bylines.iter().map(|byline| byline.author.as_str()).collect();
    let topics: Vec<&str> = article.topics.iter().map(|topic| topic.as_str()).collect();
    transaction
        .prepare_cached(
            "INSERT INTO desk_text (rowid, headline, standfirst, people, topics) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            article.id.0,
            headline,
            article.standfirst.as_deref().unwrap_or_default(),
            people.join(" "),
            topics.join(" ")
        ])?;
    Ok(())
}

/// A value as JSON text.
pub fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Database(rusqlite::Error::ToSqlConversionFailure(error.into())))
}
