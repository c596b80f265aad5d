//! The one door from the window to the use cases.

use serde_json::Value;
use std::sync::Arc;
use tauri::State;
use tauri::ipc::Channel;
use tokio::sync::OnceCell;

/// The open workspace, started once, by whoever needs it first.
pub struct Workspace {
    options: app::StartOptions,
    host: OnceCell<app::Host>,
}

impl Workspace {
    pub fn new(options: app::StartOptions) -> Self {
        Self { options, host: OnceCell::new() }
    }

    /// The host of the use cases, started now if it has not been.
    pub async fn host(&self) -> &app::Host {
        self.host.get_or_init(|| app::Host::start(self.options.clone())).await
    }

    /// The host, if it was ever started.
    pub fn started(&self) -> Option<&app::Host> {
        self.host.get()
    }
}

/// Runs the command `name` of the contract. Progress of long work goes to `progress`; `task` names the work so
/// that a later call can cancel it. Errors cross as the contract's tagged problems.
#[tauri::command]
pub async fn call(
    workspace: State<'_, Workspace>,
    name: String,
    request: Value,
    task: Option<String>,
    progress: Channel<Value>,
) -> Result<Value, Value> {
    let report = Arc::new(move |value: Value| {
        // A closed window hears nothing more; the work itself is cancelled when the window closes.
        if let Err(error) = progress.send(value) {
            tracing::debug!("progress not delivered: {error}");
        }
    });
    workspace.host().await.call(&name, request, task, report).await
}
