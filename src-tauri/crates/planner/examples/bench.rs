//! Plans problem files and says what came of it.
//!
//! `bench SECONDS FILE... [--seed N] [--threads N] [--steps N] [--out FOLDER]` prints one line each and keeps the plans.
//! With `--trace`, each improvement is a line of JSON and so is the outcome at the end; `--mark MEDIUM/SOFT`, which may
//! be repeated, asks when a plan was there that is no worse, and `--mark MEDIUM,SOFT` when one with neither above.
//! `bench --check PROBLEM PLAN` evaluates one plan.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use planner::{Control, Evaluation, Options, Plan, Problem, Progress, evaluate, solve};
use serde_json::{Map, Value, json};

const USAGE: &str = "usage: bench SECONDS FILE... [--seed N] [--threads N] [--steps N] [--out FOLDER] \
                     [--trace] [--mark MEDIUM/SOFT]...\n       bench --check PROBLEM PLAN";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--check", problem, plan] => check(Path::new(problem), Path::new(plan)),
        _ => Wish::read(&words).and_then(|wish| wish.run()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What is asked for.
#[derive(Default)]
struct Wish {
    seconds: f64,
    files: Vec<PathBuf>,
    options: Options,
    out: Option<PathBuf>,
    trace: bool,
    marks: Vec<Mark>,
}

/// A score to be reached.
struct Mark {
    /// Medium and soft.
    score: (i64, i64),
    /// Whether both are limits; else a lower medium makes up for any soft.
    both: bool,
}

impl Mark {
    fn read(word: &str) -> Result<Self, Box<dyn Error>> {
        let both = word.contains(',');
        let (medium, soft) = word.split_once(['/', ',']).ok_or(USAGE)?;
        Ok(Self { score: (medium.parse()?, soft.parse()?), both })
    }

    fn is_reached(&self, score: (i64, i64)) -> bool {
        if self.both { score.0 <= self.score.0 && score.1 <= self.score.1 } else { score <= self.score }
    }
}

impl Wish {
    fn read(words: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut wish = Self::default();
        let mut seconds = None;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(USAGE);
            match word.as_str() {
                "--seed" => wish.options.seed = value()?.parse()?,
                "--threads" => wish.options.threads = Some(value()?.parse::<NonZeroUsize>()?),
                "--steps" => wish.options.steps = Some(value()?.parse()?),
                "--out" => wish.out = Some(value()?.into()),
                "--trace" => wish.trace = true,
                "--mark" => wish.marks.push(Mark::read(value()?)?),
                _ if seconds.is_none() => seconds = Some(word.parse::<f64>().map_err(|_| USAGE)?),
                _ => wish.files.push(word.into()),
            }
        }
        wish.seconds = seconds.filter(|_| !wish.files.is_empty()).ok_or(USAGE)?;
        wish.options.time = Some(Duration::try_from_secs_f64(wish.seconds)?);
        Ok(wish)
    }

    fn run(&self) -> Result<(), Box<dyn Error>> {
        if !self.trace {
            println!("problem                  needs   first   medium     soft  meetings  out   steps/s   seconds");
        }
        for file in &self.files {
            self.one(file).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(())
    }

    fn one(&self, file: &Path) -> Result<(), Box<dyn Error>> {
        let problem = read_problem(file)?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let watch = Watch::new(self);
        let outcome = solve(&problem, &self.options, &watch)?;
        let took = watch.began.elapsed();
        let peak = peak_kib();
        let end = (outcome.evaluation.medium, outcome.evaluation.soft);
        watch.reached(ms(took), end, &outcome.plan);
        let first_ms = watch.first_ms.get().unwrap_or(ms(took));
        // Everything below is after the clock has stopped: no plan is believed that was not evaluated in full.
        let kept = watch.kept.into_inner();
        let checked = kept.len() + 1;
        let broken: usize = kept.iter().chain([&outcome.plan]).map(|plan| evaluate(&problem, plan).broken.len()).sum();
        if broken > 0 {
            return Err(format!("{broken} rules broken in {checked} plans").into());
        }
        let claimed = outcome.plan.score.map(|score| (score.medium, score.soft));
        if claimed != Some(end) {
            return Err(format!("the plan says {claimed:?}, its evaluation {end:?}").into());
        }
        if self.trace {
            print_step(ms(took), end.0, end.1, outcome.steps);
            println!(
                "{}",
                json!({
                    "problem": name, "needs": problem.needs.len(), "total": total(&problem), "seed": self.options.seed,
                    "first_ms": first_ms, "took_ms": ms(took), "steps": outcome.steps, "medium": end.0, "soft": end.1,
                    "by_rule": by_rule(&outcome.evaluation), "meetings": outcome.plan.meetings.len(),
                    "left_out": outcome.left_out.len(), "marks_ms": watch.marks_ms.into_inner(), "peak_kib": peak,
                    "checked": checked,
                })
            );
        } else {
            println!(
                "{name:<23} {:>6} {first_ms:>5}ms {:>8} {:>8} {:>9} {:>4} {:>9.0} {:>9.2}",
                problem.needs.len(),
                end.0,
                end.1,
                outcome.plan.meetings.len(),
                outcome.left_out.len(),
                outcome.steps as f64 / took.as_secs_f64(),
                took.as_secs_f64(),
            );
        }
        if let Some(folder) = &self.out {
            std::fs::create_dir_all(folder)?;
            std::fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&outcome.plan)?)?;
        }
        Ok(())
    }
}

/// Notes when the first plan was there, and when each mark was reached, and keeps those plans.
struct Watch<'w> {
    wish: &'w Wish,
    began: Instant,
    first_ms: Cell<Option<u64>>,
    marks_ms: RefCell<Vec<Option<u64>>>,
    kept: RefCell<Vec<Plan>>,
}

impl<'w> Watch<'w> {
    fn new(wish: &'w Wish) -> Self {
        Self {
            wish,
            began: Instant::now(),
            first_ms: Cell::default(),
            marks_ms: RefCell::new(vec![None; wish.marks.len()]),
            kept: RefCell::default(),
        }
    }

    fn reached(&self, now: u64, score: (i64, i64), plan: &Plan) {
        let mut times = self.marks_ms.borrow_mut();
        let mut is_kept = self.first_ms.get().is_none();
        self.first_ms.set(self.first_ms.get().or(Some(now)));
        for (time, mark) in times.iter_mut().zip(&self.wish.marks) {
            if time.is_none() && mark.is_reached(score) {
                *time = Some(now);
                is_kept = true;
            }
        }
        if is_kept {
            self.kept.borrow_mut().push(plan.clone());
        }
    }
}

impl Control for Watch<'_> {
    fn progress(&self, progress: Progress) {
        let Some(plan) = &progress.best else { return };
        let now = ms(self.began.elapsed());
        self.reached(now, (progress.medium, progress.soft), plan);
        if self.wish.trace {
            print_step(now, progress.medium, progress.soft, progress.steps);
        }
    }
}

fn print_step(ms: u64, medium: i64, soft: i64, steps: u64) {
    println!("{}", json!({ "ms": ms, "medium": medium, "soft": soft, "steps": steps }));
}

/// Evaluates a plan that anyone has made; a wrong one is an error.
fn check(problem: &Path, plan: &Path) -> Result<(), Box<dyn Error>> {
    let problem = read_problem(problem)?;
    let plan: Plan = serde_json::from_slice(&std::fs::read(plan)?)?;
    let evaluation = evaluate(&problem, &plan);
    if let Some(first) = evaluation.broken.first() {
        return Err(format!("{} rules broken, the first: {first:?}", evaluation.broken.len()).into());
    }
    println!("{}", json!({ "medium": evaluation.medium, "soft": evaluation.soft, "by_rule": by_rule(&evaluation) }));
    Ok(())
}

fn read_problem(file: &Path) -> Result<Problem, Box<dyn Error>> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

/// Each measure's cost, by its name.
fn by_rule(evaluation: &Evaluation) -> Map<String, Value> {
    let named = |cost: &planner::MeasureCost| {
        let name = serde_json::to_value(cost.measure).ok()?.as_str()?.to_owned();
        Some((name, json!(cost.cost)))
    };
    evaluation.by_rule.iter().filter_map(named).collect()
}

/// The medium score of a plan that meets nobody.
fn total(problem: &Problem) -> i64 {
    evaluate(problem, &Plan { unscheduled: problem.needs.iter().map(|n| n.id.clone()).collect(), ..Plan::default() })
        .medium
}

/// The most memory this process has held, in KiB; nothing where the system does not tell.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn ms(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
