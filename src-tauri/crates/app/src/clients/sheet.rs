//! A client's page.

use std::collections::BTreeSet;

use contract::views::{ClientMeeting, ClientSheet, ClientTopic, Named, NeedQuery};
use contract::{Problem, Thing};
use domain::{ClientId, TopicId};

use crate::placement::Deciding;
use crate::state::App;
use crate::{network, problems};

/// Everything about one client.
pub(crate) async fn sheet(app: &App, id: &ClientId) -> Result<ClientSheet, Problem> {
    let index = app.index().await?;
    let not_found = || Problem::NotFound { what: Thing::Client, id: id.0.clone() };
    let indexed = index.get(id).ok_or_else(not_found)?;
    let needs = network::needs(app, &NeedQuery { client: Some(id.clone()), ..NeedQuery::default() }).await?;
    let deciding = Deciding::load(app).await?;
    let mut read = app.read().await?;
    let client = store::clients::get(&mut read, id).await.map_err(problems::store)?.ok_or_else(not_found)?;
    let site = match &client.site {
        Some(site) => store::sites::get(&mut read, site).await.map_err(problems::store)?,
        None => None,
    };
    let overrides = store::overrides::of_client(&mut read, id).await.map_err(problems::store)?;
    let meetings = store::meetings::of_client(&mut read, id).await.map_err(problems::store)?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let provider_name =
        |id: &domain::ProviderId| providers.iter().find(|p| p.id == *id).map(|p| p.name.clone()).unwrap_or_default();

    let rivals = deciding
        .rivals_of(id)
        .into_iter()
        .filter_map(|rival| index.get(&rival).map(|r| Named { id: rival.0.clone(), name: r.summary.name.clone() }))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut subjects: BTreeSet<TopicId> = indexed.entries.iter().map(|entry| entry.topic.clone()).collect();
    subjects.extend(needs.iter().map(|row| row.need.topic.clone()));
    let topics = subjects
        .into_iter()
        .filter_map(|topic| {
            let decided = deciding.recommend(id, &topic);
            Some(ClientTopic {
                name: deciding.topic(&topic)?.name.clone(),
                entry: indexed.entries.iter().find(|entry| entry.topic == topic).cloned(),
                format: decided.format,
                do_not_meet: decided.do_not_meet,
                topic,
            })
        })
        .collect();
    let meetings = meetings
        .into_iter()
        .rev()
        .map(|meeting| ClientMeeting {
            title: if meeting.title.is_empty() {
                meeting.topic.as_ref().and_then(|t| deciding.topic(t)).map(|t| t.name.clone()).unwrap_or_default()
            } else {
                meeting.title.clone()
            },
            format: meeting.format,
            start: meeting.start,
            zone: meeting.zone.0.clone(),
            providers: meeting.providers.iter().map(|service| provider_name(&service.provider)).collect(),
            status: meeting.status,
            id: meeting.id,
        })
        .collect();
    Ok(ClientSheet { row: index.row(indexed, None), client, site, rivals, topics, overrides, needs, meetings })
}
