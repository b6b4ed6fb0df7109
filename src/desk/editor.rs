//! The strings of the story editor, which runs in the browser and formats them itself.

use std::collections::BTreeMap;

use dateline_story::Language;

/// One catalogue a language: a line a string, places as `{ $name }`. The first stands in for others.
const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("strings/editor/en.ftl")),
    ("ur", include_str!("strings/editor/ur.ftl")),
    ("tr", include_str!("strings/editor/tr.ftl")),
];

/// The editor's strings by key.
pub fn editor_words(language: &Language) -> BTreeMap<&'static str, &'static str> {
    let own = CATALOGUES.iter().find(|(tag, _)| *tag == language.primary());
    let (_, source) = own.unwrap_or(&CATALOGUES[0]);
    source.lines().filter_map(|line| line.split_once(" = ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn of(tag: &str) -> BTreeMap<&'static str, &'static str> {
        editor_words(&Language::new(tag).unwrap())
    }

    fn places(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split("{ $").skip(1).filter_map(|rest| rest.split(" }").next()).collect();
        names.sort();
        names
    }

    #[test]
    fn every_language_has_every_string_with_the_same_places() {
        let english = of("en");
        for tag in ["ur", "tr"] {
            let other = of(tag);
            assert_eq!(other.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{tag}");
            for (key, text) in &english {
                assert_eq!(places(other[key]), places(text), "{tag}: {key}");
            }
        }
        assert_eq!(of("de"), english);
    }

    /// Reads the editor's sources for the keys that they ask for; computed ones begin as `COMPUTED` says.
    #[test]
    fn every_string_that_the_editor_asks_for_exists_and_no_other() {
        const COMPUTED: [&str; 11] =
            ["act-", "about-", "note-", "done-", "state-", "kind-", "remark-", "tool-", "field-", "refused-", "view-"];
        let mut sources = String::new();
        for folder in ["../desk_front", "../surface", "../surface/views"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
                    sources.push_str(&std::fs::read_to_string(&entry).unwrap());
                }
            }
        }
        let known = of("en");
        let asked_by_surface = sources.split("\"surface-").skip(1).filter_map(|rest| rest.split('"').next());
        let unknown: Vec<_> =
            asked_by_surface.filter(|key| !known.contains_key(format!("surface-{key}").as_str())).collect();
        assert!(unknown.is_empty(), "asked for by the surface and in no catalogue: {unknown:?}");
        let calls = [".say(\"", "words.with(\"", ".say(\n                \""];
        let asked = calls.iter().flat_map(|call| sources.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
        let unknown: Vec<_> = asked.filter(|key| !known.contains_key(key)).collect();
        assert!(unknown.is_empty(), "asked for and in no catalogue: {unknown:?}");
        let used = |key: &&&str| {
            sources.contains(&format!("\"{key}\""))
                || COMPUTED.iter().any(|it| key.starts_with(it))
                || ["preview-phone", "preview-tablet", "preview-desktop"].contains(*key)
        };
        let unused: Vec<_> = known.keys().filter(|key| !used(key)).collect();
        assert!(unused.is_empty(), "never asked for: {unused:?}");
        // Those that are computed from closed lists.
        for word in dateline_story::Kind::ALL.map(|kind| format!("kind-{}", kind.as_str())) {
            assert!(known.contains_key(word.as_str()), "{word}");
        }
    }
}
