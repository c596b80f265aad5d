//! Planning: the workspace's needs become a problem, its plan a draft, and the draft meetings.

mod accept;
mod build;
mod changes;
mod compare;
mod documents;
mod horizon;
mod make;
mod names;
mod opened;
mod people;
mod reasons;
mod shares;
mod standing;
mod steering;
mod view;
mod wanted;
mod why;

pub(crate) use accept::accept;
pub(crate) use compare::compare;
pub use documents::{Checked, LeftOutRemedies, Solved, check_documents, remedies_of, solve_document, why_of};
pub(crate) use make::make;
pub(crate) use view::{current, discard};
pub(crate) use why::{remedies, why};
