//! Polls for a date.

mod mail;
mod save;
mod view;

pub(crate) use mail::{read, write};
pub(crate) use save::{answer, close, delete, save};
pub(crate) use view::{list, view};
