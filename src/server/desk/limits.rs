//! How often somebody may try to sign in.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client::Client;

/// Tries from one address: a newsroom behind one router signs in at nine in the morning. Tries at once, and the pause
/// after which there is another.
const ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(30).unwrap(), Duration::from_secs(2));
/// Tries for one account. Whoever is kept out by somebody else's guessing still has a passkey.
const ACCOUNT: (NonZeroU32, Duration) = (NonZeroU32::new(10).unwrap(), Duration::from_secs(60));
/// When so many are remembered, those that have paused long enough are forgotten.
const REMEMBERED: usize = 10_000;

/// The counts, in memory: a second server counts for itself.
pub struct Limits {
    addresses: DefaultKeyedRateLimiter<IpAddr>,
    accounts: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { addresses: RateLimiter::keyed(quota(ADDRESS)), accounts: RateLimiter::keyed(quota(ACCOUNT)) }
    }
}

fn quota((burst, pause): (NonZeroU32, Duration)) -> Quota {
    Quota::with_period(pause).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

/// Counts a try; gives how many seconds to wait where there were too many.
fn count<K: Clone + Eq + std::hash::Hash>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), u64> {
    if limiter.len() > REMEMBERED {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|until| until.wait_time_from(DefaultClock::default().now()).as_secs() + 1)
}

impl Limits {
    /// Counts a try from an address.
    ///
    /// # Errors
    /// How many seconds to wait.
    pub fn from_address(&self, client: Client) -> Result<(), u64> {
        count(&self.addresses, &client.network())
    }

    /// Counts a try from an address for an account, whether it exists or not.
    ///
    /// # Errors
    /// How many seconds to wait.
    pub fn for_account(&self, client: Client, email: &str) -> Result<(), u64> {
        self.from_address(client)?;
        count(&self.accounts, &email.trim().to_lowercase().chars().take(254).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
