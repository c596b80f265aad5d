//! Needs: what clients want dealt with.

use std::collections::HashMap;

use contract::views::{NeedQuery, NeedRow, NeedsAdd, NeedsAdded};
use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::placement::State;
use domain::{MeetingStatus, Need, NeedId};

use crate::gesture::{done, new_id};
use crate::placement::Deciding;
use crate::problems;
use crate::state::App;
use crate::text::{fold, has_words};

/// Needs with the format each would be met in, the most pressing first.
pub(crate) async fn list(app: &App, query: &NeedQuery) -> Result<Vec<NeedRow>, Problem> {
    let deciding = Deciding::load(app).await?;
    let mut read = app.read().await?;
    let needs = match &query.client {
        Some(client) => store::needs::of_client(&mut read, client).await,
        None => store::needs::all(&mut read).await,
    }
    .map_err(problems::store)?;
    let met: HashMap<NeedId, domain::MeetingId> =
        store::needs::met(&mut read).await.map_err(problems::store)?.into_iter().collect();
    let words = fold(&query.text);
    let clients: HashMap<_, _> = deciding.index.clients.iter().map(|c| (&c.summary.id, c)).collect();
    let mut rows: Vec<NeedRow> = needs
        .into_iter()
        .filter(|need| query.topic.as_ref().is_none_or(|topic| need.topic == *topic))
        .filter(|need| !query.open || !met.contains_key(&need.id))
        .filter_map(|need| {
            let client = clients.get(&need.client)?;
            let topic = deciding.topic(&need.topic)?;
            if !has_words(&fold(&format!("{} {}", client.summary.name, topic.name)), &words) {
                return None;
            }
            let decided = deciding.recommend(&need.client, &need.topic);
            let entry = client.entries.iter().find(|entry| entry.topic == need.topic);
            let unsure = entry.is_none_or(|entry| entry.state == State::Undetermined);
            Some(NeedRow {
                client_name: client.summary.name.clone(),
                client_value: client.summary.value,
                topic_name: topic.name.clone(),
                format: decided.format,
                undetermined: decided.format.is_none() && !decided.do_not_meet && unsure,
                do_not_meet: decided.do_not_meet,
                meeting: met.get(&need.id).cloned(),
                need,
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let weight = |row: &NeedRow| row.client_value * row.need.priority;
        a.need.until.cmp(&b.need.until).then(weight(b).cmp(&weight(a))).then(a.client_name.cmp(&b.client_name))
    });
    Ok(rows)
}

fn faults(need: &Need) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if !(1..=5).contains(&need.priority) {
        faults.push(FieldFault::Range { field: "priority".into(), min: 1, max: 5 });
    }
    if need.until < need.from {
        faults.push(FieldFault::Order { field: "until".into() });
    }
    if need.topic.0.is_empty() {
        faults.push(FieldFault::Empty { field: "topic".into() });
    }
    faults
}

/// Names of a need's client and topic, which must exist.
async fn names(app: &App, need: &Need) -> Result<(String, String), Problem> {
    let mut read = app.read().await?;
    let client = store::clients::get(&mut read, &need.client).await.map_err(problems::store)?;
    let client = client.ok_or_else(|| Problem::NotFound { what: Thing::Client, id: need.client.0.clone() })?;
    let topic = store::topics::get(&mut read, &need.topic).await.map_err(problems::store)?;
    let topic = topic.ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: need.topic.0.clone() })?;
    Ok((client.name, topic.name))
}

/// Adds or changes a need.
pub(crate) async fn save(app: &App, mut need: Need) -> Result<Outcome<Need>, Problem> {
    let mut found = faults(&need);
    if need.client.0.is_empty() {
        found.push(FieldFault::Empty { field: "client".into() });
    }
    problems::invalid(found)?;
    let (client, topic) = names(app, &need).await?;
    let is_new = need.id.0.is_empty();
    // Versions begin at 1: this id was never given by the store.
    if !is_new && need.version == 0 {
        return Err(Problem::NotFound { what: Thing::Need, id: need.id.0 });
    }
    if is_new {
        need.id = new_id().into();
        need.version = 0;
    }
    let deed = if is_new { Deed::NeedAdded } else { Deed::NeedChanged };
    let mut write = app.write(done(deed, [("name", client), ("other", topic)])).await?;
    let saved = store::needs::put(&mut write, &need).await.map_err(problems::store)?;
    app.commit(write, saved).await
}

/// Adds the same need for several clients in one gesture.
pub(crate) async fn add(app: &App, request: NeedsAdd) -> Result<Outcome<NeedsAdded>, Problem> {
    problems::invalid(faults(&request.need))?;
    let first = request.clients.first().cloned();
    let (_, topic) = match &first {
        Some(client) => names(app, &Need { client: client.clone(), ..request.need.clone() }).await?,
        None => return Err(Problem::Invalid { faults: vec![FieldFault::Empty { field: "clients".into() }] }),
    };
    let args = [("count", request.clients.len().to_string()), ("other", topic)];
    let mut write = app.write(done(Deed::NeedsAdded, args)).await?;
    let mut ids = Vec::new();
    for client in request.clients {
        let need = Need { id: new_id().into(), client, version: 0, ..request.need.clone() };
        ids.push(store::needs::put(&mut write, &need).await.map_err(problems::store)?.id);
    }
    app.commit(write, NeedsAdded { ids }).await
}

/// Deletes a need; refused while a meeting meets it. A cancelled meeting stays as it was, but for the need.
pub(crate) async fn delete(app: &App, id: &NeedId) -> Result<Outcome<Nothing>, Problem> {
    let mut read = app.read().await?;
    let need = store::needs::get(&mut read, id).await.map_err(problems::store)?;
    let need = need.ok_or_else(|| Problem::NotFound { what: Thing::Need, id: id.0.clone() })?;
    drop(read);
    let (client, topic) = names(app, &need).await?;
    let mut write = app.write(done(Deed::NeedDeleted, [("name", client), ("other", topic)])).await?;
    for mut meeting in store::meetings::of_need(&mut write, id).await.map_err(problems::store)? {
        if meeting.status != MeetingStatus::Cancelled {
            continue;
        }
        for attendance in meeting.clients.iter_mut().filter(|attendance| attendance.need.as_ref() == Some(id)) {
            attendance.need = None;
        }
        store::meetings::put(&mut write, &meeting).await.map_err(problems::store)?;
    }
    store::needs::delete(&mut write, id).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}
