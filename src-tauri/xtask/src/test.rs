//! `cargo xtask test`: the whole of it, step by step.

use crate::process::{Outcome, Program};
use crate::{npm, queries, root, setup, tidy, types};
use std::time::{Duration, Instant};

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Outcome,
}

const STEPS: &[Step] = &[
    Step { name: "set-up", about: "system packages, npm and Python packages, tauri-driver", run: setup::ensure_tests },
    Step { name: "format", about: "cargo fmt", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "tidy", about: "architecture and rules of the house", run: tidy::run },
    Step { name: "ui-build", about: "the interface, as the window shows it", run: npm::build_ui },
    Step { name: "ui-check", about: "svelte-check", run: || npm::npm("ui").args(["run", "check"]).run() },
    Step { name: "ui-test", about: "Vitest", run: || npm::npm("ui").args(["run", "test"]).run() },
    Step {
        name: "clippy",
        about: "the everyday crates",
        run: || cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]),
    },
    Step {
        name: "clippy-shell",
        about: "the desktop shell",
        run: || cargo(&["clippy", "-p", "cuadrante-desktop", "--all-targets", "--", "-D", "warnings"]),
    },
    Step { name: "types", about: "the TypeScript contract is as generated", run: || types::run(true) },
    Step { name: "queries", about: "the SQL checks' data is as generated", run: || queries::run(true) },
    Step { name: "rust", about: "units, properties, the command line, crashes", run: rust },
    Step {
        name: "shell",
        about: "the desktop shell's own",
        run: || cargo(&["test", "-p", "cuadrante-desktop", "--bins"]),
    },
    Step { name: "calendars", about: "programs that others wrote read what is exported", run: calendars },
    Step { name: "browser", about: "the built interface in Chromium, axe on every screen", run: browser },
    Step { name: "desktop", about: "the real window under Xvfb", run: desktop },
];

pub fn run(words: &[&str]) -> Outcome {
    let mut chosen = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "--list" => {
                for step in STEPS {
                    println!("{:<13} {}", step.name, step.about);
                }
                return Ok(());
            }
            "--only" => {
                let name = rest.next().ok_or("--only needs a step; --list prints them")?;
                let step = STEPS.iter().find(|step| step.name == *name);
                chosen.push(step.ok_or_else(|| format!("no step {name}; --list prints them"))?);
            }
            other => {
                return Err(format!("test does not know {other}; see `cargo xtask help test`"));
            }
        }
    }
    if chosen.is_empty() {
        chosen = STEPS.iter().collect();
    }
    run_steps(&chosen)
}

fn run_steps(steps: &[&Step]) -> Outcome {
    let mut results: Vec<(&str, Duration, Outcome)> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        println!("\n=== {}/{} {}: {}", number + 1, steps.len(), step.name, step.about);
        let began = Instant::now();
        let outcome = (step.run)();
        let took = began.elapsed();
        match &outcome {
            Ok(()) => println!("--- {} passed in {:.1} s", step.name, took.as_secs_f64()),
            Err(reason) => {
                println!("--- {} FAILED after {:.1} s: {reason}", step.name, took.as_secs_f64());
            }
        }
        results.push((step.name, took, outcome));
    }
    summary(&results)
}

fn summary(results: &[(&str, Duration, Outcome)]) -> Outcome {
    println!("\n=== summary");
    for (name, took, outcome) in results {
        let verdict = if outcome.is_ok() { "passed" } else { "FAILED" };
        println!("{name:<13} {verdict} {:>7.1} s", took.as_secs_f64());
    }
    let failed: Vec<&str> = results.iter().filter(|(_, _, outcome)| outcome.is_err()).map(|(name, ..)| *name).collect();
    let total: Duration = results.iter().map(|(_, took, _)| *took).sum();
    println!("total {:.1} min", total.as_secs_f64() / 60.0);
    println!("steps: {} passed, {} failed", results.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn cargo(words: &[&str]) -> Outcome {
    Program::cargo().args(words).run()
}

/// The programs that tests start. Not this one, which runs: Windows would refuse to replace it.
fn programs() -> Outcome {
    cargo(&["build", "-p", "bridge", "-p", "cuadrante-cli"])
}

fn rust() -> Outcome {
    npm::install("tests")?;
    setup::ensure_python()?;
    programs()?;
    cargo(&["test", "--no-fail-fast"])
}

fn calendars() -> Outcome {
    npm::install("tests")?;
    setup::ensure_python()?;
    programs()?;
    node_tests("calendars")?.run()
}

fn browser() -> Outcome {
    npm::install("tests")?;
    programs()?;
    node_tests("browser")?.run()
}

fn desktop() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the real window can be driven on Linux only: other systems' web views have no driver".into());
    }
    npm::install("tests")?;
    cargo(&["build", "-p", "cuadrante-desktop"])?;
    node_tests("desktop")?
        .env("CUADRANTE_DESKTOP_PROGRAM", root::built("debug", "cuadrante-desktop"))
        .env("CUADRANTE_TOOLS", root::tools().join("bin"))
        .run()
}

/// node's own runner over `tests/FOLDER/*.test.mjs`, one file at a time: each starts a whole app.
fn node_tests(folder: &str) -> Outcome<Program> {
    let mut files: Vec<String> = std::fs::read_dir(root::at("tests").join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    if files.is_empty() {
        // node would then look for tests by itself, and find others.
        return Err(format!("no tests in tests/{folder}"));
    }
    Ok(Program::new("node")
        .folder(root::at("tests"))
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(files)
        .env("CUADRANTE_BRIDGE_PROGRAM", root::built("debug", "bridge"))
        .env("CUADRANTE_CLI_PROGRAM", root::built("debug", "cuadrante")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(name: &'static str, ok: bool) -> (&'static str, Duration, Outcome) {
        let outcome = if ok { Ok(()) } else { Err("no".to_owned()) };
        (name, Duration::from_secs(1), outcome)
    }

    #[test]
    fn one_failed_step_fails_the_whole() {
        assert_eq!(summary(&[result("a", true), result("b", true)]), Ok(()));
        let failed = summary(&[result("a", true), result("b", false), result("c", false)]);
        assert_eq!(failed, Err("failed: b, c".to_owned()));
    }

    #[test]
    fn a_step_that_fails_does_not_stop_the_next() {
        let fail = Step { name: "fail", about: "", run: || Err("on purpose".into()) };
        let pass = Step { name: "pass", about: "", run: || Ok(()) };
        assert_eq!(run_steps(&[&fail, &pass, &fail]), Err("failed: fail, fail".to_owned()));
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(run(&["--only", "nonsense"]).is_err());
        assert!(run(&["--only"]).is_err());
    }
}
