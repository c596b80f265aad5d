//! Locked meetings stay; a lock that cannot be kept is named.

use super::cases::*;
use super::*;

fn options() -> Options {
    Options { seed: 1, time: None, steps: Some(400), threads: None }
}

fn lock(topic: &str, needs: &[&str]) -> LockedMeeting {
    LockedMeeting {
        topic: topic.into(),
        needs: needs.iter().map(|n| (*n).into()).collect(),
        providers: None,
        start: None,
        place: None,
    }
}

/// Plans with these locks and returns the meeting of the first one's needs.
fn kept(locked: Vec<LockedMeeting>) -> PlannedMeeting {
    let needs = locked[0].needs.clone();
    let problem = Problem { locked, ..problem() };
    let outcome = solve(&problem, &options(), &Undisturbed).unwrap();
    assert_eq!(outcome.evaluation.broken, vec![]);
    assert_eq!(outcome.plan.unscheduled, Vec::<String>::new());
    outcome.plan.meetings.into_iter().find(|m| m.needs == needs).unwrap()
}

#[test]
fn every_field_given_is_kept() {
    let full = LockedMeeting {
        providers: Some(vec!["ann".into()]),
        start: Some(1987),
        place: Some(at_room("hall")),
        ..lock("visit", &["vc"])
    };
    assert_eq!(kept(vec![full]), meeting("visit", &["vc"], &["ann"], 1987, at_room("hall")));
    assert_eq!(kept(vec![LockedMeeting { start: Some(2001), ..lock("visit", &["vc"]) }]).start, 2001);
    let room = LockedMeeting { place: Some(at_room("hall")), ..lock("visit", &["vc"]) };
    assert_eq!(kept(vec![room]).place, at_room("hall"));
    let team = LockedMeeting { providers: Some(vec!["ann".into()]), ..lock("visit", &["va"]) };
    assert_eq!(kept(vec![team]).providers, ["ann"]);
    assert_eq!(kept(vec![lock("table", &["ta", "tb"])]).topic, "table");
}

#[test]
fn two_entries_can_speak_of_one_meeting() {
    let start = LockedMeeting { start: Some(495), ..lock("table", &["ta", "tb"]) };
    let place = LockedMeeting { place: Some(at_room("hall")), ..lock("table", &["tb", "ta"]) };
    assert_eq!(kept(vec![start, place]).start, 495);
}

fn check(locked: Vec<LockedMeeting>, at: u32, want: impl Fn(&LockFault) -> bool) {
    let problem = Problem { locked, ..problem() };
    match solve(&problem, &options(), &Undisturbed) {
        Err(SolveError::WrongLock { lock, needs, why }) => {
            assert_eq!((lock, &needs), (at, &problem.locked[at as usize].needs));
            assert!(want(&why), "{why:?}");
        }
        other => panic!("not refused: {other:?}"),
    }
}

fn breaks(why: &LockFault, rule: Rule) -> bool {
    matches!(why, LockFault::Breaks { broken } if broken.iter().any(|b| b.rule == rule))
}

#[test]
fn a_wrong_lock_is_named_with_its_fault() {
    let visit = |need: &str, start: i32| LockedMeeting {
        providers: Some(vec!["ann".into()]),
        start: Some(start),
        place: Some(at_room("hall")),
        ..lock("visit", &[need])
    };
    check(vec![visit("va", 480), visit("vc", 510)], 1, |w| breaks(w, Rule::H5));
    check(vec![visit("va", 480), visit("vc", 60)], 1, |w| breaks(w, Rule::H4));
    check(vec![lock("table", &["ta"])], 0, |w| breaks(w, Rule::H2));
    check(vec![lock("visit", &["ta"])], 0, |w| breaks(w, Rule::H1));
    let bob = LockedMeeting { providers: Some(vec!["bob".into()]), ..lock("visit", &["va"]) };
    check(vec![bob], 0, |w| breaks(w, Rule::H3));
    let away = LockedMeeting { place: Some(at_client("b")), ..lock("visit", &["va"]) };
    check(vec![away], 0, |w| breaks(w, Rule::H9));
    check(vec![lock("table", &["ta", "tb"]), lock("visit", &["ta"])], 1, |w| {
        *w == LockFault::SharedNeed { need: "ta".into(), other: 0 }
    });
    let at = |start| LockedMeeting { start: Some(start), ..lock("visit", &["va"]) };
    check(vec![at(480), at(540)], 1, |w| *w == LockFault::Disagrees { other: 0, field: LockField::Start });
    // The one provider who could come is locked elsewhere at that time.
    let late = LockedMeeting { start: Some(480), ..lock("visit", &["vc"]) };
    let taken = Reason::Taken { party: Party::Provider("ann".into()), starts: 1 };
    check(vec![visit("va", 480), late], 1, |w| *w == LockFault::NoPlacing { reasons: vec![taken.clone()] });
}

#[test]
fn published_meetings_stay_where_nothing_speaks_against_it() {
    let mut problem = problem();
    problem.published = plan().meetings;
    problem.weights = Weights { disruption: 200, travel: 1, delay: 1, ..Weights::default() };
    let outcome = solve(&problem, &options(), &Undisturbed).unwrap();
    assert_eq!(outcome.plan.meetings, plan().meetings);
    // Ann falls ill after the table: only her visit at 13:00 moves.
    problem.providers[0].available = vec![Window(480, 630), Window(1920, 2520)];
    let outcome = solve(&problem, &options(), &Undisturbed).unwrap();
    assert_eq!(outcome.plan.meetings[..2], plan().meetings[..2]);
    assert_eq!(outcome.plan.meetings[2].place, at_client("c"));
    assert_eq!(day_of(outcome.plan.meetings[2].start), 1);
}
