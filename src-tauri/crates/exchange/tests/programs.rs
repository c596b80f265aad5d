//! Exported calendars read by programs that others wrote: libical's checks, khal, ical.js.
//!
//! A program that is missing fails the test where everything must be there (`CI=true`); elsewhere its part is left out.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};
use domain::time::instant;
use exchange::calendar::CalendarFile;

/// An event as a program read it: beginning, end, title, by UID.
type Read = BTreeMap<String, (DateTime<Utc>, DateTime<Utc>, String)>;

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/calendars")
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "{program} is not installed");
    found
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{said}\n{wrong}");
    said.into_owned()
}

fn meant(calendar: &CalendarFile) -> Read {
    let events = calendar.events.iter().map(|event| {
        let from = instant(event.start, event.zone.rules_or_utc());
        // A title is one line: what else programs could show of a line break is not ours to say.
        let visible = event.summary.chars().map(|c| if c == '\u{2028}' { ' ' } else { c });
        let visible = visible.filter(|c| !c.is_control() || c.is_whitespace()).collect::<String>();
        let title = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        (event.uid.clone(), (from, from + TimeDelta::minutes(i64::from(event.minutes.0)), title))
    });
    events.collect()
}

/// Lines of `uid, beginning, end, title`, separated by tabs.
fn read(said: &str) -> Read {
    let stamp =
        |text: &str| DateTime::parse_from_rfc3339(text).unwrap_or_else(|fault| panic!("{text}: {fault}")).to_utc();
    let events = said.lines().map(|line| {
        let cells = line.splitn(4, '\t').collect::<Vec<_>>();
        assert_eq!(cells.len(), 4, "{line}");
        (cells[0].to_owned(), (stamp(cells[1]), stamp(cells[2]), cells[3].to_owned()))
    });
    events.collect()
}

fn check(reader: impl Fn(&str, &Path) -> Read) {
    let folder = tempfile::tempdir().unwrap();
    for (name, calendar, text) in common::calendars() {
        let path = folder.path().join(format!("{name}.ics"));
        std::fs::write(&path, text).unwrap();
        assert_eq!(reader(name, &path), meant(&calendar), "{name}");
    }
}

#[test]
fn libical_finds_nothing_wrong() {
    if !(is_there("cc") && is_there("pkg-config")) {
        return;
    }
    let flags = Command::new("pkg-config").args(["--cflags", "--libs", "libical"]).output().unwrap();
    if !flags.status.success() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "libical's headers are not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("restriction");
    let flags = String::from_utf8(flags.stdout).unwrap();
    run(Command::new("cc")
        .args(["-std=c11", "-Wall", "-Werror", "-o"])
        .arg(&program)
        .arg(programs().join("restriction.c"))
        .args(flags.split_whitespace()));
    check(|_, path| read(&run(Command::new(&program).arg(path))));

    // The check itself is able to find something.
    let wrong = folder.path().join("wrong.ics");
    std::fs::write(&wrong, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").unwrap();
    assert!(!Command::new(&program).arg(&wrong).output().unwrap().status.success());
}

#[test]
fn ical_js_reads_the_same() {
    if !is_there("node") {
        return;
    }
    if !programs().join("../node_modules/ical.js").exists() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "ical.js is not installed");
        return;
    }
    let script = programs().join("read.mjs");
    check(|_, path| read(&run(Command::new("node").arg(&script).arg(path))));
}

#[test]
fn khal_shows_the_same() {
    if !is_there("khal") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config");
    let calendar = home.path().join("calendar");
    std::fs::create_dir(&calendar).unwrap();
    let settings = std::fs::read_to_string(programs().join("khal.conf")).unwrap();
    std::fs::write(&config, settings.replace("CALENDAR", calendar.to_str().unwrap())).unwrap();
    check(|name, path| {
        let mut khal = Command::new("khal");
        khal.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", home.path());
        khal.env("LC_ALL", "C.UTF-8").env("XDG_CACHE_HOME", home.path()).env("XDG_DATA_HOME", home.path());
        khal.arg("-c").arg(&config).args(["--no-color", "printics", "--format"]);
        khal.arg("{uid}\t{start-date-long}T{start-time}:00Z\t{end-date-long}T{end-time}:00Z\t{title}").arg(path);
        let said = run(&mut khal);
        let (first, events) = said.split_once('\n').unwrap();
        assert!(first.contains("found in"), "{name}: {first}");
        let mut rows = Vec::<String>::new();
        for line in events.lines() {
            match rows.last_mut().filter(|_| !line.contains('\t')) {
                Some(row) => row.push_str("\\n"),
                None => rows.push(line.to_owned()),
            }
        }
        // khal 0.10 takes a backslash and an n that somebody typed for a line break, after undoing the escapes.
        read(&rows.join("\n"))
    });
}
