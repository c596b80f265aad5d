//! Views and requests whose shape differs from the domain's own types.

mod calendar;
mod calendars;
mod clients;
mod exchange_views;
mod invitations;
mod network;
mod placement;
mod plan_changes;
mod plan_reasons;
mod planner_views;
mod polls;
mod workspace;

pub use calendar::*;
pub use calendars::*;
pub use clients::*;
pub use exchange_views::*;
pub use invitations::*;
pub use network::*;
pub use placement::*;
pub use plan_changes::*;
pub use plan_reasons::*;
pub use planner_views::*;
pub use polls::*;
pub use workspace::*;
