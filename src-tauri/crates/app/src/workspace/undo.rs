//! Undo and redo of whole gestures.

use contract::views::{UndoView, Undone};
use contract::{Deed, Outcome, Problem};

use crate::gesture::{stale, view};
use crate::problems;
use crate::state::App;

fn outcome(app: &App, undone: Option<store::Undone>) -> Outcome<Undone> {
    app.changed();
    let stale = stale(undone.iter().flat_map(|undone| undone.areas.iter().copied()));
    Outcome { value: Undone { done: undone.map(|undone| view(undone.done)) }, stale, gesture: None }
}

/// Whether a gesture is where the workspace begins: taking the sample's data back would leave a puzzled newcomer with
/// nothing.
fn is_beginning(gesture: &store::Gesture) -> bool {
    gesture.done.kind == Deed::SampleLoaded.word()
}

/// Takes back the last gesture.
pub(crate) async fn undo(app: &App) -> Result<Outcome<Undone>, Problem> {
    let gestures = app.store().await?.gestures(500).await.map_err(problems::store)?;
    if gestures.iter().find(|gesture| !gesture.undone).is_some_and(is_beginning) {
        return Ok(Undone { done: None }.into());
    }
    let undone = app.store().await?.undo().await.map_err(problems::store)?;
    Ok(outcome(app, undone))
}

/// Does again what was last taken back.
pub(crate) async fn redo(app: &App) -> Result<Outcome<Undone>, Problem> {
    let undone = app.store().await?.redo().await.map_err(problems::store)?;
    Ok(outcome(app, undone))
}

/// What undo and redo would do.
pub(crate) async fn names(app: &App) -> Result<UndoView, Problem> {
    let gestures = app.store().await?.gestures(500).await.map_err(problems::store)?;
    let undo = gestures
        .iter()
        .find(|gesture| !gesture.undone)
        .filter(|gesture| !is_beginning(gesture))
        .map(|gesture| view(gesture.done.clone()));
    // The newest first: the last of the undone ones is the next to be done again.
    let redo = gestures.iter().take_while(|gesture| gesture.undone).last().map(|gesture| view(gesture.done.clone()));
    Ok(UndoView { undo, redo })
}
