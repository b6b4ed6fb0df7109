//! Sees to it that there is a bundle for `main.rs` to carry, an empty one where `cargo xtask assets` has made none yet, and that
//! the program carries no names of functions.
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Never again, whatever the bundle's content: only what carries it is to be compiled anew for that.
    println!("cargo::rerun-if-changed=build.rs");
    // A fifth of its size; where it panicked is said without them. Cargo's `strip` is not for packages with a profile of their own.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
    }
    let bundle = Path::new("../../target/site/site.bundle");
    if bundle.exists() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::warning=the site's scripts, styles and fonts are not made yet: run `cargo xtask assets`");
    let folder = bundle.parent().unwrap_or(bundle);
    match std::fs::create_dir_all(folder).and_then(|()| std::fs::write(bundle, "")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} cannot be written: {error}", bundle.display());
            ExitCode::FAILURE
        }
    }
}
