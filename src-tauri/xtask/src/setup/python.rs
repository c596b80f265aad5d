//! Python packages that tests and benches run beside the program, in environments of their own.

use crate::process::{Outcome, Program};
use crate::root;
use std::fs;
use std::path::PathBuf;

/// The Python of the environment `target/xtask/NAME` with the packages of a list, made where it is missing or its
/// packages have changed.
pub fn environment(name: &str, wanted_at: &str) -> Outcome<PathBuf> {
    let home = root::target().join("xtask").join(name);
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let noted = home.join("installed.txt");
    let failed = |error: std::io::Error| format!("{}: {error}", noted.display());
    let wanted = fs::read_to_string(root::at(wanted_at)).map_err(failed)?;
    if python.exists() && fs::read_to_string(&noted).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    Program::new(system()).args(["-m", "venv", "--clear"]).arg(&home).run()?;
    Program::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement", wanted_at]).run()?;
    fs::write(&noted, wanted).map_err(failed)?;
    Ok(python)
}

/// The environment that the tests read calendars with; they know its place too.
pub fn calendars() -> Outcome<PathBuf> {
    environment("python", "tests/calendars/requirements.txt")
}

/// The system's Python, whose name differs on Windows.
fn system() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

/// Whether the system's Python can make environments: Debian keeps that part in a package of its own.
pub fn makes_environments() -> bool {
    Program::new(system()).args(["-c", "import ensurepip, venv"]).succeeds()
}
