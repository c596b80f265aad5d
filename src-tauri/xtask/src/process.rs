//! Running other programs, each shown before it runs.

use crate::root;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a step gives, or why it could not in words for a person.
pub type Outcome<T = ()> = Result<T, String>;

/// One program to run, from the project's folder unless told otherwise.
pub struct Program {
    command: Command,
    shown: String,
}

impl Program {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let shown = short(Path::new(program.as_ref()));
        let mut command = Command::new(program);
        command.current_dir(root::root());
        Self { command, shown }
    }

    /// The Cargo that runs this program.
    pub fn cargo() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut program = Self::new(cargo);
        program.shown = "cargo".into();
        // Cargo tells this program about this package; the Cargo run from here must not think itself inside it.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                program.command.env_remove(name);
            }
        }
        program
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&short(Path::new(argument.as_ref())));
        self.command.arg(argument);
        self
    }

    pub fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        let value = value.as_ref();
        self.shown = format!("{name}={} {}", short(Path::new(value)), self.shown);
        self.command.env(name, value);
        self
    }

    pub fn folder(mut self, folder: PathBuf) -> Self {
        self.shown = format!("(in {}) {}", short(&folder), self.shown);
        self.command.current_dir(folder);
        self
    }

    /// Shows the command, runs it, and fails where it fails.
    pub fn run(mut self) -> Outcome {
        println!("$ {}", self.shown);
        let status = self
            .command
            .stdin(Stdio::inherit())
            .status()
            .map_err(|error| format!("`{}` could not be started: {error}", self.shown))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", self.shown)) }
    }

    /// Runs it unseen and gives its standard output.
    pub fn output(mut self) -> Outcome<String> {
        let output = self
            .command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("`{}` could not be started: {error}", self.shown))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("`{}` failed: {}", self.shown, said.trim()))
        }
    }

    /// Whether it runs and succeeds, unseen.
    pub fn succeeds(self) -> bool {
        self.output().is_ok()
    }

    /// The command itself, to be started and watched.
    pub fn into_command(self) -> Command {
        println!("$ {}", self.shown);
        self.command
    }
}

/// Whether a program of this name is in the search path.
pub fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(program).is_file()
                || (cfg!(windows)
                    && ["exe", "cmd"].iter().any(|kind| folder.join(program).with_extension(kind).is_file()))
        })
    })
}

/// A path as a person in the project's folder would write it.
fn short(path: &Path) -> String {
    path.strip_prefix(root::root()).unwrap_or(path).to_string_lossy().into_owned()
}
