//! IPTC-IIM, the older of the two ways (IPTC-NAA Information Interchange Model, version 4.2), in Adobe's image resources.

use super::{Properties, tidy};

/// Adobe's resource that holds IIM records (Adobe Photoshop File Formats Specification, “Image Resource IDs”).
const IIM_RESOURCE: u16 = 0x0404;

/// Reads image resources, or IIM records that stand alone.
pub fn read(bytes: &[u8]) -> Properties {
    records(resource(bytes).unwrap_or(bytes))
}

/// The content of the IIM resource: blocks of `8BIM`, a number, a name, a length and the content, padded to even lengths.
fn resource(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        let rest = bytes.strip_prefix(b"8BIM")?;
        let (id, rest) = rest.split_first_chunk::<2>()?;
        let name = usize::from(*rest.first()?);
        let rest = rest.get((1 + name).next_multiple_of(2)..)?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let content = rest.get(..length)?;
        if u16::from_be_bytes(*id) == IIM_RESOURCE {
            return Some(content);
        }
        bytes = rest.get(length.checked_next_multiple_of(2)?..)?;
    }
}

/// Data sets of record 2: a marker, record and number, a length of two bytes, and the text (IIM 4.2, section 1.5).
fn records(mut bytes: &[u8]) -> Properties {
    let mut found = Properties::default();
    let mut is_utf8 = false;
    while let [0x1c, record, number, high, low, rest @ ..] = bytes {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // The highest bit tells of a longer length; texts have none.
        let Some(content) = rest.get(..length).filter(|_| high & 0x80 == 0) else { break };
        bytes = &rest[length..];
        // 1:90 names the character set by an escape sequence; ESC % G is UTF-8 (ISO/IEC 2022).
        if (*record, *number) == (1, 90) {
            is_utf8 = content == b"\x1b%G";
        }
        if *record != 2 {
            continue;
        }
        let field = match number {
            80 => &mut found.creator,
            105 => &mut found.headline,
            110 => &mut found.credit_line,
            116 => &mut found.copyright,
            120 => &mut found.description,
            _ => continue,
        };
        // A by-line may be repeated; the first is the photographer.
        if field.is_empty() {
            *field = tidy(&decoded(content, is_utf8));
        }
    }
    found
}

/// Many write UTF-8 without saying so; what is not UTF-8 is Latin 1.
fn decoded(content: &[u8], is_utf8: bool) -> String {
    match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf8 => String::from_utf8_lossy(content).into_owned(),
        Err(_) => content.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(record: u8, number: u8, text: &[u8]) -> Vec<u8> {
        [&[0x1c, record, number], &(text.len() as u16).to_be_bytes()[..], text].concat()
    }

    fn block(id: u16, content: &[u8]) -> Vec<u8> {
        let mut block =
            [b"8BIM", &id.to_be_bytes()[..], &[0, 0], &(content.len() as u32).to_be_bytes(), content].concat();
        block.resize(block.len().next_multiple_of(2), 0);
        block
    }

    #[test]
    fn reads_record_two_behind_other_resources() {
        let records = [
            set(1, 90, b"\x1b%G"),
            set(2, 80, "Zoë Akın".as_bytes()),
            set(2, 80, b"Second"),
            set(2, 105, b"A ferry"),
            set(2, 110, b"Reuters"),
            set(2, 116, b"(c) Reuters"),
            set(2, 120, b"A ferry crosses\rthe strait."),
        ];
        let bytes = [block(0x03ed, b"abc"), block(IIM_RESOURCE, &records.concat())].concat();
        let found = read(&bytes);
        assert_eq!((found.creator.as_str(), found.headline.as_str()), ("Zoë Akın", "A ferry"));
        assert_eq!((found.credit_line.as_str(), found.copyright.as_str()), ("Reuters", "(c) Reuters"));
        assert_eq!(found.description, "A ferry crosses the strait.");
        assert_eq!(read(&set(2, 110, b"Caf\xe9")).credit_line, "Café");
    }

    #[test]
    fn what_is_cut_off_or_lies_about_its_length_is_passed_over() {
        let whole = block(IIM_RESOURCE, &[set(2, 110, b"AP"), set(2, 120, b"Words")].concat());
        for end in 0..whole.len() {
            read(&whole[..end]);
        }
        assert_eq!(read(b"8BIM\x04\x04\0\0\xff\xff\xff\xff\x1c"), Properties::default());
        assert_eq!(read(b"\x1c\x02\x78\xff\xffabc"), Properties::default());
    }
}
