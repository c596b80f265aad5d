//! One client's placement about one topic, with all that explains it.

use contract::views::{Named, PlacementRequest, PlacementView, TryRequest, TryView};
use contract::{Problem, Thing};
use domain::placement::{
    Answer, Circumstances, Item, PlacementSettings, Ruling, explain, parse_answers, place, questions, recommend,
};
use domain::{ClientId, TopicId};

use super::Deciding;
use super::deciding::{placed, privileged};
use crate::problems;
use crate::state::App;

/// The answers that count for a topic: its own, and those it inherits from the client.
pub(crate) async fn answers(
    source: &mut impl store::Source,
    client: &ClientId,
    topic: &TopicId,
) -> Result<Vec<Answer>, Problem> {
    let given = store::answers::of_client(source, client).await.map_err(problems::store)?;
    let mut found = Vec::new();
    for item in Item::ALL {
        let of = |about: Option<&TopicId>| {
            given.iter().find(|given| given.answer.item == item && given.topic.as_ref() == about).map(|g| &g.answer)
        };
        if let Some(own) = of(Some(topic)) {
            found.push(Answer { inherited: false, ..own.clone() });
        } else if let Some(inherited) = of(None) {
            found.push(Answer { inherited: true, ..inherited.clone() });
        }
    }
    Ok(found)
}

/// The placement as the interface shows it.
pub(crate) async fn view(app: &App, request: &PlacementRequest) -> Result<PlacementView, Problem> {
    let deciding = Deciding::load(app).await?;
    let (client, topic) = (&request.client, &request.topic);
    let indexed =
        deciding.index.get(client).ok_or_else(|| Problem::NotFound { what: Thing::Client, id: client.0.clone() })?;
    let about = deciding.topic(topic).ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: topic.0.clone() })?;
    let mut read = app.read().await?;
    let answers = answers(&mut read, client, topic).await?;
    let history = store::placements::history(&mut read, client, topic).await.map_err(problems::store)?;
    let placement = placed(&answers, &deciding.settings, deciding.today);
    let entry = indexed.entries.iter().find(|entry| entry.topic == *topic).cloned();
    let chosen = entry.as_ref().and_then(|entry| entry.chosen.as_ref()).filter(|chosen| chosen.holds(deciding.today));
    let quadrant = chosen.map(|chosen| chosen.format()).or(placement.format);
    let providers = chosen.map(|chosen| chosen.providers).or(placement.providers.score).unwrap_or(0.0);
    let recommendation = deciding.decide(client, topic, quadrant, providers >= 50.0, placement.fit.as_ref());
    let names = recommendation
        .applied
        .iter()
        .filter_map(|applied| match &applied.ruling {
            Ruling::Rivals { clients } => Some(clients),
            _ => None,
        })
        .flatten()
        .filter_map(|rival| Some(Named { id: rival.0.clone(), name: deciding.index.get(rival)?.summary.name.clone() }))
        .collect();
    Ok(PlacementView {
        client: Named { id: client.0.clone(), name: indexed.summary.name.clone() },
        topic: Named { id: topic.0.clone(), name: about.name.clone() },
        ask: questions(&answers, &deciding.settings.placement, deciding.today),
        weights: Item::ALL.into_iter().map(|item| deciding.settings.placement.weight(item)).collect(),
        explanation: explain(&placement, &recommendation),
        overrides: deciding.overrides_of(client, topic),
        answers,
        placement,
        recommendation,
        entry,
        history,
        names,
    })
}

/// A placement from answers alone, without a workspace.
pub(crate) fn try_answers(app: &App, request: &TryRequest) -> Result<TryView, Problem> {
    let answers = parse_answers(&request.answers).map_err(|fault| Problem::Answers { fault })?;
    let placement = place(&answers, &PlacementSettings::default(), app.clock.today());
    let circumstances = Circumstances { privileged: privileged(&answers), ..Circumstances::default() };
    let many = placement.providers.score.is_some_and(|score| score >= 50.0);
    let recommendation = recommend(placement.format, many, placement.fit.as_ref(), &circumstances);
    Ok(TryView { explanation: explain(&placement, &recommendation), placement, recommendation })
}
