//! Who may do what at the desk: one table of roles and deeds. Total, as the workflow is: every pair has an answer.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Act, State};

/// What somebody is in the newsroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Writes: files stories, edits their own and hands them in.
    Reporter,
    /// Decides what readers read: everything about stories, pictures, the catalogue and the front page.
    Editor,
    /// Answers for the site: everything, people and the audit trail included.
    Owner,
}

/// What somebody does at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// File a new story.
    FileStory,
    /// Edit a story of one's own.
    EditOwnStory,
    /// Edit anybody's story. Who may not do this does acts on their own stories only.
    EditAnyStory,
    /// An act of the workflow; [`Deed::of`] tells restoring from restoring.
    Act(Act),
    /// Bring back what was removed for a legal or safety reason.
    RestoreTakenDown,
    /// Add a picture to the library, and change the words and the focal point of one's own.
    UploadPicture,
    /// Change anybody's picture, and have background work that failed tried again.
    EditAnyPicture,
    /// Edit sections, topics, authors, channels and redirects.
    EditCatalogue,
    /// Arrange the front page.
    EditFrontPage,
    /// Make a preview's link for people without an account.
    SharePreview,
    /// Invite people, change their roles, shut them out.
    ManageUsers,
    /// Read who did what.
    ReadAudit,
}

impl Deed {
    /// The deed of doing an act to a story in a state.
    pub fn of(act: Act, state: State) -> Deed {
        match (act, state) {
            (Act::Restore, State::TakenDown) => Deed::RestoreTakenDown,
            _ => Deed::Act(act),
        }
    }
}

/// The word is no role.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{0}” is not a role: expected “reporter”, “editor” or “owner”")]
pub struct NotARole(pub String);

impl Role {
    /// All roles, the one that may least first.
    pub const ALL: [Role; 3] = [Role::Reporter, Role::Editor, Role::Owner];

    /// Whether the role may do the deed.
    pub fn may(self, deed: Deed) -> bool {
        use Deed::{
            Act as Do, EditAnyPicture, EditAnyStory, EditCatalogue, EditFrontPage, EditOwnStory, FileStory,
            ManageUsers, ReadAudit, RestoreTakenDown, SharePreview, UploadPicture,
        };
        match deed {
            FileStory | EditOwnStory | UploadPicture | SharePreview | Do(Act::Revise | Act::Submit) => true,
            EditAnyPicture
            | EditAnyStory
            | EditCatalogue
            | EditFrontPage
            | Do(
                Act::SendBack
                | Act::Schedule(_)
                | Act::Unschedule
                | Act::Publish
                | Act::Update
                | Act::Correct
                | Act::Withdraw
                | Act::TakeDown
                | Act::Restore,
            ) => self != Role::Reporter,
            RestoreTakenDown | ManageUsers | ReadAudit => self == Role::Owner,
        }
    }

    /// The word that stands for it in databases and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reporter => "reporter",
            Role::Editor => "editor",
            Role::Owner => "owner",
        }
    }
}

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(word: &str) -> Result<Self, NotARole> {
        Role::ALL
            .into_iter()
            .find(|role| role.as_str() == word)
            .ok_or_else(|| NotARole(word.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;

    #[test]
    fn every_role_and_every_deed() {
        const AT: Timestamp = Timestamp::UNIX_EPOCH;
        // Reporter, editor, owner.
        let table: [(Deed, [bool; 3]); 22] = [
            (Deed::FileStory, [true, true, true]),
            (Deed::EditOwnStory, [true, true, true]),
            (Deed::EditAnyStory, [false, true, true]),
            (Deed::Act(Act::Revise), [true, true, true]),
            (Deed::Act(Act::Submit), [true, true, true]),
            (Deed::Act(Act::SendBack), [false, true, true]),
            (Deed::Act(Act::Schedule(AT)), [false, true, true]),
            (Deed::Act(Act::Unschedule), [false, true, true]),
            (Deed::Act(Act::Publish), [false, true, true]),
            (Deed::Act(Act::Update), [false, true, true]),
            (Deed::Act(Act::Correct), [false, true, true]),
            (Deed::Act(Act::Withdraw), [false, true, true]),
            (Deed::Act(Act::TakeDown), [false, true, true]),
            (Deed::Act(Act::Restore), [false, true, true]),
            (Deed::RestoreTakenDown, [false, false, true]),
            (Deed::UploadPicture, [true, true, true]),
            (Deed::EditAnyPicture, [false, true, true]),
            (Deed::EditCatalogue, [false, true, true]),
            (Deed::EditFrontPage, [false, true, true]),
            (Deed::SharePreview, [true, true, true]),
            (Deed::ManageUsers, [false, false, true]),
            (Deed::ReadAudit, [false, false, true]),
        ];
        for (deed, answers) in table {
            for (role, answer) in Role::ALL.into_iter().zip(answers) {
                assert_eq!(role.may(deed), answer, "{role:?} + {deed:?}");
            }
        }
    }

    #[test]
    fn restoring_what_was_taken_down_is_a_deed_of_its_own() {
        assert_eq!(Deed::of(Act::Restore, State::TakenDown), Deed::RestoreTakenDown);
        assert_eq!(Deed::of(Act::Restore, State::Withdrawn), Deed::Act(Act::Restore));
        assert_eq!(Deed::of(Act::Publish, State::TakenDown), Deed::Act(Act::Publish));
    }

    #[test]
    fn words_lead_back_to_roles() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert!("Owner".parse::<Role>().unwrap_err().to_string().contains("“Owner” is not a role"));
    }
}
