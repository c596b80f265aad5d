//! Everything about calendars elsewhere, on one page.

use contract::Problem;
use contract::views::{BusySourceView, CalendarsRequest, CalendarsView};
use domain::{BusyOwner, BusySource};
use store::{Read, Reading};

use super::{accounts, holidays};
use crate::problems;
use crate::state::App;

/// Times shown of each source, for a look.
const SHOWN: u32 = 5;

/// Sources, accounts and holidays.
pub(crate) async fn view(app: &App, request: &CalendarsRequest) -> Result<CalendarsView, Problem> {
    let mut read = app.read().await?;
    let all = store::busy::all(&mut read).await.map_err(problems::store)?;
    let sources = source_views(app, &mut read, &all).await?;
    let holidays = holidays::settings(app, &mut read, request).await?;
    let accounts = accounts::views(app, &mut read).await?;
    Ok(CalendarsView { sources, accounts, holidays, zone_data: chrono_tz::IANA_TZDB_VERSION.to_owned() })
}

/// Sources as their page shows them.
pub(super) async fn source_views(
    app: &App,
    read: &mut Read,
    sources: &[BusySource],
) -> Result<Vec<BusySourceView>, Problem> {
    let now = app.clock.now();
    let readings = store::busy::readings(read).await.map_err(problems::store)?;
    let ahead = store::busy::ahead(read, now).await.map_err(problems::store)?;
    let mut views = Vec::with_capacity(sources.len());
    for source in sources {
        let reading = readings.get(&source.id);
        views.push(BusySourceView {
            owner_name: owner_name(read, &source.owner).await?,
            read: reading.and_then(|reading| reading.read),
            problem: reading.and_then(problem),
            remarks: reading.map(remarks).unwrap_or_default(),
            known_until: reading.filter(|reading| reading.read.is_some()).map(|reading| reading.window.1),
            ahead: ahead.get(&source.id).copied().unwrap_or(0),
            next: store::busy::next(read, &source.id, now, SHOWN).await.map_err(problems::store)?,
            source: source.clone(),
        });
    }
    Ok(views)
}

/// One that a later program wrote is told without its reason.
fn problem(reading: &Reading) -> Option<Problem> {
    let text = reading.problem.as_ref()?;
    let known = serde_json::from_str(text).inspect_err(|error| tracing::warn!(%error, "a stored problem")).ok();
    Some(known.unwrap_or(Problem::Unexpected { incident: String::new() }))
}

fn remarks(reading: &Reading) -> Vec<exchange::busy::BusyRemark> {
    serde_json::from_str(&reading.remarks).unwrap_or_default()
}

/// Name of the provider, room or client.
pub(super) async fn owner_name(read: &mut Read, owner: &BusyOwner) -> Result<String, Problem> {
    let name = match owner {
        BusyOwner::Provider(id) => store::providers::get(read, id).await.map(|found| found.map(|row| row.name)),
        BusyOwner::Room(id) => store::rooms::get(read, id).await.map(|found| found.map(|row| row.name)),
        BusyOwner::Client(id) => store::clients::get(read, id).await.map(|found| found.map(|row| row.name)),
    };
    Ok(name.map_err(problems::store)?.unwrap_or_default())
}
