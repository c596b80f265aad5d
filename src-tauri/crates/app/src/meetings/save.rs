//! Making, changing, moving, cancelling and deleting meetings by hand.
//!
//! What stands in the way is named before anything is written; it is written all the same where the user keeps the
//! conflict knowingly. A meeting of the past is a record: nothing stands in its way.

use std::collections::HashSet;

use chrono::TimeDelta;
use contract::views::{LockRequest, MeetingMove, MeetingSave, MeetingSheet, NeedPlan, Probe, Probed};
use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::format::{PlaceKind, Refusal, template};
use domain::meeting::{Service, roles};
use domain::time::{civil, instant};
use domain::{
    Attendance, Format, Lock, Meeting, MeetingId, MeetingStatus, Minutes, NeedId, Place, Poll, PollState, Provider,
    Reply, ZoneName,
};
use store::Write;

use super::{Cast, conflicts, sheet};
use crate::gesture::{done, new_id};
use crate::placement::Deciding;
use crate::problems;
use crate::state::App;

fn faults(meeting: &Meeting) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    crate::network::check_zone(&mut faults, "zone", &meeting.zone);
    if !(5..=1440).contains(&meeting.minutes.0) {
        faults.push(FieldFault::Range { field: "minutes".into(), min: 5, max: 1440 });
    }
    if meeting.clients.is_empty() {
        faults.push(FieldFault::Empty { field: "clients".into() });
    }
    faults
}

/// What the format refuses even knowingly: a work table without two providers, a second client at what is for one.
/// Other sizes are conflicts, which can be kept.
fn barred(meeting: &Meeting) -> Vec<Refusal> {
    if meeting.status != MeetingStatus::Planned {
        return Vec::new();
    }
    let template = template(meeting.format, meeting.variant);
    let mut refusals = template.refusals(meeting.clients.len() as u32, meeting.providers.len() as u32);
    refusals.retain(|refusal| match refusal {
        Refusal::SecondClient { .. } => true,
        Refusal::TooFewProviders { .. } => meeting.format == Format::WorkTable,
        _ => false,
    });
    refusals
}

/// Everybody around a meeting that is or might be.
async fn cast_around(app: &App, meeting: &Meeting) -> Result<Cast, Problem> {
    let mut read = app.read().await?;
    let (from, to) = meeting.span();
    let mut cast = Cast::load(&mut read, from - TimeDelta::days(2), to + TimeDelta::days(2)).await?;
    let named: Vec<_> = meeting.clients.iter().map(|attendance| attendance.client.clone()).collect();
    cast.add_clients(&mut read, named).await?;
    Ok(cast)
}

async fn existing(app: &App, id: &MeetingId) -> Result<Meeting, Problem> {
    let mut read = app.read().await?;
    let meeting = store::meetings::get(&mut read, id).await.map_err(problems::store)?;
    meeting.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: id.0.clone() })
}

/// A meeting as it would be after a change.
fn moved(meeting: &Meeting, change: &MeetingMove) -> Meeting {
    let mut moved = meeting.clone();
    if let Some(start) = change.start {
        moved.start = match &change.zone {
            // Told in another zone: the meeting keeps its own.
            Some(zone) => {
                let at = instant(start, ZoneName(zone.clone()).rules_or_utc());
                civil(at, moved.zone.rules_or_utc())
            }
            None => start,
        };
    }
    if let Some(minutes) = change.minutes {
        moved.minutes = Minutes(minutes);
    }
    if let Some(place) = &change.place {
        moved.place = place.clone();
    }
    if let Some(providers) = &change.providers {
        let roles = roles(moved.format, moved.variant, providers.len());
        moved.providers = providers
            .iter()
            .zip(roles)
            .map(|(provider, role)| Service { provider: provider.as_str().into(), role })
            .collect();
    }
    moved
}

/// What would stand in the way of a meeting that might be.
pub(crate) async fn probe(app: &App, request: Probe) -> Result<Probed, Problem> {
    let meeting = match request {
        Probe::Moved { change } => moved(&existing(app, &change.id).await?, &change),
        Probe::New { meeting } => meeting,
    };
    let cast = cast_around(app, &meeting).await?;
    Ok(Probed { conflicts: conflicts(&cast, &meeting) })
}

/// What else changes in the gesture that moves a meeting.
pub(crate) enum Beside {
    /// Nothing.
    Nothing,
    /// The answer that asked for the move.
    Reply(Reply),
    /// The poll that decided it.
    Poll(Poll),
}

/// Writes a meeting, unless something stands in its way that is not kept knowingly.
async fn write(
    app: &App,
    mut meeting: Meeting,
    before: Option<&Meeting>,
    deed: Deed,
    keep: bool,
    beside: Beside,
) -> Result<Outcome<MeetingSheet>, Problem> {
    problems::invalid(faults(&meeting))?;
    // Nobody is in a meeting twice.
    let mut seen = HashSet::new();
    meeting.clients.retain(|attendance| seen.insert(attendance.client.0.clone()));
    meeting.providers.retain(|service| seen.insert(service.provider.0.clone()));
    let barred = barred(&meeting);
    // What was let in before the rule stays, but nothing comes to break it.
    if !barred.is_empty() && before.is_none_or(|before| self::barred(before) != barred) {
        return Err(Problem::Refused { refusals: barred });
    }
    let cast = cast_around(app, &meeting).await?;
    let found = conflicts(&cast, &meeting);
    if !found.is_empty() && !keep {
        return Err(Problem::Conflicts { conflicts: found });
    }
    meeting.conflict_kept = !found.is_empty();
    meeting.updated = app.clock.now();
    if before.is_some_and(|before| meeting.moved_since(before)) {
        meeting.sequence += 1;
    }
    let mut write = app.write(done(deed, [("name", cast.title(&meeting))])).await?;
    store::meetings::put(&mut write, &meeting).await.map_err(problems::store)?;
    match &beside {
        Beside::Nothing => {}
        Beside::Reply(reply) => store::replies::put(&mut write, reply).await.map_err(problems::store)?,
        Beside::Poll(poll) => {
            store::polls::put(&mut write, poll).await.map_err(problems::store)?;
        }
    }
    let outcome = app.commit(write, ()).await?;
    let value = sheet(app, &meeting.id).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}

/// Adds or changes a meeting.
pub(crate) async fn save(app: &App, request: MeetingSave) -> Result<Outcome<MeetingSheet>, Problem> {
    let MeetingSave { mut meeting, keep_conflicts } = request;
    if meeting.id.0.is_empty() {
        meeting.id = new_id().into();
        meeting.version = 0;
        meeting.sequence = 0;
        meeting.created = app.clock.now();
        meeting.template_version = template(meeting.format, meeting.variant).version;
        return write(app, meeting, None, Deed::MeetingAdded, keep_conflicts, Beside::Nothing).await;
    }
    let before = existing(app, &meeting.id).await?;
    // Only the program counts these.
    meeting.sequence = before.sequence;
    meeting.created = before.created;
    write(app, meeting, Some(&before), Deed::MeetingChanged, keep_conflicts, Beside::Nothing).await
}

/// Moves or resizes a meeting, or changes its place or providers.
pub(crate) async fn move_meeting(app: &App, change: MeetingMove) -> Result<Outcome<MeetingSheet>, Problem> {
    move_beside(app, change, Deed::MeetingMoved, Beside::Nothing).await
}

/// Moves a meeting, and changes in the same gesture what asked for it.
pub(crate) async fn move_beside(
    app: &App,
    change: MeetingMove,
    deed: Deed,
    beside: Beside,
) -> Result<Outcome<MeetingSheet>, Problem> {
    let before = existing(app, &change.id).await?;
    let after = moved(&before, &change);
    write(app, after, Some(&before), deed, change.keep_conflicts, beside).await
}

/// Meets a need at a time chosen by hand, in the format recommended, served by whoever suits it best.
pub(crate) async fn plan_need(app: &App, request: NeedPlan) -> Result<Outcome<MeetingSheet>, Problem> {
    let deciding = Deciding::load(app).await?;
    let mut read = app.read().await?;
    let need = store::needs::get(&mut read, &NeedId::from(request.need.as_str())).await.map_err(problems::store)?;
    let need = need.ok_or_else(|| Problem::NotFound { what: Thing::Need, id: request.need.clone() })?;
    let met = store::needs::met(&mut read).await.map_err(problems::store)?;
    if met.iter().any(|(id, _)| *id == need.id) {
        return Err(Problem::Stale { what: Thing::Need, id: need.id.0 });
    }
    drop(read);
    let topic = deciding.topic(&need.topic).cloned();
    let topic = topic.ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: need.topic.0.clone() })?;
    let format = deciding.recommend(&need.client, &need.topic).format.unwrap_or(Format::Visit);
    let template = topic.template(format);
    let zone = ZoneName(request.zone.clone());
    let mut meeting = Meeting {
        id: new_id().into(),
        title: String::new(),
        topic: Some(topic.id.clone()),
        format,
        variant: template.variant,
        template_version: template.version,
        status: MeetingStatus::Planned,
        start: request.start,
        zone,
        minutes: request.minutes.map_or(template.minutes, Minutes),
        place: Place::Remote,
        clients: vec![Attendance { client: need.client.clone(), need: Some(need.id.clone()) }],
        providers: Vec::new(),
        lock: Lock::default(),
        reason: String::new(),
        agenda: String::new(),
        notes: String::new(),
        conflict_kept: false,
        sequence: 0,
        created: app.clock.now(),
        updated: app.clock.now(),
        version: 0,
    };
    let cast = cast_around(app, &meeting).await?;
    let lanes = &request.lanes;
    let team = team(&cast, &meeting, &topic.skills, template.providers.min as usize, lanes);
    meeting.providers = team
        .iter()
        .zip(roles(format, template.variant, team.len()))
        .map(|(provider, role)| Service { provider: provider.id.clone(), role })
        .collect();
    meeting.place = place(&cast, &meeting, &need, &template.places, lanes);
    // Agreed in the zone of the place, at the same instant.
    let own = cast.zone_of(&meeting.place);
    meeting.start = civil(instant(meeting.start, meeting.zone.rules_or_utc()), own.rules_or_utc());
    meeting.zone = own;
    write(app, meeting, None, Deed::MeetingAdded, request.keep_conflicts, Beside::Nothing).await
}

/// The providers for a need dropped on the calendar: those of the lanes first, then whoever is free and covers most
/// of the skills still missing, until all are covered and there are enough.
fn team<'a>(cast: &'a Cast, meeting: &Meeting, skills: &[String], least: usize, lanes: &[String]) -> Vec<&'a Provider> {
    let mut team: Vec<&Provider> = lanes.iter().filter_map(|id| cast.providers.get(&id.as_str().into())).collect();
    let mut candidates: Vec<&Provider> = cast
        .providers
        .values()
        .filter(|provider| !lanes.contains(&provider.id.0))
        .filter(|provider| {
            let alone = Meeting {
                providers: vec![Service { provider: provider.id.clone(), role: domain::Role::Executive }],
                topic: None,
                ..meeting.clone()
            };
            !conflicts(cast, &alone).iter().any(|found| {
                use domain::conflict::Conflict::*;
                matches!(
                    found.conflict,
                    ProviderBusy { .. }
                        | ProviderTaken { .. }
                        | ProviderOff { .. }
                        | ProviderAbsent { .. }
                        | ProviderDay { .. }
                )
            })
        })
        .collect();
    candidates.sort_by(|a, b| a.id.cmp(&b.id));
    let missing = |team: &[&Provider]| -> Vec<String> {
        skills.iter().filter(|skill| !team.iter().any(|p| p.skills.contains(skill))).cloned().collect()
    };
    loop {
        let open = missing(&team);
        if open.is_empty() && team.len() >= least.max(1) {
            return team;
        }
        let covers = |p: &&Provider| open.iter().filter(|skill| p.skills.contains(skill)).count();
        // The last maximum would be the last id; ties go to the first.
        let best = candidates.iter().rev().max_by_key(|p| covers(p)).copied();
        match best {
            Some(provider) if covers(&provider) > 0 || (open.is_empty() && team.len() < least.max(1)) => {
                candidates.retain(|other| other.id != provider.id);
                team.push(provider);
            }
            _ => return team,
        }
    }
}

/// The place for a need dropped on the calendar: the room among the lanes, else what need and template prefer.
fn place(cast: &Cast, meeting: &Meeting, need: &domain::Need, allowed: &[PlaceKind], lanes: &[String]) -> Place {
    if let Some(room) = lanes.iter().find_map(|id| cast.rooms.get(&id.as_str().into())) {
        return Place::Room(room.id.clone());
    }
    let wanted = need.place.kind().or_else(|| allowed.first().copied()).unwrap_or(PlaceKind::Remote);
    match wanted {
        PlaceKind::Client => Place::Client(need.client.clone()),
        PlaceKind::Remote => Place::Remote,
        PlaceKind::Room => {
            let people = (meeting.clients.len() + meeting.providers.len()) as u32;
            let mut rooms: Vec<_> = cast.rooms.values().filter(|room| room.seats >= people).collect();
            rooms.sort_by(|a, b| (a.seats, &a.id).cmp(&(b.seats, &b.id)));
            let free = |room: &&&domain::Room| {
                let there = Meeting { place: Place::Room(room.id.clone()), ..meeting.clone() };
                !conflicts(cast, &there).iter().any(|found| {
                    use domain::conflict::Conflict::*;
                    matches!(found.conflict, RoomBusy { .. } | RoomTaken { .. } | RoomOff { .. } | Seats { .. })
                })
            };
            let room = rooms.iter().find(free).or_else(|| rooms.first());
            room.map_or(Place::Remote, |room| Place::Room(room.id.clone()))
        }
    }
}

/// Cancels a meeting: its needs are open again, and calendars are told.
pub(crate) async fn cancel(app: &App, id: &MeetingId) -> Result<Outcome<Nothing>, Problem> {
    let mut meeting = existing(app, id).await?;
    if meeting.status == MeetingStatus::Cancelled {
        return Ok(Nothing {}.into());
    }
    let title = cast_around(app, &meeting).await?.title(&meeting);
    meeting.status = MeetingStatus::Cancelled;
    meeting.conflict_kept = false;
    meeting.sequence += 1;
    meeting.updated = app.clock.now();
    let mut write = app.write(done(Deed::MeetingCancelled, [("name", title)])).await?;
    store::meetings::put(&mut write, &meeting).await.map_err(problems::store)?;
    end_polls(&mut write, id, |poll| Some(Poll { state: PollState::Closed, ..poll })).await?;
    app.commit(write, Nothing {}).await
}

/// Ends the polls for the date of a meeting that will not take place: nobody's answer is awaited any more.
async fn end_polls(write: &mut Write, id: &MeetingId, end: impl Fn(Poll) -> Option<Poll>) -> Result<(), Problem> {
    for poll in store::polls::of_meeting(write, id).await.map_err(problems::store)? {
        let (poll_id, open) = (poll.id.clone(), poll.state == PollState::Open);
        match end(poll) {
            None => store::polls::delete(write, &poll_id).await.map_err(problems::store)?,
            Some(ended) if open => {
                store::polls::put(write, &ended).await.map_err(problems::store)?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Deletes a meeting. Whoever was told of it is then listed as to be told that it is off.
pub(crate) async fn delete(app: &App, id: &MeetingId) -> Result<Outcome<Nothing>, Problem> {
    let meeting = existing(app, id).await?;
    let title = cast_around(app, &meeting).await?.title(&meeting);
    let mut write = app.write(done(Deed::MeetingDeleted, [("name", title)])).await?;
    end_polls(&mut write, id, |_| None).await?;
    store::replies::forget_meeting(&mut write, id).await.map_err(problems::store)?;
    store::meetings::delete(&mut write, id).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}

/// Sets what the planner must leave alone.
pub(crate) async fn lock(app: &App, request: LockRequest) -> Result<Outcome<MeetingSheet>, Problem> {
    let mut meeting = existing(app, &request.id).await?;
    meeting.lock = request.lock;
    let title = cast_around(app, &meeting).await?.title(&meeting);
    let mut write = app.write(done(Deed::MeetingLocked, [("name", title)])).await?;
    store::meetings::put(&mut write, &meeting).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let value = sheet(app, &request.id).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}
