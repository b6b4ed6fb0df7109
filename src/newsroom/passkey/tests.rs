use std::collections::HashMap;

use super::*;

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// One credential of the specification's, with the fields of both ceremonies.
struct Vector(HashMap<(&'static str, &'static str), Vec<u8>>);

/// The specification's own vectors (section 16), by name.
fn vectors() -> HashMap<&'static str, Vector> {
    let mut vectors: HashMap<_, Vector> = HashMap::new();
    let mut name = "";
    for line in include_str!("vectors.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut words = line.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some(ceremony), Some(field), Some(hex)) => {
                vectors.get_mut(name).unwrap().0.insert((ceremony, field), unhex(hex));
            }
            (Some(title), None, None) => {
                name = title;
                vectors.insert(name, Vector(HashMap::new()));
            }
            _ => panic!("{line}"),
        }
    }
    vectors
}

impl Vector {
    fn of(&self, ceremony: &'static str, field: &'static str) -> &[u8] {
        &self.0[&(ceremony, field)]
    }

    fn created(&self) -> Created {
        let response = CreatedResponse {
            client_data: words(self.of("create", "clientDataJSON")),
            attestation_object: words(self.of("create", "attestationObject")),
        };
        Created { response }
    }

    fn signed(&self) -> Signed {
        let response = SignedResponse {
            client_data: words(self.of("get", "clientDataJSON")),
            authenticator_data: words(self.of("get", "authenticatorData")),
            signature: words(self.of("get", "signature")),
            user_handle: None,
        };
        Signed { raw_id: words(self.of("create", "credential_id")), response }
    }

    fn create(&self) -> Result<(Vec<u8>, Passkey), Invalid> {
        party().created(self.of("create", "challenge"), &self.created())
    }

    fn get(&self, passkey: &Passkey) -> Result<Passkey, Invalid> {
        party().signed(self.of("get", "challenge"), &self.signed(), passkey)
    }
}

/// The specification's site. Some of its authenticators verify nobody.
fn party() -> Party {
    Party { id: "example.org".into(), origin: "https://example.org".into(), verified: false }
}

#[test]
fn the_specifications_own_answers_hold() {
    let vectors = vectors();
    for name in [
        "none-es256",
        "packed-self-es256",
        "none-es256-long-credential-id",
        "packed-es256",
        "packed-rs256",
        "packed-eddsa",
        "tpm-es256",
        "android-key-es256",
        "apple-es256",
        "fido-u2f-es256",
    ] {
        let vector = &vectors[name];
        let (id, passkey) = vector.create().unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(id, vector.of("create", "credential_id"), "{name}");
        assert_eq!(vector.signed().credential().unwrap(), id, "{name}");
        vector.get(&passkey).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[test]
fn what_was_not_asked_for_is_refused() {
    let vectors = vectors();
    for (name, why) in [
        ("none-es256-crossOrigin", Invalid::OtherSite),
        ("none-es256-topOrigin", Invalid::OtherSite),
        ("packed-es384", Invalid::Algorithm),
        ("packed-ed448", Invalid::Algorithm),
    ] {
        assert_eq!(vectors[name].create().unwrap_err(), why, "{name}");
    }
}

#[test]
fn each_byte_of_an_answer_counts() {
    for name in ["none-es256", "packed-eddsa", "packed-rs256"] {
        let vector = &vectors()[name];
        let (_, passkey) = vector.create().unwrap();
        for field in ["authenticatorData", "clientDataJSON", "signature"] {
            for at in 0..vector.of("get", field).len() {
                let mut forged = Vector(vector.0.clone());
                forged.0.get_mut(&("get", field)).unwrap()[at] ^= 0x20;
                assert!(forged.get(&passkey).is_err(), "{name}: {field}, byte {at}");
            }
        }
    }
}

#[test]
fn half_an_answer_is_none() {
    let vector = &vectors()["none-es256"];
    let object = vector.of("create", "attestationObject");
    for end in 0..object.len() {
        let response = CreatedResponse { attestation_object: words(&object[..end]), ..vector.created().response };
        let refused = party().created(vector.of("create", "challenge"), &Created { response });
        assert!(refused.is_err(), "the first {end} bytes");
    }
}

#[test]
fn another_site_challenge_or_deed_is_refused() {
    let vector = &vectors()["none-es256"];
    let challenge = vector.of("create", "challenge");
    let elsewhere = Party { origin: "https://example.com".into(), ..party() };
    assert_eq!(elsewhere.created(challenge, &vector.created()), Err(Invalid::OtherSite));
    let other_domain = Party { id: "example.com".into(), ..party() };
    assert_eq!(other_domain.created(challenge, &vector.created()), Err(Invalid::OtherSite));
    assert_eq!(party().created(&[0; 32], &vector.created()), Err(Invalid::OtherChallenge));
    let (_, passkey) = vector.create().unwrap();
    let mut swapped = vector.signed();
    swapped.response.client_data = words(vector.of("create", "clientDataJSON"));
    assert_eq!(party().signed(challenge, &swapped, &passkey), Err(Invalid::OtherDeed));
}

#[test]
fn who_must_be_verified_is() {
    let strict = Party { verified: true, ..party() };
    let vectors = vectors();
    // Of these two, only the second's authenticator verified who was there.
    let create = |vector: &Vector| strict.created(vector.of("create", "challenge"), &vector.created());
    assert_eq!(create(&vectors["none-es256"]), Err(Invalid::Unconfirmed));
    assert!(create(&vectors["packed-self-es256"]).is_ok());
}

#[test]
fn a_counter_that_does_not_grow_is_refused() {
    let vector = &vectors()["none-es256"];
    let (_, passkey) = vector.create().unwrap();
    assert_eq!(vector.get(&Passkey { counter: 1, ..passkey.clone() }), Err(Invalid::Counter));
    assert_eq!(vector.get(&Passkey { backup_eligible: !passkey.backup_eligible, ..passkey }), Err(Invalid::Backup));
}

#[test]
fn passkeys_are_kept_as_json_and_come_back() {
    for name in ["none-es256", "packed-eddsa", "packed-rs256"] {
        let (_, passkey) = vectors()[name].create().unwrap();
        let kept = serde_json::to_string(&passkey).unwrap();
        assert_eq!(serde_json::from_str::<Passkey>(&kept).unwrap(), passkey, "{kept}");
    }
}

#[test]
fn passkeys_that_were_kept_by_webauthn_rs_still_sign_in() {
    let vector = &vectors()["none-es256"];
    let (id, passkey) = vector.create().unwrap();
    let Key::Es256 { x, y } = &passkey.key else { panic!("{passkey:?}") };
    let row = json!({ "cred": {
        "cred_id": words(&id),
        "cred": { "type_": "ES256", "key": { "EC_EC2": { "curve": "SECP256R1", "x": words(x), "y": words(y) } } },
        "counter": 0,
        "transports": null,
        "user_verified": true,
        "backup_eligible": passkey.backup_eligible,
        "backup_state": true,
        "registration_policy": "required",
        "extensions": { "cred_protect": "Ignored" },
        "attestation": { "data": "None", "metadata": "None" },
        "attestation_format": "none",
    } });
    let kept: Passkey = serde_json::from_value(row).unwrap();
    assert_eq!(kept, passkey);
    assert!(vector.get(&kept).is_ok());
}
