//! `cargo xtask bench plan`: the planner on the kept problems, beside what others reach.

mod asked;
mod marks;
mod peers;
mod plot;
mod problems;
mod report;
mod scale;
mod score;
mod trial;

use crate::process::{Outcome, Program};
use crate::root;
use asked::Asked;
use marks::Marks;
use peers::PeerRun;
use problems::Kept;
use serde_json::Value;
use trial::Trial;

/// All that was measured of one problem.
struct Measured {
    kept: Kept,
    trials: Vec<Trial>,
    peers: Vec<PeerRun>,
}

pub fn run(words: &[&str]) -> Outcome {
    let asked = Asked::read(words)?;
    let mut marks = Marks::read()?;
    let problems = problems::unpack(&asked.files)?;
    Program::cargo().args(["build", "--release", "--quiet", "-p", "planner", "--example", "bench"]).run()?;
    let python = if asked.peers { Some(peers::python()?) } else { None };
    let load = load();
    let mut all = Vec::new();
    for kept in problems {
        let mark = marks.of(&kept.name);
        let mut measured = Measured { kept, trials: Vec::new(), peers: Vec::new() };
        for seed in 0..asked.seeds {
            let trial = Trial::run(&measured.kept, &mark, &asked, seed)?;
            println!("{:<22} seed {seed}: {} after {:.1} s", measured.kept.name, trial.score, trial.took_ms / 1e3);
            measured.trials.push(trial);
            if let Some(python) = &python {
                measured.peers.extend(peers::run(python, &measured.kept, asked.seconds, seed)?);
            }
        }
        if asked.keep {
            marks.keep(&measured);
        }
        report::plot(&measured, &mark)?;
        all.push((measured, mark));
    }
    report::table(&all, &asked, load.as_deref());
    report::json(&all, &asked, load.as_deref())?;
    if asked.keep {
        marks.write()?;
    }
    Ok(())
}

/// Processes that waited for a core over the last minute, as the system tells it: a busy machine measures nothing.
fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next().map(str::to_owned)
}

/// The planner's own example, which plans and checks.
fn example() -> Program {
    Program::new(root::built("release", "examples/bench"))
}

/// One line of JSON that a program wrote.
fn parse(line: &str) -> Outcome<Value> {
    serde_json::from_str(line).map_err(|error| format!("not JSON ({error}): {line}"))
}
