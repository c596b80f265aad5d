//! Searching everything by name, for the command palette.

use contract::views::{SearchHit, SearchRequest};
use contract::{Problem, Thing};

use crate::problems;
use crate::state::App;
use crate::text::{fold, has_words};

/// Clients, topics, providers, rooms and sites whose names hold every word.
pub(crate) async fn search(app: &App, request: SearchRequest) -> Result<Vec<SearchHit>, Problem> {
    let words = fold(&request.text);
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let index = app.index().await?;
    let mut read = app.read().await?;
    let firms = store::firms::all(&mut read).await.map_err(problems::store)?;
    let hit = |what, id: &str, name: &str, detail: &str| SearchHit {
        what,
        id: id.to_owned(),
        name: name.to_owned(),
        detail: detail.to_owned(),
    };
    let mut hits: Vec<SearchHit> = index
        .clients
        .iter()
        .map(|c| hit(Thing::Client, c.summary.id.as_str(), &c.summary.name, &c.summary.city))
        .collect();
    for provider in store::providers::all(&mut read).await.map_err(problems::store)? {
        let firm = firms.iter().find(|firm| firm.id == provider.firm).map_or("", |firm| firm.name.as_str());
        hits.push(hit(Thing::Provider, provider.id.as_str(), &provider.name, firm));
    }
    for topic in store::topics::all(&mut read).await.map_err(problems::store)? {
        hits.push(hit(Thing::Topic, topic.id.as_str(), &topic.name, ""));
    }
    for room in store::rooms::all(&mut read).await.map_err(problems::store)? {
        hits.push(hit(Thing::Room, room.id.as_str(), &room.name, ""));
    }
    // A name that begins with what was typed comes first; within that the order of kinds stands.
    let mut found: Vec<(bool, SearchHit)> = hits
        .into_iter()
        .filter_map(|hit| {
            let name = fold(&hit.name);
            has_words(&format!("{name} {}", fold(&hit.detail)), &words).then(|| (!name.starts_with(&words), hit))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    Ok(found.into_iter().map(|(_, hit)| hit).take(request.limit.clamp(1, 100) as usize).collect())
}
