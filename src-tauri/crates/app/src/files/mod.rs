//! Files in and out: clients from tables, calendars into a folder.

mod export;
mod import;
mod merge;
mod put;
mod read;
mod watched;

pub(crate) use export::export;
pub(crate) use import::{import, look};
pub(crate) use put::{Writing, folder, off_the_worker, put};
pub(crate) use read::read_bounded;
