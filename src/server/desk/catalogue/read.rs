//! Reading what was typed; what is wrong comes with the field it is in.

use dateline_desk::Desk;
use dateline_desk::page::catalogue::{ChannelFields, Fault};
use dateline_story::catalogue::Channel;
use dateline_story::normal::is_web_address;

/// The longest name, in characters.
pub const NAME: usize = 100;
/// The longest line, in characters.
pub const LINE: usize = 200;
/// The longest text about somebody, in characters.
pub const BIO: usize = 2000;

/// Fields of a form, in order; the last of a name counts.
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// What was typed in a field, without white space around it; empty where there is no such field.
    pub fn get(&self, name: &str) -> String {
        let found = self.0.iter().rev().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }

    /// The version that the form was made from; a form without one is taken for new.
    pub fn version(&self) -> u64 {
        self.get("version").parse().unwrap_or_default()
    }

    /// A channel's two fields.
    pub fn channel(&self, prefix: &str) -> ChannelFields {
        ChannelFields {
            name: self.get(&format!("{prefix}channel-name")),
            url: self.get(&format!("{prefix}channel-url")),
        }
    }
}

/// A text of at most `most` characters in one line; `needed` where it may not be empty.
pub fn line(desk: &Desk, field: &str, value: &str, most: usize, needed: bool, faults: &mut Vec<Fault>) -> String {
    if needed && value.is_empty() {
        faults.push((field.to_owned(), desk.say("wrong-needed")));
    } else if value.chars().count() > most {
        let values = [("most", (most as f64).into())];
        faults.push((field.to_owned(), desk.say_with("wrong-too-long", &values)));
    } else if value.contains(['\r', '\n']) {
        faults.push((field.to_owned(), desk.say("wrong-one-line")));
    }
    value.to_owned()
}

/// A channel; one without a name of its own is called as `owner` is.
pub fn channel(
    desk: &Desk,
    prefix: &str,
    typed: &ChannelFields,
    owner: &str,
    faults: &mut Vec<Fault>,
) -> Option<Channel> {
    let field = format!("{prefix}channel-url");
    if typed.url.is_empty() {
        if !typed.name.is_empty() {
            faults.push((field, desk.say("wrong-channel-address-needed")));
        }
        return None;
    }
    if !is_web_address(&typed.url) || typed.url.chars().count() > LINE {
        faults.push((field, desk.say("wrong-channel-address")));
    }
    let name = line(desk, &format!("{prefix}channel-name"), &typed.name, NAME, false, faults);
    let name = if name.is_empty() { owner.to_owned() } else { name };
    Some(Channel { name, url: typed.url.clone() })
}

/// A channel as its fields show it.
pub fn typed(channel: Option<&Channel>) -> ChannelFields {
    channel.map_or_else(ChannelFields::default, |channel| ChannelFields {
        name: channel.name.clone(),
        url: channel.url.clone(),
    })
}
