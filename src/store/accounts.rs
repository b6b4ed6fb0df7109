//! Accounts: people, how they sign in, and the trail of what they did.

use std::fmt;

use async_trait::async_trait;
use dateline_story::{Deed, Language, Role, Timestamp};

use crate::Error;

/// A user's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(pub i64);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The SHA-256 of a token. Tokens themselves are never stored: who reads the database cannot sign in with it.
pub type Digest = [u8; 32];

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their number.
    pub id: UserId,
    /// In lower case; what they sign in with.
    pub email: String,
    /// Their name as colleagues see it.
    pub name: String,
    /// What they are in the newsroom.
    pub role: Role,
    /// The language of the desk for them.
    pub language: Language,
    /// Whether they are shut out.
    pub disabled: bool,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// When the account was made.
    pub created: Timestamp,
}

impl User {
    /// Whether this user may do the deed: as their role says, and never while they are shut out.
    pub fn may(&self, deed: Deed) -> bool {
        !self.disabled && self.role.may(deed)
    }
}

/// A user to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// In lower case.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The language of the desk for them.
    pub language: Language,
    /// A PHC string, if a password is chosen already.
    pub password: Option<String>,
}

/// A change to a user.
#[derive(Clone, Debug)]
pub enum UserChange {
    /// Another name and another language of the desk.
    Profile(String, Language),
    /// Another role.
    Role(Role),
    /// Shut out (which ends every session), or let in again.
    Disabled(bool),
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its number, for lists.
    pub id: i64,
    /// When somebody signed in.
    pub created: Timestamp,
    /// When it last asked for something, to a few minutes.
    pub seen: Timestamp,
    /// The browser's own word for itself.
    pub agent: String,
    /// The address that it signed in from.
    pub address: String,
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The token's digest.
    pub token: Digest,
    /// Whose it is.
    pub user: UserId,
    /// The browser's own word for itself.
    pub agent: String,
    /// The address that it signs in from.
    pub address: String,
}

/// Sessions that began, or were last seen, before these instants have ended.
#[derive(Clone, Copy, Debug)]
pub struct Alive {
    /// The latest start of a session that is too old.
    pub created_after: Timestamp,
    /// The latest sign of a session that was idle too long.
    pub seen_after: Timestamp,
}

/// A passkey (a WebAuthn credential).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub user: UserId,
    /// What they call it.
    pub name: String,
    /// The credential's id, as the authenticator chose it.
    pub credential: Vec<u8>,
    /// The public key and its counter, as `dateline-newsroom` writes them.
    pub key: String,
    /// When it was added.
    pub created: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
}

/// A passkey to be added.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The credential's id, as the authenticator chose it.
    pub credential: Vec<u8>,
    /// Whose it is.
    pub user: UserId,
    /// What they call it.
    pub name: String,
    /// The public key and its counter.
    pub key: String,
}

/// What a link that works once is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Somebody invited chooses their first password.
    Invite,
    /// Somebody chooses a new password.
    Reset,
    /// The first owner makes their account; no user exists yet.
    FirstOwner,
}

impl LinkKind {
    /// The word that stands for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            LinkKind::Invite => "invite",
            LinkKind::Reset => "reset",
            LinkKind::FirstOwner => "first-owner",
        }
    }
}

/// A link that works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub kind: LinkKind,
    /// Whose it is; none has the first owner's.
    pub user: Option<UserId>,
    /// When it stops working.
    pub expires: Timestamp,
}

/// A line of the audit trail, to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the command line, and for somebody who is not signed in.
    pub user: Option<UserId>,
    /// Their name at that time; `command line` and the like where there is no user.
    pub who: String,
    /// What was done, as a word such as `sign-in`; words that the desk has no name for are shown as they are.
    pub what: &'static str,
    /// To what: `user 3`, `story 12`.
    pub subject: String,
    /// What else is worth knowing; never a secret.
    pub detail: String,
    /// The network address it came from; empty for the command line.
    pub address: String,
}

/// A line of the audit trail as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// Its number: later lines have higher ones.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by the name at that time.
    pub who: String,
    /// What was done.
    pub what: String,
    /// To what.
    pub subject: String,
    /// What else is worth knowing.
    pub detail: String,
    /// The network address it came from.
    pub address: String,
}

/// Accounts in a store. Every change takes its line of the audit trail and writes it in the same transaction, as what
/// people do to anything else in a store does.
#[async_trait]
pub trait Accounts: Send + Sync + 'static {
    /// Adds a user.
    ///
    /// # Errors
    /// [`Error::EmailTaken`].
    async fn add_user(&self, user: NewUser, entry: Entry) -> Result<UserId, Error>;

    /// A user by number.
    async fn user(&self, id: UserId) -> Result<Option<User>, Error>;

    /// A user by e-mail address, which is compared in lower case.
    async fn user_by_email(&self, email: &str) -> Result<Option<User>, Error>;

    /// All users, by name. A newsroom's, so they are not paged.
    async fn users(&self) -> Result<Vec<User>, Error>;

    /// Whether anybody has an account.
    async fn has_users(&self) -> Result<bool, Error>;

    /// A user's password as a PHC string.
    async fn password(&self, id: UserId) -> Result<Option<String>, Error>;

    /// Changes a user.
    ///
    /// # Errors
    /// [`Error::LastOwner`] where nobody who may manage users would be left, [`Error::NoSuchUser`].
    async fn change_user(&self, id: UserId, change: UserChange, entry: Entry) -> Result<(), Error>;

    /// Sets a password (a PHC string), spends the user's links and ends their sessions but `keep`.
    ///
    /// # Errors
    /// [`Error::NoSuchUser`].
    async fn set_password(&self, id: UserId, password: String, keep: Option<i64>, entry: Entry) -> Result<(), Error>;

    /// Writes the same password with newer parameters, which nobody need know of.
    async fn rehash_password(&self, id: UserId, password: String) -> Result<(), Error>;

    /// Opens a session. Sessions that are not alive any more are cleared away.
    async fn open_session(&self, session: NewSession, alive: Alive, entry: Entry) -> Result<(), Error>;

    /// A session that is alive, with its user, unless they are shut out.
    async fn session(&self, token: &Digest, alive: Alive) -> Result<Option<(Session, User)>, Error>;

    /// Notes that a session is in use.
    async fn see_session(&self, id: i64, at: Timestamp) -> Result<(), Error>;

    /// A user's sessions that are alive, the one seen last first.
    async fn sessions(&self, user: UserId, alive: Alive) -> Result<Vec<Session>, Error>;

    /// Ends a session of the user's. Whether there was one.
    async fn end_session(&self, user: UserId, id: i64, entry: Entry) -> Result<bool, Error>;

    /// Ends all of the user's sessions.
    async fn end_sessions(&self, user: UserId, entry: Entry) -> Result<(), Error>;

    /// Adds a passkey.
    ///
    /// # Errors
    /// [`Error::PasskeyTaken`] where somebody has it already.
    async fn add_passkey(&self, passkey: NewPasskey, entry: Entry) -> Result<(), Error>;

    /// A user's passkeys, the oldest first.
    async fn passkeys(&self, user: UserId) -> Result<Vec<PasskeyRow>, Error>;

    /// The passkey with a credential's id.
    async fn passkey(&self, credential: &[u8]) -> Result<Option<PasskeyRow>, Error>;

    /// Notes a use of a passkey, and its new counter.
    async fn use_passkey(&self, id: i64, key: String, at: Timestamp) -> Result<(), Error>;

    /// Names a passkey of the user's. Whether there was one.
    async fn name_passkey(&self, user: UserId, id: i64, name: String, entry: Entry) -> Result<bool, Error>;

    /// Removes a passkey of the user's. Whether there was one.
    async fn remove_passkey(&self, user: UserId, id: i64, entry: Entry) -> Result<bool, Error>;

    /// Keeps what a passkey was asked to sign until `expires`; what has expired by `now` is cleared away.
    async fn begin_ceremony(
        &self,
        token: Digest,
        user: Option<UserId>,
        state: String,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<(), Error>;

    /// What a passkey was asked to sign, once.
    async fn end_ceremony(&self, token: Digest, now: Timestamp) -> Result<Option<(Option<UserId>, String)>, Error>;

    /// Makes a link that works once. It takes the place of earlier ones of the same user (or of the first owner).
    async fn add_link(&self, token: Digest, link: Link, entry: Entry) -> Result<(), Error>;

    /// A link that still works.
    async fn link(&self, token: &Digest, now: Timestamp) -> Result<Option<Link>, Error>;

    /// Spends an invitation or a reset: sets the password, and ends the sessions of its user.
    ///
    /// # Errors
    /// [`Error::LinkSpent`] where it works no more.
    async fn spend_link(&self, token: Digest, password: String, entry: Entry) -> Result<UserId, Error>;

    /// Spends the first owner's link: adds them.
    ///
    /// # Errors
    /// [`Error::LinkSpent`] where it works no more or anybody has an account.
    async fn spend_first_link(&self, token: Digest, user: NewUser, entry: Entry) -> Result<UserId, Error>;

    /// Writes a line of the audit trail by itself, for what changes nothing in the store.
    async fn audit(&self, entry: Entry) -> Result<(), Error>;

    /// Lines of the audit trail with a number below `before`, newest first.
    async fn audited(&self, before: Option<i64>, limit: usize) -> Result<Vec<Audited>, Error>;
}
