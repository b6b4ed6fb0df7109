//! The `dateline` binary.
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::assets::{self, Effort};
use crate::compile::Compiler;
use crate::place::Place;
use crate::run::{cargo, say};

/// Makes the assets and the release binary; it stands at target/release/dateline in this clone afterwards, wherever
/// Cargo put it.
///
/// The server is compiled beside the browser's modules, which it does not need before it is linked.
pub fn build(place: &Place, features: &[&str]) -> Result<()> {
    let compiler = Compiler::begin(place, "build")?;
    std::thread::scope(|scope| {
        let server = scope.spawn(|| compiler.compile(release_build(place, &[features, &["--lib"]].concat()), &[]));
        let made = assets::make(place, Effort::Full, &compiler);
        compiler.phase("build: compiling the server");
        let compiled = server.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        made.and(compiled)
    })?;
    compiler.phase("build: linking the binary");
    compiler.compile(release_build(place, features), &[])?;
    compiler.done();
    let binary = bring_home(place)?;
    say(&format!("binary: {}", binary.strip_prefix(&place.root).unwrap_or(&binary).display()));
    Ok(())
}

fn release_build(place: &Place, what: &[&str]) -> Command {
    let mut command = cargo(place);
    command.args(["build", "--release", "--package", "dateline"]).args(what);
    command
}

/// Copies the release binary into this clone when Cargo built it elsewhere, and says where it is.
pub fn bring_home(place: &Place) -> Result<PathBuf> {
    let built = place.target.join("release/dateline");
    let home = place.root.join("target/release/dateline");
    if built == home {
        return Ok(home);
    }
    std::fs::create_dir_all(place.root.join("target/release")).context("target/release cannot be made")?;
    // A copy under another name, then a rename: a binary that runs cannot be written to, but can be replaced.
    let fresh = home.with_extension("new");
    std::fs::copy(&built, &fresh).with_context(|| format!("{} cannot be copied", built.display()))?;
    std::fs::rename(&fresh, &home).context("target/release/dateline cannot be replaced")?;
    Ok(home)
}
