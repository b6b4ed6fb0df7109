//! What a story's share pictures cost.

use std::time::Duration;

use dateline_media::{Media, Shape, ShareWords, rendition, share_file};
use dateline_story::{Focus, Language};
use image::RgbImage;

/// A story's card and its picture's three cuts take less than this.
const LIMIT: Duration = Duration::from_secs(1);

/// Measures those of a story with a picture, and of one without; whether they are within the limit.
pub fn measure(image: &RgbImage) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(measured(image))
}

async fn measured(image: &RgbImage) -> bool {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let media = Media::folder(folder.path()).expect("it can be used");
    let jpeg = rendition::jpeg(image).expect("it is not too long");
    let picture = media.add("bench.jpg", jpeg).await.expect("it is a picture").picture;
    let words = ShareWords {
        headline: "Karachi’s mangroves are growing back, and fishermen are the first to notice".into(),
        section: "Climate".into(),
        site: "Dateline".into(),
        language: Language::english(),
        story: dateline_story::ArticleId(1),
    };
    let used = Some((&picture, Focus::default()));
    // The first reads the font.
    media.share(&words, None).await.expect("it can be drawn");
    let again = ShareWords { section: "World".into(), ..words.clone() };
    let (plain, alone) = media.share(&again, None).await.expect("it can be drawn");
    let (digest, all) = media.share(&words, used).await.expect("it can be drawn");
    let file = share_file(&digest, Shape::Card);
    media.remove(&file).await.expect("it is there");
    let (_, card) = media.share(&words, used).await.expect("it can be drawn");
    let mut sizes = Vec::new();
    for file in [share_file(&plain, Shape::Card), file] {
        sizes.push(media.get(&file).await.expect("it can be read").map_or(0, |bytes| bytes.len()));
    }
    println!(
        "  share pictures: a card of type alone {alone:.1?}, {} bytes; over the picture {card:.1?}, {} bytes; with three cuts {all:.1?} (limit {LIMIT:?})",
        sizes[0], sizes[1]
    );
    all < LIMIT
}
