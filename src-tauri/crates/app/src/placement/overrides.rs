//! Facts that override the recommended format.

use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::OverrideId;
use domain::placement::Override;

use crate::gesture::{done, new_id};
use crate::state::App;
use crate::{problems, workspace};

/// Adds or changes an override; its author is whoever is at the keyboard.
pub(crate) async fn save(app: &App, mut fact: Override) -> Result<Outcome<Override>, Problem> {
    let mut faults = Vec::new();
    if fact.until.is_some_and(|until| until < fact.since) {
        faults.push(FieldFault::Order { field: "until".into() });
    }
    problems::invalid(faults)?;
    let mut read = app.read().await?;
    let settings = workspace::settings(&mut read).await?;
    let client = store::clients::get(&mut read, &fact.client).await.map_err(problems::store)?;
    let name = client.ok_or_else(|| Problem::NotFound { what: Thing::Client, id: fact.client.0.clone() })?.name;
    drop(read);
    if fact.id.0.is_empty() {
        fact.id = new_id().into();
        fact.version = 0;
    }
    fact.author = workspace::author(&settings);
    let mut write = app.write(done(Deed::OverrideSet, [("name", name)])).await?;
    let saved = store::overrides::put(&mut write, &fact).await.map_err(problems::store)?;
    app.commit(write, saved).await
}

/// Removes an override.
pub(crate) async fn delete(app: &App, id: &OverrideId) -> Result<Outcome<Nothing>, Problem> {
    let mut read = app.read().await?;
    let fact = store::overrides::get(&mut read, id).await.map_err(problems::store)?;
    let fact = fact.ok_or_else(|| Problem::NotFound { what: Thing::Override, id: id.0.clone() })?;
    let client = store::clients::get(&mut read, &fact.client).await.map_err(problems::store)?;
    let name = client.map(|client| client.name).unwrap_or_default();
    drop(read);
    let mut write = app.write(done(Deed::OverrideRemoved, [("name", name)])).await?;
    store::overrides::delete(&mut write, id).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}
