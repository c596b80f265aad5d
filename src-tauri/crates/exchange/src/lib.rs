//! Bytes to domain and back: tables of clients in, calendars out.
//!
//! Everything here is a pure function of what is passed in: no file, no clock, no network. What is wrong with a file or
//! a row comes back as data (an enum with its facts), never as a sentence: the words are the interface's.
//!
//! - [`table`]: the text of a delimited file, whatever its encoding and delimiter;
//! - [`clients`]: such a table read as clients;
//! - [`busy`]: other people's calendars read as the time that they take;
//! - [`calendar`]: meetings written as iCalendar, for a named audience;
//! - [`invitation`]: invitations to one person each, and the answers to them;
//! - [`mail`]: mail drafts with an invitation in them;
//! - [`poll`]: polls for a date by mail.
#![warn(missing_docs)]

mod address;
pub mod busy;
pub mod calendar;
pub mod clients;
pub mod invitation;
pub mod mail;
pub mod poll;
pub mod table;

pub use address::is_mail_address;
