//! Several searches of one problem side by side, which meet now and then: whoever stands worse goes on from where the
//! best stands.
//!
//! Between two meetings a walker depends on itself alone, so that it makes no difference how many threads carry them.

use std::sync::Arc;
use std::thread;

use crate::cooling::{Cooling, Segment};
use crate::delta::Scoring;
use crate::outcome::document;
use crate::run::{Clock, Run};
use crate::search::Search;
use crate::state::Meeting;

/// Steps between two looks at the clock and at the caller's wishes: a few milliseconds at most.
const BATCH: u64 = 32;

/// The best plan that any walker has found.
pub(crate) struct Best {
    pub score: (i64, i64),
    pub meetings: Vec<Meeting>,
}

/// Improves until the run ends; the first walker is left standing at the best plan found.
pub(crate) fn improve<S: Scoring + Send + Sync>(walkers: &mut [Search<'_, S>], threads: usize, run: &mut Run<'_>) {
    let mut best = best_of(walkers, None);
    let first = &walkers[0];
    let needs = first.draft.state.index.needs.len() as u64;
    let per_need = (first.draft.soft as f64 / needs.max(1) as f64).max(1.0);
    let mut cooling = Cooling::new(needs, per_need, walkers.len() as u64, run.most_steps, &run.clock);
    while let Some(segment) = cooling.next(run.steps) {
        if run.ended() {
            break;
        }
        if segment.again {
            for walker in &mut *walkers {
                walker.become_plan(&best.meetings);
            }
        } else if segment.gather {
            gather(walkers);
        }
        walk_all(walkers, threads, &segment, run, &best);
        best = best_of(walkers, Some(best));
    }
    // What does not divide among the walkers, so that not a step is lost.
    let rest = run.most_steps.map_or(0, |most| most.saturating_sub(run.steps));
    if rest > 0 && !run.ended() {
        walk_all(&mut walkers[..1], 1, &cooling.rest(rest), run, &best);
        best = best_of(walkers, Some(best));
    }
    walkers[0].become_plan(&best.meetings);
}

/// Each walker goes through the segment; those of this thread, which also speaks with the caller, come first.
fn walk_all<S: Scoring + Send + Sync>(
    walkers: &mut [Search<'_, S>],
    threads: usize,
    segment: &Segment,
    run: &mut Run<'_>,
    best: &Best,
) {
    let share = walkers.len().div_ceil(threads.max(1));
    let (mine, theirs) = walkers.split_at_mut(share.min(walkers.len()));
    let clock = Arc::clone(&run.clock);
    let before = run.steps;
    let counted: u64 = thread::scope(|scope| {
        let handles: Vec<_> = theirs
            .chunks_mut(share)
            .map(|walkers| {
                let clock = Arc::clone(&clock);
                scope.spawn(move || walkers.iter_mut().map(|w| walk(w, segment, &clock, |_, _| ())).sum::<u64>())
            })
            .collect();
        let mut steps = 0;
        for walker in mine {
            let so_far = before + steps;
            steps += walk(walker, segment, &clock, |search, done| {
                if !run.ended() && run.is_due() {
                    tell(run, search, so_far + done, best);
                }
            });
        }
        // A walker that panics is a fault of this crate: it goes on in the thread that asked.
        let others = handles.into_iter().map(|handle| match handle.join() {
            Ok(steps) => steps,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        steps + others.sum::<u64>()
    });
    run.steps = before + counted;
}

/// One walker through one segment; gives its steps.
fn walk<S: Scoring>(
    search: &mut Search<'_, S>,
    segment: &Segment,
    clock: &Clock,
    mut look: impl FnMut(&Search<'_, S>, u64),
) -> u64 {
    let mut steps = 0;
    loop {
        look(search, steps);
        let batch = segment.left(steps, BATCH, clock);
        if batch == 0 || clock.ended() {
            return steps;
        }
        let heat = segment.heat(steps, clock);
        for _ in 0..batch {
            search.step(heat);
        }
        steps += batch;
    }
}

/// Tells the listener of whichever is better: the best plan of all so far, or that of the walker at hand.
fn tell<S: Scoring>(run: &mut Run<'_>, search: &Search<'_, S>, steps: u64, best: &Best) {
    let index = search.draft.state.index;
    if search.best_score < best.score {
        let plan = || document(index, search.best_meetings(), search.best_score);
        run.tell(index.problem, steps, search.best_score, plan);
    } else {
        run.tell(index.problem, steps, best.score, || document(index, best.meetings.iter(), best.score));
    }
}

/// The best plan of all walkers, or `before` where none is better. The first of equals counts, so that it does not hang
/// on how many threads there are.
fn best_of<S: Scoring>(walkers: &[Search<'_, S>], before: Option<Best>) -> Best {
    let score = before.as_ref().map_or((i64::MAX, i64::MAX), |best| best.score);
    let better = walkers.iter().filter(|walker| walker.best_score < score).min_by_key(|walker| walker.best_score);
    match (better, before) {
        (Some(walker), _) => Best { score: walker.best_score, meetings: walker.best_meetings().cloned().collect() },
        (None, Some(before)) => before,
        (None, None) => Best { score, meetings: Vec::new() },
    }
}

/// Whoever stands worse goes on from where the best stands.
fn gather<S: Scoring>(walkers: &mut [Search<'_, S>]) {
    let Some(best) = (0..walkers.len()).min_by_key(|&at| walkers[at].weighed()) else { return };
    let (score, meetings) = (walkers[best].weighed(), walkers[best].present());
    for walker in walkers.iter_mut().filter(|walker| walker.weighed() > score) {
        walker.become_plan(&meetings);
    }
}
