//! What a reader asks for: words, "phrases", -not, and the fields section:, author:, topic:, before: and after:.

use dateline_story::Slug;
use jiff::civil::Date;
use thiserror::Error;

/// How many words and phrases are looked for; what is asked beyond them is left out, and the reader told.
const CLAUSES: usize = 64;

/// How many bytes of a query are read.
const LONGEST: usize = 2_000;

/// How many characters of what was typed an error repeats.
const QUOTED: usize = 40;

/// A query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words and phrases, in order.
    pub clauses: Vec<Clause>,
    /// Where stories must be filed, and must not.
    pub filters: Vec<Filter>,
    /// The first day whose stories are too new.
    pub before: Option<Date>,
    /// The first day whose stories are wanted.
    pub after: Option<Date>,
    /// Whether some of it was left out.
    pub cut: bool,
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// As it was typed, without quotation marks.
    pub text: String,
    /// Whether its words must stand side by side.
    pub phrase: bool,
    /// Whether stories with it are not wanted.
    pub not: bool,
}

/// What stories are filed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `section:`
    Section,
    /// `author:`
    Author,
    /// `topic:`
    Topic,
}

/// A condition on where a story is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// By what.
    pub field: Field,
    /// The slug.
    pub slug: Slug,
    /// Whether stories with it are not wanted.
    pub not: bool,
}

/// Why a query cannot be understood. Places count characters from 1.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Problem {
    /// A quotation mark without its partner.
    #[error("the quotation mark at character {at} is never closed")]
    Quote {
        /// Where it stands.
        at: usize,
    },
    /// A field that there is not.
    #[error("at character {at}: there is no field “{field}”: expected section, author, topic, before or after")]
    Field {
        /// Where it stands.
        at: usize,
        /// What was typed.
        field: String,
    },
    /// A field without a value, or with one that names nothing.
    #[error("at character {at}: “{field}:” is followed by nothing that it could mean")]
    Value {
        /// Where it stands.
        at: usize,
        /// The field.
        field: String,
    },
    /// A date that is none.
    #[error("at character {at}: “{value}” is no date: expected one such as 2025, 2025-07 or 2025-07-09")]
    Date {
        /// Where it stands.
        at: usize,
        /// What was typed.
        value: String,
    },
}

/// A quotation mark of any kind.
pub fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A run of characters up to white space; quoted runs keep theirs.
struct Piece {
    at: usize,
    not: bool,
    /// What stands before a colon, where that could be a field.
    field: Option<String>,
    text: String,
    quoted: bool,
}

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The first thing that cannot be understood, and where.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let mut end = typed.len().min(LONGEST);
        while !typed.is_char_boundary(end) {
            end -= 1;
        }
        let mut query = Self { cut: end < typed.len(), ..Self::default() };
        for piece in pieces(&typed[..end], query.cut)? {
            query.take(piece)?;
        }
        Ok(query)
    }

    fn take(&mut self, piece: Piece) -> Result<(), Problem> {
        let at = piece.at;
        let Some(field) = piece.field else {
            let any = piece.text.chars().any(char::is_alphanumeric);
            if self.clauses.len() >= CLAUSES {
                self.cut |= any;
            } else if any {
                self.clauses.push(Clause { text: piece.text, phrase: piece.quoted, not: piece.not });
            }
            return Ok(());
        };
        let by = match field.as_str() {
            "section" => Field::Section,
            "author" => Field::Author,
            "topic" => Field::Topic,
            "before" | "after" => {
                let date = date(&piece.text).ok_or_else(|| Problem::Date { at, value: shown(&piece.text) })?;
                *(if field == "before" { &mut self.before } else { &mut self.after }) = Some(date);
                return Ok(());
            }
            _ => return Err(Problem::Field { at, field: shown(&field) }),
        };
        let slug = Slug::from_text(&piece.text).ok_or(Problem::Value { at, field })?;
        if self.filters.len() < CLAUSES {
            self.filters.push(Filter { field: by, slug, not: piece.not });
        } else {
            self.cut = true;
        }
        Ok(())
    }

    /// Whether there is anything to look for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.filters.is_empty() && self.before.is_none() && self.after.is_none()
    }
}

fn shown(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(QUOTED).collect()
}

fn pieces(typed: &str, cut: bool) -> Result<Vec<Piece>, Problem> {
    let mut pieces = Vec::new();
    let mut rest = typed.chars().enumerate().peekable();
    loop {
        while rest.next_if(|(_, character)| character.is_whitespace() || character.is_control()).is_some() {}
        let Some(&(start, first)) = rest.peek() else { return Ok(pieces) };
        let not = first == '-';
        if not {
            rest.next();
        }
        let mut piece = Piece { at: start + 1, not, field: None, text: String::new(), quoted: false };
        while let Some((at, character)) = rest.next_if(|(_, character)| !character.is_whitespace()) {
            if is_quote(character) && piece.text.is_empty() {
                piece.quoted = true;
                let closed = loop {
                    match rest.next() {
                        Some((_, end)) if is_quote(end) => break true,
                        Some((_, inside)) => piece.text.push(inside),
                        None => break false,
                    }
                };
                // What was cut off may have held the other mark.
                if !closed && !cut {
                    return Err(Problem::Quote { at: at + 1 });
                }
                break;
            }
            let names = piece.text.len() >= 2 && piece.text.bytes().all(|byte| byte.is_ascii_alphabetic());
            let valued = rest.peek().is_some_and(|(_, next)| !next.is_whitespace() && *next != '/');
            let known = ["section", "author", "topic", "before", "after"].contains(&piece.text.to_lowercase().as_str());
            if character == ':' && piece.field.is_none() && names && (valued || known) {
                piece.field = Some(piece.text.to_lowercase());
                piece.text.clear();
            } else {
                piece.text.push(character);
            }
        }
        pieces.push(piece);
    }
}

/// A day, or the first of a month or a year.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut part = || parts.next().map_or(Some(1), |part| part.parse::<i8>().ok());
    let (month, day) = (part()?, part()?);
    if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &str) -> Query {
        Query::parse(typed).unwrap()
    }

    #[test]
    fn words_phrases_and_fields() {
        let query = parse(
            "flood -karachi “river indus” section:climate author:\"Ayesha Siddiqui\" -topic:trade before:2025-07 after:2024",
        );
        let clauses: Vec<_> = query.clauses.iter().map(|c| (c.text.as_str(), c.phrase, c.not)).collect();
        assert_eq!(clauses, [("flood", false, false), ("karachi", false, true), ("river indus", true, false)]);
        let filters: Vec<_> = query.filters.iter().map(|f| (f.field, f.slug.as_str(), f.not)).collect();
        assert_eq!(
            filters,
            [
                (Field::Section, "climate", false),
                (Field::Author, "ayesha-siddiqui", false),
                (Field::Topic, "trade", true)
            ]
        );
        assert_eq!(
            (query.before.unwrap().to_string(), query.after.unwrap().to_string()),
            ("2025-07-01".into(), "2024-01-01".into())
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (typed, problem) in [
            ("talks \"in Ankara", Problem::Quote { at: 7 }),
            ("a colour:red", Problem::Field { at: 3, field: "colour".into() }),
            ("after:tuesday", Problem::Date { at: 1, value: "tuesday".into() }),
            ("section:", Problem::Value { at: 1, field: "section".into() }),
            ("after:2025-13", Problem::Date { at: 1, value: "2025-13".into() }),
        ] {
            assert_eq!(Query::parse(typed), Err(problem), "{typed}");
        }
    }

    #[test]
    fn colons_that_name_no_field_are_left_alone() {
        for typed in ["Update: talks", "https://example.org", "12:30", "\u{202e}abc", "-", "::", "a:b"] {
            assert!(Query::parse(typed).is_ok(), "{typed}");
        }
        assert!(parse(" - \u{0} :: ").is_empty());
    }

    #[test]
    fn ten_kilobytes_are_cut() {
        let query = parse(&"wörd ".repeat(2_000));
        assert!(query.cut && query.clauses.len() == 64);
        assert!(parse(&format!("\"{}\"", "a b ".repeat(3_000))).cut);
    }
}
