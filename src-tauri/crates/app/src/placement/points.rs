//! The matrix's points.

use contract::views::{ClientQuery, MatrixPoint, MatrixView, Named, SatelliteView, SatellitesView, TrailPoint};
use contract::{Problem, Thing};
use domain::ClientId;
use domain::placement::State;

use crate::problems;
use crate::state::App;

/// The clients that match, where they stand.
pub(crate) async fn points(app: &App, query: ClientQuery) -> Result<MatrixView, Problem> {
    let index = app.index().await?;
    let rows = index.rows(&query);
    let matching = rows.len();
    let points: Vec<MatrixPoint> = rows
        .into_iter()
        .filter_map(|row| {
            Some(MatrixPoint {
                sharing: row.sharing?,
                providers: row.providers?,
                state: row.state.unwrap_or(State::Undetermined),
                id: row.id,
                name: row.name,
                format: row.format,
                value: row.value,
                by_hand: row.by_hand,
                mixed: row.mixed,
                reviewed: row.reviewed,
            })
        })
        .collect();
    let mut read = app.read().await?;
    let topics = store::topics::all(&mut read).await.map_err(problems::store)?;
    Ok(MatrixView {
        unplaced: (matching - points.len()) as u32,
        points,
        all: index.clients.len() as u32,
        tags: index.tags.clone(),
        topics: topics.into_iter().map(|topic| Named { id: topic.id.0, name: topic.name }).collect(),
    })
}

/// One client's topics, and where they have been.
pub(crate) async fn satellites(app: &App, id: &ClientId) -> Result<SatellitesView, Problem> {
    let index = app.index().await?;
    let client = index.get(id).ok_or_else(|| Problem::NotFound { what: Thing::Client, id: id.0.clone() })?;
    let today = app.clock.today();
    let mut read = app.read().await?;
    let topics = store::topics::all(&mut read).await.map_err(problems::store)?;
    let mut history = Vec::new();
    for entry in &client.entries {
        history.extend(store::placements::history(&mut read, id, &entry.topic).await.map_err(problems::store)?);
    }
    let views = client
        .entries
        .iter()
        .filter_map(|entry| {
            let (sharing, providers) = entry.point(today)?;
            let by_hand = entry.chosen.as_ref().is_some_and(|chosen| chosen.holds(today));
            Some(SatelliteView {
                id: entry.topic.clone(),
                name: topics.iter().find(|t| t.id == entry.topic).map(|t| t.name.clone()).unwrap_or_default(),
                sharing,
                providers,
                computed_sharing: entry.sharing.filter(|_| by_hand),
                computed_providers: entry.providers.filter(|_| by_hand),
                format: entry.quadrant(today),
                state: if by_hand { State::Clear } else { entry.state },
            })
        })
        .collect();
    let mut trail: Vec<_> = history
        .into_iter()
        .filter_map(|entry| {
            let (sharing, providers) = entry.point(entry.at.date_naive())?;
            Some((entry.at, TrailPoint { topic: entry.topic, sharing, providers, on: entry.at.date_naive() }))
        })
        .collect();
    trail.sort_by_key(|(at, _)| *at);
    Ok(SatellitesView {
        dot: index.standing(client, None).map(|standing| standing.dot),
        topics: views,
        trail: trail.into_iter().map(|(_, point)| point).collect(),
    })
}
