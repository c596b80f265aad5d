//! Drafts: shown with reasons, accepted whole or in part, dropped.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::TimeDelta;
use contract::views::{
    AcceptRequest, Accepted, CurrentDraft, DraftView, LeftOutView, Named, NeedQuery, NeedRow, NotPlanned,
    NotPlannedReason, Proposal, RuleCost,
};
use contract::{Deed, Nothing, Outcome, Problem, Thing};
use domain::format::template;
use domain::meeting::{Service, roles};
use domain::time::civil;
use domain::{Attendance, ClientId, DraftId, Lock, Meeting, MeetingStatus, Minutes, NeedId, Place, ZoneName};
use planner::{MeasureCost, Plan, PlannedMeeting};
use serde::{Deserialize, Serialize};
use store::{Draft, DraftStatus};

use super::build::TopicMeaning;
use super::horizon::Horizon;
use super::reasons::reasons;
use crate::gesture::{done, new_id};
use crate::meetings::{Cast, conflicts, title};
use crate::state::App;
use crate::{network, problems};

/// What a draft keeps beside problem and plan, to be shown again after a restart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DraftNote {
    pub zone: ZoneName,
    pub meanings: BTreeMap<String, TopicMeaning>,
    pub left_out: Vec<planner::LeftOut>,
    pub by_rule: Vec<MeasureCost>,
    pub not_planned: Vec<NotPlannedNote>,
    /// Indices of the plan's meetings that have been accepted.
    pub accepted: Vec<u32>,
}

/// A need that was not given to the planner.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct NotPlannedNote {
    pub need: NeedId,
    pub why: NotPlannedReason,
}

/// A draft read back.
pub(super) struct Opened {
    pub problem: planner::Problem,
    plan: Plan,
    note: DraftNote,
    horizon: Horizon,
}

fn read(draft: &Draft) -> Result<Opened, Problem> {
    let note: DraftNote = serde_json::from_str(&draft.note).map_err(problems::unexpected)?;
    Ok(Opened {
        problem: serde_json::from_str(&draft.problem).map_err(problems::unexpected)?,
        plan: serde_json::from_str(&draft.plan).map_err(problems::unexpected)?,
        horizon: Horizon { from: draft.from, to: draft.to + TimeDelta::days(1), zone: note.zone.rules_or_utc() },
        note,
    })
}

fn place(place: &planner::Place) -> Place {
    match place {
        planner::Place::Room(id) => Place::Room(id.as_str().into()),
        planner::Place::Client(id) => Place::Client(id.as_str().into()),
        planner::Place::Remote => Place::Remote,
    }
}

/// A draft as the interface shows it.
pub(crate) async fn view(app: &App, draft: &Draft) -> Result<DraftView, Problem> {
    let opened = read(draft)?;
    let rows = network::needs(app, &NeedQuery::default()).await?;
    let by_id: HashMap<&str, &NeedRow> = rows.iter().map(|row| (row.need.id.as_str(), row)).collect();
    let mut read = app.read().await?;
    let mut cast = Cast::load(&mut read, opened.horizon.at(0), opened.horizon.at(opened.horizon.length())).await?;
    let clients: Vec<ClientId> = opened.problem.clients.iter().map(|client| client.id.as_str().into()).collect();
    cast.add_clients(&mut read, clients).await?;
    drop(read);
    let score = opened.plan.score.unwrap_or_default();
    let proposals =
        opened.plan.meetings.iter().enumerate().map(|(index, m)| proposal(&opened, &cast, index as u32, m)).collect();
    let left_out = opened
        .note
        .left_out
        .iter()
        .filter_map(|left| {
            let need = (*by_id.get(left.need.as_str())?).clone();
            Some(LeftOutView { need, reasons: left.reasons.clone(), names: names(&cast, &rows, left) })
        })
        .collect();
    let not_planned = opened
        .note
        .not_planned
        .iter()
        .filter_map(|note| Some(NotPlanned { need: (*by_id.get(note.need.as_str())?).clone(), why: note.why }))
        .collect();
    Ok(DraftView {
        id: draft.id.clone(),
        created: draft.created,
        from: draft.from,
        to: draft.to,
        zone: opened.note.zone.0.clone(),
        medium: score.medium.clamp(0, i64::from(u32::MAX)) as u32,
        soft: score.soft.clamp(0, i64::from(u32::MAX)) as u32,
        by_rule: opened.note.by_rule.iter().map(rule_cost).collect(),
        proposals,
        left_out,
        not_planned,
        open: draft.status == DraftStatus::Open,
    })
}

fn rule_cost(cost: &MeasureCost) -> RuleCost {
    let word = match serde_json::to_value(cost.measure) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let whole = |number: i64| number.clamp(0, i64::from(u32::MAX)) as u32;
    RuleCost { rule: word, weight: cost.weight, measure: whole(cost.raw), cost: whole(cost.cost) }
}

/// Names of every id that the reasons for a need left out speak of.
fn names(cast: &Cast, rows: &[NeedRow], left: &planner::LeftOut) -> Vec<Named> {
    let Ok(reasons) = serde_json::to_value(&left.reasons) else { return Vec::new() };
    let mut ids = Vec::new();
    texts(&reasons, &mut ids);
    ids.sort();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| {
            let client = cast.clients.get(&ClientId::from(id.as_str())).map(|client| client.name.clone());
            let provider = || cast.providers.get(&id.as_str().into()).map(|provider| provider.name.clone());
            let room = || cast.rooms.get(&id.as_str().into()).map(|room| room.name.clone());
            let need = || rows.iter().find(|row| row.need.id.as_str() == id).map(|row| row.client_name.clone());
            let name = client.or_else(provider).or_else(room).or_else(need)?;
            Some(Named { id, name })
        })
        .collect()
}

/// Every text in a value, at any depth.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

pub(super) fn clients_of(opened: &Opened, meeting: &PlannedMeeting) -> Vec<ClientId> {
    let needs: HashMap<&str, &planner::Need> = opened.problem.needs.iter().map(|n| (n.id.as_str(), n)).collect();
    meeting.needs.iter().filter_map(|id| Some(needs.get(id.as_str())?.client.as_str().into())).collect()
}

fn proposal(opened: &Opened, cast: &Cast, index: u32, meeting: &PlannedMeeting) -> Proposal {
    let meaning = opened.note.meanings.get(&meeting.topic);
    let topic = opened.problem.topics.iter().find(|topic| topic.id == meeting.topic);
    let clients: Vec<Named> =
        clients_of(opened, meeting).into_iter().map(|id| Named { name: cast.client_name(&id), id: id.0 }).collect();
    let named = meaning.and_then(|m| m.topic.as_ref()).and_then(|id| cast.topics.get(id)).map(|t| t.name.as_str());
    let place = place(&meeting.place);
    let existing = meaning.and_then(|meaning| meaning.existing.clone());
    let client_names: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
    Proposal {
        index,
        title: existing
            .as_ref()
            .map(|id| cast.meeting_title(id))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| title(named, &client_names)),
        format: meaning.map_or(domain::Format::Visit, |meaning| meaning.format),
        start: opened.horizon.civil(meeting.start),
        minutes: topic.map_or(0, |topic| topic.duration.max(0) as u32),
        place_name: cast.place_name(&place),
        place,
        clients,
        providers: meeting
            .providers
            .iter()
            .map(|id| Named { id: id.clone(), name: cast.provider_name(&id.as_str().into()) })
            .collect(),
        needs: meeting.needs.iter().map(|id| NeedId::from(id.as_str())).collect(),
        reasons: reasons(opened, cast, meeting, existing.is_some()),
        existing,
        accepted: opened.note.accepted.contains(&index),
    }
}

/// The latest open draft, and how many needs could be planned.
pub(crate) async fn current(app: &App) -> Result<CurrentDraft, Problem> {
    let index = app.index().await?;
    let open_needs = index.clients.iter().map(|client| client.needs.len() as u32).sum();
    let mut read = app.read().await?;
    let draft = store::drafts::latest_open(&mut read).await.map_err(problems::store)?;
    drop(read);
    let draft = match draft {
        Some(draft) => Some(view(app, &draft).await?),
        None => None,
    };
    Ok(CurrentDraft { draft, open_needs })
}

async fn load(app: &App, id: &DraftId) -> Result<Draft, Problem> {
    let mut read = app.read().await?;
    let draft = store::drafts::get(&mut read, id).await.map_err(problems::store)?;
    draft.ok_or_else(|| Problem::NotFound { what: Thing::Draft, id: id.0.clone() })
}

/// Turns a draft's proposals into meetings, all or some, in one gesture.
///
/// A need that has been met or deleted since the draft was made, or an hour that has been taken, refuses the whole: the
/// plan no longer fits.
pub(crate) async fn accept(app: &App, request: AcceptRequest) -> Result<Outcome<Accepted>, Problem> {
    let mut draft = load(app, &request.draft).await?;
    if draft.status != DraftStatus::Open {
        return Err(Problem::Stale { what: Thing::Draft, id: draft.id.0 });
    }
    let mut opened = read(&draft)?;
    let mut source = app.read().await?;
    let mut cast = Cast::load(&mut source, opened.horizon.at(0), opened.horizon.at(opened.horizon.length())).await?;
    let clients: Vec<ClientId> = opened.problem.clients.iter().map(|client| client.id.as_str().into()).collect();
    cast.add_clients(&mut source, clients).await?;
    let open: HashSet<NeedId> =
        store::needs::open(&mut source).await.map_err(problems::store)?.into_iter().map(|need| need.id).collect();
    drop(source);
    let wanted = |index: u32| request.proposals.as_ref().is_none_or(|chosen| chosen.contains(&index));
    let mut meetings = Vec::new();
    for (index, planned) in opened.plan.meetings.iter().enumerate() {
        let index = index as u32;
        let Some(meaning) = opened.note.meanings.get(&planned.topic) else { continue };
        if !wanted(index) || opened.note.accepted.contains(&index) || meaning.existing.is_some() {
            continue;
        }
        if !planned.needs.iter().all(|need| open.contains(&NeedId::from(need.as_str()))) {
            return Err(Problem::Stale { what: Thing::Draft, id: draft.id.0 });
        }
        meetings.push((index, meeting(app, &opened, &cast, planned, meaning)));
    }
    // Hours that were free when the plan was made may have been taken since; people may have gone away or fallen out.
    let taken: Vec<_> = meetings
        .iter()
        .flat_map(|(_, meeting)| conflicts(&cast, meeting))
        .filter(|found| {
            use domain::conflict::Conflict::*;
            matches!(
                found.conflict,
                ProviderBusy { .. }
                    | ClientBusy { .. }
                    | RoomBusy { .. }
                    | ProviderAbsent { .. }
                    | ProviderOff { .. }
                    | ClientOff { .. }
                    | RoomOff { .. }
                    | Rivals { .. }
            )
        })
        .collect();
    if !taken.is_empty() {
        return Err(Problem::Conflicts { conflicts: taken });
    }
    opened.note.accepted.extend(meetings.iter().map(|(index, _)| *index));
    let all = opened.plan.meetings.iter().enumerate().all(|(index, planned)| {
        opened.note.accepted.contains(&(index as u32))
            || opened.note.meanings.get(&planned.topic).is_some_and(|meaning| meaning.existing.is_some())
    });
    if all {
        draft.status = DraftStatus::Accepted;
    } else if meetings.is_empty() {
        return Ok(Accepted { meetings: Vec::new() }.into());
    }
    let before = std::mem::take(&mut draft.note);
    draft.note = serde_json::to_string(&opened.note).map_err(problems::unexpected)?;
    let mut write = app.write(done(Deed::DraftAccepted, [("count", meetings.len().to_string())])).await?;
    // Nobody else writes from here on: what was looked at before must still hold.
    let now = store::drafts::get(&mut write, &draft.id).await.map_err(problems::store)?;
    if now.is_none_or(|now| now.status != DraftStatus::Open || now.note != before) {
        return Err(Problem::Stale { what: Thing::Draft, id: draft.id.0 });
    }
    for (_, meeting) in &meetings {
        store::meetings::put(&mut write, meeting).await.map_err(problems::store)?;
    }
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    app.commit(write, Accepted { meetings: meetings.into_iter().map(|(_, meeting)| meeting.id).collect() }).await
}

fn meeting(app: &App, opened: &Opened, cast: &Cast, planned: &PlannedMeeting, meaning: &TopicMeaning) -> Meeting {
    let place = place(&planned.place);
    let zone = cast.zone_of(&place);
    let duration = opened.problem.topics.iter().find(|topic| topic.id == planned.topic).map_or(0, |t| t.duration);
    let needs: HashMap<&str, &planner::Need> = opened.problem.needs.iter().map(|n| (n.id.as_str(), n)).collect();
    // The single face is whoever the clients know best.
    let known = |provider: &String| -> u32 {
        planned
            .needs
            .iter()
            .filter_map(|need| needs.get(need.as_str()))
            .filter_map(|need| opened.problem.clients.iter().find(|client| client.id == need.client))
            .filter_map(|client| client.continuity.get(provider))
            .sum()
    };
    let mut team = planned.providers.clone();
    team.sort_by_key(|provider| (std::cmp::Reverse(known(provider)), provider.clone()));
    let roles = roles(meaning.format, meaning.variant, team.len());
    let now = app.clock.now();
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
        minutes: Minutes(duration.max(0) as u32),
        place,
        clients: planned
            .needs
            .iter()
            .filter_map(|id| {
                let need = needs.get(id.as_str())?;
                Some(Attendance { client: need.client.as_str().into(), need: Some(NeedId::from(id.as_str())) })
            })
            .collect(),
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

/// Drops a draft.
pub(crate) async fn discard(app: &App, id: &DraftId) -> Result<Outcome<Nothing>, Problem> {
    let mut draft = load(app, id).await?;
    draft.status = DraftStatus::Discarded;
    let mut write = app.write(done(Deed::DraftDiscarded, [])).await?;
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}
