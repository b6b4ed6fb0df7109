//! Passwords: which will do, and how they are kept.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use thiserror::Error;
use tokio::sync::Semaphore;

use super::AccountError;

/// The shortest password, in characters: what NIST SP 800-63B-4 (section 3.1.1.2) asks of one that is the only factor.
pub const SHORTEST: usize = 15;
/// The longest password, in bytes: long enough for any sentence, short enough not to keep the server busy.
pub const LONGEST: usize = 1024;

/// argon2id as the OWASP Password Storage Cheat Sheet has it: memory in KiB, passes, lanes.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many passwords are hashed at once: each takes 19 MiB, and the rest of the house needs the processor too.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What a password for nobody is compared with, so that an unknown address takes as long as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| make(b"the password of nobody at all").unwrap_or_default());

/// Why a password will not do.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Weak {
    /// Too few characters.
    #[error(
        "a password needs at least {SHORTEST} characters; a few words that do not belong together are easy to remember"
    )]
    Short,
    /// Too many bytes.
    #[error("a password may have at most {LONGEST} bytes")]
    Long,
    /// One of the first that somebody would try.
    #[error("this password is too easy to guess: it is the name, the address, or the same few characters again")]
    Guessable,
}

/// Whether a password will do. Neither digits nor signs are asked for: length is what counts (the same section).
///
/// # Errors
/// [`Weak`].
pub fn check(password: &str, name: &str, email: &str) -> Result<(), Weak> {
    if password.chars().count() < SHORTEST {
        return Err(Weak::Short);
    }
    if password.len() > LONGEST {
        return Err(Weak::Long);
    }
    let lower = password.to_lowercase();
    let mut characters: Vec<char> = lower.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let without = |what: &str| if what.is_empty() { lower.clone() } else { lower.replace(what, "") };
    let local = email.split('@').next().unwrap_or_default();
    let mostly = |what: &str| without(&what.to_lowercase()).chars().count() < 6;
    if characters.len() < 5 || mostly(name) || mostly(email) || mostly(local) {
        return Err(Weak::Guessable);
    }
    Ok(())
}

/// What comparing says.
pub struct Verdict {
    /// Whether it is the password.
    pub right: bool,
    /// Whether it is kept by other parameters than today's, and should be hashed again.
    pub outdated: bool,
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY, PASSES, LANES, None)?))
}

fn make(password: &[u8]) -> Result<String, String> {
    let argon2 = argon2().map_err(|error| error.to_string())?;
    Ok(argon2.hash_password(password).map_err(|error| error.to_string())?.to_string())
}

fn compare(password: &[u8], phc: Option<&str>) -> Verdict {
    let (phc, somebody) = phc.map_or((NOBODY.as_str(), false), |phc| (phc, true));
    let Ok(kept) = PasswordHash::new(phc) else { return Verdict { right: false, outdated: false } };
    // Compares in constant time, by the parameters that the string names.
    let right = Argon2::default().verify_password(password, &kept).is_ok();
    let today = Params::try_from(&kept)
        .is_ok_and(|kept| (kept.m_cost(), kept.t_cost(), kept.p_cost()) == (MEMORY, PASSES, LANES));
    Verdict { right: right && somebody, outdated: !today || kept.algorithm != ARGON2ID_IDENT }
}

/// Runs what keeps a processor busy off the threads that answer requests, as many at once as `room` has place for. The
/// place is given back when the work is over, also where nobody waits for it any more: it cannot be broken off.
async fn off_thread<T: Send + 'static>(
    room: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AccountError> {
    let system = |error: String| AccountError::System(error);
    let place = room.acquire().await.map_err(|error| system(error.to_string()))?;
    let done = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(place);
        result
    });
    done.await.map_err(|error| system(error.to_string()))
}

/// A password as it is kept: a PHC string with its own salt and parameters.
///
/// # Errors
/// [`AccountError::System`].
pub async fn hash(password: String) -> Result<String, AccountError> {
    off_thread(&AT_ONCE, move || make(password.as_bytes())).await?.map_err(AccountError::System)
}

/// Compares a password with the one that is kept; with none, takes as long and says no.
///
/// # Errors
/// [`AccountError::System`].
pub async fn verify(password: String, kept: Option<String>) -> Result<Verdict, AccountError> {
    off_thread(&AT_ONCE, move || compare(password.as_bytes(), kept.as_deref())).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_what_everybody_would_try_does_not_do() {
        let check = |password: &str| check(password, "Ada Reporter", "ada.reporter@news.example");
        assert_eq!(check("four words of a kind"), Ok(()));
        assert_eq!(check("چار الفاظ جو یاد رہ جائیں"), Ok(()));
        assert_eq!(check("Tr0ub4dor&3"), Err(Weak::Short));
        assert_eq!(check(&"x y".repeat(400)), Err(Weak::Long));
        for guessable in [
            "aaaaaaaaaaaaaaaaaaaa",
            "abababababababab",
            "Ada Reporter123",
            "ada.reporter@news.example",
            "ada reporterada reporter1",
        ] {
            assert_eq!(check(guessable), Err(Weak::Guessable), "{guessable}");
        }
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_its_parameters() {
        let kept = hash("four words of a kind".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let verdict = |password: &str, kept: Option<&str>| verify(password.into(), kept.map(Into::into));
        let right = verdict("four words of a kind", Some(&kept)).await.unwrap();
        assert!(right.right && !right.outdated);
        assert!(!verdict("four words of a kinD", Some(&kept)).await.unwrap().right);
        assert!(
            !verdict("the password of nobody at all", None).await.unwrap().right,
            "nobody's password opens nothing"
        );
        assert!(!verdict("anything", Some("no PHC string")).await.unwrap().right);
        let cheap = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let cheap = cheap.hash_password(b"four words of a kind").unwrap().to_string();
        let old = verdict("four words of a kind", Some(&cheap)).await.unwrap();
        assert!(old.right && old.outdated);
    }

    #[tokio::test]
    async fn whoever_hangs_up_does_not_make_room_before_the_work_is_over() {
        static ROOM: Semaphore = Semaphore::const_new(1);
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let asked = tokio::spawn(off_thread(&ROOM, move || {
            begun.send(()).unwrap();
            finished.recv().unwrap();
        }));
        begins.await.unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        assert_eq!(ROOM.available_permits(), 0);
        finish.send(()).unwrap();
        drop(ROOM.acquire().await.unwrap());
    }
}
