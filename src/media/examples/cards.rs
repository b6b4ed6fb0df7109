//! Draws cards of many kinds, to be looked at when their drawing changes: `cargo run --release -p dateline-media --example cards -- FOLDER PICTURE …`
#![allow(clippy::expect_used)]

use std::path::Path;

use dateline_media::{Media, Shape, ShareWords, share_file};
use dateline_story::{Focus, Language};

/// What the cards say: a name, the language, the section, the headline.
const WORDS: [(&str, &str, &str, &str); 13] = [
    ("short", "en", "Politics", "Talks resume in Islamabad"),
    ("usual", "en", "Climate", "Karachi’s mangroves are growing back, and fishermen are the first to notice"),
    (
        "long",
        "en",
        "Business & Economy",
        "Pakistan’s textile mills turn to rooftop solar as power prices double, but the small workshops of Faisalabad, which employ most of \
         the city, say that banks will not lend them the money to follow",
    ),
    (
        "endless",
        "en",
        "World",
        "A very long headline that no editor should ever write, which goes on and on about the ministers who met, the papers that they \
         signed, the lunch that they ate, the weather on the day, the price of wheat in the provinces, the mood of the markets, and what \
         everybody thought about all of it afterwards",
    ),
    ("turkish", "tr", "Gündem", "İstanbul Boğazı’nda gemi trafiği yoğun sis nedeniyle çift yönlü durduruldu"),
    ("urdu", "ur", "سیاست", "اسلام آباد میں مذاکرات دوبارہ شروع"),
    (
        "urdu-long",
        "ur",
        "ماحولیات",
        "کراچی کے ساحل پر مینگرووز کے جنگلات دوبارہ پھیل رہے ہیں اور سب سے پہلے ماہی گیروں نے اس تبدیلی کو محسوس کیا ہے",
    ),
    (
        "urdu-mixed",
        "ur",
        "ٹیکنالوجی",
        "OpenAI اور Google کا معاہدہ: 2026 میں ۴۵٪ اضافہ، «AI» پر 3.5 ارب ڈالر خرچ ہوں گے",
    ),
    ("arabic", "ar", "أخبار", "انطلاق محادثات السلام في إسلام آباد وسط إجراءات أمنية مشددة"),
    ("pictographs", "en", "Tech <& more>", "“Ağrı 🔥 & Κρήτη”: Київ’s <b>fire</b>–watch — 50% of §7"),
    // What our font lacks: set in the machine's fonts, or left out.
    ("georgian", "ka", "მსოფლიო", "თბილისში მოლაპარაკებები განახლდა 2026 წელს"),
    ("hebrew", "he", "חדשות", "השיחות באיסלאמאבאד מתחדשות ב-2026"),
    ("no-font", "en", "World", "Old Sogdian 𐼀𐼁𐼂 found in Samarkand"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("the first argument is a folder");
    let kept = tempfile::tempdir().expect("a folder can be made");
    let media = Media::folder(kept.path()).expect("the folder can be used");
    let mut pictures = vec![("type".to_owned(), None)];
    for file in arguments {
        let name = Path::new(&file).file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(&file).expect("the file can be read");
        let picture = media.add(&file, bytes).await.expect("it is a picture").picture;
        pictures.push((name, Some(picture)));
    }
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, language, section, headline) in WORDS {
        let words = ShareWords {
            headline: headline.into(),
            section: section.into(),
            site: if language == "ur" { "ڈیٹ لائن" } else { "Dateline" }.into(),
            language: Language::new(language).expect("it is a language"),
            story: dateline_story::ArticleId(1),
        };
        for (file, picture) in &pictures {
            let used = picture.as_ref().map(|it| (it, Focus::default()));
            let (digest, worked) = media.share(&words, used).await.expect("it can be drawn");
            for shape in Shape::ALL {
                // Cuts are the same for all headlines.
                if let (true, Some(bytes)) = (
                    shape == Shape::Card || name == "short",
                    media.get(&share_file(&digest, shape)).await.expect("it is read"),
                ) {
                    println!("{file}-{name}-{}: {} bytes, {worked:.1?} in all", shape.suffix(), bytes.len());
                    std::fs::write(format!("{folder}/{file}-{name}-{}.jpg", shape.suffix()), bytes)
                        .expect("it is written");
                }
            }
        }
    }
}
