//! `cargo xtask pictures`: every screen as a PNG.

use crate::process::{Outcome, Program};
use crate::{npm, root, setup};

pub fn run(words: &[&str]) -> Outcome {
    setup::ensure(setup::Purpose::Browser)?;
    npm::install("tests")?;
    npm::build_ui()?;
    Program::cargo().args(["build", "-p", "bridge"]).run()?;
    Program::new("node")
        .arg("tests/browser/pictures.mjs")
        .args(words)
        .env("CUADRANTE_BRIDGE_PROGRAM", root::built("debug", "bridge"))
        .run()
}
