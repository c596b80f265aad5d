//! Files in and out: clients from tables, calendars into a folder.

mod export;
mod import;
mod merge;

pub(crate) use export::export;
pub(crate) use import::{import, look};
