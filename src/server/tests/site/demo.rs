//! The demonstration newsroom's own files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo");
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/pictures");

/// All words of the demonstration's stories.
fn stories() -> String {
    let folders = std::fs::read_dir(DEMO).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|it| it.unwrap().path());
    files
        .filter(|it| it.extension().is_some_and(|it| it == "md"))
        .map(|it| std::fs::read_to_string(it).unwrap())
        .collect()
}

#[test]
fn every_drawing_of_a_story_has_its_renditions_and_no_other_has() {
    let names = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        entries.filter(|it| it.path().is_file()).map(|it| it.file_name().into_string().unwrap()).collect()
    };
    let mut widths: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for name in names(&format!("{PICTURES}/made")) {
        let (digest, width) = name.strip_suffix(".avif").and_then(|it| it.split_once('-')).expect(&name);
        widths.entry(digest.to_owned()).or_default().insert(width.parse().unwrap());
    }
    let made_anew = "cargo run --release -p dateline-media --example renditions -- src/server/demo/pictures";
    let stories = stories();
    for name in names(PICTURES).into_iter().filter(|name| stories.contains(name.as_str())) {
        let bytes = std::fs::read(Path::new(PICTURES).join(&name)).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let found = widths.remove(&digest).unwrap_or_default();
        assert!(found.is_superset(&BTreeSet::from([240, 480, 800, 1200])), "{name} has {found:?}: {made_anew}");
    }
    assert!(widths.is_empty(), "renditions of drawings that are gone: {:?}: {made_anew}", widths.keys());
}
