//! The version of a meeting that the outer world knows.
//!
//! A calendar takes what has the higher SEQUENCE. Undo must therefore not take it back: a move that was told and then
//! undone is a third version, not the first again. It is counted here whenever a meeting goes out, on whatever road.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use contract::Problem;
use domain::{Lock, Meeting, MeetingId, MeetingStatus};
use sha2::{Digest, Sha256};
use store::{Outward, Source};

use crate::problems;
use crate::state::App;

/// A version of a meeting, as calendars count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    /// Its SEQUENCE.
    pub sequence: u32,
    /// When it was settled: its DTSTAMP and LAST-MODIFIED.
    pub at: DateTime<Utc>,
}

impl Version {
    /// The meeting as it goes out.
    pub(crate) fn on(self, meeting: &Meeting) -> Meeting {
        Meeting { sequence: self.sequence, updated: self.at, ..meeting.clone() }
    }
}

/// A meeting about to go out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Going<'a> {
    pub meeting: &'a Meeting,
    /// Its SEQUENCE must not be lower: somebody's calendar holds a cancellation that must be overcome.
    pub at_least: u32,
    /// Something has changed that is not the meeting's own (a name, an address): the stamp must be a later one.
    pub afresh: bool,
}

impl<'a> From<&'a Meeting> for Going<'a> {
    fn from(meeting: &'a Meeting) -> Self {
        Self { meeting, at_least: 0, afresh: false }
    }
}

/// A digest by which equal things are known as equal.
pub(crate) fn digest(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_vec(value).unwrap_or_default();
    Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Of time, place and status, which make a version. That a meeting was held changes nothing in a calendar.
fn version_digest(meeting: &Meeting) -> String {
    let cancelled = meeting.status == MeetingStatus::Cancelled;
    digest(&(meeting.start, &meeting.zone, meeting.minutes, &meeting.place, cancelled))
}

/// A meeting without what nobody outside sees.
fn seen(meeting: &Meeting) -> Meeting {
    Meeting { lock: Lock::default(), sequence: 0, updated: DateTime::UNIX_EPOCH, version: 0, ..meeting.clone() }
}

/// The version in which a meeting would go out now.
pub(crate) fn next(before: Option<&Outward>, going: Going<'_>, now: DateTime<Utc>) -> Version {
    let Going { meeting, at_least, afresh } = going;
    let Some(before) = before else {
        return Version { sequence: meeting.sequence.max(at_least), at: meeting.updated };
    };
    let same_version = before.digest == version_digest(meeting);
    let counted = if same_version { before.sequence } else { meeting.sequence.max(before.sequence + 1) };
    let sequence = counted.max(at_least);
    let same = sequence == before.sequence && !afresh && seen(&before.then) == seen(meeting);
    let at = match (same, meeting.updated > before.at) {
        (true, _) => before.at,
        (false, true) if !afresh => meeting.updated,
        // Undone, or changed elsewhere: the meeting's own stamp says nothing of it. Stamps in calendars are of seconds.
        (false, _) => now.max(before.at + TimeDelta::seconds(1)).max(meeting.updated),
    };
    Version { sequence, at }
}

/// Settles the versions in which meetings go out now, and writes them down. No gesture is made of it.
pub(crate) async fn settle(app: &App, going: &[Going<'_>]) -> Result<HashMap<MeetingId, Version>, Problem> {
    if going.is_empty() {
        return Ok(HashMap::new());
    }
    let now = app.clock.now();
    // Read and written in one turn: two roads that go out at once count one after the other.
    let mut record = app.store().await?.record().await.map_err(problems::store)?;
    let before = known(&mut record, going).await?;
    let mut versions = HashMap::with_capacity(going.len());
    let mut changed = Vec::new();
    for one in going {
        let meeting = one.meeting;
        let version = next(before.get(&meeting.id), *one, now);
        let row = Outward {
            meeting: meeting.id.clone(),
            sequence: version.sequence,
            digest: version_digest(meeting),
            at: version.at,
            then: meeting.clone(),
        };
        versions.insert(meeting.id.clone(), version);
        if before.get(&meeting.id) != Some(&row) {
            changed.push(row);
        }
    }
    if !changed.is_empty() {
        store::outward::put(&mut record, &changed).await.map_err(problems::store)?;
        record.commit().await.map_err(problems::store)?;
    }
    Ok(versions)
}

async fn known(source: &mut impl Source, going: &[Going<'_>]) -> Result<HashMap<MeetingId, Outward>, Problem> {
    let ids: Vec<MeetingId> = going.iter().map(|one| one.meeting.id.clone()).collect();
    store::outward::of(source, &ids).await.map_err(problems::store)
}

/// Meetings known outside that are no longer there, as calendars are to see them: cancelled.
pub(crate) async fn gone(source: &mut impl Source) -> Result<Vec<Meeting>, Problem> {
    let gone = store::outward::gone(source).await.map_err(problems::store)?;
    Ok(gone.into_iter().map(|row| cancelled(&row.then)).collect())
}

/// A meeting as cancelled.
pub(crate) fn cancelled(meeting: &Meeting) -> Meeting {
    Meeting { status: MeetingStatus::Cancelled, conflict_kept: false, ..meeting.clone() }
}
