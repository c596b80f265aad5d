//! Reading calendars elsewhere again: several at once, each for itself. What fails keeps the times read before, and says
//! why: a server that is down makes nobody free.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use chrono::TimeDelta;
use contract::views::{Refreshed, SourcesRefresh};
use contract::{Area, Outcome, Problem, Progress, Task, Thing};
use domain::{BusyOrigin, BusySource, BusySourceId};
use servers::web::Validators;
use store::{Reading, Store};
use tokio::task::JoinSet;

use super::fetching::{Brought, Wanted, unless_cancelled, window};
use super::{hits, view};
use crate::meetings::planning_zone;
use crate::problems;
use crate::state::App;

/// Readings that run beside each other.
const AT_ONCE: usize = 4;
/// How far the days may move on before a calendar that has not changed is worked out anew.
const DRIFT: TimeDelta = TimeDelta::days(7);
/// The name of the queue: two readings of one source must not overtake each other.
const TURN: &str = "sources";

/// Reads sources again.
pub(crate) async fn refresh(app: &App, request: SourcesRefresh, task: &Task) -> Result<Outcome<Refreshed>, Problem> {
    let nothing = || Refreshed { sources: Vec::new(), hits: Vec::new() };
    let turn = app.turn(TURN);
    let _turn = if request.due_only {
        // Asked every minute: where a reading is on its way already, it is enough.
        match turn.try_lock() {
            Ok(turn) => turn,
            Err(_) => return Ok(nothing().into()),
        }
    } else {
        turn.lock().await
    };
    let mut read = app.read().await?;
    let mut sources = store::busy::all(&mut read).await.map_err(problems::store)?;
    if let Some(unknown) = request.ids.iter().find(|id| !sources.iter().any(|source| source.id == **id)) {
        return Err(Problem::NotFound { what: Thing::BusySource, id: unknown.0.clone() });
    }
    if !request.ids.is_empty() {
        sources.retain(|source| request.ids.contains(&source.id));
    }
    if request.due_only {
        let readings = store::busy::readings(&mut read).await.map_err(problems::store)?;
        sources.retain(|source| is_due(app, source, readings.get(&source.id)));
    }
    drop(read);
    if sources.is_empty() {
        return Ok(nothing().into());
    }
    read_all(app, sources, task).await
}

/// Reads sources just saved.
pub(super) async fn read_saved(app: &App, source: BusySource, task: &Task) -> Result<Outcome<Refreshed>, Problem> {
    let turn = app.turn(TURN);
    let _turn = turn.lock().await;
    read_all(app, vec![source], task).await
}

fn is_due(app: &App, source: &BusySource, reading: Option<&Reading>) -> bool {
    let Some(minutes) = source.refresh else { return false };
    reading.is_none_or(|reading| {
        // One that leads elsewhere by now is read at once; where that failed, when its time has come.
        (reading.origin != source.origin && reading.problem.is_none())
            || reading.tried + TimeDelta::minutes(i64::from(minutes)) <= app.clock.now()
    })
}

async fn read_all(app: &App, sources: Vec<BusySource>, task: &Task) -> Result<Outcome<Refreshed>, Problem> {
    // The workspace that was open when it was asked for: another may be opened meanwhile.
    let store = app.store().await?;
    let ids: HashSet<BusySourceId> = sources.iter().map(|source| source.id.clone()).collect();
    let before = hits::hit(&store, app, &ids).await?;
    let total = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    let mut waiting = wanted(app, &store, sources).await?.into_iter();
    let mut running = JoinSet::new();
    let (mut done, mut moved) = (0, false);
    let report = |done| {
        task.report(Progress { phase: "reading".into(), done, total, search: None });
    };
    report(0);
    loop {
        while running.len() < AT_ONCE
            && let Some(wanted) = waiting.next()
        {
            let (source, span) = (wanted.source.clone(), wanted.window);
            running.spawn(async move { (source, span, wanted.read().await) });
        }
        let next = unless_cancelled(task, async { Ok(running.join_next().await) }).await;
        let Some(ended) = next? else { break };
        let (source, span, brought) = ended.map_err(problems::unexpected)?;
        moved |= keep(app, &store, &source, span, brought).await?;
        done += 1;
        report(done);
    }
    let hits = if moved { hits::newly(&store, app, &ids, &before).await? } else { Vec::new() };
    let mut read = store.read().await.map_err(problems::store)?;
    let mut sources = store::busy::all(&mut read).await.map_err(problems::store)?;
    sources.retain(|source| ids.contains(&source.id));
    let sources = view::source_views(app, &mut read, &sources).await?;
    let mut stale = BTreeSet::from([Area::Calendars]);
    if moved {
        stale.insert(Area::Meetings);
    }
    Ok(Outcome { value: Refreshed { sources, hits }, stale, gesture: None })
}

/// Gathers what each reading needs.
async fn wanted(app: &App, store: &Store, sources: Vec<BusySource>) -> Result<Vec<Wanted>, Problem> {
    let mut read = store.read().await.map_err(problems::store)?;
    let readings = store::busy::readings(&mut read).await.map_err(problems::store)?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let home = planning_zone(providers.iter());
    let accounts = store::accounts::all(&mut read).await.map_err(problems::store)?;
    let own = store::busy::own_meetings(&mut read).await.map_err(problems::store)?;
    let own: HashSet<String> = own.iter().map(exchange::calendar::uid).collect();
    drop(read);
    let (own, window) = (Arc::new(own), window(app.clock.today()));
    let mut all = Vec::with_capacity(sources.len());
    for source in sources {
        // A version that is known spares the reading, as long as it was read from there and for about these days.
        let known = readings.get(&source.id).filter(|reading| {
            reading.origin == source.origin && reading.read.is_some() && window.1 - reading.window.1 < DRIFT
        });
        let known = known
            .map(|reading| Validators { etag: reading.etag.clone(), last_modified: reading.last_modified.clone() });
        let account = match &source.origin {
            BusyOrigin::Account { account, .. } => accounts.iter().find(|known| known.id == *account).cloned(),
            BusyOrigin::File { .. } | BusyOrigin::Web { .. } => None,
        };
        let account = match account {
            Some(account) => {
                let secret = app.secrets.read(account.id.as_str()).await.map(|(secret, _)| secret);
                Some((account, secret))
            }
            None => None,
        };
        all.push(Wanted {
            known: known.unwrap_or_default(),
            home: home.clone(),
            own: Arc::clone(&own),
            window,
            account,
            source,
        });
    }
    Ok(all)
}

/// Writes down what a reading brought; gives whether any time is another than before.
async fn keep(
    app: &App,
    store: &Store,
    source: &BusySource,
    window: (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>),
    brought: Result<Brought, Problem>,
) -> Result<bool, Problem> {
    let now = app.clock.now();
    let mut record = store.record().await.map_err(problems::store)?;
    let moved = match brought {
        Ok(Brought::Unchanged) => {
            store::busy::touch(&mut record, &source.id, now).await.map_err(problems::store)?;
            false
        }
        Ok(Brought::Times { times, remarks, validators }) => {
            let before = store::busy::next(&mut record, &source.id, chrono::DateTime::UNIX_EPOCH, u32::MAX);
            let before = before.await.map_err(problems::store)?;
            let reading = Reading {
                origin: source.origin.clone(),
                read: Some(now),
                tried: now,
                problem: None,
                remarks: serde_json::to_string(&remarks).map_err(problems::unexpected)?,
                etag: validators.etag,
                last_modified: validators.last_modified,
                window,
            };
            store::busy::keep(&mut record, &source.id, &reading, &times).await.map_err(problems::store)?;
            before != times
        }
        Err(problem) => {
            let text = serde_json::to_string(&problem).map_err(problems::unexpected)?;
            let trouble = store::busy::set_trouble(&mut record, &source.id, &source.origin, now, &text);
            trouble.await.map_err(problems::store)?;
            false
        }
    };
    store::busy::sweep(&mut record).await.map_err(problems::store)?;
    record.commit().await.map_err(problems::store)?;
    Ok(moved)
}
