//! Those who serve clients, and the firms they belong to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Absence, FirmId, ProviderId, SiteId, WeeklyHours, ZoneName};

/// How a firm stands to the one whose account executives plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FirmKind {
    /// Our own firm.
    Own,
    /// Owned by the same group.
    Affiliate,
    /// Another firm that serves the same clients with us.
    Ally,
}

/// A firm that providers belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Firm {
    /// Identity.
    pub id: FirmId,
    /// Its name.
    pub name: String,
    /// How it stands to ours.
    pub kind: FirmKind,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

/// A person who serves clients: an account executive, an expert, a moderator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Provider {
    /// Identity.
    pub id: ProviderId,
    /// Full name.
    pub name: String,
    /// What the person is, in the firm's words.
    #[serde(default)]
    pub title: String,
    /// Where invitations go; may be empty.
    #[serde(default)]
    pub email: String,
    /// The firm.
    pub firm: FirmId,
    /// Base from which the person sets out, where there is one.
    #[serde(default)]
    pub site: Option<SiteId>,
    /// Zone of the working hours.
    pub zone: ZoneName,
    /// What the person can deal with; topics ask for these words.
    #[serde(default)]
    pub skills: Vec<String>,
    /// When the person works.
    pub hours: WeeklyHours,
    /// When the person is away.
    #[serde(default)]
    pub absences: Vec<Absence>,
    /// Meetings a day at most.
    pub max_per_day: u32,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}
