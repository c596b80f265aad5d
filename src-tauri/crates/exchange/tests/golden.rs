//! Calendars and mails as they are written today; what changes in them is looked at, then accepted with
//! `UPDATE_GOLDEN=1`.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // Other tests use the rest of it.
mod common;

use std::path::Path;

use exchange::calendar::write;
use exchange::mail;

fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == golden, "{name} differs:\n{text}");
}

#[test]
fn calendars_are_written_as_before() {
    for (name, calendar) in common::calendars() {
        check(&format!("{name}.ics"), &write(&calendar).unwrap());
    }
}

#[test]
fn mails_are_written_as_before() {
    for (name, letter) in common::letters() {
        check(&format!("{name}.eml"), &String::from_utf8(mail::write(&letter).unwrap()).unwrap());
        // The mail's text by itself, as a person reads it.
        check(&format!("{name}.txt"), &format!("{}\n\n{}\n", letter.subject, letter.text));
    }
}

#[test]
fn nothing_is_kept_that_is_no_longer_written() {
    let written = common::calendars().into_iter().map(|(name, _)| format!("{name}.ics"));
    let letters = common::letters().into_iter().flat_map(|(name, _)| [format!("{name}.eml"), format!("{name}.txt")]);
    let written = written.chain(letters).collect::<std::collections::BTreeSet<_>>();
    let folder = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")).unwrap();
    let kept = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(kept.collect::<std::collections::BTreeSet<_>>(), written);
}

#[test]
fn copies_hold_what_their_reader_may_see() {
    for (name, secret, want) in [
        ("plan-internal", "SECRETO", true),
        ("plan-internal", "CLASS:PRIVATE", true),
        ("plan-internal", "Valor: ", true),
        ("person-provider", "SECRETO", false),
        ("person-provider", "Comparten", false),
        ("person-provider", "Value: ", false),
        ("person-provider", "Casos", true),
        ("person-provider", "CLASS:PUBLIC", true),
    ] {
        let (_, calendar) = common::calendars().into_iter().find(|(n, ..)| *n == name).unwrap();
        let unfolded = write(&calendar).unwrap().replace("\r\n ", "");
        assert_eq!(unfolded.contains(secret), want, "{secret} in {name}");
    }
}
