//! The matrix: points, one client's placement explained, answers, placing by hand, overrides.

mod answer;
mod choose;
mod deciding;
mod overrides;
mod points;
mod view;

pub(crate) use answer::answer;
pub(crate) use choose::{choose, release};
pub(crate) use deciding::Deciding;
pub(crate) use overrides::{delete as delete_override, save as save_override};
pub(crate) use points::{points, satellites};
pub(crate) use view::{try_answers, view};
