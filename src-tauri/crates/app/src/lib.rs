//! Use cases: each loads, lets the domain decide, and writes in one transaction.
//!
//! Hosts (the desktop shell, the CLI, the browser tests' bridge) know [`Host`] and the contract, nothing else.

mod clients;
mod clock;
mod files;
mod gesture;
mod handler;
mod host;
mod index;
mod meetings;
mod network;
mod placement;
mod planning;
mod problems;
pub mod sample;
mod state;
mod text;
mod workspace;

pub use host::{Host, StartOptions};
pub use planning::{Checked, Solved, check_documents, solve_document};
pub use workspace::default_workspace_path;
