//! Passkeys: what to ask of an authenticator, and whether its answer holds (Web Authentication level 3, sections 7.1
//! and 7.2).
//!
//! No attestation is asked for: which make of authenticator somebody uses is not the newsroom's business. A statement that
//! comes all the same is not looked at, and nothing is ever decided by it. What is left is one signature.

mod authenticator;
mod client;
mod key;
mod stored;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use authenticator::Data;
use client::Deed;
pub use key::Key;
pub use stored::Passkey;

/// How many random bytes an authenticator signs; section 13.4.3 asks for 16 at least.
const CHALLENGE: usize = 32;
/// The longest credential id (section 7.1, step 25), in bytes.
const LONGEST_ID: usize = 1023;

/// Why an answer does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Invalid {
    /// It is not written as it should be; where.
    #[error("the {0} cannot be read")]
    Unreadable(&'static str),
    /// It answers another kind of question.
    #[error("it answers another kind of question")]
    OtherDeed,
    /// It answers another question.
    #[error("it answers another question")]
    OtherChallenge,
    /// It was given to another site, or inside another site's frame.
    #[error("it was given to another site")]
    OtherSite,
    /// Nobody was there, or who was there was not verified.
    #[error("nobody confirmed it")]
    Unconfirmed,
    /// The backup flags contradict each other, or what they said before (section 6.1.3).
    #[error("the backup flags contradict each other")]
    Backup,
    /// The key is of a kind that was not asked for.
    #[error("the key is of another kind than was asked for")]
    Algorithm,
    /// The signature does not hold.
    #[error("the signature does not hold")]
    Signature,
    /// The signature counter did not grow: there may be a copy of the authenticator (section 6.1.1).
    #[error("the signature counter did not grow")]
    Counter,
}

/// The site as passkeys know it: the relying party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The domain that its passkeys belong to.
    pub id: String,
    /// The only origin they are used from: `https://news.example`.
    pub origin: String,
    /// Whether the authenticator must have verified who was there, by a finger, a face or a PIN.
    pub verified: bool,
}

/// What a browser sends of a new passkey (`RegistrationResponseJSON`, as far as it is needed). Bytes are base64url.
#[derive(Debug, Deserialize)]
pub struct Created {
    response: CreatedResponse,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreatedResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

/// What a browser sends to sign in (`AuthenticationResponseJSON`, as far as it is needed). Bytes are base64url.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signed {
    raw_id: String,
    response: SignedResponse,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    #[serde(default)]
    user_handle: Option<String>,
}

impl Signed {
    /// The id of the passkey that it says it was signed with.
    ///
    /// # Errors
    /// [`Invalid::Unreadable`].
    pub fn credential(&self) -> Result<Vec<u8>, Invalid> {
        bytes(&self.raw_id, "credential's id")
    }

    /// Whose the authenticator says the passkey is; `None` where it says nothing.
    ///
    /// # Errors
    /// [`Invalid::Unreadable`].
    pub fn user_handle(&self) -> Result<Option<Vec<u8>>, Invalid> {
        self.response.user_handle.as_deref().map(|it| bytes(it, "user handle")).transpose()
    }
}

/// A fresh challenge.
///
/// # Errors
/// When the system gives no random numbers.
pub fn challenge() -> Result<[u8; CHALLENGE], getrandom::Error> {
    let mut bytes = [0; CHALLENGE];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// The words for bytes, as browsers write them in JSON: base64url without padding (RFC 4648, section 5).
pub fn words(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes for such words; `what` they are.
///
/// # Errors
/// [`Invalid::Unreadable`].
pub fn bytes(words: &str, what: &'static str) -> Result<Vec<u8>, Invalid> {
    URL_SAFE_NO_PAD.decode(words).map_err(|_| Invalid::Unreadable(what))
}

/// For whom a passkey is made.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// What the authenticator knows them by; says nothing about them.
    pub handle: &'a [u8],
    /// What they sign in with otherwise: tells two accounts of one person apart.
    pub account: &'a str,
    /// Their name.
    pub name: &'a str,
}

impl Party {
    /// What a browser is asked for a new passkey (`PublicKeyCredentialCreationOptionsJSON`): one that the authenticator
    /// finds by itself, since signing in asks for no e-mail address, and none of those that are `known`.
    pub fn creation(&self, site: &str, holder: Holder<'_>, challenge: &[u8], known: &[Vec<u8>]) -> Value {
        let known: Vec<Value> = known.iter().map(|id| json!({ "type": "public-key", "id": words(id) })).collect();
        let kinds = key::ALGORITHMS.map(|number| json!({ "type": "public-key", "alg": number }));
        json!({
            "rp": { "id": self.id, "name": site },
            "user": { "id": words(holder.handle), "name": holder.account, "displayName": holder.name },
            "challenge": words(challenge),
            "pubKeyCredParams": kinds,
            "timeout": TIMEOUT,
            "excludeCredentials": known,
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": self.verification(),
            },
            "attestation": "none",
        })
    }

    /// What a browser is asked to sign in (`PublicKeyCredentialRequestOptionsJSON`): with any passkey of the site.
    pub fn request(&self, challenge: &[u8]) -> Value {
        json!({
            "rpId": self.id,
            "challenge": words(challenge),
            "timeout": TIMEOUT,
            "allowCredentials": [],
            "userVerification": self.verification(),
        })
    }

    fn verification(&self) -> &'static str {
        if self.verified { "required" } else { "preferred" }
    }

    /// Checks a new passkey, and gives its id with it.
    ///
    /// # Errors
    /// Why it does not hold.
    pub fn created(&self, challenge: &[u8], created: &Created) -> Result<(Vec<u8>, Passkey), Invalid> {
        let client_data = bytes(&created.response.client_data, "client data")?;
        client::check(&client_data, Deed::Create, challenge, &self.origin)?;
        let statement = bytes(&created.response.attestation_object, "attestation object")?;
        let data = authenticator::attested(&statement)?;
        let data = Data::read(data)?;
        self.check(&data)?;
        let (id, key) = data.credential.ok_or(Invalid::Unreadable("new credential"))?;
        if id.is_empty() || id.len() > LONGEST_ID {
            return Err(Invalid::Unreadable("credential's id"));
        }
        Ok((id, Passkey { key, counter: data.counter, backup_eligible: data.backup_eligible }))
    }

    /// Checks that a passkey signed, and gives it as it is to be kept from now on.
    ///
    /// # Errors
    /// Why it does not hold.
    pub fn signed(&self, challenge: &[u8], signed: &Signed, passkey: &Passkey) -> Result<Passkey, Invalid> {
        let answer = &signed.response;
        let client_data = bytes(&answer.client_data, "client data")?;
        client::check(&client_data, Deed::Get, challenge, &self.origin)?;
        let raw = bytes(&answer.authenticator_data, "authenticator data")?;
        let data = Data::read(&raw)?;
        self.check(&data)?;
        let message = [&raw[..], &Sha256::digest(&client_data)].concat();
        passkey.key.verify(&message, &bytes(&answer.signature, "signature")?)?;
        if data.backup_eligible != passkey.backup_eligible {
            return Err(Invalid::Backup);
        }
        if (data.counter > 0 || passkey.counter > 0) && data.counter <= passkey.counter {
            return Err(Invalid::Counter);
        }
        Ok(Passkey { counter: data.counter, ..passkey.clone() })
    }

    fn check(&self, data: &Data) -> Result<(), Invalid> {
        if data.party[..] != Sha256::digest(&self.id)[..] {
            return Err(Invalid::OtherSite);
        }
        if !data.present || (self.verified && !data.verified) {
            return Err(Invalid::Unconfirmed);
        }
        if data.backed_up && !data.backup_eligible {
            return Err(Invalid::Backup);
        }
        Ok(())
    }
}

/// How long a person may take to answer their browser, in milliseconds; section 15.1 recommends five minutes.
const TIMEOUT: u32 = 300_000;

#[cfg(test)]
mod tests;
