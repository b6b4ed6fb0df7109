//! What WordPress has no place for, in custom fields that our own import reads back.
//!
//! Plain words, one fact a field: plug-ins can use them, and no importer's handling of backslashes can break their form.

use dateline_story::{Block, CreditKind, Figure, Focus, State, markup, normal};
use sha2::{Digest, Sha256};

use super::content::Content;
use super::status;
use crate::told::Told;
use crate::xml::allowed;

/// The fields of a story: key and value. `content` is that of its post, `creator` the login of its first author.
pub fn fields(
    told: &Told<'_>,
    content: &Content,
    creator: &str,
    old_addresses: &[String],
) -> Vec<(&'static str, String)> {
    let article = told.article;
    let mut out: Vec<(&'static str, String)> = Vec::new();
    let mut put = |key: &'static str, value: &str| {
        if !value.is_empty() {
            out.push((key, value.to_owned()));
        }
    };
    put("_dateline_id", &article.id.to_string());
    put("_dateline_state", article.state.as_str());
    // Where the post's own status is another by now, somebody has changed it in WordPress.
    put("_dateline_status", status(article.state));
    if let State::Scheduled(at) = article.state {
        put("_dateline_scheduled", &at.to_string());
    }
    put("_dateline_first_published", &article.first_published.map(|at| at.to_string()).unwrap_or_default());
    if let Some(update) = &article.updated {
        put("_dateline_updated", &update.at.to_string());
        put("_dateline_updated_reason", update.reason.as_deref().unwrap_or_default());
    }
    put("_dateline_kind", article.kind.as_str());
    put("_dateline_language", article.language.as_str());
    put("_dateline_section", article.section.as_str());
    put("_dateline_slug", article.slug.as_str());
    let topics: Vec<&str> = article.topics.iter().map(|topic| topic.as_str()).collect();
    put("_dateline_topics", &topics.join(" "));
    // What is read from a title and an excerpt is one line of words.
    let differs = |text: &&str| normal::line(text.trim()) != *text;
    put("_dateline_headline", Some(article.headline.as_str()).filter(differs).unwrap_or_default());
    put("_dateline_standfirst", article.standfirst.as_deref().filter(differs).unwrap_or_default());
    put("_dateline_short_headline", article.short_headline.as_deref().unwrap_or_default());
    put("_dateline_description", article.description.as_deref().unwrap_or_default());
    put("_dateline_place", article.dateline.as_deref().unwrap_or_default());
    put("_dateline_canonical", article.canonical.as_deref().unwrap_or_default());
    put("_dateline_creator", creator);
    for byline in &article.bylines {
        let role = byline.role.as_deref().unwrap_or_default();
        put("_dateline_byline", format!("{} {role}", byline.author).trim_end_matches(' '));
    }
    for credit in &article.credits {
        let kind = if credit.kind == CreditKind::Source { "source" } else { "inputs" };
        put("_dateline_credit", &format!("{kind} {}", credit.agency));
    }
    for correction in &article.corrections {
        put("_dateline_correction", &format!("{} {}", correction.at, correction.text));
    }
    let related: Vec<String> = article.related.iter().map(ToString::to_string).collect();
    put("_dateline_related", &related.join(" "));
    old_addresses.iter().for_each(|address| put("_dateline_old_address", address));
    if let Some(lead) = &article.lead {
        let in_library = told.pictures.contains_key(&lead.src);
        put(if in_library { "_dateline_lead" } else { "_dateline_lead_elsewhere" }, &lead.src);
        figure(lead, &mut put);
    }
    let body = allowed(&markup::write(&article.body));
    put("_dateline_markup", &body);
    let footnotes = allowed(content.footnotes.as_deref().unwrap_or_default());
    put("_dateline_digest", &digest(&allowed(&content.html), &footnotes, &body));
    out
}

fn figure(lead: &Figure, put: &mut impl FnMut(&'static str, &str)) {
    put("_dateline_lead_alt", &lead.alt);
    let caption = normal::inlines(lead.caption.clone());
    if !caption.is_empty() {
        put("_dateline_lead_caption", markup::write(&[Block::Paragraph(caption)]).trim_end_matches('\n'));
    }
    put("_dateline_lead_credit", &lead.credit);
    if lead.focus != Focus::default() {
        put("_dateline_lead_focus", &format!("{},{}", lead.focus.x, lead.focus.y));
    }
}

/// Tells whether a post's content, its footnotes and the markup beside them are still those that were written together.
pub fn digest(content: &str, footnotes: &str, markup: &str) -> String {
    let mut hash = Sha256::new();
    for part in [content, footnotes, markup] {
        hash.update(part.trim());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
