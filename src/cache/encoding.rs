//! Which content coding a client likes best (RFC 9110, 12.5.3).
use http::{HeaderMap, header};

/// A content coding that we have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// `br`, RFC 7932.
    Brotli,
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
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// Weights are thousandths: `q=0.5` is 500.
#[derive(Default)]
struct Wishes {
    brotli: Option<u16>,
    gzip: Option<u16>,
    identity: Option<u16>,
    any_other: Option<u16>,
}

/// The coding to send, among those that exist. Without the field, or where it allows nothing we have, that is no coding:
/// the standard lets a server disregard the field, and readable bytes are worth more to the client than a 406.
pub fn preferred(headers: &HeaderMap, brotli: bool, gzip: bool) -> Encoding {
    let wishes = wishes(headers);
    let weight = |exists: bool, own: Option<u16>| if exists { own.or(wishes.any_other).unwrap_or(0) } else { 0 };
    let brotli = weight(brotli, wishes.brotli);
    let gzip = weight(gzip, wishes.gzip);
    // Unnamed, no coding is acceptable, but less than any coding that is named.
    let identity = wishes.identity.unwrap_or(0);
    if brotli > 0 && brotli >= gzip && brotli >= identity {
        Encoding::Brotli
    } else if gzip > 0 && gzip >= identity {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
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

    fn preferred_by(accept: &'static str) -> Encoding {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accept))]);
        preferred(&headers, true, true)
    }

    #[test]
    fn browsers_get_brotli() {
        assert_eq!(preferred_by("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(preferred_by("BR"), Encoding::Brotli);
        assert_eq!(preferred_by("*"), Encoding::Brotli);
    }

    #[test]
    fn weights_decide() {
        assert_eq!(preferred_by("br;q=0.5, gzip;q=0.8"), Encoding::Gzip);
        assert_eq!(preferred_by("br; q=0.501, gzip; q=0.5"), Encoding::Brotli);
        assert_eq!(preferred_by("identity, br;q=0.9"), Encoding::Identity);
        assert_eq!(preferred_by("br;q=0, *"), Encoding::Gzip);
        assert_eq!(preferred_by("x-gzip"), Encoding::Gzip);
    }

    #[test]
    fn what_is_not_wanted_is_not_sent() {
        for accept in ["", "identity", "deflate", "br;q=0, gzip;q=0", "*;q=0", "br;q=2", "br;q=0.1234", "br;level=9"] {
            assert_eq!(preferred_by(accept), Encoding::Identity, "{accept}");
        }
        assert_eq!(preferred(&HeaderMap::new(), true, true), Encoding::Identity);
    }

    #[test]
    fn what_does_not_exist_is_not_sent() {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("br, gzip;q=0.1"))]);
        assert_eq!(preferred(&headers, false, true), Encoding::Gzip);
        assert_eq!(preferred(&headers, false, false), Encoding::Identity);
    }

    #[test]
    fn several_fields_count_as_one() {
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("br"));
        assert_eq!(preferred(&headers, true, true), Encoding::Brotli);
    }
}
