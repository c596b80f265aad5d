//! A workspace as one SQLite file: rows to domain types and back, one writer, and a log that undoes every change.
//!
//! All SQL of the product is in this crate. Callers exchange domain types through the functions of the areas
//! (`clients`, `meetings` ...), reading inside a [`Read`] and writing inside a [`Write`], which is one gesture of the
//! user: committed whole, undone whole.

pub mod migrations;

#[cfg(feature = "queries")]
#[macro_use]
mod stored;

#[cfg(feature = "queries")]
pub mod accounts;
#[cfg(feature = "queries")]
pub mod answers;
#[cfg(feature = "queries")]
pub mod busy;
#[cfg(feature = "queries")]
pub mod clients;
#[cfg(feature = "queries")]
pub mod drafts;
#[cfg(feature = "queries")]
pub mod firms;
#[cfg(feature = "queries")]
pub mod meetings;
#[cfg(feature = "queries")]
pub mod needs;
#[cfg(feature = "queries")]
pub mod outward;
#[cfg(feature = "queries")]
pub mod overrides;
#[cfg(feature = "queries")]
pub mod placements;
#[cfg(feature = "queries")]
pub mod polls;
#[cfg(feature = "queries")]
pub mod providers;
#[cfg(feature = "queries")]
pub mod pushed;
#[cfg(feature = "queries")]
pub mod replies;
#[cfg(feature = "queries")]
pub mod rooms;
#[cfg(feature = "queries")]
pub mod settings;
#[cfg(feature = "queries")]
pub mod sites;
#[cfg(feature = "queries")]
pub mod told;
#[cfg(feature = "queries")]
pub mod topics;

#[cfg(feature = "queries")]
mod backup;
#[cfg(feature = "queries")]
mod check;
#[cfg(feature = "queries")]
mod error;
#[cfg(feature = "queries")]
mod log;
#[cfg(feature = "queries")]
mod open;
#[cfg(feature = "queries")]
mod text;
#[cfg(feature = "queries")]
mod transaction;
#[cfg(feature = "queries")]
mod undo;
#[cfg(feature = "queries")]
mod workspace;

#[cfg(feature = "queries")]
pub use answers::GivenAnswer;
#[cfg(feature = "queries")]
pub use busy::{Reading, TakenTime};
#[cfg(feature = "queries")]
pub use clients::ClientSummary;
#[cfg(feature = "queries")]
pub use drafts::{Draft, DraftStatus};
#[cfg(feature = "queries")]
pub use error::{OpenError, StoreError};
#[cfg(feature = "queries")]
pub use log::{Area, Done, Gesture, Undone};
#[cfg(feature = "queries")]
pub use outward::Outward;
#[cfg(feature = "queries")]
pub use pushed::PushedMeeting;
#[cfg(feature = "queries")]
pub use told::Told;
#[cfg(feature = "queries")]
pub use transaction::{Read, Record, Source, Write};
#[cfg(feature = "queries")]
pub use workspace::Store;
