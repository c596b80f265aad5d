//! `cargo xtask types`: the contract's types and commands, in TypeScript.

use crate::process::{Outcome, Program};
use crate::{root, snapshot};
use std::path::Path;

const KEPT: &str = "ui/src/lib/contract/generated";
/// The crates whose types cross to the interface.
const CRATES: [&str; 5] = ["domain", "planner", "exchange", "servers", "contract"];

pub fn run(check: bool) -> Outcome {
    let generated = snapshot::fresh("types")?;
    generate(&generated)?;
    if check {
        snapshot::require_same(&root::at(KEPT), &generated, "cargo xtask types")
    } else {
        snapshot::replace(&root::at(KEPT), &generated)
    }
}

fn generate(into: &Path) -> Outcome {
    // ts-rs writes each type from a test of that name.
    let mut tests = Program::cargo().args(["test", "--quiet"]);
    for name in CRATES {
        // With our version: a library that others bring in is called `domain` too.
        tests = tests.args(["-p", &format!("{name}@{}", env!("CARGO_PKG_VERSION"))]);
    }
    tests.args(["--lib", "export_bindings"]).env("TS_RS_EXPORT_DIR", into).run()?;
    Program::cargo()
        .args(["run", "--quiet", "-p", "contract", "--example", "commands_ts", "--"])
        .arg(into.join("commands.ts"))
        .run()
}
