//! What an export says before its first item: the site, its authors, its terms.

use std::collections::{BTreeMap, HashMap};

use dateline_story::{Author, Language, Slug, normal};
use url::Url;

use super::people::{self, Account};
use super::pieces::Piece;
use super::xml;
use crate::incoming::Loss;
use crate::{addresses, names, plain};

/// The head of an export.
#[derive(Debug, Default)]
pub struct Head {
    /// The site's address.
    pub site: Option<Url>,
    /// The site's name; may be empty.
    pub name: String,
    /// The site's language, when it names one.
    pub language: Option<Language>,
    /// Who has an account.
    pub accounts: Vec<Account>,
    /// Categories' names by their short names.
    pub categories: HashMap<String, String>,
    /// Categories' short names by their numbers.
    pub category_numbers: HashMap<String, String>,
    /// The authors of our own export, with all that is known of them.
    pub authors: HashMap<Slug, Author>,
    /// What is wrong with it.
    pub problems: Vec<Loss>,
}

impl Head {
    /// The site's host name, or a word where it has none: the middle of every story's source key.
    pub fn site_name(&self) -> &str {
        self.site.as_ref().and_then(Url::host_str).unwrap_or("unknown-site")
    }

    /// Section slugs with the names of the categories they come from.
    pub fn sections(&self) -> BTreeMap<Slug, String> {
        let named = |(short, name): (&String, &String)| Some((addresses::section(names::slug(short)?).0, name.clone()));
        self.categories.iter().filter(|(short, _)| !is_default_category(short)).filter_map(named).collect()
    }
}

/// Reads the head. An error says why the file is no export.
pub fn read(piece: &Piece) -> Result<Head, String> {
    if piece.bytes.starts_with(&[0xff, 0xfe]) || piece.bytes.starts_with(&[0xfe, 0xff]) {
        return Err("it is UTF-16; convert it to UTF-8 first".to_owned());
    }
    let mut head = Head::default();
    let text = piece.text(&mut head.problems);
    let text = text.trim_start_matches('\u{feff}');
    if let Some(encoding) = declared_encoding(text)
        && !["utf-8", "utf8", "us-ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known))
    {
        return Err(format!("it says it is encoded as {encoding}; convert it to UTF-8 first"));
    }
    let mut is_rss = false;
    let mut group: HashMap<String, String> = HashMap::new();
    let mut channel: HashMap<String, String> = HashMap::new();
    let damage = xml::read(text, true, &mut |element| {
        is_rss |= element.path.first().is_some_and(|root| root == "rss") || element.name == "rss";
        match (element.path.len(), element.name) {
            (2, "wp:author") => head.author(&std::mem::take(&mut group)),
            (2, "wp:category") => head.category(&std::mem::take(&mut group)),
            (2, "dateline:author") => match serde_json::from_str::<Author>(&element.text) {
                Ok(author) => {
                    head.authors.insert(author.slug.clone(), author);
                }
                Err(error) => head.problems.push(Loss::new(
                    &piece.position(0),
                    format!("an author of our own export is damaged: {error}: “{}”", plain::glimpse(&element.text)),
                )),
            },
            (2, "wp:tag" | "wp:term" | "image" | "cloud") => group.clear(),
            (2, name) => {
                channel.insert(name.to_owned(), element.text);
            }
            (3, name) => {
                group.insert(name.to_owned(), element.text);
            }
            _ => {}
        }
    });
    if !is_rss {
        let why = damage.err().map_or_else(|| "there is no <rss> element".to_owned(), |damage| damage.why);
        return Err(format!("{} at {}", why, piece.position(0)));
    }
    if let Err(damage) = damage {
        if damage.why.contains("document type") {
            return Err(format!("{} at {}", damage.why, piece.position(damage.at)));
        }
        let place = piece.position(damage.at);
        head.problems.push(Loss::new(&place, format!("the list of authors and categories breaks off: {}", damage.why)));
    }
    head.site = ["wp:base_blog_url", "link", "wp:base_site_url"]
        .iter()
        .filter_map(|name| channel.get(*name))
        .find_map(|url| Url::parse(url.trim()).ok().filter(Url::has_host));
    head.name = channel.get("title").map(|name| plain::text(name)).unwrap_or_default();
    head.language = channel.get("language").and_then(|tag| Language::new(tag).ok());
    Ok(head)
}

impl Head {
    fn author(&mut self, group: &HashMap<String, String>) {
        let field = |name: &str| group.get(name).map(|text| plain::text(text)).filter(|text| !text.is_empty());
        let Some(login) = field("wp:author_login") else { return };
        let address = field("wp:author_email").unwrap_or_default();
        let full = [field("wp:author_first_name"), field("wp:author_last_name")];
        let full = full.into_iter().flatten().collect::<Vec<_>>().join(" ");
        // WordPress shows the login until somebody chooses a name.
        let chosen = field("wp:author_display_name").filter(|name| *name != login || people::is_name(name));
        let name = chosen.into_iter().chain([full]).find(|name| !name.is_empty() && !name.contains('@'));
        self.accounts.push(Account { login, address, name });
    }

    fn category(&mut self, group: &HashMap<String, String>) {
        let Some(short) = group.get("wp:category_nicename").map(|short| normal::line(short)) else { return };
        if let Some(number) = group.get("wp:term_id") {
            self.category_numbers.insert(number.trim().to_owned(), short.clone());
        }
        let name = group.get("wp:cat_name").map(|name| plain::text(name)).filter(|name| !name.is_empty());
        self.categories.insert(short.clone(), name.unwrap_or(short));
    }
}

/// Whether a category is the one WordPress puts posts in that have none.
pub fn is_default_category(short: &str) -> bool {
    matches!(short, "uncategorized" | "uncategorised")
}

fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?;
    let declaration = &declaration[..declaration.find("?>")?];
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    value[1..].split(quote).next()
}
