//! A page that was made.

use bytes::Bytes;
use tokio::sync::OnceCell;

use crate::compress;
use crate::encoding::Encoding;

type Compress = fn(&[u8]) -> Vec<u8>;

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
    gzip: OnceCell<Bytes>,
}

impl Made {
    /// A page from its HTML.
    pub fn new(html: String, more: Option<String>) -> Self {
        use sha2::{Digest, Sha256};
        let tag = Sha256::digest(&html).iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        Self { body: html.into(), tag, more, kept: true, brotli: OnceCell::new(), gzip: OnceCell::new() }
    }

    /// A page that is sent once: compressed quickly rather than well.
    pub fn once(html: String) -> Self {
        Self { kept: false, ..Self::new(html, None) }
    }

    /// The page in an encoding, where it was asked for in it before.
    pub fn at_hand(&self, encoding: Encoding) -> Option<&Bytes> {
        match encoding {
            Encoding::Identity => Some(&self.body),
            Encoding::Brotli => self.brotli.get(),
            Encoding::Gzip => self.gzip.get(),
        }
    }

    /// The page in an encoding; each is made once.
    pub async fn encoded(&self, encoding: Encoding) -> Bytes {
        let (cell, compress): (_, Compress) = match encoding {
            Encoding::Identity => return self.body.clone(),
            Encoding::Brotli if self.kept => (&self.brotli, compress::brotli),
            Encoding::Brotli => (&self.brotli, compress::brotli_quickly),
            Encoding::Gzip => (&self.gzip, compress::gzip),
        };
        let body = self.body.clone();
        let compressed = cell.get_or_init(|| async move {
            // Some milliseconds of work, which would hold up every other request of this thread.
            let inner = body.clone();
            match tokio::task::spawn_blocking(move || compress(&inner)).await {
                Ok(compressed) => compressed.into(),
                Err(_) => compress(&body).into(),
            }
        });
        compressed.await.clone()
    }
}
