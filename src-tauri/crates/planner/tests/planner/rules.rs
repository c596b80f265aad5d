//! One bent plan for each way to break a rule; nothing else may be broken with it.

use super::cases::*;
use super::*;

fn check(bend: impl Fn(&mut Problem, &mut Plan), want: &[(Rule, BrokenDetail)]) {
    let (mut problem, mut plan) = (problem(), plan());
    bend(&mut problem, &mut plan);
    assert_eq!(problem.validate(), Ok(()));
    let found: Vec<(Rule, BrokenDetail)> =
        evaluate(&problem, &plan).broken.into_iter().map(|b| (b.rule, b.detail)).collect();
    assert_eq!(found, want);
}

fn id(s: &str) -> String {
    s.to_owned()
}

#[test]
fn the_plan_as_it_is_breaks_nothing() {
    check(|_, _| {}, &[]);
}

#[test]
fn h1_every_need_once() {
    use BrokenDetail::*;
    check(|_, plan| drop(plan.meetings.pop()), &[(Rule::H1, NeedMissing { need: id("vc") })]);
    check(|_, plan| plan.unscheduled.push(id("vc")), &[(Rule::H1, NeedRepeated { need: id("vc"), times: 2 })]);
    check(|_, plan| plan.unscheduled.push(id("zz")), &[(Rule::H1, UnknownNeed { need: id("zz") })]);
    check(
        |_, plan| {
            plan.meetings[2].topic = id("nothing");
        },
        &[(Rule::H1, UnknownTopic { topic: id("nothing") })],
    );
    check(
        |problem, _| problem.needs[3].topic = id("visit"),
        &[(Rule::H1, WrongTopic { need: id("tb"), topic: id("table") })],
    );
}

#[test]
fn h1_a_client_once_in_a_meeting() {
    let repeat = |problem: &mut Problem, plan: &mut Plan| {
        problem.needs.push(need("tb2", "b", "table"));
        plan.meetings[1].needs.push(id("tb2"));
    };
    let party = Party::Client(id("b"));
    check(
        repeat,
        &[
            (Rule::H1, BrokenDetail::ClientRepeated { client: id("b") }),
            (Rule::H5, BrokenDetail::Overlap { party, start: 540, end: 630 }),
        ],
    );
}

#[test]
fn h2_number_of_clients() {
    check(
        |problem, plan| {
            problem.topics[1].clients = Limits(3, 4);
            plan.meetings[1].start = 540;
        },
        &[(Rule::H2, BrokenDetail::ClientCount { have: 2, allowed: Limits(3, 4) })],
    );
}

#[test]
fn h3_the_team() {
    use BrokenDetail::*;
    check(
        |problem, _| problem.topics[0].providers = Limits(2, 2),
        &[
            (Rule::H3, ProviderCount { have: 1, allowed: Limits(2, 2) }),
            (Rule::H3, ProviderCount { have: 1, allowed: Limits(2, 2) }),
        ],
    );
    check(
        |_, plan| plan.meetings[2].providers = vec![id("bob")],
        &[(Rule::H3, SkillsMissing { skills: vec![id("tax")] })],
    );
    check(
        |_, plan| plan.meetings[2].providers = vec![id("zed")],
        &[(Rule::H3, UnknownProvider { provider: id("zed") }), (Rule::H3, SkillsMissing { skills: vec![id("tax")] })],
    );
    check(
        |problem, plan| {
            problem.topics[0].providers = Limits(1, 2);
            plan.meetings[2].providers = vec![id("ann"), id("ann")];
        },
        &[
            (Rule::H3, ProviderRepeated { provider: id("ann") }),
            (Rule::H5, Overlap { party: Party::Provider(id("ann")), start: 780, end: 840 }),
        ],
    );
}

#[test]
fn h4_available_in_one_window() {
    let gone = |party| [(Rule::H4, BrokenDetail::Unavailable { party, start: 780, end: 840 })];
    // Two windows that touch are two windows.
    let split = vec![Window(480, 810), Window(810, 1080)];
    check(|p, _| p.clients[2].available = split.clone(), &gone(Party::Client(id("c"))));
    check(|p, _| p.providers[0].available = split.clone(), &gone(Party::Provider(id("ann"))));
    check(
        |problem, plan| {
            problem.rooms[0].available = split.clone();
            plan.meetings[2].place = at_room("hall");
        },
        &gone(Party::Room(id("hall"))),
    );
}

#[test]
fn h5_one_meeting_at_a_time() {
    let both = |party| (Rule::H5, BrokenDetail::Overlap { party, start: 525, end: 540 });
    check(
        |_, plan| plan.meetings[1].start = 525,
        &[both(Party::Client(id("a"))), both(Party::Provider(id("ann"))), both(Party::Room(id("hall")))],
    );
}

#[test]
fn h6_time_to_travel() {
    let late = |gap| {
        let provider = id("ann");
        [(Rule::H6, BrokenDetail::TravelGap { provider, gap, travel: 40 })]
    };
    check(|_, plan| plan.meetings[2].start = 660, &late(30));
    check(|_, plan| plan.meetings[2].start = 675, &[]);
    // A remote meeting in between has no site and does not help.
    check(
        |problem, plan| {
            problem.topics[0].places.push(PlaceKind::Remote);
            problem.travel = vec![vec![0, 140], vec![140, 0]];
            problem.needs.push(need("vb", "b", "visit"));
            plan.meetings.push(meeting("visit", &["vb"], &["ann"], 645, Place::Remote));
            plan.meetings[2].start = 765;
        },
        &[(Rule::H6, BrokenDetail::TravelGap { provider: id("ann"), gap: 135, travel: 140 })],
    );
}

#[test]
fn h7_inside_the_need() {
    let window = Window(795, 2880);
    check(
        |problem, _| problem.needs[1].from = 795,
        &[(Rule::H7, BrokenDetail::OutsideWindow { need: id("vc"), window })],
    );
}

#[test]
fn h8_rivals_whichever_names_the_other() {
    for (one, other) in [(0, "b"), (1, "a")] {
        let clients = [id("a"), id("b")];
        check(
            |problem, _| problem.clients[one].conflicts = vec![id(other)],
            &[(Rule::H8, BrokenDetail::Rivals { clients })],
        );
    }
}

#[test]
fn h9_the_place() {
    use BrokenDetail::*;
    check(|problem, _| problem.rooms[0].seats = 3, &[(Rule::H9, Seats { room: id("hall"), seats: 3, people: 4 })]);
    check(
        |_, plan| plan.meetings[2].place = Place::Remote,
        &[(Rule::H9, PlaceKind { place: super::PlaceKind::Remote })],
    );
    check(|_, plan| plan.meetings[2].place = at_client("b"), &[(Rule::H9, NotTheOnlyClient { client: id("b") })]);
    check(|_, plan| plan.meetings[2].place = at_room("attic"), &[(Rule::H9, UnknownRoom { room: id("attic") })]);
}

#[test]
fn h10_daily_limits() {
    let limit = |party, have, max| [(Rule::H10, BrokenDetail::DailyLimit { party, day: 0, have, max })];
    check(|p, _| p.clients[0].max_per_day = 1, &limit(Party::Client(id("a")), 2, 1));
    check(|p, _| p.providers[0].max_per_day = 2, &limit(Party::Provider(id("ann")), 3, 2));
}

#[test]
fn h11_locked_meetings() {
    let entry = |needs: &[&str]| LockedMeeting {
        topic: id("visit"),
        needs: needs.iter().map(|n| id(n)).collect(),
        providers: None,
        start: None,
        place: None,
    };
    let needs = vec![id("va"), id("vc")];
    check(
        |problem, _| problem.locked = vec![entry(&["va", "vc"])],
        &[(Rule::H11, BrokenDetail::LockMissing { lock: 0, needs: needs.clone() })],
    );
    let changed = |field| [(Rule::H11, BrokenDetail::LockChanged { lock: 0, field })];
    check(|p, _| p.locked = vec![LockedMeeting { start: Some(795), ..entry(&["vc"]) }], &changed(LockField::Start));
    check(
        |p, _| p.locked = vec![LockedMeeting { providers: Some(vec![id("bob")]), ..entry(&["vc"]) }],
        &changed(LockField::Providers),
    );
    check(
        |p, _| p.locked = vec![LockedMeeting { place: Some(at_room("hall")), ..entry(&["vc"]) }],
        &changed(LockField::Place),
    );
}

#[test]
fn h12_the_grid_unless_the_start_is_locked() {
    let off = |_: &mut Problem, plan: &mut Plan| plan.meetings[2].start = 781;
    check(off, &[(Rule::H12, BrokenDetail::OffGrid { start: 781, grid: 15 })]);
    check(
        |problem, plan| {
            off(problem, plan);
            problem.locked = vec![LockedMeeting {
                topic: id("visit"),
                needs: vec![id("vc")],
                providers: None,
                start: Some(781),
                place: None,
            }];
        },
        &[],
    );
}
