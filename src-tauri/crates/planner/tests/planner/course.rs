//! Stopping, cancelling and being told.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use super::cases::*;
use super::*;

/// Ends the search after a number of words of progress.
#[derive(Default)]
struct Listener {
    stop_after: usize,
    cancel_after: usize,
    told: RefCell<Vec<Progress>>,
    ended: Cell<Option<Instant>>,
}

impl Listener {
    fn heard(&self, enough: usize) -> bool {
        let heard = enough > 0 && self.told.borrow().len() >= enough;
        if heard && self.ended.get().is_none() {
            self.ended.set(Some(Instant::now()));
        }
        heard
    }
}

impl Control for Listener {
    fn cancelled(&self) -> bool {
        self.heard(self.cancel_after)
    }

    fn stop(&self) -> bool {
        self.heard(self.stop_after)
    }

    fn progress(&self, progress: Progress) {
        self.told.borrow_mut().push(progress);
    }
}

/// Without an end of its own.
const ENDLESS: Options = Options { seed: 5, time: None, steps: None, threads: None };

#[test]
fn stop_keeps_the_best_plan() {
    let listener = Listener { stop_after: 3, ..Listener::default() };
    let outcome = solve(&problem(), &ENDLESS, &listener).unwrap();
    assert!(listener.ended.get().unwrap().elapsed() < Duration::from_millis(200));
    assert_eq!(outcome.evaluation.broken, vec![]);
    assert_eq!(outcome.evaluation.medium, 0);
    assert!(outcome.steps > 0);
}

#[test]
fn cancel_drops_it() {
    let listener = Listener { cancel_after: 2, ..Listener::default() };
    assert_eq!(solve(&problem(), &ENDLESS, &listener), Err(SolveError::Cancelled));
    assert!(listener.ended.get().unwrap().elapsed() < Duration::from_millis(200));
}

#[test]
fn cancelled_before_it_began() {
    struct Never;
    impl Control for Never {
        fn cancelled(&self) -> bool {
            true
        }
    }
    assert_eq!(solve(&problem(), &ENDLESS, &Never), Err(SolveError::Cancelled));
}

#[test]
fn time_is_kept_and_progress_comes_at_most_ten_times_a_second() {
    let listener = Listener::default();
    let options = Options { time: Some(Duration::from_millis(650)), ..ENDLESS };
    let began = Instant::now();
    let outcome = solve(&problem(), &options, &listener).unwrap();
    assert!(began.elapsed() < Duration::from_millis(1500), "{:?}", began.elapsed());
    let told = listener.told.into_inner();
    assert!((2..=8).contains(&told.len()), "told {} times", told.len());
    assert!(told.windows(2).all(|w| w[1].elapsed_ms >= w[0].elapsed_ms + 99));
    assert!(told.windows(2).all(|w| (w[1].medium, w[1].soft) <= (w[0].medium, w[0].soft)));
    // A plan comes with the first word and with each better score, and is what is said of it.
    assert!(told[0].best.is_some());
    for progress in &told {
        let Some(plan) = &progress.best else { continue };
        let full = evaluate(&problem(), plan);
        assert_eq!(full.broken, vec![]);
        assert_eq!((full.medium, full.soft), (progress.medium, progress.soft));
        assert_eq!(plan.meetings.len(), progress.meetings as usize);
        assert_eq!(plan.unscheduled.len(), progress.left_out as usize);
    }
    let last = told.last().unwrap();
    assert!(outcome.evaluation.score() <= Score { hard: 0, medium: last.medium, soft: last.soft });
}

#[test]
fn steps_are_counted_to_the_last() {
    let options = Options { steps: Some(77), ..ENDLESS };
    assert_eq!(solve(&problem(), &options, &Undisturbed).unwrap().steps, 77);
}

#[test]
fn a_plan_locked_in_full_ends_at_once() {
    let mut problem = problem();
    problem.locked = plan()
        .meetings
        .into_iter()
        .map(|m| LockedMeeting {
            topic: m.topic,
            needs: m.needs,
            providers: Some(m.providers),
            start: Some(m.start),
            place: Some(m.place),
        })
        .collect();
    let outcome = solve(&problem, &ENDLESS, &Undisturbed).unwrap();
    assert_eq!((outcome.plan.meetings, outcome.steps), (plan().meetings, 0));
}

#[test]
fn nothing_to_plan_ends_at_once() {
    let problem = Problem { needs: vec![], ..problem() };
    let outcome = solve(&problem, &ENDLESS, &Undisturbed).unwrap();
    assert_eq!(outcome.plan.meetings, vec![]);
    assert_eq!(outcome.plan.score, Some(Score::default()));
}
