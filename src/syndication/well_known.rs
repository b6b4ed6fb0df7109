//! Small files that programs look for: `security.txt`, `ads.txt`, `humans.txt`.

use dateline_edition::{Security, Site};

use crate::uri;

/// `security.txt` (RFC 9116).
pub fn security(site: &Site, security: &Security) -> String {
    let mut out = String::new();
    let mut field = |name: &str, value: &str| out.push_str(&format!("{name}: {value}\n"));
    security.contact.iter().for_each(|contact| field("Contact", contact));
    field("Expires", &format!("{:.0}", security.expires));
    let given = [
        ("Encryption", &security.encryption),
        ("Policy", &security.policy),
        ("Acknowledgments", &security.acknowledgments),
    ];
    for (name, value) in given {
        value.iter().for_each(|value| field(name, value));
    }
    let languages: Vec<&str> = site.languages.iter().map(|language| language.as_str()).collect();
    field("Preferred-Languages", &languages.join(", "));
    field("Canonical", &uri::page(site, "/.well-known/security.txt"));
    out
}

/// Lines as a file.
pub fn lines(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}
