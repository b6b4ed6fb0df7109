//! What search engines read in a page: JSON-LD in the words of schema.org, version 29, as Google's documentation on articles, live blogs,
//! breadcrumbs and sites asks for it.

use dateline_edition::Edition;
use dateline_story::{Block, CreditKind, Kind, LivePost, ShareCard, Timestamp, address, text};
use serde_json::{Map, Value, json};

use crate::told::{Image, Told};
use crate::uri;

/// How many of a live story's newest entries are told: the rest is in the page.
const ENTRIES: usize = 15;

/// How many characters of an entry are told.
const ENTRY_WORDS: usize = 200;

/// A story, and where it stands on the site.
pub fn story(told: &Told<'_>) -> String {
    let (edition, article) = (told.edition, told.article);
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!([]) && value != json!("") {
            out.insert(name.to_owned(), value);
        }
    };
    put("@type", json!(kind(article.kind)));
    put("@id", json!(format!("{}#story", told.canonical())));
    put("mainEntityOfPage", json!(told.canonical()));
    put("headline", json!(article.headline));
    put("alternativeHeadline", json!(article.short_headline));
    put("description", json!(told.summary(DESCRIPTION)));
    put("image", images(told));
    put("datePublished", instant(article.first_published));
    put("dateModified", instant(told.modified()));
    put("author", authors(told));
    put("publisher", publisher(edition));
    put("articleSection", json!(told.section()));
    put("keywords", json!(told.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>()));
    put("inLanguage", json!(article.language.as_str()));
    put("wordCount", json!(dateline_story::check::words(article)));
    put("isAccessibleForFree", json!(true));
    // A word for reports alone: a live account is none.
    if article.kind != Kind::Live {
        put("dateline", json!(article.dateline));
    }
    put(
        "locationCreated",
        article.dateline.as_ref().map_or(Value::Null, |place| json!({"@type": "Place", "name": place})),
    );
    put("creditText", json!(told.credit()));
    put("sourceOrganization", sources(told));
    put("correction", corrections(told));
    put("speakable", json!({"@type": "SpeakableSpecification", "cssSelector": ["h1", ".standfirst"]}));
    put("workTranslation", translations(told));
    if article.kind == Kind::Live {
        live(told, &mut put);
    }
    let section = (uri::page(&edition.site, &address::section(&article.section)), told.section());
    graph(vec![Value::Object(out), breadcrumb(edition, &[section])])
}

/// How many characters of what a story says of itself are told.
const DESCRIPTION: usize = 160;

/// The front page: the site, how it is searched, and what stands on it.
pub fn front(edition: &Edition, stories: &[String]) -> String {
    let site = &edition.site;
    let search = uri::page(site, &edition.search());
    let query = if search.contains('?') { '&' } else { '?' };
    let website = json!({
        "@type": "WebSite",
        "@id": format!("{}#site", uri::page(site, "/")),
        "name": site.name,
        "url": uri::page(site, &edition.home()),
        "description": site.tagline,
        "inLanguage": edition.language.as_str(),
        "publisher": publisher(edition),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": format!("{search}{query}q={{search_term_string}}")},
            "query-input": "required name=search_term_string",
        },
    });
    graph(vec![website, list(edition, stories)])
}

/// A list of stories, at their paths, and where it stands on the site: its name and its path.
pub fn listing(edition: &Edition, name: &str, path: &str, stories: &[String]) -> String {
    let here = (uri::page(&edition.site, path), name.to_owned());
    graph(vec![list(edition, stories), breadcrumb(edition, &[here])])
}

/// A page of the site's own, at its path: what kind of page it is in schema.org's words, and where it stands on the site.
pub fn page(edition: &Edition, kind: &str, name: &str, path: &str) -> String {
    let url = uri::page(&edition.site, path);
    let page = json!({
        "@type": kind,
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": edition.language.as_str(),
        "publisher": publisher(edition),
    });
    graph(vec![page, breadcrumb(edition, &[(url, name.to_owned())])])
}

fn graph(things: Vec<Value>) -> String {
    harmless(&json!({"@context": "https://schema.org", "@graph": things}).to_string())
}

/// JSON that stands in a `<script>` and cannot end it, whatever a headline holds (HTML, section 4.12.1.3: “restrictions for contents of script
/// elements”).
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        match character {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            other => out.push(other),
        }
    }
    out
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::News => "NewsArticle",
        Kind::Analysis => "AnalysisNewsArticle",
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Explainer => "BackgroundNewsArticle",
        Kind::Live => "LiveBlogPosting",
    }
}

fn instant(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, |at| json!(format!("{at:.0}")))
}

fn image(image: &Image) -> Value {
    json!({"@type": "ImageObject", "url": image.url, "width": image.width, "height": image.height})
}

/// The picture in three shapes where these are ready, else as it is; where there is none, the card.
fn images(told: &Told<'_>) -> Value {
    let site = &told.edition.site;
    if let Some(share) = told.share.filter(|share| share.pictured) {
        let shapes = ShareCard::SHAPES.iter().map(|(shape, height)| {
            let url = uri::page(site, &share.shape(shape));
            image(&Image { url, width: ShareCard::WIDTH, height: *height, alt: String::new() })
        });
        return shapes.collect();
    }
    told.lead().or_else(|| told.image()).iter().map(image).collect()
}

fn authors(told: &Told<'_>) -> Value {
    let person = |(name, url): (String, String)| json!({"@type": "Person", "name": name, "url": url});
    let people: Vec<Value> = told.bylines().map(person).collect();
    // A story that nobody signed is the newsroom's.
    if people.is_empty() { json!([newsroom(told.edition)]) } else { json!(people) }
}

fn newsroom(edition: &Edition) -> Value {
    let site = &edition.site;
    json!({"@type": "NewsMediaOrganization", "name": site.name, "url": uri::page(site, "/")})
}

/// Who publishes it.
pub fn publisher(edition: &Edition) -> Value {
    let site = &edition.site;
    let mut out = newsroom(edition);
    out["@id"] = json!(format!("{}#publisher", uri::page(site, "/")));
    out["logo"] = json!({"@type": "ImageObject", "url": uri::page(site, "/icon-512.png"), "width": 512, "height": 512});
    let policies = &*site.policies;
    let said = [
        ("publishingPrinciples", &policies.publishing_principles),
        ("correctionsPolicy", &policies.corrections_policy),
        ("ethicsPolicy", &policies.ethics_policy),
        ("unnamedSourcesPolicy", &policies.unnamed_sources_policy),
        ("verificationFactCheckingPolicy", &policies.verification_fact_checking_policy),
        ("ownershipFundingInfo", &policies.ownership_funding_info),
        ("masthead", &policies.masthead),
        ("actionableFeedbackPolicy", &policies.actionable_feedback_policy),
    ];
    for (name, address) in said {
        if let Some(address) = address {
            out[name] = json!(uri::page(site, address));
        }
    }
    if let Some(channel) = &site.channel {
        out["sameAs"] = json!([channel.url]);
    }
    out
}

fn sources(told: &Told<'_>) -> Value {
    let whole = told.article.credits.iter().any(|credit| credit.kind == CreditKind::Source);
    let told = told.article.credits.iter().filter(|credit| !whole || credit.kind == CreditKind::Source);
    told.map(|credit| json!({"@type": "NewsMediaOrganization", "name": credit.agency})).collect()
}

fn corrections(told: &Told<'_>) -> Value {
    let corrections = told.article.corrections.iter();
    corrections
        .map(|it| json!({"@type": "CorrectionComment", "text": it.text, "datePublished": instant(Some(it.at))}))
        .collect()
}

fn translations(told: &Told<'_>) -> Value {
    let site = &told.edition.site;
    let one = |story: &dateline_story::Summary| {
        let url = uri::page(site, &story.path());
        json!({"@type": kind(story.kind), "@id": format!("{url}#story"), "url": url, "inLanguage": story.language.as_str()})
    };
    told.translations.iter().map(one).collect()
}

fn live(told: &Told<'_>, put: &mut impl FnMut(&str, Value)) {
    let posts: Vec<&LivePost> = told
        .article
        .body
        .iter()
        .filter_map(|block| if let Block::LivePost(post) = block { Some(post) } else { None })
        .collect();
    let earliest = posts.iter().map(|post| post.at).chain(told.article.first_published).min();
    put("coverageStartTime", instant(earliest));
    let path = told.article.path();
    let update = |post: &&LivePost| {
        let words = text::of_blocks(&post.content);
        let words = text::cut(&words.lines().collect::<Vec<_>>().join(" "), ENTRY_WORDS);
        let headline =
            if post.headline.is_empty() { text::cut(&words, crate::told::TWO_LINES) } else { post.headline.clone() };
        let mut out = json!({
            "@type": "BlogPosting",
            "headline": headline,
            "datePublished": instant(Some(post.at)),
            "articleBody": words,
            "url": uri::absolute(&told.edition.site, &path, &format!("#{}", post.anchor())),
        });
        if !post.by.is_empty() {
            out["author"] = json!({"@type": "Person", "name": post.by});
        }
        out
    };
    put("liveBlogUpdate", posts.iter().take(ENTRIES).map(update).collect());
}

fn breadcrumb(edition: &Edition, steps: &[(String, String)]) -> Value {
    let home = (uri::page(&edition.site, &edition.home()), edition.site.name.clone());
    let step = |(index, (url, name)): (usize, &(String, String))| json!({"@type": "ListItem", "position": index + 1, "name": name, "item": url});
    let items: Vec<Value> = std::iter::once(&home).chain(steps).enumerate().map(step).collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}

fn list(edition: &Edition, stories: &[String]) -> Value {
    let item = |(index, path): (usize, &String)| json!({"@type": "ListItem", "position": index + 1, "url": uri::page(&edition.site, path)});
    json!({"@type": "ItemList", "itemListElement": stories.iter().enumerate().map(item).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a script of data may not hold.
    const ENDS: [char; 4] = ['<', '>', '&', '\u{2028}'];

    proptest! {
        #[test]
        fn nothing_ends_the_script_and_nothing_is_lost(words in "(</script|<!--|-->|&lt;|\u{2028}|[<>&\"a ])*") {
            let said = harmless(&json!({"headline": words}).to_string());
            let ends = said.contains(ENDS);
            prop_assert!(!ends);
            let read: Value = serde_json::from_str(&said).unwrap();
            prop_assert_eq!(read["headline"].as_str(), Some(words.as_str()));
        }
    }
}
