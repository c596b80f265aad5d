//! A second start of the program: the first window comes forward and opens the workspace asked for.

use crate::call::Workspace;
use crate::{launch, window};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Emitter as _, Manager as _};

/// Told to the window when another workspace was opened under it: every view is stale.
const OPENED: &str = "workspace-opened";
/// Told to the window when it could not be; carries the contract's problem.
const REFUSED: &str = "workspace-refused";

/// Receives the arguments and working folder of the second start, which has already ended.
pub fn received(app: &AppHandle, arguments: Vec<String>, folder: String) {
    if let Err(error) = window::raise(app) {
        tracing::warn!("the window could not be raised: {error}");
    }
    let arguments = arguments.into_iter().skip(1).map(PathBuf::from);
    let Some(path) = launch::workspace_in(arguments, Path::new(&folder)) else {
        return;
    };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let opened = app.state::<Workspace>().host().await.open(&path).await;
        let told = match opened {
            Ok(()) => app.emit(OPENED, &path),
            Err(problem) => app.emit(REFUSED, problem),
        };
        if let Err(error) = told {
            tracing::warn!("the window was not told of the workspace: {error}");
        }
    });
}
