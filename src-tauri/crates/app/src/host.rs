//! The application as a host sees it: calls by name, JSON in and out.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;
use contract::{Outcome, Problem, Progress, Task, dispatch};
use serde_json::{Map, Value, json};

use crate::clock::Clock;
use crate::problems;
use crate::state::{App, lock};
use crate::workspace;

/// How to start.
#[derive(Debug, Clone, Default)]
pub struct StartOptions {
    /// The workspace to open; `None`: the usual one, where it exists. One that is named here is this run's alone: the
    /// next start opens the usual one as before.
    pub workspace: Option<PathBuf>,
    /// A day that stands still, for scripts and tests; `None`: the system's clock.
    pub today: Option<NaiveDate>,
    /// Whether passwords stay in memory, for tests: the system's keyring is left alone.
    pub memory_secrets: bool,
}

type Dispatched<'a> = Pin<Box<dyn Future<Output = Result<Outcome<Value>, Problem>> + Send + 'a>>;

/// The running application. Clones share it.
#[derive(Clone)]
pub struct Host(Arc<App>);

impl Host {
    /// Starts, and opens the workspace where there is one.
    ///
    /// Never fails: why a workspace did not open is told by the command `workspace.current`.
    pub async fn start(options: StartOptions) -> Host {
        let app = App::new(Clock::new(options.today), options.workspace.is_none(), options.memory_secrets);
        let wanted = options.workspace.clone().or_else(|| {
            let usual = workspace::last_opened().unwrap_or_else(workspace::default_workspace_path);
            usual.exists().then_some(usual)
        });
        if let Some(path) = wanted
            && let Err(problem) = workspace::open(&app, &path).await
        {
            *lock(&app.trouble) = Some(problem);
        }
        Host(Arc::new(app))
    }

    /// Starts with no workspace open: for what works on answers or documents alone.
    pub fn without_workspace(today: Option<NaiveDate>) -> Host {
        Host(Arc::new(App::new(Clock::new(today), true, true)))
    }

    /// Calls a command: the reply `{value, stale, gesture}`, or the problem `{kind, ...}`.
    ///
    /// `task` names the call, so that `task.cancel` and `task.stop` can end it.
    ///
    /// # Errors
    /// The command's problem as JSON.
    pub async fn call(
        &self,
        name: &str,
        request: Value,
        task: Option<String>,
        progress: Arc<dyn Fn(Value) + Send + Sync>,
    ) -> Result<Value, Value> {
        let running = Task::new(move |report: Progress| progress(json!(report)));
        if let Some(task) = &task {
            self.0.begin(task, &running);
        }
        let outcome = dispatch(&*self.0, name, request, &running).await;
        if let Some(task) = &task {
            self.0.end(task);
        }
        match outcome {
            // Put together by hand: the value may be large, and a macro would copy it.
            Ok(outcome) => Ok(Value::Object(Map::from_iter([
                ("value".to_owned(), outcome.value),
                ("stale".to_owned(), json!(outcome.stale)),
                ("gesture".to_owned(), json!(outcome.gesture)),
            ]))),
            Err(problem) => Err(json!(problem)),
        }
    }

    /// Calls a command with types, for hosts written in Rust.
    ///
    /// # Errors
    /// The command's problem.
    pub async fn ask<Q: serde::Serialize, A: serde::de::DeserializeOwned>(
        &self,
        name: &str,
        request: &Q,
        task: &Task,
    ) -> Result<A, Problem> {
        let request = serde_json::to_value(request).map_err(problems::unexpected)?;
        let outcome = self.dispatched(name, request, task).await?;
        serde_json::from_value(outcome.value).map_err(problems::unexpected)
    }

    /// Boxed, so that all commands are compiled here once, and not again for every type somebody asks with.
    fn dispatched<'a>(&'a self, name: &'a str, request: Value, task: &'a Task) -> Dispatched<'a> {
        Box::pin(dispatch(&*self.0, name, request, task))
    }

    /// Opens another workspace in place of the open one.
    ///
    /// # Errors
    /// The problem as JSON; the open workspace then stays open.
    pub async fn open(&self, path: &Path) -> Result<(), Value> {
        workspace::open(&self.0, path).await.map_err(|problem| json!(problem))
    }

    /// Ends running tasks and closes the workspace.
    pub async fn close(&self) {
        self.0.close().await;
    }
}
