//! Whole clipboards as programs write them, each beside what an editor expects of it. All words are this newsroom's own.

use std::fmt::Write;
use std::path::Path;

use dateline_story::markup;

use super::super::{Options, to_blocks};

/// The lines of both, each that only one has being marked.
fn difference(wanted: &str, got: &str) -> String {
    let (wanted, got): (Vec<_>, Vec<_>) = (wanted.lines().collect(), got.lines().collect());
    let same = wanted.iter().zip(&got).take_while(|(one, other)| one == other).count();
    let rest = wanted.len().min(got.len()) - same;
    let end = wanted.iter().rev().zip(got.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let mut out = String::new();
    for (sign, lines) in [('-', &wanted), ('+', &got)] {
        for line in &lines[same..lines.len() - end] {
            writeln!(out, "    {sign} {line}").unwrap();
        }
    }
    out
}

#[test]
fn every_clipboard_becomes_what_an_editor_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("html/clipboards");
    let mut sources: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    sources.sort();
    let mut differing = Vec::new();
    for source in &sources {
        let wanted = std::fs::read_to_string(source.with_extension("md")).unwrap();
        let (blocks, _) = to_blocks(&std::fs::read_to_string(source).unwrap(), &Options::default());
        let expected = markup::parse(&wanted);
        assert!(expected.problems.is_empty(), "{}", source.display());
        if expected.blocks != blocks {
            let name = source.file_stem().unwrap().display();
            let wanted = markup::write(&expected.blocks);
            differing.push(format!("{name}\n{}", difference(&wanted, &markup::write(&blocks))));
        }
    }
    let right = sources.len() - differing.len();
    assert!(differing.is_empty(), "{right} of {} come out right; not these:\n{}", sources.len(), differing.join("\n"));
}
