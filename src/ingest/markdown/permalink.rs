//! The addresses that stories had on the old site, by the pattern its generator was given.
//!
//! Placeholders are Jekyll's (<https://jekyllrb.com/docs/permalinks/>) and Hugo's
//! (<https://gohugo.io/content-management/urls/#tokens>). `:title` is a file's name to Jekyll and a headline to Hugo.

use std::collections::HashMap;
use std::path::Path;

use dateline_story::Slug;
use jiff::ZonedDateTime;
use serde_yaml_ng::Value;

use super::front::{self, Format};
use crate::incoming::Loss;

/// What of a story stands in its address.
pub struct Parts<'a> {
    /// When it was published, in the old site's zone.
    pub date: &'a ZonedDateTime,
    /// Its headline.
    pub headline: &'a str,
    /// Its slug here.
    pub slug: &'a str,
    /// Its section here.
    pub section: &'a str,
    /// Its file, from the folder's root.
    pub path: &'a str,
    /// Its categories, in order.
    pub categories: &'a [String],
}

/// The patterns of a folder.
#[derive(Debug, Default)]
pub struct Permalinks {
    all: Option<String>,
    /// Of the files in Jekyll's `_posts`.
    posts: Option<String>,
    /// Of Hugo's sections, by their folders.
    sections: HashMap<String, String>,
}

/// Jekyll's patterns that have a name.
const NAMED: [(&str, &str); 4] = [
    ("date", "/:categories/:year/:month/:day/:title.html"),
    ("pretty", "/:categories/:year/:month/:day/:title/"),
    ("ordinal", "/:categories/:year/:y_day/:title.html"),
    ("none", "/:categories/:title.html"),
];

/// Files in which generators keep a site's settings.
const SETTINGS: [&str; 9] = [
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "_config.toml",
];

/// The patterns of a folder: the one that was asked for, else those of the site's own settings, in the folder or beside
/// it; else, for Jekyll's posts, Jekyll's. A pattern with a placeholder that nobody knows is told and not followed.
pub fn read(dir: &Path, asked: Option<&str>, problems: &mut Vec<Loss>) -> Permalinks {
    if let Some(asked) = asked {
        return Permalinks { all: known("--permalinks", asked, problems), ..Permalinks::default() };
    }
    let mut permalinks = Permalinks { posts: Some(NAMED[0].1.to_owned()), ..Permalinks::default() };
    // A folder of content, or of posts, has its settings beside it.
    let above = dir.file_name().is_some_and(|name| name == "content" || name == "_posts").then(|| dir.parent());
    for folder in [Some(dir), above.flatten()].into_iter().flatten() {
        for name in SETTINGS {
            let Ok(text) = std::fs::read_to_string(folder.join(name)) else { continue };
            let format = if name.ends_with(".toml") { Format::Toml } else { Format::Yaml };
            match front::parse(format, &text) {
                Ok(keys) => permalinks.settle(name, &keys.mapping, problems),
                Err(problem) => problems.push(Loss::new(&format!("{name}:{}", problem.line), problem.why)),
            }
        }
    }
    permalinks
}

impl Permalinks {
    fn settle(&mut self, name: &str, settings: &serde_yaml_ng::Mapping, problems: &mut Vec<Loss>) {
        if let Some(pattern) = settings.get("permalink").and_then(Value::as_str) {
            self.posts = known(name, pattern, problems);
        }
        let Some(Value::Mapping(sections)) = settings.get("permalinks") else { return };
        let pages = sections.get("page").and_then(Value::as_mapping).unwrap_or(sections);
        for (section, pattern) in pages {
            if let (Some(section), Some(pattern)) = (section.as_str(), pattern.as_str())
                && let Some(pattern) = known(name, pattern, problems)
            {
                self.sections.insert(section.to_owned(), pattern);
            }
        }
    }

    /// Where a story was on the old site.
    pub fn of(&self, parts: &Parts<'_>) -> Option<String> {
        let in_posts = parts.path.split('/').any(|part| part == "_posts");
        let top = parts.path.trim_start_matches("content/").split('/').next().unwrap_or_default();
        let own = self.sections.get(top).or(self.posts.as_ref().filter(|_| in_posts));
        address(self.all.as_ref().or(own)?, parts)
    }
}

/// A pattern with its name written out; `None`, and told, where a placeholder in it is unknown.
fn known(place: &str, pattern: &str, problems: &mut Vec<Loss>) -> Option<String> {
    let pattern = NAMED.iter().find(|(name, _)| *name == pattern).map_or(pattern, |(_, pattern)| pattern);
    let mut unknown = None;
    fill(pattern, &mut |name| {
        if !is_known(name) {
            unknown = Some(name.to_owned());
        }
        Some(String::new())
    });
    match unknown {
        None => Some(pattern.to_owned()),
        Some(name) => {
            problems.push(Loss::new(
                place,
                format!("the placeholder “:{name}” of “{pattern}” is unknown: no old address is made by it"),
            ));
            None
        }
    }
}

const NAMES: [&str; 25] = [
    "year",
    "short_year",
    "month",
    "i_month",
    "monthname",
    "short_month",
    "day",
    "i_day",
    "y_day",
    "yearday",
    "weekday",
    "hour",
    "minute",
    "second",
    "title",
    "slug",
    "slugorfilename",
    "slugorcontentbasename",
    "filename",
    "contentbasename",
    "section",
    "sections",
    "categories",
    "output_ext",
    "name",
];

fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

fn address(pattern: &str, parts: &Parts<'_>) -> Option<String> {
    let date = parts.date;
    let file = parts.path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let in_posts = parts.path.split('/').any(|part| part == "_posts");
    let bare = super::index::date_in_name(stem).map_or(stem, |(_, rest)| rest);
    // Jekyll's words for the headline are the file's.
    let by_file = in_posts || super::index::date_in_name(stem).is_some();
    let path = fill(pattern, &mut |name| {
        Some(match name {
            "year" => format!("{:04}", date.year()),
            "short_year" => format!("{:02}", date.year() % 100),
            "month" => format!("{:02}", date.month()),
            "i_month" => date.month().to_string(),
            "monthname" => date.strftime("%B").to_string().to_lowercase(),
            "short_month" => date.strftime("%b").to_string(),
            "day" => format!("{:02}", date.day()),
            "i_day" => date.day().to_string(),
            "y_day" => format!("{:03}", date.day_of_year()),
            "yearday" => date.day_of_year().to_string(),
            "weekday" => date.strftime("%A").to_string().to_lowercase(),
            "hour" => format!("{:02}", date.hour()),
            "minute" => format!("{:02}", date.minute()),
            "second" => format!("{:02}", date.second()),
            "title" | "name" if by_file => bare.to_owned(),
            "title" => Slug::from_text(parts.headline)?.to_string(),
            "slug" | "slugorfilename" | "slugorcontentbasename" => parts.slug.to_owned(),
            "filename" | "contentbasename" | "name" => stem.to_owned(),
            "section" => parts.section.to_owned(),
            "sections" => folders(parts.path).join("/"),
            "categories" => categories(parts).join("/"),
            "output_ext" => ".html".to_owned(),
            _ => return None,
        })
    })?;
    // A story without categories leaves their place out.
    let mut joined = String::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        joined.push('/');
        joined.push_str(part);
    }
    joined.push_str(if path.ends_with('/') { "/" } else { "" });
    Some(joined)
}

/// Jekyll's categories: of the folders around `_posts`, then of the front matter, in lower case.
fn categories(parts: &Parts<'_>) -> Vec<String> {
    let around =
        parts.path.split("_posts/").next().filter(|around| around.len() < parts.path.len()).unwrap_or_default();
    let folders = around.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
    let mut all: Vec<String> = Vec::new();
    for category in folders.chain(parts.categories.iter().cloned()) {
        let category = Slug::from_text(&category).map_or_else(|| category.to_lowercase(), String::from);
        if !all.contains(&category) {
            all.push(category);
        }
    }
    all
}

fn folders(path: &str) -> Vec<&str> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.split('/').filter(|part| !part.is_empty() && *part != "content").collect()
}

/// `pattern` with each placeholder put into words; `None` when one has none.
fn fill(pattern: &str, word: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    let mut parts = pattern.split(':');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(part.len());
        out.push_str(&word(&part[..end])?);
        out.push_str(&part[end..]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(pattern: &str, path: &str) -> Option<String> {
        let date: ZonedDateTime = "2024-08-08T22:44:26-07:00[America/Los_Angeles]".parse().unwrap();
        let categories = ["Harbour".to_owned(), "strikes".to_owned()];
        let parts = Parts {
            date: &date,
            headline: "Ferries stop",
            slug: "here",
            section: "harbour",
            path,
            categories: &categories,
        };
        let permalinks = Permalinks { all: known("x", pattern, &mut Vec::new()), ..Permalinks::default() };
        permalinks.of(&parts)
    }

    #[test]
    fn every_named_pattern_is_written_out() {
        let post = "sea/_posts/2024-08-08-ferry_Strike.md";
        for (pattern, expected) in [
            ("date", "/sea/harbour/strikes/2024/08/08/ferry_Strike.html"),
            ("pretty", "/sea/harbour/strikes/2024/08/08/ferry_Strike/"),
            ("ordinal", "/sea/harbour/strikes/2024/221/ferry_Strike.html"),
            ("none", "/sea/harbour/strikes/ferry_Strike.html"),
            ("/:year/:i_month/:title:output_ext", "/2024/8/ferry_Strike.html"),
        ] {
            assert_eq!(made(pattern, post).as_deref(), Some(expected), "{pattern}");
        }
        let page = "content/news/2024/strike.md";
        assert_eq!(made("/:sections/:title/", page).as_deref(), Some("/news/2024/ferries-stop/"));
        assert_eq!(made("/:monthname/:filename", page).as_deref(), Some("/august/strike"));
        assert_eq!(made("/:year/:nobody/", page), None);
    }

    #[test]
    fn a_sites_own_settings_are_followed() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("_config.yml"), "title: T\npermalink: pretty\n").unwrap();
        std::fs::write(dir.path().join("hugo.toml"), "[permalinks.page]\nnews = '/:year/:slug/'\nx = '/:odd/'\n")
            .unwrap();
        let mut problems = Vec::new();
        let permalinks = read(dir.path(), None, &mut problems);
        assert_eq!(permalinks.posts.as_deref(), Some(NAMED[1].1));
        assert_eq!(permalinks.sections.get("news").map(String::as_str), Some("/:year/:slug/"));
        assert!(problems.len() == 1 && problems[0].what.contains(":odd"), "{problems:?}");
    }
}
