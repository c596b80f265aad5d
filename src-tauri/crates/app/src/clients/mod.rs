//! Clients: the table, a client's page, adding, changing, deleting.

mod list;
mod save;
mod sheet;

pub(crate) use list::list;
pub(crate) use save::{delete, save, tag};
pub(crate) use sheet::sheet;
