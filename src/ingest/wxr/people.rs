//! Who wrote: the accounts of an export's head, and the guest authors of the plug-in Co-Authors Plus.
//!
//! That plug-in's terms carry a login as their text. A login or an address is nobody's name: readers never see one.

use std::collections::{HashMap, HashSet};

use dateline_story::{Author, Slug, normal};

use super::item::{self, Item, Term};
use super::pieces::Piece;
use crate::incoming::Loss;
use crate::{names, plain};

/// An account, as the head of an export lists it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// What posts call it.
    pub login: String,
    /// Its e-mail address, which some plug-ins use for a name.
    pub address: String,
    /// The name readers know, where the export holds one.
    pub name: Option<String>,
}

/// Somebody who writes without an account, or whose account has a profile of its own.
#[derive(Clone, Debug)]
struct Guest {
    /// The plug-in's own short name: `cap-zoe-lind`.
    short: String,
    login: String,
    /// The account it stands for, if any.
    linked: String,
    name: String,
    bio: String,
}

/// Everybody an export knows by name.
#[derive(Debug, Default)]
pub struct People {
    authors: Vec<Author>,
    by_key: HashMap<String, usize>,
    guests: Vec<Guest>,
    /// Accounts that have no name.
    nameless: HashSet<String>,
    /// What could not be kept of them.
    pub problems: Vec<Loss>,
}

impl People {
    /// Takes an item in, if it is a guest author's profile.
    pub fn take(&mut self, piece: &Piece) {
        const WORD: &[u8] = b"guest-author";
        if !piece.bytes.windows(WORD.len()).any(|window| window == WORD) {
            return;
        }
        let (item, _) = item::read(piece, &mut Vec::new());
        if item.field("wp:post_type") != Some("guest-author") || item.field("wp:status") == Some("trash") {
            return;
        }
        let Some(name) = guest_name(&item) else {
            self.problems.push(Loss::new(&piece.position(0), "a guest author has no name and is left out"));
            return;
        };
        if item.meta("_thumbnail_id").is_some() {
            self.problems.push(Loss::new(
                &piece.position(0),
                format!("the portrait of the guest author {name} is not kept: an author's page has none"),
            ));
        }
        let meta = |key| item.meta(key).unwrap_or_default().to_owned();
        self.guests.push(Guest {
            short: item.field("wp:post_name").unwrap_or_default().to_owned(),
            login: meta("cap-user_login"),
            linked: meta("cap-linked_account"),
            name,
            bio: plain::text(item.meta("cap-description").unwrap_or_default()),
        });
    }

    /// Joins the guests that were taken in with the accounts. An account that a guest's profile stands for is that guest.
    pub fn join(&mut self, accounts: &[Account]) {
        let mut slugs = HashSet::new();
        for guest in std::mem::take(&mut self.guests) {
            let short = guest.short.strip_prefix("cap-").unwrap_or(&guest.short);
            let keys = [&guest.short, short, &guest.login, &guest.linked].map(str::to_owned);
            self.add(guest.name, guest.bio, &keys, &mut slugs);
        }
        for account in accounts {
            let keys = [&account.login, &account.address].map(|key| key.to_owned());
            match &account.name {
                Some(name) => self.add(name.clone(), String::new(), &keys, &mut slugs),
                None => self.nameless.extend(keys.iter().map(|key| folded(key))),
            }
        }
    }

    fn add(&mut self, name: String, bio: String, keys: &[String], slugs: &mut HashSet<Slug>) {
        let Some(slug) = Slug::from_text(&name) else { return };
        let number = self.authors.len();
        let mut new = false;
        for key in keys.iter().filter(|key| !key.is_empty()) {
            // WordPress makes its short names of logins.
            for key in [Some(folded(key)), names::slug(key).map(String::from)].into_iter().flatten() {
                self.by_key.entry(key).or_insert_with(|| {
                    new = true;
                    number
                });
            }
        }
        if new {
            let doubled = (2..).map_while(|number| Slug::new(&format!("{slug}-{number}")).ok());
            let own = std::iter::once(slug.clone()).chain(doubled).find(|slug| !slugs.contains(slug));
            let slug = own.unwrap_or(slug);
            slugs.insert(slug.clone());
            self.authors.push(Author { slug, name, role: String::new(), bio, channel: None });
        }
    }

    /// Who a login is, or why nobody can be named for it.
    pub fn login(&self, login: &str) -> Result<Author, String> {
        self.known(&[login]).ok_or_else(|| unnamed(login)).or_else(|why| self.by_words(login).ok_or(why))
    }

    /// Who a term of the taxonomy `author` names, or why nobody can be named for it.
    pub fn term(&self, term: &Term) -> Result<Author, String> {
        let text = plain::text(&term.name);
        let short = term.short.strip_prefix("cap-").unwrap_or(&term.short);
        self.known(&[&term.short, &text, short])
            .or_else(|| self.by_words(&text))
            .ok_or_else(|| unnamed(if text.is_empty() { short } else { &text }))
    }

    fn known(&self, keys: &[&str]) -> Option<Author> {
        let number = keys.iter().find_map(|key| self.by_key.get(&folded(key)))?;
        self.authors.get(*number).cloned()
    }

    /// Somebody whom the export does not list, where the text is written as a name is.
    fn by_words(&self, text: &str) -> Option<Author> {
        if !is_name(text) || self.nameless.contains(&folded(text)) {
            return None;
        }
        let slug = Slug::from_text(text)?;
        let taken = self.authors.iter().find(|author| author.slug == slug);
        let made = || Author { slug, name: text.to_owned(), role: String::new(), bio: String::new(), channel: None };
        Some(taken.cloned().unwrap_or_else(made))
    }
}

/// Whether a text can be shown as a name: no address, and not written like a login.
pub fn is_name(text: &str) -> bool {
    let text = normal::line(text);
    !text.is_empty() && !text.contains(['@', '_', '\\']) && text.chars().any(char::is_alphabetic) && {
        text.contains(' ') || !text.is_ascii()
    }
}

fn guest_name(item: &Item) -> Option<String> {
    let meta = |key| item.meta(key).map(plain::text).filter(|text| !text.is_empty() && !text.contains('@'));
    let full = [meta("cap-first_name"), meta("cap-last_name")];
    let full = full.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = || item.field("title").map(plain::text).filter(|text| !text.is_empty() && !text.contains('@'));
    meta("cap-display_name").or_else(|| (!full.is_empty()).then_some(full)).or_else(title)
}

fn folded(key: &str) -> String {
    key.trim().to_lowercase()
}

fn unnamed(login: &str) -> String {
    format!("the export has no name for the author “{}”, and readers never see a login", plain::glimpse(login))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> People {
        let mut people = People::default();
        people.guests.push(Guest {
            short: "cap-cap-america".into(),
            login: "cap-america".into(),
            linked: "amer".into(),
            name: "Cap America".into(),
            bio: "Writes on shields.".into(),
        });
        let account = |login: &str, name: Option<&str>| Account {
            login: login.into(),
            address: format!("{login}@mail.example"),
            name: name.map(str::to_owned),
        };
        people.join(&[
            account("amer", Some("Somebody Else")),
            account("zoe", Some("Zoë Lind")),
            account("zoe2", Some("Zoe Lind")),
            account("Nobody Known", None),
        ]);
        people
    }

    fn term(short: &str, name: &str) -> Term {
        Term { domain: "author".into(), short: short.into(), name: name.into() }
    }

    #[test]
    fn a_term_is_the_person_behind_it() {
        let people = people();
        let name = |term: &Term| people.term(term).map(|author| author.name);
        assert_eq!(name(&term("cap-cap-america", "cap-america")).as_deref(), Ok("Cap America"));
        assert_eq!(name(&term("cap-amer", "amer")).as_deref(), Ok("Cap America"));
        assert_eq!(name(&term("cap-zoe", "Zoe")).as_deref(), Ok("Zoë Lind"));
        assert_eq!(name(&term("cap-x", "zoe@mail.example")).as_deref(), Ok("Zoë Lind"));
        assert_eq!(name(&term("cap-new-name", "New Name")).as_deref(), Ok("New Name"));
        assert_eq!(people.login("AMER").unwrap().bio, "Writes on shields.");
    }

    #[test]
    fn two_people_of_one_name_are_two() {
        let people = people();
        let slug = |login| people.login(login).unwrap().slug.to_string();
        assert_eq!([slug("zoe"), slug("zoe2")], ["zoe-lind", "zoe-lind-2"]);
    }

    #[test]
    fn logins_and_addresses_are_nobodys_name() {
        let people = people();
        for (short, text) in [("cap-k", "k.lind@mail.example"), ("cap-klind", "klind"), ("cap-a-b", "a_b"), ("x", "")] {
            assert!(people.term(&term(short, text)).is_err(), "{text}");
        }
        assert!(people.login("Nobody Known").is_err());
    }
}
