//! The forms in which a page's bytes are sent: a coding, and how well it was done.

use crate::compress;
use crate::encoding::{Encoding, Liked};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Brotli as well as can be.
    BestBrotli,
    /// zstd as well as can be.
    BestZstd,
    /// zstd while the reader waits.
    QuickZstd,
    /// Brotli while the reader waits.
    QuickBrotli,
    /// gzip.
    Gzip,
    /// As it is.
    Plain,
}

impl Form {
    /// All forms, those that readers are best served with first.
    pub const ALL: [Self; 6] =
        [Self::BestBrotli, Self::BestZstd, Self::QuickZstd, Self::QuickBrotli, Self::Gzip, Self::Plain];

    /// The form to make for a reader who waits. zstd takes less time than Brotli for about as many bytes.
    pub fn quick(liked: Liked) -> Self {
        match liked {
            Liked { zstd: true, .. } => Self::QuickZstd,
            Liked { brotli: true, .. } => Self::QuickBrotli,
            Liked { gzip: true, .. } => Self::Gzip,
            Liked { .. } => Self::Plain,
        }
    }

    /// The form to make for such readers when there is time. For gzip that is not worth it.
    pub fn best(liked: Liked) -> Option<Self> {
        match liked {
            Liked { brotli: true, .. } => Some(Self::BestBrotli),
            Liked { zstd: true, .. } => Some(Self::BestZstd),
            Liked { .. } => None,
        }
    }

    /// Its coding.
    pub fn encoding(self) -> Encoding {
        match self {
            Self::BestBrotli | Self::QuickBrotli => Encoding::Brotli,
            Self::BestZstd | Self::QuickZstd => Encoding::Zstd,
            Self::Gzip => Encoding::Gzip,
            Self::Plain => Encoding::Identity,
        }
    }

    /// What tells a page's bytes in it from those in another form, in its entity tag (RFC 9110, section 8.8.3.3).
    pub fn mark(self) -> &'static str {
        match self {
            Self::BestBrotli => "-br",
            Self::BestZstd => "-zs",
            Self::QuickZstd => "-zq",
            Self::QuickBrotli => "-bq",
            Self::Gzip => "-gz",
            Self::Plain => "",
        }
    }

    /// A page's bytes in it, unless there is no memory for that.
    pub(crate) fn of(self, page: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::BestBrotli => Some(compress::brotli_best(page)),
            Self::BestZstd => compress::zstd_best(page),
            Self::QuickZstd => compress::zstd_at_once(page),
            Self::QuickBrotli => Some(compress::brotli_at_once(page)),
            Self::Gzip => compress::gzip(page),
            Self::Plain => Some(page.to_vec()),
        }
    }
}
