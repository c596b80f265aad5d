//! `cargo xtask bench`: measures, in release builds, what the project promises figures for.

mod clients;
mod figures;
mod memory;
mod screen;
mod window;

use crate::process::{Outcome, Program};
use crate::{npm, root, setup};

struct Bench {
    name: &'static str,
    run: fn(&[&str]) -> Outcome,
}

const BENCHES: &[Bench] = &[
    Bench { name: "import", run: clients::import },
    Bench { name: "place", run: clients::place },
    Bench { name: "plan", run: plan },
    Bench { name: "frames", run: frames },
    Bench { name: "window", run: window::run },
];

pub fn run(words: &[&str]) -> Outcome {
    let mut halves = words.splitn(2, |word| *word == "--");
    let names = halves.next().unwrap_or_default();
    let passed_on = halves.next().unwrap_or_default();
    let mut chosen = Vec::new();
    for name in names {
        let bench = BENCHES.iter().find(|bench| bench.name == *name);
        chosen.push(bench.ok_or_else(|| format!("no bench {name}; see `cargo xtask help bench`"))?);
    }
    if chosen.is_empty() {
        chosen = BENCHES.iter().collect();
    }
    for bench in chosen {
        println!("\n=== bench {}", bench.name);
        (bench.run)(passed_on)?;
    }
    Ok(())
}

/// Seconds for each problem where none are given.
const SECONDS: &str = "5";

/// The planner's own benchmark: `-- SECONDS FILE...`, or the kept problems.
fn plan(words: &[&str]) -> Outcome {
    let given: Vec<String> = if words.is_empty() {
        let problems = problems()?;
        std::iter::once(SECONDS.to_owned()).chain(problems).collect()
    } else {
        words.iter().map(|&word| word.to_owned()).collect()
    };
    Program::cargo()
        .args(["run", "--release", "--quiet", "-p", "planner", "--example", "bench", "--"])
        .args(given)
        .run()
}

/// The planning problems kept in the project, known by their first field.
fn problems() -> Outcome<Vec<String>> {
    let listed =
        Program::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "*.json"]).output()?;
    let is_problem = |path: &&str| {
        std::fs::read_to_string(root::at(path)).is_ok_and(|text| text.contains("\"cuadrante-problem/1\""))
    };
    let found: Vec<String> = listed.lines().filter(is_problem).map(str::to_owned).collect();
    if found.is_empty() {
        return Err("no planning problem is kept here: `cargo xtask bench plan -- SECONDS FILE...`".into());
    }
    Ok(found)
}

/// The matrix at 10,000 clients, in Chromium on the built interface.
fn frames(words: &[&str]) -> Outcome {
    setup::ensure(setup::Purpose::Browser)?;
    npm::install("tests")?;
    npm::build_ui()?;
    Program::cargo().args(["build", "--release", "-p", "bridge", "-p", "cuadrante-cli"]).run()?;
    Program::new("node")
        .arg("tests/browser/matrix-frames.mjs")
        .args(words)
        .env("CUADRANTE_BRIDGE_PROGRAM", root::built("release", "bridge"))
        .env("CUADRANTE_CLI_PROGRAM", root::built("release", "cuadrante"))
        .run()
}
