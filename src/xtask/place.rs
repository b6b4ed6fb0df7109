//! Where things are in this clone.
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the build reads and writes, all absolute.
pub struct Place {
    /// The clone: the folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// What Cargo builds; several clones may share it.
    pub target: PathBuf,
    /// What `cargo xtask assets` makes; always this clone's own.
    pub site: PathBuf,
}

impl Place {
    /// Finds the clone this tool was started in. The environment is asked at run time, not at compile time: clones that
    /// share a target folder share this program too.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start me with `cargo xtask`")?;
        let root = Path::new(&manifest).join("../..").canonicalize().context("no workspace above src/xtask")?;
        let target = root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
        let site = root.join("target/site");
        Ok(Self { root, target, site })
    }

    /// What need not be made again.
    pub fn work(&self) -> PathBuf {
        self.site.join(".work")
    }

    /// What `npm ci` put into end2end.
    pub fn node_modules(&self) -> PathBuf {
        self.root.join("end2end/node_modules")
    }

    /// A program among that.
    pub fn npm_program(&self, name: &str) -> Result<PathBuf> {
        let path = self.node_modules().join(".bin").join(name);
        anyhow::ensure!(path.exists(), "end2end/node_modules has no {name}: run scripts/setup");
        Ok(path)
    }
}
