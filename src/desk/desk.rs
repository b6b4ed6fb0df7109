//! What every page of the desk knows.

use dateline_edition::{Edition, Strings};
use dateline_story::{Deed, Language, Role};
use fluent_bundle::FluentValue;

use crate::strings;

/// Whose desk it is.
#[derive(Clone, Debug)]
pub struct Who {
    /// Their name.
    pub name: String,
    /// What they are in the newsroom.
    pub role: Role,
}

/// The addresses of what the build made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Assets {
    /// The desk's stylesheet.
    pub style: &'static str,
    /// The script of passkeys.
    pub passkey: &'static str,
    /// The script of pictures.
    pub picture: &'static str,
}

/// The desk, for somebody, now.
#[derive(Clone)]
pub struct Desk {
    /// The site, in the language of whoever is signed in, at the one instant of the render.
    pub edition: Edition,
    /// Who is signed in.
    pub user: Option<Who>,
    /// What the build made.
    pub assets: Assets,
    /// The key of what was just done, from the address: said where the catalogue has a `done-…` for it.
    pub done: Option<String>,
}

impl Desk {
    fn strings(&self) -> Option<&'static Strings> {
        strings::of(&self.edition.language)
    }

    /// The language that the desk is in.
    pub fn language(&self) -> Language {
        self.strings().and_then(|strings| Language::new(strings.language()).ok()).unwrap_or_else(Language::english)
    }

    /// The site's name.
    pub fn site_name(&self) -> &str {
        &self.edition.site.name
    }

    /// A string of the desk's catalogues.
    pub fn say(&self, key: &str) -> String {
        self.strings().map_or_else(|| key.to_owned(), |strings| strings.get(key))
    }

    /// A string of the desk's catalogues with values.
    pub fn say_with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.strings().map_or_else(|| key.to_owned(), |strings| strings.with(key, values))
    }

    /// A string that the catalogues may lack.
    pub fn say_if_known(&self, key: &str) -> Option<String> {
        Some(self.say(key)).filter(|text| text != key)
    }

    /// The name of a role.
    pub fn role(&self, role: Role) -> String {
        self.say(&format!("role-{}", role.as_str()))
    }

    /// Whether whoever is signed in may do a deed.
    pub fn may(&self, deed: Deed) -> bool {
        self.user.as_ref().is_some_and(|who| who.role.may(deed))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::sync::Arc;

    use dateline_edition::Site;
    use dateline_story::Timestamp;
    use jiff::tz::TimeZone;

    /// The desk of an owner, in English.
    pub fn desk() -> Desk {
        let site = Site {
            name: "The Test".into(),
            tagline: String::new(),
            url: "https://news.example".into(),
            languages: vec![Language::english()],
            sections: Vec::new(),
            time_zone: TimeZone::UTC,
            time_zone_name: "UTC".into(),
            channel: None,
            colophon: Vec::new(),
            share: None,
            policies: Default::default(),
            outside: Default::default(),
            strings: Strings::all().into(),
            assets: dateline_edition::Assets::default(),
        };
        Desk {
            edition: Edition { site: Arc::new(site), language: Language::english(), now: Timestamp::UNIX_EPOCH },
            user: Some(Who { name: "Ada".into(), role: Role::Owner }),
            assets: Assets::default(),
            done: None,
        }
    }
}
