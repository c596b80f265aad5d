//! Recording answers.

use contract::views::{AnswersGiven, PlacementRequest, PlacementView};
use contract::{Deed, FieldFault, Outcome, Problem, Thing};
use domain::TopicId;
use domain::placement::{Answer, Cause, PlacementEntry, Scope};

use super::deciding::placed;
use super::view::{answers, view};
use crate::gesture::{done, new_id};
use crate::state::App;
use crate::{problems, workspace};

/// Records answers and writes what they come to into the history: for the topic, and where an answer is the client's,
/// for each of its topics.
pub(crate) async fn answer(app: &App, request: AnswersGiven) -> Result<Outcome<PlacementView>, Problem> {
    let out_of_range = |value: Option<u8>| value.is_some_and(|value| !(1..=5).contains(&value));
    let faults: Vec<FieldFault> = request
        .answers
        .iter()
        .filter(|given| out_of_range(given.value))
        .map(|given| FieldFault::Range { field: given.item.word().to_owned(), min: 1, max: 5 })
        .collect();
    problems::invalid(faults)?;
    let mut read = app.read().await?;
    let settings = workspace::settings(&mut read).await?;
    let client = store::clients::get(&mut read, &request.client).await.map_err(problems::store)?;
    let client = client.ok_or_else(|| Problem::NotFound { what: Thing::Client, id: request.client.0.clone() })?;
    let topic = store::topics::get(&mut read, &request.topic).await.map_err(problems::store)?;
    let topic = topic.ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: request.topic.0.clone() })?;
    drop(read);

    let author = workspace::author(&settings);
    let today = app.clock.today();
    let args = [("name", client.name), ("other", topic.name)];
    let mut write = app.write(done(Deed::QuestionsAnswered, args)).await?;
    let mut for_all = false;
    for given in &request.answers {
        let for_client = given.item.scope() == Scope::Client && !given.this_topic_only;
        for_all |= for_client;
        let about = (!for_client).then_some(&request.topic);
        match given.value {
            Some(value) => {
                let answer =
                    Answer { item: given.item, value, on: Some(today), author: author.clone(), inherited: false };
                store::answers::put(&mut write, &request.client, about, &answer).await
            }
            None => store::answers::remove(&mut write, &request.client, about, given.item).await,
        }
        .map_err(problems::store)?;
    }
    let index = app.index().await?;
    let current = index.get(&request.client).map(|indexed| indexed.entries.as_slice()).unwrap_or_default();
    let mut subjects: Vec<TopicId> = vec![request.topic.clone()];
    if for_all {
        subjects.extend(current.iter().map(|entry| entry.topic.clone()).filter(|topic| *topic != request.topic));
    }
    let mut entries = Vec::new();
    for topic in subjects {
        let answers = answers(&mut write, &request.client, &topic).await?;
        let placement = placed(&answers, &settings, today);
        let before = current.iter().find(|entry| entry.topic == topic);
        entries.push(PlacementEntry {
            id: new_id().into(),
            client: request.client.clone(),
            topic,
            at: app.clock.now(),
            author: author.clone(),
            cause: Cause::Answered,
            sharing: placement.sharing.score,
            providers: placement.providers.score,
            state: placement.state,
            format: placement.format,
            // A place chosen by hand stays beside the computed one until it ends or is taken back.
            chosen: before.and_then(|entry| entry.chosen.clone()).filter(|chosen| chosen.holds(today)),
        });
    }
    store::placements::append_all(&mut write, &entries).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let value = view(app, &PlacementRequest { client: request.client, topic: request.topic }).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}
