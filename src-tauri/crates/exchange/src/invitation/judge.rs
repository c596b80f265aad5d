//! Whether an answer counts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Reply;

/// Whether an answer counts, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// It is the person's answer to the meeting as it is now.
    Counts,
    /// It is about another meeting.
    OtherMeeting {
        /// The one it names.
        uid: String,
    },
    /// It comes from an address to which no invitation went.
    NotInvited {
        /// The address.
        email: String,
    },
    /// The mail that brought it comes from an address that is neither the person's nor one that the answer says it was
    /// sent by.
    SentBy {
        /// The address.
        email: String,
    },
    /// It answers a version that no longer holds.
    OldVersion {
        /// The version it answers.
        answered: u32,
        /// The version that holds.
        current: u32,
    },
    /// A later answer of the same person is known.
    OlderAnswer {
        /// When the known one was given.
        known: DateTime<Utc>,
    },
}

/// Judges an answer: is it about the meeting called `uid`, in the version `sequence`, from one of the addresses that were
/// `invited`, sent by that person or whom it names, and not older than the last answer known of that person? The same answer read again counts again.
pub fn judge(reply: &Reply, uid: &str, sequence: u32, invited: &[&str], last: Option<DateTime<Utc>>) -> Verdict {
    let same = |email: &str| email.trim().to_lowercase() == reply.attendee_email.to_lowercase();
    if reply.uid != uid {
        Verdict::OtherMeeting { uid: reply.uid.clone() }
    } else if !invited.iter().any(|email| same(email)) {
        Verdict::NotInvited { email: reply.attendee_email.clone() }
    } else if let Some(email) = stranger(reply) {
        Verdict::SentBy { email: email.to_owned() }
    } else if reply.sequence < sequence {
        Verdict::OldVersion { answered: reply.sequence, current: sequence }
    } else {
        match last.filter(|known| reply.stamp < *known) {
            Some(known) => Verdict::OlderAnswer { known },
            None => Verdict::Counts,
        }
    }
}

/// Who sent the mail that brought an answer, where it is neither who answers nor whom the answer names as its sender.
fn stranger(reply: &Reply) -> Option<&str> {
    let from = reply.from_header.as_deref().map(str::trim).filter(|from| !from.is_empty())?;
    let named = std::iter::once(reply.attendee_email.as_str()).chain(reply.sent_by.as_deref());
    let is_named = named.into_iter().any(|email| email.trim().to_lowercase() == from.to_lowercase());
    (!is_named).then_some(from)
}
