//! Plans problem files and prints what came of it, one line each:
//! `bench SECONDS FILE...`, with `--seed N` and `--out FOLDER` to keep the plans.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::cell::Cell;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use planner::{Control, Options, Problem, Progress, solve};

/// Notes when the first plan was there.
#[derive(Default)]
struct Watch {
    first: Cell<Option<u64>>,
}

impl Control for Watch {
    fn progress(&self, progress: Progress) {
        if self.first.get().is_none() {
            self.first.set(Some(progress.elapsed_ms));
        }
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut seconds, mut seed, mut out, mut files) = (None, 0, None, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next().and_then(|s| s.parse().ok()).unwrap_or(0),
            "--out" => out = args.next().map(PathBuf::from),
            _ if seconds.is_none() => seconds = arg.parse::<f64>().ok(),
            _ => files.push(PathBuf::from(arg)),
        }
    }
    let (Some(seconds), false) = (seconds, files.is_empty()) else {
        eprintln!("usage: bench SECONDS FILE... [--seed N] [--out FOLDER]");
        return ExitCode::from(2);
    };
    println!("problem          needs   first   medium     soft  meetings  out   steps/s   seconds");
    for file in files {
        if let Err(error) = one(&file, seconds, seed, out.as_deref()) {
            eprintln!("{}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn one(
    file: &std::path::Path,
    seconds: f64,
    seed: u64,
    out: Option<&std::path::Path>,
) -> Result<(), Box<dyn std::error::Error>> {
    let problem: Problem = serde_json::from_slice(&std::fs::read(file)?)?;
    let time = Some(Duration::from_secs_f64(seconds));
    let options = Options { seed, time, steps: None };
    let watch = Watch::default();
    let began = Instant::now();
    let outcome = solve(&problem, &options, &watch)?;
    let took = began.elapsed().as_secs_f64();
    let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    println!(
        "{name:<15} {:>6} {:>5}ms {:>8} {:>8} {:>9} {:>4} {:>9.0} {took:>9.2}",
        problem.needs.len(),
        watch.first.get().unwrap_or_default(),
        outcome.evaluation.medium,
        outcome.evaluation.soft,
        outcome.plan.meetings.len(),
        outcome.left_out.len(),
        outcome.steps as f64 / took,
    );
    if let Some(folder) = out {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&outcome.plan)?)?;
    }
    Ok(())
}
