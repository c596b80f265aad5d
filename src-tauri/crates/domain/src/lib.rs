//! The rules of meeting clients: who they are, how each is best met, and what a meeting is.
//!
//! Nothing here reads a clock, a file or a random number: today's date, ids and seeds come in from outside, so that
//! every rule can be tested as data. The types derive serde and ts-rs and cross to the interface as they are.
#![warn(missing_docs)]

pub mod busy;
pub mod calendar;
pub mod client;
pub mod conflict;
pub mod format;
pub mod holidays;
pub mod ids;
pub mod invitation;
pub mod language;
pub mod meeting;
pub mod need;
pub mod placement;
pub mod poll;
pub mod provider;
pub mod site;
pub mod time;
pub mod topic;
pub mod travel;

pub use busy::{BusyOrigin, BusyOwner, BusySource, BusyTime, CalendarAccount};
pub use calendar::{Absence, WeeklyHours};
pub use client::{Client, Person};
pub use format::{Format, FormatTemplate, GroupVariant};
pub use ids::*;
pub use invitation::{Attends, Invited, ProposedTime, Reply};
pub use language::Language;
pub use meeting::{Attendance, Lock, Meeting, MeetingStatus, Place, Role};
pub use need::{Need, PlacePreference};
pub use placement::{Answer, Item, Override, OverrideKind, PlacementEntry};
pub use poll::{Poll, PollState, Polled, Suits};
pub use provider::{Firm, FirmKind, Provider};
pub use site::{Room, Site};
pub use time::{Minutes, ZoneName};
pub use topic::Topic;
