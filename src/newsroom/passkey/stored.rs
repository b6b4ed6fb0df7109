//! A passkey as it is kept in the database.

use serde::{Deserialize, Serialize};

use super::Key;

/// A passkey: its key, and what was last said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Passkey {
    /// The public key.
    pub key: Key,
    /// How often it had signed when it was last used.
    pub counter: u32,
    /// Whether it may be kept in more than one place; never changes (section 6.1.3).
    pub backup_eligible: bool,
}

/// What rows hold: our own form, or that of webauthn-rs, which wrote them before.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Ours { key: Key, counter: u32, backup_eligible: bool },
    Before { cred: Credential },
}

#[derive(Deserialize)]
struct Credential {
    cred: Cose,
    counter: u32,
    backup_eligible: bool,
}

#[derive(Deserialize)]
struct Cose {
    key: CoseKey,
}

#[derive(Deserialize)]
enum CoseKey {
    #[serde(rename = "EC_EC2")]
    Ec2 {
        #[serde(with = "words")]
        x: Vec<u8>,
        #[serde(with = "words")]
        y: Vec<u8>,
    },
    #[serde(rename = "EC_OKP")]
    Okp {
        #[serde(with = "words")]
        x: Vec<u8>,
    },
    #[serde(rename = "RSA")]
    Rsa {
        #[serde(with = "words")]
        n: Vec<u8>,
        e: Vec<u8>,
    },
}

impl From<Kept> for Passkey {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Ours { key, counter, backup_eligible } => Self { key, counter, backup_eligible },
            Kept::Before { cred } => {
                let key = match cred.cred.key {
                    CoseKey::Ec2 { x, y } => Key::Es256 { x, y },
                    CoseKey::Okp { x } => Key::EdDsa { x },
                    CoseKey::Rsa { n, e } => Key::Rs256 { n, e },
                };
                Self { key, counter: cred.counter, backup_eligible: cred.backup_eligible }
            }
        }
    }
}

/// Bytes in JSON: base64url.
pub mod words {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::super::words(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let words = String::deserialize(from)?;
        super::super::bytes(&words, "key").map_err(D::Error::custom)
    }
}
