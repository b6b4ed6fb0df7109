//! What the authenticator says (Web Authentication level 3, section 6.1).

use minicbor::Decoder;

use super::{Invalid, Key};

/// The bits of the flags.
const PRESENT: u8 = 1 << 0;
const VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const CREDENTIAL: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

/// The authenticator's data.
#[derive(Debug, PartialEq, Eq)]
pub struct Data {
    /// The SHA-256 of the relying party's id.
    pub party: [u8; 32],
    /// Somebody was there.
    pub present: bool,
    /// Who was there is who may be.
    pub verified: bool,
    /// The passkey may be kept elsewhere too.
    pub backup_eligible: bool,
    /// It is.
    pub backed_up: bool,
    /// How often it has signed; 0 where the authenticator does not count.
    pub counter: u32,
    /// A new passkey's id and key.
    pub credential: Option<(Vec<u8>, Key)>,
}

impl Data {
    /// Reads it. Extensions are not asked for, and skipped.
    pub fn read(bytes: &[u8]) -> Result<Self, Invalid> {
        let mut rest = bytes;
        let party = *chunk::<32>(&mut rest)?;
        let [flags] = *chunk::<1>(&mut rest)?;
        let counter = u32::from_be_bytes(*chunk::<4>(&mut rest)?);
        let has = |flag: u8| flags & flag != 0;
        let credential = has(CREDENTIAL).then(|| credential(&mut rest)).transpose()?;
        if has(EXTENSIONS) {
            let mut decoder = Decoder::new(rest);
            decoder.skip().map_err(|_| UNREADABLE)?;
            rest = &rest[decoder.position()..];
        }
        if !rest.is_empty() {
            return Err(UNREADABLE);
        }
        Ok(Self {
            party,
            present: has(PRESENT),
            verified: has(VERIFIED),
            backup_eligible: has(BACKUP_ELIGIBLE),
            backed_up: has(BACKED_UP),
            counter,
            credential,
        })
    }
}

const UNREADABLE: Invalid = Invalid::Unreadable("authenticator data");

fn chunk<'a, const N: usize>(rest: &mut &'a [u8]) -> Result<&'a [u8; N], Invalid> {
    let (chunk, after) = rest.split_first_chunk().ok_or(UNREADABLE)?;
    *rest = after;
    Ok(chunk)
}

/// The attested credential data (section 6.5.1): the authenticator's make, which nobody asked for, the id and the key.
fn credential(rest: &mut &[u8]) -> Result<(Vec<u8>, Key), Invalid> {
    let _make = chunk::<16>(rest)?;
    let length = usize::from(u16::from_be_bytes(*chunk::<2>(rest)?));
    let (id, after) = rest.split_at_checked(length).ok_or(UNREADABLE)?;
    let mut decoder = Decoder::new(after);
    let key = Key::read(&mut decoder)?;
    *rest = &after[decoder.position()..];
    Ok((id.to_vec(), key))
}

/// The authenticator data within an attestation object (section 6.5.4).
pub fn attested(object: &[u8]) -> Result<&[u8], Invalid> {
    let read = |object| -> Result<Option<&[u8]>, minicbor::decode::Error> {
        let mut decoder = Decoder::new(object);
        let mut data = None;
        for _ in 0..decoder.map()?.unwrap_or_default() {
            match decoder.str()? {
                "authData" => data = Some(decoder.bytes()?),
                _ => decoder.skip()?,
            }
        }
        Ok(data)
    };
    read(object).ok().flatten().ok_or(Invalid::Unreadable("attestation object"))
}
