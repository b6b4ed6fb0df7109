//! How much the program may weigh: what a dependency costs is paid by whoever builds, each time.
use std::path::Path;

use anyhow::{Context, Result};

use crate::place::Place;

/// Crates in Cargo.lock. Before it is raised: what does the new one bring (`cargo tree -i NAME`, `cargo tree -p NAME`), what does it
/// cost to build (`cargo build --release --timings`), and can something that is here already do it? Then raise it to what the
/// message says, and say why in the commit.
const CRATES: usize = 611;

/// Bytes of the binary. Before it is raised: `cargo bloat` or `nm --size-sort` tell what grew.
const BINARY: u64 = 47_000_000;

/// What is over its limit, in words.
pub fn passed(place: &Place, binary: &Path) -> Result<Vec<String>> {
    let lock = std::fs::read_to_string(place.root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let size = binary.metadata().with_context(|| format!("{} cannot be read", binary.display()))?.len();
    Ok(over(crates(&lock), size))
}

fn crates(lock: &str) -> usize {
    lock.lines().filter(|line| *line == "[[package]]").count()
}

fn over(crates: usize, size: u64) -> Vec<String> {
    let advice = "src/xtask/limits.rs has the limit, and says what to ask before it is raised";
    let crates = (crates > CRATES).then(|| format!("Cargo.lock has {crates} crates, the limit is {CRATES}: {advice}"));
    let size = (size > BINARY).then(|| format!("the binary has {size} bytes, the limit is {BINARY}: {advice}"));
    crates.into_iter().chain(size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_its_limit_is_named_with_the_way_out() {
        assert_eq!(crates("version = 4\n\n[[package]]\nname = \"a\"\n\n[[package]]\nname = \"b\"\n"), 2);
        assert!(over(CRATES, BINARY).is_empty());
        let said = over(CRATES + 1, BINARY + 1);
        assert_eq!(said.len(), 2);
        assert!(said.iter().all(|line| line.contains("src/xtask/limits.rs")), "{said:?}");
    }
}
