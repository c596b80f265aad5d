//! Planners that others wrote, as Python packages in an environment of their own, on the same problems in the same run.

use super::problems::{Kept, Kind};
use super::score::Score;
use super::{example, parse};
use crate::process::{Outcome, Program};
use crate::root;
use crate::setup::python::environment;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const WANTED: &str = "tests/bench/requirements.txt";

/// What a peer reached, by our own evaluation of its plan.
#[derive(Debug)]
pub struct PeerRun {
    pub peer: &'static str,
    pub seed: u64,
    pub seconds: f64,
    pub score: Score,
}

impl PeerRun {
    pub fn json(&self) -> Value {
        json!({ "peer": self.peer, "seed": self.seed, "seconds": self.seconds, "medium": self.score.medium,
                "soft": self.score.soft })
    }
}

/// The Python of the peers' environment, which is made where it is missing or its packages have changed.
pub fn python() -> Outcome<PathBuf> {
    environment("peers", WANTED)
}

/// Runs the peer that suits the problem, if one does. Its plan must be correct.
pub fn run(python: &Path, kept: &Kept, seconds: f64, seed: u64) -> Outcome<Option<PeerRun>> {
    let (peer, script) = match kept.kind {
        Kind::Visits => ("PyVRP", "tests/bench/visits_peer.py"),
        Kind::NoTravel => ("CP-SAT", "tests/bench/meetings_peer.py"),
        Kind::Whole => return Ok(None),
    };
    let plan = root::target().join("xtask").join("bench").join(format!("peer-{}-{seed}.json", kept.name));
    let said = Program::new(python)
        .arg(script)
        .arg(&kept.path)
        .arg(&plan)
        .args([seconds.to_string(), seed.to_string()])
        .output()?;
    let took = parse(said.trim())?["seconds"].as_f64().unwrap_or(seconds);
    let checked = example().arg("--check").arg(&kept.path).arg(&plan).output()?;
    let score = Score::of(&parse(checked.trim())?).ok_or("the check gave no score")?;
    println!("{:<22} seed {seed}: {score} after {took:.1} s, {peer}", kept.name);
    Ok(Some(PeerRun { peer, seed, seconds: took, score }))
}
