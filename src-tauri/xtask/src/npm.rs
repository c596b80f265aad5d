//! JavaScript packages, installed exactly as locked.

use crate::process::{Outcome, Program};
use crate::root;
use std::path::Path;

/// `npm`, whose name differs on Windows.
pub fn npm(folder: &str) -> Program {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Program::new(name).folder(root::at(folder))
}

/// Installs the locked packages of `folder` where they are missing or older than the lock.
pub fn install(folder: &str) -> Outcome {
    if is_stale(&root::at(folder)) {
        npm(folder).args(["ci", "--no-audit", "--no-fund"]).run()?;
    }
    Ok(())
}

/// npm writes its own copy of the lock last, so that file's age is the installation's.
fn is_stale(folder: &Path) -> bool {
    let age = |path: &str| folder.join(path).metadata().and_then(|meta| meta.modified());
    match (age("package-lock.json"), age("node_modules/.package-lock.json")) {
        (Ok(locked), Ok(installed)) => installed < locked,
        _ => true,
    }
}

/// Builds the interface into ui/dist.
pub fn build_ui() -> Outcome {
    install("ui")?;
    npm("ui").args(["run", "build"]).run()
}
