//! Planning: the workspace's needs become a problem, its plan a draft, and the draft meetings.

mod build;
mod documents;
mod draft;
mod horizon;
mod make;
mod people;
mod reasons;
mod wanted;

pub use documents::{Checked, Solved, check_documents, solve_document};
pub(crate) use draft::{accept, current, discard};
pub(crate) use make::make;
