//! The card that a chat or another site makes of a page: Open Graph (ogp.me), and what X asks beside it.

use dateline_edition::Edition;
use dateline_story::{Language, text};

use crate::told::{CHAT_WORDS, Image, Told, site_image};
use crate::uri;

/// A `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// What it says: Open Graph's names stand in `property`, others in `name`.
    pub property: &'static str,
    /// What is said.
    pub content: String,
}

fn meta(property: &'static str, content: impl Into<String>) -> Meta {
    Meta { property, content: content.into() }
}

/// The card of a story.
pub fn story(told: &Told<'_>) -> Vec<Meta> {
    let (edition, article) = (told.edition, told.article);
    let summary = told.summary(CHAT_WORDS);
    let summary = if summary.is_empty() { text::cut(&edition.site.tagline, CHAT_WORDS - 1) } else { summary };
    let mut card = vec![
        meta("og:type", "article"),
        meta("og:title", told.chat_headline()),
        meta("og:description", summary),
        meta("og:url", told.canonical()),
    ];
    card.extend(picture(told.image()));
    card.extend(around(edition, told.translations.iter().map(|story| &story.language)));
    card.extend(article.first_published.map(|at| meta("article:published_time", format!("{at:.0}"))));
    card.extend(told.modified().map(|at| meta("article:modified_time", format!("{at:.0}"))));
    card.push(meta("article:section", told.section()));
    card.extend(told.bylines().map(|(_, url)| meta("article:author", url)));
    card.extend(told.topics.iter().map(|topic| meta("article:tag", topic.name.as_str())));
    card
}

/// The card of any other page: at a path of the site, if it has one of its own, and in other languages, if it is there in any.
pub fn page(
    edition: &Edition,
    title: &str,
    description: &str,
    path: Option<&str>,
    others: &[(Language, String)],
) -> Vec<Meta> {
    let title = if title.is_empty() { edition.site.name.as_str() } else { title };
    let description = if description.is_empty() { &edition.site.tagline } else { description };
    let description = if description.chars().count() <= CHAT_WORDS {
        description.to_owned()
    } else {
        text::cut(description, CHAT_WORDS - 1)
    };
    let mut card = vec![meta("og:type", "website"), meta("og:title", title), meta("og:description", description)];
    // An address without its parameters: a chat shows one card for all stretches of a list.
    let path = path.and_then(|path| path.split('?').next());
    card.extend(path.map(|path| meta("og:url", uri::page(&edition.site, path))));
    card.extend(picture(site_image(edition)));
    let others = others.iter().map(|(language, _)| language).filter(|language| **language != edition.language);
    card.extend(around(edition, others));
    card
}

fn picture(image: Option<Image>) -> Vec<Meta> {
    let kind = meta("twitter:card", if image.is_some() { "summary_large_image" } else { "summary" });
    let Some(image) = image else { return vec![kind] };
    let mut said = vec![
        meta("og:image", image.url),
        meta("og:image:type", "image/jpeg"),
        meta("og:image:width", image.width.to_string()),
        meta("og:image:height", image.height.to_string()),
    ];
    said.extend((!image.alt.is_empty()).then(|| meta("og:image:alt", image.alt)));
    said.push(kind);
    said
}

fn around<'a>(edition: &Edition, others: impl Iterator<Item = &'a Language>) -> Vec<Meta> {
    let mut said = vec![meta("og:site_name", edition.site.name.as_str()), meta("og:locale", locale(&edition.language))];
    said.extend(others.map(|language| meta("og:locale:alternate", locale(language))));
    said
}

/// A language as Open Graph writes it, `language_TERRITORY`: its own territory, or the one where most of its readers are (Unicode CLDR,
/// likely subtags); English as it is written where most of the world learns it.
pub fn locale(language: &Language) -> String {
    let region = language.as_str().split('-').skip(1).find(|part| part.len() == 2);
    let primary = language.primary();
    if let Some(region) = region {
        return format!("{primary}_{region}");
    }
    let territory = match primary {
        "en" => "GB",
        "ur" | "sd" | "pa" | "pnb" => "PK",
        "ps" => "AF",
        "tr" => "TR",
        "ar" => "AR",
        "fa" => "IR",
        "hi" | "ta" | "te" | "ml" | "mr" | "gu" | "kn" | "ks" => "IN",
        "bn" => "BD",
        "ne" => "NP",
        "si" => "LK",
        "zh" => "CN",
        "ja" => "JP",
        "ko" => "KR",
        "vi" => "VN",
        "ms" => "MY",
        "uk" => "UA",
        "el" => "GR",
        "he" => "IL",
        "cs" => "CZ",
        "da" => "DK",
        "sv" => "SE",
        "nb" | "nn" | "no" => "NO",
        "et" => "EE",
        "sl" => "SI",
        "sr" => "RS",
        "sq" => "AL",
        "ca" => "ES",
        "sw" => "KE",
        "ckb" | "ku" => "IQ",
        other => return format!("{other}_{}", other.to_ascii_uppercase()),
    };
    format!("{primary}_{territory}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_territory() {
        for (tag, expected) in [
            ("en", "en_GB"),
            ("ur", "ur_PK"),
            ("tr", "tr_TR"),
            ("pt-BR", "pt_BR"),
            ("zh-Hant-TW", "zh_TW"),
            ("de", "de_DE"),
        ] {
            assert_eq!(locale(&Language::new(tag).unwrap()), expected);
        }
    }
}
