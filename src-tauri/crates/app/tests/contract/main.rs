//! The application through its contract, as the window and the command line use it.
//!
//! The names of tests begin with the id of the capability they show.
#![allow(clippy::print_stdout)] // The figures of `size`, seen with `--nocapture`.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod accepting;
mod accounts;
mod busy;
mod calendar;
mod export;
mod formats;
mod free_times;
mod holidays;
mod import;
mod invitations;
mod moving;
mod overrides;
mod placement;
mod planning;
mod polls;
mod post;
mod replies;
mod size;
mod undo;
mod what_if;
mod workspace;
mod world;
mod zones;
