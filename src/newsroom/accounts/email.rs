//! E-mail addresses, as far as a sign-in needs to know them.

use super::AccountError;

/// The longest address that can be delivered to (RFC 5321, section 4.5.3.1.3, less the angle brackets).
const LONGEST: usize = 254;

/// Checks an address and puts it in lower case, in which accounts are compared. Whether mail arrives is for mail to say:
/// only what cannot be an address is refused.
///
/// # Errors
/// [`AccountError::Email`].
pub fn email(text: &str) -> Result<String, AccountError> {
    let address = text.trim().to_lowercase();
    let fits = address.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    });
    let odd = |it: char| it.is_whitespace() || it.is_control() || "<>(),;:\\\"[]".contains(it);
    if fits && address.len() <= LONGEST && !address.contains(odd) && address.matches('@').count() == 1 {
        Ok(address)
    } else {
        Err(AccountError::Email(text.trim().chars().take(100).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_tidied_and_others_are_refused() {
        assert_eq!(email(" Ada@News.Example ").unwrap(), "ada@news.example");
        assert!(email("ada+desk@بی-بی.example").is_ok());
        let long = format!("{}@news.example", "a".repeat(250));
        for wrong in
            ["", "ada", "@news.example", "ada@", "ada@news", "ada@.example", "a@b@c.example", "a b@c.example", &long]
        {
            assert!(matches!(email(wrong), Err(AccountError::Email(_))), "{wrong}");
        }
    }
}
