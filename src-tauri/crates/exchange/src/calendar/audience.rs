//! Who may see what of a meeting, in one table.

use domain::{ClientId, ProviderId};

/// Who reads a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// A client's person.
    Guest,
    /// A provider of any firm.
    Provider,
    /// The account executive's own house.
    Internal,
    /// Whoever passes the screen at a room's door, or subscribes to the room's calendar.
    Room,
}

/// The one for whom a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient<'a> {
    /// A client that comes.
    Guest(&'a ClientId),
    /// A provider.
    Provider(&'a ProviderId),
    /// Our own calendar.
    Internal,
    /// A room's calendar.
    Room,
}

impl Recipient<'_> {
    /// What kind of reader it is.
    pub fn reader(&self) -> Reader {
        match self {
            Self::Guest(_) => Reader::Guest,
            Self::Provider(_) => Reader::Provider,
            Self::Internal => Reader::Internal,
            Self::Room => Reader::Room,
        }
    }
}

/// Writes the enum and the list of its members together, so that neither can lack what the other has.
macro_rules! fields {
    ($($(#[doc = $doc:literal])* $name:ident;)*) => {
        /// What there is to see of a meeting.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[doc = $doc])* $name,)* }

        impl Field {
            /// All of them.
            pub const ALL: &'static [Field] = &[$(Self::$name),*];
        }
    };
}

fields! {
    /// When, how long, and whether it still holds.
    Time;
    /// Where.
    Place;
    /// The topic's name.
    Topic;
    /// What everybody invited may read.
    Agenda;
    /// The single face.
    Organizer;
    /// The name we gave the meeting: it may name a client.
    Title;
    /// How the clients are met.
    Format;
    /// The clients beside the recipient, their people, and what those have answered.
    OtherGuests;
    /// The providers beside the single face.
    Providers;
    /// Why it is met this way.
    Reason;
    /// What only we may read.
    Notes;
    /// What the clients are worth to us.
    ClientValue;
    /// That a conflict was kept.
    Conflict;
}

/// The table: whether a kind of reader may see a field. A field without a line here does not compile.
pub fn may_see(reader: Reader, field: Field) -> bool {
    let (guest, provider, internal, room) = match field {
        Field::Time => (true, true, true, true),
        Field::Place => (true, true, true, true),
        // A room's calendar leaves out sensitive topics: see `event`.
        Field::Topic => (true, true, true, true),
        Field::Agenda => (true, true, true, false),
        Field::Organizer => (true, true, true, false),
        Field::Title => (false, true, true, false),
        Field::Format => (false, true, true, false),
        // At a work table guests may see each other once their organisations have agreed; no agreement is recorded
        // yet, so nobody does. In a focus group they never may.
        Field::OtherGuests => (false, true, true, false),
        Field::Providers => (false, true, true, false),
        Field::Reason => (false, false, true, false),
        Field::Notes => (false, false, true, false),
        Field::ClientValue => (false, false, true, false),
        Field::Conflict => (false, false, true, false),
    };
    match reader {
        Reader::Guest => guest,
        Reader::Provider => provider,
        Reader::Internal => internal,
        Reader::Room => room,
    }
}
