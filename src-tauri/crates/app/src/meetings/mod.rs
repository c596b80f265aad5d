//! Meetings by hand: the calendar, a meeting's page, moving, cancelling, and what stands in the way.

mod calendar;
mod cast;
mod conflicts;
mod free_times;
mod save;
mod sheet;

pub(crate) use calendar::calendar;
pub(crate) use cast::{Cast, planning_zone, title};
pub(crate) use conflicts::{conflicts, elsewhere};
pub(crate) use free_times::{Search, free_times};
pub(crate) use save::{Beside, cancel, delete, lock, move_beside, move_meeting, plan_need, probe, save};
pub(crate) use sheet::sheet;
