//! Public keys as authenticators give them (COSE, RFC 9052 and RFC 9053), and what they sign.

use minicbor::Decoder;
use minicbor::data::Type;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};

use super::Invalid;
use super::stored::words;

/// The kinds of key that are asked for, the one that most authenticators have first: ES256, EdDSA, RS256 (the IANA
/// registry of COSE algorithms; section 5.1.3 recommends these).
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// A public key. Numbers are big-endian.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    /// A point of the curve P-256, signing with ECDSA over SHA-256.
    #[serde(rename = "ES256")]
    Es256 {
        /// 32 bytes.
        #[serde(with = "words")]
        x: Vec<u8>,
        /// 32 bytes.
        #[serde(with = "words")]
        y: Vec<u8>,
    },
    /// A point of Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa {
        /// 32 bytes.
        #[serde(with = "words")]
        x: Vec<u8>,
    },
    /// An RSA key, signing with PKCS #1 version 1.5 over SHA-256.
    #[serde(rename = "RS256")]
    Rs256 {
        /// The modulus.
        #[serde(with = "words")]
        n: Vec<u8>,
        /// The exponent.
        #[serde(with = "words")]
        e: Vec<u8>,
    },
}

impl Key {
    /// Reads a COSE key, and leaves the decoder behind it.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Invalid> {
        let fields = Fields::read(decoder).map_err(|_| UNREADABLE)?;
        let key = match (fields.number(KIND), fields.number(ALGORITHM), fields.number(CURVE)) {
            (Some(2), Some(ES256), Some(1)) => Self::Es256 { x: fields.bytes(-2)?, y: fields.bytes(-3)? },
            (Some(1), Some(EDDSA), Some(6)) => Self::EdDsa { x: fields.bytes(-2)? },
            (Some(3), Some(RS256), None) => Self::Rs256 { n: fields.bytes(-1)?, e: fields.bytes(-2)? },
            _ => return Err(Invalid::Algorithm),
        };
        match &key {
            Self::Es256 { x, y } if x.len() != 32 || y.len() != 32 => Err(UNREADABLE),
            Self::EdDsa { x } if x.len() != 32 => Err(UNREADABLE),
            _ => Ok(key),
        }
    }

    /// Checks a signature of a message (section 6.5.5 says how each is written).
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Invalid> {
        let held = match self {
            Self::Es256 { x, y } => {
                // An uncompressed point (SEC 1, section 2.3.3).
                let point = [&[4], &x[..], &y[..]].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::EdDsa { x } => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            Self::Rs256 { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        };
        held.map_err(|_| Invalid::Signature)
    }
}

const UNREADABLE: Invalid = Invalid::Unreadable("public key");
/// Labels of a COSE key.
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE: i64 = -1;

enum Field {
    Number(i64),
    Bytes(Vec<u8>),
}

/// The numbers and byte strings of a COSE key; what else it holds is skipped.
struct Fields(Vec<(i64, Field)>);

impl Fields {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, minicbor::decode::Error> {
        let mut fields = Vec::new();
        // Authenticators write maps with their length before them (CTAP2's canonical form).
        for _ in 0..decoder.map()?.unwrap_or_default() {
            let label = decoder.i64()?;
            match decoder.datatype()? {
                Type::Bytes => fields.push((label, Field::Bytes(decoder.bytes()?.to_vec()))),
                Type::U8 | Type::U16 | Type::U32 | Type::I8 | Type::I16 | Type::I32 => {
                    fields.push((label, Field::Number(decoder.i64()?)));
                }
                _ => decoder.skip()?,
            }
        }
        Ok(Self(fields))
    }

    fn find(&self, label: i64) -> Option<&Field> {
        self.0.iter().find(|(it, _)| *it == label).map(|(_, field)| field)
    }

    fn number(&self, label: i64) -> Option<i64> {
        match self.find(label)? {
            Field::Number(number) => Some(*number),
            Field::Bytes(_) => None,
        }
    }

    fn bytes(&self, label: i64) -> Result<Vec<u8>, Invalid> {
        match self.find(label) {
            Some(Field::Bytes(bytes)) => Ok(bytes.clone()),
            _ => Err(UNREADABLE),
        }
    }
}
