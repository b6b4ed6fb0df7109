//! `robots.txt` (RFC 9309): what crawlers may read.

use dateline_edition::{Ai, Crawlers, Site};

use crate::uri;

/// The crawlers that read for language models.
const KNOWN: &str = include_str!("crawlers.txt");

/// What is closed to everybody: it repeats other pages, or is nobody's business.
const CLOSED: [&str; 7] = ["/desk$", "/desk/", "/more/", "/preview/", "/qr/", "/search$", "/search?"];

/// For what a crawler reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Train,
    Answer,
}

fn known() -> impl Iterator<Item = (Purpose, &'static str)> {
    KNOWN.lines().filter_map(|line| {
        let line = line.split('#').next()?.trim();
        let (purpose, name) = line.split_once(' ')?;
        match purpose {
            "train" => Some((Purpose::Train, name.trim())),
            "answer" => Some((Purpose::Answer, name.trim())),
            _ => None,
        }
    })
}

/// The file.
pub fn write(site: &Site) -> String {
    let Crawlers { closed, ai, licence } = &site.outside.crawlers;
    let mut out = String::from("User-agent: *\n");
    for path in CLOSED.iter().copied().chain(closed.iter().map(String::as_str)) {
        out.push_str(&format!("Disallow: {path}\n"));
    }
    let refused: Vec<&str> = known()
        .filter(|(purpose, _)| match ai {
            Ai::Allow => false,
            Ai::SearchOnly => *purpose == Purpose::Train,
            Ai::Deny => true,
        })
        .map(|(_, name)| name)
        .collect();
    if !refused.is_empty() {
        out.push('\n');
        refused.iter().for_each(|name| out.push_str(&format!("User-agent: {name}\n")));
        out.push_str("Disallow: /\n");
    }
    // Where somebody named above is let in, they are told as everybody is: a group of their own would hide what is closed.
    if let Some(licence) = licence {
        out.push_str(&format!("\nLicense: {licence}\n"));
    }
    out.push('\n');
    out.push_str(&format!("Sitemap: {}\n", uri::page(site, "/sitemap.xml")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crawler_has_one_name_and_one_purpose() {
        let names: Vec<&str> = known().map(|(_, name)| name).collect();
        let mut once: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), names.len());
        assert!(names.len() > 20 && names.contains(&"GPTBot") && names.contains(&"OAI-SearchBot"));
        // RFC 9309, section 2.2.1: letters, hyphens and underscores; some use digits and dots all the same.
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        assert_eq!(names.iter().find(|name| !is_name(name)), None);
        let lines = KNOWN.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).count();
        assert_eq!(lines, names.len(), "a line that is understood as nothing");
    }
}
