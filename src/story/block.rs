//! What a body is made of. The enum is closed: what is not here cannot reach a page.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Inline, Slug};

/// One block of a body, top to bottom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A subhead. Level 2 to 4; the headline is the page's only level 1.
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A bulleted or numbered list.
    List(List),
    /// Somebody's words, set off from the text.
    Quote {
        /// Paragraphs, lists, code and further quotes.
        content: Vec<Block>,
        /// Who said it; empty when the text around it says so.
        by: String,
    },
    /// A line of the story itself, repeated large.
    PullQuote {
        /// The line.
        content: Vec<Inline>,
        /// Who said it; may be empty.
        by: String,
    },
    /// A picture with its caption.
    Figure(Figure),
    /// Several pictures that belong together.
    Gallery {
        /// The pictures.
        figures: Vec<Figure>,
        /// What is said of all of them, plain text; may be empty.
        caption: String,
    },
    /// The story in a few points, each one line.
    KeyPoints {
        /// A heading other than the site's own word for "key points"; may be empty.
        title: String,
        /// The points.
        points: Vec<Vec<Inline>>,
    },
    /// A table.
    Table(Table),
    /// Somebody else's player or post, loaded only on a click.
    Embed(Embed),
    /// The call-out for the WhatsApp channel that belongs to the story.
    Channel {
        /// The editor's own line; empty for the site's.
        content: Vec<Inline>,
    },
    /// A correction, placed where the mistake was.
    Correction {
        /// When it was published.
        at: Timestamp,
        /// What was wrong and what is right.
        content: Vec<Inline>,
    },
    /// A listing, taken literally.
    Code {
        /// The language's name; may be empty.
        language: String,
        /// Lines without a trailing line break.
        text: String,
    },
    /// A break between two parts.
    Rule,
    /// An entry of a live story.
    LivePost(LivePost),
}

/// A list and its items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u32>,
    /// Items; each holds paragraphs, lists, quotes and code.
    pub items: Vec<Vec<Block>>,
}

/// The point of a picture that must stay in view when it is cropped, in hundredths of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// From the left edge, 0 to 100.
    pub x: u8,
    /// From the top edge, 0 to 100.
    pub y: u8,
}

impl Default for Focus {
    /// The centre.
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl Focus {
    /// The class that keeps the point in view, in tenths, where it is not the centre; inline styles are not allowed.
    pub fn class(self) -> Option<String> {
        let tenth = |hundredths: u8| (hundredths.min(100) + 5) / 10;
        (self != Self::default()).then(|| format!("fx{} fy{}", tenth(self.x), tenth(self.y)))
    }
}

/// A picture as a story uses it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The picture's name in the media store, or an absolute address that has not been fetched yet.
    pub src: String,
    /// What it shows, for those who cannot see it. Empty only for decoration.
    pub alt: String,
    /// What it means to the story.
    pub caption: Vec<Inline>,
    /// Who made it or holds the rights; plain text.
    pub credit: String,
    /// What must stay in view.
    #[serde(default)]
    pub focus: Focus,
}

/// How a table's column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// As the language reads.
    #[default]
    Start,
    /// Centred.
    Centre,
    /// Against the end: figures.
    End,
}

/// A table. Every row has as many cells as `columns` has entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What the table shows; plain text, may be empty.
    pub caption: String,
    /// One entry a column.
    pub columns: Vec<Align>,
    /// The header row.
    pub header: Vec<Vec<Inline>>,
    /// The body rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// Something that lives on another site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Its public address (`https://…`), as a reader would open it.
    pub url: String,
    /// What it is, for the reader who decides whether to load it.
    pub title: String,
}

/// Whose embed it is; decides its label and what a click loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provider {
    /// YouTube, with the video's id.
    YouTube(String),
    /// Vimeo, with the video's number.
    Vimeo(String),
    /// A post on X.
    X,
    /// Instagram.
    Instagram,
    /// Facebook.
    Facebook,
    /// TikTok.
    TikTok,
    /// Spotify.
    Spotify,
    /// SoundCloud.
    SoundCloud,
    /// Any other site, by its host name.
    Other(String),
}

/// An entry of a live story, newest first on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LivePost {
    /// When it was posted.
    pub at: Timestamp,
    /// Its own headline; may be empty.
    pub headline: String,
    /// Who posted it; may be empty.
    pub by: String,
    /// Whether it belongs to the summary of key moments.
    pub key: bool,
    /// What it says: any block but a live post.
    pub content: Vec<Block>,
}

impl LivePost {
    /// The fragment of its address. Two posts of one second have headlines of their own.
    pub fn anchor(&self) -> String {
        let headline = Slug::from_text(&self.headline).map(|slug| format!("-{slug}")).unwrap_or_default();
        format!("post-{}{headline}", self.at.as_second())
    }
}

/// The figures of a body, wherever they stand, in reading order.
pub fn figures(blocks: &[Block]) -> Vec<&Figure> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => found.push(figure),
            Block::Gallery { figures, .. } => found.extend(figures),
            Block::LivePost(post) => found.extend(figures(&post.content)),
            // Lists and quotes hold no figures in normal form, and the others hold only inlines.
            _ => {}
        }
    }
    found
}

impl Embed {
    /// Whose it is, from its address.
    pub fn provider(&self) -> Provider {
        let rest = self.url.strip_prefix("https://").or_else(|| self.url.strip_prefix("http://")).unwrap_or(&self.url);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host);
        match host {
            "youtube.com" | "youtube-nocookie.com" | "youtu.be" => match youtube_id(host, path) {
                Some(id) => Provider::YouTube(id.to_owned()),
                None => Provider::Other(host.to_owned()),
            },
            "vimeo.com" | "player.vimeo.com" => {
                let number = path.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
                if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
                    Provider::Vimeo(number.to_owned())
                } else {
                    Provider::Other(host.to_owned())
                }
            }
            "x.com" | "twitter.com" | "mobile.twitter.com" => Provider::X,
            "instagram.com" => Provider::Instagram,
            "facebook.com" | "fb.watch" => Provider::Facebook,
            "tiktok.com" | "vm.tiktok.com" => Provider::TikTok,
            "open.spotify.com" => Provider::Spotify,
            "soundcloud.com" => Provider::SoundCloud,
            _ => Provider::Other(host.to_owned()),
        }
    }
}

impl Provider {
    /// The name readers know it by.
    pub fn name(&self) -> &str {
        match self {
            Provider::YouTube(_) => "YouTube",
            Provider::Vimeo(_) => "Vimeo",
            Provider::X => "X",
            Provider::Instagram => "Instagram",
            Provider::Facebook => "Facebook",
            Provider::TikTok => "TikTok",
            Provider::Spotify => "Spotify",
            Provider::SoundCloud => "SoundCloud",
            Provider::Other(host) => host,
        }
    }
}

/// The eleven-character id in a YouTube address's path, if it has one.
fn youtube_id<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    let candidate = if host == "youtu.be" {
        path
    } else if let Some(rest) = ["embed/", "shorts/", "live/", "v/"].iter().find_map(|prefix| path.strip_prefix(prefix))
    {
        rest
    } else {
        path.split_once('?')?.1.split('&').find_map(|pair| pair.strip_prefix("v="))?
    };
    let id = candidate.split(['?', '&', '#', '/']).next()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (id.len() == 11 && id.bytes().all(plain)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_falls_into_tenths() {
        assert_eq!(Focus::default().class(), None);
        assert_eq!(Focus { x: 0, y: 100 }.class().as_deref(), Some("fx0 fy10"));
        assert_eq!(Focus { x: 34, y: 36 }.class().as_deref(), Some("fx3 fy4"));
    }

    fn provider(url: &str) -> Provider {
        Embed { url: url.into(), title: String::new() }.provider()
    }

    #[test]
    fn knows_youtube_by_all_its_addresses() {
        for url in [
            "https://www.youtube.com/watch?v=abcdefghijk",
            "https://youtube.com/watch?t=3&v=abcdefghijk#x",
            "https://youtu.be/abcdefghijk?si=1",
            "https://www.youtube.com/embed/abcdefghijk",
            "https://m.youtube.com/shorts/abcdefghijk",
        ] {
            assert_eq!(provider(url), Provider::YouTube("abcdefghijk".into()), "{url}");
        }
    }

    #[test]
    fn an_address_that_only_looks_like_a_provider_is_other() {
        assert_eq!(
            provider("https://youtube.com.evil.example/watch?v=abcdefghijk"),
            Provider::Other("youtube.com.evil.example".into())
        );
        assert_eq!(provider("https://youtu.be/../../x"), Provider::Other("youtu.be".into()));
        assert_eq!(provider("https://vimeo.com/channels"), Provider::Other("vimeo.com".into()));
        assert_eq!(provider("https://vimeo.com/12345?h=1"), Provider::Vimeo("12345".into()));
    }
}
