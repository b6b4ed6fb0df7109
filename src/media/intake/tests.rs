use super::*;
use image::{DynamicImage, ImageFormat, RgbaImage};
use std::io::Cursor;

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90])), ImageFormat::Png)
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [230, 20, 20] } else { [20, 20, 230] }))
}

/// A JPEG with further segments after its start.
fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, content) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// Exif that says “turn me a quarter to the right”, names a place by GPS, and a camera.
fn exif() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let (model, gps) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 12);
    tiff.extend(3u16.to_le_bytes());
    tiff.extend(entry(0x0110, 2, 12, u32::to_le_bytes(model)));
    tiff.extend(entry(0x0112, 3, 1, [6, 0, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, u32::to_le_bytes(gps)));
    tiff.extend([0; 4]);
    tiff.extend(b"SecretCamera");
    tiff.extend(1u16.to_le_bytes());
    tiff.extend(entry(0x001d, 2, 11, u32::to_le_bytes(gps + 2 + 12 + 4)));
    tiff.extend([0; 4]);
    tiff.extend(b"2026:11:24\0");
    [b"Exif\0\0".to_vec(), tiff].concat()
}

async fn media() -> (tempfile::TempDir, Media) {
    let folder = tempfile::tempdir().unwrap();
    let media = Media::folder(folder.path()).unwrap();
    (folder, media)
}

fn renditions(folder: &tempfile::TempDir) -> usize {
    std::fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_file()).count()
}

#[tokio::test]
async fn makes_each_rendition_once() {
    let (folder, media) = media().await;
    let picture = media.add("a.png", png(900, 600)).await.unwrap().picture;
    assert_eq!((picture.width, picture.height, picture.widths.as_slice()), (900, 600, [240, 480, 800].as_slice()));
    let rendition = media.get(&picture.file(480)).await.unwrap().unwrap();
    let image = image::load_from_memory(&rendition).unwrap();
    assert_eq!((image.width(), image.height()), (480, 320));
    assert_eq!(media.add("a.png", png(900, 600)).await.unwrap().picture, picture);
    assert_eq!(renditions(&folder), 3);
    assert_eq!(media.add("b.png", png(100, 50)).await.unwrap().picture.widths, [100]);
}

#[tokio::test]
async fn what_a_picture_lacks_is_made_later_and_once() {
    let (folder, media) = media().await;
    let begun = media.begin("a.png", png(1300, 400)).await.unwrap();
    assert_eq!((begun.picture.widths.as_slice(), begun.format), ([240, 480, 800].as_slice(), Format::Png));
    // Stopped half-way, it goes on where it was.
    let stopped = tokio::time::timeout(Duration::from_millis(1), media.complete(&begun.picture)).await;
    assert!(stopped.is_err() && renditions(&folder) < 8);
    let done = media.complete(&begun.picture).await.unwrap();
    assert_eq!((done.widths.as_slice(), done.avif), ([240, 480, 800, 1200].as_slice(), true));
    assert_eq!(renditions(&folder), 8);
    let avif = media.get(&done.avif_file(1200)).await.unwrap().unwrap();
    assert_eq!(media.add("b.avif", avif).await.unwrap().picture.height, 370);
    // Without its original a picture is made from the widest rendition; without any it is lost.
    std::fs::remove_file(folder.path().join("originals").join(&done.digest)).unwrap();
    std::fs::remove_file(folder.path().join(done.avif_file(240))).unwrap();
    assert_eq!(media.complete(&done).await.unwrap(), done);
    assert!(media.has(&done.avif_file(240)).await.unwrap());
    let gone = Picture { digest: "0".repeat(24), ..done };
    assert!(matches!(media.complete(&gone).await, Err(Error::Lost(name)) if name == "a.png"));
}

#[tokio::test]
async fn draws_svg_and_loads_nothing_for_it() {
    let (_folder, media) = media().await;
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#f00"/>
        <image href="/etc/hostname" width="16" height="9"/></svg>"##;
    let picture = media.add("a.svg", svg.into()).await.unwrap().picture;
    assert_eq!((picture.width, picture.height), (2000, 1125));
    assert_eq!(picture.tint.unwrap().steps(), [5, 0, 0]);
    let bytes = media.get(&picture.file(240)).await.unwrap().unwrap();
    assert!(image::load_from_memory(&bytes).unwrap().to_rgb8().get_pixel(120, 60).0[0] > 240);
}

#[tokio::test]
async fn a_camera_s_picture_is_turned_upright_and_keeps_its_secrets() {
    let (_folder, media) = media().await;
    let jpeg = encoded(halves(400, 200), ImageFormat::Jpeg);
    let xmp = br#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Reuters"/></rdf:RDF></x:xmpmeta>"#;
    let iim = b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x1e\x1c\x02\x50\0\x0aAda Camera\x1c\x02\x78\0\x0aTwo halves";
    let segments =
        [(0xe1, exif()), (0xe1, [&b"http://ns.adobe.com/xap/1.0/\0"[..], xmp].concat()), (0xed, iim.to_vec())];
    let bytes = with_segments(&jpeg, &segments);
    let taken = media.begin("a.jpg", bytes.clone()).await.unwrap();
    assert_eq!((taken.picture.width, taken.picture.height), (200, 400));
    assert_eq!((taken.words.credit.as_str(), taken.words.caption.as_str()), ("Ada Camera/Reuters", "Two halves"));
    let done = media.complete(&taken.picture).await.unwrap();
    for file in [done.file(200), done.avif_file(200)] {
        let rendition = media.get(&file).await.unwrap().unwrap();
        for secret in [&b"Exif"[..], b"SecretCamera", b"2026:11:24", b"Reuters", b"Ada", b"8BIM"] {
            assert!(!rendition.windows(secret.len()).any(|window| window == secret), "{file}");
        }
        // Turned to the right, what was left is on top.
        let upright = decode::image("a", &rendition).unwrap();
        assert!(upright.get_pixel(100, 50).0[0] > 180 && upright.get_pixel(100, 350).0[2] > 180, "{file}");
    }
    let original = media.get(&format!("originals/{}", done.digest)).await.unwrap().unwrap();
    assert_eq!(original, bytes, "the original stays whole, and private");
}

#[tokio::test]
async fn reads_every_kind_and_of_a_film_the_first_frame() {
    let (_folder, media) = media().await;
    let mut gif = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
        let frames = [[255, 0, 0, 255], [0, 0, 255, 255]]
            .map(|colour| image::Frame::new(RgbaImage::from_pixel(32, 16, image::Rgba(colour))));
        encoder.encode_frames(frames).unwrap();
    }
    let see_through = RgbaImage::from_pixel(32, 16, image::Rgba([255, 0, 0, 0]));
    let files = [
        ("a.gif", gif, [5, 0, 0]),
        ("a.webp", encoded(halves(40, 16), ImageFormat::WebP), [5, 0, 0]),
        ("see-through.png", encoded(see_through, ImageFormat::Png), [5, 5, 5]),
        ("a.avif", rendition::avif(&RgbImage::from_pixel(32, 16, image::Rgb([250, 5, 5]))).unwrap(), [5, 0, 0]),
        ("deep.png", encoded(DynamicImage::ImageRgb8(halves(40, 16)).into_rgb16(), ImageFormat::Png), [5, 0, 0]),
    ];
    for (name, bytes, expected) in files {
        let picture = media.add(name, bytes).await.unwrap().picture;
        let shown = media.get(&picture.file(picture.widths[0])).await.unwrap().unwrap();
        let colour =
            dateline_story::Tint::nearest(image::load_from_memory(&shown).unwrap().to_rgb8().get_pixel(8, 8).0);
        assert_eq!(colour.steps(), expected, "{name}");
    }
}

#[tokio::test]
async fn refuses_what_is_no_picture_and_bombs() {
    let (folder, media) = media().await;
    let fake: [&[u8]; 10] = [
        b"",
        b"<html></html>",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"<svg",
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        b"RIFF\xff\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    ];
    for bytes in fake {
        let error = media.add("a.jpg", bytes.to_vec()).await.unwrap_err();
        assert!(matches!(error, Error::NotAPicture { .. }), "{error}");
    }
    let message = media.add("a.jpg", b"<!doctype html>".to_vec()).await.unwrap_err().to_string();
    assert!(message.contains("“a.jpg”") && message.contains("web page"), "{message}");
    // A header that promises 60,000 × 60,000 pixels is refused before anything is decoded.
    let bomb = b"GIF89a\x60\xea\x60\xea\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\x60\xea\x60\xea\0\x02\x02\x44\x01\0\x3b";
    let error = media.add("bomb.gif", bomb.to_vec()).await.unwrap_err();
    assert!(matches!(error, Error::TooManyPixels { width: 60_000, .. }), "{error}");
    // The same in an AVIF whose boxes promise it.
    let mut avif = rendition::avif(&halves(16, 16)).unwrap();
    let at = avif.windows(4).position(|four| four == b"ispe").unwrap() + 8;
    avif[at..at + 8].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    assert!(matches!(media.add("bomb.avif", avif).await, Err(Error::TooManyPixels { .. })));
    assert!(matches!(media.add("big", vec![0; MAX_BYTES + 1]).await, Err(Error::TooManyBytes { .. })));
    assert_eq!(renditions(&folder), 0);
}

#[tokio::test]
async fn a_picture_that_takes_too_long_is_given_up() {
    let (folder, media) = media().await;
    let error = media.take_in("slow.png", png(2000, 2000), AtOnce::All, Duration::ZERO).await.err().unwrap();
    assert!(matches!(&error, Error::TooSlow { name, .. } if name == "slow.png"), "{error}");
    assert_eq!(renditions(&folder), 0);
}

#[tokio::test]
async fn the_smallest_and_the_thinnest_are_pictures_too() {
    let (_folder, media) = media().await;
    for (width, height) in [(1, 1), (3, 2), (600, 1), (1, 600)] {
        let begun = media.begin("thin.png", png(width, height)).await.unwrap();
        let done = media.complete(&begun.picture).await.unwrap();
        let avif = media.get(&done.avif_file(done.widths[0])).await.unwrap().unwrap();
        let (shown_width, _) = decode::image("thin.avif", &avif).unwrap().dimensions();
        assert_eq!(shown_width, done.widths[0], "{width} × {height}");
    }
}

#[tokio::test]
async fn what_of_a_picture_is_not_shown_is_told() {
    let (_folder, media) = media().await;
    let frame = |shade| image::Frame::new(RgbaImage::from_pixel(20, 10, image::Rgba([shade, 0, 0, 255])));
    let gif = |shades: &[u8]| {
        let mut bytes = Vec::new();
        image::codecs::gif::GifEncoder::new(&mut bytes)
            .encode_frames(shades.iter().map(|shade| frame(*shade)))
            .unwrap();
        bytes
    };
    let jpeg = with_segments(&encoded(halves(400, 200), ImageFormat::Jpeg), &[(0xe1, b"Exif\0\0\xff\xd9".to_vec())]);
    let after_its_end = [&jpeg[..], b"more of the camera's"].concat();
    let cases = [
        (gif(&[1]), vec![]),
        (gif(&[1, 200]), vec![Remark::Still]),
        (jpeg[..jpeg.len() - 40].to_vec(), vec![Remark::CutOff]),
        (jpeg, vec![]),
        (after_its_end, vec![]),
        (png(30, 30), vec![]),
    ];
    for (index, (bytes, told)) in cases.into_iter().enumerate() {
        assert_eq!(media.add("a", bytes).await.unwrap().remarks, told, "case {index}");
    }
}
