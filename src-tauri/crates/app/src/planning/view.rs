//! A draft as the interface shows it.

use std::collections::HashMap;

use chrono::NaiveDate;
use contract::views::{
    CurrentDraft, DraftView, LeftOutView, Named, NeedQuery, NeedRow, NotPlanned, Proposal, ProposalWas,
};
use contract::{Deed, Nothing, Outcome, Problem, Thing};
use domain::need::PlacePreference;
use domain::{DraftId, Need, NeedId};
use planner::PlannedMeeting;
use store::{Draft, DraftStatus};

use super::names::Names;
use super::opened::{cast_of, place, read};
use super::reasons::reasons;
use super::shares::shares;
use super::steering::{rule_cost, whole};
use crate::gesture::done;
use crate::meetings::title;
use crate::state::App;
use crate::{network, problems};

/// A draft as the interface shows it.
pub(crate) async fn view(app: &App, draft: &Draft) -> Result<DraftView, Problem> {
    let opened = read(draft)?;
    let rows = network::needs(app, &NeedQuery::default()).await?;
    let by_id: HashMap<&str, &NeedRow> = rows.iter().map(|row| (row.need.id.as_str(), row)).collect();
    let cast = cast_of(app, &opened).await?;
    let names = Names { opened: &opened, cast: &cast };
    let score = opened.plan.score.unwrap_or_default();
    let meetings = opened.plan.meetings.iter().enumerate();
    let proposals = meetings.map(|(index, meeting)| proposal(&names, index as u32, meeting)).collect();
    let left_out = opened
        .note
        .left_out
        .iter()
        .filter_map(|left| {
            let need = match opened.on_record(&left.need) {
                Some(id) => (*by_id.get(id.as_str())?).clone(),
                None => row_of_client(&names, &left.need)?,
            };
            let speak_of = serde_json::to_value(&left.reasons).unwrap_or_default();
            Some(LeftOutView {
                need,
                cost: whole(left.cost),
                reasons: left.reasons.clone(),
                names: names.all_in(&speak_of),
            })
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
        medium: whole(score.medium),
        soft: whole(score.soft),
        by_rule: opened.note.by_rule.iter().map(rule_cost).collect(),
        proposals,
        left_out,
        not_planned,
        open: draft.status == DraftStatus::Open,
        changes: opened.note.changes.iter().map(|change| names.change(change)).collect(),
        weights: opened.problem.weights,
        moving: opened.note.moving,
        shares: shares(&opened, &cast),
    })
}

/// A client of an existing meeting that names no need, left out with its meeting: shown as a need of that meeting.
fn row_of_client(names: &Names<'_>, id: &str) -> Option<NeedRow> {
    let opened = names.opened;
    let need = opened.need(id)?;
    let meaning = opened.note.meanings.get(&need.topic)?;
    let client = names.cast.clients.get(&need.client.as_str().into());
    let day = |minute: i32| -> NaiveDate { opened.horizon.civil(minute).date() };
    Some(NeedRow {
        client_name: client.map(|client| client.name.clone()).unwrap_or_default(),
        client_value: client.map_or(0, |client| client.value),
        topic_name: names.topic(&need.topic).name,
        format: Some(meaning.format),
        undetermined: false,
        do_not_meet: false,
        meeting: meaning.existing.clone(),
        need: Need {
            id: NeedId::from(id),
            client: need.client.as_str().into(),
            topic: meaning.topic.clone().unwrap_or_else(|| "".into()),
            priority: need.priority,
            from: day(need.from),
            until: day(need.until - 1),
            place: PlacePreference::Any,
            note: String::new(),
            version: 0,
        },
    })
}

fn proposal(names: &Names<'_>, index: u32, meeting: &PlannedMeeting) -> Proposal {
    let Names { opened, cast } = names;
    let meaning = opened.note.meanings.get(&meeting.topic);
    let clients: Vec<Named> =
        opened.clients_of(meeting).into_iter().map(|id| Named { name: cast.client_name(&id), id: id.0 }).collect();
    let named = meaning.and_then(|m| m.topic.as_ref()).and_then(|id| cast.topics.get(id)).map(|t| t.name.as_str());
    let existing = opened.existing(meeting).cloned();
    let client_names: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
    let named_providers = |ids: &[String]| ids.iter().map(|id| names.provider(id)).collect();
    let held_at = place(&meeting.place);
    let was = opened.changed_from(meeting).map(|before| ProposalWas {
        start: opened.horizon.civil(before.start),
        place_name: cast.place_name(&place(&before.place)),
        providers: named_providers(&before.providers),
    });
    Proposal {
        index,
        title: existing
            .as_ref()
            .map(|id| cast.meeting_title(id))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| title(named, &client_names)),
        format: meaning.map_or(domain::Format::Visit, |meaning| meaning.format),
        start: opened.horizon.civil(meeting.start),
        minutes: opened.duration(meeting) as u32,
        place_name: cast.place_name(&held_at),
        place: held_at,
        clients,
        providers: named_providers(&meeting.providers),
        needs: meeting.needs.iter().filter_map(|id| opened.on_record(id)).collect(),
        reasons: reasons(opened, cast, meeting, existing.is_some() && was.is_none()),
        existing,
        was,
        accepted: opened.note.accepted.contains(&index),
    }
}

/// The open drafts, the one beside the other, and how many needs could be planned.
pub(crate) async fn current(app: &App) -> Result<CurrentDraft, Problem> {
    let rows = network::needs(app, &NeedQuery { open: true, ..NeedQuery::default() }).await?;
    // What nobody is to be met about, and what has no format yet, is not for the planner.
    let open_needs = rows.iter().filter(|row| row.format.is_some() && !row.do_not_meet).count() as u32;
    let mut read = app.read().await?;
    let drafts = store::drafts::open(&mut read).await.map_err(problems::store)?;
    drop(read);
    // The newest come first: of two, the second is the one that the first was made beside.
    let mut open = drafts.into_iter();
    let (newest, older) = (open.next(), open.next());
    let (draft, other) = if older.is_some() { (older, newest) } else { (newest, None) };
    let mut views = Vec::new();
    for draft in [draft, other] {
        views.push(match draft {
            Some(draft) => Some(view(app, &draft).await?),
            None => None,
        });
    }
    let other = views.pop().flatten();
    Ok(CurrentDraft { draft: views.pop().flatten(), other, open_needs })
}

/// Drops a draft.
pub(crate) async fn discard(app: &App, id: &DraftId) -> Result<Outcome<Nothing>, Problem> {
    let mut write = app.write(done(Deed::DraftDiscarded, [])).await?;
    let draft = store::drafts::get(&mut write, id).await.map_err(problems::store)?;
    let mut draft = draft.ok_or_else(|| Problem::NotFound { what: Thing::Draft, id: id.0.clone() })?;
    // One that was accepted meanwhile is no draft to drop: its meetings stand in the calendar.
    if draft.status != DraftStatus::Open {
        return Err(Problem::Stale { what: Thing::Draft, id: id.0.clone() });
    }
    draft.status = DraftStatus::Discarded;
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}
