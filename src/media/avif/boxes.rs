//! Boxes of an ISO base media file, and numbers in them (ISO/IEC 14496-12, section 4.2). Nothing here can read past a box.

/// The first box of some bytes: its type, its content, and what comes after it. `None` where there is none or it is cut off.
pub fn next(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (length, rest) = match u32::from_be_bytes(*size) {
        // The size follows in 64 bits.
        1 => {
            let (size, rest) = rest.split_first_chunk::<8>()?;
            (usize::try_from(u64::from_be_bytes(*size)).ok()?.checked_sub(16)?, rest)
        }
        // To the end.
        0 => (rest.len(), rest),
        size => (usize::try_from(size).ok()?.checked_sub(8)?, rest),
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((kind, content, after))
}

/// All boxes, one after the other; ends at the first that is broken.
pub fn all(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (kind, content, rest) = next(bytes)?;
        bytes = rest;
        Some((kind, content))
    })
}

/// The content of the first box of a type.
pub fn find<'b>(bytes: &'b [u8], kind: &[u8; 4]) -> Option<&'b [u8]> {
    all(bytes).find(|(found, _)| *found == kind).map(|(_, content)| content)
}

/// Reads numbers from the front.
#[derive(Clone, Copy)]
pub struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    /// The content of a full box, with its version and flags.
    pub fn full(content: &'b [u8]) -> Option<(u8, u32, Self)> {
        let mut reader = Self(content);
        let head = reader.number(4)?;
        Some(((head >> 24) as u8, (head & 0xff_ffff) as u32, reader))
    }

    /// A number of `bytes` bytes, the most significant first; of none it is nought.
    pub fn number(&mut self, bytes: usize) -> Option<u64> {
        debug_assert!(bytes <= 8);
        Some(self.take(bytes)?.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)))
    }

    /// The next bytes.
    pub fn take(&mut self, bytes: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(taken)
    }

    /// A text that ends with a zero byte.
    pub fn text(&mut self) -> Option<&'b [u8]> {
        let end = self.0.iter().position(|byte| *byte == 0)?;
        let text = self.take(end)?;
        self.take(1)?;
        Some(text)
    }
}
