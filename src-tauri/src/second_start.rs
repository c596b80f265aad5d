//! A second start of the program: the first window comes forward and opens the workspace asked for.

use crate::call::Workspace;
use crate::{launch, window};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tauri::{AppHandle, Emitter as _, Manager as _};

/// Told to the window when another workspace was opened under it: every view is stale.
const OPENED: &str = "workspace-opened";
/// Told to the window when it could not be; carries the contract's problem.
const REFUSED: &str = "workspace-refused";

/// How often a start that found the first program ending tries again, and how long it waits each time: together well
/// over the time that closing takes.
const TRIES: u32 = 20;
const WAIT: Duration = Duration::from_millis(250);
/// Counts the tries from process to process.
const TRIED: &str = "CUADRANTE_START_TRIED";

/// Starts this program anew where `error` says that the first one, to which this start was to be handed over, was just
/// ending: it answers no more, but its name is still taken. Returns only if that is not so, or was tried too often.
pub fn try_again(error: &tauri::Error) -> Option<std::io::Error> {
    if !matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance") {
        return None;
    }
    let tried = std::env::var(TRIED).ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    if tried >= TRIES {
        return None;
    }
    std::thread::sleep(WAIT);
    let mut again = std::env::current_exe().map(Command::new).ok()?;
    again.args(std::env::args_os().skip(1)).env(TRIED, (tried + 1).to_string());
    Some(take_over(&mut again))
}

/// `exec` keeps the process: the desktop and the test driver still hold the one they started.
#[cfg(unix)]
fn take_over(again: &mut Command) -> std::io::Error {
    use std::os::unix::process::CommandExt as _;
    again.exec()
}

/// Other systems have no `exec`: this process waits for the other and ends as it does.
#[cfg(not(unix))]
fn take_over(again: &mut Command) -> std::io::Error {
    match again.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_first_program_that_is_ending_is_waited_for() {
        let other = tauri::Error::PluginInitialization("dialog".into(), "no".into());
        assert!(try_again(&other).is_none());
        assert!(try_again(&tauri::Error::WindowNotFound).is_none());
    }
}
