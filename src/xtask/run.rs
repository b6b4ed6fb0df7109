//! Running other programs.
use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Place;

/// Says what the build does next, in one line.
pub fn say(step: &str) {
    println!("xtask: {step}");
}

/// The Cargo that runs this tool, to be run in the clone's root.
pub fn cargo(place: &Place) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&place.root);
    calm(&mut command);
    command
}

/// Makes Cargo, started from here, behave as if started by hand.
///
/// Takes out what `cargo run` told us about our own package: a build script that watches such a variable would see
/// another value each time and be run again. In a log, where nobody watches its progress, Cargo reports only what is wrong.
pub fn calm(command: &mut Command) {
    if !std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_QUIET", "true");
    }
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|it| text.starts_with(it)) {
            command.env_remove(&name);
        }
    }
}

/// Runs a command to its end; an error names it when it fails.
pub fn finish(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} did not start", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// The command as one might type it.
pub fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}
