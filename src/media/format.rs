//! What a file is, by its first bytes: endings and declared types are whatever their sender wrote.

/// A kind of picture that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF; its first frame.
    Gif,
    /// AVIF.
    Avif,
    /// SVG; drawn to pixels and never shown itself, since it may carry scripts.
    Svg,
}

impl Format {
    /// The kind of a file; `None` for anything that is not taken in.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => crate::avif::is_avif(bytes).then_some(Self::Avif),
            _ => is_svg(bytes).then_some(Self::Svg),
        }
    }

    /// Its media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The ending of its files' names, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg"))
}

/// What a file that is not taken in seems to be, for the person who sent it.
pub fn guess(bytes: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
    match bytes {
        [] => "it is empty",
        [b'%', b'P', b'D', b'F', ..] => "it is a PDF document",
        [b'P', b'K', 3 | 5 | 7, ..] => "it is a ZIP archive or an office document",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => "it is a TIFF or a camera's raw file; save it as JPEG",
        [b'B', b'M', ..] => "it is a Windows bitmap; save it as PNG",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', ..] => "it is HEIC; save it as JPEG",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "it is a film, or a kind of picture that is not known here",
        _ if head.starts_with("<!doctype html") || head.starts_with("<html") => "it is a web page",
        _ if head.starts_with('<') => "it is a text in XML",
        _ => "it is neither JPEG, PNG, WebP, AVIF nor GIF",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(Format::of(b"\xff\xd8\xff\xe0"), Some(Format::Jpeg));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::Webp));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WAVEfmt "), None);
        assert_eq!(Format::of(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"), Some(Format::Avif));
        assert_eq!(Format::of(b"\0\0\0\x18ftypisom\0\0\0\0isommp41"), None);
        assert_eq!(Format::of(b"\xef\xbb\xbf <?xml version=\"1.0\"?><svg/>"), Some(Format::Svg));
        for other in [&b""[..], b"GIF", b"<html><svg></svg></html>", b"%PDF-1.4"] {
            assert_eq!(Format::of(other), None);
        }
        assert!(guess(b"").contains("empty") && guess(b"  <!DOCTYPE html>").contains("web page"));
    }
}
