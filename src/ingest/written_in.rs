//! Which language a text is written in, where its source does not say: by its script and its words, and only when sure.

use dateline_story::Language;
use whatlang::{Info, Lang, Script};

/// How many bytes are looked at.
const ENOUGH: usize = 3_000;

/// How many words tell that a text is in the language that is expected of it.
const FIRST_WORDS: usize = 120;

/// How many bytes hold them.
const FIRST: usize = 900;

/// Words that stand in nearly every sentence of a language, and in few of the others. One in [`ONE_IN`] of a text's words is
/// one of its language's: the closer look, which costs more than the rest of reading a story, is for texts with fewer.
const COMMON: [(&str, &[&str]); 10] = [
    ("en", &["the", "of", "and", "to", "is", "that", "for", "with", "it", "this", "from", "by", "are", "be", "as"]),
    (
        "tr",
        &["ve", "bir", "bu", "için", "ile", "olarak", "daha", "çok", "gibi", "olan", "kadar", "sonra", "ise", "ancak"],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "den", "ist", "nicht", "mit", "dem", "sich", "auf", "für", "ein", "eine",
            "von", "zu",
        ],
    ),
    (
        "fr",
        &["les", "des", "est", "et", "du", "une", "dans", "qui", "pour", "par", "sur", "pas", "au", "ce", "il", "le"],
    ),
    ("es", &["el", "los", "las", "del", "y", "una", "por", "con", "para", "su", "al", "lo", "como", "más", "que"]),
    (
        "pt",
        &["não", "uma", "os", "do", "da", "em", "dos", "das", "ao", "pela", "pelo", "mais", "foi", "são", "que", "um"],
    ),
    (
        "it",
        &["il", "di", "che", "della", "è", "per", "non", "gli", "nel", "alla", "sono", "più", "dei", "delle", "una"],
    ),
    ("nl", &["het", "een", "van", "en", "dat", "niet", "zijn", "voor", "met", "op", "aan", "ook", "bij"]),
    ("pl", &["nie", "się", "jest", "na", "że", "z", "do", "w", "i", "to", "przez", "oraz", "jak", "od"]),
    ("sv", &["och", "att", "det", "som", "är", "på", "av", "för", "inte", "med", "den", "ett", "en", "till"]),
];

/// See [`COMMON`].
const ONE_IN: usize = 7;

/// How many letters words of the expected script need before they are believed to be of another language.
const MIN_SAME_SCRIPT: usize = 250;

/// How many letters of another script than the expected one are enough.
const MIN_OTHER_SCRIPT: usize = 20;

/// How many are enough in a headline that has no other letters.
const MIN_IN_HEADLINE: usize = 6;

/// The language of a headline and a body, HTML or text, if that surely is another one than `expected`.
pub fn other_than(expected: &Language, headline: &str, body: &str) -> Option<Language> {
    if is_plainly(expected.primary(), &words(body, FIRST)) {
        return None;
    }
    let (of_body, of_headline) = (words(body, ENOUGH), words(headline, ENOUGH));
    let count = |words: &str| words.chars().filter(|character| character.is_alphabetic()).count();
    let (in_body, in_headline) = (count(&of_body), count(&of_headline));
    let all = format!("{of_headline}\n{of_body}");
    let is_latin = |letter: char| letter < '\u{250}' || !letter.is_alphabetic();
    // Too short to be sure of, and in the script that is expected.
    if in_body < MIN_SAME_SCRIPT && is_written_in(expected.primary(), Script::Latin) && all.chars().all(is_latin) {
        return None;
    }
    let info = whatlang::detect(&all)?;
    let foreign = |info: &Info| !is_written_in(expected.primary(), info.script());
    let in_other_script = |info: &Info| info.is_reliable() || hardly_another(info) || in_body >= MIN_OTHER_SCRIPT;
    let sure = if foreign(&info) {
        in_body + in_headline >= MIN_OTHER_SCRIPT && in_other_script(&info)
    } else {
        in_body >= MIN_SAME_SCRIPT && info.is_reliable() && info.confidence() > 0.95
    };
    let lang = match whatlang::detect(&of_headline) {
        _ if sure => language_of(&info, &all),
        // A body of a few words, or of a player alone, says less than its headline.
        Some(info)
            if foreign(&info)
                && (hardly_another(&info) || info.is_reliable() || info.script() == Script::Arabic)
                && in_headline >= MIN_IN_HEADLINE
                && in_body < MIN_SAME_SCRIPT / 2 =>
        {
            language_of(&info, &of_headline)
        }
        _ => return None,
    };
    let tag = tag(lang).filter(|tag| *tag != expected.primary())?;
    Language::new(tag).ok()
}

/// Whether a text has so many of a language's commonest words that it is written in it.
fn is_plainly(language: &str, text: &str) -> bool {
    let Some((_, common)) = COMMON.iter().find(|(tag, _)| *tag == language) else { return false };
    let (mut all, mut found) = (0, 0);
    for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).take(FIRST_WORDS) {
        all += 1;
        found += usize::from(common.contains(&word));
    }
    all >= FIRST_WORDS / 2 && found * ONE_IN >= all
}

/// The language found, by its own letters where they tell more than a few words do.
fn language_of(info: &Info, words: &str) -> Lang {
    let has = |letters: &[char]| words.contains(letters);
    match info.script() {
        // Letters that Arabic and Persian do not have; those that Arabic does not have.
        Script::Arabic if has(&['ٹ', 'ڈ', 'ڑ', 'ں', 'ے', 'ہ', 'ھ']) => Lang::Urd,
        Script::Arabic if !info.is_reliable() && has(&['پ', 'چ', 'ژ', 'گ']) => Lang::Pes,
        _ => info.lang(),
    }
}

/// Whether hardly another language is written like this.
fn hardly_another(info: &Info) -> bool {
    !matches!(info.script(), Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari)
}

/// The first `limit` bytes of the words and a little more, without tags, entities and addresses.
fn words(html: &str, limit: usize) -> String {
    let mut out = String::with_capacity(limit.min(html.len()) + 200);
    let mut in_tag = false;
    for word in html.split_inclusive([' ', '\n', '>', '<', ';']) {
        if out.len() > limit {
            break;
        }
        let opens = word.ends_with('<');
        if !in_tag && !word.starts_with('&') && !word.contains("://") {
            out.push_str(word.trim_end_matches(['<', '>']));
        }
        in_tag = opens || (in_tag && !word.ends_with('>'));
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
        other_than(&Language::new(expected).unwrap(), "", text).map(String::from)
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
    fn common_words_tell_no_language_for_its_neighbour() {
        let texts = [
            (
                "en",
                "The ferry to the islands will sail again from Monday, the harbour office said, after a winter in which it lay in the dock for repairs. It is the only ship on this route, and the people of the islands had to ask the fishermen for a passage. They are glad that the winter is over, and so are the shops by the quay.",
            ),
            (
                "de",
                "Die Fähre zu den Inseln fährt von Montag an wieder, teilte das Hafenamt mit, nachdem sie den Winter über im Dock gelegen hatte und dort repariert wurde. Sie ist das einzige Schiff auf dieser Strecke, und die Bewohner der Inseln mussten sich von den Fischern mitnehmen lassen. Nun sind sie froh, dass der Winter vorbei ist, und mit ihnen die Läden am Kai.",
            ),
            (
                "es",
                "El barco de las islas vuelve a salir desde el lunes, según la oficina del puerto, después de un invierno en el que estuvo en el dique para su reparación. Es el único que hace la ruta, y los vecinos de las islas tenían que pedir a los pescadores que los llevaran. Ahora se alegran de que el invierno haya pasado, como las tiendas del muelle.",
            ),
            (
                "pt",
                "O barco das ilhas volta a sair na segunda-feira, informou a autoridade do porto, depois de um inverno em que esteve no estaleiro para ser reparado. É o único que faz a rota, e os moradores das ilhas tinham de pedir aos pescadores que os levassem. Agora estão contentes por o inverno ter passado, e com eles as lojas do cais, que não tinham fregueses.",
            ),
            (
                "it",
                "Il traghetto per le isole riparte da lunedì, ha detto la capitaneria di porto, dopo un inverno passato nel bacino per le riparazioni. È la sola nave che fa la tratta, e gli abitanti delle isole dovevano chiedere un passaggio ai pescatori. Ora sono contenti che l’inverno sia passato, e con loro i negozi della banchina, che non avevano più clienti da mesi.",
            ),
            (
                "nl",
                "De veerboot naar de eilanden vaart vanaf maandag weer, zegt het havenkantoor, na een winter waarin het schip voor een reparatie in het dok lag. Het is het enige op deze lijn, en de bewoners van de eilanden moesten met de vissers mee. Nu zijn ze blij dat de winter voorbij is, en de winkels aan de kade ook, want die hadden niet veel klanten.",
            ),
            (
                "fr",
                "Le bac des îles repart lundi, a fait savoir la capitainerie, après un hiver passé en cale pour des réparations. C’est le seul navire qui fait la ligne, et les habitants des îles devaient demander aux pêcheurs de les prendre à bord. Ils sont contents que l’hiver soit passé, comme les boutiques du quai, qui depuis des mois ne voyaient plus personne.",
            ),
        ];
        for (language, text) in texts {
            for (other, _) in COMMON {
                assert_eq!(is_plainly(other, text), other == language, "{language} for {other}");
            }
            assert_eq!(told(language, text), None);
        }
        assert!(!is_plainly("en", "The end."));
    }

    #[test]
    fn a_headline_tells_what_a_body_of_a_word_does_not() {
        let told = |headline, body| other_than(&Language::english(), headline, body).map(String::from);
        assert_eq!(told("بندرگاہ پر صبح", "Urdu.").as_deref(), Some("ur"));
        assert_eq!(told("Πρωί στο λιμάνι", "<iframe src=\"https://a.example/b\"></iframe>").as_deref(), Some("el"));
        let english =
            "The harbour was quiet in the morning, and nobody could say when the ferry would come. ".repeat(5);
        assert_eq!(told("بندرگاہ پر صبح", &english), None);
        assert_eq!(told("Der Hafen am Morgen", "x"), None);
    }

    #[test]
    fn markup_is_no_language() {
        let markup = "<div class=\"alignwide has-text-color\"><img src=\"https://a.example/x/und/der/die/das.jpg\" alt=\"\"/></div>".repeat(40);
        assert_eq!(told("ur", &markup), None);
    }
}
