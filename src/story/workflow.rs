//! Where a story is on its way to readers, and which act leads where. A total function: every state and act has an answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    #[default]
    Draft,
    /// Waiting for an editor.
    InReview,
    /// Will be published at the instant.
    Scheduled(Timestamp),
    /// Readers can read it.
    Published,
    /// Taken back by the newsroom; its address says it is gone for now.
    Withdrawn,
    /// Removed for a legal or safety reason; its address answers 410 and no copy may be served.
    TakenDown,
}

/// What somebody does to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Save new text.
    Revise,
    /// Hand it to an editor.
    Submit,
    /// Hand it back to the writer.
    SendBack,
    /// Publish it at an instant.
    Schedule(Timestamp),
    /// Take it off the schedule.
    Unschedule,
    /// Let readers read it now.
    Publish,
    /// Publish new text of a published story.
    Update,
    /// Publish a correction.
    Correct,
    /// Take it back from readers.
    Withdraw,
    /// Remove it for a legal or safety reason.
    TakeDown,
    /// Make a draft again of what was withdrawn or taken down.
    Restore,
}

/// Why an act cannot be done in a state.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// Only a published story can be updated, corrected or withdrawn.
    #[error("the story is not published")]
    NotPublished,
    /// It is published already.
    #[error("the story is already published")]
    AlreadyPublished,
    /// It waits for an editor already.
    #[error("the story is already in review")]
    AlreadyInReview,
    /// It is a draft already: there is nothing to send back or restore.
    #[error("the story is a draft")]
    IsDraft,
    /// It has a time to be published: take it off the schedule first.
    #[error("the story is scheduled: take it off the schedule first")]
    IsScheduled,
    /// It is not on the schedule.
    #[error("the story is not scheduled")]
    NotScheduled,
    /// It was withdrawn: restore it first.
    #[error("the story was withdrawn: restore it first")]
    IsWithdrawn,
    /// It was taken down: restore it first.
    #[error("the story was taken down: restore it first")]
    IsTakenDown,
    /// Nothing is there to restore.
    #[error("the story is not withdrawn or taken down")]
    NothingToRestore,
}

impl Act {
    /// The event's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Act::Revise => "revise",
            Act::Submit => "submit",
            Act::SendBack => "send-back",
            Act::Schedule(_) => "schedule",
            Act::Unschedule => "unschedule",
            Act::Publish => "publish",
            Act::Update => "update",
            Act::Correct => "correct",
            Act::Withdraw => "withdraw",
            Act::TakeDown => "take-down",
            Act::Restore => "restore",
        }
    }
}

impl State {
    /// The state that `act` leads to, or why it cannot be done.
    pub fn after(self, act: Act) -> Result<State, Refusal> {
        use State::{Draft, InReview, Published, Scheduled, TakenDown, Withdrawn};
        match (self, act) {
            (TakenDown, Act::TakeDown) => Err(Refusal::IsTakenDown),
            (_, Act::TakeDown) => Ok(TakenDown),
            (Withdrawn | TakenDown, Act::Restore) => Ok(Draft),
            (_, Act::Restore) => Err(Refusal::NothingToRestore),
            (Withdrawn, _) => Err(Refusal::IsWithdrawn),
            (TakenDown, _) => Err(Refusal::IsTakenDown),
            (state, Act::Revise) => Ok(state),

            (Draft, Act::Submit) => Ok(InReview),
            (InReview, Act::Submit) => Err(Refusal::AlreadyInReview),
            (Scheduled(_), Act::Submit | Act::SendBack) => Err(Refusal::IsScheduled),

            (InReview, Act::SendBack) => Ok(Draft),
            (Draft, Act::SendBack) => Err(Refusal::IsDraft),

            (Draft | InReview | Scheduled(_), Act::Schedule(at)) => Ok(Scheduled(at)),
            (Scheduled(_), Act::Unschedule) => Ok(Draft),
            (Draft | InReview | Published, Act::Unschedule) => Err(Refusal::NotScheduled),

            (Draft | InReview | Scheduled(_), Act::Publish) => Ok(Published),
            (Published, Act::Update | Act::Correct) => Ok(Published),
            (Published, Act::Withdraw) => Ok(Withdrawn),
            (Draft | InReview | Scheduled(_), Act::Update | Act::Correct | Act::Withdraw) => Err(Refusal::NotPublished),
            (Published, Act::Publish | Act::Submit | Act::SendBack | Act::Schedule(_)) => {
                Err(Refusal::AlreadyPublished)
            }
        }
    }

    /// Whether readers can read a story in this state.
    pub fn is_public(self) -> bool {
        self == State::Published
    }

    /// The word that stands for it in front matter and databases; a scheduled instant is kept beside it.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::InReview => "in-review",
            State::Scheduled(_) => "scheduled",
            State::Published => "published",
            State::Withdrawn => "withdrawn",
            State::TakenDown => "taken-down",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    /// The whole table, a row a state, a column an act, in the order of `ACTS`.
    #[test]
    fn every_act_in_every_state() {
        use Refusal::*;
        use State::*;
        const ACTS: [Act; 11] = [
            Act::Revise,
            Act::Submit,
            Act::SendBack,
            Act::Schedule(AT),
            Act::Unschedule,
            Act::Publish,
            Act::Update,
            Act::Correct,
            Act::Withdraw,
            Act::TakeDown,
            Act::Restore,
        ];
        let s = Scheduled(AT);
        #[rustfmt::skip]
        let table: [(State, [Result<State, Refusal>; 11]); 6] = [
            (Draft, [Ok(Draft), Ok(InReview), Err(IsDraft), Ok(s), Err(NotScheduled), Ok(Published),
                Err(NotPublished), Err(NotPublished), Err(NotPublished), Ok(TakenDown), Err(NothingToRestore)]),
            (InReview, [Ok(InReview), Err(AlreadyInReview), Ok(Draft), Ok(s), Err(NotScheduled), Ok(Published),
                Err(NotPublished), Err(NotPublished), Err(NotPublished), Ok(TakenDown), Err(NothingToRestore)]),
            (s, [Ok(s), Err(IsScheduled), Err(IsScheduled), Ok(s), Ok(Draft), Ok(Published),
                Err(NotPublished), Err(NotPublished), Err(NotPublished), Ok(TakenDown), Err(NothingToRestore)]),
            (Published, [Ok(Published), Err(AlreadyPublished), Err(AlreadyPublished), Err(AlreadyPublished), Err(NotScheduled),
                Err(AlreadyPublished), Ok(Published), Ok(Published), Ok(Withdrawn), Ok(TakenDown), Err(NothingToRestore)]),
            (Withdrawn, [Err(IsWithdrawn), Err(IsWithdrawn), Err(IsWithdrawn), Err(IsWithdrawn), Err(IsWithdrawn), Err(IsWithdrawn),
                Err(IsWithdrawn), Err(IsWithdrawn), Err(IsWithdrawn), Ok(TakenDown), Ok(Draft)]),
            (TakenDown, [Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown),
                Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown), Err(IsTakenDown), Ok(Draft)]),
        ];
        for (state, answers) in table {
            for (act, answer) in ACTS.into_iter().zip(answers) {
                assert_eq!(state.after(act), answer, "{state:?} + {act:?}");
            }
        }
    }
}
