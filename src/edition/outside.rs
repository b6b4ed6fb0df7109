//! What a site sends into the world, and to whom: as its configuration says.

use dateline_story::Timestamp;
use serde::{Deserialize, Serialize};

/// What goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// How much of a story a feed holds.
    pub feeds: FeedText,
    /// The WebSub hubs that are told of new stories, and that feeds name.
    pub hubs: Vec<String>,
    /// The key that proves to IndexNow that the site is ours; public.
    pub index_now: Option<String>,
    /// Whether stories can be had as ninjs.
    pub ninjs: bool,
    /// Who may read what.
    pub crawlers: Crawlers,
    /// What `security.txt` says (RFC 9116).
    pub security: Option<Security>,
    /// The lines of `ads.txt` (IAB Tech Lab, ads.txt 1.1); without any there is none.
    pub ads: Vec<String>,
    /// The lines of `humans.txt`; without any there is none.
    pub humans: Vec<String>,
}

/// How much of a story a feed holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedText {
    /// All of it.
    #[default]
    Full,
    /// Its standfirst.
    Summary,
}

/// What crawlers may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crawlers {
    /// Paths that nobody may read, beside the program's own.
    pub closed: Vec<String>,
    /// What crawlers that read for language models may.
    pub ai: Ai,
    /// Under which terms, where there are some: the address of an RSL licence.
    pub licence: Option<String>,
}

/// What crawlers that read for language models may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ai {
    /// What all others may.
    #[default]
    Allow,
    /// Answer and cite, and train on nothing.
    SearchOnly,
    /// Nothing.
    Deny,
}

/// What `security.txt` says (RFC 9116, section 2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// How to report something, the best way first: addresses of the kinds `mailto:`, `tel:` or `https://`.
    pub contact: Vec<String>,
    /// Until when this is true.
    pub expires: Timestamp,
    /// The address of a key for those who want to write in secret.
    pub encryption: Option<String>,
    /// The address of the policy.
    pub policy: Option<String>,
    /// The address of those who are thanked.
    pub acknowledgments: Option<String>,
}

/// Where a newsroom says how it works: addresses, which search engines read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policies {
    /// Its principles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publishing_principles: Option<String>,
    /// How it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections_policy: Option<String>,
    /// What it holds right and wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ethics_policy: Option<String>,
    /// How it uses sources that are not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unnamed_sources_policy: Option<String>,
    /// How it checks facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification_fact_checking_policy: Option<String>,
    /// Who owns it and who pays for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ownership_funding_info: Option<String>,
    /// Who is responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub masthead: Option<String>,
    /// How readers take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actionable_feedback_policy: Option<String>,
}
