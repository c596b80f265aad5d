//! Exported calendars and mails read by programs that others wrote: libical's checks, khal, ical.js, calcurse, and
//! Python's icalendar and email.
//!
//! A program that is missing fails the test where everything must be there (`CI=true`); elsewhere its part is left out.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Other tests use the rest of it.
mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use domain::time::instant;
use exchange::calendar::{CalendarFile, Event, Method, Party, Status, write};
use exchange::mail::Letter;
use exchange::{is_mail_address, mail};

/// An event as a program read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    title: String,
    /// Addresses, sorted.
    attendees: Vec<String>,
    /// Minutes before it, ascending.
    alarms: Vec<u32>,
}

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/calendars")
}

fn must_be_there() -> bool {
    std::env::var("CI").as_deref() == Ok("true")
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(found || !must_be_there(), "{program} is not installed");
    found
}

/// The Python of the environment that the set-up makes.
fn python() -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| programs().join("../../target"), PathBuf::from);
    let python = target.join("xtask/python").join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    assert!(python.exists() || !must_be_there(), "{} is not there", python.display());
    python.exists().then_some(python)
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{said}\n{wrong}");
    said.into_owned()
}

fn address(party: &Party) -> String {
    match party.email.as_deref().filter(|email| is_mail_address(email)) {
        Some(email) => format!("mailto:{email}"),
        None => format!("urn:uuid:{}", party.id),
    }
}

/// What a program should read in an event.
fn meant(event: &Event, method: Method) -> Read {
    let from = instant(event.start, event.zone.rules_or_utc());
    // A title is one line: what else programs could show of a line break is not ours to say.
    let visible = event.summary.chars().map(|c| if c == '\u{2028}' { ' ' } else { c });
    let visible = visible.filter(|c| !c.is_control() || c.is_whitespace()).collect::<String>();
    let named = if method == Method::Publish { &[][..] } else { &event.attendees };
    let mut attendees = named.iter().map(|attendee| address(&attendee.party)).collect::<Vec<_>>();
    attendees.sort();
    let is_off = event.status == Status::Cancelled || method == Method::Cancel;
    let mut alarms = event.alarms.iter().filter(|_| !is_off).map(|minutes| minutes.0).collect::<Vec<_>>();
    alarms.sort();
    Read {
        from,
        to: from + TimeDelta::minutes(i64::from(event.minutes.0)),
        title: visible.split_whitespace().collect::<Vec<_>>().join(" "),
        attendees,
        alarms,
    }
}

/// Lines of `uid, beginning, end, title, attendees, alarms`, separated by tabs.
fn read(said: &str) -> BTreeMap<String, Read> {
    let stamp =
        |text: &str| DateTime::parse_from_rfc3339(text).unwrap_or_else(|fault| panic!("{text}: {fault}")).to_utc();
    let events = said.lines().map(|line| {
        let cells = line.split('\t').collect::<Vec<_>>();
        let [uid, from, to, title, attendees, alarms] = cells.as_slice() else { panic!("{line}") };
        let mut attendees = attendees.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        attendees.sort();
        let mut alarms = alarms.split_whitespace().map(|minutes| minutes.parse().unwrap()).collect::<Vec<_>>();
        alarms.sort();
        let (from, to, title) = (stamp(from), stamp(to), (*title).to_owned());
        ((*uid).to_owned(), Read { from, to, title, attendees, alarms })
    });
    events.collect()
}

/// What a program that tells neither of attendees nor of alarms can tell.
fn without_company(events: BTreeMap<String, Read>) -> BTreeMap<String, Read> {
    let bare = |event: Read| Read { attendees: Vec::new(), alarms: Vec::new(), ..event };
    events.into_iter().map(|(uid, event)| (uid, bare(event))).collect()
}

/// Writes every kind of calendar that leaves the house, and shows each to a program.
fn each_kind(mut show: impl FnMut(&str, &Path, &CalendarFile)) {
    let folder = tempfile::tempdir().unwrap();
    for (name, calendar) in common::calendars() {
        let path = folder.path().join(format!("{name}.ics"));
        std::fs::write(&path, write(&calendar).unwrap()).unwrap();
        show(&name, &path, &calendar);
    }
}

fn expected(calendar: &CalendarFile) -> BTreeMap<String, Read> {
    calendar.events.iter().map(|event| (event.uid.clone(), meant(event, calendar.method))).collect()
}

#[test]
fn libical_finds_nothing_wrong() {
    if !(is_there("cc") && is_there("pkg-config")) {
        return;
    }
    let flags = Command::new("pkg-config").args(["--cflags", "--libs", "libical"]).output().unwrap();
    if !flags.status.success() {
        assert!(!must_be_there(), "libical's headers are not installed");
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
    each_kind(|name, path, calendar| {
        assert_eq!(read(&run(Command::new(&program).arg(path))), expected(calendar), "{name}");
    });

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
        assert!(!must_be_there(), "ical.js is not installed");
        return;
    }
    let script = programs().join("read.mjs");
    each_kind(|name, path, calendar| {
        assert_eq!(read(&run(Command::new("node").arg(&script).arg(path))), expected(calendar), "{name}");
    });
}

#[test]
fn python_icalendar_reads_the_same() {
    let Some(python) = python() else { return };
    let script = programs().join("read.py");
    each_kind(|name, path, calendar| {
        assert_eq!(read(&run(Command::new(&python).arg(&script).arg(path))), expected(calendar), "{name}");
    });
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
    each_kind(|name, path, calendar| {
        let mut khal = Command::new("khal");
        khal.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", home.path());
        khal.env("LC_ALL", "C.UTF-8").env("XDG_CACHE_HOME", home.path()).env("XDG_DATA_HOME", home.path());
        khal.arg("-c").arg(&config).args(["--no-color", "printics", "--format"]);
        khal.arg("{uid}\t{start-date-long}T{start-time}:00Z\t{end-date-long}T{end-time}:00Z\t{title}\t\t").arg(path);
        let said = run(&mut khal);
        let (first, events) = said.split_once('\n').unwrap();
        assert!(first.contains("found in"), "{name}: {first}");
        // khal 0.10 takes a backslash and an n that somebody typed for a line break, after undoing the escapes.
        let mut rows = Vec::<String>::new();
        for line in events.lines() {
            match rows.last_mut().filter(|row| row.matches('\t').count() < 5) {
                Some(row) => row.push_str(&format!("\\n{line}")),
                None => rows.push(line.to_owned()),
            }
        }
        assert_eq!(without_company(read(&rows.join("\n"))), without_company(expected(calendar)), "{name}");
    });
}

/// calcurse keeps no UID, and nobody's name: it shows beginning, end and title, and whether it reminds.
#[test]
fn calcurse_takes_in_the_same() {
    if !is_there("calcurse") {
        return;
    }
    each_kind(|name, path, calendar| {
        let home = tempfile::tempdir().unwrap();
        let mut calcurse = Command::new("calcurse");
        calcurse.env("LC_ALL", "C.UTF-8").env("TZ", "UTC").arg("-q");
        calcurse.arg("-D").arg(home.path()).arg("-C").arg(home.path()).arg("-i").arg(path);
        run(&mut calcurse);
        let kept = std::fs::read_to_string(home.path().join("apts")).unwrap();
        let mut got = kept.lines().map(appointment).collect::<Vec<_>>();
        let events = calendar.events.iter().map(|event| meant(event, calendar.method));
        let mut want =
            events.map(|event| (event.from, event.to, event.title, !event.alarms.is_empty())).collect::<Vec<_>>();
        got.sort();
        want.sort();
        assert_eq!(got, want, "{name}");
    });
}

/// `03/26/2027 @ 14:00 -> 03/26/2027 @ 16:30>note !title`: an exclamation mark where it reminds, a bar where not.
fn appointment(line: &str) -> (DateTime<Utc>, DateTime<Utc>, String, bool) {
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%m/%d/%Y @ %H:%M").unwrap().and_utc();
    let (from, rest) = line.split_once(" -> ").unwrap_or_else(|| panic!("{line}"));
    let (to, rest) = rest.split_at("03/26/2027 @ 16:30".len());
    let at = rest.find(['|', '!']).unwrap_or_else(|| panic!("{line}"));
    (time(from), time(to), rest[at + 1..].to_owned(), rest[at..].starts_with('!'))
}

#[test]
fn pythons_mail_reader_finds_the_invitation() {
    let Some(python) = python() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut letters = common::letters();
    let house = common::House::new();
    for (at, hostile) in house.odd.iter().enumerate() {
        let (_, mut letter) = letters[0].clone();
        letter.subject.clone_from(&hostile.title);
        letter.from.name.clone_from(&hostile.title);
        letter.to.name.clone_from(&hostile.title);
        letter.text.clone_from(&hostile.notes);
        letters.push((format!("hostile-{at}"), letter));
    }
    let mut command = Command::new(python);
    command.env("PYTHONIOENCODING", "utf-8").arg(programs().join("draft.py"));
    for (name, letter) in &letters {
        let path = folder.path().join(format!("{name}.eml"));
        std::fs::write(&path, mail::write(letter).unwrap()).unwrap();
        command.arg(path);
    }
    let said = run(&mut command);
    assert_eq!(said.lines().count(), letters.len());
    for (line, (name, letter)) in said.lines().zip(&letters) {
        drafted(name, letter, &serde_json::from_str(line).unwrap());
    }
}

fn drafted(name: &str, letter: &Letter, got: &serde_json::Value) {
    let said = |text: &str| {
        let visible = text.chars().map(|c| if c == '\u{2028}' { ' ' } else { c });
        let visible = visible.filter(|c| !c.is_control() || c.is_whitespace()).collect::<String>();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // Python 3.11 keeps the space between two encoded words of a name, which RFC 2047 says is none of it.
    let close = |text: &str| text.split_whitespace().collect::<String>();
    let mailbox = |of: &mail::Mailbox| (close(&said(&of.name)), of.email.clone());
    let found = |key: &str| {
        let all = got[key].as_array().unwrap();
        assert_eq!(all.len(), 1, "{name}");
        (close(all[0][0].as_str().unwrap()), all[0][1].as_str().unwrap().to_owned())
    };
    assert_eq!(got["defects"], serde_json::json!([]), "{name}");
    assert_eq!(got["unsent"], "1", "{name}");
    assert_eq!((found("from"), found("to")), (mailbox(&letter.from), mailbox(&letter.to)), "{name}");
    assert_eq!(got["reply_to"], serde_json::json!([letter.from.email]), "{name}");
    assert_eq!(got["others"], serde_json::json!([null, null]), "{name}");
    assert_eq!(got["subject"], said(&letter.subject), "{name}");
    assert_eq!(got["date"].as_f64(), Some(letter.date.timestamp() as f64), "{name}");
    assert_eq!(said(got["text"].as_str().unwrap()), said(&letter.text), "{name}");
    let calendars = got["calendars"].as_array().unwrap();
    assert_eq!(calendars.len(), usize::from(letter.calendar.is_some()), "{name}");
    if let Some((method, text)) = &letter.calendar {
        let found = &calendars[0];
        assert_eq!(found["method"].as_str(), method.word(), "{name}");
        assert_eq!((found["charset"].as_str(), found["text"].as_str()), (Some("utf-8"), Some(text.as_str())), "{name}");
        assert!(text.contains(&format!("METHOD:{}\r\n", method.word().unwrap())), "{name}");
        assert_eq!(got["attached"]["invite.ics"].as_str(), Some(text.as_str()), "{name}");
    }
    for enclosed in &letter.attachments {
        let text = String::from_utf8(enclosed.bytes.clone()).unwrap();
        let attached = got["attached"][&enclosed.name].as_str().unwrap();
        assert_eq!(attached, text.trim_start_matches('\u{feff}'), "{name}");
    }
}
