//! The incremental score and the search's own idea of the rules, held against the full evaluation after
//! every random move.

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::delta::Weighted;
use crate::evaluate::evaluate;
use crate::index::Index;
use crate::locks::Locks;
use crate::outcome::{document, plan_of};
use crate::plan::{Plan, Score};
use crate::problem::{LockedMeeting, Problem};
use crate::run::Grace;
use crate::search::Search;

fn agree(problem: &Problem, plan: &Plan) -> Result<(), TestCaseError> {
    let full = evaluate(problem, plan);
    prop_assert_eq!(&full.broken, &vec![]);
    prop_assert_eq!(plan.score, Some(full.score()));
    Ok(())
}

fn present(search: &Search<'_, Weighted>) -> Plan {
    let state = &search.draft.state;
    let meetings = state.live.items.iter().filter_map(|&id| state.meeting(id));
    document(state.index, meetings, (search.draft.medium, search.draft.soft))
}

/// Moves at a heat at which nearly everything is taken, and checks each.
fn wander(problem: &Problem, seed: u64, steps: usize) -> Result<Plan, TestCaseError> {
    let index = Index::new(problem);
    let locks = Locks::new(&index).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let mut search = Search::new(&index, &locks, Weighted::new(&problem.weights), seed);
    prop_assert_eq!(search.construct_locked(&mut || true), Ok(()));
    agree(problem, &present(&search))?;
    search.construct(&mut || true);
    agree(problem, &present(&search))?;
    for step in 0..steps {
        search.step(200 << 10);
        agree(problem, &present(&search))?;
        if step % 16 == 15 {
            agree(problem, &plan_of(&search))?;
            search.back_to_best();
            prop_assert_eq!(present(&search), plan_of(&search));
        }
    }
    search.fill_up(&Grace::default());
    Ok(plan_of(&search))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_move(problem in crate::small::problem(), seed in any::<u64>()) {
        wander(&problem, seed, 60)?;
    }

    #[test]
    fn with_locked_and_published_meetings(
        mut problem in crate::small::problem(),
        seed in any::<u64>(),
        picked in prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()), 16),
    ) {
        let first = wander(&problem, seed, 20)?;
        for (meeting, (lock, providers, start, place)) in first.meetings.iter().zip(picked) {
            if lock {
                problem.locked.push(LockedMeeting {
                    topic: meeting.topic.clone(),
                    needs: meeting.needs.clone(),
                    providers: providers.then(|| meeting.providers.clone()),
                    start: start.then_some(meeting.start),
                    place: place.then(|| meeting.place.clone()),
                });
            } else {
                let mut told = meeting.clone();
                told.start += 30 * i32::from(start);
                told.providers.push("gone".into());
                problem.published.push(told);
            }
        }
        wander(&problem, seed ^ 1, 40)?;
    }
}

#[test]
fn the_score_moves_at_all() {
    // Guards the properties above against problems in which nothing can be planned.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = crate::small::problem();
    let mut planned = 0;
    for _ in 0..60 {
        let problem = strategy.new_tree(&mut runner).expect("a problem").current();
        let plan = wander(&problem, 7, 30).expect("scores agree");
        let Some(Score { soft, .. }) = plan.score else { panic!("no score") };
        planned += usize::from(soft > 0 && plan.meetings.len() > 1);
    }
    assert!(planned > 15, "only {planned} of 60 problems had a plan worth the name");
}
