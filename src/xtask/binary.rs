//! The `dateline` binary.
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::assets::{self, Effort};
use crate::place::Place;
use crate::run::{cargo, finish, say};

/// Makes the assets and the release binary; it stands at target/release/dateline in this clone afterwards, wherever
/// Cargo put it.
pub fn build(place: &Place) -> Result<()> {
    assets::make(place, Effort::Full)?;
    say("binary: cargo build --release (minutes the first time)");
    finish(cargo(place).args(["build", "--release", "--package", "dateline"]))?;
    let binary = bring_home(place)?;
    say(&format!("binary: {}", binary.strip_prefix(&place.root).unwrap_or(&binary).display()));
    Ok(())
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
