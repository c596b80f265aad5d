//! A draft's proposals become meetings, and meetings that stand in the calendar are changed: all or some, in one gesture.

use std::collections::HashSet;

use contract::views::{AcceptRequest, Accepted, PartyKind, PlanChange};
use contract::{Deed, Outcome, Problem, Thing};
use domain::conflict::Conflict;
use domain::format::template;
use domain::meeting::{Service, roles};
use domain::time::civil;
use domain::{Attendance, Lock, Meeting, MeetingId, MeetingStatus, Minutes, NeedId};
use planner::PlannedMeeting;
use store::DraftStatus;

use super::build::TopicMeaning;
use super::opened::{Opened, cast_of, load, place, read, same};
use super::standing::place_of;
use crate::gesture::{done, new_id};
use crate::meetings::{Cast, conflicts};
use crate::problems;
use crate::state::App;

/// Turns a draft's proposals into meetings, all or some, in one gesture; the draft beside it is dropped.
///
/// A need that has been met or deleted since the draft was made, a meeting that has been changed meanwhile, or an hour
/// that has been taken, refuses the whole: the plan no longer fits.
pub(crate) async fn accept(app: &App, request: AcceptRequest) -> Result<Outcome<Accepted>, Problem> {
    let mut draft = load(app, &request.draft).await?;
    let stale = || Problem::Stale { what: Thing::Draft, id: request.draft.0.clone() };
    if draft.status != DraftStatus::Open {
        return Err(stale());
    }
    let mut opened = read(&draft)?;
    let mut cast = cast_of(app, &opened).await?;
    let mut source = app.read().await?;
    let open: HashSet<NeedId> =
        store::needs::open(&mut source).await.map_err(problems::store)?.into_iter().map(|need| need.id).collect();
    drop(source);
    let wanted = |index: u32| request.proposals.as_ref().is_none_or(|chosen| chosen.contains(&index));
    let mut meetings = Vec::new();
    for (index, planned) in opened.plan.meetings.iter().enumerate() {
        let index = index as u32;
        let Some(meaning) = opened.note.meanings.get(&planned.topic) else { continue };
        if !wanted(index) || opened.note.accepted.contains(&index) || stays(&opened, planned) {
            continue;
        }
        match (&meaning.existing, opened.changed_from(planned)) {
            (Some(id), Some(before)) => {
                let live = cast.meetings.iter_mut().find(|meeting| meeting.id == *id).ok_or_else(stale)?;
                if !is_as_told(&opened, before, live) || !lets(live.lock, before, planned) {
                    return Err(stale());
                }
                let changed = changed(app, &opened, before, planned, live);
                // What comes in its place is held against where it goes, not against where it was.
                *live = changed.clone();
                meetings.push((index, changed));
            }
            _ => {
                if !planned.needs.iter().all(|need| open.contains(&NeedId::from(need.as_str()))) {
                    return Err(stale());
                }
                meetings.push((index, meeting(app, &opened, &cast, planned, meaning)));
            }
        }
    }
    // Hours that were free when the plan was made may have been taken since; people may have gone away or fallen out.
    let given_up = given_up(&opened);
    let mut taken = Vec::new();
    for (_, meeting) in &mut meetings {
        let found = conflicts(&cast, meeting);
        // A meeting that the plan could not hold any more stays in the calendar as it is, and says so itself.
        let found: Vec<_> = found.into_iter().filter(|found| !is_with(&found.conflict, &given_up)).collect();
        meeting.conflict_kept = !found.is_empty();
        taken.extend(found.into_iter().filter(|found| refuses(&opened, meeting, &found.conflict)));
    }
    if !taken.is_empty() {
        return Err(Problem::Conflicts { conflicts: taken });
    }
    opened.note.accepted.extend(meetings.iter().map(|(index, _)| *index));
    let all = opened
        .plan
        .meetings
        .iter()
        .enumerate()
        .all(|(index, planned)| opened.note.accepted.contains(&(index as u32)) || stays(&opened, planned));
    if all {
        draft.status = DraftStatus::Accepted;
    } else if meetings.is_empty() {
        return Ok(Accepted { meetings: Vec::new() }.into());
    }
    let before = std::mem::take(&mut draft.note);
    draft.note = serde_json::to_string(&opened.note).map_err(problems::unexpected)?;
    let mut write = app.write(done(Deed::DraftAccepted, [("count", meetings.len().to_string())])).await?;
    // Nobody else writes from here on: what was looked at before must still hold.
    let (now, others): (Vec<_>, Vec<_>) = store::drafts::open(&mut write)
        .await
        .map_err(problems::store)?
        .into_iter()
        .partition(|open| open.id == draft.id);
    if now.first().is_none_or(|now| now.note != before) {
        return Err(stale());
    }
    for mut other in others {
        other.status = DraftStatus::Discarded;
        store::drafts::put(&mut write, &other).await.map_err(problems::store)?;
    }
    for (_, meeting) in &meetings {
        store::meetings::put(&mut write, meeting).await.map_err(problems::store)?;
    }
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    app.commit(write, Accepted { meetings: meetings.into_iter().map(|(_, meeting)| meeting.id).collect() }).await
}

/// Meetings of the calendar that the plan leaves out, because they can be held nowhere.
fn given_up(opened: &Opened) -> HashSet<MeetingId> {
    let held: HashSet<&str> = opened.plan.meetings.iter().map(|planned| planned.topic.as_str()).collect();
    let of = opened.note.meanings.iter().filter(|(topic, _)| !held.contains(topic.as_str()));
    of.filter_map(|(_, meaning)| meaning.existing.clone()).collect()
}

/// Whether the conflict is with one of these meetings.
fn is_with(conflict: &Conflict, meetings: &HashSet<MeetingId>) -> bool {
    match conflict {
        Conflict::ProviderBusy { meeting, .. }
        | Conflict::ClientBusy { meeting, .. }
        | Conflict::RoomBusy { meeting, .. } => meetings.contains(meeting),
        _ => false,
    }
}

/// Whether a planned meeting is one of the calendar that the draft leaves as it is.
fn stays(opened: &Opened, planned: &PlannedMeeting) -> bool {
    opened.existing(planned).is_some() && opened.changed_from(planned).is_none()
}

/// Whether a meeting still stands as it did when the draft was made.
fn is_as_told(opened: &Opened, before: &PlannedMeeting, live: &Meeting) -> bool {
    let providers: Vec<String> = live.providers.iter().map(|service| service.provider.0.clone()).collect();
    let clients: Vec<String> = live.clients.iter().map(|attendance| attendance.client.0.clone()).collect();
    let told: Vec<String> = opened.clients_of(before).into_iter().map(|client| client.0).collect();
    live.status == MeetingStatus::Planned
        && opened.horizon.minute_of(live.span().0) == before.start
        && live.minutes.0 as i32 == opened.duration(before)
        && place_of(&live.place) == before.place
        && same(&providers, &before.providers)
        && same(&clients, &told)
}

/// Whether a lock, perhaps set since, lets a meeting change so.
fn lets(lock: Lock, before: &PlannedMeeting, planned: &PlannedMeeting) -> bool {
    (!lock.start || before.start == planned.start)
        && (!lock.place || before.place == planned.place)
        && (!lock.providers || same(&before.providers, &planned.providers))
}

/// Whether a conflict refuses a meeting: what has come up since the draft was made does; what the draft was told to
/// reckon with is kept knowingly.
fn refuses(opened: &Opened, meeting: &Meeting, conflict: &Conflict) -> bool {
    let (kind, id) = match conflict {
        Conflict::ProviderBusy { .. }
        | Conflict::ClientBusy { .. }
        | Conflict::RoomBusy { .. }
        | Conflict::Rivals { .. } => return true,
        Conflict::ProviderAbsent { provider, .. }
        | Conflict::ProviderTaken { provider, .. }
        | Conflict::ProviderOff { provider } => (PartyKind::Provider, &provider.0),
        Conflict::ClientOff { client } | Conflict::ClientTaken { client, .. } => (PartyKind::Client, &client.0),
        Conflict::RoomOff { room } | Conflict::RoomTaken { room, .. } => (PartyKind::Room, &room.0),
        _ => return false,
    };
    let (from, to) = meeting.span();
    let (start, end) = (civil(from, opened.horizon.zone), civil(to, opened.horizon.zone));
    !opened.note.changes.iter().any(|change| match change {
        PlanChange::Free { who, from, until } => who.kind == kind && who.id == *id && *from < end && start < *until,
        _ => false,
    })
}

/// A meeting of the calendar as the draft changes it. Who stays keeps the role; who comes takes the role of who goes.
fn changed(app: &App, opened: &Opened, before: &PlannedMeeting, planned: &PlannedMeeting, live: &Meeting) -> Meeting {
    let mut changed = live.clone();
    if planned.start != before.start {
        changed.start = civil(opened.horizon.at(planned.start), live.zone.rules_or_utc());
    }
    if planned.place != before.place {
        changed.place = place(&planned.place);
    }
    let stays = |service: &Service| planned.providers.contains(&service.provider.0);
    let newcomer = |id: &&String| !live.providers.iter().any(|service| service.provider.0 == **id);
    let mut newcomers = planned.providers.iter().filter(newcomer);
    let mut team: Vec<Service> = Vec::with_capacity(planned.providers.len());
    for service in &live.providers {
        if stays(service) {
            team.push(service.clone());
        } else if let Some(id) = newcomers.next() {
            team.push(Service { provider: id.as_str().into(), role: service.role });
        }
    }
    let usual = roles(live.format, live.variant, planned.providers.len());
    for id in newcomers {
        let role = usual.get(team.len()).or(usual.last()).copied().unwrap_or(domain::Role::Expert);
        team.push(Service { provider: id.as_str().into(), role });
    }
    changed.providers = team;
    changed.updated = app.clock.now();
    if changed.moved_since(live) {
        changed.sequence += 1;
    }
    changed
}

fn meeting(app: &App, opened: &Opened, cast: &Cast, planned: &PlannedMeeting, meaning: &TopicMeaning) -> Meeting {
    let place = place(&planned.place);
    let zone = cast.zone_of(&place);
    // The single face is whoever the clients know best.
    let known = |provider: &String| -> u32 {
        planned
            .needs
            .iter()
            .filter_map(|need| opened.need(need))
            .filter_map(|need| opened.problem.clients.iter().find(|client| client.id == need.client))
            .filter_map(|client| client.continuity.get(provider))
            .sum()
    };
    let mut team = planned.providers.clone();
    team.sort_by_key(|provider| (std::cmp::Reverse(known(provider)), provider.clone()));
    let roles = roles(meaning.format, meaning.variant, team.len());
    let now = app.clock.now();
    let attends = |id: &String| {
        let client = opened.need(id)?.client.as_str().into();
        Some(Attendance { client, need: Some(NeedId::from(id.as_str())) })
    };
    Meeting {
        id: new_id().into(),
        title: String::new(),
        topic: meaning.topic.clone(),
        format: meaning.format,
        variant: meaning.variant,
        template_version: template(meaning.format, meaning.variant).version,
        status: MeetingStatus::Planned,
        start: civil(opened.horizon.at(planned.start), zone.rules_or_utc()),
        zone,
        minutes: Minutes(opened.duration(planned) as u32),
        place,
        clients: planned.needs.iter().filter_map(attends).collect(),
        providers: team
            .into_iter()
            .zip(roles)
            .map(|(provider, role)| Service { provider: provider.into(), role })
            .collect(),
        lock: Lock::default(),
        reason: String::new(),
        agenda: String::new(),
        notes: String::new(),
        conflict_kept: false,
        sequence: 0,
        created: now,
        updated: now,
        version: 0,
    }
}
