//! A meeting as the server holds it: read back, shown beside ours, taken into the plan.

use std::collections::BTreeSet;

use contract::views::{MeetingMove, PushChoice, PushedTime};
use contract::{Area, Problem};
use domain::time::{civil, instant};
use domain::{Meeting, MeetingStatus};
use exchange::calendar::uid;
use exchange::invitation::{Held, read_held};
use servers::ServerFault;
use servers::caldav::Server;

use crate::meetings;
use crate::state::App;

/// What came of taking the server's copy.
pub(super) enum Took {
    /// The plan holds it now.
    Taken(BTreeSet<Area>),
    /// There is another copy by now than the one that was chosen.
    Changed,
    /// Something stands in the way in the plan.
    Refused(Problem),
    /// The server could not be asked.
    Failed(ServerFault),
}

/// Ours, as it is shown beside the server's.
pub(super) fn ours(meeting: &Meeting, place: String) -> PushedTime {
    PushedTime {
        start: meeting.start,
        zone: meeting.zone.0.clone(),
        minutes: meeting.minutes.0,
        place,
        cancelled: meeting.status == MeetingStatus::Cancelled,
    }
}

/// The server's, in the meeting's zone.
pub(super) fn theirs(meeting: &Meeting, bytes: &[u8]) -> Option<PushedTime> {
    let held = read_held(bytes, &uid(&meeting.id))?;
    Some(PushedTime {
        start: start(meeting, &held),
        zone: meeting.zone.0.clone(),
        minutes: held.time.minutes.0,
        place: held.location,
        cancelled: held.cancelled,
    })
}

fn start(meeting: &Meeting, held: &Held) -> chrono::NaiveDateTime {
    civil(instant(held.time.start, held.time.zone.rules_or_utc()), meeting.zone.rules_or_utc())
}

/// Takes the server's time into the plan: moves the meeting as a hand would, or cancels it where it is cancelled or gone
/// there.
pub(super) async fn take(app: &App, server: &Server, href: &str, meeting: &Meeting, choice: &PushChoice) -> Took {
    let stored = match server.get(href).await {
        Ok(stored) => Some(stored),
        Err(ServerFault::NotFound) => None,
        Err(fault) => return Took::Failed(fault),
    };
    let same = match (&stored, &choice.etag) {
        (None, None) => true,
        (Some(stored), Some(etag)) => stored.etag.trim_start_matches("W/") == etag.trim_start_matches("W/"),
        _ => false,
    };
    if !same {
        return Took::Changed;
    }
    let held = stored.as_ref().map(|stored| read_held(&stored.body, &uid(&meeting.id)));
    let outcome = match held {
        // There, and not to be read: only ours can be written over it.
        Some(None) => return Took::Refused(Problem::BadRequest { detail: "the server's copy has no time".into() }),
        Some(Some(held)) if !held.cancelled => {
            let change = MeetingMove {
                id: meeting.id.clone(),
                start: Some(start(meeting, &held)),
                zone: None,
                minutes: Some(held.time.minutes.0),
                place: None,
                providers: None,
                keep_conflicts: choice.keep_conflicts,
            };
            let moved = (change.start, change.minutes) != (Some(meeting.start), Some(meeting.minutes.0));
            if !moved {
                return Took::Taken(BTreeSet::new());
            }
            meetings::move_meeting(app, change).await.map(|outcome| outcome.stale)
        }
        None | Some(Some(_)) => meetings::cancel(app, &meeting.id).await.map(|outcome| outcome.stale),
    };
    match outcome {
        Ok(stale) => Took::Taken(stale),
        Err(problem) => Took::Refused(problem),
    }
}
