//! Adding, changing and deleting clients.

use contract::views::{ClientSave, ClientSheet, ClientsTag, IdsRequest, Tagged};
use contract::{Deed, FieldFault, Outcome, Problem, Thing};
use domain::client::VALUE_RANGE;
use domain::{Client, ClientId, Site};

use crate::gesture::{done, new_id};
use crate::network::{check_hours, check_name, check_zone, mail_fault};
use crate::state::App;
use crate::{clients, problems};

fn faults(client: &Client) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    check_name(&mut faults, "name", &client.name);
    check_zone(&mut faults, "zone", &client.zone);
    check_hours(&mut faults, "hours", &client.hours);
    check_hours(&mut faults, "preferred", &client.preferred);
    if !VALUE_RANGE.contains(&client.value) {
        faults.push(FieldFault::Range { field: "value".into(), min: *VALUE_RANGE.start(), max: *VALUE_RANGE.end() });
    }
    if !(1..=20).contains(&client.max_per_day) {
        faults.push(FieldFault::Range { field: "max_per_day".into(), min: 1, max: 20 });
    }
    if client.rivals.contains(&client.id) {
        faults.push(FieldFault::OwnRival { field: "rivals".into() });
    }
    for (number, person) in client.people.iter().enumerate() {
        check_name(&mut faults, &format!("people.{number}.name"), &person.name);
        faults.extend(mail_fault(&format!("people.{number}.email"), &person.email));
    }
    faults
}

/// Puts in order what a person types loosely: blanks at the ends, empty and doubled labels.
fn tidy(client: &mut Client) {
    client.name = client.name.trim().to_owned();
    client.code = client.code.trim().to_owned();
    let mut tags: Vec<String> = client.tags.iter().map(|tag| tag.trim().to_owned()).filter(|t| !t.is_empty()).collect();
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| seen.insert(tag.clone()));
    client.tags = tags;
    client.attributes = std::mem::take(&mut client.attributes)
        .into_iter()
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .collect();
    for person in &mut client.people {
        if person.id.0.is_empty() {
            person.id = new_id().into();
        }
    }
}

fn site_faults(site: &Site) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    check_zone(&mut faults, "site.zone", &site.zone);
    faults
}

/// Adds or changes a client, and its premises along with it.
pub(crate) async fn save(app: &App, request: ClientSave) -> Result<Outcome<ClientSheet>, Problem> {
    let ClientSave { mut client, site } = request;
    tidy(&mut client);
    let mut found = faults(&client);
    found.extend(site.iter().flat_map(site_faults));
    problems::invalid(found)?;
    let is_new = client.id.0.is_empty();
    let deed = if is_new { Deed::ClientAdded } else { Deed::ClientChanged };
    let mut write = app.write(done(deed, [("name", client.name.clone())])).await?;
    if is_new {
        client.id = new_id().into();
        client.version = 0;
    }
    if let Some(mut site) = site {
        if site.id.0.is_empty() {
            site.id = new_id().into();
            site.version = 0;
        }
        if site.name.trim().is_empty() {
            site.name.clone_from(&client.name);
        }
        let site = store::sites::put(&mut write, &site).await.map_err(problems::store)?;
        client.site = Some(site.id);
    }
    let id = client.id.clone();
    store::clients::put(&mut write, &client).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let sheet = clients::sheet(app, &id).await?;
    Ok(Outcome { value: sheet, stale: outcome.stale, gesture: outcome.gesture })
}

/// Adds labels to clients and takes others away, in one gesture.
pub(crate) async fn tag(app: &App, request: ClientsTag) -> Result<Outcome<Tagged>, Problem> {
    let mut read = app.read().await?;
    let mut changed = Vec::new();
    for id in &request.ids {
        let client = store::clients::get(&mut read, id).await.map_err(problems::store)?;
        let before = client.ok_or_else(|| Problem::NotFound { what: Thing::Client, id: id.0.clone() })?;
        let mut client = before.clone();
        client.tags.extend(request.add.iter().cloned());
        client.tags.retain(|tag| !request.remove.contains(tag));
        tidy(&mut client);
        if client.tags != before.tags {
            changed.push(client);
        }
    }
    drop(read);
    let count = changed.len() as u32;
    let mut write = app.write(done(Deed::ClientsTagged, [("count", count.to_string())])).await?;
    store::clients::put_all(&mut write, &changed).await.map_err(problems::store)?;
    app.commit(write, Tagged { changed: count }).await
}

/// Deletes clients, with their people, answers, placements, overrides and needs; refused where meetings name them.
pub(crate) async fn delete(app: &App, request: IdsRequest) -> Result<Outcome<contract::Nothing>, Problem> {
    let mut read = app.read().await?;
    let mut names = Vec::new();
    for id in &request.ids {
        let id = ClientId::from(id.as_str());
        let client = store::clients::get(&mut read, &id).await.map_err(problems::store)?;
        names.push(client.ok_or(Problem::NotFound { what: Thing::Client, id: id.0 })?.name);
    }
    drop(read);
    let what = match names.as_slice() {
        [name] => done(Deed::ClientDeleted, [("name", name.clone())]),
        _ => done(Deed::ClientsDeleted, [("count", names.len().to_string())]),
    };
    let mut write = app.write(what).await?;
    for id in &request.ids {
        store::clients::delete(&mut write, &ClientId::from(id.as_str())).await.map_err(problems::store)?;
    }
    app.commit(write, contract::Nothing {}).await
}
