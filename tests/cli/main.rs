//! The command line as a script uses it: the built program, its output, its exit codes.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod documents;
mod interrupted;
mod main_job;
mod messages;
mod place;
mod program;
