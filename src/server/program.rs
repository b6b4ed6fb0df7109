//! The program from its start to its end.

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::{Cli, LogFormat};
use crate::{assets, command};

/// What glibc's allocator asks the system for by itself, in bytes: pictures, and little else. It raises this to the largest block that was
/// ever freed, so that a picture's pixels, once, leave a heap behind that is never given back (mallopt(3), M_MMAP_THRESHOLD).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: &str = "4194304";

/// Starts the program again with that said: the allocator reads it before anything of ours runs. Where that fails the program goes on,
/// with more memory.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn keep_heaps_small() {
    use std::os::unix::process::CommandExt;
    const NAME: &str = "MALLOC_MMAP_THRESHOLD_";
    if std::env::var_os(NAME).is_some() {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new("/proc/self/exe");
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let _ = again.args(arguments).env(NAME, LARGE).exec();
}

/// Elsewhere allocators give back what they do not need.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn keep_heaps_small() {}

/// Runs the program with the site's files that it carries.
pub fn run(bundle: &'static [u8]) -> ExitCode {
    keep_heaps_small();
    if let Err(error) = assets::carry(bundle) {
        eprintln!("dateline: {error}");
        return ExitCode::FAILURE;
    }
    let cli = Cli::parse();
    let _traces = match log(cli.common.log_format) {
        Ok(traces) => traces,
        Err(error) => {
            eprintln!("dateline: {error}");
            return ExitCode::FAILURE;
        }
    };
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

#[cfg(feature = "opentelemetry")]
type Traces = Option<crate::traces::Traces>;
#[cfg(not(feature = "opentelemetry"))]
type Traces = Option<std::convert::Infallible>;

/// Begins to log; where traces are collected, they are sent until what is given back is dropped.
fn log(format: LogFormat) -> Result<Traces, Box<dyn std::error::Error>> {
    // The HTML parser remarks on every page that is not as it should be, which is most of those that are imported.
    let usual = || Targets::new().with_default(tracing::Level::WARN).with_target("html5ever", LevelFilter::OFF);
    let asked = std::env::var("DATELINE_LOG").ok().and_then(|it| it.parse().ok());
    let wanted: Targets = asked.unwrap_or_else(usual);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let subscriber = tracing_subscriber::registry().with(lines.with_filter(wanted));
    #[cfg(feature = "opentelemetry")]
    {
        use tracing_subscriber::filter::filter_fn;
        let (layer, traces) = crate::traces::layer()?.unzip();
        // Spans alone: what is logged within them may say who asked, and stays here.
        let ours = filter_fn(|it| it.is_span() && it.target().starts_with("dateline_server"));
        subscriber.with(layer.with_filter(ours)).init();
        Ok(traces)
    }
    #[cfg(not(feature = "opentelemetry"))]
    {
        subscriber.init();
        Ok(None)
    }
}
