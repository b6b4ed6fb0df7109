//! Accounts: inviting people, letting them in, and the links that stand in for a password once.

mod email;
mod password;
mod token;

use std::sync::Arc;

use dateline_store::{Alive, Digest, Entry, Link, LinkKind, NewSession, NewUser, Store, User, UserId};
use dateline_story::{Language, Role, Timestamp};
use jiff::SignedDuration;
use thiserror::Error;

pub use email::email;
pub use password::{LONGEST, SHORTEST, Weak, check, hash};
pub use token::{digest, fresh};

/// A session that is not used for so long ends.
pub const SESSION_IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// A session that is so old ends, however it is used.
pub const SESSION_ABSOLUTE: SignedDuration = SignedDuration::from_hours(60 * 24);
/// How long an invitation works.
pub const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a link to a new password works.
pub const RESET: SignedDuration = SignedDuration::from_hours(24);
/// How long the first owner's link works; each start of the server makes a new one.
pub const FIRST_OWNER: SignedDuration = SignedDuration::from_hours(24);
/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Why something about an account was not done.
#[derive(Debug, Error)]
pub enum AccountError {
    /// The name is empty or too long.
    #[error("a name is needed, of at most {LONGEST_NAME} characters")]
    Name,
    /// The e-mail address is none.
    #[error("“{0}” is no e-mail address: expected something like ada@example.org")]
    Email(String),
    /// The password will not do.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// The e-mail address and the password do not belong together, or nobody has that address, or they are shut out:
    /// which of these is nobody's business.
    #[error("the e-mail address or the password is wrong")]
    WrongCredentials,
    /// The system gives no random numbers, or no thread to hash on.
    #[error("the system fails: {0}")]
    System(String),
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] dateline_store::Error),
}

type Result<T> = std::result::Result<T, AccountError>;

/// Who does something, and from where, for the audit trail.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their account, if they are signed in.
    pub user: Option<UserId>,
    /// Their name, or what stands in for it.
    pub name: String,
    /// The network address; empty for the command line.
    pub address: String,
    /// When.
    pub now: Timestamp,
}

impl Actor {
    /// Whoever sits at the server's own terminal.
    pub fn command_line(now: Timestamp) -> Self {
        Self { user: None, name: "command line".into(), address: String::new(), now }
    }

    /// A line of the audit trail.
    pub fn did(&self, what: &'static str, subject: impl Into<String>, detail: impl Into<String>) -> Entry {
        Entry {
            at: self.now,
            user: self.user,
            who: self.name.clone(),
            what,
            subject: subject.into(),
            detail: detail.into(),
            address: self.address.clone(),
        }
    }
}

/// Which sessions are alive at an instant.
pub fn alive(now: Timestamp) -> Alive {
    Alive { created_after: now - SESSION_ABSOLUTE, seen_after: now - SESSION_IDLE }
}

/// Checks and tidies a name.
///
/// # Errors
/// [`AccountError::Name`].
pub fn name(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(AccountError::Name) }
}

/// Adds somebody. Without a password they can come in by a link only.
///
/// # Errors
/// Where the name, the address or the password will not do, or somebody has the address.
pub async fn add(
    store: &dyn Store,
    person: (&str, &str),
    role: Role,
    language: Language,
    password: Option<String>,
    actor: &Actor,
) -> Result<UserId> {
    let (name, email) = (self::name(person.0)?, self::email(person.1)?);
    let password = match password {
        Some(password) => {
            check(&password, &name, &email)?;
            Some(hash(password).await?)
        }
        None => None,
    };
    let detail = format!("{name} · {email} · {}", role.as_str());
    let user = NewUser { email, name, role, language, password };
    Ok(store.add_user(user, actor.did("user-add", "", detail)).await?)
}

/// Makes a link with which a user chooses a password, and gives its token.
///
/// # Errors
/// Where the store fails.
pub async fn link(store: &dyn Store, user: &User, actor: &Actor) -> Result<String> {
    let (kind, lifetime, what) = if user.has_password {
        (LinkKind::Reset, RESET, "reset-link")
    } else {
        (LinkKind::Invite, INVITATION, "invite")
    };
    let token = fresh()?;
    let link = Link { kind, user: Some(user.id), expires: actor.now + lifetime };
    store.add_link(digest(&token), link, actor.did(what, format!("user {}", user.id), user.name.clone())).await?;
    Ok(token)
}

/// Makes the link with which the first owner makes their account, and gives its token; `None` once anybody has one.
///
/// # Errors
/// Where the store fails.
pub async fn first_owner_link(store: &dyn Store, actor: &Actor) -> Result<Option<String>> {
    if store.has_users().await? {
        return Ok(None);
    }
    let token = fresh()?;
    let link = Link { kind: LinkKind::FirstOwner, user: None, expires: actor.now + FIRST_OWNER };
    store.add_link(digest(&token), link, actor.did("first-owner-link", "", "")).await?;
    Ok(Some(token))
}

/// Makes the first owner's account by their link.
///
/// # Errors
/// [`dateline_store::Error::LinkSpent`], or what [`add`] would refuse.
pub async fn become_owner(
    store: &dyn Store,
    token: &str,
    person: (&str, &str),
    language: Language,
    password: String,
    actor: &Actor,
) -> Result<UserId> {
    let (name, email) = (self::name(person.0)?, self::email(person.1)?);
    check(&password, &name, &email)?;
    let password = Some(hash(password).await?);
    let actor = Actor { name: name.clone(), ..actor.clone() };
    let user = NewUser { email, name, role: Role::Owner, language, password };
    Ok(store.spend_first_link(digest(token), user, actor.did("first-owner", "", "")).await?)
}

/// Sets a password by a link.
///
/// # Errors
/// [`dateline_store::Error::LinkSpent`], or where the password will not do.
pub async fn choose_password(
    store: &dyn Store,
    token: &str,
    user: &User,
    password: String,
    actor: &Actor,
) -> Result<()> {
    check(&password, &user.name, &user.email)?;
    let password = hash(password).await?;
    let actor = Actor { user: Some(user.id), name: user.name.clone(), ..actor.clone() };
    store.spend_link(digest(token), password, actor.did("password", format!("user {}", user.id), "by link")).await?;
    Ok(())
}

/// Changes a password by the present one, and ends the user's other sessions.
///
/// # Errors
/// [`AccountError::WrongCredentials`] where the present one is wrong.
pub async fn change_password(
    store: &dyn Store,
    user: &User,
    present: String,
    new: String,
    keep: i64,
    actor: &Actor,
) -> Result<()> {
    let kept = store.password(user.id).await?;
    if !password::verify(present, kept).await?.right {
        return Err(AccountError::WrongCredentials);
    }
    check(&new, &user.name, &user.email)?;
    let hash = hash(new).await?;
    Ok(store.set_password(user.id, hash, Some(keep), actor.did("password", format!("user {}", user.id), "")).await?)
}

/// Checks an address and a password, taking as long for an address that nobody has. It is done to its end also where whoever
/// asked hangs up: a wrong try is written down.
///
/// # Errors
/// [`AccountError::WrongCredentials`], and that is written to the audit trail.
pub async fn authenticate(store: &Arc<dyn Store>, email: &str, password: String, actor: &Actor) -> Result<User> {
    let (store, email, actor) = (store.clone(), email.to_owned(), actor.clone());
    let checked = tokio::spawn(async move { checked(&*store, &email, password, &actor).await });
    checked.await.map_err(|error| AccountError::System(error.to_string()))?
}

async fn checked(store: &dyn Store, email: &str, password: String, actor: &Actor) -> Result<User> {
    let user = store.user_by_email(email.trim()).await?.filter(|user| !user.disabled);
    let kept = match &user {
        Some(user) => store.password(user.id).await?,
        None => None,
    };
    let verdict = password::verify(password.clone(), kept).await?;
    let Some(user) = user.filter(|_| verdict.right) else {
        let tried: String = email.trim().chars().take(100).collect();
        store.audit(actor.did("sign-in-failed", "", tried)).await?;
        return Err(AccountError::WrongCredentials);
    };
    if verdict.outdated {
        store.rehash_password(user.id, hash(password).await?).await?;
    }
    Ok(user)
}

/// Opens a session for a user and gives its token.
///
/// # Errors
/// Where the store fails.
pub async fn open_session(
    store: &dyn Store,
    user: &User,
    agent: &str,
    how: &'static str,
    actor: &Actor,
) -> Result<String> {
    let token = fresh()?;
    let agent = agent.chars().filter(|character| !character.is_control()).take(300).collect();
    let session = NewSession { token: digest(&token), user: user.id, agent, address: actor.address.clone() };
    let actor = Actor { user: Some(user.id), name: user.name.clone(), ..actor.clone() };
    store.open_session(session, alive(actor.now), actor.did("sign-in", format!("user {}", user.id), how)).await?;
    Ok(token)
}

/// Whose link a token is, while it works.
///
/// # Errors
/// Where the store fails.
pub async fn link_of(store: &dyn Store, token: &str, now: Timestamp) -> Result<Option<(Digest, Link, Option<User>)>> {
    let digest = digest(token);
    let Some(link) = store.link(&digest, now).await? else { return Ok(None) };
    let user = match link.user {
        Some(id) => store.user(id).await?,
        None => None,
    };
    Ok(Some((digest, link, user)))
}

#[cfg(test)]
mod tests;
