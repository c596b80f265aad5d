//! Placing points by hand, beside what was computed, and taking that back.

use contract::views::{ChooseRequest, ReleaseRequest};
use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::placement::{Cause, Chosen, PlacementEntry, State};
use domain::{ClientId, TopicId};

use crate::gesture::{done, new_id};
use crate::index::Index;
use crate::state::App;
use crate::{problems, workspace};

fn name_of(index: &Index, client: &ClientId) -> Result<String, Problem> {
    let found = index.get(client).map(|indexed| indexed.summary.name.clone());
    found.ok_or_else(|| Problem::NotFound { what: Thing::Client, id: client.0.clone() })
}

/// The topics meant: the one named, or all the client has been placed for.
fn topics(index: &Index, client: &ClientId, topic: Option<&TopicId>) -> Vec<TopicId> {
    match topic {
        Some(topic) => vec![topic.clone()],
        None => index.get(client).into_iter().flat_map(|c| c.entries.iter().map(|entry| entry.topic.clone())).collect(),
    }
}

/// Places clients at a point, with a reason; the computed place stays beside it.
pub(crate) async fn choose(app: &App, request: ChooseRequest) -> Result<Outcome<Nothing>, Problem> {
    let mut faults = Vec::new();
    for (field, value) in [("sharing", request.sharing), ("providers", request.providers)] {
        if !(0.0..=100.0).contains(&value) {
            faults.push(FieldFault::Range { field: field.into(), min: 0, max: 100 });
        }
    }
    if request.reason.trim().is_empty() {
        faults.push(FieldFault::Empty { field: "reason".into() });
    }
    let today = app.clock.today();
    if request.until.is_some_and(|until| until < today) {
        faults.push(FieldFault::Order { field: "until".into() });
    }
    problems::invalid(faults)?;
    let index = app.index().await?;
    let mut read = app.read().await?;
    let author = workspace::author(&workspace::settings(&mut read).await?);
    if let Some(topic) = &request.topic {
        let found = store::topics::get(&mut read, topic).await.map_err(problems::store)?;
        found.ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: topic.0.clone() })?;
    }
    drop(read);
    let chosen = Chosen {
        sharing: request.sharing,
        providers: request.providers,
        author: author.clone(),
        reason: request.reason.trim().to_owned(),
        on: today,
        until: request.until,
    };
    let mut entries = Vec::new();
    for client in &request.clients {
        name_of(&index, client)?;
        for topic in topics(&index, client, request.topic.as_ref()) {
            entries.push(next_entry(app, &index, client, topic, Cause::Chosen, Some(chosen.clone()), &author));
        }
    }
    let name = match request.clients.as_slice() {
        [client] => name_of(&index, client)?,
        _ => String::new(),
    };
    let args = [("name", name), ("count", request.clients.len().to_string())];
    let mut write = app.write(done(Deed::PlacementChosen, args)).await?;
    store::placements::append_all(&mut write, &entries).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}

/// Takes a chosen place back: the computed one counts again.
pub(crate) async fn release(app: &App, request: ReleaseRequest) -> Result<Outcome<Nothing>, Problem> {
    let index = app.index().await?;
    let name = name_of(&index, &request.client)?;
    let mut read = app.read().await?;
    let author = workspace::author(&workspace::settings(&mut read).await?);
    drop(read);
    let by_hand: Vec<TopicId> = index
        .get(&request.client)
        .into_iter()
        .flat_map(|client| client.entries.iter())
        .filter(|entry| entry.chosen.is_some() && request.topic.as_ref().is_none_or(|topic| entry.topic == *topic))
        .map(|entry| entry.topic.clone())
        .collect();
    let entries: Vec<_> = by_hand
        .into_iter()
        .map(|topic| next_entry(app, &index, &request.client, topic, Cause::Released, None, &author))
        .collect();
    let mut write = app.write(done(Deed::PlacementReleased, [("name", name)])).await?;
    store::placements::append_all(&mut write, &entries).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}

fn next_entry(
    app: &App,
    index: &Index,
    client: &ClientId,
    topic: TopicId,
    cause: Cause,
    chosen: Option<Chosen>,
    author: &str,
) -> PlacementEntry {
    let before = index.get(client).and_then(|c| c.entries.iter().find(|entry| entry.topic == topic));
    PlacementEntry {
        id: new_id().into(),
        client: client.clone(),
        at: app.clock.now(),
        author: author.to_owned(),
        cause,
        sharing: before.and_then(|entry| entry.sharing),
        providers: before.and_then(|entry| entry.providers),
        state: before.map_or(State::Undetermined, |entry| entry.state),
        format: before.and_then(|entry| entry.format),
        chosen,
        topic,
    }
}
