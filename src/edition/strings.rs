//! Interface strings: one Fluent catalogue a language, in `strings/`.

use dateline_story::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages that have a catalogue, each with its source. The first stands in where a story's language has none.
const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("strings/en.ftl")),
    ("ur", include_str!("strings/ur.ftl")),
    ("tr", include_str!("strings/tr.ftl")),
];

/// The interface strings of one language.
pub struct Strings {
    language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Strings {
    /// All catalogues, the stand-in first.
    pub fn all() -> Vec<Strings> {
        CATALOGUES.iter().map(|(language, source)| Self::read(language, source)).collect()
    }

    /// The catalogue for a language among `all`, by its primary subtag.
    pub fn of<'a>(all: &'a [Strings], language: &Language) -> Option<&'a Strings> {
        all.iter().find(|strings| strings.language == language.primary()).or_else(|| all.first())
    }

    /// A catalogue from its source; lines that are not sound are left out, which tests of every catalogue rule out.
    pub fn read(language: &'static str, source: &str) -> Self {
        let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolating marks around every name would be copied with it; `dir` on the page does their work here.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(good, _)| good);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language's tag.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The string `key`; the key itself where the catalogue lacks it, which a test rules out.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The string `key` with values put in.
    pub fn with(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let arguments: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.format(key, Some(&arguments))
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()
    }

    /// Names joined as the language joins them: “A, B and C”.
    pub fn join(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => {
                let first = most.join(&self.get("comma"));
                self.with("and", &[("first", first.into()), ("last", last.as_str().into())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn keys(source: &str) -> BTreeSet<String> {
        let keys =
            source.lines().filter(|line| !line.starts_with([' ', '#', '}'])).filter_map(|line| line.split_once(" ="));
        keys.map(|(key, _)| key.to_owned()).collect()
    }

    #[test]
    fn every_catalogue_is_sound_and_has_every_key() {
        for (language, source) in CATALOGUES {
            assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{language}");
            assert_eq!(keys(source), keys(CATALOGUES[0].1), "{language}");
        }
    }

    /// Reads the sources for the keys that they ask for.
    #[test]
    fn every_key_that_is_asked_for_exists_and_no_other() {
        let mut sources = String::new();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![here.to_owned(), here.join("../view"), here.join("../server")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else if entry.extension().is_some_and(|extension| extension == "rs") {
                    sources.push_str(&std::fs::read_to_string(&entry).unwrap());
                }
            }
        }
        let known = keys(CATALOGUES[0].1);
        let calls = [".word(\"", ".words(\""].map(|call| sources.split(call).skip(1).collect::<Vec<_>>()).concat();
        let asked = calls.into_iter().filter_map(|rest| rest.split('"').next());
        let unknown: Vec<_> = asked.filter(|key| !key.contains('{') && !known.contains(*key)).collect();
        assert!(unknown.is_empty(), "asked for and in no catalogue: {unknown:?}");
        let computed = |key: &String| ["month-", "weekday-", "kind-"].iter().any(|prefix| key.starts_with(prefix));
        // As an argument or in a list of keys, not as an attribute's value.
        let used =
            |key: &String| sources.match_indices(&format!("\"{key}\"")).any(|(at, _)| !sources[..at].ends_with('='));
        let unused: Vec<_> = known.iter().filter(|key| !computed(key) && !used(key)).collect();
        assert!(unused.is_empty(), "never asked for: {unused:?}");
    }

    #[test]
    fn joins_and_counts_as_each_language_does() {
        let all = Strings::all();
        let names = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
        assert_eq!(all[0].join(&names), "A, B and C");
        assert_eq!(all[1].join(&names), "A، B اور C");
        assert_eq!(all[0].with("old-story", &[("years", 1.into())]), "This story is more than a year old.");
        assert_eq!(all[2].with("old-story", &[("years", 4.into())]), "Bu haber 4 yıldan daha eski.");
    }
}
