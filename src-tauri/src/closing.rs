//! The end: running work is cancelled and the last write reaches the file before the process goes.

use crate::call::Workspace;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Manager as _, RunEvent, WindowEvent};

/// Longest wait for the writer; past it the write-ahead log keeps the file whole at the next start.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the end has begun, so that it runs once.
#[derive(Default)]
pub struct Closing(AtomicBool);

/// Answers the events of the program's life.
pub fn on_run_event(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            end(app, 0);
        }
        // No code: the desktop asks (Cmd+Q, end of session). With a code, it is our own exit below.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            end(app, 0);
        }
        _ => {}
    }
}

/// Hides the window, closes the workspace, then exits with `code`.
pub fn end(app: &AppHandle, code: i32) {
    if app.state::<Closing>().0.swap(true, Ordering::SeqCst) {
        return;
    }
    // A start from now on is a first one: it must not hand its arguments to a program that is ending.
    tauri_plugin_single_instance::destroy(app);
    for window in app.webview_windows().values() {
        if let Err(error) = window.hide() {
            tracing::debug!("window not hidden: {error}");
        }
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Some(host) = app.state::<Workspace>().started()
            && tokio::time::timeout(PATIENCE, host.close()).await.is_err()
        {
            tracing::warn!("the workspace took more than {PATIENCE:?} to close");
        }
        app.exit(code);
    });
}
