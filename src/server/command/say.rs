//! What a command says to the person at the terminal, or to the program behind a pipe.

use std::fmt::Display;
use std::io::Write;

/// Prints a line. A reader that has gone away (`dateline … | head`) is no error of the command's.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
