//! Who is told what of which meeting, and what is answered.

mod language;
mod line;
mod list;
pub(crate) mod outward;
mod proposal;
mod replies;
mod round;
mod write;

pub(crate) use language::of_client as language_of_client;
pub(crate) use line::is_outdated;
pub(crate) use list::{list, sums};
pub(crate) use proposal::settle;
pub(crate) use replies::{read_replies, set_reply};
pub(crate) use round::{Round, alarms, names};
pub(crate) use write::write;
