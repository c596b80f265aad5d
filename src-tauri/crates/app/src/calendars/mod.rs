//! Calendars elsewhere: busy times in, CalDAV accounts, public holidays.

mod accounts;
mod elsewhere;
mod fetching;
mod hits;
pub(crate) mod holidays;
mod push;
mod refreshing;
mod sources;
mod taking;
mod view;

pub(crate) use accounts::{delete_account, save_account, server_calendars};
pub(crate) use holidays::{Kept as KeptHolidays, change_holidays};
pub(crate) use push::push;
pub(crate) use refreshing::refresh;
pub(crate) use sources::{delete_source, save_source};
pub(crate) use view::view;
