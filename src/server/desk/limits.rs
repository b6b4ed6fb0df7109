//! How often somebody may try to sign in.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::client::Client;

/// How many tries there are at once, and the pause after which there is another.
#[derive(Clone, Copy, Debug)]
struct Quota {
    burst: u32,
    pause: Duration,
}

/// Tries from one address: a newsroom behind one router signs in at nine in the morning.
const ADDRESS: Quota = Quota { burst: 30, pause: Duration::from_secs(2) };
/// Tries for one account. Whoever is kept out by somebody else's guessing still has a passkey.
const ACCOUNT: Quota = Quota { burst: 10, pause: Duration::from_secs(60) };
/// When so many are remembered, those that have paused long enough are forgotten.
const REMEMBERED: usize = 10_000;

/// The counts, in memory: a second server counts for itself.
#[derive(Default)]
pub struct Limits {
    addresses: Buckets<IpAddr>,
    accounts: Buckets<String>,
}

/// For each key the instant at which all its tries will be there again: each try moves it by one pause, and none is allowed
/// that would move it further away than the burst lasts (the generic cell rate algorithm of ITU-T I.371).
struct Buckets<K>(Mutex<HashMap<K, Instant>>);

impl<K> Default for Buckets<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Buckets<K> {
    /// Counts a try; gives how many seconds to wait where there were too many.
    fn count(&self, key: K, quota: Quota, now: Instant) -> Result<(), u64> {
        let mut full = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if full.len() > REMEMBERED {
            full.retain(|_, full| *full > now);
        }
        let before = full.get(&key).copied().unwrap_or(now).max(now);
        let after = before + quota.pause;
        let excess = after.saturating_duration_since(now + quota.pause * quota.burst);
        if !excess.is_zero() {
            return Err(excess.as_secs() + 1);
        }
        full.insert(key, after);
        Ok(())
    }
}

impl Limits {
    /// Counts a try from an address.
    ///
    /// # Errors
    /// How many seconds to wait.
    pub fn from_address(&self, client: Client) -> Result<(), u64> {
        self.addresses.count(client.network(), ADDRESS, Instant::now())
    }

    /// Counts a try from an address for an account, whether it exists or not.
    ///
    /// # Errors
    /// How many seconds to wait.
    pub fn for_account(&self, client: Client, email: &str) -> Result<(), u64> {
        self.from_address(client)?;
        let account = email.trim().to_lowercase().chars().take(254).collect();
        self.accounts.count(account, ACCOUNT, Instant::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_back_one_by_one() {
        let (buckets, start) = (Buckets::default(), Instant::now());
        let at = |second: u64, key: &'static str| buckets.count(key, ACCOUNT, start + Duration::from_secs(second));
        assert!((0..10).all(|_| at(0, "ada").is_ok()));
        assert_eq!((at(0, "ada"), at(0, "bea")), (Err(61), Ok(())));
        assert_eq!((at(59, "ada"), at(60, "ada"), at(61, "ada")), (Err(2), Ok(()), Err(60)), "one after a minute");
        assert!((0..10).all(|_| at(3600, "ada").is_ok()), "all after an hour, and no more than at first");
        assert!(at(3600, "ada").is_err());
    }

    #[test]
    fn who_has_paused_long_enough_is_forgotten() {
        let (buckets, start) = (Buckets::default(), Instant::now());
        for key in 0..=REMEMBERED {
            buckets.count(key, ADDRESS, start).unwrap();
        }
        buckets.count(usize::MAX, ADDRESS, start + ADDRESS.pause).unwrap();
        assert_eq!(buckets.0.lock().unwrap().len(), 1);
    }

    #[test]
    fn an_account_is_guarded_from_many_addresses_and_an_address_from_many_accounts() {
        let limits = Limits::default();
        let client = |number: u8| Client(IpAddr::from([192, 0, 2, number]));
        for number in 0..10 {
            assert_eq!(limits.for_account(client(number), "Ada@news.example"), Ok(()));
        }
        let wait = limits.for_account(client(99), " ada@news.example").unwrap_err();
        assert!((50..=61).contains(&wait), "{wait}");
        assert_eq!(limits.for_account(client(99), "bea@news.example"), Ok(()));
        let tries = (0..40).filter(|number| limits.for_account(client(200), &number.to_string()).is_ok()).count();
        assert!((30..=31).contains(&tries), "{tries}");
    }
}
