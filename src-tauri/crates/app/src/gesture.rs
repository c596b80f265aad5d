//! One gesture: a write with its name for undo, and the outcome that tells which views are stale.

use std::collections::{BTreeMap, BTreeSet};

use contract::{Area, Deed, DoneView, GestureView, Outcome, Problem};
use store::{Done, Write};

use crate::problems;
use crate::state::App;

/// The name of a deed for undo.
pub(crate) fn done<const N: usize>(deed: Deed, args: [(&str, String); N]) -> Done {
    let args: BTreeMap<String, String> = args.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Done { kind: deed.word(), args }
}

/// What the store calls an area, as the contract does.
fn area(area: store::Area) -> Area {
    match area {
        store::Area::Clients => Area::Clients,
        store::Area::Placements => Area::Placements,
        store::Area::Providers => Area::Providers,
        store::Area::Firms => Area::Firms,
        store::Area::Sites => Area::Sites,
        store::Area::Rooms => Area::Rooms,
        store::Area::Topics => Area::Topics,
        store::Area::Needs => Area::Needs,
        store::Area::Meetings => Area::Meetings,
        store::Area::Drafts => Area::Drafts,
        store::Area::Invitations => Area::Invitations,
        store::Area::Polls => Area::Polls,
        store::Area::Calendars => Area::Calendars,
        store::Area::Settings => Area::Settings,
    }
}

/// What views are stale after a change: those that show it, and those that show what follows from it. Busy times and
/// holidays stand in the calendar.
pub(crate) fn stale(areas: impl IntoIterator<Item = store::Area>) -> BTreeSet<Area> {
    let mut stale: BTreeSet<Area> = areas.into_iter().map(area).collect();
    if stale.contains(&Area::Settings) {
        stale.insert(Area::Calendars);
    }
    if stale.contains(&Area::Calendars) {
        stale.insert(Area::Meetings);
    }
    stale
}

/// Names of what was done, for the interface.
pub(crate) fn view(done: Done) -> DoneView {
    DoneView { kind: done.kind, args: done.args }
}

impl App {
    /// Begins a gesture.
    pub(crate) async fn write(&self, done: Done) -> Result<Write, Problem> {
        self.store().await?.write(done).await.map_err(problems::store)
    }

    /// Commits a gesture and gives its outcome.
    pub(crate) async fn commit<T>(&self, write: Write, value: T) -> Result<Outcome<T>, Problem> {
        let stale = stale(write.areas());
        let gesture = write.commit().await.map_err(problems::store)?;
        self.changed();
        let gesture = gesture.map(|gesture| GestureView { id: gesture.id.0, done: view(gesture.done) });
        Ok(Outcome { value, stale, gesture })
    }
}

/// A new id: time-ordered, so that rows stay in the order in which they were made.
pub(crate) fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
