//! The workspace as a whole: opening, making, copying; settings; undo; today; search.

mod file;
mod search;
mod settings;
mod today;
mod undo;

pub use file::default_workspace_path;
pub(crate) use file::{backup, current, empty, last_opened, open, open_request, with_sample};
pub(crate) use search::search;
pub(crate) use settings::{author, check_weights, load as settings, save as save_settings};
pub(crate) use today::today;
pub(crate) use undo::{names as undo_names, redo, undo};
