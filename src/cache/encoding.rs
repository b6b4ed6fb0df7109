//! Which content coding a client likes best (RFC 9110, 12.5.3).
use http::{HeaderMap, header};

/// A content coding that we have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// `br`, RFC 7932.
    Brotli,
    /// `zstd`, RFC 8878 and 9659.
    Zstd,
    /// `gzip`, RFC 1952.
    Gzip,
    /// No coding.
    Identity,
}

impl Encoding {
    /// For the Content-Encoding field; `None` where there must be no such field.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// The codings that a client likes best; all of them equally well. None of them: it is to have no coding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Liked {
    /// [`Encoding::Brotli`].
    pub brotli: bool,
    /// [`Encoding::Zstd`].
    pub zstd: bool,
    /// [`Encoding::Gzip`].
    pub gzip: bool,
}

impl Liked {
    /// Everything that we have.
    pub const ALL: Self = Self { brotli: true, zstd: true, gzip: true };

    /// Whether a coding is among them.
    pub fn holds(self, encoding: Encoding) -> bool {
        match encoding {
            Encoding::Brotli => self.brotli,
            Encoding::Zstd => self.zstd,
            Encoding::Gzip => self.gzip,
            Encoding::Identity => self == Self::default(),
        }
    }
}

/// Weights are thousandths: `q=0.5` is 500.
#[derive(Default)]
struct Wishes {
    brotli: Option<u16>,
    zstd: Option<u16>,
    gzip: Option<u16>,
    identity: Option<u16>,
    any_other: Option<u16>,
}

/// The codings to send, among those that exist. Without the field, or where it allows nothing we have, there is none:
/// the standard lets a server disregard the field, and readable bytes are worth more to the client than a 406.
pub fn liked(headers: &HeaderMap, exist: Liked) -> Liked {
    let wishes = wishes(headers);
    let weight = |exists: bool, own: Option<u16>| if exists { own.or(wishes.any_other).unwrap_or(0) } else { 0 };
    let brotli = weight(exist.brotli, wishes.brotli);
    let zstd = weight(exist.zstd, wishes.zstd);
    let gzip = weight(exist.gzip, wishes.gzip);
    // Unnamed, no coding is acceptable, but less than any coding that is named.
    let most = brotli.max(zstd).max(gzip).max(wishes.identity.unwrap_or(0)).max(1);
    Liked { brotli: brotli == most, zstd: zstd == most, gzip: gzip == most }
}

fn wishes(headers: &HeaderMap) -> Wishes {
    let mut wishes = Wishes::default();
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for member in values.flat_map(|value| value.split(',')) {
        let (name, parameter) = match member.split_once(';') {
            Some((name, parameter)) => (name.trim(), Some(parameter)),
            None => (member.trim(), None),
        };
        let is = |coding: &str| name.eq_ignore_ascii_case(coding);
        let slot = if is("br") {
            &mut wishes.brotli
        } else if is("zstd") {
            &mut wishes.zstd
        } else if is("gzip") || is("x-gzip") {
            &mut wishes.gzip
        } else if is("identity") {
            &mut wishes.identity
        } else if name == "*" {
            &mut wishes.any_other
        } else {
            continue;
        };
        // A weight that cannot be read is taken for "rather not".
        *slot = Some(parameter.map_or(1000, |it| weight(it).unwrap_or(0)));
    }
    wishes
}

/// Reads `q=0.123` (RFC 9110, 12.4.2) as thousandths.
fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn liked_by(accept: &'static str) -> Liked {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
        liked(&headers, Liked::ALL)
    }

    const NONE: Liked = Liked { brotli: false, zstd: false, gzip: false };
    const BROTLI: Liked = Liked { brotli: true, ..NONE };
    const GZIP: Liked = Liked { gzip: true, ..NONE };

    #[test]
    fn browsers_like_several() {
        assert_eq!(liked_by("gzip, deflate, br, zstd"), Liked::ALL);
        assert_eq!(liked_by("gzip, deflate, br"), Liked { zstd: false, ..Liked::ALL });
        assert_eq!(liked_by("BR"), BROTLI);
        assert_eq!(liked_by("*"), Liked::ALL);
    }

    #[test]
    fn weights_decide() {
        assert_eq!(liked_by("br;q=0.5, gzip;q=0.8"), GZIP);
        assert_eq!(liked_by("br; q=0.501, gzip; q=0.5"), BROTLI);
        assert_eq!(liked_by("identity, br;q=0.9"), NONE);
        assert_eq!(liked_by("br;q=0, zstd;q=0, *"), GZIP);
        assert_eq!(liked_by("zstd;q=1, br;q=0.9"), Liked { zstd: true, ..NONE });
        assert_eq!(liked_by("x-gzip"), GZIP);
    }

    #[test]
    fn what_is_not_wanted_is_not_sent() {
        for accept in ["", "identity", "deflate", "br;q=0, gzip;q=0", "*;q=0", "br;q=2", "br;q=0.1234", "br;level=9"] {
            assert_eq!(liked_by(accept), NONE, "{accept}");
            assert!(liked_by(accept).holds(Encoding::Identity));
        }
        assert_eq!(liked(&HeaderMap::new(), Liked::ALL), NONE);
    }

    #[test]
    fn what_does_not_exist_is_not_sent() {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("br, gzip;q=0.1"))]);
        assert_eq!(liked(&headers, GZIP), GZIP);
        assert_eq!(liked(&headers, NONE), NONE);
    }

    #[test]
    fn several_fields_count_as_one() {
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("br"));
        assert_eq!(liked(&headers, Liked::ALL), Liked { zstd: false, ..Liked::ALL });
    }
}
