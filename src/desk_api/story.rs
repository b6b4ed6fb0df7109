//! Opening, saving and acting.

use dateline_story::{Article, ArticleId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::{ActAnswer, ActAsked, ApiError, Opened, Presences, SaveAnswer, SaveAsked};

/// Opens a story for writing.
///
/// # Errors
/// [`ApiError::NoSuchStory`] also for stories that this account may not edit.
#[server(prefix = "/desk/api/story", endpoint = "open", input = Json, output = Json)]
pub async fn open_story(id: ArticleId) -> Result<Opened, ApiError> {
    use dateline_edition::PortableSite;
    use dateline_preview::Setting;

    let (backend, asker) = crate::backend::Backend::of_request()?;
    let draft = backend.editable(&asker, id).await?;
    let standing = backend.standing(&asker, &draft).await?;
    let site = &backend.site;
    let whole = Article { body: dateline_story::markup::parse(&draft.body).blocks, ..draft.head.clone() };
    let around = (backend.around)(backend.store.clone(), whole).await?;
    let authors = around.authors.iter().map(|author| (author.slug.to_string(), author.name.clone())).collect();
    let topics = around.topics.iter().map(|topic| (topic.slug.to_string(), topic.name.clone())).collect();
    let related = backend.store.summaries(&draft.head.related).await?;
    let related = related.into_iter().map(|story| (story.id, story.headline)).collect();
    let setting = Setting { site: PortableSite::from(&**site), now: backend.now, around };
    let language = &draft.head.language;
    let mut sections: Vec<(String, String)> = site
        .sections
        .iter()
        .map(|section| (section.slug.to_string(), site.section_name(&section.slug, language)))
        .collect();
    let own = draft.head.section.to_string();
    if !sections.iter().any(|(slug, _)| *slug == own) {
        sections.push((own, site.section_name(&draft.head.section, language)));
    }
    let language_name = |language: &dateline_story::Language| {
        let edition = dateline_edition::Edition { site: site.clone(), language: language.clone(), now: backend.now };
        (language.to_string(), edition.word("language"))
    };
    let mut languages: Vec<(String, String)> = site.languages.iter().map(language_name).collect();
    if !site.languages.contains(language) {
        languages.push((language.to_string(), language.to_string()));
    }
    let phrases = languages.iter().filter_map(|(tag, _)| backend.phrases(tag)).collect();
    let reads_as = backend.reads_as(&draft.head, &draft.body);
    Ok(Opened {
        head: draft.head,
        body: draft.body,
        standing,
        setting: serde_json::to_string(&setting).map_err(|error| ApiError::Failed(error.to_string()))?,
        sections,
        languages,
        authors,
        topics,
        related,
        phrases,
        reads_as,
        time_zone: site.time_zone_name.clone(),
        me: asker.name,
        email: asker.email,
    })
}

/// What surrounds a story in its page as it is being written, as JSON for the renderer's `learn`: it follows what the
/// story is about.
///
/// # Errors
/// As for [`open_story`].
#[server(prefix = "/desk/api/story", endpoint = "around", input = Json, output = Json)]
pub async fn around(head: Article, body: String) -> Result<String, ApiError> {
    let (backend, asker) = crate::backend::Backend::of_request()?;
    backend.editable(&asker, head.id).await?;
    let whole = Article { body: dateline_story::markup::parse(&body).blocks, ..head };
    let around = (backend.around)(backend.store.clone(), whole).await?;
    serde_json::to_string(&around).map_err(|error| ApiError::Failed(error.to_string()))
}

/// Keeps the text as it is being written. The same save sent twice is one.
///
/// # Errors
/// As for [`open_story`], and [`ApiError::Refused`] where the story cannot be written now.
#[server(prefix = "/desk/api/story", endpoint = "save", input = Json, output = Json)]
pub async fn save_story(save: SaveAsked) -> Result<SaveAnswer, ApiError> {
    use dateline_store::{Draft, Saved};
    use dateline_story::Act;

    let (backend, asker) = crate::backend::Backend::of_request()?;
    let present = backend.editable(&asker, save.head.id).await?;
    present.head.state.after(Act::Revise).map_err(crate::backend::refusal)?;
    let own = present.open && save.unsure.contains(&present.key);
    let from = if own { present.version } else { save.from };
    let reads_as = backend.reads_as(&save.head, &save.body);
    let draft = Draft {
        version: from,
        open: true,
        revision: present.revision,
        at: backend.now,
        by: asker.name.clone(),
        key: save.key,
        head: Article { body: Vec::new(), ..save.head },
        body: save.body,
    };
    Ok(match backend.store.save_draft(draft, from).await? {
        Saved::Kept(version) => SaveAnswer::Kept { version, at: backend.now, reads_as },
        Saved::Moved(theirs) => SaveAnswer::Moved(Box::new(crate::Theirs {
            version: theirs.version,
            by: theirs.by,
            head: theirs.head,
            body: theirs.body,
        })),
    })
}

/// Does an act.
///
/// # Errors
/// [`ApiError::Forbidden`] where the account may not, [`ApiError::Moved`] where somebody saved since,
/// [`ApiError::Refused`] where the workflow or the story itself stands in the way.
#[server(prefix = "/desk/api/story", endpoint = "act", input = Json, output = Json)]
pub async fn act_on(asked: ActAsked) -> Result<ActAnswer, ApiError> {
    use dateline_newsroom::{Order, Text};
    use dateline_story::{Deed, Timestamp};

    let (backend, asker) = crate::backend::Backend::of_request()?;
    let draft = backend.editable(&asker, asked.id).await?;
    let at = match &asked.at {
        Some(local) => crate::backend::instant(local, &backend.site.time_zone)?,
        None => Timestamp::MIN,
    };
    let act = asked.act.act(at);
    if !asker.role.may(Deed::of(act, draft.head.state)) {
        tracing::warn!(account = asker.account, story = %asked.id, act = asked.act.as_str(), "refused");
        let entry = asker.actor.did("refused", format!("story {}", asked.id), asked.act.as_str());
        backend.store.audit(entry).await?;
        return Err(ApiError::Forbidden);
    }
    let text = if asked.act.takes_text() { Text::Draft(asked.version) } else { Text::Kept };
    // The revision itself names who made it; the trail says from where.
    let entry = asker.actor.did(asked.act.as_str(), format!("story {}", asked.id), asked.note.clone());
    let order = Order { act, text, note: asked.note, silent: asked.silent, entry: Some(entry) };
    backend.newsroom().carry_out(asked.id, &order, &asker.by(), backend.now).await?;
    let draft = backend.editable(&asker, asked.id).await?;
    Ok(ActAnswer { standing: backend.standing(&asker, &draft).await?, head: draft.head })
}

/// Says that this tab has a story open, or with `gone` no longer has; answers who else has, and how it stands.
///
/// # Errors
/// As for [`open_story`].
#[server(prefix = "/desk/api/story", endpoint = "presence", input = Json, output = Json)]
pub async fn presence(id: ArticleId, tab: String, gone: bool) -> Result<Presences, ApiError> {
    use dateline_story::Timestamp;

    /// Somebody not heard of for so long has left, in seconds: three missed signs of five seconds each.
    const LEFT: i64 = 16;

    let (backend, asker) = crate::backend::Backend::of_request()?;
    let draft = backend.editable(&asker, id).await?;
    let tab: String = tab.chars().take(40).collect();
    let who = dateline_store::Presence { tab: tab.clone(), by: asker.name.clone(), at: backend.now };
    let since = Timestamp::from_second(backend.now.as_second() - LEFT).unwrap_or(Timestamp::MIN);
    let here = backend.store.present(id, who, gone, since).await?;
    let others = here.into_iter().filter(|one| one.tab != tab);
    let others = others.map(|one| crate::Colleague { me: one.by == asker.name, name: one.by }).collect();
    Ok(Presences { others, standing: backend.standing(&asker, &draft).await? })
}
