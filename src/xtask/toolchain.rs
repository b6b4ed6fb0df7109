//! Which toolchain compiles to WASM.
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

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

/// A Cargo of that toolchain, in the clone's root, compiling a crate for WASM into a target folder of its own: two compilers
/// in one folder would throw away each other's work.
///
/// Of a crate's kinds only the module is made: whether a library is wanted too decides how all that it depends on is compiled,
/// which would be compiled again for a crate that is both.
///
/// The views of a module for `readers` keep their types, since it is a tenth smaller so. The preview has to give the server's very
/// bytes, so its views are erased as the server's are (`.cargo/config.toml`); the editor's are too, since both then share what
/// they depend on.
pub fn wasm_cargo(place: &Place, toolchain: Toolchain, package: &str, readers: bool) -> Result<Command> {
    let mut command = match toolchain {
        Toolchain::Default => cargo(place),
        Toolchain::Debian => debian_cargo(place)?,
    };
    command
        .args([
            "rustc",
            "--package",
            package,
            "--lib",
            "--crate-type",
            "cdylib",
            "--target",
            TARGET,
            "--profile",
            "wasm",
        ])
        .arg("--target-dir")
        .arg(folder(place))
        .env("CARGO_ENCODED_RUSTFLAGS", if readers { "-Cembed-bitcode=yes" } else { "--cfg=erase_components" })
        .env("RUSTC_WRAPPER", std::env::current_exe().context("this program's own path")?)
        .env(ANONYMOUS, registries().join("\n"));
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

/// What the compiler is told of a module alone, not of what it depends on.
pub fn last_flags(readers: bool) -> &'static [&'static str] {
    if readers { &["--", "-Clto=fat"] } else { &[] }
}

/// Where modules are compiled to.
pub fn folder(place: &Place) -> PathBuf {
    place.target.join("front")
}

/// The variable by which this program, run by Cargo in the compiler's place, knows what to do: the folders, a line each, that
/// are not to be named in what is compiled.
const ANONYMOUS: &str = "XTASK_ANONYMOUS";

/// Where this program stands for the compiler: runs that with flags that keep this machine's folders out of panic messages,
/// which the published file contains: it should be the same file wherever it is built. As `RUSTFLAGS`, Cargo would take the
/// crates of modules with other flags for the same ones, and compile them over each other at every build.
pub fn as_compiler() -> Option<Result<ExitCode>> {
    let folders = std::env::var(ANONYMOUS).ok()?;
    let mut args = std::env::args_os().skip(1);
    let mut command = Command::new(args.next()?);
    command.args(args).args(folders.lines().map(|folder| format!("--remap-path-prefix={folder}=crates")));
    let status = command.status().with_context(|| format!("{:?} did not start", command.get_program()));
    Some(status.map(|status| if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }))
}

/// The folders in which Cargo keeps the sources of crates.
fn registries() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").or_else(|| {
        let user = std::env::var_os("HOME")?;
        Some(OsString::from(Path::new(&user).join(".cargo")))
    });
    let Some(sources) = home.map(|it| Path::new(&it).join("registry/src")) else { return Vec::new() };
    let Ok(registries) = std::fs::read_dir(sources) else { return Vec::new() };
    let mut folders: Vec<String> = registries.flatten().filter_map(|it| Some(it.path().to_str()?.to_owned())).collect();
    folders.sort();
    folders
}

fn has_std(rustc: &str) -> bool {
    let Ok(output) = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output() else {
        return false;
    };
    let folder = String::from_utf8_lossy(&output.stdout);
    let Ok(files) = std::fs::read_dir(folder.trim()) else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}
