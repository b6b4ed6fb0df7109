//! What every page knows: the site, and the edition of it that a page belongs to.

use std::sync::Arc;

pub use dateline_story::catalogue::{Channel, Section};
use dateline_story::{Author, Language, ShareCard, Slug, Timestamp, address};
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;

use crate::{Outside, Policies, Strings};

/// The site, as its configuration, its desk and its build say.
#[derive(Clone)]
pub struct Site {
    /// Its name, as in the masthead.
    pub name: String,
    /// A line on what it is, for descriptions and the colophon.
    pub tagline: String,
    /// Its address without a slash at the end: `https://example.org`.
    pub url: String,
    /// Its languages, the main one first.
    pub languages: Vec<Language>,
    /// Its sections, in the menu's order.
    pub sections: Vec<Section>,
    /// The newsroom's time zone.
    pub time_zone: TimeZone,
    /// The time zone's IANA name.
    pub time_zone_name: String,
    /// Its own WhatsApp channel.
    pub channel: Option<Channel>,
    /// Who publishes it and how to reach them; paragraphs of plain text.
    pub colophon: Vec<String>,
    /// Its own share picture, for pages that are no story's.
    pub share: Option<ShareCard>,
    /// Where it says how it works.
    pub policies: Arc<Policies>,
    /// What goes out, and to whom.
    pub outside: Arc<Outside>,
    /// The interface strings.
    pub strings: Arc<Vec<Strings>>,
    /// What the build made.
    pub assets: Assets,
}

/// The addresses of what the build made, and the stylesheet itself.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The stylesheet, to be inlined.
    pub style: &'static str,
    /// The islands' loader.
    pub loader: &'static str,
    /// The WASM module's glue.
    pub glue: &'static str,
    /// The WASM module.
    pub wasm: &'static str,
    /// The script of the search page.
    pub search: &'static str,
}

impl Site {
    /// A section's name in a language; a section that the configuration does not know is named by its slug.
    pub fn section_name(&self, slug: &Slug, language: &Language) -> String {
        let names = self.sections.iter().find(|section| section.slug == *slug).map(|section| &section.names);
        let name = names.and_then(|names| names.iter().find(|(tag, _)| tag == language.primary()).or(names.first()));
        name.map_or_else(|| humanise(slug.as_str()), |(_, name)| name.clone())
    }

    /// The channel that belongs to a section: its own, or the site's.
    pub fn channel_for(&self, section: &Slug) -> Option<&Channel> {
        let own =
            self.sections.iter().find(|known| known.slug == *section).and_then(|section| section.channel.as_ref());
        own.or(self.channel.as_ref())
    }

    /// The channel that belongs to a story: that of the first author who has one, else the section's, else the site's.
    pub fn channel_of<'a>(
        &'a self,
        section: &Slug,
        mut authors: impl Iterator<Item = &'a Author>,
    ) -> Option<&'a Channel> {
        authors.find_map(|author| author.channel.as_ref()).or_else(|| self.channel_for(section))
    }

    /// The absolute address of a path on this site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// The address of the front page in a language.
    pub fn front(&self, language: &Language) -> String {
        match self.languages.first() {
            Some(main) if main != language && self.languages.contains(language) => format!("/{language}"),
            _ => "/".to_owned(),
        }
    }
}

/// “contact-centers” as “Contact centers”.
pub fn humanise(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// The site in one language, at one instant. Every page is rendered in one; the same page in it gives the same bytes.
#[derive(Clone)]
pub struct Edition {
    /// The site.
    pub site: Arc<Site>,
    /// The language of the page.
    pub language: Language,
    /// The one instant of the render.
    pub now: Timestamp,
}

impl Edition {
    fn strings(&self) -> Option<&Strings> {
        Strings::of(&self.site.strings, &self.language)
    }

    /// The language that the interface is in: the page's own, or the stand-in's where that has no catalogue.
    pub fn interface_language(&self) -> Language {
        self.strings().and_then(|strings| Language::new(strings.language()).ok()).unwrap_or_else(Language::english)
    }

    /// An interface string.
    pub fn word(&self, key: &str) -> String {
        self.strings().map_or_else(|| key.to_owned(), |strings| strings.get(key))
    }

    /// An interface string with values.
    pub fn words(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.strings().map_or_else(|| key.to_owned(), |strings| strings.with(key, values))
    }

    /// The address of the search page in this language.
    pub fn search(&self) -> String {
        match self.site.languages.first() == Some(&self.language) || !self.site.languages.contains(&self.language) {
            true => "/search".into(),
            false => format!("/search?lang={}", self.language),
        }
    }

    /// Names joined as the language joins them.
    pub fn join(&self, names: &[String]) -> String {
        self.strings().map_or_else(|| names.join(", "), |strings| strings.join(names))
    }

    /// The name of a section.
    pub fn section(&self, slug: &Slug) -> String {
        self.site.section_name(slug, &self.language)
    }

    /// The address of the feed of this edition's stories, without its ending.
    pub fn feed(&self) -> String {
        let main = self.site.languages.first() == Some(&self.language) && self.site.languages.len() == 1;
        match main || !self.site.languages.contains(&self.language) {
            true => "/feed/latest".into(),
            false => format!("/feed/language/{}", self.language),
        }
    }

    /// The address of this edition's front page.
    pub fn home(&self) -> String {
        self.site.front(&self.language)
    }

    /// The menu: sections with their addresses.
    pub fn menu(&self) -> Vec<(String, String)> {
        self.site
            .sections
            .iter()
            .map(|section| (address::section(&section.slug), self.section(&section.slug)))
            .collect()
    }
}
