//! The `dateline` program.

use std::process::ExitCode;

use clap::Parser;
use dateline_server::cli::Cli;
use dateline_server::command;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // The HTML parser remarks on every page that is not as it should be, which is most of those that are imported.
    let filter = EnvFilter::try_from_env("DATELINE_LOG").unwrap_or_else(|_| EnvFilter::new("warn,html5ever=off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("dateline: the system gives no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(command::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}
