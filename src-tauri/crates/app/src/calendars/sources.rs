//! Adding, changing and deleting calendars elsewhere.

use contract::views::Refreshed;
use contract::{Area, Deed, FieldFault, Nothing, Outcome, Problem, Task, Thing};
use domain::{BusyOrigin, BusyOwner, BusySource, BusySourceId};
use store::Read;

use super::{elsewhere, refreshing, view};
use crate::gesture::{done, new_id};
use crate::problems;
use crate::state::App;

/// Minutes after which a source may be read again: often enough for anybody, and no server's burden.
const REFRESH: (u32, u32) = (5, 7 * 24 * 60);

async fn check(read: &mut Read, source: &BusySource) -> Result<String, Problem> {
    let mut faults = Vec::new();
    let mut need = |field: &str, text: &str| {
        if text.trim().is_empty() {
            faults.push(FieldFault::Empty { field: field.into() });
        }
    };
    need("name", &source.name);
    match &source.origin {
        BusyOrigin::File { path } => need("origin.path", path),
        BusyOrigin::Web { address } => need("origin.address", address),
        BusyOrigin::Account { calendar, .. } => need("origin.calendar", calendar),
    }
    if let BusyOrigin::Web { address } = &source.origin
        && !elsewhere::is_web_address(address)
        && !address.trim().is_empty()
    {
        faults.push(FieldFault::Unknown { field: "origin.address".into(), found: address.clone() });
    }
    if let BusyOrigin::Account { account, .. } = &source.origin
        && store::accounts::get(read, account).await.map_err(problems::store)?.is_none()
    {
        faults.push(FieldFault::Unknown { field: "origin.account".into(), found: account.0.clone() });
    }
    if source.refresh.is_some_and(|minutes| !(REFRESH.0..=REFRESH.1).contains(&minutes)) {
        faults.push(FieldFault::Range { field: "refresh".into(), min: REFRESH.0, max: REFRESH.1 });
    }
    let owner = view::owner_name(read, &source.owner).await?;
    if owner.is_empty() {
        let (BusyOwner::Provider(domain::ProviderId(id))
        | BusyOwner::Room(domain::RoomId(id))
        | BusyOwner::Client(domain::ClientId(id))) = &source.owner;
        faults.push(FieldFault::Unknown { field: "owner".into(), found: id.clone() });
    }
    problems::invalid(faults)?;
    Ok(owner)
}

/// Adds or changes a source, and reads it at once. A source that cannot be read is saved all the same, with the reason:
/// a server may be down just now.
pub(crate) async fn save_source(app: &App, mut source: BusySource, task: &Task) -> Result<Outcome<Refreshed>, Problem> {
    let mut read = app.read().await?;
    let owner = check(&mut read, &source).await?;
    drop(read);
    source.name = source.name.trim().to_owned();
    let is_new = source.id.0.is_empty();
    if is_new {
        source.id = new_id().into();
        source.version = 0;
    }
    let deed = if is_new { Deed::SourceAdded } else { Deed::SourceChanged };
    let mut write = app.write(done(deed, [("name", source.name.clone()), ("owner", owner)])).await?;
    let source = store::busy::put(&mut write, &source).await.map_err(problems::store)?;
    let saved = app.commit(write, ()).await?;
    // Cancelling ends the reading; the source is saved already, and is read when it is next asked for.
    let read = match refreshing::read_saved(app, source.clone(), task).await {
        Err(Problem::Cancelled) => {
            let mut read = app.read().await?;
            let sources = view::source_views(app, &mut read, &[source]).await?;
            Refreshed { sources, hits: Vec::new() }.into()
        }
        other => other?,
    };
    let mut stale = saved.stale;
    stale.extend(read.stale);
    Ok(Outcome { value: read.value, stale, gesture: saved.gesture })
}

/// Deletes a source. Its times stay out of sight for as long as undo could bring it back.
pub(crate) async fn delete_source(app: &App, id: &BusySourceId) -> Result<Outcome<Nothing>, Problem> {
    let mut read = app.read().await?;
    let source = store::busy::get(&mut read, id).await.map_err(problems::store)?;
    let source = source.ok_or_else(|| Problem::NotFound { what: Thing::BusySource, id: id.0.clone() })?;
    let owner = view::owner_name(&mut read, &source.owner).await?;
    drop(read);
    let mut write = app.write(done(Deed::SourceDeleted, [("name", source.name), ("owner", owner)])).await?;
    store::busy::delete(&mut write, id).await.map_err(problems::store)?;
    let mut outcome = app.commit(write, Nothing {}).await?;
    outcome.stale.insert(Area::Meetings);
    Ok(outcome)
}
