//! Makes the AVIF renditions of a folder of pictures, into its folder `made/`: what the demonstration newsroom carries beside its
//! drawings, so that its first start leaves the processor in peace.
//!
//! `cargo run --release -p dateline-media --example renditions -- src/server/demo/pictures`
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use dateline_media::Media;

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the folder of pictures is named"));
    let made = folder.join("made");
    let media = Media::folder(&made).expect("a folder can be made");
    let mut wanted = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).expect("the folder can be read").flatten().filter(|it| it.path().is_file())
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(entry.path()).expect("a picture can be read");
        let picture = media.add(&name, bytes).await.expect("it is a picture").picture;
        let picture = media.complete(&picture).await.expect("it can be made smaller");
        wanted.extend(picture.avif_widths().map(|width| picture.avif_file(width)));
        println!("{name}: {} widths", picture.widths.len());
    }
    std::fs::remove_dir_all(made.join("originals")).expect("the originals are here twice");
    for entry in std::fs::read_dir(&made).expect("the folder can be read").flatten() {
        if !wanted.contains(entry.file_name().to_string_lossy().as_ref()) {
            std::fs::remove_file(entry.path()).expect("what is not wanted can go");
        }
    }
}
