//! Random rules across zones and changes of the clocks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::draw::{Dice, series};
use super::{HOME, Said, Spans, compared, ours, python, referee, said};

const SERIES: usize = 2_000;

/// Why a random series may come out differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Reason {
    /// RFC 5545, 3.8.5.3: with DTEND, or a DURATION in hours, every instance has the same exact length. The referee adds it
    /// to the wall clock, so that an instance over a change of the clocks is an hour off, or has no length at all.
    WallClockLength,
    /// RFC 5545, 3.3.10: DTSTART "always counts as the first occurrence" of COUNT. The referee adds it where the rule does
    /// not name it, and counts from the next.
    CountWithoutStart,
    /// RFC 5545, 3.3.10: BYSETPOS chooses from the whole week. The referee's first week begins with DTSTART.
    SetPosOfFirstWeek,
    /// A rule that names nothing but its DTSTART. dateutil refuses it, and the referee passes the event over.
    EmptyRule,
    /// The referee takes the local time of an EXDATE or a RECURRENCE-ID for one in UTC as well, and takes away the instance
    /// that happens to begin then.
    LocalTimeTakenAsUtc,
}

/// Tells why, and only where what is different has the shape of that reason.
fn reason(text: &str, ours: &Spans, theirs: &Said) -> Option<Reason> {
    let has = |word: &str| text.contains(word);
    let fine = has("FREQ=HOURLY") || has("FREQ=MINUTELY");
    if theirs.spans.is_empty() {
        return (fine && has("BYHOUR") && ours.len() <= 3).then_some(Reason::EmptyRule);
    }
    let starts = |spans: &Spans| {
        spans
            .iter()
            .map(|(from, _)| *from)
            .filter(|from| (theirs.window.0..theirs.window.1).contains(from))
            .collect::<BTreeSet<_>>()
    };
    let ours_starts = starts(ours);
    let more = ours_starts.difference(&theirs.starts).copied().collect::<Vec<_>>();
    let less = theirs.starts.difference(&ours_starts).copied().collect::<Vec<_>>();
    match (more.len(), less.len()) {
        (0, 0) => {
            // An hour off at most, and for few.
            let changed = ours - &theirs.spans;
            let near = |(from, to): &(i64, i64)| {
                theirs.spans.range((*from, 0)..=(*from, i64::MAX)).all(|(_, other)| (to - other).abs() <= 3600)
            };
            (changed.iter().all(near) && changed.len() <= 40).then_some(Reason::WallClockLength)
        }
        (0, 1) if has(";COUNT=") => {
            let last = theirs.starts.iter().rev().take(3).any(|last| *last == less[0]);
            last.then_some(Reason::CountWithoutStart)
        }
        _ if has("FREQ=WEEKLY") && has("BYSETPOS") => {
            let first = theirs.starts.union(&ours_starts).min()?;
            let week = more.iter().chain(&less).all(|at| (*at - first).abs() < 7 * 86_400);
            week.then_some(Reason::SetPosOfFirstWeek)
        }
        (_, 0) if fine && (has("EXDATE") || has("RECURRENCE-ID")) && more.len() <= 8 => {
            Some(Reason::LocalTimeTakenAsUtc)
        }
        _ => None,
    }
}

#[test]
fn random_rules() {
    let Some(python) = python() else { return };
    let mut dice = Dice(0x2027_0328_0314);
    let drawn = (0..SERIES).map(|_| series(&mut dice)).collect::<Vec<_>>();
    let cases = drawn.iter().enumerate().map(
        |(at, (text, (from, to)))| json!({"name": at.to_string(), "text": text, "home": HOME, "from": from, "to": to}),
    );
    let answers = referee(&python, &[], &Value::Array(cases.collect()));
    let (mut same, mut spans) = (0, 0);
    let mut explained = BTreeMap::<Reason, usize>::new();
    let mut unexplained = Vec::new();
    for ((text, window), answer) in drawn.iter().zip(&answers) {
        let ours = ours(text.as_bytes(), *window);
        let said = said(answer).or_else(|fault| {
            let empty = fault.contains("Invalid combination of interval and byhour");
            if empty { Ok(Said { window: *window, spans: Spans::new(), starts: BTreeSet::new() }) } else { Err(fault) }
        });
        let said = said.unwrap_or_else(|fault| panic!("{text}{fault}"));
        if ours.as_ref() == Ok(&said.spans) {
            same += 1;
            spans += said.spans.len();
        } else if let Some(reason) = ours.as_ref().ok().and_then(|ours| reason(text, ours, &said)) {
            *explained.entry(reason).or_default() += 1;
        } else {
            unexplained.push(format!("{text}{}", compared(&ours, &said)));
        }
    }
    println!("{SERIES} series: {same} the same ({spans} spans); different and explained: {explained:?}");
    assert_eq!(unexplained.len(), 0, "{}", unexplained.join("\n"));
    assert!(same * 100 >= SERIES * 85, "only {same} of {SERIES} are the same");
}
