//! Meetings by hand: the calendar, a meeting's page, moving, cancelling, and what stands in the way.

mod calendar;
mod cast;
mod conflicts;
mod save;
mod sheet;

pub(crate) use calendar::calendar;
pub(crate) use cast::{Cast, planning_zone, title};
pub(crate) use conflicts::conflicts;
pub(crate) use save::{cancel, delete, lock, move_meeting, plan_need, probe, save};
pub(crate) use sheet::sheet;
