//! What the renditions of a 24-megapixel picture cost, as JPEG and as AVIF: processor time on one core, bytes, and how like the
//! picture they are; and what share pictures made of it cost. Fails above the limits.
//!
//! `cargo bench -p dateline-media` draws its pictures itself; `cargo bench -p dateline-media -- FILE …` takes photographs.
#![allow(clippy::expect_used)]

mod cards;
mod drawn;
mod likeness;

use std::time::Duration;

use dateline_media::{WIDTHS, pixels, rendition};
use dateline_story::Picture;
use image::RgbImage;

/// The AVIFs of a 24-megapixel picture take less than this.
const AVIF_LIMIT: Duration = Duration::from_secs(6);

/// A 24-megapixel picture's JPEGs take less than this.
const JPEG_LIMIT: Duration = Duration::from_secs(3);

/// What a phone of 360 pixels, two to one, gets of a lead picture has at most so many bytes, as AVIF.
const PHONE: (u32, usize) = (800, 45_000);

/// The processor's time that this thread has had.
#[cfg(target_os = "linux")]
fn now() -> Duration {
    rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).try_into().expect("time goes forward")
}

/// The time by the clock, where a thread's own cannot be had.
#[cfg(not(target_os = "linux"))]
fn now() -> Duration {
    std::time::SystemTime::UNIX_EPOCH.elapsed().expect("it is later than 1970")
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = now();
    let result = work();
    (result, now() - began)
}

/// Measures a picture; whether it is within the limits.
fn measure(name: &str, image: &RgbImage, strict: bool) -> bool {
    println!("{name}, {} × {}", image.width(), image.height());
    let picture = Picture {
        name: name.to_owned(),
        digest: String::new(),
        width: image.width(),
        height: image.height(),
        widths: rendition::widths(image.width()),
        tint: None,
        avif: true,
    };
    let (mut jpeg, mut avif, mut light) = (Duration::ZERO, Duration::ZERO, true);
    for width in WIDTHS.into_iter().filter(|width| picture.widths.contains(width)) {
        let (small, resizing) = timed(|| rendition::resized(image, width).expect("it has an area"));
        let (file, took) = timed(|| rendition::jpeg(&small).expect("it is not too long"));
        jpeg += resizing + took;
        let shown = pixels("a.jpg", &file).expect("it is a JPEG");
        print!("{width:>5} px: JPEG {took:>7.1?}, {:>7} bytes, {:.4}", file.len(), likeness::of(&small, &shown));
        if picture.avif_widths().any(|it| it == width) {
            let (file, took) = timed(|| rendition::avif(&small).expect("it can be encoded"));
            avif += resizing + took;
            light &= width != PHONE.0 || file.len() <= PHONE.1;
            let shown = pixels("a.avif", &file).expect("it is an AVIF");
            print!("; AVIF {took:>7.1?}, {:>7} bytes, {:.4}", file.len(), likeness::of(&small, &shown));
        }
        println!();
    }
    println!("  all: JPEG {jpeg:.2?} (limit {JPEG_LIMIT:?}), AVIF {avif:.2?} (limit {AVIF_LIMIT:?})");
    let shared = cards::measure(image);
    shared && jpeg < JPEG_LIMIT && avif < AVIF_LIMIT && (light || !strict)
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let mut good = true;
    for file in &files {
        let bytes = std::fs::read(file).expect("the file can be read");
        good &= measure(file, &pixels(file, &bytes).expect("it is a picture"), false);
    }
    if files.is_empty() {
        good &= measure("slopes, edges and grain", &drawn::slopes(), false);
        good &= measure("hills under a sky, with a film's grain", &drawn::hills(), true);
        good &= measure("a chart with letters", &drawn::chart(), true);
    }
    assert!(good, "a limit is passed");
}
