//! Writing 10,000 meetings and reading a calendar of 50 MiB, beside icalendar (Python) and ical.js in the same run. Each
//! measurement has a process of its own, so that its peak of memory is its own too.

use super::figures;
use crate::process::{Outcome, Program};
use crate::{npm, root, setup, snapshot};
use serde_json::Value;
use std::path::{Path, PathBuf};

const RUNS: usize = 5;
/// The peers take from seconds to minutes.
const PEER_RUNS: usize = 1;
const MIB: usize = 50;
/// Times a peer's rate that ours is to be.
const AIMS: [(&str, f64); 2] = [("icalendar", 20.0), ("ical.js", 5.0)];
/// MiB that reading may take at its peak.
const MEMORY: f64 = 300.0;

/// What one run took: seconds, and MiB at the peak.
struct Run {
    seconds: f64,
    peak: f64,
    bytes: f64,
    events: f64,
}

pub fn run(_: &[&str]) -> Outcome {
    setup::ensure_python()?;
    npm::install("tests")?;
    Program::cargo().args(["build", "--release", "--quiet", "-p", "exchange", "--example", "calendars"]).run()?;
    let file = snapshot::fresh("bench-calendars")?.join("company.ics");
    ours(&["make"]).arg(&file).arg(MIB.to_string()).run()?;

    println!("\nreading a calendar of {MIB} MiB (ours with its series worked out for a year)");
    let read = |program: Program| program.arg("read").arg(&file);
    let mine = measure("busy::read", RUNS, || read(ours(&[])))?;
    let peak = mine.iter().map(|run| run.peak).fold(0.0, f64::max);
    verdict("peak memory", peak <= MEMORY, &format!("{peak:.0} MiB, aim {MEMORY:.0}"));
    for (name, peer) in peers() {
        let theirs = measure(name, PEER_RUNS, || read(peer()))?;
        compare(name, rate(&mine, |run| run.bytes), rate(&theirs, |run| run.bytes));
    }

    println!("\nwriting 10,000 meetings");
    let mine = measure("calendar::write", RUNS, || ours(&["write"]))?;
    for (name, peer) in peers() {
        let theirs = measure(name, PEER_RUNS, || peer().arg("write"))?;
        compare(name, rate(&mine, |run| run.events), rate(&theirs, |run| run.events));
    }
    Ok(())
}

/// The crate's own example, which makes, reads and writes.
fn ours(words: &[&str]) -> Program {
    Program::new(root::built("release", "examples/calendars")).args(words)
}

type Peer = (&'static str, fn() -> Program);

fn peers() -> [Peer; 2] {
    [
        ("icalendar", || Program::new(python()).arg("tests/bench/calendars_peer.py")),
        ("ical.js", || Program::new("node").arg("--max-old-space-size=16000").arg("tests/bench/calendars_peer.mjs")),
    ]
}

fn python() -> PathBuf {
    let home = root::target().join("xtask").join("python");
    home.join(Path::new(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" }))
}

fn measure(name: &str, runs: usize, program: impl Fn() -> Program) -> Outcome<Vec<Run>> {
    let runs = (0..runs).map(|_| parse(&program().output()?)).collect::<Outcome<Vec<_>>>()?;
    figures::print(&format!("{name}: time"), "ms", runs.iter().map(|run| run.seconds * 1000.0).collect());
    figures::print(&format!("{name}: peak memory"), "MiB", runs.iter().map(|run| run.peak).collect());
    Ok(runs)
}

fn parse(said: &str) -> Outcome<Run> {
    let value: Value = serde_json::from_str(said.trim()).map_err(|fault| format!("{said}: {fault}"))?;
    let number = |name: &str| value[name].as_f64();
    let seconds = number("seconds").ok_or_else(|| format!("no time in {said}"))?;
    let peak = number("peak_kib").unwrap_or_default() / 1024.0;
    Ok(Run { seconds, peak, bytes: number("bytes").unwrap_or_default(), events: number("events").unwrap_or_default() })
}

/// The middle of what was done in a second.
fn rate(runs: &[Run], done: impl Fn(&Run) -> f64) -> f64 {
    let rates = runs.iter().map(|run| done(run) / run.seconds).collect();
    figures::spread(rates).map_or(0.0, |spread| spread.median)
}

fn compare(name: &str, ours: f64, theirs: f64) {
    let aim = AIMS.iter().find(|(peer, _)| *peer == name).map_or(1.0, |(_, aim)| *aim);
    let times = ours / theirs;
    verdict(&format!("beside {name}"), times >= aim, &format!("{times:.1} times its rate, aim {aim:.0}"));
}

fn verdict(what: &str, reached: bool, figures: &str) {
    println!("{what:<34} {} {figures}", if reached { "reached:" } else { "MISSED: " });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_programs_say() {
        let run = parse("{\"seconds\":0.5,\"events\":10,\"bytes\":1000,\"peak_kib\":2048}\n").unwrap();
        assert_eq!((run.seconds, run.peak, run.bytes, run.events), (0.5, 2.0, 1000.0, 10.0));
        assert!(parse("{}").is_err() && parse("no").is_err());
        let slow = Run { seconds: 2.0, peak: 0.0, bytes: 1000.0, events: 10.0 };
        assert_eq!(rate(&[run, slow], |run| run.bytes), 1250.0);
    }
}
