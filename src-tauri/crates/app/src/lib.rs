//! Use cases: each loads, lets the domain decide, and writes in one transaction.
//!
//! Hosts (the desktop shell, the CLI, the browser tests' bridge) know [`Host`] and the contract, nothing else.

mod calendars;
mod clients;
mod clock;
mod files;
mod gesture;
mod handler;
mod host;
mod index;
mod invitations;
mod meetings;
mod network;
mod placement;
mod planning;
mod polls;
mod problems;
pub mod sample;
mod state;
mod text;
mod workspace;

pub use host::{Host, StartOptions};
// What explanations of documents hold, for hosts that put them into words.
pub use planner::{Adjustment, MeasureCost, MeetingWhy, ObstacleCause, PlaceKind, Remedy};
pub use planning::{Checked, LeftOutRemedies, Solved, check_documents, remedies_of, solve_document, why_of};
pub use workspace::default_workspace_path;
