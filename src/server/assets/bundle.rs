//! The bundle that the binary carries: the site's files, each in all its forms, the page's own stylesheet and the
//! demonstration newsroom, as `cargo xtask assets` writes them.
//!
//! Eight bytes are the length of the head (little-endian), then the head in JSON, then all contents one after the other.
//! The head says of each content where it stands behind the head: `[start, length]`. An empty bundle has no files.

use serde::Deserialize;
use thiserror::Error;

use super::Asset;

/// Why a bundle cannot be read.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// It ends too early.
    #[error("the site's files are cut off")]
    CutOff,
    /// Its head is not as it should be.
    #[error("the list of the site's files cannot be read: {0}")]
    Head(#[from] serde_json::Error),
    /// The stylesheet is no text.
    #[error("the stylesheet is not UTF-8: {0}")]
    Style(#[from] std::str::Utf8Error),
}

/// What a bundle holds.
#[derive(Debug, Default)]
pub struct Bundle {
    /// The site's files, sorted by address.
    pub files: Vec<Asset>,
    /// The stylesheet that every page carries in itself.
    pub style: &'static str,
    /// The demonstration newsroom: paths and contents.
    pub demo: Vec<(&'static str, &'static [u8])>,
}

type Span = (usize, usize);

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    files: Vec<File<'a>>,
    style: Span,
    demo: Vec<DemoFile>,
}

#[derive(Deserialize)]
struct File<'a> {
    name: &'a str,
    path: &'a str,
    mime: &'a str,
    tag: &'a str,
    immutable: bool,
    identity: Span,
    brotli: Option<Span>,
    gzip: Option<Span>,
}

#[derive(Deserialize)]
struct DemoFile {
    path: String,
    content: Span,
}

impl Bundle {
    /// Reads a bundle.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn read(bytes: &'static [u8]) -> Result<Self, Unreadable> {
        let Some((length, rest)) = bytes.split_first_chunk() else { return Ok(Self::default()) };
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| Unreadable::CutOff)?;
        let (head, body) = rest.split_at_checked(length).ok_or(Unreadable::CutOff)?;
        let head: Head<'static> = serde_json::from_slice(head)?;
        let content = |(start, length): Span| body.get(start..)?.get(..length);
        let needed = |span| content(span).ok_or(Unreadable::CutOff);
        let files = head.files.into_iter().map(|file| {
            Ok(Asset {
                name: file.name,
                path: file.path,
                mime: file.mime,
                tag: file.tag,
                immutable: file.immutable,
                identity: needed(file.identity)?,
                brotli: file.brotli.map(needed).transpose()?,
                gzip: file.gzip.map(needed).transpose()?,
            })
        });
        let demo = head.demo.into_iter().map(|file| Ok((&*file.path.leak(), needed(file.content)?)));
        Ok(Self {
            files: files.collect::<Result<_, Unreadable>>()?,
            style: std::str::from_utf8(needed(head.style)?)?,
            demo: demo.collect::<Result<_, Unreadable>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(head: &str, body: &[u8]) -> &'static [u8] {
        [&(head.len() as u64).to_le_bytes()[..], head.as_bytes(), body].concat().leak()
    }

    const HEAD: &str = r#"{"files":[{"name":"a.js","path":"/assets/a-1.js","mime":"text/javascript","tag":"ab",
        "immutable":true,"identity":[0,3],"brotli":[3,2],"gzip":null}],"style":[5,4],"demo":[{"path":"news/ی.md","content":[9,2]}]}"#;

    #[test]
    fn contents_are_found() {
        let read = Bundle::read(bundle(HEAD, b"onebrp{}\nhi")).unwrap();
        let file = &read.files[0];
        assert_eq!((file.name, file.identity, file.brotli, file.gzip), ("a.js", &b"one"[..], Some(&b"br"[..]), None));
        assert_eq!((read.style, &read.demo[..]), ("p{}\n", &[("news/ی.md", &b"hi"[..])][..]));
    }

    #[test]
    fn nothing_and_too_little_are_told_apart() {
        assert!(Bundle::read(b"").unwrap().files.is_empty());
        for short in [bundle(HEAD, b"onebrp{}\nh"), &bundle(HEAD, b"")[..20]] {
            assert!(matches!(Bundle::read(short), Err(Unreadable::CutOff)));
        }
        assert!(matches!(Bundle::read(bundle("{", b"")), Err(Unreadable::Head(_))));
    }
}
