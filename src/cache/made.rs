//! A page that was made.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::HeaderMap;
use tokio::sync::OnceCell;

use crate::compress;
use crate::encoding::Encoding;

/// A page that was made.
#[derive(Debug)]
pub struct Made {
    /// The page.
    pub body: Bytes,
    /// Part of its SHA-256, in hex.
    pub tag: String,
    /// Where more of it is, for pages that come in pieces.
    pub more: Option<String>,
    kept: bool,
    brotli: OnceCell<Bytes>,
    /// Compressed as well as it can be, once there was time for it.
    best: OnceLock<Bytes>,
    /// Whether that was asked for.
    improving: AtomicBool,
    gzip: OnceCell<Bytes>,
    /// The fields of an answer with it, for each form.
    fields: [OnceLock<HeaderMap>; FORMS.len()],
}

/// The forms in which a page is sent, as they are told apart in entity tags.
const FORMS: [&str; 4] = ["", "-bq", "-br", "-gz"];

/// A page's bytes in an encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// Them.
    pub bytes: Bytes,
    /// What tells them from the same page's bytes in another form, for its entity tag (RFC 9110, section 8.8.3.3).
    pub form: &'static str,
}

impl Made {
    /// A page from its HTML.
    pub fn new(html: String, more: Option<String>) -> Self {
        use sha2::{Digest, Sha256};
        let tag = Sha256::digest(&html).iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        Self {
            body: html.into(),
            tag,
            more,
            kept: true,
            brotli: OnceCell::new(),
            best: OnceLock::new(),
            improving: AtomicBool::new(false),
            gzip: OnceCell::new(),
            fields: Default::default(),
        }
    }

    /// A page that is sent once.
    pub fn once(html: String) -> Self {
        Self { kept: false, ..Self::new(html, None) }
    }

    /// The page in an encoding, where it is at hand.
    pub fn at_hand(&self, encoding: Encoding) -> Option<Encoded> {
        let (bytes, form) = match encoding {
            Encoding::Identity => (&self.body, ""),
            Encoding::Brotli => match self.best.get() {
                Some(best) => (best, "-br"),
                None => (self.brotli.get()?, "-bq"),
            },
            Encoding::Gzip => (self.gzip.get()?, "-gz"),
        };
        Some(Encoded { bytes: bytes.clone(), form })
    }

    /// The page in an encoding; each is made once.
    pub async fn encoded(&self, encoding: Encoding) -> Encoded {
        if let Some(encoded) = self.at_hand(encoding) {
            return encoded;
        }
        let body = self.body.clone();
        // Up to some milliseconds of work, which would hold up every other request of this thread.
        let compressed = |compress: fn(&[u8]) -> Vec<u8>| async move {
            let inner = body.clone();
            match tokio::task::spawn_blocking(move || compress(&inner)).await {
                Ok(compressed) => compressed.into(),
                Err(_) => compress(&body).into(),
            }
        };
        let (bytes, form) = match encoding {
            Encoding::Identity => (self.body.clone(), ""),
            Encoding::Brotli => {
                let compress = if self.kept { compress::brotli_at_once } else { compress::brotli_once };
                (self.brotli.get_or_init(|| compressed(compress)).await.clone(), "-bq")
            }
            Encoding::Gzip => (self.gzip.get_or_init(|| compressed(compress::gzip)).await.clone(), "-gz"),
        };
        Encoded { bytes, form }
    }

    /// The fields of an answer with the page in a form, put together once.
    pub fn fields(&self, encoded: &Encoded, put: impl FnOnce() -> HeaderMap) -> &HeaderMap {
        let form = FORMS.iter().position(|form| *form == encoded.form).unwrap_or_default();
        self.fields[form].get_or_init(put)
    }

    /// Whether it should be compressed better, and nobody has asked for that yet; whoever is told so does.
    pub(crate) fn is_to_be_improved(&self) -> bool {
        !self.improving.load(Ordering::Relaxed)
            && self.brotli.initialized()
            && !self.improving.swap(true, Ordering::Relaxed)
    }

    /// Compresses it as well as it can be, which takes a tenth of a second.
    pub(crate) fn improve(&self) {
        self.best.get_or_init(|| compress::brotli_best(&self.body).into());
    }
}
