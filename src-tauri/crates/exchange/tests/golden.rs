//! Calendars as they are written today; what changes in them is looked at, then accepted with `UPDATE_GOLDEN=1`.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

#[test]
fn calendars_are_written_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for (name, _, text) in common::calendars() {
        let path = folder.join(format!("{name}.ics"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(text == golden, "{name}.ics differs:\n{text}");
    }
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
        let (_, _, text) = common::calendars().into_iter().find(|(n, ..)| *n == name).unwrap();
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded.contains(secret), want, "{secret} in {name}");
    }
}
