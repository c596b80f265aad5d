//! Set-up: what the project needs from the system, found or installed.

mod install;
mod needs;
pub mod python;
mod system;

use crate::process::{Outcome, Program, is_installed};
use crate::{npm, root};
use needs::Need;
use system::System;

/// What the set-up is for; each includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Building the app and opening it.
    Run,
    /// Driving the built interface in a browser.
    Browser,
    /// The whole of the tests.
    Test,
}

/// Finds what is missing for `purpose` and installs it, or fails naming the exact command.
pub fn ensure(purpose: Purpose) -> Outcome {
    let system = System::here();
    let missing = missing(purpose);
    if !missing.is_empty() {
        println!("missing on this {}:", system.name());
        for need in &missing {
            println!("  {:<12} {}", need.name, need.reason);
        }
        install::install(system, &missing)?;
    }
    let still: Vec<&str> = self::missing(purpose).iter().map(|need| need.name).collect();
    if still.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "still missing after the installation: {}.\n{}",
            still.join(", "),
            install::by_hand(system, &self::missing(purpose))
        ))
    }
}

/// Everything the tests need, packages of npm and Python and Cargo's own tools included.
pub fn ensure_tests() -> Outcome {
    ensure(Purpose::Test)?;
    npm::install("ui")?;
    npm::install("tests")?;
    python::calendars()?;
    tauri_driver()
}

/// Between a WebDriver client and WebKit's driver. The newest on the registry are alphas of 3: take 2.
fn tauri_driver() -> Outcome {
    if !cfg!(target_os = "linux") || is_installed("tauri-driver") {
        return Ok(());
    }
    if root::tools().join("bin/tauri-driver").exists() {
        return Ok(());
    }
    Program::cargo().args(["install", "tauri-driver", "--version", "^2", "--locked", "--root"]).arg(root::tools()).run()
}

/// The Python packages that read calendars in the tests.
pub fn ensure_python() -> Outcome {
    python::calendars().map(drop)
}

fn missing(purpose: Purpose) -> Vec<&'static Need> {
    needs::NEEDS.iter().filter(|need| need.purpose <= purpose && need.applies() && !(need.found)()).collect()
}
