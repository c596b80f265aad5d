//! What reaches out over the network: web calendars ([`web`]), calendar servers ([`caldav`]), and the passwords for them
//! ([`secrets`]). Takes and gives addresses, names and bytes; what is in a calendar is for others to read.

mod address;
pub mod caldav;
mod fault;
mod limits;
mod secret;
pub mod secrets;
mod transport;
pub mod web;

pub use fault::{CertificateWrong, ServerFault};
pub use limits::Limits;
pub use secret::Secret;
