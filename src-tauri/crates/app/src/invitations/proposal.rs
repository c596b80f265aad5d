//! Another time that a guest asks for: taken, or declined.

use contract::views::{MeetingMove, MeetingSheet, ProposalSettle};
use contract::{Deed, Outcome, Problem, Thing};
use domain::Reply;
use domain::time::{civil, instant};

use super::replies::row;
use crate::gesture::done;
use crate::meetings::{Beside, move_beside, sheet};
use crate::problems;
use crate::state::App;

/// Moves the meeting to the time asked for, as any move does it; or lets the present time stand, of which the guest is
/// to be told.
pub(crate) async fn settle(app: &App, request: ProposalSettle) -> Result<Outcome<MeetingSheet>, Problem> {
    let mut read = app.read().await?;
    let reply = store::replies::get(&mut read, &request.meeting, &request.party).await.map_err(problems::store)?;
    let meeting = store::meetings::get(&mut read, &request.meeting).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: request.meeting.0.clone() })?;
    drop(read);
    let missing = || Problem::NotFound { what: Thing::Invitation, id: request.party.clone() };
    let reply = reply.ok_or_else(missing)?;
    let asked = reply.proposed.clone().ok_or_else(missing)?;
    if request.accept {
        let settled = Reply { proposed: None, ..reply };
        let change = MeetingMove {
            id: request.meeting,
            // In the zone in which the meeting was agreed, whatever zone the guest's program speaks in.
            start: Some(civil(instant(asked.start, asked.zone.rules_or_utc()), meeting.zone.rules_or_utc())),
            zone: None,
            minutes: Some(asked.minutes.0),
            place: None,
            providers: None,
            keep_conflicts: request.keep_conflicts,
        };
        return move_beside(app, change, Deed::ProposalAccepted, Beside::Reply(settled)).await;
    }
    let row = row(app, &request.meeting, &request.party).await?;
    let settled = Reply { proposed: None, declined: reply.declined + 1, ..reply };
    let mut write = app.write(done(Deed::ProposalDeclined, [("name", row.name), ("other", row.title)])).await?;
    store::replies::put(&mut write, &settled).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let value = sheet(app, &request.meeting).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}
