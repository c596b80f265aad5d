//! What holds for every problem.

use proptest::prelude::*;

use super::cases;
use super::small;
use super::*;

fn planned(problem: &Problem, seed: u64, steps: u64) -> Outcome {
    let options = Options { seed, time: None, steps: Some(steps), threads: None };
    solve(problem, &options, &Undisturbed).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_correct_and_scored_right(problem in small::problem(), seed in any::<u64>()) {
        prop_assert_eq!(problem.validate(), Ok(()));
        let outcome = planned(&problem, seed, 300);
        let full = evaluate(&problem, &outcome.plan);
        prop_assert_eq!(&full.broken, &vec![]);
        prop_assert_eq!(outcome.plan.score, Some(full.score()));
        prop_assert_eq!(&outcome.evaluation, &full);
    }

    #[test]
    fn every_need_left_out_is_explained(problem in small::problem(), seed in any::<u64>()) {
        let outcome = planned(&problem, seed, 200);
        let mut explained: Vec<&str> = outcome.left_out.iter().map(|l| l.need.as_str()).collect();
        let mut left: Vec<&str> = outcome.plan.unscheduled.iter().map(String::as_str).collect();
        explained.sort_unstable();
        left.sort_unstable();
        prop_assert_eq!(explained, left);
        prop_assert!(outcome.left_out.iter().all(|l| !l.reasons.is_empty()));
        let cost: i64 = outcome.left_out.iter().map(|l| l.cost).sum();
        prop_assert_eq!(cost, outcome.evaluation.medium);
    }

    #[test]
    fn the_same_seed_and_steps_give_the_same_plan(problem in small::problem(), seed in any::<u64>()) {
        let (one, other) = (planned(&problem, seed, 250), planned(&problem, seed, 250));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_plan_locked_in_full_comes_back(problem in small::problem(), seed in any::<u64>()) {
        let first = planned(&problem, seed, 100);
        let mut fixed = problem.clone();
        fixed.locked = first.plan.meetings.iter().map(|m| LockedMeeting {
            topic: m.topic.clone(),
            needs: m.needs.clone(),
            providers: Some(m.providers.clone()),
            start: Some(m.start),
            place: Some(m.place.clone()),
        }).collect();
        let second = planned(&fixed, seed.wrapping_add(1), 100);
        for meeting in &first.plan.meetings {
            prop_assert!(second.plan.meetings.contains(meeting), "moved: {:?}", meeting);
        }
        prop_assert!(second.evaluation.medium <= first.evaluation.medium);
    }
}

#[test]
fn more_steps_are_never_worse_than_none() {
    let problem = cases::problem();
    let first = planned(&problem, 3, 0).evaluation.score();
    let later = planned(&problem, 3, 2000).evaluation.score();
    assert!(later <= first, "{later:?} after {first:?}");
    assert_eq!(later.medium, 0);
}
