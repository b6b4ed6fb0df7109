//! Scripts that stand by themselves: the loader that decides when widgets wake, search as one types, the desk's own.
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Source;
use crate::place::Place;
use crate::run::finish;

/// What browsers four years old understand.
const SCRIPT_TARGET: &str = "--target=chrome108,firefox107,safari16.1";

/// Scripts that stand by themselves, where they are there.
const SCRIPTS: [&str; 6] = [
    "src/front/loader.js",
    "src/view/search.js",
    "src/desk/arrange.js",
    "src/desk/list.js",
    "src/desk/passkey.js",
    "src/desk/picture.js",
];

/// The writing surface of the story editor: a module with npm packages of its own.
const SURFACE: &str = "src/surface/surface.js";

/// Makes a bundle of each.
pub fn make(place: &Place) -> Result<Vec<Source>> {
    let work = place.work();
    std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    let scripts = SCRIPTS.map(|script| place.root.join(script));
    let bundled = scripts.iter().filter(|script| script.exists()).map(|script| {
        let name = file_name(script)?;
        esbuild(place, script, &work.join(name), &["--bundle", "--format=iife"])?;
        Source::made(&work, name)
    });
    bundled.chain(surface(place, &work)).collect()
}

fn surface(place: &Place, work: &Path) -> Option<Result<Source>> {
    let entry = place.root.join(SURFACE);
    let make = || {
        let packages = entry.with_file_name("node_modules");
        anyhow::ensure!(packages.exists(), "{} is not there: run scripts/setup", packages.display());
        esbuild(place, &entry, &work.join("surface.js"), &["--bundle", "--format=esm", "--loader:.css=text"])?;
        Source::made(work, "surface.js")
    };
    entry.exists().then(make)
}

/// A script's name.
pub fn file_name(path: &Path) -> Result<&str> {
    path.file_name().and_then(|name| name.to_str()).context("a script without a name")
}

/// Bundles and minifies a script.
pub fn esbuild(place: &Place, from: &Path, to: &Path, how: &[&str]) -> Result<()> {
    let mut command = Command::new(place.npm_program("esbuild")?);
    command.arg(from).args(how).args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    command.arg(SCRIPT_TARGET).arg(format!("--outfile={}", to.display()));
    finish(&mut command)
}
