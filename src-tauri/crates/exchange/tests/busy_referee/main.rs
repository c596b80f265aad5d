//! Busy times beside those of `recurring-ical-events`, over the calendars that it and `icalendar` ship and over random
//! rules. Every difference stands in a table with its reason.
//!
//! The packages are put in place by `cargo xtask test`; where they are missing this fails if everything must be there
//! (`CI=true`), and is left out elsewhere.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

mod corpora;
mod draw;
mod random;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::DateTime;
use domain::ZoneName;
use exchange::busy::{Limits, read};
use serde_json::Value;

const HOME: &str = "America/Caracas";

type Spans = BTreeSet<(i64, i64)>;

fn python() -> Option<PathBuf> {
    let name = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target"));
    let python = target.join("xtask/python").join(name);
    let found = python.exists();
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "{} is not there", python.display());
    found.then_some(python)
}

fn referee(python: &Path, arguments: &[&str], cases: &Value) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/calendars/expand.py");
    let mut command = Command::new(python);
    command.arg(script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = cases.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert!(output.status.success(), "{script:?}", script = command.get_program());
    serde_json::from_slice::<Value>(&output.stdout).unwrap().as_array().unwrap().clone()
}

/// What the referee says of a calendar.
struct Said {
    /// The window it chose or was given.
    window: (i64, i64),
    spans: Spans,
    /// Beginnings inside the window, of instances without length too.
    starts: BTreeSet<i64>,
}

fn said(answer: &Value) -> Result<Said, String> {
    if let Some(fault) = answer["fault"].as_str() {
        return Err(fault.to_owned());
    }
    let number = |value: &Value| value.as_i64().unwrap();
    let pairs = answer["spans"].as_array().unwrap().iter().map(|pair| (number(&pair[0]), number(&pair[1])));
    Ok(Said {
        window: (number(&answer["from"]), number(&answer["to"])),
        spans: pairs.collect(),
        starts: answer["starts"].as_array().unwrap().iter().map(number).collect(),
    })
}

fn ours(bytes: &[u8], window: (i64, i64)) -> Result<Spans, String> {
    let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
    let calendar = read(bytes, (at(window.0), at(window.1)), &ZoneName(HOME.into()), &Limits::default());
    let calendar = calendar.map_err(|fault| fault.to_string())?;
    Ok(calendar.busy.iter().map(|span| (span.from.timestamp(), span.to.timestamp())).collect())
}

fn told(spans: &Spans) -> String {
    let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
    spans.iter().take(6).map(|(from, to)| format!("    {}/{}\n", at(*from), at(*to))).collect()
}

fn compared(ours: &Result<Spans, String>, theirs: &Said) -> String {
    let ours = match ours {
        Ok(ours) => ours,
        Err(fault) => return format!("  ours: {fault}; theirs: {}\n", theirs.spans.len()),
    };
    let (more, less) = (ours - &theirs.spans, &theirs.spans - ours);
    format!("  only ours ({}):\n{}  only theirs ({}):\n{}", more.len(), told(&more), less.len(), told(&less))
}
