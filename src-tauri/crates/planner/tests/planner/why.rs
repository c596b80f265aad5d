//! Why a meeting is where it is.

use proptest::prelude::*;

use super::cases::*;
use super::*;

fn cost(found: &[MeasureCost], measure: Measure) -> i64 {
    found.iter().find(|cost| cost.measure == measure).map_or(0, |cost| cost.cost)
}

#[test]
fn what_a_meeting_costs_and_what_held_it() {
    let mut problem = problem();
    problem.weights = Weights { travel: 1, load: 1, delay: 3, ..Weights::default() };
    let found = why(&problem, &plan(), &Guide::default(), 2).unwrap();
    // The way to c and back; the third of ann's three meetings: 9 - 4.
    assert_eq!(cost(&found.costs, Measure::Travel), 80);
    assert_eq!(cost(&found.costs, Measure::Load), 5);
    // Ann and c are there at 37 quarters of an hour on each of the two days; ann is in other meetings until half past
    // ten on the first.
    assert_eq!((found.starts, found.possible), (37 + 37, 37 + 37 - 10));
    let ann = |cause| {
        let party = Some(Party::Provider("ann".to_owned()));
        found.obstacles.iter().find(|o| o.party == party && o.cause == cause).map(|o| o.starts)
    };
    assert_eq!(ann(ObstacleCause::Taken), Some(10));
    // In the hall ann need not travel: this plan is not the best.
    let next = found.next.unwrap();
    assert_eq!((next.meeting.place, next.cost), (at_room("hall"), -80));
    assert_eq!(next.more.iter().map(|more| (more.measure, more.cost)).collect::<Vec<_>>(), [(Measure::Travel, -80)]);
    assert_eq!(why(&problem, &plan(), &Guide::default(), 3), None);
}

#[test]
fn a_locked_start_has_no_next_best() {
    let mut problem = problem();
    let held = |providers, start| LockedMeeting {
        topic: "visit".to_owned(),
        needs: vec!["vc".to_owned()],
        providers,
        start,
        place: None,
    };
    problem.locked = vec![held(None, Some(780))];
    assert_eq!(why(&problem, &plan(), &Guide::default(), 2).unwrap().next, None);
    problem.locked = vec![held(Some(vec!["ann".to_owned()]), None)];
    assert_eq!(why(&problem, &plan(), &Guide::default(), 2).unwrap().next.unwrap().meeting.providers, ["ann"]);
}

#[test]
fn the_busy_are_spared_in_the_next_best_too() {
    let mut problem = problem();
    problem.providers.push(provider("bea", &["tax"]));
    problem.weights.load = 1;
    let attended = [("bea".to_owned(), 40)].into();
    let next = why(&problem, &plan(), &Guide { attended, ..Guide::default() }, 2).unwrap().next.unwrap();
    // With bea the plan itself would cost less: ann has two other meetings. She has had her share.
    assert_eq!((next.meeting.providers[0].as_str(), next.fairness), ("ann", 0));
    let next = why(&problem, &plan(), &Guide::default(), 2).unwrap().next.unwrap();
    assert_eq!((next.meeting.providers[0].as_str(), next.cost), ("bea", -4));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_best_breaks_nothing_and_costs_what_it_says(problem in super::small::problem()) {
        let options = Options { seed: 1, steps: Some(100), ..Options::default() };
        let plan = solve(&problem, &options, &Undisturbed).unwrap().plan;
        for at in 0..plan.meetings.len() {
            let found = why(&problem, &plan, &Guide::default(), at).unwrap();
            prop_assert!(found.possible >= 1 && found.possible <= found.starts, "{:?}", found);
            if let Some(next) = found.next {
                let mut other = plan.clone();
                other.meetings[at] = next.meeting;
                let (before, after) = (evaluate(&problem, &plan), evaluate(&problem, &other));
                prop_assert_eq!(after.broken, vec![]);
                prop_assert_eq!(after.soft - before.soft, next.cost);
            }
        }
    }
}
