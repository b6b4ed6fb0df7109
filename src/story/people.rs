//! Who writes, and what about.

use serde::{Deserialize, Serialize};

use crate::Slug;
use crate::catalogue::Channel;

/// Somebody who writes, photographs or edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The last part of the author page's address.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
    /// A line on what they do: "Diplomatic correspondent"; may be empty.
    #[serde(default)]
    pub role: String,
    /// A few sentences, plain text; may be empty.
    #[serde(default)]
    pub bio: String,
    /// A channel of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// A subject that stories are filed under, across sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The last part of the topic page's address.
    pub slug: Slug,
    /// The name as printed.
    pub name: String,
}
