use super::*;
use crate::rendition;
use draw::CARD_BYTES;
use image::RgbImage;

fn words(headline: &str, language: &str) -> ShareWords {
    ShareWords {
        headline: headline.into(),
        section: "World".into(),
        site: "Dateline".into(),
        language: Language::new(language).unwrap(),
        story: dateline_story::ArticleId(1),
    }
}

fn picture(width: u32, height: u32) -> Picture {
    Picture {
        name: "a.jpg".into(),
        digest: "ab".into(),
        width,
        height,
        widths: rendition::widths(width),
        tint: None,
        avif: false,
    }
}

/// How light some rows are on the left and on the right.
fn means(image: &RgbImage, rows: std::ops::Range<u32>) -> (f64, f64) {
    let mean = |columns: std::ops::Range<u32>| {
        let values = rows.clone().flat_map(|y| columns.clone().map(move |x| f64::from(image.get_pixel(x, y).0[1])));
        values.sum::<f64>() / f64::from(rows.len() as u32 * columns.len() as u32)
    };
    (mean(0..600), mean(600..1200))
}

#[test]
fn a_digest_tells_everything_apart() {
    let picture = picture(3000, 2000);
    let usual = words("One", "en");
    let digest = share_digest(&usual, None);
    assert!(digest.len() == 24 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digest}");
    assert_eq!(digest, share_digest(&usual.clone(), None));
    let moved = ShareWords { headline: "OneW".into(), section: "orld".into(), ..usual.clone() };
    let others = [
        share_digest(&words("Two", "en"), None),
        share_digest(&words("One", "tr"), None),
        share_digest(&moved, None),
        share_digest(&ShareWords { story: dateline_story::ArticleId(2), ..usual.clone() }, None),
        share_digest(&usual, Some((&picture, Focus::default()))),
        share_digest(&usual, Some((&picture, Focus { x: 50, y: 51 }))),
    ];
    let all: std::collections::BTreeSet<_> = others.iter().chain([&digest]).collect();
    assert_eq!(all.len(), 7);
}

#[tokio::test]
async fn share_pictures_are_made_once_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let media = Media::folder(folder.path()).unwrap();
    let image = RgbImage::from_fn(2100, 1400, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let picture = media.add("a.jpg", rendition::jpeg(&image).unwrap()).await.unwrap().picture;
    let (words, used) = (words("Rain reaches Karachi", "en"), Some((&picture, Focus::default())));
    let (digest, worked) = media.share(&words, used).await.unwrap();
    assert_eq!((&digest, worked > Duration::ZERO), (&share_digest(&words, used), true));
    for shape in Shape::ALL {
        let jpeg = media.get(&share_file(&digest, shape)).await.unwrap().unwrap();
        let drawn = decode::image("a.jpg", &jpeg).unwrap();
        assert_eq!(drawn.dimensions(), (1200, shape.height()), "{shape:?}");
    }
    std::fs::write(folder.path().join(share_file(&digest, Shape::Card)), "as it was").unwrap();
    assert_eq!(media.share(&words, used).await.unwrap(), (digest.clone(), Duration::ZERO));
    media.unshare(&digest).await.unwrap();
    media.unshare(&digest).await.unwrap();
    assert!(!media.has(&share_file(&digest, Shape::Card)).await.unwrap());
    // Without a picture there is a card alone.
    let (digest, _) = media.share(&words, None).await.unwrap();
    assert!(media.has(&share_file(&digest, Shape::Card)).await.unwrap());
    assert!(!media.has(&share_file(&digest, Shape::Square)).await.unwrap());
}

#[test]
fn the_source_has_the_pixels_that_a_shape_needs() {
    assert!(suffices(&picture(3000, 2000), 1200, &[Shape::Card, Shape::SixteenNine]));
    assert!(!suffices(&picture(3000, 2000), 1600, &Shape::ALL));
    assert!(suffices(&picture(3000, 2000), 2000, &Shape::ALL));
    assert!(suffices(&picture(2000, 3000), 1200, &Shape::ALL));
    assert!(!suffices(&picture(2000, 3000), 800, &[Shape::Card]));
}

#[test]
fn a_card_is_never_too_heavy() {
    let mut state = 1u32;
    let noise = RgbImage::from_fn(1200, 900, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 20) as u8])
    });
    let card = draw::made(&words("Noise", "en"), Some((&noise, Focus::default())), Shape::Card).unwrap();
    assert!(card.len() <= CARD_BYTES, "{}", card.len());
}

#[test]
fn lines_begin_where_the_language_begins_and_stand_on_dark() {
    let white = RgbImage::from_pixel(1600, 1067, image::Rgb([255, 255, 255]));
    let card = |headline, language| {
        let jpeg = draw::made(&words(headline, language), Some((&white, Focus::default())), Shape::Card).unwrap();
        decode::image("a.jpg", &jpeg).unwrap()
    };
    let (english, urdu) = (card("Rain", "en"), card("بارش", "ur"));
    for (image, rtl) in [(&english, false), (&urdu, true)] {
        let (left, right) = means(image, 448..518);
        assert_eq!(right > left + 5.0, rtl, "{left} {right}");
        // The headline's ground, beside its letters: 119 is what white letters need for a contrast of 4.5 to 1.
        let ground = image.get_pixel(600, 418).0[1];
        assert!(ground < 119, "{ground}");
    }
}

#[test]
fn whatever_is_typed_a_card_is_drawn() {
    let endless = "word ".repeat(100_000);
    let unbroken = "ش".repeat(3000);
    let hostile = [
        "",
        " \n\t ",
        "\u{0}\u{1b}[31m\u{fffe}",
        "</text><image href='file:///etc/passwd'/>&amp;&#0;]]>",
        "\u{202e}\u{2067}abc",
        "\u{200d}\u{200c}\u{301}",
        "🔥🔥🔥",
        "कराची में बारिश 北京 ምን",
        endless.as_str(),
        unbroken.as_str(),
    ];
    let small = RgbImage::from_pixel(3, 2, image::Rgb([0, 90, 0]));
    for text in hostile {
        for language in ["en", "ur"] {
            let words = ShareWords { section: text.into(), site: text.into(), ..words(text, language) };
            for picture in [None, Some((&small, Focus { x: 255, y: 0 }))] {
                let jpeg = draw::made(&words, picture, Shape::Card);
                assert!(jpeg.is_ok_and(|it| it.len() <= CARD_BYTES), "{text:.20}");
            }
        }
    }
}
