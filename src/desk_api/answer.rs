//! What goes over the line.

use dateline_story::{Act, Article, ArticleId, Language, Timestamp};
use serde::{Deserialize, Serialize};

/// A story as it is opened in the editor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// The story without its body, as it is being written.
    pub head: Article,
    /// The body in story markup, as it is being written.
    pub body: String,
    /// How the story stands.
    pub standing: Standing,
    /// What the preview's renderer needs, as JSON for its `open`.
    pub setting: String,
    /// Sections with their names, for the field.
    pub sections: Vec<(String, String)>,
    /// Languages with their own names.
    pub languages: Vec<(String, String)>,
    /// Printed names of the story's authors and topics, by slug.
    pub authors: Vec<(String, String)>,
    /// As above.
    pub topics: Vec<(String, String)>,
    /// Headlines of the related stories that were chosen by hand.
    pub related: Vec<(ArticleId, String)>,
    /// The site's own words that stand in a body, by language: by key, places as `{ $name }`.
    pub phrases: Vec<(String, Vec<(String, String)>)>,
    /// The language that its words are in, where that surely is another one of the site's than it is filed under.
    pub reads_as: Option<Language>,
    /// The newsroom's time zone, by its IANA name.
    pub time_zone: String,
    /// The name of whoever opened it.
    pub me: String,
    /// Their e-mail address, to sign in again in place.
    pub email: String,
}

/// A published story that a link may lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryLink {
    /// Its address, from the root.
    pub href: String,
    /// Its headline.
    pub headline: String,
    /// The day of its publication, as in 2026-11-29; empty where that is not known.
    pub when: String,
}

/// How a story stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The draft's version, from which the next save starts.
    pub version: u64,
    /// Whether the draft differs from the last revision.
    pub open: bool,
    /// The number of the last revision.
    pub revision: u32,
    /// The state.
    pub state: dateline_story::State,
    /// When it was last saved.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The scheduled time in the newsroom's zone, for people.
    pub scheduled: Option<String>,
    /// What this account may do to it now.
    pub may: Vec<ActWord>,
}

/// An act without what it is done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActWord {
    /// Make a revision.
    Revise,
    /// Hand it to an editor.
    Submit,
    /// Hand it back.
    SendBack,
    /// Publish at a time.
    Schedule,
    /// Take it off the schedule.
    Unschedule,
    /// Publish now.
    Publish,
    /// Publish new text.
    Update,
    /// Publish a correction.
    Correct,
    /// Take it back from readers.
    Withdraw,
    /// Remove it for good reason.
    TakeDown,
    /// Make a draft of it again.
    Restore,
}

impl ActWord {
    /// Every act, in the order in which the desk offers them.
    pub const ALL: [ActWord; 11] = [
        ActWord::Revise,
        ActWord::Submit,
        ActWord::Publish,
        ActWord::Schedule,
        ActWord::Update,
        ActWord::Correct,
        ActWord::SendBack,
        ActWord::Unschedule,
        ActWord::Withdraw,
        ActWord::TakeDown,
        ActWord::Restore,
    ];

    /// The act; `at` is used by [`ActWord::Schedule`] only.
    pub fn act(self, at: Timestamp) -> Act {
        match self {
            ActWord::Revise => Act::Revise,
            ActWord::Submit => Act::Submit,
            ActWord::SendBack => Act::SendBack,
            ActWord::Schedule => Act::Schedule(at),
            ActWord::Unschedule => Act::Unschedule,
            ActWord::Publish => Act::Publish,
            ActWord::Update => Act::Update,
            ActWord::Correct => Act::Correct,
            ActWord::Withdraw => Act::Withdraw,
            ActWord::TakeDown => Act::TakeDown,
            ActWord::Restore => Act::Restore,
        }
    }

    /// The word of it in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            ActWord::Revise => "revise",
            ActWord::Submit => "submit",
            ActWord::SendBack => "send-back",
            ActWord::Schedule => "schedule",
            ActWord::Unschedule => "unschedule",
            ActWord::Publish => "publish",
            ActWord::Update => "update",
            ActWord::Correct => "correct",
            ActWord::Withdraw => "withdraw",
            ActWord::TakeDown => "take-down",
            ActWord::Restore => "restore",
        }
    }

    /// Whether it is done with the text as it is being written; the others leave that alone.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            ActWord::Revise
                | ActWord::Submit
                | ActWord::Schedule
                | ActWord::Publish
                | ActWord::Update
                | ActWord::Correct
                | ActWord::SendBack
        )
    }
}

/// A save.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SaveAsked {
    /// The version that the text was made from.
    pub from: u64,
    /// The browser's own mark for this save.
    pub key: String,
    /// Marks of earlier saves of this tab that were sent and never answered: where one of them arrived after all, it is
    /// nobody else's text.
    pub unsure: Vec<String>,
    /// The story without its body.
    pub head: Article,
    /// The body in story markup.
    pub body: String,
}

/// What became of a save.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum SaveAnswer {
    /// It is kept.
    Kept {
        /// Under this version.
        version: u64,
        /// When.
        at: Timestamp,
        /// As in [`Opened::reads_as`].
        reads_as: Option<Language>,
    },
    /// Somebody else saved since: nothing was written.
    Moved(Box<Theirs>),
}

/// Somebody else's text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theirs {
    /// Its version.
    pub version: u64,
    /// Whose.
    pub by: String,
    /// The story without its body.
    pub head: Article,
    /// The body.
    pub body: String,
}

/// An act on a story.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActAsked {
    /// The story.
    pub id: ArticleId,
    /// The draft's version that the act is meant for.
    pub version: u64,
    /// The act.
    pub act: ActWord,
    /// The time in the newsroom's zone, `2026-11-25T06:30`, for a schedule.
    pub at: Option<String>,
    /// What is kept or published with it.
    pub note: String,
    /// An update that readers are not told of.
    pub silent: bool,
}

/// What became of an act.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActAnswer {
    /// How the story stands now.
    pub standing: Standing,
    /// The head with what the act wrote into it.
    pub head: Article,
}

/// Somebody who has the story open too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Their name.
    pub name: String,
    /// Whether it is the same account in another tab.
    pub me: bool,
}

/// Who is here, and what happened meanwhile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Presences {
    /// The others.
    pub others: Vec<Colleague>,
    /// How the story stands.
    pub standing: Standing,
}
