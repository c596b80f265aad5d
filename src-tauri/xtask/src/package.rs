//! `cargo xtask package`: what a person installs.

use crate::process::{Outcome, Program};
use crate::{npm, root, setup};

pub fn run(words: &[&str]) -> Outcome {
    let bundles = match words {
        [] if cfg!(target_os = "linux") => "deb",
        [] if cfg!(target_os = "macos") => "app",
        [] => "nsis",
        ["--bundles", list] => list,
        _ => return Err("package takes nothing, or --bundles LIST".into()),
    };
    setup::ensure(setup::Purpose::Run)?;
    npm::install("tests")?;
    npm::build_ui()?;
    // The command line goes into the same package.
    Program::cargo().args(["build", "--release", "-p", "cuadrante-cli"]).run()?;
    npm::npm("tests")
        .args(["exec", "--offline", "--", "tauri", "build", "--bundles", bundles, "--ci"])
        .env("TAURI_APP_PATH", root::at("src-tauri"))
        .run()?;
    println!("packages are in {}", root::target().join("release/bundle").display());
    Ok(())
}
