//! Tokens: what a cookie or a link carries. The store keeps their digest only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_store::Digest;
use sha2::{Digest as _, Sha256};

use super::AccountError;

/// A new token: 256 random bits in 43 characters that need no escaping in addresses and cookies.
///
/// # Errors
/// [`AccountError::System`] where the system gives no random numbers.
pub fn fresh() -> Result<String, AccountError> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| AccountError::System(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What the store keeps of a token. A plain hash will do: 256 random bits cannot be guessed as a password can.
pub fn digest(token: &str) -> Digest {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_need_no_escaping() {
        let (one, other) = (fresh().unwrap(), fresh().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 43);
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{one}");
        assert_ne!(digest(&one), digest(&other));
    }
}
