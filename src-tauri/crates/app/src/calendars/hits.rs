//! Planned meetings that a time elsewhere has come to stand in the way of.

use std::collections::{BTreeSet, HashSet};

use chrono::TimeDelta;
use contract::Problem;
use contract::views::BusyHit;
use domain::conflict::Conflict;
use domain::{BusySourceId, Meeting, MeetingId, MeetingStatus};
use store::Store;

use super::fetching::window;
use crate::meetings::{Cast, Search, conflicts, elsewhere};
use crate::problems;
use crate::state::App;

/// Meetings told of with the nearest times that work; the calendar shows all conflicts.
const MOST: usize = 25;
/// Times given for each.
const NEAREST: usize = 3;
/// How many days on either side of a meeting are looked through for them.
const AROUND: TimeDelta = TimeDelta::days(28);

/// Which meetings lie in whose times.
pub(super) type Hit = BTreeSet<(MeetingId, BusySourceId)>;

fn source_of(conflict: &Conflict) -> Option<&BusySourceId> {
    match conflict {
        Conflict::ProviderTaken { source, .. }
        | Conflict::ClientTaken { source, .. }
        | Conflict::RoomTaken { source, .. } => Some(source),
        _ => None,
    }
}

fn among(cast: &Cast, app: &App, sources: &HashSet<BusySourceId>) -> Hit {
    let now = app.clock.now();
    let mut hit = Hit::new();
    let planned = cast.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
    for meeting in planned.filter(|meeting| meeting.span().1 > now) {
        let mut found = Vec::new();
        elsewhere(cast, meeting, &mut found);
        let own = found.iter().filter_map(source_of).filter(|source| sources.contains(*source));
        hit.extend(own.map(|source| (meeting.id.clone(), source.clone())));
    }
    hit
}

/// The meetings to come that lie in times of some sources now.
pub(super) async fn hit(store: &Store, app: &App, sources: &HashSet<BusySourceId>) -> Result<Hit, Problem> {
    let mut read = store.read().await.map_err(problems::store)?;
    let cast = Cast::times(&mut read, app.clock.now(), window(app.clock.today()).1).await?;
    Ok(among(&cast, app, sources))
}

/// The meetings that do now and did not before, each with the nearest times that work for everyone.
pub(super) async fn newly(
    store: &Store,
    app: &App,
    sources: &HashSet<BusySourceId>,
    before: &Hit,
) -> Result<Vec<BusyHit>, Problem> {
    let mut read = store.read().await.map_err(problems::store)?;
    let cast = Cast::times(&mut read, app.clock.now(), window(app.clock.today()).1).await?;
    let fresh: BTreeSet<MeetingId> =
        among(&cast, app, sources).difference(before).map(|(meeting, _)| meeting.clone()).collect();
    let mut meetings: Vec<Meeting> = cast.meetings.iter().filter(|m| fresh.contains(&m.id)).cloned().collect();
    meetings.sort_by_key(|meeting| meeting.span().0);
    meetings.truncate(MOST);
    let mut hits = Vec::with_capacity(meetings.len());
    for meeting in meetings {
        let day = meeting.start.date();
        let from = (day - AROUND).max(app.clock.today());
        let mut search = Search::load(app, &mut read, from, day + AROUND).await?;
        let clients = meeting.clients.iter().map(|attendance| attendance.client.clone()).collect();
        search.cast.add_clients(&mut read, clients).await?;
        let hit = BusyHit {
            title: search.cast.title(&meeting),
            start: meeting.start,
            zone: meeting.zone.0.clone(),
            conflicts: conflicts(&search.cast, &meeting),
            nearest: Vec::new(),
            meeting: meeting.id.clone(),
        };
        let nearest = tokio::task::spawn_blocking(move || search.of(&meeting, NEAREST, true));
        hits.push(BusyHit { nearest: nearest.await.map_err(problems::unexpected)?, ..hit });
    }
    Ok(hits)
}
