//! Which toolchain compiles to WASM.
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::run::{calm, cargo};

/// The readers' target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A toolchain that has the target's standard library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Toolchain {
    /// The one that compiles everything else.
    Default,
    /// Debian's in /usr/bin, which scripts/setup completes where rustup cannot download.
    Debian,
}

/// Picks the default toolchain when it has the target, else Debian's.
pub fn find() -> Result<Toolchain> {
    if has_std("rustc") {
        Ok(Toolchain::Default)
    } else if Path::new("/usr/bin/cargo").exists() && has_std("/usr/bin/rustc") {
        Ok(Toolchain::Debian)
    } else {
        bail!("no toolchain here has the target {TARGET}: run scripts/setup")
    }
}

/// A Cargo of that toolchain, in the clone's root, compiling for WASM into a target folder of its own: two compilers in
/// one folder would throw away each other's work.
pub fn wasm_cargo(place: &Place, toolchain: Toolchain, subcommand: &str, package: &str) -> Result<Command> {
    let mut command = match toolchain {
        Toolchain::Default => cargo(place),
        Toolchain::Debian => debian_cargo(place)?,
    };
    command
        .args([subcommand, "--package", package, "--target", TARGET, "--profile", "wasm", "--target-dir"])
        .arg(folder(place, package))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(package).join("\u{1f}"));
    Ok(command)
}

fn debian_cargo(place: &Place) -> Result<Command> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once("/usr/bin".into()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).context("a folder in PATH cannot be written into PATH again")?;
    let mut command = Command::new("/usr/bin/cargo");
    command.current_dir(&place.root).env("PATH", path);
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC", "CARGO", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    calm(&mut command);
    Ok(command)
}

/// Where a module is compiled to. The preview has to give the server's very bytes, so its views are erased as the server's are
/// (`.cargo/config.toml`); the others' are not, since what readers download is a tenth smaller so. Other flags want another folder,
/// or the modules would compile over each other's crates at every build.
pub fn folder(place: &Place, package: &str) -> PathBuf {
    place.target.join(if is_erased(package) { "preview" } else { "front" })
}

fn is_erased(package: &str) -> bool {
    package == "dateline-preview"
}

/// The compiler's flags, in place of those in `.cargo/config.toml`.
fn flags(package: &str) -> Vec<String> {
    let erased = is_erased(package).then(|| "--cfg=erase_components".to_owned());
    erased.into_iter().chain(anonymous_paths()).collect()
}

/// Flags that keep this machine's folders out of panic messages, which the published file contains: it should be the same file
/// wherever it is built.
fn anonymous_paths() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").or_else(|| {
        let user = std::env::var_os("HOME")?;
        Some(OsString::from(Path::new(&user).join(".cargo")))
    });
    let Some(sources) = home.map(|it| Path::new(&it).join("registry/src")) else { return Vec::new() };
    let Ok(registries) = std::fs::read_dir(sources) else { return Vec::new() };
    let mut flags: Vec<String> = registries
        .flatten()
        .filter_map(|entry| Some(format!("--remap-path-prefix={}=crates", entry.path().to_str()?)))
        .collect();
    flags.sort();
    flags
}

fn has_std(rustc: &str) -> bool {
    let Ok(output) = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output() else {
        return false;
    };
    let folder = String::from_utf8_lossy(&output.stdout);
    let Ok(files) = std::fs::read_dir(folder.trim()) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}
