//! What the browser says it asked (Web Authentication level 3, section 5.8.1).

use serde::Deserialize;

use super::{Invalid, words};

/// What a browser was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To make a passkey.
    Create,
    /// To sign with one.
    Get,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Checks that it was this deed, this challenge and this origin, and in no other site's frame.
pub fn check(json: &[u8], deed: Deed, challenge: &[u8], origin: &str) -> Result<(), Invalid> {
    // A byte order mark is dropped, as "UTF-8 decode" does.
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let data: ClientData = serde_json::from_slice(json).map_err(|_| Invalid::Unreadable("client data"))?;
    let asked = match deed {
        Deed::Create => "webauthn.create",
        Deed::Get => "webauthn.get",
    };
    if data.r#type != asked {
        return Err(Invalid::OtherDeed);
    }
    if data.challenge != words(challenge) {
        return Err(Invalid::OtherChallenge);
    }
    if data.origin != origin || data.cross_origin {
        return Err(Invalid::OtherSite);
    }
    Ok(())
}
