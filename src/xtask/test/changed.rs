//! Which crates a change touches.
use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Place;

/// The crates with files that differ from the last commit or are new; where there are none, those that it changed.
pub fn packages(place: &Place) -> Result<Vec<String>> {
    let mut paths = git(place, &["diff", "--name-only", "HEAD"])?;
    paths += &git(place, &["ls-files", "--others", "--exclude-standard"])?;
    if paths.trim().is_empty() {
        paths = git(place, &["diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD"])?;
    }
    let mut packages = Vec::new();
    for folder in folders(&paths) {
        let Ok(manifest) = std::fs::read_to_string(place.root.join("src").join(folder).join("Cargo.toml")) else {
            continue;
        };
        packages.extend(name(&manifest));
    }
    Ok(packages)
}

fn git(place: &Place, args: &[&str]) -> Result<String> {
    let output = Command::new("git").current_dir(&place.root).args(args).output().context("git did not start")?;
    if !output.status.success() {
        bail!("git {} failed: {}", args.join(" "), String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The folders of `src/` that hold something of these paths.
fn folders(paths: &str) -> BTreeSet<&str> {
    paths.lines().filter_map(|path| path.strip_prefix("src/")?.split_once('/')).map(|(folder, _)| folder).collect()
}

fn name(manifest: &str) -> Option<String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("name = "))?;
    Some(line.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_once_and_other_files_are_none() {
        let found = folders("src/view/card.rs\nsrc/view/page/list.rs\nREADME.md\nstyle/main.css\nsrc/store/lib.rs\n");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["store", "view"]);
        assert_eq!(
            name("[package]\nname = \"dateline-view\"\nversion.workspace = true\n").as_deref(),
            Some("dateline-view")
        );
    }
}
