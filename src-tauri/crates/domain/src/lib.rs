//! The rules of meeting clients: who they are, how each is best met, and what a meeting is.
//!
//! Nothing here reads a clock, a file or a random number: today's date, ids and seeds come in from outside, so that
//! every rule can be tested as data. The types derive serde and ts-rs and cross to the interface as they are.
#![warn(missing_docs)]

pub mod calendar;
pub mod client;
pub mod conflict;
pub mod format;
pub mod ids;
pub mod meeting;
pub mod need;
pub mod placement;
pub mod provider;
pub mod site;
pub mod time;
pub mod topic;
pub mod travel;

pub use calendar::{Absence, WeeklyHours};
pub use client::{Client, Person};
pub use format::{Format, FormatTemplate, GroupVariant};
pub use ids::*;
pub use meeting::{Attendance, Lock, Meeting, MeetingStatus, Place, Role};
pub use need::{Need, PlacePreference};
pub use placement::{Answer, Item, Override, OverrideKind, PlacementEntry};
pub use provider::{Firm, FirmKind, Provider};
pub use site::{Room, Site};
pub use time::{Minutes, ZoneName};
pub use topic::Topic;
