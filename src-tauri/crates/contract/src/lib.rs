//! What crosses between the application and whoever shows it: commands, requests, views, problems, progress.
//!
//! Domain types cross as they are; a type stands here only where its shape differs. The list of commands is written
//! once, in [`commands`]: the router, the TypeScript client, the CLI and the bridge follow from it.
#![warn(missing_docs)]

pub mod commands;
pub mod problem;
pub mod reply;
pub mod views;

// Values of the crates below that problems and views hold, for hosts that put them into words.
pub use domain::format::Refusal;
pub use exchange::clients::{Fault, RowFault};
pub use planner::{Party, Reason};

pub use commands::{Handler, NAMES, dispatch, typescript};
pub use problem::{FieldFault, Problem, Thing};
pub use reply::{Area, Deed, DoneView, GestureView, Nothing, Outcome, Progress, Task};
