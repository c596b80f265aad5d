//! What those who come to a meeting were told of it, and what they answered.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ClientId, MeetingId, Minutes, PersonId, ProviderId, ZoneName};

/// Somebody who is invited to a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Invited {
    /// A client's person.
    Guest {
        /// Of which client.
        client: ClientId,
        /// Who.
        person: PersonId,
    },
    /// A provider of any firm.
    Provider {
        /// Who.
        provider: ProviderId,
    },
}

impl Invited {
    /// The id of the person or provider.
    pub fn party(&self) -> &str {
        match self {
            Self::Guest { person, .. } => person.as_str(),
            Self::Provider { provider } => provider.as_str(),
        }
    }
}

/// What somebody answered to an invitation (RFC 5545 PARTSTAT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Attends {
    /// Nothing yet.
    #[default]
    Unanswered,
    /// Comes.
    Accepted,
    /// May come.
    Tentative,
    /// Does not come.
    Declined,
}

/// Another time that a guest asks for (RFC 5546 COUNTER).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposedTime {
    /// Civil time in `zone`.
    pub start: NaiveDateTime,
    /// Its zone.
    pub zone: ZoneName,
    /// The length asked for.
    pub minutes: Minutes,
}

/// What an invited person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Reply {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub invited: Invited,
    /// The answer.
    pub attends: Attends,
    /// To which version of the invitation.
    pub sequence: u32,
    /// When it was given, as the answer itself says.
    pub at: DateTime<Utc>,
    /// What was written with it; may be empty.
    #[serde(default)]
    pub comment: String,
    /// Another time that is asked for and nobody has settled yet.
    #[serde(default)]
    pub proposed: Option<ProposedTime>,
    /// How many times asked for were declined: each time the person must be told that the present one stands.
    #[serde(default)]
    pub declined: u32,
}
