//! Which language a text is written in, where its source does not say: by its script and its words, and only when sure.

use dateline_story::Language;
use whatlang::{Info, Lang, Script};

/// How many letters are looked at.
const ENOUGH: usize = 2_000;

/// How many letters words of the expected script need before they are believed to be of another language.
const MIN_SAME_SCRIPT: usize = 250;

/// How many letters of another script than the expected one are enough.
const MIN_OTHER_SCRIPT: usize = 20;

/// The language of some HTML or text, if that surely is another one than `expected`.
pub fn other_than(expected: &Language, parts: &[&str]) -> Option<Language> {
    let words = words(parts);
    let letters = words.chars().filter(|character| character.is_alphabetic()).count();
    let info = whatlang::detect(&words)?;
    let tag = tag(info.lang())?;
    if tag == expected.primary() {
        return None;
    }
    let sure = if is_written_in(expected.primary(), info.script()) {
        letters >= MIN_SAME_SCRIPT && info.is_reliable() && info.confidence() > 0.95
    } else {
        letters >= MIN_OTHER_SCRIPT && (one_language(info) || letters >= 2 * MIN_OTHER_SCRIPT)
    };
    sure.then(|| Language::new(tag).ok()).flatten()
}

/// Whether few words are enough, since hardly another language is written like this.
fn one_language(info: Info) -> bool {
    info.is_reliable()
        || !matches!(info.script(), Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari)
}

/// The start of the words, without tags, entities and addresses.
fn words(parts: &[&str]) -> String {
    let mut out = String::with_capacity(2 * ENOUGH);
    for part in parts {
        let mut in_tag = false;
        for word in part.split_inclusive([' ', '\n', '>', '<', ';']) {
            if out.len() > 4 * ENOUGH {
                return out;
            }
            let opens = word.ends_with('<');
            let plain = !in_tag && !word.starts_with('&') && !word.contains("://");
            if plain {
                out.push_str(word.trim_end_matches(['<', '>']));
            }
            in_tag = opens || (in_tag && !word.ends_with('>'));
        }
        out.push('\n');
    }
    out
}

/// Whether a language is usually written in a script.
fn is_written_in(language: &str, script: Script) -> bool {
    let scripts: &[Script] = match language {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" | "pnb" | "ks" => &[Script::Arabic],
        "he" | "yi" => &[Script::Hebrew],
        "hi" | "mr" | "ne" | "sa" => &[Script::Devanagari],
        "ru" | "uk" | "bg" | "be" | "mk" => &[Script::Cyrillic],
        "sr" | "kk" | "uz" | "mn" => &[Script::Cyrillic, Script::Latin],
        "el" => &[Script::Greek],
        "ja" => &[Script::Hiragana, Script::Katakana, Script::Mandarin],
        "zh" => &[Script::Mandarin],
        "ko" => &[Script::Hangul],
        "bn" | "as" => &[Script::Bengali],
        "ta" => &[Script::Tamil],
        "te" => &[Script::Telugu],
        "th" => &[Script::Thai],
        "hy" => &[Script::Armenian],
        "ka" => &[Script::Georgian],
        _ => &[Script::Latin],
    };
    scripts.contains(&script)
}

/// The tag of a language; `None` for those that are told apart from their neighbours too seldom.
fn tag(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Vie => "vi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Swe => "sv",
        Lang::Ron => "ro",
        Lang::Fin => "fi",
        Lang::Kor => "ko",
        Lang::Urd => "ur",
        Lang::Pes => "fa",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Guj => "gu",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Pan => "pa",
        Lang::Mar => "mr",
        Lang::Mya => "my",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Sin => "si",
        Lang::Hye => "hy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(expected: &str, text: &str) -> Option<String> {
        other_than(&Language::new(expected).unwrap(), &[text]).map(String::from)
    }

    #[test]
    fn another_script_is_soon_believed() {
        let urdu = "<p>وزیر نے کہا کہ نئی بندرگاہ اگلے سال کھل جائے گی، اور شہر کے لوگوں کو اس سے بہت فائدہ ہوگا۔</p>";
        assert_eq!(told("en-GB", urdu).as_deref(), Some("ur"));
        assert_eq!(told("ur", urdu), None);
        assert_eq!(
            told("en", "Министр заявил, что порт откроется в следующем году, и город ждёт этого.").as_deref(),
            Some("ru")
        );
        assert_eq!(told("en", "He said: وزیر"), None);
    }

    #[test]
    fn the_same_script_needs_many_words() {
        let german = "Der Minister sagte am Mittwoch, dass der neue Hafen im nächsten Jahr eröffnet werden soll. ";
        assert_eq!(told("en", german), None);
        assert_eq!(told("en", &format!("{german}Die Arbeiter hatten lange darauf gewartet, und viele von ihnen waren schon nicht mehr in der Stadt. Nun hofft man, dass sie zurückkommen und dass auch die Fischer wieder ihre Boote an den Kai legen, wie sie es früher getan haben. Ob das gelingt, weiß niemand.")).as_deref(), Some("de"));
        let english =
            "The harbour was quiet in the morning, and nobody on the quay could say when the ferry would come. "
                .repeat(5);
        assert_eq!(told("en", &english), None);
        assert_eq!(told("en", ""), None);
    }

    #[test]
    fn markup_is_no_language() {
        let markup = "<div class=\"alignwide has-text-color\"><img src=\"https://a.example/x/und/der/die/das.jpg\" alt=\"\"/></div>".repeat(40);
        assert_eq!(told("ur", &markup), None);
    }
}
