//! The Python packages that the tests read calendars with, in an environment of their own.

use crate::process::{Outcome, Program};
use crate::root;
use std::fs;
use std::path::PathBuf;

const WANTED: &str = "tests/calendars/requirements.txt";

/// Where the environment is: tests know this place too.
fn home() -> PathBuf {
    root::target().join("xtask").join("python")
}

/// Makes the environment where it is missing or its packages have changed.
pub fn ensure() -> Outcome {
    let home = home();
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let noted = home.join("installed.txt");
    let failed = |error: std::io::Error| format!("{}: {error}", noted.display());
    let wanted = fs::read_to_string(root::at(WANTED)).map_err(failed)?;
    if python.exists() && fs::read_to_string(&noted).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    Program::new(system()).args(["-m", "venv", "--clear"]).arg(&home).run()?;
    Program::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement", WANTED]).run()?;
    fs::write(&noted, wanted).map_err(failed)
}

/// The system's Python, whose name differs on Windows.
fn system() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

/// Whether the system's Python can make environments: Debian keeps that part in a package of its own.
pub fn makes_environments() -> bool {
    Program::new(system()).args(["-c", "import ensurepip, venv"]).succeeds()
}
