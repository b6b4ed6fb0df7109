//! `dateline user`

use std::io::Read;

use anyhow::{Context, bail};
use dateline_edition::Site;
use dateline_newsroom::accounts::{self, Actor, INVITATION, RESET};
use dateline_store::{Accounts, User};
use dateline_story::{Language, Timestamp};

use super::say::say;
use crate::cli::{Common, UserCommand};

/// Where a link leads when the configuration names no address: to where `serve` listens by default.
const USUAL: &str = "http://127.0.0.1:3000";

/// Adds and lists people, and makes their links.
pub async fn run(common: &Common, command: UserCommand) -> anyhow::Result<()> {
    let site = super::site(common, USUAL)?;
    let store = super::store(common)?;
    let actor = Actor::command_line(Timestamp::now());
    match command {
        UserCommand::Add { email, name, role, language, password_stdin } => {
            let password = password_stdin.then(password).transpose()?;
            let language = match language {
                Some(language) => language,
                None => site.languages.first().cloned().unwrap_or_else(Language::english),
            };
            let with_password = password.is_some();
            let id = accounts::add(&*store, (&name, &email), role, language, password, &actor).await?;
            let user = store.user(id).await?.context("the user is not there")?;
            say(format_args!("{} <{}> is added as {}", user.name, user.email, role.as_str()));
            if !with_password {
                print_link(&*store, &site, &user, &actor).await?;
            }
        }
        UserCommand::List => {
            let users = store.users().await?;
            if users.is_empty() {
                say("nobody has an account yet: `dateline serve` prints a link for the first owner");
            }
            for user in users {
                let standing = match (user.disabled, user.has_password) {
                    (true, _) => ", shut out",
                    (false, false) => ", invited",
                    (false, true) => "",
                };
                say(format_args!("{}\t{}\t{}{standing}", user.email, user.name, user.role.as_str()));
            }
        }
        UserCommand::Reset { email } => {
            let Some(user) = store.user_by_email(&email).await? else {
                bail!("nobody has an account with the address “{email}”: `dateline user list` lists who does");
            };
            if user.disabled {
                bail!("{} is shut out: an owner lets them in again at the desk, under People", user.name);
            }
            print_link(&*store, &site, &user, &actor).await?;
        }
    }
    Ok(())
}

async fn print_link(store: &dyn dateline_store::Store, site: &Site, user: &User, actor: &Actor) -> anyhow::Result<()> {
    let token = accounts::link(store, user, actor).await?;
    let lifetime = if user.has_password { RESET } else { INVITATION };
    let hours = lifetime.as_hours();
    say(format_args!("this link works once, for {hours} hours; it leads {} to a new password:", user.name));
    say(site.absolute(&format!("/desk/link/{token}")));
    Ok(())
}

/// The password from standard input, without the line break at its end: an argument would stay in the shell's history.
fn password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("the password cannot be read from standard input")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
