//! One run: the application, how results and problems are written.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use app::{Host, StartOptions};
use contract::{Problem, Task};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::args::{Args, Language};
use crate::words;

/// A check found something.
pub const FOUND: u8 = 1;
/// The call was wrong.
pub const WRONG_CALL: u8 = 2;
/// The work could not be done.
pub const FAILED: u8 = 3;

/// A failure with its exit code.
pub struct Failure {
    pub problem: Problem,
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { problem }
    }
}

/// What a command came to.
pub type Done = Result<u8, Failure>;

/// The run.
pub struct Session {
    pub host: Host,
    pub json: bool,
    pub language: Language,
    pub workspace: Option<PathBuf>,
}

impl Session {
    /// Starts the application; the workspace is opened where it exists.
    pub async fn start(args: &Args) -> Self {
        let options = StartOptions { workspace: args.workspace.clone(), today: args.today, memory_secrets: false };
        Self {
            host: Host::start(options).await,
            json: args.json,
            language: args.language.unwrap_or_else(system_language),
            workspace: args.workspace.clone(),
        }
    }

    /// Starts without a workspace, for what works on answers or documents alone.
    pub async fn without_workspace(args: &Args) -> Self {
        Self {
            host: Host::without_workspace(args.today),
            json: args.json,
            language: args.language.unwrap_or_else(system_language),
            workspace: args.workspace.clone(),
        }
    }

    /// Calls a command.
    pub async fn ask<A: DeserializeOwned>(&self, name: &str, request: &impl Serialize) -> Result<A, Failure> {
        self.ask_with(name, request, &Task::silent()).await
    }

    /// Calls a command whose progress is watched or which is ended from outside.
    pub async fn ask_with<A: DeserializeOwned>(
        &self,
        name: &str,
        request: &impl Serialize,
        task: &Task,
    ) -> Result<A, Failure> {
        Ok(self.host.ask(name, request, task).await?)
    }

    /// Tells why the workspace did not open, where one was wanted.
    pub async fn need_workspace(&self) -> Result<(), Failure> {
        let view: contract::views::WorkspaceView = self.ask("workspace.current", &contract::Nothing {}).await?;
        match (view.path, view.problem) {
            (Some(_), _) => Ok(()),
            (None, Some(problem)) => Err(problem.into()),
            (None, None) => Err(Problem::NoWorkspace.into()),
        }
    }

    /// Writes a result: as JSON, or as text.
    pub fn show(&self, value: &impl Serialize, text: impl FnOnce() -> String) {
        if self.json {
            match serde_json::to_string_pretty(value) {
                Ok(text) => print(&text),
                Err(error) => eprintln!("cuadrante: {error}"),
            }
        } else {
            print(&text());
        }
    }

    /// Picks the words of the run's language.
    pub fn say<'a>(&self, es: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Es => es,
            Language::En => en,
        }
    }

    /// Writes a problem and gives its exit code.
    pub fn fail(&self, failure: &Failure) -> ExitCode {
        if self.json {
            match serde_json::to_string(&failure.problem) {
                Ok(text) => eprintln!("{text}"),
                Err(error) => eprintln!("cuadrante: {error}"),
            }
        } else {
            eprintln!("cuadrante: {}", words::problem(&failure.problem, self.language));
        }
        ExitCode::from(words::exit_code(&failure.problem))
    }
}

/// Writes to standard output. A reader that has seen enough (`cuadrante clients | head`) is no fault.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        eprintln!("cuadrante: {error}");
    }
}

/// The language that the system's settings ask for: Spanish where they begin with `es`.
fn system_language() -> Language {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if set.is_some_and(|value| value.starts_with("es")) { Language::Es } else { Language::En }
}
