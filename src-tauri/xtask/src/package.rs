//! `cargo xtask package`: what a person installs.

use crate::process::{Outcome, Program};
use crate::{npm, root, setup};

/// Tauri's command line, which makes the packages.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";

pub fn run(words: &[&str]) -> Outcome {
    let bundles = match words {
        [] if cfg!(target_os = "linux") => "deb",
        [] if cfg!(target_os = "macos") => "app",
        [] => "nsis",
        ["--bundles", list] => list,
        _ => return Err("package takes nothing, or --bundles LIST".into()),
    };
    setup::ensure(setup::Purpose::Run)?;
    npm::build_ui()?;
    // The command line goes into the same package.
    Program::cargo().args(["build", "--release", "-p", "cuadrante-cli"]).run()?;
    // Not among the locked packages of tests/: its lock would have to name the programs of every other system,
    // and only this command needs it.
    npm::npm("src-tauri")
        .args(["exec", "--yes", "--package", BUNDLER, "--", "tauri", "build", "--bundles", bundles, "--ci"])
        .run()?;
    println!("packages are in {}", root::target().join("release/bundle").display());
    Ok(())
}
