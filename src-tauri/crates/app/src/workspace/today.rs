//! What today asks for.

use chrono::{NaiveTime, TimeDelta};
use contract::Problem;
use contract::views::{InvitationQuery, NeedQuery, TodayMeeting, TodayView, UndeterminedRow};
use domain::time::instant;
use domain::{Meeting, MeetingStatus};

use crate::invitations::{Round, sums};
use crate::meetings::{Cast, conflicts, planning_zone};
use crate::network;
use crate::polls;
use crate::problems;
use crate::state::App;

/// Rows of each list shown; the counts tell how many there are.
const SHOWN: usize = 12;
/// Days ahead in which conflicts are looked for.
const AHEAD: i64 = 28;

/// Meetings of today and tomorrow, conflicts ahead, needs not planned, placements without answers.
pub(crate) async fn today(app: &App) -> Result<TodayView, Problem> {
    let today = app.clock.today();
    let unplanned = network::needs(app, &NeedQuery { open: true, ..NeedQuery::default() }).await?;
    let mut read = app.read().await?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let rules = planning_zone(providers.iter()).rules_or_utc();
    let midnight = |days: i64| instant((today + TimeDelta::days(days)).and_time(NaiveTime::MIN), rules);
    let cast = Cast::load(&mut read, midnight(0), midnight(AHEAD)).await?;
    let planned = || cast.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
    let meetings = planned().filter(|m| m.span().0 < midnight(2)).map(|m| line(&cast, m)).collect();
    let conflicts =
        planned().map(|meeting| line(&cast, meeting)).filter(|line| !line.conflicts.is_empty()).take(SHOWN).collect();
    let mut undetermined: Vec<UndeterminedRow> = unplanned
        .iter()
        .filter(|row| row.undetermined)
        .map(|row| UndeterminedRow {
            client: row.need.client.clone(),
            client_name: row.client_name.clone(),
            topic: row.need.topic.clone(),
            topic_name: row.topic_name.clone(),
        })
        .collect();
    let undetermined_count = undetermined.len() as u32;
    undetermined.truncate(SHOWN);
    let unplanned_count = unplanned.len() as u32;
    drop(read);
    let ahead = InvitationQuery { meeting: None, from: Some(today), to: Some(today + TimeDelta::days(AHEAD)) };
    let mut invited = sums(&Round::load(app, &ahead).await?);
    invited.proposals.truncate(SHOWN);
    let mut due_polls = polls::list(app).await?;
    due_polls.retain(|poll| poll.due);
    due_polls.truncate(SHOWN);
    Ok(TodayView {
        today,
        meetings,
        conflicts,
        unplanned: unplanned.into_iter().take(SHOWN).collect(),
        unplanned_count,
        undetermined,
        undetermined_count,
        due_invitations: invited.due,
        unanswered_invitations: invited.unanswered,
        proposals: invited.proposals,
        due_polls,
    })
}

fn line(cast: &Cast, meeting: &Meeting) -> TodayMeeting {
    TodayMeeting {
        id: meeting.id.clone(),
        title: cast.title(meeting),
        format: meeting.format,
        start: meeting.start,
        zone: meeting.zone.0.clone(),
        minutes: meeting.minutes.0,
        place: cast.place_name(&meeting.place),
        conflicts: conflicts(cast, meeting),
    }
}
