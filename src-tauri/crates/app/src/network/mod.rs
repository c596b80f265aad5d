//! Who and what serves, and what clients want: providers, firms, sites, rooms, topics, needs.

mod checks;
mod needs;
mod save;
mod view;

pub(crate) use checks::{check_hours, check_name, check_zone, mail_fault};
pub(crate) use needs::{add as add_needs, delete as delete_need, list as needs, save as save_need};
pub(crate) use save::{
    delete_firm, delete_provider, delete_room, delete_site, delete_topic, save_firm, save_provider, save_room,
    save_site, save_topic,
};
pub(crate) use view::view;
