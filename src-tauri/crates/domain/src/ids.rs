//! Identifiers, one type for each kind of thing, so that a client's id can never be passed where a room's is meant.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text, as it is stored and as it crosses to the interface.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A client organisation.
    ClientId;
    /// A person who works for a client.
    PersonId;
    /// A person who serves clients.
    ProviderId;
    /// A firm that providers belong to.
    FirmId;
    /// A place with an address.
    SiteId;
    /// A meeting room at a site.
    RoomId;
    /// Something clients want dealt with.
    TopicId;
    /// One client's wish to have one topic dealt with.
    NeedId;
    /// A meeting, planned or held.
    MeetingId;
    /// One entry of the placement history.
    PlacementId;
    /// A standing fact that overrides the recommended format.
    OverrideId;
    /// A plan not yet accepted.
    DraftId;
    /// One change as the user knows it: what undo takes back in one step.
    GestureId;
    /// A calendar whose times make somebody busy.
    BusySourceId;
    /// An account on a CalDAV server.
    AccountId;
    /// A poll for a date.
    PollId;
}
