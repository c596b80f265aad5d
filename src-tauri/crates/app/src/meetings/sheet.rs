//! A meeting's page.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use contract::views::{MeetingSheet, PersonTime};
use contract::{Problem, Thing};
use domain::format::{template, visit_review};
use domain::time::civil;
use domain::{Format, MeetingId, PollState};

use super::Cast;
use super::calendar::event;
use crate::calendars::KeptHolidays;
use crate::invitations::{Round, sums};
use crate::problems;
use crate::state::App;

/// Everything about one meeting.
pub(crate) async fn sheet(app: &App, id: &MeetingId) -> Result<MeetingSheet, Problem> {
    let index = app.index().await?;
    let mut read = app.read().await?;
    let meeting = store::meetings::get(&mut read, id).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: id.0.clone() })?;
    let (from, to) = meeting.span();
    let cast = Cast::load(&mut read, from - TimeDelta::days(2), to + TimeDelta::days(2)).await?;
    let template = template(meeting.format, meeting.variant);
    let sharing = meeting
        .clients
        .first()
        .and_then(|attendance| index.get(&attendance.client))
        .and_then(|client| index.standing(client, meeting.topic.as_ref()))
        .map(|standing| standing.dot.sharing);
    let visit_review = match (meeting.format, sharing) {
        (Format::Visit, Some(sharing)) => visit_review(sharing, meeting.providers.len() <= 1),
        _ => None,
    };
    // People of one zone are told once, by the zone, in the order of their names.
    let mut own_times: BTreeMap<String, PersonTime> = BTreeMap::new();
    let clients = meeting.clients.iter().filter_map(|a| cast.clients.get(&a.client)).map(|c| (&c.name, &c.zone));
    let providers =
        meeting.providers.iter().filter_map(|s| cast.providers.get(&s.provider)).map(|p| (&p.name, &p.zone));
    for (name, zone) in clients.chain(providers) {
        let start = civil(from, zone.rules_or_utc());
        if start != meeting.start {
            own_times.insert(name.clone(), PersonTime { name: name.clone(), start, zone: zone.0.clone() });
        }
    }
    let holidays = KeptHolidays::load(&mut read).await?;
    let polls = store::polls::of_meeting(&mut read, id).await.map_err(problems::store)?;
    let round = Round::of(app, &mut read, vec![meeting.clone()], Vec::new()).await?;
    let sums = sums(&round);
    Ok(MeetingSheet {
        event: event(&cast, &meeting, &meeting.zone),
        refusals: template.refusals(meeting.clients.len() as u32, meeting.providers.len() as u32),
        topic_name: meeting.topic.as_ref().and_then(|id| cast.topics.get(id)).map(|topic| topic.name.clone()),
        template,
        visit_review,
        own_times: own_times.into_values().collect(),
        holidays: holidays.of_meeting(&cast, &meeting),
        answers: sums.answers,
        due: sums.due,
        poll: polls.into_iter().find(|poll| poll.state == PollState::Open).map(|poll| poll.id),
        meeting,
    })
}
