//! `cargo xtask run`: from a fresh clone to the open window.

use crate::process::{Outcome, Program};
use crate::{display, npm, root, setup};

pub fn run(words: &[&str]) -> Outcome {
    let mut release = false;
    let mut workspace = None;
    for word in words {
        match *word {
            "--release" => release = true,
            option if option.starts_with('-') => {
                return Err(format!("run does not know {option}; see `cargo xtask help run`"));
            }
            path => workspace = Some(path),
        }
    }
    // Before anything long: a build of minutes that ends in "no display" would be unkind.
    display::require()?;
    setup::ensure(setup::Purpose::Run)?;
    npm::build_ui()?;
    let mut build = Program::cargo().args(["build", "-p", "cuadrante-desktop"]);
    if release {
        build = build.arg("--release");
    }
    build.run()?;
    let profile = if release { "release" } else { "debug" };
    Program::new(root::built(profile, "cuadrante-desktop"))
        .args(workspace.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.into())))
        .run()
}
