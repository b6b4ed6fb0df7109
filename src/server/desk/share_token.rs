//! The token of a link to a preview: which story, until when, and a signature that only this site can make
//! (HMAC-SHA-256, RFC 2104), in base64url (RFC 4648, section 5).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_story::{ArticleId, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What the site signs with.
pub type Key = [u8; 32];

/// Bytes that make two tokens for one story and one hour differ.
pub type Nonce = [u8; 16];

const PAYLOAD: usize = 8 + 8 + 16;
const WHOLE: usize = PAYLOAD + 32;

/// What a token of this site says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The story it shows.
    pub article: ArticleId,
    /// When it ends, to the second.
    pub expires: Timestamp,
}

fn mac(key: &Key, payload: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(payload);
    Some(mac)
}

/// A signed token; `None` only where the machine has no HMAC for a key of 32 bytes, which cannot be.
pub fn sign(key: &Key, token: Token, nonce: Nonce) -> Option<String> {
    let mut bytes = Vec::with_capacity(WHOLE);
    bytes.extend(token.article.0.to_be_bytes());
    bytes.extend(token.expires.as_second().to_be_bytes());
    bytes.extend(nonce);
    let signature = mac(key, &bytes)?.finalize().into_bytes();
    bytes.extend(signature);
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

/// What a token says, where this site has signed it. Compared in constant time.
pub fn read(key: &Key, text: &str) -> Option<Token> {
    let bytes: [u8; WHOLE] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let (payload, signature) = bytes.split_at(PAYLOAD);
    mac(key, payload)?.verify_slice(signature).ok()?;
    let number = |from: usize| payload.get(from..from + 8)?.try_into().ok().map(i64::from_be_bytes);
    Some(Token { article: ArticleId(number(0)?), expires: Timestamp::from_second(number(8)?).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_token_comes_back_and_no_other_is_believed(
            key: Key, other: Key, nonce: Nonce, id in 1..i64::MAX, second in 0..4_000_000_000i64, at in 0..WHOLE, bit in 0..8u32
        ) {
            let token = Token { article: ArticleId(id), expires: Timestamp::from_second(second).unwrap() };
            let text = sign(&key, token, nonce).unwrap();
            prop_assert_eq!(read(&key, &text), Some(token));
            prop_assume!(key != other);
            prop_assert_eq!(read(&other, &text), None);
            let mut bytes = URL_SAFE_NO_PAD.decode(&text).unwrap();
            bytes[at] ^= 1 << bit;
            prop_assert_eq!(read(&key, &URL_SAFE_NO_PAD.encode(&bytes)), None);
            bytes.pop();
            prop_assert_eq!(read(&key, &URL_SAFE_NO_PAD.encode(&bytes)), None);
        }

        #[test]
        fn anything_is_read_without_harm(text in "\\PC{0,120}") {
            prop_assert_eq!(read(&[1; 32], &text), None);
        }
    }
}
