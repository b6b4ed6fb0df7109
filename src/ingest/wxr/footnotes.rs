//! The block editor's footnotes: numbers in the text, words in a custom field (WordPress 6.3 and later).

use serde::Deserialize;

use crate::html::NOTE;
use crate::plain::{glimpse, text};

/// A note as the field holds it.
#[derive(Deserialize)]
struct Footnote {
    id: String,
    content: String,
}

/// The block that WordPress fills from the field.
const BLOCK: &str = "<!-- wp:footnotes /-->";

/// `content` with each note's words where its number stands. `lose` hears of words whose number is nowhere.
pub fn joined(content: &str, field: &str, lose: &mut dyn FnMut(String)) -> String {
    let Ok(notes) = serde_json::from_str::<Vec<Footnote>>(field) else {
        lose(format!("its footnotes cannot be read: “{}”", glimpse(field)));
        return content.to_owned();
    };
    let mut used = vec![false; notes.len()];
    let mut out = String::with_capacity(content.len() + field.len());
    let mut rest = content;
    while let Some(at) = rest.find("<sup data-fn=\"") {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let id = here["<sup data-fn=\"".len()..].split('"').next().unwrap_or_default();
        let end = here.find("</sup>").map(|end| end + "</sup>".len());
        match (end, notes.iter().position(|note| note.id == id)) {
            (Some(end), Some(number)) => {
                used[number] = true;
                out.push_str(&format!("<{NOTE}>{}</{NOTE}>", notes[number].content));
                rest = &here[end..];
            }
            _ => {
                out.push_str(&here[..1]);
                rest = &here[1..];
            }
        }
    }
    out.push_str(rest);
    for (note, _) in notes.iter().zip(used).filter(|(_, used)| !used) {
        lose(format!(
            "no number in the text leads to the footnote “{}”: it is left out",
            glimpse(&text(&note.content))
        ));
    }
    out.replace(BLOCK, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notes_words_stand_at_its_number() {
        let mut lost = Vec::new();
        let content = "A<sup data-fn=\"f1\" class=\"fn\"><a href=\"#f1\">1</a></sup>.<!-- wp:footnotes /-->";
        let field = "[{\"content\":\"The <em>words</em>\",\"id\":\"f1\"},{\"content\":\"gone\",\"id\":\"f2\"}]";
        let joined = joined(content, field, &mut |what| lost.push(what));
        assert_eq!(joined, "A<dateline-note>The <em>words</em></dateline-note>.");
        assert!(lost.len() == 1 && lost[0].contains("“gone”"), "{lost:?}");
    }
}
