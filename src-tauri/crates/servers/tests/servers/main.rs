//! Against servers that others wrote (Radicale, read back by vdirsyncer and khal), and against small ones that misbehave.
//!
//! A program that is missing fails the test where everything must be there (`CI=true`); elsewhere its part is left out.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

mod account;
mod cuts;
mod fixtures;
#[cfg(target_os = "linux")]
mod keyring;
mod others;
mod proxy;
mod push;
mod radicale;
mod small;
#[cfg(target_os = "linux")]
mod tls;
mod web;
