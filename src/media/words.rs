//! What photographers and agencies write into their files: headline, caption, credit and alternative text.

mod iim;
mod xmp;

use image::ImageDecoder;

use crate::avif::Avif;
use crate::{Format, decode};

/// The longest text kept of any of them, in bytes: captions of agencies stay below 2,000.
const MAX_BYTES: usize = 8000;

/// Texts that came with a picture; empty where there was none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// A line on what it shows.
    pub headline: String,
    /// What it shows, at length.
    pub caption: String,
    /// Who made it and whose it is: “Ada Camera/Reuters”.
    pub credit: String,
    /// Alternative text, for those who cannot see it.
    pub alt: String,
}

/// The properties that [`Words`] are made of, as IIM and XMP both know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Properties {
    headline: String,
    description: String,
    creator: String,
    credit_line: String,
    copyright: String,
    alt: String,
}

impl Properties {
    /// What is missing here is taken from `other`.
    fn or(self, other: Properties) -> Properties {
        let first = |one: String, two: String| if one.is_empty() { two } else { one };
        Properties {
            headline: first(self.headline, other.headline),
            description: first(self.description, other.description),
            creator: first(self.creator, other.creator),
            credit_line: first(self.credit_line, other.credit_line),
            copyright: first(self.copyright, other.copyright),
            alt: first(self.alt, other.alt),
        }
    }

    fn words(self) -> Words {
        // Photographer and agency, as it is printed; where neither is named, whose the rights are.
        let credit = match (self.creator.as_str(), self.credit_line.as_str()) {
            ("", "") => self.copyright,
            ("", one) | (one, "") => one.to_owned(),
            (creator, line) if line.contains(creator) => line.to_owned(),
            (creator, line) => format!("{creator}/{line}"),
        };
        Words { headline: self.headline, caption: self.description, credit, alt: self.alt }
    }
}

/// The words in a file. Whatever cannot be read is passed over: the picture is what matters.
///
/// XMP goes before IIM, which is older and often cut short (IPTC Photo Metadata Standard 2023.2, part “Mapping”).
pub fn read(format: Format, bytes: &[u8]) -> Words {
    let (xmp_packet, iim_records) = match format {
        Format::Svg => (None, None),
        Format::Avif => (Avif::read(bytes).ok().and_then(|avif| avif.xmp()), None),
        Format::Jpeg | Format::Png | Format::Webp | Format::Gif => match decode::decoder(format, bytes) {
            Ok(mut decoder) => (decoder.xmp_metadata().ok().flatten(), decoder.iptc_metadata().ok().flatten()),
            Err(_) => (None, None),
        },
    };
    let from_xmp = xmp_packet.map(|packet| xmp::read(&packet)).unwrap_or_default();
    let from_iim = iim_records.map(|records| iim::read(&records)).unwrap_or_default();
    from_xmp.or(from_iim).words()
}

/// One line of plain text: without control characters and spaces at the ends, and not longer than is kept.
fn tidy(text: &str) -> String {
    let text: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let mut end = text.len().min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_names_photographer_and_agency_once() {
        let credit = |creator: &str, credit_line: &str, copyright: &str| {
            let properties = Properties {
                creator: creator.into(),
                credit_line: credit_line.into(),
                copyright: copyright.into(),
                ..Properties::default()
            };
            properties.words().credit
        };
        assert_eq!(credit("Ada Camera", "Reuters", "© Reuters"), "Ada Camera/Reuters");
        assert_eq!(credit("Ada Camera", "REUTERS/Ada Camera", ""), "REUTERS/Ada Camera");
        assert_eq!(credit("", "AP", ""), "AP");
        assert_eq!(credit("", "", "© 2026 Ada Camera"), "© 2026 Ada Camera");
    }

    #[test]
    fn texts_become_one_line_and_end() {
        assert_eq!(tidy(" a\r\n\tb\0 c "), "a b c");
        assert!(tidy(&"ü".repeat(MAX_BYTES)).len() <= MAX_BYTES);
    }
}
