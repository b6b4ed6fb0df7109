//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_story::{Language, Role, Slug};

/// A news site in one program: it serves readers' pages, and takes stories in and out.
///
/// Everything it keeps is in one folder (--data): the database dateline.db and the pictures under media/.
#[derive(Debug, Parser)]
#[command(name = "dateline", version = VERSION, after_help = AFTER_HELP)]
pub struct Cli {
    /// What all commands share.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The version, and what was built in beside what always is.
const VERSION: &str = if dateline_search::meaning::BUILT_IN {
    concat!(env!("CARGO_PKG_VERSION"), " (with embedding models)")
} else {
    concat!(env!("CARGO_PKG_VERSION"), " (without embedding models)")
};

const AFTER_HELP: &str = "\
Examples:
  dateline serve                                 serve the stories in ./data on 127.0.0.1:3000
  dateline serve --demo                          the same; an empty ./data is filled with a demonstration newsroom first
  dateline import wxr export.xml --media uploads take in a WordPress export, with the pictures in the folder uploads
  dateline import markdown posts --section news  take in a folder of Hugo, Jekyll or Zola posts
  dateline export markdown backup                write every story as a file that can be imported again
  dateline export wxr backup/site.xml            the same for WordPress's importer
  dateline export html --dir copy                write a copy of what readers see, to be opened without a server
  dateline user add --email ada@example.org --name Ada --role editor
                                                 give somebody an account, and print the link to their password

The configuration is dateline.toml in the current folder, or the file named by --config. Every key can be given in the
environment (DATELINE_URL, DATELINE_CHANNEL_URL, …) and, above that, by --set (--set channel.url=…).";

/// What all commands share.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The folder that everything is kept in; made when it is not there
    #[arg(long, value_name = "DIR", default_value = "data", env = "DATELINE_DATA", global = true)]
    pub data: PathBuf,
    /// The configuration; without this, dateline.toml in the current folder, if there is one
    #[arg(long, value_name = "FILE", env = "DATELINE_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// How the log is written; what is written, DATELINE_LOG says (warn; dateline_server=debug; access=info for a line for each answer)
    #[arg(long, value_enum, default_value_t = LogFormat::Text, env = "DATELINE_LOG_FORMAT", global = true)]
    pub log_format: LogFormat,
    /// Overrides a key of the configuration; may be given several times
    #[arg(long, value_name = "KEY=VALUE", global = true)]
    pub set: Vec<String>,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// A JSON object a line, for programs
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Serve),
    /// Take stories in from another system; taking the same ones in again changes nothing
    #[command(subcommand)]
    Import(Import),
    /// Write stories out
    #[command(subcommand)]
    Export(Export),
    /// Look for damage in the configuration, the database and the pictures
    Check,
    /// Make the index of search and related stories anew; a server goes on with the old one meanwhile
    Reindex,
    /// Measure search and related stories on stories that people have judged
    #[command(subcommand)]
    Evaluate(Evaluate),
    /// Add people to the desk, list them, and make links to new passwords
    #[command(subcommand)]
    User(UserCommand),
}

/// `dateline serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:3000", env = "DATELINE_ADDR")]
    pub addr: SocketAddr,
    /// Where to tell the program's numbers to Prometheus, at /metrics; nowhere without this
    #[arg(long, value_name = "HOST:PORT", env = "DATELINE_METRICS")]
    pub metrics: Option<SocketAddr>,
    /// Fill an empty data folder with a demonstration newsroom
    #[arg(long)]
    pub demo: bool,
}

/// `dateline import`
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A WordPress export (WXR); our own is read back whole, with the pictures beside it
    Wxr {
        /// The export, an .xml file
        file: PathBuf,
        /// What becomes of WordPress's pages
        #[arg(long, value_enum, default_value_t = Pages::Skip)]
        pages: Pages,
        /// How stories are taken in
        #[command(flatten)]
        how: How,
    },
    /// A folder of Markdown files with front matter (Hugo, Jekyll, Zola, or our own export)
    Markdown {
        /// The folder
        dir: PathBuf,
        /// The old site's addresses, such as /:year/:month/:day/:slug/ or Jekyll's “pretty”; each leads to its story then. Without it
        /// the site's own settings (_config.yml, hugo.toml) are followed
        #[arg(long, value_name = "PATTERN")]
        permalinks: Option<String>,
        /// How stories are taken in
        #[command(flatten)]
        how: How,
    },
    /// A folder of IPTC ninjs files, one a story (our own export, or another newsroom's)
    Ninjs {
        /// The folder
        dir: PathBuf,
        /// How stories are taken in
        #[command(flatten)]
        how: How,
    },
}

/// What becomes of WordPress's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Pages {
    /// They are counted and left out
    Skip,
    /// They become stories
    Stories,
}

/// How stories are taken in.
#[derive(Debug, Args)]
pub struct How {
    /// The section of stories that name none
    #[arg(long, default_value = "news", value_parser = slug)]
    pub section: Slug,
    /// The language of stories that name none; without this, the site's main language
    #[arg(long, value_parser = language)]
    pub language: Option<Language>,
    /// Where the pictures are
    #[arg(long, value_name = "DIR", conflicts_with = "fetch_media")]
    pub media: Option<PathBuf>,
    /// Fetch pictures from the addresses that the stories name
    #[arg(long)]
    pub fetch_media: bool,
    /// Where to write what could not be kept as it was, a line each; without this, import-report.txt in the data folder
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Print each story's address once it is safely written
    #[arg(long)]
    pub list: bool,
}

/// `dateline user`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add somebody, and print a link with which they choose their password
    Add {
        /// What they sign in with
        #[arg(long)]
        email: String,
        /// Their name as colleagues see it
        #[arg(long)]
        name: String,
        /// reporter, editor or owner
        #[arg(long, value_parser = role)]
        role: Role,
        /// The language of the desk for them; without this, the site's main language
        #[arg(long, value_parser = language)]
        language: Option<Language>,
        /// Read their password from standard input in place of printing a link
        #[arg(long)]
        password_stdin: bool,
    },
    /// List everybody: address, name and role
    List,
    /// Print a link with which somebody chooses a new password
    Reset {
        /// Their address
        email: String,
    },
}

/// `dateline export`
#[derive(Debug, Subcommand)]
pub enum Export {
    /// One file a story, with front matter, and the names of authors and topics
    Markdown {
        /// The folder; made when it is not there
        dir: PathBuf,
    },
    /// One file for WordPress's importer (WXR 1.2), and the pictures beside it; our own import reads all of it back
    Wxr {
        /// The file, such as backup/site.xml; pictures go into the folder pictures beside it
        file: PathBuf,
    },
    /// One IPTC ninjs 3.1 file a story, for other newsrooms' systems, and the pictures
    Ninjs {
        /// The folder; made when it is not there
        dir: PathBuf,
    },
    /// What readers see, as files that a browser opens from a disk: published stories only, without search and scripts
    Html {
        /// The folder; it must be empty, or not be there yet
        #[arg(long, value_name = "DIR")]
        dir: PathBuf,
    },
}

/// `dateline evaluate`
#[derive(Debug, Subcommand)]
pub enum Evaluate {
    /// Rank each story's judged partners (stories.jsonl and judgements.tsv in the folder)
    Related {
        /// What is judged
        #[command(flatten)]
        judged: Judged,
        /// Re-rank by a static embedding model (a folder that model2vec has written), as search.model does for a site
        #[arg(long, value_name = "FOLDER")]
        model: Option<PathBuf>,
    },
    /// Find each event's other stories among all (stories.jsonl and events.tsv, the ids of an event a line, in the folder)
    Events {
        /// What is judged
        #[command(flatten)]
        judged: Judged,
        /// Re-rank by a static embedding model, as for related
        #[arg(long, value_name = "FOLDER")]
        model: Option<PathBuf>,
    },
    /// Answer judged queries (stories.jsonl, queries.tsv and relevance.tsv in the folder)
    Search(Judged),
}

/// A folder of judged stories.
#[derive(Debug, Args)]
pub struct Judged {
    /// The folder
    pub dir: PathBuf,
    /// Print JSON in place of a table
    #[arg(long)]
    pub json: bool,
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::new(text).map_err(|error| error.to_string())
}

fn role(word: &str) -> Result<Role, String> {
    word.parse::<Role>().map_err(|error| error.to_string())
}

fn language(text: &str) -> Result<Language, String> {
    Language::new(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
