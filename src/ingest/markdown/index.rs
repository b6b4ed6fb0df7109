//! Every file's address on this site, known before any story is read.

use std::collections::HashMap;

use dateline_story::{Slug, address};
use serde_yaml_ng::Value;

use super::fields::{self, Fields, scalar};
use super::folder::Folder;
use super::{Options, front, ordered, shown};
use crate::addresses::{self, Addresses};
use crate::incoming::{Loss, Summary};
use crate::{names, plain};

/// A file's place on this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its section.
    pub section: Slug,
    /// Its slug, the only one of that name in its section.
    pub slug: Slug,
    /// What had to change, in words.
    pub changes: Vec<String>,
}

/// The places of all files.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of the folder's stories.
    pub places: Vec<Place>,
    by_path: HashMap<String, usize>,
    /// By file name; `None` where several files share it.
    by_name: HashMap<String, Option<usize>>,
    sections: HashMap<String, Slug>,
    /// The name that each author's slug was first met under.
    pub authors: HashMap<Slug, String>,
    /// The same of topics.
    pub topics: HashMap<Slug, String>,
    /// By a section's folder, what it hands down to all in it.
    cascades: HashMap<String, Vec<(String, Value)>>,
}

/// What a file's front matter asks for.
struct Wanted {
    section: Slug,
    slug: Slug,
    authors: Vec<(Slug, String)>,
    topics: Vec<(Slug, String)>,
}

/// Reads every file's front matter and gives each an address. Files that cannot be read get one from their path.
pub fn build(folder: &Folder, options: &Options, summary: &mut Summary) -> Index {
    let mut index = Index::default();
    for path in &folder.sections {
        section(folder, path, options, &mut index, summary);
    }
    let mut addresses = Addresses::default();
    let mut number = 0;
    ordered::each(
        folder.stories.len(),
        options.threads,
        &|number| wanted(folder, &folder.stories[number], options),
        &mut |Wanted { section, slug, authors, topics }| {
            for (known, met) in [(&mut index.authors, authors), (&mut index.topics, topics)] {
                for (slug, name) in met {
                    known.entry(slug).or_insert(name);
                }
            }
            let path = &folder.stories[number];
            let (section, renamed) = addresses::section(section);
            let claimed = addresses.claim(&section, slug.clone());
            let mut changes = Vec::new();
            if renamed {
                changes.push(format!(
                    "the site itself uses the name of its section, so the section is called “{section}”"
                ));
            }
            if claimed != slug {
                changes.push(format!(
                    "another story has the address /{section}/{slug}: this one gets /{section}/{claimed}"
                ));
            }
            index.by_path.insert(path.clone(), number);
            let name = path.rsplit('/').next().unwrap_or(path);
            index.by_name.entry(name.to_owned()).and_modify(|known| *known = None).or_insert(Some(number));
            index.places.push(Place { section, slug: claimed, changes });
            number += 1;
            std::ops::ControlFlow::Continue(())
        },
    );
    index
}

fn wanted(folder: &Folder, path: &str, options: &Options) -> Wanted {
    let too_long = std::fs::metadata(folder.root.join(path)).is_ok_and(|file| file.len() > options.file_limit);
    let bytes = if too_long { Vec::new() } else { std::fs::read(folder.root.join(path)).unwrap_or_default() };
    let text = super::decode(path, bytes, &mut Vec::new());
    let mapping = front::split(&text)
        .ok()
        .and_then(|split| split.front)
        .and_then(|(format, front)| front::parse(format, front).ok());
    let mut fields = Fields::new(mapping.unwrap_or_default().mapping);
    let is_post = path.split('/').any(|part| part == "_posts" || part == "_drafts");
    let section =
        fields.take(&["section"]).and_then(|value| scalar(&value)).and_then(|name| names::slug(&plain::text(&name)));
    let category = || {
        // Jekyll's first category is the first part of the address.
        let categories = fields.seen(&["categories", "category"], fields::subjects);
        categories.first().filter(|_| is_post).and_then(|name| names::slug(name))
    };
    let section = section.or_else(category).or_else(|| folder_section(path)).unwrap_or_else(|| options.section.clone());
    let slug = fields.raw(&["slug"]).and_then(|slug| names::slug(&slug)).or_else(|| file_slug(path));
    let slug = slug.or_else(|| fields.text(&["title", "headline"]).and_then(|title| Slug::from_text(&title)));
    let named = |keys: &[&str], split, slug: fn(&str) -> Option<Slug>| -> Vec<(Slug, String)> {
        let names = keys.iter().flat_map(|key| fields.seen(&[key], split));
        names.filter_map(|name| Some((slug(&name)?, name))).collect()
    };
    let authors = named(&["authors", "author", "byline", "bylines"], fields::people, names::slug);
    let topics = named(&["topics", "tags", "categories", "category", "tag"], fields::subjects, names::subject_slug);
    Wanted { slug: slug.unwrap_or_else(|| section.clone()), section, authors, topics }
}

/// The section a file's top folder names, unless that is a year or a generator's own word.
fn folder_section(path: &str) -> Option<Slug> {
    let mut parts =
        path.split('/').filter(|part| !matches!(*part, "content" | "_posts" | "_drafts" | "posts" | "post" | "src"));
    let first = parts.next()?;
    // The last part is the file.
    parts.next()?;
    if first.bytes().all(|byte| byte.is_ascii_digit()) { None } else { Slug::from_text(first) }
}

/// The slug in a file's name: without Jekyll's date, its ending and a language; of a bundle, the folder's.
pub fn file_slug(path: &str) -> Option<Slug> {
    let mut parts = path.rsplit('/');
    let file = parts.next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = if stem == "index" || stem.starts_with("index.") { parts.next()? } else { stem };
    names::slug(date_in_name(stem).map_or(stem, |(_, rest)| rest))
}

/// `2020-03-24` and what follows it in `2020-03-24-title`; Jekyll takes months and days of one digit, too.
pub fn date_in_name(stem: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for (most, least, mark) in [(4, 4, "-"), (2, 1, "-"), (2, 1, "-_")] {
        let digits = stem.as_bytes()[at..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        at += digits;
        if digits < least || !stem[at..].starts_with(|c| mark.contains(c)) {
            return None;
        }
        at += 1;
    }
    let (date, rest) = (&stem[..at - 1], &stem[at..]);
    (!rest.is_empty()).then_some((date, rest))
}

/// A section's name, from its `_index.md`.
fn section(folder: &Folder, path: &str, options: &Options, index: &mut Index, summary: &mut Summary) {
    let text = std::fs::read_to_string(folder.root.join(path)).unwrap_or_default();
    let front = front::split(&text).and_then(|split| match split.front {
        Some((format, front)) => front::parse(format, front),
        None => Ok(Default::default()),
    });
    let mut fields = match front {
        Ok(keys) => Fields::new(keys.mapping),
        Err(problem) => {
            summary.problems.push(Loss::new(&format!("{path}:{}", problem.line), problem.why));
            return;
        }
    };
    let folder_of = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut handed_down = fields.take(&["cascade"]).map(|cascade| shown::handed_down(&cascade)).unwrap_or_default();
    // Zola leaves a draft's whole section out.
    handed_down.extend(fields.take(&["draft"]).map(|draft| ("draft".to_owned(), draft)));
    if !handed_down.is_empty() {
        index.cascades.entry(folder_of.to_owned()).or_default().extend(handed_down);
    }
    let slug = folder_section(path).unwrap_or_else(|| options.section.clone());
    let is_top = path.matches('/').count() <= usize::from(path.starts_with("content/")) + 1;
    let (slug, _) = addresses::section(slug);
    if let Some(name) = fields.text(&["title"]).filter(|_| is_top) {
        summary.sections.entry(slug.clone()).or_insert(name);
    }
    index.sections.insert(path.to_owned(), slug);
}

impl Index {
    /// What the sections above a file say of its being seen, the nearest first.
    pub fn handed_down<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let folders = path.rmatch_indices('/').map(|(at, _)| &path[..at]).chain([""]);
        let keys = folders.filter_map(|folder| self.cascades.get(folder)).flatten();
        keys.map(|(key, value)| (key.as_str(), value))
    }

    /// The address of what `reference`, written in `from`, names: a file of the folder by its path, its path from the
    /// folder's parent, its path from the file, or its name alone.
    pub fn address(&self, folder: &Folder, from: &str, reference: &str) -> Option<String> {
        let (target, fragment) = match reference.split_once('#') {
            Some((target, fragment)) => (target, format!("#{fragment}")),
            None => (reference, String::new()),
        };
        let target = target.trim().split('?').next().unwrap_or_default();
        if target.is_empty() {
            return (!fragment.is_empty()).then_some(fragment);
        }
        let from_root = target.trim_start_matches('/');
        let beside = join(from.rsplit_once('/').map_or("", |(parent, _)| parent), target);
        let inside = from_root.strip_prefix(&format!("{}/", folder.name)).unwrap_or(from_root);
        let zola = from_root.strip_prefix("@/").unwrap_or(from_root);
        for path in [from_root, inside, zola, &beside] {
            for ending in ["", ".md", "/index.md", "index.md", ".markdown"] {
                if let Some(number) = self.by_path.get(&format!("{path}{ending}")) {
                    return Some(format!("{}{fragment}", self.path(*number)));
                }
            }
            let path = path.trim_end_matches('/');
            if let Some(slug) = self.sections.get(path).or_else(|| self.sections.get(&format!("{path}/_index.md"))) {
                return Some(address::section(slug));
            }
        }
        if let Some((kind, name)) = inside.trim_end_matches('/').rsplit_once('/')
            && let Some(slug) = names::slug(name)
        {
            match kind {
                "topics" | "tags" if self.topics.contains_key(&slug) => return Some(address::topic(&slug)),
                "authors" if self.authors.contains_key(&slug) => return Some(address::author(&slug)),
                _ => {}
            }
        }
        let name = target.rsplit('/').next()?;
        // A name alone may stand for a file anywhere; a path to elsewhere may not.
        let elsewhere = target.contains('/');
        let number = (!elsewhere)
            .then(|| self.by_name.get(name).or_else(|| self.by_name.get(&format!("{name}.md"))).copied().flatten())
            .flatten();
        number.map(|number| format!("{}{fragment}", self.path(number)))
    }

    fn path(&self, number: usize) -> String {
        self.places.get(number).map(|place| address::article(&place.section, &place.slug)).unwrap_or_default()
    }
}

/// A path relative to a folder; `..` never leads out of the root.
pub fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_give_slugs_and_dates() {
        let slug = |path| file_slug(path).map(String::from);
        assert_eq!(slug("_posts/2020-03-24-a-title.md").as_deref(), Some("a-title"));
        assert_eq!(slug("news/story/index.md").as_deref(), Some("story"));
        assert_eq!(slug("2020/plain_name.markdown").as_deref(), Some("plain-name"));
        assert_eq!(date_in_name("2020-03-24-x"), Some(("2020-03-24", "x")));
        assert_eq!(date_in_name("2016-2-9-leap-day"), Some(("2016-2-9", "leap-day")));
        assert_eq!(date_in_name("2020-03-24"), None);
        assert_eq!(date_in_name("2020-123-4-x"), None);
    }

    #[test]
    fn top_folders_are_sections_unless_they_are_years() {
        let section = |path| folder_section(path).map(String::from);
        assert_eq!(section("content/news/2019/a.md").as_deref(), Some("news"));
        assert_eq!(section("2019/03/a.md"), None);
        assert_eq!(section("_posts/a.md"), None);
        assert_eq!(section("a.md"), None);
    }

    #[test]
    fn paths_stay_inside() {
        assert_eq!(join("a/b", "../c.md"), "a/c.md");
        assert_eq!(join("a", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(join("a", "/x/./y"), "x/y");
    }
}
