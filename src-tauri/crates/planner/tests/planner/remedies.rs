//! What would let a need be met that a plan leaves out.

use proptest::prelude::*;

use super::cases::*;
use super::*;

fn planned(problem: &Problem, steps: u64) -> Plan {
    let options = Options { seed: 2, steps: Some(steps), ..Options::default() };
    solve(problem, &options, &Undisturbed).unwrap().plan
}

/// The plan with a remedy's meeting, in place of the one it grew out of if there is one.
fn after(plan: &Plan, remedy: &Remedy) -> Plan {
    let mut plan = plan.clone();
    let needs = &remedy.meeting.needs;
    plan.meetings.retain(|meeting| !meeting.needs.iter().any(|need| needs.contains(need)));
    plan.meetings.push(remedy.meeting.clone());
    plan.unscheduled.retain(|need| !needs.contains(need));
    plan
}

fn check(need: &str, want: &[&[Adjustment]], bend: impl Fn(&mut Problem)) {
    let mut problem = problem();
    bend(&mut problem);
    let plan = planned(&problem, 400);
    assert!(plan.unscheduled.iter().any(|id| id == need), "{need} was met");
    let found = remedies(&problem, &plan, need, want.len(), &Undisturbed);
    let changes: Vec<&[Adjustment]> = found.iter().map(|remedy| remedy.changes.as_slice()).collect();
    assert_eq!(changes, want);
    for remedy in &found {
        let changed = problem.adjusted(&remedy.changes).unwrap();
        assert_eq!(evaluate(&changed, &after(&plan, remedy)).broken, vec![], "{remedy:?}");
    }
}

fn id(s: &str) -> String {
    s.to_owned()
}

#[test]
fn the_smallest_thing_that_would_free_a_need() {
    use Adjustment::*;
    // Ann is off on the only morning that client c has.
    check("vc", &[&[Free { party: Party::Provider(id("ann")), from: 480, until: 540 }]], |p| {
        p.clients[2].available = vec![Window(480, 540)];
        p.providers[0].available = vec![Window(1920, 2520)];
    });
    // The client itself has only three quarters of an hour.
    check("vc", &[&[Free { party: Party::Client(id("c")), from: 480, until: 540 }]], |p| {
        p.needs.retain(|need| need.id == "vc");
        p.clients[2].available = vec![Window(480, 525)];
    });
    // Two sit at a table for two: a third chair.
    check("tc", &[&[Clients { topic: id("table"), clients: Limits(2, 3) }]], |p| {
        p.topics[1].clients = Limits(2, 2);
        p.needs.push(Need { priority: 1, ..need("tc", "c", "table") });
    });
    // The same in a hall that seats four.
    check("tc", &[&[Seats { room: id("hall"), seats: 5 }]], |p| {
        p.rooms[0].seats = 4;
        p.needs.push(Need { priority: 1, ..need("tc", "c", "table") });
    });
    // The window is too short; nobody has the skill.
    check("vc", &[&[Within { need: id("vc"), from: 480, until: 1970 }]], |p| {
        (p.needs[1].from, p.needs[1].until) = (480, 530);
    });
    check("vc", &[&[Skill { provider: id("ann"), skill: id("magic") }]], |p| {
        p.topics.push(Topic { id: id("trick"), skills: vec![id("magic"), id("tax")], ..p.topics[0].clone() });
        p.needs[1].topic = id("trick");
    });
    // Ann has her one meeting of the day already, on both days.
    check("vc", &[&[PerDay { party: Party::Provider(id("ann")), max: 2 }]], |p| {
        p.providers[0].max_per_day = 1;
        p.clients[2].value = 1;
    });
}

#[test]
fn a_need_that_is_met_or_unknown_has_none() {
    let problem = problem();
    let plan = planned(&problem, 400);
    assert_eq!(remedies(&problem, &plan, "va", 3, &Undisturbed), vec![]);
    assert_eq!(remedies(&problem, &plan, "nobody's", 3, &Undisturbed), vec![]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_remedy_works(problem in super::small::problem()) {
        let plan = planned(&problem, 120);
        for need in &plan.unscheduled {
            for remedy in remedies(&problem, &plan, need, 3, &Undisturbed) {
                let changed = problem.adjusted(&remedy.changes).unwrap();
                prop_assert_eq!(changed.validate(), Ok(()));
                prop_assert!(remedy.meeting.needs.contains(need));
                let healed = after(&plan, &remedy);
                prop_assert_eq!(evaluate(&changed, &healed).broken, vec![], "{:?}", remedy);
                prop_assert_eq!(plan.meetings.len() + 1 - healed.meetings.len() <= 1, true);
                for meeting in &plan.meetings {
                    let grown = meeting.needs.iter().any(|n| remedy.meeting.needs.contains(n));
                    prop_assert!(grown || healed.meetings.contains(meeting));
                }
            }
        }
    }
}
