//! Accounts in SQLite.

pub(super) mod audit;
mod link;
mod passkey;
mod session;
mod user;

use async_trait::async_trait;
use dateline_story::Timestamp;

use super::Sqlite;
use crate::{
    Accounts, Alive, Audited, Digest, Entry, Error, Link, NewPasskey, NewSession, NewUser, PasskeyRow, Session, User,
    UserChange, UserId,
};

#[async_trait]
impl Accounts for Sqlite {
    async fn add_user(&self, user: NewUser, entry: Entry) -> Result<UserId, Error> {
        self.write_by(move |transaction| {
            let id = user::add(transaction, &user, entry.at)?;
            audit::write(transaction, &Entry { subject: format!("user {id}"), ..entry })?;
            Ok(id)
        })
        .await
    }

    async fn user(&self, id: UserId) -> Result<Option<User>, Error> {
        self.read(|connection| user::by_id(connection, id))
    }

    async fn user_by_email(&self, email: &str) -> Result<Option<User>, Error> {
        self.read(|connection| user::by_email(connection, &email.to_lowercase()))
    }

    async fn users(&self) -> Result<Vec<User>, Error> {
        self.read(user::all)
    }

    async fn has_users(&self) -> Result<bool, Error> {
        self.read(user::any)
    }

    async fn password(&self, id: UserId) -> Result<Option<String>, Error> {
        self.read(|connection| user::password(connection, id))
    }

    async fn change_user(&self, id: UserId, change: UserChange, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            user::change(transaction, id, &change)?;
            if matches!(change, UserChange::Disabled(true)) {
                session::end_all(transaction, id, None)?;
                link::forget(transaction, Some(id))?;
            }
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn set_password(&self, id: UserId, password: String, keep: Option<i64>, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            user::set_password(transaction, id, &password)?;
            link::forget(transaction, Some(id))?;
            session::end_all(transaction, id, keep)?;
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn rehash_password(&self, id: UserId, password: String) -> Result<(), Error> {
        self.write_by(move |transaction| user::set_password(transaction, id, &password)).await
    }

    async fn open_session(&self, session: NewSession, alive: Alive, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            session::clear(transaction, alive)?;
            session::open(transaction, &session, entry.at)?;
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn session(&self, token: &Digest, alive: Alive) -> Result<Option<(Session, User)>, Error> {
        self.read(|connection| session::by_token(connection, token, alive))
    }

    async fn see_session(&self, id: i64, at: Timestamp) -> Result<(), Error> {
        self.write_by(move |transaction| session::see(transaction, id, at)).await
    }

    async fn sessions(&self, user: UserId, alive: Alive) -> Result<Vec<Session>, Error> {
        self.read(|connection| session::of_user(connection, user, alive))
    }

    async fn end_session(&self, user: UserId, id: i64, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let ended = session::end(transaction, user, id)?;
            if ended {
                audit::write(transaction, &entry)?;
            }
            Ok(ended)
        })
        .await
    }

    async fn end_sessions(&self, user: UserId, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            session::end_all(transaction, user, None)?;
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn add_passkey(&self, passkey: NewPasskey, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            passkey::add(transaction, &passkey, entry.at)?;
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn passkeys(&self, user: UserId) -> Result<Vec<PasskeyRow>, Error> {
        self.read(|connection| passkey::of_user(connection, user))
    }

    async fn passkey(&self, credential: &[u8]) -> Result<Option<PasskeyRow>, Error> {
        self.read(|connection| passkey::by_credential(connection, credential))
    }

    async fn use_passkey(&self, id: i64, key: String, at: Timestamp) -> Result<(), Error> {
        self.write_by(move |transaction| passkey::used(transaction, id, &key, at)).await
    }

    async fn name_passkey(&self, user: UserId, id: i64, name: String, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let named = passkey::name(transaction, user, id, &name)?;
            if named {
                audit::write(transaction, &entry)?;
            }
            Ok(named)
        })
        .await
    }

    async fn remove_passkey(&self, user: UserId, id: i64, entry: Entry) -> Result<bool, Error> {
        self.write_by(move |transaction| {
            let removed = passkey::remove(transaction, user, id)?;
            if removed {
                audit::write(transaction, &entry)?;
            }
            Ok(removed)
        })
        .await
    }

    async fn begin_ceremony(
        &self,
        token: Digest,
        user: Option<UserId>,
        state: String,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.write_by(move |transaction| passkey::begin(transaction, &token, user, &state, expires, now)).await
    }

    async fn end_ceremony(&self, token: Digest, now: Timestamp) -> Result<Option<(Option<UserId>, String)>, Error> {
        self.write_by(move |transaction| passkey::end(transaction, &token, now)).await
    }

    async fn add_link(&self, token: Digest, link: Link, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| {
            link::forget(transaction, link.user)?;
            link::add(transaction, &token, &link)?;
            audit::write(transaction, &entry)
        })
        .await
    }

    async fn link(&self, token: &Digest, now: Timestamp) -> Result<Option<Link>, Error> {
        self.read(|connection| link::working(connection, token, now))
    }

    async fn spend_link(&self, token: Digest, password: String, entry: Entry) -> Result<UserId, Error> {
        self.write_by(move |transaction| {
            let link = link::working(transaction, &token, entry.at)?.ok_or(Error::LinkSpent)?;
            let user = link.user.ok_or(Error::LinkSpent)?;
            user::set_password(transaction, user, &password)?;
            link::forget(transaction, Some(user))?;
            session::end_all(transaction, user, None)?;
            audit::write(transaction, &entry)?;
            Ok(user)
        })
        .await
    }

    async fn spend_first_link(&self, token: Digest, user: NewUser, entry: Entry) -> Result<UserId, Error> {
        self.write_by(move |transaction| {
            let link = link::working(transaction, &token, entry.at)?.ok_or(Error::LinkSpent)?;
            if link.user.is_some() || user::any(transaction)? {
                return Err(Error::LinkSpent);
            }
            let id = user::add(transaction, &user, entry.at)?;
            link::forget(transaction, None)?;
            audit::write(transaction, &Entry { user: Some(id), subject: format!("user {id}"), ..entry })?;
            Ok(id)
        })
        .await
    }

    async fn audit(&self, entry: Entry) -> Result<(), Error> {
        self.write_by(move |transaction| audit::write(transaction, &entry)).await
    }

    async fn audited(&self, before: Option<i64>, limit: usize) -> Result<Vec<Audited>, Error> {
        self.read(|connection| audit::before(connection, before, limit))
    }
}
