//! The `dateline` program: the library, and the site's files as `cargo xtask assets` has made them. Nothing else is in here, so
//! that a change to a style or a script is a matter of linking.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline_server::program::run(include_bytes!("../../target/site/site.bundle"))
}
