//! The calendars that the packages ship.

use std::path::Path;

use serde_json::json;

use super::{HOME, Spans, compared, ours, python, referee, said};

/// Calendars of the corpora that are read differently, and why ours is the one to keep.
const DIFFERENT: [(&str, &str); 16] = [
    ("issue_1633_rdate_with_dates.ics", "a PERIOD of days; RFC 5545, 3.3.9 has none. Told as unreadable"),
    ("issue_1633_rdate_with_dates_and_tzid.ics", "the same"),
    (
        "issue_165_missing_event.ics",
        "theirs loses the series over blanks in BYDAY; the file's zone is described in the file",
    ),
    (
        "issue_526_calendar_with_different_events.ics",
        "a zone that nobody describes: the user's here, a guess there. Told",
    ),
    ("issue_526_calendar_with_event_subset.ics", "the same"),
    ("issue_526_calendar_with_events.ics", "the same"),
    ("issue_526_calendar_with_shuffeled_events.ics", "the same"),
    ("rfc_7529.ics", "RFC 7529: theirs drops events by other calendars, ours keeps their first day and says so"),
    ("bad_rrule_missing_until_event.ics", "RFC 5545, 3.3.10: an unknown part is passed over; theirs drops the event"),
    ("end_before_start_event.ics", "RFC 5545, 3.8.2.2: the end is later. Theirs swaps them, ours tells"),
    ("issue_132_swapped_start_and_end.ics", "the same"),
    (
        "issue_201_test_matrix.ics",
        "RFC 5545, 3.8.2.2: beginning and end are of one type. Ours takes the whole days they name",
    ),
    (
        "issue_75_range_parameter.ics",
        "RFC 5545, 3.3.10: UNTIL is of the type of DTSTART. Ours takes a day as the whole day",
    ),
    (
        "event_with_recurrence.ics",
        "an EXDATE in UTC makes theirs take a DTSTART without a zone for one in UTC, and its local time for the instant",
    ),
    ("issue_464_invalid_rdate.ics", "one unreadable RDATE costs theirs the event; ours tells and keeps the others"),
    ("multiple_rrule.ics", "RFC 5545, 3.3.10: DTSTART always counts as the first of COUNT"),
];

/// What the referee does not read at all.
const REFUSED: [(&str, &str); 10] = [
    ("KeyError: 'DTSTART'", "one event without a beginning costs it the calendar; ours tells and goes on"),
    ("ValueError: no calendar", "neither finds one that holds an event"),
    ("BrokenCalendarProperty", "one unreadable date costs it the calendar"),
    ("Invalid month", "an unreadable VTIMEZONE costs it the calendar"),
    ("not enough values to unpack", "the same"),
    ("'list' object has no attribute 'dt'", "the same"),
    ("Offset must be less than 24 hours", "the same"),
    ("Content line could not be parsed", "one unreadable line costs it the calendar"),
    ("'<' not supported between instances", "a DTSTART that is a time of day"),
    ("Invalid combination of interval and byhour", "see `reason`"),
];

#[test]
fn calendars_that_the_packages_ship() {
    let Some(python) = python() else { return };
    let paths = referee(&python, &["--corpora"], &json!([]));
    let paths = paths.iter().map(|path| path.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let cases = paths.iter().map(|path| json!({"name": path, "path": path, "home": HOME})).collect::<Vec<_>>();
    let answers = referee(&python, &[], &json!(cases));
    assert!(paths.len() > 200, "the corpora have shrunk to {}", paths.len());
    let (mut same, mut refused, mut explained, mut spans) = (0, 0, 0, 0);
    let mut unexplained = Vec::new();
    for (path, answer) in paths.iter().zip(&answers) {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let bytes = std::fs::read(path).unwrap();
        let said = match said(answer) {
            Ok(said) => said,
            Err(fault) if REFUSED.iter().any(|(known, _)| fault.contains(known)) => {
                refused += 1;
                continue;
            }
            Err(fault) => {
                unexplained.push(format!("{name}: {fault}"));
                continue;
            }
        };
        // Where there is no event, a calendar without one and no calendar are the same.
        let ours = ours(&bytes, said.window)
            .or_else(|fault| if said.spans.is_empty() { Ok(Spans::new()) } else { Err(fault) });
        if ours.as_ref() == Ok(&said.spans) {
            same += 1;
            spans += said.spans.len();
        } else if DIFFERENT.iter().any(|(known, _)| *known == name) {
            explained += 1;
        } else {
            unexplained.push(format!("{name}\n{}", compared(&ours, &said)));
        }
    }
    let all = paths.len();
    println!(
        "{all} calendars: {same} the same ({spans} spans), {explained} different and explained, {refused} not read by the referee"
    );
    assert_eq!(unexplained, Vec::<String>::new(), "{}", unexplained.join("\n"));
}
