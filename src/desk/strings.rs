//! The desk's interface strings: one Fluent catalogue a language, in `strings/`.

use std::sync::LazyLock;

use dateline_edition::Strings;
use dateline_story::Language;

/// The languages that the desk speaks, each with its catalogue. The first stands in for others.
const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("strings/en.ftl")),
    ("ur", include_str!("strings/ur.ftl")),
    ("tr", include_str!("strings/tr.ftl")),
];

static ALL: LazyLock<Vec<Strings>> =
    LazyLock::new(|| CATALOGUES.iter().map(|(language, source)| Strings::read(language, source)).collect());

/// The catalogue for a language.
pub fn of(language: &Language) -> Option<&'static Strings> {
    Strings::of(&ALL, language)
}

/// The languages that the desk speaks, each with its own name for itself.
pub fn languages() -> Vec<(Language, String)> {
    let named = |strings: &Strings| Some((Language::new(strings.language()).ok()?, strings.get("language")));
    ALL.iter().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn keys(source: &str) -> BTreeSet<String> {
        let keys =
            source.lines().filter(|line| !line.starts_with([' ', '#', '}'])).filter_map(|line| line.split_once(" ="));
        keys.map(|(key, _)| key.to_owned()).collect()
    }

    /// The variables that each message uses.
    fn variables(source: &str) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let mut key = String::new();
        for line in source.lines() {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '#'])) {
                key = name.to_owned();
            }
            for rest in line.split('$').skip(1) {
                let name = rest.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap();
                found.insert((key.clone(), name.to_owned()));
            }
        }
        found
    }

    #[test]
    fn every_catalogue_has_every_key_with_the_same_variables() {
        let (_, english) = CATALOGUES[0];
        for (language, source) in CATALOGUES {
            assert_eq!(keys(source), keys(english), "{language}");
            assert_eq!(variables(source), variables(english), "{language}");
            assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{language} is not sound");
        }
    }

    /// Who speaks to a control says what they see on it (WCAG 2.2, 2.5.3).
    #[test]
    fn longer_names_of_controls_hold_what_is_seen() {
        for (language, _) in CATALOGUES {
            let strings = of(&Language::new(language).unwrap()).unwrap();
            for (name, seen) in
                [("rename-passkey", "rename"), ("remove-passkey", "remove"), ("end-session-of", "sign-out")]
            {
                let (name, seen) = (strings.get(name), strings.get(seen));
                assert!(name.contains(&seen), "{language}: “{name}” lacks “{seen}”");
            }
        }
    }

    /// Reads the sources for the keys that they ask for; computed ones begin as `COMPUTED` says.
    #[test]
    fn every_key_that_is_asked_for_exists_and_no_other() {
        const COMPUTED: [&str; 9] =
            ["role-", "done-", "wrong-", "audit-", "notice-", "state-", "kind-", "did-", "job-kind-"];
        let mut sources = String::new();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![here.to_owned(), here.join("../server/desk")];
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
        let calls = [".say(\"", ".say_with(\""].map(|call| sources.split(call).skip(1).collect::<Vec<_>>()).concat();
        let asked = calls.into_iter().filter_map(|rest| rest.split('"').next());
        let unknown: Vec<_> = asked.filter(|key| !known.contains(*key)).collect();
        assert!(unknown.is_empty(), "asked for and in no catalogue: {unknown:?}");
        let computed = |key: &String| COMPUTED.iter().any(|prefix| key.starts_with(prefix));
        let used = |key: &String| sources.contains(&format!("\"{key}\""));
        let unused: Vec<_> = known.iter().filter(|key| !computed(key) && !used(key)).collect();
        assert!(unused.is_empty(), "never asked for: {unused:?}");
    }
}
