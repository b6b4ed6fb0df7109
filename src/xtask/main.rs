//! The build: `cargo xtask COMMAND`.
mod assets;
mod binary;
mod compile;
mod limits;
mod place;
mod progress;
mod run;
mod test;
mod toolchain;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

use place::Place;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  assets          make the site's files in target/site: scripts, WASM, styles, fonts
  build [--features model]
                  assets, then the binary: target/release/dateline; related stories by an embedding model are a feature
  test [FILTER]   format, lints, unit tests, browser tests; with FILTER only the tests whose names hold it
  check           format, lints and unit tests of the crates that have changed
  watch [-- ARG]  serve, and build again at every change; ARGs go to `dateline serve`";

fn main() -> ExitCode {
    match toolchain::as_compiler().unwrap_or_else(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let place = Place::find()?;
    match args.as_slice() {
        ["assets"] => test::make_assets(&place).map(|()| ExitCode::SUCCESS),
        ["build"] => binary::build(&place, &[]).map(|()| ExitCode::SUCCESS),
        ["build", "--features", features] => {
            binary::build(&place, &["--features", features]).map(|()| ExitCode::SUCCESS)
        }
        ["test"] => test::all(&place),
        ["test", filter] => test::matching(&place, filter),
        ["check"] => test::changed(&place),
        ["watch"] => watch::forever(&place, &[]).map(|()| ExitCode::SUCCESS),
        ["watch", "--", serve @ ..] => watch::forever(&place, serve).map(|()| ExitCode::SUCCESS),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("I do not know `{}`\n{USAGE}", other.join(" ")),
    }
}
