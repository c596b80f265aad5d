//! The network at one glance.

use std::collections::{BTreeMap, BTreeSet};

use contract::Problem;
use contract::views::{NetworkView, SiteRow, SkillRow, TopicRow};
use domain::format::template;
use domain::{Format, GroupVariant};

use crate::problems;
use crate::state::App;

/// Everything that serves.
pub(crate) async fn view(app: &App) -> Result<NetworkView, Problem> {
    let index = app.index().await?;
    let mut read = app.read().await?;
    let firms = store::firms::all(&mut read).await.map_err(problems::store)?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let sites = store::sites::all(&mut read).await.map_err(problems::store)?;
    let rooms = store::rooms::all(&mut read).await.map_err(problems::store)?;
    let topics = store::topics::all(&mut read).await.map_err(problems::store)?;
    let attributes = store::clients::attribute_names(&mut read).await.map_err(problems::store)?;

    let mut skills: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for skill in providers.iter().flat_map(|provider| provider.skills.iter().collect::<BTreeSet<_>>()) {
        skills.entry(skill.clone()).or_default().0 += 1;
    }
    for skill in topics.iter().flat_map(|topic| topic.skills.iter().collect::<BTreeSet<_>>()) {
        skills.entry(skill.clone()).or_default().1 += 1;
    }
    let topics = topics
        .into_iter()
        .map(|topic| TopicRow {
            placed: index.clients.iter().filter(|c| c.entries.iter().any(|e| e.topic == topic.id)).count() as u32,
            open_needs: index.clients.iter().flat_map(|c| &c.needs).filter(|(id, _)| *id == topic.id).count() as u32,
            missing_skills: topic
                .skills
                .iter()
                .filter(|skill| skills.get(*skill).is_none_or(|(held, _)| *held == 0))
                .cloned()
                .collect(),
            topic,
        })
        .collect();
    let mut premises: BTreeMap<&str, u32> = BTreeMap::new();
    for site in index.clients.iter().filter_map(|client| client.summary.site.as_ref()) {
        *premises.entry(site.as_str()).or_default() += 1;
    }
    let sites = sites
        .into_iter()
        .map(|site| SiteRow {
            clients: premises.get(site.id.as_str()).copied().unwrap_or(0),
            rooms: rooms.iter().filter(|room| room.site == site.id).count() as u32,
            providers: providers.iter().filter(|p| p.site.as_ref() == Some(&site.id)).count() as u32,
            site,
        })
        .collect();
    let mut templates: Vec<_> =
        Format::ALL.into_iter().map(|format| template(format, GroupVariant::FocusGroup)).collect();
    templates.push(template(Format::FocusGroup, GroupVariant::Talk));
    Ok(NetworkView {
        firms,
        providers,
        sites,
        rooms,
        topics,
        skills: skills.into_iter().map(|(name, (providers, topics))| SkillRow { name, providers, topics }).collect(),
        attributes,
        templates,
        zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect(),
    })
}
